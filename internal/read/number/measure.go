package number

import (
	_ "embed"
	"strings"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/numeral"
)

//go:embed measures.txt
var measuresFile string

// Measure is a number with a unit of measure or a currency, or the unit alone.
type Measure struct {
	First, Last int // Words [First, Last) carry it.
	Kind        string
	Unit        string // Unit is its name in the singular: "Square kilometer".
	Value       float64
	HasValue    bool
}

// Span is the measure's place in the text.
func (m Measure) Span(words []numeral.Word) stemma.Span {
	return stemma.Span{Start: words[m.First].Start, End: words[m.Last-1].End}
}

// measureUnit is one way to write a unit.
type measureUnit struct {
	words []string
	exact string // exact is the form in which alone it counts; empty for any.
	kind  string
	unit  string
}

var measureUnits = readMeasures(measuresFile)

func readMeasures(file string) *lookup.Table[[]measureUnit] {
	out := new(lookup.Table[[]measureUnit])
	for _, line := range lines(file) {
		head, forms, _ := strings.Cut(line, ": ")
		kind, unit, _ := strings.Cut(head, " ")
		for f := range strings.FieldsSeq(forms) {
			u := measureUnit{kind: kind, unit: strings.ReplaceAll(unit, "_", " ")}
			if exact, ok := strings.CutPrefix(f, "="); ok && exact != "" {
				u.exact, f = exact, exact
			}
			f = strings.ReplaceAll(f, "_", " ")
			for _, w := range numeral.Words(f, 0, len(f)) {
				u.words = append(u.words, w.Text)
			}
			out.Put(u.words[0], append(out.Get(u.words[0]), u))
		}
	}
	return out
}

// unitOfMeasure reads the longest unit at word i.
func unitOfMeasure(words []numeral.Word, i int) (measureUnit, bool) {
	var best measureUnit
	if i < 0 || i >= len(words) {
		return best, false
	}
	for _, u := range measureUnits.Get(words[i].Text) {
		if len(u.words) > len(best.words) && phrase(words, i, u.words...) && (u.exact == "" || words[i].Caps) {
			best = u
		}
	}
	return best, len(best.words) > 0
}

// Measures finds the numbers with units of measure, ages and sums of money in a
// sentence. A unit alone counts where it is a currency or a scale of temperature.
func Measures(words []numeral.Word) []Measure {
	var out []Measure
	for i := 0; i < len(words); {
		m, ok := measureAt(words, i)
		if !ok {
			i++
			continue
		}
		out = append(out, m)
		i = m.Last
	}
	return out
}

func measureAt(words []numeral.Word, i int) (Measure, bool) {
	if m, ok := signedSum(words, i); ok {
		return m, true
	}
	n := readAt(words, i)
	if n.Words > 0 && !n.Ordinal && !(words[i].Shape == numeral.Digits && i > 0 && !words[i].Space && words[i-1].Shape == numeral.Letters) {
		if m, ok := ageAt(words, i, n); ok {
			return m, true
		}
		if m, ok := behindNumber(words, i, n); ok {
			return m, true
		}
		return Measure{}, false
	}
	if phrase(words, i, "age") || phrase(words, i, "aged") {
		if n := readAt(words, i+1); n.Words > 0 && n.Digits {
			return Measure{First: i, Last: i + 1 + n.Words, Kind: "age", Unit: "Age", Value: n.Value, HasValue: true}, true
		}
	}
	return Measure{}, false
}

// signedSum reads a currency before its number: "$75 million", "USD 22.5 million",
// "US $ 10 billion".
func signedSum(words []numeral.Word, i int) (Measure, bool) {
	u, ok := unitOfMeasure(words, i)
	if !ok || u.kind != "currency" {
		return Measure{}, false
	}
	w := words[i]
	if len(w.Text) == 1 && w.Shape == numeral.Letters && w.Text != "c" && words[i+1].Space {
		return Measure{}, false // "a $300 million contract"
	}
	if w.Shape == numeral.Letters && len(u.words) == 1 && !(len(w.Text) == 3 && (w.Caps || w.Text == "usd" || w.Text == "rmb")) {
		return Measure{}, false
	}
	j := i + len(u.words)
	n := readAt(words, j)
	if n.Words == 0 || !n.Digits || n.Ordinal || w.Shape == numeral.Letters && w.Text == "all" {
		return Measure{}, false
	}
	return Measure{First: i, Last: j + n.Words, Kind: u.kind, Unit: u.unit, Value: n.Value, HasValue: true}, true
}

