package when

import (
	"strings"

	"stemma/internal/numeral"
)

// century guesses the century of a year of two digits.
func century(y int) int {
	if y < 40 {
		return 2000 + y
	}
	return 1900 + y
}

// year4 is the year in four digits at i; 0 for none. It does not begin a longer
// number.
func (p *parser) year4(i int) int {
	if !p.digits(i) || len(p.w[i].Text) != 4 {
		return 0
	}
	y := p.number(i, 4)
	if y < 1000 || y > 2199 || p.is(i+1, "%") || p.is(i+1, ".") && p.digits(i+2) && p.glued(i+2) && p.glued(i+1) || p.is(i+1, ",") && p.digits(i+2) && p.glued(i+2) && p.glued(i+1) && len(p.w[i+2].Text) == 3 {
		return 0
	}
	return y
}

// year reads a year: "1939", "the year 1939", "480 BC", "'44", "nineteen ninety-six".
func (p *parser) year(i int) (Point, int) {
	j := i
	if p.is(j, "the") && p.is(j+1, "year") {
		j += 2
	} else if p.oneOf(j, "year", "ad") && p.digits(j+1) {
		j++
	}
	if p.is(j, "ca", ".") || p.is(j, "c", ".") && p.digits(j+2) {
		j += 2
	}
	if n := p.number(j, 4); n > 0 {
		if k := p.era(j + 1); k > 0 {
			year := 1 - n
			if p.at(k-1) == "ad" || p.at(j+1) == "ce" || p.at(j+1) == "a" {
				year = n
			}
			return Point{Form: Calendar, Year: year, HasYear: true}, k - i
		}
	}
	if y := p.year4(j); y > 0 && !p.asNumber(i, j) {
		if p.glued(j+1) && p.letters(j+1) {
			return Point{}, 0
		}
		return Point{Form: Calendar, Year: y, HasYear: true}, j + 1 - i
	}
	if p.is(i, "'") && p.digits(i+1) && p.glued(i+1) && len(p.w[i+1].Text) == 2 && !(p.letters(i+2) && p.glued(i+2)) && p.w[i].Space {
		return Point{Form: Calendar, Year: century(p.number(i+1, 2)), HasYear: true, Short: true}, 2
	}
	return p.yearWords(j, i)
}

// era is the index behind BC, B.C., BCE at i; 0 for none.
func (p *parser) era(i int) int {
	switch {
	case p.oneOf(i, "bc", "bce"), p.is(i, "ad") && p.w[i].Caps, p.is(i, "ce") && p.w[i].Caps:
		return i + 1
	case p.is(i, "b", ".", "c"), p.is(i, "a", ".", "d"):
		if p.is(i+3, ".") && p.glued(i+3) {
			return i + 4
		}
		return i + 3
	}
	return 0
}

// asNumber reports whether four digits count something rather than name a year:
// before a unit of measure or people, or behind a currency sign. Years past 2060 and
// before 1500 need a word before them that takes a time.
func (p *parser) asNumber(i, j int) bool {
	if monthNames.Get(p.at(j-1)) > 0 || p.is(j-1, ",") && monthNames.Get(p.at(j-3)) > 0 && p.is(j-4, "the") {
		return false // "the May 5, 2003 attacks"
	}
	if numbering["before"][p.at(i-1)] && !(p.is(i-1, "than") && p.oneOf(i-2, "earlier", "later", "sooner")) || numbering["behind"][p.at(j+1)] {
		return true
	}
	y := p.year4(j)
	if p.is(j-1, "-") && p.glued(j) && p.digits(j-2) && len(p.at(j-2)) != 4 && len(p.at(j-2)) != 2 || p.is(j+1, "-") && p.glued(j+1) && p.digits(j+2) && p.is(j+3, "-") {
		return true // a telephone number
	}
	if next := p.at(j + 1); p.letters(j+1) && !p.w[j+1].Upper && len(next) > 4 && strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ss") && !numbering["year"][p.at(i-1)] && !p.oneOf(i-1, "the", "its", "their", "his", "a") && i > 0 {
		return true // "2000 pieces"
	}
	if p.is(j+1, "-") && p.is(j+2, "year") && p.is(j+3, "-") || p.is(j+1, "over") && p.digits(j+2) {
		return true
	}
	if y < 1500 || y > 2060 {
		return !numbering["year"][p.at(i-1)] && !p.oneOf(i-1, "about", "/", ",", "=") && len(p.w) > 1
	}
	return false
}

// yearWords reads a year said in words: "nineteen eighty-four", "two thousand and
// fifteen".
func (p *parser) yearWords(j, i int) (Point, int) {
	if !p.letters(j) {
		return Point{}, 0
	}
	a := numeral.Read(p.w[j:])
	if a.Words == 0 || a.Digits || a.Ordinal || a.Fraction {
		return Point{}, 0
	}
	k := j + a.Words
	if a.Value >= 1500 && a.Value < 2100 {
		if a.Words == 1 || numbering["behind"][p.at(k)] || !numbering["year"][p.at(i-1)] && monthNames.Get(p.at(i-1)) == 0 {
			return Point{}, 0
		}
		return Point{Form: Calendar, Year: int(a.Value), HasYear: true}, k - i
	}
	if a.Value >= 15 && a.Value <= 20 && a.Words == 1 {
		b := numeral.Read(p.w[min(k, len(p.w)):])
		y := 0
		switch {
		case b.Words > 0 && !b.Digits && !b.Ordinal && b.Value >= 10 && b.Value < 100 && b.Value == float64(int(b.Value)):
			y, k = int(a.Value)*100+int(b.Value), k+b.Words
		case p.is(k, "hundred"):
			y, k = int(a.Value)*100, k+1
			if c := numeral.Read(p.w[min(k, len(p.w)):]); c.Words > 0 && c.Value < 100 && !c.Digits && !c.Ordinal {
				y, k = y+int(c.Value), k+c.Words
			}
		default:
			return Point{}, 0
		}
		return Point{Form: Calendar, Year: y, HasYear: true}, k - i
	}
	return Point{}, 0
}

// century reads "the 19th century", "the fifth century BC", "eighteenth-century".
func (p *parser) century(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	sec := Section("")
	if p.oneOf(j, "early", "mid", "late") {
		sec = Section(p.at(j))
		j++
		if p.is(j, "-") {
			j++
		}
	}
	if j >= len(p.w) {
		return Point{}, 0
	}
	n := numeral.Read(p.w[j:])
	if !n.Ordinal || n.Value > 30 {
		return Point{}, 0
	}
	k := j + n.Words
	if p.is(k, "-") {
		k++
	}
	if !p.is(k, "century") {
		return Point{}, 0
	}
	pt := Point{Form: Calendar, Century: int(n.Value), Section: sec}
	if e := p.era(k + 1); e > 0 {
		pt.Century = -pt.Century
		return pt, e - i
	}
	return pt, k + 1 - i
}
