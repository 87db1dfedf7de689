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

// personAt reads a person's name: one that the name layer gives, one behind a title or
// a role, or one that was named before.
func (c *line) personAt(i int) int {
	if n := c.knownAt(i); n > 0 {
		return n
	}
	if c.lists.platform.has(c.words[i].Folded) {
		return 0 // "the messaging service Telegram"
	}
	titles := 0
	for i+titles < len(c.words) && titles < 3 && (c.lists.honorific.has(c.words[i+titles].Folded) || titles == 0 && c.roleAfter(i) == 1) && gazetteer.StartsUpper(c.words[i+titles].Written) {
		titles++
	}
	if titles > 0 {
		if n := c.nameLength(i + titles); n > 0 {
			return c.addPerson(i, titles, n, stemma.Party{})
		}
		return 0
	}
	if role := c.roleAfter(i); role > 0 { // "spokesman Sergei Rudskoi", "head Rami Abdel Rahman"
		role += c.titles(i + role)
		if n := c.nameLength(i + role); n > 0 {
			return c.addPerson(i, role, n, stemma.Party{})
		}
		return 0
	}
	if n := c.givenName(i); n > 0 {
		return n
	}
	n := c.layerName(i)
	if n > 2 && i > 1 && c.words[i-1].Folded == "of" && c.lists.role.has(c.words[i-2].Folded) && c.isTown(i) {
		return 1 + c.addPerson(i+1, 0, n-1, stemma.Party{}) // "the mayor of Velm Ann Vey said": the place is none of her names
	}
	if n == 1 && (c.lists.role.has(c.words[i].Folded) || c.fightersOf(i+1)) {
		return 0 // "Assistant to the President", "Orlo clan fighters"
	}
	if (n > 1 || n == 1 && (i > 0 || c.speaks(i+1))) && !c.anyPlace(i, n) {
		return c.addPerson(i, 0, n, stemma.Party{})
	}
	if len(c.d.Names) == 0 {
		if n := c.nameLength(i); n >= 2 && c.speaks(i+n) && !c.anyPlace(i, n) && !isPlacePreposition(c.words[i].Folded) {
			return c.addPerson(i, 0, n, stemma.Party{})
		}
	}
	return 0
}

// fightersOf reports whether words for fighters, or for a group of them, stand at word i: the
// name before them is theirs.
func (c *line) fightersOf(i int) bool {
	for k := i; k < min(i+3, len(c.words)); k++ {
		if c.lists.fighters.has(c.words[k].Folded) {
			return true
		}
		if c.words[k].Folded == "" || gazetteer.StartsUpper(c.words[k].Written) || c.words[k].Clitic {
			return false
		}
	}
	return false
}

// isTown reports whether word i is the name of a place of some size.
func (c *line) isTown(i int) bool {
	const least = 10_000 // people
	return slices.ContainsFunc(c.g.LookupFolded(c.words[i].Folded), func(p gazetteer.Candidate) bool { return p.Population >= least })
}

// layerName is how many words the name layer's person has that begins at word i.
func (c *line) layerName(i int) int {
	if i+1 < len(c.words) && c.lists.parent.has(c.words[i].Folded) && gazetteer.StartsUpper(c.words[i].Written) {
		if n := c.layerPerson(i + 1); n > 0 {
			return n + 1 // "Umm Khaled", of which the layer has a half
		}
	}
	return c.layerPerson(i)
}

// layerPerson is how many words the person has that the name layer begins at word i.
func (c *line) layerPerson(i int) int {
	at := c.nameOf[c.words[i].Token]
	if at < 0 || c.d.Names[at].Kind != text.Person || c.d.Names[at].First != c.words[i].Token {
		return 0
	}
	n := 0
	for i+n < len(c.words) && c.words[i+n].Token < c.d.Names[at].Last {
		n++
	}
	for n > 0 && i+n < len(c.words) && c.hyphened(i+n) {
		n++ // "Vey-Orlo", of which the layer has a half
	}
	return n
}

