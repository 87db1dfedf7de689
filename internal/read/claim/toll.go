package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// tollsOf are the tolls of a sentence.
func (r *reader) tollsOf(s text.Sentence) []text.Toll {
	first, _ := slices.BinarySearchFunc(r.d.Tolls, s.Start, func(t text.Toll, at int) int { return t.Number.Start - at })
	last := first
	for last < len(r.d.Tolls) && r.d.Tolls[last].Number.End <= s.End {
		last++
	}
	return r.d.Tolls[first:last]
}

// tolled corrects the figures of the claims of sentence k by its tolls, and returns
// claims of those that the parse has hidden.
//
// The words beside a number are surer of what befell those it counts than a parse of a
// list of figures, but know nothing else: a claim that is there keeps all but its figure.
// Counted dead and wounded only add claims that are not there.
func (r *reader) tolled(k int, tolls []text.Toll, claims []stemma.Claim) []stemma.Claim {
	var out []stemma.Claim
	for _, t := range tolls {
		if t.Kind == stemma.Killed || t.Kind == stemma.Wounded {
			r.uncounted(t, claims)
			if t.Hit || t.Hint || t.One || !t.Quantity.HasValue || t.Noun.Empty() || told(t, claims) {
				continue
			}
		} else if r.correct(t, tolls, claims) || countedElse(t, claims) {
			continue
		}
		e := r.tollEvent(t, r.d.Sentences[k])
		c := r.build(e, k)
		r.figure(&c, t)
		c.Cites[stemma.FieldKind] = t.Word
		out = append(out, r.voiced(c, e)...)
	}
	return out
}

// uncounted gives the one claim that a toll's word evoked, and that has no figure, that of the toll:
// "acknowledged four dead", "the death of a 22-year-old sergeant".
func (r *reader) uncounted(t text.Toll, claims []stemma.Claim) {
	if t.Hint || !t.Quantity.HasValue {
		return
	}
	found := -1
	for i, c := range claims {
		switch {
		case c.Kind != t.Kind:
		case c.Cites[stemma.FieldValue].Overlaps(t.Number):
			return
		case c.Cites[stemma.FieldKind].Overlaps(t.Word):
			if found >= 0 || c.Quantity.Known() {
				return
			}
			found = i
		}
	}
	if found < 0 || t.One && strings.Contains(claims[found].Target.Name, " and ") {
		return
	}
	r.figure(&claims[found], t)
	if k := r.d.TokenAt(t.Noun.End - 1); t.Quantity.Value == 1 && !t.Noun.Empty() && r.single(k) != "" {
		claims[found].Quantity.Unit = r.single(k)
	}
}

// told reports whether a claim of the toll's kind has its word or its number: of persons
// the clause knows more than the words beside a number.
func told(t text.Toll, claims []stemma.Claim) bool {
	return slices.ContainsFunc(claims, func(c stemma.Claim) bool {
		return c.Kind == t.Kind && (c.Span.Overlaps(t.Word) || c.Span.Overlaps(t.Number))
	})
}

// countedElse reports whether a claim of another kind has the toll's number, and one of its
// own kind its word: "killed 200,000 people and displaced millions".
func countedElse(t text.Toll, claims []stemma.Claim) bool {
	other := slices.ContainsFunc(claims, func(c stemma.Claim) bool {
		return c.Kind != t.Kind && fallen(c) && c.Cites[stemma.FieldValue].Overlaps(t.Number)
	})
	return other && slices.ContainsFunc(claims, func(c stemma.Claim) bool { return c.Kind == t.Kind && c.Cites[stemma.FieldKind].Overlaps(t.Word) })
}

// correct gives the claims that a toll's word evoked its figure; false when there are
// none and none of its kind has the figure.
func (r *reader) correct(t text.Toll, tolls []text.Toll, claims []stemma.Claim) bool {
	found := false
	for i := range claims {
		c := &claims[i]
		if c.Kind != t.Kind {
			continue
		}
		value := c.Cites[stemma.FieldValue]
		if word := c.Cites[stemma.FieldKind]; !value.Empty() && word.Overlaps(t.Word) && value.Start-word.End == 1 && t.Number.End <= word.Start {
			found = true // "killed 400,000 people and displaced 11 million": its own stands right behind it
			continue
		}
		same := !value.Empty() && value.Overlaps(t.Number)
		if c.Cites[stemma.FieldKind].Overlaps(t.Word) && !same && !tollOfClaim(tolls, t, *c) {
			r.figure(c, t)
			same = true
		}
		found = found || same
	}
	return found
}

// tollOfClaim reports whether another toll than t has the claim's word and figure:
// "displaced 30 families and 12 people".
func tollOfClaim(tolls []text.Toll, t text.Toll, c stemma.Claim) bool {
	for _, o := range tolls {
		if o != t && o.Kind == c.Kind && o.Word.Overlaps(c.Cites[stemma.FieldKind]) && o.Number.Overlaps(c.Cites[stemma.FieldValue]) {
			return true
		}
	}
	return false
}

// figure gives the claim the toll's figure.
func (r *reader) figure(c *stemma.Claim, t text.Toll) {
	c.Cites = cloneCites(c.Cites)
	c.Quantity = t.Quantity
	c.Cites[stemma.FieldValue] = t.Number
	delete(c.Cites, stemma.FieldUnit)
	if !t.Noun.Empty() {
		c.Cites[stemma.FieldUnit] = t.Noun
	}
}

// tollFills say that those whom a toll counts are its target.
var tollFills = []fill{{"obj", stemma.FieldTarget}}

// tollEvent is a toll as an event whose only argument is what is counted.
func (r *reader) tollEvent(t text.Toll, s text.Sentence) event {
	d := r.d
	word, number := d.TokenAt(t.Word.Start), d.TokenAt(t.Number.Start)
	noun := number
	if !t.Noun.Empty() {
		noun = d.TokenAt(t.Noun.Start)
	}
	first, last := min(word, number, noun), max(d.TokenAt(t.Word.End-1), d.TokenAt(t.Number.End-1), noun)
	e := event{
		word: word, frame: &frame{kind: t.Kind, unit: t.Quantity.Unit}, args: args{"obj": {noun}, "alone": {noun}},
		first: max(first, s.First), last: min(last+1, s.Last), stance: t.Stance,
	}
	if t.Foreign {
		return e
	}
	if r.upos(noun) == "NOUN" && (r.is(noun, "people") || r.is(noun, "force")) {
		e.frame.fills = tollFills
	}
	if e.stance == "" {
		e.attempt, e.stance, e.modal = r.mood(word)
	}
	from, to := r.extent(e, s.First, s.Last)
	e.first, e.last = min(e.first, from), max(e.last, to)
	return e
}
