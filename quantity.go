package stemma

import (
	"strconv"
	"strings"
)

// Bound is what a number says about the true one.
type Bound string

// The bounds.
const (
	Exact   Bound = "exact"
	AtLeast Bound = "at-least" // at least, more than, over
	AtMost  Bound = "at-most"  // up to, as many as, fewer than
	About   Bound = "about"    // about, some, an estimated
)

// Quantity is a number as a report gives it. Value is set when HasValue; Low and
// High when HasRange; Rough when only a vague word was said ("dozens").
type Quantity struct {
	Value     float64
	Low, High float64
	HasValue  bool
	HasRange  bool
	Bound     Bound
	Unit      string // Unit is what is counted: people, civilians, fighters, air-raids, percent, days.
	Rough     string // Rough is the vague word: dozens, scores, hundreds, thousands, tens of thousands.
	Of        string // Of is the whole of which it is a part: "the opposition-held east".
	Flow      bool   // Flow counts over a period; otherwise it is a stock at a time or of one event.
}

// Known reports whether q says anything.
func (q Quantity) Known() bool { return q.HasValue || q.HasRange || q.Rough != "" }

// String writes q as a person would: "at least 14 people", "1 child", "dozens of fighters".
func (q Quantity) String() string {
	n, unit := q.Rough, q.Unit
	switch {
	case q.HasRange:
		n = bounds[q.Bound] + Number(q.Low) + "–" + Number(q.High)
	case q.HasValue:
		n = bounds[q.Bound] + Number(q.Value)
		if q.Value == 1 {
			unit = one(unit)
		}
	case unit != "" && (strings.HasSuffix(n, "s") || strings.HasSuffix(n, "number")):
		n += " of"
	}
	if n != "" && q.Of != "" {
		unit += " of " + q.Of
	}
	return strings.TrimSpace(n + " " + strings.TrimSpace(unit))
}

var bounds = map[Bound]string{AtLeast: "at least ", AtMost: "up to ", About: "about "}

// irregular are units whose singular has another form than the plural without its "s".
var irregular = map[string]string{
	"people": "person", "children": "child", "women": "woman", "men": "man", "bodies": "body", "families": "family", "lives": "life",
	"percent": "percent", "troops": "soldier", "aircraft": "aircraft",
}

// one is a unit for one of what it counts: "person" of "people", "aid worker" of "aid workers".
func one(unit string) string {
	before, last := "", unit
	if i := strings.LastIndexAny(unit, " -"); i >= 0 {
		before, last = unit[:i+1], unit[i+1:]
	}
	if s, ok := irregular[last]; ok {
		return before + s
	}
	if strings.HasSuffix(last, "ss") {
		return unit
	}
	return before + strings.TrimSuffix(last, "s")
}

// Number writes v with a comma at each thousand from 10,000 on.
func Number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, cut := strings.Cut(s, ".")
	if digits := strings.TrimPrefix(whole, "-"); len(digits) > 4 {
		for i := len(whole) - 3; i > len(whole)-len(digits); i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if cut {
		return whole + "." + rest
	}
	return whole
}
