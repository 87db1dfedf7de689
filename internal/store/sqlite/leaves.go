package sqlite

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"

	"stemma"
)

// leaf is a part of a run as its row has it: rows in the order of their mixed keys.
type leaf struct {
	id   int64
	rows []byte
}

// A row takes rowSize bytes in a leaf, whose order is that of the rows.
const rowSize = 8 + 5 + 4

func appendMixed(b []byte, r mixedRow) []byte {
	b = binary.BigEndian.AppendUint64(b, r.mixed)
	b = append(b, byte(r.rank>>32))
	b = binary.BigEndian.AppendUint32(b, uint32(r.rank))
	return binary.BigEndian.AppendUint32(b, uint32(r.report))
}

// mixedIn is the first row of what is left of a leaf.
func mixedIn(b []byte) mixedRow {
	return mixedRow{binary.BigEndian.Uint64(b), carrier{
		rank:   int64(b[8])<<32 | int64(binary.BigEndian.Uint32(b[9:])),
		report: int64(binary.BigEndian.Uint32(b[13:])),
	}}
}

// from is where in a leaf the first row stands that is not less than some bytes.
func (l leaf) from(least []byte) int {
	return rowSize * sort.Search(len(l.rows)/rowSize, func(i int) bool { return bytes.Compare(l.rows[i*rowSize:(i+1)*rowSize], least) >= 0 })
}

// appendCarriers adds the carriers of a mixed key up to so many ranks.
func (l leaf) appendCarriers(list []carrier, mixed uint64, ranks int) []carrier {
	last := int64(-1)
	for b := l.rows[l.from(binary.BigEndian.AppendUint64(nil, mixed)):]; len(b) > 0; b = b[rowSize:] {
		r := mixedIn(b)
		if r.mixed != mixed {
			break
		}
		if r.rank != last {
			if ranks--; ranks < 0 {
				break
			}
			last = r.rank
		}
		list = append(list, r.carrier)
	}
	return list
}

// without is a leaf without a row.
func (l leaf) without(r mixedRow) leaf {
	row := appendMixed(nil, r)
	at := l.from(row)
	if at == len(l.rows) || !bytes.Equal(l.rows[at:at+rowSize], row) {
		return l
	}
	return leaf{l.id, slices.Delete(slices.Clone(l.rows), at, at+rowSize)} // never nil, which would be NULL
}

// leavesOf are leaves by their ids; each is good until the next.
func (t *tx) leavesOf(wanted map[int64][]uint64) iter.Seq2[leaf, error] {
	return rows(t, `SELECT run_leaves.id, run_leaves.rows FROM json_each(?) AS wanted CROSS JOIN run_leaves ON run_leaves.id = wanted.value`,
		[]any{listed(slices.Sorted(maps.Keys(wanted)))}, scanLeaf)
}

// leavesBetween are those from one id up to another.
func (t *tx) leavesBetween(first, last int64) iter.Seq2[leaf, error] {
	return rows(t, `SELECT id, rows FROM run_leaves WHERE id BETWEEN ? AND ? ORDER BY id`, []any{first, last}, scanLeaf)
}

func scanLeaf(r *sql.Rows) (l leaf, err error) {
	var raw sql.RawBytes
	if err := r.Scan(&l.id, &raw); err != nil {
		return l, err
	}
	if len(raw)%rowSize != 0 {
		return l, fmt.Errorf("leaf %d: %w: %d bytes", l.id, stemma.ErrCorrupt, len(raw))
	}
	l.rows = raw
	return l, nil
}
