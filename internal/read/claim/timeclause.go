package claim

import (
	"slices"
	"strings"

	"stemma"
)

// standsOut reports whether time t is that over which an event is said to stand out: this month in
// "the bombing was one of the deadliest this month", "the fifth attack this month".
func (r *reader) standsOut(t int, e event) bool {
	const reach, sinceReach = 10, 20 // words
	at := r.d.TokenAt(r.d.Times[t].Start)
	far, since := reach, false
	for i := at; i >= max(0, at-reach) && !since; i-- {
		if since = strings.EqualFold(r.d.Word(i), "since"); since {
			far = sinceReach // "the first attack to hit the town since the uprising began in March"
		}
	}
	if !since && r.d.Times[t].When.Precision <= stemma.Day {
		return false
	}
	for i := at - 1; i > 0 && i > at-far && i >= e.first; i-- {
		if r.upos(i) == "VERB" && i != e.word && !since || r.upos(i) == "PUNCT" {
			return false
		}
		if r.xpos(i) == "JJS" || r.xpos(i) == "RBS" || r.ordinal(i) {
			return strings.EqualFold(r.d.Word(i-1), "the") || r.upos(i-1) == "CCONJ" || strings.HasSuffix(r.d.Word(i-1), "s") || r.xpos(i-1) == "POS"
		}
	}
	return false
}

// ordinal reports whether token i is an ordinal: "fifth".
func (r *reader) ordinal(i int) bool {
	n := r.figureAt(i)
	return n >= 0 && r.d.Numbers[n].Ordinal || r.lemma(i) == "first"
}

// separateClause reports whether token at belongs to a clause that dates something
// else: a relative clause or a clause beneath the event.
func (r *reader) separateClause(at int, e event) bool {
	c := r.clause(at)
	if c == r.clause(e.word) || r.above(c, e.word) {
		return false
	}
	if base(r.rel(c)) == "acl" || r.rel(c) == "advcl:relcl" {
		return true
	}
	if m := r.child(c, "mark"); m >= 0 && r.lemma(m) == "since" && (!r.joinedTo(r.clause(r.head(c)), r.clause(e.word)) || r.tenseOf(e.word) == past && !r.hadDone(e.word) && !(r.head(c) == e.word && r.elliptic(e.word))) {
		return true // "on the worst day since the army came in May", of what happened on it
	}
	return false
}

// joinedTo reports whether "and" joins clause b to clause a, or a to b, or they are one; either may
// only describe what is joined: "ten were killed and thousands displaced".
func (r *reader) joinedTo(a, b int) bool {
	conj := func(x, y int) bool { return base(r.rel(x)) == "conj" && r.head(x) == y }
	described := func(x, y int) bool { return base(r.rel(x)) == "acl" && conj(r.head(x), y) }
	return a == b || conj(a, b) || conj(b, a) || described(a, b) || described(b, a)
}

// hadDone reports whether the clause of token i stands in the perfect of the past: "had fled".
func (r *reader) hadDone(i int) bool {
	had := func(v int) bool {
		return slices.ContainsFunc(r.children(v, "aux"), func(k int) bool { return r.lemma(k) == "have" })
	}
	v := r.clause(i)
	if h := r.head(v); base(r.rel(v)) == "conj" && h >= 0 && r.child(v, "nsubj", "nsubj:pass", "aux", "aux:pass") < 0 && r.xpos(h) == "VBN" {
		return had(v) || had(h) // "had ambushed a convoy and killed ten"
	}
	return had(v)
}
