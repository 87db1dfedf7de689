package when

import "strings"

// stretch reads several units up to now or from now: "the past 24 hours", "the last
// few days", "the next two weeks", "recent months", "the coming days".
func (p *parser) stretch(i int) (Point, int) {
	j := i
	article := p.oneOf(j, "the", "these", "his", "their", "its", "this")
	if article {
		j++
	}
	pt := Point{Form: Stretch, HasShift: true}
	w := p.at(j)
	s, ok := shifts.Find(w)
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
		pt.Shift = shifts.Get(p.at(j + words))
		u, ok := units.Find(p.at(j + words + 1))
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
	if u := units.Get(p.at(j)); n == 0 && (article && p.overPast(i, w) && u >= Hour || (u == Hour || u == Minute) && p.at(j) != "min" && len(p.at(j)) > 3) {
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
func (p *parser) overPast(i int, w string) bool {
	return w == "past" || (w == "last" || w == "previous" || w == "coming" || w == "next") && p.oneOf(i-1, "over", "during", "within")
}

func oneShift(w string) bool {
	s, ok := shifts.Find(w)
	return ok && s != 0
}

// shifted reads a length from somewhere: "nine months ago", "two days later", "in
// two weeks", "three weeks from now", "two days after 5 May", "hours earlier".
func (p *parser) shifted(i int) (Point, int) {
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
func (p *parser) shiftedFrom(i, k int, pt Point, in bool) (Point, int) {
	f := froms.Get(p.at(k))
	if p.is(i-1, "for") && p.oneOf(k, "before", "after") {
		return Point{}, 0 // "held it for ten months before its fall" lasted so long
	}
	switch {
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
func (p *parser) anchor(i int) (Point, int) {
	for _, read := range [...]pointForm{
		(*parser).numeric, (*parser).calendar, (*parser).deictic, (*parser).weekday, (*parser).relative,
		(*parser).holiday, (*parser).year,
	} {
		if q, n := read(p, i); n > 0 {
			return q, n
		}
	}
	return Point{}, 0
}

// dayShift reads "the day before", "the day after tomorrow", "the morning after",
// "the night before", "the week before".
func (p *parser) dayShift(i int) (Point, int) {
	j := i
	article := p.is(j, "the")
	if article {
		j++
	}
	u, ok := units.Find(p.at(j))
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
