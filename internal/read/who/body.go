package who

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// jointAt reads "Syrian and Russian forces": two countries with one head.
func (c *line) jointAt(i int) int {
	if i+3 >= len(c.words) || c.words[i+1].Folded != "and" {
		return 0
	}
	first, ok1 := c.adjective(i)
	second, ok2 := c.adjective(i + 2)
	if !ok1 || !ok2 {
		return 0
	}
	name, kind, n := c.ruleName(second, i+3)
	other, otherKind, m := c.ruleName(first, i+3)
	if n == 0 || m != n || kind != otherKind {
		return 0
	}
	a, _ := c.party(other, kind)
	b, k := c.party(name, kind)
	c.add(i, 3+n, text.Actor{Party: stemma.Party{Name: a.Name + " and " + b.Name, ID: a.ID + "+" + b.ID, Of: []string{a.Name, b.Name}}, Kind: k, Rule: "rule/joint"}, mark{plural: true})
	return 3 + n
}

// desksAt reads officials of two desks as one: "Iraqi police and hospital officials".
func (c *line) desksAt(i int) int {
	k := i
	if _, ok := c.adjective(i); ok {
		k++
	}
	if k+3 >= len(c.words) || !c.lists.desk.has(c.words[k].Folded) || c.words[k+1].Folded != "and" || !c.lists.desk.has(c.words[k+2].Folded) {
		return 0
	}
	switch c.words[k+3].Folded {
	case "officials", "sources":
	default:
		return 0
	}
	name := c.written(i, k+4)
	if nation := c.nationOf(k+3, k+4); k == i && nation != "" {
		name = nation + " " + name
	}
	c.add(i, k+4-i, text.Actor{Party: stemma.Party{Name: name}, Kind: string(actors.People), Rule: "people"}, mark{plural: true})
	return k + 4 - i
}

// adjective is the country whose adjective or abbreviation stands at word i.
func (c *line) adjective(i int) (gazetteer.Place, bool) {
	if !gazetteer.StartsUpper(c.words[i].Written) {
		return gazetteer.Place{}, false
	}
	if p, ok := c.g.Demonym(c.words[i].Folded); ok {
		return p, true
	}
	return gazetteer.Place{}, false
}

// aliasAt reads the longest name of the list, with the head noun behind it: "IS",
// "IS jihadists".
func (c *line) aliasAt(i int) int {
	e, n := c.match(i)
	if n > 0 && c.words[i].Folded == "the" && i+1 < len(c.words) {
		if longer, m := c.match(i + 1); m >= n {
			e, n = longer, m+1 // "the UN's migration agency" is not "the UN"
		}
	}
	if n == 0 || c.foreignBody(e, i) {
		return 0
	}
	switch e.Kind {
	case actors.State, actors.Government:
		if (e.Kind == actors.State || c.isPlace(i)) && !c.acts(i, n) {
			return 0
		}
	case actors.Person:
		if m := c.layerName(i); n == 1 && m > 1 {
			return 0 // somebody else of that first name
		}
		c.know(e.Name, person{name: e.Name, of: c.partyNamed(e.Of), kind: string(actors.Person), id: e.ID})
	}
	if k := c.sortOfRole(i + n); k > 0 {
		k += c.titles(i + n + k)
		if m := c.nameLength(i + n + k); m > 0 {
			return c.addPerson(i, n+k, m, stemma.Party{Name: e.Name, ID: e.ID})
		}
	}
	a := text.Actor{Party: stemma.Party{Name: e.Name, ID: e.ID}, Kind: string(e.Kind), Rule: "alias", Person: e.Kind == actors.Person}
	c.national(e, &a)
	if a.Person {
		a.For = c.partyNamed(e.Of)
	}
	n += c.tailAt(i+n, e.Kind)
	if !a.Person {
		n += c.officialAt(i + n)
	}
	c.add(i, n, a, mark{})
	return n
}

