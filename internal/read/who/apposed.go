package who

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// roleBefore is the first word of an office in the phrase that ends before word i; -1 for none.
func (c *line) roleBefore(i int) int {
	const back = 12 // words
	found := -1
	for k := i - 1; k >= 0 && i-k <= back && c.words[k].Folded != ""; k-- {
		if c.roleAfter(k) > 0 {
			found = k
		}
	}
	return found
}

// ownerAt is one more than the mention of the body whose office word i begins, or the phrase
// that a comma parts from the name at word i: "its spokesman Ann Vey", "the group's military
// spokesman, Ann Vey"; 0 for none.
func (c *line) ownerAt(i int) int {
	const nearby = 40 // mentions
	k := i
	if i > 1 && c.words[i-1].Written == "," {
		k = c.roleBefore(i - 1)
	}
	for k > 0 && (c.lists.sort.has(c.words[k-1].Folded) || c.roleAfter(k-1) > 0) {
		k--
	}
	if at := k; at >= 0 && at < len(c.words) && c.lists.ofAPlace.match(c.words, at) > 0 {
		return 0 // "the region … its governor, Ann Vey"
	}
	if k < 1 || k == i && c.roleAfter(k) == 0 && !c.lists.sort.has(c.words[k].Folded) {
		return 0
	}
	switch before := c.words[k-1]; {
	case before.Clitic:
		last := len(c.all) - 1
		if t := before.Token; last >= 0 && c.all[last].End <= c.d.Tokens[t].End && c.all[last].End >= c.d.Tokens[t].Start-1 && !c.all[last].Person && c.all[last].Kind != string(actors.People) {
			return last + 1
		}
	case before.Folded == "its" || before.Folded == "their":
		for m := len(c.all) - 1; m >= max(0, len(c.all)-nearby) && c.index-c.marks[m].sentence <= 1; m-- {
			if a := c.all[m]; !a.Person && a.Kind != string(actors.People) && c.marks[m].subject {
				return m + 1
			}
		}
	}
	return 0
}

// speakFor gives persons the bodies for which they speak where only a reference named these, and
// to every later mention of theirs.
func (r *reader) speakFor() {
	of := map[string]stemma.Party{}
	for i := range r.all {
		if k := r.marks[i].owner - 1; k >= 0 && r.all[i].For.Name == "" && !r.all[k].Person && isBody(r.all[k].Kind) {
			r.all[i].For = r.all[k].Party
		}
		a := &r.all[i]
		if !a.Person || a.Party.Name == "" {
			continue
		}
		if a.For.Name != "" {
			of[a.Party.Name] = a.For
		} else {
			a.For = of[a.Party.Name]
		}
	}
}

// learnInitials remembers the initials in the brackets that follow the last mention, at word i:
// "the Orlo Liberation Front (OLF)".
func (c *line) learnInitials(i int) {
	last := len(c.all) - 1
	if i+1 >= len(c.words) || c.all[last].Person || c.all[last].Kind == "" || c.words[i].Written != "(" && c.words[i].Folded != "" {
		return
	}
	at := c.words[i-1].Token + 1
	if at+2 >= len(c.d.Tokens) || c.d.Word(at) != "(" || c.d.Word(at+2) != ")" {
		return
	}
	w := c.d.Word(at + 1)
	if len(w) < 2 || len(w) > 8 || !gazetteer.AllUpper(w) || !initialsOf(w, c.all[last].Of(c.d.Text())) {
		return
	}
	c.initials[w] = last
}

// initialsOf reports whether the letters of w begin words of a name, in their order.
func initialsOf(w, name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	for _, r := range strings.ToUpper(w) {
		for len(words) > 0 && !strings.HasPrefix(strings.ToUpper(words[0]), string(r)) {
			words = words[1:]
		}
		if len(words) == 0 {
			return false
		}
		words = words[1:]
	}
	return true
}

// initialsAt reads the initials that this report gave a body, whoever else bears them.
func (c *line) initialsAt(i int) int {
	k := i
	if c.words[i].Folded == "the" && i+1 < len(c.words) {
		k++
	}
	m, ok := c.initials[c.words[k].Written]
	if !ok || c.all[m].Party.Name == "" {
		return 0
	}
	a := text.Actor{Party: c.all[m].Party, Kind: c.all[m].Kind, Rule: "alias"}
	n := k + 1 - i
	if role := c.sortOfRole(i + n); role > 0 {
		role += c.titles(i + n + role)
		if p := c.nameLength(i + n + role); p > 0 {
			return c.addPerson(i, n+role, p, a.Party)
		}
	}
	n += c.tailAt(i+n, actors.Kind(a.Kind))
	n += c.officialAt(i + n)
	c.add(i, n, a, mark{})
	return n
}
