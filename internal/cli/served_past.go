package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// keptPasts is how many records of other times a server keeps, those asked for last.
const keptPasts = 4

// pasts are copies of the record as it was known at times, for who goes from page to page
// at one of them. A copy is made when it is first asked for, which takes as long as
// recording its reports did, and goes when the record changes.
type pasts struct {
	mu         sync.Mutex
	generation uint64
	kept       []*past // kept in the order in which they were asked for, the last one last
}

// past is the record as it was known at a time.
type past struct {
	at    time.Time
	dir   string
	store *sqlite.Store
	users int
	stale bool // stale is no longer kept: it goes with its last user.
}

// view runs f on the record of s as it was known at a time.
func (p *pasts) view(ctx context.Context, s store.Store, w record.World, at time.Time, f func(store.ReadTx) error) error {
	then, err := p.take(ctx, s, w, at)
	if err != nil {
		return fmt.Errorf("the record as of %s: %w", at.Format(time.RFC3339), err)
	}
	err = then.store.View(ctx, putRight(f))
	return errors.Join(err, p.give(then))
}

func (p *pasts) take(ctx context.Context, s store.Store, w record.World, at time.Time) (*past, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	generation, err := s.Generation(ctx)
	if err != nil {
		return nil, err
	}
	if generation != p.generation {
		err = p.drop(len(p.kept))
		p.generation = generation
	}
	i := slices.IndexFunc(p.kept, func(x *past) bool { return x.at.Equal(at) })
	if err == nil && i < 0 {
		var made *past
		if made, err = newPast(ctx, s, w, at); err == nil {
			err = p.drop(len(p.kept) + 1 - keptPasts)
			p.kept = append(p.kept, made)
			i = len(p.kept) - 1
		}
	}
	if err != nil {
		return nil, err
	}
	then := p.kept[i]
	p.kept = append(slices.Delete(p.kept, i, i+1), then)
	then.users++
	return then, nil
}

func newPast(ctx context.Context, s store.Store, w record.World, at time.Time) (*past, error) {
	dir, err := os.MkdirTemp("", "stemma-as-of-")
	if err != nil {
		return nil, err
	}
	then, err := sqlite.Open(ctx, filepath.Join(dir, "then.db"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := record.AsOf(ctx, s, then, w, at); err != nil {
		return nil, errors.Join(err, then.Close(), os.RemoveAll(dir))
	}
	return &past{at: at, dir: dir, store: then}, nil
}

// give ends a use of a copy.
func (p *pasts) give(then *past) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	then.users--
	return then.end()
}

// drop lets go of the first n copies; the lock is held.
func (p *pasts) drop(n int) (err error) {
	for ; n > 0 && len(p.kept) > 0; n-- {
		p.kept[0].stale = true
		err = errors.Join(err, p.kept[0].end())
		p.kept = p.kept[1:]
	}
	return err
}

// end removes a copy that nobody uses or will.
func (x *past) end() error {
	if !x.stale || x.users > 0 {
		return nil
	}
	return errors.Join(x.store.Close(), os.RemoveAll(x.dir))
}

// close removes all copies.
func (p *pasts) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.drop(len(p.kept))
}
