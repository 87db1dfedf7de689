package eval

import (
	"strings"
	"time"

	"stemma"
	"stemma/internal/read/when"
)

// grain is how finely an interval was told.
type grain uint8

const (
	aDay grain = iota
	aPeriod
	anInstant
	aPartOfDay
	aClock
	aPartAlone
)

// interval is one reading of a point.
type interval struct {
	from, to time.Time
	grain    grain
}

// intervals are the readings of a point: past and future where it is ambiguous, both
// halves of the day where the clock is.
func (w recognizerWriter) intervals(p when.Point) []interval {
	f := w.Frame
	var dates []stemma.When
	bare := p
	bare.Section, bare.Part, bare.Late, bare.Clock = "", "", "", when.Clock{}
	switch {
	case p.Form == when.NoDate:
		dates = []stemma.When{stemma.DayOf(w.ref.Year(), w.ref.Month(), w.ref.Day())}
	case p.Form == when.Shifted:
		dates = w.shifted(p)
	default:
		r := f.Point(bare)
		dates = []stemma.When{r.Past}
		if r.Future != r.Past {
			dates = append(dates, r.Future)
		}
		switch {
		case p.Week > 0 && !p.HasYear && p.Of == nil:
			bare.Year, bare.HasYear = w.ref.Year(), true
			dates = []stemma.When{f.Point(bare).Past}
		case p.Form == when.Relative && p.Unit == when.Weekend && p.Of == nil:
			dates = []stemma.When{r.Future}
		case p.Short && p.Decade > 0:
			dates = append(dates, shiftCentury(r.Past, p.Decade))
		case p.Short && p.Year%100 >= 30 && p.Year%100 < 40:
			dates = append(dates, shiftCentury(r.Past, p.Year))
		}
	}
	var out []interval
	for _, d := range dates {
		if d.From.IsZero() {
			continue
		}
		out = append(out, w.narrow(d, p)...)
	}
	return out
}

// shiftCentury is the same date in the other century that two digits may mean.
func shiftCentury(d stemma.When, year int) stemma.When {
	n := 100
	if year >= 2000 {
		n = -100
	}
	d.From, d.To = d.From.AddDate(n, 0, 0), d.To.AddDate(n, 0, 0)
	return d
}

// shifted moves the reference by the exact length: the benchmark keeps the day.
func (w recognizerWriter) shifted(p when.Point) []stemma.When {
	from := w.ref
	if p.Of != nil {
		r := w.Frame.Point(*p.Of)
		if r.Future.From.IsZero() {
			return nil
		}
		from = r.Future.From
	}
	t := when.Move(from, p.Length, p.Shift)
	if p.Length.Unit < when.Morning {
		return []stemma.When{{From: t, To: t.Add(time.Minute), Precision: stemma.Minute}}
	}
	return []stemma.When{stemma.DayOf(t.Year(), t.Month(), t.Day())}
}

// narrow applies sections, parts of the day and clock times to a date.
func (w recognizerWriter) narrow(d stemma.When, p when.Point) []interval {
	day := time.Date(d.From.Year(), d.From.Month(), d.From.Day(), 0, 0, 0, 0, time.UTC)
	at := func(hour, minute, second int) time.Time {
		return day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
	}
	switch {
	case p.Clock.Said:
		g := anInstant
		if p.Form == when.NoDate {
			g = aClock
		}
		hour := p.Clock.Hour
		if !p.Clock.Sure && hour < 12 && (p.Part == "afternoon" || p.Part == "evening" || p.Part == "night" && hour > 4) {
			hour += 12
		}
		t := at(hour, p.Clock.Minute, p.Clock.Second)
		out := []interval{{t, t, g}}
		if !p.Clock.Sure && p.Part == "" && p.Clock.Hour <= 12 {
			u := t.Add(12 * time.Hour)
			if p.Clock.Hour == 12 {
				u = t.Add(-12 * time.Hour)
			}
			out = append(out, interval{u, u, g})
		}
		return out
	case p.Part != "":
		h, ok := recognizerParts[p.Part]
		if !ok {
			return nil
		}
		g := aPartOfDay
		if p.Form == when.NoDate {
			g = aPartAlone
		}
		x := interval{at(h.from, 0, 0), at(h.to, 0, 0), g}
		if h.to == 24 {
			x.to = at(23, 59, 59)
		}
		switch p.Late {
		case "early":
			x.to = x.from.Add(2 * time.Hour)
		case "late", "later":
			x.from = x.from.Add(2 * time.Hour)
		}
		return []interval{x}
	case d.Precision == stemma.Minute:
		return []interval{{d.From, d.From, anInstant}}
	case p.Section == "end" && d.Precision == stemma.Day:
		t := at(23, 59, 59)
		return []interval{{t, t, anInstant}}
	case p.Section != "":
		return []interval{w.section(d, p)}
	case d.Precision == stemma.Day && p.Form != when.Stretch:
		return []interval{{day, day.AddDate(0, 0, 1), aDay}}
	}
	if p.Form == when.Stretch {
		return w.stretch(p)
	}
	return []interval{{d.From, d.To, aPeriod}}
}

