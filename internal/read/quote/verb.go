package quote

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// verb drafts the statement whose cue is the verb v.
func (f *finder) verb(v int) {
	if f.progressive(v) || f.stirred(v) || f.quotedAs(v) || f.saidAs(v) || f.citing(v) || f.seems(v) || f.opening(v) {
		return
	}
	senses := f.senses(v)
	if len(senses) == 0 {
		f.clausal(v)
		return
	}
	if f.trailing(v) {
		return
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: -1}
	if h, r := f.speakerBehind(v); h >= 0 {
		dr.head, dr.source = h, r
	} else if f.passive(v) {
		f.passiveVerb(v, senses, dr)
		return
	} else {
		f.sourceOf(v, &dr)
	}
	for _, try := range []func(v int, s sense, dr *draft) []span{f.putAt, f.gerundOf, f.behind, f.clauseOf, f.order, f.infinitiveOf, f.namedAs, f.objectOf, f.relativeOf} {
		for _, s := range senses {
			if s.particle != "" && !f.hasParticle(v, s.particle) || !f.fits(s, dr.head) {
				continue
			}
			content := try(v, s, &dr)
			if len(content) == 0 {
				continue
			}
			dr.class, dr.content = s.class, f.stretch(content, v, true)
			if end := dr.phrase.last; s.particle != "" && end == v+1 && f.lower(end) == s.particle {
				dr.phrase.last++
			}
			f.lettered(&dr)
			f.negate(v, &dr)
			f.nobody(&dr)
			f.besideQuote(&dr, v)
			f.widenSource(&dr)
			f.carriers(v, &dr)
			f.resumed(&dr)
			f.medium(&dr)
			f.apposed(&dr)
			f.absolute(&dr)
			f.coordinated(&dr)
			f.proposeEach(dr)
			return
		}
	}
}

// progressive drafts "is warning voters that …" where the parser has taken the
// participle v for an adjective of its object.
func (f *finder) progressive(v int) bool {
	h, a := f.head(v), f.phrase(v).first-1
	if !f.is(v, "amod") || f.tag(v).XPOS != "VBG" || h <= v || a < 0 || f.tag(a).UPOS != "AUX" || f.head(a) != h || f.child(v, "nsubj", "obj") >= 0 {
		return false
	}
	s := f.child(h, "nsubj")
	if s < 0 || s > a || !f.somebody(s) {
		return false
	}
	for _, n := range f.senses(v) {
		if n.particle != "" || n.preposition != "" || n.frames&(law|quotation) != 0 {
			continue
		}
		dr := draft{cue: span{v, v + 1}, phrase: span{a, v + 1}, head: s, source: f.nominal(s, h), class: n.class}
		if that := f.thatBehind(v); that > 0 && n.frames&clause != 0 {
			dr.content = []span{{that, f.hi[h] + 1}}
		} else if n.frames&object != 0 {
			dr.content = []span{{v + 1, f.hi[h] + 1}}
		} else {
			continue
		}
		f.proposeEach(dr)
		return true
	}
	return false
}

// sourceOf finds whose words or thoughts the active verb v tells.
func (f *finder) sourceOf(v int, dr *draft) {
	if f.attending(v, dr) {
		return
	}
	if dr.head = f.subject(v); dr.head >= 0 && f.whereabouts(dr.head) {
		dr.head = -1
	}
	if dr.head < 0 {
		f.subjectByPlace(v, dr)
		return
	}
	for _, k := range f.children(v) {
		behind := f.is(k, "nsubj") || f.is(k, "obj") && f.lemma(v) == "say" && f.hasFinite(span{dr.head + 1, v})
		if dr.head < v && k > v && behind && f.lo[k] == v+1 && !f.speaks(dr.head) && f.speaks(k) {
			dr.head = k // "fire on Jeb, a village near the town said Ann Vey": of two subjects the one who can speak
		}
	}
	if h := f.head(v); f.is(v, "acl:relcl") && h < dr.head && dr.head < v && !f.speaks(dr.head) && f.cues.speaker.Get(f.lemma(h)) {
		for i := h + 1; i < dr.head; i++ {
			if f.relative(i) { // "a group that monitors the war said"
				dr.head, dr.source = h, f.tight(span{f.lo[h], v})
				return
			}
		}
	}
	dr.source = f.nominal(dr.head, v)
	f.nearerActor(v, dr)
}

