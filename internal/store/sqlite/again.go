package sqlite

import (
	"database/sql"
	"fmt"
	"iter"

	"stemma"
	"stemma/internal/store"
)

// Stale are the reports whose latest version other readers have read.
func (t *tx) Stale(readers string) iter.Seq2[stemma.ReportID, error] {
	return rows(t, `SELECT id FROM reports WHERE latest = 1 AND readers <> ? ORDER BY id`, []any{readers}, func(r *sql.Rows) (stemma.ReportID, error) {
		var id string
		err := r.Scan(&id)
		return stemma.ReportID(id), err
	})
}

// FindClaimAs lets filters find a claim by other fields than were read.
func (t *tx) FindClaimAs(c stemma.Claim) error {
	if err := t.findClaimAs(c); err != nil {
		return fmt.Errorf("index claim %s: %w", c.ID, err)
	}
	return nil
}

func (t *tx) findClaimAs(c stemma.Claim) error {
	var report, seq int64
	if err := t.one(`SELECT report, seq FROM claims WHERE id = ?`, []any{string(c.ID)}, &report, &seq); err != nil {
		return err
	}
	if err := t.countNaming(report, went); err != nil {
		return err
	}
	err := t.exec(`
		UPDATE claims SET
		  kind = ?,
		  place = ?,
		  place_key = ?,
		  in_name = ?,
		  in_key = ?,
		  geo = ?,
		  actor_key = ?,
		  target_key = ?,
		  speaker = ?,
		  speaker_key = ?,
		  person_key = ?,
		  from_at = ?,
		  to_at = ?,
		  stance = ?,
		  actor = ?,
		  target = ?
		WHERE id = ?`,
		string(c.Kind), c.Place.Name, store.Key(c.Place.Name), c.Place.In, store.Key(c.Place.In), c.Place.Geo.ID,
		store.Key(c.Actor.Name), store.Key(c.Target.Name), c.Speaker.String(), store.Key(c.Speaker.Body), store.Key(c.Speaker.Person),
		seconds(c.When.From), seconds(c.When.To), string(c.Stance), c.Actor.Name, c.Target.Name, string(c.ID))
	if err != nil {
		return err
	}
	if err := t.replacePlaces(seq); err != nil {
		return err
	}
	return t.countNaming(report, came)
}
