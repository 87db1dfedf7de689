package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// open runs f on the record in --db, which must be there.
func (a *app) open(ctx context.Context, f func(store.Store) error) (err error) {
	if _, statErr := os.Stat(a.db); errors.Is(statErr, fs.ErrNotExist) {
		return fmt.Errorf("open %s: there is no such file; 'stemma add PATH…' makes a record: %w", a.db, stemma.ErrNotFound)
	}
	s, err := sqlite.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}

// view runs f on the record in --db, as it was known at --as-of where that was given.
func (a *app) view(ctx context.Context, f func(store.ReadTx) error) error {
	return a.viewBy(ctx, viewAsOf, f)
}

// viewAll is view for what shows all of the record: as of a time that takes less from a
// copy than by asking for it part by part.
func (a *app) viewAll(ctx context.Context, f func(store.ReadTx) error) error {
	return a.viewBy(ctx, viewCopy, f)
}

// viewer runs f on a record as it was known at a time.
type viewer func(ctx context.Context, s store.Store, w record.World, at time.Time, f func(store.ReadTx) error) error

func (a *app) viewBy(ctx context.Context, then viewer, f func(store.ReadTx) error) error {
	return a.open(ctx, func(s store.Store) error {
		if a.asOf == "" {
			return s.View(ctx, putRight(f))
		}
		at, err := moment(a.asOf)
		if err != nil {
			return usageError{fmt.Errorf("--as-of: %w", err)}
		}
		k, err := a.knowledge()
		if err != nil {
			return err
		}
		return then(ctx, s, k.world(), at, f)
	})
}

// viewAsOf runs f on the record as it was known at a time.
func viewAsOf(ctx context.Context, s store.Store, w record.World, at time.Time, f func(store.ReadTx) error) error {
	return s.View(ctx, func(tx store.ReadTx) error {
		then, err := record.Then(tx, w, at)
		if err != nil {
			return fmt.Errorf("the record as of %s: %w", at.Format(time.RFC3339), err)
		}
		return putRight(f)(then)
	})
}

// viewCopy runs f on a copy of the record as it was known at a time. The copy is gone
// afterwards.
func viewCopy(ctx context.Context, s store.Store, w record.World, at time.Time, f func(store.ReadTx) error) (err error) {
	dir, err := os.MkdirTemp("", "stemma-as-of-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	then, err := sqlite.Open(ctx, filepath.Join(dir, "then.db"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	if err := record.AsOf(ctx, s, then, w, at); err != nil {
		return fmt.Errorf("the record as of %s: %w", at.Format(time.RFC3339), err)
	}
	return then.View(ctx, putRight(f))
}

// putRight hands f the record as persons have put it right.
func putRight(f func(store.ReadTx) error) func(store.ReadTx) error {
	return func(tx store.ReadTx) error {
		tx, err := record.Shown(tx)
		if err != nil {
			return err
		}
		return f(tx)
	}
}

// moment is the last instant of a time as a person writes it: of "2025-03-05", the end
// of that day.
func moment(s string) (time.Time, error) {
	w, err := stemma.ParseISO(s)
	if err != nil {
		return time.Time{}, err
	}
	switch {
	case w.From.IsZero():
		return time.Time{}, fmt.Errorf("%q: want a day or an instant, not an open interval", s)
	case w.To.After(w.From):
		return w.To.Add(-time.Nanosecond), nil
	}
	return w.From, nil
}

// withAsOf gives views the flag --as-of.
func (a *app) withAsOf(views ...*cobra.Command) []*cobra.Command {
	for _, cmd := range views {
		cmd.Flags().StringVar(&a.asOf, "as-of", "", "show the record as it was known at `TIME` (2025-03-05: at the end of that day)")
	}
	return views
}
