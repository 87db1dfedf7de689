// Package web serves the pages. They are built from web/ by "make pages" and embedded as
// built, so that one binary shows the record with nothing beside it.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed all:dist
var built embed.FS

// policy lets a page load scripts, styles and data from its own address and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// pages are the first parts of the addresses that show a page. What follows names what
// the page is about; the script in the browser reads it.
var pages = []string{"place", "matter", "story", "report", "source", "search", "brief", "gallery"}

// shared are the pages at whose address the interface answers too: a browser that moves
// there asks for text/html, a program does not.
var shared = []string{"search", "brief"}

// Handler serves the pages and what they load, and leaves all else to rest.
func Handler(rest http.Handler) http.Handler {
	files := filesOf(built)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			rest.ServeHTTP(w, r)
			return
		}
		first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if slices.Contains(shared, first) {
			w.Header().Add("Vary", "Accept")
			if !strings.Contains(r.Header.Get("Accept"), "text/html") {
				rest.ServeHTTP(w, r)
				return
			}
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if first == "" || slices.Contains(pages, first) {
			name = "index.html"
		}
		if f, ok := files[name]; ok {
			f.serve(w, r)
			return
		}
		rest.ServeHTTP(w, r)
	})
}

// file is one file of the pages, squeezed when it is first asked for.
type file struct {
	name     string
	body     []byte
	etag     string
	kind     string
	squeezed func() []byte
}

// filesOf are the built files by their path under dist.
func filesOf(built fs.FS) map[string]*file {
	files := map[string]*file{}
	err := fs.WalkDir(built, "dist", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "dist/")
		files[name] = newFile(name, body)
		return nil
	})
	if err != nil {
		panic(fmt.Sprintf("pages: %v", err)) // They are part of the program.
	}
	return files
}

func newFile(name string, body []byte) *file {
	digest := sha256.Sum256(body)
	return &file{
		name: name,
		body: body,
		etag: hex.EncodeToString(digest[:8]),
		kind: kindOf(name),
		squeezed: sync.OnceValue(func() []byte {
			var b bytes.Buffer
			z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
			_, _ = z.Write(body) // A buffer takes everything.
			_ = z.Close()
			return b.Bytes()
		}),
	}
}

// kindOf does not ask the machine's own table of types, which differs from one to the next.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(f.name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable") // Their names change with what is in them.
	}
	h.Add("Vary", "Accept-Encoding")
	body, etag := f.body, f.etag
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body, etag = f.squeezed(), f.etag+"-gzip"
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", `"`+etag+`"`)
	if r.Header.Get("If-None-Match") == `"`+etag+`"` {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // A reader who went away needs no answer.
	}
}
