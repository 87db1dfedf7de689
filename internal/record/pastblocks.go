package record

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// thenBlock is a block as it was then: what its claims ask, and once somebody asks for
// it all that follows from them.
type thenBlock struct {
	name    string
	claims  []said.Claim
	byID    map[stemma.ClaimID]*said.Claim
	matters []stemma.Matter // matters are its questions, without the origins behind them.
	own     [][]*said.Claim // own are the claims of each matter.

	mu   sync.Mutex
	rest *store.Derived // rest is nil before it was asked for.
}

// block is a block of the claims that were known by then.
func (p *past) block(name string) (*thenBlock, error) {
	if b, ok := p.moment.kept(name); ok {
		return b, nil
	}
	standing, err := p.BlockBy(name, copiesHeard, p.at)
	if err != nil {
		return nil, err
	}
	b := &thenBlock{name: name, claims: make([]said.Claim, len(standing)), byID: make(map[stemma.ClaimID]*said.Claim, len(standing))}
	for i, s := range standing {
		b.claims[i] = saidIn(s, p.corrections.apply(s.Claim))
	}
	said.Sort(b.claims)
	for i := range b.claims {
		b.byID[b.claims[i].ID] = &b.claims[i]
	}
	if block, ok := cut(name, matterBlock); ok && len(b.claims) > 0 {
		b.matters = matter.Of(block, b.claims, p.world)
		b.own = said.Answering(b.matters, b.claims)
	}
	return p.moment.keep(b), nil
}

// done is what was derived of a block; nil when nobody asked for it.
func (b *thenBlock) done() *store.Derived {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rest
}

func (b *thenBlock) set(d store.Derived) *store.Derived {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rest == nil {
		b.rest = &d
	}
	return b.rest
}

// derived is all that follows from a block as it was then. Of who copied whom it has to
// know, which takes longer than all the rest.
func (p *past) derived(b *thenBlock) (*store.Derived, error) {
	if d := b.done(); d != nil {
		return d, nil
	}
	copies, err := p.copiesAmong(b.name, b.claims)
	if err != nil {
		return nil, err
	}
	return b.set(Derive(b.name, b.claims, copies, p.world)), nil
}

// deriveAll derives blocks on all cores. While some are derived, the next are read.
func (p *past) deriveAll(blocks []*thenBlock) error {
	wait := func() {}
	for part := range slices.Chunk(slices.DeleteFunc(slices.Clone(blocks), func(b *thenBlock) bool { return b.done() != nil }), derivedAtOnce) {
		copies := make([]said.Copies, len(part))
		for i, b := range part {
			var err error
			if copies[i], err = p.copiesAmong(b.name, b.claims); err != nil {
				wait()
				return err
			}
		}
		wait()
		wait = begin(len(part), func(i int) { part[i].set(Derive(part[i].name, part[i].claims, copies[i], p.world)) })
	}
	wait()
	return nil
}

// straddling are the blocks that have to be derived anew to answer a filter of matters.
func (p *past) straddling(f store.MatterFilter) ([]*thenBlock, error) {
	if f.Matter != "" {
		return p.blockOf(f.Matter)
	}
	claims := store.ClaimFilter{Place: f.Place, Report: f.Report}
	if f.Claim != "" {
		claims.IDs = []stemma.ClaimID{f.Claim}
	}
	return p.straddlingOf(claims, matterBlock)
}

