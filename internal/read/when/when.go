// Package when finds time expressions and resolves them to intervals: "late
// November", "since midnight", "overnight into Sunday", "two days later".
package when

import (
	"iter"
	"math"
	"time"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/text"
)

// Version is stored with what this reader produced.
//
//	1  first
//	2  2-1/2 years
//	3  how long something lasted before something else
const Version = 3

// Find finds the time expressions in the sentences and resolves them against the
// publication, the tense and the dates mentioned before. Without a publication the
// expressions that need one stay unresolved and say so. Tags, one a token where not
// empty, make the tense surer.
func Find(body string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, arcs []text.Arc, published stemma.When) []text.Time {
	var out []text.Time
	for _, r := range Readings(body, tokens, sentences, tags, published) {
		if r.Rule == "age" {
			continue
		}
		out = append(out, r.time(body))
	}
	return out
}

// Reading is an expression as it was resolved, with the symbols that it was
// resolved from.
type Reading struct {
	Expression
	Words   []numeral.Word // Words of its sentence.
	Frame   Frame          // Frame it was resolved in.
	Future  bool           // Future reports whether the tense put it ahead.
	When    stemma.When
	Against string // Against is what it was resolved against.
}

// Readings is Find with the symbols kept.
func Readings(body string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, published stemma.When) []Reading {
	if len(tags) != len(tokens) {
		tags = nil
	}
	r := reader{tokens: tokens, tags: tags}
	for _, s := range sentences {
		words := numeral.Words(body, s.Start, s.End)
		r.sentences = append(r.sentences, read{sentence: s, words: words, found: Parse(words)})
	}
	f := Frame{Now: published, History: historic(r.dates, published)}
	var out []Reading
	for i := range r.sentences {
		s := &r.sentences[i]
		f.here = false
		for _, e := range s.found {
			future, told := r.future(s, e)
			if !future && (told || f.History || e.Point.Length.Unit >= Year) {
				e = lasting(e, s.words)
			}
			if e.Kind == AtPoint && e.Relation == In && begun(s.words, e.First) {
				e.Relation, e.Inclusive, e.Rule = Since, true, "since it began"
			}
			x := Reading{Expression: e, Words: s.words, Frame: f, Future: future}
			if f.History && e.Rule == "recently" && e.Last-e.First > 1 {
				continue // "so far" dates nothing in a history
			}
			x.When, x.Against = Resolve(e, f, x.Future)
			if e.Kind == ForLength && e.Rule != "age" && f.Now.Known() && !f.History && r.ongoing(s, e) {
				x.When, x.Against = f.upTo(1)
				x.Rule = "length up to the publication"
			}
			f.Remember(e, x.Future)
			out = append(out, x)
		}
		if w := enclosed(out[len(out)-min(len(out), len(s.found)):]); w.Known() {
			f.period = w
		}
	}
	return out
}

type reader struct {
	tokens    []text.Token
	tags      []text.Tag
	sentences []read
}

// read is one sentence and what was found in it.
type read struct {
	sentence text.Sentence
	words    []numeral.Word
	found    []Expression
}

// dates are the expressions of all sentences.
func (r *reader) dates(yield func(*Expression) bool) {
	for _, s := range r.sentences {
		for i := range s.found {
			if !yield(&s.found[i]) {
				return
			}
		}
	}
}

// What makes a text history: at least so many of its dates say a year before the
// publication's, and more than so many times those that are told from the
// publication ("Sunday", "last week"). News that recalls how a war began stays news.
// Tuned on the war histories and on the reports of three events; re-measure with
// `stemma eval --suite reading`.
const (
	enoughYears  = 4
	timesDeictic = 2
)

