package quote

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// verb drafts the statement whose cue is the verb v.
func (f *finder) verb(v int) {
	if f.quotedAs(v) || f.saidAs(v) || f.citing(v) {
		return
	}
	senses := f.cues.verbs[f.lemma(v)]
	if len(senses) == 0 || f.trailing(v) {
		return
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: -1}
	if f.passive(v) {
		f.passiveVerb(v, senses, dr)
		return
	}
	dr.head = f.subject(v)
	if dr.head >= 0 {
		dr.source = f.nominal(dr.head, v)
		f.nearerActor(v, &dr)
	} else {
		f.subjectByPlace(v, &dr)
	}
	for _, try := range []func(v int, s sense, dr *draft) []span{f.behind, f.clauseOf, f.order, f.infinitiveOf, f.namedAs, f.objectOf} {
		for _, s := range senses {
			if s.particle != "" && !f.hasParticle(v, s.particle) {
				continue
			}
			content := try(v, s, &dr)
			if len(content) == 0 {
				continue
			}
			dr.class, dr.content = s.class, f.stretch(content, v, true)
			f.negate(v, &dr)
			f.nobody(&dr)
			f.besideQuote(&dr, v)
			f.widenSource(&dr)
			f.carriers(v, &dr)
			f.medium(&dr)
			f.apposed(&dr)
			f.absolute(&dr)
			f.coordinated(&dr)
			f.proposeEach(dr)
			return
		}
	}
}

// proposeEach proposes dr once for each of its coordinated speakers that are named
// by themselves ("a news agency and a monitor said").
func (f *finder) proposeEach(dr draft) {
	if dr.head < 0 {
		f.propose(dr)
		return
	}
	speakers := []int{dr.head}
	for _, k := range f.children(dr.head) {
		if f.is(k, "conj") && f.nounlike(k) && f.child(k, "nsubj") < 0 {
			speakers = append(speakers, k)
		}
	}
	whole := dr.source
	for _, k := range f.children(dr.cue.first) { // a second subject, behind "and"
		if k != dr.head && dr.head < k && k < dr.cue.first && f.is(k, "nsubj") && f.hasWord(span{dr.head, k}, "and") && f.is(dr.head, "nsubj") {
			speakers = append(speakers, k)
			whole.last = max(whole.last, f.hi[k]+1)
		}
	}
	if len(speakers) == 1 || !f.severally(speakers) {
		dr.source = f.tight(span{dr.source.first, max(dr.source.last, min(whole.last, max(dr.cue.first, dr.source.last)))})
		f.propose(dr)
		return
	}
	for n, h := range speakers {
		each := dr
		each.head = h
		each.source = f.tight(span{max(f.lo[h], whole.first), min(f.hi[h]+1, whole.last)})
		for each.source.first < h && f.tag(each.source.first).UPOS == "CCONJ" {
			each.source.first++
		}
		if n == 0 {
			each.source = f.tight(span{whole.first, max(f.lo[speakers[1]], whole.first)})
			each.source = f.withoutConjunction(each.source)
		}
		f.propose(each)
	}
}

// severally reports whether every one of the heads is an actor of its own or a
// singular that speaks, not one of a crowd ("men and women").
func (f *finder) severally(heads []int) bool {
	for n, h := range heads {
		if n > 0 && f.tag(h).UPOS == "NOUN" && f.person(heads[0]) && f.hasWord(span{heads[0], h}, ",") {
			return false // "Vey, a doctor and a witness,": one who is both
		}
		if f.actorAt(h) < 0 && f.tag(h).UPOS != "PROPN" && !f.determined(h) {
			return false
		}
	}
	return true
}

func (f *finder) determined(h int) bool {
	return f.child(h, "det", "nmod:poss", "nummod") >= 0 && f.tag(h).XPOS == "NN"
}

func (f *finder) withoutConjunction(r span) span {
	for !r.empty() && (f.tag(r.last-1).UPOS == "CCONJ" || f.punctuated(r.last-1)) {
		r.last--
	}
	return r
}

