package quote

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// headings drafts what headlines attribute. Their verbs are tagged as nouns and names,
// "Vey Rips Truce Plan", "Court rules against army": the first form of a cue verb
// behind nothing but a noun phrase is the cue.
func (f *finder) headings() {
	for _, s := range f.d.Sentences {
		if s.Last-s.First >= 4 && (f.d.Report.Blocks[s.Block].Role == stemma.Heading || f.titled(s) || f.verbless(s)) {
			f.heading(s)
		}
	}
}

// titled reports whether nearly all longer words of s begin with a capital, as in a
// headline.
func (f *finder) titled(s text.Sentence) bool {
	const longest = 30
	words, capital := 0, 0
	if s.Last-s.First > longest {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if len(f.d.Word(i)) < 4 || f.punctuated(i) {
			continue
		}
		words++
		if f.upperAt(i) {
			capital++
		}
	}
	return words >= 3 && capital*10 >= words*8
}

// verbless reports whether no word of s is tagged as a finite verb or auxiliary.
func (f *finder) verbless(s text.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if f.finite(i) || f.tag(i).UPOS == "AUX" {
			return false
		}
	}
	return true
}

// heading drafts the statement of the headline s, if it is one.
func (f *finder) heading(s text.Sentence) {
	const farthest = 10
	for v := s.First + 1; v < min(s.Last-1, s.First+farthest); v++ {
		if f.within[v] >= 0 || f.verbal(v) && f.child(v, "nsubj", "nsubj:pass", "aux:pass") >= 0 {
			return
		}
		if f.presents(v) && f.headed(s, v) {
			return
		}
		switch f.tag(v).UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "PRON":
		default:
			return
		}
	}
}

// presents reports whether token v has the form of a cue verb in the present tense
// with the noun before it for its subject.
func (f *finder) presents(v int) bool {
	w := f.lower(v)
	base := f.cues.forms.Get(w)
	plural := strings.HasSuffix(f.lower(v-1), "s") && !strings.HasSuffix(f.d.Word(v-1), "'s")
	if strings.HasSuffix(w, "s") != (base != "") || base == "" && (f.cues.verbs.Get(w) == nil || !plural) {
		return false
	}
	switch f.tag(v - 1).UPOS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// headed drafts the statement of the headline s whose verb is v. It reports whether
// something stands behind v that can be its content.
func (f *finder) headed(s text.Sentence, v int) bool {
	senses := f.cues.verbs.Get(f.cues.forms.Get(f.lower(v)))
	if senses == nil {
		senses = f.cues.verbs.Get(f.lower(v))
	}
	dr := draft{cue: span{v, v + 1}, phrase: span{v, v + 1}, head: v - 1, source: span{s.First, v}}
	next := v + 1
	for _, sn := range senses {
		if sn.frames&(law|quotation) != 0 || sn.frames&person != 0 && speaks(sn.class) && !f.voices(v-1) {
			continue
		}
		end, led := next, true
		for _, w := range []string{sn.particle, sn.preposition} {
			if w == "" {
				continue
			}
			led = led && end < s.Last && f.lower(end) == w
			end++
		}
		if !led || end >= s.Last-1 || sn.preposition == "" && !f.opensContent(end, sn) {
			continue
		}
		dr.class, dr.phrase.last, dr.content = sn.class, end, []span{{end, s.Last}}
		f.propose(dr)
		return true
	}
	return false
}

// opensContent reports whether the word at token i can open the content of a sense.
func (f *finder) opensContent(i int, s sense) bool {
	switch w := f.lower(i); {
	case w == "to":
		return s.frames&infinitive != 0
	case f.tag(i).UPOS == "ADP" || f.tag(i).UPOS == "CCONJ" || f.tag(i).UPOS == "PUNCT" && f.within[i] < 0:
		return false
	case slices.Contains([]string{"that", "how", "why", "what", "whether"}, w):
		return s.frames&clause != 0
	}
	return s.frames&(object|clause|named|whom) != 0
}
