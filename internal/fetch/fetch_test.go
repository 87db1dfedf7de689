package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"stemma/internal/fetch"
)

// site is a server on loopback; pages maps paths to handlers, and /robots.txt is empty
// unless given.
func site(t *testing.T, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, h := range pages {
		mux.HandleFunc(path, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func client(t *testing.T, o fetch.Options) *fetch.Client {
	t.Helper()
	o.AllowPrivate = true
	if o.Pace == 0 {
		o.Pace = time.Millisecond
	}
	c := fetch.New(o)
	t.Cleanup(c.Close)
	return c
}

func say(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) }
}

func TestGet(t *testing.T) {
	var squeezed bytes.Buffer
	z := gzip.NewWriter(&squeezed)
	io.WriteString(z, strings.Repeat("0", 1<<20))
	z.Close()
	s := site(t, map[string]http.HandlerFunc{
		"/page": say("the page"),
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/page", http.StatusMovedPermanently)
		},
		"/circle": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle2", http.StatusFound) },
		"/circle2": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/circle", http.StatusFound)
		},
		"/far/": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		},
		"/elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "ftp://example.org/x", http.StatusFound)
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(bytes.Repeat([]byte("x"), 4096)); err != nil {
					return
				}
			}
		},
		"/slow": func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < 50 && r.Context().Err() == nil; i++ {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(squeezed.Bytes())
		},
		"/liar": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "not squeezed")
		},
		"/gone":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"/broken": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"/short": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "short")
		},
	})
	c := client(t, fetch.Options{MaxBody: 64 << 10, Timeout: 400 * time.Millisecond})
	for _, tc := range []struct{ path, body, why string }{
		{"/page", "the page", ""},
		{"/moved", "the page", ""},
		{"/liar", "not squeezed", ""},
		{"/gone", "", ""},
		{"/circle", "", "redirects in a circle"},
		{"/far/", "", "more than 5 redirects"},
		{"/elsewhere", "", "neither http nor https"},
		{"/endless", "", "larger than the limit"},
		{"/slow", "", "took too long"},
		{"/bomb", "", "larger than the limit"},
		{"/broken", "", "answers 500"},
		{"/short", "", "unexpected EOF"},
	} {
		page, err := c.Get(t.Context(), s.URL+tc.path, fetch.Seen{})
		if tc.why != "" {
			var r *fetch.Refused
			if !errors.As(err, &r) || !strings.Contains(r.Why, tc.why) {
				t.Errorf("%s: got %v, want %q", tc.path, err, tc.why)
			}
			continue
		}
		if err != nil || string(page.Body) != tc.body {
			t.Errorf("%s: got %v, %v, want %q", tc.path, page, err, tc.body)
		}
	}
}

func TestOnlyPublicAddresses(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{"/": say("secret")})
	c := fetch.New(fetch.Options{Pace: time.Millisecond, IgnoreRobots: true})
	defer c.Close()
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, address := range []string{
		s.URL, "http://localhost" + port, "http://[::1]" + port, "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/",
		"http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://[64:ff9b::7f00:1]/", "http://2130706433/", "file:///etc/passwd", "gopher://example.org/", "http:///x",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		page, err := c.Get(ctx, address, fetch.Seen{})
		cancel()
		if err == nil {
			t.Errorf("%s was fetched: %q", address, page.Body)
		}
	}
}

func TestCredentialsAreNeitherSentNorNamed(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("credentials were sent")
		}
		w.WriteHeader(http.StatusForbidden)
	}})
	c := client(t, fetch.Options{IgnoreRobots: true})
	_, err := c.Get(t.Context(), strings.Replace(s.URL, "http://", "http://jane:hunter2@", 1), fetch.Seen{})
	if err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "jane") {
		t.Errorf("got %v", err)
	}
}

func TestAsksOnlyForWhatChanged(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{"/page": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, "body")
	}})
	c := client(t, fetch.Options{})
	first, err := c.Get(t.Context(), s.URL+"/page", fetch.Seen{})
	if err != nil || first.Unchanged() {
		t.Fatalf("first: %v, %v", first, err)
	}
	second, err := c.Get(t.Context(), s.URL+"/page", first.Seen)
	if err != nil || !second.Unchanged() {
		t.Errorf("second: %v, %v, want it unchanged", second, err)
	}
}

func TestRobots(t *testing.T) {
	for _, tc := range []struct {
		name, robots string
		status       int
		allowed      bool
	}{
		{"forbids", "User-agent: *\nDisallow: /page\n", 200, false},
		{"forbids another", "User-agent: *\nDisallow: /other\n", 200, true},
		{"none", "", 404, true},
		{"broken", "", 500, false},
		{"huge", "User-agent: *\nDisallow: /page\n" + strings.Repeat("# padding\n", 200_000), 200, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := site(t, map[string]http.HandlerFunc{"/page": say("x"), "/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tc.status)
				io.WriteString(w, tc.robots)
			}})
			_, err := client(t, fetch.Options{}).Get(t.Context(), s.URL+"/page", fetch.Seen{})
			if (err == nil) != tc.allowed {
				t.Errorf("got %v, want allowed %v", err, tc.allowed)
			}
		})
	}
}

func TestPaceAndRetryAfter(t *testing.T) {
	busy := true
	s := site(t, map[string]http.HandlerFunc{"/page": say("x"), "/busy": func(w http.ResponseWriter, _ *http.Request) {
		if busy {
			busy = false
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}})
	c := client(t, fetch.Options{Pace: 100 * time.Millisecond, IgnoreRobots: true})
	start := time.Now()
	for range 3 {
		if _, err := c.Get(t.Context(), s.URL+"/page", fetch.Seen{}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 200*time.Millisecond {
		t.Errorf("three requests to one host took %v, want 200ms at least", took)
	}
	var r *fetch.Refused
	if _, err := c.Get(t.Context(), s.URL+"/busy", fetch.Seen{}); !errors.As(err, &r) || r.After.IsZero() {
		t.Fatalf("got %v, want to be told when to come back", err)
	}
	start = time.Now()
	if _, err := c.Get(t.Context(), s.URL+"/busy", fetch.Seen{}); err != nil || time.Since(start) < 500*time.Millisecond {
		t.Errorf("came back after %v, %v; want what the host asked for", time.Since(start), err)
	}
}
