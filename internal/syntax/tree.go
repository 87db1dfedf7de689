package syntax

import (
	"slices"

	"stemma/internal/neural"
)

// impossible is a score that no sum of others makes up for.
const impossible = -1e9

// tree finds the best heads of a sentence. Mostly each word's best head will do; where
// these make no tree with a single root, Eisner's algorithm finds the best projective
// one:
//
//	complete   incomplete           head ╱│ spans words, the apex is the head
//	  ╱│          ╱▔│               split at every word; O(n³)
//	 ╱ │         ╱  │
//
// A shape's score over the words from a to a+length stands in row length, column a, so
// that all spans of one length are found side by side.
type tree struct {
	seen  []int32
	score [4]neural.Matrix // by shape: complete and open, to the right and to the left
	split [4][]int32       // where the best span of a shape splits, counted from its first word
	best  []float32
	at    []int32
}

const (
	completeRight = iota // head is the first word
	completeLeft         // head is the last word
	openRight
	openLeft
)

// heads writes the heads, counted from 1 with 0 for the root, of n words. Row i of the
// scores has, for word i+1, the root's in column 0 and word j's in column j.
func (t *tree) heads(cpu neural.CPU, heads []int32, scores neural.Matrix, n int) []int32 {
	heads = heads[:0]
	for i := range n {
		heads = append(heads, int32(cpu.Argmax(scores.Row(i)[:n+1])))
	}
	if t.isTree(heads) {
		return heads
	}
	t.eisner(cpu, heads, scores, n)
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

func (t *tree) eisner(cpu neural.CPU, heads []int32, scores neural.Matrix, n int) {
	stride := neural.Round(n) + neural.Lane
	for k := range t.score {
		t.score[k].Resize(n, stride)
		clear(t.score[k].Row(0))
		t.split[k] = slices.Grow(t.split[k][:0], n*stride)[:n*stride]
	}
	for length := 1; length < n; length++ {
		t.fill(cpu, scores, length, n-length)
	}
	root, top := 0, float32(3*impossible)
	for r := range n {
		v := scores.Row(r)[0] + t.score[completeLeft].Row(r)[0] + t.score[completeRight].Row(n - 1 - r)[r]
		if v > top {
			root, top = r, v
		}
	}
	heads[root] = 0
	t.backtrack(heads, completeLeft, 0, root)
	t.backtrack(heads, completeRight, root, n-1)
}

// fill computes the four shapes over all spans of a length, of which there are count.
func (t *tree) fill(cpu neural.CPU, scores neural.Matrix, length, count int) {
	t.meet(cpu, completeRight, completeLeft, length, count)
	right, left := t.score[openRight].Row(length), t.score[openLeft].Row(length)
	for a, best := range t.best {
		right[a] = best + scores.V[(a+length)*scores.Stride+a+1]
		left[a] = best + scores.V[a*scores.Stride+a+length+1]
	}
	stride := t.score[0].Stride
	copy(t.split[openRight][length*stride:], t.at)
	copy(t.split[openLeft][length*stride:], t.at)

	t.meet(cpu, openRight, completeRight, length, count)
	copy(t.score[completeRight].Row(length), t.best)
	copy(t.split[completeRight][length*stride:], t.at)
	t.meet(cpu, completeLeft, openLeft, length, count)
	copy(t.score[completeLeft].Row(length), t.best)
	copy(t.split[completeLeft][length*stride:], t.at)
}

// meet finds, for all spans of a length, the best sum of a left and a right part, and
// the first split that has it. Two complete parts lie side by side; of others, the open
// one is a word longer, since both hold the word where they meet.
func (t *tree) meet(cpu neural.CPU, left, right, length, count int) {
	l, r := t.score[left].V, t.score[right].V
	stride := t.score[left].Stride
	from, to := 0, (length-1)*stride+1
	switch {
	case left == openRight:
		from = stride
	case right == openLeft:
		to = length * stride
	}
	width := neural.Round(count)
	t.best, t.at = slices.Grow(t.best[:0], width)[:width], slices.Grow(t.at[:0], width)[:width]
	for i := range t.best {
		t.best[i], t.at[i] = 4*impossible, 0
	}
	cpu.BestSums(t.best, t.at, neural.Terms{V: l, First: from, Step: stride}, neural.Terms{V: r, First: to, Step: 1 - stride}, length)
	t.best, t.at = t.best[:count], t.at[:count]
}

// backtrack reads the heads of a shape over the words from a to b. Its depth is at
// most the length of a piece.
func (t *tree) backtrack(heads []int32, shape, a, b int) {
	if a == b {
		return
	}
	k := a + int(t.split[shape][(b-a)*t.score[0].Stride+a])
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
		t.backtrack(heads, openRight, a, k+1)
		t.backtrack(heads, completeRight, k+1, b)
	case completeLeft:
		t.backtrack(heads, completeLeft, a, k)
		t.backtrack(heads, openLeft, k, b)
	}
}
