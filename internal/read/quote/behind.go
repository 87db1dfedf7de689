package quote

import (
	"slices"

	"stemma/internal/text"
)

// longestBehind is the number of words that a speaker behind his verb may have.
const longestBehind = 10

// speakerBehind is the noun phrase of one who speaks that stands right behind the verb
// of saying v, with the words said all before it: "…, confirmed ministry spokesman Ann
// Vey, wounding two", "… were hurt said the source adding that …". The noun phrase ends
// its clause: a comma, the end of the sentence or another participle of saying follows.
// Its head is -1 when there is none.
func (f *finder) speakerBehind(v int) (int, span) {
	s := f.in(v)
	if v < s.First+3 || f.within[v] >= 0 || !f.tellsOnly(v) || f.child(v, "aux", "aux:pass", "mark") >= 0 {
		return -1, span{}
	}
	comma := f.d.Word(v-1) == ","
	if !comma && (f.lemma(v) != "say" || f.punctuated(v-1)) || !f.hasFinite(span{s.First, v - 1}) {
		return -1, span{}
	}
	r := span{v + 1, v + 1}
	for r.last < s.Last && r.last-r.first < longestBehind && f.within[r.last] < 0 && f.nominalWord(r.last) {
		r.last++
	}
	if r.empty() || r.last < s.Last && !f.endsSpeaker(r.last, comma) || !f.nounlike(r.last-1) {
		return -1, span{}
	}
	head := r.last - 1
	if n := f.actorAt(head); n >= 0 {
		if a := f.d.Actors[n]; a.Head >= r.first && a.Head < r.last {
			head = a.Head
		}
	} else if !f.cues.speaker.Get(f.lemma(head)) && !f.cues.role.Get(f.lemma(head)) {
		return -1, span{}
	}
	return head, r
}

// tellsOnly reports whether the finite verb v is one of saying and asks nothing of
// whom it names.
func (f *finder) tellsOnly(v int) bool {
	switch f.tag(v).XPOS {
	case "VBD", "VBZ", "VBN", "VBP":
	default:
		return false
	}
	said := false
	for _, s := range f.senses(v) {
		if s.frames&(whom|named|quotation) != 0 || s.class == text.Accuse || s.class == text.Demand {
			return false
		}
		said = said || s.frames&clause != 0 && slices.Contains([]text.CueClass{text.Say, text.Report, text.Acknowledge, text.Claimed}, s.class)
	}
	return said && f.lemma(v) != "tell"
}

// nominalWord reports whether token i can be a word of a speaker's noun phrase.
func (f *finder) nominalWord(i int) bool {
	switch f.tag(i).UPOS {
	case "DET", "ADJ", "NOUN", "PROPN", "NUM":
		return true
	}
	w := f.lower(i)
	return w == "of" || w == "'s" || w == "’s" || w == "-"
}

// endsSpeaker reports whether token i ends the clause of a speaker before it.
func (f *finder) endsSpeaker(i int, comma bool) bool {
	switch f.d.Word(i) {
	case ".", ";":
		return true
	case ",":
		return comma
	}
	return f.tag(i).XPOS == "VBG" && f.saysOtherwise(i)
}

// attending gives the participle v right behind a verb of saying and its speaker their
// speaker: "Vey said [noting that …]". It reports whether it is one.
func (f *finder) attending(v int, dr *draft) bool {
	n := len(f.drafts) - 1
	if n < 0 || f.tag(v).XPOS != "VBG" {
		return false
	}
	last := f.drafts[n]
	if last.head < 0 || !speaks(last.class) || last.source.last != v && last.phrase.last != v {
		return false
	}
	dr.head, dr.source = last.head, last.source
	return true
}
