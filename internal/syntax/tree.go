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
	score [4][]float32 // score by shape, first and last word: complete and open, to the right and to the left
	turn  [4][]float32 // turn has the same by last and first word, so that both halves of a span lie in rows
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
			t.turn[k] = make([]float32, n*n)
			t.split[k] = make([]int16, n*n)
		}
		t.score[k], t.turn[k], t.split[k] = t.score[k][:n*n], t.turn[k][:n*n], t.split[k][:n*n]
		for i := range n {
			t.score[k][i*n+i], t.turn[k][i*n+i] = 0, 0
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
	from := func(shape, first, last int) []float32 { return t.score[shape][a*t.size+first : a*t.size+last] }
	to := func(shape, first, last int) []float32 { return t.turn[shape][b*t.size+first : b*t.size+last] }
	best, at := meet(from(completeRight, a, b), to(completeLeft, a+1, b+1))
	t.set(openRight, a, b, best+scores.Row(b)[a+1], a+at)
	t.set(openLeft, a, b, best+scores.Row(a)[b+1], a+at)
	best, at = meet(from(openRight, a+1, b+1), to(completeRight, a+1, b+1))
	t.set(completeRight, a, b, best, a+1+at)
	best, at = meet(from(completeLeft, a, b), to(openLeft, a, b))
	t.set(completeLeft, a, b, best, a+at)
}

// set keeps the score of a shape over the words from a to b, and where it splits.
func (t *tree) set(shape, a, b int, score float32, split int) {
	t.score[shape][a*t.size+b], t.turn[shape][b*t.size+a], t.split[shape][a*t.size+b] = score, score, int16(split)
}

// meet is the best sum of two scores at one index, and the first index that has it.
func meet(left, right []float32) (float32, int) {
	right = right[:len(left)]
	best, at := float32(4*impossible), 0
	for k, v := range left {
		if v += right[k]; v > best {
			best, at = v, k
		}
	}
	return best, at
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