// behindNumber reads a unit behind its number: "5 km", "three-ton", "20 (kg)", "thirteen
// dollars and forty-five cents", "5 feet 2 inches".
func behindNumber(words []numeral.Word, i int, n numeral.Numeral) (Measure, bool) {
	j := i + n.Words
	open := ""
	if j < len(words) {
		switch words[j].Text {
		case "-":
			j++
		case "(", "{":
			open = words[j].Text
			j++
		}
	}
	u, ok := unitOfMeasure(words, j)
	if !ok || !sound(words, i, j, u, n) {
		return Measure{}, false
	}
	m := Measure{First: i, Last: j + len(u.words), Kind: u.kind, Unit: u.unit, Value: n.Value, HasValue: true}
	if open != "" {
		if m.Last < len(words) && (words[m.Last].Text == ")" || words[m.Last].Text == "}") {
			m.Last++
		} else {
			return Measure{}, false
		}
	}
	if i := m.Last; u.kind == "currency" { // "75 USD million"
		if mag := readAt(words, i); mag.Words == 1 && mag.Value >= 1e3 && words[i].Shape == numeral.Letters {
			m.Value *= mag.Value
			m.Last++
		}
	}
	return withSmaller(words, m), true
}

// sound rejects what only looks like a unit: "2 pm", "5 in April", "10 m people",
// letters of a name.
func sound(words []numeral.Word, i, j int, u measureUnit, n numeral.Numeral) bool {
	w := words[j]
	next := at(words, j+len(u.words))
	switch w.Text {
	case "in":
		return phrase(words, i-1, "ft") || phrase(words, i-1, "feet")
	case "c", "f", "pm":
		return false
	case "try", "all", "gel", "cop", "php", "sen", "rand", "top", "lak":
		return w.Caps
	case "m", "g", "l", "t":
		if w.Upper || next == "people" {
			return false
		}
	case `"`:
		return next == "long" || next == "wide" || next == "high" || next == "tall"
	case "degrees", "degree", "°":
		switch next {
		case "angle", "angles", "turn", "north", "south", "east", "west", "of", "n", "s", "e", "w":
			return false
		}
	}
	if u.kind == "currency" && w.Shape == numeral.Letters && len(w.Text) == 3 && len(u.words) == 1 && !w.Caps && !lowerCode[w.Text] {
		return false
	}
	end := j + len(u.words)
	return !(end < len(words) && !words[end].Space && words[end].Shape != numeral.Mark)
}

// lowerCode are the words of three letters for money that are no codes in capitals.
var lowerCode = map[string]bool{"yen": true, "btc": true, "usd": true, "eur": true, "gbp": true, "rmb": true, "won": true, "sen": true}

// smaller are the units that go on from a larger one, and how many make it.
var smaller = map[string]struct {
	unit string
	per  float64
}{
	"Foot": {"Inch", 12}, "Dollar": {"Cent", 100}, "Pound": {"Pence", 100}, "Euro": {"Cent", 100}, "United States dollar": {"Cent", 100},
}

// withSmaller adds "2 inches" to "5 feet", "and forty-five cents" to "thirteen dollars".
func withSmaller(words []numeral.Word, m Measure) Measure {
	s, ok := smaller[m.Unit]
	if !ok {
		return m
	}
	j := m.Last
	if phrase(words, j, "and") {
		j++
	}
	n := readAt(words, j)
	if n.Words == 0 || n.Ordinal || n.Value >= s.per || n.Fraction {
		return m
	}
	u, ok := unitOfMeasure(words, j+n.Words)
	switch {
	case ok && u.unit == s.unit:
		m.Last = j + n.Words + len(u.words)
	case m.Kind == "currency" && (j+n.Words >= len(words) || words[j+n.Words].Shape == numeral.Mark || phrase(words, j+n.Words, "more")) && words[j].Start-words[m.Last-1].End < 6:
		m.Last = j + n.Words
	default:
		return m
	}
	m.Value += n.Value / s.per
	return m
}

// ageAt reads "five years old", "3 years of age", "87 yo".
func ageAt(words []numeral.Word, i int, n numeral.Numeral) (Measure, bool) {
	j := i + n.Words
	if at(words, j) == "-" {
		j++
	}
	m := Measure{First: i, Kind: "age", Value: n.Value, HasValue: true}
	if at(words, j) == "yo" {
		m.Unit, m.Last = "Year", j+1
		return m, true
	}
	m.Unit = map[string]string{"year": "Year", "month": "Month", "week": "Week", "day": "Day"}[singular(at(words, j))]
	if m.Unit == "" {
		return m, false
	}
	j++
	if at(words, j) == "-" {
		j++
	}
	switch {
	case at(words, j) == "old":
		m.Last = j + 1
	case phrase(words, j, "of", "age"):
		m.Last = j + 2
	default:
		return m, false
	}
	return m, true
}
