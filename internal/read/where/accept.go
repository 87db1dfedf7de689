package where

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma/internal/gazetteer"
	"stemma/internal/lookup"
	"stemma/internal/text"

	"stemma"
)

//go:embed stop.txt
var stopFile string

// stopWords are the words of stop.txt with what they otherwise are: "never", "word", "first"
// name, "last" name.
var stopWords = sync.OnceValue(func() *lookup.Table[string] {
	out := new(lookup.Table[string])
	for line := range strings.Lines(stopFile) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			word, what, _ := strings.Cut(line, "\t")
			out.Put(word, what)
		}
	}
	return out
})

// accept decides whether words [i, i+n) are a place and not a person, a body or a
// word that begins a sentence.
func (c *sentence) accept(i, n int, found []gazetteer.Candidate) bool {
	ws := c.words[i : i+n]
	best := found[0]
	if stopWords().Get(gazetteer.Key(ws)) == "never" {
		return false
	}
	if n == 1 && c.ofBody(i, found) {
		return false
	}
	if n == 1 && c.lists.people.Get(ws[0].Folded) && i+1 < len(c.words) && c.lists.types.Get(c.words[i+1].Folded) != "" && !gazetteer.StartsUpper(c.words[i+1].Written) {
		return false // "a mainly Tatar neighbourhood"
	}
	if c.acceptOwn(i, n, found) {
		return true
	}
	if c.shouts && n == 1 && c.isCommonWord(i) {
		return false
	}
	short := len(strings.ReplaceAll(gazetteer.Key(ws), " ", "")) <= 3
	if short && (!gazetteer.AllUpper(ws[0].Written) && !(len(ws[0].Folded) == 3 && weight(best) >= 5.5) || !best.Curated && best.Population < 50_000) {
		return false
	}
	if gazetteer.AllUpper(ws[0].Written) && len(ws[0].Folded) <= 5 && !best.Curated && n == 1 && c.hasCapitalsOnly(i) && best.Alternate {
		return false
	}
	if n > 1 && (best.Curated && gazetteer.Key(ws) != "the "+ws[n-1].Folded || weight(best) >= 4) {
		return !c.insidePerson(i, n)
	}
	return c.acceptShort(i, n, found)
}

// ofBody reports whether the name at word i only begins that of a body, and is no town known beyond
// its surroundings: the north of "the Northern Front", the coast of "the Coast Brigades".
func (c *sentence) ofBody(i int, found []gazetteer.Candidate) bool {
	if i+1 >= len(c.words) || !gazetteer.StartsUpper(c.words[i+1].Written) || !c.adjacent(i) || !c.lists.corps.Get(c.words[i+1].Folded) || c.titled || c.shouts {
		return false
	}
	return !slices.ContainsFunc(found, func(p gazetteer.Candidate) bool {
		return p.Kind == gazetteer.Country || p.Kind.Populated() && weight(p) >= 4 || p.Curated
	})
}

// acceptOwn reports whether words [i, i+n) are a place that the user brought: that it
// is one is beyond doubt, however small it is and whatever stands before it. A word
// with a title or a stranger's name beside it may still be a person, and an ordinary
// word that begins a sentence is itself.
func (c *sentence) acceptOwn(i, n int, found []gazetteer.Candidate) bool {
	if !slices.ContainsFunc(found, func(p gazetteer.Candidate) bool { return p.Own }) || c.afterTitle(i) {
		return false
	}
	return n > 1 || c.unlikeName(i, n) && !(c.startsSentence(i) && stopWords().Get(c.words[i].Folded) == "word")
}

// isMajor reports whether a place is known well beyond its surroundings: a country, a
// sea, a region, or a larger place that was curated.
func isMajor(p gazetteer.Candidate) bool {
	switch p.Kind {
	case gazetteer.Continent, gazetteer.Country, gazetteer.Region, gazetteer.Province, gazetteer.Sea, gazetteer.Island, gazetteer.Lake, gazetteer.River:
		return p.Curated
	}
	return p.Curated && (p.Population >= 10_000 || p.Kind == gazetteer.Base || p.Kind == gazetteer.Crossing || p.Kind == gazetteer.Dam || p.Kind == gazetteer.Plant)
}

