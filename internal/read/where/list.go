package where

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/internal/gazetteer"
	"stemma/internal/lookup"
)

//go:embed words.txt
var wordFile string

// wordLists are the groups of words.txt.
type wordLists struct {
	direction, part, before, title lookup.Set
	people                         lookup.Set // people are adjectives of faiths and peoples.
	teller                         lookup.Set // teller are nouns for who is quoted.
	corps                          lookup.Set // corps are nouns that end the names of armed bodies.
	aside                          lookup.Set // aside are prepositions of what was before, or is left.
	compared                       lookup.Set // compared are words behind which stands what something is compared with.
	leading                        lookup.Set // leading are nouns for what leads somewhere.
	kin                            lookup.Set // kin are nouns for tribes and the like, behind whose name it is no place's.
	taking                         lookup.Set // taking are verbs whose object, taken from somebody, is a place.
	purpose, stretch               lookup.Set // purpose stands between a name and its type, stretch are types that any name may have.
	generic                        lookup.Set // generic are words that begin the names of many places: "Tall", "Khan".
	relation                       lookup.Table[string]
	blow                           lookup.Table[string] // blow are nouns and verbs of what is done to a town from outside.
	common                         lookup.Table[[]gazetteer.Kind]
	types                          lookup.Table[gazetteer.Kind]
}

// loadWords reads words.txt once.
var loadWords = sync.OnceValue(func() *wordLists {
	w := new(wordLists)
	group := ""
	for line := range strings.Lines(wordFile) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			group = strings.Trim(line, "[]")
		default:
			w.add(group, line)
		}
	}
	return w
})

func (w *wordLists) add(group, line string) {
	word, value, _ := strings.Cut(line, "\t")
	switch group {
	case "direction":
		w.direction.Put(word, true)
	case "part":
		w.part.Put(word, true)
	case "before":
		w.before.Put(word, true)
	case "teller":
		w.teller.Put(word, true)
	case "corps":
		w.corps.Put(word, true)
	case "aside":
		w.aside.Put(word, true)
	case "compared":
		w.compared.Put(word, true)
	case "leading":
		w.leading.Put(word, true)
	case "taking":
		w.taking.Put(word, true)
	case "people":
		w.people.Put(word, true)
	case "kin":
		w.kin.Put(word, true)
	case "title":
		w.title.Put(word, true)
	case "purpose":
		w.purpose.Put(word, true)
	case "generic":
		w.generic.Put(word, true)
	case "stretch":
		w.stretch.Put(word, true)
	case "blow":
		w.blow.Put(word, value)
	case "relation":
		w.relation.Put(word, value)
	case "type":
		w.types.Put(word, gazetteer.Kind(value))
	case "common":
		var kinds []gazetteer.Kind
		for kind := range strings.FieldsSeq(value) {
			kinds = append(kinds, gazetteer.Kind(kind))
		}
		w.common.Put(word, kinds)
	}
}
