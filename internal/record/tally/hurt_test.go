package tally_test

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/tally"
	"stemma/internal/text"
)

// told is a toll on the words of a sentence: kind, number (0 for none), the words of the
// number and of the harm.
type told struct {
	kind   stemma.Kind
	n      float64
	number string
	word   string
	hit    bool
	one    bool
}

// paper is a report of sentences with their tolls.
func paper(sentences []string, tolls ...told) *text.Doc {
	all := strings.Join(sentences, " ")
	d := &text.Doc{Report: &stemma.Report{Text: all}}
	at := 0
	for _, s := range sentences {
		d.Sentences = append(d.Sentences, text.Sentence{Span: stemma.Span{Start: at, End: at + len(s)}})
		at += len(s) + 1
	}
	span := func(s string) stemma.Span {
		i := strings.Index(all, s)
		return stemma.Span{Start: i, End: i + len(s)}
	}
	for _, x := range tolls {
		t := text.Toll{Kind: x.kind, Number: span(x.number), Word: span(x.word), Hit: x.hit, One: x.one}
		if x.n > 0 {
			t.Noun = t.Number
			t.Quantity = stemma.Quantity{Value: x.n, HasValue: true}
		}
		d.Tolls = append(d.Tolls, t)
	}
	return d
}

func TestOfReport(t *testing.T) {
	for _, c := range []struct {
		name            string
		doc             *text.Doc
		killed, wounded float64
	}{
		{"nothing", paper([]string{"The market opened."}), 0, 0},
		{"shot and dead in part", paper([]string{"Four people were shot.", "One man died."},
			told{stemma.Wounded, 4, "Four people", "shot", true, false}, told{stemma.Killed, 1, "One man", "died", false, false}), 1, 3},
		{"one shot who died", paper([]string{"A man was shot.", "The man died."},
			told{stemma.Wounded, 1, "A man", "shot", true, true}, told{stemma.Killed, 1, "The man", "died", false, true}), 1, 0},
		{"wounded beside the dead", paper([]string{"A man was killed and a boy wounded."},
			told{stemma.Killed, 1, "A man", "killed", false, true}, told{stemma.Wounded, 1, "a boy", "wounded", false, true}), 1, 1},
		{"the wounded include the dead", paper([]string{"Three were injured, including a girl who died."},
			told{stemma.Wounded, 3, "Three", "injured", false, false}, told{stemma.Killed, 1, "a girl", "died", false, true}), 1, 2},
		{"somebody, not counted", paper([]string{"Victims were taken to hospital with wounds."}, told{stemma.Wounded, 0, "wounds", "wounds", false, false}), 0, 1},
	} {
		if got := tally.OfReport(c.doc); got.Killed != c.killed || got.Wounded != c.wounded {
			t.Errorf("%s: got %g killed and %g wounded, want %g and %g", c.name, got.Killed, got.Wounded, c.killed, c.wounded)
		}
	}
}

func TestBestOf(t *testing.T) {
	critical := tally.Hurt{Wounded: 1, Alive: true, Counted: true}
	died := tally.Hurt{Killed: 1, Dead: true}
	toll := tally.Hurt{Killed: 1, Wounded: 3, Dead: true, Alive: true, Counted: true}
	for _, c := range []struct {
		name            string
		reports         []tally.Hurt
		killed, wounded float64
	}{
		{"none", nil, 0, 0},
		{"died later", []tally.Hurt{critical, critical, died}, 1, 0},
		{"a count before none", []tally.Hurt{died, died, toll}, 1, 3},
		{"nobody died", []tally.Hurt{critical, {}}, 0, 1},
	} {
		if k, w := tally.BestOf(c.reports); k != c.killed || w != c.wounded {
			t.Errorf("%s: got %g and %g, want %g and %g", c.name, k, w, c.killed, c.wounded)
		}
	}
}
