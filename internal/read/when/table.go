package when

import (
	_ "embed"
	"strconv"
	"strings"
	"time"

	"stemma/internal/lookup"
	"stemma/internal/numeral"
)

var (
	//go:embed calendar.txt
	calendarFile string
	//go:embed holidays.txt
	holidaysFile string
)

// calendar is calendar.txt: section, then word, then value.
var calendar = readCalendar(calendarFile)

var (
	monthNames   = numbers(calendar["month"])
	weekdayNames = numbers(calendar["weekday"])
	shifts       = numbers(calendar["shift"])
	fews         = numbers(calendar["few"])
	units        = readUnits(calendar["unit"])
	seasons      = lookup.Of(calendar["season"])
	parts        = lookup.Of(calendar["part"])
	sections     = lookup.Of(calendar["section"])
	froms        = lookup.Of(calendar["from"])
	holidays     = readHolidays(holidaysFile)
)

func lines(file string) []string {
	var out []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func readCalendar(file string) map[string]map[string]string {
	out := map[string]map[string]string{}
	section := ""
	for _, line := range lines(file) {
		if s, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(s, "]")
			out[section] = map[string]string{}
			continue
		}
		value, words, _ := strings.Cut(line, ":")
		for w := range strings.FieldsSeq(words) {
			out[section][w] = value
		}
	}
	return out
}

// lists are the sections of calendar.txt whose values are sets of words, by value.
var (
	lists     = readLists(calendarFile)
	numbering = lists["numbering"]
)

func readLists(file string) map[string]map[string]map[string]bool {
	out := map[string]map[string]map[string]bool{}
	section := ""
	for _, line := range lines(file) {
		if s, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(s, "]")
			out[section] = map[string]map[string]bool{}
			continue
		}
		value, words, _ := strings.Cut(line, ":")
		if out[section][value] == nil {
			out[section][value] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(words) {
			out[section][value][w] = true
		}
	}
	return out
}

func numbers(m map[string]string) *lookup.Table[int] {
	out := new(lookup.Table[int])
	for w, v := range m {
		n, _ := strconv.Atoi(v)
		out.Put(w, n)
	}
	return out
}

func readUnits(m map[string]string) *lookup.Table[Unit] {
	out := new(lookup.Table[Unit])
	for w, v := range m {
		for u := Second; u <= Millennium; u++ {
			if u.String() == v {
				out.Put(w, u)
			}
		}
	}
	return out
}

// holiday is one line of holidays.txt under one of its names.
type holiday struct {
	words []string
	rule  string
}

func readHolidays(file string) *lookup.Table[[]holiday] {
	out := new(lookup.Table[[]holiday])
	for _, line := range lines(file) {
		rule, names, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, ",") {
			var words []string
			name = strings.TrimSpace(name)
			for _, w := range numeral.Words(name, 0, len(name)) {
				words = append(words, w.Text)
			}
			out.Put(words[0], append(out.Get(words[0]), holiday{words, rule}))
		}
	}
	return out
}

// holidayIn is the first day of the holiday in a year and how many days it lasts; ok is false for a
// rule that names none.
func holidayIn(rule string, year int) (day time.Time, length int, ok bool) {
	switch f := strings.Fields(rule); {
	case strings.HasPrefix(rule, "easter"):
		n, err := strconv.Atoi(strings.TrimPrefix(rule, "easter"))
		return easter(year).AddDate(0, 0, n), 1, err == nil
	case f[0] == "nth" && len(f) == 4:
		n, err := strconv.Atoi(f[1])
		return nthWeekday(year, time.Month(monthNames.Get(f[3])), weekdayNames.Get(f[2]), n), 1, err == nil
	case f[0] == "hijri" && len(f) == 2:
		return hijriIn(f[1], year)
	default:
		t, err := time.Parse("01-02", rule)
		return time.Date(year, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), 1, err == nil
	}
}

// easter is Western Easter Sunday by the anonymous Gregorian computus.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// nthWeekday is the nth weekday (1 Monday … 7 Sunday) of a month, counted from its
// end where n is negative.
func nthWeekday(year int, month time.Month, weekday, n int) time.Time {
	if n < 0 {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -((isoWeekday(last)-weekday+7)%7)+7*(n+1))
	}
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (weekday-isoWeekday(first)+7)%7+7*(n-1))
}

// isoWeekday counts from 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// hijriIn is a day ("10-01") or a month ("09") of the Islamic calendar as it falls in
// a Gregorian year, by the arithmetic calendar.
func hijriIn(rule string, year int) (time.Time, int, bool) {
	month, day, isDay := strings.Cut(rule, "-")
	m, err := strconv.Atoi(month)
	d, length := 1, 30
	if isDay {
		d, _ = strconv.Atoi(day)
		length = 1
	}
	for h := (year - 622) * 33 / 32; h <= (year-622)*33/32+2; h++ {
		if t := hijri(h, m, d); t.Year() == year {
			return t, length, err == nil
		}
	}
	return time.Time{}, 0, false
}

func hijri(year, month, day int) time.Time {
	days := day + (59*(month-1)+1)/2 + (year-1)*354 + (3+11*year)/30
	return time.Date(622, 7, 18, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days-1)
}

// telling are the words that tell of time by themselves; starters those that begin an
// expression only before one of them.
var telling, starters = vocabulary()

func vocabulary() (tell, start *lookup.Set) {
	telling, starters := lists["scan"]["telling"], lists["scan"]["starting"]
	for _, section := range []string{"month", "weekday", "unit", "season", "part"} {
		for w := range calendar[section] {
			telling[w] = true
		}
	}
	for w := range holidays.All() {
		telling[w] = true
	}
	for w := range adverbs.All() {
		telling[w] = true
	}
	for w := range tens.All() {
		telling[w] = true
	}
	for _, v := range vaguely {
		telling[v.words[len(v.words)-1]] = true
		starters[v.words[0]] = true
	}
	for _, section := range []string{"section", "shift", "from", "few"} {
		for w := range calendar[section] {
			starters[w] = true
		}
	}
	for _, r := range relations {
		starters[r.words[0]] = true
	}
	for w := range clockWords.All() {
		starters[w] = true
	}
	return lookup.Of(telling), lookup.Of(starters)
}
