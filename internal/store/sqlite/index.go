package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// shelf is the queries of a shelf's table.
type shelf struct {
	insert, remove, first, many, heads string
}

// shelves are the queries of each shelf; they differ in the table alone.
var shelves = map[store.Shelf]shelf{
	store.Prints:    shelfOver("prints"),
	store.StoryKeys: shelfOver("story_keys"),
	store.Twins:     shelfOver("twins"),
}

// shelfOver makes the queries over a table. Those of many keys take them as a JSON
// list. Heads are the carriers of each key up to the rank that so many stand before.
func shelfOver(table string) shelf {
	over := func(query string) string { return strings.ReplaceAll(query, "TABLE", table) }
	return shelf{
		insert: over(`INSERT INTO TABLE (key, rank, report) VALUES (?, ?, ?)`),
		remove: over(`DELETE FROM TABLE WHERE key IN (SELECT value FROM json_each(?1)) AND rank = ?2 AND report = ?3`),
		first:  over(`SELECT report FROM TABLE WHERE key = ? ORDER BY rank, report LIMIT ?`),
		many:   over(`SELECT report FROM json_each(?1) AS wanted CROSS JOIN TABLE ON TABLE.key = wanted.value`),
		heads: over(`
			SELECT TABLE.key, TABLE.rank, TABLE.report
			FROM json_each(?1) AS wanted
			JOIN TABLE ON TABLE.key = wanted.value AND TABLE.rank <= coalesce(
			  (SELECT DISTINCT rank FROM TABLE WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET ?2),
			  0x7fffffffffffffff)`),
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
	keys, err := t.keysOf(on, report)
	return slices.Clone(keys), err
}

// keysOf is Keys by number; what it gives is shared.
func (t *tx) keysOf(on store.Shelf, report int64) ([]int64, error) {
	at := shelved{on, report}
	if keys, ok := t.cache.keys.get(at); ok && t.updates() {
		return keys, nil
	}
	var packed []byte
	err := t.one(`SELECT keys FROM report_keys WHERE report = ? AND shelf = ?`, []any{report, string(on)}, &packed)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return nil, err
	}
	keys := make([]int64, len(packed)/8)
	for i := range keys {
		keys[i] = int64(binary.BigEndian.Uint64(packed[8*i:]))
	}
	if t.updates() {
		t.cache.keys.set(at, keys)
	}
	return keys, nil
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
	report, err := t.seq(id)
	if err != nil {
		return err
	}
	before, err := t.keysOf(on, report)
	if err != nil || slices.Equal(before, keys) {
		return err
	}
	place, err := t.place(on, id, report)
	if err != nil {
		return err
	}
	gone, come := apart(before, keys)
	c := carrier{place, report}
	if written := t.pending.take(on, gone, c); len(written) > 0 {
		if err := t.exec(shelf.remove, listed(written), place, report); err != nil {
			return err
		}
	}
	if on == store.Twins { // they are asked for at once
		for _, key := range come {
			if err := t.exec(shelf.insert, key, place, report); err != nil {
				return err
			}
		}
	} else {
		t.pending.put(on, come, c)
	}
	t.reshelve(on, c, gone, come)
	packed := make([]byte, 0, 8*len(keys))
	for _, key := range keys {
		packed = binary.BigEndian.AppendUint64(packed, uint64(key))
	}
	t.cache.keys.set(shelved{on, report}, slices.Clone(keys))
	return t.exec(`INSERT OR REPLACE INTO report_keys (report, shelf, keys) VALUES (?, ?, ?)`, report, string(on), packed)
}

// apart are the members of each of two sorted lists that the other lacks.
func apart(a, b []int64) (onlyA, onlyB []int64) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			onlyA, a = append(onlyA, a[0]), a[1:]
		case len(a) == 0 || b[0] < a[0]:
			onlyB, b = append(onlyB, b[0]), b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return onlyA, onlyB
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
	if limit <= longestHead && t.updates() {
		heads, err := t.headsOf(on, []int64{key}, limit)
		if err != nil {
			return nil, err
		}
		seqs := make([]int64, 0, limit)
		for _, c := range heads[0].carriers[:min(limit, len(heads[0].carriers))] {
			seqs = append(seqs, c.report)
		}
		return t.named(seqs)
	}
	if on != store.Twins {
		if err := t.writeKeys(); err != nil {
			return nil, err
		}
	}
	return t.ids(rows(t, shelf.first, []any{key, limit}, number))
}

