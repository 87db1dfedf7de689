package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// opinions are the assessments of a sentence: what a named speaker states in it where
// no event was read.
func (r *reader) opinions(sentence int, events []event) []stemma.Claim {
	d := r.d
	var out []stemma.Claim
	for _, content := range r.saying[sentence] {
		st := d.Statements[content.statement]
		if st.Speaker == (stemma.Speaker{}) || st.Speaker.Body == stemma.Newsroom {
			continue
		}
		if st.Class == text.Accuse && slices.ContainsFunc(events, func(e event) bool { return e.frame.kind == stemma.Accuse }) {
			continue // the charge is read already
		}
		e, ok := r.opinion(content.Span, sentence, events)
		if !ok {
			continue
		}
		if e.frame = r.opinionOf(e, st.Stance); e.frame.kind == stemma.Call {
			e.stance = stemma.CalledFor
		}
		if e.frame.kind == stemma.Call && slices.ContainsFunc(events, func(o event) bool { return o.frame.kind == stemma.Call && o.first < e.last && e.first < o.last }) {
			continue // the appeal is read already
		}
		c := r.build(e, sentence)
		out = append(out, r.demand(r.attribute(c, content.statement), e))
	}
	return out
}

// judgements are what the newsroom itself says of those at war, their fights and their
// places, in a clause that tells no event and credits nobody: "the conflict has grown
// sectarian", "Ruritania has been their strongest backer".
func (r *reader) judgements(k int, events []event) []stemma.Claim {
	s := r.d.Sentences[k]
	if s.Last-s.First > maxJudgement || s.Last-s.First < minJudgement || r.d.Word(s.Last-1) == "?" {
		return nil
	}
	var out []stemma.Claim
	for i := s.First; i < s.Last; i++ {
		if r.head(i) >= 0 || !r.predicate(i) || r.isCue(i) || r.f.verb("silent", r.lemma(i)) || r.f.verb("lie", r.lemma(i)) || !r.isOfWar(i) {
			continue
		}
		if e, ok := r.judgement(i, s, events, len(r.saying[k]) > 0); ok {
			out = append(out, r.voiced(r.build(e, k), e)...)
		}
	}
	return out
}

// judgement is the clause of token i as one, when no event was read in it. Beside others
// it must say what something is or becomes.
func (r *reader) judgement(i int, s text.Sentence, events []event, said bool) (event, bool) {
	e := event{word: i, args: r.verbArgs(i)}
	e.frame = r.opinionOf(e, "")
	_, e.stance, e.modal = r.mood(i)
	if len(events) == 0 && !said {
		e.first, e.last = r.whole(i)
		for e.last > e.first && r.upos(e.last-1) == "PUNCT" {
			e.last--
		}
		e.first, e.last = max(e.first, s.First), min(e.last, s.Last)
		return e, true
	}
	if len(r.statementsAt(i)) > 0 || r.child(i, "cop") < 0 && !r.f.verb("become", r.lemma(i)) {
		return event{}, false
	}
	e.first, e.last = r.extent(e, s.First, s.Last)
	told := func(o event) bool {
		rel := base(r.rel(o.word))
		within := r.head(o.word) == i && (rel == "acl" || rel == "ccomp" || rel == "xcomp") // "has been the force fighting them"
		return within || o.word >= e.first && o.word < e.last
	}
	return e, e.last-e.first >= minJudgement-1 && !slices.ContainsFunc(events, told)
}

// A judgement has at least and at most so many tokens: less is a heading, more a list.
const (
	minJudgement = 6
	maxJudgement = 60
)

// isOfWar reports whether the clause of token i says something of a side, a place or what
// happens between sides.
func (r *reader) isOfWar(i int) bool {
	if r.child(i, "cop") < 0 {
		for _, k := range r.verbArgs(i)["obj"] {
			for _, class := range []string{"place", "people", "person", "force", "gear", "building", "unknown-thing"} {
				if r.is(k, class) {
					return false // a deed that no frame knows is no judgement
				}
			}
		}
	}
	for _, k := range r.children(i, "nsubj", "nsubj:pass", "nsubj:outer") {
		if r.is(k, "actor") || r.is(k, "named") || r.is(k, "event") || r.is(k, "agreement") || r.is(k, "talks") || r.is(k, "captive") {
			return true
		}
	}
	return false
}

