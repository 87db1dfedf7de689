package numeral

// spelled reads a cardinal in words: "two hundred and fifty-four thousand", "a
// dozen", "hundred", "twenty-one trillion three hundred", "five point five". Each
// part must be smaller than the one before it, so "two three" is two numerals.
func spelled(words []Word) Numeral {
	i := 0
	if is(words, 0, "a") || is(words, 0, "an") {
		if !isMagnitude(words, 1) && !(len(words) > 1 && (words[1].Text == "dozen" || words[1].Text == "score")) {
			return Numeral{}
		}
		i = 1
	}
	s := sum{limit: 1e18}
	end, ordinal := 0, false
	for i < len(words) && !ordinal {
		j := i
		if end > 0 {
			j = joint(words, i, &s)
		}
		if j >= len(words) || words[j].Shape == Mark {
			break
		}
		var ok bool
		if ok, ordinal = s.add(words, j, end == 0); !ok {
			break
		}
		i = j + 1
		end = i
	}
	if end == 0 {
		return Numeral{}
	}
	n := Numeral{Value: s.total + s.group, Words: end, Ordinal: ordinal}
	if ordinal {
		return n
	}
	return pointed(words, n)
}

// joint steps over what may stand between two parts: "and" after a hundred or more,
// a hyphen between tens and ones.
func joint(words []Word, i int, s *sum) int {
	if is(words, i, "-") && s.group > 0 {
		if i+1 < len(words) && small.Get(words[i+1].Text) > 0 && s.tens() {
			return i + 1
		}
		if _, ok := ordinalAt(words, i+1); ok && s.tens() {
			return i + 1
		}
		return len(words)
	}
	if is(words, i, "and") && (s.group >= 100 || (s.group == 0 && s.total > 0)) && i+1 < len(words) {
		if n := small.Get(words[i+1].Text); n > 0 && !listed(words, i+1) {
			return i + 1
		}
		if words[i+1].Shape == Digits && len(words[i+1].Text) < 3 {
			return i + 1
		}
		return len(words)
	}
	return i
}

// listed reports whether the number at i is a numerator or a number of its own, so
// that it does not add to what stands before the "and".
func listed(words []Word, i int) bool {
	return i+1 < len(words) && (denominator(words[i+1].Text) > 0 && ordinals.Get(words[i+1].Text) == 0)
}

// sum adds up the parts of a spelled numeral.
type sum struct {
	total float64 // total of the closed groups: two million
	group float64 // group is the open one: three hundred and five
	limit float64 // limit is the magnitude that the next group must stay below
}

// tens reports whether the open group ends with twenty, thirty … and takes ones.
func (s *sum) tens() bool { r := int64(s.group) % 100; return r >= 20 && r%10 == 0 }

// add adds words[i] and reports whether it fits, and whether it was an ordinal that
// ends the numeral.
func (s *sum) add(words []Word, i int, first bool) (ok, ordinal bool) {
	w := words[i].Text
	if words[i].Shape == Digits {
		v := digits(words[i:])
		if first || v.Words != 1 || s.group < 100 && s.total == 0 {
			return false, false
		}
		s.group += v.Value
		return true, false
	}
	if v, ok := small.Find(w); ok {
		return s.addSmall(v), false
	}
	if m, ok := magnitudes.Find(w); ok {
		return s.multiply(m), false
	}
	if d, ok := dozens.Find(w); ok && (w == "dozen" || s.group > 0) {
		if s.group == 0 {
			s.group = 1
		}
		if r := s.group; r > 20 && int64(r)%100 != 0 && int64(r)%100 < 20 { // three hundred and two dozen
			s.group = r - float64(int64(r)%100) + float64(int64(r)%100)*d
		} else {
			s.group *= d
		}
		return true, false
	}
	if w == "score" && first {
		s.group = 20
		return true, false
	}
	if v, ok := ordinals.Find(w); ok && !first {
		return s.addOrdinal(v)
	}
	return false, false
}

func (s *sum) addSmall(v float64) bool {
	r := int64(s.group) % 100
	switch {
	case r == 0 && s.group < 1000, s.tens() && v > 0 && v < 10:
		s.group += v
		return true
	}
	return false
}

func (s *sum) multiply(m float64) bool {
	if m == 100 {
		if s.group >= 100 {
			return false
		}
		s.group = max(s.group, 1) * 100
		return true
	}
	if m >= s.limit {
		if s.group > 0 {
			return false
		}
		s.total *= m // "hundred thousand million"
		return s.total > 0
	}
	if s.group == 0 && s.total > 0 {
		return false
	}
	s.total += max(s.group, 1) * m
	s.group, s.limit = 0, m
	return true
}

// addOrdinal ends the numeral with "-fifth", "hundredth", "and third".
func (s *sum) addOrdinal(v float64) (ok, ordinal bool) {
	switch {
	case v < 10 && s.tens(), v < 100 && int64(s.group)%100 == 0 && (s.group > 0 || s.total > 0):
		s.group += v
	case v >= 100 && s.group > 0:
		s.group *= v
	default:
		return false, false
	}
	return true, true
}

// pointed reads decimals in words: "five point five", "nought point nought three".
func pointed(words []Word, n Numeral) Numeral {
	if !is(words, n.Words, "point") {
		return n
	}
	i, scale := n.Words+1, 0.1
	v := n.Value
	for i < len(words) {
		d, ok := small.Find(words[i].Text)
		if !ok {
			break
		}
		if d >= 10 {
			v += d * scale / 10
			scale /= 100
		} else {
			v += d * scale
			scale /= 10
		}
		i++
	}
	if i == n.Words+1 {
		return n
	}
	return Numeral{Value: v, Words: i, Decimal: true}
}
