package record_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/text"
)

// TestAnyDates has reports dated in the wrong order, in the future, at one instant or
// not at all: the order of arrival makes no difference, and no claim is lost.
func TestAnyDates(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := upTo(r, 12)
		dates := []stemma.When{{}, stemma.DayOf(2031, time.January, 1), stemma.DayOf(2031, time.January, 5), stemma.DayOf(2119, time.May, 3), stemma.DayOf(1971, time.May, 3)}
		same1 := rapid.Bool().Draw(r, "one instant")
		claims := 0
		for _, d := range docs {
			d.Report.Published.When = dates[1]
			if !same1 {
				d.Report.Published.When = rapid.SampledFrom(dates).Draw(r, "published")
			}
			claims += len(d.Claims)
		}
		want := build(t, docs, len(docs))
		same(r, build(t, rapid.Permutation(docs).Draw(r, "order"), 7), want)
		if got := strings.Count(want["claims.jsonl"], "\n"); got != claims {
			r.Errorf("%d claims in the export, want %d", got, claims)
		}
	})
}

// sentence is a report of one sentence with one claim of people killed; without a place
// it names none.
func sentence(id, outlet, words, place string, day stemma.When, killed float64) *text.Doc {
	s := stemma.Span{End: len(words)}
	return &text.Doc{
		Report:    &stemma.Report{ID: stemma.ReportID(id), Outlet: outlet, Title: words, Text: words, Published: stemma.Dating{When: day}, Blocks: []stemma.Block{{Span: s, Role: stemma.Body}}},
		Sentences: []text.Sentence{{Span: s}},
		Claims: []stemma.Claim{{
			ID: stemma.ClaimID("c-" + id), Report: stemma.ReportID(id), Sentence: s, Span: s, Kind: stemma.Killed, When: day, Place: stemma.Location{Name: place},
			Quantity: stemma.Quantity{Value: killed, HasValue: true, Unit: "people"}, Speaker: stemma.Speaker{Body: stemma.Newsroom}, Stance: stemma.Asserted,
		}},
	}
}

// matters are the questions of a record with the claims that answer them.
func matters(t *testing.T, docs ...*text.Doc) map[string][]stemma.ClaimID {
	t.Helper()
	s := open(t)
	if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	out := map[string][]stemma.ClaimID{}
	err := s.View(t.Context(), func(tx store.ReadTx) error {
		for m, err := range tx.Matters(store.MatterFilter{}) {
			if err != nil {
				return err
			}
			out[m.Question] = m.Claims
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTwoEventsOfAllNames: two attacks on one market, told in the same names, are two
// questions.
func TestTwoEventsOfAllNames(t *testing.T) {
	got := matters(t,
		sentence("a", "Courier", "A bomb killed 14 people at the Karsa market in Oldrin.", "Oldrin", stemma.DayOf(2031, time.March, 3), 14),
		sentence("b", "Courier", "A bomb killed 9 people at the Karsa market in Oldrin.", "Oldrin", stemma.DayOf(2031, time.March, 5), 9),
	)
	for question, claims := range got {
		if len(claims) != 1 {
			t.Errorf("%s has %v", question, claims)
		}
	}
	if len(got) != 2 {
		t.Errorf("%d questions, want 2: %v", len(got), got)
	}
}

// TestClaimWithoutPlace is kept, and answers no question.
func TestClaimWithoutPlace(t *testing.T) {
	nowhere := sentence("a", "Courier", "A bomb killed 14 people.", "", stemma.DayOf(2031, time.March, 3), 14)
	if got := matters(t, nowhere); len(got) > 0 {
		t.Errorf("it answers %v", got)
	}
	if f := build(t, []*text.Doc{nowhere}, 1); !strings.Contains(f["claims.jsonl"], "c-a") {
		t.Error("the claim is lost")
	}
}

// TestReportThatContradictsItself keeps both of its figures under one question.
func TestReportThatContradictsItself(t *testing.T) {
	day := stemma.DayOf(2031, time.March, 3)
	d := sentence("a", "Courier", "A bomb killed 14 people in Oldrin. The bomb in Oldrin killed 41 people.", "Oldrin", day, 14)
	first := stemma.Span{End: strings.Index(d.Report.Text, " The")}
	second := stemma.Span{Start: first.End + 1, End: len(d.Report.Text)}
	d.Sentences = []text.Sentence{{Span: first}, {Span: second}}
	other := d.Claims[0]
	d.Claims[0].Sentence, d.Claims[0].Span = first, first
	other.ID, other.Sentence, other.Span, other.Quantity.Value = "c-b", second, second, 41
	d.Claims = append(d.Claims, other)
	for question, claims := range matters(t, d) {
		if !slices.Equal(claims, []stemma.ClaimID{"c-a", "c-b"}) {
			t.Errorf("%s has %v", question, claims)
		}
	}
	f := build(t, []*text.Doc{d}, 1)
	if !strings.Contains(f["tallies.jsonl"], `"value":14`) || !strings.Contains(f["tallies.jsonl"], `"value":41`) {
		t.Errorf("a figure is lost: %s", f["tallies.jsonl"])
	}
}

// TestOutletOfAnotherName has an outlet that goes on under another name: its reports
// stay apart by id, and a text that it reprints from itself has one newsroom still.
func TestOutletOfAnotherName(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 7, Reports: 1}.Docs())
	docs[0].Report.Outlet, docs[0].Report.Agencies = "Karsa Courier", nil
	renamed := retold(docs[0], "later.txt")
	renamed.Report.Outlet = "The New Courier"
	for i := range docs[0].Claims {
		docs[0].Claims[i].Speaker = stemma.Speaker{Body: stemma.Newsroom}
		renamed.Claims[i].Speaker = stemma.Speaker{Body: stemma.Newsroom}
	}
	f := build(t, append(docs, renamed), 1)
	for _, outlet := range []string{"Karsa Courier", "The New Courier"} {
		if !strings.Contains(f["reports.jsonl"], outlet) {
			t.Errorf("the report of %s is lost", outlet)
		}
	}
	for line := range strings.Lines(f["independence.jsonl"]) {
		if !strings.Contains(line, `"n_origins":1`) {
			t.Errorf("more than one newsroom: %s", line)
		}
	}
}
