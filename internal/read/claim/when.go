package claim

import (
	"cmp"
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
	if t := r.begunAt(e.word); t >= 0 {
		r.setTime(c, t, "")
		return
	}
	if r.eversince(c, e) || r.thenSince(c, e, s) || r.lasted(c, e, s) || r.allAlong(c, e) || r.longAgo(c, e, s) {
		return
	}
	if r.daysFrom(c, e, s) {
		return
	}
	if t := r.nearestTime(e, e.first, e.last); t >= 0 {
		if whole := r.nearestTime(e, s.First, s.Last); r.d.Times[t].When.From.IsZero() && whole >= 0 && r.d.Times[whole].When.To.IsZero() {
			t = whole // "since 2011 … has so far killed"
		}
		r.setTime(c, t, "")
		r.sinceThen(c, t, e)
		r.beginning(c, t, e)
		r.soFar(c, e)
		r.byThen(c, t, e)
		return
	}
	if r.longAfter(e) {
		return
	}
	if t := r.nearestTime(e, s.First, s.Last); t >= 0 && !r.outlasts(e, t) {
		r.setTime(c, t, "time/sentence")
		r.sinceThen(c, t, e)
		r.soFar(c, e)
		r.byThen(c, t, e)
		return
	}
	if t := r.countedSince(c, e, s); t >= 0 {
		r.setTime(c, t, "time/sentence")
		return
	}
	if c.Kind == stemma.Accuse && (e.frame == nil || e.frame.says != "") || c.Kind == stemma.Assessment && r.tenseOf(e.word) == perfect || c.Stance == stemma.Expected || c.Stance == stemma.Conditional {
		return
	}
	if h, ok := r.earlier(c, e); ok && h.when.Known() && !(h.when.From.IsZero() && r.tenseOf(e.word) == present) {
		r.inheritTime(c, h.when, h.whenCite, "time/earlier", "the words point back to an event that was dated")
		return
	}
	r.timeFromContext(c, e, sentence)
}

// countedSince is the time since which a sentence counts, of a toll in the perfect, though it hangs
// from a clause that only describes the war: "have been killed in the conflict which pits rebels
// against the army since March 2011"; -1 for none.
func (r *reader) countedSince(c *stemma.Claim, e event, s text.Sentence) int {
	if !fallen(*c) && c.Kind != stemma.Displaced || r.tenseOf(e.word) != perfect || !c.Quantity.Known() {
		return -1
	}
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		m := r.d.Times[t]
		at := r.d.TokenAt(m.Start)
		since := at < len(r.d.Tokens) && strings.EqualFold(r.d.Word(at), "since") || at > s.First && strings.EqualFold(r.d.Word(at-1), "since")
		if since && m.When.Known() && at > e.word && !m.Set && r.d.TokenAt(m.End) >= s.Last-1 {
			return t
		}
	}
	return -1
}

