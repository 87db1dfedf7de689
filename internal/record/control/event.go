package control

import (
	"stemma"
	"stemma/internal/record/said"
)

// step is what happens to a place; steps of one time happen in this order.
type step int

const (
	attacked step = iota // attacked, or cut by fire
	entered              // somebody got in
	left                 // somebody went or was driven out
	shared               // a share of it changed hands
	partly               // a part of it was taken
	taken                // somebody took it
	held                 // somebody has it
	presumed             // words presuppose that somebody has it
	besieged             // it is besieged
)

// event is what one claim says of one place.
type event struct {
	step
	who   string // who does it, or has it.
	whom  string // whom: the other side; empty when not told.
	days  said.Days
	start bool // start means that the first day is told.
	long  bool // long means a period rather than a moment.
	c     *said.Claim
	place string // place is the key of settlement and part.
	name  string
	in    string
}

// events are what a claim says of who holds its place. Wishes, forecasts and
// denials say nothing.
func events(c *said.Claim, block []said.Claim, w said.World) []event {
	if c.Stance != stemma.Asserted && c.Stance != stemma.Disputed && c.Stance != "" {
		return nil
	}
	days, ok := c.Anchor()
	if d, known := said.DaysOf(c.When); known {
		days = d
	}
	if !ok {
		return nil
	}
	e := event{who: c.Actor.Name, whom: said.Armed(c.Target).Name, days: days, c: c, start: !c.When.From.IsZero()}
	e.long = c.Period()
	e.locate(w)
	var out []event
	timed := c.When.Known()
	if e.classify() && (timed || e.step == held) {
		out = append(out, e) // What changed hands on an unknown day orders nothing.
	}
	for _, p := range said.Presupposed(c) {
		e.step, e.who, e.whom, e.start = presumed, said.HolderOf(p, c.Place, block, w), "", false
		out = append(out, e)
	}
	return out
}

// classify gives the event its step; false when the claim says nothing of who holds
// the place.
func (e *event) classify() bool {
	switch e.c.Kind {
	case stemma.Share:
		e.step = shared
		return e.who != ""
	case stemma.Condition:
		e.step = besieged
		return besieges(e.c) && !said.IsRegion(e.c.Place.Name)
	case stemma.Control:
	default:
		return false
	}
	switch e.c.Change {
	case stemma.Capture, stemma.Recapture:
		e.step = taken
		if said.Partial(e.c) {
			e.step = partly
		}
	case stemma.Hold:
		e.step = held
	case stemma.Enter:
		e.step = entered
	case stemma.Contest:
		e.step = attacked
		return !e.long && e.start
	case stemma.Withdraw, stemma.Lose:
		e.step = left
	}
	return e.who != ""
}

// locate gives the event its place. What lies outside a settlement ("south of the
// city") is its surroundings, not the settlement.
func (e *event) locate(w said.World) {
	spot := said.SpotOf(e.c.Place, w)
	e.place, e.name, e.in = spot.Root+"|"+said.Key(spot.Part), e.c.Place.Name, e.c.Place.In
	if spot.Part != "" && outside(e.c.Place) && !said.IsRegion(spot.Name) {
		e.place, e.name, e.in = spot.Root+"|surroundings", "surroundings of "+spot.Name, spot.Name
	}
}

// outside reports whether a location is beside the place that it names.
func outside(l stemma.Location) bool {
	if l.Relation != "" {
		return true
	}
	words := said.Words(l.Name)
	for i, w := range words {
		if w == "of" && i > 0 && said.Direction(words[i-1]) != "" {
			return true
		}
		if w == "around" || w == "near" || w == "surroundings" {
			return true
		}
	}
	return false
}
