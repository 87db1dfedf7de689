package dispute

import (
	"math"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

func readFigure(r reading) (reading, bool) {
	r.value, r.hasV = said.RangeOf(r.c.Quantity)
	r.says = r.c.Quantity.String()
	r.population, r.some = population(r.c.Quantity.Unit), some(r.c.Quantity.Unit)
	if isDuration(r.c.Quantity.Unit) {
		return r, false
	}
	return r, (r.hasV || r.c.Quantity.Rough != "") && r.c.Stance != stemma.Denied
}

func isDuration(unit string) bool {
	return said.HasWord(unit, "year-", "month-", "week-", "day-", "hour-", "minute-", "mile-", "kilomet-", "km", "meter-", "metre-")
}

// The ways in which counts differ that Of looks at together.
var (
	ownCount      = way{stemma.Supersession, "own-count-changed"}
	countsExclude = way{stemma.Contradiction, "counts-exclude"}
	vagueCount    = way{stemma.Refinement, "vague-count"}
)

// judgeFigure compares two counts. What is counted, of which part and over which
// time comes first; then the values as intervals; the same origin before another.
func judgeFigure(x, y reading, e evidence) verdict {
	qx, qy := x.c.Quantity, y.c.Quantity
	one := sameOrigin(x, y, e)
	if percent(qx) != percent(qy) {
		if one && percent(qx) {
			return verdict{stemma.Refinement, "part-of-count", "a share of those whom the other counts"}
		}
		return verdict{}
	}
	if elsewhere(x, y) || x.some != y.some {
		return verdict{}
	}
	if v := scopeOf(x, y); v.relation != "" {
		return v
	}
	if equalFigures(qx, qy) || one && x.c.Report == y.c.Report {
		return verdict{}
	}
	if !x.hasV || !y.hasV || magnitudes(x.value, y.value) {
		return verdict{}
	}
	meets := x.value.Meets(y.value)
	vague := qx.HasValue != qy.HasValue
	switch {
	case qx.HasValue && qy.HasValue && closeTo(qx.Value, qy.Value):
		return verdict{stemma.Refinement, "same-count", "one count with another bound or rounding"}
	case vague && meets:
		return verdict{stemma.Refinement, "vague-count", "the vague word covers the number"}
	case !meets && one:
		return verdict{stemma.Supersession, "own-count-changed", "the same origin gives another count"}
	case !meets && !vague:
		return verdict{stemma.Contradiction, "counts-exclude", "the counts exclude each other"}
	case !meets:
		return verdict{}
	case one && qx.HasValue && qy.HasValue:
		return verdict{stemma.Supersession, "own-count-changed", "the same origin gives another count"}
	case qx.HasValue && qy.HasValue:
		return verdict{stemma.Scope, "open-bounds", "the bounds do not exclude each other; each counts what it saw"}
	}
	return verdict{}
}

// manyTimes is by how much counts of one thing may differ: what differs by more counts
// something else, the dead of a war and of a day.
const manyTimes = 50

// judgeToll compares two counts of those whom an attack killed or hurt. Where bounds do not
// exclude each other, a later report that counts more goes on from the other; of one day, the
// one says more.
func judgeToll(x, y reading, e evidence) verdict {
	v := judgeFigure(x, y, e)
	if v.rule != "open-bounds" {
		return v
	}
	if printedBefore(x, y) && x.value.Low < y.value.Low || printedBefore(y, x) && y.value.Low < x.value.Low {
		return verdict{stemma.Supersession, "count-rose", "the later report counts more"}
	}
	return verdict{stemma.Refinement, "higher-bound", "the one bound is above the other and does not exclude it"}
}

// printedBefore reports whether x's report is known to be older than y's.
func printedBefore(x, y reading) bool {
	a, b := x.c.Paper.Published, y.c.Paper.Published
	return a.Known() && b.Known() && !a.To.After(b.From)
}

// magnitudes reports whether two counts are of different orders of magnitude.
func magnitudes(x, y said.Range) bool {
	low, high := min(x.Low, y.Low), max(x.Low, y.Low)
	return high >= 100 && low*manyTimes < high
}

// elsewhere reports whether two counts are of two spots of one settlement, neither
// told by a side of it: two events, not two answers.
func elsewhere(x, y reading) bool {
	a, b := x.spot.Part, y.spot.Part
	return a != "" && b != "" && said.Key(a) != said.Key(b) && (said.Direction(a) == "" || said.Direction(b) == "")
}

// some reports whether a unit counts some of those whom another counts: children among
// people.
func some(unit string) bool { return said.HasWord(unit, "child-", "women", "woman", "girl-", "boy-") }

// scopeOf compares what is counted: units, parts of the place, lengths of time.
func scopeOf(x, y reading) verdict {
	qx, qy := x.c.Quantity, y.c.Quantity
	if a, b := x.population, y.population; a != "" && b != "" && a != b {
		return verdict{stemma.Scope, "units", "one counts " + a + ", the other " + b}
	}
	if said.Direction(x.spot.Part) != said.Direction(y.spot.Part) && x.spot.Part != "" && y.spot.Part != "" {
		return verdict{stemma.Scope, "parts", "one counts in " + x.c.Place.Name + ", the other in " + y.c.Place.Name}
	}
	if x.c.Period() != y.c.Period() && !equalFigures(qx, qy) {
		return verdict{stemma.Scope, "periods", "one counts over a longer time than the other"}
	}
	return verdict{}
}

// population is the class of what a unit counts; units of people that may be the
// same people are one class.
func population(unit string) string {
	switch {
	case said.HasWord(unit, "civilian-", "child-", "women", "woman", "girl-", "boy-"):
		return "civilians"
	case said.HasWord(unit, "soldier-", "troop-"):
		return "soldiers"
	case said.HasWord(unit, "fighter-", "militant-", "rebel-", "gunm-", "insurgent-"):
		return "fighters"
	case said.HasWord(unit, "family", "families", "household-"):
		return "families"
	}
	return ""
}

func percent(q stemma.Quantity) bool { return q.Unit == "percent" }

func equalFigures(a, b stemma.Quantity) bool {
	return a.HasValue == b.HasValue && a.Value == b.Value && a.HasRange == b.HasRange && a.Low == b.Low && a.High == b.High &&
		exact(a.Bound) == exact(b.Bound) && strings.EqualFold(a.Rough, b.Rough)
}

func exact(b stemma.Bound) stemma.Bound {
	if b == "" {
		return stemma.Exact
	}
	return b
}

// closeTo reports whether two values differ by rounding only.
func closeTo(a, b float64) bool { return math.Abs(a-b) <= 0.05*max(a, b) }

// judgeShare compares shares of a territory: the whole first, then the value.
func judgeShare(x, y reading, e evidence) verdict {
	qx, qy := x.c.Quantity, y.c.Quantity
	a, b := said.Members(x.c.Actor), said.Members(y.c.Actor)
	if len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(m string) bool { return slices.Contains(b, m) }) {
		return verdict{} // Shares of two holders are not answers to one question.
	}
	switch {
	case said.Key(x.spot.Part) != said.Key(y.spot.Part):
		return verdict{stemma.Scope, "wholes", "they are shares of different wholes"}
	case equalFigures(qx, qy) || !x.hasV || !y.hasV:
		return verdict{}
	case qx.Value == qy.Value:
		return verdict{stemma.Refinement, "same-share", "one share with another bound"}
	case sameOrigin(x, y, e), before(x, y), endsEarlier(x, y) == (qx.Value < qy.Value) && (endsEarlier(x, y) || endsEarlier(y, x)):
		return verdict{stemma.Supersession, "share-moved", "the share moves with time"}
	case !x.value.Meets(y.value):
		return verdict{stemma.Contradiction, "shares-exclude", "the shares exclude each other"}
	}
	return verdict{}
}

// endsEarlier reports whether x's time ends on an earlier day than y's.
func endsEarlier(x, y reading) bool {
	a, ok := said.DaysOf(x.c.When)
	b, known := said.DaysOf(y.c.When)
	return ok && known && a.To < b.To
}
