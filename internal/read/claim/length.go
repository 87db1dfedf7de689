package claim

import (
	"math"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

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
