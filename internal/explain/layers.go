package explain

import (
	"fmt"
	"strconv"
	"strings"

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
	marks func(d *text.Doc, s text.Sentence) []mark // marks that touch s, sorted by Start.
}

func (l layer) within(d *text.Doc, s text.Sentence) []mark { return l.marks(d, s) }

// layers are all layers, in the order in which they are read.
var layers = []layer{
	{"token", "", tokens},
	{"tag", "", tags},
	{"arc", "", arcs},
	{"name", "\x1b[37m", names},
	{"quotation", "\x1b[90m", quotations},
	{"time", "\x1b[36m", times},
	{"number", "\x1b[35m", numbers},
	{"place", "\x1b[32m", places},
	{"actor", "\x1b[34m", actors},
	{"statement", "\x1b[33m", statements},
	{"claim", "\x1b[31m", claims},
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

// of makes marks of the members of a layer that overlap s.
func of[T any](members []T, s text.Sentence, span func(T) stemma.Span, draw func(T) mark) []mark {
	var out []mark
	for _, m := range members {
		if at := span(m); at.Overlaps(s.Span) {
			k := draw(m)
			k.Span = at
			out = append(out, k)
		}
	}
	return out
}

func tokens(d *text.Doc, s text.Sentence) []mark {
	return of(d.Tokens[s.First:s.Last], s, func(t text.Token) stemma.Span { return t.Span }, func(text.Token) mark { return mark{} })
}

func tags(d *text.Doc, s text.Sentence) []mark {
	var out []mark
	for i := s.First; i < min(s.Last, len(d.Tags)); i++ {
		t := d.Tags[i]
		out = append(out, mark{Span: d.Tokens[i].Span, label: t.UPOS, says: t.UPOS + " " + t.XPOS + " " + t.Lemma})
	}
	return out
}

func arcs(d *text.Doc, s text.Sentence) []mark {
	var out []mark
	for i := s.First; i < min(s.Last, len(d.Arcs)); i++ {
		a := d.Arcs[i]
		says := a.Rel
		if a.Head >= 0 && a.Head < len(d.Tokens) {
			says += " of " + d.Word(a.Head)
		}
		out = append(out, mark{Span: d.Tokens[i].Span, label: a.Rel, says: says})
	}
	return out
}

func names(d *text.Doc, s text.Sentence) []mark {
	return of(d.Names, s, func(n text.Name) stemma.Span { return n.Span }, func(n text.Name) mark {
		return mark{label: string(n.Kind), says: string(n.Kind)}
	})
}

func quotations(d *text.Doc, s text.Sentence) []mark {
	return of(d.Quotations, s, func(q text.Quotation) stemma.Span { return q.Span }, func(q text.Quotation) mark {
		if !q.Closed {
			return mark{label: "quotation", says: "never closed"}
		}
		return mark{label: "quotation"}
	})
}

func times(d *text.Doc, s text.Sentence) []mark {
	return of(d.Times, s, func(t text.Time) stemma.Span { return t.Span }, func(t text.Time) mark {
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
	})
}

func numbers(d *text.Doc, s text.Sentence) []mark {
	return of(d.Numbers, s, func(n text.Number) stemma.Span { return n.Span }, func(n text.Number) mark {
		return mark{label: "number", says: join(Quantity(n.Quantity), n.Why)}
	})
}

func places(d *text.Doc, s text.Sentence) []mark {
	return of(d.Places, s, func(p text.Place) stemma.Span { return p.Span }, func(p text.Place) mark {
		k := mark{label: "place", says: placeSays(p)}
		for _, r := range p.Reasons {
			k.details = append(k.details, reason(r, "")...)
		}
		return k
	})
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

func actors(d *text.Doc, s text.Sentence) []mark {
	return of(d.Actors, s, func(a text.Actor) stemma.Span { return a.Span }, func(a text.Actor) mark {
		says := a.Party.Name
		if a.Kind != "" {
			says += ", " + a.Kind
		}
		if a.For.Name != "" {
			says += ", for " + a.For.Name
		}
		return mark{label: "actor", says: join(says, a.Rule)}
	})
}

func statements(d *text.Doc, s text.Sentence) []mark {
	var out []mark
	for i, st := range d.Statements {
		if k := statement(d, i, st); k.Overlaps(s.Span) {
			out = append(out, k)
		}
	}
	return out
}

func statement(d *text.Doc, i int, st text.Statement) mark {
	k := mark{label: "statement"}
	for _, c := range st.Content {
		k.Span = k.Join(c)
	}
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
	k.says = join(says, st.Why)
	return k
}

// Quantity writes q as a person would: "at least 14 people", "dozens of fighters".
func Quantity(q stemma.Quantity) string {
	var parts []string
	if q.Bound != "" && q.Bound != stemma.Exact {
		parts = append(parts, strings.ReplaceAll(string(q.Bound), "-", " "))
	}
	switch {
	case q.HasRange:
		parts = append(parts, Number(q.Low)+"–"+Number(q.High))
	case q.HasValue:
		parts = append(parts, Number(q.Value))
	case q.Rough != "":
		parts = append(parts, q.Rough)
	}
	if q.Unit != "" {
		parts = append(parts, q.Unit)
	}
	if q.Of != "" {
		parts = append(parts, "of "+q.Of)
	}
	return strings.Join(parts, " ")
}

// Number writes v with a comma at each thousand from 10,000 on.
func Number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	if digits := strings.TrimPrefix(whole, "-"); len(digits) > 4 {
		for i := len(whole) - 3; i > len(whole)-len(digits); i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// join adds why in parentheses.
func join(says, why string) string {
	if why == "" {
		return says
	}
	return says + " (" + why + ")"
}
