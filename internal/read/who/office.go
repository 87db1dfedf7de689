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

// officeAt reads those who speak for an arm or office of the report's country that is named
// without it, "a military source", "police spokesman Ann Vey", "a defence ministry
// spokesman", and an army's with its country: they are the body, or the person for it.
func (c *line) officeAt(i int) int {
	k, country := i, c.country
	if p, ok := c.adjective(i); ok {
		k, country = i+1, p.ID
	} else if !c.sure {
		return 0
	}
	adjective := c.g.Adjective(country)
	if k >= len(c.words) || adjective == "" || k == i && (c.afterActor(i) || c.owned(i)) {
		return 0
	}
	body, kind, n := c.office(k, country, adjective, k > i)
	if n == 0 {
		return 0
	}
	said := c.lists.voice.match(c.words, k+n)
	if kind == actors.StateForce {
		said = max(said, c.lists.officer.match(c.words, k+n))
	}
	role := max(said, c.roleAfter(k+n))
	if role == 0 {
		return 0
	}
	if m := c.nameLength(k + n + role + c.titles(k+n+role)); m > 0 && !c.shouts(k, k+n+role) {
		return c.addPerson(i, k-i+n+role+c.titles(k+n+role), m, body)
	}
	if end := k + n + said; said == 0 || c.modifies(end) || k == i && end < len(c.words) && isPlacePreposition(c.words[end].Folded) && kind == actors.StateForce {
		return 0
	}
	c.add(i, k+n+said-i, text.Actor{Party: body, Kind: string(kind), Rule: "context/" + country}, mark{})
	return k + n + said - i
}

// office is the body of a country that words at k name by what it does, its kind and how
// many words that takes; only an army where the country stands before it.
func (c *line) office(k int, country, adjective string, named bool) (stemma.Party, actors.Kind, int) {
	if n := c.lists.ownForce.match(c.words, k); n > 0 {
		p, _ := c.party(cmp.Or(c.l.Role(country, "army"), adjective+" forces"), actors.StateForce)
		return p, actors.StateForce, n
	}
	if named {
		return stemma.Party{}, "", 0
	}
	if n := c.lists.ownPolice.match(c.words, k); n > 0 {
		p, _ := c.party(adjective+" police", actors.StateBody)
		return p, actors.StateBody, n
	}
	if n := c.lists.ownGovernment.match(c.words, k); n > 0 {
		p, _ := c.party(cmp.Or(c.l.Role(country, "government"), adjective+" government"), actors.Government)
		return p, actors.Government, n
	}
	if w := c.words[k].Folded; w == "coalition" && c.l.Role(country, w) != "" {
		p, _ := c.party(c.l.Role(country, w), actors.Alliance)
		return p, actors.Alliance, 1
	}
	if n := c.ministryAt(k); n > 1 && c.hasMinistry(k, n) && !c.lists.here.has(c.words[k].Folded) {
		if _, foreign := c.adjective(k); !foreign && c.words[k].Folded != "the" && c.words[k].Folded != "a" && c.words[k].Folded != "an" {
			p, _ := c.called(adjective+" "+c.ministry(k, n), actors.StateBody)
			return p, actors.StateBody, n
		}
	}
	return stemma.Party{}, "", 0
}

// afterActor reports whether a body ends right before word i, whose the office there is:
// "Houthi military spokesman".
func (c *line) afterActor(i int) bool {
	if len(c.all) == 0 || i == 0 {
		return false
	}
	last := c.all[len(c.all)-1]
	return !last.Person && last.End <= c.d.Tokens[c.words[i].Token].Start && strings.Trim(c.d.Text()[last.End:c.d.Tokens[c.words[i].Token].Start], " '’s") == ""
}

// shouts reports whether word k and the name that would begin at word i stand in a text of
// capitals, which tell no names apart, and the name layer has none there.
func (c *line) shouts(k, i int) bool {
	w := c.words[k].Written
	return len(w) > 1 && gazetteer.AllUpper(w) && c.layerName(i) == 0
}

