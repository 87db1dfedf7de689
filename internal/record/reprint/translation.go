package reprint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"

	"stemma"
)

// A translation shares no words with its original; figures stay, and names sound the
// same. Two texts of different languages are one text when they share most of the
// telling figures of the shorter and some names:
//
//	"At least 413 civilians died in Karsa, 139 of them …" ─┐ 413 139 KRS
//	"Au moins 413 civils sont morts à Karsa, dont 139 …"  ─┘
//
// Set by hand on texts written for it; there is no gold of translations.
const (
	sharedFigures = 3    // telling figures that both have
	figuresShare  = 0.6  // of those of the text that has fewer
	sharedNames   = 2    // names that both have, by their consonants
	smallFigure   = 10   // from which a figure tells
	figureKeys    = 8    // pairs of figures by which a text is listed
	bones         = 3    // consonants that make a name
	firstYear     = 1900 // years tell nothing
	lastYear      = 2099
)

// FigureKeys are keys that a text shares with its translations: neighbouring telling
// figures of a sentence.
func FigureKeys(t Text) []uint64 {
	var keys []uint64
	for _, s := range t.Sentences {
		list := tellingFigures(s.Words)
		for i := 1; i < len(list) && len(keys) < figureKeys; i++ {
			a, b := min(list[i-1], list[i]), max(list[i-1], list[i])
			if a != b {
				keys = append(keys, xxhash.Sum64String("figures "+strconv.FormatFloat(a, 'f', -1, 64)+" "+strconv.FormatFloat(b, 'f', -1, 64)))
			}
		}
	}
	return keys
}

// tellingFigures are the numbers in digits of a text, in order; a thousands mark of any
// language is left out, and so is a year.
func tellingFigures(words string) []float64 {
	var out []float64
	runes := []rune(words)
	for i := 0; i < len(runes); {
		if !unicode.IsDigit(runes[i]) || i > 0 && (unicode.IsLetter(runes[i-1]) || runes[i-1] == ':' || runes[i-1] == '/') {
			i++
			continue
		}
		var b strings.Builder
		marked := false
		for i < len(runes) {
			r := runes[i]
			if unicode.IsDigit(r) {
				b.WriteString(strconv.Itoa(digitOf(r)))
				i++
				continue
			}
			if strings.ContainsRune(",.'’\u00a0\u202f٬ ", r) && group(runes[i+1:]) {
				marked = true
				i++
				continue
			}
			break
		}
		v, err := strconv.ParseFloat(b.String(), 64)
		year := !marked && v >= firstYear && v <= lastYear
		if err == nil && v >= smallFigure && !year {
			out = append(out, v)
		}
	}
	return out
}

// group reports whether runes begin with three digits and no fourth.
func group(r []rune) bool {
	return len(r) >= 3 && unicode.IsDigit(r[0]) && unicode.IsDigit(r[1]) && unicode.IsDigit(r[2]) && (len(r) == 3 || !unicode.IsDigit(r[3]))
}

// digitOf is the value of a decimal digit of any script: their blocks begin with zero.
func digitOf(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-rune(n)-1) {
		n++
	}
	return n
}

// translated tells whether two texts of different languages are one; the figures and
// names that both have.
func translated(a, b Text) (figures, names int, ok bool) {
	if a.Language == "" || b.Language == "" || a.Language == b.Language {
		return 0, 0, false
	}
	x, y := figuresOf(a), figuresOf(b)
	figures = common(x, y)
	names = common(namesOf(a), namesOf(b))
	few := min(len(x), len(y))
	return figures, names, figures >= sharedFigures && float64(figures) >= figuresShare*float64(few) && names >= sharedNames
}

func figuresOf(t Text) []float64 {
	var all []float64
	for _, s := range t.Sentences {
		all = append(all, tellingFigures(s.Words)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// namesOf are the consonants of the capitalised words of a text, and of all words of a
// script without capitals.
func namesOf(t Text) []string {
	var all []string
	for _, s := range t.Sentences {
		for i, w := range strings.FieldsFunc(s.Words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			first := []rune(w)[0]
			if cased := unicode.IsUpper(first) || unicode.IsLower(first); cased && (i == 0 || !unicode.IsUpper(first)) {
				continue
			}
			if k := skeleton(w); len(k) >= bones {
				all = append(all, k)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// skeleton is the consonants of a word in Latin letters, those that are written in
// several ways as one.
func skeleton(word string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		to, ok := consonants[r]
		if !ok || to == last {
			continue
		}
		b.WriteRune(to)
		last = to
	}
	return b.String()
}

// consonants gives letters of several scripts the Latin one that sounds most alike;
// vowels and half-vowels are left out.
var consonants = func() map[rune]rune {
	m := map[rune]rune{}
	for to, from := range map[rune]string{
		'b': "bбبβ", 'k': "kcqgxкгхقكخغگκγχ", 't': "tdтдтطتدضثذθτδ", 'f': "fphvфвпفپφπ", 's': "szjсзшщчжцسصزشظجچژσζς",
		'l': "lлلλ", 'm': "mмمμ", 'n': "nнنν", 'r': "rрرρ",
	} {
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}()

// common counts what two sorted lists share.
func common[T interface{ ~string | ~float64 }](a, b []T) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// translation is the descent of two texts of different languages; false when they are
// not one text.
func translation(a, b Text) (stemma.Descent, bool) {
	figures, names, ok := translated(a, b)
	if !ok {
		return stemma.Descent{}, false
	}
	older, newer, way := order(a, b, sharing{})
	shared := min(1, float64(figures)/float64(max(1, min(len(figuresOf(a)), len(figuresOf(b))))))
	return stemma.Descent{A: older.Report, B: newer.Report, Relation: stemma.Translation, Shared: shared, Reasons: []stemma.Reason{
		{Rule: "descent/translation", Says: fmt.Sprintf("of different languages (%s, %s), with %d telling figures and %d names in common", older.Language, newer.Language, figures, names), Weight: shared},
		{Rule: directionRule + string(way), Says: directions[way]},
	}}, true
}
