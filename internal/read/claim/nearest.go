package claim

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// ownWords gives the claims of a row of three places or more, but for the first, no more words
// than those of each place: the first says what happened.
func (r *reader) ownWords(claims []stemma.Claim, e event) {
	for k := 1; k < len(claims); k++ {
		at, end := claims[k].Cites[stemma.FieldPlace], claims[0].Sentence.End
		if at.Start < r.d.Tokens[e.word].Start {
			continue
		}
		if k+1 < len(claims) {
			end = claims[k+1].Cites[stemma.FieldPlace].Start
		} else if claims[k].Span.End > at.End {
			end = claims[k].Span.End
		}
		last := r.d.TokenAt(end - 1)
		for last > r.d.TokenAt(at.End-1) && (last >= len(r.d.Tokens) || r.d.Tokens[last].End > end || r.dangles(last) || r.upos(last) == "CCONJ") {
			last--
		}
		claims[k].Span = stemma.Span{Start: at.Start, End: r.d.Tokens[last].End}
	}
}

// placeRoles are the prepositions that say where, in the order in which they are asked.
var placeRoles = []string{"in", "at", "inside", "on", "into", "across", "over", "around", "near", "outside", "to", "towards", "toward", "of", "from", "against", "through", "throughout", "north of", "south of", "east of", "west of", "for"}

// placeIn is the place mention that token k stands for or that its phrase names, not
// counting what lies in its relative clauses; -1 for none.
func (r *reader) placeIn(k int, e event) int {
	if p := r.placeAt(k); p >= 0 {
		return p
	}
	if r.f.noun("settlement", r.lemma(k)) && k+1 < len(r.d.Tokens) {
		if p := r.placeAt(k + 1); p >= 0 && !r.d.Places[p].Demonym {
			return p // "the village Dara"
		}
	}
	found := -1
	better := func(p int) bool {
		if found < 0 {
			return true
		}
		if a, b := wide(r.d.Places[p]), wide(r.d.Places[found]); a != b {
			return b
		}
		if a, b := r.owner(p), r.owner(found); a != b {
			return b // "central Ruritania's Upland Province": the province
		}
		return p < found
	}
	r.walk(k, func(j int) bool {
		return !r.clausal(j) && base(r.rel(j)) != "appos" && (len(e.args["alone"]) == 0 || base(r.rel(j)) != "conj")
	}, func(j int) {
		if p := r.placeAt(j); p >= 0 && !r.d.Places[p].Demonym && r.actorAt(j) < 0 && better(p) {
			found = p
		}
	})
	return found
}

// nearestPlace is the place mention in tokens [first, last) that stands nearest to the
// event; one that locates it before one that is merely there; -1 for none.
func (r *reader) nearestPlace(e event, first, last int) int {
	d := r.d
	from, to := text.Within(d.Places, d.Tokens[first].Start, d.Tokens[last-1].End)
	best, bestCost := -1, 1<<30
	for p := from; p < to; p++ {
		m := d.Places[p]
		if m.First < 0 || r.aside(p) || e.frame.says == "" && r.attributed(m.First, e.word) {
			continue
		}
		if wide(m) && r.ofOtherClause(m, e) || r.bracketed(m.First, e.word) {
			continue
		}
		cost := m.First - e.word
		if cost < 0 {
			cost = -cost * 2
		}
		if wide(m) {
			cost += 40
		}
		if m.Common {
			cost += 3
		}
		if m.Relation != "" && m.Relation != "near" {
			cost += 25 // "in Logar, south of Kabul"
		}
		if r.owner(p) {
			cost += 10
		}
		if r.placeIsAgent(m) {
			cost += 60
		}
		if r.ofNextVerb(m, e) {
			cost += 40
		}
		if s := r.sinceClause(m.Last - 1); s >= 0 && s != r.sinceClause(e.word) {
			cost += 40
		}
		if cost < bestCost {
			best, bestCost = p, cost
		}
	}
	return best
}

// ofOtherClause reports whether a place is told of in a clause on somebody whom the event's own
// clause names, or on what he says: Iraq in "commanders hiding in Iraq were killed".
func (r *reader) ofOtherClause(m text.Place, e event) bool {
	const steps = 12
	own, crossed := r.clause(e.word), false
	k := m.Last - 1
	for range steps {
		if k < 0 || k == own || k == e.word {
			break
		}
		h := r.head(k)
		switch base(r.rel(k)) {
		case "acl":
			crossed = crossed || h >= 0 && (r.is(h, "people") || r.is(h, "force") || r.actorAt(h) >= 0)
		case "ccomp":
			crossed = true
		}
		k = h
	}
	return crossed && (k == own || k == e.word)
}

// bracketed reports whether token k stands in brackets that token word is not in: the Levant in
// "the group (its branch in the Levant) shelled the town".
func (r *reader) bracketed(k, word int) bool {
	const reach = 12 // tokens
	open := -1
	for i := k - 1; i >= max(0, k-reach) && open < 0; i-- {
		switch r.d.Word(i) {
		case "(":
			open = i
		case ")":
			return false
		}
	}
	if open < 0 {
		return false
	}
	for i := k + 1; i < min(len(r.d.Tokens), k+reach); i++ {
		if r.d.Word(i) == ")" {
			return word < open || word > i
		}
	}
	return false
}

// sinceClause is the verb of the clause with "since" that token k stands in; -1 for none.
func (r *reader) sinceClause(k int) int {
	const steps = 10
	for n := 0; n < steps && k >= 0; n++ {
		if strings.HasPrefix(r.rel(k), "advcl") || strings.HasPrefix(r.rel(k), "acl") {
			if m := r.child(k, "mark"); m >= 0 && strings.EqualFold(r.d.Word(m), "since") {
				return k
			}
		}
		k = r.head(k)
	}
	return -1
}

// ofNextVerb reports whether a place is the object of a verb that is joined to the event's: the
// airport in "troops are present and control the airport".
func (r *reader) ofNextVerb(m text.Place, e event) bool {
	k := m.Last - 1
	h := r.head(k)
	return base(r.rel(k)) == "obj" && h > r.clause(e.word) && r.rel(h) == "conj" && r.head(h) == r.clause(e.word)
}
