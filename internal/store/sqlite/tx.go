package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"stemma"
	"stemma/internal/store"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// pool is some connections to the file.
type pool struct {
	db   *sql.DB
	free chan *conn
	size int
}

// conn is a connection with the statements prepared on it that are not in use. Several
// of one query are prepared where it is asked while its rows still come.
type conn struct {
	*sql.Conn
	begin      string
	statements map[string][]*sql.Stmt
}

func newPool(ctx context.Context, path string, size int, begin string, settings ...string) (*pool, error) {
	db, err := sql.Open("sqlite", source(path, settings...))
	if err != nil {
		return nil, err
	}
	p := &pool{db: db, free: make(chan *conn, size), size: size}
	for range size {
		c, err := db.Conn(ctx)
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		p.free <- &conn{Conn: c, begin: begin, statements: map[string][]*sql.Stmt{}}
	}
	return p, nil
}

// close waits for the views or updates that still run.
func (p *pool) close() error {
	for range p.size {
		c := <-p.free
		for _, list := range c.statements {
			for _, stmt := range list {
				stmt.Close()
			}
		}
		c.Close()
	}
	return p.db.Close()
}

// run runs f in one transaction.
func (p *pool) run(ctx context.Context, s *Store, f func(*tx) error) (err error) {
	var c *conn
	select {
	case c = <-p.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { p.free <- c }()
	t := &tx{ctx: ctx, conn: c, cache: s.cache}
	if err := t.exec(c.begin); err != nil {
		return s.named(err)
	}
	done := false
	defer func() {
		if !done { // f failed or panicked; the context may have ended
			end := &tx{ctx: context.WithoutCancel(ctx), conn: c}
			err = errors.Join(err, end.rollback())
		}
	}()
	if err := f(t); err != nil {
		return s.named(err)
	}
	if err := t.exec("COMMIT"); err != nil {
		return s.named(err)
	}
	done = true
	return nil
}

// rollback ends a transaction; SQLite has ended it already after some errors, a
// full disk among them.
func (t *tx) rollback() error {
	err := t.exec("ROLLBACK")
	var e *driver.Error
	if errors.As(err, &e) && e.Code() == codes.SQLITE_ERROR {
		return nil
	}
	return err
}

// named adds the file's name to an error of SQLite itself; others are the
// caller's own.
func (s *Store) named(err error) error {
	var e *driver.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", s.path, explain(err))
	}
	return err
}

// explain puts the sentinel that fits before an error of SQLite.
func explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	for _, sentinel := range []struct {
		code int
		err  error
	}{
		{codes.SQLITE_BUSY, stemma.ErrLocked},
		{codes.SQLITE_LOCKED, stemma.ErrLocked},
		{codes.SQLITE_FULL, stemma.ErrFull},
		{codes.SQLITE_IOERR_SHMSIZE, stemma.ErrFull}, // the index of the WAL could not grow
		{codes.SQLITE_READONLY, stemma.ErrReadOnly},
		{codes.SQLITE_CORRUPT, stemma.ErrCorrupt},
		{codes.SQLITE_NOTADB, stemma.ErrForeign},
	} {
		if e.Code() == sentinel.code || e.Code()&0xff == sentinel.code {
			return fmt.Errorf("%w: %w", sentinel.err, err)
		}
	}
	return err
}

// tx is a view or an update.
type tx struct {
	ctx   context.Context
	conn  *conn
	cache *cache
	seqs  map[stemma.ReportID]int64 // seqs of the latest versions that this update has looked up

	current map[int64]stemma.ReportID // current are the reports of latest versions that it has named
	grounds map[int64]*ground         // grounds are those of blocks that it has looked up; nil for none

	blocks map[string]int64 // blocks are the numbers of those that it has looked up; so are claims
	claims map[stemma.ClaimID]int64

	placed map[int64]claimPlaces // placed are the places of claims that have come

	pending [len(shelves)]pending         // pending are keys that are not written yet
	keyed   map[keyedOn][]byte            // keyed are the keys of reports, packed, that are not written yet
	pairs   pendingPairs                  // pairs that are not written yet
	met     [len(shelves)]map[int64]*head // met are the heads of keys that it has looked up
	stock   *stock                        // stock is what prints have in runs, when it has been looked up
	ties    map[int64][]tie               // ties are the story links of reports that are not written yet
	sums    sums                          // sums are what is to be added to counts
}

var _ store.Tx = (*tx)(nil)

// beginUpdate begins the transactions of updates.
const beginUpdate = "BEGIN IMMEDIATE"

// updates reports whether t is an update: what can change under its name is kept at hand
// for these alone, since a view may see an older state.
func (t *tx) updates() bool { return t.conn.begin == beginUpdate }

// statement is query prepared, for the life of the connection. It is given back with done.
func (t *tx) statement(query string) (*sql.Stmt, error) {
	if free := t.conn.statements[query]; len(free) > 0 {
		last := len(free) - 1
		t.conn.statements[query] = free[:last]
		return free[last], nil
	}
	stmt, err := t.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, query)
	}
	return stmt, nil
}

// done gives a statement back.
func (t *tx) done(query string, stmt *sql.Stmt) {
	t.conn.statements[query] = append(t.conn.statements[query], stmt)
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.insert(query, args...)
	return err
}

// insert runs query and gives the number of the row that it made.
func (t *tx) insert(query string, args ...any) (int64, error) {
	stmt, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	defer t.done(query, stmt)
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// one reads the only row of query into dest; [stemma.ErrNotFound] when there is
// none.
func (t *tx) one(query string, args []any, dest ...any) error {
	stmt, err := t.statement(query)
	if err != nil {
		return err
	}
	defer t.done(query, stmt)
	err = stmt.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return stemma.ErrNotFound
	}
	return err
}

// rows streams what scan makes of each row of query.
func rows[T any](t *tx, query string, args []any, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		stmt, err := t.statement(query)
		if err != nil {
			yield(none, err)
			return
		}
		defer t.done(query, stmt)
		result, err := stmt.QueryContext(t.ctx, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer result.Close()
		for result.Next() {
			v, err := scan(result)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := result.Err(); err != nil {
			yield(none, err)
		}
	}
}

// failing is a stream that only fails.
func failing[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

// all collects a stream.
func all[T any](stream iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range stream {
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// number reads a row of one integer.
func number(r *sql.Rows) (n int64, err error) { return n, r.Scan(&n) }

// where is the condition of a query, built up from a filter.
type where struct {
	terms []string
	args  []any
}

func (w *where) and(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}
