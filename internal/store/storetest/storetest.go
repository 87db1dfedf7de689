// Package storetest is what every store must do, as tests that each
// implementation runs on itself.
package storetest

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/store"
)

// Opener opens a new store, which the test closes.
type Opener func(t *testing.T) store.Store

// Run holds a store to its contract.
func Run(t *testing.T, open Opener) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store.Store)
	}{
		{"a report comes back as it was kept", reportKept},
		{"a changed text is another version", versions},
		{"a failed update leaves nothing", failedUpdate},
		{"a view does not change under an update", steadyView},
		{"what is not there is not found", notFound},
		{"claims are found by each filter", claimFilters},
		{"a corrected claim is found by what was set", foundAs},
		{"stale reports are those of other readers", stale},
		{"what was known then is told from what came later", past},
		{"keys find their carriers by rank", carriers},
		{"copies of a text count as one carrier", copiedCarriers},
		{"blocks give their claims, few of one sentence", blocks},
		{"pairs come back with words", pairs},
		{"derived parts replace those before", derived},
		{"stories replace those before", stories},
		{"a dropped report leaves nothing", dropped},
		{"rejected inputs are kept once", rejected},
		{"archives keep how far they were recorded", archives},
		{"corrections keep their order", corrections},
		{"ids are found by their beginning", find},
		{"reports come in pages", reportPages},
		{"claims come in pages", claimPages},
		{"a stream is asked for within another of its kind", nested},
		{"matters are listed by their heads", heads},
		{"names are counted", names},
		{"words are found", searches},
		{"changes come in order", changes},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			defer s.Close()
			test.run(t, s)
		})
	}
}

// Sample is a report about an invented town with two claims in its two sentences.
func Sample(id stemma.ReportID) store.Entry {
	const first = "Rebels took Marsa on Monday, the monitor said."
	const second = "At least 12 people were killed in Marsa."
	text := "\n" + first + " " + second + "\n"
	one := stemma.Span{Start: 1, End: 1 + len(first)}
	two := stemma.Span{Start: one.End + 1, End: one.End + 1 + len(second)}
	day := stemma.DayOf(2031, time.March, 3)
	at := func(s stemma.Span, words string) stemma.Span {
		i := strings.Index(text[s.Start:s.End], words) + s.Start
		return stemma.Span{Start: i, End: i + len(words)}
	}
	return store.Entry{
		Report: stemma.Report{
			ID: id, Version: 1, Outlet: "The Courier", Title: "Marsa taken", Language: "en",
			Agencies:  []stemma.Credit{{Agency: "Wire", Evidence: "byline"}},
			Published: stemma.Dating{When: stemma.DayOf(2031, time.March, 4), Evidence: "input"},
			Text:      text,
			Blocks:    []stemma.Block{{Span: one.Join(two), Role: stemma.Body}},
		},
		Sentences: []stemma.Span{one, two},
		Claims: []stemma.Claim{
			{
				ID: stemma.ClaimID(string(id) + "-a"), Report: id, Sentence: one, Span: at(one, "Rebels took Marsa on Monday"),
				Kind: stemma.Control, Change: stemma.Capture, Actor: stemma.Party{Name: "Rebels"},
				Place: stemma.Location{Name: "Marsa", In: "Dahab", Geo: stemma.Geo{ID: "x:1", Lat: 35.5, Lon: 38.25, Located: true, Precision: "city"}}, When: day,
				Speaker: stemma.Speaker{Body: "The Monitor", Person: "Ada Lind"}, Stance: stemma.Asserted, Cue: "said",
				Cites: map[stemma.Field]stemma.Span{stemma.FieldPlace: at(one, "Marsa")},
			},
			{
				ID: stemma.ClaimID(string(id) + "-b"), Report: id, Sentence: two, Span: at(two, "At least 12 people were killed in Marsa"),
				Kind: stemma.Killed, Place: stemma.Location{Name: "Marsa", In: "Dahab"},
				Quantity: stemma.Quantity{Value: 12, HasValue: true, Bound: stemma.AtLeast, Unit: "people"},
				Speaker:  stemma.Speaker{Body: stemma.Newsroom}, Stance: stemma.Asserted,
			},
		},
		Facts:   []byte(`{"k":1}`),
		Readers: "claim/1",
	}
}

