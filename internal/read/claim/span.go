package claim

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/internal/text"
)

// allAlong dates what a war whose length is told has done, or what is done in it, by that
// length up to the publication: "the six-year war has killed 500,000".
func (r *reader) allAlong(c *stemma.Claim, e event) bool {
	pub := r.d.Report.Published.When
	if !pub.Known() || pub.From.IsZero() || r.tenseOf(e.word) == past {
		return false
	}
	for _, k := range slices.Concat(e.args["subj"], e.args["in"], e.args["during"], []int{r.whose(e.word)}) {
		if k < 0 {
			continue
		}
		if n, cite := r.yearOfWar(k); n > 0 {
			c.When = stemma.When{From: time.Date(pub.From.Year()-n+1, 1, 1, 0, 0, 0, 0, time.UTC), To: pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1), Precision: stemma.Day, Against: "the year that it is in, back from the publication"}
			c.Cites[stemma.FieldTime] = cite
			return true
		}
		t := r.lengthOfWar(k)
		if t < 0 {
			continue
		}
		m := r.d.Times[t]
		c.When = stemma.When{From: before(pub.From, m.Duration), To: pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1), Precision: stemma.Day, Against: "the length, back from the publication"}
		c.Cites[stemma.FieldTime] = m.Span
		return true
	}
	return false
}

// longestCounted is the last ordinal that verbs.txt has.
const longestCounted = 20

// yearOfWar is the year that the war which a noun names is said to be in, and the words that say so:
// 7 in "the war, now in its seventh year"; 0 for none.
func (r *reader) yearOfWar(noun int) (int, stemma.Span) {
	if !r.f.noun("strife", r.lemma(noun)) {
		return 0, stemma.Span{}
	}
	for _, k := range append(r.children(noun, "nmod"), r.children(noun, "acl", "appos", "advmod")...) {
		for _, y := range append([]int{k}, r.children(k, "obl", "nmod")...) {
			if r.lemma(y) != "year" || r.preposition(y) != "in" {
				continue
			}
			for _, o := range r.children(y, "amod") {
				for n := 2; n <= longestCounted; n++ {
					if r.f.verb("nth-"+strconv.Itoa(n), strings.ToLower(r.d.Word(o))) {
						return n, r.d.Tokens[o].Span.Join(r.d.Tokens[y].Span)
					}
				}
			}
		}
	}
	return 0, stemma.Span{}
}

// whose is the noun that the relative clause of token i describes; -1 for none.
func (r *reader) whose(i int) int {
	if k := r.clause(i); base(r.rel(k)) == "acl" {
		return r.head(k)
	}
	return -1
}

// lengthOfWar is the length that is told of the war which a noun names: "the six-year war",
// "six years of war"; -1 for none.
func (r *reader) lengthOfWar(noun int) int {
	if r.f.noun("strife", r.lemma(noun)) {
		for _, k := range append(r.children(noun, "amod", "compound", "nummod"), noun-1) {
			if t := r.lengthAt(k); t >= 0 {
				return t
			}
		}
	}
	if r.f.verb("span", r.lemma(noun)) && slices.ContainsFunc(r.children(noun, "nmod"), func(k int) bool { return r.f.noun("strife", r.lemma(k)) }) {
		return r.lengthAt(noun)
	}
	return -1
}

// lengthAt is the length of more than a month that covers token i; -1 for none.
func (r *reader) lengthAt(i int) int {
	const long = 31 // days
	if i < 0 {
		return -1
	}
	t := text.Covering(r.d.Times, r.d.Tokens[i].Start)
	if t >= 0 && r.d.Times[t].Duration > long && !r.d.Times[t].When.Known() {
		return t
	}
	return -1
}

// before is the day that lies so many days before t; where it is months or years, the
// first of its month.
func before(t time.Time, days float64) time.Time {
	const month = 365.25 / 12
	if days < 2*month {
		return t.Truncate(24*time.Hour).AddDate(0, 0, -int(math.Round(days)))
	}
	return monthBefore(t, days)
}