// titles is how many words of rank and courtesy with a capital begin at word k.
func (c *line) titles(k int) int {
	n := 0
	for k+n < len(c.words) && n < 4 && c.lists.honorific.has(c.words[k+n].Folded) && gazetteer.StartsUpper(c.words[k+n].Written) {
		n++
	}
	return n
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
	n := c.lists.short.match(c.words, k)
	if m := c.ministryAt(k); n == 0 && m > 1 && c.hasMinistry(k, m) {
		n = m
	}
	if _, national := c.adjective(k); n == 0 || national || k == i && !gazetteer.StartsUpper(c.words[k].Written) {
		return 0
	}
	title := c.ministry(k, n)
	if a, ok := c.ministryIn(k+n, title); ok {
		c.add(i, k+n+2-i, a, mark{})
		return k + n + 2 - i
	}
	a := text.Actor{Rule: "coreference"}
	end := " " + gazetteer.Fold(title)
	for m := len(c.all) - 1; m >= 0 && a.Party.Name == ""; m-- {
		if b := c.all[m]; !b.Person && b.Party.Name != "" && (strings.HasSuffix(gazetteer.Fold(b.Of(c.d.Text())), end) || strings.HasSuffix(gazetteer.Fold(b.Party.Name), end)) {
			a.Party, a.Kind = b.Party, b.Kind
		}
	}
	if a.Party.Name == "" {
		country := c.country
		if c.lists.arms.match(c.words, k) == n {
			country = cmp.Or(c.armed(), country)
		} else if !c.sure {
			return 0
		}
		adjective := c.g.Adjective(country)
		if adjective == "" || c.lists.here.has(c.words[k].Folded) {
			return 0
		}
		a.Party, a.Kind = c.called(adjective+" "+title, actors.StateBody)
		a.Rule = "context/" + country
	}
	n += c.officialAt(k + n)
	c.add(i, k+n-i, a, mark{})
	return k + n - i
}

// ministryIn is the ministry of the place that "in" names behind it at word i, where the list
// has that by name: "the health ministry in Velm".
func (c *line) ministryIn(i int, title string) (text.Actor, bool) {
	if i+1 >= len(c.words) || c.words[i].Folded != "in" || !gazetteer.StartsUpper(c.words[i+1].Written) {
		return text.Actor{}, false
	}
	p, kind := c.called(c.words[i+1].Written+" "+title, actors.StateBody)
	if _, ok := c.l.ByName(p.Name); !ok {
		return text.Actor{}, false
	}
	return text.Actor{Party: p, Kind: kind, Rule: "alias"}, true
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
	if !c.sure || k == i || !c.lists.statePeople.whole(gazetteer.Key(c.words[k:end])) {
		return text.Actor{}, false
	}
	if e, n := c.match(i); n > 0 && e.Kind == actors.State && e.Country != c.country {
		return text.Actor{Party: stemma.Party{Name: e.Name, ID: e.ID}, Kind: string(e.Kind), Rule: "rule/country"}, true // "U.S. defense officials"
	}
	p, ok := c.adjective(i)
	if !ok || p.ID == c.country || p.Kind != gazetteer.Country {
		return text.Actor{}, false
	}
	party, kind := c.party(p.Name, actors.State)
	return text.Actor{Party: party, Kind: kind, Rule: "rule/country"}, true
}

// national makes the state media that a names the report's country's, where no other
// country is named.
func (c *line) national(e actors.Entry, a *text.Actor) {
	adjective := c.g.Adjective(c.country)
	if !c.sure || e.Country != "" || adjective == "" || !c.lists.national.whole(e.Name) {
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

// opened is the place with which this sentence or the one before opens, "In Velm, …": whose
// people it tells of without a place are those of it; empty when there is none.
func (c *line) opened() string {
	for at := c.index; at >= max(0, c.index-1); at-- {
		s := c.d.Sentences[at]
		if at < c.index && (s.Block != c.d.Sentences[c.index].Block || strings.Contains(c.d.Text()[s.End:c.d.Sentences[c.index].Start], "\n")) {
			break
		}
		p := text.Covering(c.d.Places, c.d.Tokens[min(s.First+1, len(c.d.Tokens)-1)].Start)
		if p < 0 || !c.lists.within.has(strings.ToLower(c.d.Word(s.First))) {
			continue
		}
		if b := c.d.Places[p]; !b.Demonym && !b.Common && b.Geo.Precision != "country" && b.Last < s.Last && c.d.Word(b.Last) == "," {
			return b.Name
		}
	}
	return ""
}

// placed reports whether a preposition of place stands at word k.
func (c *line) placed(k int) bool {
	return k < len(c.words) && (c.words[k].Folded == "in" || c.words[k].Folded == "of" || c.words[k].Folded == "from")
}
