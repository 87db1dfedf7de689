package when

import (
	"time"

	"stemma"
)

// Frame is what relative expressions are resolved against.
type Frame struct {
	Now     stemma.When // Now is the publication; unknown where there is none.
	Then    stemma.When // Then is the last date mentioned before; unknown where there is none.
	period  stemma.When // period is the last stretch told by its length and its end: "10 months … until March".
	here    bool        // here reports whether Then stands in the same sentence.
	far     int         // far is the decade of an aside that was not followed; 0 for none.
	History bool        // History reports that the text tells of a time long before its publication, so that Then anchors months and days.
}

// Resolved is what a point may be: the nearest before and the nearest after what it
// was resolved against, the same where it is not ambiguous.
type Resolved struct {
	Past, Future stemma.When
	Against      string // Against is what it was resolved against; empty when absolute.
}

func sure(w stemma.When, against string) Resolved { return Resolved{w, w, against} }

// Point resolves a point; both Whens are unknown where the frame lacks what it needs.
func (f Frame) Point(p Point) Resolved {
	r := f.date(p)
	if p.Form == NoDate {
		r = f.today(p)
	}
	for _, w := range []*stemma.When{&r.Past, &r.Future} {
		if !w.Known() {
			continue
		}
		if p.Section != "" {
			*w = f.section(*w, p.Section)
		}
		*w = timeOfDay(*w, p)
	}
	return r
}

// date resolves the date of a point, without sections and times of day.
func (f Frame) date(p Point) Resolved {
	switch p.Form {
	case Calendar:
		return f.calendar(p)
	case Weekday:
		return f.weekday(p)
	case DayOnly:
		return f.dayOnly(p)
	case Relative:
		return f.relative(p)
	case Shifted:
		return f.shifted(p)
	case Stretch:
		return f.stretch(p)
	case Nth:
		return f.nth(p)
	case Named:
		return f.named(p)
	}
	return Resolved{}
}

// now is the publication day; ok is false without one.
func (f Frame) now() (time.Time, string, bool) {
	return dayStart(f.Now.From), "published " + f.Now.From.Format(time.DateOnly), !f.Now.From.IsZero()
}

// from is where a relative date starts, and what to call it.
func (f Frame) from(from From) (stemma.When, string) {
	if from == FromThen && f.Then.Known() && !f.Then.From.IsZero() {
		return f.Then, "the text's " + f.Then.ISO()
	}
	if f.Now.From.IsZero() || f.History && from == FromThen {
		return stemma.When{}, ""
	}
	return f.Now, "published " + f.Now.From.Format(time.DateOnly)
}

