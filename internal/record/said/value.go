package said

import (
	"math"
	"strings"

	"stemma"
)

// Range is the values that a quantity allows; both ends included.
type Range struct{ Low, High float64 }

// aboutShare is how far a value that is "about" may be off; "nearly 30" allows 29.
const aboutShare = 0.1

// RangeOf is the values that q allows: "at least 29" is 29 and more, "dozens" 24 to
// 99. False when it says nothing in numbers.
func RangeOf(q stemma.Quantity) (Range, bool) {
	switch {
	case q.HasRange:
		return Range{q.Low, q.High}, true
	case q.HasValue:
		switch q.Bound {
		case stemma.AtLeast:
			return Range{q.Value, math.Inf(1)}, true
		case stemma.AtMost:
			return Range{0, q.Value}, true
		case stemma.About:
			return Range{q.Value * (1 - aboutShare), q.Value * (1 + aboutShare)}, true
		}
		return Range{q.Value, q.Value}, true
	}
	r, ok := roughRanges[strings.ToLower(q.Rough)]
	return r, ok
}

// Meets reports whether two ranges have a value in common.
func (r Range) Meets(s Range) bool { return r.Low <= s.High && s.Low <= r.High }

// roughRanges are what vague words allow; generous, since they are used loosely.
var roughRanges = map[string]Range{
	"several": {2, 20}, "a few": {2, 12}, "some": {1, math.Inf(1)}, "many": {3, math.Inf(1)}, "a number": {2, math.Inf(1)},
	"a large number": {10, math.Inf(1)}, "large numbers": {10, math.Inf(1)}, "dozens": {20, 199}, "scores": {36, 199},
	"hundreds": {200, 1999}, "thousands": {2000, 19999}, "tens of thousands": {20000, 199999}, "hundreds of thousands": {200000, 1999999},
	"tens": {20, 199}, "millions": {1000000, math.Inf(1)},
}
