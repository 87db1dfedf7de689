package quote

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// noun drafts the statement whose cue is the noun n: "the claim that it fell".
func (f *finder) noun(n int) {
	class, ok := f.cues.nouns.Find(f.lemma(n))
	if !ok && f.support(n) >= 0 {
		class, ok = f.cues.carried.Find(f.lemma(n))
	}
	if !ok || f.answered(n) {
		return
	}
	c := f.child(n, "acl", "ccomp")
	for _, k := range f.children(n) {
		if m := -1; f.is(k, "acl", "acl:relcl", "ccomp") && k > n {
			if m = f.child(k, "mark"); m >= 0 && (f.lower(m) == "that" || f.lower(m) == "to" || f.lower(m) == "whether") {
				c = k
				break
			}
		}
	}
	if h := f.support(n); c < n && h >= 0 { // the parser has hung the clause on the verb
		for _, k := range f.children(h) {
			if m := f.child(k, "mark"); k > n && m > n && f.onlyTime(span{n + 1, m}) && f.is(k, "ccomp", "advcl", "xcomp") && (f.lower(m) == "that" || f.lower(m) == "to") {
				c = k
			}
		}
	}
	m := -1
	if c >= 0 {
		m = f.child(c, "mark")
	}
	if c < n || m < 0 || f.lower(m) != "that" && f.lower(m) != "to" && f.lower(m) != "whether" {
		f.nounAbout(n, class)
		return
	}
	dr := draft{cue: span{n, n + 1}, phrase: f.supported(n), head: -1, class: class, content: f.region(c)}
	if no := f.child(n, "det"); no >= 0 && f.lemma(no) == "no" {
		dr.stance = stemma.Denied
	}
	if p := f.child(n, "nmod:poss"); p >= 0 {
		dr.head, dr.source = p, f.nominal(p, n)
	} else if p := f.owner(n); p >= 0 {
		dr.head, dr.source = p, f.nominal(p, n)
	}
	if f.lower(m) == "to" && dr.head < 0 {
		return
	}
	f.propose(dr)
}

// answered reports whether the noun n, of nobody named, is what a verb denies or confirms
// whose subject so says it or its opposite: "denied reports of a raid".
func (f *finder) answered(n int) bool {
	h := f.head(n)
	if h < 0 || h > n || !f.is(n, "obj") || f.child(n, "nmod:poss") >= 0 || f.owner(n) >= 0 || f.subject(h) < 0 {
		return false
	}
	return slices.ContainsFunc(f.senses(h), func(s sense) bool {
		return s.preposition == "" && s.frames&object != 0 && (s.class == text.Deny || s.class == text.Acknowledge) || s.class == text.Deny
	})
}

// onlyTime reports whether r only says when, or is empty.
func (f *finder) onlyTime(r span) bool {
	for i := r.first; i < r.last; i++ {
		if !f.isTime(i) && f.lower(i) != "on" {
			return false
		}
	}
	return true
}

// nounAbout drafts what a noun with an owner is about: "the army's claims of victory",
// "they voiced concern about the dam".
func (f *finder) nounAbout(n int, class text.CueClass) {
	if clauseOnly[f.lemma(n)] {
		return
	}
	p := f.child(n, "nmod:poss")
	if p < 0 {
		p = f.owner(n)
	}
	if p < 0 && (!ownerless[class] || class == text.Belief && f.support(n) < 0 && !f.is(n, "nsubj", "obj", "nsubj:pass")) {
		return
	}
	about := f.children(n)
	if h := f.support(n); h >= 0 {
		about = append(slices.Clone(about), f.children(h)...)
	}
	for _, k := range about {
		if k < n || !f.is(k, "nmod") && (!f.is(k, "obl") || f.lo[k] != n+1 || !f.concerns(k)) || k == p {
			continue
		}
		c := f.child(k, "case")
		if c < 0 {
			continue
		}
		switch f.lower(c) {
		case "of", "for", "about", "over", "against", "on", "with", "to", "toward", "towards", "at", "in":
			if w := f.lower(c); f.support(n) < 0 && (w == "at" || w == "in" || w == "with" || w == "to") {
				continue // "the order in Tarn"
			}
			content := f.region(k, c)
			if last := f.in(n).Last; class == text.Report && f.lower(c) == "of" && p >= 0 && f.hi[k]+1 < last && f.tag(f.hi[k]+1).XPOS == "VBG" {
				content = []span{f.tight(span{f.lo[k] + 1, last})} // "received reports of men being held"
			}
			f.propose(draft{cue: span{n, n + 1}, phrase: span{f.supported(n).first, min(c+1, n+2)}, head: p, source: f.held(p, n), class: class, content: content})
			return
		}
	}
}

// clauseOnly are the nouns that attribute a clause only: views of a thing and deals
// with somebody do not tell what is thought and agreed.
var clauseOnly = map[string]bool{"view": true, "question": true, "deal": true, "pact": true, "accord": true, "agreement": true, "truce": true}

