package claim

import (
	"slices"
	"strings"

	"stemma"
)

// extent is the stretch of tokens that states the event: its clause, or its phrase
// where the clause belongs to another event, without the clauses beneath it that
// state events of their own or attribute it.
func (r *reader) extent(e event, first, last int) (int, int) {
	if from, to, ok := r.given(e); ok {
		return from, to
	}
	top := r.top(e)
	kept := map[int]bool{}
	r.walk(top, func(k int) bool { return !r.separate(k, top, e.word) }, func(k int) {
		if k >= first && k < last {
			kept[k] = true
		}
	})
	r.keepShared(e, kept)
	for k := first; k < last; k++ {
		if r.outside(k) && !(e.frame.stance == stemma.Asserted && r.isCue(e.word)) {
			delete(kept, k)
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
			for _, o := range e.args["obj"] {
				if first, last := r.phrase(o); last < from && first > e.word {
					from = first // those who are asked
				}
			}
			return from, to, true
		}
	}
	if e.frame.kind == stemma.Accuse && r.upos(e.word) == "VERB" && len(e.args["subj"]) > 0 && !r.passive(e.word) {
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
func (r *reader) keepShared(e event, kept map[int]bool) {
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
	if verb-from <= own {
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
		if k > e.word && r.purpose(k) && len(e.args["obj"]) > 0 {
			return k // "asked them to leave"
		}
	}
	if list := e.args["for"]; len(list) > 0 {
		return list[0]
	}
	return -1
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
func (r *reader) keepHead(e event, top int, kept map[int]bool) {
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
func (r *reader) keepBehind(e event, kept map[int]bool, last int) {
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
func (r *reader) cutTail(e event, kept map[int]bool, last int) {
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
		for j := range kept {
			if j < start {
				before++
			}
		}
		if before < enough {
			continue
		}
		for j := start; j < last; j++ {
			delete(kept, j)
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
func (r *reader) within(kept map[int]bool, k, first, last, step int) bool {
	if kept[k] {
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

// top is the token whose subtree states the event: the verb above a noun that states
// nothing else, the verb above an infinitive that adds only trying or managing.
func (r *reader) top(e event) int {
	i := e.word
	if !r.nominal(i) {
		if h := r.head(i); h >= 0 && r.rel(i) == "acl" && r.preposition(h) == "among" && r.head(h) >= 0 {
			return r.clause(r.head(h)) // "there are children among those killed"
		}
		return r.climb(i)
	}
	h, rel := r.head(i), base(r.rel(i))
	for rel == "nmod" && h >= 0 && r.preposition(i) == "of" && r.portion(h) {
		i, h, rel = h, r.head(h), base(r.rel(h)) // "carried out a number of strikes"
	}
	if h >= 0 && rel == "nmod" && r.f.verb("sign", r.lemma(h)) {
		i, h, rel = h, r.head(h), base(r.rel(h))
	}
	if h < 0 || r.heads[h] || r.isCue(h) && e.frame.kind != stemma.Agreement {
		return i
	}
	bare := rel == "obl" && i < h && r.preposition(i) == "" && r.f.verb("happen", r.verbLemma(h)) // "On Friday fighting broke out"
	if (rel == "nsubj" || bare) && r.predicate(h) && !r.attributed(h, i) && !r.tellsMore(h, i) && !r.setBeside(i, h) && !r.brings(e, h) {
		return h
	}
	if rel == "obj" && (r.f.verb("support", r.lemma(h)) || r.f.verb("undergo", r.lemma(h))) {
		return r.climb(h)
	}
	if rel == "obl" && (r.f.verb("undergo", r.verbLemma(h)) || r.preposition(i) == "with" && r.f.verb("support", r.verbLemma(h))) {
		return r.climb(h)
	}
	return i
}

// nominal reports whether token i names an event as a noun, whatever the tagger made of
// it: blast in "a blast occurred".
func (r *reader) nominal(i int) bool {
	switch r.upos(i) {
	case "NOUN", "PROPN":
		return true
	case "ADJ":
		switch base(r.rel(i)) {
		case "nsubj", "obj", "obl", "nmod":
			return r.child(i, "cop") < 0
		}
	}
	return false
}

// tellsMore reports whether the predicate h of event noun i goes on to other events:
// "the ambush left 12 soldiers dead".
func (r *reader) tellsMore(h, i int) bool {
	rels := []string{"obj", "xcomp", "ccomp", "obl", "nmod"}
	if r.f.verb("happen", r.verbLemma(h)) {
		rels = rels[:2]
	}
	for _, k := range r.children(h, rels...) {
		if k == i || base(r.rel(k)) == "obl" && r.f.verb("aside", r.preposition(k)) {
			continue
		}
		if r.stateful(k) {
			return true
		}
	}
	return r.heads[h]
}

// setBeside reports whether verb h only sets its subject i beside something else in time: "the
// raids came a day after the talks", but not "the raids today came …".
func (r *reader) setBeside(i, h int) bool {
	const reach = 5 // tokens
	if !r.f.verb("beside", r.lemma(h)) {
		return false
	}
	for k := i + 1; k < h; k++ {
		if r.isTime(k) && r.head(k) == h {
			return false
		}
	}
	for k := h + 1; k < min(h+1+reach, len(r.d.Tokens)); k++ {
		if r.f.verb("other-time", strings.ToLower(r.d.Word(k))) {
			return true
		}
	}
	return false
}

// brings reports whether verb h tells what the taking or loss of a place has led to: "the
// capture of the town enables them to cut the road".
func (r *reader) brings(e event, h int) bool {
	if e.frame.kind != stemma.Control && e.frame.kind != stemma.Detained {
		return false
	}
	return r.upos(h) == "VERB" && r.child(h, "obj", "ccomp") >= 0 && !r.f.verb("happen", r.verbLemma(h)) && !r.f.verb("support", r.verbLemma(h))
}

// climb goes from an infinitive to the verb that tries or manages it, and from a verb to
// the one before it whose subject it shares and that tells nothing: "responded and fought".
func (r *reader) climb(i int) int {
	if h := r.head(i); h >= 0 && base(r.rel(i)) == "conj" && r.upos(h) == "VERB" && !r.heads[h] && !r.isCue(h) && r.child(i, "nsubj") < 0 && r.child(h, "nsubj") >= 0 && i-h <= 3 {
		return h
	}
	for range 4 {
		h := r.head(i)
		if h >= 0 && base(r.rel(i)) != "acl" && r.xpos(h) == "VBG" && r.xpos(i) == "VB" && r.f.verb("cause", r.lemma(h)) && r.child(h, "obj") >= 0 && r.child(h, "nsubj") < 0 {
			return h // "forcing troops to retreat"
		}
		if h >= 0 && base(r.rel(i)) == "acl" && r.child(h, "cop") >= 0 && r.child(h, "nsubj") >= 0 && !r.heads[h] {
			return h // "they are the main force fighting the group"
		}
		if h < 0 || r.rel(i) != "xcomp" || r.xpos(i) == "VBG" && !r.f.verb("manage", r.lemma(h)) && !r.f.verb("fail", r.lemma(h)) || r.heads[h] || r.isCue(h) || r.f.verb("cause", r.lemma(h)) && r.child(h, "obj") >= 0 {
			return i
		}
		i = h
	}
	return i
}

// attributed reports whether tokens a and b stand in different statements.
func (r *reader) attributed(a, b int) bool {
	return !slices.Equal(r.statementsAt(a), r.statementsAt(b))
}

// separate reports whether the subtree of k, found beneath top, is left out of the
// extent of the event at word.
func (r *reader) separate(k, top, word int) bool {
	if r.above(k, word) {
		return false
	}
	switch base(r.rel(k)) {
	case "conj":
		if h := r.head(k); r.upos(h) == "ADJ" && base(r.rel(h)) == "amod" && !r.heads[k] {
			return false // "Georgian and separatist officials"
		}
		befell := slices.ContainsFunc(r.children(k, "acl"), func(m int) bool { return r.heads[m] }) // "and thousands displaced"
		return r.heads[k] || r.predicate(k) || r.happensTo(k, word) || befell && r.upos(r.head(k)) == "VERB"
	case "parataxis", "discourse":
		return true
	case "obl", "nmod":
		return r.heads[k] && r.f.verb("while", r.preposition(k))
	case "acl":
		if r.xpos(k) == "VB" && r.f.verb("effort", r.lemma(r.head(k))) {
			return false // "an attack to retake the town" is one clash
		}
		if lemma := r.verbLemma(k); r.nominal(r.head(k)) && r.head(k) == word && (r.f.verb("support", lemma) || r.f.verb("happen", lemma)) {
			return false // "an offensive that they had launched"
		}
		return r.stateful(k)
	case "advcl", "ccomp", "csubj", "xcomp":
		if r.head(k) == word && r.rel(k) == "xcomp" && r.f.verb("pact", r.lemma(word)) {
			return false // what is agreed on
		}
		return r.stateful(k)
	case "appos":
		return r.stateful(k)
	case "cc":
		return r.head(k) == top || r.rel(k) == "cc:preconj"
	}
	return false
}

// above reports whether k is word or stands above it.
func (r *reader) above(k, word int) bool {
	for n := 0; word >= 0 && n < 64; n++ {
		if word == k {
			return true
		}
		word = r.head(word)
	}
	return false
}

// stateful reports whether an event lies in the subtree of k.
func (r *reader) stateful(k int) bool {
	found := false
	r.walk(k, func(int) bool { return !found }, func(j int) { found = found || r.heads[j] })
	return found
}
