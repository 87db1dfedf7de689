package when

import (
	"time"

	"stemma"
	"stemma/internal/lookup"
)

// hours are the bounds of the parts of a day, in hours from midnight. Overnight is
// the night that ends on the day.
var hours = lookup.Of(map[string][2]int{
	"dawn": {4, 7}, "morning": {6, 12}, "forenoon": {8, 12}, "midday": {11, 14}, "afternoon": {12, 18},
	"evening": {17, 22}, "night": {18, 24}, "overnight": {-6, 8}, "daytime": {6, 18},
})

// timeOfDay narrows a day to the part or the clock time that was said.
func timeOfDay(w stemma.When, p Point) stemma.When {
	if w.Precision > stemma.Day || w.From.IsZero() {
		return w
	}
	day := dayStart(w.From)
	switch {
	case p.Clock.Said:
		c := p.Clock
		t := day.Add(time.Duration(c.Hour)*time.Hour + time.Duration(c.Minute)*time.Minute + time.Duration(c.Second)*time.Second)
		if !c.Sure && c.Hour < 12 && (p.Part == "afternoon" || p.Part == "evening" || p.Part == "night" && c.Hour > 4) {
			t = t.Add(12 * time.Hour)
		}
		if c.Fine == Hour {
			return span(t, t.Add(time.Hour), stemma.Hour)
		}
		return span(t, t.Add(time.Minute), stemma.Minute)
	case p.Part != "" && w.Precision == stemma.Day:
		h, ok := hours.Find(p.Part)
		if !ok {
			return w
		}
		out := span(day.Add(time.Duration(h[0])*time.Hour), day.Add(time.Duration(h[1])*time.Hour), stemma.PartOfDay)
		return lateIn(out, p)
	}
	return w
}

// lateIn narrows a part of a day to its first or last part.
func lateIn(w stemma.When, p Point) stemma.When {
	third := w.To.Sub(w.From) / 3
	switch p.Late {
	case "early":
		if p.Part == "morning" {
			w.From = w.From.Add(-4 * time.Hour) // early morning begins before dawn
		}
		w.To = w.From.Add(2 * third)
	case "late", "later":
		w.From = w.To.Add(-2 * third)
	}
	return w
}

// section narrows a period to "early", "mid", "late" and their kin. The days of a
// month are thirds, as in the annotation guideline: early is up to the 10th, mid up to the
// 20th, late from the 21st.
func (f Frame) section(w stemma.When, s Section) stemma.When {
	if w.From.IsZero() || w.To.IsZero() {
		return w
	}
	from, to := w.From, w.To
	switch s {
	case "first-half":
		return keep(w, from, half(w))
	case "second-half":
		return keep(w, half(w), to)
	case "later", "rest":
		if now := f.within(w); !now.IsZero() {
			return keep(w, now, to)
		}
		return w
	case "earlier":
		if now := f.within(w); !now.IsZero() {
			return keep(w, from, now.AddDate(0, 0, 1))
		}
		return w
	}
	switch w.Precision {
	case stemma.Month:
		return monthSection(w, s)
	case stemma.Year:
		return yearSection(w, s)
	}
	third := to.Sub(from) / 3
	if w.Precision > stemma.Day { // whole days
		third = third / (24 * time.Hour) * (24 * time.Hour)
	}
	switch s {
	case "early", "start":
		return keep(w, from, from.Add(third))
	case "mid":
		return keep(w, from.Add(third), to.Add(-third))
	default:
		return keep(w, to.Add(-third), to)
	}
}

// within is the publication day or the last date, when it lies in w.
func (f Frame) within(w stemma.When) time.Time {
	for _, a := range []stemma.When{f.Now, f.Then} {
		if !a.From.IsZero() && !a.From.Before(w.From) && a.From.Before(w.To) && a.Precision <= stemma.Month && a.From != w.From {
			return dayStart(a.From)
		}
	}
	return time.Time{}
}

func keep(w stemma.When, from, to time.Time) stemma.When {
	w.From, w.To = from, to
	return w
}

func half(w stemma.When) time.Time {
	switch w.Precision {
	case stemma.Year:
		return w.From.AddDate(0, 6, 0)
	case stemma.Month:
		return w.From.AddDate(0, 0, 15)
	case stemma.Decade:
		return w.From.AddDate((w.To.Year()-w.From.Year())/2, 0, 0)
	}
	return dayStart(w.From.Add(w.To.Sub(w.From) / 2))
}

func monthSection(w stemma.When, s Section) stemma.When {
	switch w.Precision = stemma.Week; s {
	case "early":
		return keep(w, w.From, w.From.AddDate(0, 0, 10))
	case "start":
		return keep(w, w.From, w.From.AddDate(0, 0, 5))
	case "mid":
		return keep(w, w.From.AddDate(0, 0, 10), w.From.AddDate(0, 0, 20))
	case "end":
		return keep(w, w.To.AddDate(0, 0, -5), w.To)
	}
	return keep(w, w.From.AddDate(0, 0, 20), w.To)
}

func yearSection(w stemma.When, s Section) stemma.When {
	switch w.Precision = stemma.Season; s {
	case "early":
		return keep(w, w.From, w.From.AddDate(0, 3, 0))
	case "start":
		return keep(w, w.From, w.From.AddDate(0, 1, 0))
	case "mid":
		return keep(w, w.From.AddDate(0, 5, 0), w.From.AddDate(0, 7, 0))
	case "end":
		return keep(w, w.To.AddDate(0, -1, 0), w.To)
	}
	return keep(w, w.To.AddDate(0, -3, 0), w.To)
}
