package feed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"stemma/internal/page"
)

// sniff reads one file by what its first bytes say that it is.
func (r *reader) sniff(ctx context.Context, in io.Reader, f input) bool {
	b := bufio.NewReaderSize(in, 64<<10)
	head, _ := b.Peek(4 << 10)
	switch {
	case isArchive(head, f.id):
		return r.archive(ctx, b, f)
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		if f.layers++; f.layers > maxLayers {
			return r.reject(f.path, "decode", errors.New("compressed again and again"))
		}
		z, err := gzip.NewReader(b)
		if err != nil {
			return r.reject(f.path, "decode", err)
		}
		f.id, f.file = strings.TrimSuffix(f.id, filepath.Ext(f.id)), nil
		if f.rows() {
			return r.lines(ctx, z, f)
		}
		return r.sniff(ctx, z, f)
	case feedKind(head) != "":
		return r.feed(ctx, b, f, feedKind(head))
	}
	return r.single(b, f.path, Row{ID: f.id})
}

// maxLayers bounds how often a file may be compressed within itself.
const maxLayers = 3

// isArchive reports whether a file is a web archive: by its first bytes, or by its name
// when it is compressed.
func isArchive(head []byte, name string) bool {
	if bytes.HasPrefix(head, []byte("WARC/")) || bytes.HasPrefix(head, []byte("filedesc://")) {
		return true
	}
	name = strings.ToLower(name)
	packed := bytes.HasPrefix(head, []byte{0x1f, 0x8b}) || bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd})
	return strings.HasSuffix(name, ".arc") || packed && (strings.Contains(name, ".warc") || strings.Contains(name, ".arc."))
}

var feedRoot = regexp.MustCompile(`(?i)<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)[\s>]`)

// feedKind is "feed" for RSS, Atom and JSON Feed, "list" for what has addresses only, OPML
// and sitemaps, and empty for anything else.
func feedKind(head []byte) string {
	t := bytes.TrimLeft(head, "\ufeff \t\r\n")
	if bytes.HasPrefix(t, []byte("{")) && bytes.Contains(t, []byte("jsonfeed.org/version")) {
		return "feed"
	}
	if !bytes.HasPrefix(t, []byte("<")) {
		return ""
	}
	root := bytes.ToLower(feedRoot.Find(t))
	switch {
	case len(root) == 0 || bytes.Contains(bytes.ToLower(t[:bytes.Index(bytes.ToLower(t), root)]), []byte("<html")):
		return ""
	case bytes.HasPrefix(root, []byte("<opml")), bytes.HasPrefix(root, []byte("<urlset")), bytes.HasPrefix(root, []byte("<sitemapindex")):
		return "list"
	}
	return "feed"
}

// feed reads the entries of a feed that have text.
func (r *reader) feed(ctx context.Context, in io.Reader, f input, kind string) bool {
	if kind == "list" {
		return r.reject(f.path, "open", errors.New("a list of addresses without text; 'stemma watch' visits them"))
	}
	n, links := 0, 0
	for e := range Entries(in) {
		if ctx.Err() != nil {
			return false
		}
		n++
		w := e.row()
		w.ID = firstOf(w.URL, w.ID, filepath.Base(f.path)+":"+strconv.Itoa(n))
		if w.Text == "" && w.HTML == "" {
			links++
			continue
		}
		if !r.made(w, f.path+": entry "+strconv.Itoa(n)) {
			return false
		}
	}
	switch {
	case n == 0:
		return r.reject(f.path, "decode", errors.New("a feed without entries"))
	case links > 0:
		return r.reject(f.path, "read", fmt.Errorf("%d of its %d entries are links without text; 'stemma watch' visits them", links, n))
	}
	return true
}

// row is an entry as a row: its text, what the feed says of it, and the real publisher.
func (e Entry) row() Row {
	w := Row{ID: e.ID, URL: e.URL, Outlet: e.Source, Title: html.UnescapeString(e.Title), Language: e.Language}
	if len(w.Language) > 2 {
		w.Language = w.Language[:2]
	}
	if e.Published != "" {
		w.dates = append(w.dates, page.DateHint{Where: "feed", Said: e.Published})
	} else if e.Updated != "" {
		w.dates = append(w.dates, page.DateHint{Where: "feed", Said: e.Updated})
	}
	w.plain = strings.TrimSpace(html.UnescapeString(anyMarkup.ReplaceAllString(e.Content, " ")))
	if blockMarkup.MatchString(e.Content) {
		w.HTML = "<article>" + e.Content + "</article>"
	} else {
		w.Text = strings.TrimSpace(html.UnescapeString(anyMarkup.ReplaceAllString(e.Content, "")))
	}
	return w
}

// The markup of an entry's content: with paragraphs it is read as a page, else its tags
// are taken off.
var (
	blockMarkup = regexp.MustCompile(`(?i)<(?:p|div|br|li|h[1-6]|blockquote|td)[\s/>]`)
	anyMarkup   = regexp.MustCompile(`<[^<>]*>`)
)
