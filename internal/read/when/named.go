package when

import "stemma/internal/numeral"

// nth reads a unit within a period: "the last week of March", "the first Monday of
// next month", "the third month of 2021", "the first two weeks of May".
func (p *parser) nth(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	pt := Point{Form: Nth}
	if j >= len(p.w) {
		return pt, 0
	}
	o := numeral.Read(p.w[j:])
	switch {
	case o.Ordinal:
		pt.Count = int(o.Value)
		j += o.Words
	case p.oneOf(j, "last", "final", "closing"):
		pt.Count = -1
		j++
	case p.oneOf(j, "opening"):
		pt.Count = 1
		j++
	default:
		return pt, 0
	}
	if n, few, words := p.count(j); words > 0 && !few {
		pt.Length = Length{N: n}
		j += words
	} else if few {
		pt.Length = Length{N: n, Few: true}
		j += words
	}
	if d := weekdayNames.Get(p.at(j)); d > 0 && len(p.at(j)) > 3 {
		pt.Weekday, pt.Unit = d, Day
	} else if u, ok := units.Find(p.at(j)); ok && u >= Day {
		pt.Unit = u
	} else {
		return pt, 0
	}
	pt.Length.Unit = pt.Unit
	j++
	if !p.oneOf(j, "of", "in") {
		if q, n := p.relative(j); n > 0 && (q.Unit == Year || q.Unit == Month) && q.Form == Relative {
			pt.Of = &q
			return pt, j + n - i
		}
		return pt, 0
	}
	var best Point
	words := 0
	for _, read := range [...]pointForm{
		(*parser).calendar, (*parser).year, (*parser).decade, (*parser).century, (*parser).season, (*parser).relative,
		(*parser).deictic, (*parser).theUnit,
	} {
		if q, n := read(p, j+1); n > words && q.Day == 0 {
			best, words = q, n
		}
	}
	if words == 0 {
		return pt, 0
	}
	pt.Of = &best
	return pt, j + 1 + words - i
}

// holiday reads a named day, with its year: "Easter", "Eid al-Fitr", "Christmas
// 2016", "Christmas Eve".
func (p *parser) holiday(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	var best holiday
	for _, h := range holidays.Get(p.at(j)) {
		if len(h.words) > len(best.words) && p.is(j, h.words...) {
			best = h
		}
	}
	if len(best.words) == 0 || p.titled(j) || j < len(p.w) && !p.w[j].Upper && len(best.words) == 1 && best.words[0] == "d" {
		return Point{}, 0
	}
	pt := Point{Form: Named, Holiday: best.rule}
	k := j + len(best.words)
	y := k
	if p.oneOf(y, "of", ",", "in") {
		y++
	}
	if n := p.year4(y); n > 0 {
		pt.Year, pt.HasYear = n, true
		return pt, y + 1 - i
	}
	if q, n := p.relative(y); n > 0 && q.Unit == Year {
		pt.Of = &q
		return pt, y + n - i
	}
	return pt, k - i
}

// dayOnly reads "the 25th", "the twenty-first", "the 15th day of next month", "the
// 20th of next month".
func (p *parser) dayOnly(i int) (Point, int) {
	if p.digits(i) && p.oneOf(i+1, "st", "nd", "rd", "th") && p.is(i+2, "of") { // "20th of next month"
		if q, n := p.relative(i + 3); n > 0 && q.Unit == Month {
			return Point{Form: DayOnly, Day: p.number(i, 2), Of: &q}, 3 + n
		}
	}
	if !p.is(i, "the") && !(p.digits(i) && p.oneOf(i-1, "on") || p.digits(i) && weekdayNames.Get(p.at(i-1)) > 0) {
		return Point{}, 0
	}
	j := i + boolInt(p.is(i, "the"))
	if n := p.number(j, 2); n >= 1 && n <= 31 && (weekdayNames.Get(p.at(i-1)) > 0 || p.is(i, "the") && p.oneOf(i-1, "on", "for")) && (j+1 == len(p.w) || p.oneOf(j+1, ".", "!", "?", "at")) && !p.digits(j+2) {
		return Point{Form: DayOnly, Day: n}, j + 1 - i
	}
	if j >= len(p.w) {
		return Point{}, 0
	}
	n := numeral.Read(p.w[j:])
	if !n.Ordinal || n.Value > 31 {
		return Point{}, 0
	}
	pt := Point{Form: DayOnly, Day: int(n.Value)}
	k := j + n.Words
	if p.is(k, "day", "of") || p.is(k, "of") {
		m := k + 1 + boolInt(p.is(k, "day"))
		if q, taken := p.relative(m); taken > 0 && q.Unit == Month {
			pt.Of = &q
			return pt, m + taken - i
		}
		if q, taken := p.theUnit(m); taken > 0 && q.Unit == Month {
			pt.Of = &q
			return pt, m + taken - i
		}
		return Point{}, 0
	}
	if !n.Digits && weekdayNames.Get(p.at(i-1)) == 0 || p.letters(k) && !p.oneOf(k, "at", "and", "to", "until", "in", "when", "that", "with", "after", "a", "the", "but", "by", "on", "were", "was", "had", "he", "they", "it", "through", "till", "for", "from", "as", "this") || p.is(k, "-") && p.glued(k) && p.letters(k+1) {
		return Point{}, 0
	}
	return pt, k - i
}

// titled reports whether a capitalised word stands in a name: "Operation Ramadan",
// "Red Dawn".
func (p *parser) titled(i int) bool {
	return i > 1 && i < len(p.w) && p.w[i].Upper && p.letters(i-1) && p.w[i-1].Upper && weekdayNames.Get(p.at(i-1)) == 0 && !p.oneOf(i-1, "since", "before", "until", "on", "at", "by", "this", "last", "next", "early", "late", "orthodox", "holy") || p.is(i-1, "operation")
}