// stretch counts from the reference itself; ahead it begins on the day after.
func (w recognizerWriter) stretch(p when.Point) []interval {
	l := p.Length
	if l.Unit < when.Morning {
		t := when.Move(w.ref, l, p.Shift)
		if p.Shift < 0 {
			return []interval{{t, w.ref, aPartOfDay}}
		}
		return []interval{{w.ref, t, aPartOfDay}}
	}
	day := time.Date(w.ref.Year(), w.ref.Month(), w.ref.Day(), 0, 0, 0, 0, time.UTC)
	if l.Unit == when.Quarter || l.Unit == when.Decade {
		return w.aligned(p)
	}
	if p.Shift < 0 {
		return []interval{{when.Move(day, l, -1), day, aPeriod}}
	}
	from := day.AddDate(0, 0, 1)
	if w.within() {
		from = day
	}
	for _, part := range l.More {
		if part.Unit < when.Morning {
			return []interval{{w.ref, when.Move(w.ref, l, 1), aPartOfDay}}
		}
	}
	return []interval{{from, when.Move(from, l, 1), aPeriod}}
}

// aligned is a stretch of quarters or decades of the calendar.
func (w recognizerWriter) aligned(p when.Point) []interval {
	from := time.Date(w.ref.Year(), (w.ref.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
	months := 3 * int(p.Length.N)
	one := 3
	if p.Length.Unit == when.Decade {
		from, months, one = time.Date(w.ref.Year()/10*10, 1, 1, 0, 0, 0, 0, time.UTC), 120*int(p.Length.N), 120
	}
	if p.Shift < 0 {
		return []interval{{from.AddDate(0, -months, 0), from, aPeriod}}
	}
	from = from.AddDate(0, one, 0)
	return []interval{{from, from.AddDate(0, months, 0), aPeriod}}
}

// within reports whether "within" stands in or before the reading.
func (w recognizerWriter) within() bool {
	for i := max(0, w.First-2); i <= w.First; i++ {
		if w.Words[i].Text == "within" {
			return true
		}
	}
	return false
}

// section cuts a period as the benchmark does.
func (w recognizerWriter) section(d stemma.When, p when.Point) interval {
	x := interval{d.From, d.To, aPeriod}
	today := time.Date(w.ref.Year(), w.ref.Month(), w.ref.Day(), 0, 0, 0, 0, time.UTC)
	month := d.Precision == stemma.Month
	switch p.Section {
	case "rest":
		x.from, x.to = today, d.To.AddDate(0, 0, -1)
	case "earlier":
		if !today.Before(d.From) && today.Before(d.To) {
			x.to = today
		}
	case "early", "start", "first-half":
		switch {
		case d.Precision == stemma.Year && p.Section == "start":
			x.to = d.From.AddDate(0, 4, 0)
		case month:
			x.to = d.From.AddDate(0, 0, 15)
		case d.Precision == stemma.Year:
			x.to = d.From.AddDate(0, 6, 0)
		case d.Precision == stemma.Week:
			x.to = d.From.AddDate(0, 0, 3)
		}
	case "mid":
		switch {
		case month:
			x.from, x.to = d.From.AddDate(0, 0, 9), d.From.AddDate(0, 0, 20)
		case d.Precision == stemma.Year:
			x.from, x.to = d.From.AddDate(0, 3, 0), d.From.AddDate(0, 9, 0)
		case d.Precision == stemma.Week:
			x.from, x.to = d.From.AddDate(0, 0, 1), d.From.AddDate(0, 0, 5)
		}
	default:
		switch {
		case d.Precision == stemma.Year && p.Section == "end" && p.Form != when.Relative:
			x.from = d.From.AddDate(0, 8, 0)
		case month:
			x.from = d.From.AddDate(0, 0, 15)
		case d.Precision == stemma.Year:
			x.from = d.From.AddDate(0, 6, 0)
		case d.Precision == stemma.Week:
			x.from = d.From.AddDate(0, 0, 3)
		}
		if p.Section == "later" && today.After(x.from) && today.Before(x.to) {
			x.from = today
		}
	}
	return x
}

// write writes an interval under the relation of the reading.
func (w recognizerWriter) write(x interval) timeValue {
	layout, kind := recognizerDate, "daterange"
	switch x.grain {
	case anInstant, aPartOfDay:
		layout, kind = recognizerDateTime, "datetimerange"
	case aClock, aPartAlone:
		layout, kind = recognizerTime, "timerange"
	}
	if w.Kind == when.AtPoint && w.Relation != when.In && !w.bareFrom() && w.Point.Section != "" {
		switch w.Point.Section {
		case "end":
			x.from = x.to
		case "start", "early":
			x.to = x.from
		}
	}
	from, to := x.from.Format(layout), x.to.Format(layout)
	if x.grain == anInstant || x.grain == aClock || x.grain == aDay {
		to = from
	}
	relation := w.Relation
	if w.bareFrom() {
		relation = when.In
	}
	if w.Point.Form == when.Shifted && strings.HasPrefix(w.Words[w.First].Text+" "+w.Words[w.First+1].Text, "more than") {
		if relation = when.Since; w.Point.Shift < 0 {
			relation = when.Before
		}
	}
	switch relation {
	case when.Since:
		return timeValue{Type: kind, Start: from}
	case when.After:
		return timeValue{Type: kind, Start: to}
	case when.Before, when.Until, when.By:
		if w.Inclusive && w.Relation == when.Before {
			return timeValue{Type: kind, End: to}
		}
		return timeValue{Type: kind, End: from}
	}
	switch x.grain {
	case aDay:
		return timeValue{Type: "date", Value: from}
	case anInstant:
		return timeValue{Type: "datetime", Value: from}
	case aClock:
		return timeValue{Type: "time", Value: from}
	}
	return timeValue{Type: kind, Start: from, End: to}
}

// bareFrom reports whether the relation is a lone "from" before a date, which the
// benchmark leaves out.
func (w recognizerWriter) bareFrom() bool {
	return w.Relation == when.Since && w.Kind == when.AtPoint && w.Words[w.First].Text == "from" && w.Core == w.First+1 && !w.Point.Clock.Said
}

// rangeValues pairs each reading of the first end with the earliest of the second
// that follows it; a range ends where its second end begins. A range that holds the
// reference is the only one meant.
func (w recognizerWriter) rangeValues() []timeValue {
	var all, around []interval
	for _, a := range w.intervals(w.Point) {
		if w.Rule == "length from" {
			to := when.Move(a.from, w.To.Length, 1)
			all = append(all, interval{a.from, to, rangeGrain(a, a)})
			continue
		}
		a = w.opening(a)
		if x, ok := w.closing(a); ok {
			all = append(all, x)
			if x.grain == aPeriod && x.from.Before(w.ref) && x.to.After(w.ref) {
				around = append(around, x)
			}
		}
	}
	if len(around) > 0 {
		all = around
	}
	var out []timeValue
	for _, x := range all {
		out = append(out, w.write(x))
	}
	return out
}

// opening is where a range begins in its first end: at the end of "the end of 2007",
// in the middle of "the middle of March".
func (w recognizerWriter) opening(a interval) interval {
	switch d := w.Date(false); {
	case w.Point.Section == "end":
		a.from = a.to
	case w.Point.Section == "mid" && !d.To.IsZero():
		half := d.To.Sub(d.From) / 2
		a.from = d.From.Add(half / (24 * time.Hour) * (24 * time.Hour))
	}
	return a
}

// closing pairs the first end with the earliest second end behind it, which may be on
// the next day or in the next year.
func (w recognizerWriter) closing(a interval) (interval, bool) {
	ends := w.intervals(w.To)
	for _, later := range []bool{false, true} {
		var best interval
		found := false
		for _, b := range ends {
			to := b.from
			switch w.To.Section {
			case "end", "late":
				to = b.to
			case "mid":
				to = w.opening(b).from
			}
			if later && (b.grain == aClock || b.grain == anInstant) {
				to = to.AddDate(0, 0, 1)
			} else if later && w.Words[w.EndFirst].Text != "now" && w.Words[w.EndFirst].Text != "date" {
				to = to.AddDate(1, 0, 0)
			}
			if to.After(a.from) && (!found || to.Before(best.to)) {
				best, found = interval{a.from, to, rangeGrain(a, b)}, true
			}
		}
		if found {
			return best, true
		}
	}
	return interval{}, false
}

// rangeGrain is the grain of a range between two readings.
func rangeGrain(a, b interval) grain {
	switch {
	case a.grain == aClock || a.grain == aPartAlone:
		return aPartAlone
	case a.grain == anInstant || b.grain == anInstant || a.grain == aPartOfDay:
		return aPartOfDay
	}
	return aPeriod
}
