package claim

import (
	"slices"

	"stemma"
)

// tokenSet has a member for every token of the report.
type tokenSet []bool

// has reports whether token k is one of the set.
func (s tokenSet) has(k int) bool { return k >= 0 && k < len(s) && s[k] }

// extent is the stretch of tokens that states the event: its clause, or its phrase
// where the clause belongs to another event, without the clauses beneath it that
// state events of their own or attribute it.
func (r *reader) extent(e event, first, last int) (int, int) {
	if from, to, ok := r.given(e); ok {
		return from, to
	}
	top := r.top(e)
	kept := r.room
	clear(kept)
	r.walk(top, func(k int) bool { return !r.separate(k, top, e.word) }, func(k int) {
		if k >= first && k < last {
			kept[k] = true
		}
	})
	r.keepShared(e, kept)
	for k := first; k < last; k++ {
		if r.outside(k) && !(e.frame.stance == stemma.Asserted && r.isCue(e.word)) {
			kept[k] = false
		}
	}
	kept[e.word] = true
	r.keepHead(e, top, kept)
	r.keepBehind(e, kept, last)
	r.cutTail(e, kept, last)
	from, to := e.word, e.word+1
	for from > first && r.within(kept, from-1, first, last, -1) {
		from--
	}
	for to < last && r.within(kept, to, first, last, 1) {
		to++
	}
	for from < e.word && (!kept[from] || r.trims(from)) {
		from++
	}
	from = r.wholeSubject(e, top, from)
	from = r.afterBlow(e, r.afterOpening(top, from, e.word))
	if rel := base(r.rel(e.word)); (rel == "xcomp" || rel == "advcl") && from == e.word {
		behind := max(from, first+1)
		if r.upos(behind-1) == "PART" {
			behind--
		}
		for _, k := range slices.Concat(e.args["subj"], e.args["obj"]) {
			start, end := r.phrase(k)
			apart := r.upos(e.word) == "ADJ" && end < behind && behind-start <= farApart // "left nine - two of them boys - dead"
			if (apart || end+1 == behind) && start >= first {
				from = start // "left 12 officers dead", "forced thousands to flee"
			}
		}
	}
	if n := r.figureAt(from); n >= 0 { // "more than" belongs to its number
		from = max(first, min(from, r.d.TokenAt(r.d.Numbers[n].Start)))
	}
	for to-1 > e.word && (!kept[to-1] || r.dangles(to-1)) {
		to--
	}
	return from, to
}

// wholeSubject is where the clause of top begins with its subject, where a clause that only
// describes the subject, a claim of its own, parted the two: "twelve of the girls [taken by the
// group] were freed".
func (r *reader) wholeSubject(e event, top, from int) int {
	const longest = 16 // tokens
	s := r.child(top, "nsubj")
	if s < 0 || s >= from || r.heads[s] || r.upos(s) == "PRON" || r.upos(s) == "DET" || r.attributed(s, e.word) {
		return from
	}
	under := map[int]bool{}
	r.walk(s, func(int) bool { return true }, func(k int) { under[k] = true })
	start := from
	for start > 0 && (under[start-1] || r.upos(start-1) == "PUNCT" && under[start-2]) {
		start--
	}
	if start > s || from-start > longest {
		return from
	}
	for k, told := start, false; k < from; k++ {
		if told = told || r.heads[k]; told && r.upos(k) == "CCONJ" {
			return from // another clause, joined to the one that the parser took for a description
		}
	}
	if slices.ContainsFunc(r.cues, func(c stemma.Span) bool { return c.Start >= r.d.Tokens[start].Start && c.End <= r.d.Tokens[from].Start }) {
		return from
	}
	for start < s && r.trims(start) {
		start++
	}
	return start
}

// farApart is how far before a word that says what they were left those stand, in tokens.
const farApart = 14

