package claim

import (
	"math"
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

// date fills the claim's time: from its clause, its sentence, or the context.
func (r *reader) date(c *stemma.Claim, e event, sentence int) {
	s := r.d.Sentences[sentence]
	if c.Change == stemma.Hold && r.heldFor(c, s) {
		return
	}
	if t := r.nearestTime(e, e.first, e.last); t >= 0 {
		r.setTime(c, t, "")
		r.sinceThen(c, t, e)
		return
	}
	if r.longAfter(e) {
		return
	}
	if t := r.nearestTime(e, s.First, s.Last); t >= 0 {
		r.setTime(c, t, "time/sentence")
		return
	}
	if !physical(c.Kind) && c.Kind != stemma.Talks || c.Stance == stemma.Expected || c.Stance == stemma.Conditional {
		return
	}
	if r.ctx.when.Known() && sentence-r.ctx.whenIn <= 2 {
		r.inheritTime(c, r.ctx.when, r.ctx.whenSpan, "time/previous", "the sentence tells no time; that of the event before it")
		return
	}
	if r.ctx.lead.Known() {
		r.inheritTime(c, r.ctx.lead, r.ctx.leadSpan, "time/report", "no time is near; the day that the report is about")
	}
}

// heldFor dates a holding by its length: "held the town for ten months, until March".
// The length is the claim's number; the end is the time that follows it.
func (r *reader) heldFor(c *stemma.Claim, s text.Sentence) bool {
	from, to := text.Within(r.d.Times, s.Start, s.End)
	length := -1
	for t := from; t < to; t++ {
		if r.d.Times[t].Duration > 0 && !r.d.Times[t].When.Known() {
			length = t
			break
		}
	}
	if length < 0 {
		return false
	}
	m := r.d.Times[length]
	c.Quantity = lengthOf(m, r.d.Text())
	c.Cites[stemma.FieldValue] = m.Span
	for t := from; t < to; t++ {
		end := r.d.Times[t].When
		if t == length || !end.Known() || end.To.IsZero() {
			continue
		}
		c.When = stemma.When{To: end.To, Precision: stemma.Month, Against: "the length, back from " + end.ISO()}
		c.When.From = monthBefore(end.From, m.Duration)
		c.Cites[stemma.FieldTime] = m.Join(r.d.Times[t].Span)
		break
	}
	return true
}

// monthBefore is the first day of the month that lies so many days before t.
func monthBefore(t time.Time, days float64) time.Time {
	const month = 365.25 / 12
	back := t.AddDate(0, -int(math.Round(days/month)), 0)
	return time.Date(back.Year(), back.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// lengthOf is a length of time as a quantity: 10 months.
func lengthOf(m text.Time, body string) stemma.Quantity {
	words := strings.Fields(strings.ToLower(m.Of(body)))
	q := stemma.Quantity{Bound: stemma.Exact}
	for _, w := range words {
		switch w {
		case "some", "about", "nearly", "almost", "around", "roughly", "approximately":
			q.Bound = stemma.About
		case "over", "least":
			q.Bound = stemma.AtLeast
		}
	}
	if strings.HasPrefix(strings.Join(words, " "), "more than") {
		q.Bound = stemma.AtLeast
	}
	unit := words[len(words)-1]
	for name, days := range map[string]float64{"hour": 1.0 / 24, "day": 1, "week": 7, "month": 365.25 / 12, "year": 365.25} {
		if strings.HasPrefix(unit, name) {
			q.Unit = name + "s"
			q.Value, q.HasValue = math.Round(m.Duration/days), true
		}
	}
	return q
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

// sinceThen opens the claim's time up to publication where its clause counts from
// another event: "have been killed since the offensive began on 15 November".
func (r *reader) sinceThen(c *stemma.Claim, t int, e event) {
	at := r.clause(r.d.TokenAt(r.d.Times[t].Start))
	m := r.child(at, "mark")
	pub := r.d.Report.Published.When
	if at == r.clause(e.word) || m < 0 || r.lemma(m) != "since" || r.above(at, e.word) || !pub.Known() {
		return
	}
	c.When.To = pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1)
	c.When.Against = "since then, to publication"
}

// nearestTime is the resolved time in tokens [first, last) nearest to the event, not
// across the border of a statement; -1 for none.
func (r *reader) nearestTime(e event, first, last int) int {
	d := r.d
	from, to := text.Within(d.Times, d.Tokens[first].Start, d.Tokens[last-1].End)
	best, bestCost := -1, 1<<30
	clause := r.clause(e.word)
	for t := from; t < to; t++ {
		m := d.Times[t]
		if !m.When.Known() || m.Set {
			continue
		}
		at := d.TokenAt(m.Start)
		if at >= len(d.Tokens) {
			continue
		}
		cost := at - e.word
		if cost < 0 {
			cost = -cost
		}
		if r.clause(at) != clause {
			cost += 15
		}
		if first <= e.first && last >= e.last && r.separateClause(at, e) {
			continue
		}
		if cost < bestCost {
			best, bestCost = t, cost
		}
	}
	return best
}

// separateClause reports whether token at belongs to a clause that dates something
// else: a relative clause or a clause beneath the event.
func (r *reader) separateClause(at int, e event) bool {
	c := r.clause(at)
	if c == r.clause(e.word) {
		return false
	}
	if base(r.rel(c)) == "acl" || r.rel(c) == "advcl:relcl" {
		return true
	}
	return false
}

// setTime gives the claim the time expression t.
func (r *reader) setTime(c *stemma.Claim, t int, rule string) {
	m := r.d.Times[t]
	c.When = m.When
	c.Cites[stemma.FieldTime] = m.Span
	if rule != "" {
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: "the clause tells no time; the nearest one in its sentence", Cites: r.cites(m.Span)})
	}
}

func (r *reader) inheritTime(c *stemma.Claim, w stemma.When, s stemma.Span, rule, says string) {
	c.When = w
	if !s.Empty() {
		c.Cites[stemma.FieldTime] = s
	}
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: says, Cites: r.cites(s)})
}
