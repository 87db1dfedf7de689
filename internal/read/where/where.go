// Package where finds the places of a text and says where they lie, with the rest of
// the report as evidence. What it cannot resolve stays unresolved.
package where

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// Version changes with what Find returns.
//
//	1  gazetteer lookup, parts, relations, common nouns, demonyms
//	2  names without an entry: typed in another sentence, taken for places by the network
//	3  quarters far from the town that they are said to lie in, capitals led to act
//	4  rows of names before a plural, names of tribes, names that a word of type ends behind a known one
//	5  towns that only tell where another lies
//	6  words that begin many names
//	7  towns that a blow is dealt to
//	8  towns that are taken, the town of a quarter, where a source is, what is named in passing,
//	   corners of towns
//	9  whose the adjective is that two countries share
//	10 what is held, entered and encircled is a place, too
const Version = 10

// Find returns the mentions of places in d's tokens, sorted and disjoint. It uses the
// layers of names, tags and arcs where they are there.
func Find(d *text.Doc, g *gazetteer.Gazetteer, l *actors.List) []text.Place {
	r := newReader(d, g, l)
	r.placed, r.main = r.placesBeyondDoubt(), r.countryOfText()
	r.kin = r.kinNames()
	r.typed = r.typedNames()
	for i := range r.sentences {
		r.sentences[i].mentions()
	}
	r.settle()
	return r.places()
}

// Resolve says where the names at the given spans lie, in the context of each other
// and of the rest of d. It is Find for a reader who knows what the names are; a span
// without an answer gives the zero Geo.
func Resolve(d *text.Doc, g *gazetteer.Gazetteer, l *actors.List, spans []stemma.Span) []text.Place {
	r := newReader(d, g, l)
	given := map[stemma.Span]int{}
	for _, s := range spans {
		m := &mention{span: s, name: s.Of(d.Text()), bare: s.Of(d.Text()), first: d.TokenAt(s.Start), antecedent: -1}
		m.last = max(d.TokenAt(s.End-1)+1, m.first)
		m.last = min(m.last, len(d.Tokens))
		if place, ok := g.Demonym(m.name); ok {
			m.demonym, m.candidates = true, []gazetteer.Candidate{{Place: place}}
		} else {
			if m.candidates = r.given(s); len(m.candidates) == 0 {
				m.candidates, m.similar = g.Similar(m.name), true
			}
			m.kind = r.typeIn(m.name)
		}
		given[s] = len(r.all)
		r.all = append(r.all, m)
	}
	slices.SortStableFunc(r.all, func(a, b *mention) int { return cmp.Compare(a.span.Start, b.span.Start) })
	r.settle()
	bySpan := map[stemma.Span]text.Place{}
	for _, m := range r.all {
		bySpan[m.span] = m.place(g)
	}
	out := make([]text.Place, len(spans))
	for i, s := range spans {
		out[i] = bySpan[s]
	}
	return out
}

// typeIn is the kind that the last word of a name gives: "Royal Street".
func (r *reader) typeIn(name string) gazetteer.Kind {
	words := strings.Fields(gazetteer.Fold(name))
	if len(words) < 2 {
		return ""
	}
	return r.lists.types.Get(words[len(words)-1])
}

// mention is a place while it is being read.
type mention struct {
	span        stemma.Span // span covers the name with its part.
	core        stemma.Span // core is the name alone.
	first, last int         // tokens of span.
	name        string
	bare        string // bare is the name without its part.
	low         string // low is bare in lower case, from settling on.
	part        string // part is "east", "outskirts of": the event is in a part of the place.
	within      string // within is the enclosing place that the text gives.
	relation    string
	kind        gazetteer.Kind // kind that a word beside it gives; empty for none.
	candidates  []gazetteer.Candidate
	chosen      int // chosen is an index into candidates; -1 for none.
	demonym     bool
	common      bool
	acts        bool // acts is a capital named for its government.
	antecedent  int  // antecedent is an index into reader.all.
	inside      *mention
	similar     bool                 // similar says that the candidates are of another spelling.
	holder      *gazetteer.Candidate // holder encloses a place that could not be resolved.
	reasons     []stemma.Reason
}

// reader holds what is known of one text.
type reader struct {
	d         *text.Doc
	g         *gazetteer.Gazetteer
	l         *actors.List
	lists     *wordLists
	sentences []sentence
	timeOf    []int32         // timeOf is the time that holds a token, or -1.
	all       []*mention      // all are sorted by start once settled.
	main      string          // main is the country that the text names most, with its people and large cities.
	placed    map[string]bool // placed are the names that stand behind "in" somewhere.
	kin       map[string]bool // kin are names that the text says are those of tribes and the like.
	typed     map[string]bool // typed are names without an entry that a word beside them makes places.
	surnames  map[string]bool // surnames are the last words of persons in the name layer.
}

func newReader(d *text.Doc, g *gazetteer.Gazetteer, l *actors.List) *reader {
	r := &reader{d: d, g: g, l: l, lists: loadWords(), surnames: surnamesOf(d), timeOf: text.Indexed(d.Tokens, d.Times)}
	r.sentences = make([]sentence, len(d.Sentences))
	for i, words := range gazetteer.WordsOf(d) {
		r.sentences[i] = sentence{reader: r, words: words, titled: isTitled(words), shouts: isShouted(words)}
	}
	return r
}

// enclosing is the place that a mention's own place lies in, where the gazetteer says so or it is
// the town that was named last; empty for none, and where the text itself says what it lies in.
func (m *mention) enclosing() string {
	switch {
	case m.common || m.within != "" || m.part != "":
		return ""
	case m.chosen >= 0:
		return m.candidates[m.chosen].Parent
	case m.holder != nil:
		return m.holder.ID
	}
	return ""
}

// places turns the mentions into the layer.
func (r *reader) places() []text.Place {
	slices.SortStableFunc(r.all, func(a, b *mention) int { return cmp.Compare(a.span.Start, b.span.Start) })
	index := map[*mention]int{}
	called := map[string]*mention{} // called are the first mentions of places.
	for i, m := range r.all {
		index[m] = i
		if m.chosen >= 0 && !m.common && !m.demonym && called[m.candidates[m.chosen].ID] == nil {
			called[m.candidates[m.chosen].ID] = m
		}
	}
	out := make([]text.Place, 0, len(r.all))
	for _, m := range r.all {
		p := m.place(r.g)
		if town := called[m.enclosing()]; town != nil && town.span.Start < m.span.Start {
			p.In = town.bare // as the text writes it
		}
		if m.common && m.inside != nil {
			p.Antecedent = index[m.inside]
		}
		out = append(out, p)
	}
	return out
}