// foreignBody reports whether the adjective of another country stands before a body's name at
// word i: "the Libyan" before "Observatory for Human Rights", which is one of several.
func (c *line) foreignBody(e actors.Entry, i int) bool {
	if i == 0 || e.Country == "" || e.Kind != actors.Monitor && e.Kind != actors.StateBody && e.Kind != actors.Humanitarian {
		return false
	}
	p, ok := c.adjective(i - 1)
	return ok && p.ID != e.Country
}

// officialAt is how many words "official" or "sources" takes behind a body's name,
// when they speak for it and no name follows.
func (c *line) officialAt(i int) int {
	n := c.lists.official.match(c.words, i)
	if n == 0 || i+n < len(c.words) && gazetteer.StartsUpper(c.words[i+n].Written) {
		return 0
	}
	return n
}

// longestName is how many words of a name are looked at.
const longestName = 14

// match is the entry whose name begins at word i, and its words, glued possessives
// included.
func (c *line) match(i int) (actors.Entry, int) {
	if !c.l.Begins(c.words[i].Folded) {
		return actors.Entry{}, 0
	}
	var foldedRoom, writtenRoom [longestName]string
	var endsRoom [longestName]int
	folded, written, ends := foldedRoom[:0], writtenRoom[:0], endsRoom[:0]
	for k := i; k < len(c.words) && k < i+longestName; k++ {
		w := c.words[k]
		if w.Clitic && len(folded) > 0 {
			folded[len(folded)-1] += "s"
			ends[len(ends)-1] = k
			continue
		}
		folded, written, ends = append(folded, w.Folded), append(written, w.Written), append(ends, k)
	}
	e, n := c.l.Match(folded, written)
	if n == 0 {
		// The name may end before its possessive: "the Observatory's head".
		return c.matchPlain(i)
	}
	end := ends[n-1]
	if !c.words[end].Last || !c.capital(e, i) {
		return actors.Entry{}, 0
	}
	return e, end - i + 1
}

func (c *line) matchPlain(i int) (actors.Entry, int) {
	var foldedRoom, writtenRoom [longestName]string
	folded, written := foldedRoom[:0], writtenRoom[:0]
	for k := i; k < len(c.words) && k < i+longestName && !c.words[k].Clitic; k++ {
		folded, written = append(folded, c.words[k].Folded), append(written, c.words[k].Written)
	}
	e, n := c.l.Match(folded, written)
	if n == 0 {
		e, n = c.matchLost(folded, written)
	}
	if n == 0 || !c.words[i+n-1].Last || !c.capital(e, i) {
		return actors.Entry{}, 0
	}
	return e, n
}

// matchLost is for crawls that lost their apostrophes: "Bashar al-Assads forces". One
// of the first words is tried without its "s".
func (c *line) matchLost(folded, written []string) (actors.Entry, int) {
	for k := range min(4, len(folded)) {
		bare, ok := strings.CutSuffix(folded[k], "s")
		if !ok || len(bare) < 4 || !gazetteer.StartsUpper(written[k]) && !gazetteer.IsArticle(gazetteer.Word{Folded: folded[0]}) {
			continue
		}
		words := append(append(append([]string{}, folded[:k]...), bare), folded[k+1:]...)
		if e, n := c.l.Match(words, written); n == k+1 {
			return e, n
		}
	}
	return actors.Entry{}, 0
}

// capital reports whether a name of capitals begins with one here: "Observatory" is
// not "observatory".
func (c *line) capital(e actors.Entry, i int) bool {
	if gazetteer.StartsUpper(c.words[i].Written) || c.words[i].Folded == "the" || gazetteer.IsArticle(c.words[i]) {
		return true
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		if !gazetteer.StartsUpper(name) && strings.HasPrefix(gazetteer.Fold(name), c.words[i].Folded) {
			return true
		}
	}
	return false
}

// tailAt is how many words of head noun follow a body's name.
func (c *line) tailAt(i int, kind actors.Kind) int {
	if i < len(c.words) && c.words[i].Clitic {
		return 0
	}
	switch kind {
	case actors.ArmedGroup, actors.StateForce, actors.Movement, actors.Alliance:
		n := 0
		for n < 3 {
			k := c.lists.fighters.match(c.words, i+n)
			if k == 0 {
				break
			}
			n += k
		}
		return n
	case actors.Agency, actors.Outlet:
		return c.lists.media.match(c.words, i)
	}
	return 0
}

