package tag

import (
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

func TestTag(t *testing.T) {
	for _, c := range []struct{ word, proposed, want string }{
		{".", "NOUN", "PUNCT"},
		{"“", "X", "PUNCT"},
		{"-", "SYM", "SYM"},
		{"1,200", "NOUN", "NUM"},
		{"747", "PROPN", "PROPN"},
		{"valley", "NOUN", "NOUN"},
		{"'s", "PART", "PART"},
		{"B-52", "NOUN", "NOUN"},
	} {
		tokens := []text.Token{{Span: stemma.Span{End: len(c.word)}}}
		if got := Tag(c.word, tokens, []text.Tag{{UPOS: c.proposed}})[0].UPOS; got != c.want {
			t.Errorf("%q proposed as %s: %s, want %s", c.word, c.proposed, got, c.want)
		}
	}
}

func FuzzTag(f *testing.F) {
	f.Add("12", "NOUN")
	f.Add("\xff", "X")
	f.Fuzz(func(t *testing.T, w, proposed string) {
		tokens := []text.Token{{Span: stemma.Span{End: len(w)}}}
		got := Tag(w, tokens, []text.Tag{{UPOS: proposed}})
		if len(got) != 1 || proposed != "" && got[0].UPOS == "" || utf8.ValidString(proposed) && !utf8.ValidString(got[0].UPOS) {
			t.Fatalf("%v", got)
		}
	})
}