// weight is a place's size as a logarithm; countries weigh most.
func weight(p gazetteer.Candidate) float64 {
	switch p.Kind {
	case gazetteer.Country, gazetteer.Continent:
		return 8
	}
	return log10(p.Population)
}

// acceptShort decides for a name of one word, or of a small place.
func (c *sentence) acceptShort(i, n int, found []gazetteer.Candidate) bool {
	w, best := c.words[i], found[0]
	what := stopWords().Get(gazetteer.Key(c.words[i : i+n]))
	prepared := c.prepared(i)
	known := isMajor(best) || weight(best) >= 5.5 || best.Curated && best.Country == c.main
	switch {
	case c.afterTitle(i), c.insidePerson(i, n):
		return false
	case what == "word" && (c.shouts || c.startsSentence(i) || !prepared && !(n == 1 && c.seized(i) && c.home(found, 0))):
		return false // but "rebels entered Sake"
	case n == 1 && what == "" && c.struck(i) && c.home(found, 3):
		return true // whatever the name layer says: "a raid on Velm", "shelled Velm"
	case n == 1 && what == "" && c.seized(i) && slices.ContainsFunc(found, c.worthTaking):
		return c.unlikeName(i, n) // the same of "took Velm", "took Velm and Orlo"
	case c.insideName(i, n) && !known:
		return false
	case (what == "first" || what == "last") && !prepared && !c.commaPlace(i, n) && weight(best) < 7:
		return false
	case c.isSurname(w) && !prepared:
		return false
	}
	if known {
		return c.unlikeName(i, n) || weight(best) >= 7
	}
	if c.titled || c.startsSentence(i) {
		return c.placed[gazetteer.Key(c.words[i:i+n])] || prepared || c.commaPlace(i, n) || (weight(best) >= 4.7 || weight(best) >= 3.7 && c.named(i, n)) && c.unlikeName(i, n)
	}
	if c.placed[gazetteer.Key(c.words[i:i+n])] {
		return true
	}
	return (prepared || c.commaPlace(i, n) || weight(best) >= 3.7 || c.isTyped(i, n)) && c.unlikeName(i, n)
}

// home reports whether one of the places, of some weight at least, lies in the country of the text.
func (c *sentence) home(found []gazetteer.Candidate, least float64) bool {
	return c.main != "" && slices.ContainsFunc(found, func(p gazetteer.Candidate) bool { return p.Country == c.main && weight(p) >= least })
}

// struck reports whether word i is what a blow is dealt to, right behind its verb or the "on" or "of"
// of its noun.
func (c *sentence) struck(i int) bool {
	if i < 1 {
		return false
	}
	w := c.words[i-1].Folded
	if c.lists.blow.Get(w) == "verb" {
		return true
	}
	return (w == "on" || w == "of") && i >= 2 && c.lists.blow.Get(c.words[i-2].Folded) != ""
}

// seized reports whether word i is what is taken, right behind the verb or behind other places that
// are taken: "seized Velm, Orlo and Tarn".
func (c *sentence) seized(i int) bool {
	for m := len(c.all) - 1; i > 0; m-- {
		if c.lists.taking.Get(c.words[i-1].Folded) {
			return true
		}
		if i < 2 || m < 0 || c.words[i-1].Written != "," && c.words[i-1].Folded != "and" {
			return false
		}
		before := c.all[m]
		if before.demonym || before.common || before.last != c.words[i-2].Token+1 {
			return false
		}
		for i -= 2; i > 0 && c.words[i].Token > before.first; i-- {
		}
	}
	return false
}

// worthTaking reports whether a place is one that may be said to be taken, rather than a person: a
// settlement of the text's country, or a larger one anywhere.
func (c *sentence) worthTaking(p gazetteer.Candidate) bool {
	return p.Country == c.main && weight(p) >= 3 || weight(p) >= 4.5
}

// named reports whether the name layer takes words [i, i+n) for a place, no more and no less.
func (c *sentence) named(i, n int) bool {
	first, last := c.words[i].Token, c.words[i+n-1].Token
	at := text.Covering(c.d.Names, c.d.Tokens[first].Start)
	return at >= 0 && c.d.Names[at].Kind == text.PlaceName && c.d.Names[at].First == first && c.d.Names[at].Last == last+1
}

