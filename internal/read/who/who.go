// Package who finds those who act and speak in a text: bodies by their names and by
// rule, persons with the bodies they speak for, and the common nouns and pronouns
// that stand for them. What it cannot resolve stays the noun phrase.
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

// Version changes with what Find returns.
//
//	1  aliases, countries' bodies by rule, persons, common nouns, pronouns
//	2  fighters by their side, units by number, officials by their country
//	3  groups in the plural, names that only describe another group
//	4  nouns that the parser hangs beyond a verb, titles before names
//	5  offices and media of a state by the end of their names, unnamed people of an army
//	6  names behind an office, initials in brackets, whose spokesman, countries by headings
//	7  bodies of the country that a paragraph opens with
//	8  whom "they" stand for who open a sentence
//	9  groups whose name follows, and whose fighters somebody is
//	10 those who only know about a body
const Version = 10

// Find returns the mentions of actors in d's tokens, sorted and disjoint. It uses the
// layer of places, and those of names, tags and arcs where they are there.
func Find(d *text.Doc, g *gazetteer.Gazetteer, l *actors.List) []text.Actor {
	r := &reader{d: d, g: g, l: l, lists: wordLists(), words: gazetteer.WordsOf(d), persons: map[string]person{}, given: map[string]person{}, initials: map[string]int{}}
	r.nameOf, r.placeOf = text.Indexed(d.Tokens, d.Names), text.Indexed(d.Tokens, d.Places)
	r.country, r.sure = countryOf(d)
	r.whole, r.sections = section{r.country, r.sure}, text.Sections(d)
	for i := range d.Sentences {
		r.enter(i)
		r.sentence(i)
	}
	r.refer()
	r.speakFor()
	return r.all
}

// reader holds what is known of one text.
type reader struct {
	d        *text.Doc
	g        *gazetteer.Gazetteer
	l        *actors.List
	lists    *wordGroups
	words    [][]gazetteer.Word // words are those of each sentence.
	nameOf   []int32            // nameOf and placeOf are the name and the place that hold a token, or -1.
	placeOf  []int32
	all      []text.Actor
	marks    []mark            // marks[i] is what refer needs to know of all[i].
	persons  map[string]person // persons met so far, by each of the folded ends of their names.
	given    map[string]person // given are those of them by their first names.
	initials map[string]int    // initials are the mentions behind which brackets tell them: "Orlo Front (OF)".
	country  string            // country is where the report's war is, ISO 3166-1; empty when unclear.
	sure     bool              // sure is a report of which half or more is about that country.
	whole    section           // whole is what the report as a whole is about.
	sections []int             // sections are the places that headings name over each sentence.
}

// section is the country that a part of a report is about.
type section struct {
	country string
	sure    bool
}

// enter makes the country over whose part of the report a sentence stands the report's.
func (r *reader) enter(sentence int) {
	r.country, r.sure = r.whole.country, r.whole.sure
	if p := r.sections[sentence]; p >= 0 && r.d.Places[p].Country != "" {
		r.country, r.sure = r.d.Places[p].Country, true
	}
}

// mark is what a mention is before references are resolved.
type mark struct {
	sentence int
	plural   bool
	common   string // common is the head of a common noun or a pronoun that stands for another mention.
	subject  bool
	owner    int // owner is one more than the mention of the body for which a person speaks; 0 for none.
}

// person is someone named in the text.
type person struct {
	name string
	of   stemma.Party
	kind string
	id   string
}

// line is one sentence while it is being read.
type line struct {
	*reader
	index      int
	words      []gazetteer.Word
	ministries bool // ministries says that one of the words may name a ministry.
}

func (r *reader) sentence(index int) {
	c := &line{reader: r, index: index, words: r.words[index]}
	c.ministries = slices.ContainsFunc(c.words, isMinistry)
	for i := 0; i < len(c.words); {
		n := c.at(i)
		i += max(n, 1)
	}
}

// at reads what begins at word i and returns how many words it took; 0 for none.
func (c *line) at(i int) int {
	if c.words[i].Folded == "" || !c.words[i].First {
		return 0
	}
	for _, read := range mentions {
		if n := read(c, i); n > 0 {
			return n
		}
	}
	return 0
}

