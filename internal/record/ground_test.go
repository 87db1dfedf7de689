package record_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"stemma"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/text"
)

// long is a war of one event after another over more than a year, in two towns.
func long(seed uint64) []*text.Doc {
	return slices.Collect(invent.Corpus{Seed: seed, Reports: 240, Towns: 2, Events: 1, Pace: 1}.Docs())
}

// TestLongHistory: who held a town of a long history is what all of its claims tell at
// once, also when an early one comes late or goes.
func TestLongHistory(t *testing.T) {
	for seed := range uint64(2) {
		docs := long(seed)
		early := len(docs) / 5
		others := slices.Concat(docs[:early], docs[early+1:])
		want := build(t, docs, len(docs))
		same(t, build(t, slices.Concat(others, docs[early:early+1]), 24), want)
		same(t, build(t, docs, 50, remove(docs[early].Report.ID)), build(t, others, len(others)))
	}
}

// TestGround: the end of a long history is told from its later claims alone, until one of
// the earlier ones goes.
func TestGround(t *testing.T) {
	docs := long(4)
	ground := func(s store.Store, town string) (g store.Ground, later, all int) {
		t.Helper()
		if err := s.Update(context.Background(), func(tx store.Tx) error {
			block := "c control|" + town
			var err error
			if g, err = tx.Ground(block); err != nil {
				return err
			}
			end, err := tx.BlockOnGround(block, 1000)
			whole, err2 := tx.Block(block, 1000)
			later, all = len(end), len(whole)
			return errors.Join(err, err2)
		}); err != nil && !errors.Is(err, stemma.ErrNotFound) {
			t.Fatal(err)
		}
		return g, later, all
	}
	build(t, docs, 16, func(s store.Store) error {
		town := store.Key(docs[0].Claims[0].Place.Name)
		g, later, all := ground(s, town)
		if g.From.IsZero() || later == 0 || later > all/2 {
			t.Fatalf("%d of %d claims are told from %s", later, all, g.From)
		}
		if err := remove(docs[0].Report.ID)(s); err != nil {
			t.Fatal(err)
		}
		again, later, now := ground(s, town)
		if again.From.IsZero() || later > now/2 || now >= all {
			t.Errorf("after one of %d claims has gone, %d of %d are told from %s", all, later, now, again.From)
		}
		return nil
	})
}
