package numeral

import "stemma/internal/lookup"

// small are the numbers that add up: "twenty" + "two".
var small = lookup.Of(map[string]float64{
	"zero": 0, "nought": 0, "naught": 0,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
	"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90,
})

// magnitudes are the numbers that multiply what stands before them, in words.
var magnitudes = lookup.Of(map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "crore": 1e7,
	"billion": 1e9, "trillion": 1e12,
	"mln": 1e6, "mn": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
})

// dozens are the words for twelve and its kin that can be counted themselves.
var dozens = lookup.Of(map[string]float64{"dozen": 12, "dozens": 12, "dz": 12, "dzs": 12, "doz": 12})

// suffixes multiply a numeral in digits that they stand right behind: "10k", "5bn".
// A lower-case "m" or "g" is a metre or a gram more often than a number; Caps says
// whether the suffix must be a capital.
var suffixes = lookup.Of(map[string]struct {
	times float64
	caps  bool
}{
	"k": {1e3, false}, "m": {1e6, true}, "mm": {1e6, true}, "b": {1e9, false}, "t": {1e12, true}, "g": {1e9, true},
	"mn": {1e6, false}, "mln": {1e6, false}, "bn": {1e9, false}, "bln": {1e9, false}, "tn": {1e12, false}, "trn": {1e12, false},
})

// ordinals are the ordinal words; their plurals are denominators: "two fifths".
var ordinals = lookup.Of(map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
	"ninth": 9, "nineth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
	"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
	"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
	"eightieth": 80, "ninetieth": 90,
	"hundredth": 1e2, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9, "trillionth": 1e12,
})

// parts are the denominators that are no ordinals.
var parts = lookup.Of(map[string]float64{"half": 2, "halves": 2, "quarter": 4, "quarters": 4})

// vulgar are the fractions that Unicode writes in one rune.
var vulgar = lookup.Of(map[string]float64{
	"½": 1. / 2, "⅓": 1. / 3, "⅔": 2. / 3, "¼": 1. / 4, "¾": 3. / 4, "⅕": 1. / 5, "⅖": 2. / 5, "⅗": 3. / 5,
	"⅘": 4. / 5, "⅙": 1. / 6, "⅚": 5. / 6, "⅛": 1. / 8, "⅜": 3. / 8, "⅝": 5. / 8, "⅞": 7. / 8,
})

// openers are the words that a numeral may begin with.
var openers = func() *lookup.Set {
	var all lookup.Set
	for _, w := range []string{"a", "an", "minus", "negative", "score"} {
		all.Put(w, true)
	}
	for _, table := range []*lookup.Table[float64]{small, magnitudes, dozens, ordinals, parts} {
		for w := range table.All() {
			all.Put(w, true)
		}
	}
	return &all
}()

// denominator is the value of "third(s)", "half", "fifty-fourths"; 0 for another word.
func denominator(s string) float64 {
	if d, ok := parts.Find(s); ok {
		return d
	}
	if n := len(s); n > 1 && s[n-1] == 's' && s != "seconds" {
		s = s[:n-1]
	}
	if d := ordinals.Get(s); d > 2 {
		return d
	}
	return 0
}
