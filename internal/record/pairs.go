package record

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/store"
)

// listedTwins is how many whole copies of one text are listed by their words. The
// first by rank, the lead, is paired with all the others; those not listed have no
// other pairs.
const listedTwins = 4

// textOf is a report's own sentences: those of its body.
func textOf(r stemma.Report, sentences []stemma.Span) reprint.Text {
	t := reprint.Text{Report: r.ID, Outlet: r.Outlet, Language: r.Language, Published: r.Published.When}
	for _, a := range r.Agencies {
		t.Agencies = append(t.Agencies, a.Agency)
	}
	i := 0
	for _, s := range sentences {
		for i < len(r.Blocks) && r.Blocks[i].Span.End <= s.Start {
			i++
		}
		if i < len(r.Blocks) && r.Blocks[i].Role == stemma.Body {
			t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: r.ID, Span: s, Words: s.Of(r.Text)})
		}
	}
	return t
}

// text is the text of a report that came, or that is in the store.
func (c *change) text(id stemma.ReportID) (reprint.Text, error) {
	if t, ok := c.own[id]; ok {
		return t, nil
	}
	r, err := c.tx.Report(id)
	if err != nil {
		return reprint.Text{}, err
	}
	sentences, err := c.tx.Sentences(id)
	return textOf(r, sentences), err
}

// prints are the keys of a text's sentences.
func prints(t reprint.Text) []int64 {
	var keys []int64
	for _, s := range t.Sentences {
		for _, p := range reprint.Fingerprints(s.Words) {
			keys = append(keys, int64(p))
		}
	}
	for _, p := range reprint.FigureKeys(t) {
		keys = append(keys, int64(p))
	}
	return distinct(keys)
}

// twinKey is the same for whole copies of a text; none for a text without
// sentences.
func twinKey(t reprint.Text) []int64 {
	if len(t.Sentences) == 0 {
		return nil
	}
	words := make([]string, len(t.Sentences))
	for i, s := range t.Sentences {
		words[i] = strings.Join(strings.Fields(s.Words), " ")
	}
	return []int64{digest(words...)}
}

// joinTwins puts a report beside the whole copies of its text, and lists it when it
// is among the first of them.
func (c *change) joinTwins(id stemma.ReportID, t reprint.Text) error {
	key := twinKey(t)
	if len(key) == 0 {
		return c.list(id, t)
	}
	if err := c.tx.SetKeys(store.Twins, id, key); err != nil {
		return err
	}
	twins, err := c.tx.Carriers(store.Twins, key[0], listedTwins+1)
	if err != nil {
		return err
	}
	at := slices.Index(twins, id)
	if at < 0 || at >= listedTwins {
		c.follows[id] = true
		return nil
	}
	if len(twins) > listedTwins {
		if err := c.unlist(twins[listedTwins]); err != nil {
			return err
		}
	}
	if at == 0 {
		if err := c.stirTwins(key[0]); err != nil {
			return err
		}
	}
	return c.list(id, t)
}

// list puts a report on the shelves by its words and by what tells its story.
func (c *change) list(id stemma.ReportID, t reprint.Text) error {
	c.stirred[id], c.moved[id], c.listed[id], c.regroup[id] = true, true, true, true
	delete(c.follows, id)
	f, err := c.factsOf(id)
	if err != nil {
		return err
	}
	if err := c.shelve(store.StoryKeys, id, storyKeys(*f)); err != nil {
		return err
	}
	return c.shelve(store.Prints, id, prints(t))
}

// unlist takes a report off those shelves.
func (c *change) unlist(id stemma.ReportID) error {
	c.stirred[id], c.follows[id] = true, true
	if err := c.leaveStory(id); err != nil {
		return err
	}
	if err := c.unshelve(store.StoryKeys, id); err != nil {
		return err
	}
	delete(c.moved, id)
	delete(c.listed, id)
	return c.unshelve(store.Prints, id)
}

