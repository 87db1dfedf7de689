package record

import (
	"cmp"
	"iter"
	"slices"

	"stemma"
	"stemma/internal/record/story"
	"stemma/internal/store"
)

// Stories as they were then: those none of whose reports came later stand, the others
// are clustered anew from the reports that were known.
func (p *past) Stories(f store.StoryFilter) iter.Seq2[stemma.Story, error] {
	return func(yield func(stemma.Story, error) bool) {
		grouped, err := p.moment.grouped(p.regroup)
		if err != nil {
			yield(stemma.Story{}, err)
			return
		}
		number := func(st stemma.Story) int64 {
			if f.Newest {
				return sortTime(st.When.To)
			}
			return 0
		}
		order := func(a, b stemma.Story) int {
			return cmp.Or(cmp.Compare(number(b), number(a)), cmp.Compare(a.ID, b.ID))
		}
		var anew []stemma.Story
		for _, st := range grouped {
			if chosenStory(st, f) && behind(f.After, number(st), st.ID) {
				anew = append(anew, st)
			}
		}
		slices.SortFunc(anew, order)
		anew = slices.CompactFunc(anew, func(a, b stemma.Story) bool { return a.ID == b.ID })
		all := f
		all.Limit = 0
		limited(interleaved(kept(p.ReadTx.Stories(all), func(st stemma.Story) (bool, error) { return p.stands(st, grouped) }), listed(anew), order), f.Limit)(yield)
	}
}

func chosenStory(st stemma.Story, f store.StoryFilter) bool {
	place := store.Key(f.Place)
	return (f.ID == "" || st.ID == f.ID) && (f.Report == "" || slices.Contains(st.Reports, f.Report)) && overlaps(st.When, f.From, f.To) &&
		(f.Place == "" || slices.ContainsFunc(st.Places, func(p string) bool { return store.Key(p) == place }))
}

// stands reports whether a story of now was the same then; grouped are those that were
// grouped anew.
func (p *past) stands(st stemma.Story, grouped map[stemma.ReportID]stemma.Story) (bool, error) {
	for _, id := range st.Reports {
		if _, ok := grouped[id]; ok {
			return false, nil
		}
		known, err := p.copies.known(id)
		if err != nil || !known {
			return false, err
		}
	}
	return true, nil
}

// regroup clusters the reports whose stories have changed since, and gives each its
// story of then.
func (p *past) regroup() (map[stemma.ReportID]stemma.Story, error) {
	ids, err := p.Unsettled(p.at)
	if err != nil {
		return nil, err
	}
	if err := p.copies.look(ids); err != nil {
		return nil, err
	}
	c := &change{tx: pastTx{past: p}, world: p.world, corrections: p.corrections, facts: &factsHeld{}}
	g := newGrouping(c)
	home := map[stemma.ReportID]stemma.Story{}
	var follow []stemma.ReportID
	for _, id := range ids {
		follows, err := p.copies.follows(id)
		if err != nil {
			return nil, err
		}
		if follows {
			follow = append(follow, id)
			continue
		}
		if g.done[id] || p.corrections.forgotten[string(id)] {
			continue
		}
		t, err := g.of(id)
		if err != nil {
			return nil, err
		}
		stories, err := c.clustered(t)
		if err != nil {
			return nil, err
		}
		for _, st := range stories {
			for _, r := range st.Reports {
				home[r] = st
			}
		}
	}
	for _, id := range follow {
		t, err := p.copies.twinsOf(id)
		if err != nil {
			return nil, err
		}
		st, ok := home[t.then[0]]
		if !ok || p.corrections.forgotten[string(id)] {
			continue
		}
		st.Reports = slices.Sorted(slices.Values(append(slices.Clone(st.Reports), id)))
		for _, r := range st.Reports {
			home[r] = st
		}
	}
	return home, nil
}

// pastTx answers what clustering asks of an update, as of then. Nothing else is asked.
type pastTx struct {
	store.Tx
	past *past
}

// Facts of a report that was known then.
func (t pastTx) Facts(id stemma.ReportID) ([]byte, error) {
	if err := t.past.known(id); err != nil {
		return nil, err
	}
	return t.past.ReadTx.Facts(id)
}

// StoryTies of a report to those that were known then.
func (t pastTx) StoryTies(id stemma.ReportID) ([]store.StoryTie, error) {
	return t.past.storyTies(id)
}

func (p *past) storyTies(id stemma.ReportID) ([]store.StoryTie, error) {
	if ties, ok := p.copies.ties[id]; ok {
		return ties, nil
	}
	ties, err := p.tiesThen(id)
	if err == nil {
		p.copies.ties[id] = ties
	}
	return ties, err
}

func (p *past) tiesThen(id stemma.ReportID) ([]store.StoryTie, error) {
	like := id // like is the copy whose links are held.
	twins, up, err := p.copies.cameUp(id)
	if err != nil {
		return nil, err
	}
	if up {
		like = twins.now[0]
	}
	held, err := p.ReadTx.StoryTies(like)
	if err != nil {
		return nil, err
	}
	others := make([]stemma.ReportID, len(held))
	for i, l := range held {
		others[i] = l.Other
	}
	if err := p.copies.look(others); err != nil {
		return nil, err
	}
	var out []store.StoryTie
	linked := map[stemma.ReportID]bool{id: true}
	near := []stemma.ReportID{}
	if twins != nil {
		near = append(near, twins.then...)
	}
	for _, l := range held {
		other := l.Other
		known, err := p.copies.known(other)
		if err != nil {
			return nil, err
		}
		if known && !up {
			out, linked[other] = append(out, l), true
		}
		near = append(near, other)
		t, err := p.copies.twinsOf(other)
		if err != nil {
			return nil, err
		}
		if t != nil {
			near = append(near, t.then...)
		}
	}
	fresh := map[stemma.ReportID]bool{}
	were, err := p.copies.wereNearTo(store.StoryKeys, commonStoryKeys, id, func(other stemma.ReportID) bool { return linked[other] })
	if err != nil {
		return nil, err
	}
	for _, other := range were {
		fresh[other], near = true, append(near, other)
	}
	for _, other := range near {
		if linked[other] {
			continue
		}
		linked[other] = true
		weight, ok, err := p.storyWeight(id, other, up || fresh[other])
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, store.StoryTie{Other: other, Weight: weight})
		}
	}
	return out, nil
}

// storyWeight compares two reports of which one came up since the copies before it were
// not known.
func (p *past) storyWeight(id, other stemma.ReportID, up bool) (float64, bool, error) {
	known, err := p.copies.known(other)
	if err != nil || !known {
		return 0, false, err
	}
	_, otherUp, err := p.copies.cameUp(other)
	if err != nil || !up && !otherUp {
		return 0, false, err // were they linked, it would be held
	}
	c := change{tx: pastTx{past: p}, facts: p.copies.facts}
	a, err := c.factsOf(min(id, other))
	if err != nil {
		return 0, false, err
	}
	b, err := c.factsOf(max(id, other))
	if err != nil {
		return 0, false, err
	}
	l, ok := story.Compare(*a, *b)
	return l.Weight, ok, nil
}
