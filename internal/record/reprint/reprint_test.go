package reprint_test

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/reprint"
)

// textOf is a report whose sentences are given.
func textOf(id string, sentences ...string) reprint.Text {
	t := reprint.Text{Report: stemma.ReportID(id)}
	at := 0
	for _, s := range sentences {
		t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: t.Report, Span: stemma.Span{Start: at, End: at + len(s)}, Words: s})
		at += len(s) + 1
	}
	return t
}

const (
	capture = "Government forces captured the hilltop fortress of Arnaville from Daesh fighters late on Tuesday after three days of house-to-house combat."
	flight  = "The Karst Monitor said more than 10,000 people had fled the remaining districts since midnight, heading to villages in the valley's north and center."
	toll    = "At least 22 market traders died when an overloaded ferry capsized near the Maldin lighthouse, harbour officials said."
)

func TestBetween(t *testing.T) {
	for _, test := range []struct {
		name, a, b string
		want       stemma.ReuseRelation // want is empty for no reuse.
	}{
		{"the same to the letter", capture, capture, stemma.Verbatim},
		{"without the full stop", capture, strings.TrimSuffix(capture, "."), stemma.Verbatim},
		{"another name of one body, another spelling",
			flight, "The Karst Monitor said more than 10,000 people had fled remaining districts since midnight, heading for villages in the valley\\’s north and centre.", stemma.Edited},
		{"a name of one body", capture, strings.Replace(capture, "Daesh", "IS", 1), stemma.Edited},
		{"another number", toll, strings.Replace(toll, "22", "31", 1), stemma.FigureChanged},
		{"another bound", toll, strings.Replace(toll, "At least", "Up to", 1), stemma.FigureChanged},
		{"another day", capture, strings.Replace(capture, "Tuesday", "Monday", 1), stemma.FigureChanged},
		{"another month", "Retaking Arnaville's citadel in March had been a cherished victory for the northern brigades.",
			"Retaking Arnaville's citadel in May had been a cherished victory for the northern brigades.", stemma.FigureChanged},
		{"the other half of a sentence", capture + " Officials hailed it.", "Officials hailed it.", ""},
		{"one formula, two events",
			"A police source in Arnaville said shells hit Maldin district killing 2 people and injuring 9.",
			"A police source in Karst said shells hit Sarn district killing 5 people and injuring 14.", ""},
		{"another matter", capture, flight, ""},
		{"too short", "He agreed.", "He agreed.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := stemma.ReuseRelation("")
			for _, r := range reprint.Between(textOf("a", test.a), textOf("b", test.b)) {
				got = r.Relation
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBetweenFindsTheHalfOfASplitSentence(t *testing.T) {
	whole := "The port authority said at least 4,000 sailors had left the flooded quays within hours and were taken by truck to temporary shelters."
	first := "The port authority said that on Friday alone at least 8,000 sailors had left the flooded quays through several gates."
	second := "About half were brought to temporary shelters, while others slept aboard."
	got := reprint.Between(textOf("a", whole), textOf("b", first, second))
	if len(got) != 2 {
		t.Fatalf("got %d pairs, want 2", len(got))
	}
}

func TestBetweenWithinOneReport(t *testing.T) {
	got := reprint.Between(textOf("a", capture, flight, capture), textOf("a", capture, flight, capture))
	if len(got) != 1 || got[0].Relation != stemma.Verbatim {
		t.Errorf("got %v, want one verbatim pair", got)
	}
	glued := strings.TrimSuffix(capture, ".") + " " + capture
	if got := reprint.Between(textOf("a", glued), textOf("a", glued)); len(got) != 1 {
		t.Errorf("a sentence that stands twice in a row gives %d pairs, want 1", len(got))
	}
}

func TestBetweenDoesNotDependOnTheOrder(t *testing.T) {
	a, b := textOf("a", capture, flight, toll), textOf("b", toll, strings.Replace(flight, "10,000", "12,000", 1))
	x, y := reprint.Between(a, b), reprint.Between(b, a)
	if !slices.EqualFunc(x, y, func(p, q stemma.Reuse) bool { return p.A == q.A && p.B == q.B && p.Relation == q.Relation }) {
		t.Errorf("got %v one way, %v the other", x, y)
	}
}

func TestFingerprintsMeet(t *testing.T) {
	for _, s := range []string{capture, flight, toll} {
		edited := strings.Replace(strings.Replace(s, "10,000", "12,000", 1), "Tuesday", "Monday", 1)
		if !slices.ContainsFunc(reprint.Fingerprints(s), func(f uint64) bool { return slices.Contains(reprint.Fingerprints(edited), f) }) {
			t.Errorf("no fingerprint in common: %s", s)
		}
	}
	if got := reprint.Fingerprints("He agreed."); got != nil {
		t.Errorf("a sentence that tells nothing has fingerprints %v", got)
	}
}

func TestDescend(t *testing.T) {
	long := []string{capture, flight, toll,
		"Bakers in the upper town queued for flour before dawn as the last mill stopped grinding.",
		"The bridge over the Sarn has been closed to lorries since its eastern pier cracked."}
	day := func(x reprint.Text, s string) reprint.Text {
		x.Published, _ = stemma.ParseISO(s)
		return x
	}
	for _, test := range []struct {
		name   string
		a, b   reprint.Text
		want   stemma.DescentRelation
		source stemma.ReportID
	}{
		{"reprint", day(textOf("b", long...), "2031-05-01"), day(textOf("a", long...), "2031-05-02"), stemma.Reprint, "b"},
		{"excerpt", textOf("a", long[:2]...), textOf("b", long...), stemma.Excerpt, "b"},
		{"update by its counts", textOf("a", capture, strings.Replace(toll, "22", "31", 1), flight), textOf("b", capture, toll, flight), stemma.Update, "b"},
		{"nothing in common", textOf("a", long[0]), textOf("b", long[3]), "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := reprint.Descend(test.a, test.b, reprint.Between(test.a, test.b))
			if ok != (test.want != "") || got.Relation != test.want || got.A != test.source {
				t.Errorf("got %v %q from %q, want %q from %q", ok, got.Relation, got.A, test.want, test.source)
			}
		})
	}
}

func FuzzBetween(f *testing.F) {
	f.Add(capture, flight)
	f.Add("“IS (Daesh)”", "\\’s 1,000.5 U.S. “")
	f.Add("", "\xff\x00")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := textOf("a", a, b), textOf("b", b, a)
		for _, r := range append(reprint.Between(x, y), reprint.Between(x, x)...) {
			for _, ref := range []stemma.SentenceRef{r.A, r.B} {
				if ref.Words == "" || ref.Span.Len() != len(ref.Words) {
					t.Fatalf("span %v for %q", ref.Span, ref.Words)
				}
			}
		}
		reprint.Fingerprints(a)
	})
}
