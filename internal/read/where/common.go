package where

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
)

// lookBack is how many places back an antecedent is looked for; it bounds the work on
// texts that are nothing but names.
const lookBack = 400

// commonAt reads a common noun that stands for a place: "the city", "the northern
// province", "the city's east".
func (c *sentence) commonAt(i int) int {
	w := c.words[i]
	if w.Folded != "the" && w.Folded != "this" && w.Folded != "that" {
		return 0
	}
	n := 1
	part := ""
	for i+n < len(c.words) && n < 4 && c.words[i+n].Folded != "" && !gazetteer.StartsUpper(c.words[i+n].Written) {
		folded := c.words[i+n].Folded
		if kinds, ok := c.lists.common.Find(folded); ok && c.standsAlone(i+n) {
			m := c.addCommon(i+n, kinds)
			if part != "" && len(kinds) > 0 && n > 1 {
				m.reasons = append(m.reasons, stemma.Reason{Rule: "place/common", Says: "said to be " + part})
			}
			return n + 1
		}
		if c.lists.direction.Get(folded) {
			part = folded
		}
		n++
	}
	return 0
}

// standsAlone reports whether the common noun at k is not the first part of something
// else: "the city of Homs", "the city council", "the airport road".
func (c *sentence) standsAlone(k int) bool {
	if k+1 >= len(c.words) {
		return true
	}
	next := c.words[k+1]
	if next.Folded == "of" || c.adjacent(k) && gazetteer.StartsUpper(next.Written) && !c.titled {
		return false // "the village Dara"
	}
	if len(c.d.Tags) > next.Token && next.Folded != "" {
		tag := c.d.Tags[next.Token].UPOS
		return tag != "NOUN" && tag != "PROPN"
	}
	return true
}

// addCommon keeps the common noun at word k, with "'s east" behind it.
func (c *sentence) addCommon(k int, kinds []gazetteer.Kind) *mention {
	m := &mention{common: true, chosen: -1, antecedent: -1, first: c.words[k].Token, last: c.words[k].Token + 1}
	m.core = c.span(m.first, m.last)
	m.name = c.words[k].Folded
	if k+2 < len(c.words) && c.words[k+1].Clitic && c.compass(c.words[k+2].Folded) {
		m.part = c.words[k+2].Folded
		m.last = c.words[k+2].Token + 1
	}
	if m.part == "" {
		c.partBefore(m, k)
	}
	m.span = c.span(m.first, m.last)
	c.relate(m, k)
	m.inside = c.antecedentOf(kinds)
	c.all = append(c.all, m)
	return m
}

// antecedentOf is the nearest place before that one of the kinds can mean; for a
// country, the one that the report speaks of most.
func (r *reader) antecedentOf(kinds []gazetteer.Kind) *mention {
	if len(kinds) == 1 && kinds[0] == gazetteer.Country {
		return r.mainCountry()
	}
	var told *mention
	for i := len(r.all) - 1; i >= max(0, len(r.all)-lookBack); i-- {
		m := r.all[i]
		if m.demonym || m.common || m.acts {
			continue
		}
		if m.mayBe(kinds) && (m.kind != "" || len(m.candidates) > 0) {
			if !r.elsewhere(m) {
				if at := r.spokenOfMore(m, kinds); at >= 0 {
					return r.located(at, kinds)
				}
				return r.located(i, kinds)
			}
			if told == nil {
				told = r.located(i, kinds)
			}
		}
	}
	return told
}

// spokenOfMore is the last mention of the place that the text speaks of more often than of m, where m
// is only named in passing: Velm and not Orlo in "left Velm, its biggest loss since the fall of Orlo.
// The town …"; -1 for none.
func (r *reader) spokenOfMore(m *mention, kinds []gazetteer.Kind) int {
	passing, compared := r.inPassing(m)
	if !passing {
		return -1
	}
	count, last := map[string]int{}, map[string]int{}
	for i := max(0, len(r.all)-lookBack); i < len(r.all); i++ {
		if o := r.all[i]; !o.demonym && !o.common && !o.acts && o.mayBe(kinds) && (o.kind != "" || len(o.candidates) > 0) {
			name := gazetteer.Fold(o.bare)
			count[name]++
			last[name] = i
		}
	}
	for i := len(r.all) - 1; compared && i >= 0 && r.d.SentenceOf(r.all[i].span.Start) == r.d.SentenceOf(m.span.Start); i-- {
		if o := r.all[i]; o.span.Start < m.span.Start && count[gazetteer.Fold(o.bare)] > 0 && !o.demonym && !o.common && !r.elsewhere(o) {
			return i // "left Velm, its biggest loss since the fall of Orlo": Velm
		}
	}
	most := -1
	for name, i := range last {
		if n := count[name]; n > max(1, count[gazetteer.Fold(m.bare)]) && (most < 0 || n > count[gazetteer.Fold(r.all[most].bare)] || n == count[gazetteer.Fold(r.all[most].bare)] && i > most) {
			most = i
		}
	}
	return most
}

