package number

import (
	"stemma"
	"stemma/internal/numeral"
)

// Sort is what a number is.
type Sort string

// The sorts of numbers.
const (
	Plain   Sort = "count"
	Percent Sort = "percent"
	Money   Sort = "money"
	Ordinal Sort = "ordinal"
	Date    Sort = "date"  // Date is part of a date or a year.
	Clock   Sort = "clock" // Clock is part of a time of day.
	Age     Sort = "age"
	Name    Sort = "name" // Name is part of a name, a calibre, a telephone number.
)

// Mention is a number in a sentence, before what it counts is known.
type Mention struct {
	First, Last int // Words [First, Last) carry it, without its bound.
	Sort        Sort
	Value       float64
	Range       bool
	Low, High   float64
	Vague       string // Vague is the rough word where there is no value.
	Unit        string // Unit of money.
	Fraction    bool
	Numerals    []Figure // Numerals are the numerals in it, one or, in a range, two.
}

// Figure is one numeral and where it stands.
type Figure struct {
	numeral.Numeral
	At int // At is the index of its first word.
}

// first is the first numeral; zero for a vague mention.
func (m Mention) first() numeral.Numeral {
	if len(m.Numerals) == 0 {
		return numeral.Numeral{}
	}
	return m.Numerals[0].Numeral
}

func (m Mention) span(words []numeral.Word) stemma.Span {
	return stemma.Span{Start: words[m.First].Start, End: words[m.Last-1].End}
}

// Mentions finds every number in the words of a sentence, in order.
func Mentions(words []numeral.Word) []Mention {
	var out []Mention
	for i := 0; i < len(words); {
		m, ok := mentionAt(words, i)
		if !ok {
			i++
			continue
		}
		if n := len(out); n > 0 {
			m.First = max(m.First, out[n-1].Last) // a sign belongs to one number only
		}
		out = append(out, m)
		i = m.Last
	}
	return out
}

// Numerals are the numerals alone, of whatever sort, in order; none that is glued to
// a unit ("180ml") or is a pronoun.
func Numerals(words []numeral.Word) []Figure {
	var out []Figure
	for i := 0; i < len(words); {
		n := readAt(words, i)
		if n.Words == 0 || lone(words, i, n) {
			i++
			continue
		}
		if end := i + n.Words; !(n.Digits && end < len(words) && words[end].Shape == numeral.Letters && !words[end].Space && words[end-1].Shape == numeral.Digits) {
			out = append(out, Figure{n, i})
		}
		i += n.Words
	}
	return out
}

// readAt reads the numeral at word i. Digits behind the comma or the dot of a list
// ("22,24,26", "192.168.1.2") stand alone.
func readAt(words []numeral.Word, i int) numeral.Numeral {
	if i < 0 || i >= len(words) {
		return numeral.Numeral{}
	}
	if i > 1 && words[i].Shape == numeral.Digits && !words[i].Space && !words[i-1].Space && words[i-2].Shape == numeral.Digits && (words[i-1].Text == "," || words[i-1].Text == ".") {
		return numeral.Read(words[i : i+1])
	}
	return numeral.Read(words[i:])
}

func mentionAt(words []numeral.Word, i int) (Mention, bool) {
	if m, ok := vagueAt(words, i); ok {
		return m, true
	}
	n := readAt(words, i)
	if n.Words == 0 || lone(words, i, n) {
		return Mention{}, false
	}
	m := Mention{First: i, Last: i + n.Words, Sort: Plain, Value: n.Value, Fraction: n.Fraction, Numerals: []Figure{{n, i}}}
	if n.Ordinal {
		m.Sort = Ordinal
		return m, true
	}
	m.ranged(words)
	m.Sort = sortOf(words, m)
	switch m.Sort {
	case Percent:
		m.percent(words)
	case Money:
		m.money(words)
	}
	return m, true
}

