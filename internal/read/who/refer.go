package who

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// pronounAt reads "he", "she", "it", "they".
func (c *line) pronounAt(i int) int {
	switch f := c.words[i].Folded; f {
	case "he", "she", "it", "they":
		if c.words[i].Folded == "it" && gazetteer.AllUpper(c.words[i].Written) {
			return 0
		}
		c.add(i, 1, text.Actor{Party: stemma.Party{Name: f}, Person: f == "he" || f == "she", Rule: "pronoun"}, mark{common: f, plural: f == "they"})
	case "i", "we":
		return 0
	default:
		return 0
	}
	return 1
}

// linked reports whether a mention is only tied to whoever is named before it: militants
// in "al Qaeda-linked militants" are not al Qaeda.
func (r *reader) linked(i int) bool {
	k := r.d.TokenAt(r.all[i].Start) - 1
	if i == 0 || k < 2 || !r.lists.tied.has(strings.ToLower(r.d.Word(k))) {
		return false
	}
	return r.d.Tokens[k-1].Start <= r.all[i-1].End && r.all[i-1].End <= r.d.Tokens[k].Start
}

// reach is how many sentences back an antecedent is looked for.
const (
	pronounReach = 3
	nounReach    = 40
	lookBack     = 400 // lookBack is how many mentions back; it bounds the work on texts that are all names.
)

// refer finds the antecedents of common nouns and pronouns.
func (r *reader) refer() {
	r.sameOfficials()
	for i := range r.all {
		if k := r.calledBehind(i); k >= 0 {
			r.same(i, k)
		}
	}
	for i := range r.all {
		head := r.marks[i].common
		if head == "" || r.linked(i) {
			continue
		}
		r.enter(r.marks[i].sentence)
		at := r.fightsFor(i)
		if at < 0 {
			at = r.antecedent(i, head)
		}
		if at < 0 {
			r.byRole(i, head)
			continue
		}
		r.same(i, at)
	}
}

// same makes mention i stand for whom mention at stands for.
func (r *reader) same(i, at int) {
	a, of := &r.all[i], r.all[at]
	a.Party, a.Kind, a.For, a.Person = of.Party, of.Kind, of.For, of.Person
	a.Antecedent, a.Rule = at, "coreference"
	if at > i {
		r.marks[i].common = "" // resolved by what follows it
	}
}

// calledBehind is the mention of the group whose name follows the common noun for it: ISIL in "the
// militant group ISIL"; -1 for none.
func (r *reader) calledBehind(i int) int {
	head := r.marks[i].common
	if nouns[head].bare || !r.named(i+1) || !slices.Contains(nouns[head].kinds, actors.Kind(r.all[i+1].Kind)) {
		return -1
	}
	if r.d.Text()[r.all[i].End:r.all[i+1].Start] != " " {
		return -1
	}
	return i + 1
}

// fightsFor is the mention of the group whose fighters the common noun means: ISIL in "militants
// of ISIL" and in "militants of the group ISIL"; -1 for none.
func (r *reader) fightsFor(i int) int {
	what := nouns[r.marks[i].common]
	if !what.bare || what.role != "" || i+1 == len(r.all) || r.all[i+1].Party.ID == "" || r.all[i+1].Person || !slices.Contains(what.kinds, actors.Kind(r.all[i+1].Kind)) {
		return -1
	}
	words := strings.Fields(strings.ToLower(r.between(i, i+1)))
	if len(words) == 0 || words[0] != "of" && words[0] != "from" {
		return -1
	}
	if words = words[1:]; len(words) > 0 && words[0] == "the" {
		words = words[1:]
	}
	for n := range min(len(words), 2) { // "the militant group", "the so-called militant group"
		if _, ok := nouns[strings.Join(words[n:], " ")]; ok {
			return i + 1
		}
	}
	if len(words) > 0 {
		return -1
	}
	return i + 1
}

// named reports whether there is a mention i that names a body.
func (r *reader) named(i int) bool {
	return i < len(r.all) && !r.all[i].Person && r.all[i].Party.ID != "" && (r.all[i].Rule == "alias" || r.all[i].Rule == "name")
}

