package claim

import (
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
)

// event is a word of the text that states a claim, with its arguments.
type event struct {
	word    int // word is the token that evokes the frame.
	frame   *frame
	args    args
	first   int // first and last are the tokens of its own words, half open.
	last    int
	attempt bool // attempt: only tried.
	verbal  bool // verbal: a verb, though the parser has it for a noun.
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
	all := slices.Clone(out)
	out = r.dropSwallowed(out)
	r.judge(out)
	r.heads = map[int]bool{}
	for _, e := range out {
		r.heads[e.word] = true
	}
	for k := range out {
		out[k].first, out[k].last = r.extent(out[k], first, last)
	}
	for k := range out {
		r.fillContent(&out[k], out)
	}
	out = slices.DeleteFunc(out, r.bare)
	r.learn(all, out)
	return out
}

// bare reports whether an event is only named, and nothing is said of it: "backed by air
// strikes", "the attack left the town without power", "Sunday's raid came as …".
func (r *reader) bare(e event) bool {
	const most = 4 // tokens
	switch e.frame.kind {
	case stemma.Strike, stemma.Clash, stemma.Agreement, stemma.Talks, stemma.Movement:
	case stemma.Condition:
		if len(e.args) > 0 || r.f.noun("besieged", r.lemma(e.word)) {
			return false // a siege says who holds what
		}
	case stemma.Killed, stemma.Wounded:
		if !r.definite(e.word) && !r.definite(max(r.head(e.word), 0)) || r.child(e.word, "nmod:poss") >= 0 {
			return false
		}
	case stemma.Assessment:
		return e.last-e.first == 1 // "hope"
	default:
		return false
	}
	if !r.nominal(e.word) || e.last-e.first > most || e.frame.says != "" {
		return false
	}
	if h := r.head(e.word); h >= 0 {
		harms := base(r.rel(e.word)) == "nsubj" && r.f.verb("harm", r.lemma(h)) && !r.definite(e.word) // "a bomb killed three"
		if harms || r.f.verb("perceive", r.lemma(h)) {
			return false
		}
	}
	for k := max(0, e.first-3); k < e.first; k++ {
		if r.f.noun("responsibility", r.lemma(k)) {
			return false // "claimed responsibility for the attack"
		}
	}
	for k := e.first; k < e.last; k++ {
		if r.upos(k) == "VERB" || r.actorAt(k) >= 0 || r.placeAt(k) >= 0 || r.isTime(k) && !(k < e.word && r.owningDay(k)) || r.figureAt(k) >= 0 {
			return false
		}
	}
	return true
}

// owningDay reports whether token k is the name of a day or month, before what happened then:
// "Sunday's raid", "Wednesday explosion".
func (r *reader) owningDay(k int) bool {
	w := r.d.Word(k)
	return gazetteer.StartsUpper(w) && !gazetteer.AllUpper(w)
}

// fillContent widens an event noun that somebody states by itself to all that he states:
// "both sides reported heavy clashes overnight that went on into the day".
func (r *reader) fillContent(e *event, all []event) {
	const most = 25 // words
	h := r.head(e.word)
	if !r.nominal(e.word) || h < 0 || !r.isCue(h) || base(r.rel(e.word)) != "obj" {
		return
	}
	at := r.statementsAt(e.word)
	if len(at) == 0 {
		return
	}
	for _, c := range r.d.Statements[at[0]].Content {
		first, last := r.d.TokenAt(c.Start), r.d.TokenAt(c.End-1)+1
		if e.word < first || e.word >= last || last-first > most || last > len(r.d.Tokens) {
			continue
		}
		for _, o := range all {
			if o.word != e.word && o.word >= first && o.word < last {
				return
			}
		}
		for first < e.word && r.trims(first) {
			first++
		}
		for last > e.word+1 && r.dangles(last-1) {
			last--
		}
		e.first, e.last = min(first, e.first), max(last, e.last)
	}
}

