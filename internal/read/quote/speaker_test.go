package quote

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpeaker(t *testing.T) {
	for _, tt := range []struct {
		name, tree string
		actors     []string
		want       []string
	}{
		{
			name: "behind a verb without a comma, with what he added",
			tree: `Ten/ten/NUM/CD/2/nsubj:pass died/die/VERB/VBD/6/ccomp in//ADP/IN/4/case raids/raid/NOUN/NNS/2/obl said/say/VERB/VBD/2/conj the//DET/DT/7/det source/source/NOUN/NN/8/nsubj
				adding/add/VERB/VBG/5/advcl that//SCONJ/IN/11/mark cars/car/NOUN/NNS/11/nsubj burned_/burn/VERB/VBD/8/ccomp .//PUNCT/./2/punct`,
			want: []string{"say asserted [source] the source | said | Ten died in raids", "say asserted [source] the source | adding | that cars burned"},
		},
		{
			name: "behind a verb between commas",
			tree: `A//DET/DT/2/det tank//NOUN/NN/3/nsubj burned_/burn/VERB/VBD/0/root ,//PUNCT/,/3/punct confirmed/confirm/VERB/VBN/3/advcl ministry//NOUN/NN/7/compound spokesman/spokesman/NOUN/NN/5/obj
				Ann//PROPN/NNP/7/appos Vey_//PROPN/NNP/8/flat ,//PUNCT/,/3/punct wounding/wound/VERB/VBG/3/advcl two_/two/NUM/CD/11/obj .//PUNCT/./3/punct`,
			actors: []string{"Vey=Ann Vey=person"},
			want:   []string{"acknowledge asserted [Ann Vey] ministry spokesman Ann Vey | confirmed | A tank burned wounding two"},
		},
		{
			name: "a source at a body, and one with a body's name for short",
			tree: `A//DET/DT/2/det source/source/NOUN/NN/6/nsubj at//ADP/IN/5/case Velm//PROPN/NNP/5/compound Command/Command/PROPN/NNP/2/nmod said/say/VERB/VBD/0/root Orl//PROPN/NNP/8/nsubj fell_/fall/VERB/VBD/6/ccomp .//PUNCT/./6/punct
				| The//DET/DT/3/det Velm//PROPN/NNP/3/compound Coalition/Coalition/PROPN/NNP/4/nsubj said/say/VERB/VBD/0/root Orl//PROPN/NNP/6/nsubj held_/hold/VERB/VBD/4/ccomp .//PUNCT/./4/punct
				| The//DET/DT/2/det Coalition/Coalition/PROPN/NNP/3/nsubj added/add/VERB/VBD/0/root Velm//PROPN/NNP/5/nsubj fell_/fall/VERB/VBD/3/ccomp .//PUNCT/./3/punct`,
			want: []string{
				"say asserted [Velm Command/source at Velm Command] A source at Velm Command | said | Orl fell",
				"say asserted [Velm Coalition] The Velm Coalition | said | Orl held",
				"say asserted [Velm Coalition] The Coalition | added | Velm fell",
			},
		},
		{
			name: "he who has no name",
			tree: `Ann//PROPN/NNP/2/compound Vey//PROPN/NNP/3/nsubj said/say/VERB/VBD/0/root Orl//PROPN/NNP/5/nsubj fell_/fall/VERB/VBD/3/ccomp .//PUNCT/./3/punct
				| A//DET/DT/2/det doctor/doctor/NOUN/NN/3/nsubj said/say/VERB/VBD/0/root ten/ten/NUM/CD/5/nsubj died_/die/VERB/VBD/3/ccomp .//PUNCT/./3/punct
				| He//PRON/PRP/2/nsubj said/say/VERB/VBD/0/root more/more/ADJ/JJR/4/nsubj fled_/flee/VERB/VBD/2/ccomp .//PUNCT/./2/punct`,
			actors: []string{"Vey=Ann Vey=person"},
			want: []string{
				"say asserted [Ann Vey] Ann Vey | said | Orl fell",
				"say asserted [doctor] A doctor | said | ten died",
				"say asserted [doctor] He | said | more fled",
			},
		},
		{
			name: "a page that somebody runs",
			tree: `A//DET/DT/2/det page/page/NOUN/NN/6/nsubj run/run/VERB/VBN/2/acl by//ADP/IN/5/case activists/activist/NOUN/NNS/3/obl:agent said/say/VERB/VBD/0/root Orl//PROPN/NNP/8/nsubj fell_/fall/VERB/VBD/6/ccomp .//PUNCT/./6/punct`,
			want: []string{"say asserted [activists] A page run by activists | said | Orl fell"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := tree(t, tt.tree, tt.actors...)
			_, got := Find(d)
			if diff := cmp.Diff(tt.want, lines(d, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
