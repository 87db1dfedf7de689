package page

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
)

// A stamp is a date as pages print it, with the words that say what it is:
//
//	Published:  Monday |  December 12, 2016  | 12:15 AM
//	└─ label ─┘ └ weekday ┘ └──── date ────┘   └ time ┘
//
// The grammar accepts the forms of many languages and of crawlers that lost the
// punctuation ("Apr 232017"). It never fills in what is not there.
type stamp struct {
	stemma.Span
	When     stemma.When
	Core     stemma.Span // Core is the date alone.
	label    labelKind
	weekday  int    // weekday as printed, 0 Sunday … 6 Saturday; -1 when none.
	mayswap  bool   // mayswap: day and month could be the other way round.
	complete bool   // complete has a weekday, a label or a time: it is no mere date in passing.
	bad      string // bad says why the date cannot be, "year 20160".
}

type labelKind uint8

const (
	noLabel labelKind = iota
	publishedLabel
	updatedLabel
	viewLabel // viewLabel says that the date is that of the view: "Today is".
)

//go:embed calendar.txt
var calendarTable string

// calendar has the names of months and weekdays and the labels of stamps.
type calendar struct {
	months   map[string]int           // months: 1–12.
	weekdays map[string]int           // weekdays: 0 Sunday – 6 Saturday.
	labels   map[string][]labelPhrase // labels by their first word, the longest first.
}

type labelPhrase struct {
	words []string
	kind  labelKind
}

var theCalendar = sync.OnceValue(func() *calendar {
	c := &calendar{months: map[string]int{}, weekdays: map[string]int{}, labels: map[string][]labelPhrase{}}
	for line := range strings.Lines(calendarTable) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, names, _ := strings.Cut(line, ":")
		c.add(key, strings.Split(names, ","))
	}
	for _, ls := range c.labels {
		sortLabels(ls)
	}
	return c
})

func (c *calendar) add(key string, names []string) {
	kinds := map[string]labelKind{"published": publishedLabel, "updated": updatedLabel, "view": viewLabel}
	what, number, _ := strings.Cut(key, " ")
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		switch what {
		case "month":
			c.months[name] = atoi(number)
		case "weekday":
			c.weekdays[name] = atoi(number)
		default:
			var p []string
			for _, w := range words(name, stemma.Span{End: len(name)}) {
				p = append(p, w.text)
			}
			c.labels[p[0]] = append(c.labels[p[0]], labelPhrase{p, kinds[what]})
		}
	}
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// stampAt reads a stamp that begins at ws[i] and returns the index after it; false
// when there is none.
func stampAt(ws []word, i int) (stamp, int, bool) {
	c := theCalendar()
	start := i
	st := stamp{weekday: -1}
	if i >= len(ws) || ws[i].kind == mark && !ws[i].is(",", "|", ":", "-", "·") {
		return st, start, false
	}
	st.label, i = c.label(ws, i)
	i = skipMarks(ws, i)
	if day, n, ok := c.weekday(ws, i); ok {
		st.weekday = day
		i = skipMarks(ws, n)
	}
	j, ok := c.date(ws, i, &st)
	if !ok {
		return stamp{}, start, false
	}
	st.Core = spanOf(ws, i, j)
	end := c.clock(ws, j, &st)
	st.Span = spanOf(ws, start, end)
	st.complete = st.label != noLabel || st.weekday >= 0 || end > j
	return st, end, true
}

// label reads the longest label at ws[i].
func (c *calendar) label(ws []word, i int) (labelKind, int) {
	if i >= len(ws) || ws[i].kind != letters {
		return noLabel, i
	}
	for _, p := range c.labels[strings.ToLower(ws[i].text)] {
		if matches(ws, i, p.words) {
			return p.kind, i + len(p.words)
		}
	}
	return noLabel, i
}

// matches reports whether ws from i are the given lower-case words.
func matches(ws []word, i int, want []string) bool {
	if i+len(want) > len(ws) {
		return false
	}
	for k, w := range want {
		if !strings.EqualFold(ws[i+k].text, w) {
			return false
		}
	}
	return true
}

// skipMarks passes over the punctuation between the parts of a stamp.
func skipMarks(ws []word, i int) int {
	for i < len(ws) && (ws[i].kind == mark && strings.Contains(",|:;-–—.·•/", ws[i].text)) {
		i++
	}
	return i
}