// adjective drafts what the subject of the adjective i thinks or will do: "is
// convinced that it fell", "are worried about shortages".
func (f *finder) adjective(i int) {
	class, ok := f.cues.adjs.Find(f.lemma(i))
	s, cop := f.child(i, "nsubj"), f.child(i, "cop")
	if !ok || s < 0 || cop < 0 || cop > i || i-cop > widestPredicate || f.lower(s) == "it" && f.cues.plain.Get(f.lemma(i)) {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{f.phrase(cop).first, i + 1}, head: s, source: f.nominal(s, i), class: class}
	dr.phrase.first = f.auxiliaries(dr.phrase.first, i, s)
	if c := f.child(i, "ccomp", "xcomp", "advcl"); c > i && (class == text.Belief && !f.is(c, "advcl") || f.toInfinitive(c)) {
		dr.content = f.region(c)
	} else {
		for _, w := range []string{"about", "of", "at", "over", "on", "with", "to", "by", "in", "for"} {
			if o := f.oblique(i, w); o > i {
				m := f.child(o, "case", "mark")
				dr.phrase.last = max(dr.phrase.last, min(m+1, i+2))
				dr.content = f.region(o, m)
				break
			}
		}
	}
	f.propose(dr)
}

// widestPredicate is how far a predicate may stand from its "is".
const widestPredicate = 5

// auxiliaries is where the auxiliaries and adverbs begin that stand before token
// first, behind the subject s, and hang on the predicate i.
func (f *finder) auxiliaries(first, i, s int) int {
	for first-1 > s && f.head(first-1) == i && f.is(first-1, "aux", "advmod") {
		first--
	}
	return first
}

// owner is whose the noun n is: "the claim by X", "X made the claim"; -1 when it is
// not said.
func (f *finder) owner(n int) int {
	for _, k := range f.children(n) {
		if f.is(k, "nmod") && (f.preposed(k, "by") || f.preposed(k, "from")) {
			return k
		}
	}
	if h := f.support(n); h >= 0 {
		return f.subject(h)
	}
	return -1
}

// support is the verb that carries the noun of saying n as its object; -1 for none.
func (f *finder) support(n int) int {
	if h := f.head(n); h >= 0 && h < n && f.is(n, "obj") && f.cues.lend.Get(f.lemma(h)) && f.within[h] == f.within[n] {
		return h
	}
	return -1
}

// supported is the noun of saying n with the verb that carries it: "has expressed
// grave concern".
func (f *finder) supported(n int) span {
	const farthest = 9
	if h := f.support(n); h >= 0 && n-h <= farthest && !f.passive(h) {
		return span{f.phrase(h).first, n + 1}
	}
	return span{n, n + 1}
}

// carried reports whether the object o of a supporting verb is a noun of saying with
// its own complement, so that the noun is the cue: "expressed concern about".
func (f *finder) carried(o int) bool {
	_, noun := f.cues.nouns.Find(f.lemma(o))
	if _, ok := f.cues.carried.Find(f.lemma(o)); !noun && !ok || f.support(o) < 0 {
		return false
	}
	for _, k := range f.children(o) {
		if k > o && f.is(k, "nmod", "acl") && (f.child(k, "case") >= 0 || f.child(k, "mark") >= 0) {
			return true
		}
	}
	for _, k := range f.children(f.head(o)) {
		if k > o && f.lo[k] > o && f.onlyTime(span{o + 1, f.lo[k]}) && (f.lo[k] == o+1 && f.is(k, "obl") && f.concerns(k) || f.child(k, "mark") == f.lo[k]) {
			return true
		}
	}
	return false
}

// concerns reports whether the oblique k says what something is about: "about the dam",
// "at the plan", and not where or when.
func (f *finder) concerns(k int) bool {
	switch c := f.child(k, "case"); {
	case c < 0 || f.isTime(k) || f.placeAt(k):
		return false
	default:
		switch f.lower(c) {
		case "about", "over", "at", "against", "of", "for", "toward", "towards":
			return true
		}
		return false
	}
}

// ownerless are the classes whose nouns attribute though nobody is named: "fears of
// a famine", "criticism of the plan".
var ownerless = map[text.CueClass]bool{text.Belief: true, text.Accuse: true, text.Claimed: true}

// held is the words of the owner p of the noun n; empty without one.
func (f *finder) held(p, n int) span {
	if p < 0 {
		return span{}
	}
	return f.nominal(p, n)
}

// holder drafts what somebody is for or against by what he is called: "is a staunch
// supporter of the truce".
func (f *finder) holder(n int) {
	class, ok := f.cues.holders.Find(f.lemma(n))
	s, cop := f.child(n, "nsubj"), f.child(n, "cop")
	if !ok || s < 0 || cop < 0 || s > cop || n-cop > widestPredicate {
		return
	}
	o := f.oblique(n, "of")
	if o < 0 {
		o = f.oblique(n, "for")
	}
	if o < 0 {
		return
	}
	if c := f.child(o, "case"); c > n {
		f.propose(draft{cue: span{n, n + 1}, phrase: span{f.auxiliaries(f.phrase(cop).first, n, s), min(c+1, n+2)}, head: s, source: f.nominal(s, n), class: class, content: f.region(o, c)})
	}
}

// hearsay drafts what is said to be only heard of: "they reportedly fled".
func (f *finder) hearsay(i int) {
	h := f.head(i)
	if h < 0 {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: -1, class: text.Report, stance: stemma.Disputed}
	dr.content = f.region(h, i)
	f.propose(dr)
}
