package quote

import (
	"strings"

	"stemma/internal/text"
)

// subject is the head of who does v: its own subject, else that of the verb it is
// coordinated with or hangs on, else the noun it qualifies; -1 when there is none.
func (f *finder) subject(v int) int {
	s := f.subjectOver(v)
	if s < 0 || f.tag(v).XPOS != "VBG" || f.thatBehind(v) == 0 || f.somebody(s) {
		return s
	}
	over := f.sayingOver(f.head(v))
	if over < 0 {
		return s
	}
	if o := f.after(over, "obj"); o >= 0 && o < v && (f.lemma(over) == "quote" || f.lemma(over) == "cite") {
		return o // "quoted villagers who left their homes saying that …"
	}
	return f.subjectOver(over) // "said … the truce adding that …"
}

// subjectOver is the subject of v by the tree alone.
func (f *finder) subjectOver(v int) int {
	cue := v
	for range 8 {
		if s := f.ownSubject(v); s >= 0 {
			if f.within[s] >= 0 && f.within[s] != f.within[cue] {
				return f.speakerBeside(cue)
			}
			return s
		}
		if s := f.speakerBeside(v); s >= 0 && v == cue {
			return s
		}
		h := f.head(v)
		if m := f.resumedFrom(v); m >= 0 {
			h = m
		} else if h >= 0 && f.is(v, "conj") && f.finite(v) && f.nounlike(h) && h < v {
			if m := f.clauseOver(h); m >= 0 {
				h = m // a verb is joined to a verb, whatever noun it hangs on
			}
		}
		switch {
		case h < 0:
			return -1
		case f.is(v, "conj", "advcl", "xcomp", "parataxis"):
			if f.is(v, "advcl", "xcomp", "parataxis") && f.tag(v).UPOS == "VERB" && f.tag(v).XPOS == "VB" && f.child(v, "mark") < 0 && f.is(v, "parataxis") {
				return -1
			}
			if f.is(v, "xcomp") {
				if o := f.child(h, "obj", "iobj"); o >= 0 && o < v && !(f.tag(v).XPOS == "VBG" && f.placeAt(o) && f.actorAt(o) < 0) {
					return o
				}
			}
			v = h
		case f.is(v, "acl") && f.tag(v).XPOS == "VBG" && f.d.Word(max(f.phrase(v).first-1, 0)) == ",":
			if h = f.clauseOver(h); h < 0 {
				return f.head(v)
			}
			v = h
			continue
		case f.d.Arcs[v].Rel == "acl" && f.tag(v).XPOS == "VBG" && f.placeAt(h) && f.actorAt(h) < 0:
			if v = f.clauseOver(h); v < 0 { // no place describes: "… the attack in Tarn describing it as …"
				return -1
			}
			continue
		case f.is(v, "acl", "acl:relcl"):
			return h
		case f.is(v, "cop", "aux"):
			v = h
		default:
			return -1
		}
		if f.nounlike(v) && f.child(v, "cop", "nsubj") < 0 {
			return v
		}
	}
	return -1
}

// resumedFrom is the verb of saying that the verb v goes on from over the clause that
// the parser has joined it to; -1 for none.
func (f *finder) resumedFrom(v int) int {
	if !f.is(v, "conj") {
		return -1
	}
	for h, steps := f.head(v), 0; h >= 0 && steps < 4; h, steps = f.head(h), steps+1 {
		if m := f.head(h); m >= 0 && f.is(h, "ccomp", "xcomp") && m < h && f.saysOtherwise(m) && f.within[m] == f.within[v] && f.resumes(v, m) {
			return m
		}
	}
	return -1
}

// clauseOver is the nearest verb over token i; -1 when there is none.
func (f *finder) clauseOver(i int) int {
	for steps := 0; i >= 0 && steps < 20; i, steps = f.head(i), steps+1 {
		if f.tag(i).UPOS == "VERB" && f.child(i, "nsubj", "nsubj:pass") >= 0 {
			return i
		}
	}
	return -1
}

// sayingOver is the nearest verb of saying with a subject over token i; -1 when there is
// none.
func (f *finder) sayingOver(i int) int {
	for steps := 0; i >= 0 && steps < 20; i, steps = f.head(i), steps+1 {
		if f.tag(i).UPOS == "VERB" && (f.saysOtherwise(i) || f.lemma(i) == "quote" || f.lemma(i) == "cite") && (f.child(i, "nsubj") >= 0 || f.is(i, "xcomp")) {
			return i
		}
	}
	return -1
}

