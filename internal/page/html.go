package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"stemma"
)

// MaxPage bounds the page that FromHTML reads, in bytes; what is behind it is left out
// and said to be.
const MaxPage = 16 << 20

// FromHTML reads an HTML page as a report. Report.Text is the text of the article, a
// block a line: headline, byline, then paragraphs, subheads, quotations, list items and
// captions in the order of the page; every block says where in the page it stood. The
// page must be valid UTF-8 (see Decode).
func FromHTML(page string, h Hints) (stemma.Report, []stemma.Rejected) {
	var rejected []stemma.Rejected
	if len(page) > MaxPage {
		rejected = append(rejected, stemma.Rejected{Input: string(h.ID), Stage: "decode", Why: fmt.Sprintf("page of %d MB: read up to %d MB", len(page)>>20, MaxPage>>20)})
		page = strings.ToValidUTF8(page[:MaxPage], "")
	}
	t := parse([]byte(page))
	ld := t.meta.articleLD()
	x := extraction{t: t, ld: ld, hints: h, address: firstNonEmpty(withoutCredentials(h.URL), t.canonical(h.URL))}
	x.read()
	a := stemma.Report{
		ID: h.ID, Version: 1, URL: x.address, Outlet: x.outlet(), Title: x.title,
		Text: x.text.String(), FirstSeen: h.FirstSeen,
	}
	m := x.marking(a.Text)
	a.Blocks = x.blocks(m)
	a.Byline = firstNonEmpty(x.byline, ld.author)
	a.Dateline, a.DatelineSpan = m.dateline, m.datelineSpan
	a.Language = firstNonEmpty(h.Language, firstNonEmpty(languageOf(bodyText(a)), t.language()))
	markLanguages(&a)
	a.Agencies = x.credits(&a, m)
	var notes []stemma.Rejected
	a.Published, a.Updated, notes = x.dates(a)
	rejected = append(rejected, notes...)
	if !slices.ContainsFunc(a.Blocks, func(b stemma.Block) bool { return b.Role == stemma.Body }) {
		rejected = append(rejected, stemma.Rejected{Input: string(h.ID), Stage: "decode", Why: "the page holds no article text"})
	}
	return a, rejected
}

// extraction is a page on its way to a report.
type extraction struct {
	t       *tree
	ld      article
	hints   Hints
	address string

	title  string
	byline string
	text   strings.Builder
	pieces []piece
}

// piece is a line of the extracted text.
type piece struct {
	span stemma.Span // span in the extracted text.
	page stemma.Span // page is where it stood.
	role stemma.Role
	form string
	why  string
}

// read writes the lines of the article into the text.
func (x *extraction) read() {
	ps := x.t.passages()
	top := x.t.choose(ps)
	x.readTitle(ps, top)
	x.readByline(ps, top)
	if top < 0 {
		return
	}
	kept := map[int]bool{}
	for _, p := range x.t.keep(ps, top) {
		kept[p.src.Start] = true
	}
	whole := max(x.t.articleOf(top, -1), 0)
	if whole == 0 {
		whole = top
	}
	for _, p := range ps {
		switch {
		case kept[p.src.Start]:
			x.add(p, roleOf(p), formOf(p), "")
		case x.t.within(p.node, whole) && x.isCaption(p) && !x.t.teaser(p.node):
			x.add(p, stemma.Caption, "", "caption")
		}
	}
}

// roleOf is a kept passage's role: its element says whether it is a subhead.
func roleOf(p passage) stemma.Role {
	if isHeading(p.kind) && !endsSentence(p.text) {
		return stemma.Heading
	}
	return stemma.Body
}

func formOf(p passage) string {
	switch p.kind {
	case atom.Blockquote:
		return "quote"
	case atom.Li, atom.Dd, atom.Dt:
		return "list"
	case atom.Td, atom.Th:
		return "table"
	}
	return ""
}

