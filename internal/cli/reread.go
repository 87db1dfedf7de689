package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/text"
)

func rereadCommand(a *app) *cobra.Command {
	var all, dry bool
	cmd := &cobra.Command{
		Use:   "reread [REPORT…]",
		Short: "Read reports again that an older version of stemma has read",
		Long: `Read reports again, from the text as it was received: those that other versions of the readers,
of their data or of your own files have read, those named, or all. What this changed in the
record is printed as by 'stemma diff'. Corrections stay: a claim that has another id now is
followed to it, and 'stemma corrections' says so.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			k, err := a.knowledge()
			if err != nil {
				return err
			}
			return a.open(cmd.Context(), func(s store.Store) error {
				ids, err := a.stale(cmd.Context(), s, k, args, all)
				if err != nil {
					return err
				}
				if dry {
					return a.listStale(ids)
				}
				r := &reread{app: a, store: s, knowledge: k}
				return r.run(cmd.Context(), ids)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "all reports, stale or not")
	cmd.Flags().BoolVarP(&dry, "dry-run", "n", false, "only list what would be read again")
	return cmd
}

// stale are the reports to be read again.
func (a *app) stale(ctx context.Context, s store.Store, k *knowledge, args []string, all bool) (ids []stemma.ReportID, err error) {
	err = s.View(ctx, func(tx store.ReadTx) error {
		for _, arg := range args {
			found, err := findNouns(tx, arg, store.NounReport)
			if err != nil {
				return err
			}
			if len(found) == 0 {
				return fmt.Errorf("report %q: %w", arg, stemma.ErrNotFound)
			}
			ids = append(ids, stemma.ReportID(found[0].ID))
		}
		if len(args) > 0 {
			return nil
		}
		readers := record.Readers(k.reader.Versions())
		if all {
			readers = ""
		}
		for id, err := range tx.Stale(readers) {
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	return ids, err
}

func (a *app) listStale(ids []stemma.ReportID) error {
	for _, id := range ids {
		if a.json {
			if err := a.printJSON(struct {
				Report stemma.ReportID `json:"report"`
			}{id}); err != nil {
				return err
			}
			continue
		}
		a.printf("%s\n", id)
	}
	return nil
}

// reread reads reports again and tells what it changed.
type reread struct {
	*app
	store         store.Store
	knowledge     *knowledge
	before, after []fact // before and after are the claims of the reports, then what follows from all.
	changed       int    // changed are the reports that gave other claims.
	rejected      int
}

// rereadSummary is what became of the reports, as JSON.
type rereadSummary struct {
	Reread   int `json:"reread"`
	Changed  int `json:"changed"`
	Rejected int `json:"rejected"`
}

func (r *reread) run(ctx context.Context, ids []stemma.ReportID) error {
	derived, err := r.derived(ctx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(ids, batch) {
		if err := r.batch(ctx, some); err != nil {
			return err
		}
	}
	r.before = append(r.before, derived...)
	if derived, err = r.derived(ctx); err != nil {
		return err
	}
	r.after = append(r.after, derived...)
	if err := r.changes(r.before, r.after); err != nil {
		return err
	}
	sum := rereadSummary{Reread: len(ids) - r.rejected, Changed: r.changed, Rejected: r.rejected}
	switch {
	case r.json:
		err = r.printJSON(sum)
	default:
		r.printf("read %s again, %d gave other claims, rejected %d\n", count(sum.Reread, "report"), sum.Changed, sum.Rejected)
	}
	if err == nil && r.rejected > 0 {
		return errPartly
	}
	return err
}

func (r *reread) derived(ctx context.Context) (facts []fact, err error) {
	err = r.store.View(ctx, putRight(func(tx store.ReadTx) error {
		facts, err = derivedFacts(tx)
		return err
	}))
	return facts, err
}

// batch reads some reports again and records them in one update.
func (r *reread) batch(ctx context.Context, ids []stemma.ReportID) error {
	before, err := r.claims(ctx, ids)
	if err != nil {
		return err
	}
	docs, err := r.read(ctx, ids)
	if err != nil {
		return err
	}
	if err := record.Add(ctx, r.store, r.knowledge.world(), docs...); err != nil {
		return err
	}
	after, err := r.claims(ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		same := slices.EqualFunc(before[id], after[id], func(x, y fact) bool { return x.line == y.line })
		if !same {
			r.changed++
		}
		r.before, r.after = append(r.before, before[id]...), append(r.after, after[id]...)
	}
	return nil
}

// claims are those of some reports.
func (r *reread) claims(ctx context.Context, ids []stemma.ReportID) (map[stemma.ReportID][]fact, error) {
	out := map[stemma.ReportID][]fact{}
	err := r.store.View(ctx, putRight(func(tx store.ReadTx) (err error) {
		for _, id := range ids {
			if out[id], err = collect(claimFacts(tx, store.ClaimFilter{Report: id})); err != nil {
				return err
			}
		}
		return nil
	}))
	return out, err
}

// read reads reports as they stand in the record, on all cores. One that cannot be
// read stays as it is, and is told.
func (r *reread) read(ctx context.Context, ids []stemma.ReportID) ([]*text.Doc, error) {
	reports := make([]stemma.Report, len(ids))
	err := r.store.View(ctx, func(tx store.ReadTx) (err error) {
		for i, id := range ids {
			if reports[i], err = tx.Report(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	results := make([]result, len(ids))
	var workers sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range reports {
		free <- struct{}{}
		workers.Go(func() {
			results[i] = readOne(&reports[i], r.knowledge.reader.Read)
			<-free
		})
	}
	workers.Wait()
	var docs []*text.Doc
	for _, got := range results {
		if why, ok := feed.AsRejected(got.err); ok {
			r.rejected++
			r.notef("rejected %s: %s: %s\n", oneLine(why.Input), why.Stage, oneLine(why.Why))
			if err := record.Reject(ctx, r.store, why); err != nil {
				return nil, err
			}
			continue
		}
		if got.err != nil {
			return nil, got.err
		}
		docs = append(docs, got.doc)
	}
	return docs, errors.Join(ctx.Err())
}
