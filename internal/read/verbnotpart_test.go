package read

import "testing"

func TestVerbNotParticiple(t *testing.T) {
	testArcs(t, []arcsCase{
		{"a verb taken for a participle", "rebels/NOUN/NNS/compound/+2 captured/VERB/VBN/amod/+1 Velm/PROPN/NNP/ccomp/+5 on/ADP/IN/case/+1 Monday/PROPN/NNP/nmod/-2 ,/PUNCT/,/punct/-3 army/NOUN/NN/nsubj/+1 said/VERB/VBD/root/-",
			"nsubj:captured ccomp:said obj:captured case:Monday obl:captured punct:captured nsubj:said root:"},
		{"a participle", "the/DET/DT/det/+2 captured/VERB/VBN/amod/+1 town/NOUN/NN/root/-", "det:town amod:town root:"},
	}, verbNotParticiple)
}
