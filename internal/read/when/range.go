package when

import "stemma/internal/numeral"

// dayHours reads hours on a day: "Tuesday from 2:00 to 2:30 pm", "from 3 to 5 pm on 1
// May", "Monday 8-9am".
func (p *parser) dayHours(i int) Expression {
	day, n := p.compose(i)
	if n > 0 && !day.Modest && day.Form != NoDate && !coarse(day) && !day.Clock.Said {
		e := p.hours(i + n + boolInt(p.is(i+n, ",")))
		if e.Last > 0 {
			e.First, e.Core = i, i
			return withDay(e, day)
		}
		return Expression{}
	}
	e := p.hours(i)
	if e.Last == 0 {
		return e
	}
	if e.Point.Form != NoDate || e.To.Form != NoDate {
		return Expression{}
	}
	j := e.Last + boolInt(p.oneOf(e.Last, "on", ","))
	day, n = p.date(j)
	if n == 0 || coarse(day) || day.Modest {
		return Expression{}
	}
	e.Last = j + n
	return withDay(e, day)
}

// hours reads two clock times, which may be bare numbers behind from or between.
func (p *parser) hours(i int) Expression {
	if e := p.rangeExpr(i); e.Last > 0 && e.Point.Clock.Said && e.To.Clock.Said && e.Point.Form == NoDate {
		return e
	}
	j := i + boolInt(p.oneOf(i, "from", "between"))
	a := p.number(j, 2)
	k := p.to(j+1, p.at(i))
	if k == 0 || a < 0 || a > 24 {
		return Expression{}
	}
	e := Expression{First: i, Core: j, Kind: InRange, Inclusive: true, Mid: j + 1, EndFirst: k, Rule: "range", Point: Point{Clock: Clock{Said: true, Hour: a, Fine: Hour}}}
	if q, n := p.clock(k); n > 0 {
		e.To, e.Last = q, k+n
	} else if b := p.number(k, 2); b >= 0 && b <= 24 && (j > i || p.glued(k)) && !p.is(k+1, "%") && !p.letters(k+1) || b >= 0 && p.letters(k+1) && p.oneOf(k+1, "on", "today", "tomorrow", "yesterday", "last", "this") {
		e.To, e.Last = Point{Clock: Clock{Said: true, Hour: b, Fine: Hour}}, k+1
	} else {
		return Expression{}
	}
	sameClock(&e.Point, &e.To)
	return e
}

// withDay puts both ends of hours on a day.
func withDay(e Expression, day Point) Expression {
	for _, p := range []*Point{&e.Point, &e.To} {
		clock := p.Clock
		*p = day
		p.Clock = clock
	}
	return e
}

// dayBound reads a day with a bound on its hour: "today before 4pm".
func (p *parser) dayBound(i int) Expression {
	day, n := p.compose(i)
	if n == 0 || day.Form == NoDate || coarse(day) || day.Clock.Said || day.Part != "" {
		return Expression{}
	}
	e := p.related(i + n)
	if e.Last == 0 || e.Point.Form != NoDate || !e.Point.Clock.Said || e.Relation == Since && p.is(i+n, "from") {
		return Expression{}
	}
	clock, part := e.Point.Clock, e.Point.Part
	e.Point = day
	e.Point.Clock, e.Point.Part = clock, part
	e.First, e.Core = i, i
	return e
}

// rangeExpr reads "from 3 to 5 May", "between 2014 and 2018", "1980-88", "May 3-5",
// "July to September 1942".
func (p *parser) rangeExpr(i int) Expression {
	j := i
	opening := ""
	if p.oneOf(i, "between", "from") {
		opening = p.at(i)
		j++
	}
	if e := p.daysOfMonth(i, j, opening); e.Last > 0 {
		return e
	}
	a, n := p.compose(j)
	if p.is(j, "now") && opening != "" {
		a, n = Point{Form: Relative, Unit: Day, HasShift: true}, 1
	}
	if n == 0 {
		if a, n = p.bareEnd(j); n == 0 {
			return Expression{}
		}
	}
	mid := j + n
	k := p.to(mid, opening)
	if k == 0 {
		return Expression{}
	}
	b, m := p.compose(k)
	if p.oneOf(k, "now", "date", "present") && opening != "" {
		b, m = Point{Form: Relative, Unit: Day, HasShift: true}, 1
	}
	if m == 0 || b.Modest && !a.Modest {
		bb, mm := p.bareSecond(a, k)
		if mm > 0 {
			b, m = bb, mm
		}
	}
	if m == 0 || !share(&a, &b) {
		return Expression{}
	}
	return Expression{First: i, Core: j, Last: k + m, Kind: InRange, Inclusive: p.at(mid) != "until" && p.at(mid) != "till",
		Point: a, Mid: mid, EndFirst: k, To: b, Rule: "range"}
}

