package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"stemma"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// view runs f on the record in --db, which must be there.
func (a *app) view(ctx context.Context, f func(store.ReadTx) error) (err error) {
	if _, statErr := os.Stat(a.db); errors.Is(statErr, fs.ErrNotExist) {
		return fmt.Errorf("open %s: there is no such file; 'stemma add PATH…' makes a record: %w", a.db, stemma.ErrNotFound)
	}
	s, err := sqlite.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.View(ctx, f)
}
