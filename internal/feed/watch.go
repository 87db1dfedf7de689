package feed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"mime"
	"strings"
	"time"

	"stemma"
	"stemma/internal/fetch"
	"stemma/internal/outlets"
	"stemma/internal/page"
)

// State is what a watch remembers between its rounds, by address. It can be written as
// JSON and read again, so that a watch goes on where it was stopped.
type State map[string]Visit

// Visit is the last visit to one address.
type Visit struct {
	fetch.Seen
	Digest    string    `json:"digest,omitempty"`   // Digest of the report's text; empty for a feed.
	First     time.Time `json:"first"`              // First time that it was seen.
	Withdrawn time.Time `json:"withdrawn,omitzero"` // Withdrawn is when it was seen to be gone.
	Due       time.Time `json:"due,omitzero"`       // Due is when the host may be asked again.
	Listed    []string  `json:"listed,omitempty"`   // Listed are the entries of a feed when it was last read.
	Feed      bool      `json:"feed,omitempty"`
}

// maxListed bounds how many entries of one feed are followed.
const maxListed = 2000

// Fetch fetches one page as a report. The report is nil when the page has not changed
// since v; a withdrawn page gives a report that has only its ID, URL and the time.
func Fetch(ctx context.Context, c *fetch.Client, address string, v Visit, h page.Hints) (*stemma.Report, Visit, error) {
	got, err := c.Get(ctx, address, v.Seen)
	if err != nil {
		return nil, v, err
	}
	if v.First.IsZero() {
		v.First = got.Fetched
	}
	switch {
	case got.Unchanged():
		return nil, v, nil
	case got.Withdrawn():
		if v.Digest == "" {
			return nil, v, &fetch.Refused{URL: got.URL, Why: fmt.Sprintf("answers %d: there is no such page", got.Status)}
		}
		if !v.Withdrawn.IsZero() {
			return nil, v, nil
		}
		v.Withdrawn = got.Fetched
		return &stemma.Report{ID: stemma.ReportID(address), URL: got.URL, FirstSeen: v.First, LastSeen: got.Fetched, Withdrawn: got.Fetched}, v, nil
	}
	text, _ := page.Decode(got.Body, got.ContentType)
	h.ID, h.URL, h.FirstSeen = stemma.ReportID(address), got.URL, v.First
	if got.Seen.LastModified != "" {
		h.Dates = append(h.Dates, page.DateHint{Where: "http", Said: got.Seen.LastModified})
	}
	read := page.FromHTML
	if kind, _, _ := mime.ParseMediaType(got.ContentType); kind == "text/plain" && !strings.Contains(text[:min(len(text), 1024)], "<html") {
		read = page.FromText
	}
	a, _ := read(text, h)
	a.LastSeen = got.Fetched
	sum := sha256.Sum256([]byte(a.Text))
	digest := hex.EncodeToString(sum[:])
	changed := digest != v.Digest
	v.Seen, v.Digest, v.Withdrawn = got.Seen, digest, time.Time{}
	if !changed {
		return nil, v, nil
	}
	if a.Text == "" {
		return nil, v, &fetch.Refused{URL: got.URL, Why: "the page holds no article"}
	}
	return &a, v, nil
}

// Round visits every feed once, then every page that the feeds list, and yields the
// reports that are new, changed or withdrawn. It keeps state up to date as it goes; what
// could not be had is an error, and the round goes on.
func Round(ctx context.Context, c *fetch.Client, feeds []string, state State, known *outlets.List) iter.Seq2[*stemma.Report, error] {
	return func(yield func(*stemma.Report, error) bool) {
		for _, address := range feeds {
			entries, err := readFeed(ctx, c, address, state)
			if ctx.Err() != nil {
				return
			}
			if err != nil && !yield(nil, err) {
				return
			}
			for _, e := range entries {
				a, v, err := Fetch(ctx, c, e.URL, state[e.URL], entryHints(e, known))
				if ctx.Err() != nil {
					return
				}
				state[e.URL] = v
				if (a != nil || err != nil) && !yield(a, err) {
					return
				}
			}
		}
	}
}

func entryHints(e Entry, known *outlets.List) page.Hints {
	h := page.Hints{Outlet: e.Source, Outlets: known}
	if e.Published != "" {
		h.Dates = []page.DateHint{{Where: "feed", Said: e.Published}}
	}
	return h
}

// readFeed is the entries of a feed: as it is now, or as it was when it has not changed.
func readFeed(ctx context.Context, c *fetch.Client, address string, state State) ([]Entry, error) {
	v := state[address]
	got, err := c.Get(ctx, address, v.Seen)
	var entries []Entry
	switch {
	case err != nil || got.Unchanged() || got.Withdrawn():
		for _, u := range v.Listed {
			entries = append(entries, Entry{URL: u})
		}
		return entries, err
	}
	v.Seen, v.Feed, v.Listed = got.Seen, true, nil
	for e := range Entries(bytes.NewReader(got.Body)) {
		if e.URL == "" || e.Feed {
			continue
		}
		v.Listed = append(v.Listed, e.URL)
		entries = append(entries, e)
		if len(entries) >= maxListed {
			break
		}
	}
	if v.First.IsZero() {
		v.First = got.Fetched
	}
	state[address] = v
	return entries, nil
}
