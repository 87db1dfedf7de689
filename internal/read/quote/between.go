package quote

import (
	"slices"

	"stemma/internal/text"
)

// quotedAs drafts "A quoted B as saying …" and "B was quoted by A as saying …": the
// speaker is B, by way of A. It reports whether v is such a cue.
func (f *finder) quotedAs(v int) bool {
	if l := f.lemma(v); l != "quote" && l != "cite" {
		return false
	}
	saying := -1
	for _, k := range f.children(v) {
		if k > v && f.senses(k) != nil && f.asClause(k) {
			saying = k
		}
	}
	obj := f.after(v, "obj")
	if as := f.hiOf(obj); saying < 0 && as > 0 && as+2 < f.in(v).Last && f.lower(as) == "as" && f.tag(as+1).XPOS == "VBG" && f.saysOtherwise(as+1) {
		saying = as + 1
	}
	if saying < 0 {
		return false
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: -1, class: text.Say}
	carrier := -1
	if f.passive(v) {
		dr.head, carrier = f.child(v, "nsubj:pass", "nsubj"), f.child(v, "obl:agent")
		if dr.head < 0 && f.is(v, "acl") {
			dr.head = f.head(v)
		}
		if carrier < 0 {
			carrier = f.child(saying, "obl:agent")
		}
	} else {
		dr.head, carrier = f.child(v, "obj"), f.subject(v)
		if n := f.actorAt(max(v-1, 0)); n >= 0 && carrier >= 0 && carrier < v-1 && !f.speaks(carrier) && f.d.Actors[n].Head < v {
			carrier = f.d.Actors[n].Head // "damage to houses KNA quoted a source as saying"
		}
	}
	if dr.head < 0 {
		return false
	}
	if carrier >= 0 {
		dr.via = append(dr.via, carrier)
	}
	dr.source = f.nominal(dr.head, v)
	if dr.source.has(saying) {
		dr.source = f.tight(span{dr.source.first, max(dr.head+1, min(dr.source.last, f.lo[saying]))})
	}
	if f.head(saying) != v {
		dr.content = f.outside(span{saying + 1, f.in(v).Last}, &dr)
	}
	s := sense{class: text.Say, frames: clause}
	for _, at := range []int{saying, v} {
		if len(dr.content) > 0 {
			break
		}
		dr.content = f.clauseOf(at, s, &dr)
	}
	dr.content = f.without(dr.content, v)
	if carrier >= 0 {
		var left []span
		for _, r := range dr.content {
			left = append(left, cut(r, f.nominal(carrier, v))...)
		}
		dr.content = left
	}
	f.carriers(saying, &dr)
	f.propose(dr)
	return true
}

// hiOf is the token behind all that stands under i; 0 when there is no i.
func (f *finder) hiOf(i int) int {
	if i < 0 {
		return 0
	}
	return f.hi[i] + 1
}

// saidAs reports whether v is the "saying" of "quoted B as saying", which quotedAs
// has drafted.
func (f *finder) saidAs(v int) bool {
	h := f.head(v)
	if f.asClause(v) && f.tag(v).XPOS == "VBG" {
		for i := v - 1; i > v-15 && i >= f.in(v).First; i-- {
			if f.lemma(i) == "quote" || f.lemma(i) == "cite" {
				return true
			}
		}
	}
	return h >= 0 && f.asClause(v) && (f.lemma(h) == "quote" || f.lemma(h) == "cite")
}

// citing drafts the "citing" or "quoting" behind a clause, which only names what the
// speaker of the clause goes by. It reports whether v is one.
func (f *finder) citing(v int) bool {
	if f.tag(v).XPOS != "VBG" || f.lemma(v) != "cite" && f.lemma(v) != "quote" || v == 0 || f.d.Word(v-1) != "," {
		return false
	}
	if o, s := f.child(v, "obj"), f.subject(v); o > v && s >= 0 {
		f.propose(draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: s, source: f.nominal(s, v), class: text.Show, content: f.region(o)})
	}
	return true
}

// trailing drafts a speaker behind his words without a comma, "22 people were killed
// state television reported on Sunday", where the parser takes the cue v for a
// participle. It reports whether that is so.
func (f *finder) trailing(v int) bool {
	h := f.head(v)
	if h < 0 || h > v || f.tag(v).XPOS != "VBN" && f.tag(v).XPOS != "VBD" || !f.is(v, "acl") || f.child(v, "nsubj", "nsubj:pass", "obj", "obl:agent") >= 0 || f.oblique(v, "by") >= 0 {
		return false
	}
	n := f.actorAt(h)
	if n < 0 && !f.cues.speaker.Get(f.lemma(h)) || f.d.Word(v-1) == "," {
		return false
	}
	class := text.CueClass("")
	for _, s := range f.senses(v) {
		if s.frames&clause != 0 && speaks(s.class) {
			class = s.class
		}
	}
	s := f.in(v)
	for i := v + 1; i < s.Last; i++ {
		if f.finite(i) {
			return false
		}
	}
	source := span{h, h + 1}
	if n >= 0 {
		source = f.tokens(f.d.Actors[n].Span)
	} else {
		for source.first > s.First && f.tag(source.first-1).UPOS != "ADP" && f.under(source.first-1, h) && !f.placeAt(source.first-1) {
			source.first--
		}
	}
	before := span{s.First, source.first}
	if class == "" || !f.hasFinite(before) {
		return false
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: h, source: source, class: class, content: []span{before}}
	f.carriers(v, &dr)
	f.propose(dr)
	return true
}