// leaveTwins takes a report from beside the copies of its text.
func (c *change) leaveTwins(id stemma.ReportID) error {
	if err := c.unlist(id); err != nil {
		return err
	}
	defer func() {
		delete(c.stirred, id)
		delete(c.follows, id)
		delete(c.thinned, id)
		delete(c.slipped, id)
	}()
	key, err := c.tx.Keys(store.Twins, id)
	if err != nil || len(key) == 0 {
		return err
	}
	twins, err := c.tx.Carriers(store.Twins, key[0], listedTwins+1)
	if err != nil {
		return err
	}
	at := slices.Index(twins, id)
	if at == 0 {
		if err := c.stirTwins(key[0]); err != nil {
			return err
		}
	}
	if err := c.tx.SetKeys(store.Twins, id, nil); err != nil {
		return err
	}
	if at < 0 || at >= listedTwins || len(twins) <= listedTwins {
		return nil
	}
	next := twins[listedTwins]
	t, err := c.text(next)
	if err != nil {
		return err
	}
	return c.list(next, t)
}

// stirTwins marks all whole copies of a text: who leads them has changed.
func (c *change) stirTwins(key int64) error {
	twins, err := c.tx.Carriers(store.Twins, key, 0)
	for _, id := range twins {
		c.stirred[id] = true
	}
	c.led[key] = true
	return err
}

// kin are the reports that may share sentences with one.
func (c *change) kin(id stemma.ReportID) (map[stemma.ReportID]bool, error) {
	found, err := c.tx.Near(store.Prints, id, printStar, commonPrints)
	if err != nil {
		return nil, err
	}
	twins, err := c.twins(id)
	near := map[stemma.ReportID]bool{}
	for _, other := range slices.Concat(found, twins) {
		near[other] = true
	}
	delete(near, id)
	return near, err
}

// twins are the whole copies of a text with which one of them is paired: all for the
// lead, the lead for the others.
func (c *change) twins(id stemma.ReportID) ([]stemma.ReportID, error) {
	key, err := c.tx.Keys(store.Twins, id)
	if err != nil || len(key) == 0 {
		return nil, err
	}
	lead, err := c.tx.Carriers(store.Twins, key[0], 1)
	if err != nil || lead[0] != id {
		return lead, err
	}
	return c.tx.Carriers(store.Twins, key[0], 0)
}

