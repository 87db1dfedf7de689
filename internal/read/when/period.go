package when

import (
	"strings"

	"stemma/internal/lookup"
)

// decade reads "the 1980s", "the '40s", "the nineteen-eighties", "the eighties".
func (p *parser) decade(i int) (Point, int) {
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
			if j == i && !(p.is(i-1, "in") && k > j+1) {
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
	if q, n := p.decadeWords(j); n > 0 && (j > i || p.is(i-1, "in")) {
		q.Section = sec
		return q, j + n - i
	}
	return Point{}, 0
}

var tens = lookup.Of(map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90, "tens": 10, "noughties": 0})

// centuries are what stands before a word for tens: "nineteen-eighties".
var centuries = lookup.Of(map[string]int{"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "seventeen": 1700, "sixteen": 1600})

func (p *parser) decadeWords(i int) (Point, int) {
	if d, ok := tens.Find(p.at(i)); ok && p.at(i) != "tens" {
		return Point{Form: Calendar, Decade: century(d) / 10 * 10, Short: true}, 1
	}
	c := centuries.Get(p.at(i))
	j := i + 1
	if p.is(j, "-") {
		j++
	}
	if d, ok := tens.Find(p.at(j)); ok && c > 0 {
		return Point{Form: Calendar, Decade: c + d}, j + 1 - i
	}
	if p.is(i, "two", "thousands") {
		return Point{Form: Calendar, Decade: 2000}, 2
	}
	return Point{}, 0
}

// season reads "summer 1942", "the spring of 1916", "the winter", "this spring".
func (p *parser) season(i int) (Point, int) {
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
	s := seasons.Get(p.at(j))
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
func (p *parser) autumn(i int, article bool) bool {
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
func (p *parser) fiscal(i int) (Point, int) {
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
func (p *parser) sectioned(i int) (Point, int) {
	j := i
	if u := units.Get(p.at(j)); u >= Week && p.is(j+1, "'", "s", "end") {
		return Point{Form: Relative, Unit: u, From: FromThen, HasShift: true, Section: "end"}, 4
	}
	if p.is(j, "the") {
		j++
	}
	if p.oneOf(j, "very") {
		j++
	}
	sec := Section(sections.Get(p.at(j)))
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
func (p *parser) sectionOf(i, j int, sec Section) (Point, int) {
	var best Point
	words := 0
	for _, read := range [...]pointForm{
		(*parser).calendar, (*parser).year, (*parser).decade, (*parser).century, (*parser).season, (*parser).fiscal,
		(*parser).relative, (*parser).deictic,
	} {
		if q, n := read(p, j); n > words && q.Section == "" && (q.Form == Calendar && (q.Day == 0 || sec == "end" || sec == "start") || q.Form == Relative && (q.Unit >= Day || sec == "rest")) {
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
func (p *parser) theUnit(i int) (Point, int) {
	if u := units.Get(p.at(i)); p.is(i-1, "of") && u > Day && !strings.HasSuffix(p.at(i), "s") && !p.oneOf(i+1, "the", "his", "its") { // "end of year"
		return Point{Form: Relative, Unit: u, From: FromNow, HasShift: true}, 1
	}
	if !p.oneOf(i, "the", "my", "our", "this", "that") {
		return Point{}, 0
	}
	u, ok := units.Find(p.at(i + 1))
	if !ok || u < Day || strings.HasSuffix(p.at(i+1), "s") {
		return Point{}, 0
	}
	from := FromThen
	if p.is(i, "this") {
		from = FromNow
	}
	return Point{Form: Relative, Unit: u, From: from, HasShift: true}, 2
}
