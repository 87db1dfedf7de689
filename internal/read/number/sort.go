package number

import (
	"strings"

	"stemma/internal/numeral"
)

// months and weekdays are the names a day or a year stands next to.
var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
	"august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true,
	"oct": true, "nov": true, "dec": true,
}

var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"today": true, "yesterday": true, "tomorrow": true,
}

// sortOf tells a count from a percentage, a sum of money, a date, a clock time, an
// age and a name.
func sortOf(words []numeral.Word, m Mention) Sort {
	switch {
	case inAddress(words, m.First):
		return Name
	case isPercent(words, m.Last):
		return Percent
	case isMoney(words, m):
		return Money
	case isName(words, m):
		return Name
	case isClock(words, m):
		return Clock
	case isDate(words, m):
		return Date
	case isAge(words, m):
		return Age
	}
	return Plain
}

func at(words []numeral.Word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].Text
}

// inAddress reports whether the number stands in an address of the web.
func inAddress(words []numeral.Word, i int) bool {
	if i < 1 || words[i].Space {
		return false
	}
	switch words[i-1].Text {
	case "=", "%", "&", "_", "?":
		return !words[i-1].Space
	}
	return false
}

func isPercent(words []numeral.Word, i int) bool {
	if at(words, i) == "-" {
		i++
	}
	switch at(words, i) {
	case "%", "percent", "pct", "percentage", "percents", "pc":
		return true
	case "per":
		return at(words, i+1) == "cent"
	}
	return false
}

// isName reports whether the number names something: "Resolution 2254", "T-72",
// "M16", "COVID-19", "7.62mm", a telephone number, an address of the web.
func isName(words []numeral.Word, m Mention) bool {
	w := words[m.First]
	before := at(words, m.First-1)
	if m.First > 0 && w.Shape == numeral.Digits {
		p := words[m.First-1]
		if !w.Space && p.Shape == numeral.Letters {
			return true // M16, G7
		}
		if before == "-" && !w.Space && !p.Space && m.First > 1 && words[m.First-2].Shape == numeral.Letters && words[m.First-2].Upper {
			return true // T-72, COVID-19
		}
		if before == "-" && !w.Space && !p.Space && m.First > 1 && words[m.First-2].Shape == numeral.Digits && m.Range {
			return true // a telephone number
		}
		if !w.Space && (before == "/" || before == "#" || before == "_" || before == "=" || before == "&") {
			return true
		}
		if p.Upper && labels[before] && !strings.Contains(" some about over ", " "+before+" ") || before == "no" || before == "nos" {
			return true
		}
		if before == "." && labels[at(words, m.First-2)] && !p.Space {
			return true
		}
	}
	after := at(words, m.Last)
	if after == "mm" || after == "caliber" || after == "calibre" {
		return true
	}
	if after == "-" && !words[m.Last].Space && m.Last+1 < len(words) && !words[m.Last+1].Space {
		next := words[m.Last+1]
		if next.Shape == numeral.Digits && (at(words, m.Last+2) == "-" || before == "-") {
			return true
		}
	}
	return m.Numerals[0].Digits && !m.Range && after == "/" && !words[m.Last].Space
}

func isClock(words []numeral.Word, m Mention) bool {
	after := at(words, m.Last)
	switch after {
	case "am", "pm", "hrs", "gmt", "utc", "o":
		if after != "o" || at(words, m.Last+1) == "'" {
			return true
		}
	case "a", "p":
		return at(words, m.Last+1) == "." && at(words, m.Last+2) == "m" || at(words, m.Last+1) == "m"
	case ":":
		return m.Last+1 < len(words) && words[m.Last+1].Shape == numeral.Digits && !words[m.Last+1].Space && !words[m.Last].Space
	}
	if w := words[m.First].Text; len(w) == 4 && words[m.First].Shape == numeral.Digits && m.Value < 2400 && int(m.Value)%100 < 60 && m.Numerals[0].Words == 1 {
		before := at(words, m.First-1)
		if w[0] == '0' || before == "at" && countsNothing(words, m.Last) || (before == "about" || before == "around") && at(words, m.First-2) == "at" {
			return true
		}
	}
	return at(words, m.First-1) == ":" && m.First > 1 && words[m.First-2].Shape == numeral.Digits && !words[m.First].Space && !words[m.First-1].Space
}

// countsNothing reports whether nothing known is counted right behind the number.
func countsNothing(words []numeral.Word, i int) bool {
	u, _ := unitAt(words, i)
	return u == ""
}

// isDate reports whether the number is a day next to a month, or a year: four
// digits without a comma that count nothing known.
func isDate(words []numeral.Word, m Mention) bool {
	before, after := at(words, m.First-1), at(words, m.Last)
	if before == "," && m.First > 1 { // "May 3, 2016"
		before = at(words, m.First-2)
		if words[m.First-2].Shape == numeral.Digits && months[at(words, m.First-3)] && isYear(words, m) {
			return true
		}
	}
	if after == "of" {
		after = at(words, m.Last+1)
	}
	if months[before] && words[m.First].Shape == numeral.Digits && m.First > 1 && words[m.First-2].Shape == numeral.Digits && m.Value < 100 {
		return true // "4 Feb 90"
	}
	if months[before] && words[m.First].Shape == numeral.Digits && (m.Value <= 31 || isYear(words, m)) && (before != "may" && before != "march" || words[m.First-1].Upper) {
		return true
	}
	if months[after] && m.Value <= 31 && m.Value >= 1 && (after != "may" && after != "march" || words[m.Last].Upper) {
		return true
	}
	if !isYear(words, m) {
		return false
	}
	if unit, _ := unitAt(words, m.Last); unit != "" {
		switch at(words, m.First-1) {
		case "in", "since", "until", "during", "of", "by", "early", "late", "mid":
		default:
			return false
		}
	}
	return true
}

func isYear(words []numeral.Word, m Mention) bool {
	v := m.Value
	if m.Range {
		v = m.Low
	}
	if len(words[m.Numerals[0].At].Text) != 4 || m.Numerals[0].Words != 1 || !m.Numerals[0].Digits {
		return false
	}
	if v >= 1900 && v <= 2100 {
		return true
	}
	switch at(words, m.First-1) {
	case "in", "since", "until":
		return v >= 1000 && v <= 2100
	}
	return false
}

func isAge(words []numeral.Word, m Mention) bool {
	before, after := at(words, m.First-1), at(words, m.Last)
	if before == "aged" || before == "age" {
		return true
	}
	if after == "-" {
		after = at(words, m.Last+1)
		after = singular(after)
		if (after == "year" || after == "month" || after == "week" || after == "day") && at(words, m.Last+2) == "-" && at(words, m.Last+3) == "old" {
			return true
		}
	}
	if singular(after) == "year" && (at(words, m.Last+1) == "old" || at(words, m.Last+1) == "of" && at(words, m.Last+2) == "age" || at(words, m.Last+1) == "-" && at(words, m.Last+2) == "old") {
		return true
	}
	return before == "," && (after == "," || after == ".") && m.First > 1 && words[m.First-2].Upper && words[m.First].Shape == numeral.Digits && m.Value > 0 && m.Value < 111 && m.Numerals[0].Words == 1
}
