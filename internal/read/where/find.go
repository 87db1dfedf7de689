package where

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// most is how many words of a name are looked up at once.
const most = 7

// mentions reads one sentence from left to right, the longest name first.
func (r *reader) mentions(s text.Sentence) {
	words := wordsOf(r.d, s.First, s.Last)
	c := &sentence{reader: r, words: words, titled: isTitled(words)}
	for i := 0; i < len(words); {
		i = c.at(i)
	}
}

// sentence is one sentence while it is being read.
type sentence struct {
	*reader
	words  []word
	titled bool // titled is a headline: nearly every word has a capital.
	taken  int  // taken is the first word that no mention covers yet.
}

// isTitled reports whether capitals say nothing in a sentence.
func isTitled(words []word) bool {
	upper, all := 0, 0
	for _, w := range words {
		if w.folded == "" || w.clitic || len(w.folded) < 4 {
			continue
		}
		all++
		if startsUpper(w.written) {
			upper++
		}
	}
	return all >= 4 && upper*10 > all*7
}

// at reads what begins at word i and returns where to go on.
func (c *sentence) at(i int) int {
	if !c.words[i].first || c.words[i].folded == "" {
		return i + 1
	}
	if n := c.actorAt(i); n > 0 {
		c.demonymsIn(i, i+n)
		return i + n
	}
	for _, read := range []func(int) int{c.nameAt, c.demonymAt, c.typedAt, c.commonAt} {
		if n := read(i); n > 0 {
			c.taken = i + n
			return i + n
		}
	}
	return i + 1
}

// actorAt is how many words the actor's name has that begins at word i and is not
// that of a place as well.
func (c *sentence) actorAt(i int) int {
	if !c.l.Begins(c.words[i].folded) {
		return 0
	}
	end := min(len(c.words), i+12)
	folded, written := make([]string, 0, end-i), make([]string, 0, end-i)
	for _, w := range c.words[i:end] {
		if w.clitic && len(folded) > 0 {
			folded[len(folded)-1] += "s"
			folded, written = append(folded, "\x00"), append(written, "")
			continue
		}
		folded, written = append(folded, w.folded), append(written, w.written)
	}
	folded, written, offset := dropClitics(folded, written)
	e, n := c.l.Match(folded, written)
	if n == 0 || e.Kind == actors.State || e.Kind == actors.Person {
		return 0
	}
	if n == 1 && (e.Kind == actors.Outlet || e.Kind == actors.Government) && len(c.lookup(folded[0])) > 0 {
		return 0
	}
	return offset[n-1] + 1
}

// dropClitics removes the words that were glued to the one before, and says at which
// index each remaining word ended.
func dropClitics(folded, written []string) (f, w []string, offset []int) {
	for i := range folded {
		if folded[i] == "\x00" {
			offset[len(offset)-1] = i
			continue
		}
		f, w, offset = append(f, folded[i]), append(w, written[i]), append(offset, i)
	}
	return f, w, offset
}

// demonymsIn reads the demonyms of an actor's name: "the Syrian army".
func (c *sentence) demonymsIn(from, to int) {
	for i := from; i < to; i++ {
		c.demonymAt(i)
	}
}

// lookup is the gazetteer with a memory.
func (r *reader) lookup(folded string) []gazetteer.Candidate {
	found, ok := r.cache[folded]
	if !ok {
		found = r.g.LookupFolded(folded)
		r.cache[folded] = found
	}
	return found
}

// nameAt reads a name that the gazetteer knows.
func (c *sentence) nameAt(i int) int {
	if !c.mayBegin(i) {
		return 0
	}
	for n := c.reach(i); n > 0; n-- {
		ws := c.words[i : i+n]
		last := ws[n-1]
		if !last.last || last.clitic || (n > 1 && !startsUpper(last.written) && c.lists.types[last.folded] == "") {
			continue
		}
		if found := c.abbreviation(i, n); len(found) > 0 {
			c.add(i, n, found)
			return n
		}
		found := c.lookup(key(ws))
		if n == 1 {
			found = c.orPossessive(found, ws[0])
		}
		if len(found) == 0 || !c.accept(i, n, found) {
			continue
		}
		if k := c.longerName(i, n); k > 0 {
			return k
		}
		m := c.add(i, n, found)
		if n == 1 && key(ws) != gazetteer.Fold(m.bare) || len(c.lookup(key(ws))) == 0 {
			m.bare = strings.TrimSuffix(m.bare, "s")
			m.name = strings.TrimSuffix(m.name, "s")
		}
		return n
	}
	return 0
}

