// Package toll finds what befell a counted number of people or homes by the words that
// stand beside the number alone: "150 houses destroyed", "evacuation of 400 residents",
// "Houses damaged: 12", "más de 300 familias fueron evacuadas".
//
// It needs no parse. That makes it a second opinion where a list of figures has
// misled the parser, the only reader of tables and headings of figures, and a reader
// of languages for which there is a table of words and no parser.
package toll

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// Version is stored with what this reader produced.
//
//	1  displaced people and destroyed homes, in four languages
//	2  "many" is a count of its own
const Version = 2

// Find finds the tolls in the sentences of d, which has its numbers, in order of where
// their numbers stand.
func Find(d *text.Doc) []text.Toll {
	var out []text.Toll
	n := 0
	var words []word
	counts, all := countsOf(d)
	mother := all.mother()
	for i, s := range d.Sentences {
		for n < len(d.Numbers) && d.Numbers[n].Start < s.Start {
			n++
		}
		last := n
		for last < len(d.Numbers) && d.Numbers[last].Start < s.End {
			last++
		}
		t := counts[i].tongue(mother)
		hurt := t == english && harmsPersons(d, s)
		if t == english && n == last && !hurt {
			continue
		}
		words = wordsOf(words[:0], d, s, t, d.Numbers[n:last])
		r := reader{tongue: t, words: words}
		found := r.read()
		if hurt {
			found = append(found, r.persons()...)
			slices.SortStableFunc(found, func(a, b text.Toll) int { return a.Number.Start - b.Number.Start })
		}
		out = append(out, found...)
		n = last
	}
	return out
}

// harmsPersons reports whether a word of the sentence may tell of a harm to persons.
func harmsPersons(d *text.Doc, s text.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if english.first.Get(strings.ToLower(d.Word(i))) {
			return true
		}
	}
	return false
}

// reader reads one sentence.
type reader struct {
	*tongue
	words []word
}

func (r *reader) read() []text.Toll {
	var out []text.Toll
	taken := map[int]bool{} // words that a toll's number stands on
	for i, w := range r.words {
		if w.shape != numeral {
			continue
		}
		if t, ok := r.at(i); ok {
			out = append(out, t)
			taken[i] = true
		}
	}
	if r.tongue != english {
		out = append(out, r.far(taken)...)
	}
	slices.SortFunc(out, func(a, b text.Toll) int { return a.Number.Start - b.Number.Start })
	return out
}

// at is the toll of the number at word i.
func (r *reader) at(i int) (text.Toll, bool) {
	c := r.counted(i)
	if h, at, n := r.behind(c.next); n > 0 && h.counts(c.unit) {
		return r.toll(i, c, h, at, n), true
	}
	if c.unit == "" {
		if h, n := r.harmAt(i+1, self); n > 0 && r.words[i+1].line == r.words[i].line {
			c.unit = r.unitWithin(i+1, i+1+n)
			return r.toll(i, c, h, i+1, n), true
		}
	}
	if h, at, n := r.ahead(i); n > 0 && h.counts(c.unit) && (c.unit != "" || r.words[i].bare) {
		return r.toll(i, c, h, at, n), true
	}
	if h, at, n := r.entry(i); n > 0 {
		c.unit = r.unitWithin(i+1, at)
		return r.toll(i, c, h, at, n), true
	}
	if h, at, n := r.heading(i, c); n > 0 {
		if c.unit == "" {
			c.unit = r.unitWithin(r.lineStart(i), i)
		}
		if c.unit == "" && h.kind == stemma.Destruction {
			c.unit = "homes"
		}
		return r.toll(i, c, h, at, n), true
	}
	return text.Toll{}, false
}

// counts reports whether the harm can befall what is counted under the unit.
func (h harm) counts(unit string) bool {
	if h.kind == stemma.Destruction {
		return unit == "homes" || unit == "buildings"
	}
	return true
}

// counted is what the number at word i counts: its unit, the noun, and the word from
// which on the rest of the clause is looked at.
type counted struct {
	unit string
	noun int // noun is the last word of the noun; -1 when there is none.
	next int
}

// nounReach is how many words behind a number its noun may stand.
const nounReach = 4