// isCaption reports whether p stands under a picture of the article.
func (x *extraction) isCaption(p passage) bool {
	if p.runes < 12 || p.runes > 600 || p.linkShare() > 0.6 {
		return false
	}
	if p.kind == atom.Figcaption || captioned(p.text) {
		return true
	}
	for j, n := p.node, 0; j >= 0 && n < 3; j, n = x.t.nodes[j].parent, n+1 {
		if strings.Contains(x.t.nodes[j].attrs.class, "caption") {
			return true
		}
	}
	return false
}

// add appends a line to the text.
func (x *extraction) add(p passage, role stemma.Role, form, why string) {
	if x.text.Len() > 0 {
		x.text.WriteString("\n\n")
	}
	start := x.text.Len()
	x.text.WriteString(p.text)
	x.pieces = append(x.pieces, piece{stemma.Span{Start: start, End: x.text.Len()}, p.src, role, form, why})
}

// readTitle takes the headline: what the input says, the JSON-LD, the h1 that agrees with
// the page's title, the page's title without the outlet's name.
func (x *extraction) readTitle(ps []passage, top int) {
	meta := clean(x.t.meta.prop("og:title", "twitter:title", "headline", "title", "dc.title", "parsely-title", "sailthru.title"))
	shown := -1
	for i, p := range ps {
		if p.kind != atom.H1 && !(p.kind == atom.H2 && shown < 0 && strings.Contains(x.t.nodes[p.node].attrs.class, "title")) || top >= 0 && p.node > x.t.nodes[top].end {
			continue
		}
		if shown < 0 || meta != "" && !akin(ps[shown].text, meta) && akin(p.text, meta) || ps[shown].kind != atom.H1 && p.kind == atom.H1 {
			shown = i
		}
	}
	var printed string
	if shown >= 0 {
		printed = ps[shown].text
	}
	ofPage := firstNonEmpty(headline(meta), headline(x.t.meta.title))
	printed, x.ld.headline = headline(printed), headline(x.ld.headline)
	switch {
	case x.hints.Title != "":
		x.title = clean(x.hints.Title)
	case printed != "" && (ofPage == "" || akin(printed, ofPage) || x.ld.headline != "" && akin(printed, x.ld.headline)):
		x.title = printed
	case x.ld.headline != "":
		x.title = x.ld.headline
	default:
		x.title = x.shortTitle(firstNonEmpty(ofPage, printed))
	}
	if shown >= 0 && akin(printed, x.title) {
		x.add(ps[shown], stemma.Heading, "", "headline")
	}
}

// mostHeadline is the most bytes of a headline. What is longer is a description, a list
// of keywords or worse.
const mostHeadline = 1000

// headline is s where it can be one, else nothing.
func headline(s string) string {
	if len(s) > mostHeadline {
		return ""
	}
	return s
}

// akin reports whether two titles share half of the content words of the shorter.
func akin(a, b string) bool {
	have := map[string]bool{}
	as, bs := contentWords(a), contentWords(b)
	if len(as) > len(bs) {
		as, bs = bs, as
	}
	for _, w := range bs {
		have[w] = true
	}
	n := 0
	for _, w := range as {
		if have[w] {
			n++
		}
	}
	return n > 0 && 2*n >= len(as) || sameWords(a, b)
}

// shortTitle is the page's title without the outlet's name.
func (x *extraction) shortTitle(title string) string {
	m := &marking{text: title, hints: x.hints}
	if m.hints.Outlet == "" {
		m.hints.Outlet = x.outlet()
	}
	return m.withoutOutlet(stemma.Span{End: len(title)}).Of(title)
}

// bylineNames are parts of class, itemprop or rel of elements that name the author.
var bylineNames = []string{"byline", "author", "writer", "reporter", "contributor", "credit-line", "source-name", "article-source", "story-source", "agency"}

