package when

import (
	"stemma/internal/lookup"
	"stemma/internal/numeral"
)

// partOfDay reads "morning", "in the evening", "overnight", "at night", "the night",
// "early morning", "midday". Words that are also common nouns need an article, a
// date or a preposition; they are joined to a date by compose.
func (p *parser) partOfDay(i int) (Point, int) {
	j := i
	if p.oneOf(j, "the", "this") && parts.Get(p.at(j+1)) != "" {
		if p.is(j, "this") {
			return Point{}, 0 // "this morning" is read as relative
		}
		j++
	}
	late := Section("")
	if p.oneOf(j, "early", "late", "mid") && (parts.Get(p.at(j+1)) != "" || p.is(j+1, "-") && parts.Get(p.at(j+2)) != "") {
		late = Section(p.at(j))
		j++
		if p.is(j, "-") {
			j++
		}
	}
	part := parts.Get(p.at(j))
	if part == "" || p.titled(j) {
		return Point{}, 0
	}
	k := j + 1
	if p.is(k, "hours") || p.is(k, "hour") {
		k++
	}
	pt := Point{Part: part, Late: late}
	if part == "dawn" && p.is(k, "of") && p.core[min(k, len(p.w))]-k > 3 {
		pt.Modest = true // the dawn of an age
	}
	if p.at(j) == "evenings" || p.at(j) == "nights" || p.at(j) == "mornings" || p.at(j) == "afternoons" {
		pt.Modest = true
	}
	if (p.at(j) == "dawn" || p.at(j) == "night" || p.at(j) == "nights") && j == i && late == "" && !p.oneOf(i-1, "at", "by", "before", "since", "until", "all", "every", "each", "one") && weekdayNames.Get(p.at(i-1)) == 0 {
		pt.Modest = true
	}
	return pt, k - i
}

// clock reads a time of day: "10:30", "5 pm", "5.30pm", "0300 hours", "noon", "half
// past eight", "eight o'clock", "14:05:30 GMT".
func (p *parser) clock(i int) (Point, int) {
	c, n := p.clockTime(i)
	if n == 0 {
		return Point{}, 0
	}
	j := i + n
	if p.is(j, "local", "time") {
		c.Zone = "local"
		j += 2
	} else if p.is(j, "(") && zones.Get(p.at(j+1)) {
		end := j + 2
		for end < len(p.w) && end < j+6 && !p.is(end, ")") {
			end++
		}
		if p.is(end, ")") {
			c.Zone = p.at(j + 1)
		}
	} else if zones.Get(p.at(j)) && j < len(p.w) && (p.w[j].Caps || len(p.at(j)) == 3) {
		c.Zone = p.at(j)
		j++
	}
	return Point{Clock: c}, j - i
}

var zones = lookup.Of(map[string]bool{"gmt": true, "utc": true, "est": true, "edt": true, "pst": true, "pdt": true, "cet": true, "cest": true, "bst": true, "eet": true, "msk": true, "ist": true, "z": true, "pt": true, "et": true, "local": true})

var clockWords = lookup.Of(map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12})

func (p *parser) clockTime(i int) (Clock, int) {
	switch {
	case p.is(i, "12", "noon"), p.is(i, "twelve", "noon"), p.is(i, "12", "midday"):
		return Clock{Said: true, Hour: 12, Fine: Hour, Sure: true}, 2
	case p.is(i, "12", "midnight"), p.is(i, "mid", "night"):
		return Clock{Said: true, Hour: 0, Fine: Hour, Sure: true}, 2
	case p.oneOf(i, "noon"):
		return Clock{Said: true, Hour: 12, Fine: Hour, Sure: true}, 1
	case p.oneOf(i, "midnight"):
		return Clock{Said: true, Hour: 0, Fine: Hour, Sure: true}, 1
	case p.is(i, "half", "past"), p.is(i, "quarter", "past"), p.is(i, "quarter", "to"), p.is(i, "a", "quarter"):
		return p.pastHour(i)
	}
	if c, n := p.minutesPast(i); n > 0 {
		return c, n
	}
	if p.digits(i) {
		if c, n := p.digitClock(i); n > 0 {
			return c, n
		}
		if h := p.number(i, 2); h > 0 && h <= 12 && p.inThe(i+1) > 0 {
			return p.halfOfDay(Clock{Said: true, Hour: h, Fine: Hour}, i, i+1)
		}
		return Clock{}, 0
	}
	h, ok := clockWords.Find(p.at(i))
	if !ok {
		return Clock{}, 0
	}
	c := Clock{Said: true, Hour: h, Fine: Hour}
	if p.is(i+1, "o", "'", "clock") {
		return p.halfOfDay(c, i, i+4)
	}
	if p.is(i+1, "oclock") || p.inThe(i+1) > 0 {
		return p.halfOfDay(c, i, i+1+boolInt(p.is(i+1, "oclock")))
	}
	if d, n := p.meridiem(i + 1); n > 0 {
		return p.setHalf(c, d), 1 + n
	}
	return Clock{}, 0
}

