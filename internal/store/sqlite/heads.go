package sqlite

import (
	"cmp"
	"database/sql"
	"slices"

	"stemma/internal/store"
)

// carrier is a report under a key, at its place.
type carrier struct{ rank, report int64 }

func compareCarriers(a, b carrier) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.report, b.report))
}

// head is the first carriers of a key. Whole copies of a text stand at one rank.
type head struct {
	carriers []carrier // carriers in order; of the last rank all of them.
	ranks    int       // ranks are how many different ones there are.
	whole    bool      // whole means that the key has no others.
}

// rank is the n-th rank, counted from 0; false when so many are not known.
func (h *head) rank(n int) (int64, bool) {
	if n >= h.ranks {
		return 0, false
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
	return slices.ContainsFunc(h.carriers, func(c carrier) bool { return c.rank == rank && c.report != report })
}

// longestHead is how many ranks a head grows to before it is cut.
const longestHead = 16

// with is h with one carrier more, in a list of its own.
func (h *head) with(c carrier) *head {
	at, found := slices.BinarySearchFunc(h.carriers, c, compareCarriers)
	if found || at == len(h.carriers) && !h.whole && (at == 0 || h.carriers[at-1].rank != c.rank) {
		return h
	}
	list := make([]carrier, 0, len(h.carriers)+1)
	list = append(append(append(list, h.carriers[:at]...), c), h.carriers[at:]...)
	return newHead(list, h.whole)
}

func newHead(list []carrier, whole bool) *head {
	h := &head{carriers: list, whole: whole}
	for i, c := range list {
		if i > 0 && c.rank == list[i-1].rank {
			continue
		}
		if h.ranks == longestHead {
			h.carriers, h.whole = list[:i:i], false
			break
		}
		h.ranks++
	}
	return h
}

// shelved names what a report has on a shelf, or the carriers of a key there.
type shelved struct {
	on store.Shelf
	n  int64
}

// headsOf are the heads of keys, each with at least so many ranks if there are as
// many.
func (t *tx) headsOf(on store.Shelf, keys []int64, ranks int) ([]*head, error) {
	list := make([]*head, len(keys))
	var missing []int64
	for i, key := range keys {
		h, ok := t.cache.keyHeads.get(shelved{on, key})
		if ok && (h.whole || h.ranks >= ranks) {
			list[i] = h
		} else {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return list, nil
	}
	loaded, err := t.loadHeads(on, missing, ranks)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		if list[i] == nil {
			list[i] = loaded[key]
			t.cache.keyHeads.set(shelved{on, key}, list[i])
		}
	}
	return list, nil
}

func (t *tx) loadHeads(on store.Shelf, keys []int64, ranks int) (map[int64]*head, error) {
	type row struct {
		key int64
		carrier
	}
	found := map[int64][]carrier{}
	for r, err := range rows(t, shelves[on].heads, []any{listed(keys), ranks - 1}, func(r *sql.Rows) (w row, err error) {
		return w, r.Scan(&w.key, &w.rank, &w.report)
	}) {
		if err != nil {
			return nil, err
		}
		found[r.key] = append(found[r.key], r.carrier)
	}
	heads := make(map[int64]*head, len(keys))
	for _, key := range keys {
		list := found[key]
		slices.SortFunc(list, compareCarriers)
		h := newHead(list, true)
		if h.ranks >= ranks {
			h.whole = false
		}
		for _, c := range t.pending[shelved{on, key}] {
			h = h.with(c)
		}
		heads[key] = h
	}
	return heads, nil
}

// reshelve keeps the heads at hand what the table says, after c has gone from under
// some keys and come under others.
func (t *tx) reshelve(on store.Shelf, c carrier, gone, come []int64) {
	for _, key := range gone {
		t.cache.keyHeads.drop(shelved{on, key})
	}
	for _, key := range come {
		if h, ok := t.cache.keyHeads.get(shelved{on, key}); ok {
			t.cache.keyHeads.set(shelved{on, key}, h.with(c))
		}
	}
}
