package who

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// militaryAt reads unnamed people of an army as the forces of the report's country, for
// which they speak: "a military source", "army officials".
func (c *line) militaryAt(i int) int {
	k := i
	if _, ok := c.adjective(i); ok {
		k++
	} else if !c.sure {
		return 0
	}
	n := c.lists["military"].match(c.words, k)
	if n == 0 || c.modifies(k+n) {
		return 0
	}
	country := c.country
	if k > i {
		p, _ := c.adjective(i)
		country = p.ID
	} else if k+n < len(c.words) && isPlacePreposition(c.words[k+n].Folded) {
		return 0
	}
	adjective := c.g.Adjective(country)
	if adjective == "" {
		return 0
	}
	a := text.Actor{Rule: "context/" + country}
	a.Party, a.Kind = c.party(cmp.Or(c.l.Role(country, "army"), adjective+" forces"), actors.StateForce)
	c.add(i, k+n-i, a, mark{})
	return k + n - i
}

// shortAt reads a body of a state by the end of its name, "the health ministry", as the
// one that was named before, else as that of the report's country.
func (c *line) shortAt(i int) int {
	k := i
	if c.words[i].Folded == "the" {
		k++
	}
	if k >= len(c.words) {
		return 0
	}
	n := c.lists["short"].match(c.words, k)
	if m := c.ministryAt(k); n == 0 && m > 1 && c.hasMinistry(k, m) {
		n = m
	}
	if _, national := c.adjective(k); n == 0 || national || k == i && !gazetteer.StartsUpper(c.words[k].Written) {
		return 0
	}
	title := c.title(k, n)
	a := text.Actor{Rule: "coreference"}
	end := " " + gazetteer.Fold(title)
	for m := len(c.all) - 1; m >= 0 && a.Party.Name == ""; m-- {
		if b := c.all[m]; !b.Person && b.Party.Name != "" && (strings.HasSuffix(gazetteer.Fold(b.Of(c.d.Text())), end) || strings.HasSuffix(gazetteer.Fold(b.Party.Name), end)) {
			a.Party, a.Kind = b.Party, b.Kind
		}
	}
	if a.Party.Name == "" {
		country := c.country
		if c.lists["arms"].match(c.words, k) == n {
			country = cmp.Or(c.armed(), country)
		} else if !c.sure {
			return 0
		}
		adjective := c.g.Adjective(country)
		if adjective == "" || c.lists["here"].has(c.words[k].Folded) {
			return 0
		}
		a.Party, a.Kind = c.called(adjective+" "+title, actors.StateBody)
		a.Rule = "context/" + country
	}
	n += c.officialAt(k + n)
	c.add(i, k+n-i, a, mark{})
	return k + n - i
}

// hasMinistry reports whether one of words [i, i+n) is "ministry": a department can be a
// stretch of land.
func (c *line) hasMinistry(i, n int) bool {
	return slices.ContainsFunc(c.words[i:i+n], func(w gazetteer.Word) bool { return w.Folded == "ministry" })
}

// armed is the country whose forces were named last, in this sentence or the one before;
// empty when none were.
func (c *line) armed() string {
	for m := len(c.all) - 1; m >= 0 && c.index-c.marks[m].sentence <= 1; m-- {
		switch actors.Kind(c.all[m].Kind) {
		case actors.StateForce, actors.State, actors.Government:
		default:
			continue
		}
		if e, ok := c.l.ByName(c.all[m].Party.Name); ok && e.Country != "" {
			return e.Country
		}
		first, _, _ := strings.Cut(c.all[m].Party.Name, " ")
		if p, ok := c.g.Demonym(gazetteer.Fold(first)); ok {
			return p.ID
		}
	}
	return ""
}

// foreign is the state for which unnamed officials at words [k, end) speak, whose adjective
// stands at word i, where that is not the state that the report is about.
func (c *line) foreign(i, k, end int) (text.Actor, bool) {
	p, ok := c.adjective(i)
	if !ok || !c.sure || p.ID == c.country || !c.lists["state people"].whole(gazetteer.Key(c.words[k:end])) || p.Kind != gazetteer.Country {
		return text.Actor{}, false
	}
	party, kind := c.party(p.Name, actors.State)
	return text.Actor{Party: party, Kind: kind, Rule: "rule/country"}, true
}

// national makes the state media that a names the report's country's, where no other
// country is named.
func (c *line) national(e actors.Entry, a *text.Actor) {
	adjective := c.g.Adjective(c.country)
	if !c.sure || e.Country != "" || adjective == "" || !c.lists["national"].whole(e.Name) {
		return
	}
	a.Party, a.Kind = c.called(adjective+" "+e.Name, e.Kind)
	a.Rule = "context/" + c.country
}

// called is the actor with a name that a rule has made: the entry of the list that has it
// among its names, else the name itself.
func (c *line) called(name string, kind actors.Kind) (stemma.Party, string) {
	words := strings.Fields(name)
	if e, n := c.l.Match(strings.Fields(gazetteer.Fold(name)), words); n == len(words) {
		return stemma.Party{Name: e.Name, ID: e.ID}, string(e.Kind)
	}
	return c.party(name, kind)
}
