package read

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/text"
)

// parsed is a sentence with a tree, one word a field: "raids/NOUN/NNS/nsubj/4".
func parsed(words string) *text.Doc {
	d := &text.Doc{Report: &stemma.Report{}}
	for i, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		start := len(d.Report.Text)
		d.Report.Text += f[0] + " "
		d.Tokens = append(d.Tokens, text.Token{Span: stemma.Span{Start: start, End: start + len(f[0])}})
		d.Tags = append(d.Tags, text.Tag{UPOS: f[1], XPOS: f[2], Lemma: strings.ToLower(f[0])})
		head := -1
		if f[4] != "-" {
			head = i + int(f[4][1]-'0')*map[byte]int{'+': 1, '-': -1}[f[4][0]]
		}
		d.Arcs = append(d.Arcs, text.Arc{Head: head, Rel: f[3]})
	}
	d.Sentences = []text.Sentence{{First: 0, Last: len(d.Tokens)}}
	return d
}

// arcsOf are the relations of a text with the words that they lead to.
func arcsOf(d *text.Doc) string {
	var got []string
	for _, a := range d.Arcs {
		head := ""
		if a.Head >= 0 {
			head = d.Word(a.Head)
		}
		got = append(got, a.Rel+":"+head)
	}
	return strings.Join(got, " ")
}

func TestActive(t *testing.T) {
	for _, c := range []struct{ name, words, arcs string }{
		{"a count is an object", "raids/NOUN/NNS/nsubj/+5 killed/VERB/VBN/acl/-1 30/NUM/CD/nummod/+1 people/NOUN/NNS/obl/-2 one/NUM/CD/nsubj/+1 took/VERB/VBD/root/- effect/NOUN/NN/obj/-1",
			"nsubj root nummod obj nsubj parataxis obj"},
		{"a day is none", "people/NOUN/NNS/nsubj/+3 killed/VERB/VBN/acl/-1 Sunday/PROPN/NNP/obl/-1 were/VERB/VBD/root/-", "nsubj acl obl root"},
		{"nor is a place", "people/NOUN/NNS/nsubj/+4 killed/VERB/VBN/acl/-1 in/ADP/IN/case/+1 Velm/PROPN/NNP/obl/-2 were/VERB/VBD/root/-", "nsubj acl case obl root"},
		{"some keep an object", "groups/NOUN/NNS/nsubj/+3 called/VERB/VBN/acl/-1 Ansar/PROPN/NNP/xcomp/-1 left/VERB/VBD/root/-", "nsubj acl xcomp root"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parsed(c.words)
			d.Tags[1].Lemma = map[string]string{"killed": "kill", "called": "call"}[d.Word(1)]
			active(d)
			var got []string
			for _, a := range d.Arcs {
				got = append(got, a.Rel)
			}
			if s := strings.Join(got, " "); s != c.arcs {
				t.Errorf("labels %s, want %s", s, c.arcs)
			}
		})
	}
}

// arcsCase is a parsed sentence, and its arcs when it is mended.
type arcsCase struct{ name, words, want string }

// testArcs mends the sentence of each case, word by word.
func testArcs(t *testing.T, cases []arcsCase, mends ...func(*text.Doc, text.Sentence, int)) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := parsed(c.words)
			for i := range d.Tokens {
				for _, mend := range mends {
					mend(d, d.Sentences[0], i)
				}
			}
			if got := arcsOf(d); got != c.want {
				t.Errorf("arcs %s, want %s", got, c.want)
			}
		})
	}
}
