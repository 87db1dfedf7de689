package read

import "testing"

func TestMendsOfWires(t *testing.T) {
	testArcs(t, []arcsCase{
		{"a day before the verb", "army/NOUN/NN/root/- on/ADP/IN/case/+3 Thursday/PROPN/NNP/obl/+1 bombed/VERB/VBN/amod/+1 depots/NOUN/NNS/nmod/-4",
			"nsubj:bombed case:Thursday obl:bombed root: obj:bombed"},
		{"those killed on a day", "soldiers/NOUN/NNS/nsubj/+5 on/ADP/IN/case/+1 Monday/PROPN/NNP/nmod/-2 killed/VERB/VBN/acl/-3 were/AUX/VBD/aux/+1 buried/VERB/VBN/root/-",
			"nsubj:buried case:Monday nmod:soldiers acl:soldiers aux:buried root:"},
		{"a verb taken for a noun", "rebels/NOUN/NNS/compound/+1 control/NOUN/NN/root/- most/ADJ/JJS/obj/-1 of/ADP/IN/case/+1 Velm/PROPN/NNP/nmod/-2",
			"nsubj:control root: obj:control case:Velm nmod:most"},
		{"a verb taken for a noun before a name", "rebels/NOUN/NNS/compound/+1 control/NOUN/NN/root/- Velm/PROPN/NNP/appos/-1 and/CCONJ/CC/cc/+1 Orlo/PROPN/NNP/conj/-2",
			"nsubj:control root: obj:control cc:Orlo conj:Velm"},
		{"the subject of a verb taken for a part of it", "the/DET/DT/det/+1 Guard/PROPN/NNP/compound/+1 controls/VERB/VBZ/root/- Velm/PROPN/NNP/obj/-1", "det:Guard nsubj:controls root: obj:controls"},
		{"a noun before a name", "rebel/NOUN/NN/compound/+1 attack/NOUN/NN/root/- Velm/PROPN/NNP/appos/-1", "compound:attack root: appos:attack"},
		{"a noun", "rebel/NOUN/NN/compound/+1 control/NOUN/NN/nsubj/+2 of/ADP/IN/case/+1 Velm/PROPN/NNP/nmod/-2", "compound:control nsubj:Velm case:Velm nmod:control"},
	}, verbNotNoun, dayBetween)
}

func TestSaidAnd(t *testing.T) {
	testArcs(t, []arcsCase{
		{"who said it denies it", "ministry/NOUN/NN/nsubj/+1 said/VERB/VBD/root/- troops/NOUN/NNS/nsubj/+1 held/VERB/VBD/ccomp/-2 Velm/PROPN/NNP/obj/-1 and/CCONJ/CC/cc/+1 denied/VERB/VBD/conj/-3 losses/NOUN/NNS/obj/-1",
			"nsubj:said root: nsubj:held ccomp:said obj:held cc:denied conj:said obj:denied"},
		{"a denial that is told", "rebels/NOUN/NNS/nsubj/+1 said/VERB/VBD/root/- that/SCONJ/IN/mark/+2 troops/NOUN/NNS/nsubj/+1 fled/VERB/VBD/ccomp/-3 and/CCONJ/CC/cc/+1 denied/VERB/VBD/conj/-2 it/PRON/PRP/obj/-1",
			"nsubj:said root: mark:fled nsubj:fled ccomp:said cc:denied conj:fled obj:denied"},
	}, saidAnd)
}

func TestToldCarrier(t *testing.T) {
	d := parsed("mayor/NOUN/NN/nsubj/+1 told/VERB/VBD/root/- Orbis/PROPN/NNP/nsubj/+3 the/DET/DT/det/+1 bomb/NOUN/NN/appos/-2 exploded/VERB/VBD/ccomp/-4")
	toldCarrier(d, func(i int) int {
		if d.Word(i) == "Orbis" {
			return 1
		}
		return 0
	})
	if got, want := arcsOf(d), "nsubj:told root: obj:told det:bomb nsubj:exploded ccomp:told"; got != want {
		t.Errorf("arcs %s, want %s", got, want)
	}
}
