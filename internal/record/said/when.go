package said

import (
	"time"

	"stemma"
)

const day = 24 * time.Hour

// Days is a closed interval of civil days since the epoch.
type Days struct{ From, To int }

// DaysOf is when w lies in days; false when it is open at both ends or unknown. An
// open start or end is the other end.
func DaysOf(w stemma.When) (Days, bool) {
	if !w.Known() {
		return Days{}, false
	}
	from, to := w.From, w.To
	if from.IsZero() {
		from = to.Add(-time.Nanosecond)
	}
	if to.IsZero() {
		to = from.Add(time.Nanosecond)
	}
	return Days{dayNumber(from), max(dayNumber(to.Add(-time.Nanosecond)), dayNumber(from))}, true
}

func dayNumber(t time.Time) int {
	d := t.Unix() / int64(day/time.Second)
	if t.Unix() < 0 && t.Unix()%int64(day/time.Second) != 0 {
		d--
	}
	return int(d)
}

// Date is the civil day of a day number.
func Date(n int) time.Time { return time.Unix(int64(n)*int64(day/time.Second), 0).UTC() }

// Len is the number of days in d.
func (d Days) Len() int { return d.To - d.From + 1 }

// Overlaps reports whether two intervals, widened by slack days, share a day.
func (d Days) Overlaps(e Days, slack int) bool { return d.From <= e.To+slack && e.From <= d.To+slack }

// MomentDays is the longest interval that is one event or one state of an event;
// a longer one is a period whose end counts.
const MomentDays = 3

// Anchor is the days by which a claim is compared with others: its time when it is
// a moment or a month of the past, the last day of a period that runs up to the
// report. A claim without a time stands by the day on which it was published.
func (c *Claim) Anchor() (Days, bool) {
	d, ok := DaysOf(c.When)
	if !ok {
		return DaysOf(c.Paper.Published)
	}
	if c.When.From.IsZero() {
		return Days{d.To - MomentDays, d.To}, true
	}
	if d.Len() > MomentDays && !c.Retrospective() {
		return Days{d.To - 1, d.To}, true
	}
	return d, true
}

// retroDays is how long before publication a claim's time must end for the claim to
// look back.
const retroDays = 20

// Retrospective reports whether a claim looks back on what was over when the report
// was published.
func (c *Claim) Retrospective() bool {
	d, ok := DaysOf(c.When)
	p, known := DaysOf(c.Paper.Published)
	return ok && known && d.To < p.From-retroDays
}

// Period reports whether the claim speaks of a stretch of time longer than a moment.
// An open start is one only when the words say so.
func (c *Claim) Period() bool {
	d, ok := DaysOf(c.When)
	return ok && (d.Len() > MomentDays || c.When.From.IsZero() && HasWord(c.Line, "days", "weeks", "months", "years", "since"))
}
