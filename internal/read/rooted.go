package read

import "stemma/internal/text"

// rooted gives a sentence the arcs back that it was parsed with where rules that mend them
// have hung words from one another in a circle: no reader after them would come to an end.
func rooted(d *text.Doc, parsed []text.Arc) {
	for _, s := range d.Sentences {
		if circular(d.Arcs, s) {
			copy(d.Arcs[s.First:s.Last], parsed[s.First:s.Last])
		}
	}
}

// circular reports whether a word of a sentence has no root above it.
func circular(arcs []text.Arc, s text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		n, above := s.Last-s.First, k
		for ; n >= 0 && above >= 0; n-- {
			above = arcs[above].Head
		}
		if above >= 0 {
			return true
		}
	}
	return false
}
