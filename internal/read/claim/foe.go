package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// foes names those whom a side only calls its enemies, "the enemy", "the attackers", by the side
// that it faces in this report: whoever is told to act against them, else whoever speaks.
func (x *context) foes(claims []stemma.Claim, from *reader) {
	for i := range claims {
		c := &claims[i]
		x.foe(c, &c.Target, stemma.FieldTarget, c.Actor, from)
		x.foe(c, &c.Actor, stemma.FieldActor, c.Target, from)
	}
}

func (x *context) foe(c *stemma.Claim, p *stemma.Party, field stemma.Field, other stemma.Party, from *reader) {
	if p.ID != "" || len(p.Of) > 0 || p.Name == "" || !hostile(c.Kind) && !fallen(*c) && c.Kind != stemma.Movement && c.Kind != stemma.Detained {
		return
	}
	at := c.Cites[field]
	last := strings.ToLower(p.Name[strings.LastIndexByte(p.Name, ' ')+1:])
	one, many := strings.CutSuffix(last, "ies")
	if one += "y"; !many {
		one = strings.TrimSuffix(last, "s")
	}
	if at.Empty() || !from.f.noun("foe", one) || !strings.HasSuffix(last, "s") && last != "enemy" {
		return // "the attacker" is one man
	}
	if len(members(other)) == 0 {
		other, _ = from.bears(c.Speaker)
	}
	name := x.enemy(other, c.Place.Name, from)
	if name == "" {
		return
	}
	*p = from.entry(name)
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: string(field) + "/foe", Says: "the words only call them enemies; the side that is faced in this report", Cites: from.cites(at)})
}

// enemy is the side that one of a party faces, else the one other force that the report names;
// "" for none.
func (x *context) enemy(p stemma.Party, place string, from *reader) string {
	for _, a := range from.sides(p) {
		if name := x.opponent(a, place); name != "" {
			return name
		}
	}
	if from.armed(p) {
		return from.onlyOther(p)
	}
	return ""
}

// engage fills the open sides of a fight: whoever faces the one that is named, else the one pair
// that faces each other there.
func (x *context) engage(claims []stemma.Claim, from *reader) {
	for i := range claims {
		c := &claims[i]
		word := from.d.TokenAt(c.Cites[stemma.FieldKind].Start)
		if c.Kind != stemma.Clash || c.Actor.Name != "" || c.Stance == stemma.Denied || word >= len(from.d.Tokens) || !from.f.noun("affray", from.lemma(word)) || !from.nominal(word) {
			continue
		}
		if c.Target.Name != "" {
			if name := x.enemy(c.Target, c.Place.Name, from); name != "" {
				c.Actor = from.entry(name)
				c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/facing", Says: "the clause names one side; the one that it faces in this report"})
			}
			continue
		}
		a, b := x.pair(c.Place.Name, from)
		if a == "" {
			a, b = from.onlyTwo()
		}
		if a == "" {
			continue
		}
		c.Actor, c.Target = from.entry(a), from.entry(b)
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/pair", Says: "the clause names nobody; the one pair that faces each other at the place"})
	}
}

// pair are the two forces that face each other most often at a place, the one that acts more often
// first; empty where two pairs do alike.
func (x *context) pair(place string, from *reader) (a, b string) {
	count, acts := map[[2]string]int{}, map[string]int{}
	for _, f := range x.facing {
		if f.place != place || place == "" || !from.armed(from.entry(f.actor)) || !from.armed(from.entry(f.target)) {
			continue
		}
		acts[f.actor]++
		count[[2]string{min(f.actor, f.target), max(f.actor, f.target)}]++
	}
	best := foremostOf(count)
	if acts[best[1]] > acts[best[0]] {
		return best[1], best[0]
	}
	return best[0], best[1]
}

// foremostOf are the two that are counted more often than any other two; empty where two pairs
// are counted alike.
func foremostOf(count map[[2]string]int) [2]string {
	best, tie := [2]string{}, false
	for p, n := range count {
		switch {
		case n > count[best]:
			best, tie = p, false
		case n == count[best]:
			tie = true
		}
	}
	if tie {
		return [2]string{}
	}
	return best
}

// onlyOther is the one force or armed group that the report names beside those of a party's side;
// "" where it names none or several.
func (r *reader) onlyOther(p stemma.Party) string {
	own := r.sides(p)
	other := ""
	for _, m := range r.d.Actors {
		if e, ok := r.list.ByName(m.Party.Name); ok && e.Kind == actors.ArmedGroup && e.Country != "" && e.Country != r.about {
			continue // of another war
		}
		if m.Person || m.Party.ID == "" || m.Party.Name == other || slices.Contains(own, m.Party.Name) || !r.armed(m.Party) || r.comrades(m.Party.Name, own) {
			continue
		}
		if other != "" && !r.comrades(m.Party.Name, []string{other}) {
			return ""
		}
		other = cmpOr(other, m.Party.Name)
	}
	return other
}

// onlyTwo are the two forces of a report that names no third, a state's before a group; "" for none
// or more.
func (r *reader) onlyTwo() (a, b string) {
	for _, m := range r.d.Actors {
		if m.Person || !r.armed(m.Party) || m.Party.ID == "" {
			continue
		}
		name := m.Party.Name
		if e, ok := r.list.ByName(name); ok && e.Kind == actors.ArmedGroup && e.Country != "" && e.Country != r.about {
			continue // of another war
		}
		switch {
		case a == "" || name == a || r.comrades(name, []string{a}) || r.comrades(a, []string{name}):
			a = cmpOr(a, name)
		case b == "" || name == b || r.comrades(name, []string{b}) || r.comrades(b, []string{name}):
			b = cmpOr(b, name)
		default:
			return "", ""
		}
	}
	if b == "" {
		return "", ""
	}
	if e, ok := r.list.ByName(b); ok && e.Kind == actors.StateForce {
		if o, ok := r.list.ByName(a); ok && o.Kind != actors.StateForce {
			a, b = b, a
		}
	}
	return a, b
}

// comrades reports whether the party of a name fights on the side of others: it belongs to one of
// them, or both are forces of one state.
func (r *reader) comrades(name string, others []string) bool {
	e, ok := r.list.ByName(name)
	return ok && slices.ContainsFunc(others, func(s string) bool {
		o, ok := r.list.ByName(s)
		return ok && (o.Of == e.Name || e.Of == o.Name || e.Of == o.Of && e.Of != "" || e.Kind == actors.StateForce && o.Kind == actors.StateForce && e.Country == o.Country)
	})
}
