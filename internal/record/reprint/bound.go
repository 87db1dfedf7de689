package reprint

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"stemma"
)

// Bound is between which days a report without a date was published, as far as its
// relatives tell: not after a dated one that goes on from it, not before a dated one
// from which it goes on. Only what the texts say counts for that: higher counts, a
// notice of correction. Zero when nothing tells, or when the relatives contradict one
// another.
func Bound(id stemma.ReportID, descents []stemma.Descent, published func(stemma.ReportID) stemma.When) (stemma.When, []stemma.Reason) {
	var w stemma.When
	var reasons []stemma.Reason
	after := func(at time.Time, r stemma.Reason) {
		if at.After(w.From) {
			w.From = at
			reasons = append(keep(reasons, "date/not-before"), r)
		}
	}
	before := func(at time.Time, r stemma.Reason) {
		if w.To.IsZero() || at.Before(w.To) {
			w.To = at
			reasons = append(keep(reasons, "date/not-after"), r)
		}
	}
	for _, d := range descents {
		way, ok := wayOf(d)
		if !ok || d.Relation == stemma.CommonWire {
			continue
		}
		switch id {
		case d.A:
			if p := published(d.B); !p.To.IsZero() {
				before(p.To, stemma.Reason{Rule: "date/not-after", Says: fmt.Sprintf("not after %s (%s), which goes on from it: %s", d.B, p.ISO(), directions[way])})
			}
		case d.B:
			if p := published(d.A); !p.From.IsZero() {
				after(p.From, stemma.Reason{Rule: "date/not-before", Says: fmt.Sprintf("not before %s (%s), from which it goes on: %s", d.A, p.ISO(), directions[way])})
			}
		}
	}
	if !w.From.IsZero() && !w.To.IsZero() && !w.From.Before(w.To) {
		return stemma.When{}, nil
	}
	if len(reasons) > 0 {
		w.Precision = stemma.Day
	}
	return w, reasons
}

// keep leaves out the reasons of a rule.
func keep(reasons []stemma.Reason, not string) []stemma.Reason {
	return slices.DeleteFunc(reasons, func(r stemma.Reason) bool { return r.Rule == not })
}

// wayOf is by what a descent's direction was told, where the texts themselves tell it.
func wayOf(d stemma.Descent) (direction, bool) {
	for _, r := range d.Reasons {
		if way, ok := strings.CutPrefix(r.Rule, directionRule); ok {
			return direction(way), direction(way) == byCounts || direction(way) == byNotice
		}
	}
	return "", false
}
