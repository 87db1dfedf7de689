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

	"stemma"
	"stemma/internal/page"
	"stemma/internal/warc"
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
		f.id = strings.TrimSuffix(f.id, filepath.Ext(f.id))
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
	case root == nil || bytes.Contains(bytes.ToLower(t[:bytes.Index(bytes.ToLower(t), root)]), []byte("<html")):
		return ""
	case bytes.HasPrefix(root, []byte("<opml")), bytes.HasPrefix(root, []byte("<urlset")), bytes.HasPrefix(root, []byte("<sitemapindex")):
		return "list"
	}
	return "feed"
}

// feed reads the entries of a feed that have text.
func (r *reader) feed(ctx context.Context, in io.Reader, f input, kind string) bool {
	if kind == "list" {
		return r.reject(f.path, "open", errors.New("a list of addresses without text"))
	}
	n := 0
	for e := range Entries(in) {
		if ctx.Err() != nil {
			return false
		}
		n++
		w := e.row()
		w.ID = firstOf(w.URL, w.ID, filepath.Base(f.path)+":"+strconv.Itoa(n))
		at := f.path + ": entry " + strconv.Itoa(n)
		if w.Text == "" && w.HTML == "" {
			if !r.reject(at, "read", fmt.Errorf("%q is a link without text", e.Title)) {
				return false
			}
			continue
		}
		if !r.made(w, at) {
			return false
		}
	}
	if n == 0 {
		return r.reject(f.path, "decode", errors.New("a feed without entries"))
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

// archive reads the pages of a web archive.
func (r *reader) archive(ctx context.Context, in io.Reader, f input) bool {
	for rec, err := range warc.Read(in, 0, warc.Options{MaxBody: r.maxText()}) {
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			stage := "open"
			var d *warc.Damage
			if errors.As(err, &d) {
				stage = "decode"
			}
			if !r.reject(f.path, stage, err) {
				return false
			}
			continue
		}
		if !r.record(rec, f) {
			return false
		}
	}
	return true
}

// record reads one page of an archive. What is no page, and pages that say that they are
// not there, are passed over.
func (r *reader) record(rec *warc.Record, f input) bool {
	if len(rec.Body) == 0 || rec.Status != 0 && rec.Status != 200 && rec.Status != 203 || rec.Type == "revisit" || !strings.HasPrefix(rec.URL, "http") {
		return true
	}
	kind := strings.ToLower(rec.Content)
	html := strings.Contains(kind, "html")
	if !html && !strings.HasPrefix(kind, "text/plain") || binary(rec.Body) {
		return true
	}
	name := fmt.Sprintf("%s@%d", f.path, rec.Offset)
	text, note := page.Decode(rec.Body, rec.Content)
	if strings.Contains(note, "not UTF-8") && !r.rejected(stemma.Rejected{Input: name, Stage: "decode", Why: note}, nil) {
		return false
	}
	w := Row{ID: rec.URL, URL: rec.URL, FirstSeen: archiveDate(rec.Date)}
	if html || isPage(text) {
		w.HTML = text
	} else {
		w.Text = text
	}
	return r.made(w, name)
}

// archiveDate is a capture's date as first_seen takes it; ARC writes 14 digits.
func archiveDate(said string) string {
	if len(said) == 14 {
		return said[:4] + "-" + said[4:6] + "-" + said[6:8] + "T" + said[8:10] + ":" + said[10:12] + ":" + said[12:] + "Z"
	}
	return said
}