// carriers finds the go-betweens that stand beside the cue v: who was told, who
// carried the statement, who quoted the speaker; and whom the source itself cites.
func (f *finder) carriers(v int, dr *draft) {
	if dr.head < 0 {
		return
	}
	for _, k := range f.children(v) {
		switch {
		case f.is(k, "iobj", "obj") && f.lemma(v) == "tell" && (f.carries(k) || f.writes(k)):
			dr.via = append(dr.via, k)
		case f.is(k, "advcl") && (f.lemma(k) == "cite" || f.lemma(k) == "quote") && f.tag(k).XPOS == "VBG":
			if o := f.child(k, "obj"); o >= 0 && f.quotable(o) {
				dr.via = append(dr.via, dr.head)
				dr.head, dr.source = o, f.nominal(o, v)
			}
		case f.is(k, "obl") && f.preposed(k, "to") && f.carries(k):
			dr.via = append(dr.via, k)
		case f.is(k, "obl") && !f.carries(k):
			f.carriedBy(k, dr)
		}
	}
	for _, k := range f.children(dr.head) {
		if f.is(k, "acl", "advcl") && dr.head < k && k < v && (f.lemma(k) == "cite" || f.lemma(k) == "quote") && f.tag(k).XPOS == "VBG" && f.carries(dr.head) {
			if o := f.child(k, "obj"); o >= 0 && f.somebody(o) {
				dr.via = append(dr.via, dr.head) // "state television, citing a source, said"
				dr.head, dr.source = o, f.nominal(o, v)
				return
			}
		}
	}
	f.carriedBy(dr.head, dr)
}

// quotable reports whether token i can have said what somebody cites: people and
// bodies, and texts, but not "citing a lack of fuel".
func (f *finder) quotable(i int) bool {
	return f.somebody(i) || f.isText(i) || inquiry[f.lemma(i)]
}

// media are the nouns in which something is said.
var media = map[string]bool{
	"statement": true, "interview": true, "message": true, "communique": true, "video": true, "release": true, "briefing": true,
	"tweet": true, "post": true, "letter": true, "speech": true, "conference": true, "email": true, "claim": true, "call": true, "recording": true,
}

// medium cuts "in a statement …" off the end of indirect content, and adds who
// carried it.
func (f *finder) medium(dr *draft) {
	n := len(dr.content) - 1
	if n < 0 || f.quoted(f.trim(slices.Clone(dr.content))) {
		return
	}
	r := dr.content[n]
	for i := r.last - 2; i > r.first+1; i-- {
		if w := f.lower(i); w != "in" && w != "during" || f.within[i] >= 0 {
			continue
		}
		for k := i + 1; k < min(i+5, r.last); k++ {
			if !media[f.lemma(k)] || f.tag(i+1).UPOS != "DET" {
				continue
			}
			if f.hi[k]+1 >= r.last-1 || f.head(k) < i && f.hi[k]+2 >= r.last {
				f.carriedBy(k, dr)
				dr.content[n].last = i
			}
			return
		}
	}
}

// carriedBy adds who carried the thing of head h: "a statement carried by Orbis",
// "the center, quoted by Orbis,".
func (f *finder) carriedBy(h int, dr *draft) {
	for _, k := range f.children(h) {
		if !f.is(k, "acl") || f.tag(k).XPOS != "VBN" {
			continue
		}
		switch f.lemma(k) {
		case "carry", "quote", "cite", "report", "publish", "broadcast", "air", "release", "post", "run", "circulate", "relay":
			agent := f.child(k, "obl:agent")
			if agent < 0 {
				agent = f.oblique(k, "by")
			}
			if agent < 0 {
				if agent = f.oblique(k, "on"); agent >= 0 && !f.carries(agent) {
					agent = -1
				}
			}
			if agent >= 0 {
				dr.via = append(dr.via, agent)
			}
		}
	}
}

func (f *finder) preposed(k int, preposition string) bool {
	c := f.child(k, "case")
	return c >= 0 && f.lower(c) == preposition
}

// writes reports whether token i is somebody who writes for an outlet or agency that is named
// with him: "told an Orbis reporter", "told Orbis's correspondent".
func (f *finder) writes(i int) bool {
	return f.cues.writer.Get(f.lemma(i)) && slices.ContainsFunc(f.children(i), func(k int) bool {
		return f.is(k, "compound", "nmod:poss", "nmod") && f.actorAt(k) >= 0 && f.carries(k)
	})
}

// carries reports whether token i is the head of an outlet or agency.
func (f *finder) carries(i int) bool {
	if n := f.actorAt(i); n >= 0 {
		if k := f.d.Actors[n].Kind; k == "agency" || k == "outlet" {
			return true
		} else if k != "" {
			return false
		}
	}
	return f.cues.outlet.Get(f.lemma(i)) || f.cues.outlet.Get(f.lower(i))
}
