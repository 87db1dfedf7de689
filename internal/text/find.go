package text

// spanned is a pointer to anything with a Start and an End; stemma.Span promoted into it
// gives both.
type spanned[T any] interface {
	*T
	bounds() (start, end int)
}

func (t *Token) bounds() (int, int)    { return t.Start, t.End }
func (s *Sentence) bounds() (int, int) { return s.Start, s.End }
func (n *Name) bounds() (int, int)     { return n.Start, n.End }
func (t *Time) bounds() (int, int)     { return t.Start, t.End }
func (n *Number) bounds() (int, int)   { return n.Start, n.End }
func (p *Place) bounds() (int, int)    { return p.Start, p.End }
func (a *Actor) bounds() (int, int)    { return a.Start, a.End }

// After is the index of the first of the disjoint, sorted layer that ends after
// byte at; len(layer) when there is none.
func After[T any, P spanned[T]](layer []T, at int) int {
	low, high := 0, len(layer)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if _, end := P(&layer[mid]).bounds(); end > at {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// Covering is the index of the member of the disjoint, sorted layer that holds byte
// at, or -1.
func Covering[T any, P spanned[T]](layer []T, at int) int {
	i := After[T, P](layer, at)
	if i < len(layer) {
		if start, _ := P(&layer[i]).bounds(); start <= at {
			return i
		}
	}
	return -1
}

// Indexed gives for each token the index of the member of the disjoint, sorted layer
// that holds its first byte, or -1: what Covering finds, for who asks often.
func Indexed[T any, P spanned[T]](tokens []Token, layer []T) []int32 {
	out := make([]int32, len(tokens))
	at, start, end := 0, 0, 0
	if len(layer) > 0 {
		start, end = P(&layer[0]).bounds()
	}
	for i := range tokens {
		begins := tokens[i].Start
		for at < len(layer) && end <= begins {
			if at++; at < len(layer) {
				start, end = P(&layer[at]).bounds()
			}
		}
		if out[i] = -1; at < len(layer) && start <= begins {
			out[i] = int32(at)
		}
	}
	return out
}

// Within is the part of the disjoint, sorted layer that lies inside [start, end),
// as a half-open range of indices.
func Within[T any, P spanned[T]](layer []T, start, end int) (first, last int) {
	low, high := 0, len(layer)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if s, _ := P(&layer[mid]).bounds(); s >= start {
			high = mid
		} else {
			low = mid + 1
		}
	}
	first, last = low, low
	for last < len(layer) {
		if _, e := P(&layer[last]).bounds(); e > end {
			break
		}
		last++
	}
	return first, last
}