func dayStart(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func date(y, m, d int) time.Time {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
}

func span(from, to time.Time, p stemma.Precision) stemma.When {
	return stemma.When{From: from, To: to, Precision: p}
}

func oneDay(t time.Time) stemma.When { return span(t, t.AddDate(0, 0, 1), stemma.Day) }

// calendar resolves a date of the calendar; without a year, against now or then.
func (f Frame) calendar(p Point) Resolved {
	if p.Of != nil {
		of := f.Point(*p.Of)
		if !of.Past.Known() {
			return Resolved{}
		}
		if p.Of.Unit == Year || p.Of.Unit == NoUnit {
			p.Year, p.HasYear = of.Past.From.Year(), true
		}
		w, _ := absolute(p)
		return sure(w, of.Against)
	}
	if w, ok := absolute(p); ok {
		if p.Swaps && f.Now.Known() && !f.History {
			w = nearer(w, inYear(Point{Month: p.Day, Day: p.Month}, p.Year), f.Now)
		}
		return sure(w, "")
	}
	if p.HasShift {
		return f.shiftedName(p)
	}
	if f.Then.Known() && (f.History || f.Now.From.IsZero() && f.here) {
		return sure(nearest(p, f.Then), "the text's "+f.Then.ISO())
	}
	now, against, ok := f.now()
	if !ok {
		return Resolved{}
	}
	var r Resolved
	r.Against = against
	if p.Weekday > 0 && p.Day > 0 { // "Saturday, 7 January" has few years
		for d := 0; d < 6; d++ {
			for _, y := range []int{now.Year() - d, now.Year() + d} {
				if w := inYear(p, y); w.Known() && isoWeekday(w.From) == p.Weekday && w.From.Sub(now).Abs() < 6*366*24*time.Hour {
					return sure(w, against)
				}
			}
		}
	}
	for d := 0; d <= 8 && !r.Past.Known(); d++ {
		if w := inYear(p, now.Year()-d+1); w.Known() && w.From.Before(now) {
			r.Past = w
		}
	}
	for d := 0; d <= 8 && !r.Future.Known(); d++ {
		if w := inYear(p, now.Year()+d-1); w.Known() && (w.To.After(now) || p.Day > 0 && !w.From.Before(now)) {
			r.Future = w
		}
	}
	return r
}

// closeBy is how near to the publication the other reading of "10-07-2016" must lie,
// with the first one farther off, to be the right one: stamps are close to it.
const closeBy = 31 * 24 * time.Hour

func nearer(a, b, now stemma.When) stemma.When {
	if b.Known() && b.From.Sub(now.From).Abs() <= closeBy && a.From.Sub(now.From).Abs() > closeBy {
		return b
	}
	return a
}

// absolute is the interval of a date that says its year, decade or century.
func absolute(p Point) (stemma.When, bool) {
	switch {
	case p.Century != 0:
		y := (p.Century - 1) * 100
		if p.Century < 0 {
			y = p.Century*100 + 1
		}
		return span(date(y, 1, 1), date(y+100, 1, 1), stemma.Decade), true
	case p.Decade != 0:
		y := p.Decade
		if y < 0 {
			y = p.Decade - 8
		}
		return span(date(y, 1, 1), date(y+10, 1, 1), stemma.Decade), true
	case !p.HasYear:
		return stemma.When{}, false
	}
	return inYear(p, p.Year), true
}

// inYear is a date of the calendar in a year; unknown for 30 February.
func inYear(p Point, y int) stemma.When {
	switch {
	case p.Day > 0 && p.Month > 0:
		t := date(y, p.Month, p.Day)
		if t.Day() != p.Day {
			return stemma.When{}
		}
		return oneDay(t)
	case p.Month > 0:
		return span(date(y, p.Month, 1), date(y, p.Month+1, 1), stemma.Month)
	case p.Season != "":
		m := seasonStart[p.Season]
		return span(date(y, m, 1), date(y, m+3, 1), stemma.Season)
	case p.Quarter > 0:
		return span(date(y, p.Quarter*3-2, 1), date(y, p.Quarter*3+1, 1), stemma.Season)
	case p.Half > 0:
		return span(date(y, p.Half*6-5, 1), date(y, p.Half*6+1, 1), stemma.Season)
	case p.Week > 0:
		t := date(y, 1, 4)
		t = t.AddDate(0, 0, 1-isoWeekday(t)+7*(p.Week-1))
		return span(t, t.AddDate(0, 0, 7), stemma.Week)
	}
	return span(date(y, 1, 1), date(y+1, 1, 1), stemma.Year)
}

// seasonStart is the month in which a season of the northern half begins.
var seasonStart = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

// backBy is how many months a date without a year may lie before the last one
// mentioned before the next year is meant: narratives go forward. Tuned on the
// training set of war histories (share of right values with 2 to 9); re-measure with
// `stemma eval --suite reading`.
const backBy = 5

// nearest is the date of p in the year in which it is nearest to then, with a bias
// for what follows.
func nearest(p Point, then stemma.When) stemma.When {
	if then.Precision >= stemma.Year {
		return inYear(p, then.From.Year())
	}
	floor := then.From.AddDate(0, -backBy, 0)
	for y := floor.Year(); y <= floor.Year()+1; y++ {
		if w := inYear(p, y); w.Known() && !w.From.Before(floor) {
			return w
		}
	}
	return inYear(p, floor.Year()+2)
}

// shiftedName resolves "last March", "next summer", "this May".
func (f Frame) shiftedName(p Point) Resolved {
	start, against := f.from(p.From)
	if f.History && p.From == FromNow && p.Shift == 0 && f.Then.Known() {
		start, against = f.Then, "the text's "+f.Then.ISO()
	}
	if !start.Known() {
		return Resolved{}
	}
	now := dayStart(start.From)
	y := now.Year()
	w := inYear(p, y)
	switch {
	case p.Shift < 0 && !w.To.Before(now) && !w.To.Equal(now):
		w = inYear(p, y-1)
	case p.Shift > 0 && !w.From.After(now):
		w = inYear(p, y+1)
	}
	if p.Shift < -1 {
		w = inYear(p, w.From.Year()-1)
	}
	if p.Shift > 1 {
		w = inYear(p, w.From.Year()+1)
	}
	return sure(w, against)
}

// weekday resolves "Sunday", "last Sunday", "Sunday next week".
func (f Frame) weekday(p Point) Resolved {
	if p.Of != nil {
		of := f.Point(*p.Of)
		if !of.Past.Known() {
			return of
		}
		return sure(oneDay(of.Past.From.AddDate(0, 0, p.Weekday-1)), of.Against)
	}
	start, against := f.Now, ""
	if (f.History || p.From == FromThen) && f.Then.Known() && f.Then.Precision <= stemma.Day {
		start, against = f.Then, "the text's "+f.Then.ISO()
	} else if f.History {
		return Resolved{}
	} else if n, a, ok := f.now(); ok {
		start, against = oneDay(n), a
	} else {
		return Resolved{}
	}
	now := dayStart(start.From)
	back := (isoWeekday(now) - p.Weekday + 7) % 7
	past, future := now.AddDate(0, 0, -back), now.AddDate(0, 0, (7-back)%7)
	if back == 0 {
		past = now.AddDate(0, 0, -7)
	}
	r := Resolved{oneDay(past), oneDay(future), against}
	if p.HasShift {
		switch {
		case p.Shift < 0:
			return sure(oneDay(past.AddDate(0, 0, 7*(p.Shift+1))), against)
		case p.Shift > 0:
			week := unitAround(now, Week, p.Shift) // next Friday is that of next week
			return sure(oneDay(week.From.AddDate(0, 0, p.Weekday-1)), against)
		default:
			return sure(oneDay(now.AddDate(0, 0, p.Weekday-isoWeekday(now))), against)
		}
	}
	if f.History || p.From == FromThen {
		r.Past = r.Future
	}
	return r
}

// dayOnly resolves "the 25th", "the 20th of next month".
func (f Frame) dayOnly(p Point) Resolved {
	if p.Of != nil {
		of := f.Point(*p.Of)
		if !of.Past.Known() {
			return of
		}
		return sure(oneDay(of.Past.From.AddDate(0, 0, p.Day-1)), of.Against)
	}
	start, against := f.from(FromThen)
	if !f.History && f.Now.Known() && !(f.Then.Known() && f.Then.Precision <= stemma.Month) {
		start, against = f.from(FromNow)
	}
	if !start.Known() || start.Precision > stemma.Month {
		return Resolved{}
	}
	now := dayStart(start.From)
	this := date(now.Year(), int(now.Month()), p.Day)
	if start != f.Now {
		if this.Month() != now.Month() {
			return Resolved{}
		}
		return sure(oneDay(this), against)
	}
	if p.Weekday > 0 && isoWeekday(this) == p.Weekday && this.Month() == now.Month() {
		return sure(oneDay(this), against)
	}
	r := Resolved{Against: against}
	for d := 0; d <= 12; d++ {
		if t := date(now.Year(), int(now.Month())-d, p.Day); !r.Past.Known() && t.Day() == p.Day && t.Before(now) && (p.Weekday == 0 || isoWeekday(t) == p.Weekday) {
			r.Past = oneDay(t)
		}
		if t := date(now.Year(), int(now.Month())+d, p.Day); !r.Future.Known() && t.Day() == p.Day && !t.Before(now) && (p.Weekday == 0 || isoWeekday(t) == p.Weekday) {
			r.Future = oneDay(t)
		}
	}
	return r
}

// relative resolves "last week", "that month", "the next day".
func (f Frame) relative(p Point) Resolved {
	if p.Those {
		return sure(f.period, "the text's "+f.period.ISO())
	}
	start, against := f.from(p.From)
	if !start.Known() && p.Of == nil {
		return Resolved{}
	}
	if p.From == FromThen && start.Precision > precisionOf[p.Unit] && start != f.Now {
		return Resolved{} // "the next day" after a month
	}
	if f.History && p.From == FromNow && p.Unit == Year && p.Shift == 0 && p.Part == "" {
		return sure(unitAround(dayStart(f.Now.From), Year, 0), against)
	}
	if p.Of != nil {
		of := f.Point(*p.Of)
		week := func(w stemma.When) stemma.When {
			if !w.Known() {
				return w
			}
			return unitAround(w.From, p.Unit, 0)
		}
		return Resolved{week(of.Past), week(of.Future), of.Against}
	}
	w := unitAround(dayStart(start.From), p.Unit, p.Shift)
	if p.Unit == Weekend && p.Shift == 0 && p.From == FromNow && w.From.After(start.From) {
		return Resolved{unitAround(dayStart(start.From), Weekend, -1), w, against}
	}
	if p.From == FromThen && p.Shift > 0 && p.Unit == Day && start.Precision <= stemma.Day && start.To.Sub(start.From) > 36*time.Hour {
		w = oneDay(dayStart(start.To))
	}
	if p.Unit == Day && p.Part == "night" && p.Shift == -1 {
		return sure(span(w.From.Add(18*time.Hour), w.From.Add(30*time.Hour), stemma.PartOfDay), against)
	}
	return sure(w, against)
}