func (c *calendar) weekday(ws []word, i int) (day, next int, ok bool) {
	if i >= len(ws) {
		return 0, i, false
	}
	day, ok = c.weekdays[strings.ToLower(ws[i].text)]
	if ok && i+1 < len(ws) && ws[i+1].text == "." {
		i++
	}
	return day, i + 1, ok
}

// date reads one of: 10 July 2016 · July 10, 2016 · 10-07-2016 · 2016-07-10 · Apr 232017
// · 2016年7月10日.
func (c *calendar) date(ws []word, i int, st *stamp) (int, bool) {
	if i >= len(ws) {
		return i, false
	}
	for _, form := range []func([]word, int, *stamp) (int, bool){c.monthFirst, c.dayFirst, c.yearFirst, c.figures} {
		if j, ok := form(ws, i, st); ok {
			return j, true
		}
	}
	return i, false
}

// month reads a month's name with the point after an abbreviation.
func (c *calendar) month(ws []word, i int) (month, next int, ok bool) {
	if i >= len(ws) || ws[i].kind != letters {
		return 0, i, false
	}
	month, ok = c.months[strings.ToLower(ws[i].text)]
	if !ok {
		return 0, i, false
	}
	i++
	if i < len(ws) && ws[i].text == "." {
		i++
	}
	return month, i, true
}

// dayFirst reads "10 July 2016", "10. Juli 2016", "11 de diciembre de 2016", "27th of Jul, 2016".
func (c *calendar) dayFirst(ws []word, i int, st *stamp) (int, bool) {
	day := ws[i].number()
	if day < 1 || day > 31 || len(ws[i].text) > 2 {
		return i, false
	}
	j := skipSmall(ws, i+1)
	month, j, ok := c.month(ws, j)
	if !ok {
		return i, false
	}
	j = skipSmall(ws, j)
	return c.year(ws, j, day, month, st)
}

// monthFirst reads "July 10, 2016", "Jul. 10th 2016" and "Apr 232017", which lost its comma.
func (c *calendar) monthFirst(ws []word, i int, st *stamp) (int, bool) {
	month, j, ok := c.month(ws, i)
	if !ok || j >= len(ws) {
		return i, false
	}
	j = skipSmall(ws, j)
	if j >= len(ws) {
		return i, false
	}
	if n := len(ws[j].text); ws[j].kind == digits && (n == 5 || n == 6) {
		v := ws[j].number()
		if st.set(v%10000, month, v/10000) {
			return j + 1, true
		}
		return i, false
	}
	day := ws[j].number()
	if day < 1 || day > 31 || len(ws[j].text) > 2 {
		return i, false
	}
	return c.year(ws, skipSmall(ws, j+1), day, month, st)
}

// year reads the year that ends a date with a month's name.
func (c *calendar) year(ws []word, j, day, month int, st *stamp) (int, bool) {
	if j >= len(ws) || ws[j].kind != digits {
		return j, false
	}
	year := ws[j].number()
	if len(ws[j].text) == 5 {
		st.bad = "year " + ws[j].text
		return j + 1, true
	}
	if len(ws[j].text) != 4 || !st.set(year, month, day) {
		return j, false
	}
	return j + 1, true
}

// yearFirst reads "2016-07-10", "2016/07/10", "2016年7月10日" and "2016-07-10T15:39".
func (c *calendar) yearFirst(ws []word, i int, st *stamp) (int, bool) {
	if len(ws[i].text) != 4 || ws[i].number() < 1000 || i+4 >= len(ws) {
		return i, false
	}
	sep := ws[i+1].text
	if !strings.Contains("-/.年", sep) || ws[i+3].text != sep && !(sep == "年" && ws[i+3].text == "月") {
		return i, false
	}
	if len(ws[i+2].text) > 2 || len(ws[i+4].text) > 2 || !st.set(ws[i].number(), ws[i+2].number(), ws[i+4].number()) {
		return i, false
	}
	j := i + 5
	if j < len(ws) && ws[j].is("日", "t") {
		j++
	}
	return j, true
}