// inThe is 1 where "in the morning" stands at i, 2 for the afternoon, the evening and
// "at night"; 0 otherwise.
func (p *parser) inThe(i int) int {
	switch {
	case p.is(i, "in", "the", "morning"):
		return 1
	case p.is(i, "in", "the", "afternoon"), p.is(i, "in", "the", "evening"), p.is(i, "at", "night"):
		return 2
	}
	return 0
}

// minutesPast reads "20 min past eight", "ten to nine", "36 minutes past 8".
func (p *parser) minutesPast(i int) (Clock, int) {
	m := numeral.Read(p.w[i:])
	if m.Words == 0 || m.Value < 1 || m.Value > 59 || m.Ordinal || m.Fraction {
		return Clock{}, 0
	}
	j := i + m.Words
	said := p.oneOf(j, "minutes", "minute", "min", "mins")
	if said {
		j++
	}
	if !said && !p.is(j, "past") || !p.oneOf(j, "past", "to", "after") {
		return Clock{}, 0
	}
	h, ok := clockWords.Find(p.at(j + 1))
	if n := p.number(j+1, 2); n > 0 && n <= 12 && !p.is(j+2, ":") {
		h, ok = n, true
	}
	if !ok {
		return Clock{}, 0
	}
	minute := int(m.Value)
	if p.is(j, "to") {
		h, minute = h-1, 60-minute
	}
	return p.halfOfDay(Clock{Said: true, Hour: h, Minute: minute, Fine: Minute}, i, j+2)
}

// pastHour reads "half past eight", "quarter to nine".
func (p *parser) pastHour(i int) (Clock, int) {
	j := i
	if p.is(j, "a") {
		j++
	}
	minute := 30
	if p.is(j, "quarter") {
		minute = 15
	}
	to := p.is(j+1, "to")
	if !to && !p.is(j+1, "past") {
		return Clock{}, 0
	}
	h, ok := clockWords.Find(p.at(j + 2))
	if n := p.number(j+2, 2); n > 0 && n <= 12 {
		h, ok = n, true
	}
	if !ok {
		return Clock{}, 0
	}
	if to {
		h, minute = h-1, 60-minute
	}
	return p.halfOfDay(Clock{Said: true, Hour: h, Minute: minute, Fine: Minute}, i, j+3)
}

