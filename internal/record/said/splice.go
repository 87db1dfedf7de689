package said

import (
	"slices"
	"strings"

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
	s := splices{agencies: agencies, kin: map[stemma.ReportID][]stemma.ReportID{}, joined: map[[2]stemma.ReportID]bool{}}
	for _, d := range descents {
		if d.Relation != stemma.CommonWire {
			s.kin[d.A], s.kin[d.B] = append(s.kin[d.A], d.B), append(s.kin[d.B], d.A)
			s.joined[[2]stemma.ReportID{d.A, d.B}], s.joined[[2]stemma.ReportID{d.B, d.A}] = true, true
		}
	}
	spliced := map[stemma.ReportID]bool{}
	for c := range s.kin {
		if s.mixed(c) {
			spliced[c] = s.spliced(c)
		}
	}
	out := slices.Clone(descents)
	for i, d := range out {
		if d.Relation == stemma.CommonWire {
			continue
		}
		for _, end := range [][2]stemma.ReportID{{d.A, d.B}, {d.B, d.A}} {
			if spliced[end[0]] && slices.ContainsFunc(s.kin[end[0]], func(other stemma.ReportID) bool { return s.apart(end[1], other) }) {
				out[i].Relation = stemma.CommonWire
			}
		}
	}
	return out
}

// splices are the versions of each report and the agencies that they credit.
type splices struct {
	agencies map[stemma.ReportID][]string
	kin      map[stemma.ReportID][]stemma.ReportID
	joined   map[[2]stemma.ReportID]bool
}

// mixed reports whether the versions of a report credit different agencies, without
// which none of them are apart; few reports have such.
func (s *splices) mixed(c stemma.ReportID) bool {
	var first []string
	for _, k := range s.kin[c] {
		switch wires := s.agencies[k]; {
		case len(wires) == 0:
		case first == nil:
			first = wires
		case !slices.Equal(first, wires):
			return true
		}
	}
	return false
}

// apart reports whether two reports credit agencies, none of them both, and are not
// versions of one another.
func (s *splices) apart(a, b stemma.ReportID) bool {
	x, y := s.agencies[a], s.agencies[b]
	return len(x) > 0 && len(y) > 0 && !s.joined[[2]stemma.ReportID{a, b}] && !slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
}

// spliced reports whether two versions of c are apart. Those that credit the same
// never are.
func (s *splices) spliced(c stemma.ReportID) bool {
	crediting := map[string][]stemma.ReportID{}
	for _, k := range s.kin[c] {
		if wires := s.agencies[k]; len(wires) > 0 {
			key := strings.Join(wires, "\n")
			crediting[key] = append(crediting[key], k)
		}
	}
	for one, as := range crediting {
		for other, bs := range crediting {
			if one >= other {
				continue
			}
			for _, a := range as {
				if slices.ContainsFunc(bs, func(b stemma.ReportID) bool { return s.apart(a, b) }) {
					return true
				}
			}
		}
	}
	return false
}