// historic reports whether a text with these expressions tells of a time before its
// publication, so that its months and days follow its own dates. A text without a
// publication can only follow its own dates.
func historic(es iter.Seq[*Expression], published stemma.When) bool {
	year := published.From.Year()
	if published.From.IsZero() {
		year = math.MaxInt
	}
	old, deictic := 0, 0
	for e := range es {
		p := &e.Point
		switch {
		case e.Kind != AtPoint && e.Kind != InRange:
		case p.HasYear && p.Year < year:
			old++
		case p.Form == Weekday, p.Form == Stretch && p.From == FromNow, p.Form == NoDate && p.Part == "overnight", fromNow(*p):
			deictic++
		}
	}
	return old >= enoughYears && old > timesDeictic*deictic
}

// Resolve resolves an expression in a frame; future says whether the event lies
// ahead of the publication.
func Resolve(e Expression, f Frame, future bool) (stemma.When, string) {
	switch e.Kind {
	case AtPoint:
		return f.bounded(e, future)
	case InRange:
		return f.between(e, future)
	case Vaguely:
		if !f.Now.Known() || f.History {
			break
		}
		switch e.Rule {
		case "present":
			_, against, _ := f.now()
			return oneDay(dayStart(f.Now.From)), against
		case "past":
			return f.upTo(0)
		case "recently":
			return f.upTo(1)
		}
	}
	return stemma.When{}, ""
}

// upTo is all time up to the publication, with so many of its days.
func (f Frame) upTo(days int) (stemma.When, string) {
	now, against, _ := f.now()
	return stemma.When{To: now.AddDate(0, 0, days), Precision: stemma.Day}, against
}

// begun reports whether the date at word i is that of what has lasted since: "since
// the offensive began on 15 November".
func begun(words []numeral.Word, i int) bool {
	verb := false
	for j := i - 1; j >= max(0, i-9) && words[j].Shape != numeral.Mark; j-- {
		switch words[j].Text {
		case "began", "begun", "started", "erupted", "broke", "launched", "took", "seized", "captured", "fell", "entered", "invaded":
			verb = true
		case "since":
			return verb
		}
	}
	return false
}

// choose picks one of the two readings of a point.
func (f Frame) choose(p Point, future bool) (stemma.When, string) {
	r := f.Point(p)
	if future || !r.Past.Known() {
		return r.Future, r.Against
	}
	today := dayStart(f.Now.From)
	if r.Future.Known() && p.Form != NoDate && !f.History && !f.Now.From.IsZero() && !r.Future.From.After(today.Add(24*time.Hour-1)) {
		return r.Future, r.Against // "on Sunday" of a Sunday
	}
	return r.Past, r.Against
}

// bounded applies the relation of an expression to its point.
func (f Frame) bounded(e Expression, future bool) (stemma.When, string) {
	w, against := f.choose(e.Point, future)
	if !w.Known() {
		return w, against
	}
	now, hasNow := dayStart(f.Now.From), f.Now.Known() && !f.History
	switch e.Relation {
	case Since:
		w.To = time.Time{}
		if hasNow && !future && !w.From.After(now) {
			w.To = now.AddDate(0, 0, 1)
			if against == "" {
				against = "published " + now.Format(time.DateOnly)
			}
		} else if hasNow && e.Point.Form == Calendar && future {
			w.To = time.Time{}
		}
	case Before, Until:
		end := w.From
		if e.Inclusive || e.Point.Section == "end" || e.Point.Section == "late" {
			end = w.To
		}
		w.To = end
		w.From = time.Time{}
		if hasNow && end.After(now.AddDate(0, 0, 1)) {
			w.From = now
		}
	case After:
		w.From, w.To = w.To, time.Time{}
	case By:
		if hasNow && !w.To.IsZero() && w.From.After(now) {
			w.From = now
		}
	}
	return w, against
}