// longerName reads "Castello Road", "Homs Bridge": a known name that is the first part
// of another, which a capitalised word of type ends. It returns how many words that
// takes, 0 when there is none.
func (c *sentence) longerName(i, n int) int {
	k := i + n
	if c.titled || k >= len(c.words) || !startsUpper(c.words[k].written) || allUpper(c.words[k].written) || !c.adjacent(k-1) {
		return 0
	}
	kind, ok := c.lists.types[c.words[k].folded]
	if !ok || kind.Populated() && kind != gazetteer.Quarter || kind == gazetteer.Province || kind == gazetteer.District || kind == gazetteer.Region {
		return 0
	}
	m := c.add(i, n+1, c.lookup(key(c.words[i:k+1])))
	m.kind = kind
	return n + 1
}

// abbreviation is what words [i, i+n) stand for with the full stop behind them
// ("Ind.") or the comma before them (", TX").
func (c *sentence) abbreviation(i, n int) []gazetteer.Candidate {
	last := c.words[i+n-1]
	if strings.HasSuffix(last.written, ".") {
		return c.lookup(key(c.words[i:i+n]) + ".")
	}
	if k := i + n; n == 1 && i > 0 && c.words[i-1].written == "," && k < len(c.words) && c.words[k].written == "." {
		return c.lookup(last.folded + ".")
	}
	if n == 1 && i > 0 && c.words[i-1].written == "," && len(last.written) <= 3 && allUpper(last.written) {
		return c.lookup("," + last.folded)
	}
	return nil
}

// orPossessive is for crawls that lost their apostrophes: "Syrias capital".
func (c *sentence) orPossessive(found []gazetteer.Candidate, w word) []gazetteer.Candidate {
	bare, ok := strings.CutSuffix(w.folded, "s")
	if len(found) > 0 || !ok || len(bare) < 4 || !strings.HasSuffix(w.written, "s") || allUpper(w.written[:len(w.written)-1]) {
		return found
	}
	if _, demonym := c.g.Demonym(w.folded); demonym {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.lookup(bare)), func(p gazetteer.Candidate) bool {
		return !p.Curated && p.Population < 100_000
	})
}

// mayBegin reports whether a name may begin at word i.
func (c *sentence) mayBegin(i int) bool {
	w := c.words[i]
	if !w.first || w.clitic {
		return false
	}
	if startsUpper(w.written) {
		return !isEnglish(w.folded) || c.hyphened(i)
	}
	return isArticle(w) && i+1 < len(c.words) && startsUpper(c.words[i+1].written)
}

// isEnglish reports whether a word that romanisations write for the Arabic article is
// an English word as well.
func isEnglish(folded string) bool {
	return folded == "at" || folded == "an" || folded == "as"
}

// hyphened reports whether a hyphen joins word i to the next.
func (c *sentence) hyphened(i int) bool {
	if strings.Contains(c.words[i].written, "-") {
		return true
	}
	next := c.words[i].token + 1
	return next < len(c.d.Tokens) && c.d.Word(next) == "-"
}

// reach is how many words from i on could be one name.
func (c *sentence) reach(i int) int {
	n := 0
	for n < most && i+n < len(c.words) && c.words[i+n].folded != "" {
		n++
	}
	return n
}

// add keeps words [i, i+n) as a place with these candidates, with its part and its
// relation.
func (c *sentence) add(i, n int, found []gazetteer.Candidate) *mention {
	m := &mention{candidates: found, chosen: -1, antecedent: -1}
	m.first, m.last = c.words[i].token, c.words[i+n-1].token+1
	m.core = c.span(m.first, m.last)
	m.span = m.core
	m.name = m.core.Of(c.d.Text())
	m.bare = m.name
	c.typeBeside(m, i, n)
	c.partOf(m, i, n)
	m.acts = n == 1 && c.standsForState(i)
	c.all = append(c.all, m)
	return m
}

