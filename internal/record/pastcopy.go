package record

import (
	"cmp"
	"slices"
	"time"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// copiesThen is who copied whom among the reports that were known at a time.
type copiesThen struct {
	tx    store.ReadTx
	at    time.Time
	past  *past
	twins map[stemma.ReportID]*twinsThen
	texts map[stemma.ReportID]*reprint.Measured
	facts *factsHeld
	heads map[keyAt]heads
}

// never is the zero time: of all that is known.
var never time.Time

// twinsThen are the whole copies of a text, by rank.
type twinsThen struct {
	now  []stemma.ReportID // now are those that are listed now.
	then []stemma.ReportID // then are those that were listed then: the first that were known.
}

func newCopiesThen(p *past) *copiesThen {
	return &copiesThen{
		tx: p.ReadTx, at: p.at, past: p, twins: map[stemma.ReportID]*twinsThen{}, texts: map[stemma.ReportID]*reprint.Measured{},
		facts: &factsHeld{}, heads: map[keyAt]heads{},
	}
}

// twinsOf are the copies of a report's text; nil for one that was never copied whole.
func (k *copiesThen) twinsOf(id stemma.ReportID) (*twinsThen, error) {
	if t, ok := k.twins[id]; ok {
		return t, nil
	}
	key, err := k.tx.Keys(store.Twins, id)
	if err != nil || len(key) == 0 {
		k.twins[id] = nil
		return nil, err
	}
	all, err := k.tx.Carriers(store.Twins, key[0], 0)
	if err != nil {
		return nil, err
	}
	if len(all) < 2 {
		k.twins[id] = nil
		return nil, nil
	}
	t := &twinsThen{now: all[:min(listedTwins, len(all))]}
	for _, other := range all {
		k.twins[other] = t
		known, err := k.tx.KnownBy(other, k.at)
		if err != nil {
			return nil, err
		}
		if known && len(t.then) < listedTwins {
			t.then = append(t.then, other)
		}
	}
	return t, nil
}

// cameUp reports whether a copy is not listed now and was then, when those before it
// were not known.
func (k *copiesThen) cameUp(id stemma.ReportID) (*twinsThen, bool, error) {
	t, err := k.twinsOf(id)
	if err != nil || t == nil {
		return nil, false, err
	}
	return t, slices.Contains(t.then, id) && !slices.Contains(t.now, id), nil
}

// copiesAmong are the reuse among the sentences of claims and the descents among their
// reports, as they were known then.
func (p *past) copiesAmong(claims []said.Claim) (said.Copies, error) {
	reports := sorted(reportsOf(claims))
	pairs, err := p.ReadTx.Between(reports, claimed(claims))
	if err != nil {
		return said.Copies{}, err
	}
	more, err := p.copies.missing(reports, pairs)
	if err != nil {
		return said.Copies{}, err
	}
	pairs = append(pairs, more...)
	slices.SortFunc(pairs, func(x, y store.Pair) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return copiesOf(claims, pairs), nil
}

// missing are the pairs of reports that the record does not hold and would have held
// then: those of whole copies that follow another lead now, and of reports that were
// compared for keys which too many carry now.
func (k *copiesThen) missing(reports []stemma.ReportID, have []store.Pair) ([]store.Pair, error) {
	held := map[[2]stemma.ReportID]bool{}
	for _, p := range have {
		held[[2]stemma.ReportID{p.A, p.B}] = true
	}
	in := map[stemma.ReportID]bool{}
	for _, id := range reports {
		in[id] = true
	}
	var out []store.Pair
	add := func(a, b stemma.ReportID) error {
		key := [2]stemma.ReportID{min(a, b), max(a, b)}
		if a == b || !in[a] || !in[b] || held[key] {
			return nil
		}
		held[key] = true
		p, err := k.compare(key[0], key[1])
		if err == nil && (len(p.Reuse) > 0 || p.Descent != nil) {
			out = append(out, p)
		}
		return err
	}
	listed, err := k.listedThen(reports)
	if err != nil {
		return nil, err
	}
	near, err := k.nearThen(store.Prints, commonPrints, slices.DeleteFunc(listed, func(id stemma.ReportID) bool { return !in[id] }))
	if err != nil {
		return nil, err
	}
	for _, pair := range near {
		if err := add(pair[0], pair[1]); err != nil {
			return nil, err
		}
	}
	for _, id := range reports {
		t, err := k.twinsOf(id)
		if err != nil {
			return nil, err
		}
		if t == nil || len(t.then) == 0 {
			continue
		}
		if err := add(t.then[0], id); err != nil { // the one that leads is paired with all
			return nil, err
		}
		_, up, err := k.cameUp(id)
		if err != nil {
			return nil, err
		}
		if !up {
			continue
		}
		for _, other := range t.then {
			if err := add(id, other); err != nil {
				return nil, err
			}
		}
		kin, err := k.tx.Kin(t.now[0])
		if err != nil {
			return nil, err
		}
		for _, other := range kin {
			likewise := []stemma.ReportID{other}
			if o, err := k.twinsOf(other); err != nil {
				return nil, err
			} else if o != nil {
				likewise = o.then
			}
			for _, other := range likewise {
				if err := add(id, other); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

// follows reports whether a copy was not listed then: it is paired with its lead alone.
func (k *copiesThen) follows(id stemma.ReportID) (bool, error) {
	t, err := k.twinsOf(id)
	return err == nil && t != nil && !slices.Contains(t.then, id), err
}

// compare is what two reports share.
func (k *copiesThen) compare(a, b stemma.ReportID) (store.Pair, error) {
	x, err := k.text(a)
	if err != nil {
		return store.Pair{}, err
	}
	y, err := k.text(b)
	if err != nil {
		return store.Pair{}, err
	}
	p := store.Pair{A: a, B: b, Reuse: reprint.Compare(x, y)}
	if d, ok := reprint.Trace(x, y, p.Reuse); ok {
		p.Descent = &d
	}
	return p, nil
}

func (k *copiesThen) text(id stemma.ReportID) (*reprint.Measured, error) {
	if t, ok := k.texts[id]; ok {
		return t, nil
	}
	r, err := k.tx.Report(id)
	if err != nil {
		return nil, err
	}
	sentences, err := k.tx.Sentences(id)
	if err != nil {
		return nil, err
	}
	t := reprint.Measure(textOf(r, sentences))
	k.texts[id] = t
	return t, nil
}