// countryAt reads what a country's name or adjective makes by rule: "Turkish forces",
// "the Russian Defense Ministry", "Syria's government".
func (c *line) countryAt(i int) int {
	country, n := c.countryWords(i)
	if n == 0 {
		return 0
	}
	name, kind, k := c.ruleName(country, i+n)
	if k == 0 {
		return c.officeHolder(i, n, country)
	}
	p, entryKind := c.party(name, kind)
	if role := c.roleAfter(i + n + k); role > 0 {
		role += c.titles(i + n + k + role)
		if m := c.nameLength(i + n + k + role); m > 0 {
			return c.addPerson(i, n+k+role, m, p)
		}
	}
	k += c.officialAt(i + n + k)
	c.add(i, n+k, text.Actor{Party: p, Kind: entryKind, Rule: "rule/country"}, mark{})
	return n + k
}

// bodyOfAt reads a body of a state that names the state behind it: "the armed forces of Orlo",
// "the Ministry of Defense of Orlo".
func (c *line) bodyOfAt(i int) int {
	k := i
	if c.words[i].Folded == "the" {
		k++
	}
	if k >= len(c.words) {
		return 0
	}
	n := max(c.lists.force.match(c.words, k), c.lists.government.match(c.words, k), c.ministryAt(k))
	end := k + n
	if n == 0 || end+1 >= len(c.words) || c.words[end].Folded != "of" || !gazetteer.StartsUpper(c.words[end+1].Written) {
		return 0
	}
	for m := min(3, len(c.words)-end-1); m > 0; m-- {
		country := c.countryNamed(gazetteer.Key(c.words[end+1 : end+1+m]))
		if country.ID == "" {
			continue
		}
		name, kind, _ := c.ruleName(country, k)
		if name == "" {
			return 0
		}
		p, entryKind := c.party(name, kind)
		c.add(i, end+1+m-i, text.Actor{Party: p, Kind: entryKind, Rule: "rule/country"}, mark{})
		return end + 1 + m - i
	}
	return 0
}

// countryWords is the country whose adjective, or whose name with "'s", stands at
// word i, and how many words that takes.
func (c *line) countryWords(i int) (gazetteer.Place, int) {
	if !gazetteer.StartsUpper(c.words[i].Written) {
		return gazetteer.Place{}, 0
	}
	for n := 3; n > 0; n-- {
		if i+n > len(c.words) || !c.words[i+n-1].Last {
			continue
		}
		folded := gazetteer.Key(c.words[i : i+n])
		if p, ok := c.g.Demonym(folded); ok && n <= 2 {
			return p, n
		}
		name := folded
		possessive := i+n < len(c.words) && c.words[i+n].Clitic
		if !possessive && strings.HasSuffix(name, "s") && len(name) > 4 && c.countryNamed(strings.TrimSuffix(name, "s")).ID != "" {
			name, possessive = strings.TrimSuffix(name, "s"), true
			if p := c.countryNamed(name); p.ID != "" {
				return p, n
			}
		}
		p := c.countryNamed(name)
		if p.ID == "" {
			continue
		}
		if possessive {
			return p, n + 1
		}
		if len(folded) <= 3 && gazetteer.AllUpper(c.words[i].Written) { // "US forces"
			return p, n
		}
		if c.lists.force.match(c.words, i+n) > 0 && (i == 0 || !isPlacePreposition(c.words[i-1].Folded)) { // "the Russia air forces"
			return p, n
		}
	}
	return gazetteer.Place{}, 0
}

// countryNamed is the country with the folded name.
func (c *line) countryNamed(folded string) gazetteer.Place {
	found := c.g.LookupFolded(folded)
	for i := range found {
		if found[i].Kind == gazetteer.Country {
			return found[i].Place
		}
	}
	return gazetteer.Place{}
}

