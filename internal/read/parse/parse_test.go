package parse

import (
	"math/rand/v2"
	"testing"

	"stemma/internal/text"
)

func TestParseKeepsATree(t *testing.T) {
	arcs := []text.Arc{{Head: 1, Rel: "nsubj"}, {Head: -1, Rel: "root"}, {Head: 1, Rel: "obj"}}
	got := Parse([]text.Sentence{{First: 0, Last: 3}}, arcs)
	for i := range arcs {
		if got[i] != arcs[i] {
			t.Errorf("arc %d: %v, want %v", i, got[i], arcs[i])
		}
	}
}

func TestParseMakesTreesOfAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(12)
		cut := r.IntN(n + 1)
		sentences := []text.Sentence{{First: 0, Last: cut}, {First: cut, Last: n}}
		arcs := make([]text.Arc, n)
		for i := range arcs {
			arcs[i].Head = r.IntN(n+2) - 1
		}
		got := Parse(sentences, arcs)
		for _, s := range sentences {
			roots := 0
			for i := s.First; i < s.Last; i++ {
				steps := 0
				for at := i; got[at].Head >= 0; at = got[at].Head {
					if got[at].Head < s.First || got[at].Head >= s.Last {
						t.Fatalf("%v: head of %d outside its sentence", got, at)
					}
					if steps++; steps > n {
						t.Fatalf("%v of %v: a cycle at %d", got, arcs, i)
					}
				}
				if got[i].Head < 0 {
					roots++
				}
			}
			if s.First < s.Last && roots != 1 {
				t.Fatalf("%v: %d roots", got, roots)
			}
		}
	}
}
