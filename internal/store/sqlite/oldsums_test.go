package sqlite

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma/internal/record"
)

// TestOldSums opens a file from before fares were kept by block, who carries whom by week and
// the places of matters: then it holds what a new one does.
func TestOldSums(t *testing.T) {
	opened := recorded(t, 40)
	kept := func(tx *tx) (out []string) {
		t.Helper()
		list, err := all(rows(tx, `
			SELECT block || ' ' || hex(fares) FROM block_fares
			UNION ALL
			SELECT * FROM (SELECT concat_ws(' ', block, matter, key) FROM matter_places ORDER BY 1)
			UNION ALL
			SELECT * FROM (SELECT concat_ws(' ', week, key, in_key, name, in_name, claims, reports) FROM weekly_names WHERE role = 'carried' ORDER BY 1)`, nil,
			func(r *sql.Rows) (line string, err error) { return line, r.Scan(&line) }))
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	var want, got []string
	opened(func(tx *tx) error {
		want = kept(tx)
		if err := withOldLinks(tx); err != nil {
			return err
		}
		for _, query := range []string{
			`DROP TABLE runs`, `DROP TABLE run_leaves`, `DROP TABLE block_fares`, `DROP TABLE matter_places`, `DELETE FROM weekly_names WHERE role = 'carried'`, `DELETE FROM goose_db_version WHERE version_id >= 16`,
		} {
			if err := tx.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
	opened(func(tx *tx) error { got = kept(tx); return nil })
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 10 {
		t.Errorf("%d rows (-new file +old file):\n%s", len(want), diff)
	}
}

// recorded is a file with so many reports: an update of it, for which it is opened.
func recorded(t *testing.T, reports int) func(func(*tx) error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.db")
	open := func() *Store {
		t.Helper()
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	if err := errors.Join(record.Add(t.Context(), s, record.World{}, oddly(reports)...), s.Close()); err != nil {
		t.Fatal(err)
	}
	return func(f func(*tx) error) {
		t.Helper()
		s := open()
		defer s.Close()
		if err := s.write.run(t.Context(), s, f); err != nil {
			t.Fatal(err)
		}
	}
}
