package record

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/cespare/xxhash/v2"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/store"
)

// commonPrints is how many prints that many carry two reports must share to be
// compared: those of a whole sentence, for phrases of the trade ("clashes between
// government forces and") are in thousands of reports. commonStoryKeys is the same
// for what tells a story.
const (
	commonPrints    = 6
	commonStoryKeys = 1
)

// A star is how many reports of one key are compared with all others that carry it. A pair
// of words tells less than a sentence, and more of its stars hang together.
var (
	printStar = store.Star{Few: 6, Many: 2}
	storyStar = store.Star{Few: 3, Many: 1}
)

// starOf is the star of a shelf's keys.
func starOf(on store.Shelf) store.Star {
	if on == store.StoryKeys {
		return storyStar
	}
	return printStar
}

// change is one update in the making: what came, and what it may have changed.
type change struct {
	tx          store.Tx
	world       World
	corrections corrections

	came    map[stemma.ReportID]bool // came are new, or read anew.
	stirred map[stemma.ReportID]bool // stirred may have won or lost pairs.
	moved   map[stemma.ReportID]bool // moved may have won or lost story links.
	listed  map[stemma.ReportID]bool // listed were put on the shelves by which stories are found.
	regroup map[stemma.ReportID]bool // regroup are to be clustered anew.
	follows map[stemma.ReportID]bool // follows are whole copies that are not listed and have no story yet.
	led     map[int64]bool           // led are the texts whose unlisted copies have to follow their lead again.
	blocks  map[string]bool          // blocks may have won or lost claims or pairs.

	thinned map[stemma.ReportID][]int64 // thinned may have lost pairs with those that carry these keys.
	slipped map[stemma.ReportID][]int64 // slipped may have lost story links, likewise.

	blocked map[stemma.ReportID][]string // blocked are the blocks of reports whose pairs changed.

	lost []lostLink // lost are the story links that were removed.

	own   map[stemma.ReportID]reprint.Text // own are the texts of those that came.
	texts map[stemma.ReportID]*reprint.Measured
	facts *factsHeld
}

func newChange(tx store.Tx, w World) (*change, error) {
	decided, err := readCorrections(tx)
	if err != nil {
		return nil, err
	}
	return &change{
		tx: tx, world: w, corrections: decided,
		came: map[stemma.ReportID]bool{}, stirred: map[stemma.ReportID]bool{},
		moved: map[stemma.ReportID]bool{}, listed: map[stemma.ReportID]bool{}, regroup: map[stemma.ReportID]bool{},
		follows: map[stemma.ReportID]bool{}, led: map[int64]bool{}, blocks: map[string]bool{},
		thinned: map[stemma.ReportID][]int64{}, slipped: map[stemma.ReportID][]int64{},
		blocked: map[stemma.ReportID][]string{},
		own:     map[stemma.ReportID]reprint.Text{}, texts: map[stemma.ReportID]*reprint.Measured{}, facts: &factsHeld{},
	}, nil
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
	delete(c.own, id)
	delete(c.texts, id)
	c.facts.drop(id)
	if err := c.touch(id); err != nil {
		return err
	}
	return c.leaveTwins(id)
}

// shelve puts a report under keys. Those whom it keeps apart from others have to be
// looked at again.
func (c *change) shelve(on store.Shelf, id stemma.ReportID, keys []int64) error {
	if err := c.tx.SetKeys(on, id, keys); err != nil {
		return err
	}
	lose := c.thinned
	if on == store.StoryKeys {
		lose = c.slipped
	}
	outranked, err := c.tx.Outranked(on, id, starOf(on))
	for other, keys := range outranked {
		lose[other] = append(lose[other], keys...)
	}
	return err
}

// unshelve takes a report off a shelf. Those whom it kept apart have to be looked
// at again.
func (c *change) unshelve(on store.Shelf, id stemma.ReportID) error {
	win := c.stirred
	if on == store.StoryKeys {
		win = c.moved
	}
	outranked, err := c.tx.Outranked(on, id, starOf(on))
	if err != nil {
		return err
	}
	for other := range outranked {
		win[other] = true
	}
	return c.tx.SetKeys(on, id, nil)
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