// eventAt is the event that token i evokes, if any.
func (r *reader) eventAt(i int) (event, bool) {
	if !r.f.ends.Get(r.lemma(i)) {
		return event{}, false
	}
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
		case b == "amod" && r.head(i) < i && r.child(r.head(i), "nsubj") < 0 && r.numberOf(r.head(i)) >= 0:
			a = args{"subj": {r.head(i)}} // "left 12 soldiers dead"
		case b == "amod" && r.child(i, "cop") < 0, b == "xcomp" && r.outcome(i):
			return event{}, false
		case b == "obj" || b == "obl" || b == "nmod" || b == "nsubj" && r.child(i, "det", "amod") >= 0:
			class, a = "n", r.nounArgs(i) // "counter-offensive", taken for an adjective
		default:
			a = r.verbArgs(i)
		}
	case "NOUN", "PROPN":
		if e, ok := r.gerund(i); ok {
			return e, true
		}
		class = "n"
		a = r.nounArgs(i)
	default:
		return event{}, false
	}
	if class == "n" && r.judged(i) {
		return event{}, false
	}
	f := r.frameOf(i, class, a)
	if f == nil && class == "v" {
		f = r.frameOf(i, "a", a)
	}
	if f == nil || r.isCue(i) && f.says == "" && f.kind != stemma.Agreement && f.stance != stemma.Asserted {
		return event{}, false
	}
	if f.kind == stemma.Call && class == "v" && r.f.verb("ask", r.lemma(i)) {
		if k := r.demanded(event{word: i, frame: f, args: a}); k < 0 || r.f.verb("identify", r.lemma(k)) {
			return event{}, false
		}
	}
	if f.kind == stemma.Strike || f.kind == stemma.Clash {
		r.violent = f.kind
	}
	r.taken = r.taken || f.kind == stemma.Control && (f.change == stemma.Capture || f.change == stemma.Recapture || f.change == stemma.Enter)
	e := event{word: i, frame: f, args: a}
	e.attempt, e.stance, e.modal = r.mood(i)
	if f.kind == stemma.Control && class == "n" && len(a["what"]) > 0 && r.f.verb("beyond", r.preposition(i)) {
		e.stance = stemma.Denied
	}
	if e.stance == "" && r.nominal(i) && slices.ContainsFunc(r.children(i, "amod"), func(k int) bool {
		return r.f.verb("unproven", r.lemma(k)) || r.f.verb("unproven", strings.ToLower(r.d.Word(k)))
	}) {
		e.stance = stemma.Disputed // "an alleged gas attack"
	}
	if f.stance == stemma.Asserted {
		e.stance = "" // "has not been verified" is asserted
	} else if f.stance != "" && e.stance == "" {
		e.stance = f.stance
	}
	return e, true
}

// gerund is the event of a verb in -ing that the parser took for the first part of its own
// object: bombing in "responded by bombing areas around the airport".
func (r *reader) gerund(i int) (event, bool) {
	h := r.head(i)
	stem, ing := strings.CutSuffix(strings.ToLower(r.d.Word(i)), "ing")
	if !ing || i == 0 || h < i || base(r.rel(i)) != "compound" || r.lemma(i-1) != "by" || r.xpos(h) != "NNS" {
		return event{}, false
	}
	a := args{"obj": {h}}
	if v := r.head(h); v >= 0 {
		if c := r.clause(v); r.upos(c) == "VERB" {
			a["subj"] = r.verbArgs(c)["subj"]
		}
	}
	for _, lemma := range []string{stem, stem + "e"} {
		for _, f := range r.f.evoked("v", lemma) {
			if f.with == "" && r.holds(f, i, a) {
				return event{word: i, frame: f, args: a, verbal: true}, true
			}
		}
	}
	return event{}, false
}