func (r *reader) counted(i int) counted {
	c := counted{noun: -1, next: i + 1}
	for j := i + 1; j < len(r.words) && j <= i+nounReach; j++ {
		w := r.words[j]
		if w.shape != letters || w.line != r.words[i].line && j > i+1 {
			break
		}
		if unit, n := r.unitAt(j); n > 0 {
			c.unit, c.noun, c.next = unit, j+n-1, j+n
			continue // "farmer families": the last
		}
		if c.noun >= 0 || r.isJoin(w.text) {
			break
		}
		if _, n := r.harmAt(j, after); n > 0 {
			break
		}
	}
	if w := r.words[i]; c.noun < 0 && w.noun.Start > w.End {
		for c.next < len(r.words) && r.words[c.next].Start < w.noun.End {
			if _, n := r.harmAt(c.next, after); n > 0 {
				break
			}
			c.next++
		}
	}
	if c.noun < 0 && r.tongue != english && i+1 < len(r.words) && r.words[i+1].shape == letters {
		if _, n := r.harmAt(i+1, after); n == 0 && !r.isBetween(r.words[i+1].text) {
			c.next = i + 2 // a noun that the table lacks
		}
	}
	return c
}

// betweenReach is how many words may stand between what is counted and its harm.
const betweenReach = 10

// behind is the harm that stands behind word i with nothing but auxiliaries between, or
// with one phrase that tells where those who suffered it are from or are: "villagers of
// the upper valley were evacuated".
func (r *reader) behind(i int) (harm, int, int) {
	i = r.pastAside(i)
	if h, at, n := r.behindAuxiliaries(i); n > 0 {
		return h, at, n
	}
	if i >= len(r.words) || !r.from.Get(r.words[i].text) {
		return harm{}, 0, 0
	}
	for j := i + 2; j < len(r.words) && j <= i+phraseReach && r.words[j-1].shape == letters; j++ {
		if h, at, n := r.behindAuxiliaries(j); n > 0 && (at > j || n > 1 || h.finite()) {
			return h, at, n
		}
	}
	return harm{}, 0, 0
}

// phraseReach is how many words a phrase that tells where somebody is from may have.
const phraseReach = 6

// finite reports whether the harm's one word is a verb by itself: "fled".
func (h harm) finite() bool { return len(h.phrase) == 1 && h.phrase[0] == "fled" }

func (r *reader) behindAuxiliaries(i int) (harm, int, int) {
	for j := i; j < len(r.words) && j < i+betweenReach; j++ {
		if r.words[j].shape != letters {
			break
		}
		if h, n := r.harmAt(j, after); n > 0 {
			return h, j, n
		}
		if !r.isBetween(r.words[j].text) {
			break
		}
	}
	return harm{}, 0, 0
}

// pastAside steps over what stands in brackets at word i: "1,314 families (8,710
// people) were".
func (r *reader) pastAside(i int) int {
	if i >= len(r.words) || r.words[i].text != "(" {
		return i
	}
	for j := i + 1; j < len(r.words) && j < i+betweenReach; j++ {
		if r.words[j].text == ")" {
			return j + 1
		}
	}
	return i
}

// aheadReach is how many words may stand between a verb and the number it governs.
const aheadReach = 6

// ahead is the harm whose object the number at word i is: "destroyed more than 40",
// "evacuation of some 40".
func (r *reader) ahead(i int) (harm, int, int) {
	for j := i - 1; j >= 0 && j >= i-aheadReach; j-- {
		if r.words[j].shape != letters {
			break
		}
		for s := j; s >= 0 && s > j-4; s-- {
			if h, n := r.harmAt(s, before); n > 0 && s+n == j+1 {
				return h, s, n
			}
		}
		if !r.isFiller(r.words[j].text) {
			break
		}
	}
	return harm{}, 0, 0
}

