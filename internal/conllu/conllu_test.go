package conllu

import (
	"strings"
	"testing"
)

const sample = `# newdoc id = harbour
# sent_id = harbour-1
# text = They don't sleep.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sleep	sleep	VERB	VB	_	0	root	_	SpaceAfter=No
4.1	left	leave	_	_	_	_	_	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# sent_id = harbour-2
# text = Ships
1	Ships	ship	NOUN	NNS	_	0	root	_	_
`

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d sentences, want 2", len(got))
	}
	a, b := got[0], got[1]
	if a.ID != "harbour-1" || a.Doc != "harbour" || !a.NewPar || a.Text != "They don't sleep." || b.Doc != "harbour" || !b.NewPar {
		t.Errorf("comments: %+v, %+v", a, b)
	}
	if len(a.Words) != 5 || a.Words[0].Head != 3 || a.Words[3].Head != -1 || a.Words[3].SpaceAfter || !a.Words[4].SpaceAfter {
		t.Errorf("words: %+v", a.Words)
	}
	if len(a.Surfaces) != 1 || a.Surfaces[0] != (Surface{First: 1, Last: 3, Form: "don't", SpaceAfter: true}) {
		t.Errorf("surfaces: %+v", a.Surfaces)
	}
}

func TestReadRefusesWhatIsNoTreebank(t *testing.T) {
	for _, bad := range []string{"1\tThey\n", "1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n", "a-b\ta\ta\tX\tX\t_\t0\troot\t_\t_\n"} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestReadNames(t *testing.T) {
	for name, file := range map[string]string{
		"two columns, tabs":   "Orla\tB-PER\nsleeps\tO\n\nin\tO\nVenn\tB-LOC\n",
		"two columns, spaces": "Orla I-PER\nsleeps O\n\nin O\nVenn I-LOC\n",
		"five columns":        "# sent_id = a-1\n1\tOrla\tB-PER\t-\t-\n2\tsleeps\tO\t-\t-\n\n# sent_id = a-2\n1\tin\tO\t-\t-\n2\tVenn\tB-LOC\t-\t-\n",
	} {
		got, err := ReadNames(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 2 || got[0].Words[0] != "Orla" || got[0].Tags[1] != "O" || got[1].Words[1] != "Venn" || got[1].Tags[1][2:] != "LOC" {
			t.Errorf("%s: %+v", name, got)
		}
		if name == "five columns" && got[1].ID != "a-2" {
			t.Errorf("id %q", got[1].ID)
		}
	}
	if _, err := ReadNames(strings.NewReader("word without tag here\n")); err == nil {
		t.Error("a line without a tag was taken")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, s string) {
		all, err := Read(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, s := range all {
			if len(s.Words) == 0 {
				t.Fatal("a sentence without words")
			}
		}
	})
}
