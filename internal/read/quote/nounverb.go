package quote

import (
	"slices"

	"stemma/internal/text"
)

// taggedNoun drafts the statement of a verb in -s that the tagger has taken for a noun:
// "the film documents how …", "the transcript shows that …". It reports whether i is one.
func (f *finder) taggedNoun(i int) bool {
	s := f.in(i)
	if f.tag(i).XPOS != "NNS" || i <= s.First || i+2 >= s.Last || f.within[i] >= 0 || f.child(i, "det", "nummod", "case") >= 0 {
		return false
	}
	senses := f.cues.verbs.Get(f.cues.forms.Get(f.lower(i)))
	if senses == nil {
		return false
	}
	next := f.lower(i + 1)
	clausal := slices.Contains([]string{"that", "how", "why", "what", "whether"}, next)
	if _, noun := f.cues.nouns.Find(f.lemma(i)); noun && next == "that" {
		return false // "reports that …"
	}
	if !clausal && f.tag(i+1).UPOS != "DET" && f.tag(i+1).UPOS != "NUM" || f.hasFinite(span{s.First, i}) || !f.nounlike(i-1) && f.d.Word(i-1) != "," && !f.punctuated(i-1) {
		return false
	}
	at := slices.IndexFunc(senses, func(n sense) bool {
		return n.particle == "" && n.preposition == "" && n.frames&(law|quotation|person) == 0 && (clausal && n.frames&clause != 0 || !clausal && n.frames&object != 0)
	})
	if at < 0 {
		return false
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: -1, class: senses[at].class, content: []span{{i + 1, s.Last}}}
	dr.source = f.tight(span{s.First, i})
	for k := dr.source.first; k < dr.source.last; k++ {
		if f.nounlike(k) && (k+1 >= dr.source.last || !f.nounlike(k+1)) {
			dr.head = k
			break
		}
	}
	if dr.head < 0 || f.tag(dr.source.first).UPOS == "ADP" || f.tag(dr.source.first).UPOS == "SCONJ" {
		return false
	}
	if dr.class == text.Say || dr.class == text.Show {
		dr.content = f.stretch(dr.content, i, true)
	}
	f.propose(dr)
	return true
}
