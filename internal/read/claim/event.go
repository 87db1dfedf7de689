package claim

import (
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// event is a word of the text that states a claim, with its arguments.
type event struct {
	word    int // word is the token that evokes the frame.
	frame   *frame
	args    args
	first   int // first and last are the tokens of its own words, half open.
	last    int
	attempt bool // attempt: only tried.
	stance  stemma.Stance
	modal   string // modal is the word that gave the stance.
}

// events finds the claims' words in the tokens [first, last) of a sentence.
func (r *reader) events(first, last int) []event {
	var out []event
	for i := first; i < last; i++ {
		if e, ok := r.eventAt(i); ok {
			out = append(out, e)
		}
	}
	out = r.dropSwallowed(out)
	r.heads = map[int]bool{}
	for _, e := range out {
		r.heads[e.word] = true
	}
	for k := range out {
		out[k].first, out[k].last = r.extent(out[k], first, last)
	}
	return out
}

// eventAt is the event that token i evokes, if any.
func (r *reader) eventAt(i int) (event, bool) {
	var class string
	var a args
	switch r.upos(i) {
	case "VERB":
		class = "v"
		if r.rel(i) == "amod" || r.rel(i) == "compound" {
			if a = r.portrayed(i); a == nil {
				return event{}, false
			}
		} else {
			a = r.verbArgs(i)
		}
	case "ADJ":
		class = "a"
		switch b := base(r.rel(i)); {
		case b == "amod" && r.child(i, "cop") < 0:
			return event{}, false
		case b == "obj" || b == "obl" || b == "nmod" || b == "nsubj" && r.child(i, "det", "amod") >= 0:
			class, a = "n", r.nounArgs(i) // "counter-offensive", taken for an adjective
		default:
			a = r.verbArgs(i)
		}
	case "NOUN", "PROPN":
		class = "n"
		a = r.nounArgs(i)
	default:
		return event{}, false
	}
	f := r.frameOf(i, class, a)
	if f == nil && class == "v" {
		f = r.frameOf(i, "a", a)
	}
	if f == nil || r.isCue(i) && f.says == "" {
		return event{}, false
	}
	if f.kind == stemma.Strike || f.kind == stemma.Clash {
		r.violent = f.kind
	}
	r.taken = r.taken || f.kind == stemma.Control && (f.change == stemma.Capture || f.change == stemma.Recapture || f.change == stemma.Enter)
	e := event{word: i, frame: f, args: a}
	e.attempt, e.stance, e.modal = r.mood(i)
	if f.stance != "" && e.stance == "" {
		e.stance = f.stance
	}
	return e, true
}

// portrayed are the arguments of a participle that describes a counted noun: "four
// captured soldiers", "140 injured people". Others presuppose rather than claim.
func (r *reader) portrayed(i int) args {
	h := r.head(i)
	if h < 0 || r.numberOf(h) < 0 || r.xpos(i) != "VBN" {
		return nil
	}
	return args{"obj": {h}}
}

// frameOf is the first frame of the word at token i that its arguments satisfy.
func (r *reader) frameOf(i int, class string, a args) *frame {
	for _, lemma := range r.lemmas(i, class) {
		for _, f := range r.f.byWord[word{class, lemma}] {
			if f.with != "" && !slices.Contains(r.particles(i), f.with) {
				continue
			}
			if r.holds(f, i, a) {
				return f
			}
		}
	}
	return nil
}

// lemmas are the words under which token i can stand in the tables, longest first:
// for strike in "air strike", "air-strike" and "strike".
func (r *reader) lemmas(i int, class string) []string {
	lemma := r.lemma(i)
	out := []string{lemma}
	if class != "n" {
		return out
	}
	joined := lemma
	for k, n := i-1, 1; k >= 0 && n < r.f.longest; k-- {
		if w := r.d.Word(k); w == "-" || w == "–" {
			continue
		}
		joined = strings.ToLower(r.d.Word(k)) + "-" + joined
		out = append([]string{joined}, out...)
		n++
	}
	return out
}

// dropSwallowed leaves out what another event already says: the attacks of "repulsed
// all attacks", the strike of "air strike" read twice, a noun under the verb of the
// same kind ("launched an attack" evokes one clash).
func (r *reader) dropSwallowed(events []event) []event {
	swallowed := map[int]bool{}
	for _, e := range events {
		for _, c := range e.frame.needs {
			if slices.Contains(c.classes, "event") || slices.Contains(c.classes, "agreement") || slices.Contains(c.classes, "losses") {
				for _, k := range e.args[c.arg] {
					swallowed[k] = true
				}
			}
		}
	}
	kindAt := map[int]stemma.Kind{}
	for _, e := range events {
		kindAt[e.word] = e.frame.kind
	}
	var out []event
	for _, e := range events {
		if r.mentioned(e, kindAt) {
			continue
		}
		if e.frame.kind == stemma.Wounded && r.killedToo(e, events) {
			continue
		}
		if swallowed[e.word] || r.repeats(e, kindAt) || r.judges(e, kindAt) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// killedToo reports whether those who were hit are said to have died of it: "shot and
// killed".
func (r *reader) killedToo(e event, events []event) bool {
	for _, k := range events {
		joined := r.head(k.word) == e.word || r.head(e.word) == k.word
		if k.frame.kind == stemma.Killed && joined && len(e.args["obj"]) > 0 && slices.Equal(e.args["obj"], append(k.args["obj"], k.args["subj"]...)) {
			return true
		}
	}
	return false
}

// repeats reports whether the event is part of another one of its kind: "pounded the
// town with air strikes", "launched an attack", "artillery fire and air strikes".
func (r *reader) repeats(e event, kindAt map[int]stemma.Kind) bool {
	if r.upos(e.word) != "NOUN" && r.upos(e.word) != "PROPN" {
		return false
	}
	i := e.word
	for range 4 {
		h := r.head(i)
		if h < 0 {
			return false
		}
		rel := base(r.rel(i))
		switch rel {
		case "nsubj":
			return kindAt[h] == e.frame.kind && i == e.word // "a bombing struck the town"
		case "compound", "obj", "amod", "appos", "conj", "nmod", "obl":
		default:
			return false
		}
		if p := r.preposition(i); p != "" && !r.f.verb("means", p) {
			return false
		}
		if kindAt[h] != "" {
			return kindAt[h] == e.frame.kind
		}
		if r.predicate(h) {
			return false
		}
		i = h
	}
	return false
}

// judges reports whether the event is only a verdict on the event that is its subject:
// "the raids bolstered the defenders" tells of raids.
func (r *reader) judges(e event, kindAt map[int]stemma.Kind) bool {
	if e.frame.kind != stemma.Assessment || r.upos(e.word) != "VERB" {
		return false
	}
	for _, s := range e.args["subj"] {
		if kindAt[s] != "" && kindAt[s] != stemma.Assessment {
			return true
		}
	}
	return false
}

// mentioned reports whether an event noun only points back at an event or takes part in
// another one: "the blasts levelled houses", "talks on a ceasefire".
func (r *reader) mentioned(e event, kindAt map[int]stemma.Kind) bool {
	i := e.word
	if r.upos(i) != "NOUN" && r.upos(i) != "PROPN" || e.frame.says != "" {
		return false
	}
	h, rel := r.head(i), base(r.rel(i))
	if e.stance != "" || h >= 0 && (rel == "obj" || rel == "obl" || r.rel(i) == "nsubj:pass") && r.f.verb("support", r.verbLemma(h)) {
		return false
	}
	if e.frame.kind == stemma.Agreement && rel == "nmod" && h >= 0 || rel == "compound" {
		return true // "the death toll", "a strike group"
	}
	if h >= 0 && kindAt[h] != "" && e.frame.kind == stemma.Agreement {
		return true
	}
	if h >= 0 && rel == "nmod" && r.f.noun("agreement", r.lemma(h)) {
		return true // "a cessation of hostilities"
	}
	definite := false
	for _, k := range r.kids[i] {
		w := strings.ToLower(r.d.Word(int(k)))
		switch base(r.rel(int(k))) {
		case "det":
			if w == "any" || w == "such" || w == "every" {
				return true // one that may never be
			}
			definite = w == "the" || w == "this" || w == "that" || w == "these" || w == "those" || w == "no"
		case "nmod":
			if r.rel(int(k)) != "nmod:poss" {
				return false
			}
			definite = definite || r.upos(int(k)) == "PRON"
		case "amod", "nummod", "acl":
			return false
		}
	}
	if !definite {
		return false
	}
	if rel == "nsubj" && h >= 0 && kindAt[h] == "" && r.predicate(h) {
		return false // the clause tells of it: "the fighting went on"
	}
	return true
}

// extent is the stretch of tokens that states the event: its clause, or its phrase
// where the clause belongs to another event, without the clauses beneath it that
// state events of their own or attribute it.
func (r *reader) extent(e event, first, last int) (int, int) {
	if rel := base(r.rel(e.word)); rel == "amod" && r.upos(e.word) == "VERB" {
		from, to := r.phrase(r.head(e.word))
		return min(from, e.word), max(to, e.word) + 1
	}
	if e.frame.kind == stemma.Call {
		if k := r.demanded(e); k >= 0 {
			return r.whole(k)
		}
	}
	top := r.top(e)
	kept := map[int]bool{}
	r.walk(top, func(k int) bool { return !r.separate(k, top, e.word) }, func(k int) {
		if k >= first && k < last {
			kept[k] = true
		}
	})
	for k := first; k < last; k++ {
		if r.outside(k) {
			delete(kept, k)
		}
	}
	kept[e.word] = true
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
	if n := text.Covering(r.d.Numbers, r.d.Tokens[from].Start); n >= 0 { // "more than" belongs to its number
		from = max(first, min(from, r.d.TokenAt(r.d.Numbers[n].Start)))
	}
	for to-1 > e.word && (!kept[to-1] || r.dangles(to-1)) {
		to--
	}
	return from, to
}

// demanded is the head of what an appeal asks for; -1 when it does not say.
func (r *reader) demanded(e event) int {
	if k := r.child(e.word, "xcomp", "ccomp"); k >= 0 {
		return k
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

// keepBehind keeps the phrases right behind an event noun that the parser hung from the
// verb instead: "clashes with troops".
func (r *reader) keepBehind(e event, kept map[int]bool, last int) {
	for _, k := range r.behind(e.word) {
		r.walk(k, func(j int) bool { return !r.separate(j, k, e.word) }, func(j int) {
			if j < last {
				kept[j] = true
			}
		})
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
		return text.Covering(r.d.Numbers, r.d.Tokens[k].Start) < 0 // not "at least"
	}
	return r.xpos(k) == "WRB" || r.xpos(k) == "WDT"
}

func isOpening(w string) bool { return w == "“" || w == "‘" || w == "(" || w == "\"" }
func isClosing(w string) bool { return w == "”" || w == "’" || w == ")" || w == "\"" || w == "%" }

// top is the token whose subtree states the event: the verb above a noun that states
// nothing else, the verb above an infinitive that adds only trying or managing.
func (r *reader) top(e event) int {
	i := e.word
	if r.upos(i) == "VERB" || r.upos(i) == "ADJ" {
		return r.climb(i)
	}
	h, rel := r.head(i), base(r.rel(i))
	if h >= 0 && rel == "nmod" && r.f.verb("sign", r.lemma(h)) {
		i, h, rel = h, r.head(h), base(r.rel(h))
	}
	if h < 0 || r.heads[h] || r.isCue(h) {
		return i
	}
	if rel == "nsubj" && r.predicate(h) && !r.attributed(h, i) {
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

// climb goes from an infinitive to the verb that tries or manages it.
func (r *reader) climb(i int) int {
	for range 4 {
		h := r.head(i)
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
		return r.heads[k] || r.predicate(k)
	case "parataxis", "discourse":
		return true
	case "obl", "nmod":
		return r.heads[k] && r.f.verb("while", r.preposition(k))
	case "acl":
		if r.xpos(k) == "VB" && r.f.verb("effort", r.lemma(r.head(k))) {
			return false // "an attack to retake the town" is one clash
		}
		return r.stateful(k)
	case "advcl", "ccomp", "csubj", "xcomp":
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

// isCue reports whether token i attributes a statement.
func (r *reader) isCue(i int) bool {
	s := r.d.Tokens[i].Span
	k := sort.Search(len(r.cues), func(k int) bool { return r.cues[k].End > s.Start })
	return k < len(r.cues) && r.cues[k].Overlaps(s)
}

// outside reports whether token i belongs to an attribution rather than to what is
// stated: a cue or the words that name a speaker.
func (r *reader) outside(i int) bool {
	if r.isCue(i) {
		return r.upos(i) != "ADV" // "have reportedly been killed" is one clause
	}
	at := r.d.Tokens[i].Start
	for _, k := range r.sourcesNear(at) {
		if s := r.d.Statements[k].Source; s.Start <= at && at < s.End && !r.says(k, at) {
			return true
		}
	}
	return false
}
