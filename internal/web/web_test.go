package web

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// ask sends one request to the pages in front of an interface that says "rest".
func ask(t *testing.T, method, target string, header ...string) *http.Response {
	t.Helper()
	rest := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "rest") })
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler(rest).ServeHTTP(w, r)
	return w.Result()
}

func TestHandler(t *testing.T) {
	for _, tc := range []struct {
		name, method, target, accept string
		page                         bool
	}{
		{"first page", "GET", "/", "text/html", true},
		{"place", "GET", "/place/Halvesh", "text/html", true},
		{"id with a slash and dots", "GET", "/report/https%3A%2F%2Fexample.org%2F..%2Fa", "text/html", true},
		{"gallery", "GET", "/gallery/now/huge", "*/*", true},
		{"search by a browser", "GET", "/search?q=x", "text/html,*/*", true},
		{"search by a program", "GET", "/search?q=x", "application/json", false},
		{"brief by a program", "GET", "/brief?about=x", "", false},
		{"interface", "GET", "/places/Halvesh", "text/html", false},
		{"unknown", "GET", "/nothing", "text/html", false},
		{"the file behind the pages", "GET", "/dist/index.html", "text/html", false},
		{"out of the folder", "GET", "/assets/../../web.go", "text/html", false},
		{"write", "POST", "/", "text/html", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			body, err := io.ReadAll(ask(t, tc.method, tc.target, "Accept", tc.accept).Body)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.HasPrefix(string(body), "<!doctype html>"); got != tc.page {
				t.Errorf("page = %v, want %v: %.40q", got, tc.page, body)
			}
		})
	}
}

func TestHandlerSqueezes(t *testing.T) {
	plain, err := io.ReadAll(ask(t, "GET", "/").Body)
	if err != nil {
		t.Fatal(err)
	}
	answer := ask(t, "GET", "/", "Accept-Encoding", "br, gzip")
	z, err := gzip.NewReader(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	squeezed, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if string(plain) != string(squeezed) {
		t.Error("the squeezed page is another one")
	}
	again := ask(t, "GET", "/", "Accept-Encoding", "gzip", "If-None-Match", answer.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again with its tag: %d, want 304", again.StatusCode)
	}
}

func TestPolicyAllowsNothingInline(t *testing.T) {
	got := ask(t, "GET", "/matter/x").Header.Get("Content-Security-Policy")
	for _, word := range []string{"unsafe", "http:", "https:", "*", "data:"} {
		if strings.Contains(got, word) {
			t.Errorf("policy %q allows %s", got, word)
		}
	}
	if !strings.Contains(got, "default-src 'none'") {
		t.Errorf("policy %q does not begin with nothing", got)
	}
}

// The page that is served names its files alone: nothing inline, nothing from elsewhere.
func TestBuiltPage(t *testing.T) {
	page, err := fs.ReadFile(built, "dist/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
		if !strings.HasPrefix(m[1], "/") || strings.HasPrefix(m[1], "//") {
			t.Errorf("the page loads %s", m[1])
		}
		if name := strings.TrimPrefix(m[1], "/"); strings.HasPrefix(name, "assets/") {
			if _, err := fs.Stat(built, "dist/"+name); err != nil {
				t.Error(err)
			}
		}
	}
	if m := regexp.MustCompile(`<style|<script>|style="| on[a-z]+="`).Find(page); m != nil {
		t.Errorf("the page has %s inline", m)
	}
}