// readByline takes the author's line near the headline, when it is short.
func (x *extraction) readByline(ps []passage, top int) {
	title := x.t.headline()
	for _, p := range ps {
		if p.runes > 160 || p.runes < 2 || title >= 0 && (p.node < title-80 || p.node > title+400) || x.t.teaser(p.node) || x.t.inComment(p.node) {
			continue
		}
		if x.t.namedByline(p.node) {
			if title < 0 && top >= 0 && p.node > x.t.nodes[top].end {
				continue
			}
			ws := words(p.text, stemma.Span{End: len(p.text)})
			if p.stamped(ws) || len(ws) < 1 || theFurniture().at("button", ws, 0) == len(ws) {
				continue
			}
			x.byline = p.text
			x.add(p, stemma.Chrome, "", "byline")
			return
		}
	}
	x.byline = ""
}

// namedByline reports whether node i, one of the two around it or one in it is named for
// the author.
func (t *tree) namedByline(i int) bool {
	match := func(n *node) bool {
		return containsAny(n.attrs.class, bylineNames) || strings.Contains(n.attrs.itemprop, "author") || n.attrs.rel == "author"
	}
	for j, n := i, 0; j >= 0 && n < 3; j, n = t.nodes[j].parent, n+1 {
		if t.nodes[j].tag == atom.Body || t.nodes[j].tag == atom.Article {
			break
		}
		if match(&t.nodes[j]) {
			return true
		}
	}
	for j := i + 1; j < t.nodes[i].end && j < i+6; j++ {
		if match(&t.nodes[j]) {
			return true
		}
	}
	return false
}

// marking reads the extracted lines by the rules of plain text, with what the elements
// said already marked.
func (x *extraction) marking(text string) *marking {
	m := &marking{text: text, hints: x.hints}
	m.hints.Title = ""
	for _, p := range x.pieces {
		m.lines = append(m.lines, p.span)
		switch {
		case p.why == "headline":
			m.headline, m.title = p.span, p.span
			m.put(part{Span: p.span, role: stemma.Heading, why: p.why})
		case p.why == "byline":
			m.byline = p.span
			m.addCredit(p.span, stemma.Chrome, p.why)
		case p.role == stemma.Caption:
			m.addCredit(p.span, p.role, p.why)
		case p.role == stemma.Heading:
			m.put(part{Span: p.span, role: p.role, why: "subhead"})
		}
	}
	for i, line := range m.lines {
		if m.marked(line) {
			continue
		}
		ws := words(text, line)
		switch {
		case boxed(line.Of(text)):
			m.add(line, stemma.Chrome, "template code")
		case m.creditLine(ws):
			m.addCredit(line, stemma.Footer, whyCredit)
		case i <= 3 && m.stampLine(line, ws, true), i <= 3 && m.byLine(line, ws):
		case i >= len(m.lines)-4 && theFurniture().at("notice", ws, 0) > 1 && utf8.RuneCountInString(line.Of(text)) < 300:
			m.addCredit(line, stemma.Footer, "notice")
		}
	}
	m.markRunning()
	return m
}

// blocks gives the marked blocks their place in the page and their form.
func (x *extraction) blocks(m *marking) []stemma.Block {
	bs := m.blocks()
	at := 0
	for i := range bs {
		for at < len(x.pieces)-1 && x.pieces[at].span.End <= bs[i].Span.Start {
			at++
		}
		bs[i].Page = x.pieces[at].page
		if bs[i].Role == stemma.Body {
			bs[i].Form = x.pieces[at].form
		}
	}
	return bs
}

