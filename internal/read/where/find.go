package where

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
)

// most is how many words of a name are looked up at once.
const most = 7

// mentions reads a sentence from left to right, the longest name first.
func (c *sentence) mentions() {
	for i := 0; i < len(c.words); {
		i = c.at(i)
	}
}

// sentence is one sentence while it is being read.
type sentence struct {
	*reader
	words  []gazetteer.Word
	titled bool // titled is a headline: nearly every word has a capital.
	shouts bool // shouts: all is in capitals, which then tell no name.
	taken  int  // taken is the first word that no mention covers yet.
}

// isTitled reports whether capitals say nothing in a sentence.
func isTitled(words []gazetteer.Word) bool {
	const long = 8 // letters
	upper, all := 0, 0
	for _, w := range words {
		if w.Folded == "" || w.Clitic || len(w.Folded) < 4 {
			continue
		}
		all++
		if gazetteer.StartsUpper(w.Written) {
			upper++
		} else if len(w.Folded) >= long {
			return false // a headline would have it in capitals
		}
	}
	return all >= 4 && upper*10 > all*7
}

// isShouted reports whether no word of a sentence has a small letter.
func isShouted(words []gazetteer.Word) bool {
	all := 0
	for _, w := range words {
		if w.Clitic || len(w.Folded) < 2 || isNumber(w.Folded) {
			continue
		}
		if !gazetteer.AllUpper(w.Written) {
			return false
		}
		all++
	}
	return all >= 4
}

// at reads what begins at word i and returns where to go on.
func (c *sentence) at(i int) int {
	if !c.words[i].First || c.words[i].Folded == "" {
		return i + 1
	}
	if n := c.actorAt(i); n > 0 {
		c.demonymsIn(i, i+n)
		return i + n
	}
	for _, read := range namings {
		if n := read(c, i); n > 0 {
			c.taken = i + n
			return i + n
		}
	}
	return i + 1
}

// namings are the ways in which a place is named, the surest first; each says how many
// words it took.
var namings = [...]func(*sentence, int) int{
	(*sentence).nameAt, (*sentence).demonymAt, (*sentence).typedAt, (*sentence).knownAt, (*sentence).networkAt, (*sentence).takenAt, (*sentence).commonAt,
}

// longestActor is how many words of an actor's name are looked at.
const longestActor = 12

// actorAt is how many words the actor's name has that begins at word i and is not
// that of a place as well.
func (c *sentence) actorAt(i int) int {
	if !c.l.Begins(c.words[i].Folded) {
		return 0
	}
	var foldedRoom, writtenRoom [longestActor]string
	var offsetRoom [longestActor]int
	folded, written, offset := foldedRoom[:0], writtenRoom[:0], offsetRoom[:0] // offset is where each word ends.
	for k, w := range c.words[i:min(len(c.words), i+longestActor)] {
		if w.Clitic && len(folded) > 0 {
			folded[len(folded)-1] += "s"
			offset[len(offset)-1] = k
			continue
		}
		folded, written, offset = append(folded, w.Folded), append(written, w.Written), append(offset, k)
	}
	e, n := c.l.Match(folded, written)
	if n == 0 || e.Kind == actors.State || e.Kind == actors.Person {
		return 0
	}
	if n == 1 && (e.Kind == actors.Outlet || e.Kind == actors.Government) && len(c.lookup(folded[0])) > 0 {
		return 0
	}
	return offset[n-1] + 1
}

// demonymsIn reads the demonyms of an actor's name: "the Syrian army".
func (c *sentence) demonymsIn(from, to int) {
	for i := from; i < to; i++ {
		c.demonymAt(i)
	}
}

