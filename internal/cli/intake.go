package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/text"
)

// An update of the store costs a wait for the disk, and what a town's reports tell is
// derived once an update: so it takes up to batch reports, or so many as have batchText
// bytes of text, for what an update compares takes some 20 times as much memory. Who keeps a
// large record has the memory for largeBatch of them, whose updates touch far more of it. None
// waits longer than patience to be acknowledged, or than share times the last update took, so
// that of a long input a fifth of the time goes into updates at most.
const (
	batch       = 256
	batchText   = 2 << 20
	largeBatch  = 1024
	largeRecord = 10_000 // reports
	share       = 4
)

// intake records what was read.
type intake struct {
	store    store.Store
	world    record.World
	progress *progress
	recorded int              // recorded is how many reports the record has.
	updated  func()           // updated is told of every update; nil for nobody.
	waiting  []*text.Doc      // waiting are read and not yet recorded.
	since    time.Time        // since when the first of them waits.
	text     int              // text is how many bytes of text they have.
	took     time.Duration    // took is how long the last update of some took.
	reached  map[string]int64 // reached is how far archives are read whose reports wait or are recorded.
	sum      summary
}

// take records one result, by and by. It fails only when nothing more can be
// recorded.
func (in *intake) take(ctx context.Context, r result) error {
	if r.err != nil {
		why, ok := feed.AsRejected(r.err)
		if !ok {
			return r.err
		}
		return in.reject(ctx, why)
	}
	if r.doc == nil {
		if in.reached == nil {
			in.reached = map[string]int64{}
		}
		in.reached[r.reached.Archive] = r.reached.At
		return nil
	}
	if len(in.waiting) == 0 {
		in.since = time.Now()
	}
	in.waiting = append(in.waiting, r.doc)
	in.text += len(r.doc.Report.Text)
	if len(in.waiting) < in.batch() && in.text < batchText && time.Since(in.since) < max(patience, share*in.took) {
		return nil
	}
	begun := time.Now()
	err := in.flush(ctx)
	in.took = time.Since(begun)
	if in.updated != nil {
		in.updated()
	}
	return err
}

// batch is how many reports an update takes.
func (in *intake) batch() int {
	if in.large() {
		return largeBatch
	}
	return batch
}

// large reports whether the record is a large one.
func (in *intake) large() bool { return in.recorded >= largeRecord }

// flush records what is waiting, and then how far the archives that it came from are
// recorded.
func (in *intake) flush(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	docs, reached := in.waiting, in.reached
	in.waiting, in.text, in.reached = nil, 0, nil
	if err := in.all(ctx, docs); err != nil || len(reached) == 0 || ctx.Err() != nil {
		return err
	}
	return in.store.Update(ctx, func(tx store.Tx) error {
		for archive, at := range reached {
			if err := tx.SetReached(archive, at); err != nil {
				return err
			}
		}
		return nil
	})
}

// all records docs: in one update, or one by one when that fails, so that one bad
// report takes no other with it.
func (in *intake) all(ctx context.Context, docs []*text.Doc) error {
	if len(docs) == 0 {
		return nil
	}
	err := in.add(ctx, docs...)
	if err == nil || ctx.Err() != nil || fatal(err) {
		return err
	}
	for _, d := range docs {
		err := in.add(ctx, d)
		switch {
		case err == nil:
		case ctx.Err() != nil || fatal(err):
			return err
		default:
			why := stemma.Rejected{Input: string(d.Report.ID), Stage: "store", Why: err.Error()}
			if err := in.reject(ctx, why); err != nil {
				return err
			}
		}
	}
	return nil
}

// add records docs in one update and counts what became of them.
func (in *intake) add(ctx context.Context, docs ...*text.Doc) error {
	known, err := in.known(ctx, docs)
	if err != nil {
		return err
	}
	if err := record.Add(ctx, in.store, in.world, docs...); err != nil {
		return err
	}
	for _, d := range docs {
		texts := known[d.Report.ID]
		switch {
		case len(texts) == 0:
			in.sum.Added++
			in.recorded++
		case slices.Contains(texts, d.Report.Text):
			in.sum.Unchanged++
		default:
			in.sum.NewVersion++
		}
		known[d.Report.ID] = append(texts, d.Report.Text)
		in.sum.Rejected += len(d.Rejected)
		for _, r := range d.Rejected {
			in.progress.rejected(r)
		}
		in.progress.report()
	}
	return nil
}

// countAll counts the reports that the record has already.
func (in *intake) countAll(ctx context.Context) error {
	return in.store.View(ctx, func(tx store.ReadTx) error {
		c, err := tx.Counts()
		if err == nil {
			in.recorded = c.Reports
		}
		return err
	})
}

// known are the texts of all versions that the record has of the reports of docs.
func (in *intake) known(ctx context.Context, docs []*text.Doc) (map[stemma.ReportID][]string, error) {
	out := map[stemma.ReportID][]string{}
	err := in.store.View(ctx, func(tx store.ReadTx) error {
		for _, d := range docs {
			if _, met := out[d.Report.ID]; met {
				continue
			}
			versions, err := tx.Versions(d.Report.ID)
			if err != nil && !errors.Is(err, stemma.ErrNotFound) {
				return err
			}
			for _, v := range versions {
				out[d.Report.ID] = append(out[d.Report.ID], v.Text)
			}
		}
		return nil
	})
	return out, err
}

func (in *intake) reject(ctx context.Context, why stemma.Rejected) error {
	in.sum.Rejected++
	in.progress.rejected(why)
	return record.Reject(ctx, in.store, why)
}

// fatal reports whether err will meet every report that follows too.
func fatal(err error) bool {
	for _, e := range []error{stemma.ErrFull, stemma.ErrLocked, stemma.ErrReadOnly, stemma.ErrCorrupt} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