// ownSubject is the subject that hangs on v; -1 when there is none. Words within a
// quotation do not say what stands around it: there the parser has taken the
// quotation for the subject, and who said it stands behind the verb.
func (f *finder) ownSubject(v int) int {
	quoted := false
	for _, k := range f.children(v) {
		if f.is(k, "nsubj", "nsubj:pass", "nsubj:outer") {
			if f.tag(v).XPOS == "VBG" && f.child(k, "case") >= 0 && f.placeAt(k) {
				continue // where it was, not who did it
			}
			if k > v && f.lemma(v) == "tell" {
				continue // who was told
			}
			if k > v && (f.tag(v).XPOS == "VBG" || f.d.Word(v+1) == "." || f.d.Word(v+1) == "--") {
				continue // what is said begins with it, or another sentence does
			}
			if f.within[k] < 0 || f.within[k] == f.within[v] {
				return f.nearest(v, k)
			}
			quoted = true
		}
	}
	if n := f.joined(v); n >= 0 {
		return n
	}
	if k := f.child(v, "expl"); k >= 0 && k < v && f.finite(v) && f.saysOtherwise(v) && f.after(v, "ccomp") >= 0 {
		return k // "It said …" is somebody's
	}
	if o := f.child(v, "obj"); !quoted && o >= 0 && o < v && f.finite(v) && f.saysOtherwise(v) && f.after(v, "ccomp") >= 0 && f.nounlike(o) && !f.relative(o) && f.within[o] == f.within[v] {
		return o // what stands before "said that …" is no object
	}
	if o := f.child(v, "obj"); !quoted && o > v && f.inverted(v) && f.nounlike(o) {
		return o
	}
	if !quoted && (v == 0 || f.within[v-1] < 0 && (v < 2 || f.within[v-2] < 0) || f.within[v] >= 0) {
		return -1
	}
	for _, k := range f.children(v) {
		if k > v && f.nounlike(k) && f.within[k] == f.within[v] && f.is(k, "obj", "iobj", "obl", "dep", "parataxis", "appos", "xcomp", "obl:tmod", "obl:npmod", "obl:unmarked") && f.child(k, "case") < 0 {
			return k
		}
	}
	return -1
}

// joined is the noun between a conjunction and the finite verb of saying v that the
// parser has joined to the noun before, "… the raid and rebels accused …": it is the
// subject of v; -1 when there is none.
func (f *finder) joined(v int) int {
	first := f.phrase(v).first
	n := first - 1
	if n <= f.in(v).First || !f.finite(v) || f.within[n] != f.within[v] || !f.nounlike(n) || !f.is(n, "conj") || f.child(v, "nsubj", "nsubj:pass") >= 0 || f.senses(v) == nil || !f.somebody(n) {
		return -1
	}
	c := f.lo[n] - 1
	if f.lo[n] == f.child(n, "cc") {
		c = f.lo[n]
	}
	switch f.lower(max(c, 0)) {
	case "and", "but", "while":
		return n
	}
	return -1
}

// nearest is the subject of v that stands right before it behind a comma where the
// parser has given it two: the other, k, is that of what is said ("protocol called for
// care, sources said"), or where it was, "shells hit Velm the monitor said"; else k.
func (f *finder) nearest(v, k int) int {
	for _, n := range f.children(v) {
		if n <= k || n >= v || !f.is(n, "nsubj") || f.lo[n] == 0 || f.hi[n]+1 < f.phrase(v).first {
			continue
		}
		if before := f.d.Word(f.lo[n] - 1); before == "," || dash[before] && f.placeAt(k) || f.titles(k, n) || f.placeAt(k) && f.actorAt(k) < 0 && f.actorAt(n) >= 0 {
			k = n
		}
	}
	return k
}

// dash are the marks behind a dateline.
var dash = map[string]bool{"-": true, "–": true, "—": true, "--": true, ":": true}

// titles reports whether the noun at k only says what the one named right behind it at n
// is, or whose: "the rail operator Orlo Lines", "the oppositions Velm Committees".
func (f *finder) titles(k, n int) bool {
	at, named := f.lo[n], f.tag(n).UPOS == "PROPN" && f.tag(k).UPOS == "NOUN"
	if a := f.actorAt(n); a >= 0 && !f.d.Actors[a].Person && f.d.Actors[a].Party.ID != "" {
		at = f.d.TokenAt(f.d.Actors[a].Start)
		lost := at == k+2 && f.lower(k+1) == "s" || at == k+1 && f.tag(k).XPOS == "NNS"
		named = named || lost && f.upperAt(at)
		if lost && f.lower(k+1) == "s" {
			at--
		}
	}
	return named && at == k+1 && !f.placeAt(n) && (f.hi[k] == k || f.tag(k).UPOS == "PROPN")
}

