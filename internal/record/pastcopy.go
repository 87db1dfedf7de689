package record

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// copiesThen is who copied whom among the reports that were known at a time.
type copiesThen struct {
	tx     store.ReadTx
	at     time.Time
	past   *past
	met    map[stemma.ReportID]*reportThen
	texts  map[stemma.ReportID]*reprint.Measured
	facts  *factsHeld
	heads  map[keyAt]*heads
	stands map[standAt]*stand
	listed map[placeAt][]stemma.ReportID
	ties   map[stemma.ReportID][]store.StoryTie // ties are the story links of a report.
}

// never is the zero time: of all that is known.
var never time.Time

// reportThen is what is known of a report.
type reportThen struct {
	known bool       // known means that it was known then.
	place int64      // place is where its text stands on the shelves.
	twins *twinsThen // twins are nil for one that was never copied whole.
}

// twinsThen are the whole copies of a text, by rank.
type twinsThen struct {
	now  []stemma.ReportID // now are those that are listed now.
	then []stemma.ReportID // then are those that were listed then: the first that were known.

	follow []stemma.ReportID // follow are the others that were known then: each is paired with its lead alone.
}

func newCopiesThen(p *past) *copiesThen {
	return &copiesThen{
		tx: p.ReadTx, at: p.at, past: p, met: map[stemma.ReportID]*reportThen{},
		texts: map[stemma.ReportID]*reprint.Measured{}, facts: &factsHeld{}, heads: map[keyAt]*heads{}, stands: map[standAt]*stand{}, listed: map[placeAt][]stemma.ReportID{},
		ties: map[stemma.ReportID][]store.StoryTie{},
	}
}

// known reports whether a report was known then.
func (k *copiesThen) known(id stemma.ReportID) (bool, error) {
	if err := k.look([]stemma.ReportID{id}); err != nil {
		return false, err
	}
	return k.met[id].known, nil
}

// twinsOf are the copies of a report's text; nil for one that was never copied whole.
func (k *copiesThen) twinsOf(id stemma.ReportID) (*twinsThen, error) {
	if err := k.look([]stemma.ReportID{id}); err != nil {
		return nil, err
	}
	return k.met[id].twins, nil
}

