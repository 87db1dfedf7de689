package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"stemma"
)

// The body of an article is found in three steps:
//
//	cut     the page into passages: the text between two block boundaries
//	choose  the element that holds the article: its passages are long, have commas and
//	        full stops and few links, and its name says so
//	keep    of its passages those that are not furniture by name, links or words
//
// The weights were set on dated and undated news pages by the eval suite intake
// (article.f1); re-measure there.

// passage is a stretch of text between two block boundaries.
type passage struct {
	text  string
	node  int // node is the innermost block element that holds it.
	src   stemma.Span
	runes int
	links int // links is how many of the runes stand in links.
	bold  bool
	kind  atom.Atom // kind is the element that gives it its form: P, Li, H2, Blockquote, Td, Figcaption, Pre, Div.
	score float64
}

// passages cuts the tree. Hidden elements and what holds no article text is left out.
func (t *tree) passages() []passage {
	t.weighText()
	var out []passage
	var cur strings.Builder
	var p passage
	flush := func() {
		text := strings.Join(strings.Fields(cur.String()), " ")
		cur.Reset()
		if text != "" {
			p.text, p.runes = text, utf8.RuneCountInString(text)
			p.kind = t.form(p.node)
			out = append(out, p)
		}
		p = passage{}
	}
	breaks := 0
	last := -1
	for i := 0; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.isText {
			block := t.block(i)
			if block != last {
				flush()
				last = block
			}
			if strings.TrimSpace(n.text) != "" {
				if p.src.Empty() {
					p = passage{node: block, src: n.src, bold: true}
				}
				p.src.End = n.src.End
				runes := utf8.RuneCountInString(strings.TrimSpace(n.text))
				if t.inLink(i, block) {
					p.links += runes
				}
				if !t.inBold(i, block) {
					p.bold = false
				}
				breaks = 0
			}
			cur.WriteString(n.text)
			continue
		}
		switch {
		case n.tag == atom.Br:
			if breaks++; breaks > 1 {
				flush()
			}
			cur.WriteByte(' ')
		case t.skipped(i):
			i = n.end - 1
			if blockTags[n.tag] {
				flush()
			}
			continue
		case blockTags[n.tag]:
			flush()
			last, breaks = -1, 0
		}
	}
	flush()
	return out
}

// skipped reports whether the subtree of i is never article text.
func (t *tree) skipped(i int) bool {
	n := &t.nodes[i]
	switch n.tag {
	case atom.Button, atom.Select, atom.Input, atom.Audio, atom.Video, atom.Object, atom.Nav, atom.Canvas, atom.Label, atom.Menu:
		return !t.most(i)
	}
	if t.most(i) {
		return false // the page hides itself until its scripts have run
	}
	return n.attrs.hidden || n.attrs.role == "navigation" || n.attrs.role == "dialog" || n.attrs.role == "alert" || n.attrs.role == "alertdialog"
}

// most reports whether more than half of the page's text stands under node i.
func (t *tree) most(i int) bool {
	return 2*(t.textIn[t.nodes[i].end]-t.textIn[i]) > t.textIn[len(t.nodes)]
}

// weighText counts the bytes of text before every node.
func (t *tree) weighText() {
	t.textIn = make([]int, len(t.nodes)+1)
	for i, n := range t.nodes {
		t.textIn[i+1] = t.textIn[i] + len(strings.TrimSpace(n.text))
	}
}

// block is the innermost block element around node i.
func (t *tree) block(i int) int {
	for j := t.nodes[i].parent; j >= 0; j = t.nodes[j].parent {
		if blockTags[t.nodes[j].tag] {
			return j
		}
	}
	return 0
}

func (t *tree) inLink(i, block int) bool { return t.under(i, block, atom.A) }

func (t *tree) inBold(i, block int) bool {
	return t.under(i, block, atom.B) || t.under(i, block, atom.Strong)
}

// under reports whether an element of the tag stands between node i and its block.
func (t *tree) under(i, block int, tag atom.Atom) bool {
	for j := t.nodes[i].parent; j >= 0; j = t.nodes[j].parent {
		if t.nodes[j].tag == tag {
			return true
		}
		if j == block && !(tag == atom.A && t.nodes[j].parent >= 0 && t.nodes[t.nodes[j].parent].tag == atom.A) {
			return false
		}
	}
	return false
}