// entry is the harm that explains the figure that begins a line: "40 – The number of
// people that were displaced".
func (r *reader) entry(i int) (harm, int, int) {
	if i != r.lineStart(i) || i+2 >= len(r.words) || !isDash(r.words[i+1].text) {
		return harm{}, 0, 0
	}
	for j := i + 2; j < len(r.words) && j <= i+betweenReach && r.words[j].line == r.words[i].line && r.words[j].shape == letters; j++ {
		if h, n := r.harmAt(j, after); n > 0 {
			return h, j, n
		}
		if _, n := r.unitAt(j); n == 0 && !r.isBetween(r.words[j].text) && !r.isFiller(r.words[j].text) && !r.common.Get(r.words[j].text) {
			break
		}
	}
	return harm{}, 0, 0
}

// isDash reports whether a word is a dash, or what a text that lost its own has for it.
func isDash(w string) bool { return w == "-" || w == "–" || w == "—" || w == ":" || w == "\uFFFD" }

// headingReach is how many words a heading of a figure may have.
const headingReach = 6

// heading is the harm that heads the figure at word i on its line: "Number of houses
// destroyed: 40". The figure ends the line or the sentence.
func (r *reader) heading(i int, c counted) (harm, int, int) {
	if c.next < len(r.words) && r.words[c.next].line == r.words[i].line && r.words[c.next].text != "(" && r.words[c.next].text != "." && r.words[c.next].text != "," && r.words[c.next].text != ";" {
		return harm{}, 0, 0
	}
	first := r.lineStart(i)
	if i-first > headingReach || i == first {
		return harm{}, 0, 0
	}
	var found harm
	at, size := 0, 0
	for j := first; j < i; j++ {
		w := r.words[j]
		if w.shape == numeral || w.shape == mark && w.text != ":" && w.text != "-" && w.text != "/" {
			return harm{}, 0, 0
		}
		if w.shape == mark {
			continue
		}
		if h, n := r.harmAt(j, over); n > 0 && size == 0 {
			found, at, size = h, j, n
		} else if _, n := r.unitAt(j); n == 0 && !r.isFiller(w.text) && !r.isBetween(w.text) && !r.common.Get(w.text) {
			return harm{}, 0, 0
		}
	}
	return found, at, size
}

// lineStart is the first word of the line of word i.
func (r *reader) lineStart(i int) int {
	for i > 0 && r.words[i-1].line == r.words[i].line {
		i--
	}
	return i
}

// unitWithin is the unit of a noun in words [first, last); people when there is none.
func (r *reader) unitWithin(first, last int) string {
	for j := first; j < last; j++ {
		if u, n := r.unitAt(j); n > 0 && u != "people" {
			return u
		}
	}
	return ""
}

// far are the harms of a clause that what is counted opens: "3 000 familias que viven
// cerca del volcán, pueden ser evacuadas". Only what the nearest number before the harm
// counts can be it.
func (r *reader) far(taken map[int]bool) []text.Toll {
	var out []text.Toll
	last := -1
	for j, w := range r.words {
		if w.shape == numeral {
			last = j
		}
		if last < 0 || taken[last] || j == 0 || w.shape != letters || !r.isBetween(r.words[j-1].text) {
			continue
		}
		h, n := r.harmAt(j, after)
		c := r.counted(last)
		if n == 0 || c.unit == "" || !h.counts(c.unit) {
			continue
		}
		out = append(out, r.toll(last, c, h, j, n))
		taken[last] = true
	}
	return out
}

// toll builds the toll of the number at word i.
func (r *reader) toll(i int, c counted, h harm, at, n int) text.Toll {
	w := r.words[i]
	t := text.Toll{
		Number: w.Span, Kind: h.kind, Quantity: w.quantity, Foreign: r.tongue != english,
		Word: stemma.Span{Start: r.words[at].Start, End: r.words[at+n-1].End},
	}
	if t.Foreign {
		b, start := r.boundBefore(i)
		t.Quantity.Bound, t.Number.Start = b, start
	}
	switch {
	case c.unit != "":
		t.Quantity.Unit = c.unit
	case t.Quantity.Unit == "" || h.kind == stemma.Displaced && !w.bare:
		t.Quantity.Unit = "people"
	}
	if c.noun >= 0 {
		t.Noun = r.words[c.noun].Span
	}
	for j := min(i, at); j < max(i, at); j++ {
		if r.expected.Get(r.words[j].text) {
			t.Stance = stemma.Expected
		}
	}
	return t
}
