package quote

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMend holds cases in which the tree is wrong or says too little.
func TestMend(t *testing.T) {
	for _, tt := range []struct {
		name, tree string
		actors     []string
		want       []string
	}{
		{
			name: "a quotation within what another verb tells",
			tree: `Vey//PROPN/NNP/2/nsubj outlined/outline/VERB/VBD/0/root plans/plan/NOUN/NNS/2/obj and//CCONJ/CC/5/cc vowed/vow/VERB/VBD/2/conj to//PART/TO/7/mark punish/punish/VERB/VB/5/xcomp “_//PUNCT/''/9/punct those//PRON/DT/7/obj
				who//PRON/WP/11/nsubj rob/rob/VERB/VBP/9/acl:relcl the//DET/DT/13/det poor_/poor/NOUN/NNS/11/obj ._//PUNCT/./2/punct ”//PUNCT/''/2/punct`,
			want: []string{"intention asserted [Vey] Vey | vowed | to punish “those who rob the poor.”", "say asserted [Vey] Vey | outlined | plans"},
		},
		{
			name: "a clause that describes the speaker, before and behind the cue",
			tree: `Vey_//PROPN/NNP/9/nsubj ,//PUNCT/,/4/punct who//PRON/WP/4/nsubj knew/know/VERB/VBD/1/acl:relcl that//SCONJ/IN/7/mark Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/9/ccomp ,//PUNCT/,/4/punct told/tell/VERB/VBD/0/root
				aides/aide/NOUN/NNS/9/obj to//PART/TO/12/mark leave_/leave/VERB/VB/9/xcomp .//PUNCT/./9/punct
				| “_//PUNCT/''/5/punct We//PRON/PRP/3/nsubj hold/hold/VERB/VBP/7/ccomp the//DET/DT/5/det town_//NOUN/NN/3/obj ”//PUNCT/''/3/punct said/say/VERB/VBD/0/root Vey_//PROPN/NNP/7/nsubj ,//PUNCT/,/12/punct whose//PRON/WP$/11/nmod:poss house/house/NOUN/NN/12/nsubj fell_/fall/VERB/VBD/7/ccomp .//PUNCT/./7/punct`,
			want: []string{
				"demand called-for [Vey] Vey, who knew | told | aides to leave",
				"belief asserted [Vey] who | knew | that Velm fell",
				"say asserted [Vey] Vey, whose house fell | said | “We hold the town”",
			},
		},
		{
			name: "of two objects the second",
			tree: `Officials/official/NOUN/NNS/2/nsubj denied/deny/VERB/VBD/0/root them//PRON/PRP/2/obj permits_/permit/NOUN/NNS/2/obj .//PUNCT/./2/punct`,
			want: []string{"deny denied [Officials] Officials | denied | permits"},
		},
		{
			name: "a noun that a time parts from its clause",
			tree: `Vey//PROPN/NNP/2/nsubj announced/announce/VERB/VBD/0/root plans/plan/NOUN/NNS/2/obj today/today/NOUN/NN/2/obl:tmod to//PART/TO/6/mark leave_/leave/VERB/VB/2/advcl .//PUNCT/./2/punct`,
			want: []string{"intention asserted [Vey] Vey | plans | to leave"},
		},
		{
			name: "a poll, and as somebody put it",
			tree: `In//ADP/IN/3/case a//DET/DT/3/det poll_/poll/NOUN/NN/6/obl ,//PUNCT/,/6/punct Vey//PROPN/NNP/6/nsubj led_/lead/VERB/VBD/0/root .//PUNCT/./6/punct
				| As//SCONJ/IN/3/mark Vey//PROPN/NNP/3/nsubj put/put/VERB/VBD/7/advcl it_//PRON/PRP/3/obj ,//PUNCT/,/7/punct Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/0/root .//PUNCT/./7/punct`,
			want: []string{"show asserted [poll] a poll | In | Vey led", "say asserted [Vey] Vey | put | Velm fell"},
		},
		{
			name: "a participle taken for an adjective of its object",
			tree: `Vey//PROPN/NNP/4/nsubj is/be/AUX/VBZ/4/cop warning/warn/VERB/VBG/4/amod voters/voter/NOUN/NNS/0/root that//SCONJ/IN/7/mark Velm//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/4/acl .//PUNCT/./4/punct`,
			want: []string{"expect expected [Vey] Vey | warning | that Velm fell"},
		},
		{
			name: "what people feel of something",
			tree: `Residents/resident/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass angered/anger/VERB/VBN/0/root by//ADP/IN/6/case the//DET/DT/6/det raid_//NOUN/NN/3/obl .//PUNCT/./3/punct`,
			want: []string{"belief asserted [Residents] Residents | angered | the raid"},
		},
		{
			name: "two who close a sentence with their words",
			tree: `Vey//PROPN/NNP/2/nsubj said/say/VERB/VBD/15/ccomp she//PRON/PRP/4/nsubj left/leave/VERB/VBD/2/ccomp because//SCONJ/IN/9/mark “_//PUNCT/''/9/punct they//PRON/PRP/9/nsubj all//DET/DT/9/advmod fled/flee/VERB/VBD/4/advcl the//DET/DT/11/det town_//NOUN/NN/9/obj ,_//PUNCT/,/9/punct ”//PUNCT/''/9/punct
				she//PRON/PRP/15/nsubj said_/say/VERB/VBD/0/root .//PUNCT/./15/punct`,
			actors: []string{"Vey=Ann Vey=person", "she=Ann Vey=person"},
			want: []string{
				"say asserted [Ann Vey] Vey | said | she left because “they all fled the town,”",
				"say asserted [Ann Vey] she | said | “they all fled the town,”",
			},
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
