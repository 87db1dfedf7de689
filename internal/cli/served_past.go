package cli

import (
	"context"
	"slices"
	"sync"
	"time"

	"stemma/internal/record"
	"stemma/internal/store"
)

// keptMoments is for how many times a server keeps what it derived anew, those asked for
// last.
const keptMoments = 4

// moments are for who goes from page to page of the record as it was known at one time:
// what had to be derived anew for the first page is at hand for the next. All of them go
// when the record changes.
type moments struct {
	mu         sync.Mutex
	generation uint64
	kept       []*record.Moment // kept in the order in which they were asked for, the last one last
}

// at is the moment of a time in this state of the record.
func (m *moments) at(generation uint64, at time.Time) *record.Moment {
	m.mu.Lock()
	defer m.mu.Unlock()
	if generation != m.generation {
		m.generation, m.kept = generation, nil
	}
	i := slices.IndexFunc(m.kept, func(x *record.Moment) bool { return x.At.Equal(at) })
	if i < 0 {
		next := record.NewMoment(at)
		if len(m.kept) > 0 {
			next = m.kept[len(m.kept)-1].Beside(at)
		}
		m.kept = append(m.kept[max(0, len(m.kept)+1-keptMoments):], next)
		return next
	}
	moment := m.kept[i]
	m.kept = append(slices.Delete(m.kept, i, i+1), moment)
	return moment
}

// view runs f on the record of s as it was known at a time.
func (m *moments) view(ctx context.Context, s store.Store, w record.World, at time.Time, f func(store.ReadTx) error) error {
	before, err := s.Generation(ctx)
	if err != nil {
		return err
	}
	return s.View(ctx, func(tx store.ReadTx) error {
		if _, err := tx.Now(); err != nil { // from here on tx is of one state
			return err
		}
		now, err := s.Generation(ctx)
		if err != nil {
			return err
		}
		moment := record.NewMoment(at)
		if now == before { // that state is the one of this generation
			moment = m.at(now, at)
		}
		then, err := moment.Then(tx, w)
		if err != nil {
			return err
		}
		return putRight(f)(then)
	})
}
