package sqlite

import (
	"cmp"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"stemma/internal/store"
)

// carrier is a report under a key, at its place.
type carrier struct{ rank, report int64 }

func compareCarriers(a, b carrier) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.report, b.report))
}

// head is the first carriers of a key: all of them, or those of the first longestHead
// ranks. Whole copies of a text stand at one rank.
type head struct {
	carriers []carrier // carriers in order; of the last rank all of them.
	ranks    int       // ranks are how many different ones there are.
	whole    bool      // whole means that the key has no others.
}

// longestHead is how many ranks a head grows to before it is cut: an event that makes
// the news is told by some dozens of reports, and all who carry its sentences are asked
// for each time that one more comes. One more than a crowd tells that there is one.
const longestHead = store.Crowd + 1

// beyond is the rank of the first carrier that is no anchor; false when all are compared
// with one another.
func (h *head) beyond(star store.Star) (int64, bool) { return h.rank(star.Anchors(h.ranks)) }

// crossed reports whether there is one rank more than so many.
func (h *head) crossed(carriers int) bool { return h.whole && h.ranks == carriers+1 }

// rank is the n-th rank, counted from 0; false when so many are not known.
func (h *head) rank(n int) (int64, bool) {
	if n >= h.ranks {
		return 0, false
	}
	if h.ranks == len(h.carriers) { // no two stand at one
		return h.carriers[n].rank, true
	}
	for i, c := range h.carriers {
		if i > 0 && c.rank != h.carriers[i-1].rank {
			n--
		}
		if n == 0 {
			return c.rank, true
		}
	}
	return 0, false
}

// copied reports whether another report stands at the rank of one.
func (h *head) copied(rank, report int64) bool {
	return h.ranks != len(h.carriers) &&
		slices.ContainsFunc(h.carriers, func(c carrier) bool { return c.rank == rank && c.report != report })
}

// outranked are the carriers for which it makes a difference that c is one, as
// [store.Index] tells it.
func (h *head) outranked(c carrier, star store.Star) []carrier {
	beyond, common := h.beyond(star)
	if !common || h.copied(c.rank, c.report) {
		return nil
	}
	switch {
	case h.crossed(store.Crowd):
		last, _ := h.rank(star.Few) // an anchor of the others, if c is one too
		return h.between(beyond, last)
	case h.crossed(star.Few):
		return h.between(0, beyond)
	case c.rank < beyond:
		return h.between(beyond, beyond)
	}
	return nil
}

// between are the carriers of some ranks.
func (h *head) between(first, last int64) []carrier {
	from, _ := slices.BinarySearchFunc(h.carriers, first, func(c carrier, rank int64) int { return cmp.Compare(c.rank, rank) })
	to, _ := slices.BinarySearchFunc(h.carriers, last, func(c carrier, rank int64) int {
		if c.rank <= rank {
			return -1
		}
		return 1
	})
	return h.carriers[from:to]
}

// add adds a carrier.
func (h *head) add(c carrier) {
	at, found := slices.BinarySearchFunc(h.carriers, c, compareCarriers)
	if found {
		return
	}
	beside := at > 0 && h.carriers[at-1].rank == c.rank
	if at == len(h.carriers) && !h.whole && !beside {
		return
	}
	if !beside && (at == len(h.carriers) || h.carriers[at].rank != c.rank) {
		h.ranks++
	}
	h.carriers = slices.Insert(h.carriers, at, c)
	h.cut()
}

// cut takes away what is beyond the longest head.
func (h *head) cut() {
	for h.ranks > longestHead {
		n := len(h.carriers) - 1
		for n > 0 && h.carriers[n-1].rank == h.carriers[n].rank {
			n--
		}
		h.carriers, h.ranks, h.whole = h.carriers[:n], h.ranks-1, false
	}
}

// newHead is the head of sorted carriers.
func newHead(list []carrier, whole bool) *head {
	h := &head{carriers: list, whole: whole}
	for i, c := range list {
		if i == 0 || c.rank != list[i-1].rank {
			h.ranks++
		}
	}
	h.cut()
	return h
}

// headsOf are the heads of keys.
func (t *tx) headsOf(on *shelf, keys []int64) ([]*head, error) {
	list := make([]*head, len(keys))
	var missing []int64
	for i, key := range keys {
		if list[i] = t.headOf(on, key); list[i] == nil {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return list, nil
	}
	loaded, err := t.loadHeads(on, missing)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		if list[i] == nil {
			list[i] = loaded[key]
			t.keepHead(on, key, list[i])
		}
	}
	return list, nil
}