// past has a report that was seen before, one that was seen after, and one of which
// nothing tells when.
func past(t *testing.T, s store.Store) {
	at := time.Date(2031, time.March, 10, 0, 0, 0, 0, time.UTC)
	early, late, undated := Sample("a.txt"), Sample("b.txt"), Sample("c.txt")
	early.Report.FirstSeen, late.Report.FirstSeen = at.Add(-time.Hour), at.Add(time.Hour)
	undated.Report.Published.When = stemma.When{}
	keep(t, s, early, late, undated)
	update(t, s, func(tx store.Tx) error {
		for _, id := range []stemma.ReportID{"a.txt", "b.txt", "c.txt"} {
			blocks := map[stemma.ClaimID][]string{id2(id, "-a"): {"marsa", "early"}, id2(id, "-b"): {"marsa"}}
			if id != "a.txt" {
				blocks[id2(id, "-a")] = []string{"marsa"}
			}
			if err := errors.Join(tx.SetBlocks(id, blocks), tx.SetKeys(store.Twins, id, []int64{7 << 24}), tx.SetKeys(store.Prints, id, []int64{1})); err != nil {
				return err
			}
		}
		m := stemma.Matter{ID: "m1", Slot: stemma.SlotControl, Claims: []stemma.ClaimID{"a.txt-a"}}
		return errors.Join(
			tx.PutDerived("early", store.Derived{Matters: []stemma.Matter{m}, FirstKnown: early.Report.FirstSeen, LastKnown: early.Report.FirstSeen}),
			tx.PutDerived("marsa", store.Derived{FirstKnown: early.Report.FirstSeen}),
		)
	})
	view(t, s, func(tx store.ReadTx) error {
		for id, want := range map[stemma.ReportID]bool{"a.txt": true, "b.txt": false, "c.txt": false} {
			got, err := tx.KnownBy(id, at)
			if got != want || err != nil {
				t.Errorf("%s known: %v, %v", id, got, err)
			}
		}
		equal(t, "reports", len(all(t, tx.Reports(store.ReportFilter{KnownBy: at}))), 1)
		equal(t, "claims", all(t, tx.Claims(store.ClaimFilter{KnownBy: at})), early.Claims)
		equal(t, "matters of blocks that stand", len(all(t, tx.Matters(store.MatterFilter{KnownBy: at}))), 1)
		equal(t, "matters before that", len(all(t, tx.Matters(store.MatterFilter{KnownBy: at.AddDate(0, -1, 0)}))), 0)
		blocks, err := tx.Straddling(store.ClaimFilter{}, at)
		equal(t, "straddling blocks", blocks, []string{"marsa"})
		equal(t, "straddling blocks by date", all(t, tx.StraddlingByDate("mar", at)), []store.Dated{{Block: "marsa", Published: early.Report.Published.When.From.Unix()}})
		some, err2 := tx.Straddling(store.ClaimFilter{Report: "a.txt"}, at)
		equal(t, "straddling blocks of a report", some, []string{"marsa"})
		name, err3 := tx.BlockOf("m1")
		equal(t, "block of a matter", name, "early")
		list, err4 := tx.BlockBy("marsa", 9, at)
		equal(t, "claims of a block", len(list), len(early.Claims))
		heads, err5 := tx.Heads(store.Prints, []int64{2, 1}, 9, at)
		equal(t, "places of keys", heads, [][]int64{{}, {7}})
		copied, err6 := tx.Copied([]stemma.ReportID{"b.txt", "a.txt"}, at)
		equal(t, "known of copies", []bool{copied[0].Known, copied[1].Known}, []bool{false, true})
		equal(t, "place of a copy", copied[0].Place, int64(7))
		equal(t, "copies", len(copied[0].Copies), 3)
		sources := all(t, tx.SourcesBy(at))
		places := all(t, tx.PlacesBy(at))
		equal(t, "reports of the first source", sources[0].Reports, 1)
		equal(t, "places", places, []store.PlaceCount{{Name: "Marsa", In: "Dahab", Claims: 2}})
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
}

func foundAs(t *testing.T, s store.Store) {
	e := Sample("a.txt")
	keep(t, s, e)
	set := e.Claims[0]
	set.Place = stemma.Location{Name: "Karm"}
	update(t, s, func(tx store.Tx) error { return tx.FindClaimAs(set) })
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "claims at the set place", all(t, tx.Claims(store.ClaimFilter{Place: "karm"})), e.Claims[:1])
		equal(t, "claims at the read place", all(t, tx.Claims(store.ClaimFilter{Place: "Marsa"})), e.Claims[1:])
		return nil
	})
}

func stale(t *testing.T, s store.Store) {
	anew := Sample("b.txt")
	anew.Readers = "claim/2"
	keep(t, s, Sample("a.txt"), anew)
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "stale", all(t, tx.Stale("claim/2")), []stemma.ReportID{"a.txt"})
		return nil
	})
}

func update(t *testing.T, s store.Store, f func(store.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), f); err != nil {
		t.Fatalf("update: %v", err)
	}
}

