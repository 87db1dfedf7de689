package claim

import (
	"cmp"
	"math"
	"slices"
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

// lasted dates an event by its length and its end or start: "three days of fighting ended
// on Saturday".
func (r *reader) lasted(c *stemma.Claim, e event, s text.Sentence) bool {
	h := r.head(e.word)
	m := r.child(e.word, "case", "mark")
	if h < 0 || m < 0 || r.lemma(m) != "of" {
		return false
	}
	length := int(r.timeOf[h])
	if length < 0 || r.d.Times[length].Duration < 1 {
		return false
	}
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		w := r.d.Times[t].When
		if t == length || w.From.IsZero() || w.To.IsZero() || w.Precision > stemma.Day {
			continue
		}
		days := int(math.Round(r.d.Times[length].Duration))
		v := r.lemma(r.clause(min(r.d.TokenAt(r.d.Times[t].Start), len(r.d.Tokens)-1)))
		switch {
		case r.f.verb("end", v):
			w.From = w.To.AddDate(0, 0, -days)
		case r.f.verb("begin", v):
			w.To = w.From.AddDate(0, 0, days)
		default:
			return false
		}
		w.Precision, w.Against = stemma.Day, "the length, from the day that is told"
		c.When = w
		c.Cites[stemma.FieldTime] = r.d.Times[length].Span.Join(r.d.Times[t].Span)
		r.spans[t] = c.When
		return true
	}
	return false
}

// eversince dates a toll that the perfect counts from the start of the war that caused it
// up to publication: "the war, which began in 2011, has killed 300,000".
func (r *reader) eversince(c *stemma.Claim, e event) bool {
	pub := r.d.Report.Published.When
	if r.tenseOf(e.word) != perfect || !pub.Known() {
		return false
	}
	for _, k := range e.args["subj"] {
		t := r.begunAt(k)
		if t < 0 || r.d.Times[t].When.From.IsZero() {
			continue
		}
		r.setTime(c, t, "")
		c.When.To = pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1)
		c.When.Against = "since it began, to publication"
		return true
	}
	return false
}

// begunAt is the time at which the event that a noun names began, as a clause behind it
// says: "an offensive that began on 3 June", "the raid launched on Friday"; -1 for none.
func (r *reader) begunAt(noun int) int {
	if r.upos(noun) != "NOUN" && r.upos(noun) != "PROPN" {
		return -1
	}
	for _, k := range r.children(noun, "acl") {
		if r.upos(k) != "VERB" || r.xpos(k) == "VBG" || !r.f.verb("happen", r.lemma(k)) && !r.f.verb("support", r.lemma(k)) && !r.f.verb("conclude", r.lemma(k)) {
			continue
		}
		first, last := k, k
		r.walk(k, func(j int) bool { return !r.clausal(j) }, func(j int) { first, last = min(first, j), max(last, j) })
		from, to := text.Within(r.d.Times, r.d.Tokens[first].Start, r.d.Tokens[last].End)
		for t := from; t < to; t++ {
			if m := r.d.Times[t]; m.When.Known() && !m.Set && r.clause(r.d.TokenAt(m.Start)) == k {
				return t
			}
		}
	}
	return -1
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
		r.heldUntilNow(c, s)
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
		from := end.From
		if from.IsZero() {
			from = end.To.AddDate(0, 0, -1) // "until September"
		}
		c.When.From = monthBefore(from, m.Duration)
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

// sinceEvent says how a time was told that counts from an event.
const sinceEvent = "since then, to publication"

// sinceThen opens the claim's time up to publication where its clause counts from
// another event: "have been killed since the offensive began on 15 November".
func (r *reader) sinceThen(c *stemma.Claim, t int, e event) {
	at := r.clause(r.d.TokenAt(r.d.Times[t].Start))
	m := r.child(at, "mark")
	pub := r.d.Report.Published.When
	if pub.Known() && r.sinceStart(t, e) && !c.When.From.IsZero() && c.When.From.Before(pub.From) {
		c.When.To = pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1)
		c.When.Against = sinceEvent
		return
	}
	if at == r.clause(e.word) || m < 0 || r.lemma(m) != "since" || r.above(at, e.word) || !pub.Known() {
		return
	}
	c.When.To = pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1)
	c.When.Against = "since then, to publication"
}

