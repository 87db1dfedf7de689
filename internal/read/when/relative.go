package when

import (
	"strings"
)

// weekday reads "Sunday", "last Sunday", "this coming Friday", "Sunday next",
// "the Sunday before last".
func (p *parser) weekday(i int) (Point, int) {
	j := i
	pt := Point{Form: Weekday}
	if p.is(j, "the") {
		j++
	}
	if p.is(j, "this") && p.oneOf(j+1, "past", "coming", "last", "next", "upcoming", "week") {
		j++
		if p.is(j, "week") {
			j++
			if p.is(j, "'", "s") {
				j += 2
			}
			pt.Of = &Point{Form: Relative, Unit: Week, HasShift: true}
		}
	}
	if s, ok := shifts.Find(p.at(j)); ok && !p.oneOf(j, "same", "present", "prior") {
		pt.Shift, pt.HasShift = s, true
		if p.oneOf(j, "following", "preceding", "previous") {
			pt.From = FromThen
		}
		j++
	} else if p.oneOf(j, "that") {
		pt.From = FromThen
		j++
	}
	d := weekdayNames.Get(p.at(j))
	if d == 0 || !p.letters(j) {
		return Point{}, 0
	}
	w := p.w[j]
	if len(w.Text) < 6 { // "sun", "sat", "wed", "mon" are words; an abbreviation shows itself
		if !w.Upper && j == i && !p.digits(j+1) && !p.oneOf(j+1, ".", ",") && !p.oneOf(i-1, "on", "next", "last") && !monthish(p, j+1) || w.Text == "sun" && !p.oneOf(j+1, ",", ".") && !p.digits(j+1) || w.Text == "sat" && !w.Upper {
			return Point{}, 0
		}
	}
	if w.Text[len(w.Text)-1] == 's' && strings.HasSuffix(w.Text, "days") && (p.is(i-1, "on") || p.is(i-1, "and")) {
		return Point{}, 0 // a repetition
	}
	pt.Weekday = d
	k := j + 1
	if len(w.Text) < 6 && p.is(k, ".") && p.glued(k) && k+1 < len(p.w) {
		k++
	}
	switch {
	case p.is(k, "before", "last"):
		pt.Shift, pt.HasShift = -2, true
		k += 2
	case p.is(k, "after", "next"):
		pt.Shift, pt.HasShift = 2, true
		k += 2
	case p.is(k, "last") && !pt.HasShift && !p.oneOf(k+1, "week", "month", "year", "night"):
		pt.Shift, pt.HasShift = -1, true
		k++
	case p.is(k, "next") && !pt.HasShift && !p.oneOf(k+1, "week", "month", "year"):
		pt.Shift, pt.HasShift = 1, true
		k++
	}
	return pt, k - i
}

func monthish(p *parser, i int) bool { return monthNames.Get(p.at(i)) > 0 }

// relative reads a unit, month, season or holiday counted from now or from the last
// date: "last week", "this month", "next March", "the following day", "that year",
// "the same day", "the year before last".
func (p *parser) relative(i int) (Point, int) {
	j := i
	article := p.oneOf(j, "the", "his", "her", "its", "their", "my", "our")
	if article {
		j++
	}
	pt := Point{Form: Relative, HasShift: true}
	w := p.at(j)
	s, ok := shifts.Find(w)
	switch {
	case w == "that" || article && w == "same" || w == "that" && p.is(j+1, "same"):
		pt.From = FromThen
		j++
		if p.is(j, "same", "very") || p.is(j, "very", "same") {
			j += 2
		} else if p.oneOf(j, "same", "very") {
			j++
		}
	case w == "this" && p.is(j+1, "same"):
		pt.From = FromThen
		j += 2
	case ok:
		if p.oneOf(j, "same", "prior") && !article {
			return Point{}, 0
		}
		pt.Shift = s
		if p.oneOf(j, "following", "preceding", "previous", "subsequent", "ensuing") || article && w == "next" {
			pt.From = FromThen
		}
		j++
		if w == "this" && p.oneOf(j, "past", "coming", "current", "last", "next", "very", "upcoming") {
			pt.Shift = shifts.Get(p.at(j))
			j++
		}
	case article && (p.is(j+1, "before", "last") || p.is(j+1, "after", "next")):
		pt.Shift = 2
		if p.is(j+1, "before") {
			pt.Shift = -2
		}
	default:
		return Point{}, 0
	}
	if p.oneOf(j, "calendar", "fiscal", "business", "working", "school", "financial") {
		j++
	}
	return p.relativeTo(i, j, pt, w)
}

