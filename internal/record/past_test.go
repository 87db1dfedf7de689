package record_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stemma"
	"stemma/internal/export"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

// then is the export of the record of docs as of a time.
func then(t testing.TB, docs []*text.Doc, at time.Time) files {
	t.Helper()
	dir, err := os.MkdirTemp("", "then")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	s, err := sqlite.Open(context.Background(), filepath.Join(dir, "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := record.Add(context.Background(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "export")
	err = s.View(context.Background(), func(tx store.ReadTx) error {
		tx, err := record.Then(tx, record.World{}, at)
		if err != nil {
			return err
		}
		return export.Write(tx, export.JSONL, out)
	})
	if err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// dated gives reports days on which they were seen or published, some of them before the
// day that they themselves tell.
func dated(docs []*text.Doc, day func(i int) int) {
	for i, d := range docs {
		on := stemma.DayOf(2031, time.January, 1+day(i))
		switch {
		case i%3 == 0:
			d.Report.FirstSeen = on.From
		case i%5 == 4:
			d.Report.FirstSeen = on.From
			d.Report.Published.When = stemma.DayOf(2031, time.January, 3+day(i))
		default:
			d.Report.Published.When = on
		}
	}
}

// knownBy are the docs that were known by then.
func knownBy(docs []*text.Doc, at time.Time) []*text.Doc {
	return slices.DeleteFunc(slices.Clone(docs), func(d *text.Doc) bool { return d.Report.KnownSince().After(at) })
}

// TestThenIsTheRecordOfThen: what is shown as of a time is the record of the reports
// that were known by then.
func TestThenIsTheRecordOfThen(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := upTo(r, 16)
		dated(docs, func(i int) int { return rapid.IntRange(0, 6).Draw(r, "day") })
		at := time.Date(2031, time.January, 1+rapid.IntRange(-1, 6).Draw(r, "at"), 12, 0, 0, 0, time.UTC)
		same(r, then(t, docs, at), build(t, knownBy(docs, at), 50))
	})
}

// TestThenOfManyCopies has the copies that lead the others known last.
func TestThenOfManyCopies(t *testing.T) {
	one := slices.Collect(invent.Corpus{Seed: 7, Reports: 6}.Docs())
	docs := slices.Clone(one)
	for i := range 24 {
		d := retold(one[i%3], stemma.ReportID("copy-"+string(rune('a'+i))+".txt"))
		d.Report.Outlet = "Outlet " + string(rune('A'+i))
		docs = append(docs, d)
	}
	for seed := range 2 {
		dated(docs, func(i int) int { return (i*7 + seed*5) % 6 })
		for day := range 3 {
			at := time.Date(2031, time.January, 1+day, 12, 0, 0, 0, time.UTC)
			same(t, then(t, docs, at), build(t, knownBy(docs, at), 50))
		}
	}
}

// BenchmarkThen times views of the record as it was known in the middle of an invented
// war. Run it with
//
//	go test ./internal/record -run - -bench Then -benchtime 20x
func BenchmarkThen(b *testing.B) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "record.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	docs := slices.Collect(invent.Corpus{Seed: 1, Reports: 4000}.Docs())
	for part := range slices.Chunk(docs, 500) {
		if err := record.Add(ctx, s, record.World{}, part...); err != nil {
			b.Fatal(err)
		}
	}
	at := docs[len(docs)/2].Report.Published.When.From.Add(12 * time.Hour)
	var busiest store.PlaceCount
	var matter string
	err = s.View(ctx, func(tx store.ReadTx) error {
		for p, err := range tx.Places() {
			if err != nil {
				return err
			}
			if p.Claims > busiest.Claims {
				busiest = p
			}
		}
		then, err := record.Then(tx, record.World{}, at)
		if err != nil {
			return err
		}
		for m, err := range then.Matters(store.MatterFilter{Place: busiest.Name}) {
			matter = m.ID
			return err
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, view := range []struct {
		name string
		show func(store.ReadTx) error
	}{
		{"a matter", func(tx store.ReadTx) error { return drain(tx.Disputes(store.MatterFilter{Matter: matter})) }},
		{"matters of a place", func(tx store.ReadTx) error { return drain(tx.Matters(store.MatterFilter{Place: busiest.Name})) }},
		{"holdings of a place", func(tx store.ReadTx) error { return drain(tx.Holdings(store.HoldingFilter{Place: busiest.Name})) }},
		{"all matters", func(tx store.ReadTx) error { return drain(tx.Matters(store.MatterFilter{})) }},
		{"a page of heads", func(tx store.ReadTx) error {
			return drain(tx.MatterHeads(store.HeadFilter{Order: store.ByMoved, Limit: 50}))
		}},
		{"descents of a report", func(tx store.ReadTx) error {
			return drain(tx.Descents(store.PairFilter{Report: docs[len(docs)/3].Report.ID}))
		}},
		{"stories", func(tx store.ReadTx) error { return drain(tx.Stories(store.StoryFilter{})) }},
	} {
		b.Run(view.name, func(b *testing.B) {
			for b.Loop() {
				err := s.View(ctx, func(tx store.ReadTx) error {
					then, err := record.Then(tx, record.World{}, at)
					if err != nil {
						return err
					}
					return view.show(then)
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
