package brief

import (
	"strings"
	"time"

	"stemma"
	"stemma/internal/explain"
)

// clauseOf says a claim in words. It is not ready when the words that the claim
// cites do not carry what it has to say.
func clauseOf(c stemma.Claim, body string, whose side) Clause {
	b := &builder{claim: c, body: body, whose: whose}
	b.matter()
	if !b.clause.ready {
		return b.clause
	}
	b.where()
	b.when()
	b.stance()
	b.clause.Text = b.take()
	said := b.clause.Parts
	b.clause.Parts = nil
	b.speaker()
	b.clause.Voices = []Voice{{Text: b.take(), Parts: b.clause.Parts}}
	b.clause.Parts = said
	return b.clause
}

// take is the text so far; what follows begins anew.
func (b *builder) take() string {
	text := strings.Join(strings.Fields(b.text.String()), " ")
	b.text.Reset()
	return text
}

// builder puts a clause together, part by part.
type builder struct {
	claim  stemma.Claim
	body   string
	whose  side
	text   strings.Builder
	clause Clause
}

// verbs say the changes of control.
var verbs = map[stemma.Change]string{
	stemma.Enter: "entered", stemma.Capture: "captured", stemma.Recapture: "recaptured", stemma.Hold: "held",
	stemma.Contest: "contested", stemma.Withdraw: "withdrew from", stemma.Lose: "lost",
}

// counted say the kinds whose answer is a number.
var counted = map[stemma.Kind]string{
	stemma.Killed: "killed", stemma.Wounded: "wounded", stemma.Detained: "detained", stemma.Displaced: "displaced",
	stemma.Strength: "involved", stemma.Losses: "lost", stemma.Share: "held",
}

// matter writes what is claimed: who did what, or how many, or the claim's own
// words where neither is said.
func (b *builder) matter() {
	c := b.claim
	switch {
	case c.Kind == stemma.Control && verbs[c.Change] != "" && b.has(stemma.FieldActor, c.Actor.Name) && b.has(stemma.FieldPlace, c.Place.Name):
		b.part(stemma.FieldActor, c.Actor.Name)
		b.word(verbs[c.Change])
		if b.part(stemma.FieldPlace, explain.Where(stemma.Location{Name: c.Place.Name, Relation: c.Place.Relation})) {
			b.clause.ready = true
		}
	case counted[c.Kind] != "" && c.Quantity.Known() && b.quantity():
		b.word(counted[c.Kind])
		b.clause.ready = true
	default:
		b.quote()
	}
}

// quantity writes the number with its bound and unit, on the words of the whole
// quantity where the claim cites them, else of the value.
func (b *builder) quantity() bool {
	value := b.claim.Quantity.String()
	span := b.claim.Cites[stemma.FieldQuantity].Join(b.claim.Cites[stemma.FieldValue])
	if unit := b.claim.Cites[stemma.FieldUnit]; !unit.Empty() && unit.Start >= span.Start && unit.Start-span.End < 40 {
		span = span.Join(unit)
	}
	return b.cited(stemma.FieldValue, value, span)
}

// quote writes the claim in its own words.
func (b *builder) quote() {
	if b.claim.Span.Empty() {
		return
	}
	words := b.claim.Span.Of(b.body)
	b.clause.Parts = append(b.clause.Parts, Part{stemma.FieldKind, `"` + words + `"`, b.cite(b.claim.Span)})
	b.word(`"` + words + `"`)
	b.clause.ready = true
}

func (b *builder) where() {
	if b.done(stemma.FieldPlace) || b.done(stemma.FieldKind) || b.claim.Place.Name == "" {
		return
	}
	place, before := b.claim.Place.Name, "in"
	if r := b.claim.Place.Relation; r != "" {
		place, before = r+" "+place, ""
	}
	if b.has(stemma.FieldPlace, place) {
		b.word(before)
		b.part(stemma.FieldPlace, place)
	}
}

// when writes the time as a person would, on the words that tell it.
func (b *builder) when() {
	said := Date(b.claim.When)
	if said == "" || b.done(stemma.FieldKind) || !b.has(stemma.FieldTime, said) {
		return
	}
	b.word(preposition(b.claim.When))
	b.part(stemma.FieldTime, said)
}

