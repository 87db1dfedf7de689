package record

import (
	"errors"
	"slices"

	"stemma"
	"stemma/internal/record/story"
	"stemma/internal/store"
)

// storyKeys are the keys of a report's story as numbers. Those of a season lie side by
// side: what a table has to look at for the news of today is not all over it.
func storyKeys(f story.Facts) []int64 {
	var keys []int64
	for _, k := range story.Keys(f) {
		keys = append(keys, int64(k.Season)<<seasonFrom|int64(uint64(digest(k.Words[:]...))>>(64-seasonFrom)))
	}
	return distinct(keys)
}

// seasonFrom is the lowest bit of the season in the number of a key.
const seasonFrom = 46

// leaveStory marks those with whom a report was on one story and takes it from them.
func (c *change) leaveStory(id stemma.ReportID) error {
	links, err := c.tx.StoryTies(id)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := c.unlink(id, l); err != nil {
			return err
		}
	}
	// Those without links may have been clustered with it too, when all that hung
	// together was.
	with, err := c.tx.Component(id)
	for _, other := range with {
		c.regroup[other] = true
	}
	delete(c.regroup, id)
	return err
}

// settleStories links the reports that were listed, or whose neighbours changed,
// and clusters anew all that hangs together with them. Whole copies that are not
// listed follow the one that leads them.
func (c *change) settleStories() error {
	if err := c.settleLinks(); err != nil {
		return err
	}
	c.letTermsGo()
	for id, behind := range c.slipped {
		if c.moved[id] {
			continue
		}
		if err := c.slip(id, behind); err != nil {
			return err
		}
	}
	if err := c.clusterAll(); err != nil {
		return err
	}
	for key := range c.led {
		if err := c.followAll(key); err != nil {
			return err
		}
	}
	for id := range c.follows {
		if err := c.followLead(id); err != nil {
			return err
		}
	}
	return nil
}

// linkedAtOnce is how many reports are compared with their neighbours at a time: a
// few hundred comparisons each.
const linkedAtOnce = 32

