package when

import (
	"strings"

	"stemma/internal/numeral"
)

// moreDays reads the days that share the month before them: "May 4 and 5".
func (p *parser) moreDays(e Expression) []Expression {
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
		if words == 0 || !p.digits(at) || n <= out[len(out)-1].Point.Day || p.is(next, "-") || p.counted(next) || p.is(next, "/") || p.digits(next) || monthNames.Get(p.at(next)) > 0 || p.is(next, "%") ||
			p.letters(next) && !p.oneOf(next, "were", "was", "in", "at", "as", "to", "by", "when", "with", "after", "before", "the", "and", "during", "for") {
			return out
		}
		pt.Day = n
		out = append(out, Expression{First: at, Core: at, Last: next, Kind: AtPoint, Point: pt, Rule: "list"})
	}
	return out
}

// dayList reads "20 and 21 July", "3, 4 and 5 May 2016": one expression a day.
func (p *parser) dayList(i int) []Expression {
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
