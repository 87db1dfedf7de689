package feed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma/internal/feed"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Karsa Post</title><link>https://post.example/</link>
<image><url>https://post.example/logo.png</url></image>
<item><title>Rebels leave Karsa</title><link>https://post.example/1</link><guid>1</guid><pubDate>Mon, 03 Feb 2031 10:00:00 GMT</pubDate>
<description><![CDATA[<p>The last rebels left the town of Karsa on Monday, a monitor said, after a siege.</p>]]></description></item>
<item><title>Bridge &amp; road closed</title><link>https://post.example/2</link><source url="https://wire.example/">Wire of Orlan</source>
<description>The bridge of Karsa was closed on Tuesday &lt;b&gt;after&lt;/b&gt; a blast, the mayor of the town said.</description></item>
</channel></rss>`

func TestEntries(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []feed.Entry
	}{
		{"RSS", rss, []feed.Entry{
			{ID: "1", URL: "https://post.example/1", Title: "Rebels leave Karsa", Published: "Mon, 03 Feb 2031 10:00:00 GMT", Content: "<p>The last rebels left the town of Karsa on Monday, a monitor said, after a siege.</p>"},
			{URL: "https://post.example/2", Title: "Bridge & road closed", Source: "Wire of Orlan", SourceURL: "https://wire.example/", Content: "The bridge of Karsa was closed on Tuesday <b>after</b> a blast, the mayor of the town said."},
		}},
		{"cut off", rss[:strings.Index(rss, "a siege")], []feed.Entry{
			{ID: "1", URL: "https://post.example/1", Title: "Rebels leave Karsa", Published: "Mon, 03 Feb 2031 10:00:00 GMT", Content: "<p>The last rebels left the town of Karsa on Monday, a monitor said, after"},
		}},
		{"an item that is not closed", `<rss><item><title>one</title><item><title>two</title></item></rss>`, []feed.Entry{{Title: "one"}, {Title: "two"}}},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x</id><title>Karsa</title><link rel="alternate" href="https://a.example/1"/><updated>2031-02-03T10:00:00Z</updated><content type="xhtml"><div>The <b>bridge</b></div></content></entry></feed>`, []feed.Entry{
			{ID: "urn:x", URL: "https://a.example/1", Title: "Karsa", Updated: "2031-02-03T10:00:00Z", Content: "<div>The <b>bridge</b></div>"},
		}},
		{"JSON Feed that is cut off", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://j.example/1","content_text":"The bridge."},{"id":"2"`, []feed.Entry{
			{ID: "1", URL: "https://j.example/1", Content: "The bridge."},
		}},
		{"news sitemap", `<urlset><url><loc>https://s.example/1</loc><news:news><news:publication><news:name>Post</news:name></news:publication><news:publication_date>2031-02-03</news:publication_date><news:title>Karsa</news:title></news:news></url></urlset>`, []feed.Entry{
			{URL: "https://s.example/1", Title: "Karsa", Published: "2031-02-03", Source: "Post"},
		}},
		{"sitemap of sitemaps", `<sitemapindex><sitemap><loc>https://s.example/a.xml</loc></sitemap></sitemapindex>`, []feed.Entry{{URL: "https://s.example/a.xml", Feed: true}}},
		{"OPML", `<opml><body><outline text="Post" xmlUrl="https://post.example/rss"/></body></opml>`, []feed.Entry{{URL: "https://post.example/rss", Title: "Post", Feed: true}}},
		{"nothing", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []feed.Entry
			for e := range feed.Entries(strings.NewReader(c.src)) {
				got = append(got, e)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadsFeedsAndArchives(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "post.xml", rss)
	html := "<html><head><title>Karsa</title></head><body><article><h1>Bridge of Karsa closed</h1><p>The bridge of Karsa was closed on Tuesday after a blast, the mayor of the town said by telephone.</p></article></body></html>"
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.example/1\r\nWARC-Date: 2031-02-05T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(record))
	z.Close()
	write(t, dir, "web.warc.gz", b.String())
	ids, rejected := read(t, feed.Options{}, dir)
	if diff := cmp.Diff([]string{"https://post.example/1", "https://post.example/2", "https://w.example/1"}, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	if len(rejected) > 0 {
		t.Errorf("rejected: %q", rejected)
	}
	for a, err := range feed.Read(t.Context(), []string{dir}, feed.Options{}) {
		if err == nil && a.ID == "https://post.example/2" && a.Outlet != "Wire of Orlan" {
			t.Errorf("outlet %q, want that of <source>", a.Outlet)
		}
		if err == nil && a.ID == "https://post.example/1" && a.Published.When.ISO() != "2031-02-03" {
			t.Errorf("published %q, want that of the feed: %+v", a.Published.When.ISO(), a.Published)
		}
	}
}

// TestFormsOfFiles: a file is what its first bytes say, whatever its name.
func TestFormsOfFiles(t *testing.T) {
	const article = `<article><h1>Bridge of Karsa closed</h1><p>The bridge of Karsa was closed on Tuesday after a blast, the mayor of the town said by telephone.</p></article>`
	cases := []struct {
		name, text string
		report     bool
		why        string
	}{
		{"page with its doctype", "<!DOCTYPE html>\n<html><body>" + article + "</body></html>", true, ""},
		{"page without", "<html><body>" + article + "</body></html>", true, ""},
		{"page behind a comment", "<!-- saved --><html><body>" + article + "</body></html>", true, ""},
		{"feed of links", `<rss><channel><item><title>a</title><link>https://x.example/1</link></item><item><title>b</title><link>https://x.example/2</link></item></channel></rss>`,
			false, "read file: 2 of its 2 entries are links without text; 'stemma watch' visits them"},
		{"feed without entries", "<rss><channel></channel></rss>", false, "decode file: a feed without entries"},
		{"list of feeds", `<opml><body><outline xmlUrl="https://x.example/rss"/></body></opml>`, false, "open file: a list of addresses without text; 'stemma watch' visits them"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ids, rejected := read(t, feed.Options{}, write(t, t.TempDir(), "file", c.text))
			if (len(ids) == 1) != c.report || strings.Join(rejected, "; ") != c.why {
				t.Errorf("reports %q, rejected %q", ids, rejected)
			}
		})
	}
}

func FuzzEntries(f *testing.F) {
	f.Add(rss)
	f.Add(`{"items":[{"id":"1"}]}`)
	f.Fuzz(func(t *testing.T, src string) {
		n := 0
		for range feed.Entries(strings.NewReader(src)) {
			if n++; n > len(src)+1 {
				t.Fatalf("more entries than bytes")
			}
		}
	})
}