// Near are the reports that share enough keys with id.
func (t *tx) Near(on store.Shelf, id stemma.ReportID, anchors, enough int) ([]stemma.ReportID, error) {
	self, place, keys, err := t.standsUnder(on, id)
	if err != nil {
		return nil, err
	}
	heads, err := t.headsOf(on, keys, anchors+1)
	if err != nil {
		return nil, err
	}
	shared := map[int64]int{}
	var all []int64 // all are the keys whose carriers are all neighbours.
	for i, h := range heads {
		beyond, common := h.rank(anchors)
		switch {
		case !common:
			for _, c := range h.carriers {
				shared[c.report] += enough
			}
		case place < beyond:
			all = append(all, keys[i])
		default:
			for _, c := range h.carriers {
				if c.rank < beyond {
					shared[c.report]++
				}
			}
		}
	}
	if err := t.addCarriers(on, all, shared); err != nil {
		return nil, err
	}
	var near []int64
	for report, n := range shared {
		if n >= enough && report != self {
			near = append(near, report)
		}
	}
	slices.Sort(near)
	return t.named(near)
}

// addCarriers counts the carriers of keys.
func (t *tx) addCarriers(on store.Shelf, keys []int64, shared map[int64]int) error {
	if len(keys) == 0 {
		return nil
	}
	if err := t.writeKeys(); err != nil {
		return err
	}
	for report, err := range rows(t, shelves[on].many, []any{listed(keys)}, number) {
		if err != nil {
			return err
		}
		shared[report]++
	}
	return nil
}

// Nearer are those of others that are near id.
func (t *tx) Nearer(on store.Shelf, id stemma.ReportID, others []stemma.ReportID, anchors, enough int) ([]stemma.ReportID, error) {
	_, place, keys, err := t.standsUnder(on, id)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	heads, err := t.headsOf(on, keys, anchors+1)
	if err != nil {
		return nil, err
	}
	var near []stemma.ReportID
	for _, other := range others {
		_, theirs, with, err := t.standsUnder(on, other)
		if err != nil {
			return nil, err
		}
		n, j := 0, 0
		for i, key := range keys {
			for j < len(with) && with[j] < key {
				j++
			}
			if j == len(with) || n >= enough {
				break
			}
			if with[j] != key {
				continue
			}
			if beyond, common := heads[i].rank(anchors); !common {
				n = enough
			} else if min(place, theirs) < beyond {
				n++
			}
		}
		if n >= enough {
			near = append(near, other)
		}
	}
	return near, nil
}

// Outranked are the reports just behind the anchors where id is one.
func (t *tx) Outranked(on store.Shelf, id stemma.ReportID, anchors int) ([]stemma.ReportID, error) {
	self, place, keys, err := t.standsUnder(on, id)
	if err != nil {
		return nil, err
	}
	heads, err := t.headsOf(on, keys, anchors+2)
	if err != nil {
		return nil, err
	}
	found := map[int64]bool{}
	for _, h := range heads {
		beyond, common := h.rank(anchors)
		_, more := h.rank(anchors + 1)
		if !common || more && place >= beyond || h.copied(place, self) {
			continue
		}
		for _, c := range h.carriers {
			if c.rank == beyond || !more && c.rank < beyond {
				found[c.report] = true
			}
		}
	}
	return t.named(slices.Sorted(maps.Keys(found)))
}

// standsUnder is the number of a report, its place on a shelf and its keys there.
func (t *tx) standsUnder(on store.Shelf, id stemma.ReportID) (report, place int64, keys []int64, err error) {
	if _, err := shelfOf(on); err != nil {
		return 0, 0, nil, err
	}
	if report, err = t.seq(id); err != nil {
		return 0, 0, nil, err
	}
	if keys, err = t.keysOf(on, report); err != nil {
		return 0, 0, nil, err
	}
	place, err = t.place(on, id, report)
	return report, place, keys, err
}

// place is the rank at which a report stands on a shelf: its own among the whole
// copies of its text, elsewhere that of its text.
func (t *tx) place(on store.Shelf, id stemma.ReportID, report int64) (int64, error) {
	if on == store.Twins {
		return rank(id), nil
	}
	text, err := t.keysOf(store.Twins, report)
	if err != nil || len(text) == 0 {
		return rank(id), err
	}
	return int64(uint64(text[0]) >> 24), nil
}

// listed is numbers as a JSON list.
func listed(numbers []int64) string {
	b := []byte{'['}
	for i, k := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, k, 10)
	}
	return string(append(b, ']'))
}

// ids are the reports of some numbers, in the stream's order.
func (t *tx) ids(stream iter.Seq2[int64, error]) ([]stemma.ReportID, error) {
	seqs, err := all(stream)
	if err != nil {
		return nil, err
	}
	return t.named(seqs)
}

// named are the reports of some numbers, in their order.
func (t *tx) named(seqs []int64) ([]stemma.ReportID, error) {
	list := make([]stemma.ReportID, len(seqs))
	for i, seq := range seqs {
		id, err := t.id(seq)
		if err != nil {
			return nil, err
		}
		list[i] = id
	}
	return list, nil
}
