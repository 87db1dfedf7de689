package syntax

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stemma/internal/neural"
)

// every calls f with all assignments of heads to n words.
func every(n int, f func(heads []int32)) {
	heads := make([]int32, n)
	var fill func(i int)
	fill = func(i int) {
		if i == n {
			f(heads)
			return
		}
		for h := range n + 1 {
			heads[i] = int32(h)
			fill(i + 1)
		}
	}
	fill(0)
}

func projective(heads []int32) bool {
	for i, h := range heads {
		if h == 0 {
			continue
		}
		for j, k := range heads {
			a, b := min(i+1, int(h)), max(i+1, int(h))
			inside := func(x int) bool { return a < x && x < b }
			outside := func(x int) bool { return x < a || x > b }
			if k == 0 && inside(j+1) || k != 0 && (inside(j+1) && outside(int(k)) || outside(j+1) && inside(int(k))) {
				return false
			}
		}
	}
	return true
}

func TestEisnerFindsTheBestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	tr := new(tree)
	for range 40 {
		n := 1 + r.IntN(5)
		scores := neural.NewMatrix(n, neural.Round(n+1))
		for i := range n {
			for j := range n + 1 {
				scores.Row(i)[j] = float32(r.NormFloat64())
			}
			scores.Row(i)[i+1] = impossible
		}
		total := func(heads []int32) (sum float32) {
			for i, h := range heads {
				sum += scores.Row(i)[h]
			}
			return sum
		}
		want := float32(impossible)
		every(n, func(heads []int32) {
			if tr.isTree(heads) && projective(heads) {
				want = max(want, total(heads))
			}
		})
		for _, cpu := range slices.Compact([]neural.CPU{neural.Portable, neural.Best()}) {
			got := make([]int32, n)
			tr.eisner(cpu, got, scores, n)
			if !tr.isTree(got) || total(got) < want-1e-4 {
				t.Fatalf("%v: %v scores %v, the best tree %v", cpu, got, total(got), want)
			}
		}
	}
}

// Spans of a long sentence take more than one step of the processor.
func TestEisnerAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	tr := new(tree)
	for _, n := range []int{1, 2, 7, 8, 9, 40, 16, longestPiece} {
		scores := neural.NewMatrix(n, neural.Round(n+1))
		for i := range scores.V {
			scores.V[i] = float32(r.IntN(20)) // many sums are alike
		}
		want, got := make([]int32, n), make([]int32, n)
		tr.eisner(neural.Portable, want, scores, n)
		tr.eisner(neural.Best(), got, scores, n)
		if !slices.Equal(got, want) {
			t.Errorf("%d words: %v, want %v", n, got, want)
		}
	}
}

func TestIsTree(t *testing.T) {
	for _, c := range []struct {
		heads []int32
		want  bool
	}{
		{[]int32{0}, true}, {[]int32{2, 0, 2}, true}, {[]int32{0, 0}, false}, {[]int32{2, 1}, false}, {[]int32{2, 3, 1}, false}, {[]int32{0, 3, 2}, false},
	} {
		if got := new(tree).isTree(c.heads); got != c.want {
			t.Errorf("%v: %v", c.heads, got)
		}
	}
}