// passive reports whether v is a passive or a participle that qualifies a noun.
func (f *finder) passive(v int) bool {
	if f.child(v, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	return f.tag(v).XPOS == "VBN" && f.child(v, "aux", "ccomp") < 0 && (f.is(v, "acl", "amod") && f.child(v, "nsubj") < 0 || f.is(v, "advcl") && f.thatBehind(v) == 0)
}

// passiveVerb drafts "X was said to have fled", "it was reported that …", "the plan
// was praised by Y", "officials quoted by Y".
func (f *finder) passiveVerb(v int, senses []sense, dr draft) {
	agent := f.child(v, "obl:agent")
	if agent < 0 {
		agent = f.oblique(v, "by")
	}
	if agent >= 0 {
		dr.head, dr.source = agent, f.nominal(agent, v)
	}
	theme := f.child(v, "nsubj:pass", "nsubj")
	var patient []span
	switch {
	case theme >= 0 && f.tag(theme).UPOS != "PRON":
		patient = []span{f.nominal(theme, v)}
	case theme >= 0 && f.lower(theme) != "it":
		patient = []span{{theme, theme + 1}}
	case theme < 0 && f.is(v, "acl") && f.head(v) >= 0:
		patient = []span{f.nominal(f.head(v), v)}
	}
	complement := f.child(v, "xcomp", "ccomp")
	for _, s := range senses {
		switch {
		case s.preposition != "" && f.oblique(v, s.preposition) >= 0 && f.oblique(v, s.preposition) != agent:
			dr.content = append(patient, f.region(f.oblique(v, s.preposition))...)
		case s.preposition != "" || s.particle != "" && !f.hasParticle(v, s.particle):
			continue
		case complement >= 0 && s.frames&(clause|infinitive|whom|named) != 0:
			dr.content = append(patient, f.region(complement)...)
			if agent < 0 && (s.class == text.Say || s.class == text.Report || s.class == text.Belief || s.class == text.Show) {
				dr.stance = stemma.Disputed
			}
		case agent >= 0 && s.frames&(object|clause|named) != 0:
			dr.content = patient
		default:
			continue
		}
		dr.class = s.class
		f.negate(v, &dr)
		f.propose(dr)
		return
	}
}

// negate turns a cue that is denied ("did not say whether") into silence.
func (f *finder) negate(v int, dr *draft) {
	if dr.class == text.Belief || dr.class == text.Intention {
		return
	}
	for _, k := range f.children(v) {
		if k < v && (f.lemma(k) == "not" || f.lemma(k) == "never") {
			if dr.class == text.Deny {
				dr.class, dr.stance = text.Acknowledge, stemma.Asserted
				return
			}
			dr.class = text.Silence
		}
	}
}

// nobody turns what nobody says ("no one claimed responsibility") into silence, and
// takes a claim of responsibility for what it is: the doer's own word.
func (f *finder) nobody(dr *draft) {
	if dr.head < 0 {
		return
	}
	switch w := f.lower(dr.head); {
	case w == "nobody" || w == "none" || dr.source.first < dr.source.last && f.lower(dr.source.first) == "no":
		dr.class, dr.stance, dr.head = text.Silence, stemma.Denied, -1
	case dr.class == text.Claimed && f.hasWord(span{dr.content[0].first, min(dr.content[0].first+3, dr.content[0].last)}, "responsibility"):
		dr.class, dr.stance = text.Acknowledge, stemma.Asserted
	}
}

// phrase is v with the auxiliaries, negations and adverbs glued before it and its
// particle behind.
func (f *finder) phrase(v int) span {
	p := span{v, v + 1}
	for p.first > 0 && f.head(p.first-1) == v && f.is(p.first-1, "aux", "advmod", "aux:pass") && f.sentence[p.first-1] == f.sentence[v] {
		if f.is(p.first-1, "advmod") && slices.Contains([]string{"how", "when", "why", "where", "however", "meanwhile", "instead"}, f.lower(p.first-1)) {
			break
		}
		p.first--
	}
	if p.last < len(f.d.Tokens) && f.head(p.last) == v && f.is(p.last, "compound:prt") {
		p.last++
	}
	if p.last < len(f.d.Tokens) && f.d.Word(p.last) == ":" {
		p.last++
	}
	return p
}

func (f *finder) hasParticle(v int, particle string) bool {
	for _, k := range f.children(v) {
		if f.lower(k) == particle && f.is(k, "compound:prt", "advmod", "case", "obl") {
			return true
		}
	}
	return v+1 < len(f.d.Tokens) && f.lower(v+1) == particle
}

// subject is the head of who does v: its own subject, else that of the verb it is
// coordinated with or hangs on, else the noun it qualifies; -1 when there is none.
func (f *finder) subject(v int) int {
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
		switch {
		case h < 0:
			return -1
		case f.is(v, "conj", "advcl", "xcomp", "parataxis"):
			if f.is(v, "advcl", "xcomp", "parataxis") && f.tag(v).UPOS == "VERB" && f.tag(v).XPOS == "VB" && f.child(v, "mark") < 0 && f.is(v, "parataxis") {
				return -1
			}
			if f.is(v, "xcomp") {
				if o := f.child(h, "obj", "iobj"); o >= 0 && o < v {
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

// clauseOver is the nearest verb over token i; -1 when there is none.
func (f *finder) clauseOver(i int) int {
	for steps := 0; i >= 0 && steps < 20; i, steps = f.head(i), steps+1 {
		if f.tag(i).UPOS == "VERB" && f.child(i, "nsubj", "nsubj:pass") >= 0 {
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
			if k > v && (f.tag(v).XPOS == "VBG" || f.d.Word(v+1) == "." || f.d.Word(v+1) == "--") {
				continue // what is said begins with it, or another sentence does
			}
			if f.within[k] < 0 || f.within[k] == f.within[v] {
				return k
			}
			quoted = true
		}
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
	if f.within[v] >= 0 || f.rightBefore(v, dr) {
		return
	}
	if !f.finite(v) || !f.onlySays(v) && f.thatBehind(v) == 0 {
		return
	}
	s := f.in(v)
	if before := f.tight(span{s.First, dr.phrase.first}); (f.thatBehind(v) > 0 || f.setOff(before)) && before.last-before.first <= longestGap+5 {
		for i := before.first; i < before.last; i++ {
			if n := f.actorAt(i); n >= 0 || f.nounlike(i) || i == before.first && f.upperAt(i) {
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
	if n < 0 && !f.cues.speaker[f.lemma(i)] && f.lemma(i) != "medium" {
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
	if v == 0 || !f.punctuated(v-1) || f.child(v, "ccomp") > v || !f.finite(v) {
		return false
	}
	for _, s := range f.cues.verbs[f.lemma(v)] {
		if s.class == text.Say && s.frames == clause {
			return true
		}
	}
	return false
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

// nominal is the noun phrase of head h as it stands around it, without what stands
// under the cue v.
func (f *finder) nominal(h, v int) span {
	r := span{h, h + 1}
	for r.first > f.lo[h] && f.partOf(r.first-1, h, v) {
		r.first--
	}
	for r.last <= f.hi[h] && f.partOf(r.last, h, v) {
		r.last++
	}
	for !r.empty() && r.first < h && (f.is(r.first, "case", "cc", "mark", "punct") && f.head(r.first) == h || f.punctuated(r.first) && !f.opensQuote(r.first)) {
		r.first++
	}
	return f.tight(r)
}

func (f *finder) opensQuote(i int) bool {
	n := f.within[i]
	return n >= 0 && f.d.Tokens[i].Start == f.quotes[n].Start
}

// partOf reports whether token i belongs to the noun phrase of h beside the verb v.
func (f *finder) partOf(i, h, v int) bool {
	if i == v || !f.under(i, h, v) {
		return f.punctuated(i) && i != v && f.sentence[i] == f.sentence[h] && f.within[i] == f.within[h]
	}
	return f.within[i] == f.within[h] || f.within[h] < 0 && !f.speech(f.tokens(f.quotes[f.within[i]].Span))
}

// oblique is the oblique of v that the preposition introduces; -1 when there is none.
func (f *finder) oblique(v int, preposition string) int {
	for _, k := range f.children(v) {
		if !f.is(k, "obl", "nmod", "advcl", "obl:agent", "ccomp", "xcomp") {
			continue
		}
		for _, c := range f.children(k) {
			if f.is(c, "case", "mark") && f.lower(c) == preposition && c < k {
				return k
			}
		}
	}
	return -1
}

// behind is the content of a cue with a preposition: "called for a truce".
func (f *finder) behind(v int, s sense, dr *draft) []span {
	if s.preposition == "" || dr.head < 0 {
		return nil
	}
	o := f.oblique(v, s.preposition)
	if o < 0 {
		if obj := f.child(v, "obj"); obj >= 0 && f.lemma(v) != "tell" {
			o = f.oblique(obj, s.preposition)
		}
	}
	if o < 0 {
		return nil
	}
	var content []span
	if obj := f.child(v, "obj"); obj >= 0 && obj < o && s.class == text.Accuse {
		content = f.region(obj, o)
	}
	for _, c := range f.children(o) {
		if f.is(c, "case", "mark") && f.lower(c) == s.preposition {
			if c == dr.phrase.last {
				dr.phrase.last++
			}
			return append(content, f.region(o, c)...)
		}
	}
	return append(content, f.region(o)...)
}

// clauseOf is the clause or quotation that a verb of saying takes.
func (f *finder) clauseOf(v int, s sense, dr *draft) []span {
	if s.frames&clause == 0 {
		return nil
	}
	speaks := s.class != text.Belief && s.class != text.Intention && s.class != text.Show
	if dr.head > v && f.inverted(v) && speaks && v > f.in(v).First+3 {
		return f.stretch([]span{{f.in(v).First, dr.phrase.first}}, v, true)
	}
	c := f.child(v, "ccomp")
	for _, k := range f.children(v) {
		if f.is(k, "ccomp") && k > v && c < v && f.within[c] < 0 && dr.source.has(c) {
			c = k
		}
	}
	if c >= 0 && (dr.source.has(c) || c < v && f.hi[c]-f.lo[c] < 2 && f.within[c] < 0) {
		c = -1
	}
	if x := f.child(v, "xcomp"); c < 0 && x > v && speaks && (f.child(x, "nsubj", "nsubj:pass") > v || f.lemma(v) == "say") {
		c = x
	}
	if c < 0 {
		c = f.whClause(v)
	}
	if c >= 0 {
		return f.stretch(f.scope(v, c, dr), v, speaks)
	}
	if h := f.head(v); h >= 0 && f.child(v, "nsubj") >= 0 {
		if f.is(v, "parataxis") || f.is(v, "advcl") && f.asClause(v) {
			return f.stretch(f.region(h, v), v, speaks)
		}
	}
	if !speaks {
		return nil
	}
	if dr.head < 0 && !f.besideMark(v) {
		return nil
	}
	if c := f.child(v, "parataxis", "xcomp", "obj", "advcl", "dep", "conj", "appos"); c >= 0 && f.within[c] >= 0 && f.within[v] != f.within[c] && f.within[f.lo[c]] == f.within[c] && f.besideMark(v) {
		return f.stretch([]span{f.tokens(f.quotes[f.within[c]].Span)}, v, true)
	}
	if c := f.child(v, "parataxis"); c > v && f.colonBetween(v, c) {
		return f.stretch(f.region(c), v, true)
	}
	q := f.quotesBeside(v)
	if len(q) > 0 && f.adjacent(q, dr) {
		return q
	}
	if r := f.rest(v, dr); len(r) > 0 || f.child(v, "obj") > v {
		return r
	}
	return q
}

// addressed are the verbs whose object is who was told.
var addressed = map[string]bool{
	"tell": true, "inform": true, "assure": true, "warn": true, "remind": true, "notify": true, "advise": true, "persuade": true,
	"convince": true, "ask": true, "brief": true, "promise": true, "show": true, "teach": true, "text": true, "email": true, "urge": true,
}

// scope is how far the clause c behind the cue v reaches. Where the parser has cut a
// clause without "that" into pieces that all hang on the cue, it takes them together:
// "said [the plan] [should be dropped]". A comma before a conjunction, an adverbial
// or another cue ends it.
func (f *finder) scope(v, c int, dr *draft) []span {
	if c < v {
		return f.region(c)
	}
	r := span{f.lo[c], f.hi[c] + 1}
	if m := f.thatBehind(v); m > 0 && m < r.last && c > m {
		r.first = m
	} else if o := f.child(v, "obj", "iobj"); o > v && o < c && f.hi[o] < c && !addressed[f.lemma(v)] && f.within[o] == f.within[v] {
		r.first = min(r.first, f.lo[o])
	}
	r.first = f.rightBehind(v, r.first, dr)
	for _, k := range f.children(v) {
		if f.lo[k] < r.last || f.is(k, "punct") {
			continue
		}
		comma := f.d.Word(f.lo[k]-1) == "," || f.punctuated(f.lo[k])
		switch {
		case f.is(k, "ccomp", "obj", "xcomp", "dep"):
		case f.is(k, "obl", "advmod", "nmod", "advcl", "conj", "parataxis") && !comma && !f.is(k, "obl:agent") && f.cues.verbs[f.lemma(k)] == nil && !f.preposed(k, "according"):
		default:
			return f.outside(f.upTo(r, v, dr), dr)
		}
		r.last = f.hi[k] + 1
	}
	return f.outside(f.upTo(r, v, dr), dr)
}

// rightBehind is where the clause of v starts: right behind the cue, over who was
// told, when and in what, unless these are parted by a comma. The parser may have
// hung the clause's first words on the cue ("said [more than] 50 had fled").
func (f *finder) rightBehind(v, first int, dr *draft) int {
	from := max(dr.phrase.last, v+1)
	if dr.source.first > v {
		from = max(from, dr.source.last)
	}
	if from >= first || addressed[f.lemma(v)] || first-from > 6 {
		return first
	}
	for i := first - 1; i >= from; i-- {
		if f.punctuated(i) || f.lower(i) == "that" || media[f.lemma(i)] || text.Covering(f.d.Times, f.d.Tokens[i].Start) >= 0 || f.carries(i) || day[f.lower(i)] || f.lower(i) == "to" {
			return first
		}
		if f.tag(i).UPOS == "ADV" && i == from && first-from == 1 {
			return first
		}
	}
	return from
}

// day are the words that say when something was said.
var day = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"today": true, "yesterday": true, "tonight": true, "earlier": true, "later": true, "week": true, "month": true, "year": true, "morning": true,
}

// thatBehind is the "that" that opens the clause of the cue v, over who was told and
// when; 0 when there is none.
func (f *finder) thatBehind(v int) int {
	for i := v + 1; i < f.in(v).Last && i < v+12 && f.within[i] == f.within[v]; i++ {
		if f.lower(i) == "that" && (f.tag(i).UPOS == "SCONJ" || f.onlySays(v) && i+2 < f.in(v).Last) {
			return i
		}
		if f.finite(i) || f.d.Word(i) == "," {
			return 0
		}
	}
	return 0
}

// saysOtherwise reports whether k is a verb with which somebody speaks.
func (f *finder) saysOtherwise(k int) bool {
	return slices.ContainsFunc(f.cues.verbs[f.lemma(k)], func(s sense) bool { return speaks(s.class) && s.frames&clause != 0 })
}

// onlySays reports whether what v takes is a clause, so that a "that" behind it and
// a noun opens no relative clause.
func (f *finder) onlySays(v int) bool {
	if f.lemma(v) == "tell" {
		return true
	}
	senses := f.cues.verbs[f.lemma(v)]
	for _, s := range senses {
		if s.frames != clause || !speaks(s.class) {
			return false
		}
	}
	return len(senses) > 0
}

// upTo is r up to where somebody else is heard: whom the speaker cites ("…, citing a
// source") or who says otherwise ("…, but residents denied that").
func (f *finder) upTo(r span, v int, dr *draft) span {
	for i := r.first + 1; i+1 < r.last; i++ {
		if f.d.Word(i) != "," || f.within[i] >= 0 {
			continue
		}
		if k := i + 1; f.tag(k).XPOS == "VBG" && (f.lemma(k) == "cite" || f.lemma(k) == "quote") {
			if o := f.child(k, "obj"); o >= 0 && dr.head >= 0 {
				dr.via = append(dr.via, dr.head)
				dr.head, dr.source = o, f.nominal(o, k)
			}
			return span{r.first, i}
		}
		if f.lower(i+1) == "but" && f.lower(i+2) != "that" {
			if k := f.head(i + 1); k > i && k < r.last && f.saysOtherwise(k) && f.child(k, "nsubj") > i && f.is(k, "conj") {
				return span{r.first, i}
			}
		}
	}
	return r
}

// outside is r without the source and the cue of dr.
func (f *finder) outside(r span, dr *draft) []span {
	all := []span{r}
	for _, hole := range []span{dr.phrase, dr.source} {
		var left []span
		for _, s := range all {
			left = append(left, cut(s, hole)...)
		}
		all = left
	}
	return f.trim(all)
}

// adjacent reports whether one of the quotations stands right beside the source and
// cue of dr, with nothing but punctuation and small words between.
func (f *finder) adjacent(quotes []span, dr *draft) bool {
	first, last := dr.phrase.first, dr.phrase.last
	if !dr.source.empty() {
		first, last = min(first, dr.source.first), max(last, dr.source.last)
	}
	for _, q := range quotes {
		if q.first >= last && q.first-last <= 3 || q.last <= first && first-q.last <= 2 || q.first >= first && q.last <= last {
			return true
		}
	}
	return false
}

// whClause is the clause right behind v that a question word opens ("have not said
// when they will leave"); -1 when there is none.
func (f *finder) whClause(v int) int {
	for _, k := range f.children(v) {
		if k > v && f.is(k, "advcl") && f.lo[k] == v+1 {
			switch f.lower(v + 1) {
			case "when", "where", "why", "how", "what", "who", "whether", "if":
				return k
			}
		}
	}
	return -1
}

// rest is what is left of the sentence where the parser found no clause for a verb
// of saying with a subject: what stands behind it, or before its subject when the
// verb closes the sentence. It must hold a finite verb.
func (f *finder) rest(v int, dr *draft) []span {
	if dr.head < 0 {
		return nil
	}
	if that := f.thatBehind(v); that > 0 {
		return f.outside(f.upTo(span{that, f.in(v).Last}, v, dr), dr)
	}
	if !f.finite(v) && f.child(v, "aux") < 0 && !(f.tag(v).XPOS == "VBG" && f.lemma(v) == "say") || f.within[v] >= 0 || f.thing(v) >= 0 && f.lemma(v) != "say" {
		return nil
	}
	s := f.in(v)
	before := span{s.First, min(dr.source.first, dr.phrase.first)}
	if f.inverted(v) {
		return []span{before}
	}
	behind := span{max(dr.phrase.last, dr.source.last), s.Last}
	if next := f.nextParagraph(s); !next.empty() {
		return []span{next}
	}
	if f.parenthetical(dr, behind) && f.hasFinite(before) {
		return []span{before, behind}
	}
	behind = f.upTo(behind, v, dr)
	if o := f.child(v, "obj"); o > v && f.lo[o] == behind.first && behind.last-behind.first >= 3 && f.lemma(v) == "say" {
		return []span{behind}
	}
	if f.tag(v).XPOS == "VBG" && behind.last-behind.first >= 4 && f.tag(behind.first).UPOS != "ADP" && f.tag(behind.first).UPOS != "SCONJ" {
		return []span{behind}
	}
	if f.hasFinite(behind) {
		if f.child(v, "advcl") >= behind.first && f.lo[f.child(v, "advcl")] == behind.first {
			return nil
		}
		return []span{behind}
	}
	if f.hasFinite(before) && before.last-before.first >= 4 {
		return []span{before}
	}
	return nil
}

// nextParagraph is the paragraph behind the sentence s when s ends its own with a
// colon and what follows stands in no quotation marks: a block quotation.
func (f *finder) nextParagraph(s text.Sentence) span {
	if s.Last >= len(f.d.Tokens) || f.d.Word(s.Last-1) != ":" || !f.startsParagraph(s.Last) || f.within[s.Last] >= 0 {
		return span{}
	}
	end := s.Last + 1
	for end < len(f.d.Tokens) && !f.startsParagraph(end) {
		end++
	}
	return span{s.Last, end}
}

// parenthetical reports whether the source and cue of dr stand between commas within
// what is said: "…, the monitor said, …".
func (f *finder) parenthetical(dr *draft, behind span) bool {
	first := min(dr.source.first, dr.phrase.first)
	return first > 1 && f.d.Word(first-1) == "," && !behind.empty() && f.d.Word(behind.first) == ","
}

// finite reports whether token i is a finite verb or modal.
func (f *finder) finite(i int) bool {
	switch f.tag(i).XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func (f *finder) hasFinite(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.finite(i) {
			return true
		}
	}
	return false
}

// asClause reports whether v is introduced by "as": "as officials said".
func (f *finder) asClause(v int) bool {
	m := f.child(v, "mark")
	return m >= 0 && f.lower(m) == "as"
}

func (f *finder) colonBetween(a, b int) bool {
	for i := a; i < b; i++ {
		if f.d.Word(i) == ":" {
			return true
		}
	}
	return false
}

// besideMark reports whether a quotation mark or colon stands right beside v.
func (f *finder) besideMark(v int) bool {
	for _, i := range []int{v - 2, v - 1, v + 1, v + 2} {
		if i >= 0 && i < len(f.d.Tokens) && (f.within[i] >= 0 && f.within[i] != f.within[v] || f.d.Word(i) == ":") {
			return true
		}
	}
	return false
}

// quotesBeside is the speech quotations that the sentence of v touches and v does
// not stand in.
func (f *finder) quotesBeside(v int) []span {
	s := f.in(v)
	var all []span
	for i := s.First; i < s.Last; i++ {
		n := f.within[i]
		if n < 0 || n == f.within[v] {
			continue
		}
		if q := f.tokens(f.quotes[n].Span); f.speech(q) && !f.introduced(q, v) {
			all = append(all, q)
		}
		i = max(i, f.tokens(f.quotes[n].Span).last-1)
	}
	return all
}

// introduced reports whether another verb of saying than v stands right before the
// quotation q: it is that verb's.
func (f *finder) introduced(q span, v int) bool {
	i := q.first - 1
	for i >= 0 && q.first-i < 4 && (f.d.Word(i) == "," || f.d.Word(i) == ":" || f.lower(i) == "that") {
		i--
	}
	return i >= 0 && i != v && f.tag(i).UPOS == "VERB" && f.within[i] == f.within[v] && f.saysOtherwise(i)
}

// speech reports whether a quotation is long enough to be somebody's words and not
// a title or a word in scare quotes.
func (f *finder) speech(q span) bool {
	words := 0
	for i := q.first; i < q.last; i++ {
		if !f.punctuated(i) {
			words++
		}
		if words >= 4 {
			return true
		}
	}
	return words >= 1 && f.punctuated(q.last-2) && f.punctuated(q.last-1) || words >= 1 && q.last < len(f.d.Tokens) && f.d.Word(q.last) == ","
}

// stretch widens content to the whole of the quotations that it touches, and to the
// others of the sentence where it is speech in quotation marks.
func (f *finder) stretch(content []span, v int, speaks bool) []span {
	if len(content) == 0 || !speaks {
		return content
	}
	quoted := false
	for n := 0; n < len(content); n++ {
		for i := content[n].first; i < content[n].last; i++ {
			k := f.within[i]
			if k < 0 || k == f.within[v] {
				continue
			}
			q := f.tokens(f.quotes[k].Span)
			if !content[n].holds(q) && !q.has(v) {
				content[n] = span{min(content[n].first, q.first), max(content[n].last, q.last)}
			}
			quoted = quoted || f.speech(q) && (q.first <= content[n].first)
			i = max(i, q.last-1)
		}
	}
	if quoted {
		content = append(content, f.quotesBeside(v)...)
	}
	return f.without(merge(content), v)
}

// without is content without the phrase of the cue v.
func (f *finder) without(content []span, v int) []span {
	var all []span
	for _, r := range content {
		if !r.has(v) {
			all = append(all, r)
			continue
		}
		p := f.phrase(v)
		all = append(all, span{r.first, p.first}, span{p.last, r.last})
	}
	return all
}

// merge sorts ranges and joins those that meet.
func merge(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.first - b.first })
	var out []span
	for _, r := range all {
		if n := len(out); n > 0 && r.first <= out[n-1].last {
			out[n-1].last = max(out[n-1].last, r.last)
		} else {
			out = append(out, r)
		}
	}
	return out
}

// order is the content of "urged them to leave": what they are to do, with who is
// to do it.
func (f *finder) order(v int, s sense, dr *draft) []span {
	if s.frames&whom == 0 || dr.head < 0 {
		return nil
	}
	x := f.child(v, "xcomp", "ccomp", "advcl")
	o := f.child(v, "obj", "iobj")
	if o < 0 && s.particle != "" {
		o = f.oblique(v, s.particle)
	}
	if x < 0 || x < v || o < 0 || !f.toInfinitive(x) {
		return nil
	}
	content := merge(append(f.region(o, x), f.region(x)...))
	if s.particle != "" {
		dr.phrase.last = max(dr.phrase.last, v+2)
		content[0].first = max(content[0].first, v+2)
	}
	return content
}

func (f *finder) toInfinitive(x int) bool {
	m := f.child(x, "mark")
	return m >= 0 && f.lower(m) == "to"
}

// infinitiveOf is the content of "vowed to fight", "denied shelling".
func (f *finder) infinitiveOf(v int, s sense, dr *draft) []span {
	if s.frames&infinitive == 0 || dr.head < 0 {
		return nil
	}
	x := f.child(v, "xcomp", "advcl")
	if x < v || !f.toInfinitive(x) && f.tag(x).XPOS != "VBG" || f.is(x, "advcl") && f.tag(x).XPOS == "VBG" {
		return nil
	}
	return f.region(x)
}

// namedAs is the content of "called them terrorists", "described it as a crime".
func (f *finder) namedAs(v int, s sense, dr *draft) []span {
	if s.frames&named == 0 || dr.head < 0 {
		return nil
	}
	o := f.child(v, "obj")
	if o < 0 {
		return nil
	}
	if x := f.child(v, "xcomp", "ccomp"); x > v && f.child(x, "mark") < 0 {
		return merge(append(f.region(o, x), f.region(x)...))
	}
	if x := f.oblique(v, "as"); x >= 0 {
		return append(f.region(o, x), f.region(x)...)
	}
	if x := f.oblique(o, "as"); x >= 0 {
		return f.region(o)
	}
	if x := f.oblique(v, "to"); x > o && likening[f.lemma(v)] {
		return merge(append(f.region(o, x), f.region(x)...))
	}
	if likening[f.lemma(v)] {
		return nil
	}
	if named := f.arguments(v, o); f.lemma(v) != "see" && (f.holdsQuote(named) || f.objects(v) > 1 || f.lemma(v) == "call" && f.qualifiedBehind(o)) {
		return []span{named}
	}
	return nil
}

// thing is the object or complement of v that is no time; -1 when there is none.
func (f *finder) thing(v int) int {
	for _, k := range f.children(v) {
		if f.is(k, "obj", "xcomp") && !f.isTime(k) {
			return k
		}
	}
	return -1
}

// isTime reports whether token k says when.
func (f *finder) isTime(k int) bool {
	return day[f.lower(k)] || text.Covering(f.d.Times, f.d.Tokens[k].Start) >= 0
}

// rhetorical are the verbs of blows that are words only where a person deals them.
var rhetorical = map[string]bool{"attack": true, "defend": true, "assail": true, "target": true, "back": true}

// qualifiedBehind reports whether an adjective stands right behind the noun o: "the
// charges unfounded".
func (f *finder) qualifiedBehind(o int) bool {
	k := o + 1
	return k < len(f.d.Tokens) && f.tag(k).UPOS == "ADJ" && f.head(k) == o && f.is(k, "amod")
}

// likening are the verbs that take what a thing is called behind "to".
var likening = map[string]bool{"compare": true, "liken": true, "equate": true}

// objects is the number of objects behind v.
func (f *finder) objects(v int) int {
	n := 0
	for _, k := range f.children(v) {
		if k > v && f.is(k, "obj", "iobj") {
			n++
		}
	}
	return n
}

// arguments is the words from the object o of v to the last argument behind it.
func (f *finder) arguments(v, o int) span {
	r := span{f.lo[o], f.hi[o] + 1}
	for _, k := range f.children(v) {
		if k > v && f.is(k, "obj", "iobj", "xcomp", "ccomp", "conj", "dep") {
			r = span{min(r.first, f.lo[k]), max(r.last, f.hi[k]+1)}
		}
	}
	return r
}

// holdsQuote reports whether quotation marks stand within r.
func (f *finder) holdsQuote(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.within[i] >= 0 {
			return true
		}
	}
	return false
}

// objectOf is the content of "announced a truce".
func (f *finder) objectOf(v int, s sense, dr *draft) []span {
	if s.frames&object == 0 || s.preposition != "" || dr.head < 0 || f.is(v, "acl") {
		return nil
	}
	o := f.child(v, "obj")
	for _, k := range f.children(v) {
		if o < v && k > v && (f.is(k, "nsubj") && dr.head < v || f.is(k, "xcomp") && f.tag(k).XPOS == "VBG" && s.class == text.Say) {
			o = k // a gerund, or an object that the parser took for a second subject
		}
	}
	if o < v || f.is(v, "amod") || f.isTime(o) || f.lemma(o) == "life" {
		return nil // a bomb claims lives
	}
	if s.class == text.Say && f.person(o) || rhetorical[f.lemma(v)] && !f.person(dr.head) {
		return nil
	}
	r := span{f.lo[o], f.hi[o] + 1}
	for _, k := range f.children(v) {
		if f.lo[k] < r.last {
			continue
		}
		if f.lo[k] > r.last || !f.is(k, "obl", "ccomp") || f.is(k, "obl:agent") || f.preposed(k, "according") || f.cites(k) {
			break
		}
		r.last = f.hi[k] + 1
	}
	return f.outside(r, dr)
}

// cites reports whether token k is under a phrase that names a source.
func (f *finder) cites(k int) bool {
	return f.preposed(k, "in") && (f.lemma(k) == "statement" || f.lemma(k) == "interview")
}

// person reports whether token i names or stands for a person.
func (f *finder) person(i int) bool {
	if n := f.actorAt(i); n >= 0 && f.d.Actors[n].Person {
		return true
	}
	switch f.lower(i) {
	case "me", "him", "her", "us", "them", "you", "reporters", "journalists", "people":
		return true
	}
	n := text.Covering(f.d.Names, f.d.Tokens[i].Start)
	return n >= 0 && f.d.Names[n].Kind == text.Person
}

// besideQuote widens the source of dr where the speaker with all that is said of
// him stands between a quotation and the cue: "…," Ann Vey, a teacher, said.
func (f *finder) besideQuote(dr *draft, v int) {
	if !f.quoted(f.trim(slices.Clone(dr.content))) || dr.source.empty() || dr.source.first > v {
		return
	}
	last := -1
	for _, r := range f.trim(slices.Clone(dr.content)) {
		if r.last <= dr.source.first {
			last = r.last
		}
	}
	if last < 0 || dr.phrase.first-last > 30 || f.sentence[last-1] != f.sentence[v] {
		return
	}
	r := f.tight(span{last, dr.phrase.first})
	for i := r.first; i < r.last; i++ {
		if f.within[i] >= 0 || f.tag(i).UPOS == "VERB" && !f.under(i, dr.head) && strings.HasPrefix(f.tag(i).XPOS, "VBD") {
			return
		}
	}
	for !r.empty() && (f.punctuated(r.first) || f.tag(r.first).UPOS == "CCONJ") {
		r.first++
	}
	if r.has(dr.head) && r.holds(dr.source) {
		dr.source = r
	}
}

// longestGap is the number of tokens that may lie between a noun phrase as the
// parser has it and the cue behind it: an apposition, a party and state, an age.
const longestGap = 25

// widenSource takes into the source what stands between it and the cue behind it,
// and the title right before it, where nothing else can own those words.
func (f *finder) widenSource(dr *draft) {
	if dr.head < 0 || dr.source.empty() || f.relative(dr.head) || f.tag(dr.head).UPOS == "PRON" {
		return
	}
	if n := f.actorAt(dr.head); n >= 0 {
		if a := f.tokens(f.d.Actors[n].Span); a.meets(dr.source) && !a.has(dr.cue.first) && (a.last <= dr.phrase.first || a.first >= dr.phrase.last) {
			dr.source = span{min(a.first, dr.source.first), max(a.last, dr.source.last)}
		}
	}
	f.withoutTime(dr)
	f.withoutCircumstance(dr)
	f.describedBehind(dr)
	if f.head(dr.head) != dr.cue.first && !f.quoted(dr.content) {
		return
	}
	if gap := (span{dr.source.last, dr.phrase.first}); dr.source.last < dr.phrase.first && gap.last-gap.first <= longestGap && f.ownedGap(gap, dr) {
		dr.source = f.tight(span{dr.source.first, gap.last})
	}
	s := f.in(dr.head)
	i := dr.source.first
	for i > s.First && i > dr.source.first-8 && f.titleLike(i-1) && f.within[i-1] == f.within[i] {
		i--
	}
	behindQuote := i > s.First && f.within[i-1] >= 0 && f.within[i] < 0
	if i > s.First && f.d.Word(i-1) != "," && !behindQuote || f.holdsContent(span{i, dr.source.first}, dr) && !behindQuote {
		return
	}
	dr.source.first = i
}

func (f *finder) holdsContent(r span, dr *draft) bool {
	for _, c := range dr.content {
		if c.meets(r) {
			return true
		}
	}
	return false
}

// titleLike reports whether token i may be part of a title before a name.
func (f *finder) titleLike(i int) bool {
	switch f.tag(i).UPOS {
	case "PROPN", "NOUN", "ADJ", "DET":
		return true
	}
	return f.d.Word(i) == "-" || f.d.Word(i) == "." && f.glued(i)
}

// ownedGap reports whether the tokens of gap can only belong to the source of dr: no
// content, quotation, finite verb or cue of another stands in it outside commas.
func (f *finder) ownedGap(gap span, dr *draft) bool {
	if f.holdsContent(gap, dr) || f.tag(gap.first).UPOS == "CCONJ" {
		return false
	}
	set := f.punctuated(gap.first)
	if set && !f.punctuated(gap.last-1) && f.d.Word(gap.first) == "," {
		return false
	}
	if set && gap.first+1 < gap.last && f.tag(gap.first+1).XPOS == "VBG" {
		return false
	}
	related := set && gap.first+1 < gap.last && (f.relative(gap.first+1) || f.lower(gap.first+1) == "whose")
	for i := gap.first; i < gap.last; i++ {
		if f.within[i] != f.within[dr.head] || f.finite(i) && !related && !(set && f.under(i, dr.head)) || f.is(i, "nsubj") && !set {
			return false
		}
		if f.tag(i).UPOS == "SCONJ" && !related {
			return false
		}
	}
	return true
}

// withoutTime drops "on Sunday" from the end of the source.
func (f *finder) withoutTime(dr *draft) {
	last := dr.source.last
	for last-1 > dr.head && (text.Covering(f.d.Times, f.d.Tokens[last-1].Start) >= 0 || day[f.lower(last-1)]) {
		last--
	}
	if last == dr.source.last {
		return
	}
	if last-1 > dr.head && f.tag(last-1).UPOS == "ADP" {
		last--
	}
	dr.source = f.tight(span{dr.source.first, last})
}

// absolute takes the subject of "with 50 troops reported dead" for what it is: part
// of what is reported, by nobody named.
func (f *finder) absolute(dr *draft) {
	if dr.source.empty() || f.lower(dr.source.first) != "with" {
		return
	}
	dr.content = merge(append(dr.content, span{dr.source.first + 1, dr.source.last}))
	dr.head, dr.source, dr.stance = -1, span{}, stemma.Disputed
}

// withoutCircumstance ends the source where a comma sets off what the speaker was
// doing or where: "Vey, speaking in Tarn," and "Vey, at a later hearing,".
func (f *finder) withoutCircumstance(dr *draft) {
	for i := dr.head + 1; i+1 < dr.source.last; i++ {
		if f.relative(i) {
			return
		}
		circumstance := f.d.Word(i) == "," && (f.tag(i+1).XPOS == "VBG" || f.tag(i+1).UPOS == "ADP" && f.lower(i+1) != "of" && f.lower(i+1) != "from")
		if circumstance || f.lower(i) == "in" && i+3 <= dr.source.last && f.lower(i+1) == "a" && (media[f.lemma(i+2)] || i+3 < dr.source.last && media[f.lemma(i+3)]) {
			dr.source = f.tight(span{dr.source.first, i})
			return
		}
	}
}

// describedBehind takes into a source behind its cue what a comma sets off after it
// up to the end of the sentence or the next quotation: "said Vey, who fled in May".
func (f *finder) describedBehind(dr *draft) {
	comma := dr.source.last
	if dr.source.first < dr.cue.first || comma+2 >= len(f.d.Tokens) || f.d.Word(comma) != "," || f.sentence[comma+1] != f.sentence[dr.head] || f.within[comma+1] != f.within[dr.head] {
		return
	}
	switch next := f.tag(comma + 1); {
	case f.relative(comma+1) || f.lower(comma+1) == "whose":
	case next.UPOS == "DET" || next.UPOS == "NOUN" || next.UPOS == "PROPN" || next.UPOS == "ADJ" || next.UPOS == "NUM":
	default:
		return
	}
	s := f.in(dr.head)
	related := false
	for i := comma + 1; i < s.Last; i++ {
		related = related || f.relative(i) || f.lower(i) == "whose"
		if f.within[i] != f.within[dr.head] || f.holdsContent(span{i, i + 1}, dr) || f.finite(i) && !related || f.d.Word(i) == "," && i+1 < s.Last && f.tag(i+1).XPOS == "VBG" {
			return
		}
	}
	dr.source = f.tight(span{dr.source.first, s.Last})
}