// hyphened reports whether word k is the second half of a name with a hyphen.
func (c *line) hyphened(k int) bool {
	before, t := c.words[k-1].Token, c.words[k].Token
	return t == before+2 && c.d.Word(before+1) == "-" && c.d.Tokens[before].End == c.d.Tokens[before+1].Start &&
		c.d.Tokens[before+1].End == c.d.Tokens[t].Start && gazetteer.StartsUpper(c.words[k].Written)
}

// nameLength is how many capitalised words, with small particles between, make a name
// at word i.
func (c *line) nameLength(i int) int {
	if i >= len(c.words) {
		return 0
	}
	if n := c.layerName(i); n > 0 {
		return n
	}
	n := 0
	for i+n < len(c.words) && n < 5 && c.isNamePart(i+n) {
		n++
	}
	for n > 0 && isParticle(c.words[i+n-1].Folded) {
		n--
	}
	return n
}

func (c *line) isNamePart(k int) bool {
	w := c.words[k]
	if w.Folded == "" || w.Clitic || strings.Trim(w.Folded, "0123456789") == "" {
		return false
	}
	if isWeekday(w.Folded) || c.isBody(k) {
		return false
	}
	return gazetteer.StartsUpper(w.Written) || isParticle(w.Folded) && k+1 < len(c.words) && gazetteer.StartsUpper(c.words[k+1].Written)
}

// isBody reports whether another actor or a demonym begins at word k.
func (c *line) isBody(k int) bool {
	if _, ok := c.g.Demonym(c.words[k].Folded); ok {
		return true
	}
	e, n := c.l.Match([]string{c.words[k].Folded}, []string{c.words[k].Written})
	return n > 0 && e.Kind != actors.Person
}

func isParticle(folded string) bool {
	switch folded {
	case "al", "el", "bin", "ibn", "ben", "abu", "abd", "de", "da", "di", "del", "van", "von", "der", "la", "le", "ul", "ur", "ould", "ag", "as", "ash", "az":
		return true
	}
	return false
}

