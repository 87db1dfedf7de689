// Package parse gives every token its place in the dependency tree of its sentence.
// The network of package syntax proposes a tree; this package holds it to what a tree
// of Universal Dependencies must be.
package parse

import (
	"strings"

	"stemma/internal/text"
)

// Version of the reader. 1: first.
const Version = 1

// Parse is the arcs of the tokens; proposed are the network's, one a token, a tree
// with one root for each sentence.
func Parse(sentences []text.Sentence, proposed []text.Arc) []text.Arc {
	arcs := make([]text.Arc, len(proposed))
	copy(arcs, proposed)
	for _, s := range sentences {
		oneSubject(arcs, s.First, s.Last)
	}
	return arcs
}

// oneSubject leaves each predicate one subject. Of two nominal subjects on the same
// side, the farther one is the subject and the nearer, which stands right after it
// between commas or not, is its apposition: "state agency Orla News said".
func oneSubject(arcs []text.Arc, first, last int) {
	for i := first; i < last; i++ {
		if !subject(arcs[i].Rel) {
			continue
		}
		for j := i + 1; j < last; j++ {
			if arcs[j].Head != arcs[i].Head || !subject(arcs[j].Rel) {
				continue
			}
			if before, after := i < arcs[i].Head, j < arcs[j].Head; before == after && before {
				arcs[j].Head, arcs[j].Rel = i, "appos"
			}
		}
	}
}

func subject(rel string) bool {
	return strings.HasPrefix(rel, "nsubj") && rel != "nsubj:outer"
}
