package claim

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// landmark places a claim at what has no name of its own but is taken or held: "a
// hilltop", "the citadel".
func (r *reader) landmark(c *stemma.Claim, e event, sentence int) bool {
	roles := []string{"at", "outside", "inside", "near", "around", "towards", "toward", "to", "in"}
	switch c.Kind {
	case stemma.Control:
		roles = []string{"obj"}
	case stemma.Strike, stemma.Clash, stemma.Movement:
	default:
		return false
	}
	var spots []int
	for _, role := range roles {
		spots = append(spots, e.args[role]...)
	}
	for _, k := range spots {
		if r.settlements(c, k) {
			return true
		}
		if p := r.placeAt(k); !r.f.noun("landmark", r.lemma(k)) || p >= 0 && (c.Kind == stemma.Control || r.d.Places[p].Geo.ID != "") {
			continue
		}
		first, last := r.phrase(k)
		if p, _ := text.Within(r.d.Places, r.d.Tokens[first].Start, r.d.Tokens[last].End); p < len(r.d.Places) && r.d.Tokens[first].Start <= r.d.Places[p].Start && r.d.Places[p].End <= r.d.Tokens[last].End {
			continue // it has a name
		}
		in := r.ctx.main
		if p := r.nearestPlace(e, r.d.Sentences[sentence].First, r.d.Sentences[sentence].Last); p >= 0 && !wide(r.d.Places[p]) {
			in = r.spotOf(p)
		}
		from := k
		for from > first && base(r.rel(from-1)) == "compound" && r.upos(from-1) == "NOUN" {
			from-- // "army airport"
		}
		c.Place = stemma.Location{Name: r.words(from, k+1), Relation: ""}
		c.Cites[stemma.FieldPlace] = stemma.Span{Start: r.d.Tokens[from].Start, End: r.d.Tokens[k].End}
		if in.known() {
			c.Place.In = in.Name
			c.Cites[stemma.FieldIn] = in.span
		}
		return true
	}
	return false
}

// settlements places a claim that several places without names were taken or lost, "five
// villages", at what they are called.
func (r *reader) settlements(c *stemma.Claim, k int) bool {
	if c.Kind != stemma.Control || r.xpos(k) != "NNS" || !r.f.noun("settlement", r.lemma(k)) || r.placeAt(k) >= 0 {
		return false
	}
	first, last := r.phrase(k)
	from, to := text.Within(r.d.Places, r.d.Tokens[first].Start, r.d.Tokens[last].End)
	if slices.ContainsFunc(r.d.Places[from:to], func(p text.Place) bool { return !p.Demonym && p.Start >= r.d.Tokens[first].Start }) {
		return false
	}
	start := k
	for start > first && (r.upos(start-1) == "ADJ" || r.upos(start-1) == "NUM" || r.numberOf(k) >= 0 && r.d.Numbers[r.numberOf(k)].Start <= r.d.Tokens[start-1].Start) {
		start--
	}
	if start == k {
		return false // "the villages" are those told before
	}
	c.Place = stemma.Location{Name: r.words(start, k+1)}
	c.Cites[stemma.FieldPlace] = stemma.Span{Start: r.d.Tokens[start].Start, End: r.d.Tokens[k].End}
	if in := r.ctx.main; in.known() {
		c.Place.In = in.Name
		c.Cites[stemma.FieldIn] = in.span
	}
	return true
}

// unnamedSettlement reports whether the event is said to be in a town that the clause
// does not name: "in a mainly Kurdish town in the north".
func (r *reader) unnamedSettlement(e event) bool {
	unnamed := func(k int) bool {
		if !r.f.noun("settlement", r.lemma(k)) || r.placeAt(k) >= 0 || r.definite(k) {
			return false
		}
		p := r.placeIn(k, e)
		return p < 0 || wide(r.d.Places[p])
	}
	if slices.ContainsFunc(slices.Concat(e.args["in"], e.args["at"]), unnamed) {
		return true
	}
	found := false
	clause := r.clause(e.word)
	for (r.xpos(clause) == "VBG" || base(r.rel(clause)) == "conj") && r.head(clause) >= 0 && base(r.rel(clause)) != "acl" {
		clause = r.clause(r.head(clause)) // "struck a crowd in a town, killing 44"
	}
	r.walk(clause, func(k int) bool { return !r.clausal(k) && base(r.rel(k)) != "appos" }, func(k int) {
		if p := r.preposition(k); (p == "in" || p == "at") && unnamed(k) && !r.attributed(k, e.word) {
			found = true
		}
	})
	return found
}
