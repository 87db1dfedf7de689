package sqlite

import (
	"cmp"
	"slices"
	"strings"

	"stemma/internal/store"
)

// pending are the keys that an update has set and not yet written. Keys are digests:
// written as they come, each would go to another page of a large table, and the
// cost of a report would grow with it. Written in order, neighbours share their
// page.
type pending map[shelved][]carrier

// put adds carriers under keys, c each time.
func (p pending) put(on store.Shelf, keys []int64, c carrier) {
	for _, key := range keys {
		at := shelved{on, key}
		p[at] = append(p[at], c)
	}
}

// take removes c from under keys and gives those under which it was not pending.
func (p pending) take(on store.Shelf, keys []int64, c carrier) (written []int64) {
	for _, key := range keys {
		at := shelved{on, key}
		i := slices.Index(p[at], c)
		if i < 0 {
			written = append(written, key)
			continue
		}
		if p[at] = slices.Delete(p[at], i, i+1); len(p[at]) == 0 {
			delete(p, at)
		}
	}
	return written
}

// rowsAtOnce is how many rows one statement writes.
const rowsAtOnce = 128

// writeKeys writes the pending keys.
func (t *tx) writeKeys() error {
	if len(t.pending) == 0 {
		return nil
	}
	type row struct {
		shelved
		carrier
	}
	var list []row
	for at, carriers := range t.pending {
		for _, c := range carriers {
			list = append(list, row{at, c})
		}
	}
	slices.SortFunc(list, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.n, b.n), compareCarriers(a.carrier, b.carrier))
	})
	for len(list) > 0 {
		n := min(len(list), rowsAtOnce)
		for list[n-1].on != list[0].on {
			n--
		}
		if n < rowsAtOnce {
			n = 1
		}
		args := make([]any, 0, 3*n)
		for _, r := range list[:n] {
			args = append(args, r.n, r.rank, r.report)
		}
		query := shelves[list[0].on].insert
		if n > 1 {
			query += strings.Repeat(`, (?, ?, ?)`, n-1)
		}
		if err := t.exec(query, args...); err != nil {
			return err
		}
		list = list[n:]
	}
	clear(t.pending)
	return nil
}
