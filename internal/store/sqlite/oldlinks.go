package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/pressly/goose/v3"
)

// moveLinks is the migration that moves story links from a row each to a row for each report.
var moveLinks = goose.NewGoMigration(20, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
	if err := packLinks(ctx, tx); err != nil {
		return fmt.Errorf("move story links: %w", err)
	}
	_, err := tx.ExecContext(ctx, `DROP TABLE story_links`)
	return err
}}, nil)

// oldLink is a link as seen from one end.
type oldLink struct {
	report int64
	tie
}

// packLinks writes the ties of each report: its links to greater and to lesser numbers,
// which come in order from the table and from its index.
func packLinks(ctx context.Context, tx *sql.Tx) error {
	put, err := tx.PrepareContext(ctx, `INSERT INTO story_ties (report, ties) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer put.Close()
	up, stop := iter.Pull2(oldLinks(ctx, tx, `SELECT a, b, weight FROM story_links ORDER BY a, b`))
	defer stop()
	down, stopDown := iter.Pull2(oldLinks(ctx, tx, `SELECT b, a, weight FROM story_links ORDER BY b, a`))
	defer stopDown()
	u, errUp, moreUp := up()
	d, errDown, moreDown := down()
	for moreUp || moreDown {
		report := d.report
		if !moreDown || moreUp && u.report < d.report {
			report = u.report
		}
		var ties []tie
		for ; moreDown && d.report == report && errDown == nil; d, errDown, moreDown = down() {
			ties = append(ties, d.tie)
		}
		for ; moreUp && u.report == report && errUp == nil; u, errUp, moreUp = up() {
			ties = append(ties, u.tie)
		}
		if err := errors.Join(errUp, errDown); err != nil {
			return err
		}
		if _, err := put.ExecContext(ctx, report, packTies(ties)); err != nil {
			return err
		}
	}
	return errors.Join(errUp, errDown)
}

func oldLinks(ctx context.Context, tx *sql.Tx, query string) iter.Seq2[oldLink, error] {
	return func(yield func(oldLink, error) bool) {
		rows, err := tx.QueryContext(ctx, query)
		if err != nil {
			yield(oldLink{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var l oldLink
			var other int64
			var weight float64
			err := rows.Scan(&l.report, &other, &weight)
			l.tie = tieTo(other, weight)
			if !yield(l, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(oldLink{}, err)
		}
	}
}
