package numeral_test

import (
	"math"
	"strings"
	"testing"

	"stemma/internal/numeral"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text  string
		value float64
		words string // words is the text that the numeral takes.
	}{
		{"10,000 people", 10000, "10,000"},
		{"2.2 million", 2.2e6, "2.2 million"},
		{"12,34,567.89", 1234567.89, "12,34,567.89"},
		{"9 300 households", 9300, "9 300"},
		{"61, 000 people", 61000, "61, 000"},
		{"5,50 metres", 5.5, "5,50"},
		{"10k", 10000, "10k"},
		{"3bn dollars", 3e9, "3bn"},
		{"twenty-two men", 22, "twenty-two"},
		{"two hundred and fifty-four thousand", 254000, "two hundred and fifty-four thousand"},
		{"a dozen tanks", 12, "a dozen"},
		{"half a million", 5e5, "half a million"},
		{"half a dozen", 6, "half a dozen"},
		{"two and a half years", 2.5, "two and a half"},
		{"two thirds of it", 2. / 3, "two thirds"},
		{"three quarters of a million", 7.5e5, "three quarters of a million"},
		{"3/4 of it", 0.75, "3/4"},
		{"one in three", 1. / 3, "one in three"},
		{"½ of it", 0.5, "½"},
		{"minus five point five", -5.5, "minus five point five"},
		{"1.3x10^6", 1.3e6, "1.3x10^6"},
		{"4000 300", 4000, "4000"},
		{"two three", 2, "two"},
		{"3 hundred and 21 days", 321, "3 hundred and 21"},
	} {
		words := numeral.Words(c.text, 0, len(c.text))
		n := numeral.Read(words)
		if n.Words == 0 {
			t.Errorf("%q: nothing read", c.text)
			continue
		}
		if got := n.Whole(words).Of(c.text); got != c.words || math.Abs(n.Value-c.value) > 1e-9*math.Max(1, math.Abs(c.value)) {
			t.Errorf("%q: read %q as %g, want %q as %g", c.text, got, n.Value, c.words, c.value)
		}
	}
}

func TestReadNothing(t *testing.T) {
	for _, s := range []string{"", "people", "a tank", "the quarter", "and", "point five", "-"} {
		if n := numeral.Read(numeral.Words(s, 0, len(s))); n.Words != 0 {
			t.Errorf("%q: read %d words as %g", s, n.Words, n.Value)
		}
	}
}

func TestReadOrdinal(t *testing.T) {
	for s, want := range map[string]float64{"third": 3, "25th": 25, "twenty-first": 21, "two hundredth": 200, "one hundred twenty-fifth": 125} {
		if n := numeral.Read(numeral.Words(s, 0, len(s))); !n.Ordinal || n.Value != want {
			t.Errorf("%q: read %g, ordinal %v", s, n.Value, n.Ordinal)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("1,674,200.5 M – half a dozen; ½ of “three-quarters”, 1 234 567 and 3/4")
	f.Add("two hundred and and two hundredths of a million minus -1e99 1.1^+23")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		words := numeral.Words(s, 0, len(s))
		last := 0
		for i, w := range words {
			if w.Start < last || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("word %v after %d in %q", w.Span, last, s)
			}
			last = w.End
			if n := numeral.Read(words[i:]); n.Words < 0 || n.Words > len(words)-i {
				t.Fatalf("%d words of %d read in %q", n.Words, len(words)-i, s)
			}
		}
	})
}
