package read

import (
	"testing"

	"stemma"
	"stemma/internal/text"
)

// TestApposed: an office, the name behind it and the verb of saying, with what the network
// tied them to; the heads that they get are in the same form.
func TestApposed(t *testing.T) {
	for _, c := range []struct{ name, words, arcs string }{
		{"the name goes with the office, not with the town in it",
			"envoy/NOUN/NN/nsubj/+7 in/ADP/IN/case/+1 Velm/PROPN/NNP/nmod/-2 ,/PUNCT/,/punct/+1 Ann/PROPN/NNP/appos/-2 Vey/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-2 left/VERB/VBD/root/-",
			"nsubj:left case:Velm nmod:envoy punct:Ann appos:envoy flat:Ann punct:Ann root:"},
		{"an office is not joined to a name behind a comma",
			"its/PRON/PRP$/nmod:poss/+1 spokesman/NOUN/NN/conj/+2 ,/PUNCT/,/punct/+1 Ann/PROPN/NNP/nsubj/+3 Vey/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-1 said/VERB/VBD/root/-",
			"nmod:poss:spokesman nsubj:said punct:Ann appos:spokesman flat:Ann punct:Vey root:"},
		{"a name with a participle behind the office has a verb",
			"Ann/PROPN/NNP/root/- Vey/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/+1 envoy/NOUN/NN/appos/-3 ,/PUNCT/,/punct/-1 called/VERB/VBN/acl/-5 on/ADP/IN/case/+1 them/PRON/PRP/obl/-2",
			"nsubj:called flat:Ann punct:envoy appos:Ann punct:envoy root: case:them obl:called"},
		{"nor is a place behind the place of a resident",
			"resident/NOUN/NN/nsubj/+7 of/ADP/IN/case/+1 Velm/PROPN/NNP/nmod/-2 ,/PUNCT/,/punct/+1 North/PROPN/NNP/appos/-2 Tarn/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-2 fled/VERB/VBD/root/-",
			"nsubj:fled case:Velm nmod:resident punct:North appos:Velm flat:North punct:North root:"},
		{"a town behind a town is left alone",
			"fled/VERB/VBD/root/- Velm/PROPN/NNP/obj/-1 ,/PUNCT/,/punct/+1 Tarn/PROPN/NNP/appos/-2 Orl/PROPN/NNP/flat/-1 ./PUNCT/./punct/-4",
			"root: obj:fled punct:Tarn appos:Velm flat:Tarn punct:Velm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parsed(c.words)
			apposed(d, func(name string) bool { return name == "North Tarn" })
			if s := arcsOf(d); s != c.arcs {
				t.Errorf("arcs %s, want %s", s, c.arcs)
			}
		})
	}
}

// TestBearers: who is named behind an office is a person, a town there stays a town.
func TestBearers(t *testing.T) {
	for _, c := range []struct {
		words string
		want  text.NameKind
	}{
		{"envoy/NOUN/NN/nsubj/+5 ,/PUNCT/,/punct/+1 Ann/PROPN/NNP/appos/-2 Vey/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-2 left/VERB/VBD/root/-", text.Person},
		{"road/NOUN/NN/nsubj/+5 ,/PUNCT/,/punct/+1 Ann/PROPN/NNP/appos/-2 Vey/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-2 left/VERB/VBD/root/-", text.PlaceName},
		{"envoy/NOUN/NN/nsubj/+5 ,/PUNCT/,/punct/+1 Port/PROPN/NNP/appos/-2 Velm/PROPN/NNP/flat/-1 ,/PUNCT/,/punct/-2 left/VERB/VBD/root/-", text.PlaceName},
	} {
		d := parsed(c.words)
		d.Names = []text.Name{{Span: stemma.Span{Start: d.Tokens[2].Start, End: d.Tokens[3].End}, First: 2, Last: 4, Kind: text.PlaceName}}
		bearers(d, func(name string) bool { return name == "Port Velm" })
		if len(d.Names) != 1 || d.Names[0].Kind != c.want {
			t.Errorf("names of %q are %v, want one %s", c.words, d.Names, c.want)
		}
	}
}
