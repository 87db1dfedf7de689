package read

import "testing"

func TestSpeakerBetweenCommas(t *testing.T) {
	testArcs(t, []arcsCase{
		{"a monitor told what he is", "rebels/NOUN/NNS/nsubj/+1 came/VERB/VBD/ccomp/+9 on/ADP/IN/case/+1 Monday/PROPN/NNP/obl/-2 ,/PUNCT/,/punct/+1 Monitor/PROPN/NNP/appos/-2 ,/PUNCT/,/punct/+2 a/DET/DT/det/+1 group/NOUN/NN/appos/-3 ,/PUNCT/,/punct/-4 said/VERB/VBD/root/-",
			"nsubj:came ccomp:said case:Monday obl:came punct:Monitor nsubj:said punct:group det:group appos:Monitor punct:Monitor root:"},
		{"a name behind what he is", "rebels/NOUN/NNS/nsubj/+1 came/VERB/VBD/ccomp/+8 Monday/PROPN/NNP/obl/-1 ,/PUNCT/,/punct/+2 the/DET/DT/det/+1 mission/NOUN/NN/appos/-3 ,/PUNCT/,/punct/+1 MOR/PROPN/NNP/appos/-2 ,/PUNCT/,/punct/-3 said/VERB/VBD/root/-",
			"nsubj:came ccomp:said obl:came punct:mission det:mission nsubj:said punct:MOR appos:mission punct:mission root:"},
		{"somebody has said it", "rebels/NOUN/NNS/nsubj/+1 took/VERB/VBD/ccomp/+6 Velm/PROPN/NNP/obj/-1 ,/PUNCT/,/punct/+1 Orlo/PROPN/NNP/appos/-2 ,/PUNCT/,/punct/-1 he/PRON/PRP/nsubj/+1 said/VERB/VBD/root/-",
			"nsubj:took ccomp:said obj:took punct:Orlo appos:Velm punct:Orlo nsubj:said root:"},
	}, speakerBetween)
}
