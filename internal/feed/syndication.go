package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Entry is one item of a feed, one page of a sitemap or one feed of an OPML list.
type Entry struct {
	ID        string // ID is the guid or id; empty when the feed gives none.
	URL       string
	Title     string
	Author    string
	Published string // Published as written.
	Updated   string
	Source    string // Source is the publisher where it is not the feed's own: Google News names it so.
	SourceURL string
	Language  string
	Content   string // Content is HTML or plain text, as the feed gives it; empty for a link alone.
	Feed      bool   // Feed says that URL is a feed or sitemap itself: an OPML outline, a sitemap of an index.
}

// Entries reads RSS, Atom, RDF, JSON Feed, OPML and sitemaps, one entry at a time, in
// constant memory but for the entry itself. It reads what can be read: a feed that
// is cut off or broken gives the entries before, between and after the damage.
func Entries(r io.Reader) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		b := bufio.NewReaderSize(r, 64<<10)
		head, _ := b.Peek(4 << 10)
		if t := bytes.TrimLeft(head, "\ufeff \t\r\n"); bytes.HasPrefix(t, []byte("{")) || bytes.HasPrefix(t, []byte("[")) {
			jsonEntries(b, yield)
			return
		}
		xmlEntries(decoded(b, head), yield)
	}
}

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9_:.-]+)["']`)

// decoded is r as UTF-8, by its byte order mark or its XML declaration.
func decoded(r io.Reader, head []byte) io.Reader {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{'<', 0}):
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0, '<'}):
		return transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	}
	if m := declaredEncoding.FindSubmatch(bytes.TrimPrefix(head, []byte("\ufeff"))); m != nil {
		if e, name := charset.Lookup(string(m[1])); e != nil && name != "utf-8" && name != "replacement" && !strings.HasPrefix(name, "utf-16") {
			return transform.NewReader(r, e.NewDecoder())
		}
	}
	return transform.NewReader(r, unicode.UTF8.NewDecoder())
}

// maxEntry bounds the bytes of one entry's field.
const maxEntry = 8 << 20

// entryReader collects one entry from the tokens of an XML feed.
type entryReader struct {
	yield func(Entry) bool

	entry   Entry
	open    string   // open is the element that holds the entry: item, entry, url, sitemap; empty outside.
	stack   []string // stack is the open elements within the entry.
	text    strings.Builder
	markup  bool   // markup: the text is XHTML, whose tags are kept.
	root    string // root is the first element's name.
	stopped bool
}

// xmlEntries reads the entries of RSS, Atom, RDF, OPML and sitemaps. It uses the HTML
// tokenizer, which never fails, and asks little of the nesting.
func xmlEntries(r io.Reader, yield func(Entry) bool) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxEntry)
	z.AllowCDATA(true)
	e := &entryReader{yield: yield}
	for !e.stopped {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			e.finish()
			return
		case html.TextToken:
			e.addText(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			e.start(z, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			e.end(string(name), z.Raw())
		}
		z.NextIsNotRawText()
	}
}

func (e *entryReader) addText(z *html.Tokenizer) {
	if e.open == "" || len(e.stack) == 0 || e.text.Len() > maxEntry {
		return
	}
	raw := string(z.Raw())
	if strings.HasPrefix(raw, "<![CDATA[") {
		e.text.WriteString(strings.TrimSuffix(strings.TrimPrefix(raw, "<![CDATA["), "]]>"))
		return
	}
	if e.markup {
		e.text.WriteString(raw)
		return
	}
	e.text.Write(z.Text())
}

// isEntry reports whether an element holds one entry.
func (e *entryReader) isEntry(name string) bool {
	_, local, prefixed := strings.Cut(name, ":")
	if prefixed && (local == "item" || local == "entry") {
		name = local
	}
	switch name {
	case "url":
		return strings.HasSuffix(e.root, "urlset")
	case "sitemap":
		return strings.HasSuffix(e.root, "sitemapindex")
	}
	return name == "item" || name == "entry"
}

func (e *entryReader) start(z *html.Tokenizer, closed bool) {
	tag, more := z.TagName()
	name := string(tag)
	attrs := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs[string(k)] = string(v)
	}
	if e.root == "" {
		e.root = name
	}
	switch {
	case name == "outline" && firstOf(attrs["xmlurl"], attrs["url"]) != "":
		e.stopped = !e.yield(Entry{URL: firstOf(attrs["xmlurl"], attrs["url"]), Title: firstOf(attrs["title"], attrs["text"]), Language: attrs["language"], Feed: true})
		return
	case e.isEntry(name) && !(e.open != "" && e.open != name && len(e.stack) > 0):
		e.finish()
		e.open = name
		if about := attrs["rdf:about"]; about != "" {
			e.entry.ID = about
		}
		return
	case e.open == "":
		return
	}
	if e.markup {
		if e.text.Len() < maxEntry {
			e.text.Write(z.Raw())
		}
		if !closed {
			e.stack = append(e.stack, name)
		}
		return
	}
	e.attributes(name, attrs)
	if closed {
		return
	}
	if len(e.stack) == 0 || entryFields[name] {
		e.text.Reset()
		e.stack = e.stack[:0]
	}
	e.stack = append(e.stack, name)
	e.markup = attrs["type"] == "xhtml" || strings.HasSuffix(name, "body")
}