// settleLinks compares the reports that were listed, or may have won neighbours, with
// those near them. While some are compared, the next are looked up.
func (c *change) settleLinks() error {
	keep := func() error { return nil } // keeps the links of those that are being compared.
	for ids := range slices.Chunk(sorted(c.moved), linkedAtOnce) {
		var pairs [][2]*story.Facts
		for _, id := range ids {
			var err error
			if pairs, err = c.strangers(id, pairs); err != nil {
				return errors.Join(err, keep())
			}
		}
		links := make([]story.Link, len(pairs))
		done := begin(len(pairs), func(i int) {
			if l, ok := story.Compare(*pairs[i][0], *pairs[i][1]); ok {
				links[i] = l
			}
		})
		if err := keep(); err != nil {
			done()
			return err
		}
		keep = func() error {
			done()
			for _, l := range links {
				if l.Weight == 0 {
					continue
				}
				if err := c.link(store.StoryLink(l)); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return keep()
}

// strangers adds to pairs a report with each of those near it to which it is not
// linked, and removes its links to those no longer near it. Two that have both moved
// are met from the side of the first.
func (c *change) strangers(id stemma.ReportID, pairs [][2]*story.Facts) ([][2]*story.Facts, error) {
	// Those who are linked are alike.
	near, err := c.tx.NearAlike(store.StoryKeys, id, storyStar, commonStoryKeys, store.Sketching{Of: sketchOf, Alike: alike})
	if err != nil {
		return nil, err
	}
	links, err := c.tx.StoryTies(id)
	if err != nil {
		return nil, err
	}
	have := make(map[stemma.ReportID]float64, len(links))
	for _, l := range links {
		have[l.Other] = l.Weight
	}
	mine, err := c.factsOf(id)
	if err != nil {
		return nil, err
	}
	for _, other := range near {
		if _, ok := have[other]; ok {
			delete(have, other)
			continue
		}
		if c.moved[other] && other < id {
			continue
		}
		theirs, err := c.factsOf(other)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, [2]*story.Facts{mine, theirs})
	}
	for other, weight := range have {
		if err := c.unlink(id, store.StoryTie{Other: other, Weight: weight}); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

// slip removes the links of a report to those that are its neighbours no longer, since it
// fell behind the anchors of some keys.
func (c *change) slip(id stemma.ReportID, behind []int64) error {
	ties, err := c.tx.StoryTies(id)
	if err != nil || len(ties) == 0 {
		return err
	}
	weights, others := make(map[stemma.ReportID]float64, len(ties)), make([]stemma.ReportID, len(ties))
	for i, l := range ties {
		weights[l.Other], others[i] = l.Weight, l.Other
	}
	lost, err := c.tx.Slipped(store.StoryKeys, id, others, distinct(behind), storyStar, commonStoryKeys)
	if err != nil {
		return err
	}
	for _, other := range lost {
		if err := c.unlink(id, store.StoryTie{Other: other, Weight: weights[other]}); err != nil {
			return err
		}
	}
	return nil
}

// room is how many reports are clustered together at most; levels are the weights of
// links, ever stronger, at which what hangs together is cut down to that. What is
// still larger at the last of them is one story. A chain of weak links can go through
// a whole war, and clustering takes longer than the square of what it is given.
const room = 100

var levels = []float64{0, 0.22, 0.3, 0.4, 0.5, 0.65}

// clusterAll clusters anew the reports that came or have other links than before,
// and what they were last clustered with.
func (c *change) clusterAll() error {
	g := newGrouping(c)
	if err := c.loosen(g); err != nil {
		return err
	}
	again := map[stemma.ReportID]bool{}
	for _, id := range sorted(c.regroup) {
		if again[id] {
			continue
		}
		again[id] = true
		before, err := c.tx.Component(id)
		if err != nil {
			return err
		}
		for _, b := range before {
			again[b] = true
		}
	}
	for _, id := range sorted(again) {
		if g.done[id] {
			continue
		}
		together, err := g.of(id)
		if err != nil {
			return err
		}
		if err := c.cluster(together); err != nil {
			return err
		}
	}
	return nil
}

// grouping finds what is clustered together.
type grouping struct {
	c    *change
	done map[stemma.ReportID]bool
	// levelled means that whoever was clustered at a level hangs together with more than
	// room at those below it still.
	levelled bool
	large    []map[stemma.ReportID]bool // large are, by level, those known to hang together with more than room.
}

func newGrouping(c *change) *grouping {
	g := &grouping{c: c, done: map[stemma.ReportID]bool{}}
	for range levels {
		g.large = append(g.large, map[stemma.ReportID]bool{})
	}
	return g
}

// together are reports that are clustered together, at a level, with their links.
type together struct {
	reports []stemma.ReportID
	links   []story.Link
	level   int
}

// whole reports whether they are one story.
func (t together) whole() bool { return t.level == len(levels)-1 && len(t.reports) > room }

// of is what is clustered together with one report.
func (g *grouping) of(id stemma.ReportID) (t together, err error) {
	for level := range levels {
		t.level = level
		if t.reports, err = g.reach(id, level); err != nil {
			return t, err
		}
		if t.reports != nil {
			break
		}
	}
	within := map[stemma.ReportID]bool{}
	for _, r := range t.reports {
		within[r], g.done[r] = true, true
	}
	for _, r := range t.reports {
		linked, err := g.c.tx.StoryTies(r)
		if err != nil {
			return t, err
		}
		for _, l := range linked {
			if r < l.Other && within[l.Other] { // from the side of the lesser, and only once
				t.links = append(t.links, story.Link{A: r, B: l.Other, Weight: l.Weight})
			}
		}
	}
	return t, nil
}

// knownLarge reports whether a report is known to hang together with more than room at
// a level.
func (g *grouping) knownLarge(id stemma.ReportID, level int) (bool, error) {
	if g.large[level][id] || !g.levelled {
		return g.large[level][id], nil
	}
	_, clustered, err := g.c.tx.Home(id)
	return clustered > level, err
}

// reach is all that hangs together with id at a level; nil when it is more than
// room, but for the last level.
func (g *grouping) reach(id stemma.ReportID, level int) ([]stemma.ReportID, error) {
	last := level == len(levels)-1
	seen := map[stemma.ReportID]bool{id: true}
	reports := []stemma.ReportID{id}
	for i := 0; i < len(reports); i++ {
		large := len(reports) > room
		if !large && !last {
			var err error
			if large, err = g.knownLarge(reports[i], level); err != nil {
				return nil, err
			}
		}
		if large && !last {
			for _, r := range reports {
				g.large[level][r] = true
			}
			return nil, nil
		}
		near, err := g.near(reports[i], level)
		if err != nil {
			return nil, err
		}
		for _, other := range near {
			if !seen[other] {
				seen[other] = true
				reports = append(reports, other)
			}
		}
	}
	return reports, nil
}

// near are the reports linked to one at a level, or tied to it by a person.
func (g *grouping) near(id stemma.ReportID, level int) ([]stemma.ReportID, error) {
	links, err := g.c.tx.StoryTies(id)
	if err != nil {
		return nil, err
	}
	near, err := g.c.present(g.c.corrections.tied(id))
	for _, l := range links {
		if l.Weight >= levels[level] {
			near = append(near, l.Other)
		}
	}
	return near, err
}

// present are those of ids that are in the record and count.
func (c *change) present(ids []stemma.ReportID) ([]stemma.ReportID, error) {
	var list []stemma.ReportID
	for _, id := range ids {
		_, err := c.tx.Facts(id)
		switch {
		case errors.Is(err, stemma.ErrNotFound) || c.corrections.forgotten[string(id)]:
		case err != nil:
			return nil, err
		default:
			list = append(list, id)
		}
	}
	return list, nil
}

// clustered are the stories of reports that hang together.
func (c *change) clustered(t together) ([]stemma.Story, error) {
	facts := make([]story.Facts, len(t.reports))
	for i, id := range t.reports {
		var err error
		if facts[i], err = c.outlineOf(id); err != nil {
			return nil, err
		}
	}
	if t.whole() {
		return c.corrections.regroup([]stemma.Story{story.Whole(facts)}), nil
	}
	return c.corrections.regroup(story.Cluster(facts, t.links)), nil
}

func (c *change) cluster(t together) error {
	stories, err := c.clustered(t)
	if err != nil {
		return err
	}
	moved, err := c.tx.PutStories(t.reports, stories, t.level)
	if err != nil {
		return err
	}
	for _, id := range moved {
		key, err := c.tx.Keys(store.Twins, id)
		if err != nil {
			return err
		}
		for _, k := range key {
			c.led[k] = true
		}
	}
	return nil
}

// followAll puts the unlisted copies of a text into the story of the one that leads
// them.
func (c *change) followAll(key int64) error {
	twins, err := c.tx.Carriers(store.Twins, key, 0)
	if err != nil || len(twins) <= listedTwins {
		return err
	}
	return c.tx.JoinStory(twins[0], twins[listedTwins:])
}

// followLead puts one unlisted copy into the story of its lead.
func (c *change) followLead(id stemma.ReportID) error {
	key, err := c.tx.Keys(store.Twins, id)
	if err != nil {
		return err
	}
	lead, err := c.tx.Carriers(store.Twins, key[0], 1)
	if err != nil {
		return err
	}
	return c.tx.JoinStory(lead[0], []stemma.ReportID{id})
}
