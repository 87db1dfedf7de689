package record

import (
	"errors"

	"stemma"
	"stemma/internal/store"
)

// Links to old reports come and go with every report that comes, since rare words meet.
// Most are weaker than those by which the old report was clustered, or between reports
// of different stories, and leave its story as it is:
//
//   - A link that came, weaker than the level at which a report was clustered, brings it
//     into no other company: with what hangs together by weaker links it had too much
//     company before.
//   - A link that went between reports of different stories was never the heaviest of
//     those left, else it had put their groups together. Without it the others are put
//     together in the same order.
//
// So such a report is clustered anew only when what hangs together with it at a lower
// level has shrunk to what is clustered together.

// lostLink is a link that an update has removed.
type lostLink struct {
	ends   [2]stemma.ReportID
	weight float64
}

// careful reports whether persons have put stories together or apart: then what hangs
// together is not told by links alone.
func (c *change) careful() bool { return len(c.corrections.stories) > 0 }

// link keeps a link that was not there; what hangs together by it is clustered anew.
func (c *change) link(l store.StoryLink) error {
	for _, end := range [][2]stemma.ReportID{{l.A, l.B}, {l.B, l.A}} {
		below, err := c.below(end[0], end[1], l.Weight)
		if err != nil {
			return err
		}
		if !below {
			c.regroup[end[0]] = true
		}
	}
	return c.tx.PutStoryLink(l)
}

// below reports whether a link is weaker than those by which its old end was clustered.
// The other end came, so that it is clustered in any case, with the old one if they hang
// together by others.
func (c *change) below(old, other stemma.ReportID, weight float64) (bool, error) {
	if c.careful() || c.listed[old] || !c.listed[other] {
		return false, nil
	}
	_, level, err := c.tx.Home(old)
	return level >= 0 && weight < levels[max(level, 0)], err
}

// unlink removes a link; what hung together by it is clustered anew.
func (c *change) unlink(id stemma.ReportID, l store.StoryTie) error {
	apart, err := c.apart(id, l.Other)
	if err != nil {
		return err
	}
	if !apart {
		c.regroup[id], c.regroup[l.Other] = true, true
	}
	c.lost = append(c.lost, lostLink{[2]stemma.ReportID{id, l.Other}, l.Weight})
	return c.tx.PutStoryLink(store.StoryLink{A: min(id, l.Other), B: max(id, l.Other)})
}

// apart reports whether two old reports are of different stories.
func (c *change) apart(x, y stemma.ReportID) (bool, error) {
	if c.careful() || c.listed[x] || c.listed[y] {
		return false, nil
	}
	one, level, err := c.tx.Home(x)
	if err != nil || level < 0 {
		return false, err
	}
	other, level, err := c.tx.Home(y)
	return level >= 0 && one != other, err
}

// loosen has the reports clustered anew that are left by links that went with so few at
// a lower level that they are clustered there from now on. Where there are none, the
// levels of all reports are what they were, or higher.
func (c *change) loosen(g *grouping) error {
	sure := !c.careful()
	for _, l := range c.lost {
		for _, end := range l.ends {
			_, level, err := c.tx.Home(end)
			if errors.Is(err, stemma.ErrNotFound) {
				continue // it went
			}
			if err != nil {
				return err
			}
			for lower := 0; lower < level && levels[lower] <= l.weight; lower++ {
				few, err := g.reach(end, lower)
				if err != nil {
					return err
				}
				if few != nil {
					c.regroup[end] = true
					sure = false
				}
			}
		}
	}
	g.levelled = sure
	return nil
}