// given is the stretch of an event whose word says by itself what it is: a participle
// before its noun, what an appeal asks for or somebody is accused of, a figure with its word.
func (r *reader) given(e event) (from, to int, ok bool) {
	if rel := base(r.rel(e.word)); rel == "amod" && (r.upos(e.word) == "VERB" || r.upos(e.word) == "ADJ") {
		from, to := r.phrase(r.head(e.word))
		return min(from, e.word), max(to, e.word) + 1, true
	}
	if e.frame.kind == stemma.Call {
		if k := r.demanded(e); k >= 0 {
			from, to = r.whole(k)
			for _, o := range slices.Concat(e.args["obj"], r.askedOf(e)) {
				if first, last := r.phrase(o); last < from && first > e.word {
					for first < o && r.upos(first) == "ADP" {
						first++
					}
					from = first // those who are asked
				}
			}
			return from, to, true
		}
	}
	if e.frame.kind == stemma.Accuse && e.frame.says != "" && r.upos(e.word) == "VERB" && len(e.args["subj"]) > 0 && !r.passive(e.word) {
		if from, to, ok := r.charge(e); ok {
			return from, to, true
		}
	}
	if r.nominal(e.word) && r.amongThem(e.word) >= 0 && r.child(e.word, "cop") < 0 {
		from, to := r.whole(r.head(e.word)) // "among the dead were two children"
		return from, to, true
	}
	if e.verbal {
		_, last := r.whole(r.head(e.word))
		return e.word, last, true
	}
	if k := r.child(e.word, "nummod"); k >= 0 && k < e.word && r.upos(e.word) == "ADJ" && base(r.rel(e.word)) == "xcomp" {
		return k, e.word + 1, true // "counted two dead"
	}
	return 0, 0, false
}

// keepShared keeps the object that a verb shares with the one joined to it: "killed and
// wounded ten members".
func (r *reader) keepShared(e event, kept tokenSet) {
	for _, k := range []int{r.sharedObject(e.word), r.besideObject(e.word)} {
		if k < 0 {
			continue
		}
		from := r.begins(k)
		for j := min(from, e.word); j <= k; j++ {
			kept[j] = true
		}
	}
}

// afterOpening is where the clause of top begins once the time and place before its
// subject are left off: "On Sunday, they shelled the town".
func (r *reader) afterOpening(top, from, word int) int {
	s := r.child(top, "nsubj")
	if s < 0 || s > word {
		return from
	}
	start, _ := r.phrase(s)
	for start > from && r.upos(start-1) == "DET" {
		start--
	}
	if start-1 <= from || r.d.Word(start-1) != "," {
		return from
	}
	for k := from; k < start; k++ {
		at := k
		for r.head(at) >= 0 && r.head(at) != top {
			at = r.head(at)
		}
		if rel := base(r.rel(at)); r.head(at) != top || rel != "obl" && rel != "advmod" && rel != "punct" && rel != "cc" && rel != "mark" {
			return from
		}
	}
	return start
}

// afterBlow is where the clause of a toll begins once the strike or fight that is its subject,
// a claim of its own, is left off: "rebel shelling of the old town | killed nine". A
// word or two that stand for an earlier one stay: "the strikes killed nine".
func (r *reader) afterBlow(e event, from int) int {
	const own = 3 // words
	if !fallen(stemma.Claim{Kind: e.frame.kind}) && e.frame.kind != stemma.Destruction || r.upos(e.word) != "VERB" || r.passive(e.word) {
		return from
	}
	n := r.child(e.word, "nsubj")
	if n < from || n >= e.word || !r.heads[n] || !r.violence(n) {
		return from
	}
	verb := e.word
	for verb-1 > n && (r.upos(verb-1) == "AUX" || r.upos(verb-1) == "ADV") {
		verb--
	}
	if verb-from <= own && (r.definite(n) || r.child(n, "nmod:poss") >= 0 || n == from) {
		return from
	}
	return verb
}

// charge is the stretch of what somebody is accused of: "the separatists of starting the
// violence", without the accuser.
func (r *reader) charge(e event) (int, int, bool) {
	if k := r.charged(e); k >= 0 {
		first, last := r.whole(k)
		return first, last, true
	}
	first, last := len(r.d.Tokens), -1
	for _, k := range r.kids[e.word] {
		k := int(k)
		if k < e.word || r.isTime(k) || base(r.rel(k)) == "punct" || base(r.rel(k)) == "conj" || base(r.rel(k)) == "parataxis" || base(r.rel(k)) == "aux" {
			continue
		}
		from, to := r.whole(k)
		first, last = min(first, from), max(last, to)
	}
	return first, last, last > first+1
}

// charged is the deed that somebody is accused of, in -ing; -1 for none: starting in "accused
// the separatists of starting the violence".
func (r *reader) charged(e event) int {
	under := r.children(e.word, "advcl", "xcomp")
	for _, o := range e.args["obj"] {
		under = append(under, r.children(o, "acl")...)
	}
	for _, k := range under {
		if k > e.word && r.xpos(k) == "VBG" && r.child(k, "mark") >= 0 {
			return k
		}
	}
	return -1
}

// demanded is the head of what an appeal asks for; -1 when it does not say.
func (r *reader) demanded(e event) int {
	if k := r.child(e.word, "xcomp", "ccomp"); k >= 0 {
		return k
	}
	for _, k := range r.children(e.word, "advcl") {
		if k > e.word && r.purpose(k) && (len(e.args["obj"]) > 0 || len(r.askedOf(e)) > 0) {
			return k // "asked them to leave"
		}
	}
	if list := e.args["for"]; len(list) > 0 {
		return list[0]
	}
	return -1
}

