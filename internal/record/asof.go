package record

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stemma"
	"stemma/internal/store"
)

// copied is how many reports Copy records in one update.
const copied = 256

// AsOf fills the empty store to with the record as it was known at a time: of the
// reports of from that had been published or seen by then, and what follows from
// them. It takes as long as adding these reports does, without reading them again.
func AsOf(ctx context.Context, from, to store.Store, w World, at time.Time) error {
	return Copy(ctx, from, to, w, func(r stemma.Report) bool { return knownBy(r, at) })
}

// knownBy reports whether the text of r was out at a time. Of a report that changed only
// the text that counts now is considered: earlier ones are kept without what was read
// from them.
func knownBy(r stemma.Report, at time.Time) bool {
	since := r.KnownSince()
	return !since.IsZero() && !since.After(at)
}

// Copy records the reports of from that keep chooses in the empty store to, with
// the corrections and all that follows.
func Copy(ctx context.Context, from, to store.Store, w World, keep func(stemma.Report) bool) error {
	return from.View(ctx, func(source store.ReadTx) error {
		if err := copyCorrections(ctx, source, to); err != nil {
			return err
		}
		var batch []store.Entry
		for r, err := range source.Reports(store.ReportFilter{Whole: true}) {
			if err != nil {
				return err
			}
			if !keep(r) {
				continue
			}
			e, err := source.Entry(r.ID)
			if err != nil {
				return err
			}
			if batch = append(batch, e); len(batch) == copied {
				if err := enterAll(ctx, to, w, batch); err != nil {
					return err
				}
				batch = nil
			}
		}
		return enterAll(ctx, to, w, batch)
	})
}

func copyCorrections(ctx context.Context, source store.ReadTx, to store.Store) error {
	return to.Update(ctx, func(tx store.Tx) error {
		for c, err := range source.Corrections() {
			if err := errors.Join(err, tx.Correct(c)); err != nil {
				return err
			}
		}
		return nil
	})
}

func enterAll(ctx context.Context, to store.Store, w World, entries []store.Entry) error {
	return to.Update(ctx, func(tx store.Tx) error {
		c, err := newChange(tx, w)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := errors.Join(tx.Keep(e), c.enter(e)); err != nil {
				return fmt.Errorf("copy %s: %w", e.Report.ID, err)
			}
		}
		return c.settle()
	})
}
