package eval

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma/internal/conllu"
	"stemma/internal/neural"
	"stemma/internal/read/lemma"
	"stemma/internal/syntax"
	"stemma/internal/weights"
)

func language(t *testing.T) Language {
	t.Helper()
	file, err := weights.Syntax()
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.LoadFor(neural.Best(), file)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lemma.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Language{Syntax: m, Lemmas: l}
}

const tree = `# newdoc id = harbour
# sent_id = harbour-1
# text = They don't sleep.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sleep	sleep	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

`

func TestLanguageFigures(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"treebank/small-test.conllu":       tree,
		"names/tiny-set-test.iob2":         "# sent_id = a-1\n1\tJohn\tB-PER\t-\t-\n2\tSmith\tI-PER\t-\t-\n3\tlives\tO\t-\t-\n4\tin\tO\t-\t-\n5\tLondon\tB-LOC\t-\t-\n6\t.\tO\t-\t-\n",
		"names/marked/part/documents.json": `{"_id": "d", "text": "“He” lives in London."}` + "\n",
		"names/marked/part/entities.json":  `{"begin": 14, "end": 20, "type": "Location", "documentId": "d", "confidence": 1}` + "\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := language(t).Figures(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"upos.small", "xpos.small", "lemma.small", "lemma_predicted.small", "uas.small", "las.small", "las_raw.small", "names.tiny", "names.marked"}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i, f := range got {
		if f.Name != "language."+want[i] || math.Abs(f.Value-100) > 1e-6 {
			t.Errorf("%v, want 100 of %s", f, want[i])
		}
	}
}

func TestNoDataNoFigures(t *testing.T) {
	got, err := language(t).Figures(t.TempDir())
	if err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestTextOfTrees(t *testing.T) {
	trees, err := conllu.Read(strings.NewReader(tree + strings.Replace(tree, "They", "We", 2)))
	if err != nil {
		t.Fatal(err)
	}
	txt, blocks, gold := layText(trees)
	if want := "They don't sleep. \n\nWe don't sleep. "; txt != want {
		t.Errorf("text %q, want %q", txt, want)
	}
	if len(blocks) != 2 || len(gold) != 10 {
		t.Fatalf("%v, %d words", blocks, len(gold))
	}
	if got := gold[2].span.Of(txt); got != "n't" {
		t.Errorf("third word %q", got)
	}
	if gold[5].head != 8 {
		t.Errorf("head of the second sentence's first word is %d, want 8", gold[5].head)
	}
}
