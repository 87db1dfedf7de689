package claim

import (
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
)

// headline reports whether sentence k opens the body but is the headline, as in a text that
// has lost its lines: nearly every word has a capital, or a dateline follows it.
func (r *reader) headline(k int) bool {
	s := r.d.Sentences[k]
	if k+1 >= len(r.d.Sentences) {
		return false
	}
	for j := k - 1; j >= 0 && r.roleOf(j) == stemma.Body; j-- {
		if r.d.Sentences[j].Last-r.d.Sentences[j].First > longestDate {
			return false
		}
	}
	long, upper := 0, 0
	for i := s.First; i < s.Last; i++ {
		if w := r.d.Word(i); len(w) >= 4 {
			long++
			if gazetteer.StartsUpper(w) {
				upper++
			}
		}
	}
	if long >= 4 && upper*10 > long*8 && s.Last-s.First < maxHeadline {
		return true
	}
	if r.clipped(k) {
		return true
	}
	next := r.d.Sentences[k+1]
	i := next.First
	for i < next.Last && len(r.d.Word(i)) > 3 && gazetteer.AllUpper(r.d.Word(i)) {
		i++
	}
	if i == next.First || i >= next.Last || s.Last-s.First >= maxHeadline {
		return false
	}
	switch r.d.Word(i) {
	case "—", "–", "--", ":", "/":
		return true
	}
	return false
}

// maxHeadline is the longest headline, in tokens.
const maxHeadline = 24

// longestDate is the longest line that only dates what follows, in tokens.
const longestDate = 6

// runIn reports whether sentence k is a heading that a crawl has run into its text: it
// ends in a word with a capital, without a stop, and another sentence with a capital
// follows on the same line.
func (r *reader) runIn(k int) bool {
	s := r.d.Sentences[k]
	if k+1 >= len(r.d.Sentences) || r.d.Sentences[k+1].Block != s.Block || s.Last-s.First >= maxHeadline {
		return false
	}
	if next := r.d.Sentences[k+1]; r.d.Text()[s.End:next.Start] != " " || !gazetteer.StartsUpper(r.d.Word(next.First)) {
		return false
	}
	last := r.d.Word(s.Last - 1)
	return gazetteer.StartsUpper(last) && r.upos(s.Last-1) != "PUNCT" && !strings.ContainsAny(last, ".!?:;…")
}

// clipped reports whether sentence k is in the language of headlines: no article, no
// auxiliary, no pronoun, no time, in the present tense or without a verb, and the sentence
// behind it says some of its words again.
func (r *reader) clipped(k int) bool {
	s := r.d.Sentences[k]
	if s.Last-s.First >= maxHeadline || r.d.Sentences[k+1].Block != s.Block {
		return false
	}
	next := map[string]bool{}
	for i := r.d.Sentences[k+1].First; i < r.d.Sentences[k+1].Last; i++ {
		next[r.lemma(i)] = true
	}
	words, again := 0, 0
	for i := s.First; i < s.Last; i++ {
		switch r.upos(i) {
		case "DET", "AUX", "PRON":
			return false
		case "NOUN", "PROPN", "NUM", "VERB", "ADJ":
			if r.isTime(i) || r.xpos(i) == "VBD" {
				return false
			}
			words++
			if next[r.lemma(i)] {
				again++
			}
		}
	}
	return words >= 4 && again >= 2
}
