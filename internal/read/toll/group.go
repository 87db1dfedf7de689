package toll

import (
	"cmp"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// group is persons told one by one: "a man and two boys".
type group struct {
	first, last int // words [first, last)
	n           float64
	known       bool   // known: every member's number is told.
	fresh       bool   // fresh: said to be others than those told before.
	numbered    bool   // numbered: a numeral is among the members.
	unit        string // unit and bound are those of the layer, where the numeral is one of its.
	bound       stemma.Bound
}

// persons finds what befell people told in whatever way: counted, one by one, or
// nobody in particular.
func (r *reader) persons() []text.Toll {
	var out []text.Toll
	for i := 0; i < len(r.words); {
		n := 1
		if t, size := r.personsAt(i); size > 0 {
			out, n = append(out, t), size
		}
		i += n
	}
	return out
}

// personsAt is the toll whose word stands at word i, and how many words that has.
func (r *reader) personsAt(i int) (text.Toll, int) {
	if r.words[i].shape != letters || len(r.tongue.hurts.of(r.words[i].text)) == 0 || r.barred(i) {
		return text.Toll{}, 0
	}
	after, m := r.bodily(i, after)
	before, n := r.bodily(i, before)
	if n > 0 && !r.passive(i) && n >= m {
		if g := r.groupFrom(i + n); g.n > 0 && (!before.hit || !strings.HasSuffix(r.words[i].text, "ing") || r.definite(i+n)) {
			return r.harmed(before, i, n, g), n
		}
	}
	if m > 0 {
		if g := r.groupTo(i); g.n > 0 {
			return r.harmed(after, i, m, g), m
		}
	}
	if h, n := r.bodily(i, self); n > 0 && i > 0 && r.words[i-1].shape == numeral {
		return r.harmed(h, i, n, group{first: i - 1, last: i, n: r.words[i-1].quantity.Value, known: true, numbered: true}), n
	}
	for _, in := range []role{told, hint} {
		if h, k := r.bodily(i, in); k > 0 {
			t := text.Toll{Number: r.words[i].Span, Word: r.words[i].Span, Kind: h.kind, Hit: h.hit, Hint: in == hint}
			if n := r.multiple[r.words[max(i-1, 0)].text]; n > 0 && i > 0 {
				t.Number.Start = r.words[i-1].Start
				t.Noun = t.Number
				t.Quantity = stemma.Quantity{Value: n, HasValue: true, Bound: stemma.Exact, Unit: "people"}
			}
			return t, max(k, m, n)
		}
	}
	return text.Toll{}, 0
}

// definite reports whether word i begins a phrase that a verb can govern, so that
// "shooting" before it is no noun.
func (r *reader) definite(i int) bool {
	w := r.words[i]
	return w.shape == numeral || r.isArticle(w.text) || strings.HasSuffix(w.text, "self") || w.text == "him" || w.text == "one" || r.fresh.Get(w.text)
}

// barredReach is how many words ahead of a harm a word may stand that takes it back.
const barredReach = 4

// barred reports whether the words ahead of word i say that the harm did not befall
// anybody: "nobody was hurt", "could have been killed", "attempted murder".
func (r *reader) barred(i int) bool {
	for j := i - 1; j >= 0 && j >= i-barredReach; j-- {
		w := r.words[j]
		if w.shape == mark && w.text != "-" {
			return false
		}
		if r.bars.Get(w.text) {
			return true
		}
	}
	return i+1 < len(r.words) && r.words[i].text == "shooting" && r.bars.Get(r.words[i+1].text)
}

// passive reports whether an auxiliary of the passive stands ahead of word i.
func (r *reader) passive(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch r.words[j].text {
		case "was", "were", "been", "being", "is", "are", "be", "got", "get":
			return true
		}
		if r.words[j].shape != letters || !strings.HasSuffix(r.words[j].text, "ly") && !r.isBetween(r.words[j].text) {
			return false
		}
	}
	return false
}

// harmed is the toll of a group.
func (r *reader) harmed(h harm, at, n int, g group) text.Toll {
	span := stemma.Span{Start: r.words[g.first].Start, End: r.words[g.last-1].End}
	t := text.Toll{
		Number: span, Noun: span, Kind: h.kind, Hit: h.hit, Fresh: g.fresh, One: !g.numbered && g.n == 1,
		Word: stemma.Span{Start: r.words[at].Start, End: r.words[at+n-1].End},
	}
	if g.known {
		t.Quantity = stemma.Quantity{Value: g.n, HasValue: true, Bound: cmp.Or(g.bound, stemma.Exact), Unit: cmp.Or(g.unit, "people")}
	}
	return t
}