// relativeTo reads what the shift is counted in.
func (p *parser) relativeTo(i, j int, pt Point, w string) (Point, int) {
	if m, n := p.month(j); n > 0 && w != "current" && w != "same" && !(w == "that") && !(w == "this" && p.digits(j+1)) {
		pt.Form, pt.Month = Calendar, m
		if p.oneOf(i, "the") && pt.Shift == 0 {
			return Point{}, 0
		}
		if y := p.year4(j + n); y > 0 {
			pt.Year, pt.HasYear, pt.HasShift = y, true, false
			n++
		}
		return pt, j + n - i
	}
	if s := seasons.Get(p.at(j)); s != "" {
		pt.Form, pt.Season = Calendar, s
		return pt, j + 1 - i
	}
	if q, n := p.holiday(j); n > 0 && w != "that" {
		q.Shift, q.HasShift, q.From = pt.Shift, true, pt.From
		return q, j + n - i
	}
	u, ok := units.Find(p.at(j))
	if !ok || u < Morning || strings.HasSuffix(p.at(j), "s") || p.is(i, "the") && u > Night && p.overPast(i, w) {
		return Point{}, 0
	}
	pt.Unit = u
	k := j + 1
	switch u {
	case Morning, Afternoon, Evening, Night:
		return p.partOf(i, j, pt, w)
	}
	if p.is(k, "before", "last") {
		k += 2
		pt.Shift = -2
	} else if p.is(k, "after", "next") {
		k += 2
		pt.Shift = 2
	}
	if p.is(k, "'", "s") && (seasons.Get(p.at(k+2)) != "" || monthNames.Get(p.at(k+2)) > 0) {
		return pt, k - i
	}
	return pt, k - i
}

// partOf reads "last night", "this morning", "that evening", "the next morning".
func (p *parser) partOf(i, j int, pt Point, w string) (Point, int) {
	pt.Part = map[Unit]string{Morning: "morning", Afternoon: "afternoon", Evening: "evening", Night: "night"}[pt.Unit]
	pt.Unit = Day
	if p.oneOf(j-1, "last", "past", "previous") && pt.Part == "morning" && w == "past" {
		return Point{}, 0
	}
	return pt, j + 1 - i
}

// weekOf reads "the week of 10 April", "week beginning 4 February", "the weekend".
func (p *parser) weekOf(i int) (Point, int) {
	if u, ok := units.Find(p.at(i + 1)); ok && p.is(i, "those") && u >= Day && strings.HasSuffix(p.at(i+1), "s") {
		return Point{Form: Relative, Unit: u, From: FromThen, HasShift: true, Those: true}, 2
	}
	j := i
	if p.is(j, "the") {
		j++
	}
	pt := Point{Form: Relative, HasShift: true}
	if p.is(j, "weekend") && (j > i || p.oneOf(i-1, "at", "over")) {
		pt.Unit = Weekend
		return pt, j + 1 - i
	}
	var k int
	switch {
	case p.is(j, "w", "/", "c"):
		k = j + 3
	case p.is(j, "week", "of"), p.oneOf(j+1, "beginning", "commencing", "starting") && p.is(j, "week"):
		k = j + 2
		if p.oneOf(k, "on", "from") {
			k++
		}
	default:
		return Point{}, 0
	}
	for _, read := range [...]pointForm{(*parser).numeric, (*parser).calendar, (*parser).dayOnly} {
		if q, n := read(p, k); n > 0 && q.Day > 0 {
			pt.Unit, pt.Of = Week, &q
			return pt, k + n - i
		}
	}
	return Point{}, 0
}

// deictic reads "today", "yesterday", "tomorrow", "the day before yesterday",
// "tonight", "now" in dates.
func (p *parser) deictic(i int) (Point, int) {
	pt := Point{Form: Relative, Unit: Day, HasShift: true}
	switch {
	case p.is(i, "today"):
		return pt, 1
	case p.oneOf(i, "yesterday"):
		pt.Shift = -1
		return pt, 1
	case p.oneOf(i, "tomorrow", "tmr"):
		pt.Shift = 1
		return pt, 1
	case p.oneOf(i, "tonight", "tonite"):
		pt.Part = "night"
		return pt, 1
	}
	for _, a := range []struct {
		words []string
		shift int
	}{
		{[]string{"the", "day", "before", "yesterday"}, -2}, {[]string{"day", "before", "yesterday"}, -2},
		{[]string{"the", "day", "after", "tomorrow"}, 2}, {[]string{"day", "after", "tomorrow"}, 2},
	} {
		if p.is(i, a.words...) {
			pt.Shift = a.shift
			return pt, len(a.words)
		}
	}
	return Point{}, 0
}
