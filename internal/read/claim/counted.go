package claim

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// countsFrom reports whether time t counts from the event itself: "a day after" of the
// killing in "on 8 October, a day after gunmen killed ten". It is the time of the clause above.
func (r *reader) countsFrom(t int, e event) bool {
	m := r.child(r.clause(e.word), "mark", "case")
	if m < 0 || r.d.Tokens[m].End != r.d.Times[t].End && (m == 0 || r.d.Tokens[m-1].End != r.d.Times[t].End) {
		return false
	}
	w := r.lemma(m)
	return w == "after" || w == "before"
}

// besideDay is the day right before time t, where t counts it from an event behind: 8 October in
// "on 8 October, a day after gunmen killed ten"; -1 for none.
func (r *reader) besideDay(t int) int {
	if t == 0 {
		return -1
	}
	m, day := r.d.Times[t], r.d.Times[t-1]
	last := r.d.TokenAt(m.End - 1)
	if last >= len(r.d.Tokens) || !r.f.verb("conjoin", strings.ToLower(r.d.Word(last))) || !day.When.Known() || day.When.Precision > stemma.Day {
		return -1
	}
	from := r.d.TokenAt(day.End)
	if to := r.d.TokenAt(m.Start); to-from > 1 || to > from && r.upos(from) != "PUNCT" {
		return -1
	}
	return t - 1
}

// daysFrom dates an event from which days are counted to one whose day is told before it:
// 7 October in "on 8 October, a day after gunmen killed ten".
func (r *reader) daysFrom(c *stemma.Claim, e event, s text.Sentence) bool {
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		m := r.d.Times[t]
		day := r.besideDay(t)
		if day < 0 || !m.When.Known() || m.When.Precision > stemma.Day || !r.countsFrom(t, e) {
			continue
		}
		w := r.d.Times[day].When
		at := w.From.Add(w.From.Sub(m.When.From))
		c.When = stemma.DayOf(at.Year(), at.Month(), at.Day())
		c.When.Against = "the days, from the one that is told"
		c.Cites[stemma.FieldTime] = r.d.Times[day].Span.Join(m.Span)
		return true
	}
	return false
}

// longAfter reports whether the event is set apart from the rest of its sentence by a
// length of time: "months after the army freed the city".
func (r *reader) longAfter(e event) bool {
	clause := r.clause(e.word)
	m := r.child(clause, "mark")
	if k := r.misreadSubject(clause); m < 0 && k >= 0 {
		m = r.child(k, "case")
	}
	return m > 0 && r.f.verb("conjoin", r.lemma(m)) && r.f.verb("span", r.lemma(m-1))
}

// sinceEvent reports whether time t counts from an event and not from the publication:
// "18 years after" in "18 years after the army invaded".
func (r *reader) sinceEvent(t int) bool {
	m := r.d.Times[t]
	pub := r.d.Report.Published.When
	k := r.d.TokenAt(m.End)
	if !pub.Known() || !m.When.From.After(pub.From) || k >= len(r.d.Tokens) {
		return false
	}
	last := strings.ToLower(r.d.Word(max(k-1, 0)))
	return last == "after" || last == "since" || strings.EqualFold(r.d.Word(k), "after") || strings.EqualFold(r.d.Word(k), "since")
}

// longAgo dates what a length of time up to now is counted from: the fall in "12 months
// after the fall of the city".
func (r *reader) longAgo(c *stemma.Claim, e event, s text.Sentence) bool {
	const beside = 7 // words
	pub := r.d.Report.Published.When
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		if !r.sinceEvent(t) {
			continue
		}
		m := r.d.Times[t]
		if k := r.d.TokenAt(m.End); e.word < k || e.word-k > beside {
			continue
		}
		years, months := m.When.From.Year()-pub.From.Year(), int(m.When.From.Month()-pub.From.Month())
		at := pub.From.AddDate(-years, -months, 0)
		switch days := m.When.From.Sub(pub.From).Hours() / 24; {
		case days > 700:
			c.When = stemma.YearOf(pub.From.Year() - years)
		case days > 50:
			c.When = stemma.MonthOf(at.Year(), at.Month())
		default:
			at = pub.From.Add(-m.When.From.Sub(pub.From))
			c.When = stemma.DayOf(at.Year(), at.Month(), at.Day())
		}
		c.When.Against = "the length, back from the publication"
		c.Cites[stemma.FieldTime] = m.Span
		return true
	}
	return false
}