// outcome reports whether the adjective at token i is told with its verb: "dead" in "shot dead
// a priest".
func (r *reader) outcome(i int) bool {
	h := r.head(i)
	return h >= 0 && slices.ContainsFunc(r.f.evoked("v", r.lemma(h)), func(f *frame) bool { return f.with == r.lemma(i) })
}

// judged reports whether the noun at token i only says what something is taken for: "this
// was a deliberate attack".
func (r *reader) judged(i int) bool {
	s := r.child(i, "nsubj")
	if s < 0 || r.child(i, "cop") < 0 || r.child(i, "case") >= 0 || r.upos(s) != "PRON" && r.upos(s) != "DET" {
		return false
	}
	switch strings.ToLower(r.d.Word(s)) {
	case "this", "that", "it", "these", "those":
		return true
	}
	return false
}

// portrayed are the arguments of a participle that describes a counted noun: "four
// captured soldiers", "140 injured people". Others presuppose rather than claim.
func (r *reader) portrayed(i int) args {
	h := r.head(i)
	if h < 0 || r.xpos(i) != "VBN" || r.child(i, "nummod") >= 0 {
		return nil
	}
	if n := r.numberOf(h); n < 0 || h > i && r.d.Numbers[n].Start > r.d.Tokens[i].Start && r.d.Numbers[n].End <= r.d.Tokens[h].Start {
		return nil // "nine wounded and 150 houses"
	}
	return args{"obj": {h}}
}

