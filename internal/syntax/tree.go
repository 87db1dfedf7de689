package syntax

import "stemma/internal/neural"

// impossible is a score that no sum of others makes up for.
const impossible = -1e9

// tree finds the best heads of a sentence. Mostly each word's best head will do; where
// these make no tree with a single root, Eisner's algorithm finds the best projective
// one:
//
//	complete   incomplete           head ╱│ spans words, the apex is the head
//	  ╱│          ╱▔│               split at every word; O(n³)
//	 ╱ │         ╱  │
type tree struct {
	seen  []int32
	score [4][]float32 // score by shape: complete and open, to the right and to the left
	split [4][]int16
	size  int
}

const (
	completeRight = iota // head is the first word
	completeLeft         // head is the last word
	openRight
	openLeft
)

// best writes the heads, counted from 1 with 0 for the root, of n words. Row i of the
// scores has, for word i+1, the root's in column 0 and word j's in column j.
func (t *tree) best(heads []int32, scores neural.Matrix, n int) []int32 {
	heads = heads[:0]
	for i := range n {
		heads = append(heads, int32(neural.Argmax(scores.Row(i)[:n+1])))
	}
	if t.isTree(heads) {
		return heads
	}
	t.eisner(heads, scores, n)
	return heads
}

// isTree reports whether there is one root and no cycle.
func (t *tree) isTree(heads []int32) bool {
	n := len(heads)
	t.seen = append(t.seen[:0], make([]int32, n+1)...)
	roots := 0
	for i := range heads {
		if heads[i] == 0 {
			roots++
		}
		at := int32(i + 1)
		for at != 0 && t.seen[at] == 0 {
			t.seen[at] = int32(i + 1)
			at = heads[at-1]
		}
		if at != 0 && t.seen[at] == int32(i+1) {
			return false
		}
	}
	return roots == 1
}

func (t *tree) eisner(heads []int32, scores neural.Matrix, n int) {
	t.size = n
	for k := range t.score {
		if cap(t.score[k]) < n*n {
			t.score[k] = make([]float32, n*n)
			t.split[k] = make([]int16, n*n)
		}
		t.score[k], t.split[k] = t.score[k][:n*n], t.split[k][:n*n]
	}
	for i := range n {
		for k := range t.score {
			t.score[k][i*n+i] = 0
		}
	}
	for length := 1; length < n; length++ {
		for a := 0; a+length < n; a++ {
			t.fill(scores, a, a+length)
		}
	}
	root, top := 0, float32(3*impossible)
	for r := range n {
		v := scores.Row(r)[0] + t.score[completeLeft][r] + t.score[completeRight][r*n+n-1]
		if v > top {
			root, top = r, v
		}
	}
	heads[root] = 0
	t.backtrack(heads, completeLeft, 0, root)
	t.backtrack(heads, completeRight, root, n-1)
}

// fill computes the four shapes over the words from a to b, a < b.
func (t *tree) fill(scores neural.Matrix, a, b int) {
	n := t.size
	cr, cl, or, ol := t.score[completeRight], t.score[completeLeft], t.score[openRight], t.score[openLeft]
	best, at := float32(4*impossible), a
	for k := a; k < b; k++ {
		if v := cr[a*n+k] + cl[(k+1)*n+b]; v > best {
			best, at = v, k
		}
	}
	or[a*n+b], t.split[openRight][a*n+b] = best+scores.Row(b)[a+1], int16(at)
	ol[a*n+b], t.split[openLeft][a*n+b] = best+scores.Row(a)[b+1], int16(at)
	best, at = 4*impossible, a+1
	for k := a + 1; k <= b; k++ {
		if v := or[a*n+k] + cr[k*n+b]; v > best {
			best, at = v, k
		}
	}
	cr[a*n+b], t.split[completeRight][a*n+b] = best, int16(at)
	best, at = 4*impossible, a
	for k := a; k < b; k++ {
		if v := cl[a*n+k] + ol[k*n+b]; v > best {
			best, at = v, k
		}
	}
	cl[a*n+b], t.split[completeLeft][a*n+b] = best, int16(at)
}

// backtrack reads the heads of a shape over the words from a to b. Its depth is at
// most the length of a piece.
func (t *tree) backtrack(heads []int32, shape, a, b int) {
	if a == b {
		return
	}
	k := int(t.split[shape][a*t.size+b])
	switch shape {
	case openRight, openLeft:
		if shape == openRight {
			heads[b] = int32(a + 1)
		} else {
			heads[a] = int32(b + 1)
		}
		t.backtrack(heads, completeRight, a, k)
		t.backtrack(heads, completeLeft, k+1, b)
	case completeRight:
		t.backtrack(heads, openRight, a, k)
		t.backtrack(heads, completeRight, k, b)
	case completeLeft:
		t.backtrack(heads, completeLeft, a, k)
		t.backtrack(heads, openLeft, k, b)
	}
}
