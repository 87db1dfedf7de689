package sqlite

import (
	"slices"

	"stemma"
	"stemma/internal/store"
)

// Slipped are those of some who are near id no longer. Mostly none of them carries the keys;
// else few are lost, and what keeps the others near are keys whose heads are at hand: the
// keys of the others themselves are only looked up for those whom no head has cleared.
func (t *tx) Slipped(name store.Shelf, id stemma.ReportID, of []stemma.ReportID, behind []int64, star store.Star, enough int) ([]stemma.ReportID, error) {
	if len(of) == 0 {
		return nil, nil
	}
	on, err := shelfOf(name)
	if err != nil {
		return nil, err
	}
	c := clearing{on: on, star: star, enough: enough}
	if c.suspects, err = t.carryingAny(on, of, behind); err != nil || len(c.suspects) == 0 {
		return nil, err
	}
	_, self, place, keys, err := t.standsUnder(name, id)
	if err != nil {
		return nil, err
	}
	delete(c.suspects, self)
	c.place = place
	far := keys[:0:0] // far are the keys whose heads are not at hand
	for _, key := range keys {
		if h := t.headOf(on, key); h != nil {
			c.clear(h)
		} else {
			far = append(far, key)
		}
	}
	near := far[:min(len(far), clearedAtOnce)]
	if len(c.suspects) > len(near)/2 { // else looking up their keys reads less
		heads, err := t.headsOf(on, near)
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			c.clear(h)
		}
	}
	var slipped []stemma.ReportID
	for report := range c.suspects {
		other, err := t.latest(report)
		if err != nil {
			return nil, err
		}
		still, err := t.stillNear(c, keys, other)
		if err != nil {
			return nil, err
		}
		if !still {
			slipped = append(slipped, other)
		}
	}
	slices.Sort(slipped)
	return slipped, nil
}

// clearedAtOnce is how many heads that are not at hand are read to clear suspects: they
// mostly share several keys.
const clearedAtOnce = 8

// clearing finds out who is near a report still.
type clearing struct {
	on       *shelf
	place    int64 // place of the report
	star     store.Star
	enough   int
	suspects map[int64]int // suspects are those not cleared yet, with how many keys they are known to be near by.
}

// clear counts a key of the report for those who are near by it.
func (c *clearing) clear(h *head) {
	beyond, common := h.beyond(c.star)
	for _, s := range h.carriers {
		n, suspected := c.suspects[s.report]
		if !suspected {
			continue
		}
		switch {
		case !common:
			n = c.enough
		case min(c.place, s.rank) < beyond:
			n++
		}
		if n >= c.enough {
			delete(c.suspects, s.report)
		} else {
			c.suspects[s.report] = n
		}
	}
}

// stillNear reports whether another is near the report by the keys that both carry.
func (t *tx) stillNear(c clearing, keys []int64, other stemma.ReportID) (bool, error) {
	_, _, theirs, with, err := t.standsUnder(c.on.name, other)
	if err != nil {
		return false, err
	}
	n := 0
	count := func(h *head) {
		if beyond, common := h.beyond(c.star); !common {
			n = c.enough
		} else if min(c.place, theirs) < beyond {
			n++
		}
	}
	var far []int64
	for _, key := range store.KeysInBoth(keys, with) {
		if h := t.headOf(c.on, key); h != nil {
			count(h)
		} else {
			far = append(far, key)
		}
	}
	for some := range slices.Chunk(far, max(c.enough, 1)) {
		if n >= c.enough {
			break
		}
		heads, err := t.headsOf(c.on, some)
		if err != nil {
			return false, err
		}
		for _, h := range heads {
			count(h)
		}
	}
	return n >= c.enough, nil
}

// carryingAny are the numbers of those of some who carry one of the keys; of all of them
// where more carry one than are at hand.
func (t *tx) carryingAny(on *shelf, of []stemma.ReportID, keys []int64) (map[int64]int, error) {
	heads, err := t.headsOf(on, keys)
	if err != nil {
		return nil, err
	}
	carrying, whole := map[int64]bool{}, true
	for _, h := range heads {
		whole = whole && h.whole
		for _, c := range h.carriers {
			carrying[c.report] = true
		}
	}
	suspects := map[int64]int{}
	for _, id := range of {
		report, err := t.seq(id)
		if err != nil {
			return nil, err
		}
		if !whole || carrying[report] {
			suspects[report] = 0
		}
	}
	return suspects, nil
}
