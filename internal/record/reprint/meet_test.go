package reprint

import (
	"fmt"
	"testing"

	"stemma"
)

// longText is a report of n sentences.
func longText(id string, n int, sentence func(i int) string) *Measured {
	t := Text{Report: stemma.ReportID(id)}
	at := 0
	for i := range n {
		s := sentence(i)
		t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: t.Report, Span: stemma.Span{Start: at, End: at + len(s)}, Words: s})
		at += len(s) + 1
	}
	return Measure(t)
}

func repeated(int) string {
	return "Shells hit the fish market of Arnaville on Tuesday, the Karst Monitor said."
}

func counted(i int) string {
	return fmt.Sprintf("Shells hit house %d beside the fish market of Arnaville on Tuesday, the Karst Monitor said.", i)
}

func ownWords(i int) string {
	return fmt.Sprintf("Alder%d birch%d cedar%d drove elm%d to fir%d.", i, i, i, i, i)
}

// TestMeetOfLongTextsGrowsWithTheirLength counts comparisons, which is what a text of
// 10 MB that says one thing over and over takes its time for.
func TestMeetOfLongTextsGrowsWithTheirLength(t *testing.T) {
	const n = 1500
	for _, test := range []struct {
		name     string
		sentence func(int) string
		most     int // most comparisons a sentence
	}{
		{"one line", repeated, 1},
		{"a line with a counter", counted, 2 * (shinglesKept + 1) * carriers},
		{"all lines different", ownWords, 2 * (shinglesKept + 1) * carriers},
	} {
		for _, same := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, same report %v", test.name, same), func(t *testing.T) {
				a := longText("a", n, test.sentence)
				b := a
				if !same {
					b = longText("b", n, test.sentence)
				}
				compared := 0
				weigh(a, b).meet(same, func(i, j int) bool {
					if same && i >= j {
						t.Fatalf("sentence %d is compared with %d", i, j)
					}
					compared++
					return true
				})
				if most := 2*test.most*n + copies*copies; compared > most {
					t.Errorf("%d comparisons of %d sentences, want at most %d", compared, n, most)
				}
			})
		}
	}
}

func TestCompareOfLongTextsFindsEachCopy(t *testing.T) {
	const n = 1500
	for _, test := range []struct {
		name     string
		sentence func(int) string
		within   int // sentences that have a copy in their own report
	}{
		{"one line", repeated, n},
		{"a line with a counter", counted, 0}, // words that all sentences have tell nothing
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := longText("a", n, test.sentence), longText("b", n, test.sentence)
			if got := copied(Compare(a, b)); got != 2*n {
				t.Errorf("%d of %d sentences have a copy in the other report", got, 2*n)
			}
			if got := copied(Compare(a, a)); got != test.within {
				t.Errorf("%d sentences have a copy in their own report, want %d", got, test.within)
			}
		})
	}
}

// copied is how many sentences some reuses join.
func copied(reuses []stemma.Reuse) int {
	met := map[stemma.SentenceRef]bool{}
	for _, r := range reuses {
		met[r.A], met[r.B] = true, true
	}
	return len(met)
}

func TestMeetComparesEachWithEachInReportsOfCommonLength(t *testing.T) {
	a, b := longText("a", 40, ownWords), longText("b", 30, ownWords)
	compared := map[[2]int]bool{}
	weigh(a, b).meet(false, func(i, j int) bool {
		compared[[2]int{i, j}] = true
		return true
	})
	if len(compared) != 40*30 {
		t.Errorf("%d pairs are compared, want %d", len(compared), 40*30)
	}
}
