package stemma

import (
	"fmt"
	"strings"
	"time"
)

// Precision is how finely a time was told.
type Precision uint8

// The precisions, from unknown to coarse.
const (
	NoPrecision Precision = iota
	Minute
	Hour
	PartOfDay
	Day
	Week
	Month
	Season
	Year
	Decade
)

// When is an interval of civil time: From inclusive, To exclusive, both in UTC as
// a carrier of the local calendar; a zero end is open. The zero When is unknown.
type When struct {
	From, To  time.Time
	Precision Precision
	Said      string // Said is how the text put it: "late November"; empty when inherited whole.
	Against   string // Against is what it was resolved against: "published 2016-12-11"; empty when absolute.
}

// Known reports whether w says anything.
func (w When) Known() bool { return !w.From.IsZero() || !w.To.IsZero() }

// DayOf is the When of one civil day.
func DayOf(year int, month time.Month, day int) When {
	from := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return When{From: from, To: from.AddDate(0, 0, 1), Precision: Day}
}

// MonthOf is the When of one month.
func MonthOf(year int, month time.Month) When {
	from := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return When{From: from, To: from.AddDate(0, 1, 0), Precision: Month}
}

// YearOf is the When of one year.
func YearOf(year int) When {
	from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return When{From: from, To: from.AddDate(1, 0, 0), Precision: Year}
}

// Overlaps reports whether two known intervals share an instant; open ends reach
// for ever.
func (w When) Overlaps(v When) bool {
	return w.Known() && v.Known() &&
		(w.To.IsZero() || v.From.IsZero() || v.From.Before(w.To)) &&
		(v.To.IsZero() || w.From.IsZero() || w.From.Before(v.To))
}

// ISO writes w as ISO 8601 at its precision: a day "2016-12-11", a month
// "2016-03", an interval "2016-11-15/2016-12-11" whose last day is included, an
// open one "../2016-12-11"; "" when unknown.
func (w When) ISO() string {
	if !w.Known() {
		return ""
	}
	layout := "2006-01-02"
	switch w.Precision {
	case Month, Season:
		layout = "2006-01"
	case Year, Decade:
		layout = "2006"
	}
	if !fits(w, layout) {
		layout = "2006-01-02"
	}
	from, to := "..", ".."
	if !w.From.IsZero() {
		from = w.From.Format(layout)
	}
	if !w.To.IsZero() {
		to = w.To.Add(-time.Nanosecond).Format(layout)
	}
	if from == to {
		return from
	}
	return from + "/" + to
}

// fits reports whether both ends of w lie on the boundaries that layout can say.
func fits(w When, layout string) bool {
	for _, t := range []time.Time{w.From, w.To} {
		if t.IsZero() || layout == "2006-01-02" {
			continue
		}
		if t.Day() != 1 || (layout == "2006" && t.Month() != time.January) {
			return false
		}
	}
	return true
}

// ParseISO reads what ISO writes. It fails on anything else.
func ParseISO(s string) (When, error) {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		return parsePoint(s)
	}
	var w When
	if from != ".." {
		a, err := parsePoint(from)
		if err != nil {
			return When{}, err
		}
		w.From, w.Precision = a.From, a.Precision
	}
	if to != ".." {
		b, err := parsePoint(to)
		if err != nil {
			return When{}, err
		}
		w.To = b.To
		if w.Precision == NoPrecision || b.Precision < w.Precision {
			w.Precision = b.Precision
		}
	}
	if !w.Known() {
		return When{}, fmt.Errorf("parse time %q: open at both ends", s)
	}
	return w, nil
}

func parsePoint(s string) (When, error) {
	for _, f := range []struct {
		layout    string
		precision Precision
		end       func(time.Time) time.Time
	}{
		{"2006-01-02", Day, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
		{"2006-01", Month, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
		{"2006", Year, func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
		{"2006-01-02T15:04", Minute, func(t time.Time) time.Time { return t.Add(time.Minute) }},
		{"2006-01-02T15:04:05", Minute, func(t time.Time) time.Time { return t.Add(time.Second) }},
		{time.RFC3339, Minute, func(t time.Time) time.Time { return t.Add(time.Second) }},
	} {
		if t, err := time.Parse(f.layout, s); err == nil {
			if t.Year() < 1 || t.Year() > 9999 {
				return When{}, fmt.Errorf("parse time %q: year out of range", s)
			}
			return When{From: t, To: f.end(t), Precision: f.precision}, nil
		}
	}
	return When{}, fmt.Errorf("parse time %q: not an ISO 8601 day, month, year or instant", s)
}