// timeFromContext dates a claim whose sentence does not: what is said to be the case is
// so on the day it is said; what is told of the past happened when the event before it
// did, or on the day that the report is about; where the report tells no such day, or
// where the perfect leaves the time open, it happened at any time until it was said.
func (r *reader) timeFromContext(c *stemma.Claim, e event, sentence int) {
	said, saidSpan := r.saidOn(c, e, sentence)
	tense := r.tenseOf(e.word)
	if tense == present && fallen(*c) && r.upos(e.word) != "VERB" {
		tense = past // those who are dead fell before
	}
	happening := !spoken(c.Kind) && c.Kind != stemma.Condition
	done := happening && (r.hadDone(e.word) && tense == past || r.announced(e))
	if tense == perfect && r.spoken(e.word) {
		tense = past // a witness tells of what the report is about
	}
	if done && (r.inDays(c, e, said) || r.doneWith(c, e, sentence)) {
		return
	}
	switch {
	case said.Known() && r.saidAt(e, sentence) >= 0 && said.Precision <= stemma.Day && (spoken(c.Kind) && c.Kind != stemma.Agreement || tense != present && tense != perfect && r.spansOver(said)):
		r.inheritTime(c, said, saidSpan, "time/told", "no time is told; the day on which it was said")
	case done && said.Known() && r.elsewhere(c, e, sentence):
		said.From, said.Precision = time.Time{}, stemma.Day
		r.inheritTime(c, said, saidSpan, "time/until", "somebody tells what had been done, and nothing before it tells when; at the latest when it was said")
	case tense != present && tense != perfect && r.saidBefore(e, sentence, said):
		if done {
			said.From, said.Precision = time.Time{}, stemma.Day
		}
		r.inheritTime(c, said, saidSpan, "time/told", "no time is told; the day on which it was said, which lies before the one that the report is about")
	case tense == present && said.Known():
		r.inheritTime(c, said, saidSpan, "time/present", "the present tense; the day on which it is said")
	case r.ctx.when.Known() && sentence-r.ctx.whenIn <= 2 && tense != perfect:
		r.inheritTime(c, r.ctx.when, r.ctx.whenSpan, "time/previous", "the sentence tells no time; that of the event before it")
	case r.ctx.back.Known() && sentence-r.ctx.backIn == 1 && r.ctx.whenIn < r.ctx.backIn && tense == past && r.goesOn(e):
		r.inheritTime(c, r.ctx.back, r.ctx.backSpan, "time/previous", "the sentence tells no time; that of the event before it, long ago")
	case r.ctx.lead.Known() && (tense != perfect || r.leading(sentence)):
		lead := r.ctx.lead
		if t := text.Covering(r.d.Times, r.ctx.leadSpan.Start); t >= 0 && r.spans[t].Known() {
			lead = r.spans[t] // the days of fighting that ended on it
		}
		r.inheritTime(c, lead, r.ctx.leadSpan, "time/report", "no time is near; the day that the report is about")
	case said.Known() && tense != present && (tense != perfect || r.leading(sentence)) && !(saidSpan.Empty() && r.printedDay().Empty()):
		if r.saidAt(e, sentence) < 0 && happening || done {
			said.From, said.Precision = time.Time{}, stemma.Day
		}
		r.inheritTime(c, said, cmp.Or(saidSpan, r.printedDay()), "time/told", "no time is told; the day on which the report tells it, as its words give that day")
	case said.Known() && tense == perfect && r.ofTheLead(c, e):
		said.From = r.ctx.lead.From
		r.inheritTime(c, said, r.ctx.leadSpan, "time/lead", "the perfect, of the fighting that the report is about; from its first day until it was said")
	case said.Known():
		said.From, said.Precision = time.Time{}, stemma.Day
		r.inheritTime(c, said, saidSpan, "time/until", "no time is told; at the latest when it was said")
	}
}

// spansOver reports whether the time of the event told last is one of days in which that on which
// something was said lies.
func (r *reader) spansOver(said stemma.When) bool {
	const long = 3 // days
	w := r.ctx.when
	return w.Known() && !w.From.IsZero() && !w.To.IsZero() && w.To.Sub(w.From).Hours() >= long*24 && !said.From.Before(w.From) && !said.To.After(w.To)
}

// saidBefore reports whether the sentence itself tells the day on which what the event tells
// was said, and that day lies before the one that the report is about and the one told last:
// what had been said by then happened no later.
func (r *reader) saidBefore(e event, sentence int, said stemma.When) bool {
	if !said.Known() || said.To.IsZero() || r.saidAt(e, sentence) < 0 || said.Precision > stemma.Day {
		return false
	}
	after := func(w stemma.When) bool { return w.Known() && !w.From.IsZero() && !w.From.Before(said.To) }
	return after(r.ctx.lead) && (after(r.ctx.when) || !r.ctx.when.Known())
}

// printedDay is where the head of the text prints the day on which it was published, as
// its dateline or above it; empty when it does not.
func (r *reader) printedDay() stemma.Span {
	const head = 200 // bytes
	pub := r.d.Report.Published.When
	for _, date := range r.d.Report.Published.Candidates {
		if !date.Span.Empty() && date.When.Precision <= stemma.Day && date.When.Known() && r.dayOf(date.When).From.Equal(r.dayOf(pub).From) {
			return date.Span
		}
	}
	for _, t := range r.d.Times {
		if t.Start > head || !pub.Known() {
			break
		}
		if t.When.Precision == stemma.Day && t.When.From.Equal(pub.From.Truncate(24*time.Hour)) && strings.ContainsAny(t.Of(r.d.Text()), "0123456789") {
			return t.Span
		}
	}
	return stemma.Span{}
}

