package claim

import (
	"math"
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

// elsewhere reports whether what somebody says had been done is no part of what was told before it:
// its clause names a place of its own, or the day of its telling is the first that is told.
func (r *reader) elsewhere(c *stemma.Claim, e event, sentence int) bool {
	if len(r.statementsAt(e.word)) == 0 {
		return false
	}
	if r.saidAt(e, sentence) >= 0 && !r.ctx.when.Known() && (!r.ctx.lead.Known() || r.ctx.leadSpan.Start > c.Sentence.Start) {
		return true
	}
	at := c.Cites[stemma.FieldPlace]
	if at.Start < c.Span.Start || at.End > c.Span.End || !r.ctx.place.known() {
		return false
	}
	named := func(s spot) bool { return s.Name == c.Place.Name || s.Name == c.Place.In || s.In == c.Place.Name }
	return !named(r.ctx.place) && !named(r.ctx.main)
}

// announced reports whether an event is only a noun in what somebody says: the capture in "the army
// announced on Monday the capture of the town".
func (r *reader) announced(e event) bool {
	return r.nominal(e.word) && e.frame.says == "" && base(r.rel(e.word)) == "obj" && r.head(e.word) == r.clause(e.word) && len(r.statementsAt(e.word)) > 0
}

// inDays dates what somebody says had been done in so many hours or days by the days up to the one
// on which it was said: "the army said on Sunday it had killed ten fighters in 24 hours".
func (r *reader) inDays(c *stemma.Claim, e event, said stemma.When) bool {
	const most = 31 // days
	if !said.Known() || said.From.IsZero() || said.To.IsZero() {
		return false
	}
	for _, k := range r.children(r.clause(e.word), "obl") {
		t := int(r.timeOf[k])
		if p := r.preposition(k); t < 0 || p != "in" && p != "within" && p != "over" && p != "during" {
			continue
		}
		m := r.d.Times[t]
		if m.Set || m.When.Known() || m.Duration <= 0 || m.Duration > most {
			continue
		}
		c.When = stemma.When{From: said.From.Truncate(24*time.Hour).AddDate(0, 0, -int(math.Ceil(m.Duration))), To: said.To, Precision: stemma.Day, Against: "the length, back from the day on which it was said"}
		c.Cites[stemma.FieldTime] = m.Span
		return true
	}
	return false
}

// byThen opens at its start the time by which something was done or is to be: "by Tuesday, 50 had been
// killed", "will be retaken by April", which lies ahead of the telling.
func (r *reader) byThen(c *stemma.Claim, t int, e event) {
	m, pub := r.d.Times[t], r.d.Report.Published.When
	ahead := c.Stance == stemma.Expected || c.Stance == stemma.CalledFor
	at := r.d.TokenAt(m.Start)
	if at >= len(r.d.Tokens) || !strings.EqualFold(r.d.Word(at), "by") || !ahead && !r.hadDone(e.word) || c.When.To.IsZero() {
		return
	}
	if ahead && pub.Known() && !c.When.To.After(pub.From) && !strings.ContainsAny(m.Of(r.d.Text()), "0123456789") {
		switch {
		case c.When.Precision >= stemma.Month:
			c.When.From, c.When.To = c.When.From.AddDate(1, 0, 0), c.When.To.AddDate(1, 0, 0)
		default:
			c.When.From, c.When.To = c.When.From.AddDate(0, 0, 7), c.When.To.AddDate(0, 0, 7)
		}
	}
	c.When.From = time.Time{}
}

// doneWith gives what somebody says had been done the open time of what its sentence joins it to:
// "had ambushed a convoy and killed ten".
func (r *reader) doneWith(c *stemma.Claim, e event, sentence int) bool {
	if len(r.told) == 0 || base(r.rel(r.clause(e.word))) != "conj" {
		return false
	}
	h := r.told[len(r.told)-1]
	if h.word < r.d.Sentences[sentence].First || r.clause(h.word) != r.head(r.clause(e.word)) || !h.when.Known() {
		return false
	}
	r.inheritTime(c, h.when, h.whenCite, "time/earlier", "the clause goes on from one that was dated")
	return true
}

// heldUntilNow counts the days or years of a holding that goes on: "for the past six years".
func (r *reader) heldUntilNow(c *stemma.Claim, s text.Sentence) {
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		m := r.d.Times[t]
		w := strings.ToLower(m.Of(r.d.Text()))
		if m.Duration <= 0 || !strings.Contains(w, "past ") && !strings.Contains(w, "last ") || c.Quantity.Known() {
			continue
		}
		if q := lengthOf(m, r.d.Text()); q.HasValue && q.Value > 1 {
			c.Quantity, c.Cites[stemma.FieldValue] = q, m.Span
		}
		return
	}
}
