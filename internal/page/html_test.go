package page

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

const samplePage = `<!DOCTYPE html><html lang="en"><head><title>Bridge of Karsa closed - The Karsa Post</title>
<meta property="og:site_name" content="The Karsa Post"><link rel="canonical" href="https://post.example/world/1">
<meta property="article:modified_time" content="2031-02-05T09:00:00+02:00">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge of Karsa closed","datePublished":"2031-02-04T10:30:00+02:00","dateModified":"2031-02-05T09:00:00+02:00","author":{"name":"Jane Doe"}}</script>
</head><body class="has-sidebar"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="page-wrapper with-sidebar"><article><h1>Bridge of Karsa closed</h1>
<div class="byline">By <a rel="author" href="/jane">Jane Doe</a>, Reuters</div>
<figure><img src="x.jpg"><figcaption>Smoke over the bridge of Karsa. (AFP Photo/John Roe)</figcaption></figure>
<div class="article-body"><p>KARSA (Reuters) - The bridge of Karsa was closed on Tuesday after a blast, the mayor said, and nine people died.</p>
<div class="related-links"><h3>Related stories</h3><ul><li><a href="/2">Army denies shelling the bridge, again and again</a></li></ul></div>
<h2>Nobody claims the attack</h2>
<blockquote><p>“It was a market day,” the mayor, Orla Venn, told reporters at the hospital, “and the bridge was full.”</p></blockquote>
<p>Rebels and the army blamed each other for the attack, the third on a bridge of the river in a month.</p>
<ul><li>Nine people died on the bridge, four of them children.</li><li>Thirty were taken to the hospital.</li></ul></div>
<div class="share-buttons">Share this on every network there is, please do</div>
<section class="comments"><p>I was there, and it was terrible, as everybody who was there will tell you, I am sure.</p></section></article>
<aside class="sidebar"><p>Subscribe to our newsletter, it comes every morning, and it has all the news, of course.</p></aside></div>
<footer>Copyright 2031 The Karsa Post</footer></body></html>`

