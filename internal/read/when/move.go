package when

import (
	"math"
	"time"

	"stemma"
)

var precisionOf = map[Unit]stemma.Precision{Second: stemma.Minute, Minute: stemma.Minute, Hour: stemma.Hour, Morning: stemma.PartOfDay, Afternoon: stemma.PartOfDay, Evening: stemma.PartOfDay, Night: stemma.PartOfDay,
	Day: stemma.Day, Weekend: stemma.Week, Week: stemma.Week, Fortnight: stemma.Week, Month: stemma.Month, SeasonUnit: stemma.Season, Quarter: stemma.Season, Year: stemma.Year, Decade: stemma.Decade, Century: stemma.Decade, Millennium: stemma.Decade}

// unitAround is the unit of the calendar that t lies in, n units on.
func unitAround(t time.Time, u Unit, n int) stemma.When {
	y, m := t.Year(), int(t.Month())
	switch u {
	case Day, Night, Morning, Afternoon, Evening, Hour, Minute, Second:
		return oneDay(t.AddDate(0, 0, n))
	case Week:
		from := t.AddDate(0, 0, 1-isoWeekday(t)+7*n)
		return span(from, from.AddDate(0, 0, 7), stemma.Week)
	case Weekend:
		from := t.AddDate(0, 0, 6-isoWeekday(t)+7*n)
		return span(from, from.AddDate(0, 0, 2), stemma.Week)
	case Fortnight:
		from := t.AddDate(0, 0, 1-isoWeekday(t)+14*n)
		return span(from, from.AddDate(0, 0, 14), stemma.Week)
	case Month:
		return span(date(y, m+n, 1), date(y, m+n+1, 1), stemma.Month)
	case Quarter, SeasonUnit:
		q := (m - 1) / 3 * 3
		return span(date(y, q+1+3*n, 1), date(y, q+4+3*n, 1), stemma.Season)
	case Year:
		return span(date(y+n, 1, 1), date(y+n+1, 1, 1), stemma.Year)
	case Decade:
		d := y/10*10 + 10*n
		return span(date(d, 1, 1), date(d+10, 1, 1), stemma.Decade)
	}
	c := y/100*100 + 100*n
	return span(date(c, 1, 1), date(c+100, 1, 1), stemma.Decade)
}

// Move moves t by n lengths, the clock kept.
func Move(t time.Time, l Length, n int) time.Time {
	for _, part := range append([]Length{l}, l.More...) {
		switch part.Unit {
		case Month, SeasonUnit, Quarter, Year, Decade, Century, Millennium:
			months := map[Unit]float64{Month: 1, SeasonUnit: 3, Quarter: 3, Year: 12, Decade: 120, Century: 1200, Millennium: 12000}[part.Unit]
			t = addMonths(t, int(math.Round(part.N*months))*n)
		case Day, Night, Week, Weekend, Fortnight:
			days := part.N * unitDays[part.Unit]
			if part.Unit == Weekend {
				days = part.N * 7
			}
			if days == math.Trunc(days) {
				t = t.AddDate(0, 0, int(days)*n)
			} else {
				t = t.Add(time.Duration(days*24*float64(time.Hour)) * time.Duration(n))
			}
		default:
			unit := map[Unit]time.Duration{Second: time.Second, Minute: time.Minute, Hour: time.Hour, Morning: 12 * time.Hour, Afternoon: 12 * time.Hour, Evening: 12 * time.Hour}[part.Unit]
			t = t.Add(time.Duration(part.N*float64(unit)) * time.Duration(n))
		}
	}
	return t
}

// addMonths adds months and stays within the month: 31 March less one is 28 February.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
