package number

import (
	"strings"

	"stemma/internal/numeral"
)

// isMoney reports whether the number is a sum of money.
func isMoney(words []numeral.Word, m Mention) bool {
	_, ok := sumAround(words, m)
	return ok
}

// signLength is the most words that a currency takes before its number: "u . s . $".
const signLength = 5

// sumAround is the sum of money that the number belongs to.
func sumAround(words []numeral.Word, m Mention) (Measure, bool) {
	for i := max(0, m.First-signLength); i <= m.First; i++ {
		if x, ok := measureAt(words, i); ok && x.Kind == "currency" && x.HasValue && x.Last >= m.Last && (i == m.First || x.Last-i <= m.Last-m.First+signLength) {
			return x, true
		}
	}
	return Measure{}, false
}

// money widens the mention over the sign or the word and takes its unit and value.
func (m *Mention) money(words []numeral.Word) {
	x, _ := sumAround(words, *m)
	m.First, m.Last = min(m.First, x.First), max(m.Last, x.Last)
	m.Unit = countedAs(x.Unit)
	if !m.Range {
		m.Value = x.Value
	}
}

// countedAs is how a record names a unit of measure: "dollars", "square-kilometers",
// "syrian-pounds".
func countedAs(unit string) string {
	switch unit {
	case "United States dollar":
		return "dollars"
	case "Foot":
		return "feet"
	case "Inch":
		return "inches"
	}
	unit = strings.ReplaceAll(strings.ToLower(unit), " ", "-")
	if strings.Contains(unit, "-per-") {
		return unit
	}
	switch last := unit[strings.LastIndex(unit, "-")+1:]; last {
	case "yen", "yuan", "kyat", "birr", "won", "pence":
		return unit
	}
	return plural(unit)
}
