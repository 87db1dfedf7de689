package numeral

import (
	"math"
	"strconv"
	"strings"

	"stemma"
)

// Numeral is a number as it is written.
//
//	two hundred and fifty - four    1 , 674 . 5 million     two  and a half    a   hundred
//	└───── cardinal ───────────┘    └ digits ──┘└ times ┘   └────── mixed ─┘   └ one ┘
//
// It takes the longest reading that adds up; two numbers that do not add up ("4000
// 300") are two numerals.
type Numeral struct {
	Value    float64
	Words    int  // Words is how many words it takes.
	Digits   bool // Digits reports whether it begins with digits.
	Fraction bool // Fraction reports whether a part in words or with a stroke belongs to it: "two thirds", "3/4".
	Ordinal  bool // Ordinal is "third", "25th", "two hundredth".
	Decimal  bool // Decimal reports whether digits stand after a point.
}

// Read reads the numeral that begins at words[0]. Its Words is 0 where none does.
func Read(words []Word) Numeral {
	if len(words) == 0 || words[0].Shape == Letters && !openers.Get(words[0].Text) {
		return Numeral{}
	}
	if sign := signed(words); sign > 0 {
		if n := unsigned(words[sign:]); n.Words > 0 && !n.Ordinal {
			n.Words += sign
			n.Value = -n.Value
			return n
		}
		return Numeral{}
	}
	return unsigned(words)
}

// signed is the number of words in a minus before a number.
func signed(words []Word) int {
	if len(words) < 2 {
		return 0
	}
	switch words[0].Text {
	case "minus", "negative":
		return 1
	case "-":
		if words[0].Space && words[1].Shape == Digits && !words[1].Space {
			return 1
		}
	}
	return 0
}

func unsigned(words []Word) Numeral {
	if n := halfOf(words); n.Words > 0 {
		return n
	}
	n := cardinal(words)
	if n.Words == 0 {
		return bareDenominator(words)
	}
	if n.Ordinal {
		return n
	}
	return withParts(words, n)
}

// halfOf reads "half a million", "half million", "a quarter of a million", "half a
// dozen", "a half", "three quarters of a million".
func halfOf(words []Word) Numeral {
	i, top := 0, 1.0
	switch {
	case is(words, 0, "a") || is(words, 0, "one"):
		i = 1
	case is(words, 0, "three") && is(words, 1, "quarters"):
		i, top = 1, 3
	}
	if !is(words, i, "half") && !is(words, i, "quarter") && !is(words, i, "quarters") {
		return Numeral{}
	}
	n := Numeral{Value: top / parts.Get(words[i].Text), Words: i + 1, Fraction: true}
	if is(words, i, "quarter") && i == 0 && !isMagnitude(words, 1) {
		return Numeral{} // a bare quarter is a part of a town or of a year
	}
	j := i + 1
	if is(words, j, "of") && (is(words, j+1, "a") || is(words, j+1, "one")) {
		j++
	}
	if is(words, j, "a") || is(words, j, "one") {
		j++
	}
	if m, ok := magnitudeAt(words, j); ok {
		n.Value *= m
		n.Words = j + 1
	} else if j < len(words) && dozens.Get(words[j].Text) > 0 {
		n.Value *= 12
		n.Words = j + 1
		n.Fraction = false
	}
	return n
}

func isMagnitude(words []Word, i int) bool { _, ok := magnitudeAt(words, i); return ok }

func magnitudeAt(words []Word, i int) (float64, bool) {
	if i >= len(words) || words[i].Shape != Letters {
		return 0, false
	}
	m, ok := magnitudes.Find(words[i].Text)
	return m, ok
}

// bareDenominator reads "a third", "a hundredth" and the ordinals.
func bareDenominator(words []Word) Numeral {
	if is(words, 0, "a") || is(words, 0, "an") {
		n := ordinal(words[1:])
		if n.Words == 0 || n.Value < 3 {
			return Numeral{}
		}
		return Numeral{Value: 1 / n.Value, Words: n.Words + 1, Fraction: true}
	}
	if v, ok := vulgarAt(words, 0); ok {
		return Numeral{Value: v, Words: 1, Fraction: true}
	}
	return ordinal(words)
}

func vulgarAt(words []Word, i int) (float64, bool) {
	if i >= len(words) || words[i].Shape != Mark {
		return 0, false
	}
	v, ok := vulgar.Find(words[i].Text)
	return v, ok
}