// thenSince opens the time of what "has since" happened from the time told before it, in its own
// sentence or the one before, up to the publication: "broke out in 2011 and has since spread".
func (r *reader) thenSince(c *stemma.Claim, e event, s text.Sentence) bool {
	pub := r.d.Report.Published.When
	k := r.clause(e.word)
	if !pub.Known() || r.tenseOf(e.word) != perfect || !slices.ContainsFunc(r.children(k, "advmod"), func(m int) bool { return r.lemma(m) == "since" }) {
		return false
	}
	from := s.First
	if n := r.d.SentenceOf(s.Start); n > 0 {
		from = r.d.Sentences[n-1].First
	}
	first, last := text.Within(r.d.Times, r.d.Tokens[from].Start, r.d.Tokens[k].Start)
	for t := last - 1; t >= first; t-- {
		m := r.d.Times[t]
		if m.When.From.IsZero() || m.Set || !m.When.From.Before(pub.From) {
			continue
		}
		c.When = stemma.When{From: m.When.From, To: pub.From.Truncate(24*time.Hour).AddDate(0, 0, 1), Precision: stemma.Day, Against: "since then, to publication"}
		c.Cites[stemma.FieldTime] = m.Span
		return true
	}
	return false
}

// saidOn is the day on which what the event tells was said: that of its own statement; where
// that tells none, for judgements and pleas the last day within the week on which the report has
// had somebody speak; for the newsroom, for what happens and failing those the day of publication.
func (r *reader) saidOn(c *stemma.Claim, e event, sentence int) (stemma.When, stemma.Span) {
	if t := r.saidAt(e, sentence); t >= 0 {
		return r.d.Times[t].When, r.d.Times[t].Span
	}
	if r.ctx.said.Known() && !happens(c.Kind) && !fallen(*c) && len(r.statementsAt(e.word)) > 0 {
		return r.ctx.said, r.ctx.saidSpan
	}
	return r.dayOf(r.d.Report.Published.When), stemma.Span{}
}

// spokenOn is the day within the week before publication on which a sentence has somebody
// speak: "she said on Monday", "Tuesday's briefing"; -1 for none.
func (r *reader) spokenOn(s text.Sentence) int {
	from, to := text.Within(r.d.Times, s.Start, s.End)
	for t := from; t < to; t++ {
		m := r.d.Times[t]
		if m.Set || m.When.Precision > stemma.Day || m.When.To.Sub(m.When.From).Hours() > 24 || !near(m.When, r.d.Report.Published.When) {
			continue
		}
		if r.ofWords(t) {
			return t
		}
	}
	return -1
}

// ofWords reports whether time t is when something was said or published: it belongs to a verb
// of saying beside it, or to a noun for words: "Tuesday's briefing".
func (r *reader) ofWords(t int) bool {
	m := r.d.Times[t]
	at, end := r.d.TokenAt(m.Start), r.d.TokenAt(m.End)
	if at >= len(r.d.Tokens) {
		return false
	}
	if r.speaks(r.clause(at), at) || r.stamped(m) {
		return true
	}
	const beside = 4 // words: "Tuesday 's oral briefing"
	for i := end; i < min(end+beside, len(r.d.Tokens)) && r.upos(i) != "VERB" && r.upos(i) != "ADP"; i++ {
		if r.f.noun("speech", r.lemma(i)) {
			return true
		}
	}
	return false
}

// stamped reports whether a time only dates the report in its dateline: "ORLO, Nov 18 (Agency) -".
func (r *reader) stamped(m text.Time) bool {
	s := r.d.Report.DatelineSpan
	return s.Start <= m.Start && m.End <= s.End
}

// ofTheLead reports whether a claim of fighting or harm tells of what the report is about: a
// day was told of that before, and it happened there.
func (r *reader) ofTheLead(c *stemma.Claim, e event) bool {
	pub := r.d.Report.Published.When
	if !r.ctx.lead.Known() || !pub.Known() || pub.From.Sub(r.ctx.lead.From).Hours() < 24 || r.ctx.leadSpan.Start > c.Sentence.Start || !hostile(c.Kind) && !fallen(*c) && c.Kind != stemma.Displaced && c.Kind != stemma.Destruction {
		return false
	}
	if slices.ContainsFunc(e.args["subj"], func(k int) bool { return r.f.noun("strife", r.lemma(k)) }) {
		return false // what the whole war has done
	}
	return r.ctx.main.known() && !wideSpot(r.ctx.main) && (c.Place.Name == r.ctx.main.Name || c.Place.In == r.ctx.main.Name || c.Place.Geo.ID != "" && c.Place.Geo.ID == r.ctx.main.Geo.ID)
}