// look looks up those of some reports that were not met.
func (k *copiesThen) look(ids []stemma.ReportID) error {
	var strange []stemma.ReportID
	for _, id := range ids {
		if k.met[id] == nil {
			strange = append(strange, id)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	found, err := k.tx.Copied(strange, k.at)
	if err != nil {
		return err
	}
	for _, c := range found {
		if k.met[c.ID] != nil {
			continue // as a copy of one before
		}
		if len(c.Copies) == 0 {
			k.met[c.ID] = &reportThen{known: c.Known, place: c.Place}
			continue
		}
		t := &twinsThen{now: c.Copies[:min(listedTwins, len(c.Copies))]}
		for i, other := range c.Copies {
			k.met[other] = &reportThen{known: c.Out[i], place: c.Place, twins: t}
			switch {
			case c.Out[i] && len(t.then) < listedTwins:
				t.then = append(t.then, other)
			case c.Out[i]:
				t.follow = append(t.follow, other)
			}
		}
	}
	return nil
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

// copiesAmong are the reuse among the sentences of a block's claims and the descents among
// their reports, as they were known then.
func (p *past) copiesAmong(block string, claims []said.Claim) (said.Copies, error) {
	wanted, ok := heard(block, claims, p.world)
	if !ok {
		return said.Copies{}, nil
	}
	reports := sorted(reportsOf(claims))
	pairs, err := p.ReadTx.Between(reports, wanted)
	if err != nil {
		return said.Copies{}, err
	}
	more, err := p.copies.missingAmong(reports, pairs)
	if err != nil {
		return said.Copies{}, err
	}
	pairs = append(pairs, more...)
	slices.SortFunc(pairs, func(x, y store.Pair) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return copiesOf(claims, pairs), nil
}

// twoOf are two reports, the lesser id first.
func twoOf(a, b stemma.ReportID) [2]stemma.ReportID { return [2]stemma.ReportID{min(a, b), max(a, b)} }

// missingAmong are the pairs of some reports that the record does not hold and would have
// held then: those of whole copies that follow another lead now, and of reports that were
// compared for keys which too many carry now.
func (k *copiesThen) missingAmong(reports []stemma.ReportID, have []store.Pair) ([]store.Pair, error) {
	wanted := &pairsWanted{met: map[[2]stemma.ReportID]bool{}, among: map[stemma.ReportID]bool{}}
	for _, p := range have {
		wanted.met[[2]stemma.ReportID{p.A, p.B}] = true
	}
	for _, id := range reports {
		wanted.among[id] = true
	}
	listed, err := k.listedThen(reports)
	if err != nil {
		return nil, err
	}
	listed = slices.DeleteFunc(listed, func(id stemma.ReportID) bool { return !wanted.among[id] })
	near, err := k.wereNear(store.Prints, commonPrints, listed, func(a, b stemma.ReportID) bool { return wanted.met[twoOf(a, b)] })
	if err != nil {
		return nil, err
	}
	for _, pair := range near {
		wanted.add(pair[0], pair[1])
	}
	if err := k.look(reports); err != nil {
		return nil, err
	}
	for _, id := range reports {
		if err := k.ofCopies(id, wanted); err != nil {
			return nil, err
		}
	}
	return k.compareAll(wanted.list)
}

// missingOf are those of them that one report is in.
func (k *copiesThen) missingOf(id stemma.ReportID) ([]store.Pair, error) {
	wanted := &pairsWanted{met: map[[2]stemma.ReportID]bool{}, of: id}
	kin, err := k.tx.Kin(id)
	if err != nil {
		return nil, err
	}
	for _, other := range kin {
		wanted.met[twoOf(id, other)] = true
	}
	listed, err := k.listedThen([]stemma.ReportID{id})
	if err != nil {
		return nil, err
	}
	if slices.Contains(listed, id) {
		near, err := k.wereNearTo(store.Prints, commonPrints, id, func(other stemma.ReportID) bool { return wanted.met[twoOf(id, other)] })
		if err != nil {
			return nil, err
		}
		for _, other := range near {
			wanted.add(id, other)
		}
	}
	t, up, err := k.cameUp(id)
	if err != nil {
		return nil, err
	}
	if up {
		if kin, err = k.tx.Kin(t.now[0]); err != nil {
			return nil, err
		}
	}
	around := append(kin, id)
	if t != nil {
		around = append(around, t.then...)
	}
	beside, err := k.listedThen(around) // which of them came up, or leads another
	if err != nil {
		return nil, err
	}
	for _, other := range append(beside, id) {
		if err := k.ofCopies(other, wanted); err != nil {
			return nil, err
		}
	}
	return k.compareAll(wanted.list)
}

// pairsWanted are pairs of reports that are to be compared.
type pairsWanted struct {
	among map[stemma.ReportID]bool // among these are both; any for nil.
	of    stemma.ReportID          // of is one of both; any for none.
	met   map[[2]stemma.ReportID]bool
	list  [][2]stemma.ReportID
}

func (w *pairsWanted) add(a, b stemma.ReportID) {
	pair := twoOf(a, b)
	if a == b || w.met[pair] || w.of != "" && a != w.of && b != w.of || w.among != nil && !(w.among[a] && w.among[b]) {
		return
	}
	w.met[pair] = true
	w.list = append(w.list, pair)
}

// ofCopies adds the pairs that a report had then as one of the whole copies of a text.
func (k *copiesThen) ofCopies(id stemma.ReportID, wanted *pairsWanted) error {
	t, err := k.twinsOf(id)
	if err != nil || t == nil || len(t.then) == 0 {
		return err
	}
	if known, err := k.known(id); err != nil || !known {
		return err
	}
	wanted.add(t.then[0], id) // the one that leads is paired with all
	_, up, err := k.cameUp(id)
	if err != nil || !up {
		return err
	}
	for _, other := range t.then {
		wanted.add(id, other)
	}
	kin, err := k.tx.Kin(t.now[0])
	if err != nil {
		return err
	}
	if err := k.look(kin); err != nil {
		return err
	}
	for _, other := range kin {
		likewise := []stemma.ReportID{other}
		if o, err := k.twinsOf(other); err != nil {
			return err
		} else if o != nil {
			likewise = o.then
		}
		for _, other := range likewise {
			if known, err := k.known(other); err != nil {
				return err
			} else if known {
				wanted.add(id, other)
			}
		}
	}
	return nil
}

// compareAll is what pairs of reports share, of those that share anything, in their order.
func (k *copiesThen) compareAll(list [][2]stemma.ReportID) ([]store.Pair, error) {
	pairs := make([]store.Pair, len(list))
	var strange []int
	var texts [][2]*reprint.Measured
	for i, pair := range list {
		var ok bool
		if pairs[i], ok = k.past.moment.compared.get(pair); ok {
			continue
		}
		x, err := k.text(pair[0])
		if err != nil {
			return nil, err
		}
		y, err := k.text(pair[1])
		if err != nil {
			return nil, err
		}
		strange, texts = append(strange, i), append(texts, [2]*reprint.Measured{x, y})
	}
	begin(len(strange), func(n int) {
		i, x, y := strange[n], texts[n][0], texts[n][1]
		p := store.Pair{A: list[i][0], B: list[i][1], Reuse: reprint.Compare(x, y)}
		if d, ok := reprint.Trace(x, y, p.Reuse); ok {
			p.Descent = &d
		}
		pairs[i] = p
	})()
	for _, i := range strange {
		k.past.moment.compared.put(list[i], pairs[i])
	}
	return slices.DeleteFunc(pairs, func(p store.Pair) bool { return len(p.Reuse) == 0 && p.Descent == nil }), nil
}

// keptCompared is how many pairs are kept for other moments: of about 3 KB each.
const keptCompared = 4000

// compared are pairs of reports that the record does not hold. What two of them share is
// the same at every moment. It is safe for concurrent use; what it gives must not be
// changed.
type compared struct {
	mu         sync.Mutex
	young, old map[[2]stemma.ReportID]store.Pair
}

func (c *compared) get(pair [2]stemma.ReportID) (store.Pair, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.young[pair]
	if !ok {
		p, ok = c.old[pair]
	}
	return p, ok
}

func (c *compared) put(pair [2]stemma.ReportID, p store.Pair) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.young == nil || len(c.young) >= keptCompared/2 {
		c.young, c.old = map[[2]stemma.ReportID]store.Pair{}, c.young
	}
	c.young[pair] = p
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
