package sqlite

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
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

// keepFares keeps how sources fared in the matters of a block.
func (t *tx) keepFares(block int64, matters [][]store.Fare) error {
	sum := map[fareKey]store.FareCount{}
	addFares(sum, matters, 1)
	var b []byte
	for _, k := range sortedKeys(sum, func(k fareKey) []string { return []string{string(k.role), k.key} }) {
		if k.key == "" {
			continue
		}
		source, err := t.phrase(sourcePhrase(k))
		if err != nil {
			return err
		}
		c := sum[k]
		b = binary.AppendUvarint(b, uint64(source))
		for _, n := range []int{c.Matters, c.First, c.ContradictedOthers, c.ContradictedItself, c.SupersededOthers, c.SupersededItself} {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	if len(b) == 0 {
		return t.exec(`DELETE FROM block_fares WHERE block = ?`, block)
	}
	return t.exec(`INSERT OR REPLACE INTO block_fares (block, fares) VALUES (?, ?)`, block, b)
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
		r := packedReader{left: b}
		for len(r.left) > 0 {
			source := int64(r.number())
			var n [fareCounts]int
			for i := range n {
				n[i] = int(r.number())
			}
			if source == wanted {
				sum = sum.Plus(store.FareCount{
					Matters: n[0], First: n[1], ContradictedOthers: n[2], ContradictedItself: n[3], SupersededOthers: n[4], SupersededItself: n[5],
				}, 1)
			}
		}
		if r.bad {
			return sum, fmt.Errorf("fares: %w: they end too early", stemma.ErrCorrupt)
		}
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
		matters := make([][]store.Fare, len(heads))
		for i, head := range heads {
			if matters[i], err = faresIn(head); err != nil {
				return err
			}
		}
		if err := t.keepFares(block, matters); err != nil {
			return err
		}
	}
	return nil
}
