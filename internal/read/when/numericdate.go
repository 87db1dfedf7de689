package when

// numeric reads a date in digits: "2016-12-11", "11/12/2016", "11.12.2016",
// "20161211", "1/22". A day above twelve settles which number is the month;
// otherwise a stroke reads month first, a dot and a dash day first. Which is right may
// be settled later by the publication.
func (p *parser) numeric(i int) (Point, int) {
	if !p.digits(i) {
		return Point{}, 0
	}
	if q, n := p.compact(i); n > 0 {
		return q, n
	}
	mark := p.at(i + 1)
	if mark != "-" && mark != "/" && mark != "." || !p.digits(i+2) {
		return Point{}, 0
	}
	spaced := !p.glued(i+1) || !p.glued(i+2)
	if spaced && (mark == "." || len(p.at(i)) != 4 && len(p.at(i+2)) != 4 || len(p.at(i)) == len(p.at(i+2))) {
		return Point{}, 0
	}
	if p.is(i+3, mark) && p.glued(i+3) && p.digits(i+4) && p.glued(i+4) || p.is(i+3, ",") && mark == "/" && p.digits(i+4) && p.glued(i+4) && len(p.at(i+4)) == 2 {
		if p.is(i+5, mark) && p.glued(i+5) && p.digits(i+6) {
			return Point{}, 0 // an address or a telephone number
		}
		return p.threePart(i)
	}
	return p.twoPart(i, mark)
}

// compact reads "20161211".
func (p *parser) compact(i int) (Point, int) {
	s := p.at(i)
	if len(s) != 8 {
		return Point{}, 0
	}
	n := p.number(i, 8)
	y, m, d := n/10000, n/100%100, n%100
	if y < 1900 || y > 2100 || !validDay(y, m, d) {
		return Point{}, 0
	}
	return Point{Form: Calendar, Year: y, HasYear: true, Month: m, Day: d}, 1
}

func validDay(y, m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= 31 && y > 0 }

func (p *parser) threePart(i int) (Point, int) {
	a, b, c := p.number(i, 4), p.number(i+2, 4), p.number(i+4, 4)
	pt := Point{Form: Calendar, HasYear: true}
	n := 5
	if p.is(i+5, "t") && p.digits(i+6) {
		n = 6
	}
	switch {
	case a < 0 || b < 0 || c < 0:
		return Point{}, 0
	case len(p.at(i)) == 4:
		pt.Year, pt.Month, pt.Day = a, b, c
	case len(p.at(i+4)) == 4:
		pt.Year, pt.Month, pt.Day = c, a, b
	case len(p.at(i+4)) == 2 && len(p.at(i)) <= 2:
		pt.Year, pt.Month, pt.Day, pt.Short = century(c), a, b, true
	case len(p.at(i)) == 2:
		pt.Year, pt.Month, pt.Day = b, c, a // "23-2020-9"
		if len(p.at(i+2)) != 4 {
			return Point{}, 0
		}
	default:
		return Point{}, 0
	}
	if len(p.at(i)) != 4 && pt.Day <= 12 && pt.Month <= 12 {
		pt.Swaps = true
		if !p.is(i+1, "/") { // outside America, where the stroke is used
			pt.Month, pt.Day = pt.Day, pt.Month
		}
	}
	if pt.Month > 12 && len(p.at(i)) != 4 {
		pt.Month, pt.Day = pt.Day, pt.Month
	}
	if !validDay(pt.Year, pt.Month, pt.Day) || pt.Year < 1000 {
		return Point{}, 0
	}
	return pt, n
}

// twoPart reads "2016-11", "11/2016", "11/22" and "4.22"; the last two only where a
// word before them takes a date.
func (p *parser) twoPart(i int, mark string) (Point, int) {
	a, b := p.number(i, 4), p.number(i+2, 4)
	switch {
	case len(p.at(i)) == 4 && len(p.at(i+2)) <= 2 && a >= 1900 && a < 2200 && b >= 1 && b <= 12 && mark != "." && !(mark == "-" && len(p.at(i+2)) == 2 && b > a%100):
		return Point{Form: Calendar, Year: a, HasYear: true, Month: b}, 3
	case len(p.at(i+2)) == 4 && len(p.at(i)) <= 2 && b >= 1900 && b < 2200 && a >= 1 && a <= 12 && mark != ".":
		return Point{Form: Calendar, Year: b, HasYear: true, Month: a}, 3
	}
	if len(p.at(i)) > 2 || len(p.at(i+2)) > 2 || mark == "-" && !p.oneOf(i-1, "on", "back", "in") || p.letters(i+3) && p.glued(i+3) || p.is(i+3, "%") || p.is(i+3, mark) {
		return Point{}, 0
	}
	if mark == "." && !p.oneOf(i-1, "on", "back") || mark == "/" && !p.oneOf(i-1, "on", "back", "since", "by", "until", "from", "to", "and", "between", "before", "after", "until", "-") && weekdayNames.Get(p.at(i-1)) == 0 {
		return Point{}, 0
	}
	if a > 12 {
		a, b = b, a
	}
	if !validDay(2000, a, b) {
		return Point{}, 0
	}
	return Point{Form: Calendar, Month: a, Day: b}, 3
}
