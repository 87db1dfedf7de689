package record

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
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

	compared *compared // compared are shared by moments of one state of the record.

	mu     sync.Mutex
	blocks map[string]*thenBlock // blocks that were asked for.
	of     map[string]string     // of is the block of each matter in them.

	grouping  sync.Mutex
	unsettled map[stemma.ReportID]bool         // unsettled are the reports whose stories may have been others; nil before anyone asked.
	asked     map[stemma.ReportID]bool         // asked are those of them that were grouped anew.
	stories   map[stemma.ReportID]stemma.Story // stories are those of the reports that were grouped anew.
}

// NewMoment is a moment of which nothing was asked yet.
func NewMoment(at time.Time) *Moment { return newMoment(at, &compared{}) }

// Beside is another moment of the same state of the record, of which nothing was asked
// yet. What two texts share has not to be found again for it.
func (m *Moment) Beside(at time.Time) *Moment { return newMoment(at, m.compared) }

func newMoment(at time.Time, c *compared) *Moment {
	return &Moment{
		At: at, compared: c, blocks: map[string]*thenBlock{}, of: map[string]string{},
		asked: map[stemma.ReportID]bool{}, stories: map[stemma.ReportID]stemma.Story{},
	}
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

// kept is a block that was asked for before.
func (m *Moment) kept(name string) (*thenBlock, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.blocks[name]
	return b, ok
}

// keep keeps a block for who asks next, unless another was faster, and gives the one that
// is kept.
func (m *Moment) keep(b *thenBlock) *thenBlock {
	m.mu.Lock()
	defer m.mu.Unlock()
	if other, ok := m.blocks[b.name]; ok {
		return other
	}
	m.blocks[b.name] = b
	for _, matter := range b.matters {
		m.of[matter.ID] = b.name
	}
	return b
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

type past struct {
	store.ReadTx
	at          time.Time
	world       World
	corrections corrections
	moment      *Moment
	copies      *copiesThen
}

// Matters by id.
func (p *past) Matters(f store.MatterFilter) iter.Seq2[stemma.Matter, error] {
	return gather(p, f, p.ReadTx.Matters, func(d *store.Derived) []stemma.Matter { return d.Matters }, func(m stemma.Matter) string { return m.ID })
}

// Disputes by matter.
func (p *past) Disputes(f store.MatterFilter) iter.Seq2[stemma.Dispute, error] {
	return gather(p, f, p.ReadTx.Disputes, func(d *store.Derived) []stemma.Dispute { return d.Disputes }, func(d stemma.Dispute) string { return d.Matter })
}

// Independence by matter; first what answers none.
func (p *past) Independence(f store.MatterFilter) iter.Seq2[stemma.Independence, error] {
	of := func(d *store.Derived) []stemma.Independence { return d.Independence }
	matter := func(i stemma.Independence) string { return i.Matter }
	if f != (store.MatterFilter{}) {
		return gather(p, f, p.ReadTx.Independence, of, matter)
	}
	return func(yield func(stemma.Independence, error) bool) {
		blocks, err := p.straddling(f)
		if err != nil {
			yield(stemma.Independence{}, err)
			return
		}
		if err := p.deriveAll(blocks); err != nil {
			yield(stemma.Independence{}, err)
			return
		}
		var none []stemma.Independence
		for _, b := range blocks {
			d, err := p.derived(b)
			if err != nil {
				yield(stemma.Independence{}, err)
				return
			}
			for _, in := range d.Independence {
				if in.Matter == "" {
					none = append(none, in)
				}
			}
		}
		order := func(x, y stemma.Independence) int { return cmp.Compare(x.Matter, y.Matter) }
		stream := gather(p, f, p.ReadTx.Independence, of, matter)
		regrouped(interleaved(stream, listed(none), order), matter)(yield)
	}
}

// Tallies by matter.
func (p *past) Tallies(f store.MatterFilter) iter.Seq2[stemma.Tally, error] {
	return gather(p, f, p.ReadTx.Tallies, func(d *store.Derived) []stemma.Tally { return d.Tallies }, func(t stemma.Tally) string { return t.Matter })
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
	blocks, err := p.straddlingOf(store.ClaimFilter{Place: f.Place}, controlBlock)
	if err != nil {
		return nil, err
	}
	if err := p.deriveAll(blocks); err != nil {
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
		d, err := p.derived(b)
		if err != nil {
			return nil, err
		}
		for _, h := range d.Holdings {
			if store.Key(h.Place) >= f.Since && (f.Place == "" || store.Key(h.Place) == place || store.Key(h.In) == place) && overlaps(h.When, f.From, f.To) {
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
