package claim

import (
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

// clockDay is the day of an hour or a part of the day that is told without one, "at around
// 10 a.m.": that of the sentence, else that of the event before it, not the day of publication.
func (r *reader) clockDay(t int) (stemma.When, bool) {
	const reach = 3 // sentences
	m := r.d.Times[t]
	if !r.dayless(m) {
		return stemma.When{}, false
	}
	sentence := r.d.SentenceOf(m.Start)
	s := r.d.Sentences[sentence]
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for k := from; k < to; k++ {
		if o := r.d.Times[k]; k != t && oneDay(o.When) && !o.Set && !r.dayless(o) {
			return r.dayOf(o.When), true
		}
	}
	switch {
	case oneDay(r.ctx.when) && sentence-r.ctx.whenIn <= reach:
		return r.dayOf(r.ctx.when), true
	case oneDay(r.ctx.lead):
		return r.dayOf(r.ctx.lead), true
	}
	return stemma.When{}, false
}

// oneDay reports whether w is a day or lies in one.
func oneDay(w stemma.When) bool {
	return w.Known() && w.Precision <= stemma.Day && !w.From.IsZero() && !w.To.IsZero() && w.To.Sub(w.From) <= 24*time.Hour
}

// dayless reports whether a time tells the hour or the part of a day and not which day.
func (r *reader) dayless(m text.Time) bool {
	if m.When.Precision >= stemma.Day {
		return false
	}
	for i := r.d.TokenAt(m.Start) - 1; i >= max(0, r.d.TokenAt(m.Start)-2); i-- {
		switch r.lemma(i) {
		case "since", "through", "throughout", "until", "till":
			return false // it lasts until now
		}
	}
	for i := r.d.TokenAt(m.Start); i < len(r.d.Tokens) && r.d.Tokens[i].Start < m.End; i++ {
		w := strings.ToLower(strings.Trim(r.d.Word(i), ".:,"))
		if strings.Trim(w, "0123456789:.hapm") != "" && !r.f.verb("clock", w) {
			return false
		}
	}
	return true
}