// mentions are the ways in which an actor is named, the surest first; each says how
// many words it took.
var mentions = [...]func(*line, int) int{
	(*line).jointAt, (*line).desksAt, (*line).initialsAt, (*line).aliasAt, (*line).bodyOfAt, (*line).officeAt, (*line).countryAt, (*line).shortAt, (*line).personAt,
	(*line).namedAt, (*line).unitAt, (*line).peopleAt, (*line).commonAt, (*line).pronounAt,
}

// add keeps words [i, i+n) as a mention of a, but for forces that only tell what somebody knows
// about: "Russian military analysts".
func (c *line) add(i, n int, a text.Actor, m mark) {
	if a.Kind == string(actors.StateForce) && c.lists.outsider.match(c.words, i+n) > 0 {
		return
	}
	first, last := c.words[i].Token, c.words[i+n-1].Token
	a.Span = stemma.Span{Start: c.d.Tokens[first].Start, End: c.d.Tokens[last].End}
	a.Head, a.Antecedent = c.headOf(first, last), -1
	m.sentence = c.index
	for k := first; k <= last; k++ {
		m.subject = m.subject || c.isSubject(k)
	}
	m.plural = m.plural || strings.HasSuffix(c.words[i+n-1].Folded, "s")
	c.all = append(c.all, a)
	c.marks = append(c.marks, m)
	c.learnInitials(i + n)
}

// headOf is the head of the phrase of tokens first to last: the one that hangs from
// outside it; the last one where there is no parse.
func (c *line) headOf(first, last int) int {
	if len(c.d.Arcs) <= last {
		return last
	}
	for k := first; k <= last; k++ {
		if h := c.d.Arcs[k].Head; (h < first || h > last) && c.d.Arcs[k].Rel != "det" && c.d.Arcs[k].Rel != "case" {
			return k
		}
	}
	return last
}

// isSubject reports whether the token is the subject of a verb; without a parse it
// takes the first mention of a sentence for one.
func (c *line) isSubject(token int) bool {
	if len(c.d.Arcs) > token {
		if a := c.d.Arcs[token]; a.Rel == "appos" && a.Head >= 0 && a.Head < token {
			token = a.Head // "its spokesman, Ann Vey, said"
		}
		return strings.HasPrefix(c.d.Arcs[token].Rel, "nsubj")
	}
	return len(c.marks) == 0 || c.marks[len(c.marks)-1].sentence != c.index
}

// countryOf is the country in which most of the report's places lie, and whether half
// of them do; places within a country count more than its name, and its name more than
// an adjective.
func countryOf(d *text.Doc) (string, bool) {
	weight := map[string]float64{}
	all := 0.0
	for _, p := range d.Places {
		w := 1.0
		switch {
		case p.Country == "":
			continue
		case p.Demonym:
			w = 0.3
		case p.Geo.Precision == "country":
			w = 0.5
		}
		weight[p.Country] += w
		all += w
	}
	best := ""
	for _, c := range slices.SortedFunc(keysOf(weight), cmp.Compare[string]) {
		if best == "" || weight[c] > weight[best] {
			best = c
		}
	}
	return best, weight[best]*2 >= all
}

// countryFor is the country whose war gives a common noun at byte at its meaning: the
// report's, but in a report of several wars that of the last place before it for whose
// war the list knows the noun.
func (r *reader) countryFor(role string, at int) string {
	if r.sure {
		return r.country
	}
	for i := text.After(r.d.Places, at) - 1; i >= 0; i-- {
		if p := r.d.Places[i]; p.Country != "" && r.l.Role(p.Country, role) != "" {
			return p.Country
		}
	}
	return r.country
}

func keysOf(m map[string]float64) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// slug is the identifier of an actor that a rule names.
func slug(name string) string { return strings.ReplaceAll(gazetteer.Fold(name), " ", "-") }

// party is the actor that a name stands for: an entry of the list, else the name itself
// as a rule has made it.
func (r *reader) party(name string, kind actors.Kind) (stemma.Party, string) {
	if e, ok := r.l.ByName(name); ok {
		return stemma.Party{Name: e.Name, ID: e.ID}, string(e.Kind)
	}
	return stemma.Party{Name: name, ID: slug(name)}, string(kind)
}
