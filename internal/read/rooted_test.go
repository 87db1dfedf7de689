package read

import (
	"slices"
	"testing"
)

func TestRooted(t *testing.T) {
	d := parsed("rebels/NOUN/NNS/nsubj/+1 took/VERB/VBD/root/- the/DET/DT/det/+1 town/NOUN/NN/obj/-2 and/CCONJ/CC/cc/+1 left/VERB/VBD/conj/-4")
	before := slices.Clone(d.Arcs)
	d.Arcs[3].Head = 5 // the town hangs from "left"
	mended := slices.Clone(d.Arcs)
	rooted(d, before)
	if !slices.Equal(d.Arcs, mended) {
		t.Errorf("a tree is changed: %v", d.Arcs)
	}
	d.Arcs[1].Head, d.Arcs[5].Head = 5, 1 // the verbs hang from each other
	rooted(d, before)
	if !slices.Equal(d.Arcs, before) {
		t.Errorf("a circle stays: %v", d.Arcs)
	}
}
