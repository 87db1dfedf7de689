package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/sync/semaphore"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

func addCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add PATH…",
		Short: "Add reports to the record",
		Long: `Add reports to the record: text and HTML files, folders of them, '-' for standard input, and
JSON Lines with one report a line:

  {"path": "a.txt", "outlet": "Coast Herald", "published": "2025-03-03"}

with any of path, text, html, url, outlet, agency, title, published, language and id; path is
relative to the file. The same input again changes nothing. A web archive goes on where an
earlier add stopped. What cannot be used is told, kept under 'stemma rejected', and never
stops the rest.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			add := a.addAll
			if a.server != "" {
				add = a.remoteAdd
			}
			sum, err := add(cmd.Context(), args)
			if err != nil && sum == (summary{}) {
				return err
			}
			if printErr := a.printSummary(sum); printErr != nil {
				return errors.Join(err, printErr)
			}
			if err == nil && sum.Rejected > 0 {
				return errPartly
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&a.afresh, "again", false, "read web archives from the beginning, however far they were read before")
	return cmd
}

// summary counts what became of the inputs.
type summary struct {
	Added      int `json:"added"`
	Unchanged  int `json:"unchanged"`
	NewVersion int `json:"new_version"`
	Rejected   int `json:"rejected"`
}

func (a *app) printSummary(s summary) error {
	if a.json {
		return a.printJSON(s)
	}
	a.printf("added %d, unchanged %d, new version %d, rejected %d\n", s.Added, s.Unchanged, s.NewVersion, s.Rejected)
	return nil
}

// addAll reads the inputs on all cores and records them one by one, in the order in
// which they come. A report is acknowledged once its update is on the disk.
func (a *app) addAll(ctx context.Context, paths []string) (sum summary, err error) {
	k, err := a.knowledge()
	if err != nil {
		return sum, err
	}
	s, err := sqlite.Open(ctx, a.db)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return a.addTo(ctx, s, k, paths)
}

// addTo adds the inputs to a store.
func (a *app) addTo(ctx context.Context, s store.Store, k *knowledge, paths []string) (sum summary, err error) {
	p := a.newProgress()
	defer p.stop()
	in := &intake{store: s, world: k.world(), progress: p}
	in.updated = func() { growBy(growthInAdd(liveHeap(), in.large()), os.Getenv) }
	if err := in.countAll(ctx); err != nil {
		return sum, err
	}
	o := feed.Options{Stdin: a.In, Outlets: k.outlets, Resume: func(archive string) (at int64, err error) {
		if a.afresh {
			return 0, nil
		}
		err = s.View(ctx, func(tx store.ReadTx) error {
			at, err = tx.Reached(archive)
			return err
		})
		return at, err
	}}
	for r := range readAll(ctx, paths, o, k.reader.Read) {
		if err := in.take(ctx, r); err != nil {
			return in.sum, err
		}
	}
	return in.sum, errors.Join(in.flush(ctx), ctx.Err())
}

// result is a report that was read, or why it could not be, or how far an archive has
// been read.
type result struct {
	doc     *text.Doc
	reached feed.Reached
	err     error
}

// readOne reads a report. A fault of ours in one report is told and counted like a
// fault of the report: it takes no other with it.
func readOne(report *stemma.Report, read func(*stemma.Report) *text.Doc) (r result) {
	defer func() {
		if fault := recover(); fault != nil {
			why := fmt.Sprintf("fault of stemma, please report it: %v", fault)
			r = result{err: &feed.Error{Rejected: stemma.Rejected{Input: string(report.ID), Stage: "read", Why: why}}}
		}
	}()
	return result{doc: record.Needed(read(report))}
}

// While an update is made, reading goes on: so many reports, and bytes of text, are read
// before those that were read earlier are taken. A longer report is read alone.
const (
	reportsAhead = 64
	readAhead    = 1 << 19
)

// reading is a report that is being read.
type reading struct {
	done chan result
	size int64 // size is how much of readAhead it takes up.
}

// readAll reads the reports of paths on all cores and yields them in order.
func readAll(ctx context.Context, paths []string, o feed.Options, read func(*stemma.Report) *text.Doc) func(yield func(result) bool) {
	return func(yield func(result) bool) {
		ctx, stop := context.WithCancel(ctx)
		queue := make(chan reading, reportsAhead)
		room := semaphore.NewWeighted(readAhead)
		cores := make(chan struct{}, runtime.GOMAXPROCS(0)) // What is being read takes far more memory than what was.
		var workers sync.WaitGroup
		defer workers.Wait()
		defer stop()
		workers.Go(func() {
			defer close(queue)
			for item, err := range feed.Items(ctx, paths, o) {
				one := reading{done: make(chan result, 1)}
				if item.Report != nil {
					one.size = min(int64(len(item.Report.Text)), readAhead)
				}
				if room.Acquire(ctx, one.size) != nil {
					return
				}
				select {
				case queue <- one:
				case <-ctx.Done():
					return
				}
				if err != nil || item.Report == nil {
					one.done <- result{reached: item.Reached, err: err}
					continue
				}
				workers.Go(func() {
					cores <- struct{}{}
					defer func() { <-cores }()
					one.done <- readOne(item.Report, read)
				})
			}
		})
		for one := range queue {
			if !yield(<-one.done) {
				return
			}
			room.Release(one.size)
		}
	}
}