// ordinal reads "third", "twenty-fifth", "two hundredth" where no cardinal of its
// own can be told from it.
func ordinal(words []Word) Numeral {
	if len(words) == 0 {
		return Numeral{}
	}
	if v, ok := ordinals.Find(words[0].Text); ok {
		return Numeral{Value: v, Words: 1, Ordinal: true}
	}
	if isMagnitude(words, 0) { // "hundred trillionth"
		if v, ok := ordinalAt(words, 1); ok && v >= 100 {
			return Numeral{Value: magnitudes.Get(words[0].Text) * v, Words: 2, Ordinal: true}
		}
	}
	if v := small.Get(words[0].Text); v >= 20 { // "twenty-first" after an article
		i := 1
		if is(words, i, "-") {
			i++
		}
		if o, ok := ordinalAt(words, i); ok && o < 10 {
			return Numeral{Value: v + o, Words: i + 1, Ordinal: true}
		}
	}
	return Numeral{}
}

func ordinalAt(words []Word, i int) (float64, bool) {
	if i >= len(words) {
		return 0, false
	}
	v, ok := ordinals.Find(words[i].Text)
	return v, ok
}

// cardinal reads digits or words up to, and without, a fraction.
func cardinal(words []Word) Numeral {
	if words[0].Shape == Digits || (words[0].Text == "." && len(words) > 1 && words[0].Space && words[1].Shape == Digits && !words[1].Space) {
		n := digits(words)
		return magnify(words, n)
	}
	return spelled(words)
}

// magnify multiplies digits by what stands behind them: "2.2 million", "10k", "3
// hundred and 21", "25 lakh", "3 dozen".
func magnify(words []Word, n Numeral) Numeral {
	if n.Ordinal || n.Words == 0 || n.Words >= len(words) {
		return n
	}
	w := words[n.Words]
	if s, ok := suffixes.Find(w.Text); ok && w.Shape == Letters && (!s.caps || w.Caps) && !(w.Space && len(w.Text) == 1 && n.Value > 9999 && !w.Caps) {
		n.Value = round(n.Value * s.times)
		n.Words++
		return n
	}
	at := n.Words
	if is(words, at, "-") && isMagnitude(words, at+1) {
		at++
	}
	if !isMagnitude(words, at) {
		if at < len(words) && dozens.Get(words[at].Text) > 0 {
			n.Value *= 12
			n.Words = at + 1
		}
		return n
	}
	total := n.Value * magnitudes.Get(words[at].Text)
	n.Words = at + 1
	last := magnitudes.Get(words[at].Text)
	for isMagnitude(words, n.Words) { // "3 hundred thousand"
		total *= magnitudes.Get(words[n.Words].Text)
		last = total
		n.Words++
	}
	if is(words, n.Words, "and") {
		rest := Numeral{}
		if n.Words+1 < len(words) {
			rest = cardinal(words[n.Words+1:])
		}
		if rest.Words > 0 && !rest.Ordinal && !rest.Decimal && rest.Value < min(last, 1000) && rest.Value > 0 && last <= 1000 && !fractionAhead(words[n.Words+1:], rest) {
			total += rest.Value
			n.Words += 1 + rest.Words
		}
	}
	n.Value = round(total)
	return n
}

func fractionAhead(words []Word, n Numeral) bool {
	return n.Words < len(words) && denominator(words[n.Words].Text) > 0
}

// round takes off what binary multiplication adds: 2.3 million is 2300000.
func round(v float64) float64 {
	if r := math.Round(v); math.Abs(r-v) < 1e-6*math.Max(1, math.Abs(v)) && math.Abs(v) >= 1 {
		return r
	}
	return v
}

