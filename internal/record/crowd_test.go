package record_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/internal/store"
	"stemma/internal/text"
)

// crowd is more reports than a crowd that all carry one phrase of the trade beside words of their
// own.
func crowd() []*text.Doc {
	var docs []*text.Doc
	for i := range store.Crowd + 8 {
		phrase := "Nobody could tell at once whether what either side says about the harbour town of Marsa is so. "
		own := fmt.Sprintf("Shells killed %d people beside bakery %c%c of quarter %d.", i+2, 'a'+i%26, 'a'+i*7%26, i*i)
		d := sentence(fmt.Sprintf("r%02d.txt", i), fmt.Sprintf("Outlet %d", i), phrase+own, "Marsa", stemma.DayOf(2031, time.January, 1+i/8), float64(i+2))
		at := stemma.Span{Start: len(phrase), End: len(phrase + own)}
		d.Sentences = []text.Sentence{{Span: stemma.Span{End: len(phrase) - 1}}, {Span: at}}
		d.Claims[0].Sentence, d.Claims[0].Span = at, at
		docs = append(docs, d)
	}
	return docs
}

// pairsOfPhrase is how many pairs of reports are told to share the phrase.
func pairsOfPhrase(f files) (n int) {
	for line := range strings.Lines(f["reuse.jsonl"]) {
		if strings.Contains(line, "Nobody could tell") {
			n++
		}
	}
	return n
}

func shuffled(docs []*text.Doc, seed uint64) []*text.Doc {
	docs = slices.Clone(docs)
	rand.New(rand.NewPCG(seed, 3)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	return docs
}

// TestPhraseOfACrowd: who carries a phrase that a crowd carries is compared with two others, and
// few more whom it meets elsewhere; it does not matter in which order the crowd came together or how it went apart.
func TestPhraseOfACrowd(t *testing.T) {
	docs := crowd()
	want := build(t, docs, len(docs))
	if n := pairsOfPhrase(want); n < 2*(len(docs)-2)+1 || n > 3*len(docs) {
		t.Errorf("%d pairs of %d reports share the phrase", n, len(docs))
	}
	same(t, build(t, shuffled(docs, 1), 1), want)
	var gone []func(store.Store) error
	for _, d := range docs[:12] {
		gone = append(gone, remove(d.Report.ID))
	}
	rest := build(t, docs[12:], len(docs))
	same(t, build(t, shuffled(docs, 2), 5, gone...), rest)
	if n := pairsOfPhrase(rest); n <= pairsOfPhrase(want) {
		t.Errorf("%d pairs share the phrase when a crowd no longer does", n)
	}
}

// TestThenOfACrowd: those who were compared before there was a crowd are shown as of then.
func TestThenOfACrowd(t *testing.T) {
	docs := crowd()
	for day := range 6 {
		at := time.Date(2031, time.January, 1+day, 12, 0, 0, 0, time.UTC)
		same(t, then(t, docs, at), build(t, knownBy(docs, at), 50))
	}
}
