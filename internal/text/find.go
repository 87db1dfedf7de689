package text

import "sort"

// spanned is anything with a Start and an End; stemma.Span promoted into it gives both.
type spanned interface{ bounds() (start, end int) }

func (t Token) bounds() (int, int)    { return t.Start, t.End }
func (s Sentence) bounds() (int, int) { return s.Start, s.End }
func (n Name) bounds() (int, int)     { return n.Start, n.End }
func (t Time) bounds() (int, int)     { return t.Start, t.End }
func (n Number) bounds() (int, int)   { return n.Start, n.End }
func (p Place) bounds() (int, int)    { return p.Start, p.End }
func (a Actor) bounds() (int, int)    { return a.Start, a.End }

// After is the index of the first of the disjoint, sorted layer that ends after
// byte at; len(layer) when there is none.
func After[T spanned](layer []T, at int) int {
	return sort.Search(len(layer), func(i int) bool { _, end := layer[i].bounds(); return end > at })
}

// Covering is the index of the member of the disjoint, sorted layer that holds byte
// at, or -1.
func Covering[T spanned](layer []T, at int) int {
	i := After(layer, at)
	if i < len(layer) {
		if start, _ := layer[i].bounds(); start <= at {
			return i
		}
	}
	return -1
}

// Indexed gives for each token the index of the member of the disjoint, sorted layer
// that holds its first byte, or -1: what Covering finds, for who asks often.
func Indexed[T spanned](tokens []Token, layer []T) []int32 {
	out := make([]int32, len(tokens))
	at := 0
	for i, t := range tokens {
		out[i] = -1
		for at < len(layer) {
			start, end := layer[at].bounds()
			if end > t.Start {
				if start <= t.Start {
					out[i] = int32(at)
				}
				break
			}
			at++
		}
	}
	return out
}

// Within is the part of the disjoint, sorted layer that lies inside [start, end),
// as a half-open range of indices.
func Within[T spanned](layer []T, start, end int) (first, last int) {
	first = sort.Search(len(layer), func(i int) bool { s, _ := layer[i].bounds(); return s >= start })
	last = first
	for last < len(layer) {
		if _, e := layer[last].bounds(); e > end {
			break
		}
		last++
	}
	return first, last
}
