package sqlite

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
)

// pending are the keys of a shelf that an update has set and not yet written. Keys are
// digests: written as they come, each would go to another page of a large table, and
// the cost of a report would grow with it. Written in order, neighbours share their
// page.
type pending struct {
	rows []pendingRow
	last map[int64]int // last is the place of a key's last row in rows, and one more.
}

// pendingRow is a row to be written. There are very many of them, so that those of one
// key are strung together by their places.
type pendingRow struct {
	shelfRow
	before int  // before is the place of the row before it under its key, and one more; 0 for none.
	gone   bool // gone means that it is not to be written after all.
}

// put adds a carrier under keys.
func (p *pending) put(keys []int64, c carrier) {
	if p.last == nil {
		p.last = map[int64]int{}
	}
	for _, key := range keys {
		p.rows = append(p.rows, pendingRow{shelfRow: shelfRow{key, c}, before: p.last[key]})
		p.last[key] = len(p.rows)
	}
}

// at are the places of the rows under a key.
func (p *pending) at(key int64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := p.last[key]; i > 0; i = p.rows[i-1].before {
			if !p.rows[i-1].gone && !yield(i-1) {
				return
			}
		}
	}
}

// under are the carriers that are to be written under a key.
func (p *pending) under(key int64) iter.Seq[carrier] {
	return func(yield func(carrier) bool) {
		for i := range p.at(key) {
			if !yield(p.rows[i].carrier) {
				return
			}
		}
	}
}

// take removes c from under keys and gives those under which it was not pending.
func (p *pending) take(keys []int64, c carrier) (written []int64) {
	for _, key := range keys {
		found := false
		for i := range p.at(key) {
			if p.rows[i].carrier == c {
				p.rows[i].gone, found = true, true
				break
			}
		}
		if !found {
			written = append(written, key)
		}
	}
	return written
}

// rowsAtOnce is how many rows one statement writes.
const rowsAtOnce = 128

// writeMany writes rows of so many columns, atOnce in one statement. The query inserts
// one row; each more repeats what stands in values.
func (t *tx) writeMany(insert, values, rest string, columns, atOnce int, args []any) error {
	for len(args) > 0 {
		n := atOnce
		if len(args) < n*columns {
			n = 1
		}
		if err := t.exec(insert+values+strings.Repeat(`, `+values, n-1)+rest, args[:n*columns]...); err != nil {
			return err
		}
		args = args[n*columns:]
	}
	return nil
}

// keyedOn names the keys of a report on a shelf.
type keyedOn struct {
	report int64
	shelf  int
}

// keyedAtOnce is how many rows of reports' keys one statement writes.
const keyedAtOnce = 16

// writeKeyed writes the keys of reports beside them.
func (t *tx) writeKeyed() error {
	list := slices.SortedFunc(maps.Keys(t.keyed), func(a, b keyedOn) int {
		return cmp.Or(cmp.Compare(a.report, b.report), cmp.Compare(shelves[a.shelf].name, shelves[b.shelf].name))
	})
	args := make([]any, 0, 3*len(list))
	for _, k := range list {
		args = append(args, k.report, string(shelves[k.shelf].name), t.keyed[k])
	}
	t.keyed = nil
	return t.writeMany(`INSERT OR REPLACE INTO report_keys (report, shelf, keys) VALUES `, `(?, ?, ?)`, ``, 3, keyedAtOnce, args)
}

// writeKeys writes the pending keys of all shelves.
func (t *tx) writeKeys() error {
	if err := t.writeKeyed(); err != nil {
		return err
	}
	for _, on := range shelves {
		if err := t.writeShelf(on); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) writeShelf(on *shelf) error {
	p := &t.pending[on.n]
	list := slices.DeleteFunc(p.rows, func(r pendingRow) bool { return r.gone })
	p.rows = nil
	clear(p.last)
	if on.runs && len(list) > 0 {
		s, err := t.stocked()
		if err != nil {
			return err
		}
		if s.loose += int64(len(list)); s.loose >= t.cache.runFrom {
			come := make([]shelfRow, len(list))
			for i, r := range list {
				come[i] = r.shelfRow
			}
			return t.bundle(come)
		}
	}
	slices.SortFunc(list, func(a, b pendingRow) int {
		return cmp.Or(cmp.Compare(a.key, b.key), compareCarriers(a.carrier, b.carrier))
	})
	for len(list) > 0 {
		n := rowsAtOnce
		if len(list) < n {
			n = 1
		}
		args := make([]any, 0, 3*n)
		for _, r := range list[:n] {
			args = append(args, r.key, r.rank, r.report)
		}
		if err := t.exec(on.insert+strings.Repeat(`, (?, ?, ?)`, n-1), args...); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}