// between resolves a range from its two ends.
func (f Frame) between(e Expression, future bool) (stemma.When, string) {
	a, against := f.choose(e.Point, future)
	g := f
	if a.Known() && e.Point.Form != NoDate {
		g.Then = a
	}
	b, _ := g.choose(e.To, future)
	if !a.Known() || !b.Known() {
		return stemma.When{}, ""
	}
	if b.To.Before(a.From) && e.To.Clock.Said && !a.From.IsZero() {
		b.From, b.To = b.From.AddDate(0, 0, 1), b.To.AddDate(0, 0, 1)
	}
	if e.Rule == "length from" {
		b.To = b.From
	}
	if !b.To.IsZero() && !b.To.After(a.From) {
		return stemma.When{}, ""
	}
	return span(a.From, b.To, min(a.Precision, b.Precision)), against
}

// time makes the layer's record of one reading.
func (x Reading) time(body string) text.Time {
	t := text.Time{Span: stemma.Span{Start: x.Words[x.First].Start, End: x.Words[x.Last-1].End}}
	t.Why = why(x.Expression, x.When, x.Against, x.Frame)
	switch x.Kind {
	case ForLength:
		t.Duration = x.Length.Days()
	case EveryTime:
		t.Set = true
		return t
	}
	if x.When.Known() {
		t.When = x.When
		t.When.Said, t.When.Against = t.Of(body), x.Against
	}
	return t
}

// Date is the date of the expression, or of the second end of a range, without
// sections, parts of a day and relations.
func (x Reading) Date(second bool) stemma.When {
	f, p := x.Frame, x.Point
	strip := func(p Point) Point {
		p.Section, p.Part, p.Late, p.Clock = "", "", "", Clock{}
		return p
	}
	if second {
		if a, _ := f.choose(strip(p), x.Future); a.Known() {
			f.Then = a
		}
		p = x.To
	}
	if p.Form == NoDate {
		return stemma.When{}
	}
	w, _ := f.choose(strip(p), x.Future)
	return w
}

// Remember makes the date of an expression the one that later ones may refer to.
func (f *Frame) Remember(e Expression, future bool) {
	p := e.Point
	if e.Kind == InRange {
		p = e.To
	}
	if e.Kind != AtPoint && e.Kind != InRange || p.Form == NoDate || p.Form == Stretch || f.History && f.Now.Known() && fromNow(p) {
		return
	}
	x := Reading{Expression: e, Frame: *f, Future: future}
	f.here = false
	w := x.Date(e.Kind == InRange)
	if !w.Known() || w.From.IsZero() {
		return
	}
	if jump := w.From.Year() - f.Then.From.Year(); f.History && f.Then.Known() && max(jump, -jump) > aside && f.far != w.From.Year()/aside {
		f.far = w.From.Year() / aside // a look back or ahead; a second one in that time moves there
		return
	}
	f.Then, f.far, f.here = w, 0, true
}

// aside is how many years from the narrative a date lies that is taken for an aside
// when it stands alone.
const aside = 10

// fromNow reports whether a point counts from the publication.
func fromNow(p Point) bool {
	return p.HasShift && p.From == FromNow && (p.Form == Relative || p.Form == Calendar || p.Form == Weekday) || p.Form == Shifted && p.From == FromNow && p.Of == nil
}

// lasting makes a length of "in two days" that a past event took.
func lasting(e Expression, words []numeral.Word) Expression {
	if first := words[e.First].Text; e.Kind != AtPoint || e.Point.Form != Shifted && e.Point.Form != Stretch || first != "in" && first != "within" || e.Point.From == FromThen || e.Relation != In || e.Point.Of != nil || words[e.Last-1].Text == "time" {
		return e
	}
	return Expression{First: e.First + 1, Core: e.First + 1, Last: e.Last, Kind: ForLength, Length: e.Point.Length, Rule: "length"}
}

// why says by what rule an expression got its value.
func why(e Expression, w stemma.When, against string, f Frame) string {
	rule := "time/" + e.Rule
	switch {
	case e.Kind == ForLength || e.Kind == EveryTime:
		return rule
	case !w.Known() && f.Now.From.IsZero():
		return rule + ": no publication date to resolve it against"
	case !w.Known():
		return rule + ": no date to resolve it against"
	case against == "":
		return rule + ": absolute"
	}
	return rule + ": against " + against
}
