package api

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stemma/internal/store"
)

// The elements of RSS 2.0.
type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	Description string  `xml:"description"`
	Category    string  `xml:"category,omitempty"`
	PubDate     string  `xml:"pubDate,omitempty"`
	GUID        rssGUID `xml:"guid"`
}

type rssGUID struct {
	Value     string `xml:",chardata"`
	PermaLink bool   `xml:"isPermaLink,attr"`
}

func (a *API) rssRoutes() {
	op := huma.Operation{
		Method: http.MethodGet, Path: "/moved.rss", OperationID: "getMovedFeed", Summary: "Matters that moved, as RSS", Tags: []string{"matters"},
		Errors: []int{http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable},
		Responses: map[string]*huma.Response{"200": {Description: "RSS 2.0", Content: map[string]*huma.MediaType{
			"application/rss+xml": {Schema: &huma.Schema{Type: huma.TypeString}},
		}}},
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *matterList) (*huma.StreamResponse, error) {
		at, err := in.moment()
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		var heads []store.Head
		err = a.Record.View(ctx, at, func(tx store.ReadTx) error {
			f, err := in.headFilter()
			if err != nil {
				return err
			}
			f.Order, f.Limit = store.ByMoved, in.Limit
			for h, err := range tx.MatterHeads(f) {
				if err != nil {
					return err
				}
				heads = append(heads, h)
			}
			return nil
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			r, w := humago.Unwrap(ctx)
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			b, err := xml.MarshalIndent(feedOf(heads, "http://"+r.Host), "", "  ")
			if err != nil {
				a.Log.Error("rss", "err", err)
				Problem(w, http.StatusInternalServerError, "a fault of the server; its log says more")
				return
			}
			w.Write(append([]byte(xml.Header), b...)) // The reader may be gone; there is nobody to tell.
		}}, nil
	})
}

// feedOf is a feed of matters. A matter that moves again is a new item.
func feedOf(heads []store.Head, base string) rss {
	out := rss{Version: "2.0", Channel: rssChannel{Title: "Stemma: matters that moved", Link: base + "/", Description: "Questions that new reports answer, the latest first."}}
	for _, h := range heads {
		moved := minutes(h.Moved)
		item := rssItem{
			Title: xmlText(h.Question), Link: base + "/matter/" + url.PathEscape(h.Matter), Category: string(h.Relation),
			Description: fmt.Sprintf("%d claims in %d reports on %d origins", h.Claims, h.Reports, len(h.Origins)),
			GUID:        rssGUID{Value: h.Matter + "@" + moved},
		}
		if h.Relation != "" {
			item.Description += "; " + string(h.Relation)
		}
		if !h.Moved.From.IsZero() {
			item.PubDate = h.Moved.From.Format(time.RFC1123Z)
		}
		out.Channel.Items = append(out.Channel.Items, item)
	}
	return out
}

// xmlText leaves out what XML cannot say.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
