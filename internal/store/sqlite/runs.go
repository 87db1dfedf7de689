package sqlite

import (
	"database/sql"
	"fmt"
	mathbits "math/bits"
)

// Keys of sentences go to as many pages of their table as there are, since a text may be
// printed again years later. So the table has only the rows that came last; the others are in
// runs, which are written once and read where a filter does not say that a key is not there:
//
//	prints ──rowsOfRun──► run ──runsOfASize──► run of all of their rows
//
// A row is in one place alone. Rows that go are taken out where they are.

// rowsOfRun is from how many rows on an update makes a run of those in the table and its own.
const rowsOfRun = 1 << 15

// runsOfASize is how many runs of a size become one. A row is written again each time: three
// times in a record of 100,000 reports, with nine runs to look into.
const runsOfASize = 4

// run is rows of a shelf, spread over leaves by their mixed keys.
type run struct {
	id, size, leaves int64
	filter           filter
}

// leafRows is how many rows a leaf has in the mean. A leaf is read whole for one key; five of
// them fill a page.
const leafRows = 44

// leaf is the number of the leaf in which a mixed key stands.
func (r *run) leaf(mixed uint64) int64 {
	n, _ := mathbits.Mul64(mixed, uint64(r.leaves))
	return r.id<<32 | int64(n)
}

// mix spreads keys evenly: of the digests of a sentence the least are its keys. No two are
// mixed to one.
func mix(key int64) uint64 { return uint64(key) * mixer }

// unmix is the key that was mixed.
func unmix(mixed uint64) int64 { return int64(mixed * unmixer) }

const (
	mixer   = 0x9e3779b97f4a7c15
	unmixer = 0xf1de83e19937733d // mixer * unmixer = 1
)

// stock is what a shelf has in runs.
type stock struct {
	runs  []run
	loose int64 // loose is how many rows the table has, or more.
}

// stocked is the stock of the shelf that has runs. An update has it at hand, with filters.
func (t *tx) stocked() (*stock, error) {
	if t.stock != nil {
		return t.stock, nil
	}
	if t.updates() && t.cache.stock != nil {
		t.stock = t.cache.stock
		return t.stock, nil
	}
	query := `SELECT id, size, leaves, x'' FROM runs ORDER BY id`
	if t.updates() {
		query = `SELECT id, size, leaves, filter FROM runs ORDER BY id`
	}
	list, err := all(rows(t, query, nil, func(rs *sql.Rows) (r run, err error) {
		var bits []byte
		err = rs.Scan(&r.id, &r.size, &r.leaves, &bits)
		r.filter = filter(bits)
		return r, err
	}))
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	t.stock = &stock{runs: list}
	if !t.updates() {
		return t.stock, nil
	}
	t.cache.stock = t.stock
	return t.stock, t.one(`SELECT count(*) FROM prints`, nil, &t.stock.loose)
}

// leavesWith adds the leaves in which keys may stand, with what those are mixed to.
func (r *run) leavesWith(keys []int64, wanted map[int64][]uint64) {
	for _, key := range keys {
		if m := mix(key); r.filter.may(m) {
			id := r.leaf(m)
			wanted[id] = append(wanted[id], m)
		}
	}
}

// packedUnder are the rows of runs under keys, of each run the first up to so many ranks.
func (t *tx) packedUnder(on *shelf, keys []int64, ranks int) (map[int64][]carrier, error) {
	if !on.runs {
		return nil, nil
	}
	s, err := t.stocked()
	if err != nil {
		return nil, err
	}
	wanted := map[int64][]uint64{}
	for i := range s.runs {
		s.runs[i].leavesWith(keys, wanted)
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	found := map[int64][]carrier{}
	for l, err := range t.leavesOf(wanted) {
		if err != nil {
			return nil, err
		}
		for _, mixed := range wanted[l.id] {
			key := unmix(mixed)
			found[key] = l.appendCarriers(found[key], mixed, ranks)
		}
	}
	return found, nil
}

// takePacked takes the rows of c under keys out of the runs.
func (t *tx) takePacked(keys []int64, c carrier) error {
	s, err := t.stocked()
	if err != nil {
		return err
	}
	for i := range s.runs {
		if err := t.takeFrom(&s.runs[i], keys, c); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) takeFrom(r *run, keys []int64, c carrier) error {
	wanted := map[int64][]uint64{}
	r.leavesWith(keys, wanted)
	if len(wanted) == 0 {
		return nil
	}
	var changed []leaf
	size := r.size
	for l, err := range t.leavesOf(wanted) {
		if err != nil {
			return err
		}
		before := len(l.rows)
		for _, mixed := range wanted[l.id] {
			l = l.without(mixedRow{mixed, c})
		}
		if gone := before - len(l.rows); gone > 0 {
			size -= int64(gone / rowSize)
			changed = append(changed, l)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	for _, l := range changed {
		if err := t.exec(`UPDATE run_leaves SET rows = ? WHERE id = ?`, l.rows, l.id); err != nil {
			return err
		}
	}
	r.size = size
	return t.exec(`UPDATE runs SET size = ? WHERE id = ?`, size, r.id)
}
