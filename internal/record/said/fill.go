package said

import (
	"slices"

	"stemma"
)

// Fill gives claims of control that name no actor ("retook the city", "its fall") the
// actor whom all others name for the same change of the same place at that time;
// where they name several, or none, it stays unknown. The claims handed over do
// not change.
func Fill(claims []Claim, w World) []Claim {
	out := claims
	fill := func(i int, p stemma.Party) {
		if &out[0] == &claims[0] {
			out = slices.Clone(claims)
		}
		out[i].Actor = p
	}
	for i := range claims {
		c := &claims[i]
		if c.Kind != stemma.Control || c.Actor.Name != "" {
			continue
		}
		if p, ok := soleActor(c, claims, w); ok {
			fill(i, p)
		} else if p, ok := loser(c, claims, w); ok {
			fill(i, p)
		}
	}
	return out
}

// soleActor is the one actor of the claims that tell of the same change.
func soleActor(c *Claim, claims []Claim, w World) (stemma.Party, bool) {
	var found stemma.Party
	spot := SpotOf(c.Place, w)
	for i := range claims {
		o := &claims[i]
		if o.Kind != stemma.Control || o.Actor.Name == "" || turn(o.Change) != turn(c.Change) || !c.When.Overlaps(o.When) {
			continue
		}
		if other := SpotOf(o.Place, w); other.Root != spot.Root || Key(other.Part) != Key(spot.Part) {
			continue
		}
		if found.Name != "" && PartyKey(found) != PartyKey(o.Actor) {
			return stemma.Party{}, false
		}
		if found.Name == "" || o.Actor.Name < found.Name {
			found = o.Actor
		}
	}
	return found, found.Name != ""
}

// loser is the one who lost the place when a nameless holding over a period ended: he
// held it.
func loser(c *Claim, claims []Claim, w World) (stemma.Party, bool) {
	if c.Change != stemma.Hold || !c.Period() || c.When.To.IsZero() {
		return stemma.Party{}, false
	}
	end := stemma.When{From: c.When.To.AddDate(0, 0, -1), To: c.When.To}
	spot := SpotOf(c.Place, w)
	var found stemma.Party
	for i := range claims {
		o := &claims[i]
		p := o.Target
		if o.Change == stemma.Lose {
			p = o.Actor
		} else if turn(o.Change) != stemma.Capture {
			continue
		}
		other := SpotOf(o.Place, w)
		if p.Name == "" || !o.When.Overlaps(end) || other.Root != spot.Root || Key(other.Part) != Key(spot.Part) {
			continue
		}
		if found.Name != "" && PartyKey(found) != PartyKey(p) {
			return stemma.Party{}, false
		}
		found = p
	}
	return found, found.Name != ""
}

// turn puts changes together that say the same of who holds the place.
func turn(c stemma.Change) stemma.Change {
	switch c {
	case stemma.Recapture:
		return stemma.Capture
	case stemma.Lose:
		return stemma.Withdraw
	}
	return c
}
