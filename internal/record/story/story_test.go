package story_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record/story"
	"stemma/internal/text"
)

func report(id, title, published, body string) story.Facts {
	r := &stemma.Report{ID: stemma.ReportID(id), Title: title, Text: body, Blocks: []stemma.Block{{Span: stemma.Span{End: len(body)}, Role: stemma.Body}}}
	r.Published.When, _ = stemma.ParseISO(published)
	return story.Of(&text.Doc{Report: r})
}

var (
	ferry = report("a", "Ferry sinks off Maldin", "2031-05-02",
		"The ferry Aurora Borealis sank off Maldin on Friday with 60 passengers aboard. Captain Odran Velk radioed the Sarn lighthouse before the engine room flooded.")
	ferryLater = report("b", "Aurora Borealis captain questioned", "2031-05-04",
		"Prosecutors questioned Odran Velk, who commanded the Aurora Borealis when the ferry went down near Maldin. Divers from Sarn searched the engine room.")
	shooting = report("c", "Man shot in Maldin", "2031-05-02",
		"Police in Maldin said a man was shot and wounded on Brewer Lane on Friday. Tomas Grell, 34, was taken to hospital.")
	nextDay = report("d", "Man shot in Maldin", "2031-05-03",
		"Police in Maldin said a man was shot and wounded on Quarry Hill on Saturday. Ivo Santangelo, 52, was taken to hospital.")
)

func TestCompare(t *testing.T) {
	if _, ok := story.Compare(ferry, ferryLater); !ok {
		t.Error("two reports on one ferry are not linked")
	}
	if l, ok := story.Compare(shooting, nextDay); ok {
		t.Errorf("two shootings in one town are linked with %g", l.Weight)
	}
	if _, ok := story.Compare(ferry, shooting); ok {
		t.Error("a ferry and a shooting are linked")
	}
	x, _ := story.Compare(ferry, ferryLater)
	y, _ := story.Compare(ferryLater, ferry)
	if diff := cmp.Diff(x, y); diff != "" {
		t.Errorf("the order of two reports matters\n%s", diff)
	}
}

func TestNamesOutlastDays(t *testing.T) {
	later := func(body string) float64 {
		l, _ := story.Compare(ferry, report("e", "Trial", "2032-02-02", body))
		return l.Weight
	}
	named := later("Odran Velk of the Aurora Borealis went on trial. The Sarn lighthouse heard him off Maldin; the ferry sank.")
	unnamed := later("The captain of the Aurora went on trial. The lighthouse heard his engine off Maldin; the ferry sank.")
	if named < 2*unnamed {
		t.Errorf("nine months later a report with the names weighs %g, one without %g", named, unnamed)
	}
}

func TestKeysMeet(t *testing.T) {
	ferry := func(day string, other ...string) story.Facts {
		body := "The Aurora Borealis sank off Maldin with Odran Velk, near the Sarn lighthouse. " + strings.Join(other, " ")
		return report("r", "Ferry Aurora sinks off Maldin", day, body)
	}
	trade := report("t", "Grain prices rise", "2032-02-02", "Traders at the Sarn market sold wheat of Okrest, said Bel Torum near the lighthouse of Dagan.")
	for _, test := range []struct {
		name string
		a, b story.Facts
		want bool
	}{
		{"the same day", ferry("2031-05-04"), ferry("2031-05-04"), true},
		{"days apart, wherever a season turns", ferry("2031-05-04"), ferry("2031-05-10"), true},
		{"what both are about, months later", ferry("2031-05-04"), ferry("2032-02-02"), true},
		{"what both name beside, months later", ferry("2031-05-04"), trade, false},
		{"what both name beside, in those days", ferry("2032-02-01"), trade, true},
		{"one without a date", ferry(""), trade, false},
		{"both without a date", ferry(""), ferry(""), true},
	} {
		with := story.Keys(test.b)
		if got := slices.ContainsFunc(story.Keys(test.a), func(k story.Key) bool { return slices.Contains(with, k) }); got != test.want {
			t.Errorf("%s: meet %v, want %v\n%v\n%v", test.name, got, test.want, story.Keys(test.a), with)
		}
	}
}

// TestKeysMeetAcrossTurns: two reports of days that lie no more than twice the turn apart
// meet on every day of a year.
func TestKeysMeetAcrossTurns(t *testing.T) {
	first := time.Date(2031, time.January, 1, 0, 0, 0, 0, time.UTC)
	for day := range 366 {
		a := report("a", "Ferry Aurora sinks", first.AddDate(0, 0, day).Format(time.DateOnly), "It sank off Maldin with Odran Velk near Sarn and Okrest and Dagan.")
		b := report("b", "Ferry Aurora sinks", first.AddDate(0, 0, day+6).Format(time.DateOnly), "It sank off Maldin with Odran Velk near Sarn and Okrest and Dagan.")
		shared := 0
		for _, k := range story.Keys(a) {
			if k.Season != 0 && slices.Contains(story.Keys(b), k) {
				shared++
			}
		}
		if shared == 0 {
			t.Fatalf("day %d: no season in common: %v and %v", day, story.Keys(a), story.Keys(b))
		}
	}
}

func TestCluster(t *testing.T) {
	facts := []story.Facts{ferry, ferryLater, shooting, nextDay}
	var links []story.Link
	for i, a := range facts {
		for _, b := range facts[i+1:] {
			if l, ok := story.Compare(a, b); ok {
				links = append(links, l)
			}
		}
	}
	want := story.Cluster(facts, links)
	if len(want) != 3 {
		t.Fatalf("got %d stories, want 3", len(want))
	}
	for seed := range int64(4) {
		rand.New(rand.NewSource(seed)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		rand.New(rand.NewSource(seed)).Shuffle(len(links), func(i, j int) { links[i], links[j] = links[j], links[i] })
		if diff := cmp.Diff(want, story.Cluster(facts, links)); diff != "" {
			t.Fatalf("another order gives other stories\n%s", diff)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Title", "Body of U.S. 'text'.")
	f.Add("", "\xff “—” 9")
	f.Fuzz(func(t *testing.T, title, body string) {
		facts := report("x", title, "", body)
		sum := 0.0
		for i, term := range facts.Terms {
			sum += term.Weight * term.Weight
			if i > 0 && facts.Terms[i-1].Word >= term.Word {
				t.Fatalf("terms out of order: %v", facts.Terms)
			}
		}
		if sum > 1.000001 {
			t.Fatalf("weights square to %g", sum)
		}
		story.Keys(facts)
	})
}
