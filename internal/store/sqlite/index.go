package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// shelf is a shelf's number and the queries of its table.
type shelf struct {
	name                             store.Shelf
	n                                int
	insert, remove, all, some, heads string
	runs                             bool // runs have most of its rows; see runs.go.
}

// shelves are the queries of each shelf; they differ in the table alone.
var shelves = [...]*shelf{
	prints:    shelfOver(prints, store.Prints, "prints"),
	storyKeys: shelfOver(storyKeys, store.StoryKeys, "story_keys"),
	twins:     shelfOver(twins, store.Twins, "twins"),
}

// Numbers of shelves.
const (
	prints = iota
	storyKeys
	twins
)

// shelfOver makes the queries over a table. Those of many keys take them as a JSON
// list. Heads are the carriers of each key up to the rank that so many stand before. A
// limit is a sum: of a bare one the value tells SQLite how to plan, and binding it has the
// statement prepared anew each time.
func shelfOver(n int, name store.Shelf, table string) *shelf {
	over := func(query string) string { return strings.ReplaceAll(query, "TABLE", table) }
	return &shelf{
		name:   name,
		n:      n,
		runs:   n == prints,
		insert: over(`INSERT INTO TABLE (key, rank, report) VALUES (?, ?, ?)`),
		remove: over(`DELETE FROM TABLE WHERE key IN (SELECT value FROM json_each(?1)) AND rank = ?2 AND report = ?3`),
		all:    over(`SELECT key, rank, report FROM TABLE WHERE key IN (SELECT value FROM json_each(?))`),
		some:   over(`SELECT key, rank, report FROM TABLE WHERE key IN `),
		heads: over(`
			SELECT TABLE.key, TABLE.rank, TABLE.report
			FROM json_each(?1) AS wanted
			JOIN TABLE ON TABLE.key = wanted.value AND TABLE.rank <= coalesce(
			  (SELECT DISTINCT rank FROM TABLE WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET ?2),
			  0x7fffffffffffffff)`),
	}
}

func shelfOf(name store.Shelf) (*shelf, error) {
	for _, on := range shelves {
		if on.name == name {
			return on, nil
		}
	}
	return nil, fmt.Errorf("no shelf %q", name)
}

// Keys under which a report stands on a shelf.
func (t *tx) Keys(name store.Shelf, id stemma.ReportID) ([]int64, error) {
	on, err := shelfOf(name)
	if err != nil {
		return nil, err
	}
	report, err := t.seq(id)
	if err != nil {
		return nil, err
	}
	keys, err := t.keysOf(on, report)
	return slices.Clone(keys), err
}

// keysOf is Keys by number; what it gives is shared.
func (t *tx) keysOf(on *shelf, report int64) ([]int64, error) {
	at := &t.cache.keys[on.n]
	if keys, ok := at.get(report); ok && t.updates() {
		return keys, nil
	}
	packed, pending := t.keyed[keyedOn{report, on.n}]
	if !pending {
		var err error
		if packed, err = t.packedKeys(on, report); err != nil {
			return nil, err
		}
	}
	keys := make([]int64, len(packed)/8)
	for i := range keys {
		keys[i] = int64(binary.BigEndian.Uint64(packed[8*i:]))
	}
	if t.updates() {
		at.set(report, keys)
	}
	return keys, nil
}

// packedKeys are the keys of a report as its row has them; none without a row.
func (t *tx) packedKeys(on *shelf, report int64) (packed []byte, err error) {
	err = t.one(`SELECT keys FROM report_keys WHERE report = ? AND shelf = ?`, []any{report, string(on.name)}, &packed)
	if errors.Is(err, stemma.ErrNotFound) {
		return nil, nil
	}
	return packed, err
}

// SetKeys puts a report under keys.
func (t *tx) SetKeys(name store.Shelf, id stemma.ReportID, keys []int64) error {
	on, err := shelfOf(name)
	if err != nil {
		return err
	}
	if err := t.setKeys(on, id, keys); err != nil {
		return fmt.Errorf("%s of %s: %w", name, id, err)
	}
	return nil
}

