package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stemma"
)

// A tree is a page as a slice of nodes in document order, so that a node's subtree is
// a range of it:
//
//	index  0     1     2   3      4
//	node   body  div   p   text   ul …
//	end    9     9     4   4      9
//
// It is built from the tokens directly, with the implied ends of HTML's common
// elements, because every node must know where in the bytes of the page it stood, which
// the standard tree does not. What is left open or nested wrongly costs at most a
// wrong parent. Depth and number of nodes are bounded.
type tree struct {
	nodes   []node
	meta    pageMeta
	textIn  []int     // textIn is the bytes of text before each node; see weighText.
	proseIn []float64 // proseIn is the weight of the prose before each node; see measure.
	runesIn []int     // runesIn is the runes of the passages before each node.
	linksIn []int     // linksIn is those of them that stand in links.
}

// node is an element or a text.
type node struct {
	tag    atom.Atom   // tag is 0 for a text and for unknown elements.
	text   string      // text of a text node, entities decoded.
	parent int         // parent is an index into nodes; -1 for none.
	end    int         // end is the index after the subtree.
	src    stemma.Span // src is where it stood in the page; for an element, from its start tag to its end.
	attrs  *attributes // attrs is never nil.
	isText bool
}

// noAttributes is that of texts and of elements that have none to be read.
var noAttributes = &attributes{}

// attributes is what the readers need of an element's attributes.
type attributes struct {
	class    string // class and id, in lower case, space between.
	itemprop string
	role     string
	rel      string
	href     string
	datetime string
	content  string
	title    string
	hidden   bool
}

// Bounds of a tree. Pages of news stay far below; what is above is built to exhaust its
// reader.
const (
	maxDepth = 400
	maxNodes = 400_000
)

// void elements have no content.
var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// blocks are the elements that end a line and an open paragraph.
var blockTags = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Center: true, atom.Dd: true, atom.Details: true,
	atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true,
	atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hr: true, atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true,
	atom.Tr: true, atom.Ul: true, atom.Body: true, atom.Html: true, atom.Caption: true, atom.Button: true, atom.Select: true, atom.Option: true, atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true,
}

// impliedEnd are the elements that a start tag closes when one is open within the scope.
var impliedEnd = map[atom.Atom]struct{ closes, scope []atom.Atom }{
	atom.Li:     {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol, atom.Menu}},
	atom.Dt:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Tr:     {[]atom.Atom{atom.Tr}, []atom.Atom{atom.Table}},
	atom.Td:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Table, atom.Tr}},
	atom.Th:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Table, atom.Tr}},
	atom.Option: {[]atom.Atom{atom.Option}, []atom.Atom{atom.Select}},
}

// parse builds the tree of a page and collects its metadata.
func parse(src []byte) *tree {
	b := &builder{t: &tree{nodes: make([]node, 0, len(src)/64)}}
	z := html.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	at := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := stemma.Span{Start: at, End: at + len(z.Raw())}
		at = raw.End
		switch kind {
		case html.TextToken:
			b.text(z, raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(z, raw, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.close(atom.Lookup(name), raw.End)
		}
		if len(b.t.nodes) >= maxNodes {
			break
		}
	}
	for len(b.open) > 0 {
		b.pop(at)
	}
	return b.t
}

// builder holds the open elements.
type builder struct {
	t      *tree
	open   []int // open elements, outermost first.
	inside atom.Atom
	ldJSON bool // ldJSON: the script that is open holds JSON-LD.
}

func (b *builder) parent() int {
	if len(b.open) == 0 {
		return -1
	}
	return b.open[len(b.open)-1]
}

func (b *builder) pop(end int) {
	n := &b.t.nodes[b.open[len(b.open)-1]]
	n.end, n.src.End = len(b.t.nodes), end
	b.open = b.open[:len(b.open)-1]
}

func (b *builder) text(z *html.Tokenizer, raw stemma.Span) {
	switch b.inside {
	case atom.Script:
		if b.ldJSON {
			b.t.meta.ld = append(b.t.meta.ld, string(z.Text()))
		} else {
			b.t.meta.readScript(z.Raw())
		}
		return
	case atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea, atom.Noembed, atom.Noframes, atom.Xmp, atom.Svg:
		return
	case atom.Title:
		if b.t.meta.title == "" {
			b.t.meta.title = clean(string(z.Text()))
		}
		return
	}
	t := string(z.Text())
	if strings.TrimSpace(t) == "" && len(b.t.nodes) > 0 && b.t.nodes[len(b.t.nodes)-1].isText {
		return
	}
	b.t.nodes = append(b.t.nodes, node{text: t, parent: b.parent(), end: len(b.t.nodes) + 1, src: raw, attrs: noAttributes, isText: true})
}

func (b *builder) start(z *html.Tokenizer, raw stemma.Span, closed bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	var a attributes
	var m rawMeta
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		a.set(string(key), val)
		if tag == atom.Meta || tag == atom.Script || tag == atom.Link || tag == atom.Base || tag == atom.Html {
			m.set(string(key), val)
		}
	}
	b.t.meta.add(tag, m, raw)
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea, atom.Noembed, atom.Noframes, atom.Xmp, atom.Title, atom.Svg:
		if b.inside == 0 && !(closed && (tag == atom.Svg || tag == atom.Template)) {
			b.inside, b.ldJSON = tag, tag == atom.Script && strings.Contains(strings.ToLower(m.kind), "ld+json")
		}
		return
	}
	if b.inside == atom.Svg || b.inside == atom.Template {
		return
	}
	b.imply(tag, raw.Start)
	if tag == atom.P && len(b.t.nodes) > 0 && len(b.open) >= maxDepth {
		return
	}
	n := node{tag: tag, parent: b.parent(), end: len(b.t.nodes) + 1, src: raw, attrs: noAttributes}
	if a != (attributes{}) {
		n.attrs = &a
	}
	b.t.nodes = append(b.t.nodes, n)
	if !void[tag] && len(b.open) < maxDepth {
		b.open = append(b.open, len(b.t.nodes)-1)
	}
}

