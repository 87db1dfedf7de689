package claim

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// countryOf is the country in which most of the report's places lie; empty when none
// does.
func countryOf(d *text.Doc) string {
	count := map[string]int{}
	best := ""
	for _, p := range d.Places {
		if p.Country == "" || p.Demonym {
			continue
		}
		count[p.Country]++
		if count[p.Country] > count[best] {
			best = p.Country
		}
	}
	return best
}

// nationOf is the adjective at token i where it says whose an event is: "Russian" in
// "Russian air strikes"; "" when it is none.
func (r *reader) nationOf(i int) string {
	p := r.placeAt(i)
	if p < 0 || r.actorAt(i) >= 0 {
		return ""
	}
	m := r.d.Places[p]
	if m.Country == "" || !m.Demonym && m.Geo.Precision != "country" {
		return ""
	}
	return strings.Trim(m.Of(r.d.Text()), ".")
}

// sideOf is whom a word stands for that modifies an event without being a mention of
// its own: the forces of a nation ("Russian raids"), a side of the report's war ("a
// rebel attack", "regime shelling").
func (r *reader) sideOf(i int) (stemma.Party, bool) {
	if nation := r.nationOf(i); nation != "" {
		country := r.d.Places[r.placeAt(i)].Country
		for _, role := range []string{"government forces", "forces", "army"} {
			if name := r.list.Role(country, role); name != "" {
				return r.entry(name), true
			}
		}
		return r.entry(nation + " forces"), true
	}
	if r.upos(i) != "NOUN" && r.upos(i) != "ADJ" {
		return stemma.Party{}, false
	}
	word := r.lemma(i)
	for _, role := range []string{word + " forces", word, word + "s"} {
		if name := r.list.Role(r.country, role); name != "" {
			return r.entry(name), true
		}
	}
	return stemma.Party{}, false
}

// entry is the party of that name, with its entry where the list has one.
func (r *reader) entry(name string) stemma.Party {
	if e, ok := r.list.ByName(name); ok {
		return stemma.Party{Name: e.Name, ID: e.ID}
	}
	return stemma.Party{Name: name, ID: strings.ReplaceAll(strings.ToLower(name), " ", "-")}
}