// inPassing reports whether a mention stands in a clause or phrase that only says when or how much:
// "since the fall of Velm", "pushed them back from Velm"; compared, with what something is compared
// there, "the biggest gain since it took Velm".
func (r *reader) inPassing(m *mention) (passing, compared bool) {
	const steps, reach = 8, 6
	k := m.last - 1
	for n := 0; n < steps && k >= 0 && k < len(r.d.Arcs); n++ {
		rel := r.d.Arcs[k].Rel
		passing = passing || rel == "advcl" || strings.HasPrefix(rel, "acl")
		for c := max(0, k-reach); c < k; c++ {
			if r.d.Arcs[c].Head != k || r.d.Arcs[c].Rel != "case" && r.d.Arcs[c].Rel != "mark" {
				continue
			}
			w := strings.ToLower(r.d.Word(c))
			passing = passing || r.d.Arcs[c].Rel == "case" && r.lists.aside.Get(w)
			compared = compared || r.lists.compared.Get(w)
		}
		k = r.d.Arcs[k].Head
	}
	return passing || compared, compared
}

// elsewhere reports whether a mention is not where anything was told to happen: Dara in "a source
// in Dara said", "the road to Dara", "ten miles south of Dara".
func (r *reader) elsewhere(m *mention) bool {
	if strings.HasSuffix(m.relation, " of") || strings.HasSuffix(m.relation, " from") {
		return true
	}
	k := m.last - 1
	if k < 0 || k >= len(r.d.Arcs) {
		return false
	}
	for steps := 0; r.d.Arcs[k].Rel == "conj" && r.d.Arcs[k].Head >= 0 && steps < 8; steps++ {
		k = r.d.Arcs[k].Head // "the roads to Dara and Velm"
	}
	h := r.d.Arcs[k].Head
	if h < 0 || h >= m.first || !strings.HasPrefix(r.d.Arcs[k].Rel, "nmod") {
		return false
	}
	w := strings.ToLower(r.d.Word(h))
	return r.lists.teller.Get(w) || r.lists.leading.Get(w)
}

// located is mention i or, where it only tells where another lies that was named right before it
// and may be of the kinds, that one: Velm in "Velm, north of the town of Tarn" and in "Velm, a town
// on the river between Orlo and Tarn".
func (r *reader) located(i int, kinds []gazetteer.Kind) *mention {
	const beside = 12 // tokens
	m := r.all[i]
	for k := i - 1; k >= 0 && (r.all[k+1].relation != "" || r.joinsTwo(r.all[k+1])) && m.first-r.all[k].last <= beside; k-- {
		o := r.all[k]
		if o.demonym || o.common || o.acts || r.d.SentenceOf(o.span.Start) != r.d.SentenceOf(m.span.Start) {
			break
		}
		if o.mayBe(kinds) && (o.kind != "" || len(o.candidates) > 0) && o.relation == "" && !r.joinsTwo(o) {
			return o
		}
	}
	return m
}

// joinsTwo reports whether a mention is one of two between which another place lies.
func (r *reader) joinsTwo(m *mention) bool {
	const reach = 6 // tokens: "between Orlo and the port of Tarn"
	for i := m.first - 1; i >= max(0, m.first-reach); i-- {
		if strings.EqualFold(r.d.Word(i), "between") {
			return true
		}
	}
	return false
}

// mainCountry is the last mention of the country in which most places so far lie.
func (r *reader) mainCountry() *mention {
	count := map[string]int{}
	best := ""
	recent := r.all[max(0, len(r.all)-lookBack):]
	for _, m := range recent {
		if m.common || len(m.candidates) == 0 {
			continue
		}
		country := m.candidates[0].Country
		if count[country]++; country != "" && count[country] >= count[best] {
			best = country
		}
	}
	for i := len(recent) - 1; i >= 0; i-- {
		if m := recent[i]; !m.common && len(m.candidates) > 0 && m.candidates[0].ID == best {
			return m
		}
	}
	return nil
}

// mayBe reports whether m can be of one of the kinds.
func (m *mention) mayBe(kinds []gazetteer.Kind) bool {
	if m.kind != "" {
		return slices.Contains(kinds, m.kind)
	}
	for _, c := range m.candidates {
		if slices.Contains(kinds, c.Kind) {
			return true
		}
		if c.Kind == gazetteer.Country {
			return false
		}
	}
	return false
}