func TestFromHTML(t *testing.T) {
	a, rejected := FromHTML(samplePage, Hints{ID: "x", URL: "https://jane:secret@post.example/world/1?utm=1"})
	if len(rejected) > 0 {
		t.Errorf("rejected %v", rejected)
	}
	want := `heading: Bridge of Karsa closed
chrome: By Jane Doe, Reuters
caption: Smoke over the bridge of Karsa. (AFP Photo/John Roe)
body: KARSA (Reuters) - The bridge of Karsa was closed on Tuesday after a blast, the mayor said, and nine people died.
heading: Nobody claims the attack
body: “It was a market day,” the mayor, Orla Venn, told reporters at the hospital, “and the bridge was full.”
body: Rebels and the army blamed each other for the attack, the third on a bridge of the river in a month.
body: Nine people died on the bridge, four of them children.
body: Thirty were taken to the hospital.
`
	if diff := cmp.Diff(want, drawn(a)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	for _, c := range []struct{ name, got, want string }{
		{"title", a.Title, "Bridge of Karsa closed"},
		{"outlet", a.Outlet, "The Karsa Post"},
		{"address", a.URL, "https://post.example/world/1?utm=1"},
		{"byline", a.Byline, "By Jane Doe, Reuters"},
		{"language", a.Language, "en"},
		{"published", a.Published.When.ISO(), "2031-02-04"},
		{"updated", a.Updated.When.ISO(), "2031-02-05"},
		{"dateline", strings.Join(a.Dateline, "/"), "Karsa"},
	} {
		if c.got != c.want {
			t.Errorf("%s %q, want %q", c.name, c.got, c.want)
		}
	}
	var agencies []string
	for _, c := range a.Agencies {
		agencies = append(agencies, c.Agency+" "+c.Evidence)
	}
	if diff := cmp.Diff([]string{"Reuters byline", "AFP caption"}, agencies); diff != "" {
		t.Errorf("agencies (-want +got):\n%s", diff)
	}
	for _, b := range a.Blocks {
		first, _, _ := strings.Cut(b.Span.Of(a.Text), " ")
		if !strings.Contains(b.Page.Of(samplePage), first) {
			t.Errorf("block %q stood at %q", b.Span.Of(a.Text), b.Page.Of(samplePage))
		}
		if b.Form == "" && strings.HasPrefix(b.Span.Of(a.Text), "“It was") {
			t.Error("the quotation has no form")
		}
	}
}

func TestDateOfHTML(t *testing.T) {
	body := "<article><h1>Bridge of Karsa closed</h1>%s<p>The bridge of Karsa was closed on Tuesday after a blast, the mayor said, and nine people died.</p></article>"
	for _, c := range []struct{ name, head, stamp, url, want, evidence string }{
		{"JSON-LD before meta", `<meta name="date" content="2031-01-01"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-02-04T10:00:00Z"}</script>`, "", "", "2031-02-04", "json-ld"},
		{"meta", `<meta property="article:published_time" content="2031-02-04">`, "", "", "2031-02-04", "meta"},
		{"time element", "", `<time datetime="2031-02-04T10:00">Tuesday</time>`, "", "2031-02-04", "time element"},
		{"address", "", "", "https://x.example/2031/02/04/bridge", "2031-02-04", "url"},
		{"a month stays a month", "", "", "https://x.example/2031/02/bridge", "2031-02", "url"},
		{"labelled", "", `<p>Published: 4 February 2031</p>`, "", "2031-02-04", "published stamp"},
		{"the evening before in another zone", `<meta property="article:published_time" content="2031-02-05T02:00:00Z">`, "", "https://x.example/2031/02/04/bridge", "2031-02-04", "meta"},
		{"figures that another date settles", `<meta property="article:published_time" content="02/04/2031">`, `<p>Posted on 4 February 2031</p>`, "", "2031-02-04", "published stamp"},
		{"absurd years", `<meta property="article:published_time" content="1970-01-01T00:00:00Z"><meta name="date" content="2099-01-01">`, "", "", "", "no date given can be trusted"},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle",</script>`, "", "", "", "no date is given"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><head>" + c.head + "</head><body>" + strings.Replace(body, "%s", c.stamp, 1) + "</body></html>"
			a, _ := FromHTML(page, Hints{ID: "x", URL: c.url})
			if got := a.Published.When.ISO(); got != c.want || !strings.HasPrefix(a.Published.Evidence, c.evidence) {
				t.Errorf("published %q by %q, want %q by %q", got, a.Published.Evidence, c.want, c.evidence)
			}
		})
	}
}

func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"ten thousand nested tags": strings.Repeat("<div>", 10_000) + "<p>The bridge of Karsa was closed on Tuesday after a blast, the mayor said.</p>",
		"a title of a megabyte":    "<title>" + strings.Repeat("bridge ", 150_000) + "</title><p>The bridge of Karsa was closed on Tuesday.</p>",
		"never closed":             "<table><tr><td><ul><li><p><b><i><a href=x>The bridge of Karsa",
		"nothing":                  "",
		"only scripts":             "<script>var x = '</p>'</script><style>p{}</style>",
		"a million attributes":     "<p " + strings.Repeat("a=b ", 200_000) + ">The bridge of Karsa was closed.",
	} {
		t.Run(name, func(t *testing.T) {
			a, _ := FromHTML(page, Hints{ID: "x"})
			check(t, a)
			if len(a.Title) > mostHeadline {
				t.Errorf("a title of %d bytes", len(a.Title))
			}
		})
	}
}

// BenchmarkFromHTML reads the pages of the shared benchmark, dates and agencies
// included.
func BenchmarkFromHTML(b *testing.B) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "article", "html", "*.html.gz"))
	if len(paths) == 0 {
		b.Skip("../shared/data/article is not here")
	}
	var pages []string
	bytes := 0
	for _, path := range paths {
		src, err := readGzip(path)
		if err != nil {
			b.Fatal(err)
		}
		text, _ := Decode(src, "")
		pages = append(pages, text)
		bytes += len(text)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			FromHTML(page, Hints{ID: stemma.ReportID("x")})
		}
	}
	b.SetBytes(int64(bytes))
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}
