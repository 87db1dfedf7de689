package where

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/internal/gazetteer"
)

//go:embed words.txt
var wordFile string

// wordLists are the groups of words.txt.
type wordLists struct {
	direction, part, before, title map[string]bool
	people                         map[string]bool // people are adjectives of faiths and peoples.
	kin                            map[string]bool // kin are nouns for tribes and the like, behind whose name it is no place's.
	taking                         map[string]bool // taking are verbs whose object, taken from somebody, is a place.
	purpose, stretch               map[string]bool // purpose stands between a name and its type, stretch are types that any name may have.
	relation                       map[string]string
	common                         map[string][]gazetteer.Kind
	types                          map[string]gazetteer.Kind
}

// loadWords reads words.txt once.
var loadWords = sync.OnceValue(func() *wordLists {
	w := &wordLists{
		direction: map[string]bool{}, part: map[string]bool{}, before: map[string]bool{}, title: map[string]bool{},
		purpose: map[string]bool{}, stretch: map[string]bool{}, taking: map[string]bool{}, people: map[string]bool{}, kin: map[string]bool{},
		relation: map[string]string{}, common: map[string][]gazetteer.Kind{}, types: map[string]gazetteer.Kind{},
	}
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
		w.direction[word] = true
	case "part":
		w.part[word] = true
	case "before":
		w.before[word] = true
	case "taking":
		w.taking[word] = true
	case "people":
		w.people[word] = true
	case "kin":
		w.kin[word] = true
	case "title":
		w.title[word] = true
	case "purpose":
		w.purpose[word] = true
	case "stretch":
		w.stretch[word] = true
	case "relation":
		w.relation[word] = value
	case "type":
		w.types[word] = gazetteer.Kind(value)
	case "common":
		for kind := range strings.FieldsSeq(value) {
			w.common[word] = append(w.common[word], gazetteer.Kind(kind))
		}
	}
}
