package train

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma/internal/syntax"
)

// corpusOf writes a little treebank and some names.
func corpusOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	tree := strings.Repeat(`# newdoc id = d
# text = The ferry left .
1	The	the	DET	DT	_	2	det	_	Entity=(1-object-new
2	ferry	ferry	NOUN	NN	_	3	nsubj	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	.	.	PUNCT	.	_	3	punct	_	_

# text = Orla sleeps
1	Orla	Orla	PROPN	NNP	_	2	nsubj	_	Entity=(2-person-new-x)
2	sleeps	sleep	VERB	VBZ	_	0	root	_	_

`, 20)
	for name, content := range map[string]string{
		"treebank/small-train.conllu": tree,
		"treebank/small-dev.conllu":   tree,
		"names/wikigold/names.txt":    strings.Repeat("Venn I-LOC\nsleeps O\n\n", 10),
		"names/small-dev.iob2":        strings.Repeat("# sent_id = a-1\n1\tVenn\tB-LOC\t-\t-\n2\tsleeps\tO\t-\t-\n\n", 3),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func options(data, out string) Options {
	return Options{
		Data: data, Out: out, Seed: 3, Rounds: 4, Rates: Rates{Input: 0.1, Hidden: 0.1, Head: 0.1, Word: 0.05, Writing: 0.02},
		Size: syntax.Config{Hidden: 16, Layers: 2, Arc: 16, Label: 16, Tag: 16, Name: 16, Word: 32},
	}
}

func TestOneSeedOneResultAndAResumedTrainingTheSame(t *testing.T) {
	data := corpusOf(t)
	out := func(name string) string { return filepath.Join(t.TempDir(), name) }
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a, b, c := out("a"), out("b"), out("c")
	for _, path := range []string{a, b} {
		if err := Run(context.Background(), options(data, path)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(read(a), read(b)) {
		t.Error("two trainings with one seed differ")
	}
	// A training that was stopped goes on where it was.
	o := options(data, c)
	ctx, stop := context.WithCancel(context.Background())
	o.Log = stopAfter{stop, "round 2: small"}
	if err := Run(ctx, o); err == nil {
		t.Fatal("a stopped training ended well")
	}
	if err := Run(context.Background(), options(data, c)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(a), read(c)) {
		t.Error("a resumed training gives another result")
	}
	if _, err := syntax.Load(read(a)); err != nil {
		t.Error(err)
	}
}

// stopAfter ends a training when it writes a line with the words.
type stopAfter struct {
	stop  func()
	words string
}

func (s stopAfter) Write(b []byte) (int, error) {
	if strings.Contains(string(b), s.words) {
		s.stop()
	}
	return len(b), nil
}

func TestNoTreebankIsAnError(t *testing.T) {
	err := Run(context.Background(), Options{Data: t.TempDir(), Out: filepath.Join(t.TempDir(), "out")})
	if err == nil || !strings.Contains(err.Error(), "treebank") {
		t.Errorf("got %v", err)
	}
}
