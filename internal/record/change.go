package record

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/record/story"
	"stemma/internal/store"
)

// anchors is how many reports of one key are compared with all others that carry
// it: a group of up to anchors+1 reports is compared whole, a larger one as a star.
const anchors = 12

// change is one update in the making: what came, and what it may have changed.
type change struct {
	tx    store.Tx
	world World

	came    map[stemma.ReportID]bool // came are new, or read anew.
	stirred map[stemma.ReportID]bool // stirred may have won or lost pairs.
	moved   map[stemma.ReportID]bool // moved may have won or lost story links.
	blocks  map[string]bool          // blocks may have won or lost claims or pairs.

	texts map[stemma.ReportID]reprint.Text
	facts map[stemma.ReportID]story.Facts
	pairs map[stemma.ReportID][]store.Pair // pairs once the pairs are settled.
}

func newChange(tx store.Tx, w World) *change {
	return &change{
		tx: tx, world: w,
		came: map[stemma.ReportID]bool{}, stirred: map[stemma.ReportID]bool{}, moved: map[stemma.ReportID]bool{},
		blocks: map[string]bool{},
		texts:  map[stemma.ReportID]reprint.Text{}, facts: map[stemma.ReportID]story.Facts{}, pairs: map[stemma.ReportID][]store.Pair{},
	}
}

// touch marks the blocks of a report's claims.
func (c *change) touch(id stemma.ReportID) error {
	names, err := c.tx.Blocks(id)
	for _, name := range names {
		c.blocks[name] = true
	}
	return err
}

// retire takes a report off the shelves before its version goes, and marks all
// that this may change.
func (c *change) retire(id stemma.ReportID) error {
	delete(c.came, id)
	delete(c.texts, id)
	delete(c.facts, id)
	if err := c.touch(id); err != nil {
		return err
	}
	if err := c.leaveStory(id); err != nil {
		return err
	}
	if err := c.unshelve(store.StoryKeys, id, c.moved); err != nil {
		return err
	}
	return c.leaveTwins(id)
}

// shelve puts a report under keys. Whoever is no longer among the anchors of a key
// has to be looked at again.
func (c *change) shelve(on store.Shelf, id stemma.ReportID, keys []int64) error {
	if err := c.tx.SetKeys(on, id, keys); err != nil {
		return err
	}
	found, err := c.tx.Carriers(on, keys, anchors+1)
	if err != nil {
		return err
	}
	for _, first := range found {
		if len(first) > anchors && place(first, id) < anchors {
			c.stir(on)[first[anchors].Report] = true
		}
	}
	return nil
}

// unshelve takes a report off a shelf. Whoever becomes an anchor of one of its keys
// has to be looked at again.
func (c *change) unshelve(on store.Shelf, id stemma.ReportID, stirred map[stemma.ReportID]bool) error {
	keys, err := c.tx.Keys(on, id)
	if err != nil || len(keys) == 0 {
		return err
	}
	found, err := c.tx.Carriers(on, keys, anchors+1)
	if err != nil {
		return err
	}
	for _, first := range found {
		if len(first) > anchors && place(first, id) < anchors {
			stirred[first[anchors].Report] = true
		}
	}
	return c.tx.SetKeys(on, id, nil)
}

// stir is where reports wait whose neighbours on a shelf have changed.
func (c *change) stir(on store.Shelf) map[stemma.ReportID]bool {
	if on == store.StoryKeys {
		return c.moved
	}
	return c.stirred
}

// place is where id stands among carriers; len(carriers) when it does not.
func place(carriers []store.Carrier, id stemma.ReportID) int {
	for i, k := range carriers {
		if k.Report == id {
			return i
		}
	}
	return len(carriers)
}

// neighbours are the reports to be compared with one: the anchors of its keys, and
// all that carry a key of which it is an anchor itself.
func (c *change) neighbours(on store.Shelf, id stemma.ReportID) (map[stemma.ReportID]bool, error) {
	keys, err := c.tx.Keys(on, id)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	found, err := c.tx.Carriers(on, keys, anchors+1)
	if err != nil {
		return nil, err
	}
	near := map[stemma.ReportID]bool{}
	var own []int64 // keys that many carry and of which it is an anchor
	for key, first := range found {
		if len(first) > anchors && place(first, id) < anchors {
			own = append(own, key)
			continue
		}
		for _, k := range first[:min(len(first), anchors)] {
			near[k.Report] = true
		}
	}
	if err := c.addAll(on, own, near); err != nil {
		return nil, err
	}
	delete(near, id)
	return near, nil
}

// addAll adds every carrier of keys.
func (c *change) addAll(on store.Shelf, keys []int64, to map[stemma.ReportID]bool) error {
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	found, err := c.tx.Carriers(on, keys, 0)
	for _, carriers := range found {
		for _, k := range carriers {
			to[k.Report] = true
		}
	}
	return err
}

// sorted is a set in order.
func sorted[K cmp.Ordered](set map[K]bool) []K { return slices.Sorted(maps.Keys(set)) }

// digest is a key for some strings.
func digest(parts ...string) int64 {
	d := xxhash.New()
	var size [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(size[:], uint64(len(p)))
		d.Write(size[:])
		d.WriteString(p)
	}
	return int64(d.Sum64())
}

// distinct is keys in order, each once.
func distinct(keys []int64) []int64 {
	slices.Sort(keys)
	return slices.Compact(keys)
}