// between are the words that stand between two mentions.
func (r *reader) between(a, b int) string {
	return strings.TrimSpace(r.d.Text()[r.all[a].End:max(r.all[a].End, r.all[b].Start)])
}

// sameOfficials gives people without a place those who were named with one before, the
// officials of "Kenyan officials", and officials who were not the country that the report
// is about.
func (r *reader) sameOfficials() {
	last := map[string]string{}
	for i := range r.all {
		a := &r.all[i]
		if a.Rule != "people" {
			continue
		}
		r.enter(r.marks[i].sentence)
		words := strings.Fields(a.Party.Name)
		head := words[len(words)-1]
		if gazetteer.StartsUpper(words[0]) {
			last[head] = a.Party.Name
			continue
		}
		if len(words) > 2 || len(words) == 2 && !r.lists.here.has(words[0]) {
			continue
		}
		switch adjective := r.g.Adjective(r.country); {
		case last[head] != "":
			a.Party.Name, a.Rule = last[head], "coreference"
		case head == "officials" && r.sure && adjective != "":
			a.Party.Name, a.Rule = adjective+" officials", "context/"+r.country
		}
	}
}

// byRole resolves militants, terrorists and the like, where no group was named before,
// to those who are called so in the war of the report's country.
func (r *reader) byRole(i int, head string) {
	words := strings.Fields(head)
	role := words[len(words)-1]
	if strings.HasPrefix(role, "group") || strings.HasPrefix(role, "organi") {
		role = words[0] + "s" // "terrorist groups": terrorists
	}
	if nouns[head].role != "" || len(nouns[head].kinds) != 1 || nouns[head].kinds[0] != actors.ArmedGroup || r.country == "" {
		return
	}
	if name := r.l.Role(r.country, role); name != "" {
		r.all[i].Party, r.all[i].Kind = r.party(name, actors.ArmedGroup)
		r.all[i].Rule = "context/" + r.country
		return
	}
	if adjective := r.g.Adjective(r.country); adjective != "" && r.sure && r.lists.militant.has(role) {
		r.all[i].Party, r.all[i].Kind = r.party(adjective+" "+role, actors.ArmedGroup)
		r.all[i].Rule = "context/" + r.country
	}
}

// antecedent is the index of the mention that the common noun at i stands for; -1 for
// none.
func (r *reader) antecedent(i int, head string) int {
	switch head {
	case "he", "she":
		if at := r.nearest(i, pronounReach-1, func(k int) bool {
			return r.all[k].Person && r.marks[k].subject && r.marks[k].common != "it"
		}); at >= 0 {
			return at
		}
		return r.nearest(i, pronounReach, func(k int) bool { return r.all[k].Person && r.marks[k].common != "it" })
	case "it":
		return r.nearest(i, pronounReach-1, func(k int) bool {
			return !r.all[k].Person && isBody(r.all[k].Kind) && r.marks[k].subject && !r.crowd(k)
		})
	case "they":
		at := r.nearest(i, pronounReach-1, func(k int) bool {
			return !r.all[k].Person && r.all[k].Kind != "" && r.marks[k].subject && (r.marks[k].plural || isBody(r.all[k].Kind))
		})
		return r.opening(i, at)
	}
	kinds := nouns[head].kinds
	if r.several(head) {
		return -1 // "terrorist groups" are not the one that was named
	}
	if head == "alliance" || head == "coalition" {
		return r.nearest(i, nounReach, func(k int) bool {
			return r.marks[k].common == "" && r.all[k].Party.ID != "" && !r.all[k].Person && r.allied(r.all[k].Party.Name, head)
		})
	}
	return r.nearest(i, nounReach, func(k int) bool {
		return r.marks[k].common == "" && !r.describesOther(k) && !r.apart(k, i) && hasWord(r.all[k].Party.Name, head) && slices.Contains(kinds, actors.Kind(r.all[k].Kind)) && r.all[k].Party.ID != ""
	})
}