// headOf is a head that is at hand; nil for none. Those that an update has met stay at
// hand until it ends, since it asks for them again when all of its reports have come.
func (t *tx) headOf(on *shelf, key int64) *head {
	if h := t.met[on.n][key]; h != nil {
		return h
	}
	h, ok := t.cache.keyHeads[on.n].get(key)
	if !ok {
		return nil
	}
	t.meet(on, key, h)
	return h
}

func (t *tx) keepHead(on *shelf, key int64, h *head) {
	t.cache.keyHeads[on.n].set(key, h)
	t.meet(on, key, h)
}

func (t *tx) meet(on *shelf, key int64, h *head) {
	if t.met[on.n] == nil {
		t.met[on.n] = map[int64]*head{}
	}
	t.met[on.n][key] = h
}

// shelfRow is a row of a shelf's table.
type shelfRow struct {
	key int64
	carrier
}

func scanShelfRow(r *sql.Rows) (w shelfRow, err error) {
	return w, r.Scan(&w.key, &w.rank, &w.report)
}

// keysAtOnce is how many keys one query asks for; rowsAKey is how many rows of each it
// reads in the mean before it gives up.
const (
	keysAtOnce = 64
	rowsAKey   = 12
)

// loadHeads reads heads. Most keys have few carriers, and reading these all takes less
// than finding out first how far to read.
func (t *tx) loadHeads(on *shelf, keys []int64) (map[int64]*head, error) {
	heads := make(map[int64]*head, len(keys))
	for some := range slices.Chunk(keys, keysAtOnce) {
		rest, err := t.loadShort(on, some, heads)
		if err != nil {
			return nil, err
		}
		if err := t.loadLong(on, rest, heads); err != nil {
			return nil, err
		}
	}
	packed, err := t.packedUnder(on, keys, longestHead+1)
	if err != nil {
		return nil, err
	}
	for key, list := range packed {
		for _, c := range list {
			heads[key].add(c)
		}
	}
	for key, h := range heads {
		for c := range t.pending[on.n].under(key) {
			h.add(c)
		}
	}
	return heads, nil
}

// loadShort reads all carriers of keys, up to a number of rows, and gives the keys that
// it did not get to the end of.
func (t *tx) loadShort(on *shelf, keys []int64, heads map[int64]*head) (rest []int64, err error) {
	args := make([]any, 0, len(keys))
	for _, key := range keys {
		args = append(args, key)
	}
	limit := rowsAKey * len(keys)
	query := on.some + `(?` + strings.Repeat(`, ?`, len(keys)-1) + `) ORDER BY key, rank, report LIMIT ` + strconv.Itoa(limit)
	found, err := all(rows(t, query, args, scanShelfRow))
	if err != nil {
		return nil, err
	}
	sorted := slices.Sorted(slices.Values(keys))
	if len(found) == limit { // the last key may have more
		last, _ := slices.BinarySearch(sorted, found[limit-1].key)
		sorted, rest = sorted[:last], sorted[last:]
	}
	for _, key := range sorted {
		n := 0
		for n < len(found) && found[n].key == key {
			n++
		}
		heads[key] = newHead(carriersOf(found[:n]), true)
		found = found[n:]
	}
	return rest, nil
}

func carriersOf(rows []shelfRow) []carrier {
	list := make([]carrier, len(rows))
	for i, r := range rows {
		list[i] = r.carrier
	}
	return list
}

// loadLong reads the first carriers of keys.
func (t *tx) loadLong(on *shelf, keys []int64, heads map[int64]*head) error {
	if len(keys) == 0 {
		return nil
	}
	found := map[int64][]carrier{}
	for r, err := range rows(t, on.heads, []any{listed(keys), longestHead}, scanShelfRow) {
		if err != nil {
			return err
		}
		found[r.key] = append(found[r.key], r.carrier)
	}
	for _, key := range keys {
		list := found[key]
		slices.SortFunc(list, compareCarriers)
		heads[key] = newHead(list, true)
	}
	return nil
}

// reshelve keeps the heads at hand what the table says, after c has gone from under
// some keys and come under others.
func (t *tx) reshelve(on *shelf, c carrier, gone, come []int64) {
	for _, key := range gone {
		t.cache.keyHeads[on.n].drop(key)
		delete(t.met[on.n], key)
	}
	for _, key := range come {
		if h := t.headOf(on, key); h != nil {
			h.add(c)
		}
	}
}