func (p *parser) digitClock(i int) (Clock, int) {
	h := p.number(i, 2)
	c := Clock{Said: true, Hour: h, Fine: Hour}
	j := i + 1
	switch {
	case h >= 0 && h <= 24 && p.oneOf(j, ":", ".", "h") && p.glued(j) && p.glued(j+1) && len(p.at(j+1)) == 2 && p.number(j+1, 2) >= 0 && p.number(j+1, 2) < 60:
		c.Minute, c.Fine = p.number(j+1, 2), Minute
		mark := p.at(j)
		j += 2
		if mark == ":" && p.is(j, ":") && p.glued(j) && p.number(j+1, 2) >= 0 && p.number(j+1, 2) < 60 {
			c.Second, c.Fine = p.number(j+1, 2), Second
			j += 2
			if p.is(j, ".") && p.digits(j+1) && p.glued(j) && p.glued(j+1) {
				j += 2
			}
		}
		if mark != ":" {
			if d, n := p.meridiem(j); n > 0 {
				return p.setHalf(c, d), j + n - i
			}
			if mark == "." && p.is(i-1, "at") && !p.letters(j) && !p.is(j, "%") && h < 24 {
				return c, j - i
			}
			if p.oneOf(j, "hrs", "hours", "gmt", "utc") || mark == "h" {
				c.Sure = true
				return c, j + boolInt(p.oneOf(j, "hrs", "hours")) - i
			}
			return Clock{}, 0
		}
	case h < 0 && p.number(i, 4) >= 0 && (p.oneOf(j, "hrs", "gmt", "utc") || p.is(j, "hours") && (p.is(i-1, "at") || p.at(i)[0] == '0')) && len(p.at(i)) == 4 && p.number(i, 4) < 2400 && p.number(i, 4)%100 < 60:
		n := p.number(i, 4)
		c = Clock{Said: true, Hour: n / 100, Minute: n % 100, Fine: Minute, Sure: true}
		return c, 1 + boolInt(!p.oneOf(j, "gmt", "utc"))
	case h < 0 && len(p.at(i)) == 4 && p.hourMinute(i) && (p.is(i-1, "at") || p.oneOf(i-1, "about", "around") && p.is(i-2, "at") || p.at(i)[0] == '0' && p.oneOf(i-1, "after", "before", "since", "until", "by", "from", "to", "and", "between", "(")):
		n := p.number(i, 4)
		return Clock{Said: true, Hour: n / 100, Minute: n % 100, Fine: Minute, Sure: true}, 1
	case h < 0 && p.number(i, 4) >= 100 && p.number(i, 4) < 1260 && p.number(i, 4)%100 < 60:
		if d, n := p.meridiem(j); n > 0 && len(p.at(i)) < 5 {
			c = Clock{Said: true, Hour: p.number(i, 4) / 100, Minute: p.number(i, 4) % 100, Fine: Minute}
			return p.setHalf(c, d), 1 + n
		}
		return Clock{}, 0
	case h < 0 || h > 24:
		return Clock{}, 0
	}
	if p.is(j, "o", "'", "clock") {
		return p.halfOfDay(c, i, j+3)
	}
	if p.is(j, "oclock") {
		return p.halfOfDay(c, i, j+1)
	}
	if d, n := p.meridiem(j); n > 0 && h <= 24 {
		return p.setHalf(c, d), j + n - i
	}
	if c.Fine == Hour {
		return Clock{}, 0
	}
	if p.is(j, "hrs") || p.is(j, "hours") {
		j++
		c.Sure = true
	}
	return p.halfOfDay(c, i, j)
}

// hourMinute reports whether four digits may be a time of the 24-hour clock: "0315".
func (p *parser) hourMinute(i int) bool {
	n := p.number(i, 4)
	return n >= 0 && n < 2400 && n%100 < 60 && !p.is(i+1, ",") && (!p.letters(i+1) || p.oneOf(i+1, "today", "yesterday", "on", "this", "local", "gmt", "when", "and", "last", "in", "hours", "hrs", "as", "by", "the", "to"))
}

// meridiem reads am or pm: 1 for am, 2 for pm.
func (p *parser) meridiem(i int) (half, words int) {
	switch {
	case p.is(i, "am") && !p.is(i+1, "'"):
		return 1, 1
	case p.is(i, "pm"):
		return 2, 1
	case p.is(i, "ampm"):
		return 3, 1
	case p.oneOf(i, "a", "p") && p.glued(i) && p.digits(i-1) && p.is(i-2, "at") && !p.is(i+1, "m") && !(p.is(i+1, ".") && p.is(i+2, "m")):
		return 1 + boolInt(p.is(i, "p")), 1
	case p.oneOf(i, "a", "p") && p.is(i+1, "."), p.oneOf(i, "a", "p") && p.is(i+1, "m"):
		half := 1 + boolInt(p.is(i, "p"))
		j := i + 1
		if p.is(j, ".") {
			j++
		}
		if !p.is(j, "m") {
			if p.is(j-1, ".") || !p.glued(i) {
				return 0, 0
			}
		} else {
			j++
			if p.is(j, ".") && p.glued(j) {
				j++
			}
		}
		return half, j - i
	}
	return 0, 0
}

func (p *parser) setHalf(c Clock, half int) Clock {
	if half == 3 {
		return c
	}
	c.Sure = true
	if half == 2 && c.Hour < 12 {
		c.Hour += 12
	}
	if half == 1 && c.Hour == 12 {
		c.Hour = 0
	}
	return c
}

// halfOfDay reads "am", "in the evening" behind a time, and returns the words from i.
func (p *parser) halfOfDay(c Clock, i, j int) (Clock, int) {
	if p.is(j, "o", "'", "clock") {
		j += 3
	} else if p.is(j, "oclock") {
		j++
	}
	if d, n := p.meridiem(j); n > 0 {
		return p.setHalf(c, d), j + n - i
	}
	if h := p.inThe(j); h > 0 {
		return p.setHalf(c, h), j + 3 - boolInt(p.is(j, "at")) - i
	}
	if c.Hour > 12 || c.Hour == 0 {
		c.Sure = true
	}
	return c, j - i
}
