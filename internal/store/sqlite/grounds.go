package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"stemma"
	"stemma/internal/store"
)

// ground is the ground of a block as its row has it.
type ground struct {
	from, first, last int64
	state             []byte // state is packed.
}

// groundOf is the ground of a block by number; nil for none.
func (t *tx) groundOf(block int64) (*ground, error) {
	if g, ok := t.grounds[block]; ok {
		return g, nil
	}
	g := &ground{}
	err := t.one(`SELECT from_at, first_known, last_known, state FROM grounds WHERE block = ?`, []any{block}, &g.from, &g.first, &g.last, &g.state)
	if errors.Is(err, stemma.ErrNotFound) {
		g, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	t.noteGround(block, g)
	return g, nil
}

func (t *tx) noteGround(block int64, g *ground) {
	if t.grounds == nil {
		t.grounds = map[int64]*ground{}
	}
	t.grounds[block] = g
}

// Ground is what a block can be derived from with its later claims.
func (t *tx) Ground(block string) (store.Ground, error) {
	n, err := t.blockNumber(block)
	if err != nil {
		return store.Ground{}, err
	}
	g, err := t.groundOf(n)
	if err != nil {
		return store.Ground{}, err
	}
	if g == nil {
		return store.Ground{}, fmt.Errorf("ground of %s: %w", block, stemma.ErrNotFound)
	}
	state, err := unpack(g.state)
	return store.Ground{From: time.Unix(g.from, 0).UTC(), State: state, First: fromMicros(g.first), Last: fromMicros(g.last)}, err
}

// fromMicros is the time that a column made by micros tells.
func fromMicros(n int64) time.Time {
	if n == never {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// BlockOnGround is the later claims of a block.
func (t *tx) BlockOnGround(block string, limit int) ([]*store.Standing, error) {
	var said bool
	err := t.one(`
		SELECT EXISTS (
		  SELECT 1
		  FROM (SELECT words, count(*) AS n FROM later_claims WHERE block = (SELECT id FROM blocks WHERE name = ?1) GROUP BY words) AS later
		  WHERE n <> (SELECT count(*) FROM block_claims WHERE block = (SELECT id FROM blocks WHERE name = ?1) AND words = later.words)
		)`, []any{block}, &said)
	if err != nil {
		return nil, fmt.Errorf("block %s: %w", block, err)
	}
	if said {
		return nil, fmt.Errorf("later claims of %s by themselves: %w", block, stemma.ErrNotFound)
	}
	return t.standings(block, `
		SELECT claim
		FROM (
		  SELECT claim, row_number() OVER (PARTITION BY words ORDER BY published_at, rank, claim) AS n
		  FROM later_claims
		  WHERE block = (SELECT id FROM blocks WHERE name = ?1)
		)
		WHERE n <= ?2`, block, limit)
}

// build puts a claim that comes into a block on its ground, or takes the ground away.
func (t *tx) build(block int64, c blockRow, words, at, rank int64) error {
	g, err := t.groundOf(block)
	if err != nil || g == nil {
		return err
	}
	if !c.from.Valid || !c.to.Valid || c.from.Int64 < g.from {
		return t.undermine(block)
	}
	return t.exec(`INSERT OR IGNORE INTO later_claims (block, words, published_at, rank, claim) VALUES (?, ?, ?, ?, ?)`, block, words, at, rank, c.claim)
}

// undermine takes the ground of a block away; what it has settled stays until the block is
// derived anew.
func (t *tx) undermine(block int64) error {
	g, err := t.groundOf(block)
	if err != nil || g == nil {
		return err
	}
	t.noteGround(block, nil)
	return errors.Join(
		t.exec(`DELETE FROM grounds WHERE block = ?`, block),
		t.exec(`DELETE FROM later_claims WHERE block = ?`, block),
	)
}

// settledBlock is the number of the block that holds what is settled of another; 0 when
// there is none.
func (t *tx) settledBlock(block string) (n int64, err error) {
	err = t.one(`SELECT id FROM blocks WHERE name = ?`, []any{settledOf + block}, &n)
	if errors.Is(err, stemma.ErrNotFound) {
		return 0, nil
	}
	return n, err
}

// settledOf begins the names of blocks that hold what is settled of others.
const settledOf = "settled "

// settle keeps what is settled of a block, and its ground.
func (t *tx) settle(n int64, block string, d store.Derived) error {
	g, err := t.groundOf(n)
	if err != nil {
		return err
	}
	of, err := t.settledBlock(block)
	if err != nil {
		return err
	}
	if of == 0 && d.Ground == nil {
		return nil
	}
	if of == 0 {
		if of, err = t.blockNumber(settledOf + block); err != nil {
			return err
		}
	}
	if err := t.exec(`UPDATE blocks SET first_known = ?, last_known = ? WHERE id = ?`, micros(d.FirstKnown), micros(d.LastKnown), of); err != nil {
		return err
	}
	settled, err := partsOf(store.Derived{Holdings: d.Settled}, nil)
	if err != nil {
		return err
	}
	switch {
	case !d.GoesOn:
		err = t.replaceRows(holdingsTable, of, settled.holdings)
	case len(settled.holdings) > 0:
		err = t.addRows(holdingsTable, of, settled.holdings)
	}
	if err != nil {
		return err
	}
	if d.Ground == nil {
		return t.undermine(n)
	}
	next := &ground{from: d.Ground.From.Unix(), first: micros(d.Ground.First), last: micros(d.Ground.Last), state: pack(d.Ground.State)}
	if g != nil && d.GoesOn && g.from == next.from && bytes.Equal(g.state, next.state) {
		return nil
	}
	return t.putGround(n, next, d.GoesOn)
}

// putGround keeps the ground of a block, and which of its claims are later.
func (t *tx) putGround(block int64, g *ground, goesOn bool) error {
	t.noteGround(block, g)
	err := t.exec(`INSERT OR REPLACE INTO grounds (block, from_at, first_known, last_known, state) VALUES (?, ?, ?, ?, ?)`, block, g.from, g.first, g.last, g.state)
	if err != nil {
		return err
	}
	if goesOn {
		return t.exec(`
			DELETE FROM later_claims
			WHERE block = ?1 AND claim IN (
			  SELECT claims.seq FROM later_claims JOIN claims ON claims.seq = later_claims.claim WHERE later_claims.block = ?1 AND claims.from_at < ?2
			)`, block, g.from)
	}
	return errors.Join(
		t.exec(`DELETE FROM later_claims WHERE block = ?`, block),
		t.exec(`
			INSERT INTO later_claims (block, words, published_at, rank, claim)
			SELECT block_claims.block, block_claims.words, block_claims.published_at, block_claims.rank, block_claims.claim
			FROM block_claims
			JOIN claims ON claims.seq = block_claims.claim
			WHERE block_claims.block = ? AND claims.from_at >= ?`, block, g.from),
	)
}

// addRows adds to the rows of a block.
func (t *tx) addRows(table derivedTable, block int64, list []part) error {
	var next int64
	if err := t.one(table.next, []any{block}, &next); err != nil {
		return err
	}
	for i, v := range list {
		if err := t.exec(table.insert, append([]any{block, next + int64(i), v.body}, v.columns...)...); err != nil {
			return err
		}
	}
	return nil
}
