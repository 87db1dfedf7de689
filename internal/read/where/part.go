package where

import (
	"strings"

	"stemma/internal/gazetteer"
)

// isSettled reports whether a word of type behind a known name says what the name is
// ("Homs province") rather than what lies there ("the Homs road").
func isSettled(kind gazetteer.Kind) bool {
	return kind.Populated() || kind == gazetteer.Province || kind == gazetteer.District || kind == gazetteer.Region
}

// typeBeside notes the kind that a word beside the name gives: "Homs province", "the
// village of Kafr Nabl".
func (c *sentence) typeBeside(m *mention, i, n int) {
	if i+n < len(c.words) {
		if kind := c.lists.types.Get(c.words[i+n].Folded); isSettled(kind) {
			m.kind = kind
		}
	}
	if m.kind == "" && i >= 2 && c.words[i-1].Folded == "of" {
		m.kind = c.lists.types.Get(c.words[i-2].Folded)
	}
	if m.kind == "" && i >= 1 && !gazetteer.StartsUpper(c.words[i-1].Written) {
		m.kind = c.lists.types.Get(c.words[i-1].Folded)
	}
}

// partOf reads "eastern Aleppo", "Aleppo's east", "the outskirts of Aleppo", "south
// of Aleppo", "near Aleppo".
func (c *sentence) partOf(m *mention, i, n int) {
	switch {
	case i >= 1 && c.lists.direction.Get(c.words[i-1].Folded) && i-1 >= c.taken:
		m.part = c.corner(i - 1)
		m.first = c.words[c.cornerOf(i-1)].Token
	case i+n+1 < len(c.words) && c.words[i+n].Clitic && c.compass(c.words[i+n+1].Folded):
		m.part = c.words[i+n+1].Folded
		m.last = c.words[i+n+1].Token + 1
	}
	if m.part == "" {
		c.partBefore(m, i)
	}
	if k := i + n; m.kind == gazetteer.Province && k < len(c.words) && c.lists.types.Get(c.words[k].Folded) == gazetteer.Province && m.last == c.words[i+n-1].Token+1 {
		m.last = c.words[k].Token + 1
		m.bare += " " + c.words[k].Written
		m.name = m.bare
	}
	m.span = c.span(m.first, m.last)
	if m.part != "" {
		m.name = m.part + " " + m.name
	}
	if i >= 2 && c.words[i-1].Folded == "of" && (c.words[i-2].Folded == "province" || c.words[i-2].Folded == "governorate") {
		m.name += " " + c.words[i-2].Folded
	}
	c.relate(m, i)
}

// partBefore reads "the western edge of the town of Homs", "the outskirts of Homs", "the
// east of Homs".
func (c *sentence) partBefore(m *mention, i int) {
	at := c.skipType(i - 1)
	if at < 1 || c.words[at].Folded != "of" {
		return
	}
	noun := c.words[at-1].Folded
	first := at - 1
	switch {
	case c.lists.part.Get(noun):
		if noun == "part" || noun == "side" || noun == "half" {
			if first == 0 || !c.lists.direction.Get(c.words[first-1].Folded) {
				return // "a large part of the town" is the town
			}
		}
		if first > 0 && c.lists.direction.Get(c.words[first-1].Folded) {
			first--
		}
	case c.compass(noun) && c.definite(first):
		first = c.cornerOf(first) // "the north-west of"
	case c.compass(noun) && first > 2 && c.words[first-1].Folded == "and" && c.compass(c.words[first-2].Folded) && c.words[first-3].Folded == "the":
		first -= 2
	default:
		return
	}
	if first < c.taken {
		return
	}
	var words []string
	for _, w := range c.words[first : at+1] {
		words = append(words, w.Written)
	}
	m.part = strings.Join(words, " ")
	m.first = c.words[first].Token
}

