package name

import (
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// large is how many people a place must have for its name to be taken for it: small
// places share their names with persons. Chosen on the development part of UNER.
const large = 100_000

// World knows the large places and those put into the gazetteer by hand, then the
// actors. Places go first, since states act and are places by name: on the development
// part of UNER that order is worth one point of F1.
func World(g *gazetteer.Gazetteer, a *actors.List) Known {
	return func(words string) text.NameKind {
		for _, c := range g.Lookup(words) {
			if c.Curated || !c.Alternate && c.Population >= large {
				return text.PlaceName
			}
		}
		e, ok := a.ByName(words)
		switch {
		case !ok:
			return ""
		case e.Kind == actors.Person:
			return text.Person
		}
		return text.Body
	}
}