// form is the element that gives the passages of block i their form.
func (t *tree) form(i int) atom.Atom {
	for j, n := i, 0; j >= 0 && n < 4; j, n = t.nodes[j].parent, n+1 {
		switch tag := t.nodes[j].tag; tag {
		case atom.Li, atom.Blockquote, atom.Figcaption, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Td, atom.Th, atom.Pre, atom.Dd, atom.Dt:
			return tag
		case atom.Article, atom.Section, atom.Main, atom.Body, atom.Ul, atom.Ol, atom.Table:
			return t.nodes[i].tag
		}
	}
	return t.nodes[i].tag
}

// linkShare is the share of p's text that is links, 0–1.
func (p passage) linkShare() float64 {
	if p.runes == 0 {
		return 0
	}
	return min(1, float64(p.links)/float64(p.runes))
}

// weigh is how much p looks like a paragraph of prose.
func (p passage) weigh() float64 {
	if p.runes < 25 || p.linkShare() > 0.5 {
		return 0
	}
	commas := strings.Count(p.text, ",") + strings.Count(p.text, "،") + strings.Count(p.text, "、") + strings.Count(p.text, "，")
	w := 1 + float64(commas) + min(float64(p.runes)/100, 3)
	if endsSentence(p.text) {
		w++
	}
	switch p.kind {
	case atom.Li, atom.Td, atom.Figcaption, atom.Th, atom.Dd, atom.Dt:
		w *= 0.4
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return 0
	}
	return w * (1 - p.linkShare())
}

// choose is the element that holds the article, or -1 when the page has none.
func (t *tree) choose(ps []passage) int {
	t.measure(ps)
	score := make(map[int]float64)
	for i := range ps {
		p := &ps[i]
		if p.score == 0 || t.furniture(p.node, -1) {
			continue
		}
		level := 0
		start := p.node
		if t.nodes[start].tag != atom.P && t.nodes[start].tag != atom.Blockquote && t.nodes[start].tag != atom.Pre && t.nodes[start].tag != atom.Li {
			score[start] += p.score
		}
		for j := t.nodes[start].parent; j >= 0 && level < 5; j = t.nodes[j].parent {
			if !blockTags[t.nodes[j].tag] {
				continue
			}
			share := []float64{1, 0.6, 0.3, 0.15, 0.08}[level]
			score[j] += p.score * share
			level++
		}
	}
	best, top := -1, 0.0
	for j, s := range score {
		s = s*(1-0.6*t.linkShareOf(j)) + nameWeight(&t.nodes[j])*min(s, 25)/25
		if s > top || s == top && j < best {
			best, top = j, s
		}
	}
	if best < 0 {
		return -1
	}
	return t.widen(ps, best)
}

// linkShareOf is the share of the text under node j that is links.
func (t *tree) linkShareOf(j int) float64 {
	end := t.nodes[j].end
	runes := t.runesIn[end] - t.runesIn[j]
	if runes == 0 {
		return 0
	}
	return float64(t.linksIn[end]-t.linksIn[j]) / float64(runes)
}

// widen goes up from the best element while its parent holds more prose of the same kind:
// articles are often cut into several boxes.
func (t *tree) widen(ps []passage, best int) int {
	for j := best; j >= 0; j = t.nodes[j].parent {
		if t.nodes[j].attrs.itemprop == "articlebody" {
			return j
		}
	}
	for up, n := t.nodes[best].parent, 0; up >= 0 && n < 4; up, n = t.nodes[up].parent, n+1 {
		if t.nodes[up].tag == atom.Body || t.twin(ps, up, best) {
			if t.nodes[up].tag != atom.Body {
				best = up
			}
			break
		}
	}
	for {
		up := t.nodes[best].parent
		for up >= 0 && !blockTags[t.nodes[up].tag] {
			up = t.nodes[up].parent
		}
		if up < 0 || t.nodes[up].tag == atom.Body || t.nodes[up].tag == atom.Html {
			return best
		}
		in, out := t.prose(ps, best, -1), t.prose(ps, up, best)
		named := nameWeight(&t.nodes[best]) >= 25
		if out < in*0.08 || named && out < in*0.5 || out > in*6 {
			if t.nodes[up].end-up > (t.nodes[best].end-best)+3 || out > 0 {
				return best
			}
		}
		best = up
	}
}

// twin reports whether prose stands in another element under top that has the very name of
// node best: the article goes on there.
func (t *tree) twin(ps []passage, top, best int) bool {
	name := t.nodes[best].attrs.class
	if name == "" || !containsAny(name, bodyNames) && !containsAny(name, goodNames) || t.nodes[best].tag == atom.Article {
		return false
	}
	for j, tries := top+1, 0; j < t.nodes[top].end && tries < maxTwins; j++ {
		n := &t.nodes[j]
		if j == best {
			j = n.end - 1
			continue
		}
		if n.tag != t.nodes[best].tag || n.attrs.class != name {
			continue
		}
		if tries++; t.prose(ps, j, -1) > 4 {
			return true
		}
	}
	return false
}