func view(t *testing.T, s store.Store, f func(store.ReadTx) error) {
	t.Helper()
	if err := s.View(context.Background(), f); err != nil {
		t.Fatalf("view: %v", err)
	}
}

func keep(t *testing.T, s store.Store, entries ...store.Entry) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		for _, e := range entries {
			if err := tx.Keep(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// all collects a stream; nil when it is empty.
func all[T any](t *testing.T, stream iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for v, err := range stream {
		if err != nil {
			t.Fatalf("stream: %v", err)
		}
		list = append(list, v)
	}
	return list
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func reportKept(t *testing.T, s store.Store) {
	e := Sample("a.txt")
	e.Report.Text += "\x00\xff bytes of its own " + strings.Repeat("long ", 1000)
	keep(t, s, e)
	update(t, s, func(tx store.Tx) error {
		got, err := tx.Entry("a.txt")
		equal(t, "entry", got, e)
		return err
	})
	view(t, s, func(tx store.ReadTx) error {
		r, err := tx.Report("a.txt")
		equal(t, "report", r, e.Report)
		bare := e.Report
		bare.Blocks = nil
		paper, errPaper := tx.Paper("a.txt")
		equal(t, "paper", paper, bare)
		bare.Text = ""
		heading, errHeading := tx.Heading("a.txt")
		equal(t, "heading", heading, bare)
		err = errors.Join(err, errPaper, errHeading)
		equal(t, "list", all(t, tx.Reports(store.ReportFilter{Outlet: "the courier"})), []stemma.Report{bare})
		equal(t, "list of another", all(t, tx.Reports(store.ReportFilter{Outlet: "Gazette"})), []stemma.Report(nil))
		equal(t, "list of a wire", len(all(t, tx.Reports(store.ReportFilter{Agency: "WIRE", Whole: true}))), 1)
		equal(t, "list of a day", len(all(t, tx.Reports(store.ReportFilter{From: time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)}))), 0)
		return err
	})
}

func versions(t *testing.T, s store.Store) {
	first, second := Sample("a.txt"), Sample("a.txt")
	second.Report.Version = 2
	second.Report.Text = strings.Replace(second.Report.Text, "12", "14", 1)
	second.Claims = second.Claims[:1]
	keep(t, s, first)
	keep(t, s, second)
	view(t, s, func(tx store.ReadTx) error {
		list, err := tx.Versions("a.txt")
		equal(t, "versions", list, []stemma.Report{first.Report, second.Report})
		equal(t, "claims", len(all(t, tx.Claims(store.ClaimFilter{}))), 1)
		return err
	})
}

func failedUpdate(t *testing.T, s store.Store) {
	broken := errors.New("broken")
	err := s.Update(context.Background(), func(tx store.Tx) error {
		return errors.Join(tx.Keep(Sample("a.txt")), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("update: got %v, want %v", err, broken)
	}
	other := Sample("b.txt")
	keep(t, s, other)
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "reports", len(all(t, tx.Reports(store.ReportFilter{}))), 1)
		r, err := tx.Report("b.txt")
		equal(t, "report", r.ID, other.Report.ID)
		return err
	})
}

func steadyView(t *testing.T, s store.Store) {
	keep(t, s, Sample("a.txt"))
	view(t, s, func(tx store.ReadTx) error {
		before := len(all(t, tx.Reports(store.ReportFilter{})))
		keep(t, s, Sample("b.txt"))
		equal(t, "reports", len(all(t, tx.Reports(store.ReportFilter{}))), before)
		return nil
	})
}

func notFound(t *testing.T, s store.Store) {
	view(t, s, func(tx store.ReadTx) error {
		if _, err := tx.Heading("none"); !errors.Is(err, stemma.ErrNotFound) {
			t.Errorf("heading: %v", err)
		}
		if _, err := tx.Report("none"); !errors.Is(err, stemma.ErrNotFound) {
			t.Errorf("report: got %v", err)
		}
		if _, err := tx.Claim("none"); !errors.Is(err, stemma.ErrNotFound) {
			t.Errorf("claim: got %v", err)
		}
		if _, err := tx.Versions("none"); !errors.Is(err, stemma.ErrNotFound) {
			t.Errorf("versions: got %v", err)
		}
		return nil
	})
}

func claimFilters(t *testing.T, s store.Store) {
	keep(t, s, Sample("b.txt"), Sample("a.txt"))
	day := stemma.DayOf(2031, time.March, 3)
	for _, test := range []struct {
		name   string
		filter store.ClaimFilter
		want   string
	}{
		{"all", store.ClaimFilter{}, "a.txt-a a.txt-b b.txt-a b.txt-b"},
		{"report", store.ClaimFilter{Report: "b.txt"}, "b.txt-a b.txt-b"},
		{"kind", store.ClaimFilter{Kinds: []stemma.Kind{stemma.Killed}}, "a.txt-b b.txt-b"},
		{"place", store.ClaimFilter{Place: "al-Marsa", Report: "a.txt"}, "a.txt-a a.txt-b"},
		{"enclosing place", store.ClaimFilter{Place: "Dahab", Report: "a.txt"}, "a.txt-a a.txt-b"},
		{"gazetteer id", store.ClaimFilter{Place: "x:1"}, "a.txt-a b.txt-a"},
		{"actor", store.ClaimFilter{Actor: "rebels"}, "a.txt-a b.txt-a"},
		{"speaker", store.ClaimFilter{Speaker: "The Monitor"}, "a.txt-a b.txt-a"},
		{"person", store.ClaimFilter{Speaker: "ada lind", Report: "a.txt"}, "a.txt-a"},
		{"time", store.ClaimFilter{From: day.From, To: day.To}, "a.txt-a b.txt-a"},
		{"later", store.ClaimFilter{From: day.To}, ""},
		{"ids", store.ClaimFilter{IDs: []stemma.ClaimID{"b.txt-b", "none"}}, "b.txt-b"},
	} {
		view(t, s, func(tx store.ReadTx) error {
			var ids []string
			for _, c := range all(t, tx.Claims(test.filter)) {
				ids = append(ids, string(c.ID))
			}
			equal(t, test.name, strings.Join(ids, " "), test.want)
			return nil
		})
	}
	view(t, s, func(tx store.ReadTx) error {
		c, err := tx.Claim("a.txt-a")
		equal(t, "claim", c, Sample("a.txt").Claims[0])
		return err
	})
}

func dropped(t *testing.T, s store.Store) {
	derived(t, s)
	update(t, s, func(tx store.Tx) error {
		_, err := tx.PutStories([]stemma.ReportID{"a.txt"}, []stemma.Story{{ID: "s1", Reports: []stemma.ReportID{"a.txt"}}}, 0)
		return errors.Join(err,
			tx.SetKeys(store.Prints, "a.txt", []int64{1}),
			tx.Drop("a.txt"), tx.PutDerived("k", store.Derived{}))
	})
	view(t, s, func(tx store.ReadTx) error {
		c, err := tx.Counts()
		equal(t, "counts", c, store.Counts{})
		return err
	})
	update(t, s, func(tx store.Tx) error {
		found, err := tx.Carriers(store.Prints, 1, 0)
		equal(t, "carriers", len(found), 0)
		standing, err2 := tx.Block("k", 10)
		equal(t, "block", len(standing), 0)
		return errors.Join(err, err2)
	})
}

func rejected(t *testing.T, s store.Store) {
	r := stemma.Rejected{Input: "x.jsonl:3", Stage: "decode", Why: "not JSON"}
	for range 2 {
		update(t, s, func(tx store.Tx) error { return tx.Reject(r) })
	}
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "rejected", all(t, tx.Rejected()), []stemma.Rejected{r})
		return nil
	})
}

