package train

import (
	"testing"

	"stemma/internal/conllu"
)

func TestWithoutCommas(t *testing.T) {
	s := conllu.Sentence{Words: []conllu.Word{
		{Form: "Troops", Head: 2, Rel: "nsubj"}, {Form: ",", Head: 0, Rel: "punct"},
		{Form: "left", Head: -1, Rel: "root"}, {Form: ",", Head: 4, Rel: "punct"}, {Form: "said", Head: 2, Rel: "parataxis"},
	}}
	got, ok := withoutCommas(s)
	if !ok || len(got.Words) != 3 {
		t.Fatalf("withoutCommas = %v, %v", got.Words, ok)
	}
	for i, want := range []int{1, -1, 1} {
		if got.Words[i].Head != want {
			t.Errorf("head of %s = %d, want %d", got.Words[i].Form, got.Words[i].Head, want)
		}
	}
	if len(s.Words) != 5 || s.Words[4].Head != 2 {
		t.Error("the sentence handed in has changed")
	}
	if _, ok := withoutCommas(got); ok {
		t.Error("a sentence without commas was changed")
	}
}
