package said

import (
	"slices"

	"stemma"
)

// Unspliced takes apart what a splice holds together: a report that is put together of
// the wires of two agencies is a version of neither. Its descents from them count as
// common wire; sentence by sentence it is still a copy.
//
//	a (Wire One) ──┐
//	               ├── c: a and b are not versions of one text because of c
//	b (Wire Two) ──┘
func Unspliced(descents []stemma.Descent, agencies map[stemma.ReportID][]string) []stemma.Descent {
	kin := map[stemma.ReportID][]stemma.ReportID{}
	for _, d := range descents {
		if d.Relation != stemma.CommonWire {
			kin[d.A], kin[d.B] = append(kin[d.A], d.B), append(kin[d.B], d.A)
		}
	}
	apart := func(a, b stemma.ReportID) bool {
		x, y := agencies[a], agencies[b]
		return len(x) > 0 && len(y) > 0 && !slices.Contains(kin[a], b) && !slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
	}
	spliced := func(c stemma.ReportID) bool {
		for i, a := range kin[c] {
			if slices.ContainsFunc(kin[c][:i], func(b stemma.ReportID) bool { return apart(a, b) }) {
				return true
			}
		}
		return false
	}
	out := slices.Clone(descents)
	for i, d := range out {
		if d.Relation == stemma.CommonWire {
			continue
		}
		for _, end := range [][2]stemma.ReportID{{d.A, d.B}, {d.B, d.A}} {
			if spliced(end[0]) && slices.ContainsFunc(kin[end[0]], func(other stemma.ReportID) bool { return apart(end[1], other) }) {
				out[i].Relation = stemma.CommonWire
			}
		}
	}
	return out
}
