package feed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"mime"
	"os"
	"slices"
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
	Listed    []string  `json:"listed,omitempty"`   // Listed are the pages of a feed when it was last read.
	Feeds     []string  `json:"feeds,omitempty"`    // Feeds are the feeds of a list of feeds when it was last read.
	Feed      bool      `json:"feed,omitempty"`
}

const (
	maxListed = 2000 // maxListed bounds how many entries of one feed are followed.
	maxFeeds  = 5000 // maxFeeds bounds how many feeds and lists of feeds one round visits.
)

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
// reports that are new, changed or withdrawn. An OPML list or an index of sitemaps, at an
// address or in a file, stands for the feeds that it names. Round keeps state up to date
// as it goes; what could not be had is an error, and the round goes on.
func Round(ctx context.Context, c *fetch.Client, feeds []string, state State, known *outlets.List) iter.Seq2[*stemma.Report, error] {
	return func(yield func(*stemma.Report, error) bool) {
		queue, met := slices.Clone(feeds), map[string]bool{}
		for len(queue) > 0 && len(met) < maxFeeds {
			address := queue[0]
			queue = queue[1:]
			if met[address] {
				continue
			}
			met[address] = true
			entries, err := readFeed(ctx, c, address, state)
			if ctx.Err() != nil {
				return
			}
			if err != nil && !yield(nil, err) {
				return
			}
			for _, e := range entries {
				if e.Feed {
					queue = append(queue, e.URL)
					continue
				}
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
	if !strings.Contains(address, "://") {
		return readList(address)
	}
	v := state[address]
	got, err := c.Get(ctx, address, v.Seen)
	if err != nil || got.Unchanged() || got.Withdrawn() {
		var entries []Entry
		for _, u := range v.Feeds {
			entries = append(entries, Entry{URL: u, Feed: true})
		}
		for _, u := range v.Listed {
			entries = append(entries, Entry{URL: u})
		}
		return entries, err
	}
	entries := followed(bytes.NewReader(got.Body))
	v.Seen, v.Feed, v.Listed, v.Feeds = got.Seen, true, nil, nil
	for _, e := range entries {
		if e.Feed {
			v.Feeds = append(v.Feeds, e.URL)
		} else {
			v.Listed = append(v.Listed, e.URL)
		}
	}
	if v.First.IsZero() {
		v.First = got.Fetched
	}
	state[address] = v
	return entries, nil
}

// readList is the entries of a list of feeds in a file.
func readList(path string) ([]Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &fetch.Refused{URL: path, Why: cause(err)}
	}
	defer f.Close()
	entries := followed(f)
	if len(entries) == 0 {
		return nil, &fetch.Refused{URL: path, Why: "a file that lists no feeds"}
	}
	return entries, nil
}

// followed are the entries of r that have an address, as many as are followed.
func followed(r io.Reader) []Entry {
	var out []Entry
	for e := range Entries(r) {
		if e.URL == "" {
			continue
		}
		if out = append(out, e); len(out) >= maxListed {
			break
		}
	}
	return out
}