// ruleName is the canonical name of a country's body whose head begins at word i: its
// name, its kind and how many words the head takes.
func (c *line) ruleName(country gazetteer.Place, i int) (string, actors.Kind, int) {
	adjective := c.g.Adjective(country.ID)
	if adjective == "" {
		return "", "", 0
	}
	if n := c.ministryAt(i); n > 0 {
		return adjective + " " + c.ministry(i, n), actors.StateBody, n
	}
	longest, name, kind := 0, "", actors.Kind("")
	for _, rule := range [...]struct {
		group *phrases
		tail  string
		kind  actors.Kind
	}{
		{&c.lists.force, " forces", actors.StateForce},
		{&c.lists.government, " government", actors.Government},
		{&c.lists.police, "", actors.StateBody},
		{&c.lists.media, "", actors.Outlet},
		{&c.lists.rebel, "", actors.ArmedGroup},
	} {
		n := rule.group.match(c.words, i)
		if n <= longest {
			continue
		}
		longest, kind = n, rule.kind
		if rule.tail != "" {
			name = c.bodyOf(country, adjective+rule.tail, rule.kind)
		} else {
			name = adjective + " " + gazetteer.Key(c.words[i:i+n])
		}
		if rule.kind == actors.ArmedGroup {
			name = c.rebelsOf(country, adjective, gazetteer.Key(c.words[i:i+n]))
		}
	}
	return name, kind, longest
}

// bodyOf is the canonical name of a country's forces or government.
func (c *line) bodyOf(country gazetteer.Place, name string, kind actors.Kind) string {
	role := "government"
	if kind == actors.StateForce {
		role = "army"
	}
	if own := c.l.Role(country.ID, role); own != "" {
		return own
	}
	return name
}

func (c *line) rebelsOf(country gazetteer.Place, adjective, head string) string {
	if own := c.l.Role(country.ID, head); own != "" {
		return own
	}
	switch {
	case strings.HasPrefix(head, "rebel"), head == "insurgents", head == "guerrillas":
		if own := c.l.Role(country.ID, "rebels"); own != "" {
			return own
		}
		return adjective + " rebels"
	}
	return adjective + " " + head
}

// ministryAt is how many words "Defense Ministry" or "Ministry of Foreign Affairs"
// takes at word i.
func (c *line) ministryAt(i int) int {
	for n := range 3 {
		if !c.ministries || i+n >= len(c.words) {
			return 0
		}
		w := c.words[i+n]
		if isMinistry(w) && (n > 0 || w.Folded == "ministry") {
			if _, k := c.fieldOf(i + n); k > 0 {
				return n + k
			}
			if i+n+2 < len(c.words) && c.words[i+n+1].Folded == "of" && gazetteer.StartsUpper(c.words[i+n+2].Written) {
				return n + 3
			}
			return n + 1
		}
		if w.Folded == "" || w.Clitic || c.lists.role.has(w.Folded) {
			return 0
		}
	}
	return 0
}

func isMinistry(w gazetteer.Word) bool { return w.Folded == "ministry" || w.Folded == "department" }

// ministry is the name of the ministry that words [i, i+n) name: "Defense Ministry", for
// "Ministry of Defense" too.
func (c *line) ministry(i, n int) string {
	if at, k := c.fieldOf(i); k == n && k > 0 {
		return c.title(at, 1) + " Ministry"
	}
	return c.title(i, n)
}

// fieldOf is the word that says what the ministry at word i is of, where ministries are called by
// it, and how many words that takes: "ministry of foreign affairs", "Ministry of the Interior".
func (c *line) fieldOf(i int) (at, n int) {
	if c.words[i].Folded != "ministry" || i+2 >= len(c.words) || c.words[i+1].Folded != "of" {
		return 0, 0
	}
	at = i + 2
	if c.words[at].Folded == "the" && at+1 < len(c.words) {
		at++
	}
	if !c.lists.beforeMinistry.has(c.words[at].Folded) {
		return 0, 0
	}
	n = at - i + 1
	if at+1 < len(c.words) && c.words[at+1].Folded == "affairs" {
		n++
	}
	return at, n
}

