package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"stemma"
	"stemma/internal/store"
)

// Generation is another number after every change, also of another process.
func (s *Store) Generation(ctx context.Context) (n uint64, err error) {
	select {
	case c := <-s.watch.free:
		defer func() { s.watch.free <- c }()
		t := &tx{ctx: ctx, conn: c}
		return n, s.named(t.one(`PRAGMA data_version`, nil, &n))
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// Now is the mark of the last change.
func (t *tx) Now() (m store.Mark, err error) {
	return m, t.one(`SELECT coalesce((SELECT max(seq) FROM reports), 0), coalesce((SELECT max(n) FROM corrections), 0)`, nil, &m.Report, &m.Correction)
}

// Changes are the reports and corrections that came after a mark.
func (t *tx) Changes(after store.Mark, limit int) ([]store.Change, error) {
	out, err := all(rows(t, `SELECT seq, id FROM reports WHERE latest = 1 AND seq > ? ORDER BY seq LIMIT ?`, []any{after.Report, limit},
		func(r *sql.Rows) (c store.Change, err error) {
			var id string
			err = r.Scan(&c.Mark.Report, &id)
			c.Report, c.Mark.Correction = stemma.ReportID(id), after.Correction
			return c, err
		}))
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Matters, err = all(rows(t, `
			SELECT DISTINCT matter
			FROM matter_claims
			WHERE claim IN (SELECT seq FROM claims WHERE report = ?)
			ORDER BY matter`, []any{out[i].Mark.Report}, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) }))
		if err != nil {
			return nil, err
		}
	}
	if len(out) == limit {
		return out, nil
	}
	last := after.Report
	if len(out) > 0 {
		last = out[len(out)-1].Mark.Report
	}
	decisions, err := all(rows(t, `SELECT n, id FROM corrections WHERE n > ? ORDER BY n LIMIT ?`, []any{after.Correction, limit - len(out)},
		func(r *sql.Rows) (c store.Change, err error) {
			err = r.Scan(&c.Mark.Correction, &c.Correction)
			c.Mark.Report = last
			return c, err
		}))
	return append(out, decisions...), err
}

// Span are the first and the last day on which a report was published.
func (t *tx) Span() (first, last time.Time, err error) {
	var w where
	w.and(`latest = 1`)
	return t.span(w)
}

// span looks at either end by itself, so that each comes from the index of dates.
func (t *tx) span(w where) (first, last time.Time, err error) {
	var a, b sql.NullInt64
	w.and(`published_at IS NOT NULL`)
	end := func(order string) string {
		return `(SELECT published_at FROM reports` + w.String() + ` ORDER BY published_at ` + order + ` LIMIT 1)`
	}
	err = t.one(`SELECT `+end(`ASC`)+`, `+end(`DESC`), slices.Concat(w.args, w.args), &a, &b)
	if err == nil && a.Valid && b.Valid {
		first, last = time.Unix(a.Int64, 0).UTC(), time.Unix(b.Int64, 0).UTC()
	}
	return first, last, err
}
