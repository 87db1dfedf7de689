package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// struckWith is the place that the strike or fight has of its own which the sentence tells
// before those who fell or fled in it: "shells hit the Saray quarter of Dara, killing three".
func (r *reader) struckWith(c *stemma.Claim, e event, s text.Sentence) (int, bool) {
	if !fallen(*c) && c.Kind != stemma.Destruction && c.Kind != stemma.Displaced || len(r.told) == 0 {
		return -1, false
	}
	h := r.told[len(r.told)-1]
	for i := len(r.told) - 2; i >= 0 && !hostile(h.kind) && r.told[i].word >= s.First; i-- {
		h = r.told[i]
	}
	if !hostile(h.kind) || h.word < s.First || h.word >= e.word || h.placeCite.Empty() || h.placeCite.Start < c.Sentence.Start {
		return -1, false
	}
	p := text.Covering(r.d.Places, h.placeCite.Start)
	return p, p >= 0 && r.xpos(r.clause(e.word)) == "VBG" && r.above(r.clause(h.word), e.word)
}

// narrow sets deaths whose own words name only a country where the strike or fight of
// their sentence was told to be: "a bomb went off in the city, killing 20, the fifth attack
// in the country".
func (r *reader) narrow(c *stemma.Claim) {
	if !fallen(*c) || c.Place.Geo.Precision != "country" || len(r.told) == 0 {
		return
	}
	h := r.told[len(r.told)-1]
	if p := text.Covering(r.d.Places, h.placeCite.Start); hostile(h.kind) && !h.placeCite.Empty() && p >= 0 && h.placeCite.Start >= c.Sentence.Start &&
		h.placeCite.End <= c.Sentence.End && !wide(r.d.Places[p]) && r.d.Places[p].Country == r.countryAt(c.Place) {
		r.setSpot(c, r.spotOf(p), "place/sentence")
	}
}

// struckWithin sets tolls and damage whose own words name only a province or a town where the
// one strike or fight of their sentence was within it: "in Upland province, a woman was
// killed when a shell struck her yard in Velm".
func (r *reader) struckWithin(claims []stemma.Claim) {
	for i := range claims {
		c := &claims[i]
		if !fallen(*c) && c.Kind != stemma.Destruction || c.Cites[stemma.FieldPlace].Start < c.Sentence.Start || c.Cites[stemma.FieldPlace].Start >= c.Sentence.End {
			continue
		}
		var at *stemma.Claim
		several := false
		for j := range claims {
			s := &claims[j]
			if !hostile(s.Kind) || s.Kind == stemma.Control || s.Sentence != c.Sentence || s.Speaker != c.Speaker || s.Place.Name == "" || s.Place.Name == c.Place.Name {
				continue
			}
			several = several || at != nil && at.Place.Name != s.Place.Name
			at = s
		}
		if at == nil || several || !r.narrower(at.Place, c.Place) || at.Place.Relation != "" {
			continue
		}
		c.Place, c.Cites = at.Place, cloneCites(c.Cites)
		c.Cites[stemma.FieldPlace] = at.Cites[stemma.FieldPlace]
		c.Reasons = append(slices.Clone(c.Reasons), stemma.Reason{Rule: "place/sentence", Says: "the clause names the wider place; the one that was struck in its sentence", Cites: r.cites(at.Cites[stemma.FieldPlace])})
	}
}

// narrower reports whether a place lies, as far as the text or its resolution tells, in
// another that its sentence names.
func (r *reader) narrower(inner, outer stemma.Location) bool {
	switch outer.Geo.Precision {
	case "region", "country":
		if inner.Geo.Precision == "region" || inner.Geo.Precision == "country" {
			return false
		}
		a, b := r.countryAt(inner), r.countryAt(outer)
		return a == "" || b == "" || a == b
	case "city":
		return inner.In == outer.Name
	}
	return false
}

// countryAt is the country of a location that is one, ISO 3166-1.
func (r *reader) countryAt(l stemma.Location) string {
	for _, p := range r.d.Places {
		if p.Geo.ID == l.Geo.ID {
			return p.Country
		}
	}
	return ""
}

// narrowest is place p, or where p is wide the place within it that its clause names too:
// Idlib in "In Syria, raids killed 12 people in Idlib".
func (r *reader) narrowest(p int, e event) int {
	m := r.d.Places[p]
	if !wide(m) {
		return p
	}
	if q := r.nearestPlace(e, e.first, e.last); q >= 0 && !wide(r.d.Places[q]) && r.d.Places[q].Country == m.Country && r.d.Places[q].Relation == "" {
		return q
	}
	return p
}

// placedBy reports whether place p, a part of another or beside it, only tells where place q
// right before it lies: the outskirts in "Orlo on the outskirts of Velm".
func (r *reader) placedBy(q, p int) bool {
	if q < 0 {
		return false
	}
	a, b := r.d.Places[q], r.d.Places[p]
	part := b.Toponym != b.Span || b.Relation != "" && b.Relation != "near"
	if !part || a.Demonym || a.Common || a.Geo.Precision == "country" || a.Last > b.First || b.First-a.Last > 2 {
		return false
	}
	for i := a.Last; i < b.First; i++ {
		switch r.upos(i) {
		case "ADP", "DET", "PUNCT":
		default:
			return false
		}
		if w := strings.ToLower(r.d.Word(i)); w == "to" || w == "from" {
			return false
		}
	}
	return true
}