// whereabouts reports whether the noun at token i is only where something was: "in Velm".
func (f *finder) whereabouts(i int) bool {
	c := f.child(i, "case")
	if c < 0 || c > i || !f.placeAt(i) || !f.is(i, "obl") {
		return false
	}
	switch f.lower(c) {
	case "in", "at", "near", "inside", "outside", "across", "around":
		return true
	}
	return false
}

// clausal drafts a verb of no group that has somebody for its subject and a clause
// with "that" or a question word for its complement, as only verbs of speech and mind
// have: "cannot fathom how …", "were incensed that …".
func (f *finder) clausal(v int) {
	s, c := f.child(v, "nsubj", "nsubj:pass"), f.after(v, "ccomp")
	if s < 0 || s > v || c < 0 || f.lo[c] != v+1 || !f.somebody(s) || f.relative(s) {
		return
	}
	switch f.lower(v + 1) {
	case "that", "how", "why", "whether":
	default:
		return
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: s, source: f.nominal(s, v), class: text.Belief, content: f.region(c)}
	f.widenSource(&dr)
	f.proposeEach(dr)
}

// fits reports whether a cue with the subject may have the sense: one who speaks or a
// rule, where the sense wants one. What an army does to its enemy is not said.
func (f *finder) fits(s sense, subject int) bool {
	if s.frames&(person|law) == 0 {
		return true
	}
	if subject < 0 {
		return false
	}
	if s.frames&law != 0 {
		return f.cues.law.Get(f.kind(subject))
	}
	if speaks(s.class) {
		return f.voices(subject)
	}
	return f.speaks(subject) || f.cues.people.Get(f.kind(subject)) || personal[f.lower(subject)]
}

// personal are the pronouns that may stand for people.
var personal = map[string]bool{"i": true, "we": true, "you": true, "he": true, "she": true, "they": true, "who": true, "that": true, "which": true, "one": true, "it": true, "whoever": true}

// voices reports whether token i is a person or one whose blows are of words.
func (f *finder) voices(i int) bool {
	switch f.lower(i) {
	case "i", "he", "she", "we", "who":
		return true
	}
	if n := f.actorAt(i); n >= 0 && !f.d.Actors[n].Person {
		switch f.d.Actors[n].Kind {
		case "monitor", "agency", "outlet", "humanitarian body", "international body", "institute":
			return true
		case "", "people", "person":
		default:
			return f.cues.voice.Get(f.kind(i))
		}
	}
	return f.person(i) || f.cues.voice.Get(f.kind(i))
}