// figures reads "10-07-2016", "10/07/2016", "10.07.2016": day before month unless that
// cannot be.
func (c *calendar) figures(ws []word, i int, st *stamp) (int, bool) {
	if i+4 >= len(ws) || len(ws[i].text) > 2 || len(ws[i+2].text) > 2 || ws[i+4].kind != digits {
		return i, false
	}
	sep := ws[i+1].text
	if n := len(ws[i+4].text); n != 4 && !(n == 2 && sep == "." && len(ws[i].text) == 2 && len(ws[i+2].text) == 2) {
		return i, false
	}
	if !strings.Contains("-/.", sep) || ws[i+3].text != sep {
		return i, false
	}
	first, second, year := ws[i].number(), ws[i+2].number(), ws[i+4].number()
	if len(ws[i+4].text) == 2 { // "31.10.23"
		if year += 2000; year > 2050 {
			year -= 100
		}
		if i > 0 && ws[i-1].glued && ws[i-1].is(".") || i+5 < len(ws) && ws[i+5].glued && ws[i+5].kind != mark {
			return i, false
		}
	}
	st.mayswap = first != second && first <= 12 && second <= 12
	if st.set(year, second, first) || st.set(year, first, second) {
		return i + 5, true
	}
	return i, false
}

// set fills in the day if there is such a day.
func (st *stamp) set(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 || year < 1 {
		return false
	}
	w := stemma.DayOf(year, time.Month(month), day)
	if w.From.Day() != day {
		return false
	}
	st.When = w
	return true
}

// swapped is the day with day and month the other way round.
func (st stamp) swapped() stemma.When {
	y, m, d := st.When.From.Date()
	return stemma.DayOf(y, time.Month(d), int(m))
}

// skipSmall passes over what stands between day, month and year.
func skipSmall(ws []word, i int) int {
	for i < len(ws) && (ws[i].is("st", "nd", "rd", "th", "of", "de", "del", "di", "º", "er", ".", ",", "-", "/", "–") || ws[i].is("‘", "'")) {
		i++
	}
	return i
}

// clock reads a time of day after a date: "15:39", "12:15 AM", "at 0914", "18h30", "KSA 16:06 - GMT 13:06".
func (c *calendar) clock(ws []word, i int, st *stamp) int {
	j := skipMarks(ws, i)
	at := j < len(ws) && ws[j].is("at", "um", "à", "a", "le", "um", "в", "alle", "ore", "kl", "saat", "الساعة")
	if at {
		j++
	}
	hour, minute, j, ok := hourAt(ws, j, at)
	if !ok {
		return i
	}
	if j < len(ws) && ws[j].is("am", "pm", "a.m", "p.m") {
		if hour%12 == 0 {
			hour -= 12 * (hour / 12)
		}
		if ws[j].is("pm", "p.m") {
			hour += 12
		}
		j++
	}
	if hour > 23 || minute > 59 {
		return i
	}
	for j < len(ws) && ws[j].is("uhr", "gmt", "utc", "edt", "est", "bst", "cet", "cest", "msk", "ksa", "h") {
		j++
		if j+1 < len(ws) && ws[j].is("+", "-") && ws[j].glued && ws[j+1].kind == digits {
			j += 2
		}
	}
	if st.When.Known() {
		from := st.When.From.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
		st.When = stemma.When{From: from, To: from.Add(time.Minute), Precision: stemma.Minute}
	}
	return j
}

// hourAt reads "15:39", "15.39", "18h30" or, after "at" and in crawls that lost the colon, "0914".
func hourAt(ws []word, j int, at bool) (hour, minute, next int, ok bool) {
	if j >= len(ws) || ws[j].kind != digits {
		return 0, 0, j, false
	}
	if len(ws[j].text) == 4 && ws[j].number() >= 0 && (at || followsZone(ws, j+1)) {
		return ws[j].number() / 100, ws[j].number() % 100, j + 1, true
	}
	if len(ws[j].text) > 2 || j+2 >= len(ws) || !ws[j+1].is(":", "h") || !ws[j+1].glued || len(ws[j+2].text) != 2 || ws[j+2].number() < 0 {
		return 0, 0, j, false
	}
	hour, minute, j = ws[j].number(), ws[j+2].number(), j+3
	if j+1 < len(ws) && ws[j].text == ":" && ws[j+1].kind == digits && len(ws[j+1].text) == 2 {
		j += 2
	}
	return hour, minute, j, true
}

func followsZone(ws []word, j int) bool {
	return j < len(ws) && ws[j].is("utc", "gmt", "est", "edt", "msk")
}

// sortLabels puts the longest phrase first.
func sortLabels(labels []labelPhrase) {
	slices.SortStableFunc(labels, func(a, b labelPhrase) int { return len(b.words) - len(a.words) })
}
