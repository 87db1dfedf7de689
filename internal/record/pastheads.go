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
	return func(yield func(store.Head, error) bool) {
		blocks, err := p.straddling(f.MatterFilter)
		if err != nil {
			yield(store.Head{}, err)
			return
		}
		f.KnownBy = p.at
		var anew []store.Head
		for _, b := range blocks {
			for i, h := range b.Heads {
				if b.listed(b.Matters[i], h, f) && behind(f.After, headSort(h, f.Order), h.Matter) {
					anew = append(anew, h)
				}
			}
		}
		order := func(a, b store.Head) int {
			return cmp.Or(cmp.Compare(headSort(b, f.Order), headSort(a, f.Order)), cmp.Compare(a.Matter, b.Matter))
		}
		slices.SortStableFunc(anew, order)
		limited(interleaved(p.ReadTx.MatterHeads(f), anew, order), f.Limit)(yield)
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

// interleaved puts more, which is in order, among a stream in the same order.
func interleaved[T any](stream iter.Seq2[T, error], more []T, order func(a, b T) int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		rest := more
		for v, err := range stream {
			for err == nil && len(rest) > 0 && order(rest[0], v) < 0 {
				if !yield(rest[0], nil) {
					return
				}
				rest = rest[1:]
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
		for _, v := range rest {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// limited ends a stream after n; 0 for all of it.
func limited[T any](stream iter.Seq2[T, error], n int) iter.Seq2[T, error] {
	if n <= 0 {
		return stream
	}
	return func(yield func(T, error) bool) {
		left := n
		for v, err := range stream {
			if left--; !yield(v, err) || left == 0 {
				return
			}
		}
	}
}

// listed reports whether a filter chooses a matter of a block, as a list shows it.
func (b *thenBlock) listed(m stemma.Matter, h store.Head, f store.HeadFilter) bool {
	if !b.chosen(m, f.MatterFilter) || len(h.Origins) < f.MinOrigins {
		return false
	}
	if len(f.Sides) > 0 && !slices.ContainsFunc(h.Origins, func(o stemma.Origin) bool { return slices.Contains(f.Sides, o.Side) }) {
		return false
	}
	if !shares(f.Kinds, h.Kinds) || !shares(f.Stances, h.Stances) || !strings.Contains(store.Key(h.Question), store.Key(f.Words)) {
		return false
	}
	if f.Actor == "" && f.Speaker == "" {
		return len(f.Kinds) == 0 || len(f.Stances) == 0 || b.answered(m, f)
	}
	return b.answered(m, f)
}

// shares reports whether a list that chooses has one of those that there are; an empty
// one chooses all.
func shares[T comparable](chosen, have []T) bool {
	return len(chosen) == 0 || slices.ContainsFunc(chosen, func(v T) bool { return slices.Contains(have, v) })
}

// answered reports whether one and the same claim that answers a matter is of the kind,
// the stance, the actor and the speaker that a filter names.
func (b *thenBlock) answered(m stemma.Matter, f store.HeadFilter) bool {
	return slices.ContainsFunc(m.Claims, func(id stemma.ClaimID) bool {
		c, ok := b.claims[id]
		return ok && saidBy(c, f)
	})
}

func saidBy(c said.Claim, f store.HeadFilter) bool {
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
	for _, b := range blocks {
		for _, h := range b.Heads {
			for _, f := range h.Fares {
				if f.Role == role && store.Key(f.Name) == key {
					sum = sum.Plus(f.FareCount, 1)
				}
			}
		}
	}
	return sum, nil
}

// Search are the reports known then that have all the words, the best first.
func (p *past) Search(words []string, limit int) ([]store.ReportScore, error) {
	for most := limit; ; most *= 4 {
		found, err := p.ReadTx.Search(words, most)
		if err != nil {
			return nil, err
		}
		var out []store.ReportScore
		for _, s := range found {
			known, err := p.copies.known(s.Report)
			if err != nil {
				return nil, err
			}
			if known && len(out) < limit {
				out = append(out, s)
			}
		}
		if len(out) == limit || len(found) < most {
			return out, nil
		}
	}
}
