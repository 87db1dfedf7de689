package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// shelf is the queries of a shelf's table. near and outranked
// take a JSON list of keys, the place of the report that they are asked for, how many
// anchors a key has; near also how many common keys are enough; last the report itself.
// Whole copies of a text stand at one place and count once.
type shelf struct {
	insert, remove, first, near, outranked string
}

// shelves are the queries of each shelf; they differ in the table alone.
var shelves = map[store.Shelf]shelf{
	store.Prints:    shelfOver("prints"),
	store.StoryKeys: shelfOver("story_keys"),
	store.Twins:     shelfOver("twins"),
}

func shelfOver(table string) shelf {
	over := func(query string) string { return strings.ReplaceAll(query, "TABLE", table) }
	return shelf{
		insert: over(`INSERT INTO TABLE (key, rank, report) VALUES (?, ?, ?)`),
		remove: over(`DELETE FROM TABLE WHERE key = ? AND rank = ? AND report = ?`),
		first:  over(`SELECT report FROM TABLE WHERE key = ? ORDER BY rank, report LIMIT ?`),
		near: over(`
				WITH mine AS MATERIALIZED (
				  SELECT value AS key, (SELECT DISTINCT rank FROM TABLE WHERE key = value ORDER BY rank LIMIT 1 OFFSET ?3) AS beyond
				  FROM json_each(?1)
				)
				SELECT TABLE.report
				FROM mine
				JOIN TABLE ON TABLE.key = mine.key AND TABLE.rank < coalesce(iif(?2 < beyond, NULL, beyond), 0x7fffffffffffffff)
				WHERE TABLE.report <> ?5
				GROUP BY TABLE.report
				HAVING sum(beyond IS NULL) > 0 OR count(*) >= ?4`),
		outranked: over(`
				WITH mine AS MATERIALIZED (
				  SELECT
				    value AS key,
				    (SELECT DISTINCT rank FROM TABLE WHERE key = value ORDER BY rank LIMIT 1 OFFSET ?3) AS beyond,
				    (SELECT DISTINCT rank FROM TABLE WHERE key = value ORDER BY rank LIMIT 1 OFFSET ?3 + 1) IS NOT NULL AS more
				  FROM json_each(?1)
				)
				SELECT DISTINCT TABLE.report
				FROM mine
				JOIN TABLE ON TABLE.key = mine.key AND TABLE.rank <= beyond AND (NOT more OR TABLE.rank = beyond)
				WHERE (NOT more OR ?2 < beyond)
				AND NOT EXISTS (SELECT 1 FROM TABLE AS copy WHERE copy.key = mine.key AND copy.rank = ?2 AND copy.report <> ?4)`),
	}
}

func shelfOf(on store.Shelf) (shelf, error) {
	s, ok := shelves[on]
	if !ok {
		return shelf{}, fmt.Errorf("no shelf %q", on)
	}
	return s, nil
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
	place, err := t.place(on, id)
	if err != nil {
		return err
	}
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

// Carriers are the first reports under a key.
func (t *tx) Carriers(on store.Shelf, key int64, limit int) ([]stemma.ReportID, error) {
	shelf, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	return t.ids(rows(t, shelf.first, []any{key, limit}, number))
}

// Near are the reports that share enough keys with id.
func (t *tx) Near(on store.Shelf, id stemma.ReportID, anchors, enough int) ([]stemma.ReportID, error) {
	shelf, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	keys, place, err := t.listed(on, id)
	if err != nil || keys == "" {
		return nil, err
	}
	self, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	return t.ids(rows(t, shelf.near, []any{keys, place, anchors, enough, self}, number))
}

// Outranked are the reports just behind the anchors where id is one.
func (t *tx) Outranked(on store.Shelf, id stemma.ReportID, anchors int) ([]stemma.ReportID, error) {
	shelf, err := shelfOf(on)
	if err != nil {
		return nil, err
	}
	keys, place, err := t.listed(on, id)
	if err != nil || keys == "" {
		return nil, err
	}
	self, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	return t.ids(rows(t, shelf.outranked, []any{keys, place, anchors, self}, number))
}

// place is the rank at which a report stands on a shelf: its own among the whole
// copies of its text, elsewhere that of its text.
func (t *tx) place(on store.Shelf, id stemma.ReportID) (int64, error) {
	if on == store.Twins {
		return rank(id), nil
	}
	text, err := t.Keys(store.Twins, id)
	if err != nil || len(text) == 0 {
		return rank(id), err
	}
	return int64(uint64(text[0]) >> 24), nil
}

// listed is the keys of a report as a JSON list, empty for none, and its place.
func (t *tx) listed(on store.Shelf, id stemma.ReportID) (list string, place int64, err error) {
	keys, err := t.Keys(on, id)
	if err != nil || len(keys) == 0 {
		return "", 0, err
	}
	if place, err = t.place(on, id); err != nil {
		return "", 0, err
	}
	b := []byte{'['}
	for i, k := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, k, 10)
	}
	return string(append(b, ']')), place, nil
}

// ids are the reports of some numbers, in the stream's order.
func (t *tx) ids(stream iter.Seq2[int64, error]) ([]stemma.ReportID, error) {
	seqs, err := all(stream)
	if err != nil {
		return nil, err
	}
	list := make([]stemma.ReportID, len(seqs))
	for i, seq := range seqs {
		r, err := t.head(seq)
		if err != nil {
			return nil, err
		}
		list[i] = r.ID
	}
	return list, nil
}