// nearerActor takes the actor right before the cue for the speaker where a finite
// verb parts the cue from the subject that the parser found: in texts without commas
// "which they lost on Monday the monitor said" has "which" for it.
func (f *finder) nearerActor(v int, dr *draft) {
	gap := span{dr.source.last, dr.phrase.first}
	if gap.empty() || !f.hasFinite(gap) && !f.relative(dr.head) || f.tag(v).XPOS == "VBG" {
		return
	}
	for i := gap.first; i < gap.last; i++ {
		if f.punctuated(i) || f.finite(i) && f.under(i, dr.head) {
			return
		}
	}
	n := f.actorAt(gap.last - 1)
	if n < 0 || f.d.Actors[n].Start < f.d.Tokens[gap.first].Start {
		return
	}
	dr.source = f.tokens(f.d.Actors[n].Span)
	dr.head = max(min(f.d.Actors[n].Head, dr.source.last-1), dr.source.first)
}

// subjectByPlace finds the speaker of a finite verb of saying by where he stands when
// the parser has hung him elsewhere: all that opens the sentence before "said that",
// or what follows "…, said".
func (f *finder) subjectByPlace(v int, dr *draft) {
	if f.within[v] >= 0 || f.rightBefore(v, dr) || f.officeAndName(v, dr) {
		return
	}
	if !f.finite(v) || !f.onlySays(v) && f.thatBehind(v) == 0 {
		return
	}
	s := f.in(v)
	if before := f.tight(span{s.First, dr.phrase.first}); (f.thatBehind(v) > 0 || f.setOff(before)) && before.last-before.first <= longestGap+5 {
		for i := before.first; i < before.last; i++ {
			if n := f.actorAt(i); n >= 0 || f.nounlike(i) || i == before.first && f.upperAt(i) && f.tag(i).UPOS != "DET" {
				if n >= 0 {
					i = max(i, min(f.d.Actors[n].Head, before.last-1))
				}
				dr.head, dr.source = i, before
				return
			}
		}
	}
	if !f.inverted(v) {
		return
	}
	end := v + 1
	for end < s.Last && !f.punctuated(end) && !f.verbalCue(end) && !(f.tag(end).UPOS == "ADP" && f.lower(end) == "on") && f.tag(end).UPOS != "SCONJ" {
		end++
	}
	for i := v + 1; i < end; i++ {
		if f.nounlike(i) && f.tag(i).XPOS != "WDT" {
			for i+1 < end && (f.nounlike(i+1) || f.d.Word(i+1) == "-") {
				i++
			}
			dr.head, dr.source = i, f.tight(span{v + 1, end})
			return
		}
	}
}

// rightBefore takes the noun phrase right before the cue v for the speaker when it
// names one who speaks: "… was hit civil defense sources said". It reports whether
// there is one.
func (f *finder) rightBefore(v int, dr *draft) bool {
	s := f.in(v)
	i := dr.phrase.first - 1
	if i <= s.First || f.within[i] >= 0 || !f.saysOtherwise(v) || f.tag(v).XPOS == "VBG" || f.tag(v).XPOS == "VB" {
		return false
	}
	n := f.actorAt(i)
	if n < 0 && !f.cues.speaker.Get(f.lemma(i)) && !f.cues.role.Get(f.lemma(i)) && !f.cues.people.Get(f.lemma(i)) && f.lemma(i) != "medium" {
		return false
	}
	source := span{i, i + 1}
	if n >= 0 {
		source = f.tokens(f.d.Actors[n].Span)
	}
	for j := source.first - 1; n < 0 && j >= s.First; j-- {
		u := f.tag(j).UPOS
		if u != "ADJ" && u != "NOUN" && u != "DET" && u != "PROPN" || f.placeAt(j) {
			break
		}
		source.first = j
		if u == "DET" {
			break
		}
	}
	if source.empty() || !source.has(i) {
		return false
	}
	dr.head, dr.source = i, source
	return true
}

// officeAndName takes for the speaker of the verb of saying v the office and the name of its
// holder that commas set off right before it: "…, the spokesman, Ann Vey, said". It reports
// whether they stand there.
func (f *finder) officeAndName(v int, dr *draft) bool {
	comma, s := dr.phrase.first-1, f.in(v)
	if comma-3 <= s.First || f.d.Word(comma) != "," || !f.finite(v) || !f.saysOtherwise(v) {
		return false
	}
	n := f.actorAt(comma - 1)
	if n < 0 || !f.d.Actors[n].Person {
		return false
	}
	at := f.d.TokenAt(f.d.Actors[n].Start)
	if at-3 <= s.First || f.d.Word(at-1) != "," {
		return false
	}
	head, first := -1, at-1
	for first > s.First && f.d.Word(first-1) != "," && at-first < longestGap {
		first--
		if f.finite(first) || f.within[first] >= 0 {
			return false
		}
		if f.cues.role.Get(f.kind(first)) {
			head = first
		}
	}
	if head < 0 || first <= s.First {
		return false
	}
	dr.head, dr.source = head, span{first, comma}
	return true
}

