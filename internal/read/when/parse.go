package when

import (
	"strings"

	"stemma/internal/numeral"
)

// Parse finds the time expressions in the words of one sentence, longest first,
// left to right, without resolving them.
//
//	since  late  November   from 3 to 5 May 2016    early on Sunday morning
//	└rel─┘ └sec┘ └point─┘   └──── range ───────┘    └──── one point ──────┘
func Parse(words []numeral.Word) []Expression {
	p := newParser(words)
	var out []Expression
	for i := 0; i < len(words); {
		if !p.mayBegin(i) {
			i++
			continue
		}
		found := p.expressions(i)
		if len(found) == 0 {
			i++
			continue
		}
		out = append(out, found...)
		i = found[len(found)-1].Last
	}
	shareYears(words, out)
	return out
}

// parser reads the words of one sentence. What was read at a word is kept, since many
// forms begin alike.
type parser struct {
	w        []numeral.Word
	core     []int // core[i] is the first word from i on that tells of time by itself.
	dates    []*memo
	composed []*memo
}

type memo struct {
	point Point
	words int
}

func newParser(w []numeral.Word) parser {
	p := parser{w: w, core: make([]int, len(w)+1), dates: make([]*memo, len(w)+1), composed: make([]*memo, len(w)+1)}
	p.core[len(w)] = len(w) + reach
	for i := len(w) - 1; i >= 0; i-- {
		p.core[i] = p.core[i+1]
		if p.tells(i) {
			p.core[i] = i
		}
	}
	return p
}

// reach is how far from its first word an expression's telling word may stand: "from
// the very beginning of the month".
const reach = 8

// mayBegin reports whether an expression may begin at word i.
func (p parser) mayBegin(i int) bool {
	if p.core[i]-i >= reach {
		return false
	}
	return p.w[i].Shape != numeral.Letters && (p.w[i].Shape == numeral.Digits || p.oneOf(i, "'", "½", "¼", "¾")) || p.core[i] == i || starters[p.at(i)]
}

// tells reports whether word i tells of time by itself: a month, a unit, a year, a
// clock time.
func (p parser) tells(i int) bool {
	w := p.w[i]
	if w.Shape == numeral.Letters {
		return telling[w.Text] || p.is(i, "a", ".", "m") || p.is(i, "p", ".", "m") || p.is(i, "b", ".", "c")
	}
	if w.Shape != numeral.Digits {
		return false
	}
	switch len(w.Text) {
	case 4, 8:
		return true
	}
	if !p.glued(i + 1) {
		return p.is(i-1, "'") || p.is(i+1, "h") || p.oneOf(i+1, "a", "p")
	}
	return p.letters(i+1) || p.is(i+1, "'", "s") || p.digits(i+2) && p.oneOf(i+1, ":", "/", "-", ".")
}

// at is the text of word i; "" beyond the ends.
func (p parser) at(i int) string {
	if i < 0 || i >= len(p.w) {
		return ""
	}
	return p.w[i].Text
}

// is reports whether the words from i on read the texts.
func (p parser) is(i int, texts ...string) bool {
	for j, t := range texts {
		if p.at(i+j) != t {
			return false
		}
	}
	return true
}

func (p parser) oneOf(i int, texts ...string) bool {
	s := p.at(i)
	for _, t := range texts {
		if s == t {
			return s != ""
		}
	}
	return false
}

func (p parser) glued(i int) bool { return i > 0 && i < len(p.w) && !p.w[i].Space }

func (p parser) digits(i int) bool { return i >= 0 && i < len(p.w) && p.w[i].Shape == numeral.Digits }

func (p parser) letters(i int) bool {
	return i >= 0 && i < len(p.w) && p.w[i].Shape == numeral.Letters
}

// number reads digits of at most n places at i; -1 where there are none.
func (p parser) number(i, places int) int {
	if !p.digits(i) || len(p.w[i].Text) > places {
		return -1
	}
	n := 0
	for _, c := range p.w[i].Text {
		n = n*10 + int(c-'0')
	}
	return n
}

// expressions reads what begins at word i: nothing, one expression, or the several
// of a list that shares its month ("20 and 21 July").
func (p parser) expressions(i int) []Expression {
	if p.within(i) {
		return nil
	}
	if list := p.dayList(i); list != nil {
		return list
	}
	var best Expression
	for _, read := range []func(int) Expression{p.rangeExpr, p.lengthFrom, p.dayHours, p.dayBound, p.repeat, p.point, p.related, p.length, p.vague} {
		if e := read(i); e.Last > best.Last {
			best = e
		}
	}
	if best.Last == 0 {
		return nil
	}
	return p.moreDays(best)
}