// title is words [i, i+n) with capitals.
func (c *line) title(i, n int) string {
	var out []string
	for _, w := range c.words[i : i+n] {
		s := w.Written
		if w.Clitic && len(out) > 0 {
			out[len(out)-1] += "'s" // "Prosecutor's Office"
			continue
		}
		if w.Folded != "of" && len(s) > 0 {
			s = strings.ToUpper(s[:1]) + s[1:]
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// officeHolder reads "Russian Foreign Minister Sergei Lavrov", and "the Russian
// foreign minister" alone.
func (c *line) officeHolder(i, n int, country gazetteer.Place) int {
	role := c.roleAfter(i + n)
	if k := i + n + 1; role == 0 && k < len(c.words) && c.words[k].Folded == "minister" {
		role = 2 // "information minister"
	}
	if role == 0 {
		return 0
	}
	state := stemma.Party{Name: country.Name, ID: slug(country.Name)}
	if of := c.ownState(i + n + role - 1); of.Name != "" && country.ID == c.country {
		state = of // abroad it is the state that he speaks for
	}
	if m := c.nameLength(i + n + role); m > 0 {
		return c.addPerson(i, n+role, m, state)
	}
	if c.modifies(i + n + role) {
		return 0 // "Syria's official news agency"
	}
	name := c.g.Adjective(country.ID) + " " + gazetteer.Key(c.words[i+n:i+n+role])
	c.add(i, n+role, text.Actor{Party: stemma.Party{Name: name, ID: slug(name)}, Kind: string(actors.Person), Person: true, For: state, Rule: "rule/office"}, mark{})
	return n + role
}

// acts reports whether the country or capital at [i, i+n) acts and is not only where
// something happens.
func (c *line) acts(i, n int) bool {
	if c.dateline(i, n) {
		return false
	}
	if k := i + n; k < len(c.words) {
		next := c.words[k]
		if c.lists.role.match(c.words, k) > 0 || c.lists.official.match(c.words, k) > 0 || next.Clitic && c.lists.role.match(c.words, k+1) > 0 {
			return true
		}
	}
	last := c.words[i+n-1].Token
	if len(c.d.Arcs) > last {
		rel, _, _ := strings.Cut(c.d.Arcs[last].Rel, ":")
		if rel == "nsubj" || c.d.Arcs[last].Rel == "obl:agent" {
			return true
		}
		if head := c.d.Arcs[last].Head; rel == "conj" && head >= 0 {
			above, _, _ := strings.Cut(c.d.Arcs[head].Rel, ":")
			return above == "nsubj" || c.d.Arcs[head].Rel == "obl:agent" ||
				(above == "obl" || above == "nmod") && head > 0 && isPartner(strings.ToLower(c.d.Word(head-1)))
		}
		return (rel == "obl" || rel == "nmod") && i > 0 && isPartner(c.words[i-1].Folded) || rel == "obj" || rel == "iobj"
	}
	if i > 0 {
		if before := c.words[i-1].Folded; isPartner(before) {
			return true
		} else if isPlacePreposition(before) {
			return false
		}
	}
	return i+n < len(c.words) && c.lists.speech.has(c.words[i+n].Folded)
}

// dateline reports whether the place at [i, i+n) is in capitals and an agency in brackets or
// a dash follows: "MOSCOW (Orbis)".
func (c *line) dateline(i, n int) bool {
	next := c.words[i+n-1].Token + 1
	if len(c.words[i].Written) < 4 || !gazetteer.AllUpper(c.words[i].Written) || next >= len(c.d.Tokens) {
		return false
	}
	switch c.d.Word(next) {
	case "(", "—", "–", "--", "-", ":", "/":
		return true
	}
	return false
}

// isPartner reports whether a preposition takes one who acts.
func isPartner(w string) bool { return w == "with" || w == "by" || w == "from" || w == "against" }

func isPlacePreposition(w string) bool {
	switch w {
	case "in", "at", "to", "near", "into", "inside", "outside", "across", "around", "of", "northern", "southern", "eastern", "western", "central", "on", "for":
		return true
	}
	return false
}

// partyNamed is the party with a canonical name; empty for "".
func (r *reader) partyNamed(name string) stemma.Party {
	if name == "" {
		return stemma.Party{}
	}
	p, _ := r.party(name, actors.State)
	return p
}