func (c *sentence) span(first, last int) stemma.Span {
	return stemma.Span{Start: c.d.Tokens[first].Start, End: c.d.Tokens[last-1].End}
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

// isSettled reports whether a word of type behind a known name says what the name is
// ("Homs province") rather than what lies there ("the Homs road").
func isSettled(kind gazetteer.Kind) bool {
	return kind.Populated() || kind == gazetteer.Province || kind == gazetteer.District || kind == gazetteer.Region
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

// demonymAt reads "Syrian", "South Sudanese", "Turks".
func (c *sentence) demonymAt(i int) int {
	if !startsUpper(c.words[i].written) || !c.words[i].first {
		return 0
	}
	for n := min(2, c.reach(i)); n > 0; n-- {
		if !c.words[i+n-1].last {
			continue
		}
		country, ok := c.g.Demonym(key(c.words[i : i+n]))
		if !ok {
			continue
		}
		m := c.add(i, n, []gazetteer.Candidate{{Place: country, Curated: true}})
		m.demonym, m.part, m.relation, m.kind = true, "", "", ""
		m.first, m.last, m.span = c.words[i].token, c.words[i+n-1].token+1, m.core
		m.name = country.Name
		return n
	}
	return 0
}

// typedAt reads a capitalised name that the gazetteer does not know but a word
// beside it makes a place: "the Maadi district", "Castello Road".
func (c *sentence) typedAt(i int) int {
	if !c.mayBegin(i) || c.titled || c.lists.title[c.words[i].folded] || c.isCommonWord(i) {
		return 0
	}
	n := 0
	for i+n < len(c.words) && n < 4 && c.isNamePart(i+n) {
		n++
	}
	if n == 0 || i+n > len(c.words) {
		return 0
	}
	// "Castello Road": the type is the last capitalised word.
	if kind, ok := c.lists.types[c.words[i+n-1].folded]; ok && n > 1 {
		m := c.add(i, n, c.similar(i, n, kind))
		m.kind, m.similar = kind, true
		return n
	}
	if i+n < len(c.words) {
		if kind, ok := c.lists.types[c.words[i+n].folded]; ok && !startsUpper(c.words[i+n].written) && makesPlace(c.words[i+n].folded) {
			m := c.add(i, n, c.similar(i, n, kind))
			m.kind, m.similar = kind, true
			return n
		}
	}
	if kind := c.kindBefore(i); kind != "" {
		m := c.add(i, n, c.similar(i, n, kind))
		m.kind, m.similar = kind, true
		return n
	}
	return 0
}

// makesPlace reports whether a word of type behind an unknown name is enough to make it
// a place: "the Maadi district", but not "a World Heritage city".
func makesPlace(folded string) bool {
	switch folded {
	case "city", "town", "region", "front", "market", "port", "church", "mine", "enclave", "desert", "plain", "mountain", "mountains",
		"county", "settlement", "sea", "plant", "farm", "farms", "garrison", "mosque", "hospital", "square", "base", "street", "avenue", "hill", "hills", "valley":
		return false
	}
	return true
}

// standsForState reports whether a capital at word i is named for its government, as
// in "Ankara said": it is known to be, and no preposition of place stands before it.
func (c *sentence) standsForState(i int) bool {
	e, n := c.l.Match([]string{c.words[i].folded}, []string{c.words[i].written})
	return n == 1 && (e.Kind == actors.State || e.Kind == actors.Government) && !c.prepared(i)
}

// similar are the places of another spelling, where one is of the kind said.
func (c *sentence) similar(i, n int, kind gazetteer.Kind) []gazetteer.Candidate {
	return slices.DeleteFunc(c.g.Similar(key(c.words[i:i+n])), func(p gazetteer.Candidate) bool {
		return kind.Populated() != p.Kind.Populated()
	})
}

// kindBefore is the kind in "the village of", "the town of".
func (c *sentence) kindBefore(i int) gazetteer.Kind {
	if i >= 2 && c.words[i-1].folded == "of" && !startsUpper(c.words[i-2].written) {
		return c.lists.types[c.words[i-2].folded]
	}
	return ""
}

// isNamePart reports whether word k can be inside an unknown name.
func (c *sentence) isNamePart(k int) bool {
	w := c.words[k]
	if w.folded == "" || w.clitic || isNumber(w.folded) {
		return false
	}
	return startsUpper(w.written) || isArticle(w) && k+1 < len(c.words) && startsUpper(c.words[k+1].written)
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// commonAt reads a common noun that stands for a place: "the city", "the northern
// province", "the city's east".
func (c *sentence) commonAt(i int) int {
	w := c.words[i]
	if w.folded != "the" && w.folded != "this" && w.folded != "that" {
		return 0
	}
	n := 1
	part := ""
	for i+n < len(c.words) && n < 4 && c.words[i+n].folded != "" && !startsUpper(c.words[i+n].written) {
		folded := c.words[i+n].folded
		if kinds, ok := c.lists.common[folded]; ok && c.standsAlone(i+n) {
			m := c.addCommon(i+n, kinds)
			if part != "" && len(kinds) > 0 && n > 1 {
				m.reasons = append(m.reasons, stemma.Reason{Rule: "place/common", Says: "said to be " + part})
			}
			return n + 1
		}
		if c.lists.direction[folded] {
			part = folded
		}
		n++
	}
	return 0
}

// standsAlone reports whether the common noun at k is not the first part of something
// else: "the city of Homs", "the city council", "the airport road".
func (c *sentence) standsAlone(k int) bool {
	if k+1 >= len(c.words) {
		return true
	}
	next := c.words[k+1]
	if next.folded == "of" {
		return false
	}
	if len(c.d.Tags) > next.token && next.folded != "" {
		tag := c.d.Tags[next.token].UPOS
		return tag != "NOUN" && tag != "PROPN"
	}
	return true
}

// addCommon keeps the common noun at word k, with "'s east" behind it.
func (c *sentence) addCommon(k int, kinds []gazetteer.Kind) *mention {
	m := &mention{common: true, chosen: -1, antecedent: -1, first: c.words[k].token, last: c.words[k].token + 1}
	m.core = c.span(m.first, m.last)
	m.name = c.words[k].folded
	if k+2 < len(c.words) && c.words[k+1].clitic && c.compass(c.words[k+2].folded) {
		m.part = c.words[k+2].folded
		m.last = c.words[k+2].token + 1
	}
	if m.part == "" {
		c.partBefore(m, k)
	}
	m.span = c.span(m.first, m.last)
	c.relate(m, k)
	m.inside = c.antecedentOf(kinds)
	c.all = append(c.all, m)
	return m
}

// antecedentOf is the nearest place before that one of the kinds can mean; for a
// country, the one that the report speaks of most.
func (r *reader) antecedentOf(kinds []gazetteer.Kind) *mention {
	if len(kinds) == 1 && kinds[0] == gazetteer.Country {
		return r.mainCountry()
	}
	for i := len(r.all) - 1; i >= 0; i-- {
		m := r.all[i]
		if m.demonym || m.common || m.acts {
			continue
		}
		if m.mayBe(kinds) && (m.kind != "" || len(m.candidates) > 0) {
			return m
		}
	}
	return nil
}

// mainCountry is the last mention of the country in which most places so far lie.
func (r *reader) mainCountry() *mention {
	count := map[string]int{}
	best := ""
	for _, m := range r.all {
		if m.common || len(m.candidates) == 0 {
			continue
		}
		country := m.candidates[0].Country
		if count[country]++; country != "" && count[country] >= count[best] {
			best = country
		}
	}
	for i := len(r.all) - 1; i >= 0; i-- {
		if m := r.all[i]; !m.common && len(m.candidates) > 0 && m.candidates[0].ID == best {
			return m
		}
	}
	return nil
}

// mayBe reports whether m can be of one of the kinds.
func (m *mention) mayBe(kinds []gazetteer.Kind) bool {
	if m.kind != "" {
		return slices.Contains(kinds, m.kind)
	}
	for _, c := range m.candidates {
		if slices.Contains(kinds, c.Kind) {
			return true
		}
		if c.Kind == gazetteer.Country {
			return false
		}
	}
	return false
}
