// Package explain draws one report with its layers, so that a person can see what
// the program read in it, and from which words.
package explain

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// Options say how to draw. The zero Options draw the layers of DefaultLayers on 100
// columns without colour.
type Options struct {
	Layers []string // Layers by name, see Layers; empty for DefaultLayers.
	Width  int      // Width of the text in columns; 100 when zero.
	Color  bool     // Color marks the layers with ANSI colours.
}

// Draw writes d: what is known of the report, its blocks, then each sentence with
// the layers that touch it drawn beneath:
//
//	Shells hit a market in Halvesh on Monday, the ministry said.
//	                       └place┘    └time┘  └──actor───┘
//	  place  "Halvesh": Halvesh, in Varn
func Draw(w io.Writer, d *text.Doc, o Options) error {
	layers, err := choose(o.Layers)
	if err != nil {
		return err
	}
	if o.Width == 0 {
		o.Width = 100
	}
	p := &pen{Writer: bufio.NewWriter(w), o: o}
	p.head(d.Report)
	p.blocks(d.Report)
	shelves := shelve(d, layers)
	for i := range d.Sentences {
		p.sentence(d, i, shelves)
	}
	for _, r := range d.Rejected {
		p.line("not read: %s (%s)", r.Why, r.Stage)
	}
	return p.Flush()
}

// choose finds the layers by name.
func choose(names []string) ([]layer, error) {
	if len(names) == 0 {
		names = DefaultLayers
	}
	var out []layer
	for _, name := range names {
		i := slices.IndexFunc(layers, func(l layer) bool { return l.name == name })
		if i < 0 {
			return nil, fmt.Errorf("layer %q: want one of %s", name, strings.Join(Layers(), ", "))
		}
		out = append(out, layers[i])
	}
	return out, nil
}

// pen writes lines; the first error is kept by the writer until Flush.
type pen struct {
	*bufio.Writer
	o Options
}

func (p *pen) line(format string, args ...any) {
	fmt.Fprintf(p.Writer, format+"\n", args...)
}

// field writes one named value; nothing when it is empty.
func (p *pen) field(name, value string) {
	if value != "" {
		p.line("  %s %s", p.dim(fmt.Sprintf("%-10s", name)), value)
	}
}

func (p *pen) sentence(d *text.Doc, i int, layers []shelf) {
	s := d.Sentences[i]
	p.line("")
	p.line("%s", p.dim(fmt.Sprintf("sentence %d %s", i+1, s.Span)))
	found := make([][]mark, len(layers))
	for k, l := range layers {
		found[k] = l.within(d, i)
	}
	for _, row := range wrap(d.Text(), s.Span, p.o.Width) {
		p.line("%s", printable(row.Of(d.Text())))
		for k, l := range layers {
			p.underline(d.Text(), row, l.layer, found[k])
		}
	}
	for k, l := range layers {
		for _, m := range found[k] {
			p.says(d.Text(), l.layer, m)
		}
	}
}

// says writes what a mark stands for, and the details beneath it.
func (p *pen) says(body string, l layer, m mark) {
	if m.says == "" {
		return
	}
	p.line("  %s %q: %s", p.paint(l, fmt.Sprintf("%-9s", l.name)), excerpt(m.Of(body), 60), m.says)
	for _, detail := range m.details {
		p.line("              %s", detail)
	}
}

// reason writes why in a line, and what it builds on beneath, indented.
func reason(r stemma.Reason, indent string) []string {
	line := indent + "because " + r.Rule
	if r.Says != "" {
		line += ": " + r.Says
	}
	if r.Weight > 0 {
		line += fmt.Sprintf(" (%.2f)", r.Weight)
	}
	for _, c := range r.Cites {
		line += fmt.Sprintf(" — %q %s", excerpt(c.Words, 60), c.Span)
	}
	out := []string{line}
	for _, b := range r.Because {
		out = append(out, reason(b, indent+"  ")...)
	}
	return out
}

// shorten cuts s to n runes with an ellipsis.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// excerpt is the first n runes of s as they are printed, however long s is.
func excerpt(s string, n int) string {
	const longest = 16 // bytes of a rune with what is left out beside it
	if most := n * longest; len(s) > most {
		for range utf8.UTFMax - 1 { // no rune is cut
			if !utf8.RuneStart(s[most]) {
				most--
			}
		}
		s = s[:most]
	}
	return shorten(printable(s), n)
}
