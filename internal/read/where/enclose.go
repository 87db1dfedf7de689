package where

import (
	"regexp"
	"slices"
	"strings"

	"stemma/internal/gazetteer"
)

// apposition is what may stand between a place and the one that encloses it.
var apposition = regexp.MustCompile(`^(?:(?:district|quarter|neighbou?rhood|area|suburb|village|camp) of|,|\(|\b(?:city|town|village|province|district|neighbou?rhood|also)\b|(?:, )?(?:the|an?) (?:[\w-]+ ){0,6}(?:site|city|town|village|neighbou?rhood|district|area|camp|base))?,? ?(?:in|in the|,|\(|in the (?:\w+ )?(?:province|governorate|region|state|district) of)?$`)

// containers finds "X, Y" and "X in Y" where Y may be a country or a province, and
// returns the candidates of Y for X.
func (r *reader) containers() map[*mention][]gazetteer.Candidate {
	sorted := slices.Clone(r.all)
	slices.SortStableFunc(sorted, func(a, b *mention) int { return a.core.Start - b.core.Start })
	out := map[*mention][]gazetteer.Candidate{}
	for i := range len(sorted) - 1 {
		a, b := sorted[i], sorted[i+1]
		if a.span.End > b.span.Start || b.demonym {
			continue
		}
		between := strings.TrimSpace(r.d.Text()[a.span.End:b.span.Start])
		switch between {
		case ",", "(", "in", ", in", "in the", ", in the":
			for _, c := range b.candidates {
				if c.Kind == gazetteer.Country || c.Kind == gazetteer.Province || c.Kind == gazetteer.Region {
					out[a] = append(out[a], c)
				}
			}
		}
	}
	return out
}

// quarterReach is how far from the middle of a town a quarter of it may lie, in km.
const quarterReach = 50

// namesakes leaves unresolved a quarter that the text says lies in a town ("the Zahra
// neighbourhood in Homs") where all that is known by its name lies far from there.
func (r *reader) namesakes() {
	sorted := slices.Clone(r.all)
	slices.SortStableFunc(sorted, func(a, b *mention) int { return a.span.Start - b.span.Start })
	for i := range len(sorted) - 1 {
		a, b := sorted[i], sorted[i+1]
		if a.kind != gazetteer.Quarter || a.chosen < 0 || b.chosen < 0 || a.span.End > b.span.Start || b.span.Start-a.span.End > 40 {
			continue
		}
		quarter, town := a.candidates[a.chosen], b.candidates[b.chosen]
		if !town.Kind.Populated() || !apposition.MatchString(strings.TrimSpace(r.d.Text()[a.span.End:b.span.Start])) {
			continue
		}
		if Distance(quarter.Lat, quarter.Lon, town.Lat, town.Lon) > quarterReach {
			a.chosen, a.holder = -1, &town
		}
	}
}

// hold finds the place that encloses those that could not be resolved: one that their
// own name holds ("Manila Cathedral"), else, for a street, quarter or building, the
// town that was named last.
func (r *reader) hold() {
	var town *gazetteer.Candidate
	e := r.evidence()
	for _, m := range r.all {
		if m.chosen >= 0 {
			if c := m.candidates[m.chosen]; !m.demonym && c.Located && (c.Kind.Populated() && c.Kind != gazetteer.Quarter) {
				town = &c
			}
			continue
		}
		if m.common || m.demonym || m.holder != nil {
			continue
		}
		if c := r.within(m, e); c != nil {
			m.holder = c
		} else if town != nil && (isPartOfTown(m.kind) || m.kind == gazetteer.Airport && strings.ToLower(m.name) == m.name) {
			m.holder = town
		}
	}
}

func isPartOfTown(k gazetteer.Kind) bool {
	switch k {
	case gazetteer.Quarter, gazetteer.Road, gazetteer.Site, gazetteer.Hospital, gazetteer.Bridge, gazetteer.Camp:
		return true
	}
	return false
}

// within is the largest place whose name is a part of m's, if the report speaks of its
// country or it is well known.
func (r *reader) within(m *mention, e *evidence) *gazetteer.Candidate {
	words := strings.Fields(gazetteer.Fold(m.core.Of(r.d.Text())))
	for n := len(words) - 1; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			name := strings.Join(words[i:i+n], " ")
			if what := stopWords().Get(name); what != "" && n == 1 || len(name) < 4 || r.lists.types.Get(name) != "" {
				continue
			}
			if id, ok := r.g.Demonym(name); ok {
				return &gazetteer.Candidate{Place: id}
			}
			found := r.lookup(name)
			at := (&mention{candidates: found}).best(func(c gazetteer.Candidate) float64 { return prominence(m, c) + e.fit(m, c) })
			if at >= 0 && found[at].Located && e.part(found[at].Country) >= foreignShare {
				return &found[at]
			}
		}
	}
	return nil
}

// enclose gives places the enclosing place that the text names beside them ("Hama, in
// central Syria"), there and wherever the same name stands without one.
func (r *reader) enclose() {
	sorted := slices.Clone(r.all)
	slices.SortStableFunc(sorted, func(a, b *mention) int { return a.span.Start - b.span.Start })
	said := map[string]string{}
	for i := range len(sorted) - 1 {
		a, b := sorted[i], sorted[i+1]
		if a.demonym || b.demonym || b.common || a.span.End > b.span.Start || b.span.Start-a.span.End > 80 {
			continue
		}
		between := strings.TrimSpace(r.d.Text()[a.span.End:b.span.Start])
		if between == "" || !apposition.MatchString(between) || !r.holds(b, a) {
			continue
		}
		a.within = b.name
		if said[a.bare] == "" {
			said[a.bare] = b.name
		}
	}
	for _, m := range r.all {
		if m.within == "" && !m.demonym && !m.common {
			m.within = said[m.bare]
		}
	}
}

// holds reports whether b may enclose a: it is the larger kind, and a's country or
// province, if a is known.
func (r *reader) holds(b, a *mention) bool {
	if b.chosen < 0 {
		return false
	}
	outer := b.candidates[b.chosen]
	if outer.Kind.Populated() && outer.Kind != gazetteer.City && outer.Kind != gazetteer.Town || a.common {
		return false
	}
	if a.chosen < 0 {
		return true
	}
	inner := a.candidates[a.chosen]
	switch outer.Kind {
	case gazetteer.Country:
		return inner.Country == outer.ID && inner.Kind != gazetteer.Country
	case gazetteer.Province:
		return inner.Province == outer.ID || inner.Kind.Populated() && inner.Country == outer.Country
	case gazetteer.Region:
		return inner.Kind != gazetteer.Country
	}
	return inner.Kind == gazetteer.Quarter || inner.Kind == gazetteer.Site
}