// settlePairs compares the reports that came, or whose neighbours changed, with
// those that may share sentences with them. Who only lost neighbours has nothing to
// be compared with: one more report under a key never brings others together.
func (c *change) settlePairs() error {
	for id := range c.came {
		c.stirred[id] = true
	}
	wanted := map[pairOf]bool{}
	for _, id := range sorted(c.stirred) {
		if err := c.settlePairsOf(id, wanted); err != nil {
			return err
		}
	}
	for id, behind := range c.thinned {
		if c.stirred[id] {
			continue
		}
		if err := c.thin(id, behind); err != nil {
			return err
		}
	}
	pairs := slices.SortedFunc(maps.Keys(wanted), func(p, q pairOf) int {
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	return c.compareAll(pairs)
}

// pairOf is two reports, the lesser id first; or one and itself.
type pairOf [2]stemma.ReportID

func (c *change) settlePairsOf(id stemma.ReportID, wanted map[pairOf]bool) error {
	want, err := c.kin(id)
	if err != nil {
		return err
	}
	if c.came[id] {
		want[id] = true // a report may repeat itself
	}
	have, err := c.tx.Kin(id)
	if err != nil {
		return err
	}
	for _, other := range have {
		if want[other] {
			delete(want, other)
			continue
		}
		if err := c.putPair(store.Pair{A: min(id, other), B: max(id, other)}); err != nil {
			return err
		}
	}
	for other := range want {
		wanted[pairOf{min(id, other), max(id, other)}] = true
	}
	return nil
}

// thin removes the pairs of a report with those that are its neighbours no longer,
// since it fell behind the anchors of some keys.
func (c *change) thin(id stemma.ReportID, behind []int64) error {
	have, err := c.tx.Kin(id)
	if err != nil || len(have) == 0 {
		return err
	}
	lost, err := c.tx.Slipped(store.Prints, id, have, distinct(behind), printStar, commonPrints)
	if err != nil || len(lost) == 0 {
		return err
	}
	twins, err := c.twins(id)
	if err != nil {
		return err
	}
	for _, other := range lost {
		if slices.Contains(twins, other) {
			continue
		}
		if err := c.putPair(store.Pair{A: min(id, other), B: max(id, other)}); err != nil {
			return err
		}
	}
	return nil
}

// comparedAtOnce bounds how many comparisons are held before they are kept.
const comparedAtOnce = 512

// compareAll keeps what pairs of reports share, or what one repeats. While some are
// compared, those before them are kept and the texts of the next are read.
func (c *change) compareAll(pairs []pairOf) error {
	keep := func() error { return nil } // keeps those that are being compared.
	for some := range slices.Chunk(pairs, comparedAtOnce) {
		texts, err := c.measure(some)
		if err != nil {
			return errors.Join(err, keep())
		}
		found := make([]store.Pair, len(some))
		done := begin(len(some), func(i int) { found[i] = compare(texts[some[i][0]], texts[some[i][1]]) })
		if err := keep(); err != nil {
			done()
			return err
		}
		keep = func() error {
			done()
			for _, p := range found {
				if len(p.Reuse) == 0 && p.Descent == nil {
					continue
				}
				if err := c.putPair(p); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return keep()
}

func compare(x, y *reprint.Measured) store.Pair {
	p := store.Pair{A: x.Text.Report, B: y.Text.Report, Reuse: reprint.Compare(x, y)}
	if p.A != p.B {
		if d, ok := reprint.Trace(x, y, p.Reuse); ok {
			p.Descent = &d
		}
	}
	return p
}

// measure gives the texts of pairs, ready to be compared.
func (c *change) measure(pairs []pairOf) (map[stemma.ReportID]*reprint.Measured, error) {
	ready := map[stemma.ReportID]*reprint.Measured{}
	var texts []reprint.Text
	for _, p := range pairs {
		for _, id := range p {
			if _, ok := ready[id]; ok {
				continue
			}
			if ready[id] = c.texts[id]; ready[id] != nil {
				continue
			}
			t, err := c.text(id)
			if err != nil {
				return nil, err
			}
			texts = append(texts, t)
		}
	}
	measured := make([]*reprint.Measured, len(texts))
	begin(len(texts), func(i int) { measured[i] = reprint.Measure(texts[i]) })()
	for _, m := range measured {
		c.texts[m.Text.Report], ready[m.Text.Report] = m, m
	}
	return ready, nil
}

// putPair keeps a pair and marks the blocks in which both have claims.
func (c *change) putPair(p store.Pair) error {
	if err := c.tx.PutPair(p); err != nil {
		return err
	}
	if c.came[p.A] || c.came[p.B] {
		return nil // the blocks of what came are derived anyway
	}
	as, err := c.blocksOf(p.A)
	if err != nil {
		return err
	}
	bs, err := c.blocksOf(p.B)
	if err != nil {
		return err
	}
	for _, name := range common(as, bs) {
		c.blocks[name] = true
	}
	return nil
}

// blocksOf are the blocks of a report, which stay what they are once all have come.
func (c *change) blocksOf(id stemma.ReportID) ([]string, error) {
	names, ok := c.blocked[id]
	if ok {
		return names, nil
	}
	names, err := c.tx.Blocks(id)
	c.blocked[id] = names
	return names, err
}

// common are the members of both of two sorted lists.
func common(a, b []string) []string {
	var both []string
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			both = append(both, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return both
}