// moreDays reads the days that share the month before them: "May 4 and 5".
func (p parser) moreDays(e Expression) []Expression {
	out := []Expression{e}
	pt := e.Point
	if e.Kind != AtPoint || pt.Form != Calendar || pt.Day == 0 || pt.HasYear || !p.digits(e.Last-1) && !p.oneOf(e.Last-1, "st", "nd", "rd", "th") {
		return out
	}
	for p.oneOf(out[len(out)-1].Last, "and", ",") {
		at := out[len(out)-1].Last + 1
		if p.is(at, "and") {
			at++
		}
		n, words := p.dayNumber(at)
		next := at + words
		if words == 0 || !p.digits(at) || n <= out[len(out)-1].Point.Day || p.is(next, "-") || p.counted(next) || p.is(next, "/") || p.digits(next) || monthNames[p.at(next)] > 0 || p.is(next, "%") ||
			p.letters(next) && !p.oneOf(next, "were", "was", "in", "at", "as", "to", "by", "when", "with", "after", "before", "the", "and", "during", "for") {
			return out
		}
		pt.Day = n
		out = append(out, Expression{First: at, Core: at, Last: next, Kind: AtPoint, Point: pt, Rule: "list"})
	}
	return out
}

// within reports whether word i is inside a number, a name or an address, where no
// date begins: "1,939", "T-72".
func (p parser) within(i int) bool {
	if !p.digits(i) || !p.glued(i) {
		return false
	}
	before := p.at(i - 1)
	switch {
	case before == "." || before == ",":
		return p.digits(i-2) && p.glued(i-1)
	case before == "$" || before == "#" || before == "€" || before == "£" || before == "=" || before == "_" || before == "%" || before == "@":
		return true
	case p.letters(i - 1):
		return monthNames[before] == 0 && before != "fy" && before != "cy"
	}
	return false
}

// point reads a point and makes it an expression.
func (p parser) point(i int) Expression {
	pt, n := p.compose(i)
	if n == 0 || pt.Modest {
		return Expression{}
	}
	return Expression{First: i, Core: i, Last: i + n, Kind: AtPoint, Point: pt, Rule: "point"}
}

// relations are the words before a point that bound it, longest first.
var relations = []struct {
	words     []string
	relation  Relation
	inclusive bool
}{
	{[]string{"ever", "since"}, Since, true},
	{[]string{"since"}, Since, true},
	{[]string{"as", "early", "as"}, Since, true},
	{[]string{"starting", "from"}, Since, true}, {[]string{"starting", "on"}, Since, true}, {[]string{"starting"}, Since, true},
	{[]string{"beginning", "on"}, Since, true}, {[]string{"beginning", "in"}, Since, true}, {[]string{"beginning", "from"}, Since, true},
	{[]string{"as", "of"}, Since, true},
	{[]string{"from"}, Since, true},
	{[]string{"no", "earlier", "than"}, Since, true}, {[]string{"not", "earlier", "than"}, Since, true},
	{[]string{"on", "or", "after"}, Since, true},
	{[]string{"no", "later", "than"}, Before, true}, {[]string{"not", "later", "than"}, Before, true},
	{[]string{"on", "or", "before"}, Before, true},
	{[]string{"as", "late", "as"}, Before, true},
	{[]string{"until", "as", "late", "as"}, Until, true},
	{[]string{"prior", "to"}, Before, false}, {[]string{"before"}, Before, false},
	{[]string{"earlier", "than"}, Before, false}, {[]string{"sooner", "than"}, Before, false},
	{[]string{"leading", "up", "to"}, Before, false}, {[]string{"ahead", "of"}, Before, false},
	{[]string{"until"}, Until, false}, {[]string{"till"}, Until, false}, {[]string{"up", "until"}, Until, false}, {[]string{"up", "to"}, Until, false},
	{[]string{"through"}, Until, true},
	{[]string{"after"}, After, false}, {[]string{"later", "than"}, After, false}, {[]string{"following"}, After, false},
	{[]string{"by"}, By, true},
}