// attributes takes what an element of an entry says in its attributes.
func (e *entryReader) attributes(name string, attrs map[string]string) {
	switch name {
	case "link", "atom:link":
		rel := attrs["rel"]
		if href := attrs["href"]; href != "" && (rel == "" || rel == "alternate") && (e.entry.URL == "" || rel == "alternate") {
			e.entry.URL = href
		}
	case "source":
		e.entry.SourceURL = firstOf(attrs["url"], e.entry.SourceURL)
	case "enclosure", "media:content":
		if e.entry.URL == "" && attrs["url"] != "" && name == "enclosure" {
			e.entry.URL = attrs["url"]
		}
	}
}

// entryFields are the elements of an entry that are read.
var entryFields = map[string]bool{
	"title": true, "link": true, "guid": true, "id": true, "pubdate": true, "published": true, "issued": true, "dc:date": true, "updated": true, "modified": true,
	"dcterms:issued": true, "dcterms:modified": true, "description": true, "summary": true, "content:encoded": true, "content": true, "author": true, "dc:creator": true,
	"source": true, "dc:language": true, "loc": true, "lastmod": true, "news:publication_date": true, "news:title": true, "news:name": true, "news:language": true, "date": true, "created": true, "name": true,
	"fullitem": true, "body": true, "xhtml:body": true, "xhtml:div": true, "content_html": true,
}

func (e *entryReader) end(name string, raw []byte) {
	if e.open == "" {
		return
	}
	if e.markup && len(e.stack) > 1 {
		e.text.Write(raw)
		e.stack = e.stack[:len(e.stack)-1]
		return
	}
	if name == e.open {
		e.finish()
		return
	}
	if entryFields[name] {
		e.field(name, strings.TrimSpace(e.text.String()))
		e.text.Reset()
	}
	e.stack, e.markup = e.stack[:0], false
}

// field stores the text of one element of the entry.
func (e *entryReader) field(name, text string) {
	if text == "" {
		return
	}
	n := &e.entry
	switch name {
	case "title", "news:title":
		n.Title = firstOf(n.Title, text)
	case "link", "loc":
		n.URL = firstOf(n.URL, text)
	case "guid", "id":
		n.ID = firstOf(n.ID, text)
	case "pubdate", "published", "issued", "dc:date", "dcterms:issued", "news:publication_date", "date", "created":
		n.Published = firstOf(n.Published, text)
	case "updated", "modified", "dcterms:modified", "lastmod":
		n.Updated = firstOf(n.Updated, text)
	case "content:encoded", "content", "description", "summary", "fullitem", "body", "xhtml:body", "xhtml:div":
		if len(text) > len(n.Content) {
			n.Content = text
		}
	case "author", "dc:creator", "name":
		n.Author = firstOf(n.Author, text)
	case "source", "news:name":
		n.Source = firstOf(n.Source, text)
	case "dc:language", "news:language":
		n.Language = firstOf(n.Language, text)
	}
}

// finish yields the entry that is open.
func (e *entryReader) finish() {
	if e.open == "" || e.stopped {
		return
	}
	if len(e.stack) > 0 && entryFields[e.stack[0]] { // cut off within a field
		e.field(e.stack[0], strings.TrimSpace(e.text.String()))
	}
	n := e.entry
	n.Feed = e.open == "sitemap"
	if n.URL == "" && strings.HasPrefix(n.ID, "http") {
		n.URL = n.ID
	}
	e.stopped = !e.yield(n)
	e.entry, e.open, e.stack, e.markup = Entry{}, "", e.stack[:0], false
	e.text.Reset()
}

// jsonEntries reads a JSON Feed item by item, so that one that is cut off gives the
// items before.
func jsonEntries(r io.Reader, yield func(Entry) bool) {
	d := json.NewDecoder(r)
	if !seekItems(d) {
		return
	}
	for d.More() {
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			return
		}
		var item struct {
			ID          any    `json:"id"`
			URL         string `json:"url"`
			ExternalURL string `json:"external_url"`
			Title       string `json:"title"`
			HTML        string `json:"content_html"`
			Text        string `json:"content_text"`
			Summary     string `json:"summary"`
			Published   string `json:"date_published"`
			Modified    string `json:"date_modified"`
			Language    string `json:"language"`
			Author      struct{ Name string }
			Authors     []struct{ Name string }
		}
		if json.Unmarshal(raw, &item) != nil {
			continue
		}
		id, _ := item.ID.(string)
		e := Entry{ID: id, URL: firstOf(item.URL, item.ExternalURL), Title: item.Title, Author: item.Author.Name, Published: item.Published, Updated: item.Modified, Language: item.Language, Content: firstOf(item.HTML, item.Text, item.Summary)}
		if len(item.Authors) > 0 {
			e.Author = item.Authors[0].Name
		}
		if !yield(e) {
			return
		}
	}
}

// seekItems reads up to the array "items" of the outermost object, or into an outermost
// array.
func seekItems(d *json.Decoder) bool {
	t, err := d.Token()
	if err != nil {
		return false
	}
	if t == json.Delim('[') {
		return true
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return false
		}
		if key == "items" {
			t, err := d.Token()
			return err == nil && t == json.Delim('[')
		}
		var skip json.RawMessage
		if d.Decode(&skip) != nil {
			return false
		}
	}
	return false
}
