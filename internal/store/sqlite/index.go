package sqlite

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"stemma"
	"stemma/internal/store"
)

// shelf is the queries of a shelf's table, written out whole. first takes a JSON
// list of keys and how many of each to pass over before the last rank wanted.
type shelf struct {
	insert, remove, first string
}

func shelfOf(on store.Shelf) (shelf, error) {
	switch on {
	case store.Prints:
		return shelf{
			insert: `INSERT INTO prints (key, rank, report) VALUES (?, ?, ?)`,
			remove: `DELETE FROM prints WHERE key = ? AND rank = ? AND report = ?`,
			first: `
				SELECT wanted.value, prints.rank, reports.id
				FROM json_each(?1) AS wanted
				JOIN prints ON prints.key = wanted.value
				 AND prints.rank <= coalesce((SELECT rank FROM prints WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET ?2), 0x7fffffffffffffff)
				JOIN reports ON reports.seq = prints.report
				ORDER BY prints.rank, reports.id`,
		}, nil
	case store.StoryKeys:
		return shelf{
			insert: `INSERT INTO story_keys (key, rank, report) VALUES (?, ?, ?)`,
			remove: `DELETE FROM story_keys WHERE key = ? AND rank = ? AND report = ?`,
			first: `
				SELECT wanted.value, story_keys.rank, reports.id
				FROM json_each(?1) AS wanted
				JOIN story_keys ON story_keys.key = wanted.value
				 AND story_keys.rank <= coalesce((SELECT rank FROM story_keys WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET ?2), 0x7fffffffffffffff)
				JOIN reports ON reports.seq = story_keys.report
				ORDER BY story_keys.rank, reports.id`,
		}, nil
	case store.Twins:
		return shelf{
			insert: `INSERT INTO twins (key, rank, report) VALUES (?, ?, ?)`,
			remove: `DELETE FROM twins WHERE key = ? AND rank = ? AND report = ?`,
			first: `
				SELECT wanted.value, twins.rank, reports.id
				FROM json_each(?1) AS wanted
				JOIN twins ON twins.key = wanted.value
				 AND twins.rank <= coalesce((SELECT rank FROM twins WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET ?2), 0x7fffffffffffffff)
				JOIN reports ON reports.seq = twins.report
				ORDER BY twins.rank, reports.id`,
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

// Carriers are the first reports under each of the keys.
func (t *tx) Carriers(on store.Shelf, keys []int64, limit int) (map[int64][]store.Carrier, error) {
	shelf, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	found := map[int64][]store.Carrier{}
	type carried struct {
		key int64
		store.Carrier
	}
	for c, err := range rows(t, shelf.first, []any{string(wanted), limit - 1}, func(r *sql.Rows) (c carried, err error) {
		var id string
		err = r.Scan(&c.key, &c.Rank, &id)
		c.Report = stemma.ReportID(id)
		return c, err
	}) {
		if err != nil {
			return nil, err
		}
		if len(found[c.key]) < limit { // one rank may have several reports
			found[c.key] = append(found[c.key], c.Carrier)
		}
	}
	return found, nil
}
