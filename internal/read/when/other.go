package when

import (
	"strings"

	"stemma/internal/lookup"
)

// length reads a length as an expression: "10 months", "two and a half years",
// "three-day", "month-long", "more than two years".
func (p *parser) length(i int) Expression {
	e := Expression{First: i, Core: i, Kind: ForLength, Rule: "length"}
	j := i
	for _, q := range [][]string{{"more", "than"}, {"less", "than"}, {"at", "least"}, {"up", "to"}, {"about"}, {"around"}, {"nearly"}, {"almost"}, {"over"}, {"under"}, {"some"}, {"roughly"}, {"close", "to"}, {"only"}, {"just"}, {"a", "little", "more", "than"}} {
		if p.is(i, q...) {
			j = i + len(q)
			break
		}
	}
	if p.is(i, "for") || p.is(i, "some") && p.oneOf(j, "time") {
		return Expression{}
	}
	l, n := p.span(j)
	if n == 0 && j > i {
		j = i
		l, n = p.span(j)
	}
	if n == 0 {
		return p.wholeUnit(i)
	}
	k := j + n
	if l.Unit >= Morning && l.Unit < Day && (l.Unit != Night || l.N > 1 && !strings.HasSuffix(p.at(k-1), "s") && !p.is(k-2, "-")) {
		return Expression{}
	}
	if p.oneOf(j, "a", "an", "one") && p.oneOf(k, "'") && l.N == 1 {
		return Expression{}
	}
	switch {
	case p.is(k, "-") && p.is(k+1, "old"):
		e.Rule, k = "age", k+2
	case p.is(k, "old"):
		e.Rule, k = "age", k+1
	case p.is(k, "of", "age"):
		e.Rule, k = "age", k+2
	case p.is(k, "-") && p.is(k+1, "long"):
		if p.is(j, "a") {
			return Expression{}
		}
		k += 2
	case p.is(k, "long"):
		k++
	}
	if n == 1 && strings.HasSuffix(p.at(j), "s") && (p.oneOf(j-1, "these", "those", "working", "school", "early", "the", "dark", "bad", "good", "old") || p.is(k, "of") && !p.oneOf(j-1, "after", "for", "through") || p.is(j-1, "-")) {
		return Expression{}
	}
	if p.is(i-1, "per") || p.oneOf(j, "a", "one") && p.oneOf(i-1, "percent", "times", "barrels", "once", "twice", "people", "dollars") {
		return Expression{}
	}
	e.Last, e.Length = k, l
	return e
}

// wholeUnit reads "month-long", "all day", "the whole week", "half a day".
func (p *parser) wholeUnit(i int) Expression {
	e := Expression{First: i, Core: i, Kind: ForLength, Rule: "length"}
	j := i
	switch {
	case p.oneOf(j, "all") && !p.is(j+1, "the"):
		j++
	case p.is(j, "the") && p.oneOf(j+1, "whole", "entire", "full"), p.is(j, "all", "the"):
		j += 2
	case p.oneOf(j, "whole", "full"):
		j++
	default:
		if u, ok := units.Find(p.at(j)); ok && u >= Hour && p.is(j+1, "-") && p.is(j+2, "long") && !strings.HasSuffix(p.at(j), "s") {
			e.Length, e.Last = Length{N: 1, Unit: u}, j+3
			return e
		}
		return Expression{}
	}
	if p.is(j, "-") {
		j++
	}
	u, ok := units.Find(p.at(j))
	if !ok || u < Day && u != Night && u != Hour || strings.HasSuffix(p.at(j), "s") || len(p.at(j)) < 3 {
		return Expression{}
	}
	e.Length, e.Last = Length{N: 1, Unit: u}, j+1
	return e
}

// adverbs are the words that are a repetition by themselves.
var adverbs = lookup.Of(map[string]Length{
	"daily": {N: 1, Unit: Day}, "everyday": {N: 1, Unit: Day}, "nightly": {N: 1, Unit: Night}, "hourly": {N: 1, Unit: Hour},
	"weekly": {N: 1, Unit: Week}, "biweekly": {N: 2, Unit: Week}, "fortnightly": {N: 2, Unit: Week}, "monthly": {N: 1, Unit: Month},
	"quarterly": {N: 1, Unit: Quarter}, "yearly": {N: 1, Unit: Year}, "annually": {N: 1, Unit: Year}, "annual": {N: 1, Unit: Year},
	"semiannual": {N: 6, Unit: Month}, "semiannually": {N: 6, Unit: Month}, "bimonthly": {N: 2, Unit: Month},
})

