package when

import (
	"stemma/internal/numeral"
)

// date reads a date without a time of day, in whichever form takes most words.
func (p *parser) date(i int) (Point, int) {
	if i < 0 || i > len(p.w) || p.core[i]-i >= reach && weekdayNames.Get(p.at(i-1)) == 0 && !p.oneOf(i-1, "on", "for", "to", "until", "till") {
		return Point{}, 0
	}
	if p.dates[i] == nil {
		pt, n := p.dateAt(i)
		p.dates[i] = newMemo(pt, n)
	}
	return p.dates[i].point, p.dates[i].words
}

func (p *parser) dateAt(i int) (Point, int) {
	var best Point
	words := 0
	for _, read := range [...]pointForm{
		(*parser).numeric, (*parser).calendar, (*parser).year, (*parser).decade, (*parser).century, (*parser).season, (*parser).fiscal, (*parser).sectioned,
		(*parser).weekday, (*parser).relative, (*parser).weekOf, (*parser).stretch, (*parser).shifted, (*parser).nth, (*parser).holiday,
		(*parser).dayOnly, (*parser).deictic,
	} {
		if q, n := read(p, i); n > words {
			best, words = q, n
		}
	}
	return best, words
}

// month is the month named at i and the words it takes: with the full stop of an
// abbreviation. Words that are more than months need a sign of it.
func (p *parser) month(i int) (int, int) {
	if !p.letters(i) {
		return 0, 0
	}
	m := monthNames.Get(p.at(i))
	if m == 0 {
		return 0, 0
	}
	w := p.w[i]
	n := 1
	if len(w.Text) <= 4 && w.Text != "may" && w.Text != "june" && w.Text != "july" && p.is(i+1, ".") && p.glued(i+1) && (p.digits(i+2) || i+2 < len(p.w)) {
		n = 2
	}
	switch w.Text {
	case "may", "march", "mar", "dec", "jan", "sep", "august":
		near := p.digits(i-1) || p.digits(i+1) && len(p.at(i+1)) != 3 && !p.counted(i+2) || p.oneOf(i-1, "th", "st", "nd", "rd") || p.digits(i+2) && (p.oneOf(i+1, "of", "the", "-", "/", ".") || p.is(i+1, ",") && len(p.at(i+2)) == 4)
		if !near && !p.ofMonth(i) {
			return 0, 0
		}
		if w.Text == "may" && !w.Upper && !p.digits(i-1) && !p.digits(i+1) && !p.oneOf(i-1, "last", "next", "this", "in", "of", "from", "to", "early", "mid", "late", "until", "since", "between", "th", "st", "nd", "rd") {
			if !(p.letters(i+1) && isOrdinal(p.w[i+1:])) {
				return 0, 0
			}
		}
	}
	return m, n
}

func isOrdinal(w []numeral.Word) bool { return len(w) > 0 && numeral.Read(w).Ordinal }

// ofMonth reports whether what stands before or behind an ambiguous word makes it a
// month: "in March", "last May", "May of that year".
func (p *parser) ofMonth(i int) bool {
	w := p.w[i]
	if p.oneOf(i-1, "in", "since", "until", "till", "by", "from", "last", "next", "this", "early", "late", "mid", "of", "during", "between", "through", "before", "after", "previous", "following", "through", "throughout", "every", "each", "around", "past", "to", "and", "-", "/", "or", "for", "on") {
		return w.Upper || w.Text != "may" && w.Text != "march" && w.Text != "august" || p.oneOf(i-1, "in", "last", "next", "early", "mid", "late", "since", "until", "between", "from", "of")
	}
	if p.is(i-1, "the") && w.Upper && w.Text != "may" {
		return false
	}
	if p.is(i+1, "of") && (p.digits(i+2) || p.oneOf(i+2, "that", "the", "last", "this", "next")) {
		return true
	}
	if isOrdinal(p.w[min(i+1, len(p.w)):]) || p.is(i+1, "the") && isOrdinal(p.w[min(i+2, len(p.w)):]) || p.oneOf(i+1, "to", "-") && (p.digits(i+2) || monthNames.Get(p.at(i+2)) > 0) {
		return true
	}
	if len(w.Text) == 3 && w.Upper && i > 0 && p.letters(i-1) && p.w[i-1].Upper && len(p.at(i-1)) > 3 {
		return false // the second part of a name: "Ahmad Jan"
	}
	return w.Upper && w.Text != "may" && w.Text != "march" && i > 0 || i > 0 && monthNames.Get(w.Text) > 0 && w.Text == "august" && w.Upper
}

// dayNumber reads a day of the month: "5", "5th", "fifth", "twenty-first".
func (p *parser) dayNumber(i int) (int, int) {
	if n := p.number(i, 2); n >= 1 && n <= 31 {
		words := 1
		if p.glued(i+1) && p.oneOf(i+1, "st", "nd", "rd", "th") {
			words++
		}
		return n, words
	}
	if !p.letters(i) {
		return 0, 0
	}
	n := numeral.Read(p.w[i:])
	if n.Words == 0 || n.Value < 1 || n.Value > 31 || n.Fraction || n.Decimal || n.Value != float64(int(n.Value)) || p.is(i, "a") {
		return 0, 0
	}
	return int(n.Value), n.Words
}

