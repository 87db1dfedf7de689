package claim

import (
	"math"
	"time"

	"stemma"
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
