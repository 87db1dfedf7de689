package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/fetch"
	"stemma/internal/page"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

func fetchCommand(a *app) *cobra.Command {
	var o fetch.Options
	cmd := &cobra.Command{
		Use:   "fetch URL…",
		Short: "Fetch pages and add them",
		Long: `Fetch pages politely (robots.txt, a pause between requests to one host, bounded size and time)
and add them. A page that has not changed is nothing; a changed one is a new version; one
that is gone is recorded as withdrawn.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.fetched(cmd.Context(), o, func(ctx context.Context, c *fetch.Client, k *knowledge, state feed.State) iter.Seq2[*stemma.Report, error] {
				return pages(ctx, c, k, state, args)
			})
		},
	}
	fetchFlags(cmd, &o)
	return cmd
}

func watchCommand(a *app) *cobra.Command {
	var o fetch.Options
	every, rounds := 15*time.Minute, 0
	cmd := &cobra.Command{
		Use:   "watch FEED…",
		Short: "Add what feeds list, again and again",
		Long: `Visit feeds and the pages that they list, round after round, until interrupted: one line a round.
A FEED is the address of RSS, Atom, JSON Feed or a sitemap, of a list of them (OPML, an index of
sitemaps), or a file that holds such a list.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for n := 1; ; n++ {
				err := a.fetched(cmd.Context(), o, func(ctx context.Context, c *fetch.Client, k *knowledge, state feed.State) iter.Seq2[*stemma.Report, error] {
					return feed.Round(ctx, c, args, state, k.outlets)
				})
				if err != nil && !errors.Is(err, errPartly) || n == rounds {
					return err
				}
				select {
				case <-time.After(every):
				case <-cmd.Context().Done():
					return cmd.Context().Err()
				}
			}
		},
	}
	cmd.Flags().DurationVar(&every, "every", every, "`TIME` between rounds")
	cmd.Flags().IntVar(&rounds, "rounds", 0, "end after `N` rounds; 0 for never")
	fetchFlags(cmd, &o)
	return cmd
}

func fetchFlags(cmd *cobra.Command, o *fetch.Options) {
	flags := cmd.Flags()
	flags.DurationVar(&o.Pace, "pace", 2*time.Second, "least `TIME` between two requests to one host")
	flags.BoolVar(&o.AllowPrivate, "allow-private", false, "fetch from addresses that are not public, too")
}

// pages fetches each address once.
func pages(ctx context.Context, c *fetch.Client, k *knowledge, state feed.State, addresses []string) iter.Seq2[*stemma.Report, error] {
	return func(yield func(*stemma.Report, error) bool) {
		for _, address := range addresses {
			r, v, err := feed.Fetch(ctx, c, address, state[address], page.Hints{Outlets: k.outlets})
			state[address] = v
			if ctx.Err() != nil || (r != nil || err != nil) && !yield(r, err) {
				return
			}
		}
	}
}

// fetched records what is fetched, and remembers what was seen for the next time.
func (a *app) fetched(ctx context.Context, o fetch.Options, from func(context.Context, *fetch.Client, *knowledge, feed.State) iter.Seq2[*stemma.Report, error]) (err error) {
	k, err := a.knowledge()
	if err != nil {
		return err
	}
	state, err := a.readState()
	if err != nil {
		return err
	}
	s, err := sqlite.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c := fetch.New(o)
	defer c.Close()
	p := a.newProgress()
	in := &intake{store: s, world: k.world(), progress: p}
	for r, fetchErr := range from(ctx, c, k, state) {
		if err := in.take(ctx, a.fetchedOne(ctx, s, k, r, fetchErr)); err != nil {
			return err
		}
	}
	err = errors.Join(in.flush(ctx), ctx.Err(), a.writeState(state))
	p.stop()
	if printErr := a.printSummary(in.sum); err != nil || printErr != nil {
		return errors.Join(err, printErr)
	}
	if in.sum.Rejected > 0 {
		return errPartly
	}
	return nil
}

// fetchedOne is what was fetched as an add would read it. A withdrawn page is the text
// that the record has, with the time at which it was gone.
func (a *app) fetchedOne(ctx context.Context, s store.Store, k *knowledge, r *stemma.Report, err error) result {
	if err == nil && r.Text == "" && !r.Withdrawn.IsZero() {
		at := r.Withdrawn
		err = s.View(ctx, func(tx store.ReadTx) error {
			kept, err := tx.Report(r.ID)
			kept.Withdrawn = at
			r = &kept
			return err
		})
	}
	var refused *fetch.Refused
	switch {
	case errors.As(err, &refused):
		return result{err: &feed.Error{Rejected: stemma.Rejected{Input: refused.URL, Stage: "fetch", Why: refused.Why}}}
	case err != nil:
		return result{err: &feed.Error{Rejected: stemma.Rejected{Input: "fetch", Stage: "fetch", Why: err.Error()}}}
	}
	return readOne(r, k.reader.Read)
}

// stateFile is what was seen at each address, beside the user's own files.
func (a *app) stateFile() string { return filepath.Join(a.ownFolder(), "seen.json") }

func (a *app) readState() (feed.State, error) {
	state := feed.State{}
	body, err := os.ReadFile(a.stateFile())
	if errors.Is(err, fs.ErrNotExist) {
		return state, nil
	}
	if err == nil {
		err = json.Unmarshal(body, &state)
	}
	if err != nil {
		return nil, fmt.Errorf("what was seen before, %s: %w", a.stateFile(), err)
	}
	return state, nil
}

func (a *app) writeState(state feed.State) error {
	body, err := json.MarshalIndent(state, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(a.ownFolder(), 0o755); err != nil {
		return err
	}
	return os.WriteFile(a.stateFile(), body, 0o644)
}
