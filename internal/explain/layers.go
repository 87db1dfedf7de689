package explain

import (
	"fmt"
	"strconv"

	"stemma"
	"stemma/internal/text"
)

// mark is a span of the text with what a layer says of it.
type mark struct {
	stemma.Span
	label   string   // label stands in the drawing.
	says    string   // says stands beneath; nothing when empty.
	details []string // details stand beneath says.
}

// layer is one layer of a Doc as marks.
type layer struct {
	name  string
	color string
	spans func(d *text.Doc) []stemma.Span // spans of its members, in their order.
	draw  func(d *text.Doc, i int) mark   // draw is member i without its span.
}

// layers are all layers, in the order in which they are read.
var layers = []layer{
	{"token", "", tokenSpans, func(*text.Doc, int) mark { return mark{} }},
	{"tag", "", func(d *text.Doc) []stemma.Span { return tokenSpans(d)[:len(d.Tags)] }, tag},
	{"arc", "", func(d *text.Doc) []stemma.Span { return tokenSpans(d)[:len(d.Arcs)] }, arc},
	{"name", "\x1b[37m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Names, func(n text.Name) stemma.Span { return n.Span })
	}, name},
	{"quotation", "\x1b[90m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Quotations, func(q text.Quotation) stemma.Span { return q.Span })
	}, quotation},
	{"time", "\x1b[36m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Times, func(t text.Time) stemma.Span { return t.Span })
	}, timed},
	{"number", "\x1b[35m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Numbers, func(n text.Number) stemma.Span { return n.Span })
	}, number},
	{"place", "\x1b[32m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Places, func(p text.Place) stemma.Span { return p.Span })
	}, place},
	{"actor", "\x1b[34m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Actors, func(a text.Actor) stemma.Span { return a.Span })
	}, actor},
	{"statement", "\x1b[33m", func(d *text.Doc) []stemma.Span { return spansOf(d.Statements, contentSpan) }, statement},
	{"claim", "\x1b[31m", func(d *text.Doc) []stemma.Span {
		return spansOf(d.Claims, func(c stemma.Claim) stemma.Span { return c.Span })
	}, claim},
}

// DefaultLayers are drawn when no layer is named.
var DefaultLayers = []string{"time", "number", "place", "actor", "statement", "claim"}

// Layers are the names of all layers.
func Layers() []string {
	var out []string
	for _, l := range layers {
		out = append(out, l.name)
	}
	return out
}

func spansOf[T any](members []T, span func(T) stemma.Span) []stemma.Span {
	list := make([]stemma.Span, len(members))
	for i, m := range members {
		list[i] = span(m)
	}
	return list
}

func tokenSpans(d *text.Doc) []stemma.Span {
	return spansOf(d.Tokens, func(t text.Token) stemma.Span { return t.Span })
}

// contentSpan is from the first word of a statement's content to its last.
func contentSpan(st text.Statement) (s stemma.Span) {
	for _, c := range st.Content {
		s = s.Join(c)
	}
	return s
}

// shelf is a layer of one report, sorted by its sentences once, so that drawing one
// sentence does not look through all members.
type shelf struct {
	layer
	all []stemma.Span
	in  [][]int // in[i] are the members that touch sentence i, in their order.
}

func shelve(d *text.Doc, layers []layer) []shelf {
	list := make([]shelf, len(layers))
	for k, l := range layers {
		list[k] = shelf{layer: l, all: l.spans(d), in: make([][]int, len(d.Sentences))}
		for member, s := range list[k].all {
			for i := text.After(d.Sentences, s.Start); i < len(d.Sentences) && d.Sentences[i].Start < s.End; i++ {
				list[k].in[i] = append(list[k].in[i], member)
			}
		}
	}
	return list
}

// within are the marks that touch sentence i.
func (l shelf) within(d *text.Doc, i int) []mark {
	var out []mark
	for _, member := range l.in[i] {
		m := l.draw(d, member)
		m.Span = l.all[member]
		out = append(out, m)
	}
	return out
}

func tag(d *text.Doc, i int) mark {
	t := d.Tags[i]
	return mark{label: t.UPOS, says: t.UPOS + " " + t.XPOS + " " + t.Lemma}
}

func arc(d *text.Doc, i int) mark {
	a := d.Arcs[i]
	says := a.Rel
	if a.Head >= 0 && a.Head < len(d.Tokens) {
		says += " of " + d.Word(a.Head)
	}
	return mark{label: a.Rel, says: says}
}

func name(d *text.Doc, i int) mark {
	kind := string(d.Names[i].Kind)
	return mark{label: kind, says: kind}
}

func quotation(d *text.Doc, i int) mark {
	if !d.Quotations[i].Closed {
		return mark{label: "quotation", says: "never closed"}
	}
	return mark{label: "quotation"}
}

func timed(d *text.Doc, i int) mark {
	t := d.Times[i]
	says := t.When.ISO()
	switch {
	case t.Set:
		says = "repeats"
	case says == "" && t.Duration > 0:
		says = "for " + strconv.FormatFloat(t.Duration, 'g', 4, 64) + " days"
	case says == "":
		says = "unresolved"
	}
	return mark{label: "time", says: join(says, t.Why)}
}

func number(d *text.Doc, i int) mark {
	n := d.Numbers[i]
	return mark{label: "number", says: join(n.Quantity.String(), n.Why)}
}

func place(d *text.Doc, i int) mark {
	p := d.Places[i]
	m := mark{label: "place", says: placeSays(p)}
	for _, r := range p.Reasons {
		m.details = append(m.details, reason(r, "")...)
	}
	return m
}

func placeSays(p text.Place) string {
	says := p.Name
	if p.Relation != "" {
		says = p.Relation + " " + says
	}
	if p.In != "" {
		says += ", in " + p.In
	}
	switch {
	case p.Geo.ID == "":
		says += " (unresolved)"
	case p.Geo.Located:
		says += fmt.Sprintf(" (%.4f, %.4f, %s, %s)", p.Geo.Lat, p.Geo.Lon, p.Geo.Precision, p.Geo.ID)
	default:
		says += fmt.Sprintf(" (%s, %s)", p.Geo.Precision, p.Geo.ID)
	}
	if p.Demonym {
		says += ", as a demonym"
	}
	return says
}

func actor(d *text.Doc, i int) mark {
	a := d.Actors[i]
	says := a.Party.Name
	if a.Kind != "" {
		says += ", " + a.Kind
	}
	if a.For.Name != "" {
		says += ", for " + a.For.Name
	}
	return mark{label: "actor", says: join(says, a.Rule)}
}

func statement(d *text.Doc, i int) mark {
	st := d.Statements[i]
	says := fmt.Sprintf("#%d %s", i+1, OrUnknown(st.Speaker.String()))
	for _, v := range st.Via {
		says += " via " + v.Name
	}
	if !st.Cue.Empty() {
		says += fmt.Sprintf(", %q", st.Cue.Of(d.Text()))
	}
	if st.Stance != "" && st.Stance != stemma.Asserted {
		says += ", " + string(st.Stance)
	}
	if st.Continues >= 0 {
		says += fmt.Sprintf(", goes on from #%d", st.Continues+1)
	}
	if st.Parent >= 0 {
		says += fmt.Sprintf(", within #%d", st.Parent+1)
	}
	return mark{label: "statement", says: join(says, st.Why)}
}

// join adds why in parentheses.
func join(says, why string) string {
	if why == "" {
		return says
	}
	return says + " (" + why + ")"
}