// askedOf are those to whom a preposition hands an appeal: "called on both sides to stop".
func (r *reader) askedOf(e event) []int {
	if e.frame.kind != stemma.Call || r.upos(e.word) != "VERB" || slices.ContainsFunc(e.args["subj"], func(k int) bool { return r.f.verb("self", r.lemma(k)) }) {
		return nil
	}
	return slices.Concat(e.args["on"], e.args["upon"], e.args["to"], e.args["with"])
}

// whole is the subtree of token k as a stretch, without a leading preposition or "to".
func (r *reader) whole(k int) (int, int) {
	first, last := k, k
	r.walk(k, func(j int) bool { return base(r.rel(j)) != "punct" && base(r.rel(j)) != "parataxis" }, func(j int) {
		first, last = min(first, j), max(last, j)
	})
	for first < k && r.trims(first) {
		first++
	}
	return first, last + 1
}

// keepHead keeps the noun that a relative clause or participle tells of: "nineteen
// villagers abducted by the group".
func (r *reader) keepHead(e event, top int, kept tokenSet) {
	h := r.head(top)
	if h < 0 || base(r.rel(top)) != "acl" || r.upos(e.word) != "VERB" || r.xpos(top) == "VB" || r.heads[h] || r.isTime(h) || r.attributed(h, e.word) || h > top {
		return
	}
	first, last := r.phrase(h)
	if last >= top {
		last = top - 1
	}
	for k := first; k <= last; k++ {
		kept[k] = true
	}
	for k := last + 1; k < top; k++ {
		if r.upos(k) == "PRON" || r.upos(k) == "PUNCT" || r.upos(k) == "DET" {
			kept[k] = true
		}
	}
}

// keepBehind keeps the phrases right behind an event noun that the parser hung from the
// verb instead: "clashes with troops".
func (r *reader) keepBehind(e event, kept tokenSet, last int) {
	for _, k := range r.behind(e.word) {
		start := k
		r.walk(k, func(j int) bool { return !r.separate(j, k, e.word) }, func(j int) {
			if start = min(start, j); j < last {
				kept[j] = true
			}
		})
		for j := start - 1; j > e.word && r.isTime(j); j-- {
			kept[j] = true // "a meeting Friday between X and Y"
		}
	}
}

// cutTail ends the extent of a toll before the event that caused it, which is a claim of
// its own, where enough stands before: "29 rebels were killed | in clashes with troops".
func (r *reader) cutTail(e event, kept tokenSet, last int) {
	const enough = 4 // words
	if e.frame.kind != stemma.Killed && e.frame.kind != stemma.Wounded {
		return
	}
	for _, k := range r.children(e.word, "obl") {
		if k < e.word || !r.heads[k] {
			continue
		}
		start := k
		r.walk(k, func(j int) bool { return true }, func(j int) { start = min(start, j) })
		before := 0
		for _, in := range kept[:start] {
			if in {
				before++
			}
		}
		if before < enough {
			continue
		}
		for j := start; j < last; j++ {
			kept[j] = false
		}
	}
}

// dangles reports whether token k can end no extent: a comma, an article, a conjunction,
// a preposition without its noun.
func (r *reader) dangles(k int) bool {
	switch r.upos(k) {
	case "PUNCT":
		return !isClosing(r.d.Word(k))
	case "DET", "CCONJ":
		return r.head(k) > k
	}
	return r.rel(k) == "case" && r.head(k) > k
}

// within reports whether the extent may grow over token k: it is kept, or it is
// punctuation with a kept token behind it.
func (r *reader) within(kept tokenSet, k, first, last, step int) bool {
	if kept.has(k) {
		return true
	}
	if r.upos(k) != "PUNCT" {
		return false
	}
	next := k + step
	return next >= first && next < last && kept[next]
}

// trims reports whether token k is left off the front of an extent.
func (r *reader) trims(k int) bool {
	switch r.upos(k) {
	case "PUNCT":
		return !isOpening(r.d.Word(k))
	case "CCONJ", "SCONJ":
		return true
	}
	switch base(r.rel(k)) {
	case "mark", "case":
		return r.figureAt(k) < 0 // not "at least"
	}
	return r.xpos(k) == "WRB" || r.xpos(k) == "WDT"
}

func isOpening(w string) bool { return w == "“" || w == "‘" || w == "(" || w == "\"" }
func isClosing(w string) bool { return w == "”" || w == "’" || w == ")" || w == "\"" || w == "%" }