// maxTwins bounds how many elements of one name are looked into.
const maxTwins = 50

// prose is the weight of the passages under node top, leaving out those under node but
// and those in furniture.
func (t *tree) prose(ps []passage, top, but int) float64 {
	sum := 0.0
	for _, p := range ps {
		if p.score > 2 && t.within(p.node, top) && !(but >= 0 && t.within(p.node, but)) && !t.furniture(p.node, top) {
			sum += p.score
		}
	}
	return sum
}

// names of elements that hold an article, and of those that hold furniture. They are
// looked for inside class and id.
var (
	bodyNames = []string{"articlebody", "article-body", "article_body", "article__body", "article-content", "article_content", "articlecontent", "article__content", "article-text", "article_text", "articletext",
		"entry-content", "entry__content", "post-content", "post_content", "postcontent", "post-body", "post__content", "story-body", "story_body", "storybody", "story-content", "story__content", "storytext", "story-text", "body-content", "body-text", "bodytext", "content-body", "content__body",
		"main-content", "news-content", "newsbody", "news-body", "news-text", "newstext", "detail-content", "td-post-content", "rich-text", "richtext", "article-main", "articlemain", "article__main", "field-name-body", "field--name-body", "page-content", "blog-content", "single-content", "text-content", "mw-parser-output", "zn-body", "paywall", "caas-body", "wysiwyg"}
	goodNames = []string{"article", "body", "content", "entry", "main", "post", "story", "text", "blog", "column", "hentry"}
)

// nameWeight is what the name of an element says of its holding an article.
func nameWeight(n *node) float64 {
	w := 0.0
	switch {
	case n.attrs.itemprop == "articlebody":
		w += 40
	case containsAny(n.attrs.class, bodyNames):
		w += 25
	case containsAny(n.attrs.class, goodNames):
		w += 10
	}
	switch n.tag {
	case atom.Article:
		w += 12
	case atom.Main:
		w += 5
	case atom.Aside, atom.Footer, atom.Header, atom.Form, atom.Table, atom.Td, atom.Ul, atom.Ol, atom.Dl, atom.Figure:
		w -= 15
	}
	if n.bad() {
		w -= 25
	}
	return w
}

