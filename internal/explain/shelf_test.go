package explain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/text"
)

// numbered is a report of n sentences of ten bytes with a claim in each, and one over the
// first two.
func numbered(n int) *text.Doc {
	d := &text.Doc{Report: &stemma.Report{ID: "a", Text: strings.Repeat("It burned.", n)}}
	for i := range n {
		s := stemma.Span{Start: 10 * i, End: 10*i + 10}
		d.Sentences = append(d.Sentences, text.Sentence{Span: s})
		d.Claims = append(d.Claims, stemma.Claim{Kind: stemma.Kind(fmt.Sprint("kind", i)), Span: s})
		if i == 0 {
			d.Claims = append(d.Claims, stemma.Claim{Kind: "both", Span: stemma.Span{Start: 5, End: 15}})
		}
	}
	return d
}

func TestShelveGivesEachSentenceWhatTouchesIt(t *testing.T) {
	d := numbered(3)
	shelves := shelve(d, layers[len(layers)-1:])
	var got [][]string
	for i := range d.Sentences {
		var labels []string
		for _, m := range shelves[0].within(d, i) {
			labels = append(labels, m.label)
		}
		got = append(got, labels)
	}
	want := [][]string{{"kind0", "both"}, {"both", "kind1"}, {"kind2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDrawOfALongReportLooksAtEachMemberOnce counts the members that are looked at: all
// of them for each sentence would take hours for a report of 10 MB.
func TestDrawOfALongReportLooksAtEachMemberOnce(t *testing.T) {
	const n = 2000
	looked := 0
	for _, l := range shelve(numbered(n), layers) {
		for _, members := range l.in {
			looked += len(members)
		}
	}
	if want := n + 2; looked != want {
		t.Errorf("%d members are looked at, want %d", looked, want)
	}
}

func TestExcerptOfALongText(t *testing.T) {
	for _, test := range []struct{ name, of, want string }{
		{"short", "It\nhit", "It hit"},
		{"long", strings.Repeat("ж", 1000), "жжжжж…"},
		{"broken bytes", strings.Repeat("\x80", 1000), "·····…"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := excerpt(test.of, 6); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
