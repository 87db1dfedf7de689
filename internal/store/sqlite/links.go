package sqlite

import (
	"database/sql"
	"fmt"
	"math"
	"slices"

	"stemma"
	"stemma/internal/store"
)

// link is a pair without its reasons as it is kept at hand. There are very many of
// them, so they are small and hold no pointers into one another.
type link struct {
	reuse   []linkedSpans
	descent *descentBody
}

// linkedSpans are two sentences from one original, in bytes of their texts.
type linkedSpans struct {
	aStart, aEnd, bStart, bEnd uint32
	relation                   uint32 // relation is an index into reuseRelations.
}

var reuseRelations = []stemma.ReuseRelation{stemma.Verbatim, stemma.Edited, stemma.FigureChanged}

// link is a pair without its reasons, from what is kept at hand or from its row. What
// two versions share never changes.
func (t *tx) link(n pairNumber) (link, error) {
	if l, ok := t.cache.links.get(n); ok {
		return l, nil
	}
	if err := t.writePairs(); err != nil {
		return link{}, err
	}
	var packed []byte
	if err := t.one(`SELECT body FROM pairs WHERE a = ? AND b = ?`, []any{n.a, n.b}, &packed); err != nil {
		return link{}, err
	}
	body, err := t.unpackPair(packed, withoutReasons)
	if err != nil {
		return link{}, err
	}
	return t.keepLink(n, body)
}

// linksAtOnce is from how many links on that are not at hand one statement reads them all.
const linksAtOnce = 4

// readLinks brings the links to hand that are not, with all that stand behind the same
// reports.
func (t *tx) readLinks(wanted []pairNumber) error {
	missing := map[pairNumber]bool{}
	var of []int64
	for _, n := range wanted {
		if _, ok := t.cache.links.get(n); !ok {
			missing[n] = true
			of = append(of, n.a)
		}
	}
	if len(missing) < linksAtOnce {
		return nil
	}
	if err := t.writePairs(); err != nil {
		return err
	}
	slices.Sort(of)
	type row struct {
		pairNumber
		body []byte
	}
	found, err := all(rows(t, `SELECT a, b, body FROM json_each(?1) AS one JOIN pairs ON pairs.a = one.value`, []any{listed(slices.Compact(of))},
		func(r *sql.Rows) (x row, err error) { return x, r.Scan(&x.a, &x.b, &x.body) }))
	if err != nil {
		return err
	}
	for _, x := range found {
		if !missing[x.pairNumber] {
			continue
		}
		body, err := t.unpackPair(x.body, withoutReasons)
		if err != nil {
			return err
		}
		if _, err := t.keepLink(x.pairNumber, body); err != nil {
			return err
		}
	}
	return nil
}

// keepLink keeps a pair at hand.
func (t *tx) keepLink(n pairNumber, body pairBody) (link, error) {
	l := link{reuse: make([]linkedSpans, len(body.Reuse))}
	for i, r := range body.Reuse {
		relation := slices.Index(reuseRelations, r.Relation)
		if relation < 0 || max(r.A.End, r.B.End) > math.MaxUint32 {
			return link{}, fmt.Errorf("%w: no link is %q from %v to %v", stemma.ErrCorrupt, r.Relation, r.A, r.B)
		}
		l.reuse[i] = linkedSpans{uint32(r.A.Start), uint32(r.A.End), uint32(r.B.Start), uint32(r.B.End), uint32(relation)}
	}
	if body.Descent != nil {
		d := *body.Descent
		d.Reasons = nil
		l.descent = &d
	}
	t.cache.links.set(n, l)
	return l, nil
}

// pair is the pair of a and b whose link it is, without the words of its sentences.
func (l link) pair(a, b stemma.ReportID, wanted func(stemma.ReportID, stemma.Span) bool) store.Pair {
	pair := pairBody{Descent: l.descent}.pair(a, b)
	for _, r := range l.reuse {
		from := stemma.Span{Start: int(r.aStart), End: int(r.aEnd)}
		to := stemma.Span{Start: int(r.bStart), End: int(r.bEnd)}
		if !wanted(a, from) || !wanted(b, to) {
			continue
		}
		pair.Reuse = append(pair.Reuse, stemma.Reuse{
			A:        stemma.SentenceRef{Report: a, Span: from},
			B:        stemma.SentenceRef{Report: b, Span: to},
			Relation: reuseRelations[r.relation],
		})
	}
	return pair
}
