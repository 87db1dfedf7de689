package record_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

// lists is what lists, pages of them and searches show of a record, a line each.
func lists(t testing.TB, tx store.ReadTx) []string {
	t.Helper()
	var out []string
	heads := func(name string, f store.HeadFilter) {
		out = append(out, lines(t, name, tx.MatterHeads(f))...)
		out = append(out, lines(t, "ids "+name, tx.MatterIDs(f))...)
	}
	var sources []store.Source
	for s, err := range tx.Sources() {
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, s)
	}
	for order := range store.ByWeight + 1 {
		heads(fmt.Sprint("heads ", order), store.HeadFilter{Order: order})
		f := store.HeadFilter{Order: order, Limit: 3}
		for page := range 3 {
			heads(fmt.Sprint("page ", order, page), f)
			f.After = last(t, tx, f)
		}
	}
	heads("kind", store.HeadFilter{Kinds: []stemma.Kind{stemma.Killed}})
	heads("kind and stance", store.HeadFilter{Kinds: []stemma.Kind{stemma.Control, stemma.Killed}, Stances: []stemma.Stance{stemma.Asserted}})
	heads("origins", store.HeadFilter{MinOrigins: 2})
	heads("side", store.HeadFilter{Sides: []stemma.Side{stemma.SideMonitor}})
	heads("words", store.HeadFilter{Words: "killed"})
	heads("slot", store.HeadFilter{MatterFilter: store.MatterFilter{Slot: stemma.SlotControl}})
	for p, err := range tx.Places() {
		if err != nil {
			t.Fatal(err)
		}
		heads("place "+p.Name, store.HeadFilter{MatterFilter: store.MatterFilter{Place: p.Name}, Order: store.ByMoved})
	}
	for _, since := range []string{"holder-8", "toll-4", "toll-c"} {
		f := store.MatterFilter{Since: since}
		out = append(out, lines(t, "matters since "+since, tx.Matters(f))...)
		out = append(out, lines(t, "disputes since "+since, tx.Disputes(f))...)
		out = append(out, lines(t, "tallies since "+since, tx.Tallies(f))...)
		out = append(out, lines(t, "independence since "+since, tx.Independence(f))...)
	}
	out = append(out, lines(t, "independence", tx.Independence(store.MatterFilter{}))...)
	out = append(out, lines(t, "holdings since k", tx.Holdings(store.HoldingFilter{Since: "k"}))...)
	for _, role := range []store.NameRole{store.NameOutlet, store.NameAgency, store.NameSpeaker, store.NameActor, store.NamePlace} {
		out = append(out, lines(t, "names "+string(role), tx.Names(role))...)
	}
	for _, s := range sources {
		n, err := tx.Fared(s.Role, s.Name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint("fared ", s.Role, s.Name, n))
		if s.Role == store.SourceSpeaker {
			out = append(out, lines(t, "carried of "+s.Name, tx.Carried("", s.Name))...)
			heads("speaker "+s.Name, store.HeadFilter{Speaker: s.Name})
		}
	}
	out = append(out, lines(t, "carried", tx.Carried("", ""))...)
	out = append(out, lines(t, "stories", tx.Stories(store.StoryFilter{Newest: true, Limit: 4}))...)
	out = append(out, lines(t, "claims", tx.Claims(store.ClaimFilter{Origins: 2, Newest: true, Limit: 5}))...)
	out = append(out, lines(t, "reports", tx.Reports(store.ReportFilter{About: store.ClaimFilter{Sides: []stemma.Side{stemma.SideMonitor, stemma.SideParty}}, Newest: true, Limit: 5}))...)
	counts, err := tx.Counts()
	if err != nil {
		t.Fatal(err)
	}
	out = append(out, fmt.Sprintf("%+v", counts))
	first, until, err := tx.Span()
	if err != nil {
		t.Fatal(err)
	}
	found, err := tx.Search([]string{"killed"}, 100)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string // the score of a report depends on all others, also on those to come
	for _, s := range found {
		ids = append(ids, string(s.Report))
	}
	slices.Sort(ids)
	return append(out, fmt.Sprint("span ", first, until), "found "+strings.Join(ids, " "))
}

// last is the position of the last head that a filter chooses.
func last(t testing.TB, tx store.ReadTx, f store.HeadFilter) (p store.Position) {
	t.Helper()
	p = f.After
	for h, err := range tx.MatterHeads(f) {
		if err != nil {
			t.Fatal(err)
		}
		p = store.Position{ID: h.Matter}
		switch f.Order {
		case store.ByMoved:
			p.Sort = store.Undated
			if !h.Moved.From.IsZero() {
				p.Sort = h.Moved.From.Unix()
			}
		case store.ByWeight:
			p.Sort = int64(h.Weight)
		}
	}
	return p
}

func lines[T any](t testing.TB, name string, stream iter.Seq2[T, error]) (out []string) {
	t.Helper()
	for v, err := range stream {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, name+" "+string(b))
	}
	return out
}

// TestListsThenAreThoseOfThen: lists of the record as of a time are those of a record of
// the reports that were known by then.
func TestListsThenAreThoseOfThen(t *testing.T) {
	ctx := context.Background()
	kept := func(docs []*text.Doc) *sqlite.Store {
		s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "record.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		if err := record.Add(ctx, s, record.World{}, docs...); err != nil {
			t.Fatal(err)
		}
		return s
	}
	docs := slices.Collect(invent.Corpus{Seed: 3, Reports: 60}.Docs())
	dated(docs, func(i int) int { return i * 5 % 7 })
	all := kept(docs)
	moment := record.NewMoment(time.Time{})
	for day := range 4 {
		at := time.Date(2031, time.January, 1+2*day, 12, 0, 0, 0, time.UTC)
		var got, want []string
		view := func(s *sqlite.Store, f func(store.ReadTx) error) {
			if err := s.View(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		moment = moment.Beside(at)
		view(all, func(tx store.ReadTx) error {
			then, err := moment.Then(tx, record.World{})
			if err == nil {
				got = lists(t, then)
			}
			return err
		})
		view(kept(knownBy(docs, at)), func(tx store.ReadTx) error { want = lists(t, tx); return nil })
		if len(want) < 20 {
			t.Errorf("as of %s there are only %d lines to compare", at.Format(time.DateOnly), len(want))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("lists as of %s (-record of then, +then): %s", at.Format(time.DateOnly), diff)
		}
	}
}
