package record

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// MatterHeads are the matters of then as lists show them.
func (p *past) MatterHeads(f store.HeadFilter) iter.Seq2[store.Head, error] {
	order := func(a, b store.Head) int {
		return cmp.Or(cmp.Compare(headSort(b, f.Order), headSort(a, f.Order)), cmp.Compare(a.Matter, b.Matter))
	}
	anew := func(yield func(store.Head, error) bool) {
		for m, err := range p.mattersAnew(f) {
			var h store.Head
			if err == nil {
				h, err = p.head(m)
			}
			if !yield(h, err) || err != nil {
				return
			}
		}
	}
	standing := f
	standing.KnownBy = p.at
	return limited(interleaved(p.ReadTx.MatterHeads(standing), anew, order), f.Limit)
}

// MatterIDs are the ids of the same matters.
func (p *past) MatterIDs(f store.HeadFilter) iter.Seq2[string, error] {
	if f.Order != store.ByID { // what orders them is in their heads
		return func(yield func(string, error) bool) {
			for h, err := range p.MatterHeads(f) {
				if !yield(h.Matter, err) || err != nil {
					return
				}
			}
		}
	}
	anew := func(yield func(string, error) bool) {
		for m, err := range p.mattersAnew(f) {
			if err != nil {
				yield("", err)
				return
			}
			if !yield(m.id(), nil) {
				return
			}
		}
	}
	standing := f
	standing.KnownBy = p.at
	return limited(interleaved(p.ReadTx.MatterIDs(standing), anew, strings.Compare), f.Limit)
}

// head is a matter as lists show it.
func (p *past) head(m matterThen) (store.Head, error) {
	d, err := p.derived(m.block)
	if err != nil {
		return store.Head{}, err
	}
	return d.Heads[m.at], nil
}

// mattersAnew are those of the straddling blocks, in the order that f asks for.
func (p *past) mattersAnew(f store.HeadFilter) iter.Seq2[matterThen, error] {
	return func(yield func(matterThen, error) bool) {
		l := headList{p: p, f: f}
		if err := l.begin(); err != nil {
			yield(matterThen{}, err)
			return
		}
		defer l.end()
		for {
			m, ok, err := l.next()
			if err != nil {
				yield(m, err)
				return
			}
			if !ok || !yield(m, nil) {
				return
			}
		}
	}
}

// headSort is the number that heads are ordered by, the greatest first; 0 where they are
// ordered by id.
func headSort(h store.Head, order store.Order) int64 {
	switch order {
	case store.ByMoved:
		return sortTime(h.Moved.From)
	case store.ByWeight:
		return int64(h.Weight)
	}
	return 0
}

// sortTime is a time in the position of a list.
func sortTime(t time.Time) int64 {
	if t.IsZero() {
		return store.Undated
	}
	return t.Unix()
}

// behind reports whether what has a number and an id comes after the position where a
// list was left; numbers fall, ids rise.
func behind(after store.Position, sort int64, id string) bool {
	return after == (store.Position{}) || sort < after.Sort || sort == after.Sort && id > after.ID
}

// asked reports whether a filter chooses a matter of a block by its claims, as a list shows
// it.
func (m matterThen) asked(h store.Head, f store.HeadFilter) bool {
	if !m.block.chosen(m.block.matters[m.at], f.MatterFilter) {
		return false
	}
	if !shares(f.Kinds, h.Kinds) || !shares(f.Stances, h.Stances) || !strings.Contains(store.Key(h.Question), store.Key(f.Words)) {
		return false
	}
	if f.Actor == "" && f.Speaker == "" && (len(f.Kinds) == 0 || len(f.Stances) == 0) {
		return true
	}
	return m.answered(f)
}

// backed reports whether a filter chooses a matter by the origins behind it.
func backed(h store.Head, f store.HeadFilter) bool {
	return len(h.Origins) >= f.MinOrigins &&
		(len(f.Sides) == 0 || slices.ContainsFunc(h.Origins, func(o stemma.Origin) bool { return slices.Contains(f.Sides, o.Side) }))
}

// shares reports whether a list that chooses has one of those that there are; an empty
// one chooses all.
func shares[T comparable](chosen, have []T) bool {
	return len(chosen) == 0 || slices.ContainsFunc(chosen, func(v T) bool { return slices.Contains(have, v) })
}

// answered reports whether one and the same claim that answers a matter is of the kind,
// the stance, the actor and the speaker that a filter names.
func (m matterThen) answered(f store.HeadFilter) bool {
	return slices.ContainsFunc(m.block.own[m.at], func(c *said.Claim) bool { return saidBy(c, f) })
}

func saidBy(c *said.Claim, f store.HeadFilter) bool {
	actor, speaker := store.Key(f.Actor), store.Key(f.Speaker)
	return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, c.Kind)) && (len(f.Stances) == 0 || slices.Contains(f.Stances, c.Stance)) &&
		(f.Actor == "" || store.Key(c.Actor.Name) == actor || store.Key(c.Target.Name) == actor) &&
		(f.Speaker == "" || store.Key(c.Speaker.Body) == speaker || c.Speaker.Person != "" && store.Key(c.Speaker.Person) == speaker)
}

// Names of what was known then.
func (p *past) Names(role store.NameRole) iter.Seq2[store.NameCount, error] {
	return p.NamesBy(role, p.at)
}

// Carried is who carried whose claims then.
func (p *past) Carried(outlet, speaker string) iter.Seq2[store.Carrying, error] {
	return p.CarriedBy(outlet, speaker, p.at)
}

// Span of what was known then.
func (p *past) Span() (first, last time.Time, err error) { return p.SpanBy(p.at) }

// Fared sums up how a source had fared by then.
func (p *past) Fared(role store.SourceRole, name string) (store.FareCount, error) {
	sum, err := p.FaredBy(role, name, p.at)
	if err != nil {
		return sum, err
	}
	blocks, err := p.straddling(store.MatterFilter{})
	if err != nil {
		return sum, err
	}
	key := store.Key(name)
	same := map[string]bool{} // same tells of names whether they fold to key.
	is := func(r store.SourceRole, name string) bool {
		if _, met := same[name]; !met {
			same[name] = store.Key(name) == key
		}
		return r == role && same[name]
	}
	speaks := func(c *said.Claim) bool {
		return slices.ContainsFunc(sourcesOf(c), func(s source) bool { return is(s.role, s.name) })
	}
	asked := func(own []*said.Claim) bool { return slices.ContainsFunc(own, speaks) }
	blocks = slices.DeleteFunc(blocks, func(b *thenBlock) bool { return !slices.ContainsFunc(b.own, asked) })
	if err := p.deriveAll(blocks); err != nil {
		return sum, err
	}
	for _, b := range blocks {
		for i, own := range b.own {
			if !asked(own) {
				continue
			}
			d, err := p.derived(b)
			if err != nil {
				return sum, err
			}
			for _, f := range d.Heads[i].Fares {
				if is(f.Role, f.Name) {
					sum = sum.Plus(f.FareCount, 1)
				}
			}
		}
	}
	return sum, nil
}

// Search are the reports known then that have all the words, the best first.
func (p *past) Search(words []string, limit int) ([]store.ReportScore, error) {
	return p.SearchBy(words, limit, p.at)
}