func isWeekday(folded string) bool {
	switch folded {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// anyPlace reports whether the place layer has one of words [i, i+n).
func (c *line) anyPlace(i, n int) bool {
	for k := i; k < i+n; k++ {
		if c.isPlace(k) {
			return true
		}
	}
	return false
}

// isPlace reports whether the place layer has word i.
func (c *line) isPlace(i int) bool {
	return c.placeOf[c.words[i].Token] >= 0
}

// speaks reports whether word i is a verb of speech or a comma that leads to one.
func (c *line) speaks(i int) bool {
	if i >= len(c.words) {
		return false
	}
	return c.lists.speech.has(c.words[i].Folded) || c.words[i].Written == ","
}

// roleAfter is how many words of role begin at word i: "foreign minister", "head".
func (c *line) roleAfter(i int) int { return c.lists.role.match(c.words, i) }

// sortOfRole is how many words a role takes at word i with what says which, "military
// spokesman".
func (c *line) sortOfRole(i int) int {
	if n := c.roleAfter(i); n > 0 {
		return n
	}
	if i < len(c.words) && c.lists.sort.has(c.words[i].Folded) {
		if n := c.roleAfter(i + 1); n > 0 {
			return n + 1
		}
	}
	return 0
}

// addPerson keeps a person whose name is words [i+before, i+before+n), with the role
// words before it, and looks for the body that he speaks for.
func (c *line) addPerson(i, before, n int, of stemma.Party) int {
	from := i + before
	written := stemma.Span{Start: c.d.Tokens[c.words[from].Token].Start, End: c.d.Tokens[c.words[from+n-1].Token].End}.Of(c.d.Text())
	p := person{name: strings.Join(strings.Fields(written), " "), of: of, kind: string(actors.Person)}
	if known, ok := c.persons[gazetteer.Fold(p.name)]; ok {
		if known.of.Name != "" {
			of = known.of
		}
		p = known
	} else if e, ok := c.l.ByName(p.name); ok && e.Kind == actors.Person {
		p.name, p.id = e.Name, e.ID
		if of.Name == "" {
			of = c.partyNamed(e.Of)
		}
	} else if similar, ok := c.similar(p.name); ok {
		p = similar
		of = similar.of
	}
	owner := 0
	if of.Name == "" {
		owner = c.ownerAt(i)
	}
	if of.Name == "" && owner == 0 && c.onlyHonours(i, before) {
		of = c.bodyBefore(i)
	}
	if of.Name == "" && owner == 0 {
		of = c.bodyAfter(from + n)
	}
	if of.Name == "" && owner == 0 && before > 0 {
		of = c.ownState(i)
	}
	p.of = of
	c.know(p.name, p)
	if full := strings.Join(strings.Fields(written), " "); strings.Contains(full, " ") && full != p.name {
		c.know(full, p) // as this report spells it
	}
	c.add(i, before+n, text.Actor{Party: stemma.Party{Name: p.name, ID: p.id}, Person: true, Kind: string(actors.Person), For: of, Rule: "name"}, mark{owner: owner})
	return before + n
}

// onlyHonours reports whether the n words at word i are titles that name no office: "Mr".
func (c *line) onlyHonours(i, n int) bool {
	for k := i; k < i+n; k++ {
		if !c.lists.honorific.has(c.words[k].Folded) {
			return false
		}
	}
	return true
}

// givenName reads the first name alone of somebody who was named in full: "Ann said".
func (c *line) givenName(i int) int {
	if c.layerName(i) != 1 {
		return 0
	}
	p, ok := c.given[c.words[i].Folded]
	if !ok {
		return 0
	}
	c.add(i, 1, text.Actor{Party: stemma.Party{Name: p.name, ID: p.id}, Person: true, Kind: string(actors.Person), For: p.of, Rule: "name/again"}, mark{})
	return 1
}

// bodyBefore is the body of a person whose name begins at word i, by what stands before it:
// UNICEF in "UNICEF's Ann Vey", and in "UNICEF coordinator for the north, Ann Vey"; whom
// another speaks for in "a spokesman for Vey, Ben Orl".
func (c *line) bodyBefore(i int) stemma.Party {
	if i > 0 && c.words[i-1].Clitic && len(c.all) > 0 {
		last := c.all[len(c.all)-1]
		if t := c.words[i-1].Token; last.End <= c.d.Tokens[t].End && last.End >= c.d.Tokens[t].Start-1 && !last.Person && last.Kind != string(actors.People) {
			return last.Party
		}
	}
	if i < 2 || c.words[i-1].Written != "," {
		return stemma.Party{}
	}
	const back = 10 // words
	start := i - 1
	for start > 0 && i-start < back && c.words[start-1].Folded != "" {
		start--
	}
	for k := start; k < i-1; k++ {
		role := c.lists.role.match(c.words, k)
		if role == 0 {
			continue
		}
		end := i - 1
		if k+role < end && c.words[k+role].Folded == "to" {
			end = k + role // to whom an ambassador is sent
		}
		for at := k + role; at < end; at++ {
			if p, ok := c.persons[c.words[at].Folded]; ok && p.of.Name != "" {
				return p.of
			}
		}
		if of := c.bodyOfRole(start, k, k+role, end); of.Name != "" {
			return of
		}
		if k+role+1 < end && c.words[k+role].Folded == "of" {
			if n, _ := c.placeBehind(k + role + 1); n == 0 {
				return stemma.Party{} // "president of the local farmers"
			}
		}
		return c.ownState(k)
	}
	return stemma.Party{}
}

// ownState is the government of the report's country for an office of state at word i that
// names no country; empty for other roles.
func (c *line) ownState(i int) stemma.Party {
	if c.lists.stateOffice.match(c.words, i) == 0 || !c.sure {
		return stemma.Party{}
	}
	adjective := c.g.Adjective(c.country)
	if adjective == "" {
		return stemma.Party{}
	}
	p, _ := c.party(cmp.Or(c.l.Role(c.country, "government"), adjective+" government"), actors.Government)
	return p
}

// similar is a person met before, or of the list, under another transliteration:
// "Rami Abdurrahman" is Rami Abdel Rahman.
func (c *line) similar(name string) (person, bool) {
	bones := gazetteer.Skeleton(gazetteer.Fold(name))
	if bones == "" || !strings.Contains(bones, " ") {
		return person{}, false
	}
	bones = strings.ReplaceAll(bones, " ", "")
	if e, ok := c.l.PersonLike(bones); ok {
		return person{name: e.Name, id: e.ID, of: c.partyNamed(e.Of), kind: string(actors.Person)}, true
	}
	return person{}, false
}

// know remembers a person by the whole name and by every end of it: "Abdel Rahman",
// "Rahman".
func (c *line) know(name string, p person) {
	words := strings.Fields(gazetteer.Fold(name))
	if len(words) > 1 && len(words[0]) > 3 && !isParticle(words[0]) {
		c.given[words[0]] = p
	}
	for i := range words {
		end := strings.Join(words[i:], " ")
		if i > 0 && len(end) < 3 {
			continue
		}
		c.persons[end] = p
	}
}

// knownAt reads the end of a name met before: "Rahman said".
func (c *line) knownAt(i int) int {
	if !gazetteer.StartsUpper(c.words[i].Written) && !isParticle(c.words[i].Folded) {
		return 0
	}
	for n := 4; n > 0; n-- {
		if i+n > len(c.words) || !gazetteer.StartsUpper(c.words[i+n-1].Written) {
			continue
		}
		p, ok := c.persons[gazetteer.Key(c.words[i:i+n])]
		if !ok || c.anyPlace(i, n) {
			continue
		}
		c.add(i, n, text.Actor{Party: stemma.Party{Name: p.name, ID: p.id}, Person: true, Kind: string(actors.Person), For: p.of, Rule: "name/again"}, mark{})
		return n
	}
	return 0
}

// bodyAfter is the body in ", the head of the Observatory", ", UNICEF's field office
// head", ", a spokesperson for the group".
func (c *line) bodyAfter(i int) stemma.Party {
	if i >= len(c.words) || c.words[i].Written != "," {
		return stemma.Party{}
	}
	end := min(len(c.words), i+14)
	for k := i + 1; k < end; k++ {
		if role := c.lists.role.match(c.words, k); role > 0 {
			return c.bodyOfRole(i+1, k, k+role, end)
		}
		if c.words[k].Folded == "" {
			break
		}
	}
	return stemma.Party{}
}

// bodyOfRole looks for a body before the role ("UNICEF's director") and after it
// ("director of UNICEF").
func (c *line) bodyOfRole(from, role, after, end int) stemma.Party {
	for k := from; k < role; k++ {
		if e, n := c.match(k); n > 0 && e.Kind != actors.Person && c.placeWords(k) <= n {
			return stemma.Party{Name: e.Name, ID: e.ID}
		}
		if country, n := c.countryWords(k); n > 0 {
			if name, kind, m := c.ruleName(country, k+n); m > 0 {
				p, _ := c.party(name, kind)
				return p
			}
			return stemma.Party{Name: country.Name, ID: slug(country.Name)}
		}
		if adjective := c.g.Adjective(c.country); c.sure && adjective != "" {
			if p, _, n := c.office(k, c.country, adjective, false); n > 0 && k+n == role {
				return p
			}
		}
	}
	for k := after; k < end && c.words[k].Folded != ""; k++ {
		if e, n := c.match(k); n > 0 && e.Kind != actors.Person && c.placeWords(k) <= n {
			return stemma.Party{Name: e.Name, ID: e.ID}
		}
		if country, n := c.countryWords(k); n > 0 {
			if name, kind, m := c.ruleName(country, k+n); m > 0 {
				p, _ := c.party(name, kind)
				return p
			}
		}
	}
	return stemma.Party{}
}
