package lemma

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"stemma/internal/conllu"
)

func trees(t *testing.T, pattern string) []conllu.Sentence {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join("../../../../shared/data/treebank", pattern))
	if len(paths) == 0 {
		t.Skip("no treebank beside the module")
	}
	var all []conllu.Sentence
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		s, err := conllu.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s...)
	}
	return all
}

// accuracy is the share of words in percent whose lemma is right under gold tags.
func accuracy(l *Lemmatizer, trees []conllu.Sentence, wrong func(w conllu.Word, got string)) float64 {
	right, all := 0, 0
	for _, s := range trees {
		for _, w := range s.Words {
			all++
			if got := l.Lemma(w.Form, w.UPOS, w.XPOS); got == w.Lemma {
				right++
			} else {
				wrong(w, got)
			}
		}
	}
	return 100 * float64(right) / float64(all)
}

// TestDevelopment holds the lemmas to what was reached on the development parts.
func TestDevelopment(t *testing.T) {
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		pattern string
		least   float64
	}{{"ewt-dev.conllu", 98.6}, {"gum-dev.conllu", 99.1}} {
		got := accuracy(l, trees(t, set.pattern), func(w conllu.Word, got string) {
			if testing.Verbose() {
				t.Log(w.Form, w.UPOS, w.XPOS, w.Lemma, got)
			}
		})
		t.Logf("%s %.2f", set.pattern, got)
		if got < set.least {
			t.Errorf("%s: %.2f, want %.2f", set.pattern, got, set.least)
		}
	}
}

// TestTrain writes the embedded file anew when LEMMA_OUT names it.
func TestTrain(t *testing.T) {
	out := os.Getenv("LEMMA_OUT")
	if out == "" {
		t.Skip("LEMMA_OUT names no file to write")
	}
	var words []Word
	for _, s := range trees(t, "*-train.conllu") {
		for _, w := range s.Words {
			words = append(words, Word{w.Form, w.UPOS, w.XPOS, w.Lemma})
		}
	}
	data, err := Train(words)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out, data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(data))
}

func TestLemma(t *testing.T) {
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range [][4]string{
		{"retook", "VERB", "VBD", "retake"}, {"fled", "VERB", "VBD", "flee"}, {"Said", "VERB", "VBD", "say"},
		{"militants", "NOUN", "NNS", "militant"}, {"cities", "NOUN", "NNS", "city"}, {"Velm", "PROPN", "NNP", "Velm"},
		{"forces", "NOUN", "NNS", "force"}, {"shelled", "VERB", "VBD", "shell"}, {"n't", "PART", "RB", "not"},
		{"’s", "PART", "POS", "'s"}, {"were", "AUX", "VBD", "be"}, {"ASKED", "VERB", "VBD", "ask"}, {"", "NOUN", "NN", ""},
		{"jihadists", "NOUN", "NNS", "jihadist"}, {"withdrew", "VERB", "VBD", "withdraw"}, {"3000", "NUM", "CD", "3000"}, {"children", "NOUN", "NNS", "child"},
	} {
		if got := l.Lemma(tt[0], tt[1], tt[2]); got != tt[3] {
			t.Errorf("Lemma(%q, %s, %s) = %q, want %q", tt[0], tt[1], tt[2], got, tt[3])
		}
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("retook", "VERB", "VBD")
	f.Add("\xff’", "", "")
	l, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, word, upos, xpos string) {
		got := l.Lemma(word, upos, xpos)
		if utf8.ValidString(word) && !utf8.ValidString(got) {
			t.Errorf("Lemma(%q) = %q", word, got)
		}
	})
}

func BenchmarkLemma(b *testing.B) {
	l, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		l.Lemma("retook", "VERB", "VBD")
		l.Lemma("The", "DET", "DT")
	}
}
