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
		if !b.behind && len(b.words) > longest && phrase(words, m.First-len(b.words), b.words...) {
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
	if longest > 0 {
		return out
	}
	for _, b := range bounds {
		if b.behind && len(b.words) > longest && phrase(words, m.Last, b.words...) {
			longest = len(b.words)
			out.bound, out.last = b.bound, m.Last+longest
		}
	}
	return out
}