// sinceStart reports whether time t dates the event since which something is counted, as its nouns
// tell: 2011 in "since the beginning of the war in 2011".
func (r *reader) sinceStart(t int, e event) bool {
	const reach = 14 // words
	at := r.d.TokenAt(r.d.Times[t].Start)
	for i := at - 1; i >= 0 && i >= at-reach; i-- {
		switch {
		case strings.EqualFold(r.d.Word(i), "since"):
			return at-i > 1 && (e.word < i || e.word > at)
		case r.upos(i) == "VERB" && r.xpos(i) != "VBG" || r.upos(i) == "PUNCT" && r.d.Word(i) != "-" || r.upos(i) == "AUX":
			return false
		}
	}
	return false
}

// beginning dates an event from which something else is counted by the time of its clause alone, and
// not by all that has passed since: "since the war began in 2011".
func (r *reader) beginning(c *stemma.Claim, t int, e event) {
	const day = 24 * time.Hour
	m := r.d.Times[t]
	w, at := m.When, r.d.TokenAt(m.Start)
	if w.From.IsZero() || !w.To.IsZero() && w.To.Sub(w.From) <= day || strings.EqualFold(r.d.Word(max(at-1, 0)), "since") || strings.EqualFold(r.d.Word(at), "since") || r.sinceBetween(e.word, at) || !r.sinceBefore(e.word) {
		return
	}
	year, month, d := w.From.Date()
	words := strings.ToLower(m.Of(r.d.Text()))
	small := slices.ContainsFunc(strings.Fields(words), func(word string) bool { // the day of the month
		word = strings.Trim(word, ",.")
		return len(word) <= 2 && strings.Trim(word, "0123456789") == ""
	})
	switch {
	case small || d != 1:
		c.When = stemma.DayOf(year, month, d)
	case month != time.January || strings.Contains(words, "jan"):
		c.When = stemma.MonthOf(year, month)
	default:
		c.When = stemma.YearOf(year)
	}
}

// sinceBefore reports whether "since" opens the clause of token i, or of the event that it names.
func (r *reader) sinceBefore(i int) bool {
	const reach = 8 // words
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		if strings.EqualFold(r.d.Word(k), "since") {
			return true
		}
		if r.upos(k) == "VERB" && r.xpos(k) != "VBN" && r.xpos(k) != "VBG" || r.upos(k) == "CCONJ" || r.d.Word(k) == "," {
			return false
		}
	}
	return false
}

// sinceBetween reports whether "since" stands between tokens i and j.
func (r *reader) sinceBetween(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if strings.EqualFold(r.d.Word(k), "since") {
			return true
		}
	}
	return false
}

// outlasts reports whether what is told in the present goes on long after time t, which
// another clause of its sentence tells: "troops remain there, 18 years after the attacks of 2001".
func (r *reader) outlasts(e event, t int) bool {
	const long = 31 // days
	w, pub := r.d.Times[t].When, r.d.Report.Published.When
	return pub.Known() && !w.To.IsZero() && r.tenseOf(e.word) == present && pub.From.Sub(w.To).Hours() > long*24 &&
		r.clause(r.d.TokenAt(r.d.Times[t].Start)) != r.clause(e.word)
}

// soFar ends the time of what has happened with the day of its telling where the words
// name a span that goes on: "16 soldiers have been killed this week".
func (r *reader) soFar(c *stemma.Claim, e event) {
	pub := r.d.Report.Published.When
	tense := r.tenseOf(e.word)
	if !pub.Known() || tense != past && tense != perfect || c.When.Precision <= stemma.Day || c.When.From.IsZero() || c.When.To.IsZero() {
		return
	}
	if end := pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1); c.When.From.Before(end) && c.When.To.After(end) {
		c.When.To, c.When.Precision = end, stemma.Day
		c.When.Against = "up to the publication"
	}
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
