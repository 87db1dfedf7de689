package when

import (
	"strings"

	"stemma/internal/numeral"
)

// date reads a date without a time of day, in whichever form takes most words.
func (p parser) date(i int) (Point, int) {
	if i < 0 || i > len(p.w) || p.core[i]-i >= reach {
		return Point{}, 0
	}
	if p.dates[i] == nil {
		pt, n := p.dateAt(i)
		p.dates[i] = &memo{pt, n}
	}
	return p.dates[i].point, p.dates[i].words
}

func (p parser) dateAt(i int) (Point, int) {
	var best Point
	words := 0
	for _, read := range []func(int) (Point, int){
		p.numeric, p.calendar, p.year, p.decade, p.century, p.season, p.fiscal, p.sectioned, p.weekday,
		p.relative, p.weekOf, p.stretch, p.shifted, p.nth, p.holiday, p.dayOnly, p.deictic,
	} {
		if q, n := read(i); n > words {
			best, words = q, n
		}
	}
	return best, words
}

// month is the month named at i and the words it takes: with the full stop of an
// abbreviation. Words that are more than months need a sign of it.
func (p parser) month(i int) (int, int) {
	if !p.letters(i) {
		return 0, 0
	}
	m := monthNames[p.at(i)]
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
func (p parser) ofMonth(i int) bool {
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
	if isOrdinal(p.w[min(i+1, len(p.w)):]) || p.is(i+1, "the") && isOrdinal(p.w[min(i+2, len(p.w)):]) || p.oneOf(i+1, "to", "-") && (p.digits(i+2) || monthNames[p.at(i+2)] > 0) {
		return true
	}
	return w.Upper && w.Text != "may" && w.Text != "march" && i > 0 || i > 0 && monthNames[w.Text] > 0 && w.Text == "august" && w.Upper
}

// dayNumber reads a day of the month: "5", "5th", "fifth", "twenty-first".
func (p parser) dayNumber(i int) (int, int) {
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
func (p parser) calendar(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	if d, n := p.dayNumber(j); n > 0 {
		k := j + n
		if p.is(k, ".") && p.digits(j) && p.letters(k+1) && monthNames[p.at(k+1)] > 0 { // "16. Nov. 2016"
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

func (p parser) yearFirst(i, y int) (Point, int) {
	k := i + 1
	if p.oneOf(k, ",", "-", "/") {
		k++
	}
	m, taken := p.month(k)
	if taken == 0 || p.is(i+1, ",") && (p.digits(k+taken) || !p.w[k].Upper && false) {
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

func (p parser) monthFirst(i int) (Point, int) {
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
func (p parser) counted(i int) bool {
	return p.is(i, ",") && p.digits(i+1) && p.glued(i+1) && len(p.w[i+1].Text) == 3 || p.is(i, ".") && p.digits(i+1) && p.glued(i+1) && p.glued(i) || p.is(i, "%") || p.is(i, "percent") || p.is(i, ":") && p.digits(i+1)
}

// withYear reads the year behind a day or a month and returns where it ends.
func (p parser) withYear(pt *Point, i int) int {
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
	if y := p.number(i, 2); pt.Day > 0 && y >= 0 && len(p.at(i)) == 2 && p.digits(i-1) == false && p.w[i].Space && (i+1 == len(p.w) || p.oneOf(i+1, "(", ")", "-", "]", "[", ".")) && !p.digits(i+2) { // "4 FEB 90 (AFP)"
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

// century guesses the century of a year of two digits.
func century(y int) int {
	if y < 40 {
		return 2000 + y
	}
	return 1900 + y
}

// year4 is the year in four digits at i; 0 for none. It does not begin a longer
// number.
func (p parser) year4(i int) int {
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
func (p parser) year(i int) (Point, int) {
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
func (p parser) era(i int) int {
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
// before a unit of measure or people, or behind a currency sign. Years past 2030 and
// before 1500 need a word before them that takes a time.
func (p parser) asNumber(i, j int) bool {
	if monthNames[p.at(j-1)] > 0 {
		return false
	}
	if p.oneOf(i-1, "$", "€", "£", "+", "resolution", "no", "flight", "room", "approximately", "nearly", "some", "least", "than", "over", "another", "killed", "killing") && !(p.is(i-1, "than") && p.oneOf(i-2, "earlier", "later", "sooner")) {
		return true
	}
	y := p.year4(j)
	if p.oneOf(j+1, "people", "civilians", "soldiers", "troops", "men", "women", "children", "fighters", "families", "dead", "wounded", "prisoners", "refugees", "houses", "homes", "households", "persons", "km", "metres", "meters", "miles", "feet", "tons", "tonnes", "dollars", "times", "aircraft", "tanks", "ships", "guns", "vehicles", "casualties", "militants", "rebels", "inhabitants", "individuals", "others", "more", "million", "thousand", "hours", "displaced", "hectares", "acres", "kg", "°", "euros", "idps", "residents", "workers", "employees", "buildings", "schools", "villages", "victims", "deaths", "yuan", "yen", "pounds", "hundred") {
		return true
	}
	if p.is(j-1, "-") && p.glued(j) && p.digits(j-2) && len(p.at(j-2)) != 4 && len(p.at(j-2)) != 2 || p.is(j+1, "-") && p.glued(j+1) && p.digits(j+2) && p.is(j+3, "-") {
		return true // a telephone number
	}
	if next := p.at(j + 1); p.letters(j+1) && !p.w[j+1].Upper && len(next) > 4 && strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ss") && !p.oneOf(i-1, "the", "in", "of", "since", "from", "to", "and", "by", "during", "early", "late", "mid", "-", "(", "its", "their", "his", "a", "until") && i > 0 {
		return true // "2000 pieces"
	}
	if p.is(j+1, "-") && p.is(j+2, "year") && p.is(j+3, "-") || p.is(j+1, "over") && p.digits(j+2) {
		return true
	}
	if y < 1500 || y > 2060 {
		return !p.oneOf(i-1, "in", "since", "until", "by", "of", "from", "before", "after", "to", "and", "year", "between", "during", "early", "late", "mid", "circa", "about", "-", "/", ",", "(", "=") && len(p.w) > 1
	}
	return false
}

// yearWords reads a year said in words: "nineteen eighty-four", "two thousand and
// fifteen".
func (p parser) yearWords(j, i int) (Point, int) {
	if !p.letters(j) {
		return Point{}, 0
	}
	a := numeral.Read(p.w[j:])
	if a.Words == 0 || a.Digits || a.Ordinal || a.Fraction {
		return Point{}, 0
	}
	k := j + a.Words
	if a.Value >= 1500 && a.Value < 2100 {
		if a.Words == 1 || p.oneOf(k, "people", "dollars") || !p.oneOf(i-1, "in", "since", "from", "until", "to", "before", "after", "and", "between", "by", "of", "year", "-", "during") {
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

// decade reads "the 1980s", "the '40s", "the nineteen-eighties", "the eighties".
func (p parser) decade(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	sec := Section("")
	if p.oneOf(j, "early", "mid", "late") && j > i {
		sec = Section(p.at(j))
		j++
		if p.is(j, "-") {
			j++
		}
	}
	pt := Point{Form: Calendar, Section: sec}
	apostrophe := p.is(j, "'")
	if apostrophe {
		j++
	}
	if n := p.number(j, 4); n >= 0 && n%10 == 0 {
		k := j + 1
		if p.is(k, "'") && p.glued(k) {
			k++
		}
		if !p.is(k, "s") || !p.glued(k) && len(p.w[j].Text) != 4 {
			return Point{}, 0
		}
		switch len(p.w[j].Text) {
		case 4:
			pt.Decade = n
		case 3:
			if e := p.era(k + 1); e > 0 {
				pt.Decade, pt.HasYear = -n, false
				return pt, e - i
			}
			return Point{}, 0
		case 2:
			if j == i {
				return Point{}, 0
			}
			pt.Decade, pt.Short = century(n)/10*10, true
		default:
			return Point{}, 0
		}
		if e := p.era(k + 1); e > 0 {
			pt.Decade = -n
			return pt, e - i
		}
		return pt, k + 1 - i
	}
	if q, n := p.decadeWords(j); n > 0 && j > i {
		q.Section = sec
		return q, j + n - i
	}
	return Point{}, 0
}

var tens = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90, "tens": 10, "noughties": 0}

func (p parser) decadeWords(i int) (Point, int) {
	if d, ok := tens[p.at(i)]; ok && p.at(i) != "tens" {
		return Point{Form: Calendar, Decade: century(d) / 10 * 10, Short: true}, 1
	}
	c := map[string]int{"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "seventeen": 1700, "sixteen": 1600}[p.at(i)]
	j := i + 1
	if p.is(j, "-") {
		j++
	}
	if d, ok := tens[p.at(j)]; ok && c > 0 {
		return Point{Form: Calendar, Decade: c + d}, j + 1 - i
	}
	if p.is(i, "two", "thousands") {
		return Point{Form: Calendar, Decade: 2000}, 2
	}
	return Point{}, 0
}

// century reads "the 19th century", "the fifth century BC", "eighteenth-century".
func (p parser) century(i int) (Point, int) {
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

// season reads "summer 1942", "the spring of 1916", "the winter", "this spring".
func (p parser) season(i int) (Point, int) {
	j, article := i, false
	if p.is(j, "the") {
		article = true
		j++
	}
	sec := Section("")
	if p.oneOf(j, "early", "mid", "late") {
		sec = Section(p.at(j))
		j++
		if p.is(j, "-") {
			j++
		}
		if p.is(j, "in") {
			j++
		}
	}
	s := seasons[p.at(j)]
	if s != "" && article && p.w[j].Upper && p.letters(j+1) && p.w[j+1].Upper {
		return Point{}, 0 // "the Spring Offensive" is read from its season on
	}
	if s == "" || strings.HasPrefix(p.at(j), "fall") && !p.autumn(j, article) || p.at(j) == "spring" && !article && sec == "" && !p.oneOf(j-1, "in", "last", "next", "this", "by", "until", "since", "before", "of", "during", "every", "that", "to", "through", "following", "and", "-", "from") && p.year4(j+1) == 0 && !p.is(j+1, "of") && !p.is(j+1, ",") {
		return Point{}, 0
	}
	if s == "spring" && p.is(j-1, "arab") || p.is(j-1, "prague") {
		return Point{}, 0
	}
	pt := Point{Form: Calendar, Season: s, Section: sec}
	k := j + 1
	y := k
	if p.oneOf(k, "of", ",", "in") {
		y++
	}
	if q, n := p.year(y); n > 0 && (q.HasYear) {
		pt.Year, pt.HasYear = q.Year, true
		return pt, y + n - i
	}
	if q, n := p.relative(y); n > 0 && q.Unit == Year {
		of := q
		pt.Of = &of
		return pt, y + n - i
	}
	if q, n := p.deictic(y); n > 0 && q.Unit == Year {
		of := q
		pt.Of = &of
		return pt, y + n - i
	}
	return pt, k - i
}

// autumn reports whether "fall" is the season.
func (p parser) autumn(i int, article bool) bool {
	if p.year4(i+1) > 0 || p.is(i+1, "of") && p.year4(i+2) > 0 {
		return true
	}
	if p.is(i+1, "of") || p.oneOf(i+1, "in", "from", "to") {
		return false
	}
	return article && p.oneOf(i-2, "in", "by", "during", "until", "since", "of") || p.oneOf(i-1, "in", "last", "next", "this", "early", "late", "that")
}

// fiscal reads quarters, halves, weeks and short years: "Q3 2019", "the first half
// of 2016", "H2", "week 31", "FY18".
func (p parser) fiscal(i int) (Point, int) {
	if y := p.year4(i); y > 0 { // "2019 H2"
		j := i + 1
		if p.oneOf(j, "-", ",") {
			j++
		}
		if q, n := p.fiscal(j); n > 0 && !q.HasYear && q.Week == 0 {
			q.Year, q.HasYear = y, true
			return q, j + n - i
		}
	}
	pt := Point{Form: Calendar}
	j := i + 1
	switch {
	case p.oneOf(i, "q", "h") && p.digits(j) && p.glued(j) && len(p.w[j].Text) == 1:
		n := p.number(j, 1)
		if p.is(i, "q") && n >= 1 && n <= 4 {
			pt.Quarter = n
		} else if p.is(i, "h") && (n == 1 || n == 2) {
			pt.Half = n
		} else {
			return Point{}, 0
		}
		j++
	case p.oneOf(i, "fy", "cy", "sy") && p.digits(j):
		n := p.number(j, 4)
		if n < 100 {
			n = century(n)
		}
		pt.Year, pt.HasYear = n, true
		return pt, 2
	case p.oneOf(i, "week", "wk", "w") && p.digits(j) && (p.glued(j) || !p.is(i, "w")):
		n := p.number(j, 2)
		if n < 1 || n > 53 {
			return Point{}, 0
		}
		pt.Week = n
		j++
	default:
		return Point{}, 0
	}
	k := j
	if p.oneOf(k, "of", ",", "-", "in") {
		k++
	}
	if y := p.year4(k); y > 0 {
		pt.Year, pt.HasYear = y, true
		return pt, k + 1 - i
	}
	if q, n := p.relative(k); n > 0 && q.Unit == Year {
		of := q
		pt.Of = &of
		return pt, k + n - i
	}
	return pt, j - i
}

// sectioned reads "late November", "mid-2012", "the end of the month", "the first
// half of 1942", "early last year", "late in the year".
func (p parser) sectioned(i int) (Point, int) {
	j := i
	if u := units[p.at(j)]; u >= Week && p.is(j+1, "'", "s", "end") {
		return Point{Form: Relative, Unit: u, From: FromThen, HasShift: true, Section: "end"}, 4
	}
	if p.is(j, "the") {
		j++
	}
	if p.oneOf(j, "very") {
		j++
	}
	sec := Section(sections[p.at(j)])
	long := false
	switch {
	case p.oneOf(j, "first", "second", "latter", "last") && (p.is(j+1, "half") || p.is(j+1, "part")):
		sec = "first-half"
		if !p.is(j, "first") {
			sec = "second-half"
		}
		j, long = j+2, true
	case p.oneOf(j, "early", "late", "later", "middle", "earlier") && p.is(j+1, "part"):
		sec = Section(strings.TrimSuffix(strings.TrimSuffix(p.at(j), "r"), "dle"))
		if p.is(j, "earlier") {
			sec = "early"
		}
		j, long = j+2, true
	case p.oneOf(j, "later", "earlier"):
		sec = Section(p.at(j))
		j++
	case p.oneOf(j, "rest", "remainder"):
		sec = "rest"
		j, long = j+1, true
	case sec == "":
		return Point{}, 0
	case sec == "early" || sec == "late":
		j++
		if p.is(j, "-") {
			j++
		}
	default:
		if p.is(j, "close") || p.is(j, "onset") || p.is(j, "outset") {
			if !p.is(j+1, "of") {
				return Point{}, 0
			}
		}
		long = !p.is(j, "mid")
		j++
		if p.is(j, "-") {
			j++
		}
	}
	if long {
		if !p.is(j, "of") && !(p.is(j, "in") && sec != "start" && sec != "end") {
			return Point{}, 0
		}
		j++
	} else if p.oneOf(j, "in", "on", "of") {
		j++
	}
	return p.sectionOf(i, j, sec)
}

// sectionOf reads the period at j of which sec is a part.
func (p parser) sectionOf(i, j int, sec Section) (Point, int) {
	var best Point
	words := 0
	for _, read := range []func(int) (Point, int){p.calendar, p.year, p.decade, p.century, p.season, p.fiscal, p.relative, p.deictic} {
		if q, n := read(j); n > words && q.Section == "" && (q.Form == Calendar && (q.Day == 0 || sec == "end" || sec == "start") || q.Form == Relative && (q.Unit >= Day || sec == "rest")) {
			best, words = q, n
		}
	}
	if words == 0 {
		if u, n := p.theUnit(j); n > 0 && u.Unit > Day {
			best, words = u, n
		}
	}
	if words == 0 || best.Form == Relative && best.Unit < Day {
		return Point{}, 0
	}
	best.Section = sec
	return best, j + words - i
}

// theUnit reads "the month", "the year", "my week" behind a section: the one in
// question.
func (p parser) theUnit(i int) (Point, int) {
	if u := units[p.at(i)]; p.is(i-1, "of") && u > Day && !strings.HasSuffix(p.at(i), "s") && !p.oneOf(i+1, "the", "his", "its") { // "end of year"
		return Point{Form: Relative, Unit: u, From: FromNow, HasShift: true}, 1
	}
	if !p.oneOf(i, "the", "my", "our", "this", "that") {
		return Point{}, 0
	}
	u, ok := units[p.at(i+1)]
	if !ok || u < Day || strings.HasSuffix(p.at(i+1), "s") {
		return Point{}, 0
	}
	from := FromThen
	if p.is(i, "this") {
		from = FromNow
	}
	return Point{Form: Relative, Unit: u, From: from, HasShift: true}, 2
}