// asideReach is how many words may stand between a person and what befell him.
const asideReach = 9

// groupTo is the group that ends ahead of word i: "a man and two boys were", "Girl, 16,".
func (r *reader) groupTo(i int) group {
	j := i - 1
	if j >= 0 && r.vague.Get(r.words[j].text) {
		return group{} // "15 people were killed and many wounded": nobody told before
	}
	for steps := 0; j >= 0 && steps < asideReach; steps++ {
		w := r.words[j]
		if w.line != r.words[i].line {
			return group{}
		}
		if m := r.memberTo(j); m.n > 0 || m.numbered {
			return r.chainTo(m)
		}
		switch {
		case w.shape == letters && !r.stops.Get(w.text), w.text == "-", w.text == "0" && w.shape == mark:
		case w.text == "," && j > 0 && r.words[j-1].shape != letters: // "Girl, 16, shot"
		case w.text == "," && steps > 0 && r.words[j+1].shape != letters:
		case w.text == "(" || w.text == ")":
		default:
			return group{}
		}
		j--
	}
	return group{}
}

// chainTo adds to a group the members that commas and "and" join ahead of it.
func (r *reader) chainTo(g group) group {
	for g.first > 1 {
		j := g.first - 1
		for j > 0 && (r.words[j].text == "," || r.words[j].text == "and" || r.words[j].text == "&") {
			j--
		}
		if j == g.first-1 {
			break
		}
		m := r.memberTo(j)
		if m.n == 0 || !m.known {
			break
		}
		g = group{m.first, g.last, g.n + m.n, g.known, g.fresh || m.fresh, g.numbered || m.numbered, "", ""}
	}
	return g
}

// groupFrom is the group that begins at word i: "a man and two boys", "himself".
func (r *reader) groupFrom(i int) group {
	g := r.memberFrom(i)
	for g.n > 0 && g.last+1 < len(r.words) {
		j := g.last
		if w := r.words[j].text; w != "and" && w != "&" && (w != "," || !reflexive(r.words[j+1].text)) {
			break
		}
		j++
		m := r.memberFrom(j)
		if m.n == 0 || !m.known || r.harmed2(m.last) {
			break
		}
		g = group{g.first, m.last, g.n + m.n, g.known, g.fresh || m.fresh, g.numbered || m.numbered, "", ""}
	}
	return g
}

// reflexive reports whether a word turns the harm on its doer.
func reflexive(w string) bool {
	return w == "himself" || w == "herself" || w == "self" || w == "themselves"
}

// harmed2 reports whether a harm of its own stands at word i, so that a member ahead of
// it belongs there: "killed a man and two others injured".
func (r *reader) harmed2(i int) bool {
	for j := i; j < len(r.words) && j < i+3; j++ {
		if _, n := r.bodily(j, after); n > 0 {
			return true
		}
		if r.words[j].shape != letters || !r.isBetween(r.words[j].text) {
			return false
		}
	}
	return false
}

// memberReach is how many words a member may have ahead of its noun.
const memberReach = 6

// memberFrom is the member that begins at word i.
func (r *reader) memberFrom(i int) group {
	for j := i; j < len(r.words) && j < i+memberReach; j++ {
		w := r.words[j]
		if w.shape == mark && w.text != "-" && w.text != "0" || w.shape == letters && j > i && r.stops.Get(w.text) || w.shape == letters && j == i && w.text == "by" {
			return group{}
		}
		m := r.memberTo(j)
		if m.n == 0 || m.first != i {
			continue
		}
		for k := j + 1; k < len(r.words) && k <= j+2; k++ { // "teen driver", "his friend Tom Vey"
			if longer := r.memberTo(k); longer.n == m.n && longer.first <= m.first && longer.first >= i {
				m = longer
			}
		}
		return m
	}
	return group{}
}

// countsPersons reports whether a unit counts persons who may be anybody.
func countsPersons(unit string) bool {
	switch unit {
	case "people", "women", "girls", "boys", "prisoners", "hostages", "workers", "aid workers":
		return true
	}
	return false
}