// calendar reads a day and a month in either order, or a month, with or without a
// year: "5 May", "the 5th of May, 2016", "May 5", "May of that year".
func (p *parser) calendar(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	if d, n := p.dayNumber(j); n > 0 {
		k := j + n
		if p.is(k, ".") && p.digits(j) && p.letters(k+1) && monthNames.Get(p.at(k+1)) > 0 { // "16. Nov. 2016"
			k++
		}
		if p.is(k, "day") && p.is(k+1, "of") {
			k++
		}
		if p.is(k, "of") || p.oneOf(k, "-", "/", ".") && p.glued(k) && p.glued(k+1) {
			k++
		}
		if m, taken := p.month(k); taken > 0 {
			pt := Point{Form: Calendar, Day: d, Month: m}
			end := p.withYear(&pt, k+taken)
			return pt, end - i
		}
		if j > i {
			return Point{}, 0
		}
	} else if j > i {
		return Point{}, 0 // "the March offensive" is read from its month on
	}
	if y := p.year4(i); y > 0 { // "2016, Nov", "2019/aug/01"
		if q, n := p.yearFirst(i, y); n > 0 {
			return q, n
		}
	}
	return p.monthFirst(i)
}

func (p *parser) yearFirst(i, y int) (Point, int) {
	k := i + 1
	if p.oneOf(k, ",", "-", "/") {
		k++
	}
	m, taken := p.month(k)
	if taken == 0 || p.is(i+1, ",") && p.digits(k+taken) {
		return Point{}, 0
	}
	pt := Point{Form: Calendar, Year: y, HasYear: true, Month: m}
	k += taken
	if p.oneOf(k, "-", "/") {
		if d := p.number(k+1, 2); d >= 1 && d <= 31 {
			pt.Day = d
			return pt, k + 2 - i
		}
	} else if d := p.number(k, 2); d >= 1 && d <= 31 && !p.is(i+1, ",") {
		pt.Day = d
		k++
		if p.glued(k) && p.oneOf(k, "st", "nd", "rd", "th") {
			k++
		}
	}
	return pt, k - i
}

func (p *parser) monthFirst(i int) (Point, int) {
	m, taken := p.month(i)
	if taken == 0 {
		return Point{}, 0
	}
	pt := Point{Form: Calendar, Month: m}
	k := i + taken
	d, n := 0, 0
	after := k
	if p.is(k, "the") {
		if d, n = p.dayNumber(k + 1); n > 0 && numeral.Read(p.w[k+1:]).Ordinal {
			after = k + 1 + n
		} else {
			d, n = 0, 0
		}
	} else {
		start := k
		if p.oneOf(k, "-", "/") && p.digits(k+1) && p.glued(k) && p.glued(k+1) {
			start++
		}
		if d, n = p.dayNumber(start); n > 0 {
			after = start + n
		}
	}
	if n > 0 && p.w[k].Shape == numeral.Letters && !p.is(k, "the") && !numeral.Read(p.w[k:]).Ordinal && n < 2 {
		d, n = 0, 0 // "May two"
	}
	if n > 0 && !p.counted(after) {
		pt.Day = d
		k = after
	}
	end := p.withYear(&pt, k)
	return pt, end - i
}

// counted reports whether the number that ends before i goes on: "May 10,000",
// "May 5.5", "March 10 percent".
func (p *parser) counted(i int) bool {
	return p.is(i, ",") && p.digits(i+1) && p.glued(i+1) && len(p.w[i+1].Text) == 3 || p.is(i, ".") && p.digits(i+1) && p.glued(i+1) && p.glued(i) || p.is(i, "%") || p.is(i, "percent") || p.is(i, ":") && p.digits(i+1)
}

// withYear reads the year behind a day or a month and returns where it ends.
func (p *parser) withYear(pt *Point, i int) int {
	j := i
	if p.is(j, ",") || p.is(j, "-") && p.glued(j) && p.glued(j+1) || p.is(j, "/") {
		j++
	}
	if p.oneOf(j, "in", "of") {
		j++
	}
	if p.is(j, "the", "year") && p.year4(j+2) > 0 {
		j += 2
	}
	if q, n := p.year(j); n > 0 && !(p.is(i, ",") && pt.Day == 0 && q.Short) {
		if q.Modest && p.is(i, ",") {
			return i
		}
		if !(p.is(j-1, "in") && pt.Day > 0 && p.year4(j) == 0) {
			pt.Year, pt.HasYear, pt.Short = q.Year, true, q.Short
			return j + n
		}
	}
	if y := p.number(i, 2); pt.Day > 0 && y >= 0 && len(p.at(i)) == 2 && !p.digits(i-1) && p.w[i].Space && (i+1 == len(p.w) || p.oneOf(i+1, "(", ")", "-", "]", "[", ".")) && !p.digits(i+2) { // "4 FEB 90 (AFP)"
		pt.Year, pt.HasYear, pt.Short = century(y), true, true
		return i + 1
	}
	if p.is(j-1, "-") && p.is(i-2, "-") && pt.Day > 0 && len(p.at(j)) == 2 { // "5-May-16"
		if y := p.number(j, 2); y >= 0 {
			pt.Year, pt.HasYear, pt.Short = century(y), true, true
			return j + 1
		}
	}
	if j > i && p.is(j-1, "of") || j == i {
		if q, n := p.relative(j); n > 0 && q.Unit == Year && q.Form == Relative {
			of := q
			pt.Of = &of
			return j + n
		}
	}
	return i
}