func (c *sentence) isTyped(i, n int) bool {
	return i+n < len(c.words) && c.lists.types.Get(c.words[i+n].Folded) != "" || c.kindBefore(i) != ""
}

// prepared reports whether a preposition of place stands before word i.
func (c *sentence) prepared(i int) bool {
	k := i - 1
	for k >= 0 && (c.words[k].Folded == "the" || c.lists.direction.Get(c.words[k].Folded)) {
		k--
	}
	return k >= 0 && c.lists.before.Get(c.words[k].Folded) && c.words[k].Folded != "of" && c.words[k].Folded != "for" && c.words[k].Folded != "on" ||
		k >= 1 && c.words[k].Folded == "of" && c.lists.types.Get(c.words[k-1].Folded) != ""
}

// commaPlace reports whether the name goes on as "Homs, Syria" or "Homs province".
func (c *sentence) commaPlace(i, n int) bool {
	k := i + n
	if k+1 >= len(c.words) || c.words[k].Written != "," || !gazetteer.StartsUpper(c.words[k+1].Written) {
		return false
	}
	for m := 3; m > 0; m-- {
		if k+1+m > len(c.words) {
			continue
		}
		for _, p := range c.lookup(gazetteer.Key(c.words[k+1 : k+1+m])) {
			if p.Kind == gazetteer.Country || p.Kind == gazetteer.Province {
				return true
			}
		}
	}
	return false
}

// unlikeName reports whether no capitalised stranger stands beside the name, as the
// other half of a person's or a body's name would.
func (c *sentence) unlikeName(i, n int) bool {
	if c.titled {
		return true
	}
	if k := i - 1; k >= 1 && c.words[k].Folded != "" && !c.words[k].Clitic && gazetteer.StartsUpper(c.words[k].Written) && c.adjacent(k) &&
		!c.lists.direction.Get(c.words[k].Folded) && k >= c.taken && c.lists.types.Get(c.words[k].Folded) == "" && !c.startsSentence(k) &&
		!c.lists.before.Get(c.words[k].Folded) {
		return false
	}
	k := i + n
	if k < len(c.words) && c.words[k].Folded != "" && !c.words[k].Clitic && gazetteer.StartsUpper(c.words[k].Written) && c.adjacent(k-1) {
		if _, demonym := c.g.Demonym(c.words[k].Folded); demonym {
			return true
		}
		return c.lists.types.Get(c.words[k].Folded) != "" || stopWords().Get(c.words[i].Folded) == ""
	}
	return true
}

// adjacent reports whether word k is parted from the next by white space alone.
func (c *sentence) adjacent(k int) bool {
	if k+1 >= len(c.words) {
		return false
	}
	return c.words[k+1].Token-c.words[k].Token <= 1
}

func (c *sentence) afterTitle(i int) bool {
	if i == 0 {
		return false
	}
	k := i - 1
	return c.lists.title.Get(c.words[k].Folded) && (gazetteer.StartsUpper(c.words[k].Written) || c.words[k].Folded == "named") && !c.titled
}

func (c *sentence) startsSentence(i int) bool {
	return i == 0 || i == 1 && c.words[0].Folded == ""
}

// isCommonWord reports whether the word at i begins a sentence and is an ordinary one.
func (c *sentence) isCommonWord(i int) bool {
	return stopWords().Get(c.words[i].Folded) == "word" || c.startsSentence(i) && len(c.d.Tags) > c.words[i].Token && c.d.Tags[c.words[i].Token].UPOS != "PROPN"
}

// insidePerson reports whether the name layer has a longer person here.
func (c *sentence) insidePerson(i, n int) bool {
	name, ok := c.nameAround(i, n)
	return ok && !c.beyondDoubt(i, n) && name.Kind == text.Person && name.Last-name.First > n
}

// insideName reports whether the name layer has a body or something else here.
func (c *sentence) insideName(i, n int) bool {
	name, ok := c.nameAround(i, n)
	return ok && !c.beyondDoubt(i, n) && (name.Kind == text.Person || name.Kind == text.Body && name.Last-name.First > n)
}

