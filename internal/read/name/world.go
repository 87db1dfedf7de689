package name

import (
	"strings"

	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// large is how many people a place must have for its name to be taken for it: small
// places share their names with persons. Chosen on the development part of UNER.
const large = 100_000

// World knows the large places (by a further name only if that has several words) and
// those put into the gazetteer by hand, then the actors by all their names. Places go
// first, since states act and are places by name: on the development part of UNER that
// order is worth one point of F1.
//
// It remembers what it was asked, so it serves one text and one goroutine.
func World(g *gazetteer.Gazetteer, a *actors.List) Known {
	asked := map[string]text.NameKind{}
	return func(words string) text.NameKind {
		kind, known := asked[words]
		if !known {
			kind = inWorld(g, a, words)
			asked[words] = kind
		}
		return kind
	}
}

func inWorld(g *gazetteer.Gazetteer, a *actors.List, words string) text.NameKind {
	several := strings.ContainsAny(words, " -")
	for _, c := range g.Lookup(words) {
		if c.Curated || (several || !c.Alternate) && c.Population >= large {
			return text.PlaceName
		}
	}
	return actor(a, words)
}

// actor is the kind of the actor that all the words together name; "" for none.
func actor(a *actors.List, words string) text.NameKind {
	words = strings.TrimLeftFunc(words, parts)
	first := words
	if end := strings.IndexFunc(words, parts); end >= 0 {
		first = words[:end]
	}
	if !a.Begins(gazetteer.Fold(first)) {
		return ""
	}
	var written, folded []string
	for _, w := range strings.FieldsFunc(words, parts) {
		written, folded = append(written, w), append(folded, gazetteer.Fold(w))
	}
	e, n := a.Match(folded, written)
	switch {
	case n == 0 || n != len(written):
		return ""
	case e.Kind == actors.Person:
		return text.Person
	}
	return text.Body
}

// parts reports whether a rune parts the words of a name.
func parts(r rune) bool { return r == ' ' || r == '-' || r == '/' }
