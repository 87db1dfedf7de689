package claim

import (
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// index prepares what the reader looks up by position: cues and statements.
func (r *reader) index() {
	for _, s := range r.d.Statements {
		if !s.Cue.Empty() && r.attributes(s) {
			r.cues = append(r.cues, s.Cue)
		}
	}
	slices.SortFunc(r.cues, func(a, b stemma.Span) int { return a.Start - b.Start })
	r.saying = make([][]contentSpan, len(r.d.Sentences))
	for k, s := range r.d.Statements {
		if !r.attributes(s) {
			continue
		}
		for _, c := range s.Content {
			r.contents = append(r.contents, contentSpan{c, k})
			for i := text.After(r.d.Sentences, c.Start); i < len(r.saying) && r.d.Sentences[i].Start < c.End; i++ {
				r.saying[i] = append(r.saying[i], contentSpan{c, k})
			}
		}
		if !s.Source.Empty() {
			r.sources = append(r.sources, contentSpan{s.Source, k})
		}
	}
	byStart := func(a, b contentSpan) int { return a.Start - b.Start }
	slices.SortStableFunc(r.contents, byStart)
	slices.SortStableFunc(r.sources, byStart)
	for _, c := range r.contents {
		r.longest = max(r.longest, c.Len())
	}
}

// attributes reports whether a statement puts words into the mouth of somebody who can
// speak: a raid that "hit the camp" says nothing, whatever verb stands beside it.
func (r *reader) attributes(s text.Statement) bool {
	if s.Class == text.Show && things[strings.ToLower(s.Source.Of(r.d.Text()))] {
		return false // "It shows how …" is said by whoever says that
	}
	if s.Class == text.Belief && s.Speaker != (stemma.Speaker{}) && r.f.verb("hold-true", r.lemma(r.d.TokenAt(s.Cue.Start))) {
		return !r.happened(s.Source)
	}
	if s.Class == text.Intention && s.Speaker != (stemma.Speaker{}) && len(s.Content) > 0 && r.f.verb("vow", r.lemma(r.d.TokenAt(s.Cue.Start))) && strings.HasPrefix(s.Content[0].Of(r.d.Text()), "that ") {
		return true // "promised that the city would be retaken"
	}
	return attributes(s) && !r.happened(s.Source) && !(s.Class == text.Show && s.Speaker.ID == "" && r.exhibit(s.Source))
}

// exhibit reports whether the words at a span name a thing that shows something to whoever tells of
// it, and nobody who says it: pictures, figures.
func (r *reader) exhibit(s stemma.Span) bool {
	if s.Empty() {
		return false
	}
	first, last := r.d.TokenAt(s.Start), r.d.TokenAt(s.End-1)
	for k := first; k <= last && k < len(r.d.Tokens); k++ {
		if h := r.head(k); h < first || h > last {
			return r.upos(k) == "NOUN" && r.f.noun("exhibit", r.lemma(k))
		}
	}
	return false
}

// things are the pronouns for what somebody points to.
var things = map[string]bool{"it": true, "this": true, "that": true, "which": true, "these": true, "those": true}

// happened reports whether the words at a span name an event, a proof or a place, and nobody
// who acts.
func (r *reader) happened(s stemma.Span) bool {
	if s.Empty() {
		return false
	}
	first, last := r.d.TokenAt(s.Start), r.d.TokenAt(s.End-1)
	for k := first; k <= last && k < len(r.d.Tokens); k++ {
		if h := r.head(k); h >= first && h <= last {
			continue
		}
		if r.actorAt(k) < 0 && (r.f.noun("proof", r.lemma(k)) || r.is(k, "place") && r.placeAt(k) >= 0 && !r.staffed(k)) {
			return true // "evidence suggests", "the town saw"
		}
		return r.actorAt(k) < 0 && r.upos(k) == "NOUN" && len(r.f.evoked("n", r.lemma(k))) > 0 && (r.f.noun("event", r.lemma(k)) || r.f.noun("raid", r.lemma(k)))
	}
	return false
}

// staffed reports whether the place at token k has people who speak for it: a hospital.
func (r *reader) staffed(k int) bool {
	m := r.d.Places[r.placeAt(k)]
	return r.f.noun("care", strings.ToLower(r.d.Word(m.Last-1))) || r.f.noun("care", r.lemma(k))
}

// attributes reports whether a statement puts words into somebody's mouth, or says that
// they are hearsay. What somebody only thinks or wants is told by whoever tells it.
func attributes(s text.Statement) bool {
	switch s.Class {
	case text.Praise, text.Belief, text.Intention, text.Topic, text.Silence:
		return false
	case text.Expect, text.Demand, text.Accuse:
		return !s.Source.Empty()
	}
	return !s.Source.Empty() || s.Stance == stemma.Disputed || s.Continues >= 0 || s.Direct
}

// contentSpan is a stretch of a statement.
type contentSpan struct {
	stemma.Span
	statement int
}

// farthest is how many stretches of statements that begin before a word are looked at.
const farthest = 200

// statementsAt are the innermost statements whose content holds token i; several
// where speakers share one content.
func (r *reader) statementsAt(i int) []int {
	at := r.d.Tokens[i].Start
	var out []int
	best := -1
	from := sort.Search(len(r.contents), func(k int) bool { return r.contents[k].Start > at })
	for k := from - 1; k >= 0 && from-k <= farthest && r.contents[k].Start >= at-r.longest; k-- {
		c := r.contents[k]
		if c.End <= at {
			continue
		}
		switch {
		case best < 0 || c.Len() < best:
			best, out = c.Len(), []int{c.statement}
		case c.Len() == best:
			out = append(out, c.statement)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sourcesNear are the statements whose source may hold byte at.
func (r *reader) sourcesNear(at int) []int {
	var out []int
	from := sort.Search(len(r.sources), func(k int) bool { return r.sources[k].Start > at })
	for k := from - 1; k >= 0 && k > from-4; k-- {
		if r.sources[k].End > at {
			out = append(out, r.sources[k].statement)
		}
	}
	return out
}

// says reports whether byte at lies in the content of statement k.
func (r *reader) says(k, at int) bool {
	for _, c := range r.d.Statements[k].Content {
		if c.Start <= at && at < c.End {
			return true
		}
	}
	return false
}
