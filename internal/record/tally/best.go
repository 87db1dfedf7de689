package tally

import (
	"slices"

	"stemma"
	"stemma/internal/record/said"
)

// Best is the figure that most give; of those that as many give, the largest, since
// counts of one event rise. Zero when none is given.
func Best(given []float64) float64 {
	count := map[float64]int{}
	for _, v := range given {
		count[v]++
	}
	best := 0.0
	for v, n := range count {
		if n > count[best] || n == count[best] && v > best {
			best = v
		}
	}
	return best
}

// OfReport is how many one report has killed or wounded: the figure it gives most
// often, else one where it only tells that somebody was. False when it tells of none.
func OfReport(claims []stemma.Claim, k stemma.Kind) (float64, bool) {
	var given []float64
	told := false
	for _, c := range claims {
		if c.Kind != k || c.Stance == stemma.Denied || c.Stance == stemma.Expected || c.Stance == stemma.Conditional {
			continue
		}
		told = true
		if c.Quantity.HasValue && people(c.Quantity.Unit) {
			given = append(given, c.Quantity.Value)
		}
	}
	if len(given) == 0 {
		if told {
			return 1, true
		}
		return 0, false
	}
	slices.Sort(given)
	return Best(given), true
}

// people reports whether a unit counts people.
func people(unit string) bool {
	return unit == "" || said.HasWord(unit, "people", "person-", "civilian-", "man", "men", "woman", "women", "child-", "bodies", "body", "casualties",
		"soldier-", "fighter-", "officer-", "student-", "victim-", "teen-", "boy-", "girl-", "other-", "troops", "militants")
}
