package record_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

func open(t *testing.T) store.Store {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// decide makes a decision and gives its id.
func decide(t *testing.T, s store.Store, d store.Correction) string {
	t.Helper()
	d.Who, d.Why = "an editor", "a test"
	id, err := record.Correct(context.Background(), s, record.World{}, d)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func storiesOf(t *testing.T, s store.Store) map[stemma.ReportID]string {
	t.Helper()
	home := map[stemma.ReportID]string{}
	err := s.View(t.Context(), func(tx store.ReadTx) error {
		for st, err := range tx.Stories(store.StoryFilter{}) {
			if err != nil {
				return err
			}
			for _, id := range st.Reports {
				home[id] = st.ID
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return home
}

func TestCorrections(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 4, Reports: 20, Towns: 3, Events: 3}.Docs())
	a, b := docs[0].Report.ID, docs[1].Report.ID
	claim := docs[0].Claims[0]
	for _, test := range []struct {
		name string
		d    store.Correction
		want func(t *testing.T, s store.Store)
	}{
		{"merge", store.Correction{Verb: store.MergeStories, Subjects: []string{string(a), string(b)}}, func(t *testing.T, s store.Store) {
			if home := storiesOf(t, s); home[a] != home[b] || home[a] == "" {
				t.Errorf("%s in %q, %s in %q", a, home[a], b, home[b])
			}
		}},
		{"split", store.Correction{Verb: store.SplitStory, Subjects: []string{string(a)}}, func(t *testing.T, s store.Store) {
			home := storiesOf(t, s)
			for id, st := range home {
				if id != a && st == home[a] {
					t.Errorf("%s is still in the story of %s", id, a)
				}
			}
		}},
		{"forget a report", store.Correction{Verb: store.ForgetReport, Subjects: []string{string(a)}}, func(t *testing.T, s store.Store) {
			f := exported(t, s, t.TempDir())
			for _, name := range []string{"reuse.jsonl", "descent.jsonl", "stories.jsonl", "disputes.jsonl", "control.jsonl", "tallies.jsonl", "independence.jsonl"} {
				if strings.Contains(f[name], string(a)) {
					t.Errorf("%s still has %s", name, a)
				}
			}
			if !strings.Contains(f["reports.jsonl"], string(a)) {
				t.Errorf("the report itself is lost")
			}
		}},
		{"forget a claim", store.Correction{Verb: store.ForgetReport, Subjects: []string{string(claim.ID)}}, func(t *testing.T, s store.Store) {
			if f := exported(t, s, t.TempDir()); strings.Contains(f["matters.jsonl"], string(claim.ID)) || !strings.Contains(f["claims.jsonl"], string(claim.ID)) {
				t.Errorf("the claim counts still, or is lost")
			}
		}},
		{"set a place", store.Correction{Verb: store.SetField, Subjects: []string{string(claim.ID)}, Field: stemma.FieldPlace, Value: "Elsewhere"}, func(t *testing.T, s store.Store) {
			err := s.View(t.Context(), func(tx store.ReadTx) error {
				for m, err := range tx.Matters(store.MatterFilter{Claim: claim.ID}) {
					if err != nil {
						return err
					}
					if m.Place != "Elsewhere" {
						t.Errorf("matter %s is about %s", m.ID, m.Place)
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
				t.Fatal(err)
			}
			before := exported(t, s, t.TempDir())
			id := decide(t, s, test.d)
			test.want(t, s)
			corrected := exported(t, s, t.TempDir())
			if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
				t.Fatal(err)
			}
			same(t, exported(t, s, t.TempDir()), corrected)
			decide(t, s, store.Correction{Verb: store.Undo, Subjects: []string{id}})
			same(t, exported(t, s, t.TempDir()), before)
		})
	}
}

func TestCorrectRefuses(t *testing.T) {
	s := open(t)
	for _, d := range []store.Correction{
		{Verb: store.ForgetReport, Subjects: []string{"nothing"}},
		{Verb: store.SetField, Subjects: []string{"nothing"}, Field: stemma.FieldPlace, Value: "x"},
		{Verb: store.Undo, Subjects: []string{"nothing"}},
		{Verb: store.MergeStories},
		{Verb: "guess", Subjects: []string{"x"}},
	} {
		if _, err := record.Correct(t.Context(), s, record.World{}, d); err == nil {
			t.Errorf("%s %v: no error", d.Verb, d.Subjects)
		}
	}
}

func TestAsOfIsTheRecordOfThen(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 9, Reports: 40, Towns: 2, Events: 3}.Docs())
	for i, d := range docs {
		day := stemma.DayOf(2031, time.January, 1+i/8)
		d.Report.Published.When = day
	}
	at := time.Date(2031, time.January, 3, 0, 0, 0, 0, time.UTC)
	all, then := open(t), open(t)
	if err := record.Add(t.Context(), all, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	if err := record.AsOf(t.Context(), all, then, record.World{}, at); err != nil {
		t.Fatal(err)
	}
	same(t, exported(t, then, t.TempDir()), build(t, docs[:24], 24))
}