// credits adds the agencies that the page's metadata names to those of the text.
func (x *extraction) credits(a *stemma.Report, m *marking) []stemma.Credit {
	cs := credits(a, m, x.hints)
	add := func(said, where string) {
		m := &marking{text: said, hints: x.hints}
		m.eachAgency(stemma.Span{End: len(said)}, func(name string, _ stemma.Span) {
			if !slices.ContainsFunc(cs, func(c stemma.Credit) bool { return c.Agency == name }) {
				cs = append(cs, stemma.Credit{Agency: name, Evidence: where})
			}
		})
	}
	add(x.ld.author, "json-ld")
	add(x.ld.agency, "json-ld")
	add(x.t.meta.prop("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "source", "news_source", "agency"), "meta")
	return cs
}

// outlet is the publisher: what the input says, the known outlet of the address, what the
// page says.
func (x *extraction) outlet() string {
	if x.hints.Outlet != "" {
		return x.hints.Outlet
	}
	if o, ok := x.hints.outlets().ByURL(x.address); ok {
		return o.Name
	}
	said := clean(firstNonEmpty(x.t.meta.prop("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher_name", "cre"), x.ld.publisher))
	if o, ok := x.hints.outlets().ByName(said); ok {
		return o.Name
	}
	if strings.Contains(said, "://") {
		return ""
	}
	return said
}

// canonical is the address that the page gives for itself, against base.
func (t *tree) canonical(base string) string {
	said := firstNonEmpty(t.meta.canonical, t.meta.prop("og:url"))
	u, err := url.Parse(said)
	if err != nil || said == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	return withoutCredentials(u.String())
}

// language is the language that the page declares, ISO 639-1.
func (t *tree) language() string {
	l := strings.ToLower(firstNonEmpty(t.meta.lang, t.meta.prop("og:locale", "content-language", "dc.language")))
	if len(l) >= 2 && (len(l) == 2 || l[2] == '-' || l[2] == '_') {
		return l[:2]
	}
	return ""
}

// dates chooses the date of publication and the date of the last change.
func (x *extraction) dates(a stemma.Report) (published, updated stemma.Dating, rejected []stemma.Rejected) {
	cs := candidates(nil, stemma.Report{Text: a.Text}, x.hints)
	ds := x.t.pageDates(x.ld, x.address)
	best := choosePageDate(ds, func(w stemma.When) string { return impossible(w, "", x.hints.FirstSeen) })
	for i, d := range ds {
		if i >= maxCandidates && i != best {
			continue
		}
		cs = append(cs, stemma.DateCandidate{When: d.when, Where: d.place.where(), Said: d.said, Why: d.why})
	}
	chosen := -1
	for i := range cs {
		c := &cs[i]
		if c.Why == "" {
			c.Why = impossible(c.When, c.Where, x.hints.FirstSeen)
		}
		if c.Where == "input" && !c.When.Known() {
			rejected = append(rejected, stemma.Rejected{Input: string(x.hints.ID), Stage: "date", Why: fmt.Sprintf("the date %q %s; the report is kept without it", c.Said, c.Why)})
		}
		if c.Why == "" && chosen < 0 && (c.Where == "input" || best >= 0 && c.Said == ds[best].said && c.Where == ds[best].place.where() || best < 0) {
			chosen = i
		}
	}
	for i := range cs {
		c := &cs[i]
		switch {
		case i == chosen:
			c.Chosen, c.Why = true, whyChosen(c.Where)
			published.When, published.Evidence = c.When, fmt.Sprintf("%s %q: %s", c.Where, c.Said, c.Why)
		case c.Why == "" && strings.Contains(c.Where, "modified") || c.Why == "" && c.Where == "update stamp":
			c.Why = "says when the page was changed"
			if !updated.When.Known() {
				updated = stemma.Dating{When: c.When, Evidence: fmt.Sprintf("%s %q", c.Where, c.Said)}
			}
		case c.Why == "" && chosen >= 0:
			c.Why = whyPassed(*c, cs[chosen])
		}
	}
	if chosen < 0 {
		published.Evidence = "no date is given"
		if len(cs) > 0 {
			published.Evidence = "no date given can be trusted"
		}
	}
	published.Candidates = cs
	return published, updated, rejected
}

// maxCandidates bounds the dates of a page that are kept: archives list thousands.
const maxCandidates = 24
