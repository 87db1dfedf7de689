// Package parse gives every token its place in the dependency tree of its sentence.
// The network of package syntax proposes a tree; this package holds it to what a tree
// of Universal Dependencies must be, so that no reader after it needs to ask.
package parse

import "stemma/internal/text"

// Version of the reader, and of what mends its arcs. 1: first. 3: clauses that hang from
// the wrong word. 4: what grammar leaves no choice in.
// 5: subjects in -ing, participles before a verb, clauses behind where they were said.
// 6: counts that share an auxiliary, an attribution between two clauses, those positioned somewhere.
// 7: what two sides share.
// 8: two sorts of arms before a blow, a number and those of whom it is a part.
// 9: counts hung from their own participle.
// 10: strikes with their place before the verb.
// 11: agencies that were told, initials behind who said, attributions behind the last comma, days
// before their verb.
const Version = 11

// Parse is the arcs of the tokens, for every sentence a tree with one root: no head
// lies outside the sentence, and following heads ends at the root. Proposed are the
// network's arcs, one a token; what of them breaks a tree hangs from its root.
func Parse(sentences []text.Sentence, proposed []text.Arc) []text.Arc {
	arcs := make([]text.Arc, len(proposed))
	copy(arcs, proposed)
	depth := make([]int, len(arcs)) // the number of the walk that came by, from 1
	for _, s := range sentences {
		if s.First < s.Last {
			oneTree(arcs, depth, s)
		}
	}
	return arcs
}

func oneTree(arcs []text.Arc, seen []int, s text.Sentence) {
	root := -1
	for i := s.First; i < s.Last; i++ {
		a := &arcs[i]
		inside := s.First <= a.Head && a.Head < s.Last
		switch {
		case a.Head < 0 && root < 0:
			root = i
		case !inside && root >= 0:
			*a = text.Arc{Head: root, Rel: "parataxis"}
		}
	}
	if root < 0 {
		root = s.First
	}
	arcs[root] = text.Arc{Head: -1, Rel: "root"}
	for i := s.First; i < s.Last; i++ {
		if h := arcs[i].Head; i != root && (h < s.First || h >= s.Last) {
			arcs[i] = text.Arc{Head: root, Rel: "parataxis"}
		}
		at := i
		for at != root && seen[at] == 0 {
			seen[at] = i + 1
			if arcs[at].Head < s.First || arcs[at].Head >= s.Last {
				break // not yet put right; its own turn comes
			}
			at = arcs[at].Head
		}
		if at != root && seen[at] == i+1 && at >= s.First && arcs[at].Head >= s.First && arcs[at].Head < s.Last {
			arcs[at] = text.Arc{Head: root, Rel: "parataxis"}
		}
	}
}
