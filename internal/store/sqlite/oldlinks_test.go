package sqlite

import (
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOldLinks opens a file from before the story links of a report lay together: none is lost,
// and each keeps its weight to the last bit.
func TestOldLinks(t *testing.T) {
	update := recorded(t, 60)
	var want, got []tiesRow
	update(func(tx *tx) (err error) {
		if want, err = allTies(tx); err != nil {
			return err
		}
		if err := withOldLinks(tx); err != nil {
			return err
		}
		return tx.exec(`DELETE FROM goose_db_version WHERE version_id >= 19`)
	})
	update(func(tx *tx) (err error) { got, err = allTies(tx); return err })
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 10 {
		t.Errorf("links of %d reports (-before +after):\n%s", len(want), diff)
	}
}

// tiesRow is a row of story_ties.
type tiesRow struct {
	Report int64
	Ties   []byte
}

func allTies(tx *tx) ([]tiesRow, error) {
	return all(rows(tx, `SELECT report, ties FROM story_ties ORDER BY report`, nil,
		func(r *sql.Rows) (row tiesRow, err error) { return row, r.Scan(&row.Report, &row.Ties) }))
}

// withOldLinks gives a file the table of story links that versions before 19 had.
func withOldLinks(tx *tx) error {
	list, err := allTies(tx)
	if err != nil {
		return err
	}
	for _, query := range []string{
		`DROP TABLE story_ties`,
		`CREATE TABLE story_links (a INTEGER NOT NULL, b INTEGER NOT NULL, weight REAL NOT NULL, rule TEXT NOT NULL, says TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID`,
		`CREATE INDEX story_links_by_b ON story_links (b, a)`,
	} {
		if err := tx.exec(query); err != nil {
			return err
		}
	}
	for _, row := range list {
		ties, err := tiesIn(row.Ties)
		if err != nil {
			return err
		}
		for _, l := range ties {
			if int64(l.other) < row.Report {
				continue // it is there from the other end
			}
			if err := tx.exec(`INSERT INTO story_links VALUES (?, ?, ?, 'shared', 'both are about a ferry')`, row.Report, int64(l.other), l.strength()); err != nil {
				return err
			}
		}
	}
	return nil
}
