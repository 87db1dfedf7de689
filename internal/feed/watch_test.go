package feed_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"stemma/internal/feed"
	"stemma/internal/fetch"
)

func TestWatchRounds(t *testing.T) {
	article := func(n int) string {
		return fmt.Sprintf("<html><head><title>Bridge %d</title></head><body><article><h1>Bridge %d of Karsa closed</h1><p>Bridge %d of Karsa was closed on Tuesday after a blast, the mayor of the town said by telephone.</p></article></body></html>", n, n, n)
	}
	gone := false
	var s *httptest.Server
	list := func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<opml><body><outline text="Post" xmlUrl="%s/rss"/><outline text="Itself" xmlUrl="%s/opml"/></body></opml>`, s.URL, s.URL)
	}
	pages := map[string]http.HandlerFunc{
		"/opml": list,
		"/sitemaps": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%s/sitemap</loc></sitemap></sitemapindex>`, s.URL)
		},
		"/sitemap": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<urlset><url><loc>%s/3</loc></url></urlset>`, s.URL)
		},
		"/3": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, article(3)) },
		"/rss": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<rss><channel><item><title>Bridge 1</title><link>%s/1</link><pubDate>Mon, 03 Feb 2031 10:00:00 GMT</pubDate></item><item><link>%s/2</link></item></channel></rss>`, s.URL, s.URL)
		},
		"/1": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, article(1)) },
		"/2": func(w http.ResponseWriter, _ *http.Request) {
			if gone {
				w.WriteHeader(http.StatusGone)
				return
			}
			io.WriteString(w, article(2))
		},
	}
	mux := http.NewServeMux()
	for path, h := range pages {
		mux.HandleFunc(path, h)
	}
	s = httptest.NewServer(mux)
	defer s.Close()
	c := fetch.New(fetch.Options{AllowPrivate: true, Pace: time.Millisecond})
	defer c.Close()
	state := feed.State{}
	file := write(t, t.TempDir(), "mine.opml", fmt.Sprintf(`<opml><body><outline xmlUrl="%s/opml"/></body></opml>`, s.URL))
	round := func() (reports, withdrawn int) {
		for r, err := range feed.Round(t.Context(), c, []string{file, s.URL + "/sitemaps"}, state, nil) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Withdrawn.IsZero() {
				reports++
			} else {
				withdrawn++
			}
		}
		return reports, withdrawn
	}
	if n, _ := round(); n != 3 {
		t.Errorf("first round: %d reports, want 3: two of the feed that a list in a list names, one of the sitemap", n)
	}
	if n, _ := round(); n != 0 {
		t.Errorf("second round: %d reports, want none: nothing has changed", n)
	}
	gone = true
	if n, w := round(); n != 0 || w != 1 {
		t.Errorf("third round: %d reports and %d withdrawn, want 0 and 1", n, w)
	}
}
