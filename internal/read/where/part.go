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
		if kind := c.lists.types[c.words[i+n].folded]; isSettled(kind) {
			m.kind = kind
		}
	}
	if m.kind == "" && i >= 2 && c.words[i-1].folded == "of" {
		m.kind = c.lists.types[c.words[i-2].folded]
	}
	if m.kind == "" && i >= 1 && !startsUpper(c.words[i-1].written) {
		m.kind = c.lists.types[c.words[i-1].folded]
	}
}

// partOf reads "eastern Aleppo", "Aleppo's east", "the outskirts of Aleppo", "south
// of Aleppo", "near Aleppo".
func (c *sentence) partOf(m *mention, i, n int) {
	switch {
	case i >= 1 && c.lists.direction[c.words[i-1].folded] && i-1 >= c.taken:
		m.part = c.words[i-1].folded
		m.first = c.words[i-1].token
	case i+n+1 < len(c.words) && c.words[i+n].clitic && c.compass(c.words[i+n+1].folded):
		m.part = c.words[i+n+1].folded
		m.last = c.words[i+n+1].token + 1
	}
	if m.part == "" {
		c.partBefore(m, i)
	}
	if k := i + n; m.kind == gazetteer.Province && k < len(c.words) && c.lists.types[c.words[k].folded] == gazetteer.Province && m.last == c.words[i+n-1].token+1 {
		m.last = c.words[k].token + 1
		m.bare += " " + c.words[k].written
		m.name = m.bare
	}
	m.span = c.span(m.first, m.last)
	if m.part != "" {
		m.name = m.part + " " + m.name
	}
	if i >= 2 && c.words[i-1].folded == "of" && (c.words[i-2].folded == "province" || c.words[i-2].folded == "governorate") {
		m.name += " " + c.words[i-2].folded
	}
	c.relate(m, i)
}

// partBefore reads "the western edge of the town of Homs", "the outskirts of Homs", "the
// east of Homs".
func (c *sentence) partBefore(m *mention, i int) {
	at := c.skipType(i - 1)
	if at < 1 || c.words[at].folded != "of" {
		return
	}
	noun := c.words[at-1].folded
	first := at - 1
	switch {
	case c.lists.part[noun]:
		if noun == "part" || noun == "side" || noun == "half" {
			if first == 0 || !c.lists.direction[c.words[first-1].folded] {
				return // "a large part of the town" is the town
			}
		}
		if first > 0 && c.lists.direction[c.words[first-1].folded] {
			first--
		}
	case c.compass(noun) && first > 0 && c.words[first-1].folded == "the":
	case c.compass(noun) && first > 2 && c.words[first-1].folded == "and" && c.compass(c.words[first-2].folded) && c.words[first-3].folded == "the":
		first -= 2
	default:
		return
	}
	if first < c.taken {
		return
	}
	var words []string
	for _, w := range c.words[first : at+1] {
		words = append(words, w.written)
	}
	m.part = strings.Join(words, " ")
	m.first = c.words[first].token
}

// skipType is the word before "the", "the city of", "the province of" that end at k.
func (c *sentence) skipType(k int) int {
	if k >= 1 && c.words[k].folded == "of" && c.lists.types[c.words[k-1].folded] != "" && !c.lists.part[c.words[k-1].folded] {
		k -= 2
	}
	for k >= 0 && (c.words[k].folded == "the" || c.lists.types[c.words[k].folded] != "" && k > 0 && c.words[k-1].folded == "the") {
		k--
	}
	return k
}

// compass reports whether a word is a direction that is a noun: "the city's north".
func (c *sentence) compass(folded string) bool {
	return c.lists.direction[folded] && !strings.HasSuffix(folded, "ern") && folded != "rural" && folded != "inner" && folded != "outer"
}

// relate reads what stands before the place.
func (c *sentence) relate(m *mention, i int) {
	at := i - 1
	if m.part != "" && m.first < c.words[i].token {
		at--
	}
	for at >= 0 && (c.words[at].folded == "the" || c.words[at].folded == "city" || c.words[at].folded == "town") {
		at--
	}
	if at < 0 {
		return
	}
	word := c.words[at].folded
	if rel, ok := c.lists.relation[word]; ok {
		m.relation = rel
		return
	}
	if m.part != "" && strings.HasSuffix(m.part, " of") {
		return
	}
	if word == "of" && at >= 1 && c.compass(c.words[at-1].folded) {
		m.relation = c.words[at-1].folded + " of"
		return
	}
	if (word == "of" || word == "from") && at >= 2 && isDistance(c.words[at-1].folded) {
		m.relation = c.words[at-2].folded + " " + c.words[at-1].folded + " " + word
	}
}

func isDistance(w string) bool {
	switch w {
	case "mile", "miles", "km", "kilometre", "kilometres", "kilometer", "kilometers", "metres", "meters", "yards":
		return true
	}
	return false
}
