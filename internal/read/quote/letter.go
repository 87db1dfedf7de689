package quote

import (
	"slices"

	"stemma/internal/text"
)

// wordsOf is the verb that tells what the text o says that v issues: the "urging" of
// "sent a letter urging …", the "says" of "released a letter that says …"; -1 for none.
func (f *finder) wordsOf(v, o int) int {
	if !f.isText(o) || !f.cues.lend.Get(f.lemma(v)) && !slices.ContainsFunc(f.senses(v), func(s sense) bool { return s.frames&written != 0 }) {
		return -1
	}
	for _, k := range append(slices.Clone(f.children(o)), f.children(v)...) {
		if k <= o || f.within[k] != f.within[v] || f.hasWord(span{o, k}, ",") || !f.tells(k) {
			continue
		}
		if s := f.child(k, "nsubj"); f.is(k, "acl:relcl") && s >= 0 && f.relative(s) || f.tag(k).XPOS == "VBG" && s < 0 && f.is(k, "acl", "xcomp", "advcl") {
			return k
		}
	}
	return -1
}

// tells reports whether the verb k as a cue puts words into a mouth.
func (f *finder) tells(k int) bool {
	return slices.ContainsFunc(f.senses(k), func(s sense) bool { return speaks(s.class) || s.class == text.Praise || s.class == text.Show })
}

// lettered gives the cue of dr, which tells what a text says, the words that issue the
// text and the speaker who does: "[sent a letter urging] …".
func (f *finder) lettered(dr *draft) {
	k := dr.cue.first
	for h, steps := f.head(k), 0; h >= 0 && steps < 3; h, steps = f.head(h), steps+1 {
		if f.tag(h).UPOS != "VERB" || h > k {
			continue
		}
		o := f.after(h, "obj")
		if o < 0 || o > k || k-h > longestIssue || f.wordsOf(h, o) != k {
			return
		}
		s := f.subject(h)
		if s < 0 {
			return
		}
		dr.head, dr.source = s, f.nominal(s, h)
		dr.phrase = span{f.phrase(h).first, max(dr.phrase.last, k+1)}
		return
	}
}

// longestIssue is the number of words from the verb that issues a text to the verb
// that tells what it says: "sent a long letter to the council of the town urging".
const longestIssue = 14
