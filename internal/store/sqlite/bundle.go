package sqlite

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	mathbits "math/bits"
	"slices"
)

// mixedRow is a row by its mixed key, which is the order of runs.
type mixedRow struct {
	mixed uint64
	carrier
}

func compareMixed(a, b mixedRow) int {
	return cmp.Or(cmp.Compare(a.mixed, b.mixed), compareCarriers(a.carrier, b.carrier))
}

// bundledAtOnce is how many rows of the table a run takes at most. Only the file of an older
// version has more.
const bundledAtOnce = 1 << 18

// bundle makes runs of the rows that the table has and of others that are to be written.
func (t *tx) bundle(others []shelfRow) error {
	s, err := t.stocked()
	if err != nil {
		return err
	}
	for more := true; more; {
		some, err := all(rows(t, `SELECT key, rank, report FROM prints ORDER BY key, rank, report LIMIT 0 + ?`, []any{bundledAtOnce}, scanShelfRow))
		if err != nil {
			return err
		}
		if more = len(some) == bundledAtOnce; more {
			last := some[len(some)-1]
			err = t.exec(`DELETE FROM prints WHERE (key, rank, report) <= (?, ?, ?)`, last.key, last.rank, last.report)
		} else {
			err = t.exec(`DELETE FROM prints`)
		}
		if err != nil {
			return err
		}
		if err := t.makeRun(append(some, others...)); err != nil {
			return err
		}
		others = nil
	}
	s.loose = 0
	return t.mergeRuns()
}

// makeRun writes a run of rows.
func (t *tx) makeRun(list []shelfRow) error {
	if len(list) == 0 {
		return nil
	}
	mixed := make([]mixedRow, len(list))
	for i, r := range list {
		mixed[i] = mixedRow{mix(r.key), r.carrier}
	}
	w, err := t.newRun(int64(len(list)))
	if err != nil {
		return err
	}
	if err := w.write(mixed, 1); err != nil {
		return err
	}
	return w.close()
}

// mergeRuns makes one run of those of a size until there are few of each.
func (t *tx) mergeRuns() error {
	for {
		s, err := t.stocked()
		if err != nil {
			return err
		}
		bySize := map[int][]run{}
		for _, r := range s.runs {
			n := mathbits.Len64(uint64(r.size/t.cache.runFrom)) / 2 // four of a size make one of the next
			bySize[n] = append(bySize[n], r)
		}
		done := true
		for _, n := range slices.Sorted(maps.Keys(bySize)) {
			if len(bySize[n]) >= runsOfASize {
				done = false
				if err := t.merge(bySize[n]); err != nil {
					return fmt.Errorf("merge runs: %w", err)
				}
				break
			}
		}
		if done {
			return nil
		}
	}
}

// mergedAtOnce is about how many rows are held while runs are merged.
const mergedAtOnce = 1 << 17

// merge writes the rows of some runs as one.
func (t *tx) merge(list []run) error {
	total := int64(0)
	for _, r := range list {
		total += r.size
	}
	w, err := t.newRun(total)
	if err != nil {
		return err
	}
	steps := mathbits.Len64(uint64(total / mergedAtOnce)) // 2^steps parts, each of keys that begin alike
	for part := range uint64(1) << steps {
		lo := part << (64 - steps)
		hi := lo + (math.MaxUint64 >> steps)
		rows := make([]mixedRow, 0, int(total>>steps)*9/8)
		for _, r := range list {
			for leaf, err := range t.leavesBetween(r.leaf(lo), r.leaf(hi)) {
				if err != nil {
					return err
				}
				for b := leaf.rows; len(b) > 0; b = b[rowSize:] {
					if row := mixedIn(b); lo <= row.mixed && row.mixed <= hi {
						rows = append(rows, row)
					}
				}
			}
		}
		if err := w.write(rows, 1<<steps); err != nil {
			return err
		}
	}
	for _, r := range list {
		if err := t.dropRun(r); err != nil {
			return err
		}
	}
	return w.close()
}

func (t *tx) dropRun(r run) error {
	s := t.stock
	s.runs = slices.DeleteFunc(s.runs, func(x run) bool { return x.id == r.id })
	if err := t.exec(`DELETE FROM run_leaves WHERE id BETWEEN ? AND ?`, r.leaf(0), r.leaf(math.MaxUint64)); err != nil {
		return err
	}
	return t.exec(`DELETE FROM runs WHERE id = ?`, r.id)
}

// runWriter writes a run.
type runWriter struct {
	t *tx
	run
	leafID int64
	leaf   []byte // leaf is the one that is being filled.
}

func (t *tx) newRun(size int64) (*runWriter, error) {
	s, err := t.stocked()
	if err != nil {
		return nil, err
	}
	w := &runWriter{t: t, run: run{id: 1, size: size, leaves: size/leafRows + 1}}
	for _, r := range s.runs {
		w.id = max(w.id, r.id+1)
	}
	return w, nil
}

// write writes the rows of one of so many parts of a run, part after part.
func (w *runWriter) write(rows []mixedRow, parts int) error {
	slices.SortFunc(rows, compareMixed)
	if w.filter == nil { // keys are mixed, so that all parts have about as many
		w.filter = newFilter(distinctKeys(rows) * parts)
	}
	for i, r := range rows {
		if id := w.run.leaf(r.mixed); id != w.leafID {
			if err := w.flush(); err != nil {
				return err
			}
			w.leafID = id
		}
		w.leaf = appendMixed(w.leaf, r)
		if i == 0 || r.mixed != rows[i-1].mixed {
			w.filter.add(r.mixed)
		}
	}
	return nil
}

func distinctKeys(rows []mixedRow) int {
	n := 0
	for i, r := range rows {
		if i == 0 || r.mixed != rows[i-1].mixed {
			n++
		}
	}
	return n
}

func (w *runWriter) flush() error {
	if len(w.leaf) == 0 {
		return nil
	}
	err := w.t.exec(`INSERT INTO run_leaves (id, rows) VALUES (?, ?)`, w.leafID, w.leaf)
	w.leaf = w.leaf[:0]
	return err
}

// close writes what is left, and that there is the run.
func (w *runWriter) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	w.t.stock.runs = append(w.t.stock.runs, w.run)
	return w.t.exec(`INSERT INTO runs (id, size, leaves, filter) VALUES (?, ?, ?, ?)`, w.id, w.size, w.run.leaves, []byte(w.filter))
}
