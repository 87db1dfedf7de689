package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// Then is the record as it was known at a time: what Add would have made of the
// reports that were known by then, with what persons have decided since.
//
// What was derived from reports all of which were known by then stands as it is.
// The few blocks that straddle that time are derived anew when they are asked for,
// from the claims known by then, and so are the stories. Who copied whom is a fact
// of two texts and taken from the record, with what was compared then and is not now.
func Then(tx store.ReadTx, w World, at time.Time) (store.ReadTx, error) {
	return NewMoment(at).Then(tx, w)
}

// Moment keeps what was derived anew to show the record as it was known at a time, for
// who asks again. It holds for one state of the record: after a change, make another. It
// is safe for concurrent use.
type Moment struct {
	At time.Time

	mu     sync.Mutex
	blocks map[string]*thenBlock // blocks that were derived anew.
	of     map[string]string     // of is the block of each matter in them.

	grouping sync.Mutex
	stories  map[stemma.ReportID]stemma.Story // stories of the reports that were grouped anew; nil before.
}

// NewMoment is a moment of which nothing was asked yet.
func NewMoment(at time.Time) *Moment {
	return &Moment{At: at, blocks: map[string]*thenBlock{}, of: map[string]string{}}
}

// Then is the record as it was known at that moment, as the function of this name gives
// it. All transactions must be of one state of the record.
func (m *Moment) Then(tx store.ReadTx, w World) (store.ReadTx, error) {
	decided, err := readCorrections(tx)
	if err != nil {
		return nil, err
	}
	p := &past{ReadTx: tx, at: m.At, world: w, corrections: decided, moment: m}
	p.copies = newCopiesThen(p)
	return p, nil
}

// kept is a block that was derived before.
func (m *Moment) kept(name string) (*thenBlock, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.blocks[name]
	return b, ok
}

// keep keeps a block for who asks next.
func (m *Moment) keep(name string, b *thenBlock) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.blocks[name] = b
	for _, matter := range b.Matters {
		m.of[matter.ID] = name
	}
}

// blockOf is the block of a matter among those that were derived anew.
func (m *Moment) blockOf(matter string) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	name, ok := m.of[matter]
	return name, ok
}

// matters are those of the blocks that were derived anew whose id begins with prefix.
func (m *Moment) matters(prefix string) (ids []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id := range m.of {
		if strings.HasPrefix(id, prefix) {
			ids = append(ids, id)
		}
	}
	return ids
}

// grouped are the stories that were grouped anew, as make groups them the first time.
func (m *Moment) grouped(make func() (map[stemma.ReportID]stemma.Story, error)) (map[stemma.ReportID]stemma.Story, error) {
	m.grouping.Lock()
	defer m.grouping.Unlock()
	if m.stories == nil {
		list, err := make()
		if err != nil {
			return nil, err
		}
		m.stories = list
	}
	return m.stories, nil
}

type past struct {
	store.ReadTx
	at          time.Time
	world       World
	corrections corrections
	moment      *Moment
	copies      *copiesThen
}

// thenBlock is a block as it was then.
type thenBlock struct {
	store.Derived
	claims map[stemma.ClaimID]said.Claim
}

// block derives a block from the claims that were known by then.
func (p *past) block(name string) (*thenBlock, error) {
	if b, ok := p.moment.kept(name); ok {
		return b, nil
	}
	standing, err := p.BlockBy(name, copiesHeard, p.at)
	if err != nil {
		return nil, err
	}
	b := &thenBlock{claims: map[stemma.ClaimID]said.Claim{}}
	if len(standing) == 0 {
		p.moment.keep(name, b)
		return b, nil
	}
	claims := make([]said.Claim, len(standing))
	for i, s := range standing {
		s.Claim = p.corrections.apply(s.Claim)
		claims[i] = saidIn(s)
		b.claims[s.Claim.ID] = claims[i]
	}
	said.Sort(claims)
	copies, err := p.copiesAmong(claims)
	if err != nil {
		return nil, err
	}
	b.Derived = Derive(name, claims, copies, p.world)
	p.moment.keep(name, b)
	return b, nil
}

// straddling are the blocks that have to be derived anew to answer a filter.
func (p *past) straddling(f store.MatterFilter) ([]*thenBlock, error) {
	if f.Matter != "" {
		return p.blockOf(f.Matter)
	}
	claims := store.ClaimFilter{Place: f.Place, Report: f.Report}
	if f.Claim != "" {
		claims.IDs = []stemma.ClaimID{f.Claim}
	}
	names, err := p.ReadTx.Straddling(claims, p.at)
	if err != nil {
		return nil, err
	}
	var list []*thenBlock
	for _, name := range names {
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
		return slices.ContainsFunc(b.Matters, func(m stemma.Matter) bool { return m.ID == matter })
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
		b, err := p.block(name)
		if err != nil || has(b) {
			return []*thenBlock{b}, err
		}
	}
	return nil, nil
}

