package quote

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPhrase(t *testing.T) {
	tests := []struct {
		name, tree string
		actors     []string
		want       []string
	}{
		{
			name: "light verbs before the cue",
			tree: `Vey//PROPN/NNP/2/nsubj went/go/VERB/VBD/0/root on//ADP/RP/2/compound:prt to//PART/TO/5/mark say//VERB/VB/2/xcomp
				Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/5/ccomp .//PUNCT/./2/punct`,
			want: []string{"went on to say | Velm fell"},
		},
		{
			name: "the medium",
			tree: `Vey//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root in//ADP/IN/5/case an/a/DET/DT/5/det interview//NOUN/NN/2/obl
				Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/2/ccomp .//PUNCT/./2/punct`,
			want: []string{"said in an interview | Velm fell"},
		},
		{
			name: "a noun with the verb that carries it",
			tree: `Vey//PROPN/NNP/2/nsubj issued/issue/VERB/VBD/0/root a//DET/DT/5/det grave//ADJ/JJ/5/amod warning//NOUN/NN/2/obj
				that//SCONJ/IN/8/mark Velm//PROPN/NNP/8/nsubj fell_/fall/VERB/VBD/5/acl .//PUNCT/./2/punct`,
			want: []string{"issued a grave warning | that Velm fell"},
		},
		{
			name: "who is for something",
			tree: `Vey//PROPN/NNP/5/nsubj is/be/AUX/VBZ/5/cop a//DET/DT/5/det staunch//ADJ/JJ/5/amod supporter//NOUN/NN/0/root
				of//ADP/IN/8/case the//DET/DT/8/det truce_//NOUN/NN/5/nmod .//PUNCT/./5/punct`,
			want: []string{"is a staunch supporter of | the truce"},
		},
		{
			name: "how it looks, and what is clear",
			tree: `The//DET/DT/2/det truce//NOUN/NN/3/nsubj seems/seem/VERB/VBZ/0/root to//PART/TO/5/mark hold_//VERB/VB/3/xcomp .//PUNCT/./3/punct
				| It/it/PRON/PRP/3/nsubj is/be/AUX/VBZ/3/cop clear//ADJ/JJ/0/root that//SCONJ/IN/6/mark Velm//PROPN/NNP/6/nsubj fell_/fall/VERB/VBD/3/ccomp .//PUNCT/./3/punct`,
			want: []string{"seems | The truce", "It is clear | that Velm fell"},
		},
		{
			name: "a letter and what it tells",
			tree: `They/they/PRON/PRP/2/nsubj sent/send/VERB/VBD/0/root a//DET/DT/4/det letter//NOUN/NN/2/obj urging/urge/VERB/VBG/4/acl Tarn//PROPN/NNP/5/obj
				to//PART/TO/8/mark leave_//VERB/VB/5/xcomp .//PUNCT/./2/punct`,
			want: []string{"sent a letter urging | Tarn to leave"},
		},
		{
			name: "a noun that only attributes with its verb, and the day between",
			tree: `Vey//PROPN/NNP/2/nsubj took/take/VERB/VBD/0/root offence//NOUN/NN/2/obj at//ADP/IN/6/case the//DET/DT/6/det plan_//NOUN/NN/3/nmod .//PUNCT/./2/punct
				| Vey//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root on//ADP/IN/4/case Monday//PROPN/NNP/2/obl that//SCONJ/IN/7/mark Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/2/ccomp .//PUNCT/./2/punct`,
			want: []string{"took offence at | the plan", "said on Monday | that Velm fell"},
		},
		{
			name: "what is only to be thought is none, what people meet to say is",
			tree: `Vey//PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root home//ADV/RB/2/advmod to//PART/TO/5/mark consider//VERB/VB/2/advcl
				the//DET/DT/7/det truce_//NOUN/NN/5/obj .//PUNCT/./2/punct
				| They/they/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root there//ADV/RB/2/advmod to//PART/TO/5/mark discuss//VERB/VB/2/advcl
				the//DET/DT/7/det truce_//NOUN/NN/5/obj .//PUNCT/./2/punct`,
			want: []string{"to discuss | the truce"},
		},
		{
			name: "what one refuses to tell",
			tree: `Vey//PROPN/NNP/2/nsubj refused/refuse/VERB/VBD/0/root to//PART/TO/4/mark disclose//VERB/VB/2/xcomp
				the//DET/DT/6/det toll_//NOUN/NN/4/obj .//PUNCT/./2/punct`,
			want: []string{"refused to disclose | the toll"},
		},
		{
			name: "what one is called, and by whom one is backed",
			tree: `Vey//PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass dubbed/dub/VERB/VBN/0/root the//DET/DT/5/det winner_//NOUN/NN/3/obj .//PUNCT/./3/punct
				| The//DET/DT/2/det plan//NOUN/NN/4/nsubj:pass was/be/AUX/VBD/4/aux:pass endorsed/endorse/VERB/VBN/0/root by//ADP/IN/6/case Vey_//PROPN/NNP/4/obl:agent .//PUNCT/./4/punct`,
			want: []string{"was dubbed | Vey", "was endorsed | The plan"},
		},
		{
			name: "no passive has only have",
			tree: `Polls/poll/NOUN/NNS/3/nsubj:pass have//AUX/VBP/3/aux shown/show/VERB/VBN/0/root a//DET/DT/5/det shift_//NOUN/NN/3/obj .//PUNCT/./3/punct`,
			want: []string{"have shown | a shift"},
		},
		{
			name: "people link, roads do not",
			tree: `She/she/PRON/PRP/2/nsubj linked/link/VERB/VBD/0/root the//DET/DT/4/det raid//NOUN/NN/2/obj to//ADP/IN/7/case the//DET/DT/7/det truce_//NOUN/NN/2/obl .//PUNCT/./2/punct
				| A/a/DET/DT/2/det road//NOUN/NN/3/nsubj linked/link/VERB/VBD/0/root the//DET/DT/5/det town//NOUN/NN/3/obj to//ADP/IN/8/case the//DET/DT/8/det coast_//NOUN/NN/3/obl .//PUNCT/./3/punct`,
			want: []string{"linked | the raid to the truce"},
		},
		{
			name: "a view of a thing tells nothing, a view that it is so does",
			tree: `His/he/PRON/PRP$/2/nmod:poss view//NOUN/NN/6/nsubj of//ADP/IN/5/case the//DET/DT/5/det truce//NOUN/NN/2/nmod changed_/change/VERB/VBD/0/root .//PUNCT/./6/punct
				| His/he/PRON/PRP$/2/nmod:poss view//NOUN/NN/6/nsubj that//SCONJ/IN/5/mark Velm//PROPN/NNP/5/nsubj fell/fall/VERB/VBD/2/acl changed_/change/VERB/VBD/0/root .//PUNCT/./6/punct`,
			want: []string{"view | that Velm fell"},
		},
		{
			name: "blows are no words",
			tree: `Rebels/rebel/NOUN/NNS/2/nsubj attacked/attack/VERB/VBD/0/root the//DET/DT/4/det town_//NOUN/NN/2/obj .//PUNCT/./2/punct
				| They/they/PRON/PRP/2/nsubj blasted/blast/VERB/VBD/0/root a//DET/DT/4/det bridge_//NOUN/NN/2/obj .//PUNCT/./2/punct`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := tree(t, test.tree, test.actors...)
			_, statements := Find(d)
			var got []string
			for _, s := range statements {
				got = append(got, s.Phrase.Of(d.Text())+" | "+s.Content[0].Of(d.Text()))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