// setOff reports whether r is a noun with what a comma sets off behind it, up to a
// comma: "Vey, a teacher who fled,".
func (f *finder) setOff(r span) bool {
	if r.last >= len(f.d.Tokens) || f.d.Word(r.last) != "," || !f.hasWord(r, ",") || !f.nounlike(r.first) && f.tag(r.first).UPOS != "DET" && f.tag(r.first).UPOS != "ADJ" {
		return false
	}
	related := false
	for i := r.first; i < r.last; i++ {
		related = related || f.relative(i) || f.lower(i) == "whose"
		if f.within[i] >= 0 || f.finite(i) && !related {
			return false
		}
	}
	return true
}

func (f *finder) upperAt(i int) bool {
	w := f.d.Word(i)
	return w != "" && strings.ToLower(w[:1]) != w[:1]
}

func (f *finder) verbalCue(i int) bool { return f.tag(i).UPOS == "VERB" && f.finite(i) }

// inverted reports whether the verb of saying v stands behind its content with its
// speaker after it: "…, said Vey".
func (f *finder) inverted(v int) bool {
	if h, _ := f.speakerBehind(v); h >= 0 || f.trails(v) {
		return true
	}
	if v == 0 || !f.punctuated(v-1) || f.owns(f.child(v, "ccomp"), v) || !f.finite(v) && !f.misread(v) {
		return false
	}
	for _, s := range f.senses(v) {
		if s.class == text.Say && s.frames == clause {
			return true
		}
		if s.class == text.Acknowledge && s.frames&clause != 0 && f.d.Word(v-1) == "," && f.child(v, "nsubj", "nsubj:pass") > v {
			return true
		}
	}
	return false
}

// owns reports whether the clause c behind v is what v says and does not describe its
// speaker: "…, said Vey, whose house fell".
func (f *finder) owns(c, v int) bool {
	if c <= v {
		return false
	}
	first := f.lo[c]
	for first < c && f.punctuated(first) {
		first++
	}
	return !f.relative(first) && f.lower(first) != "whose"
}

// trails reports whether the verb of saying v stands without a comma behind a whole
// clause, with somebody named right behind it: "… the road is closed said Ann Vey".
func (f *finder) trails(v int) bool {
	o := f.after(v, "obj")
	if o < 0 || f.lo[o] != v+1 || f.lemma(v) != "say" && !f.onlySays(v) || f.lemma(v) == "tell" || f.child(v, "nsubj", "aux", "aux:pass", "mark", "ccomp") >= 0 {
		return false
	}
	return f.actorAt(o) >= 0 && f.hasFinite(span{f.in(v).First, v}) && f.hi[o]+3 > f.in(v).Last
}

// speakerBeside is the first noun between a quotation and the cue v behind it, or
// between v and what follows when the quotation stands right before it; -1 for none.
// It serves where the parser has hung the speaker elsewhere.
func (f *finder) speakerBeside(v int) int {
	if f.within[v] >= 0 {
		return -1
	}
	s := f.in(v)
	first := v - 1
	for first >= s.First && f.within[first] < 0 {
		first--
	}
	if first < s.First || v-first > 25 {
		return -1
	}
	related := false
	for i := first + 1; i < v; i++ {
		related = related || f.relative(i) || f.lower(i) == "whose"
		if f.finite(i) && f.tag(i).UPOS == "VERB" && !related {
			return -1
		}
	}
	for i := first + 1; i < v; i++ {
		if f.nounlike(i) {
			for h := f.head(i); h > first && h < v && f.nounlike(h) && f.is(i, "compound", "nmod:desc", "flat", "nmod:poss", "amod", "nmod"); h = f.head(i) {
				i = h
			}
			return i
		}
	}
	for i := v + 1; i < s.Last && i < v+4 && f.within[i] < 0; i++ {
		if f.nounlike(i) && !f.is(i, "obl") {
			for h := f.head(i); h > i && h < s.Last && h < i+4 && f.nounlike(h) && f.is(i, "compound", "nmod:desc", "flat", "nmod:poss", "amod"); h = f.head(i) {
				i = h
			}
			return i
		}
		if f.verbal(i) || f.tag(i).UPOS == "ADP" {
			break
		}
	}
	return -1
}

func (f *finder) nounlike(i int) bool {
	switch f.tag(i).UPOS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}