// daysOfMonth reads "from 4 to 22 this month", "4-23 in next month".
func (p *parser) daysOfMonth(i, j int, opening string) Expression {
	a := p.number(j, 2)
	k := p.to(j+1, opening)
	if a < 1 || a > 31 || k == 0 {
		return Expression{}
	}
	b := p.number(k, 2)
	m := k + 1 + boolInt(p.oneOf(k+1, "of", "in"))
	month, n := p.relative(m)
	if b <= a || b > 31 || n == 0 || month.Unit != Month || month.Form != Relative {
		return Expression{}
	}
	return Expression{First: i, Core: j, Last: m + n, Kind: InRange, Inclusive: true, Mid: j + 1, EndFirst: k, Rule: "range",
		Point: Point{Form: DayOnly, Day: a, Of: &month}, To: Point{Form: DayOnly, Day: b, Of: &month}}
}

// lengthFrom reads a length with the point it starts at: "three days from Monday",
// "from 2pm for two hours", "a week starting on 5 May".
func (p *parser) lengthFrom(i int) Expression {
	j := i + boolInt(p.is(i, "for"))
	l, n := p.span(j)
	if n > 0 && !l.Few {
		k := j + n
		if p.is(k, ",") {
			k++
		}
		start := k
		for p.oneOf(k, "starting", "beginning", "commencing", "from", "on", "at") {
			k++
		}
		if k == start || p.is(start, "on") || p.is(start, "at") {
			return Expression{}
		}
		if pt, m := p.compose(k); m > 0 && !pt.Modest && !coarse(pt) && (i < j || !p.is(start, "from")) {
			return lasts(i, k, k+m, pt, l)
		}
		return Expression{}
	}
	day, n := p.compose(i)
	if n > 0 && (day.Form == NoDate || coarse(day) || day.Clock.Said) {
		return Expression{}
	}
	k := i + n
	if n > 0 && p.is(k, "for") { // "14 May for 7 hours from 9:30"
		e := p.lengthFrom(k)
		if e.Last > 0 && e.Point.Form == NoDate {
			clock := e.Point.Clock
			l := e.To.Length
			e.Point = day
			e.Point.Clock = clock
			return lasts(i, i, e.Last, e.Point, l)
		}
		return Expression{}
	}
	if !p.is(k, "from") {
		return Expression{}
	}
	pt, m := p.compose(k + 1)
	if m == 0 {
		if h := p.number(k+1, 2); h >= 0 && h <= 24 && p.is(k+2, "for") {
			pt, m = Point{Clock: Clock{Said: true, Hour: h, Fine: Hour, Sure: true}}, 1
		}
	}
	if m == 0 || pt.Modest || !p.is(k+1+m, "for") || n > 0 && pt.Form != NoDate {
		return Expression{}
	}
	l, taken := p.span(k + 2 + m)
	if taken == 0 || l.Few {
		return Expression{}
	}
	if n > 0 {
		clock := pt.Clock
		pt = day
		pt.Clock = clock
	}
	return lasts(i, k+1, k+2+m+taken, pt, l)
}

// lasts is the range of a point and a length from it.
func lasts(first, core, last int, pt Point, l Length) Expression {
	of := pt
	return Expression{First: first, Core: core, Last: last, Kind: InRange, Mid: last, EndFirst: last - 1, Rule: "length from",
		Point: pt, To: Point{Form: Shifted, Length: l, Unit: l.Unit, Shift: 1, Of: &of}}
}

// to is the index behind the words that join two ends of a range; 0 for none.
func (p *parser) to(i int, opening string) int {
	switch p.at(i) {
	case "to", "until", "till", "through", "til":
		return i + 1
	case "-":
		return i + 1
	case "and":
		if opening == "between" {
			return i + 1
		}
	case "up":
		if p.is(i+1, "to") || p.is(i+1, "until") {
			return i + 2
		}
	case ",":
		if p.oneOf(i+1, "to", "until", "till") && opening != "" {
			return i + 2
		}
	}
	return 0
}

// bareEnd reads a lone number as the first end of a range, to be completed by the
// second: "3 to 5 May".
func (p *parser) bareEnd(i int) (Point, int) {
	j := i
	if n := p.number(i, 3); n > 0 && p.oneOf(i+1, "-", "to") { // "499-493 BC"
		if b, words := p.year(i + 2); words > 0 && b.HasYear && b.Year <= 0 {
			return Point{Form: Calendar, Year: 1 - n, HasYear: true}, 1
		}
	}
	if p.is(j, "the") {
		j++
	}
	n := numeral.Read(p.w[min(j, len(p.w)):])
	if n.Words == 0 || n.Value < 1 || n.Value > 31 || n.Value != float64(int(n.Value)) || n.Fraction || n.Decimal {
		return Point{}, 0
	}
	return Point{Form: DayOnly, Day: int(n.Value), Modest: true}, j - i + n.Words
}