func archives(t *testing.T, s store.Store) {
	for _, at := range []int64{100, 250} {
		update(t, s, func(tx store.Tx) error { return tx.SetReached("web.warc.gz", at) })
	}
	view(t, s, func(tx store.ReadTx) error {
		at, err := tx.Reached("web.warc.gz")
		equal(t, "reached", at, int64(250))
		none, err2 := tx.Reached("other.warc.gz")
		equal(t, "reached of an unknown archive", none, int64(0))
		return errors.Join(err, err2)
	})
}

func corrections(t *testing.T, s store.Store) {
	list := []store.Correction{
		{ID: "2", Verb: store.ForgetReport, Subjects: []string{"a.txt"}, Who: "an editor", Why: "withdrawn", At: time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)},
		{ID: "1", Verb: store.Undo, Subjects: []string{"2"}},
	}
	for _, c := range append(list, list[0]) {
		update(t, s, func(tx store.Tx) error { return tx.Correct(c) })
	}
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "corrections", all(t, tx.Corrections()), list)
		return nil
	})
}

func find(t *testing.T, s store.Store) {
	keep(t, s, Sample("ab"), Sample("abc"))
	view(t, s, func(tx store.ReadTx) error {
		got, err := tx.Find("abc", 2)
		equal(t, "found", got, []store.Found{{Noun: store.NounReport, ID: "abc"}, {Noun: store.NounClaim, ID: "abc-a"}})
		return err
	})
}
