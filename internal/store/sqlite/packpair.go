package sqlite

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"stemma"
)

// A pair is packed as numbers: its sentences and relations first, so that who asks
// only for them need not read on, then the reasons of each.
//
//	binary | n | n × (relation a b) | descent relation+1 or 0, turned, shared | reasons of each

// How much of a pair is read.
type pairPart int

const (
	withoutReasons pairPart = iota
	withReasons
)

func (t *tx) packPair(p pairBody) ([]byte, error) {
	if p.cites() {
		return packJSON(p)
	}
	b := binary.AppendUvarint([]byte{packedPair}, uint64(len(p.Reuse)))
	for _, r := range p.Reuse {
		relation, err := t.phrase(string(r.Relation))
		if err != nil {
			return nil, err
		}
		b = appendSpan(appendSpan(binary.AppendUvarint(b, uint64(relation)), r.A), r.B)
	}
	d := p.Descent
	if d == nil {
		b = append(b, 0)
	} else {
		relation, err := t.phrase(string(d.Relation))
		if err != nil {
			return nil, err
		}
		turned := byte(0)
		if d.Turned {
			turned = 1
		}
		b = append(binary.AppendUvarint(b, uint64(relation)), turned)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(d.Shared))
	}
	var err error
	for _, r := range p.Reuse {
		if b, err = t.appendReasons(b, r.Reasons); err != nil {
			return nil, err
		}
	}
	if d != nil {
		b, err = t.appendReasons(b, d.Reasons)
	}
	return b, err
}

func (t *tx) appendReasons(b []byte, reasons []stemma.Reason) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(reasons)))
	for _, r := range reasons {
		for _, words := range []string{r.Rule, r.Says} {
			var err error
			if b, err = t.appendWords(b, words); err != nil {
				return nil, err
			}
		}
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Weight))
	}
	return b, nil
}

// cites reports whether a reason is more than words and a weight.
func (p pairBody) cites() bool {
	more := func(r stemma.Reason) bool { return len(r.Cites) > 0 || len(r.Because) > 0 }
	return p.Descent != nil && slices.ContainsFunc(p.Descent.Reasons, more) ||
		slices.ContainsFunc(p.Reuse, func(r reuseBody) bool { return slices.ContainsFunc(r.Reasons, more) })
}

// bare is a pair without its reasons.
func (p pairBody) bare() pairBody {
	var out pairBody
	for _, r := range p.Reuse {
		r.Reasons = nil
		out.Reuse = append(out.Reuse, r)
	}
	if p.Descent != nil {
		d := *p.Descent
		d.Reasons = nil
		out.Descent = &d
	}
	return out
}

func (t *tx) unpackPair(packed []byte, part pairPart) (pairBody, error) {
	if len(packed) == 0 || packed[0] != packedPair {
		var p pairBody
		err := unpackJSON(packed, &p)
		if part == withoutReasons {
			p = p.bare()
		}
		return p, err
	}
	r := &packedReader{left: packed[1:]}
	p, err := t.readPair(r, part)
	if err == nil && r.bad {
		err = fmt.Errorf("%w: it ends too early", stemma.ErrCorrupt)
	}
	return p, err
}

func (t *tx) readPair(r *packedReader, part pairPart) (p pairBody, err error) {
	n := int(r.number())
	if n > len(r.left) {
		return p, fmt.Errorf("%w: %d sentences in %d bytes", stemma.ErrCorrupt, n, len(r.left))
	}
	p.Reuse = make([]reuseBody, n)
	for i := range p.Reuse {
		relation, err := t.wording(int64(r.number()))
		if err != nil {
			return p, err
		}
		p.Reuse[i] = reuseBody{Relation: stemma.ReuseRelation(relation), A: r.span(), B: r.span()}
	}
	if relation := r.number(); relation > 0 {
		words, err := t.wording(int64(relation))
		if err != nil {
			return p, err
		}
		p.Descent = &descentBody{Relation: stemma.DescentRelation(words), Turned: r.number() == 1, Shared: math.Float64frombits(r.bits())}
	}
	if part == withoutReasons {
		return p, nil
	}
	for i := range p.Reuse {
		if p.Reuse[i].Reasons, err = t.readReasons(r); err != nil {
			return p, err
		}
	}
	if p.Descent != nil {
		p.Descent.Reasons, err = t.readReasons(r)
	}
	return p, err
}

func (t *tx) readReasons(r *packedReader) ([]stemma.Reason, error) {
	var list []stemma.Reason
	for range min(int(r.number()), len(r.left)) {
		rule, err := t.words(r)
		if err != nil {
			return nil, err
		}
		says, err := t.words(r)
		if err != nil {
			return nil, err
		}
		list = append(list, stemma.Reason{Rule: rule, Says: says, Weight: math.Float64frombits(r.bits())})
	}
	return list, nil
}