func containsAny(s string, parts []string) bool {
	if s == "" {
		return false
	}
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// furniture reports whether node i, or an element around it below top, is furniture by
// its tag or name. An element that holds most of the page's prose is not.
func (t *tree) furniture(i, top int) bool {
	quoted := false
	for j := i; j >= 0 && j != top; j = t.nodes[j].parent {
		n := &t.nodes[j]
		switch n.tag {
		case atom.Body, atom.Html:
			return false
		case atom.Figcaption:
			return true
		case atom.Aside, atom.Footer, atom.Nav, atom.Form:
			if !t.bulk(j) {
				return true
			}
		}
		if n.attrs.itemprop == "articlebody" {
			return false
		}
		if n.tag == atom.Blockquote {
			quoted = true // a post of a social network that the article quotes
		}
		if quoted && strings.Contains(n.attrs.class, "embed") || n.tag == atom.Blockquote {
			continue
		}
		if n.bad() && !t.bulk(j) {
			return true
		}
	}
	return false
}

// articleOf is the innermost article element around node j below top, or -1.
func (t *tree) articleOf(j, top int) int {
	for ; j > top; j = t.nodes[j].parent {
		if t.nodes[j].tag == atom.Article {
			return j
		}
	}
	return -1
}

// bulk reports whether most of the page's prose stands under node j.
func (t *tree) bulk(j int) bool {
	return !strings.Contains(t.nodes[j].attrs.class, "comment") && t.proseIn[t.nodes[j].end]-t.proseIn[j] > 0.5*t.proseIn[len(t.nodes)]
}

// measure sums the weight of the passages up to every node, so that the prose of a subtree
// is a difference of two sums.
func (t *tree) measure(ps []passage) {
	t.proseIn = make([]float64, len(t.nodes)+1)
	t.runesIn, t.linksIn = make([]int, len(t.nodes)+1), make([]int, len(t.nodes)+1)
	for i := range ps {
		p := &ps[i]
		p.score = p.weigh()
		t.proseIn[p.node+1] += p.score
		t.runesIn[p.node+1] += p.runes
		t.linksIn[p.node+1] += p.links
	}
	for i := 1; i < len(t.proseIn); i++ {
		t.proseIn[i] += t.proseIn[i-1]
		t.runesIn[i] += t.runesIn[i-1]
		t.linksIn[i] += t.linksIn[i-1]
	}
}

// keep is the passages of the article under node top, in order.
func (t *tree) keep(ps []passage, top int) []passage {
	var out []passage
	whole := t.prose(ps, top, -1)
	read, skip, own := 0.0, -1, -1
	for _, p := range ps {
		if !t.within(p.node, top) || p.node < skip || t.furniture(p.node, top) {
			continue
		}
		inner := t.articleOf(p.node, top)
		if inner >= 0 && inner != own && read > 0 && t.nodes[top].tag == atom.Article {
			continue // a teaser of another article
		}
		if p.opensLinks() {
			if read > 0.85*whole || read > 0 && strings.Contains(t.nodes[p.node].attrs.class, "related") {
				break
			}
			skip = t.listAfter(p.node)
			continue
		}
		if p.furnished() {
			continue
		}
		if read == 0 {
			own = inner
		}
		read += p.score
		out = append(out, p)
	}
	return trimEnds(out)
}

// opensLinks reports whether a passage is the headline of links to other articles:
// "Related stories", "Read also:".
func (p passage) opensLinks() bool {
	if p.runes > 60 || endsSentence(p.text) && !strings.HasSuffix(p.text, "...") && !strings.HasSuffix(p.text, "…") {
		return false
	}
	ws := words(p.text, stemma.Span{End: len(p.text)})
	j := max(theFurniture().at("closer", ws, 0), theFurniture().at("links", ws, 0), theFurniture().at("related", ws, 0))
	return j > 0 && (isHeading(p.kind) || p.bold || j >= len(ws)-1)
}

// listAfter is the node after the list that follows node i in its box; i when none does.
func (t *tree) listAfter(i int) int {
	for j, n := t.nodes[i].end, 0; j < len(t.nodes) && n < 4; n++ {
		switch t.nodes[j].tag {
		case atom.Ul, atom.Ol:
			return t.nodes[j].end
		}
		if !t.nodes[j].isText {
			return i
		}
		j = t.nodes[j].end
	}
	return i
}

// furnished reports whether a passage is furniture by its words or links.
func (p passage) furnished() bool {
	if p.linkShare() > 0.6 && !(p.runes > 80 && endsSentence(p.text)) {
		return true
	}
	if p.runes > 200 {
		return false
	}
	if captioned(p.text) && p.kind != atom.Blockquote {
		return true
	}
	ws := words(p.text, stemma.Span{End: len(p.text)})
	f := theFurniture()
	if len(ws) == 0 || f.at("line", ws, 0) == len(ws) || f.at("button", ws, 0) == len(ws) || f.at("closer", ws, 0) > 0 || f.at("links", ws, 0) > 0 {
		return true
	}
	if j := f.at("related", ws, 0); j > 0 && (j == len(ws) || j < len(ws) && ws[j].text == ":") {
		return true
	}
	if strings.ContainsAny(p.text, "0123456789") && p.stamped(ws) {
		return true
	}
	return symbolic(ws) && p.runes < 4 && p.kind != atom.Td && p.kind != atom.Th
}

// stamped reports whether a passage is a stamp with hardly another word.
func (p passage) stamped(ws []word) bool {
	rest, dates := 0, 0
	for i := 0; i < len(ws); {
		if _, j, ok := stampAt(ws, i); ok {
			dates++
			i = j
			continue
		}
		if ws[i].kind != mark {
			rest++
		}
		i++
	}
	return dates > 0 && rest <= 4*dates && !endsSentence(p.text)
}

// trimEnds takes short lines without a full stop off both ends.
func trimEnds(ps []passage) []passage {
	weak := func(p passage) bool {
		return p.kind != atom.P && p.kind != atom.Blockquote && p.kind != atom.Li && p.kind != atom.Td && p.runes < 60 && !endsSentence(p.text) || isHeading(p.kind)
	}
	for len(ps) > 0 && weak(ps[len(ps)-1]) {
		ps = ps[:len(ps)-1]
	}
	for len(ps) > 0 && (ps[0].kind == atom.H1 || weak(ps[0]) && ps[0].kind != atom.H2 && ps[0].kind != atom.H3) {
		ps = ps[1:]
	}
	return ps
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