// chosen reports whether a filter chooses a matter of a block.
func (b *thenBlock) chosen(m stemma.Matter, f store.MatterFilter) bool {
	if f.Matter != "" && m.ID != f.Matter || f.Slot != "" && m.Slot != f.Slot {
		return false
	}
	if !overlaps(m.When, f.From, f.To) {
		return false
	}
	if f.Place == "" && f.Report == "" && f.Claim == "" {
		return true
	}
	place := store.Key(f.Place)
	any := func(test func(said.Claim) bool) bool {
		return slices.ContainsFunc(m.Claims, func(id stemma.ClaimID) bool { return test(b.claims[id]) })
	}
	return (f.Place == "" || any(func(c said.Claim) bool {
		return store.Key(c.Place.Name) == place || store.Key(c.Place.In) == place || c.Place.Geo.ID == f.Place
	})) &&
		(f.Report == "" || any(func(c said.Claim) bool { return c.Report == f.Report })) &&
		(f.Claim == "" || any(func(c said.Claim) bool { return c.ID == f.Claim }))
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

// gather is what stands as it was then, and what the straddling blocks gave then, in
// the order of the store.
func gather[T any](p *past, f store.MatterFilter, standing func(store.MatterFilter) iter.Seq2[T, error], of func(*thenBlock) []T, matter func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		list, err := p.straddling(f)
		if err != nil {
			yield(none, err)
			return
		}
		f.KnownBy = p.at
		var all []bodied[T]
		for v, err := range standing(f) {
			if err != nil {
				yield(none, err)
				return
			}
			all = append(all, bodied[T]{v, matter(v), nil})
		}
		for _, b := range list {
			chosen := map[string]bool{}
			for _, m := range b.Matters {
				chosen[m.ID] = b.chosen(m, f)
			}
			for _, v := range of(b) {
				if id := matter(v); chosen[id] || id == "" && f == (store.MatterFilter{KnownBy: p.at}) {
					all = append(all, bodied[T]{v, id, nil})
				}
			}
		}
		sortBodies(all)
		for _, b := range all {
			if !yield(b.value, nil) {
				return
			}
		}
	}
}

// bodied is a value with what it is sorted by.
type bodied[T any] struct {
	value T
	key   string
	body  []byte
}

// sortBodies sorts by key, then by the values as JSON, as the store does.
func sortBodies[T any](list []bodied[T]) {
	body := func(b *bodied[T]) []byte {
		if b.body == nil {
			b.body, _ = json.Marshal(b.value) // numbers, strings and times always can
		}
		return b.body
	}
	slices.SortStableFunc(list, func(x, y bodied[T]) int {
		if c := cmp.Compare(x.key, y.key); c != 0 {
			return c
		}
		return bytes.Compare(body(&x), body(&y))
	})
}

// Matters by id.
func (p *past) Matters(f store.MatterFilter) iter.Seq2[stemma.Matter, error] {
	return gather(p, f, p.ReadTx.Matters, func(b *thenBlock) []stemma.Matter { return b.Matters }, func(m stemma.Matter) string { return m.ID })
}

// Disputes by matter.
func (p *past) Disputes(f store.MatterFilter) iter.Seq2[stemma.Dispute, error] {
	return gather(p, f, p.ReadTx.Disputes, func(b *thenBlock) []stemma.Dispute { return b.Disputes }, func(d stemma.Dispute) string { return d.Matter })
}

// Independence by matter.
func (p *past) Independence(f store.MatterFilter) iter.Seq2[stemma.Independence, error] {
	return gather(p, f, p.ReadTx.Independence, func(b *thenBlock) []stemma.Independence { return b.Independence }, func(i stemma.Independence) string { return i.Matter })
}

// Tallies by matter.
func (p *past) Tallies(f store.MatterFilter) iter.Seq2[stemma.Tally, error] {
	return gather(p, f, p.ReadTx.Tallies, func(b *thenBlock) []stemma.Tally { return b.Tallies }, func(t stemma.Tally) string { return t.Matter })
}

// Holdings by place and time.
func (p *past) Holdings(f store.HoldingFilter) iter.Seq2[stemma.Holding, error] {
	return func(yield func(stemma.Holding, error) bool) {
		list, err := p.holdings(f)
		if err != nil {
			yield(stemma.Holding{}, err)
			return
		}
		for _, h := range list {
			if !yield(h, nil) {
				return
			}
		}
	}
}

func (p *past) holdings(f store.HoldingFilter) ([]stemma.Holding, error) {
	blocks, err := p.straddling(store.MatterFilter{Place: f.Place})
	if err != nil {
		return nil, err
	}
	standing := f
	standing.KnownBy = p.at
	var list []bodied[stemma.Holding]
	add := func(h stemma.Holding) { list = append(list, bodied[stemma.Holding]{value: h}) }
	for h, err := range p.ReadTx.Holdings(standing) {
		if err != nil {
			return nil, err
		}
		add(h)
	}
	place := store.Key(f.Place)
	for _, b := range blocks {
		for _, h := range b.Holdings {
			if (f.Place == "" || store.Key(h.Place) == place || store.Key(h.In) == place) && overlaps(h.When, f.From, f.To) {
				add(h)
			}
		}
	}
	sortBodies(list)
	slices.SortStableFunc(list, func(x, y bodied[stemma.Holding]) int {
		a, b := x.value, y.value
		return cmp.Or(cmp.Compare(store.Key(a.Place), store.Key(b.Place)), cmp.Compare(store.Key(a.In), store.Key(b.In)),
			openFirst(a.When.From, b.When.From), openFirst(a.When.To, b.When.To))
	})
	out := make([]stemma.Holding, len(list))
	for i, b := range list {
		out[i] = b.value
	}
	return out, nil
}

// openFirst orders times to the second, unknown ones first.
func openFirst(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return -1
	case b.IsZero():
		return 1
	}
	return cmp.Compare(a.Unix(), b.Unix())
}

func isMissing(err error) bool { return err != nil && errors.Is(err, stemma.ErrNotFound) }

// known fails for a report that was not known then.
func (p *past) known(id stemma.ReportID) error {
	ok, err := p.copies.known(id)
	if err == nil && !ok {
		return fmt.Errorf("report %s, as of %s: %w", id, p.at.Format(time.RFC3339), stemma.ErrNotFound)
	}
	return err
}
