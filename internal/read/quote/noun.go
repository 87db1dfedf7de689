package quote

import (
	"stemma"
	"stemma/internal/text"
)

// noun drafts the statement whose cue is the noun n: "the claim that it fell".
func (f *finder) noun(n int) {
	class, ok := f.cues.nouns[f.lemma(n)]
	if !ok {
		return
	}
	c := f.child(n, "acl", "ccomp")
	for _, k := range f.children(n) {
		if m := -1; f.is(k, "acl", "ccomp") && k > n && !f.is(k, "acl:relcl") {
			if m = f.child(k, "mark"); m >= 0 && (f.lower(m) == "that" || f.lower(m) == "to") {
				c = k
				break
			}
		}
	}
	m := -1
	if c >= 0 {
		m = f.child(c, "mark")
	}
	if c < n || f.is(c, "acl:relcl") || m < 0 || f.lower(m) != "that" && f.lower(m) != "to" {
		f.nounAbout(n, class)
		return
	}
	dr := draft{cue: span{n, n + 1}, phrase: span{n, n + 1}, head: -1, class: class, content: f.region(c)}
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

// nounAbout drafts what a noun with an owner is about: "the army's claims of victory",
// "they voiced concern about the dam".
func (f *finder) nounAbout(n int, class text.CueClass) {
	p := f.child(n, "nmod:poss")
	if p < 0 {
		p = f.owner(n)
	}
	if p < 0 {
		return
	}
	for _, k := range f.children(n) {
		if k < n || !f.is(k, "nmod") || k == p {
			continue
		}
		c := f.child(k, "case")
		if c < 0 {
			continue
		}
		switch f.lower(c) {
		case "of", "for", "about", "over", "against", "on":
			f.propose(draft{cue: span{n, n + 1}, phrase: span{n, min(c+1, n+2)}, head: p, source: f.nominal(p, n), class: class, content: f.region(k, c)})
			return
		}
	}
}

// adjective drafts what the subject of the adjective i thinks or will do: "is
// convinced that it fell", "are worried about shortages".
func (f *finder) adjective(i int) {
	class, ok := f.cues.adjs[f.lemma(i)]
	s, cop := f.child(i, "nsubj"), f.child(i, "cop")
	if !ok || s < 0 || cop < 0 || cop > i {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{f.phrase(cop).first, i + 1}, head: s, source: f.nominal(s, i), class: class}
	for p := dr.phrase.first - 1; p > s && f.head(p) == i && f.is(p, "aux", "advmod"); p-- {
		dr.phrase.first = p
	}
	if c := f.child(i, "ccomp", "xcomp", "advcl"); c > i && (class == text.Belief && !f.is(c, "advcl") || f.toInfinitive(c)) {
		dr.content = f.region(c)
	} else {
		for _, w := range []string{"about", "of", "at", "over"} {
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

// owner is whose the noun n is: "the claim by X", "X made the claim"; -1 when it is
// not said.
func (f *finder) owner(n int) int {
	for _, k := range f.children(n) {
		if f.is(k, "nmod") && (f.preposed(k, "by") || f.preposed(k, "from")) {
			return k
		}
	}
	h := f.head(n)
	if h < 0 || !f.is(n, "obj") {
		return -1
	}
	switch f.lemma(h) {
	case "make", "issue", "give", "voice", "express", "have", "release", "deliver", "repeat", "raise", "announce", "offer", "renew", "reiterate", "post":
		return f.subject(h)
	}
	return -1
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