// bareSecond reads a lone number behind a dash or "to" by what the first end is: a
// day behind a day, a short year behind a year.
func (p *parser) bareSecond(a Point, k int) (Point, int) {
	n := p.number(k, 2)
	if n < 0 {
		article := boolInt(p.is(k, "the"))
		if o, words := p.dayNumber(k + article); words > 0 && a.Day > 0 {
			words += article
			b := a
			b.Day, b.Weekday = o, 0
			return b, words
		}
		return Point{}, 0
	}
	if p.is(k+1, ":") || p.is(k+1, "%") || p.is(k+1, "-") && p.glued(k+1) || p.is(k+1, ".") && p.digits(k+2) && p.glued(k+2) {
		return Point{}, 0
	}
	words := 1
	if p.glued(k+1) && p.oneOf(k+1, "st", "nd", "rd", "th") {
		words++
	}
	switch {
	case a.Clock.Said && n <= 24:
		return Point{Clock: Clock{Said: true, Hour: n, Fine: Hour}}, words
	case a.Form == Calendar && a.Day > 0 && n >= 1 && n <= 31:
		b := a
		b.Day, b.Weekday = n, 0
		if p.is(k+words, ",") && p.year4(k+words+1) > 0 {
			b.Year, b.HasYear = p.year4(k+words+1), true
			return b, words + 2
		}
		if y := p.year4(k + words); y > 0 && !a.HasYear {
			b.Year, b.HasYear = y, true
			return b, words + 1
		}
		return b, words
	case a.Form == Calendar && a.HasYear && a.Month == 0 && a.Season == "" && len(p.w[k].Text) == 2 && p.glued(k) && n > a.Year%100:
		return Point{Form: Calendar, Year: a.Year/100*100 + n, HasYear: true}, 1
	case a.Form == DayOnly && n > a.Day && n <= 31:
		return Point{Form: DayOnly, Day: n, Modest: a.Modest}, words
	}
	return Point{}, 0
}

// share gives each end of a range the fields that only the other says; it reports
// whether the two can make one.
func share(a, b *Point) bool {
	switch {
	case a.Modest && a.Form == DayOnly:
		switch {
		case b.Form == Calendar && b.Day > 0:
			day := a.Day
			*a = *b
			a.Day, a.Weekday, a.Part, a.Clock = day, 0, "", Clock{}
			return day < b.Day
		case b.Clock.Said && a.Day <= 24:
			if b.Clock.Sure && b.Clock.Fine == Hour && a.Day > 12 {
				return false
			}
			*a = Point{Clock: Clock{Said: true, Hour: a.Day, Fine: Hour}}
			return sameClock(a, b)
		case b.Form == Relative && b.Unit == Month, b.Form == DayOnly && !b.Modest:
			return false
		}
		return false
	case b.Modest:
		return false
	}
	if a.Form == Calendar && b.Form == Calendar {
		if b.HasYear && !a.HasYear && !a.Short && a.Decade == 0 && a.Century == 0 {
			a.Year, a.HasYear = b.Year, true
			if a.Month > b.Month && a.Month > 0 && b.Month > 0 {
				a.Year--
			}
		}
		if b.Of != nil && a.Of == nil && !a.HasYear {
			a.Of = b.Of
		}
		if a.HasYear && !b.HasYear && b.Month > 0 && b.Decade == 0 && b.Century == 0 && !b.Short {
			b.Year, b.HasYear = a.Year, true
			if a.Month > b.Month && a.Month > 0 {
				b.Year++
			}
		}
	}
	if a.Clock.Said && b.Clock.Said {
		return sameClock(a, b)
	}
	if (a.Form == NoDate) != (b.Form == NoDate) {
		return a.Form == NoDate && a.Part != "" || b.Part != "" || b.Clock.Said
	}
	return true
}

// sameClock puts both ends on one half of the day and one date: "from 7:00 to 8:00
// pm on 15 December".
func sameClock(a, b *Point) bool {
	if b.Clock.Sure && !a.Clock.Sure && b.Clock.Hour >= 12 && a.Clock.Hour+12 < b.Clock.Hour+boolInt(b.Clock.Minute > a.Clock.Minute) && a.Clock.Hour < 12 {
		a.Clock.Hour += 12
	}
	if b.Clock.Sure {
		a.Clock.Sure = true
	} else if a.Clock.Sure && b.Clock.Hour < 12 && a.Clock.Hour >= 12 && b.Clock.Hour+12 > a.Clock.Hour {
		b.Clock.Hour += 12
		b.Clock.Sure = true
	} else if a.Clock.Sure {
		b.Clock.Sure = true
	}
	date := func(p *Point) Point { q := *p; q.Clock = Clock{}; return q }
	if a.Form == NoDate && b.Form != NoDate {
		clock, part := a.Clock, a.Part
		*a = date(b)
		a.Clock = clock
		if part != "" {
			a.Part = part
		}
	} else if b.Form == NoDate && a.Form != NoDate {
		clock := b.Clock
		*b = date(a)
		b.Clock = clock
	}
	return true
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