// imply closes what a start tag closes without saying so.
func (b *builder) imply(tag atom.Atom, at int) {
	if blockTags[tag] {
		for i := len(b.open) - 1; i >= 0; i-- {
			if t := b.t.nodes[b.open[i]].tag; t == atom.P {
				b.closeTo(i, at)
				break
			} else if blockTags[t] {
				break
			}
		}
	}
	rule, ok := impliedEnd[tag]
	if !ok {
		return
	}
	for i := len(b.open) - 1; i >= 0; i-- {
		t := b.t.nodes[b.open[i]].tag
		if has(rule.scope, t) {
			return
		}
		if has(rule.closes, t) {
			b.closeTo(i, at)
			return
		}
	}
}

func has(tags []atom.Atom, t atom.Atom) bool {
	for _, x := range tags {
		if x == t {
			return true
		}
	}
	return false
}

// closeTo closes the open elements from the innermost down to index i.
func (b *builder) closeTo(i, at int) {
	for len(b.open) > i {
		b.pop(at)
	}
}

// close handles an end tag: a block closes everything open inside it; an inline element
// that spans a block is only taken off the list of open ones.
func (b *builder) close(tag atom.Atom, at int) {
	if b.inside != 0 {
		if tag == b.inside {
			b.inside, b.ldJSON = 0, false
		}
		return
	}
	if tag == 0 {
		return
	}
	block := blockTags[tag]
	for i := len(b.open) - 1; i >= 0; i-- {
		t := b.t.nodes[b.open[i]].tag
		if t == tag {
			b.closeTo(i, at)
			return
		}
		if !block && blockTags[t] {
			b.forget(tag)
			return
		}
		if t == atom.Table && tag != atom.Table && !isOutside(tag) {
			return
		}
	}
}

func isOutside(tag atom.Atom) bool {
	return tag == atom.Body || tag == atom.Html || tag == atom.Article || tag == atom.Main || tag == atom.Section
}

// forget takes the innermost open element of the tag off the list without closing what
// is open inside it.
func (b *builder) forget(tag atom.Atom) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.t.nodes[b.open[i]].tag == tag {
			b.t.nodes[b.open[i]].end = len(b.t.nodes)
			b.open = append(b.open[:i], b.open[i+1:]...)
			return
		}
	}
}

func (a *attributes) set(key string, val []byte) {
	switch key {
	case "class", "id":
		a.class += strings.ToLower(string(val)) + " "
	case "itemprop", "property":
		if key == "itemprop" || a.itemprop == "" {
			a.itemprop = strings.ToLower(string(val))
		}
	case "role":
		a.role = strings.ToLower(string(val))
	case "rel":
		a.rel = strings.ToLower(string(val))
	case "href":
		a.href = string(val)
	case "datetime", "data-datetime", "data-time", "data-date", "data-timestamp":
		if a.datetime == "" {
			a.datetime = string(val)
		}
	case "content":
		a.content = string(val)
	case "title":
		a.title = string(val)
	case "hidden":
		a.hidden = true
	case "style":
		s := strings.ReplaceAll(strings.ToLower(string(val)), " ", "")
		a.hidden = a.hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
	}
}

// within reports whether node i lies in the subtree of node top.
func (t *tree) within(i, top int) bool { return top <= i && i < t.nodes[top].end }

// plain is the text of a subtree with white space folded.
func (t *tree) plain(i int) string {
	var b strings.Builder
	for j := i; j < t.nodes[i].end; j++ {
		if t.nodes[j].isText {
			b.WriteString(t.nodes[j].text)
		} else if j > i && (blockTags[t.nodes[j].tag] || t.nodes[j].tag == atom.Br) {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