// lookup is what the gazetteer knows a name for, which may have lost letters.
func (r *reader) lookup(folded string) []gazetteer.Candidate {
	if !strings.Contains(folded, gazetteer.Lost) {
		return r.g.LookupFolded(folded)
	}
	var found []gazetteer.Candidate
	for _, name := range gazetteer.Restored(folded) {
		found = append(found, r.g.LookupFolded(name)...)
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
		if !last.Last || last.Clitic || (n > 1 && !gazetteer.StartsUpper(last.Written) && c.lists.types.Get(last.Folded) == "") {
			continue
		}
		if found := c.abbreviation(i, n); len(found) > 0 {
			c.add(i, n, found)
			return n
		}
		found := c.lookup(gazetteer.Key(ws))
		if n == 1 {
			found = c.orPossessive(found, ws[0])
		}
		if len(found) == 0 || !c.accept(i, n, found) || n == 1 && c.meansPeople(i, found[0]) || n == 2 && c.describedTown(i) {
			continue
		}
		if k := c.longerName(i, n); k > 0 {
			return k
		}
		m := c.add(i, n, found)
		if strings.ContainsRune(m.name, utf8.RuneError) {
			m.name = c.restored(m.name, gazetteer.Key(ws))
			m.bare = m.name
			return n
		}
		if n == 1 && gazetteer.Key(ws) != gazetteer.Fold(m.bare) || len(c.lookup(gazetteer.Key(ws))) == 0 {
			m.bare = strings.TrimSuffix(m.bare, "s")
			m.name = strings.TrimSuffix(m.name, "s")
		}
		return n
	}
	return 0
}

// describedTown reports whether words i and i+1 only say what country's a town is, "the French city",
// which is no town of that name.
func (c *sentence) describedTown(i int) bool {
	switch c.words[i+1].Written {
	case "city", "town", "village":
		_, ok := c.g.Demonym(c.words[i].Folded)
		return ok
	}
	return false
}

// meansPeople reports whether the word at i is a nation's adjective rather than the small
// place that is called alike: "German" is no town here.
func (c *sentence) meansPeople(i int, best gazetteer.Candidate) bool {
	_, ok := c.g.Demonym(c.words[i].Folded)
	return ok && !best.Curated && !best.Own && weight(best) < 5
}

// restored is a name with the letter that the text lost, as the gazetteer has it.
func (c *sentence) restored(written, folded string) string {
	at := strings.Index(folded, gazetteer.Lost)
	for _, name := range gazetteer.Restored(folded) {
		if at < 0 || strings.Count(folded, gazetteer.Lost) > 1 || len(c.g.LookupFolded(name)) == 0 {
			continue
		}
		letter := "'"
		if len(name) == len(folded) {
			letter = name[at : at+1]
		}
		return strings.Replace(written, string(utf8.RuneError), letter, 1)
	}
	return written
}

// longerName reads "Castello Road", "Homs Bridge": a known name that is the first part
// of another, which a capitalised word of type ends. It returns how many words that
// takes, 0 when there is none.
func (c *sentence) longerName(i, n int) int {
	k := i + n
	if c.titled || k >= len(c.words) || !gazetteer.StartsUpper(c.words[k].Written) || gazetteer.AllUpper(c.words[k].Written) || !c.adjacent(k-1) {
		return 0
	}
	kind, ok := c.lists.types.Find(c.words[k].Folded)
	if !ok && n == 1 && c.isNamePart(k) && c.words[k].Last && len(c.lookup(c.words[k].Folded)) == 0 {
		if kind := c.kindBehind(i, n+1); kind.Populated() && makesPlace(c.words[k+1].Folded) {
			return c.addTyped(i, n+1, kind) // "Tall Orlo village", where Tall is a place, too
		}
		if c.lists.generic.Get(c.words[i].Folded) && c.behindPreposition(i) && !c.insidePerson(i, n+1) && c.timeOf[c.words[k].Token] < 0 {
			return c.addTyped(i, n+1, gazetteer.Village) // "in Tall Orlo"
		}
	}
	if !ok || kind.Populated() && kind != gazetteer.Quarter || kind == gazetteer.Province || kind == gazetteer.District || kind == gazetteer.Region {
		return 0
	}
	m := c.add(i, n+1, c.lookup(gazetteer.Key(c.words[i:k+1])))
	m.kind = kind
	return n + 1
}

// abbreviation is what words [i, i+n) stand for with the full stop behind them
// ("Ind.") or the comma before them (", TX").
func (c *sentence) abbreviation(i, n int) []gazetteer.Candidate {
	last := c.words[i+n-1]
	if strings.HasSuffix(last.Written, ".") {
		return c.lookup(gazetteer.Key(c.words[i:i+n]) + ".")
	}
	if k := i + n; n == 1 && i > 0 && c.words[i-1].Written == "," && k < len(c.words) && c.words[k].Written == "." {
		return c.lookup(last.Folded + ".")
	}
	if n == 1 && i > 0 && c.words[i-1].Written == "," && len(last.Written) <= 3 && gazetteer.AllUpper(last.Written) {
		return c.lookup("," + last.Folded)
	}
	return nil
}