// judge makes judgements of the events that are only what a clause says something of: "the
// raid was a message to the town", "the hostages appeared pale".
func (r *reader) judge(events []event) {
	for k, e := range events {
		p := r.head(e.word)
		if p < 0 || base(r.rel(e.word)) != "nsubj" || !r.nominal(e.word) || e.frame.says != "" || r.numberOf(e.word) >= 0 {
			continue
		}
		if slices.ContainsFunc(events, func(o event) bool { return o.word == p }) || !r.rates(p) {
			continue
		}
		judged := event{word: p, args: r.verbArgs(p)}
		judged.frame = r.opinionOf(judged, "")
		_, judged.stance, judged.modal = r.mood(p)
		if judged.stance == stemma.Denied {
			judged.stance = "" // what is denied is the judgement, which is a claim as it stands
		}
		events[k] = judged
	}
}

// rates reports whether the predicate p says what its subject is or seems, and not only
// that it goes on, where it was, or how many there were.
func (r *reader) rates(p int) bool {
	if r.child(p, "case") >= 0 || r.isTime(p) || r.numberOf(p) >= 0 || r.f.verb("state", r.lemma(p)) || r.f.verb("state", strings.ToLower(r.d.Word(p))) {
		return false
	}
	switch r.upos(p) {
	case "NOUN", "ADJ":
		return r.child(p, "cop") >= 0
	case "VERB":
		return r.f.verb("seem", r.lemma(p))
	}
	return false
}

// opinion is the part of a statement's content in the sentence as an assessment, when
// it is a clause and no event was read in it.
func (r *reader) opinion(content stemma.Span, sentence int, events []event) (event, bool) {
	d := r.d
	s := d.Sentences[sentence]
	first := max(d.TokenAt(content.Start), s.First)
	last := first
	for last < s.Last && d.Tokens[last].End <= content.End {
		last++
	}
	for first < last && r.trims(first) {
		first++
	}
	for last > first && r.upos(last-1) == "PUNCT" && !isClosing(d.Word(last-1)) {
		last--
	}
	const shortest = 4 // words; less is an exclamation
	if last-first < shortest || slices.Contains([]string{d.Word(last - 1), d.Word(last - 2)}, "?") {
		return event{}, false
	}
	word := -1
	for i := first; i < last; i++ {
		if h := r.head(i); (h < first || h >= last) && r.predicate(i) {
			word = i
			break
		}
	}
	if word < 0 {
		return event{}, false
	}
	if r.isCue(word) && r.f.verb("utter", r.lemma(word)) {
		return event{}, false // "denied that and said …": what is said comes by itself
	}
	if _, _, modal := r.mood(word); r.f.verb("urge", strings.ToLower(modal)) {
		events = slices.DeleteFunc(slices.Clone(events), func(e event) bool { return e.word != word }) // an appeal, whatever it speaks of
	}
	for _, e := range events {
		if e.word >= first && e.word < last {
			return event{}, false
		}
	}
	_, stance, modal := r.mood(word)
	if stance == stemma.Denied {
		stance = ""
	}
	return event{word: word, frame: &opinionFrame, args: r.verbArgs(word), first: first, last: last, stance: stance, modal: modal}, true
}

// opinionOf is the frame of a statement that no other frame fits: what is asked of
// somebody, how people fare, or else a judgement.
func (r *reader) opinionOf(e event, stance stemma.Stance) *frame {
	switch {
	case stance == stemma.CalledFor || stance != "" && r.wishes(e.word):
		return &pleaFrame
	case r.fares(e):
		return &plightFrame
	case slices.ContainsFunc(e.args["subj"], func(k int) bool { return r.is(k, "place") }):
		return &sceneFrame
	}
	return &opinionFrame
}

// wishes reports whether what a speaker says is a wish or a want: "I hope that it ends",
// "the crisis requires a political solution".
func (r *reader) wishes(i int) bool {
	if r.f.verb("want", r.lemma(i)) {
		return true
	}
	s := r.child(i, "nsubj")
	return s >= 0 && r.f.verb("wish", r.lemma(i)) && r.f.verb("self", strings.ToLower(r.d.Word(s)))
}

// fares reports whether a clause tells how people or what they live by fare: "half of
// the families live in poverty", "unemployment exceeds a third".
func (r *reader) fares(e event) bool {
	if r.f.noun("plight", r.lemma(e.word)) {
		return true
	}
	for _, list := range e.args {
		for _, k := range list {
			if r.f.noun("plight", r.lemma(k)) {
				return true
			}
		}
	}
	return false
}

var (
	opinionFrame = frame{kind: stemma.Assessment, count: "none", fills: []fill{{"subj", stemma.FieldActor}}}
	sceneFrame   = frame{kind: stemma.Assessment, count: "none", fills: []fill{{"subj", stemma.FieldPlace}}}
	plightFrame  = frame{kind: stemma.Condition, count: "subj", fills: []fill{{"subj", stemma.FieldTarget}}}
	pleaFrame    = frame{kind: stemma.Call, count: "none", fills: []fill{{"subj", stemma.FieldTarget}}}
)
