package brief

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/store"
)

// side tells whom a name speaks for, as Options.Side.
type side func(name, id string) (party string, side stemma.Side)

// carries tells whether words that stand beside a value can stand for it: the same
// number in other signs ("fourteen"), a date on that weekday or in that month, another
// name of that party, or words that name nothing at all ("the city", "they"), which
// the reader has followed to a name.
func (s side) carries(f stemma.Field, value, words string) bool {
	if literal(value, words) {
		return true
	}
	switch f {
	case stemma.FieldValue, stemma.FieldQuantity:
		return numbersCarried(value, words)
	case stemma.FieldTime:
		return dateCarried(value, words)
	case stemma.FieldActor, stemma.FieldTarget, stemma.FieldPlace, stemma.FieldSpeaker:
		return s.nameCarried(value, words)
	}
	return true
}

// numbersCarried reports whether every number of value is a numeral of words and every
// name in it stands there; "a" is one.
func numbersCarried(value, words string) bool {
	for _, w := range strings.Fields(value) {
		if unicode.IsUpper([]rune(w)[0]) && !literal(w, words) {
			return false
		}
	}
	have := numerals(words)
	if len(have) == 0 && slices.ContainsFunc(plainWords(words), func(w string) bool { return w == "a" || w == "an" }) {
		have = []float64{1}
	}
	for _, n := range numerals(value) {
		if !slices.ContainsFunc(have, func(h float64) bool { return math.Abs(h-n) < 1e-9*max(1, math.Abs(n)) }) {
			return false
		}
	}
	return true
}

func numerals(s string) []float64 {
	words := numeral.Words(s, 0, len(s))
	var out []float64
	for i := 0; i < len(words); {
		n := numeral.Read(words[i:])
		if n.Words == 0 {
			i++
			continue
		}
		out = append(out, n.Value)
		i += n.Words
	}
	return out
}

var (
	printedDay   = regexp.MustCompile(`(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)(?: (\d{4}))?`)
	printedRange = regexp.MustCompile(`(\d{1,2})–(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)
	printedMonth = regexp.MustCompile(`(?:^|[^\d ] ?)\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)
	yearSaid     = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
)

// dateCarried reports whether a printed date, as Date writes it, agrees with the
// weekdays, months and years that words name. Words that name none are taken to be
// relative ("since midnight").
func dateCarried(value, words string) bool {
	first, last, ok := printed(value)
	if !ok {
		return true // a year or a span of years
	}
	last = last.AddDate(0, 0, 1) // "the night to Sunday" ends on Sunday
	days := map[time.Weekday]bool{}
	months := map[time.Month]bool{}
	years := map[int]bool{}
	for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
		if d.Before(last) {
			months[d.Month()], years[d.Year()] = true, true
		}
		days[d.Weekday()] = true
	}
	for _, w := range plainWords(words) {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(w, day.String()) && !days[day] {
				return false
			}
		}
		for m := time.January; m <= time.December; m++ {
			if m != time.May && strings.EqualFold(w, m.String()) && !months[m] {
				return false
			}
		}
	}
	for _, y := range yearSaid.FindAllString(words, -1) {
		if n, _ := strconv.Atoi(y); !years[n] {
			return false
		}
	}
	return true
}

// printed is the first and the last day of a date as Date writes it.
func printed(value string) (first, last time.Time, ok bool) {
	if m := printedRange.FindStringSubmatch(value); m != nil {
		a, errA := time.Parse("2 January 2006", m[1]+" "+m[3]+" "+m[4])
		b, errB := time.Parse("2 January 2006", m[2]+" "+m[3]+" "+m[4])
		return a, b, errA == nil && errB == nil
	}
	if all := printedDay.FindAllStringSubmatch(value, -1); len(all) > 0 {
		year := all[len(all)-1][3]
		var days []time.Time
		for _, m := range all {
			y := m[3]
			if y == "" {
				y = year
			}
			d, err := time.Parse("2 January 2006", m[1]+" "+m[2]+" "+y)
			if err != nil {
				return first, last, false
			}
			days = append(days, d)
		}
		return days[0], days[len(days)-1], true
	}
	if m := printedMonth.FindStringSubmatch(value); m != nil {
		a, err := time.Parse("January 2006", m[1]+" "+m[2])
		return a, a.AddDate(0, 1, -1), err == nil
	}
	return first, last, false
}

// nameWords is the longest name that is looked up, in words.
const nameWords = 5

// nameCarried reports whether words can stand for a name: they share a word with it
// up to a misprint, name what is known to be the same, or name nothing.
func (s side) nameCarried(value, words string) bool {
	named := false
	list := strings.FieldsFunc(words, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' && r != '\'' && r != '’' && r != '.'
	})
	want := strings.Fields(store.Key(value))
	for i, w := range list {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) { // of "'s" alone nothing is left
			continue
		}
		if i == 0 && nameless[strings.ToLower(w)] {
			continue
		}
		named = true
		for _, v := range want {
			if alike(store.Key(w), v) {
				return true
			}
		}
	}
	return !named || s.known(value, list)
}

// nameless are words that begin a sentence and name nobody.
var nameless = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the this that these those it its he his she her they their them we our i my you your there here both all some many several
one two three other others another such who which what where residents activists officials militants rebels troops soldiers forces fighters police`) {
		m[w] = true
	}
	return m
}()

// known reports whether some of the words are another name of value, or of the party
// for which it speaks.
func (s side) known(value string, words []string) bool {
	if s == nil {
		return false
	}
	is := func(name string) bool { return name != "" && strings.EqualFold(name, value) }
	party, _ := s(value, "")
	for i := range words {
		for n := 1; n <= nameWords && i+n <= len(words); n++ {
			name, _ := s(strings.Join(words[i:i+n], " "), "")
			if is(name) || name != "" && strings.EqualFold(name, party) {
				return true
			}
		}
	}
	return false
}

// alike reports whether two folded words are one, or one with a misprint: a quarter of
// their letters differ at most, and they are long enough to tell.
func alike(a, b string) bool {
	if a == b {
		return a != ""
	}
	long := max(len(a), len(b))
	return min(len(a), len(b)) >= 4 && distance(a, b) <= long/4
}

// distance is how many letters have to be put in, left out or changed.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