// orPossessive is for crawls that lost their apostrophes: "Syrias capital".
func (c *sentence) orPossessive(found []gazetteer.Candidate, w gazetteer.Word) []gazetteer.Candidate {
	bare, ok := strings.CutSuffix(w.Folded, "s")
	if len(found) > 0 || !ok || len(bare) < 4 || !strings.HasSuffix(w.Written, "s") || gazetteer.AllUpper(w.Written[:len(w.Written)-1]) {
		return found
	}
	if _, demonym := c.g.Demonym(w.Folded); demonym {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.lookup(bare)), func(p gazetteer.Candidate) bool {
		return !p.Curated && p.Population < 100_000
	})
}

// mayBegin reports whether a name may begin at word i.
func (c *sentence) mayBegin(i int) bool {
	w := c.words[i]
	if !w.First || w.Clitic {
		return false
	}
	if gazetteer.StartsUpper(w.Written) {
		return !isEnglish(w.Folded) || c.hyphened(i)
	}
	return gazetteer.IsArticle(w) && i+1 < len(c.words) && gazetteer.StartsUpper(c.words[i+1].Written)
}

// isEnglish reports whether a word that romanisations write for the Arabic article is
// an English word as well.
func isEnglish(folded string) bool {
	return folded == "at" || folded == "an" || folded == "as"
}

// hyphened reports whether a hyphen joins word i to the next.
func (c *sentence) hyphened(i int) bool {
	if strings.Contains(c.words[i].Written, "-") {
		return true
	}
	next := c.words[i].Token + 1
	return next < len(c.d.Tokens) && c.d.Word(next) == "-"
}

// reach is how many words from i on could be one name.
func (c *sentence) reach(i int) int {
	n := 0
	for n < most && i+n < len(c.words) && c.words[i+n].Folded != "" {
		n++
	}
	return n
}

// add keeps words [i, i+n) as a place with these candidates, with its part and its
// relation.
func (c *sentence) add(i, n int, found []gazetteer.Candidate) *mention {
	m := &mention{candidates: found, chosen: -1, antecedent: -1}
	m.first, m.last = c.words[i].Token, c.words[i+n-1].Token+1
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

// demonymAt reads "Syrian", "South Sudanese", "Turks".
func (c *sentence) demonymAt(i int) int {
	if !gazetteer.StartsUpper(c.words[i].Written) || !c.words[i].First {
		return 0
	}
	for n := min(2, c.reach(i)); n > 0; n-- {
		if !c.words[i+n-1].Last {
			continue
		}
		country, ok := c.g.Demonym(gazetteer.Key(c.words[i : i+n]))
		if !ok {
			continue
		}
		m := c.add(i, n, []gazetteer.Candidate{{Place: country, Curated: true}})
		m.demonym, m.part, m.relation, m.kind = true, "", "", ""
		m.first, m.last, m.span = c.words[i].Token, c.words[i+n-1].Token+1, m.core
		m.name = country.Name
		return n
	}
	return 0
}

// standsForState reports whether a capital at word i is named for its government, as
// in "Ankara said": it is known to be, and no preposition of place stands before it, or
// what it is led to follows it ("which led to Ankara to send troops").
func (c *sentence) standsForState(i int) bool {
	e, n := c.l.Match([]string{c.words[i].Folded}, []string{c.words[i].Written})
	return n == 1 && (e.Kind == actors.State || e.Kind == actors.Government) && (!c.prepared(i) || c.toDo(i))
}

// toDo reports whether "to" and a verb follow word i, of which only "to" stands before it.
func (c *sentence) toDo(i int) bool {
	if i == 0 || i+2 >= len(c.words) || c.words[i-1].Folded != "to" || c.words[i+1].Folded != "to" {
		return false
	}
	k := c.words[i+2].Token
	return k < len(c.d.Tags) && c.d.Tags[k].XPOS == "VB"
}
