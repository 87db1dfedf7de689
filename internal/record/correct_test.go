package record_test

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
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

// TestDecisionsFollowTheirClaim reads a report anew, and the claims have other ids:
// what a person decided goes with them, and can be taken back still.
func TestDecisionsFollowTheirClaim(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 4, Reports: 20, Towns: 3, Events: 3}.Docs())
	claim := docs[0].Claims[0]
	anew := *docs[0]
	anew.Readers, anew.Claims = "claim/2", slices.Clone(docs[0].Claims)
	anew.Claims[0].ID = "another"
	again := slices.Clone(docs)
	again[0] = &anew
	for _, d := range []store.Correction{
		{Verb: store.SetField, Subjects: []string{string(claim.ID)}, Field: stemma.FieldPlace, Value: "Elsewhere"},
		{Verb: store.ForgetReport, Subjects: []string{string(claim.ID)}},
	} {
		t.Run(string(d.Verb), func(t *testing.T) {
			s := open(t)
			if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
				t.Fatal(err)
			}
			id := decide(t, s, d)
			if err := record.Add(t.Context(), s, record.World{}, again...); err != nil {
				t.Fatal(err)
			}
			places := placesOf(t, s, "another")
			if d.Verb == store.SetField && !slices.Equal(slices.Compact(places), []string{"Elsewhere"}) || d.Verb == store.ForgetReport && len(places) > 0 {
				t.Errorf("the claim answers questions about %v", places)
			}
			decide(t, s, store.Correction{Verb: store.Undo, Subjects: []string{id}})
			same(t, exported(t, s, t.TempDir()), build(t, again, 20))
		})
	}
}

// placesOf are the places of the matters that a claim answers.
func placesOf(t *testing.T, s store.Store, claim stemma.ClaimID) (places []string) {
	t.Helper()
	err := s.View(t.Context(), func(tx store.ReadTx) error {
		for m, err := range tx.Matters(store.MatterFilter{Claim: claim}) {
			if err != nil {
				return err
			}
			places = append(places, m.Place)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return places
}

// TestSetShows has what a person set in what is shown, and what was read in the store.
func TestSetShows(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 4, Reports: 5, Towns: 3, Events: 3}.Docs())
	claim := docs[0].Claims[0]
	s := open(t)
	if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	decide(t, s, store.Correction{Verb: store.SetField, Subjects: []string{string(claim.ID)}, Field: stemma.FieldPlace, Value: "Elsewhere"})
	err := s.View(t.Context(), func(tx store.ReadTx) error {
		right, err := record.Shown(tx)
		if err != nil {
			return err
		}
		found := 0
		for c, err := range right.Claims(store.ClaimFilter{Place: "elsewhere"}) {
			if err != nil || c.ID != claim.ID || c.Place.Name != "Elsewhere" {
				t.Errorf("got %v of %s at %q", err, c.ID, c.Place.Name)
			}
			found++
		}
		if found != 1 {
			t.Errorf("found %d claims at the place that was set", found)
		}
		read, err := tx.Claim(claim.ID)
		if read.Place.Name != claim.Place.Name {
			t.Errorf("what was read is now %q", read.Place.Name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestSplitsAreMergedBack takes each report out of its story and puts it back.
func TestSplitsAreMergedBack(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 4, Reports: 20, Towns: 3, Events: 3}.Docs())
	s := open(t)
	if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	before := storiesOf(t, s)
	for id, home := range before {
		i := slices.IndexFunc(docs, func(d *text.Doc) bool { return d.Report.ID != id && before[d.Report.ID] == home })
		if i < 0 {
			continue
		}
		split := decide(t, s, store.Correction{Verb: store.SplitStory, Subjects: []string{string(id)}})
		if apart := storiesOf(t, s); apart[id] == home || apart[id] == "" {
			t.Fatalf("%s is in %q still", id, apart[id])
		}
		merge := decide(t, s, store.Correction{Verb: store.MergeStories, Subjects: []string{string(id), string(docs[i].Report.ID)}})
		if together := storiesOf(t, s); together[id] != together[docs[i].Report.ID] {
			t.Errorf("%s in %q, %s in %q after a split and a merge", id, together[id], docs[i].Report.ID, together[docs[i].Report.ID])
		}
		decide(t, s, store.Correction{Verb: store.Undo, Subjects: []string{merge, split}})
	}
	if after := storiesOf(t, s); !maps.Equal(before, after) {
		t.Errorf("stories before and after differ: %v, %v", before, after)
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
