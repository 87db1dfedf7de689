package record

import (
	"cmp"
	"container/heap"
	"iter"

	"stemma"
	"stemma/internal/store"
)

// headList gives the matters of straddling blocks in the order of a list, and derives no
// more for it than the list shows:
//
//	block ──read──► its matters ──derived──► heads
//
// Each waits at the greatest number by which anything that comes of it can be ordered.
// The first in the order is taken on until a head is the first.
type headList struct {
	p       *past
	f       store.HeadFilter
	waiting waiting
	dated   func() (store.Dated, error, bool) // dated are the blocks that are not met yet, those with the youngest report first; nil for none.
	stop    func()
	ahead   store.Dated // ahead is the next of dated; no block when there is none.
}

// steps of what waits: of equals, what can still give something smaller comes first.
const (
	matterWaits = iota // to be derived, ordered by a bound
	headWaits          // ordered by its own number
)

// waits is what waits in a list.
type waits struct {
	sort int64
	step int
	id   string // id is that of the matter.
	of   matterThen
}

type waiting []waits

func (w waiting) Len() int { return len(w) }
func (w waiting) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(w[j].sort, w[i].sort), cmp.Compare(w[i].step, w[j].step), cmp.Compare(w[i].id, w[j].id)) < 0
}
func (w waiting) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w *waiting) Push(x any)   { *w = append(*w, x.(waits)) }
func (w *waiting) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}

// begin finds the blocks that the list is made of.
func (l *headList) begin() error {
	m := l.f.MatterFilter
	if l.f.Order == store.ByMoved && m.Matter == "" && m.Place == "" && m.Report == "" && m.Claim == "" {
		var more bool
		var err error
		l.dated, l.stop = iter.Pull2(l.p.ReadTx.StraddlingByDate(matterBlock, l.p.at))
		l.ahead, err, more = l.dated()
		if !more {
			l.ahead = store.Dated{}
		}
		return err
	}
	blocks, err := l.p.straddling(m)
	for _, b := range blocks {
		l.open(b)
	}
	return err
}

func (l *headList) end() {
	if l.stop != nil {
		l.stop()
	}
}

// next is the next matter; false at the end.
func (l *headList) next() (matterThen, bool, error) {
	for {
		if err := l.meet(); err != nil {
			return matterThen{}, false, err
		}
		if len(l.waiting) == 0 {
			return matterThen{}, false, nil
		}
		w := heap.Pop(&l.waiting).(waits)
		if w.step == headWaits && l.f.MinOrigins == 0 && len(l.f.Sides) == 0 {
			return w.of, true, nil
		}
		h, err := l.p.head(w.of)
		if err != nil {
			return matterThen{}, false, err
		}
		sort := headSort(h, l.f.Order)
		switch {
		case !backed(h, l.f) || !behind(l.f.After, sort, h.Matter):
		case w.step == headWaits:
			return w.of, true, nil
		default:
			heap.Push(&l.waiting, waits{sort: sort, step: headWaits, id: w.id, of: w.of})
		}
	}
}

// meet reads the blocks that can give what comes before all that waits.
func (l *headList) meet() error {
	for l.ahead.Block != "" && (len(l.waiting) == 0 || l.ahead.Published >= l.waiting[0].sort) {
		b, err := l.p.block(l.ahead.Block)
		if err != nil {
			return err
		}
		l.open(b)
		next, err, more := l.dated()
		if err != nil {
			return err
		}
		if !more {
			next = store.Dated{}
		}
		l.ahead = next
	}
	return nil
}

// open lets the matters of a block wait that the filter may choose.
func (l *headList) open(b *thenBlock) {
	for i, m := range b.matters {
		of := matterThen{b, i}
		h := headOf(m, b.own[i])
		if !of.asked(h, l.f) {
			continue
		}
		w := waits{sort: headSort(h, l.f.Order), step: headWaits, id: m.ID, of: of}
		if l.f.Order == store.ByWeight {
			w.sort, w.step = int64(heaviest(h)), matterWaits
		} else if !behind(l.f.After, w.sort, w.id) {
			continue
		}
		heap.Push(&l.waiting, w)
	}
}

// heaviest is the most that a matter can weigh, by what its claims alone tell: each may
// have an origin of its own, and two may contradict one another.
func heaviest(h store.Head) int {
	h.Origins = make([]stemma.Origin, h.Claims)
	if h.Claims > 1 {
		h.Relation = stemma.Contradiction
	}
	return weightOf(h)
}
