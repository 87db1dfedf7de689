package who

import (
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// namedAt reads the name of a body that no list knows, as the name layer gives it:
// "the Emergency Lawyers group". A group, front or army is taken for one that bears
// arms, so that "the group" and "they" can stand for it.
func (c *line) namedAt(i int) int {
	at := c.nameOf[c.words[i].Token]
	if at < 0 || c.d.Names[at].Kind != text.Body || c.d.Names[at].First != c.words[i].Token || c.isPlace(i) {
		return 0
	}
	n := 0
	for i+n < len(c.words) && c.words[i+n].Token < c.d.Names[at].Last && !c.words[i+n].Clitic {
		n++
	}
	if n == 0 || !gazetteer.StartsUpper(c.words[i+n-1].Written) && !c.lists.armed.has(c.words[i+n-1].Folded) {
		return 0 // "Fighter jets", at the head of a sentence
	}
	if c.lists.press.match(c.words, i) == n {
		return 0 // "the Press Service of the ministry"
	}
	if what, ok := nouns[c.words[i].Folded]; ok && n == 1 && c.l.Role(c.country, what.role) != "" {
		c.addCommon(i, 1, what, c.words[i].Folded) // "Coalition spokesman Ann Vey"
		return 1
	}
	name := strings.Join(strings.Fields(c.d.Names[at].Of(c.d.Text())), " ")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	kind := "body"
	if c.lists.armed.has(c.words[i+n-1].Folded) {
		kind = "armed group"
	}
	c.add(i, n, text.Actor{Party: stemma.Party{Name: name}, Rule: "name", Kind: kind}, mark{})
	return n
}