// opening is whom a pronoun in the plural that opens its sentence stands for: those who are the
// subject of the sentence before it as a whole rather than mention at, who are that of a clause in
// it: the army in "The army, fighting rebels who …, shelled the town. They …".
func (r *reader) opening(i, at int) int {
	if at < 0 || r.marks[i].sentence != r.marks[at].sentence+1 || r.d.Sentences[r.marks[i].sentence].First != r.d.TokenAt(r.all[i].Start) {
		return at
	}
	for k := at - 1; k >= 0 && r.marks[k].sentence == r.marks[at].sentence; k-- {
		a := r.all[k]
		if a.Person || !r.marks[k].subject || !r.marks[k].plural || strings.HasPrefix(a.Rule, "pronoun") || a.Kind != string(actors.StateForce) && a.Kind != string(actors.ArmedGroup) {
			continue
		}
		if h := a.Head; h < len(r.d.Arcs) && r.d.Arcs[h].Head >= 0 && r.d.Arcs[r.d.Arcs[h].Head].Rel == "root" {
			return k
		}
	}
	return at
}

// several reports whether a common noun is of groups in the plural, which no one group is.
func (r *reader) several(head string) bool {
	words := strings.Fields(head)
	last := words[len(words)-1]
	return len(words) > 1 && (last == "groups" || last == "organizations" || last == "organisations")
}

// crowd reports whether mention k is of many by a noun in the plural, "rebels", for which
// "it" cannot stand.
func (r *reader) crowd(k int) bool {
	return r.marks[k].plural && r.all[k].Rule != "alias" && r.all[k].Rule != "name"
}

// apart reports whether mentions k and i are two sides by what stands between them: "X and
// the jihadists", "X against the rebels".
func (r *reader) apart(k, i int) bool {
	if r.all[k].End > r.all[i].Start {
		return false
	}
	switch r.between(k, i) {
	case "and", "and the", "against", "against the", "from", "from the":
		return true
	}
	return false
}

// describesOther reports whether the name of a group only describes another: al Qaeda in
// "the al Qaeda offshoot".
func (r *reader) describesOther(k int) bool {
	h := r.all[k].Head
	if len(r.d.Arcs) <= h || r.all[k].Kind != string(actors.ArmedGroup) {
		return false
	}
	a := r.d.Arcs[h]
	return a.Head > h && a.Head-h <= 2 && (a.Rel == "compound" || a.Rel == "amod") && r.lists.kin.has(strings.ToLower(r.d.Word(a.Head)))
}

// hasWord reports whether the name of a body has the word that stands for it, where
// bodies of that sort have it: "the ministry" is a ministry.
func hasWord(name, head string) bool {
	name = strings.ToLower(name)
	switch head {
	case "ministry":
		return strings.Contains(name, "ministry") || strings.Contains(name, "department")
	case "center", "centre":
		return strings.Contains(name, "center") || strings.Contains(name, "centre")
	case "police":
		return strings.Contains(name, "police")
	}
	return true
}

// allied reports whether the party of that name can be called by the word, an alliance or
// a coalition: it has the word among its names, or is one of several and has neither.
func (r *reader) allied(name, word string) bool {
	e, ok := r.l.ByName(name)
	if !ok {
		return false
	}
	called := func(w string) bool {
		return slices.ContainsFunc(append([]string{e.Name}, e.Aliases...), func(s string) bool { return strings.Contains(strings.ToLower(s), w) })
	}
	return called(word) || e.Kind == actors.Alliance && !called("alliance") && !called("coalition")
}

// nearest is the last mention before i, at most so many sentences back, that fits.
func (r *reader) nearest(i, reach int, fits func(int) bool) int {
	for k := i - 1; k >= max(0, i-lookBack) && r.marks[i].sentence-r.marks[k].sentence <= reach; k-- {
		if fits(k) && !strings.HasPrefix(r.all[k].Rule, "pronoun") {
			return k
		}
	}
	return -1
}

func isBody(kind string) bool {
	return kind != "" && kind != string(actors.Person) && kind != string(actors.People)
}