// goesOn reports whether the clause of the event goes on about who or what was named
// before: its subject is a pronoun or points back.
func (r *reader) goesOn(e event) bool {
	for _, k := range r.children(r.clause(e.word), "nsubj") {
		if r.upos(k) == "PRON" && r.xpos(k) == "PRP" || r.definite(k) {
			return true
		}
	}
	return false
}

// spoken reports whether token i stands between quotation marks.
func (r *reader) spoken(i int) bool {
	for _, k := range r.statementsAt(i) {
		if r.d.Statements[k].Direct {
			return true
		}
	}
	return false
}

// dayOf is the day on which w begins.
func (r *reader) dayOf(w stemma.When) stemma.When {
	if !w.Known() || w.From.IsZero() {
		return stemma.When{}
	}
	day := stemma.DayOf(w.From.Year(), w.From.Month(), w.From.Day())
	day.Against = "published " + day.ISO()
	return day
}

// leading reports whether the sentence is one of the first two of the body, which tell
// what the report is about.
func (r *reader) leading(sentence int) bool { return sentence <= 1 }

// saidAt is the time at which the statement that the event stands in was made: Monday
// in "a monitor said on Monday"; -1 for none.
func (r *reader) saidAt(e event, sentence int) int {
	s := r.d.Sentences[sentence]
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		m := r.d.Times[t]
		if at := r.d.TokenAt(m.Start); m.When.Known() && !m.Set && r.ofSpeech(at, e) {
			return t
		}
	}
	return -1
}

// ofSpeech reports whether token at belongs to the clause of a cue, so that its time is
// that of the words and not of what they tell.
func (r *reader) ofSpeech(at int, e event) bool {
	k := r.clause(at)
	if k == r.clause(e.word) {
		return r.announced(e) && at < e.word && r.speaks(k, at)
	}
	return r.speaks(k, at)
}

// speaks reports whether token k is a verb of saying or publishing beside the time at token at. Words
// farther off, such as a dateline before the sentence, hang from it for want of better.
func (r *reader) speaks(k, at int) bool {
	const beside = 5 // words
	return (r.isCue(k) || r.f.verb("publish", r.lemma(k))) && r.upos(k) == "VERB" && at-k <= beside && k-at <= beside
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
		if m.When.From.IsZero() {
			cost += 25 // "so far this year": this year
		}
		told := e.frame.says != "" && at >= e.first && at < e.last // what is blamed on somebody is told in clauses of its own
		if first <= e.first && last >= e.last && !told && (r.separateClause(at, e) || r.ofSpeech(at, e)) {
			continue
		}
		if r.sinceEvent(t) || r.besideDay(t) >= 0 || r.standsOut(t, e) {
			continue
		}
		if cost < bestCost {
			best, bestCost = t, cost
		}
	}
	return best
}

// elliptic reports whether participle v shares the auxiliary of the one it is joined to: displaced in
// "were killed and thousands displaced".
func (r *reader) elliptic(v int) bool {
	return base(r.rel(v)) == "conj" && r.xpos(v) == "VBN" && r.child(v, "aux") < 0
}

// setTime gives the claim the time expression t.
func (r *reader) setTime(c *stemma.Claim, t int, rule string) {
	m := r.d.Times[t]
	c.When = r.closed(m.When)
	if day, ok := r.clockDay(t); ok {
		c.When = day
	}
	if w, ok := r.spans[t]; ok && fallen(*c) {
		c.When = w // those who fell in three days that ended on Saturday
	}
	c.Cites[stemma.FieldTime] = m.Span
	if rule != "" {
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: "the clause tells no time; the nearest one in its sentence", Cites: r.cites(m.Span)})
	}
}

// closed ends a time that is open towards the future, as "after noon on Monday" is: one
// of hours with its day, any other with the day of publication.
func (r *reader) closed(w stemma.When) stemma.When {
	pub := r.d.Report.Published.When
	if w.From.IsZero() || !w.To.IsZero() {
		return w
	}
	if w.Precision < stemma.Day {
		w.To, w.Precision = w.From.Truncate(24*time.Hour).AddDate(0, 0, 1), stemma.Day
		return w
	}
	if end := pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1); pub.Known() && w.From.Before(end) {
		w.To = end
	}
	return w
}

func (r *reader) inheritTime(c *stemma.Claim, w stemma.When, s stemma.Span, rule, says string) {
	c.When = w
	if !s.Empty() {
		c.Cites[stemma.FieldTime] = s
	}
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: says, Cites: r.cites(s)})
}