// memberTo is the member whose last word is word j; its n is 0 where word j ends none.
func (r *reader) memberTo(j int) group {
	w := r.words[j]
	g := group{first: j, last: j + 1, known: true}
	switch {
	case w.shape == numeral && r.isAge(j):
		return group{}
	case w.shape == numeral && (w.bare || countsPersons(w.quantity.Unit) || w.quantity.Unit == "") && countable(w.quantity):
		g.n, g.numbered, g.bound = w.quantity.Value, true, w.quantity.Bound
		return g
	case w.shape != letters:
		return group{}
	case w.text == "one" || w.text == "another":
		g.n, g.numbered, g.fresh = 1, w.text == "one" && !r.anyone(j), w.text == "another"
		return g
	case w.person:
		for g.first > 0 && r.words[g.first-1].person {
			g.first--
		}
		g.n = 1
		return g
	case r.ones.Get(w.text):
		return r.modified(g, 1)
	case r.many.Get(w.text) || w.text == "others":
		g.fresh = w.text == "others"
		return r.modified(g, 0)
	}
	if u, n := r.unitAt(j); n == 1 && u == "people" {
		if strings.HasSuffix(w.text, "s") || w.text == "people" || strings.HasSuffix(w.text, "men") || w.text == "children" {
			return r.modified(g, 0)
		}
		return r.modified(g, 1)
	}
	return group{}
}

// anyone reports whether "one" at word j counts nobody: "the only one", "one of our own".
func (r *reader) anyone(j int) bool {
	if j > 0 && (r.words[j-1].text == "only" || r.words[j-1].text == "any" || r.words[j-1].text == "the") {
		return true
	}
	return j+1 < len(r.words) && r.words[j+1].text == "of"
}

// isAge reports whether the numeral at word j is an age that stands alone: "boys, ages 4
// and 6", "Girls, 3 and 5,".
func (r *reader) isAge(j int) bool {
	for j > 1 && (r.words[j-1].text == "and" || r.words[j-1].text == ",") && r.words[j-2].shape == numeral {
		j -= 2
	}
	if j > 0 && (r.words[j-1].text == "ages" || r.words[j-1].text == "aged" || r.words[j-1].text == "age") {
		return true
	}
	return j > 1 && r.words[j-1].text == "," && (r.ones.Get(r.words[j-2].text) || r.many.Get(r.words[j-2].text))
}

// countable reports whether a quantity can be a number of people.
func countable(q stemma.Quantity) bool {
	return q.HasValue && q.Value >= 1 && q.Value == float64(int64(q.Value))
}

// modified reaches ahead from a noun to its numeral or article; n is how many the noun
// alone tells of.
func (r *reader) modified(g group, n float64) group {
	g.n = n
	for g.first > 0 && g.last-g.first < memberReach {
		w := r.words[g.first-1]
		switch {
		case w.line != r.words[g.first].line:
			return g
		case w.shape == numeral:
			if countable(w.quantity) && (n == 0 || w.quantity.Value == 1) {
				g.n, g.numbered, g.unit, g.bound = w.quantity.Value, true, w.quantity.Unit, w.quantity.Bound
				g.first--
			}
			return g
		case w.text == "one" || w.text == "both" && n == 0:
			g.n, g.numbered = map[string]float64{"one": 1, "both": 2}[w.text], true
			g.first--
			return g
		case r.isArticle(w.text):
			g.first--
			g.fresh = g.fresh || r.fresh.Get(w.text)
			return g
		case w.shape == letters && !w.verbal && !r.stops.Get(w.text) && (r.fresh.Get(w.text) || !r.isBetween(w.text)) && !r.from.Get(w.text) && !r.isVerbal(g.first-1), w.text == "-", w.text == "0" && w.shape == mark:
			g.fresh = g.fresh || r.fresh.Get(w.text)
			g.first--
		default:
			return g
		}
	}
	return g
}

func (r *reader) isArticle(w string) bool {
	switch w {
	case "a", "an", "the", "his", "her", "their", "this", "that", "another", "my", "its":
		return true
	}
	return false
}

// isVerbal reports whether word i is a harm itself and so no modifier.
func (r *reader) isVerbal(i int) bool {
	_, a := r.bodily(i, after)
	_, b := r.bodily(i, before)
	return a+b > 0
}
