// Package quote finds who is said to have said what: direct, indirect and mixed
// speech with its source, its cue, its content and the go-betweens that carried it.
//
//	"The bridge is ours," said Ann Vey, a commander, in a statement carried by Orbis.
//	 content·············  cue· source··············                          via··
//
// The rules walk the dependency tree from each cue word: a verb of saying to its
// clause and its subject, "according to" to its clause and its noun, a noun such as
// "claim" to the clause that fills it. Quotation marks stand above the tree: a
// quotation is taken whole, over sentences, and one without a cue of its own goes on
// from the statement before it.
package quote

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/internal/text"
)

// Version of the reader. 1: first. 2: more verbs by class, content over conjunctions,
// what attends a cue. 3: speakers right behind their verb and by their body. 4: unnamed sources by
// what is said of them, outlets by their names. 5: names that commas set off behind an office.
// 6: whom "him" stands for, whose spokesman, who closes a sentence of a crawl, what is denied in -ing.
// 7: the body that an unnamed source stands in, a named body and people beside it.
// 8: whose statement "the statement" is, bodies in no list by who leads them.
// 9: communiques behind "the statement said", and what the forces did in them.
// 10: more of those who were told of. 11: reporters of agencies who were told.
// 12: those who only know about a body.
const Version = 12

// draft is a statement in the making, in tokens.
type draft struct {
	cue       span
	phrase    span // phrase is the cue with its auxiliaries and adverbs.
	content   []span
	source    span
	head      int // head is the token of the source's head; -1 without a source.
	class     text.CueClass
	stance    stemma.Stance
	direct    bool
	via       []int // via are the head tokens of the go-betweens, nearest the speaker first.
	continues int   // continues is the draft that this one goes on from; -1 for none.
	why       string
}

// Find returns the quotations and statements of d, which has its tokens, sentences,
// tags and arcs, and its actors where they are known. Without arcs there are
// quotations only. Both are sorted by where they start; they may nest.
func Find(d *text.Doc) ([]text.Quotation, []text.Statement) {
	f := newFinder(d)
	if f.start == nil {
		return f.quotes, nil
	}
	f.turns()
	f.headings()
	for i := range d.Tokens {
		f.at(i)
	}
	f.settle()
	f.attachQuotations()
	f.goOn()
	return f.quotes, f.statements()
}

// at drafts the statements whose cue is token i.
func (f *finder) at(i int) {
	switch tag := f.tag(i); tag.UPOS {
	case "VERB", "AUX":
		if !f.surname(i) {
			f.verb(i)
		}
	case "ADJ":
		f.adjective(i)
		f.plain(i)
	case "NOUN":
		if !f.taggedNoun(i) {
			f.noun(i)
			f.holder(i)
		}
	case "ADV":
		if f.cues.hearsay.Get(tag.Lemma) || f.cues.hearsay.Get(f.lower(i)) {
			f.hearsay(i)
		}
	}
	f.accord(i)
	f.polled(i)
	f.mark(i)
}

// propose keeps a draft that has content.
func (f *finder) propose(dr draft) {
	if n := f.within[dr.cue.first]; n >= 0 && !dr.cue.empty() {
		dr.content = clip(dr.content, f.tokens(f.quotes[n].Span))
	}
	f.widen(&dr)
	dr.content = f.trim(f.ownWords(dr))
	f.runOn(&dr)
	f.afterwards(&dr)
	if len(dr.content) == 0 || f.unsaid(dr) {
		return
	}
	if dr.stance == "" {
		dr.stance = stanceOf(dr.class)
	}
	dr.continues = -1
	dr.direct = f.quoted(dr.content)
	f.drafts = append(f.drafts, dr)
}

// unsaid reports whether dr tells of no words and no thought that somebody had: what
// is only there "to consider", unless people come "to discuss the strikes", and what
// the reader is told to "know".
func (f *finder) unsaid(dr draft) bool {
	if dr.cue.empty() || f.quoted(dr.content) {
		return false
	}
	switch w := f.lower(dr.phrase.first); {
	case w == "to" && !(speaks(dr.class) && f.is(dr.cue.first, "acl", "advcl")):
		return true
	case possible[w] && !speaks(dr.class) && dr.class != text.Silence:
		return true
	}
	v := dr.cue.first
	if dr.head < 0 && dr.class == text.Belief && f.tag(v).UPOS == "VERB" && !f.passive(v) && !f.cues.seem.Get(f.lemma(v)) {
		return true // "without knowing who", "imagine that"
	}
	return dr.head >= 0 && f.lower(dr.head) == "you"
}

// possible are the auxiliaries of what is not said yet and may never be.
var possible = map[string]bool{"will": true, "must": true, "should": true, "could": true, "might": true, "may": true, "’ll": true, "'ll": true}

// ownWords is the content of dr without its source and its cue.
func (f *finder) ownWords(dr draft) []span {
	all := dr.content
	for _, hole := range []span{dr.phrase, dr.source} {
		var left []span
		for _, r := range all {
			left = append(left, cut(r, hole)...)
		}
		all = left
	}
	return all
}

// clip is what of content lies within the quotation q, its marks excepted: what is
// said in a quotation ends with it.
func clip(content []span, q span) []span {
	var all []span
	for _, r := range content {
		if r.meets(q) {
			all = append(all, span{max(r.first, q.first+1), min(r.last, q.last-1)})
		}
	}
	return all
}

// quoted reports whether content begins within a quotation that it holds whole, or
// lies within one.
func (f *finder) quoted(content []span) bool {
	if len(content) == 0 {
		return false
	}
	n := f.within[content[0].first]
	return n >= 0 && f.tokens(f.quotes[n].Span).first >= content[0].first
}

// settle orders the drafts and drops those that a better one of the same cue makes
// superfluous.
func (f *finder) settle() {
	slices.SortStableFunc(f.drafts, func(a, b draft) int { return cmp.Compare(a.cue.first, b.cue.first) })
	f.drafts = slices.CompactFunc(f.drafts, func(a, b draft) bool { return a.cue == b.cue && a.source == b.source })
	f.embrace()
	f.settled = len(f.drafts)
}
