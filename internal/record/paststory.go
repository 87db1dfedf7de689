package record

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"stemma"
	"stemma/internal/record/story"
	"stemma/internal/store"
)

// Stories as they were then: those none of whose reports came later stand, the others
// are clustered anew from the reports that were known.
func (p *past) Stories(f store.StoryFilter) iter.Seq2[stemma.Story, error] {
	return func(yield func(stemma.Story, error) bool) {
		grouped, err := p.groupedFor(f)
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
		all.Limit, all.KnownBy = 0, p.at
		standing := kept(p.ReadTx.Stories(all), func(st stemma.Story) (bool, error) { return stands(st, grouped), nil })
		limited(interleaved(standing, listed(anew), order), f.Limit)(yield)
	}
}

// groupedFor are the stories of reports that had to be grouped anew to tell which a filter
// chooses.
func (p *past) groupedFor(f store.StoryFilter) (map[stemma.ReportID]stemma.Story, error) {
	if f.Report != "" {
		return p.grouped([]stemma.ReportID{f.Report})
	}
	if f.ID == "" {
		return p.grouped(nil)
	}
	for st, err := range p.ReadTx.Stories(store.StoryFilter{ID: f.ID}) { // mostly it goes by that name now
		if err != nil {
			return nil, err
		}
		grouped, err := p.grouped(st.Reports)
		if err != nil {
			return nil, err
		}
		known, err := p.allKnown(st.Reports)
		if err != nil {
			return nil, err
		}
		if known && stands(st, grouped) {
			return grouped, nil
		}
		for _, then := range grouped {
			if then.ID == f.ID {
				return grouped, nil
			}
		}
	}
	return p.grouped(nil)
}

// grouped are the stories of some reports as far as they had to be grouped anew; of all
// reports for nil. There may be others with them.
func (p *past) grouped(reports []stemma.ReportID) (map[stemma.ReportID]stemma.Story, error) {
	m := p.moment
	m.grouping.Lock()
	defer m.grouping.Unlock()
	if m.unsettled == nil {
		ids, err := p.Unsettled(p.at)
		if err != nil {
			return nil, err
		}
		m.unsettled = map[stemma.ReportID]bool{}
		for _, id := range ids {
			m.unsettled[id] = true
		}
	}
	if reports == nil {
		reports = sorted(m.unsettled)
	}
	reports = slices.DeleteFunc(slices.Clone(reports), func(id stemma.ReportID) bool { return !m.unsettled[id] || m.asked[id] })
	if len(reports) > 0 {
		home, err := p.regroup(reports)
		if err != nil {
			return nil, err
		}
		maps.Copy(m.stories, home)
		for _, id := range reports {
			m.asked[id] = true
		}
	}
	return maps.Clone(m.stories), nil
}

func chosenStory(st stemma.Story, f store.StoryFilter) bool {
	place := store.Key(f.Place)
	return (f.ID == "" || st.ID == f.ID) && (f.Report == "" || slices.Contains(st.Reports, f.Report)) && overlaps(st.When, f.From, f.To) &&
		(f.Place == "" || slices.ContainsFunc(st.Places, func(p string) bool { return store.Key(p) == place }))
}

// stands reports whether a story of now was the same then; grouped are those that were
// grouped anew.
func stands(st stemma.Story, grouped map[stemma.ReportID]stemma.Story) bool {
	return !slices.ContainsFunc(st.Reports, func(id stemma.ReportID) bool {
		_, ok := grouped[id]
		return ok
	})
}

// regroup clusters reports whose stories have changed since, with those that hung together
// with them, and gives each its story of then.
func (p *past) regroup(ids []stemma.ReportID) (map[stemma.ReportID]stemma.Story, error) {
	if err := p.copies.look(ids); err != nil {
		return nil, err
	}
	c := &change{tx: pastTx{past: p}, world: p.world, corrections: p.corrections, facts: &factsHeld{}}
	g := newGrouping(c)
	home := map[stemma.ReportID]stemma.Story{}
	for _, id := range ids {
		twins, err := p.copies.twinsOf(id)
		if err != nil {
			return nil, err
		}
		if twins != nil && slices.Contains(twins.follow, id) {
			id = twins.then[0]
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
			if st.Reports, err = p.withCopies(st.Reports); err != nil {
				return nil, err
			}
			for _, r := range st.Reports {
				home[r] = st
			}
		}
	}
	return home, nil
}

// withCopies are the reports of a story with the whole copies that follow one of them.
func (p *past) withCopies(reports []stemma.ReportID) ([]stemma.ReportID, error) {
	all := slices.Clone(reports)
	for _, id := range reports {
		twins, err := p.copies.twinsOf(id)
		if err != nil {
			return nil, err
		}
		if twins == nil || twins.then[0] != id {
			continue
		}
		for _, copy := range twins.follow {
			if !p.corrections.forgotten[string(copy)] {
				all = append(all, copy)
			}
		}
	}
	slices.Sort(all)
	return all, nil
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
