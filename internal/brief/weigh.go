package brief

import (
	"cmp"
	"container/heap"
	"iter"

	"stemma"
	"stemma/internal/store"
)

// What a matter weighs is known when its words are read. The record keeps what it may
// weigh at most, which is its weight with every claim carried:
//
//	kept    90  74  61  60  58 …          read on while the next may come before the best
//	at most 90  74  61  62                from the matter itself, without its claims
//	weighs  81      61                    with the words of its claims: only of the best
//
// The best is given when it has been weighed and nothing that is still closed may come
// before it.

// spare is by how much a matter may weigh more than the record keeps of it: the origins
// behind a brief's entry are those of the matter as a whole, those behind its head are
// of each claim by itself. Of 3,724 matters of 331 real reports four have one origin more,
// which weighs 2. To measure it anew, compare the origins of matters and of their heads.
const spare = 8

// weighed is a matter on the balance.
type weighed struct {
	matter stemma.Matter
	head   store.Head
	weight int    // weight is what it weighs, or at most weighs while it is closed.
	came   int    // came numbers matters of one id.
	entry  *entry // entry is nil while it is closed.
}

// balance holds the heaviest at the top; of two that weigh the same, the one with the lesser id.
type balance []weighed

func (b balance) Len() int      { return len(b) }
func (b balance) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (b balance) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(b[j].weight, b[i].weight), cmp.Compare(b[i].matter.ID, b[j].matter.ID), cmp.Compare(b[i].came, b[j].came)) < 0
}
func (b *balance) Push(x any) { *b = append(*b, x.(weighed)) }
func (b *balance) Pop() any {
	last := (*b)[len(*b)-1]
	*b = (*b)[:len(*b)-1]
	return last
}

// heaviest are the entries of the matters that f chooses, also those without a clause,
// the heaviest first, then by id.
func (w *writer) heaviest(f store.MatterFilter) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		next, stop := iter.Pull2(w.tx.MatterHeads(store.HeadFilter{MatterFilter: f, Order: store.ByWeight}))
		defer stop()
		var b balance
		met := map[string]bool{}
		h, err, more := next()
		for more || len(b) > 0 {
			var e *entry
			switch {
			case err != nil:
			case more && (len(b) == 0 || h.Weight+spare >= b[0].weight):
				if !met[h.Matter] {
					met[h.Matter] = true
					err = w.lay(&b, h)
				}
				if err == nil {
					h, err, more = next()
				}
			case b[0].entry == nil:
				err = w.open(&b)
			default:
				e = heap.Pop(&b).(weighed).entry
			}
			if err != nil {
				yield(entry{}, err)
				return
			}
			if e != nil && !yield(*e, nil) {
				return
			}
		}
	}
}

// lay puts a matter on the balance, closed.
func (w *writer) lay(b *balance, h store.Head) error {
	came := 0
	for m, err := range w.tx.Matters(store.MatterFilter{Matter: h.Matter}) {
		if err != nil {
			return err
		}
		heap.Push(b, weighed{matter: m, head: h, weight: weight(m.Slot, len(origins(m)), h.Reports, h.Relation), came: came})
		came++
	}
	return nil
}

// open weighs the matter at the top.
func (w *writer) open(b *balance) error {
	x := &(*b)[0]
	e, err := w.entry(x.matter)
	if err != nil {
		return err
	}
	relation := stemma.DisputeRelation("")
	for _, d := range e.Disputes {
		if relation != stemma.Contradiction {
			relation = d.Relation
		}
	}
	x.entry, x.weight = &e, weight(x.matter.Slot, len(e.Origins), e.Reports, relation)
	heap.Fix(b, 0)
	return nil
}

// weight orders entries: what is disputed comes first, then what is asked of a place or
// a number, then what many speak of. The weights order a list and nothing else.
func weight(slot stemma.Slot, origins, reports int, relation stemma.DisputeRelation) int {
	w := 2*origins + reports
	switch slot {
	case stemma.SlotControl, stemma.SlotValue, stemma.SlotShare:
		w += 5
	}
	switch relation {
	case "":
		return w
	case stemma.Contradiction:
		return w + 40
	}
	return w + 20
}