// digits reads "1,674,200.5", "1 234 567", "12,34,567", "1.111,11", "25th", ".08",
// "1.3e6". A group of three digits after a comma is thousands; one or two digits
// after the only comma are decimals.
func digits(words []Word) Numeral {
	var b strings.Builder
	i := 0
	n := Numeral{Digits: true}
	if words[0].Text == "." {
		b.WriteString("0.")
		b.WriteString(words[1].Text)
		n.Decimal = true
		i = 2
	} else {
		i, n.Decimal = grouped(words, &b)
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if err != nil {
		return Numeral{}
	}
	n.Value, n.Words = v, i
	if i < len(words) && !words[i].Space && !n.Decimal {
		switch words[i].Text {
		case "st", "nd", "rd", "th":
			n.Ordinal = true
			n.Words++
			return n
		}
	}
	return scientific(words, n)
}

// grouped writes the digits at words[0] with their groups and decimals to b.
func grouped(words []Word, b *strings.Builder) (taken int, decimal bool) {
	b.WriteString(words[0].Text)
	i := 1
	first := len(words[0].Text)
	switch {
	case first <= 3 && group(words, i, ",", 3):
		for group(words, i, ",", 3) {
			b.WriteString(words[i+1].Text)
			i += 2
		}
	case first <= 3 && group(words, i, ",", 2) && group(words, i+2, ",", 2, 3): // 12,34,567
		j := i
		for group(words, j, ",", 2) {
			j += 2
		}
		if group(words, j, ",", 3) {
			for i < j+2 {
				b.WriteString(words[i+1].Text)
				i += 2
			}
		}
	case first <= 3 && brokenGroup(words, i): // "61, 000"
		b.WriteString(words[i+1].Text)
		i += 2
	case first <= 3 && spaceGroup(words, i):
		for spaceGroup(words, i) {
			b.WriteString(words[i].Text)
			i++
		}
	case first <= 3 && group(words, i, ".", 3) && (group(words, i+2, ".", 3) || group(words, i+2, ",", 1, 2)): // 1.111,11
		for group(words, i, ".", 3) {
			b.WriteString(words[i+1].Text)
			i += 2
		}
		if group(words, i, ",", 1, 2) {
			b.WriteString("." + words[i+1].Text)
			return i + 2, true
		}
	case first <= 3 && group(words, i, ",", 1, 2) && !group(words, i+2, ",", 1, 2, 3, 4):
		b.WriteString("." + words[i+1].Text)
		return i + 2, true
	}
	if group(words, i, ".") && !group(words, i+2, ".") {
		b.WriteString("." + words[i+1].Text)
		return i + 2, true
	}
	return i, false
}

// group reports whether words[i:] is the mark and then digits, without a space, of
// one of the lengths (any length when none is given).
func group(words []Word, i int, mark string, lengths ...int) bool {
	if i+1 >= len(words) || words[i].Text != mark || words[i].Space || words[i+1].Space || words[i+1].Shape != Digits {
		return false
	}
	for _, n := range lengths {
		if len(words[i+1].Text) == n {
			return true
		}
	}
	return len(lengths) == 0
}

// brokenGroup reports whether words[i:] is a comma, a blank and three noughts, which
// are the end of a number that was torn apart.
func brokenGroup(words []Word, i int) bool {
	return i+1 < len(words) && words[i].Text == "," && !words[i].Space && words[i+1].Space && words[i+1].Text == "000"
}

// spaceGroup reports whether words[i] is a group of three digits after a space:
// "9 300".
func spaceGroup(words []Word, i int) bool {
	return i < len(words) && words[i].Shape == Digits && len(words[i].Text) == 3 &&
		words[i].Start-words[i-1].End <= 3 && words[i].Start > words[i-1].End &&
		!(i+1 < len(words) && words[i+1].Shape == Digits && len(words[i+1].Text) != 3 && words[i+1].Start-words[i].End <= 3)
}

// scientific reads the power after a mantissa: "1.3e6", "6.23x10^-4".
func scientific(words []Word, n Numeral) Numeral {
	i := n.Words
	if is(words, i, "e") && !words[i].Space && i+1 < len(words) && words[i+1].Shape == Digits && !words[i+1].Space {
		if p, err := strconv.Atoi(words[i+1].Text); err == nil && p < 30 {
			n.Value = n.Value * math.Pow(10, float64(p))
			n.Words = i + 2
		}
		return n
	}
	base := n.Value
	if is(words, i, "x") && is(words, i+1, "10") && is(words, i+2, "^") {
		i, base = i+2, 10
	}
	if !is(words, i, "^") || words[i].Space {
		return n
	}
	j, sign := i+1, 1
	if is(words, j, "-") || is(words, j, "+") {
		if words[j].Text == "-" {
			sign = -1
		}
		j++
	}
	if j >= len(words) || words[j].Shape != Digits || len(words[j].Text) > 2 {
		return n
	}
	p, _ := strconv.Atoi(words[j].Text)
	power := math.Pow(base, float64(sign*p))
	if base == 10 && i != n.Words {
		power *= n.Value
	}
	n.Value, n.Words = power, j+1
	return n
}

// is reports whether words[i] reads s.
func is(words []Word, i int, s string) bool { return i < len(words) && words[i].Text == s }

// Whole is the span of the numeral that begins at words[0].
func (n Numeral) Whole(words []Word) stemma.Span {
	return stemma.Span{Start: words[0].Start, End: words[n.Words-1].End}
}