// lone reports whether a small number word is a pronoun or an adverb: "one of
// them", "no one", "second".
func lone(words []numeral.Word, i int, n numeral.Numeral) bool {
	if n.Value != 1 || n.Words != 1 || words[i].Text != "one" {
		return false
	}
	for _, before := range []string{"no", "this", "that", "which", "every", "any", "each", "the"} {
		if i > 0 && words[i-1].Text == before {
			return true
		}
	}
	return phrase(words, i, "one", "of") || phrase(words, i, "one", "another") || phrase(words, i, "one", "-", "time")
}

// vagueAt reads "dozens", "several hundred", "a number of". The phrase that takes
// the most words wins.
func vagueAt(words []numeral.Word, i int) (Mention, bool) {
	var best roughly
	for _, v := range vague.Get(words[i].Text) {
		if len(v.words) > len(best.words) && phrase(words, i, v.words...) {
			best = v
		}
	}
	if best.rough == "" {
		return Mention{}, false
	}
	end := i + len(best.words)
	if words[end-1].Text == "of" {
		end--
	}
	if best.rough == "a few" || best.rough == "tens" || best.rough == "many" {
		if i > 0 && (words[i-1].Text == "how" || words[i-1].Text == "as" || words[i-1].Text == "so" || words[i-1].Text == "too") {
			return Mention{}, false
		}
	}
	return Mention{First: i, Last: end, Sort: Plain, Vague: best.rough}, true
}

// ranged joins "20 to 30", "between 20 and 30" and "10-15" into one mention. "Rose
// from 20 to 30" stays two numbers.
func (m *Mention) ranged(words []numeral.Word) {
	j := m.Last
	if j+1 >= len(words) {
		return
	}
	between := m.First > 0 && words[m.First-1].Text == "between"
	switch {
	case words[j].Text == "-" || words[j].Text == "to" || words[j].Text == "through":
	case words[j].Text == "and" && between:
	case words[j].Text == "or" && words[m.First].Shape == numeral.Letters:
	default:
		return
	}
	n := numeral.Read(words[j+1:])
	if n.Words == 0 || n.Ordinal || n.Value < 0 {
		return
	}
	low, high := m.Value, n.Value
	if low < 1000 && high >= 1000 && low < high/1000*1000 && n.Words > 1 && m.Numerals[0].Words == 1 && low*magnitude(n) <= high && words[j].Text != "and" {
		low *= magnitude(n) // "two to three million"
	}
	if low >= high || (words[j].Text == "to" || words[j].Text == "through") && changed(words, m.First) {
		return
	}
	if words[j].Text == "-" && j+1+n.Words < len(words) && words[j+1+n.Words].Text == "-" && words[j].Space == words[j+1].Space {
		return // a telephone number or a date
	}
	m.Range, m.Low, m.High = true, low, high
	m.Numerals = append(m.Numerals, Figure{n, j + 1})
	m.Last = j + 1 + n.Words
	if between {
		m.First--
	} else if m.First > 0 && words[m.First-1].Text == "from" && words[j].Text != "-" {
		m.First--
	}
}

// magnitude is 1000, a million or a billion where the numeral was said with it.
func magnitude(n numeral.Numeral) float64 {
	for _, m := range []float64{1e9, 1e6, 1e3} {
		if n.Value >= m && n.Value/m == float64(int64(n.Value/m)) {
			return m
		}
	}
	return 1
}

// changed reports whether "from" before the number belongs to a change.
func changed(words []numeral.Word, i int) bool {
	for j := max(0, i-6); j < i; j++ {
		switch words[j].Text {
		case "rose", "rise", "risen", "rises", "rising", "increase", "increased", "increases", "increasing", "jumped", "grew", "grown", "climbed", "soared",
			"fell", "fall", "fallen", "dropped", "decreased", "declined", "reduced", "cut", "down", "up", "went", "doubled", "revised", "lowered", "raised", "dwindled", "shrank", "shrunk":
			return true
		}
	}
	return false
}

func (m *Mention) percent(words []numeral.Word) {
	j := m.Last
	if j < len(words) && words[j].Text == "-" {
		j++
	}
	if phrase(words, j, "per", "cent") {
		m.Last = j + 2
		return
	}
	m.Last = j + 1
}