// straddlingOf are the blocks of a kind, some claims of which were known then and others
// not, and in which one stands that a filter chooses.
func (p *past) straddlingOf(f store.ClaimFilter, kind string) ([]*thenBlock, error) {
	names, err := p.ReadTx.Straddling(f, p.at)
	if err != nil {
		return nil, err
	}
	var list []*thenBlock
	for _, name := range names {
		if !strings.HasPrefix(name, kind) {
			continue
		}
		b, err := p.block(name)
		if err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, nil
}

// blockOf is the block of a matter: where it was found before, where it stands now,
// else, since a later report can give a question another beginning and so another id,
// any that straddles that time.
func (p *past) blockOf(matter string) ([]*thenBlock, error) {
	has := func(b *thenBlock) bool {
		return slices.ContainsFunc(b.matters, func(m stemma.Matter) bool { return m.ID == matter })
	}
	name, ok := p.moment.blockOf(matter)
	if !ok {
		var err error
		name, err = p.BlockOf(matter)
		if err != nil && !isMissing(err) {
			return nil, err
		}
		for m, err := range p.ReadTx.Matters(store.MatterFilter{Matter: matter, KnownBy: p.at}) {
			if err != nil || m.ID == matter {
				return nil, err // it stands as it was then
			}
		}
	}
	if name != "" {
		b, err := p.block(name)
		if err != nil || has(b) {
			return []*thenBlock{b}, err
		}
	}
	names, err := p.ReadTx.Straddling(store.ClaimFilter{}, p.at)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !strings.HasPrefix(name, matterBlock) {
			continue
		}
		b, err := p.block(name)
		if err != nil || has(b) {
			return []*thenBlock{b}, err
		}
	}
	return nil, nil
}

// chosen reports whether a filter chooses a matter of a block.
func (b *thenBlock) chosen(m stemma.Matter, f store.MatterFilter) bool {
	if f.Matter != "" && m.ID != f.Matter || f.Slot != "" && m.Slot != f.Slot || m.ID < f.Since {
		return false
	}
	if !overlaps(m.When, f.From, f.To) {
		return false
	}
	if f.Place == "" && f.Report == "" && f.Claim == "" {
		return true
	}
	place := store.Key(f.Place)
	any := func(test func(*said.Claim) bool) bool {
		return slices.ContainsFunc(m.Claims, func(id stemma.ClaimID) bool { return b.byID[id] != nil && test(b.byID[id]) })
	}
	return (f.Place == "" || any(func(c *said.Claim) bool {
		return store.Key(c.Place.Name) == place || store.Key(c.Place.In) == place || c.Place.Geo.ID == f.Place
	})) &&
		(f.Report == "" || any(func(c *said.Claim) bool { return c.Report == f.Report })) &&
		(f.Claim == "" || any(func(c *said.Claim) bool { return c.ID == f.Claim }))
}

// overlaps reports whether a time shares a moment with a half-open interval; an unknown
// time only with one that is open at both ends.
func overlaps(w stemma.When, from, to time.Time) bool {
	switch {
	case from.IsZero() && to.IsZero():
		return true
	case w.From.IsZero() && w.To.IsZero():
		return false
	}
	return (from.IsZero() || w.To.IsZero() || w.To.After(from)) && (to.IsZero() || w.From.IsZero() || w.From.Before(to))
}

// matterThen is a matter of a block as it was then.
type matterThen struct {
	block *thenBlock
	at    int // at is its place among the block's.
}

func (m matterThen) id() string { return m.block.matters[m.at].ID }

// gather is what hangs on matters that stand as they were then, and on those of the
// straddling blocks, in the order of the store. A block is derived when its first matter
// is come to.
func gather[T any](p *past, f store.MatterFilter, standing func(store.MatterFilter) iter.Seq2[T, error], of func(*store.Derived) []T, matter func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		blocks, err := p.straddling(f)
		if err != nil {
			yield(none, err)
			return
		}
		var anew []matterThen
		for _, b := range blocks {
			for i, m := range b.matters {
				if b.chosen(m, f) {
					anew = append(anew, matterThen{b, i})
				}
			}
		}
		slices.SortStableFunc(anew, func(x, y matterThen) int { return cmp.Compare(x.id(), y.id()) })
		hanging := func(yield func(T, error) bool) {
			for _, m := range anew {
				d, err := p.derived(m.block)
				if err != nil {
					yield(none, err)
					return
				}
				for _, v := range of(d) {
					if matter(v) == m.id() && !yield(v, nil) {
						return
					}
				}
			}
		}
		f.KnownBy = p.at
		order := func(x, y T) int { return cmp.Compare(matter(x), matter(y)) }
		regrouped(interleaved(standing(f), hanging, order), matter)(yield)
	}
}
