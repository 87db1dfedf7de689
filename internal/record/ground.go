package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"stemma"
	"stemma/internal/record/control"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// Who held a town that is in the news again and again is told from the last day on that
// parts its claims from one another, not from the beginning of its history: package
// control says when that gives the same.

// ground is what the holdings of a block go on from.
type ground struct {
	Version int // Version is that of the record that made it.
	Past    *control.Past

	known span // known is since when the claims before it were known.
}

// span is since when the first and the last of some claims were known; the zero time is
// after all others.
type span struct{ first, last time.Time }

// with is the span of one more claim; the first of all when there were none before.
func (s span) with(known time.Time, some bool) span {
	if !some {
		return span{known, known}
	}
	if s.first.IsZero() || !known.IsZero() && known.Before(s.first) {
		s.first = known
	}
	if !s.last.IsZero() && (known.IsZero() || known.After(s.last)) {
		s.last = known
	}
	return s
}

// times are when what a claim tells began, and since when it was known.
type times struct{ about, known time.Time }

// onGround reads the later claims of a block of holdings; false where all have to be read.
func (c *change) onGround(name string) (block, bool, error) {
	kept, err := c.tx.Ground(name)
	if errors.Is(err, stemma.ErrNotFound) {
		return block{}, false, nil
	}
	if err != nil {
		return block{}, false, err
	}
	g := &ground{known: span{kept.First, kept.Last}}
	if err := json.Unmarshal(kept.State, g); err != nil {
		return block{}, false, fmt.Errorf("ground of %s: %w: %w", name, stemma.ErrCorrupt, err)
	}
	if g.Version != Version {
		return block{}, false, nil
	}
	standing, err := c.tx.BlockOnGround(name, copiesHeard)
	if errors.Is(err, stemma.ErrNotFound) {
		return block{}, false, nil
	}
	if err != nil {
		return block{}, false, err
	}
	b, err := c.blockOf(name, standing)
	b.ground = g
	return b, true, err
}

// anew derives a block whose ground does not bear its claims from all of them.
func (c *change) anew(name string) (store.Derived, error) {
	b, err := c.wholeBlock(name)
	if err != nil {
		return store.Derived{}, err
	}
	d, _ := b.derive(name, c.world)
	return d, nil
}

// holdings are those of a block, with the ground that they leave.
func (b block) holdings(w World) (store.Derived, bool) {
	var from *control.Past
	if b.ground != nil {
		from = b.ground.Past
	}
	told, ok := control.Tell(from, b.claims, b.copies, w)
	if !ok {
		return store.Derived{}, false
	}
	d := store.Derived{Settled: told.Settled, Holdings: told.Holdings, GoesOn: b.ground != nil}
	var known, early span
	some, before := b.ground != nil, b.ground != nil // some, and some before the new ground
	if some {
		known, early = b.ground.known, b.ground.known
	}
	for _, t := range b.times {
		known, some = known.with(t.known, some), true
		if told.Past != nil && t.about.Before(said.Date(told.Past.Day)) {
			early, before = early.with(t.known, before), true
		}
	}
	d.FirstKnown, d.LastKnown = known.first, known.last
	if told.Past != nil {
		state, err := json.Marshal(ground{Version: Version, Past: told.Past})
		if err != nil {
			panic(err) // it holds nothing that cannot be written
		}
		d.Ground = &store.Ground{From: said.Date(told.Past.Day), State: state, First: early.first, Last: early.last}
	}
	return d, true
}
