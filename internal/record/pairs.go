package record

import (
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
	t := reprint.Text{Report: r.ID, Outlet: r.Outlet, Published: r.Published.When}
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

// text is the text of a report in the store, ready to be compared.
func (c *change) text(id stemma.ReportID) (*reprint.Measured, error) {
	if t, ok := c.texts[id]; ok {
		return t, nil
	}
	r, err := c.tx.Report(id)
	if err != nil {
		return nil, err
	}
	sentences, err := c.tx.Sentences(id)
	if err != nil {
		return nil, err
	}
	t := reprint.Measure(textOf(r, sentences))
	c.texts[id] = t
	return t, nil
}

// prints are the keys of a text's sentences.
func prints(t reprint.Text) []int64 {
	var keys []int64
	for _, s := range t.Sentences {
		for _, p := range reprint.Fingerprints(s.Words) {
			keys = append(keys, int64(p))
		}
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
	c.stirred[id], c.moved[id] = true, true
	delete(c.follows, id)
	f, err := c.factsOf(id)
	if err != nil {
		return err
	}
	if err := c.shelve(store.StoryKeys, id, storyKeys(f)); err != nil {
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
	return c.list(next, t.Text)
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
	found, err := c.tx.Near(store.Prints, id, anchors, commonPrints)
	if err != nil {
		return nil, err
	}
	key, err := c.tx.Keys(store.Twins, id)
	if err != nil {
		return nil, err
	}
	if len(key) > 0 {
		lead, err := c.tx.Carriers(store.Twins, key[0], 1)
		if err != nil {
			return nil, err
		}
		if lead[0] == id {
			if lead, err = c.tx.Carriers(store.Twins, key[0], 0); err != nil {
				return nil, err
			}
		}
		found = append(found, lead...)
	}
	near := map[stemma.ReportID]bool{}
	for _, other := range found {
		near[other] = true
	}
	delete(near, id)
	return near, nil
}

// settlePairs compares the reports that came, or whose neighbours changed, with
// those that may share sentences with them.
func (c *change) settlePairs() error {
	for id := range c.came {
		c.stirred[id] = true
	}
	compared := map[[2]stemma.ReportID]bool{}
	for _, id := range sorted(c.stirred) {
		if err := c.settlePairsOf(id, compared); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) settlePairsOf(id stemma.ReportID, compared map[[2]stemma.ReportID]bool) error {
	want, err := c.kin(id)
	if err != nil {
		return err
	}
	if c.came[id] {
		want[id] = true // a report may repeat itself
		if err := c.touch(id); err != nil {
			return err
		}
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
	for _, other := range sorted(want) {
		key := [2]stemma.ReportID{min(id, other), max(id, other)}
		if compared[key] {
			continue
		}
		compared[key] = true
		if err := c.compare(key[0], key[1]); err != nil {
			return err
		}
	}
	return nil
}

// compare keeps what two reports share, or what one repeats.
func (c *change) compare(a, b stemma.ReportID) error {
	x, err := c.text(a)
	if err != nil {
		return err
	}
	y, err := c.text(b)
	if err != nil {
		return err
	}
	p := store.Pair{A: a, B: b, Reuse: reprint.Compare(x, y)}
	if a != b && len(p.Reuse) > 0 {
		if d, ok := reprint.Trace(x, y, p.Reuse); ok {
			p.Descent = &d
		}
	}
	if len(p.Reuse) == 0 && p.Descent == nil {
		return nil
	}
	return c.putPair(p)
}

// putPair keeps a pair and marks the blocks in which both have claims.
func (c *change) putPair(p store.Pair) error {
	if err := c.tx.PutPair(p); err != nil {
		return err
	}
	if c.came[p.A] || c.came[p.B] {
		return nil // the blocks of what came are derived anyway
	}
	as, err := c.tx.Blocks(p.A)
	if err != nil {
		return err
	}
	bs, err := c.tx.Blocks(p.B)
	if err != nil {
		return err
	}
	for _, name := range common(as, bs) {
		c.blocks[name] = true
	}
	return nil
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
