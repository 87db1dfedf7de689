package sqlite

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"stemma"
	"stemma/internal/store"
)

// How sources fared in the matters of a block is kept with the block, so that what was known
// by a time is summed up of blocks: which source is the number of its name among the
// wordings, then come its counts.
//
//	n | n × (source matters first contradicted by others, itself, superseded by others, itself)

// fareCounts is how many counts a source has.
const fareCounts = 6

// sourcePhrase is a source as it stands among the wordings.
func sourcePhrase(k fareKey) string { return string(k.role) + " " + k.key }

// changeFares changes how sources fared in the matters of a block.
func (t *tx) changeFares(block int64, by map[fareKey]store.FareCount) error {
	var before []byte
	if err := t.one(`SELECT fares FROM block_fares WHERE block = ?`, []any{block}, &before); err != nil && !errors.Is(err, stemma.ErrNotFound) {
		return err
	}
	sum, err := unpackFares(before)
	if err != nil {
		return err
	}
	for k, c := range by {
		if k.key == "" || c == (store.FareCount{}) {
			continue
		}
		source, err := t.phrase(sourcePhrase(k))
		if err != nil {
			return err
		}
		sum[source] = sum[source].Plus(c, 1)
	}
	return t.keepFares(block, sum)
}

// keepFares keeps how sources, by number, fared in the matters of a block.
func (t *tx) keepFares(block int64, sum map[int64]store.FareCount) error {
	var b []byte
	for _, source := range slices.Sorted(maps.Keys(sum)) {
		c := sum[source]
		if c == (store.FareCount{}) {
			continue
		}
		b = binary.AppendUvarint(b, uint64(source))
		for _, n := range []int{c.Matters, c.First, c.ContradictedOthers, c.ContradictedItself, c.SupersededOthers, c.SupersededItself} {
			if n < 0 {
				return fmt.Errorf("fares of block %d: %w: fewer than none", block, stemma.ErrCorrupt)
			}
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	if len(b) == 0 {
		return t.exec(`DELETE FROM block_fares WHERE block = ?`, block)
	}
	return t.exec(`INSERT OR REPLACE INTO block_fares (block, fares) VALUES (?, ?)`, block, b)
}

// unpackFares are how sources fared, by number.
func unpackFares(b []byte) (map[int64]store.FareCount, error) {
	sum := map[int64]store.FareCount{}
	r := packedReader{left: b}
	for len(r.left) > 0 {
		source := int64(r.number())
		var n [fareCounts]int
		for i := range n {
			n[i] = int(r.number())
		}
		sum[source] = store.FareCount{Matters: n[0], First: n[1], ContradictedOthers: n[2], ContradictedItself: n[3], SupersededOthers: n[4], SupersededItself: n[5]}
	}
	if r.bad {
		return nil, fmt.Errorf("fares: %w: they end too early", stemma.ErrCorrupt)
	}
	return sum, nil
}

// FaredBy sums up how a source fared in what was derived from reports all of which were
// known by then.
func (t *tx) FaredBy(role store.SourceRole, name string, at time.Time) (sum store.FareCount, err error) {
	var wanted int64
	err = t.one(`SELECT id FROM phrases WHERE words = ?`, []any{sourcePhrase(fareKey{role, store.Key(name)})}, &wanted)
	if errors.Is(err, stemma.ErrNotFound) {
		return sum, nil
	}
	if err != nil {
		return sum, err
	}
	for b, err := range rows(t, `SELECT fares FROM blocks JOIN block_fares ON block = blocks.id WHERE last_known <= ?`, []any{at.UnixMicro()},
		func(r *sql.Rows) (b []byte, err error) { return b, r.Scan(&b) }) {
		if err != nil {
			return sum, fmt.Errorf("fares: %w", err)
		}
		of, err := unpackFares(b)
		if err != nil {
			return sum, err
		}
		sum = sum.Plus(of[wanted], 1)
	}
	return sum, nil
}

// keepOldFares keeps the fares of blocks that an older version derived.
func (t *tx) keepOldFares() error {
	blocks, err := all(rows(t, `SELECT DISTINCT block FROM matters WHERE head <> '' AND block NOT IN (SELECT block FROM block_fares) ORDER BY block`, nil, number))
	if err != nil {
		return err
	}
	text := func(r *sql.Rows) (head string, err error) { return head, r.Scan(&head) }
	for _, block := range blocks {
		heads, err := all(rows(t, `SELECT head FROM matters WHERE block = ? AND head <> ''`, []any{block}, text))
		if err != nil {
			return err
		}
		sum := map[fareKey]store.FareCount{}
		for _, head := range heads {
			fares, err := faresIn(head)
			if err != nil {
				return err
			}
			addFares(sum, [][]store.Fare{fares}, 1)
		}
		if err := t.changeFares(block, sum); err != nil {
			return err
		}
	}
	return nil
}
