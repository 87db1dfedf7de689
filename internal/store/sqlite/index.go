package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"database/sql"

	"stemma"
	"stemma/internal/store"
)

// shelf is the three queries of a shelf's table, written out whole.
type shelf struct {
	insert, remove, carriers string
}

func shelfOf(on store.Shelf) (shelf, error) {
	switch on {
	case store.Prints:
		return shelf{
			insert:   `INSERT INTO prints (key, rank, report) VALUES (?, ?, ?)`,
			remove:   `DELETE FROM prints WHERE key = ? AND rank = ? AND report = ?`,
			carriers: `SELECT reports.id, prints.rank FROM prints JOIN reports ON reports.seq = prints.report WHERE prints.key = ? ORDER BY prints.rank, reports.id LIMIT ?`,
		}, nil
	case store.StoryKeys:
		return shelf{
			insert:   `INSERT INTO story_keys (key, rank, report) VALUES (?, ?, ?)`,
			remove:   `DELETE FROM story_keys WHERE key = ? AND rank = ? AND report = ?`,
			carriers: `SELECT reports.id, story_keys.rank FROM story_keys JOIN reports ON reports.seq = story_keys.report WHERE story_keys.key = ? ORDER BY story_keys.rank, reports.id LIMIT ?`,
		}, nil
	case store.Twins:
		return shelf{
			insert:   `INSERT INTO twins (key, rank, report) VALUES (?, ?, ?)`,
			remove:   `DELETE FROM twins WHERE key = ? AND rank = ? AND report = ?`,
			carriers: `SELECT reports.id, twins.rank FROM twins JOIN reports ON reports.seq = twins.report WHERE twins.key = ? ORDER BY twins.rank, reports.id LIMIT ?`,
		}, nil
	}
	return shelf{}, fmt.Errorf("no shelf %q", on)
}

// Keys under which a report stands on a shelf.
func (t *tx) Keys(on store.Shelf, id stemma.ReportID) ([]int64, error) {
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	var packed []byte
	err = t.one(`SELECT keys FROM report_keys WHERE report = ? AND shelf = ?`, []any{report, string(on)}, &packed)
	if errors.Is(err, stemma.ErrNotFound) {
		return nil, nil
	}
	keys := make([]int64, len(packed)/8)
	for i := range keys {
		keys[i] = int64(binary.BigEndian.Uint64(packed[8*i:]))
	}
	return keys, err
}

// SetKeys puts a report under keys.
func (t *tx) SetKeys(on store.Shelf, id stemma.ReportID, keys []int64) error {
	if err := t.setKeys(on, id, keys); err != nil {
		return fmt.Errorf("%s of %s: %w", on, id, err)
	}
	return nil
}

func (t *tx) setKeys(on store.Shelf, id stemma.ReportID, keys []int64) error {
	shelf, err := shelfOf(on)
	if err != nil {
		return err
	}
	before, err := t.Keys(on, id)
	if err != nil {
		return err
	}
	report, err := t.seq(id)
	if err != nil {
		return err
	}
	place := rank(id)
	for _, key := range before {
		if err := t.exec(shelf.remove, key, place, report); err != nil {
			return err
		}
	}
	packed := make([]byte, 0, 8*len(keys))
	for _, key := range keys {
		if err := t.exec(shelf.insert, key, place, report); err != nil {
			return err
		}
		packed = binary.BigEndian.AppendUint64(packed, uint64(key))
	}
	if len(before) == 0 && len(keys) == 0 {
		return nil
	}
	return t.exec(`INSERT OR REPLACE INTO report_keys (report, shelf, keys) VALUES (?, ?, ?)`, report, string(on), packed)
}

// Carriers are the first reports under key.
func (t *tx) Carriers(on store.Shelf, key int64, limit int) ([]store.Carrier, error) {
	shelf, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	return all(rows(t, shelf.carriers, []any{key, limit}, func(r *sql.Rows) (c store.Carrier, err error) {
		var id string
		err = r.Scan(&id, &c.Rank)
		c.Report = stemma.ReportID(id)
		return c, err
	}))
}
