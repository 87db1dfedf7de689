package number

import (
	"stemma"
	"stemma/internal/numeral"
)

// around is the bound of a number and the words that carry it together with the
// number.
type around struct {
	bound       stemma.Bound
	first, last int
}

// boundOf reads what stands before and behind the number. What stands nearer wins;
// of two on one side, the longer: "no more than" over "more than".
func boundOf(words []numeral.Word, m Mention) around {
	out := around{stemma.Exact, m.First, m.Last}
	longest := 0
	for _, b := range bounds {
		if !b.behind && len(b.words) > longest && phrase(words, m.First-len(b.words), b.words...) && !comparison(words, m.First-len(b.words)-1) {
			longest = len(b.words)
			out.bound, out.first = b.bound, m.First-longest
		}
	}
	if longest > 0 && out.first > 0 && out.bound == stemma.About { // "at least some 200"
		outer := boundOf(words, Mention{First: out.first, Last: m.First})
		if outer.bound == stemma.AtLeast || outer.bound == stemma.AtMost {
			out.bound, out.first = outer.bound, outer.first
		}
	}
	if longest > 0 && out.bound != stemma.About && out.bound != stemma.Exact {
		return behind(words, m, out, true)
	}
	return behind(words, m, out, false)
}

// comparison reports whether a sign of comparison stands at i, so that the one behind
// it is no bound of its own: "<>", "=<".
func comparison(words []numeral.Word, i int) bool {
	switch at(words, i) {
	case "<", ">", "=":
		return true
	}
	return false
}

// behind reads what stands behind the number; "or equal" alone widens what stands
// before it.
func behind(words []numeral.Word, m Mention, out around, before bool) around {
	longest := 0
	for _, b := range bounds {
		if !b.behind || len(b.words) <= longest || !phrase(words, m.Last, b.words...) || before && !widens(words, m, b) {
			continue
		}
		longest = len(b.words)
		if !before {
			out.bound, out.first = b.bound, m.First
		}
		out.last = m.Last + longest
	}
	return out
}

// widens reports whether the phrase is an "or equal" that goes with the bound before
// the number, not with another number behind it.
func widens(words []numeral.Word, m Mention, b bounder) bool {
	next := m.Last + len(b.words)
	return len(b.words) > 1 && b.words[1] == "equal" && !(next < len(words) && words[next].Shape == numeral.Digits)
}

// BoundOf is the bound of a mention, the words [first, last) that carry it together
// with the number, and whether the number itself is within it: "at least" but not
// "more than".
func BoundOf(words []numeral.Word, m Mention) (first, last int, bound stemma.Bound, inclusive bool) {
	b := boundOf(words, m)
	inclusive = b.bound != stemma.Exact
	for _, w := range words[b.first:m.First] {
		switch w.Text {
		case "more", "over", "above", "exceeding", "exceed", "less", "fewer", "under", "below", "greater", "larger", "higher", "smaller", "lower", "beyond", "past":
			inclusive = b.first < m.First && (words[b.first].Text == "no" || words[b.first].Text == "not")
		case ">", "<":
			inclusive = false
		}
	}
	for _, w := range append(words[b.first:m.First:m.First], words[m.Last:b.last]...) {
		inclusive = inclusive || w.Text == "equal" || w.Text == "="
	}
	return b.first, b.last, b.bound, inclusive
}