func (t *tx) setKeys(on *shelf, id stemma.ReportID, keys []int64) error {
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
	pending := &t.pending[on.n]
	if written := pending.take(gone, c); len(written) > 0 {
		if err := t.exec(on.remove, listed(written), place, report); err != nil {
			return err
		}
		if on.runs {
			if err := t.takePacked(written, c); err != nil {
				return err
			}
		}
	}
	if on.name == store.Twins { // they are asked for at once
		for _, key := range come {
			if err := t.exec(on.insert, key, place, report); err != nil {
				return err
			}
		}
	} else {
		pending.put(come, c)
	}
	t.reshelve(on, c, gone, come)
	packed := make([]byte, 0, 8*len(keys))
	for _, key := range keys {
		packed = binary.BigEndian.AppendUint64(packed, uint64(key))
	}
	t.cache.keys[on.n].set(report, slices.Clone(keys))
	if t.keyed == nil {
		t.keyed = map[keyedOn][]byte{}
	}
	t.keyed[keyedOn{report, on.n}] = packed
	return nil
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
func (t *tx) Carriers(name store.Shelf, key int64, limit int) ([]stemma.ReportID, error) {
	on, err := shelfOf(name)
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	if t.updates() {
		heads, err := t.headsOf(on, []int64{key})
		if err != nil {
			return nil, err
		}
		if carriers := heads[0].carriers; heads[0].whole || limit <= longestHead {
			seqs := make([]int64, min(limit, len(carriers)))
			for i := range seqs {
				seqs[i] = carriers[i].report
			}
			return t.named(seqs)
		}
	}
	all, err := t.carriersUnder(on, []int64{key}, math.MaxInt)
	if err != nil {
		return nil, err
	}
	seqs := make([]int64, min(limit, len(all[key])))
	for i := range seqs {
		seqs[i] = all[key][i].report
	}
	return t.named(seqs)
}

// carriersUnder are the carriers of keys, in order: up to so many ranks all, of the others some.
func (t *tx) carriersUnder(on *shelf, keys []int64, ranks int) (map[int64][]carrier, error) {
	found, err := t.packedUnder(on, keys, ranks)
	if err != nil {
		return nil, err
	}
	if found == nil {
		found = map[int64][]carrier{}
	}
	for r, err := range rows(t, on.all, []any{listed(keys)}, scanShelfRow) {
		if err != nil {
			return nil, err
		}
		found[r.key] = append(found[r.key], r.carrier)
	}
	for _, key := range keys {
		for c := range t.pending[on.n].under(key) {
			found[key] = append(found[key], c)
		}
	}
	for _, list := range found {
		slices.SortFunc(list, compareCarriers)
	}
	return found, nil
}

// Near are the reports that share enough keys with id.
func (t *tx) Near(name store.Shelf, id stemma.ReportID, star store.Star, enough int) ([]stemma.ReportID, error) {
	near, err := t.nearBy(name, id, star, enough)
	if err != nil {
		return nil, err
	}
	return t.named(near)
}

// nearBy is Near by number.
func (t *tx) nearBy(name store.Shelf, id stemma.ReportID, star store.Star, enough int) ([]int64, error) {
	on, self, place, keys, err := t.standsUnder(name, id)
	if err != nil {
		return nil, err
	}
	heads, err := t.headsOf(on, keys)
	if err != nil {
		return nil, err
	}
	shared := map[int64]int{}
	var all []int64 // all are the keys whose carriers are all neighbours.
	for i, h := range heads {
		beyond, common := h.beyond(star)
		switch {
		case !common:
			for _, c := range h.carriers {
				shared[c.report] += enough
			}
		case place < beyond:
			all = append(all, keys[i])
		default:
			for _, c := range h.carriers {
				if c.rank >= beyond {
					break
				}
				shared[c.report]++
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
	return near, nil
}

// addCarriers counts the carriers of keys.
func (t *tx) addCarriers(on *shelf, keys []int64, shared map[int64]int) error {
	heads, err := t.headsOf(on, keys)
	if err != nil {
		return err
	}
	var longer []int64 // longer are the keys that more carry than are at hand.
	for i, h := range heads {
		if !h.whole {
			longer = append(longer, keys[i])
			continue
		}
		for _, c := range h.carriers {
			shared[c.report]++
		}
	}
	if len(longer) == 0 {
		return nil
	}
	all, err := t.carriersUnder(on, longer, math.MaxInt)
	if err != nil {
		return err
	}
	for _, list := range all {
		for _, c := range list {
			shared[c.report]++
		}
	}
	return nil
}

// Outranked are the reports whose anchors, or who as anchors, hang on id being there.
func (t *tx) Outranked(name store.Shelf, id stemma.ReportID, star store.Star) (map[stemma.ReportID][]int64, error) {
	on, self, place, keys, err := t.standsUnder(name, id)
	if err != nil {
		return nil, err
	}
	heads, err := t.headsOf(on, keys)
	if err != nil {
		return nil, err
	}
	found := map[stemma.ReportID][]int64{}
	for i, h := range heads {
		for _, c := range h.outranked(carrier{place, self}, star) {
			other, err := t.latest(c.report)
			if err != nil {
				return nil, err
			}
			found[other] = append(found[other], keys[i])
		}
	}
	return found, nil
}

// standsUnder is a shelf, the number of a report, its place there and its keys.
func (t *tx) standsUnder(name store.Shelf, id stemma.ReportID) (on *shelf, report, place int64, keys []int64, err error) {
	if on, err = shelfOf(name); err != nil {
		return nil, 0, 0, nil, err
	}
	if report, err = t.seq(id); err != nil {
		return nil, 0, 0, nil, err
	}
	if keys, err = t.keysOf(on, report); err != nil {
		return nil, 0, 0, nil, err
	}
	place, err = t.place(on, id, report)
	return on, report, place, keys, err
}

// place is the rank at which a report stands on a shelf: its own among the whole
// copies of its text, elsewhere that of its text.
func (t *tx) place(on *shelf, id stemma.ReportID, report int64) (int64, error) {
	if on.n == twins {
		return rank(id), nil
	}
	text, err := t.keysOf(shelves[twins], report)
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
	if err := t.readIDs(seqs); err != nil {
		return nil, err
	}
	list := make([]stemma.ReportID, len(seqs))
	for i, seq := range seqs {
		id, err := t.latest(seq)
		if err != nil {
			return nil, err
		}
		list[i] = id
	}
	return list, nil
}

// latest is the report whose latest version has a number. What stands on shelves, is
// paired or linked, is of latest versions.
func (t *tx) latest(seq int64) (stemma.ReportID, error) {
	if id, ok := t.current[seq]; ok {
		return id, nil
	}
	id, err := t.id(seq)
	if err == nil && t.updates() {
		t.noteSeq(id, seq)
		if t.current == nil {
			t.current = map[int64]stemma.ReportID{}
		}
		t.current[seq] = id
	}
	return id, err
}
