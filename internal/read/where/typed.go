package where

import (
	"slices"
	"strings"

	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// typedAt reads a capitalised name that the gazetteer does not know but a word
// beside it makes a place: "the Maadi district", "Castello Road", "the village Dara".
func (c *sentence) typedAt(i int) int {
	n := c.unknownAt(i)
	if n == 0 {
		return 0
	}
	// "Castello Road": the type is the last capitalised word.
	if kind, ok := c.lists.types.Find(c.words[i+n-1].Folded); ok && n > 1 {
		return c.addTyped(i, n, kind)
	}
	if kind := c.kindBehind(i, n); kind != "" {
		return c.addTyped(i, n, kind)
	}
	if kind := c.kindBefore(i); kind != "" {
		return c.addTyped(i, n, kind)
	}
	if kind := c.kindBeside(i, n); kind != "" {
		return c.addTyped(i, n, kind)
	}
	if kind := c.kindOfRow(i + n); kind != "" {
		return c.addTyped(i, n, kind)
	}
	return 0
}

// kindOfRow is the kind that a plural gives all the names of a row before it, of which the first
// ends before word k: Tarn in "on Tarn, Orlo and Velm neighbourhoods".
func (c *sentence) kindOfRow(k int) gazetteer.Kind {
	const most = 6 // names
	for range most {
		joined := k
		for k < len(c.words) && (c.words[k].Written == "," || c.words[k].Folded == "and") {
			k++
		}
		if k >= len(c.words) || k == joined && !gazetteer.IsArticle(c.words[k]) {
			return ""
		}
		first := k
		for k < len(c.words) && k-first < longestUnknown && c.isNamePart(k) && (k == first || !gazetteer.IsArticle(c.words[k]) || c.words[first].Written != "al") {
			k++
		}
		if k == first || k >= len(c.words) {
			return ""
		}
		if w := c.words[k].Folded; !gazetteer.StartsUpper(c.words[k].Written) && strings.HasSuffix(w, "s") && c.lists.types.Get(w) != "" && makesPlace(w) {
			return c.lists.types.Get(w)
		}
	}
	return ""
}

// kindBeside is the kind that an apposition gives an unknown name: "Dara, a small town
// near the border".
func (c *sentence) kindBeside(i, n int) gazetteer.Kind {
	const reach = 5 // words
	k := i + n
	if k+2 >= len(c.words) || c.words[k].Written != "," || c.words[k+1].Folded != "a" && c.words[k+1].Folded != "an" {
		return ""
	}
	for j := k + 2; j < len(c.words) && j < k+2+reach && c.words[j].Folded != ""; j++ {
		if c.lists.before.Get(c.words[j].Folded) || c.words[j].Folded == "who" {
			return "" // "Dara, a man from the village"
		}
		if kind := c.lists.types.Get(c.words[j].Folded); kind.Populated() && c.standsAlone(j) {
			return kind
		}
	}
	return ""
}

// longestUnknown is how many words a name without an entry may have.
const longestUnknown = 4

// unknownAt is how many words of a capitalised name begin at word i that may be one
// without an entry; 0 for none.
func (c *sentence) unknownAt(i int) int {
	if !c.mayBegin(i) || c.titled || c.lists.title.Get(c.words[i].Folded) || c.isCommonWord(i) {
		return 0
	}
	if c.timeOf[c.words[i].Token] >= 0 {
		return 0 // "shelled on Sunday al-Tarn"
	}
	n := 0
	for i+n < len(c.words) && n < longestUnknown && c.isNamePart(i+n) && !(n > 1 && gazetteer.IsArticle(c.words[i]) && gazetteer.IsArticle(c.words[i+n])) {
		n++
	}
	if n == 0 || i+n > len(c.words) {
		return 0
	}
	if c.kin[gazetteer.Key(c.words[i:i+n])] {
		return 0
	}
	if token := c.words[i].Token; n == 1 && len(c.d.Tags) > token && c.d.Tags[token].UPOS == "ADJ" || n == 1 && c.lists.people.Get(c.words[i].Folded) {
		return 0 // "Shiite towns"
	}
	return n
}

// addTyped keeps words [i, i+n) as a place of the kind and returns n.
func (c *sentence) addTyped(i, n int, kind gazetteer.Kind) int {
	m := c.add(i, n, c.similar(i, n, kind))
	m.kind, m.similar = kind, true
	return n
}

// kindBehind is the kind that the word behind an unknown name gives it: "the Maadi
// district", "in Dara area", "Mieh Mieh refugee camp".
func (c *sentence) kindBehind(i, n int) gazetteer.Kind {
	k := i + n
	if k+1 < len(c.words) && c.lists.purpose.Get(c.words[k].Folded) {
		k++
	}
	if k >= len(c.words) || gazetteer.StartsUpper(c.words[k].Written) {
		return ""
	}
	kind := c.lists.types.Get(c.words[k].Folded)
	if kind.Populated() && k == i+n && gazetteer.IsArticle(c.words[i]) {
		return kind // "al-Tarn town"
	}
	if kind == "" || k == i+n && !makesPlace(c.words[k].Folded) && !(c.lists.stretch.Get(c.words[k].Folded) && c.behindPreposition(i)) {
		return ""
	}
	return kind
}

// behindPreposition reports whether any preposition after which a place may stand is right before word i.
func (c *sentence) behindPreposition(i int) bool {
	return i > 0 && c.lists.before.Get(c.words[i-1].Folded)
}

// knownAt reads a name that another sentence says is a place and that the gazetteer does
// not know: "Dara" where the report speaks of "the village of Dara".
func (c *sentence) knownAt(i int) int {
	n := c.unknownAt(i)
	for ; n > 0; n-- {
		if c.words[i+n-1].Last && c.typed[gazetteer.Key(c.words[i:i+n])] && !c.insidePerson(i, n) {
			c.add(i, n, nil)
			return n
		}
	}
	return 0
}

// networkAt reads a name that the gazetteer does not know where the network takes it for
// a place and a preposition that only places take, or a place that it is joined to, stands
// before it: "clashes in Nuli and Brod".
func (c *sentence) networkAt(i int) int {
	if c.shouts || i == 0 || !c.isBehindPlace(i) && !c.joinedPlace(i) || c.unknownAt(i) == 0 {
		return 0
	}
	at := text.Covering(c.d.Names, c.d.Tokens[c.words[i].Token].Start)
	if at < 0 || c.d.Names[at].Kind != text.PlaceName || c.d.Names[at].First != c.words[i].Token {
		return 0
	}
	n := 0
	for i+n < len(c.words) && c.words[i+n].Token < c.d.Names[at].Last && c.isNamePart(i+n) {
		n++
	}
	name := gazetteer.Key(c.words[i : i+n])
	if n == 0 || stopWords().Get(name) != "" || c.misprint(name) {
		return 0
	}
	c.add(i, n, nil)
	return n
}

// misprint reports whether a name has the consonants of one that the report names: that is
// a place misspelt, and no other.
func (r *reader) misprint(folded string) bool {
	bones := gazetteer.Skeleton(folded)
	if bones == "" {
		return false
	}
	for name := range r.placed {
		if gazetteer.Skeleton(name) == bones {
			return true
		}
	}
	return slices.ContainsFunc(r.all, func(m *mention) bool { return gazetteer.Skeleton(gazetteer.Fold(m.bare)) == bones })
}

// joinedPlace reports whether "and" joins word i to a place that ends before it.
func (c *sentence) joinedPlace(i int) bool {
	return c.taken > 0 && c.taken == i-1 && c.words[i-1].Folded == "and"
}

// takenAt reads a name that nothing else knows where it is taken from somebody: "after taking
// Dara from the rebels".
func (c *sentence) takenAt(i int) int {
	if c.shouts || i == 0 || !c.lists.taking.Get(c.words[i-1].Folded) {
		return 0
	}
	n := c.unknownAt(i)
	if k := i + n; n == 0 || k >= len(c.words) || c.words[k].Folded != "from" || stopWords().Get(gazetteer.Key(c.words[i:k])) != "" {
		return 0
	}
	if _, ok := c.nameAround(i, n); ok {
		return 0 // a person or a body
	}
	c.add(i, n, nil)
	return n
}

// typedNames are the folded names without an entry that a word beside them makes places
// somewhere in the text.
func (r *reader) typedNames() map[string]bool {
	out := map[string]bool{}
	for k := range r.sentences {
		c := &r.sentences[k]
		words := c.words
		if c.titled || c.shouts {
			continue
		}
		for i := range words {
			n := c.unknownAt(i)
			if n == 0 || len(c.lookup(gazetteer.Key(words[i:i+n]))) > 0 {
				continue
			}
			if c.kindBehind(i, n) != "" || c.kindBefore(i).Populated() || c.kindBeside(i, n) != "" {
				out[gazetteer.Key(words[i:i+n])] = true
			}
		}
	}
	return out
}

// kinNames are the folded names that the text gives to a tribe or a family: "the Tarn tribe",
// whose villages are not a village of that name.
func (r *reader) kinNames() map[string]bool {
	out := map[string]bool{}
	for s := range r.sentences {
		c := &r.sentences[s]
		words := c.words
		for i := range words {
			k := i
			for k < len(words) && k-i < longestUnknown && c.isNamePart(k) {
				k++
			}
			if k > i && k < len(words) && c.lists.kin.Get(words[k].Folded) {
				out[gazetteer.Key(words[i:k])] = true
			}
		}
	}
	return out
}

// makesPlace reports whether a word of type behind an unknown name is enough to make it
// a place: "the Maadi district", but not "a World Heritage city".
func makesPlace(folded string) bool {
	switch folded {
	case "city", "town", "region", "front", "market", "port", "church", "mine", "enclave", "desert", "plain", "mountain", "mountains",
		"area", "areas", "commune",
		"ville", "pueblo", "vereda", "barrio", "estado", "ciudad", "isla", "comuna",
		"county", "settlement", "sea", "plant", "farm", "farms", "garrison", "mosque", "hospital", "square", "base", "street", "avenue", "hill", "hills", "valley":
		return false
	}
	return true
}

// similar are the places of another spelling, where one is of the kind said.
func (c *sentence) similar(i, n int, kind gazetteer.Kind) []gazetteer.Candidate {
	return slices.DeleteFunc(c.g.Similar(gazetteer.Key(c.words[i:i+n])), func(p gazetteer.Candidate) bool {
		return kind.Populated() != p.Kind.Populated()
	})
}

// kindBefore is the kind in "the village of", "the town of", and in "the village Dara".
func (c *sentence) kindBefore(i int) gazetteer.Kind {
	if i >= 2 && isOf(c.words[i-1].Folded) && !gazetteer.StartsUpper(c.words[i-2].Written) {
		return c.lists.types.Get(c.words[i-2].Folded)
	}
	if i >= 2 && !gazetteer.StartsUpper(c.words[i-1].Written) && c.adjacent(i-1) && c.adjacent(i-2) {
		kind := c.lists.types.Get(c.words[i-1].Folded)
		if before := c.words[i-2].Folded; kind.Populated() && (before == "the" || c.lists.before.Get(before)) {
			return kind
		}
	}
	return ""
}

// isOf reports whether a word joins a name to its type: "the town of", "comuna de".
func isOf(folded string) bool {
	switch folded {
	case "of", "de", "del", "do", "da", "du", "d":
		return true
	}
	return false
}

// isNamePart reports whether word k can be inside an unknown name.
func (c *sentence) isNamePart(k int) bool {
	w := c.words[k]
	if w.Folded == "" || w.Clitic || isNumber(w.Folded) {
		return false
	}
	return gazetteer.StartsUpper(w.Written) || gazetteer.IsArticle(w) && k+1 < len(c.words) && gazetteer.StartsUpper(c.words[k+1].Written)
}

// isNumber reports whether a word has figures alone.
func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
