package when

// compose reads a date, a part of the day and a clock time in any order: "Sunday, 5
// May, at 10:30", "the morning of 5 May", "early on Sunday", "midnight on Sunday".
func (p *parser) compose(i int) (Point, int) {
	if i < 0 || i > len(p.w) {
		return Point{}, 0
	}
	if p.composed[i] == nil {
		pt, n := p.composeAt(i)
		p.composed[i] = newMemo(pt, n)
	}
	return p.composed[i].point, p.composed[i].words
}

func (p *parser) composeAt(i int) (Point, int) {
	var pt Point
	j, said := i, 0
	late := Section("")
	if p.oneOf(j, "early", "late", "later", "earlier") {
		k := j + 1
		if p.oneOf(k, "on", "in", "at") {
			k++
		}
		if p.is(k, "the") && p.oneOf(k+1, "next", "following", "same") {
			k++
		}
		if q, n := p.piece(k, pt); n > 0 && (q.Weekday > 0 && q.Form == Weekday || q.Part != "" && q.Part != "overnight" || q.Form == Relative && q.Unit == Day || q.Clock.Said) {
			late = Section(sections.Get(p.at(j)))
			if late == "" {
				late = Section(p.at(j))
			}
			j = k
		}
	}
	for said < 4 {
		k := p.link(j, pt, said)
		q, n := p.piece(k, pt)
		if n == 0 || !merge(&pt, q, p.at(k-1) == ",") {
			break
		}
		j = k + n
		said++
	}
	if said == 0 {
		return Point{}, 0
	}
	if late != "" {
		pt.Late = late
	}
	if y := p.year4(j); y > 0 && pt.Form == Calendar && pt.Day > 0 && !pt.HasYear && pt.Clock.Fine == Second { // "Sun Jul 10 17:40:17 2016"
		pt.Year, pt.HasYear = y, true
		j++
	}
	return pt, j - i
}

// piece reads one date, part of a day or clock time, whichever is longest.
func (p *parser) piece(i int, before Point) (Point, int) {
	var best Point
	words := 0
	for _, read := range [...]pointForm{(*parser).date, (*parser).clock, (*parser).partOfDay} {
		if q, n := read(p, i); n > words {
			best, words = q, n
		}
	}
	if words == 0 && !before.Clock.Said && (before.Form != NoDate || before.Part != "") {
		return p.bareClock(i, before)
	}
	return best, words
}

// bareClock reads "at 3" behind a date or a part of the day.
func (p *parser) bareClock(i int, before Point) (Point, int) {
	if !p.oneOf(i-1, "at", "around") {
		return Point{}, 0
	}
	h := p.number(i, 2)
	if h < 0 || h > 24 || p.letters(i+1) && p.glued(i+1) || p.is(i+1, "%") || p.is(i+1, "-") || p.is(i+1, ",") && p.digits(i+2) || p.letters(i+1) && !p.oneOf(i+1, "on", "in", "and", "to", "for", "tomorrow", "this") {
		return Point{}, 0
	}
	return Point{Clock: Clock{Said: true, Hour: h, Fine: Hour}}, 1
}

// link steps over the words that may join two pieces.
func (p *parser) link(i int, before Point, said int) int {
	if said == 0 {
		return i
	}
	j := i
	if p.is(j, "(") || p.is(j, ")") {
		j++
	}
	if p.is(j, ",") || p.is(j, "-") && before.Form != NoDate && !before.Clock.Said && p.digits(j+1) && p.is(j+2, ":") {
		j++
	}
	switch {
	case p.is(j, "in", "the") && parts.Get(p.at(j+2)) != "", p.is(j, "during", "the") && parts.Get(p.at(j+2)) != "":
		return j + 2
	case p.is(j, "at"), p.is(j, "on"), p.is(j, "around"), p.is(j, "by") && p.digits(j+1) && before.Form != NoDate:
		if p.is(j, "at") && p.oneOf(j+1, "around", "about", "approximately") {
			return j + 2
		}
		return j + 1
	case p.oneOf(j, "into", "on") && before.Part == "overnight":
		return j + 1
	case p.is(j, "of") && (before.Part != "" || before.Form == Weekday || before.Clock.Said):
		return j + 1
	case p.is(j, "the") && before.Form == Weekday:
		return j
	}
	return j
}

// merge adds the fields of q to pt; it reports whether the two go together.
func merge(pt *Point, q Point, comma bool) bool {
	dated := pt.Form != NoDate
	if q.Form != NoDate && dated {
		return mergeDates(pt, q, comma)
	}
	if q.Part != "" && pt.Part != "" || q.Clock.Said && pt.Clock.Said {
		return false
	}
	if comma && q.Part != "" && q.Form == NoDate && pt.Part == "" && !pt.Clock.Said && q.Part == "overnight" {
		return false
	}
	if dated && q.Form == NoDate && coarse(*pt) {
		return false // "May 2016 at noon"
	}
	if q.Form != NoDate && coarse(q) {
		if pt.Part == "" && !pt.Clock.Said {
			*pt = q
			return true
		}
		return false
	}
	old := *pt
	if q.Form != NoDate {
		*pt = q
		pt.Part, pt.Clock = firstPart(q.Part, old.Part), firstClock(q.Clock, old.Clock)
		if old.Late != "" {
			pt.Late = old.Late
		}
		return true
	}
	pt.Modest = q.Modest && !dated && old.Part == "" && !old.Clock.Said
	pt.Part, pt.Clock = firstPart(pt.Part, q.Part), firstClock(pt.Clock, q.Clock)
	if q.Late != "" {
		pt.Late = q.Late
	}
	return true
}

func firstPart(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func firstClock(a, b Clock) Clock {
	if a.Said {
		return a
	}
	return b
}

// coarse reports whether a date is longer than a day, so that no part of a day can
// be told in it.
func coarse(p Point) bool {
	switch p.Form {
	case Calendar:
		return p.Day == 0
	case Relative, Stretch:
		return p.Unit > Day && p.Unit != Weekend
	case Nth:
		return p.Unit > Day
	}
	return false
}

// mergeDates joins a weekday with a date ("Sunday, 5 May"; "Friday next week"), a
// day with its year ("that year"), and a length with what it counts from.
func mergeDates(pt *Point, q Point, comma bool) bool {
	switch {
	case pt.Form == Weekday && !pt.HasShift && q.Form == Calendar && q.Day > 0 && q.Weekday == 0:
		w, part, clock, late := pt.Weekday, pt.Part, pt.Clock, pt.Late
		*pt = q
		pt.Weekday, pt.Part, pt.Clock = w, firstPart(q.Part, part), firstClock(q.Clock, clock)
		pt.Late = late
		return true
	case pt.Form == Weekday && q.Form == DayOnly && !comma:
		w := pt.Weekday
		*pt = q
		pt.Weekday = w
		return true
	case pt.Form == Calendar && pt.Day > 0 && pt.Weekday == 0 && q.Form == Weekday && !q.HasShift:
		pt.Weekday = q.Weekday
		pt.Part, pt.Clock = firstPart(pt.Part, q.Part), firstClock(pt.Clock, q.Clock)
		return true
	case pt.Form == Weekday && !pt.HasShift && q.Form == Relative && q.Unit == Week && pt.Of == nil:
		of := q
		pt.Of = &of
		return true
	case pt.Form == Relative && pt.Unit == Week && q.Form == Weekday && !q.HasShift:
		of := *pt
		*pt = q
		pt.Of = &of
		return true
	}
	return false
}
