package when

import (
	"strings"

	"stemma/internal/numeral"
)

// weekday reads "Sunday", "last Sunday", "this coming Friday", "Sunday next",
// "the Sunday before last".
func (p parser) weekday(i int) (Point, int) {
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
	if s, ok := shifts[p.at(j)]; ok && !p.oneOf(j, "same", "present", "prior") {
		pt.Shift, pt.HasShift = s, true
		if p.oneOf(j, "following", "preceding", "previous") {
			pt.From = FromThen
		}
		j++
	} else if p.oneOf(j, "that") {
		pt.From = FromThen
		j++
	}
	d := weekdayNames[p.at(j)]
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

func monthish(p parser, i int) bool { return monthNames[p.at(i)] > 0 }

// relative reads a unit, month, season or holiday counted from now or from the last
// date: "last week", "this month", "next March", "the following day", "that year",
// "the same day", "the year before last".
func (p parser) relative(i int) (Point, int) {
	j := i
	article := p.oneOf(j, "the", "his", "her", "its", "their", "my", "our")
	if article {
		j++
	}
	pt := Point{Form: Relative, HasShift: true}
	w := p.at(j)
	s, ok := shifts[w]
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
			pt.Shift = shifts[p.at(j)]
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
func (p parser) relativeTo(i, j int, pt Point, w string) (Point, int) {
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
	if s := seasons[p.at(j)]; s != "" {
		pt.Form, pt.Season = Calendar, s
		return pt, j + 1 - i
	}
	if q, n := p.holiday(j); n > 0 && w != "that" {
		q.Shift, q.HasShift, q.From = pt.Shift, true, pt.From
		return q, j + n - i
	}
	u, ok := units[p.at(j)]
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
	if p.is(k, "'", "s") && (seasons[p.at(k+2)] != "" || monthNames[p.at(k+2)] > 0) {
		return pt, k - i
	}
	return pt, k - i
}

// partOf reads "last night", "this morning", "that evening", "the next morning".
func (p parser) partOf(i, j int, pt Point, w string) (Point, int) {
	pt.Part = map[Unit]string{Morning: "morning", Afternoon: "afternoon", Evening: "evening", Night: "night"}[pt.Unit]
	pt.Unit = Day
	if p.oneOf(j-1, "last", "past", "previous") && pt.Part == "morning" && w == "past" {
		return Point{}, 0
	}
	return pt, j + 1 - i
}

// count reads how many: a numeral, "a", "several", "a few", "a couple of".
func (p parser) count(i int) (n float64, few bool, words int) {
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
		return float64(fews[p.at(i)]), true, 1
	}
	if i >= len(p.w) {
		return 0, false, 0
	}
	m := numeral.Read(p.w[i:])
	if m.Fraction && p.is(i+m.Words-1, "quarters") { // two quarters of a year
		m = numeral.Read(p.w[i : i+m.Words-1])
	}
	if m.Words > 0 && !m.Ordinal && m.Value >= 0 {
		return m.Value, false, m.Words
	}
	if p.oneOf(i, "a", "an", "one", "another") {
		return 1, false, 1
	}
	return 0, false, 0
}

// span reads a length: "two and a half years", "3.5 years", "a few days", "2 years
// 1 month", "a year and a half", "hours".
func (p parser) span(i int) (Length, int) {
	n, few, words := p.count(i)
	j := i + words
	if words > 0 && p.is(j, "-") && !p.digits(j+1) {
		j++
	}
	for p.oneOf(j, "more", "full", "whole", "long", "business", "calendar", "working", "consecutive", "straight", "other", "bloody", "mere", "short", "brief", "tense", "odd", "additional", "extra", "further", "entire", "single") && words > 0 {
		j++
	}
	u, ok := units[p.at(j)]
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
func (p parser) furtherSpans(l Length, i, k int) (Length, int) {
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
		u, ok := units[p.at(m+words)]
		if words == 0 || few || !ok || u >= last || p.oneOf(m, "a", "an", "some") || u >= Morning && u < Day {
			return l, k - i
		}
		l.More = append(l.More, Length{N: n, Unit: u})
		last = u
		k = m + words + 1
	}
}

// stretch reads several units up to now or from now: "the past 24 hours", "the last
// few days", "the next two weeks", "recent months", "the coming days".
func (p parser) stretch(i int) (Point, int) {
	j := i
	article := p.oneOf(j, "the", "these", "his", "their", "its", "this")
	if article {
		j++
	}
	pt := Point{Form: Stretch, HasShift: true}
	w := p.at(j)
	s, ok := shifts[w]
	switch {
	case ok && s != 0 && w != "same":
		if w == "last" && !article && p.oneOf(i-1, "t", "not", "to", "will", "would", "should", "could", "can", "may", "might", "did", "does", "must") {
			return Point{}, 0 // the verb
		}
		pt.Shift = s
		j++
	case w == "recent" || w == "final" || w == "opening" || w == "intervening":
		pt.Shift = -1
		j++
		if w != "recent" {
			return Point{}, 0
		}
	default:
		// "the two previous weeks", "2 upcoming months"
		n, few, words := p.count(j)
		if words == 0 || !oneShift(p.at(j+words)) {
			return Point{}, 0
		}
		pt.Shift = shifts[p.at(j+words)]
		u, ok := units[p.at(j+words+1)]
		if !ok || n != 1 && !strings.HasSuffix(p.at(j+words+1), "s") {
			return Point{}, 0
		}
		pt.Length, pt.Unit = Length{N: n, Few: few, Unit: u}, u
		if p.oneOf(j+words, "previous", "following", "preceding", "subsequent") {
			pt.From = FromThen
		}
		return pt, j + words + 2 - i
	}
	if p.oneOf(j-1, "following", "preceding", "previous", "subsequent", "ensuing") || article && w == "next" {
		pt.From = FromThen
	}
	l, n := p.span(j)
	if u := units[p.at(j)]; n == 0 && (article && p.overPast(i, w) && u >= Hour || (u == Hour || u == Minute) && p.at(j) != "min" && len(p.at(j)) > 3) {
		l, n = Length{N: 1, Unit: u}, 1
	}
	if n == 0 || l.Unit == Second && p.at(j) == "second" {
		return Point{}, 0
	}
	if w == "past" && !article && !p.oneOf(i-1, "in", "over", "during", "for", "within", "of", "from") && p.digits(i-1) {
		return Point{}, 0
	}
	pt.Length, pt.Unit = l, l.Unit
	return pt, j + n - i
}

// overPast reports whether a lone unit is a stretch up to now rather than the last
// one of the calendar: "the past week", "over the last month".
func (p parser) overPast(i int, w string) bool {
	return w == "past" || (w == "last" || w == "previous" || w == "coming" || w == "next") && p.oneOf(i-1, "over", "during", "within")
}

func oneShift(w string) bool {
	s, ok := shifts[w]
	return ok && s != 0
}

// shifted reads a length from somewhere: "nine months ago", "two days later", "in
// two weeks", "three weeks from now", "two days after 5 May", "hours earlier".
func (p parser) shifted(i int) (Point, int) {
	j := i
	in := p.oneOf(i, "in", "within") && !p.oneOf(i+1, "hours", "days", "weeks", "months", "years", "minutes", "decades")
	if in {
		j++
	}
	more := 0
	for _, q := range [][]string{{"more", "than"}, {"less", "than"}, {"just", "over"}, {"just", "under"}, {"at", "least"}, {"about"}, {"around"}, {"nearly"}, {"almost"}, {"some"}, {"over"}, {"only"}, {"just"}, {"barely"}, {"roughly"}, {"approximately"}, {"exactly"}, {"a", "little", "more", "than"}, {"a", "mere"}} {
		if !in && p.is(j, q...) {
			more = len(q)
			break
		}
	}
	l, n := p.span(j + more)
	if n == 0 && more > 0 {
		more = 0
		l, n = p.span(j)
	}
	if n == 0 {
		return p.dayShift(i)
	}
	k := j + more + n
	pt := Point{Form: Shifted, Length: l, Shift: 1, Unit: l.Unit, Approx: more > 0 || l.Few}
	if p.is(k, "'") {
		k++
		if p.is(k, "s") {
			k++
		}
	}
	if p.is(k, "time") && in {
		return pt, k + 1 - i
	}
	return p.shiftedFrom(i, k, pt, in)
}

// shiftedFrom reads the direction and the starting point behind the length.
func (p parser) shiftedFrom(i, k int, pt Point, in bool) (Point, int) {
	switch f := froms[p.at(k)]; {
	case f == "ago":
		pt.Shift = -1
		if p.is(k, "back") && p.letters(k+1) && !p.oneOf(k+1, "when", "and", "in") {
			return Point{}, 0
		}
		if q, n := p.anchor(k + 1); n > 0 && p.oneOf(k+1, "today", "yesterday", "tomorrow") {
			pt.Of = &q
			return pt, k + 1 + n - i
		}
		return pt, k + 1 - i
	case f == "ahead":
		return pt, k + 1 - i
	case f == "earlier" && !in:
		pt.Shift, pt.From = -1, FromThen
		if p.oneOf(k, "before", "prior") {
			j := k + 1
			if p.is(j, "to") {
				j++
			}
			if q, n := p.anchor(j); n > 0 {
				pt.Of = &q
				return pt, j + n - i
			}
			if p.is(k, "prior") {
				return Point{}, 0
			}
		}
		return pt, k + 1 - i
	case f == "later" && !in:
		pt.From = FromThen
		if p.oneOf(k, "after", "following") {
			if q, n := p.anchor(k + 1); n > 0 {
				pt.Of = &q
				return pt, k + 1 + n - i
			}
		}
		if p.is(k, "on") {
			return Point{}, 0
		}
		return pt, k + 1 - i
	case p.oneOf(k, "from", "hence"):
		if p.is(k+1, "now") {
			return pt, k + 2 - i
		}
		if q, n := p.anchor(k + 1); n > 0 && p.is(k, "from") {
			pt.Of = &q
			return pt, k + 1 + n - i
		}
	}
	if in && !pt.Length.Few && (p.is(i, "in") || p.is(i, "within")) {
		if p.is(i, "within") {
			return Point{Form: Stretch, Length: pt.Length, Unit: pt.Unit, Shift: 1}, k - i
		}
		if p.oneOf(i-1, "time", "worst", "first") {
			return Point{}, 0
		}
		return pt, k - i
	}
	return Point{}, 0
}

// anchor reads the date that a length is counted from.
func (p parser) anchor(i int) (Point, int) {
	for _, read := range []func(int) (Point, int){p.numeric, p.calendar, p.deictic, p.weekday, p.relative, p.holiday, p.year} {
		if q, n := read(i); n > 0 {
			return q, n
		}
	}
	return Point{}, 0
}

// dayShift reads "the day before", "the day after tomorrow", "the morning after",
// "the night before", "the week before".
func (p parser) dayShift(i int) (Point, int) {
	j := i
	article := p.is(j, "the")
	if article {
		j++
	}
	u, ok := units[p.at(j)]
	if !ok || u < Morning || !article && !(u == Day && p.oneOf(j+1, "before", "after") && p.oneOf(j+2, "yesterday", "tomorrow", "today")) || strings.HasSuffix(p.at(j), "s") {
		return Point{}, 0
	}
	pt := Point{Form: Shifted, Shift: 1, From: FromThen, Unit: u, Length: Length{N: 1, Unit: u}}
	if u < Day {
		pt.Part = u.String()
		pt.Unit, pt.Length.Unit = Day, Day
	}
	switch {
	case p.oneOf(j+1, "before", "previous"):
		pt.Shift = -1
	case p.oneOf(j+1, "after", "following"):
	default:
		return Point{}, 0
	}
	if q, n := p.anchor(j + 2); n > 0 {
		pt.Of = &q
		return pt, j + 2 + n - i
	}
	return pt, j + 2 - i
}

// nth reads a unit within a period: "the last week of March", "the first Monday of
// next month", "the third month of 2021", "the first two weeks of May".
func (p parser) nth(i int) (Point, int) {
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
	if d := weekdayNames[p.at(j)]; d > 0 && len(p.at(j)) > 3 {
		pt.Weekday, pt.Unit = d, Day
	} else if u, ok := units[p.at(j)]; ok && u >= Day {
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
	for _, read := range []func(int) (Point, int){p.calendar, p.year, p.decade, p.century, p.season, p.relative, p.deictic, p.theUnit} {
		if q, n := read(j + 1); n > words && q.Day == 0 {
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
func (p parser) holiday(i int) (Point, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	var best holiday
	for _, h := range holidays[p.at(j)] {
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
func (p parser) dayOnly(i int) (Point, int) {
	if !p.is(i, "the") && !(p.digits(i) && p.oneOf(i-1, "on") || p.digits(i) && weekdayNames[p.at(i-1)] > 0) {
		return Point{}, 0
	}
	j := i + boolInt(p.is(i, "the"))
	if n := p.number(j, 2); n >= 1 && n <= 31 && (weekdayNames[p.at(i-1)] > 0 || p.is(i, "the") && p.oneOf(i-1, "on", "for")) && (j+1 == len(p.w) || p.oneOf(j+1, ".", "!", "?", "at")) && !p.digits(j+2) {
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
	if !n.Digits && weekdayNames[p.at(i-1)] == 0 || p.letters(k) && !p.oneOf(k, "at", "and", "to", "until", "in", "when", "that", "with", "after", "a", "the", "but", "by", "on", "were", "was", "had", "he", "they", "it", "through", "till", "for", "from", "as", "this") || p.is(k, "-") && p.glued(k) && p.letters(k+1) {
		return Point{}, 0
	}
	return pt, k - i
}

// weekOf reads "the week of 10 April", "week beginning 4 February", "the weekend".
func (p parser) weekOf(i int) (Point, int) {
	if u, ok := units[p.at(i+1)]; ok && p.is(i, "those") && u >= Day && strings.HasSuffix(p.at(i+1), "s") {
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
	k := j + 1
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
	for _, read := range []func(int) (Point, int){p.numeric, p.calendar, p.dayOnly} {
		if q, n := read(k); n > 0 && q.Day > 0 {
			pt.Unit, pt.Of = Week, &q
			return pt, k + n - i
		}
	}
	return Point{}, 0
}

// deictic reads "today", "yesterday", "tomorrow", "the day before yesterday",
// "tonight", "now" in dates.
func (p parser) deictic(i int) (Point, int) {
	pt := Point{Form: Relative, Unit: Day, HasShift: true}
	switch {
	case p.oneOf(i, "today") && !(p.is(i+1, "'", "s") && false):
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

// titled reports whether a capitalised word stands in a name: "Operation Ramadan",
// "Red Dawn".
func (p parser) titled(i int) bool {
	return i > 1 && i < len(p.w) && p.w[i].Upper && p.letters(i-1) && p.w[i-1].Upper && weekdayNames[p.at(i-1)] == 0 && !p.oneOf(i-1, "since", "before", "until", "on", "at", "by", "this", "last", "next", "early", "late", "orthodox", "holy") || p.is(i-1, "operation")
}