// definite reports whether "the" stands before word k, with nothing between but what describes
// it: "the rebel-held east of".
func (c *sentence) definite(k int) bool {
	const reach = 5 // words
	for i := k - 1; i >= 0 && i >= k-reach; i-- {
		t := c.words[i].Token
		switch {
		case c.words[i].Folded == "the":
			return true
		case len(c.d.Tags) <= t:
			return false
		case c.words[i].Written == "-":
		case c.d.Tags[t].UPOS == "ADJ" || c.d.Tags[t].UPOS == "ADV" || c.d.Tags[t].XPOS == "VBN":
		case t+1 < len(c.d.Tokens) && c.d.Word(t+1) == "-":
		default:
			return false
		}
	}
	return false
}

// skipType is the word before "the", "the city of", "the province of" that end at k.
func (c *sentence) skipType(k int) int {
	if k >= 1 && c.words[k].Folded == "of" && c.lists.types.Get(c.words[k-1].Folded) != "" && !c.lists.part.Get(c.words[k-1].Folded) {
		k -= 2
	}
	for k >= 0 && (c.words[k].Folded == "the" || c.lists.types.Get(c.words[k].Folded) != "" && k > 0 && c.words[k-1].Folded == "the") {
		k--
	}
	return k
}

// cornerOf is the first word of the direction that word k ends: "north" of "north-west", else k.
func (c *sentence) cornerOf(k int) int {
	first := k - 1
	if first > 0 && c.words[first].Written == "-" {
		first--
	}
	if first < 0 || c.words[k].Token-c.words[first].Token > 2 || c.words[first].Token < c.words[k].Token && c.d.Word(c.words[first].Token+1) != "-" {
		return k
	}
	if c.compass(c.words[first].Folded) && c.compass(strings.TrimSuffix(c.words[k].Folded, "ern")) {
		return first
	}
	return k
}

// corner is the direction that word k ends, without its hyphen: "northwest".
func (c *sentence) corner(k int) string {
	if first := c.cornerOf(k); first < k {
		return c.words[first].Folded + c.words[k].Folded
	}
	return c.words[k].Folded
}

// compass reports whether a word is a direction that is a noun: "the city's north".
func (c *sentence) compass(folded string) bool {
	return c.lists.direction.Get(folded) && !strings.HasSuffix(folded, "ern") && folded != "rural" && folded != "inner" && folded != "outer"
}

// relate reads what stands before the place.
func (c *sentence) relate(m *mention, i int) {
	at := i - 1
	if m.part != "" && m.first < c.words[i].Token {
		at--
	}
	for at >= 0 && (c.words[at].Folded == "the" || c.words[at].Folded == "city" || c.words[at].Folded == "town" || c.words[at].Folded == "capital") {
		at--
	}
	if at < 0 {
		return
	}
	word := c.words[at].Folded
	if rel, ok := c.lists.relation.Find(word); ok {
		m.relation = rel
		return
	}
	if m.part != "" && strings.HasSuffix(m.part, " of") {
		return
	}
	if word == "of" && at >= 2 && c.words[at-1].Folded != "" && c.lists.types.Get(c.words[at-1].Folded) != "" && !c.lists.part.Get(c.words[at-1].Folded) {
		at -= 2 // "south of the city of Homs"
		if at > 1 && c.words[at-1].Folded == "the" && c.words[at].Folded != "" {
			at-- // "south of the besieged city of Homs"
		}
		if at > 0 && c.words[at].Folded == "the" {
			at--
		}
		word = c.words[at].Folded
		if rel, ok := c.lists.relation.Find(word); ok {
			m.relation = rel
			return
		}
	}
	if word == "of" && at >= 1 && c.compass(c.words[at-1].Folded) {
		m.relation = c.corner(at-1) + " of"
		return
	}
	if (word == "of" || word == "from") && at >= 2 && isDistance(c.words[at-1].Folded) {
		m.relation = c.words[at-2].Folded + " " + c.words[at-1].Folded + " " + word
	}
}

func isDistance(w string) bool {
	switch w {
	case "mile", "miles", "km", "kilometre", "kilometres", "kilometer", "kilometers", "metres", "meters", "yards":
		return true
	}
	return false
}
