package record

import (
	"bytes"
	"encoding/json"
	"errors"

	"stemma"
	"stemma/internal/record/story"
	"stemma/internal/store"
)

func storyKeys(f story.Facts) []int64 {
	var keys []int64
	for _, k := range story.Keys(f) {
		keys = append(keys, digest(k))
	}
	return distinct(keys)
}

// packFacts writes facts on two lines: their terms, which are by far the most of
// them and only needed to compare, and before that all the rest.
func packFacts(f story.Facts) ([]byte, error) {
	terms, err := json.Marshal(f.Terms)
	if err != nil {
		return nil, err
	}
	f.Terms = nil
	rest, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{rest, terms}, []byte("\n")), nil
}

// factsOf tells which story a report belongs to.
func (c *change) factsOf(id stemma.ReportID) (story.Facts, error) {
	if f, ok := c.facts[id]; ok {
		return f, nil
	}
	b, err := c.tx.Facts(id)
	if err != nil {
		return story.Facts{}, err
	}
	rest, terms, _ := bytes.Cut(b, []byte("\n"))
	var f story.Facts
	if err := json.Unmarshal(rest, &f); err != nil {
		return f, err
	}
	if err := json.Unmarshal(terms, &f.Terms); err != nil {
		return f, err
	}
	c.facts[id] = f
	return f, nil
}

// outlineOf is the facts of a report without their terms.
func (c *change) outlineOf(id stemma.ReportID) (story.Facts, error) {
	if f, ok := c.facts[id]; ok {
		return f, nil
	}
	b, err := c.tx.Facts(id)
	if err != nil {
		return story.Facts{}, err
	}
	rest, _, _ := bytes.Cut(b, []byte("\n"))
	var f story.Facts
	return f, json.Unmarshal(rest, &f)
}

// leaveStory marks those with whom a report was on one story and takes it from them.
func (c *change) leaveStory(id stemma.ReportID) error {
	links, err := c.tx.StoryLinks(id)
	if err != nil {
		return err
	}
	for _, l := range links {
		c.moved[l.A], c.moved[l.B] = true, true
		if err := c.tx.PutStoryLink(store.StoryLink{A: l.A, B: l.B}); err != nil {
			return err
		}
	}
	delete(c.moved, id)
	return nil
}

// settleStories links the reports that were listed, or whose neighbours changed,
// and clusters anew all that hangs together with them. Whole copies that are not
// listed follow the one that leads them.
func (c *change) settleStories() error {
	for _, id := range sorted(c.moved) {
		if err := c.settleLinks(id); err != nil {
			return err
		}
	}
	done := map[stemma.ReportID]bool{}
	for _, id := range sorted(c.moved) {
		if done[id] {
			continue
		}
		reports, links, err := c.component(id, done)
		if err != nil {
			return err
		}
		if err := c.cluster(reports, links); err != nil {
			return err
		}
	}
	for key := range c.led {
		if err := c.followAll(key); err != nil {
			return err
		}
	}
	for id := range c.follows {
		if err := c.follow(id); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) settleLinks(id stemma.ReportID) error {
	found, err := c.tx.Near(store.StoryKeys, id, anchors, commonStoryKeys)
	if err != nil {
		return err
	}
	want := map[stemma.ReportID]bool{}
	for _, other := range found {
		want[other] = true
	}
	have, err := c.tx.StoryLinks(id)
	if err != nil {
		return err
	}
	for _, l := range have {
		other := l.A
		if other == id {
			other = l.B
		}
		if want[other] {
			delete(want, other)
			continue
		}
		c.moved[other] = true // settled or not, its component is clustered anew
		if err := c.tx.PutStoryLink(store.StoryLink{A: l.A, B: l.B}); err != nil {
			return err
		}
	}
	mine, err := c.factsOf(id)
	if err != nil {
		return err
	}
	for _, other := range sorted(want) {
		theirs, err := c.factsOf(other)
		if err != nil {
			return err
		}
		a, b := mine, theirs
		if a.Report > b.Report {
			a, b = b, a
		}
		l, ok := story.Compare(a, b)
		if !ok {
			continue
		}
		if err := c.tx.PutStoryLink(store.StoryLink(l)); err != nil {
			return err
		}
	}
	return nil
}

// component is all reports that hang together with one, and their links.
func (c *change) component(id stemma.ReportID, done map[stemma.ReportID]bool) ([]stemma.ReportID, []story.Link, error) {
	var links []story.Link
	reports := []stemma.ReportID{id}
	done[id] = true
	for i := 0; i < len(reports); i++ {
		found, err := c.tx.StoryLinks(reports[i])
		if err != nil {
			return nil, nil, err
		}
		for _, l := range found {
			if l.A == reports[i] {
				links = append(links, story.Link(l)) // from the side of A, and only once
			}
			reports = fresh(reports, done, l.A, l.B)
		}
		ties, err := c.present(c.corrections.tied(reports[i]))
		if err != nil {
			return nil, nil, err
		}
		reports = fresh(reports, done, ties...)
	}
	return reports, links, nil
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

// fresh adds to reports those that are not done yet.
func fresh(reports []stemma.ReportID, done map[stemma.ReportID]bool, more ...stemma.ReportID) []stemma.ReportID {
	for _, id := range more {
		if !done[id] {
			done[id] = true
			reports = append(reports, id)
		}
	}
	return reports
}

func (c *change) cluster(reports []stemma.ReportID, links []story.Link) error {
	facts := make([]story.Facts, len(reports))
	for i, id := range reports {
		var err error
		if facts[i], err = c.outlineOf(id); err != nil {
			return err
		}
	}
	moved, err := c.tx.PutStories(reports, c.corrections.regroup(story.Cluster(facts, links)))
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

// follow puts one unlisted copy into the story of its lead.
func (c *change) follow(id stemma.ReportID) error {
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