// frameOf is the first frame of the word at token i that its arguments satisfy.
func (r *reader) frameOf(i int, class string, a args) *frame {
	var room [4]string
	for _, lemma := range r.lemmas(room[:0], i, class) {
		for _, f := range r.f.evoked(class, lemma) {
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
func (r *reader) lemmas(out []string, i int, class string) []string {
	out = append(out, r.lemma(i))
	if class != "n" {
		return out
	}
	for k := i - 1; k >= 0 && len(out) < r.f.longest && r.f.behind.Get(out[len(out)-1]); k-- {
		if w := r.d.Word(k); w == "-" || w == "–" {
			continue
		}
		out = append(out, strings.ToLower(r.d.Word(k))+"-"+out[len(out)-1])
	}
	slices.Reverse(out)
	return out
}

// dropSwallowed leaves out what another event already says: the attacks of "repulsed
// all attacks", the strike of "air strike" read twice, a noun under the verb of the
// same kind ("launched an attack" evokes one clash).
func (r *reader) dropSwallowed(events []event) []event {
	swallowed := map[int]bool{}
	for _, e := range events {
		if r.asked(e.word) {
			swallowed[e.word] = true
		}
		if e.frame.kind == stemma.Accuse && r.upos(e.word) == "VERB" && len(e.args["subj"]) > 0 {
			if k := r.charged(e); k >= 0 {
				r.walk(k, func(int) bool { return true }, func(j int) { swallowed[j] = true })
			}
			for _, k := range r.children(e.word, "advcl", "acl", "obl", "xcomp") {
				if k > e.word && (r.xpos(k) == "VBG" || r.f.noun("outrage", r.lemma(k))) {
					swallowed[k] = true // "accused them of shelling the town", "called the raid a massacre"
				}
			}
		}
		for _, k := range r.subsumed(e) {
			swallowed[k] = true
		}
		if e.frame.kind == stemma.Call && r.upos(e.word) == "VERB" {
			if k := r.demanded(e); k >= 0 {
				swallowed[k] = true // what is asked for is the appeal
				if r.f.verb("end", r.lemma(k)) {
					for _, j := range r.children(k, "obj") {
						swallowed[j] = true // "urged them to halt the shelling"
					}
				}
			}
		}
		for _, c := range e.frame.needs {
			if slices.Contains(c.classes, "slain") {
				for _, k := range e.args[c.arg] {
					for _, v := range r.slainAt(k) {
						swallowed[v] = true
					}
				}
			}
			if slices.Contains(c.classes, "event") || slices.Contains(c.classes, "agreement") || slices.Contains(c.classes, "losses") || slices.Contains(c.classes, "blow") || slices.Contains(c.classes, "fire") && c.arg == "under" {
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
		if e.frame.kind == stemma.Wounded && !r.f.noun("harming", strings.ToLower(r.d.Word(e.word))) && r.killedToo(e, events) {
			continue
		}
		if r.presupposed(e) || r.restates(e, kindAt) || r.blowTold(e, kindAt) || r.firedThere(e, kindAt) || r.possible(e) || r.sought(e) {
			continue
		}
		if swallowed[e.word] || r.inDoubt(e.word) || r.repeats(e, kindAt) || r.judges(e, kindAt) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// firedThere reports whether a participle only says who fired the arms that the verb of the clause
// tells the blow of: "shells fired by rebels landed near a school" is one strike.
func (r *reader) firedThere(e event, kindAt map[int]stemma.Kind) bool {
	n := r.head(e.word)
	if e.frame.kind != stemma.Strike || r.upos(e.word) != "VERB" || r.rel(e.word) != "acl" || n < 0 || !r.f.noun("munition", r.lemma(n)) {
		return false
	}
	h := r.head(n)
	return h >= 0 && base(r.rel(n)) == "nsubj" && kindAt[h] == stemma.Strike
}

// inDoubt reports whether token i is told only as what somebody does not know or asks: "could not
// say whether the army had struck the town".
func (r *reader) inDoubt(i int) bool {
	const deep = 4 // clauses
	for range deep {
		c := r.clause(i)
		if m := r.child(c, "mark"); m >= 0 && strings.EqualFold(r.d.Word(m), "whether") && r.head(c) >= 0 && r.head(c) < m {
			return true
		}
		if i = r.head(c); i < 0 {
			return false
		}
	}
	return false
}

// subsumed are the words of what an event says no more of than that it is agreed on, doubted
// or looked into: leave in "agreed to leave", fired in "it is unclear who fired".
func (r *reader) subsumed(e event) []int {
	var out []int
	switch {
	case e.frame.kind == stemma.Agreement && r.upos(e.word) == "VERB":
		out = r.children(e.word, "xcomp")
	case e.frame.kind != stemma.Assessment:
	case e.frame.stance == stemma.Asserted:
		out = e.args["subj"]
		out = append(out, e.args["obj"]...)
	case r.f.verb("doubt", r.lemma(e.word)):
		for _, k := range r.children(e.word, "ccomp", "csubj", "advcl", "xcomp") {
			if k > e.word {
				r.walk(k, func(int) bool { return true }, func(j int) { out = append(out, j) })
			}
		}
	}
	return out
}

// asked reports whether nobody says of the event at token i more than a question: "it was not
// clear who held the airport".
func (r *reader) asked(i int) bool {
	h, s := r.head(i), r.child(i, "nsubj", "nsubj:pass")
	if h >= 0 && r.rel(i) == "acl:relcl" && base(r.rel(h)) == "obl" {
		h = r.head(h) // "not clear on Tuesday who held it"
	}
	if h < 0 || s < 0 || !r.f.verb("doubt", r.lemma(h)) || !r.f.verb("who", r.lemma(s)) {
		return false
	}
	rel := base(r.rel(i))
	return h < i && (r.upos(h) == "ADJ" || r.negated(h)) && (rel == "ccomp" || rel == "csubj" || rel == "advcl" || rel == "acl" || rel == "xcomp")
}

// judges reports whether the event is only a verdict on the event that is its subject:
// "the raids bolstered the defenders" tells of raids.
func (r *reader) judges(e event, kindAt map[int]stemma.Kind) bool {
	if e.frame.kind != stemma.Assessment || r.nominal(e.word) {
		return false
	}
	for _, s := range e.args["subj"] {
		if kindAt[s] != "" && kindAt[s] != stemma.Assessment {
			return true
		}
	}
	return false
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
