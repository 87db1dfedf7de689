package when

import (
	"math"
	"time"

	"stemma"
)

// shifted resolves "nine months ago", "two days later", "two days after 5 May".
func (f Frame) shifted(p Point) Resolved {
	start, against := f.from(p.From)
	if p.Of != nil {
		of := f.Point(*p.Of)
		start, against = of.Past, of.Against
	}
	l := p.Length
	sub := l.Unit < Day && l.Unit != Night
	if l.Few && !sub && p.Shift < 0 && p.From == FromNow && p.Of == nil && !f.History && start.Known() {
		w, against := f.upTo(0) // "a few days ago"
		return sure(w, against)
	}
	if !start.Known() || l.Few && !sub {
		return Resolved{}
	}
	if start.Precision > stemma.Day && start.Precision > precisionOf[l.Unit] && start != f.Now {
		return Resolved{}
	}
	if sub && start.Precision >= stemma.PartOfDay {
		if l.Few || l.Days() < 0.5 {
			return sure(oneDay(dayStart(start.From)), against) // hours later: the same day
		}
		start = oneDay(dayStart(start.From))
	}
	if sub {
		t := Move(start.From, l, p.Shift)
		if start.Precision >= stemma.PartOfDay {
			return sure(oneDay(dayStart(t)), against)
		}
		return sure(span(t, t.Add(time.Minute), stemma.Minute), against)
	}
	from := start.From
	if p.Shift > 0 && p.Of == nil && p.From == FromThen && start.Precision <= stemma.Day && !start.To.IsZero() {
		from = dayStart(start.To.Add(-time.Nanosecond))
	}
	t := dayStart(Move(from, l, p.Shift))
	switch l.Unit {
	case Month:
		return sure(unitAround(t, Month, 0), against)
	case Year, SeasonUnit, Quarter:
		if len(l.More) == 0 && l.N == math.Trunc(l.N) {
			return sure(unitAround(t, l.Unit, 0), against)
		}
		return sure(unitAround(t, Month, 0), against)
	case Decade, Century, Millennium:
		return sure(unitAround(t, Year, 0), against)
	}
	return sure(oneDay(t), against)
}

// stretch resolves "the past 24 hours", "the next two weeks". A vague count leaves
// the far end open.
func (f Frame) stretch(p Point) Resolved {
	start, against := f.from(p.From)
	if !start.Known() {
		return Resolved{}
	}
	now := oneDay(dayStart(start.From))
	if p.Length.Few && p.Length.Unit < Morning {
		return sure(now, against) // the last few hours
	}
	if start.Precision > stemma.Day {
		now = start
	}
	w := stemma.When{Precision: precisionOf[p.Length.Unit]}
	if w.Precision < stemma.Day {
		w.Precision = stemma.Day
	}
	if p.Shift < 0 {
		w.To = now.To
		if !p.Length.Few {
			w.From = dayStart(Move(now.From, p.Length, -1))
		}
		return sure(w, against)
	}
	w.From = now.From
	if p.From == FromThen {
		w.From = now.To
	}
	if !p.Length.Few {
		w.To = dayStart(Move(w.From, p.Length, 1))
		if !w.To.After(w.From) {
			w.To = w.From.AddDate(0, 0, 1)
		}
	}
	return sure(w, against)
}

// nth resolves "the last week of March", "the first Monday of next month".
func (f Frame) nth(p Point) Resolved {
	if p.Of == nil {
		return Resolved{}
	}
	of := f.Point(*p.Of)
	pick := func(w stemma.When) stemma.When {
		if !w.Known() || w.From.IsZero() || w.To.IsZero() {
			return stemma.When{}
		}
		return nthIn(p, w)
	}
	return Resolved{pick(of.Past), pick(of.Future), of.Against}
}

func nthIn(p Point, w stemma.When) stemma.When {
	n := max(1, int(p.Length.N))
	last := w.To.AddDate(0, 0, -1)
	if p.Weekday > 0 {
		t := w.From.AddDate(0, 0, (p.Weekday-isoWeekday(w.From)+7)%7+7*(p.Count-1))
		if p.Count < 0 {
			t = last.AddDate(0, 0, -((isoWeekday(last)-p.Weekday+7)%7)+7*(p.Count+1))
		}
		if t.Before(w.From) || !t.Before(w.To) {
			return stemma.When{}
		}
		return oneDay(t)
	}
	first := w.From
	if p.Unit == Week && w.Precision >= stemma.Month { // the first week holds the first Thursday
		for isoWeekday(first) != 4 {
			first = first.AddDate(0, 0, 1)
		}
		first = first.AddDate(0, 0, -3)
	}
	one := Length{N: 1, Unit: p.Unit}
	if p.Count < 0 {
		end := w.To
		if p.Unit == Week {
			for isoWeekday(last) != 4 {
				last = last.AddDate(0, 0, -1)
			}
			end = last.AddDate(0, 0, 4)
		}
		return span(Move(end, one, -n), end, precisionOf[p.Unit])
	}
	from := Move(first, one, (p.Count-1)*n)
	if n > 1 && p.Count == 1 {
		from = first
	}
	if !from.Before(w.To) {
		return stemma.When{}
	}
	return span(from, Move(from, one, n), precisionOf[p.Unit])
}

// named resolves a holiday.
func (f Frame) named(p Point) Resolved {
	in := func(y int) stemma.When {
		t, n, ok := holidayIn(p.Holiday, y)
		if !ok {
			return stemma.When{}
		}
		if n > 1 {
			return span(t, t.AddDate(0, 0, n), stemma.Month)
		}
		return oneDay(t)
	}
	if p.HasYear {
		return sure(in(p.Year), "")
	}
	if p.Of != nil {
		of := f.Point(*p.Of)
		if !of.Past.Known() {
			return of
		}
		return sure(in(of.Past.From.Year()), of.Against)
	}
	start, against := f.from(FromNow)
	if f.History {
		start, against = f.from(FromThen)
	}
	if !start.Known() {
		return Resolved{}
	}
	now, y := dayStart(start.From), start.From.Year()
	r := Resolved{Against: against}
	for d := 0; d < 4; d++ {
		if w := in(y - d); !r.Past.Known() && w.Known() && w.From.Before(now) {
			r.Past = w
		}
		if w := in(y + d); !r.Future.Known() && w.Known() && w.To.After(now) {
			r.Future = w
		}
	}
	if f.History {
		r.Past = in(y)
		r.Future = r.Past
	}
	if p.HasShift && p.Shift < 0 {
		r.Future = r.Past
	} else if p.HasShift && p.Shift > 0 {
		r.Past = r.Future
	}
	return r
}

// today resolves a time of day without a date: in history the last day mentioned, in
// news the day in the same sentence, else the publication.
func (f Frame) today(p Point) Resolved {
	start, against := f.from(FromThen)
	if !start.Known() || start.Precision > stemma.Day || !f.History && !f.here {
		if f.History {
			return Resolved{}
		}
		if start, against = f.from(FromNow); !start.Known() {
			return Resolved{}
		}
	}
	day := oneDay(dayStart(start.From))
	if p.Part == "night" && start == f.Now {
		return sure(span(day.From.Add(-6*time.Hour), day.From.Add(6*time.Hour), stemma.PartOfDay), against)
	}
	return sure(day, against)
}
