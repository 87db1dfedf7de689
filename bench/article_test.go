// Package bench compares reading a page with libraries that the product does not link.
// It is a module of its own, so that none of them comes into the product's build:
//
//	cd bench && go test -bench .
package bench

import (
	"compress/gzip"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"

	"stemma/internal/page"
)

// pages are the pages of the shared benchmark, decompressed.
func pages(b *testing.B) []string {
	b.Helper()
	paths, _ := filepath.Glob(filepath.Join("..", "..", "shared", "data", "article", "html", "*.html.gz"))
	if len(paths) == 0 {
		b.Skip("../shared/data/article is not here")
	}
	var out []string
	for _, path := range paths {
		fh, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		z, err := gzip.NewReader(fh)
		if err != nil {
			b.Fatal(err)
		}
		src, err := io.ReadAll(z)
		if err != nil {
			b.Fatal(err)
		}
		fh.Close()
		text, _ := page.Decode(src, "")
		out = append(out, text)
	}
	return out
}

// each reads every page once a round and reports pages a second.
func each(b *testing.B, read func(string)) {
	all := pages(b)
	for b.Loop() {
		for _, p := range all {
			read(p)
		}
	}
	b.ReportMetric(float64(len(all)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkStemma(b *testing.B) {
	each(b, func(p string) { page.FromHTML(p, page.Hints{ID: "x"}) })
}

func BenchmarkReadability(b *testing.B) {
	u, _ := url.Parse("https://example.org/")
	each(b, func(p string) { readability.FromReader(strings.NewReader(p), u) })
}

func BenchmarkTrafilatura(b *testing.B) {
	each(b, func(p string) { trafilatura.Extract(strings.NewReader(p), trafilatura.Options{}) })
}