// related reads a point with a word before or behind it that bounds it: "since
// midnight", "1 May and later".
func (p parser) related(i int) Expression {
	var best Expression
	for _, r := range relations {
		if !p.is(i, r.words...) {
			continue
		}
		j := i + len(r.words)
		if p.oneOf(j, "about", "around", "approximately", "at", "on", "in", "the") && !p.is(j, "the") {
			j++
		}
		pt, n := p.compose(j)
		if n == 0 || pt.Modest || r.words[0] == "following" && pt.Form == NoDate || (r.relation == Since || r.relation == After) && r.words[0] != "since" && pt.Form == Shifted && pt.Of == nil && pt.From == FromThen {
			continue
		}
		if r.words[0] == "through" && (p.is(j, "the") || pt.Form == NoDate || pt.Form == Stretch) {
			continue // "through the night" lasts, it does not end
		}
		if r.words[0] == "from" && (pt.Form == Nth || pt.Form == Stretch) {
			continue
		}
		if j+n > best.Last {
			best = Expression{First: i, Core: j, Last: j + n, Kind: AtPoint, Relation: r.relation, Inclusive: r.inclusive, Point: pt, Rule: string(r.relation)}
		}
	}
	if best.Last > 0 {
		if best.Relation == Since && (p.is(best.Last, "on") || p.is(best.Last, "onwards") || p.is(best.Last, "onward")) && p.at(best.First) == "from" {
			best.Last++
		}
		return best
	}
	e := p.point(i)
	if e.Last == 0 {
		return Expression{}
	}
	switch {
	case p.is(e.Last, "and", "later"), p.is(e.Last, "or", "later"), p.is(e.Last, "or", "after"), p.is(e.Last, "and", "after"), p.is(e.Last, "and", "onwards"), p.is(e.Last, "or", "afterwards"):
		e.Relation, e.Inclusive, e.Last = Since, true, e.Last+2
	case p.is(e.Last, "or", "earlier"), p.is(e.Last, "and", "earlier"), p.is(e.Last, "or", "before"), p.is(e.Last, "and", "before"):
		e.Relation, e.Inclusive, e.Last = Before, true, e.Last+2
	case p.is(e.Last, "onwards"), p.is(e.Last, "onward"):
		e.Relation, e.Inclusive, e.Last = Since, true, e.Last+1
	default:
		return Expression{}
	}
	e.Rule = string(e.Relation)
	return e
}

// dayHours reads hours on a day: "Tuesday from 2:00 to 2:30 pm", "from 3 to 5 pm on 1
// May", "Monday 8-9am".
func (p parser) dayHours(i int) Expression {
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
func (p parser) hours(i int) Expression {
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
func (p parser) dayBound(i int) Expression {
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
func (p parser) rangeExpr(i int) Expression {
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
	if m == 0 || b.Modest && !a.Modest || p.bareYear(a, b, k) {
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
func (p parser) daysOfMonth(i, j int, opening string) Expression {
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
func (p parser) lengthFrom(i int) Expression {
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
func (p parser) to(i int, opening string) int {
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
func (p parser) bareEnd(i int) (Point, int) {
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

// bareYear reports whether the second end looks like a date of its own but is the
// short end of a range of years or of days.
func (p parser) bareYear(a, b Point, k int) bool {
	return false
}

// bareSecond reads a lone number behind a dash or "to" by what the first end is: a
// day behind a day, a short year behind a year.
func (p parser) bareSecond(a Point, k int) (Point, int) {
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

// dayList reads "20 and 21 July", "3, 4 and 5 May 2016": one expression a day.
func (p parser) dayList(i int) []Expression {
	if p.number(i, 2) < 1 || p.number(i, 2) > 31 || p.within(i) || p.is(i-1, "-") {
		return nil
	}
	var at []int
	j := i
	for {
		if at = append(at, j); len(at) > 31 {
			return nil
		}
		k := j + 1
		if p.oneOf(k, "st", "nd", "rd", "th") && p.glued(k) {
			k++
		}
		if !p.oneOf(k, "and", "or", ",", "&", "/") {
			return nil
		}
		if p.is(k, ",") && p.oneOf(k+1, "and", "or") {
			k++
		}
		k++
		if n := p.number(k, 2); n < 1 || n > 31 {
			return nil
		}
		if pt, n := p.calendar(k); n > 0 && pt.Day > 0 && pt.Month > 0 {
			var out []Expression
			for _, a := range at {
				q := pt
				q.Day = p.number(a, 2)
				words := 1 + boolInt(p.oneOf(a+1, "st", "nd", "rd", "th") && p.glued(a+1))
				out = append(out, Expression{First: a, Core: a, Last: a + words, Kind: AtPoint, Point: q, Rule: "list"})
			}
			return append(out, Expression{First: k, Core: k, Last: k + n, Kind: AtPoint, Point: pt, Rule: "point"})
		}
		j = k
	}
}

// shareYears gives "January" the year of "January and February 1937".
func shareYears(words []numeral.Word, es []Expression) {
	for i := len(es) - 2; i >= 0; i-- {
		a, b := &es[i], es[i+1]
		if a.Kind != AtPoint || b.Kind != AtPoint || a.Point.Form != Calendar || b.Point.Form != Calendar || a.Point.HasYear || !b.Point.HasYear ||
			a.Point.Month == 0 || b.Point.Month == 0 || a.Point.Of != nil || b.First-a.Last > 2 {
			continue
		}
		joint := true
		for _, w := range words[a.Last:b.First] {
			joint = joint && strings.Contains(" and or , & / in on ", " "+w.Text+" ")
		}
		if joint {
			a.Point.Year, a.Point.HasYear = b.Point.Year, true
			if a.Point.Month > b.Point.Month {
				a.Point.Year--
			}
		}
	}
}