func preposition(w stemma.When) string {
	switch {
	case w.From.IsZero():
		return "until"
	case w.To.IsZero():
		return "since"
	case w.To.Sub(w.From) <= 24*time.Hour:
		return "on"
	case w.Precision == stemma.Month || w.Precision == stemma.Year:
		return "in"
	}
	return "over"
}

// stance marks what is not plainly asserted.
func (b *builder) stance() {
	switch b.claim.Stance {
	case stemma.Denied:
		b.word("(denied)")
	case stemma.Disputed:
		b.word("(put with distance)")
	case stemma.Expected:
		b.word("(expected)")
	case stemma.CalledFor:
		b.word("(called for)")
	case stemma.Conditional:
		b.word("(on a condition)")
	}
}

// speaker writes who says so. What a newsroom says in its own voice has no words
// that name it: the cite names the outlet.
func (b *builder) speaker() {
	s := b.claim.Speaker
	name := s.Body
	switch {
	case s.Body == stemma.Newsroom:
		b.word("in the report's own voice")
		return
	case s.Body == "":
		name = s.Person
	}
	if !b.has(stemma.FieldSpeaker, name) || !b.part(stemma.FieldSpeaker, name) {
		b.word("someone whom the words do not name")
	}
}

func (b *builder) word(s string) {
	b.text.WriteString(" ")
	b.text.WriteString(s)
}

func (b *builder) done(f stemma.Field) bool {
	for _, p := range b.clause.Parts {
		if p.Field == f {
			return true
		}
	}
	return false
}

// has reports whether the claim cites words for a field that carry its value.
func (b *builder) has(f stemma.Field, value string) bool {
	return b.carried(f, value, b.claim.Cites[f])
}

func (b *builder) carried(f stemma.Field, value string, at stemma.Span) bool {
	return value != "" && !at.Empty() && at.Start >= 0 && at.End <= len(b.body) && b.whose.carries(f, value, at.Of(b.body))
}

// part writes the value of a field on the words that the claim cites for it.
func (b *builder) part(f stemma.Field, value string) bool {
	return b.cited(f, value, b.claim.Cites[f])
}

// cited writes value when words stand for it: alone when they carry it literally,
// else with the words beside it.
func (b *builder) cited(f stemma.Field, value string, at stemma.Span) bool {
	if !b.carried(f, value, at) {
		return false
	}
	cite := b.cite(at)
	if !literal(value, cite.Words) {
		value += ` ("` + cite.Words + `")`
	}
	b.clause.Parts = append(b.clause.Parts, Part{f, value, cite})
	b.word(value)
	return true
}

func (b *builder) cite(s stemma.Span) stemma.Cite {
	return stemma.Cite{Report: b.claim.Report, Span: s, Words: s.Of(b.body)}
}

// Date writes a time as a person would: "3 March 2025", "March 2025", "21–30 November
// 2016", "until 5 March 2025".
func Date(w stemma.When) string {
	switch {
	case !w.Known():
		return ""
	case w.From.IsZero():
		return point(w.To.Add(-time.Nanosecond), w.Precision)
	case w.To.IsZero():
		return point(w.From, w.Precision)
	}
	first, last := w.From, w.To.Add(-time.Nanosecond)
	if iso := w.ISO(); !strings.Contains(iso, "/") {
		return point(first, precisionOf(iso))
	}
	if first.Year() == last.Year() && first.Month() == last.Month() {
		return first.Format("2") + "–" + last.Format("2 January 2006")
	}
	if first.Year() == last.Year() {
		return first.Format("2 January") + " – " + last.Format("2 January 2006")
	}
	return first.Format("2 January 2006") + " – " + last.Format("2 January 2006")
}

// precisionOf is the precision that an ISO point is written with.
func precisionOf(iso string) stemma.Precision {
	switch len(iso) {
	case len("2006"):
		return stemma.Year
	case len("2006-01"):
		return stemma.Month
	}
	return stemma.Day
}

func point(t time.Time, p stemma.Precision) string {
	switch p {
	case stemma.Year, stemma.Decade:
		return t.Format("2006")
	case stemma.Month, stemma.Season:
		return t.Format("January 2006")
	}
	return t.Format("2 January 2006")
}