func (c *sentence) nameAround(i, n int) (text.Name, bool) {
	at := text.Covering(c.d.Names, c.d.Tokens[c.words[i].Token].Start)
	if at < 0 {
		return text.Name{}, false
	}
	return c.d.Names[at], true
}

// isSurname reports whether the word is the last of a person's name elsewhere in the
// text: "Tom Jackson … Jackson said".
func (c *sentence) isSurname(w gazetteer.Word) bool {
	return c.surnames[w.Folded]
}

// hasCapitalsOnly reports whether the words around i are not in capitals as well, so
// that a name in capitals is an abbreviation.
func (c *sentence) hasCapitalsOnly(i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(c.words) && len(c.words[k].Folded) > 3 && gazetteer.AllUpper(c.words[k].Written) {
			return false
		}
	}
	return true
}

// beyondDoubt reports whether words [i, i+n) stand as a place elsewhere in the text, or
// are a country's name with the "s" of a lost apostrophe.
func (c *sentence) beyondDoubt(i, n int) bool {
	name := gazetteer.Key(c.words[i : i+n])
	if c.placed[name] {
		return true
	}
	bare, ok := strings.CutSuffix(name, "s")
	found := c.lookup(bare)
	return ok && len(found) > 0 && found[0].Kind == gazetteer.Country
}

// placesBeyondDoubt are the folded names that stand behind "in", "from" or "town of"
// somewhere in the text, and that the gazetteer knows, and larger towns that are said to be
// taken or held.
func (r *reader) placesBeyondDoubt() map[string]bool {
	out := map[string]bool{}
	for k := range r.sentences {
		c := &r.sentences[k]
		words := c.words
		for i := range words {
			if !c.mayBegin(i) || i == 0 {
				continue
			}
			taken := c.lists.taking.Get(words[i-1].Folded)
			if !taken && !c.isBehindPlace(i) {
				continue
			}
			for n := min(3, c.reach(i)); n > 0; n-- {
				if !words[i+n-1].Last || !gazetteer.StartsUpper(words[i+n-1].Written) {
					continue
				}
				name := gazetteer.Key(words[i : i+n])
				found := c.lookup(name)
				if len(found) > 0 && (!taken || weight(found[0]) >= 4.5 && stopWords().Get(name) == "") {
					out[name] = true
					break
				}
			}
		}
	}
	return out
}

// countryOfText is the country that the words of the text point to most often: its
// name, its people, its large cities.
func (r *reader) countryOfText() string {
	count := map[string]int{}
	best := ""
	for i := range r.d.Tokens {
		written := r.d.Word(i)
		if !gazetteer.StartsUpper(written) {
			continue
		}
		folded := gazetteer.Fold(written)
		country := ""
		if p, ok := r.g.Demonym(folded); ok {
			country = p.Country
		} else if found := r.lookup(folded); len(found) > 0 && stopWords().Get(folded) == "" && (isMajor(found[0]) || weight(found[0]) >= 5) {
			country = found[0].Country
		}
		if country == "" {
			continue
		}
		if count[country]++; count[country] > count[best] || best == "" {
			best = country
		}
	}
	return best
}

// isBehindPlace reports whether the words before i say that a place follows.
func (c *sentence) isBehindPlace(i int) bool {
	switch c.words[i-1].Folded {
	case "in", "near", "into", "outside", "inside":
		return true
	case "of":
		return i > 1 && c.lists.types.Get(c.words[i-2].Folded) != "" && !gazetteer.StartsUpper(c.words[i-2].Written)
	}
	return false
}

// surnamesOf are the last words of the persons in the name layer, but for those that
// begin with no name ("Capturing Palmyra").
func surnamesOf(d *text.Doc) map[string]bool {
	out := map[string]bool{}
	for _, n := range d.Names {
		named := len(d.Tags) <= n.First || d.Tags[n.First].UPOS != "VERB"
		if n.Kind == text.Person && n.Last-n.First > 1 && named {
			out[gazetteer.Fold(stemma.Span{Start: d.Tokens[n.Last-1].Start, End: n.End}.Of(d.Text()))] = true
		}
	}
	return out
}
