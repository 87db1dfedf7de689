package claim

import (
	"slices"
	"strings"

	"stemma"
)

// blowTold reports whether a noun for a strike is told whole by the relative clause that says
// whom it hit: "a bombing that struck the market" is one strike.
func (r *reader) blowTold(e event, kindAt map[int]stemma.Kind) bool {
	if h := r.head(e.word); e.frame.kind == stemma.Strike && base(r.rel(e.word)) == "acl" && r.xpos(e.word) == "VBG" && r.f.verb("targets", r.lemma(e.word)) && h >= 0 && kindAt[h] == stemma.Strike {
		return true // "an attack targeting a wedding" is one strike, told by its noun
	}
	if e.frame.kind != stemma.Strike || !r.nominal(e.word) {
		return false
	}
	return slices.ContainsFunc(r.children(e.word, "acl"), func(k int) bool {
		return r.rel(k) == "acl:relcl" && r.upos(k) == "VERB" && kindAt[k] == stemma.Strike && slices.Contains(r.verbArgs(k)["subj"], e.word)
	})
}

// restates reports whether a participle says again of an argument what the verb above
// says: "has 900 troops stationed there".
func (r *reader) restates(e event, kindAt map[int]stemma.Kind) bool {
	if base(r.rel(e.word)) != "acl" || r.upos(e.word) != "VERB" {
		return false
	}
	h := r.head(r.head(e.word))
	return h >= 0 && r.upos(h) == "VERB" && kindAt[h] == e.frame.kind && (e.frame.kind == stemma.Strength || e.frame.kind == stemma.Movement)
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
	if !r.nominal(e.word) || e.verbal {
		return false
	}
	i := e.word
	portions := true // portions: what is between only says how much, "hours of shelling"
	for range 4 {
		h := r.head(i)
		if h < 0 {
			return false
		}
		rel := base(r.rel(i))
		switch rel {
		case "nsubj":
			return kindAt[h] == e.frame.kind && portions // "a bombing struck the town"
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
		portions = portions && rel == "nmod" && r.preposition(i) == "of" && r.portion(h)
		i = h
	}
	return false
}

// portion reports whether the noun at token i only counts or measures what follows its "of".
func (r *reader) portion(i int) bool {
	return r.f.verb("partitive", r.lemma(i)) || r.f.verb("span", r.lemma(i))
}

// mentioned reports whether an event noun only points back at an event or takes part in
// another one: "the blasts levelled houses", "talks on a ceasefire".
func (r *reader) mentioned(e event, kindAt map[int]stemma.Kind) bool {
	i := e.word
	if !r.nominal(i) || e.frame.says != "" || e.verbal || r.amongThem(i) >= 0 || e.frame.change == stemma.Hold && r.child(i, "cop") >= 0 {
		return false
	}
	h, rel := r.head(i), base(r.rel(i))
	if h >= 0 && rel != "conj" && !r.f.noun("responsibility", r.lemma(i)) && r.disclaimed(h) {
		return true // "no group claimed responsibility for the attack"
	}
	if e.stance != "" || h >= 0 && (rel == "obj" || rel == "obl" || r.rel(i) == "nsubj:pass") && r.f.verb("support", r.verbLemma(h)) {
		return false
	}
	if e.frame.kind == stemma.Agreement && rel == "nmod" && h >= 0 && len(e.args["between"]) == 0 || rel == "compound" {
		return true // "the death toll", "a strike group"
	}
	if h >= 0 && kindAt[h] != "" && e.frame.kind == stemma.Agreement {
		return true
	}
	if h >= 0 && rel == "nmod" && r.f.noun("agreement", r.lemma(h)) {
		return true // "a cessation of hostilities"
	}
	if e.frame.count == "number" && slices.ContainsFunc(e.args["number"], func(k int) bool { return r.head(k) != i }) {
		return false // "put the death toll at 57", but not "raised its toll of 14"
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
	if rel == "nsubj" && h >= 0 && r.leadsTo(h, kindAt) {
		return true // "the attack caused damage"
	}
	if rel == "nsubj" && h >= 0 && (kindAt[h] == "" || kindAt[h] == stemma.Assessment && !r.nominal(h)) && r.predicate(h) {
		return false // the clause tells of it: "the fighting went on"
	}
	return true
}

// leadsTo reports whether the object of verb h is an event, which is then what the clause
// tells.
func (r *reader) leadsTo(h int, kindAt map[int]stemma.Kind) bool {
	for _, k := range r.children(h, "obj") {
		if kindAt[k] != "" {
			return true
		}
	}
	return false
}

// disclaimed reports whether token h is a responsibility that nobody takes, or the verb
// that says so.
func (r *reader) disclaimed(h int) bool {
	if r.upos(h) == "VERB" {
		if h = r.child(h, "obj"); h < 0 {
			return false
		}
	}
	if !r.f.noun("responsibility", r.lemma(h)) || r.head(h) < 0 {
		return false
	}
	s := r.child(r.head(h), "nsubj")
	return r.negated(h) || r.negated(r.head(h)) || s >= 0 && r.is(s, "nobody")
}

// presupposed reports whether a participle only says whose a place is: "villages held by
// the group"; "newly controlled" tells of a change, and a clause with a time of its own says so.
func (r *reader) presupposed(e event) bool {
	if e.frame.kind == stemma.Control && e.frame.change == stemma.Hold && r.nominal(e.word) && len(e.args["what"]) == 0 {
		if p := r.preposition(e.word); p == "for" || p == "under" {
			return true // "fought for control of the city", "areas under rebel control"
		}
	}
	if e.frame.kind == stemma.Movement && r.upos(e.word) == "VERB" && r.f.verb("station", r.lemma(e.word)) && r.child(e.word, "obj", "aux", "aux:pass") < 0 && (r.xpos(e.word) == "VBN" || r.xpos(e.word) == "VBD") {
		return true // "groups positioned in the hills"
	}
	if e.frame.kind != stemma.Control || e.frame.change != stemma.Hold || base(r.rel(e.word)) != "acl" || r.xpos(e.word) != "VBN" {
		return false
	}
	if r.rel(e.word) == "acl:relcl" && slices.ContainsFunc(r.children(e.word, "obl", "nmod"), r.isTime) {
		return false // "a city which has been divided since June"
	}
	return r.child(e.word, "advmod", "obj") < 0
}

// possible reports whether the event is only what somebody could or may do: gains in
// "its ability to make gains".
func (r *reader) possible(e event) bool {
	i := e.word
	if h := r.head(i); r.upos(i) == "NOUN" && base(r.rel(i)) == "obj" && h >= 0 {
		i = h
	}
	h := r.head(i)
	return h >= 0 && base(r.rel(i)) == "acl" && r.xpos(i) == "VB" && r.f.noun("ability", r.lemma(h))
}

// sought reports whether an agreement is only what somebody works for: "trying to reach
// a truce".
func (r *reader) sought(e event) bool {
	if e.frame.kind != stemma.Agreement || e.stance == stemma.Denied {
		return false
	}
	attempt := e.attempt
	if h := r.head(e.word); base(r.rel(e.word)) == "obj" && h >= 0 {
		tried, _, _ := r.mood(h)
		attempt = attempt || tried
	}
	return attempt
}