// repeat reads a repetition: "every Friday", "each two days", "every other week",
// "daily", "on Fridays", "per month".
func (p *parser) repeat(i int) Expression {
	e := Expression{First: i, Core: i, Kind: EveryTime, Every: 1, Rule: "repetition"}
	if l, ok := adverbs.Find(p.at(i)); ok {
		e.Every, e.Length, e.Last = int(l.N), l, i+1
		if q, n := p.clock(i + 1 + boolInt(p.is(i+1, "at"))); n > 0 {
			e.Point.Clock = q.Clock
			e.Last = i + 1 + boolInt(p.is(i+1, "at")) + n
		}
		return e
	}
	if q, n := p.clock(i); n > 0 { // "3pm each day"
		if next := p.at(i + n); next != "each" && next != "every" && next != "everyday" && next != "daily" {
			return Expression{}
		}
		if later := p.repeat(i + n); later.Last > 0 && later.Length.Unit == Day {
			later.First, later.Core, later.Point.Clock = i, i, q.Clock
			return later
		}
		return Expression{}
	}
	if p.oneOf(i, "per") {
		if u, ok := units.Find(p.at(i + 1)); ok && u >= Day {
			e.Length, e.Last = Length{N: 1, Unit: u}, i+2
			return e
		}
		return Expression{}
	}
	if strings.HasSuffix(p.at(i), "days") && weekdayNames.Get(p.at(i)) > 0 && p.oneOf(i-1, "on", "and", "or") {
		e.Point, e.Last = Point{Form: Weekday, Weekday: weekdayNames.Get(p.at(i))}, i+1
		return e
	}
	if !p.oneOf(i, "every", "each") {
		return Expression{}
	}
	j := i + 1
	if p.is(j, "other") || p.is(j, "second") {
		e.Every = 2
		j++
	} else if p.is(j, "single") {
		j++
	}
	if q, n := p.weekday(j); n > 0 {
		e.Point, e.Last = q, j+n
	} else if m, n := p.month(j); n > 0 {
		e.Point, e.Last = Point{Form: Calendar, Month: m}, j+n
	} else if s := seasons.Get(p.at(j)); s != "" {
		e.Point, e.Last = Point{Form: Calendar, Season: s}, j+1
	} else if l, n := p.span(j); n > 0 {
		e.Length, e.Last = l, j+n
	} else if u, ok := units.Find(p.at(j)); ok && u >= Minute {
		e.Length, e.Last = Length{N: float64(e.Every), Unit: u}, j+1
	} else {
		return Expression{}
	}
	if q, n := p.compose(e.Last + boolInt(p.is(e.Last, "at"))); n > 0 && q.Form == NoDate && !q.Modest {
		e.Point.Part, e.Point.Clock = q.Part, q.Clock
		e.Last += n + boolInt(p.is(e.Last, "at"))
	}
	return e
}

// vaguely are the words that place an event without a calendar: now, before now,
// after now.
var vaguely = []struct {
	words  []string
	refers string
}{
	{[]string{"now"}, "present"}, {[]string{"right", "now"}, "present"}, {[]string{"currently"}, "present"},
	{[]string{"at", "present"}, "present"}, {[]string{"at", "the", "moment"}, "present"}, {[]string{"at", "this", "time"}, "present"},
	{[]string{"these", "days"}, "present"}, {[]string{"nowadays"}, "present"}, {[]string{"present", "-", "day"}, "present"}, {[]string{"present", "day"}, "present"},
	{[]string{"modern", "day"}, "present"}, {[]string{"modern", "-", "day"}, "present"}, {[]string{"at", "the", "minute"}, "present"}, {[]string{"so", "far"}, "past"},
	{[]string{"recently"}, "past"}, {[]string{"recent"}, "past"}, {[]string{"former"}, "past"}, {[]string{"formerly"}, "past"},
	{[]string{"the", "past"}, "past"}, {[]string{"the", "future"}, "future"}, {[]string{"future"}, "future"}, {[]string{"the", "near", "future"}, "future"},
	{[]string{"this", "time"}, "then"}, {[]string{"that", "time"}, "then"}, {[]string{"this", "period"}, "then"}, {[]string{"that", "period"}, "then"},
	{[]string{"the", "same", "time"}, "then"}, {[]string{"the", "time"}, "then"},
}

// vagueRule tells the references that can be resolved: to the publication, to what
// lies before it, to the time up to it.
func vagueRule(words []string, refers string) string {
	switch {
	case refers == "present":
		return "present"
	case words[0] == "the" && refers == "past":
		return "past"
	case words[0] == "recently", words[0] == "so":
		return "recently"
	}
	return "reference"
}

func (p *parser) vague(i int) Expression {
	best := Expression{}
	for _, v := range vaguely {
		if p.is(i, v.words...) && i+len(v.words) > best.Last {
			best = Expression{First: i, Core: i, Last: i + len(v.words), Kind: Vaguely, Refers: v.refers, Rule: vagueRule(v.words, v.refers)}
		}
	}
	switch {
	case best.Last == 0:
		return best
	case best.Refers == "then" && p.oneOf(i, "this", "that") && !p.oneOf(i-1, "at", "by", "until", "during", "around", "of", "from", "before", "after", "since", "throughout", "about"),
		best.Refers == "past" && p.is(i, "the", "past") && p.letters(i+2) && !p.oneOf(i+2, "and", "when", "by", "as", "but", "it", "he", "they", "she", "has", "have", "had"),
		best.Refers == "then" && (p.is(i, "the", "time") && !p.oneOf(i-1, "at", "by", "of") || p.is(i, "the", "same", "time") && !p.is(i-1, "at")):
		return Expression{}
	}
	return best
}
