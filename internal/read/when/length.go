package when

import (
	"strings"

	"stemma/internal/numeral"
)

// count reads how many: a numeral, "a", "several", "a few", "a couple of".
func (p *parser) count(i int) (n float64, few bool, words int) {
	if p.is(i, "a", "few") || p.is(i, "a", "couple") || p.is(i, "a", "number", "of") || p.is(i, "the", "few") {
		switch p.at(i + 1) {
		case "number":
			return 3, true, 3
		case "couple":
			if p.is(i+2, "of") {
				return 2, true, 3
			}
			return 2, true, 2
		}
		return 3, true, 2
	}
	if p.is(i, "half", "a") || p.is(i, "half", "an") {
		return 0.5, false, 2
	}
	if p.oneOf(i, "several", "few", "some", "many", "couple") {
		if p.is(i, "couple", "of") {
			return 2, true, 2
		}
		if p.is(i, "some") {
			if m := numeral.Read(p.w[min(i+1, len(p.w)):]); m.Words > 0 && !m.Ordinal {
				return m.Value, false, 1 + m.Words
			}
		}
		return float64(fews.Get(p.at(i))), true, 1
	}
	if i >= len(p.w) {
		return 0, false, 0
	}
	m := numeral.Read(p.w[i:])
	if m.Fraction && p.is(i+m.Words-1, "quarters") { // two quarters of a year
		m = numeral.Read(p.w[i : i+m.Words-1])
	}
	if m.Words > 0 && !m.Ordinal && m.Value >= 0 {
		if p.is(i+m.Words, "-") { // "2-1/2 years"
			if part := numeral.Read(p.w[i+m.Words+1:]); part.Fraction && part.Value < 1 {
				return m.Value + part.Value, false, m.Words + 1 + part.Words
			}
		}
		return m.Value, false, m.Words
	}
	if p.oneOf(i, "a", "an", "one", "another") {
		return 1, false, 1
	}
	return 0, false, 0
}

// span reads a length: "two and a half years", "3.5 years", "a few days", "2 years
// 1 month", "a year and a half", "hours".
func (p *parser) span(i int) (Length, int) {
	n, few, words := p.count(i)
	j := i + words
	if words > 0 && p.is(j, "-") && !p.digits(j+1) {
		j++
	}
	for p.oneOf(j, "more", "full", "whole", "long", "business", "calendar", "working", "consecutive", "straight", "other", "bloody", "mere", "short", "brief", "tense", "odd", "additional", "extra", "further", "entire", "single") && words > 0 {
		j++
	}
	u, ok := units.Find(p.at(j))
	if !ok || u == Second && p.at(j) == "second" && words == 0 {
		return Length{}, 0
	}
	plural := strings.HasSuffix(p.at(j), "s")
	if u == Quarter && (words == 0 || p.is(j+1, "of") || n == 3 && !oneShift(p.at(i-1))) {
		return Length{}, 0 // winter quarters, three quarters of a town
	}
	if words == 0 {
		if !plural || len(p.at(j)) < 4 || u < Second {
			return Length{}, 0
		}
		return Length{N: 3, Few: true, Unit: u}, 1
	}
	if len(p.at(j)) < 3 && !(p.digits(j-1)) || u == Second && p.at(j) == "second" && !p.digits(j-1) && !p.is(j-1, "-") && !p.is(j-1, "one") {
		return Length{}, 0
	}
	if p.at(j) == "h" && p.digits(j+1) && p.glued(j+1) || p.at(j) == "mo" || p.at(j) == "min" && p.is(j+1, "past") || p.at(j) == "seconds" && p.is(i, "a") {
		return Length{}, 0
	}
	k := j + 1
	if len(p.at(j)) <= 4 && p.is(k, ".") && p.glued(k) && k+1 < len(p.w) && !p.w[k+1].Upper && !p.digits(k+1) && !strings.HasSuffix("hour year week day ", p.at(j)+" ") {
		k++
	}
	l := Length{N: n, Few: few, Unit: u}
	if p.is(k, "and") && (p.is(k+1, "a", "half") || p.is(k+1, "half")) { // "an hour and a half"
		l.N += .5
		k += 2 + boolInt(p.is(k+1, "a"))
		return l, k - i
	}
	if p.is(k, "and", "a", "quarter") {
		l.N += .25
		k += 3
		return l, k - i
	}
	return p.furtherSpans(l, i, k)
}

// furtherSpans reads the smaller units behind: "2 hours and 30 minutes".
func (p *parser) furtherSpans(l Length, i, k int) (Length, int) {
	last := l.Unit
	for {
		m := k
		if p.oneOf(m, "and", ",") {
			m++
		}
		if p.is(m-1, ",") && p.is(m, "and") {
			m++
		}
		n, few, words := p.count(m)
		u, ok := units.Find(p.at(m + words))
		if words == 0 || few || !ok || u >= last || p.oneOf(m, "a", "an", "some") || u >= Morning && u < Day {
			return l, k - i
		}
		l.More = append(l.More, Length{N: n, Unit: u})
		last = u
		k = m + words + 1
	}
}
