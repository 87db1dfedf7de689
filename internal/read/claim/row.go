package claim

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// A row names places side by side, with or without commas, each by itself or with the
// province or town that holds it:
//
//	shelled [Foa] town in Upland, the villages of [Tarn] and [Rasha] in Lowland, and [Marj]
//
// What happened in a row happened in each of its places.

// longestRow is the most places that a row has.
const longestRow = 12

// rowOf are the place mentions of the row that mention p stands in, in the order of the text;
// p alone for none.
func (r *reader) rowOf(p int) []int {
	first := p
	for n := 0; first > 0 && n < longestRow && r.linked(first-1, first) != apart; n++ {
		first--
	}
	var row []int
	for q := first; q < len(r.d.Places) && len(row) < longestRow; q++ {
		link := beside
		if q > first {
			link = r.linked(q-1, q)
		}
		if link == apart {
			break
		}
		if link == beside && r.inRows(q) {
			row = append(row, q)
		}
	}
	return row
}

// link is how a place mention stands to the one before it.
type link int

const (
	apart  link = iota // apart: other words part them.
	beside             // beside: another one of the same row.
	holds              // holds: it is where the one before lies.
)

// inRows reports whether a place mention can be one of a row.
func (r *reader) inRows(p int) bool {
	m := r.d.Places[p]
	return !m.Demonym && !m.Common && m.Geo.Precision != "country" && m.Name != "" && m.First >= 0 && m.Relation == "" && r.actorAt(m.First) < 0
}

// linked is how place mention b stands to mention a right before it.
func (r *reader) linked(a, b int) link {
	const most = 5 // tokens
	x, y := r.d.Places[a], r.d.Places[b]
	if x.Last <= 0 || y.First < x.Last || y.First-x.Last > most || !r.inRows(a) && !x.Common || !r.inRows(b) && !y.Common || r.d.SentenceOf(x.Start) != r.d.SentenceOf(y.Start) {
		return apart
	}
	within, joined := false, y.First == x.Last && r.namedWithArticle(x) && r.namedWithArticle(y)
	for i := x.Last; i < y.First; i++ {
		switch w := strings.ToLower(r.d.Word(i)); {
		case w == "in":
			within = true
		case r.f.verb("row", w), r.xpos(i) == "NNS" && r.f.noun("settlement", r.lemma(i)):
			joined = joined || w != "the" && w != "of"
		case r.f.noun("place", r.lemma(i)):
		default:
			return apart
		}
	}
	switch {
	case y.Common && !within:
		return apart
	case within, x.In != "" && x.In == y.Name, joined && wide(y) && !wide(x):
		return holds
	case joined && wide(x) == wide(y):
		return beside
	}
	return apart
}

// namedWithArticle reports whether a place's name begins with the Arabic article, so that a row of
// such names needs nothing between them.
func (r *reader) namedWithArticle(m text.Place) bool {
	return m.First+1 < m.Last && strings.EqualFold(r.d.Word(m.First), "al") && r.d.Word(m.First+1) == "-"
}

// several reports whether a noun in the plural tells what the places of a row are, right before the
// first or behind the last: "the districts of Tarn and Orlo", "Tarn and Orlo districts".
func (r *reader) several(row []int) bool {
	settlement := func(i int) bool {
		return i >= 0 && i < len(r.d.Tokens) && r.xpos(i) == "NNS" && r.f.noun("settlement", r.lemma(i))
	}
	first, last := r.d.Places[row[0]].First, r.d.Places[row[len(row)-1]].Last
	return settlement(last) || settlement(last-1) || settlement(first-2) && r.lemma(first-1) == "of"
}

// wholeRow sets a toll whose place is one of a row, all of which it counts, where all of the
// row lies: "six people were wounded by shells on Tarn and Orlo in Velm".
func (r *reader) wholeRow(c *stemma.Claim) {
	if !fallen(*c) || !c.Quantity.Known() {
		return
	}
	at := c.Cites[stemma.FieldPlace]
	p := text.Covering(r.d.Places, at.Start)
	if at.Empty() || p < 0 || !r.inRows(p) || at.Start < c.Sentence.Start || at.Start >= c.Sentence.End {
		return
	}
	row := r.rowOf(p)
	if len(row) < 2 || !r.several(row) {
		return
	}
	c.Cites = cloneCites(c.Cites)
	last := row[len(row)-1]
	if q := last + 1; q < len(r.d.Places) && r.linked(last, q) == holds && r.d.Places[q].Geo.Precision != "country" {
		r.setSpot(c, r.spotOf(q), "place/row")
		return
	}
	in := r.d.Places[p].In
	for _, q := range row {
		if r.d.Places[q].In != in {
			return
		}
	}
	for q := range r.d.Places {
		if m := r.d.Places[q]; in != "" && m.Name == in && r.inRows(q) {
			r.setSpot(c, r.spotOf(q), "place/row")
			return
		}
	}
}
