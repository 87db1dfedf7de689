package cli

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
)

// bodies answers whom a name speaks for and where that party stands: an agency or an
// outlet of a party is the party, a ministry its state, a spokesman his body.
func bodies(list *actors.List) func(name, id string) (string, stemma.Side) {
	return func(name, _ string) (string, stemma.Side) {
		e, ok := entry(list, name)
		if !ok {
			return "", ""
		}
		side := e.Side()
		for range 3 { // A spokesman of a ministry of a state.
			if !speaksForAnother(e) {
				break
			}
			party, ok := list.ByName(e.Of)
			if !ok {
				return e.Of, side
			}
			if e.Kind == actors.Person {
				side = party.Side()
			}
			e = party
		}
		return e.Name, side
	}
}

// within tells the alliance that an armed body is a part of.
func within(list *actors.List) func(name string) string {
	return func(name string) string {
		e, ok := entry(list, name)
		if !ok || speaksForAnother(e) {
			return ""
		}
		if of, ok := list.ByName(e.Of); ok && of.Kind == e.Kind {
			return of.Name
		}
		return ""
	}
}

// entry is the actor with a canonical name, else one that goes by it: "Daesh".
func entry(list *actors.List, name string) (actors.Entry, bool) {
	if e, ok := list.ByName(name); ok {
		return e, true
	}
	written := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	folded := make([]string, len(written))
	for i, w := range written {
		folded[i] = gazetteer.Fold(w)
	}
	e, n := list.Match(folded, written)
	return e, n > 0 && n == len(written)
}

func speaksForAnother(e actors.Entry) bool {
	switch e.Kind {
	case actors.Agency, actors.Outlet, actors.StateBody, actors.Person:
		return e.Of != "" && e.Of != "independent"
	}
	return false
}

// known answers which body a word stands for at a place: one that goes by it, else
// whom it means in the war of the place's country.
func known(list *actors.List, g *gazetteer.Gazetteer) func(string, stemma.Location) string {
	return func(word string, at stemma.Location) string {
		folded := gazetteer.Fold(word)
		if e, ok := entry(list, word); ok {
			return e.Name
		}
		p, ok := g.ByID(at.Geo.ID)
		if !ok {
			return ""
		}
		for _, role := range []string{folded + " forces", folded + "s", folded} {
			if name := list.Role(p.Country, role); name != "" {
				return name
			}
		}
		return ""
	}
}

// settlements answers which settlement a location is or lies in: the first of it and
// the places around it that is a city, town or village. What lies in none is itself.
func settlements(g *gazetteer.Gazetteer) func(stemma.Location) (string, bool) {
	return func(l stemma.Location) (string, bool) {
		first, ok := g.ByID(l.Geo.ID)
		if !ok {
			return "", false
		}
		for p := first; ; {
			switch p.Kind {
			case gazetteer.City, gazetteer.Town, gazetteer.Village:
				return p.Name, p.ID == first.ID
			}
			up, ok := g.ByID(p.Parent)
			if !ok || up.ID == p.ID {
				return first.Name, true
			}
			p = up
		}
	}
}