// passive reports whether v is a passive or a participle that qualifies a noun.
func (f *finder) passive(v int) bool {
	if f.misread(v) {
		return false
	}
	if f.child(v, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	if f.questioned(v) {
		return true
	}
	return f.tag(v).XPOS == "VBN" && f.child(v, "aux", "ccomp") < 0 && (f.is(v, "acl", "amod") && f.child(v, "nsubj") < 0 || f.is(v, "advcl") && f.thatBehind(v) == 0)
}

// questioned reports whether v is the participle with which a sentence opens on what a
// speaker was asked, "Asked about the raid, Vey said …", tagged as whatever.
func (f *finder) questioned(v int) bool {
	if x := f.tag(v).XPOS; x != "VBN" && x != "VBD" || f.senses(v) == nil || f.child(v, "nsubj", "nsubj:pass", "obj", "aux") >= 0 || f.within[v] >= 0 {
		return false
	}
	if s := f.in(v); v != s.First && (v-1 != s.First || f.tag(v-1).XPOS != "WRB" && f.tag(v-1).UPOS != "SCONJ") || v+1 >= s.Last {
		return false
	}
	next := f.tag(v + 1)
	return next.UPOS == "ADP" || next.UPOS == "SCONJ" || f.lower(v+1) == "to"
}

// misread reports whether the tagger has taken the past tense v for a participle: it
// has no auxiliary and an object, a clause or an infinitive of its own, which no
// participle has that qualifies a noun ("the union called it a start").
func (f *finder) misread(v int) bool {
	if f.tag(v).XPOS != "VBN" || v == 0 {
		return false
	}
	if a := f.child(v, "aux"); a >= 0 && a < v && f.lemma(a) == "have" && f.child(v, "aux:pass") < 0 && f.after(v, "obj", "ccomp") >= 0 {
		return true // "have shown it": no passive has "have" alone
	}
	if a := f.child(v, "aux:pass"); a >= 0 && a < v && (f.lower(a) == "'s" || f.lower(a) == "’s") && f.oblique(v, "by") < 0 && f.has(v) {
		return true // "he's sought to …"
	}
	if s := f.child(v, "nsubj:pass"); s >= 0 && s < v && f.hi[s]+1 == f.phrase(v).first && f.child(v, "aux", "aux:pass") < 0 && f.after(v, "obj") >= 0 && f.oblique(v, "by") < 0 {
		return true // "after it backed her"
	}
	if f.child(v, "aux", "aux:pass", "mark") >= 0 {
		return false
	}
	if s := f.child(v, "nsubj:pass"); s > v && f.lo[s] == v+1 && f.d.Word(v-1) == "," && f.saysOtherwise(v) && f.speaks(s) {
		return true // "…, confirmed Ann Vey, …"
	}
	if f.punctuated(v-1) && !(f.is(v, "acl") && f.d.Word(v-1) == ",") {
		return false
	}
	if f.child(v, "nsubj:pass") < 0 && !(f.is(v, "acl") && f.head(v) < v && f.somebody(f.head(v))) {
		return false
	}
	if naming[f.lemma(v)] && f.objects(v) < 2 && f.after(v, "xcomp", "advcl") < 0 {
		return false
	}
	return f.after(v, "obj", "ccomp", "advcl", "xcomp") >= 0 && f.oblique(v, "by") < 0
}

// has reports whether "'s" before the participle v is "has": v has an object, or an
// infinitive that is no complement of what is only said of its subject ("it's expected").
func (f *finder) has(v int) bool {
	if f.after(v, "obj") >= 0 {
		return true
	}
	x := f.after(v, "xcomp")
	return x >= 0 && f.toInfinitive(x) && !slices.ContainsFunc(f.senses(v), func(s sense) bool { return s.frames&(whom|clause) != 0 && s.preposition == "" })
}

// naming are the verbs of which a participle names what it qualifies: "a group
// called the Guard".
var naming = map[string]bool{"call": true, "name": true, "dub": true, "title": true, "entitle": true, "brand": true, "label": true, "term": true}

// speaks reports whether token i names or stands for one who can speak.
func (f *finder) speaks(i int) bool {
	return f.person(i) || f.actorAt(i) >= 0 || f.cues.speaker.Get(f.lemma(i)) || f.tag(i).UPOS == "PROPN"
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
	case theme >= 0 && (f.lower(theme) != "it" || f.after(v, "obj") >= 0):
		patient = []span{{theme, theme + 1}}
	case theme < 0 && f.is(v, "acl") && f.head(v) >= 0:
		patient = []span{f.nominal(f.head(v), v)}
	}
	complement := f.child(v, "xcomp", "ccomp")
	called := f.after(v, "obj", "obl:npmod") // called is what the passive subject is: "was dubbed the winner"
	for _, s := range senses {
		switch {
		case s.class == text.Topic:
			continue
		case s.preposition != "" && f.oblique(v, s.preposition) >= 0 && f.oblique(v, s.preposition) != agent:
			o := f.oblique(v, s.preposition)
			if c := f.child(o, "case", "mark"); c == dr.phrase.last {
				dr.phrase.last++
			}
			dr.content = append(patient, f.region(o)...)
		case s.preposition != "" || s.particle != "" && !f.hasParticle(v, s.particle):
			continue
		case complement >= 0 && s.frames&(clause|infinitive|whom|named) != 0:
			dr.content = append(patient, f.region(complement)...)
			if agent < 0 && (s.class == text.Say || s.class == text.Report || s.class == text.Belief || s.class == text.Show) {
				dr.stance = stemma.Disputed
			}
		case s.frames&named != 0 && f.oblique(v, "as") > v && len(patient) > 0:
			dr.content = append(patient, f.region(f.oblique(v, "as"))...)
		case s.frames&named != 0 && called > v && f.child(called, "case") < 0 && len(patient) > 0:
			dr.content = append(patient, f.region(called)...)
		case agent >= 0 && s.frames&(object|clause|named) != 0:
			dr.content = patient
		case (speaks(s.class) && s.class != text.Accuse || s.class == text.Show) && s.frames&object != 0 && s.frames&(person|law|written) == 0 && f.child(v, "aux:pass") >= 0 && theme >= 0 && f.is(v, "root", "conj", "ccomp", "advcl", "parataxis"):
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
