package numeral

// withParts adds the fraction that follows a cardinal: "two thirds", "3/4", "2 1/4",
// "one and a half", "twenty and three fifths", "one in three", "nine million and a
// half".
func withParts(words []Word, n Numeral) Numeral {
	if f, ok := stroke(words, n); ok {
		return f
	}
	if f, ok := mixedStroke(words, n); ok {
		return f
	}
	if v, ok := vulgarAt(words, n.Words); ok {
		return Numeral{Value: n.Value + v, Words: n.Words + 1, Digits: n.Digits, Fraction: true}
	}
	if f, ok := over(words, n); ok {
		return f
	}
	if f, ok := split(words, n); ok {
		return f
	}
	if f, ok := andPart(words, n); ok {
		return f
	}
	return n
}

// stroke reads "3/4": small numbers only, so that a date is none.
func stroke(words []Word, n Numeral) (Numeral, bool) {
	i := n.Words
	if !n.Digits || n.Words != 1 || n.Decimal || i+1 >= len(words) || words[i].Text != "/" || words[i].Space || words[i+1].Shape != Digits || words[i+1].Space {
		return n, false
	}
	d := digits(words[i+1 : i+2])
	if group(words, i+2, "/") || d.Value < 2 || n.Value >= d.Value || d.Value > 100 {
		return n, false
	}
	return Numeral{Value: n.Value / d.Value, Words: i + 2, Digits: true, Fraction: true}, true
}

// mixedStroke reads "2 1/4".
func mixedStroke(words []Word, n Numeral) (Numeral, bool) {
	i := n.Words
	if !n.Digits || n.Words != 1 || i >= len(words) || !words[i].Space || words[i].Shape != Digits {
		return n, false
	}
	f, ok := stroke(words[i:], Numeral{Value: digits(words[i : i+1]).Value, Words: 1, Digits: true})
	if !ok {
		return n, false
	}
	return Numeral{Value: n.Value + f.Value, Words: i + f.Words, Digits: true, Fraction: true}, true
}

// over reads "one over three", "one in three", "two out of five". "In" and "out of"
// need a smaller number before a larger one and no noun between.
func over(words []Word, n Numeral) (Numeral, bool) {
	i := n.Words
	if n.Decimal || i+1 >= len(words) {
		return n, false
	}
	shape := ""
	switch {
	case words[i].Text == "over":
		shape, i = "over", i+1
	case words[i].Text == "in" && n.Value >= 1 && n.Value <= 9:
		shape, i = "in", i+1
	case words[i].Text == "out" && is(words, i+1, "of"):
		shape, i = "in", i+2
	default:
		return n, false
	}
	if i >= len(words) {
		return n, false
	}
	d := cardinal(words[i:])
	if d.Words == 0 || d.Ordinal || d.Value < 2 || (shape == "in" && (d.Value <= n.Value || d.Value > 1000)) {
		return n, false
	}
	if after := i + d.Words; shape == "over" && after < len(words) && words[after].Shape == Letters {
		return n, false // "$2,000 over 3 years"
	}
	return Numeral{Value: n.Value / d.Value, Words: i + d.Words, Digits: n.Digits, Fraction: true}, true
}

// split reads a numerator and its denominator: "two thirds", "five-eighths", "one
// hundred thirty two fifths".
func split(words []Word, n Numeral) (Numeral, bool) {
	i := n.Words
	if is(words, i, "-") {
		i++
	}
	if i >= len(words) || n.Decimal {
		return n, false
	}
	d, taken := denominatorAt(words[i:], n)
	if taken == 0 {
		return n, false
	}
	whole, part := 0.0, n.Value
	if tens := small.Get(words[n.Words-1].Text); tens >= 20 && d < 10 && n.Words > 1 && taken == 1 { // "one hundred thirty fifths"
		if head := cardinal(words[:n.Words-1]); head.Words == n.Words-1 && head.Value > 20 {
			d, part = d+tens, head.Value
		}
	}
	if at := lastAnd(words[:n.Words]); at > 0 { // "two hundred and fifty-four hundredths"
		rest := cardinal(words[at+1:])
		if head := cardinal(words[:at]); head.Words == at && d > rest.Value {
			whole, part = head.Value, rest.Value
		}
	}
	f := Numeral{Value: whole + part/d, Words: i + taken, Digits: n.Digits, Fraction: true}
	if m, ok := magnitudeAt(words, f.Words); ok && whole == 0 { // "three quarters of a million" without the article
		f.Value *= m
		f.Words++
	}
	return f, true
}

// denominatorAt reads "thirds", "third", "twenty-fifth(s)".
func denominatorAt(words []Word, n Numeral) (float64, int) {
	if d := denominator(words[0].Text); d > 0 {
		plural := words[0].Text[len(words[0].Text)-1] == 's'
		if plural == (n.Value != 1) || n.Value == 1 || words[0].Text == "half" && n.Value == 1 {
			if d >= 1000 && n.Digits {
				return 0, 0 // "100 millionths" is left alone
			}
			return d, 1
		}
		return 0, 0
	}
	if t := small.Get(words[0].Text); t >= 20 && n.Value > 0 && n.Value < 20 {
		i := 1
		if is(words, i, "-") {
			i++
		}
		if i < len(words) {
			if d := denominator(words[i].Text); d > 0 && d < 10 {
				return t + d, i + 1
			}
			switch words[i].Text {
			case "first", "firsts":
				return t + 1, i + 1
			case "second", "seconds":
				return t + 2, i + 1
			}
		}
	}
	return 0, 0
}

func lastAnd(words []Word) int {
	for i := len(words) - 1; i > 0; i-- {
		if words[i].Text == "and" {
			return i
		}
	}
	return -1
}

// andPart reads "and a half", "and three quarters", "and a third": of the last
// magnitude where one was said ("nine million and a half"), of one otherwise.
func andPart(words []Word, n Numeral) (Numeral, bool) {
	i := n.Words
	if !is(words, i, "and") || i+1 >= len(words) {
		return n, false
	}
	f := halfOf(words[i+1:])
	if f.Words == 0 {
		f = bareDenominator(words[i+1:])
	}
	if f.Words == 0 {
		if c := cardinal(words[i+1:]); c.Words > 0 && !c.Ordinal {
			f, _ = split(words[i+1:], c)
		}
	}
	if !f.Fraction || f.Value == 0 {
		return n, false
	}
	unit := 1.0
	if last := words[i-1].Text; f.Value < 1 && magnitudes.Get(last) >= 1e6 {
		unit = magnitudes.Get(last)
	}
	out := Numeral{Value: n.Value + f.Value*unit, Words: i + 1 + f.Words, Digits: n.Digits, Fraction: true}
	if m, ok := magnitudeAt(words, out.Words); ok && unit == 1 && n.Value < 1000 { // "two and a half million"
		out.Value = round(out.Value * m)
		out.Words++
	}
	return out, true
}
