package dispute

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// state is what a claim says of who holds a place.
type state int

const (
	noState  state = iota
	gained         // somebody took it
	holding        // somebody has it, or beat off an attack
	entered        // somebody got in
	attacked       // somebody tries to take it, or has it under fire
	left           // somebody went or was driven out
	outside        // somebody is near it
)

func readState(r reading) (reading, bool) {
	who := r.c.Actor.Name
	r.group = said.Members(r.c.Actor)
	switch r.c.Change {
	case stemma.Capture, stemma.Recapture:
		r.state, r.says = gained, "taken by "+who
		if said.Partial(r.c) {
			r.says, r.level = "partly taken by "+who, 1
		}
	case stemma.Hold:
		r.state, r.says = holding, "held by "+who
	case stemma.Enter:
		r.state, r.says = entered, "entered by "+who
	case stemma.Contest:
		r.state, r.says = attacked, "contested by "+who
	case stemma.Withdraw, stemma.Lose:
		r.state, r.says = left, "left or lost by "+who
	default:
		return r, false
	}
	return r, len(r.group) > 0 && r.c.Stance != stemma.Denied && (r.c.When.Known() || r.state == holding)
}

// sharesMember reports whether a body is among both, or is the alliance that one of the other is
// a part of: who says that the alliance took a place does not deny that its member did.
func sharesMember(x, y reading) bool {
	both := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(m string) bool { return slices.Contains(b, m) })
	}
	return both(x.group, y.group) || both(x.alliances, y.group) || both(y.alliances, x.group)
}

// judgeHolder compares who is said to hold a place at one time. Taking and leaving
// are events that follow each other; trying and holding off are states that
// exclude that the place was taken.
func judgeHolder(x, y reading, e evidence) verdict {
	same := sharesMember(x, y)
	one := sameOrigin(x, y, e)
	switch {
	case same && x.state == gained && y.state == left:
		if before(x, y) {
			return verdict{stemma.Supersession, "left-later", "it was left after it was taken"}
		}
		return verdict{stemma.Supersession, "changed-hands", "one follows the other, the later state holds"}
	case same && x.state == gained && y.state == gained && x.level < y.level:
		if one {
			return verdict{stemma.Supersession, "extent-grew", "the same origin first has part of it, then all"}
		}
		return verdict{stemma.Refinement, "extent", "one has part of it, the other all"}
	case same && x.state == attacked && y.state == gained:
		return triedOrTaken(x, y, one)
	case same && x.state == holding && y.state == left && !endsWith(x, y) && !one:
		return verdict{stemma.Contradiction, "held-or-left", "one has it held, the other left"}
	case !same && x.state == holding && (y.state == entered || y.state == gained) && !endsWith(x, y):
		if one {
			return verdict{}
		}
		if before(x, y) {
			return verdict{stemma.Supersession, "held-then-lost", "one held it at first, the other came in later"}
		}
		return verdict{stemma.Contradiction, "held-off-or-in", "one has every attack held off, the other the attacker inside"}
	case !same && x.state == holding && y.state == holding && x.c.Span != y.c.Span:
		return heldByTwo(x, y, one)
	case !same && x.state == gained && y.state == gained && !one && !before(x, y) && !before(y, x):
		return verdict{stemma.Contradiction, "two-takers", "two are said to have taken it at one time"}
	}
	return verdict{}
}

func triedOrTaken(x, y reading, one bool) verdict {
	switch {
	case one && !x.c.Own():
		return verdict{stemma.Supersession, "tried-then-took", "the same origin has it first under attack, then taken"}
	case before(x, y):
		return verdict{stemma.Supersession, "tried-then-took", "the attack comes first, the taking later"}
	}
	return verdict{stemma.Contradiction, "tried-or-taken", "one has it still under attack, the other taken, and nothing tells which is later"}
}

func heldByTwo(x, y reading, one bool) verdict {
	if x.c.Report == y.c.Report && x.c.Sentence == y.c.Sentence {
		return verdict{stemma.Scope, "held-in-parts", "one sentence gives each a part or a presence"}
	}
	if one || x.c.Report == y.c.Report {
		return verdict{}
	}
	if a, ok := said.DaysOf(x.c.When); ok {
		if b, ok := said.DaysOf(y.c.When); ok && !a.Overlaps(b, 0) {
			return verdict{}
		}
	}
	return verdict{stemma.Contradiction, "held-by-two", "two are said to hold it at one time"}
}

// before reports whether x is over before y begins.
func before(x, y reading) bool {
	a, ok := said.DaysOf(x.c.When)
	b, known := said.DaysOf(y.c.When)
	return ok && known && a.To < b.From
}

// endsWith reports whether a period of holding ends with what y tells.
func endsWith(x, y reading) bool {
	a, ok := said.DaysOf(x.c.When)
	b, known := said.DaysOf(y.c.When)
	return ok && known && x.c.Period() && a.To <= b.To
}

// readApproach reads how far an attacker had come: near, around, or inside.
func readApproach(r reading) (reading, bool) {
	r.group = said.Directions(r.c.Said)
	switch {
	case r.c.Change == stemma.Enter:
		r.state, r.says = entered, "inside"
	case r.c.Kind == stemma.Control && r.c.Change == stemma.Capture && len(r.group) > 0 && (r.spot.Part != "" || said.Partial(r.c)):
		r.state, r.says = gained, "has parts in the "+listed(r.group)
	case r.c.Kind == stemma.Control:
		return r, false
	case said.HasWord(r.c.Said, "surround-", "encircl-"), r.c.Kind == stemma.Movement && said.HasWord(r.c.Said, "around"):
		r.state, r.says = outside, strings.TrimSpace("around it "+listed(r.group))
	case r.c.Kind == stemma.Movement && (measured(r.c) || said.HasWord(r.c.Said, "outskirts", "near", "edge", "towards", "gates", "approach-")):
		r.state, r.says, r.group = outside, "near it", nil
	default:
		return r, false
	}
	return r, r.c.Stance == stemma.Asserted || r.c.Stance == ""
}

// measured reports whether a claim gives a distance.
func measured(c *said.Claim) bool {
	return c.Quantity.HasValue && said.HasWord(c.Quantity.Unit, "mile-", "kilomet-", "km", "metre-", "meter-", "yard-")
}

func judgeApproach(x, y reading, e evidence) verdict {
	switch {
	case x.state == outside && y.state == entered && x.c.Report != y.c.Report:
		return verdict{stemma.Supersession, "near-then-in", "who is near one day is inside later"}
	case x.state == outside && y.state == gained && len(x.group) > 0 && !slices.Equal(x.group, y.group) && x.by != y.by:
		return verdict{stemma.Scope, "sides", "to stand around a place is not to have taken its parts"}
	}
	return verdict{}
}

// readTaker reads who took a place; a loss names the taker as its target.
func readTaker(r reading) (reading, bool) {
	taker := r.c.Actor
	if r.c.Change == stemma.Lose {
		taker = r.c.Target
	}
	r.group, r.says = said.Members(taker), taker.Name
	return r, len(r.group) > 0 && r.c.Stance != stemma.Denied
}

// judgeSubset finds an answer that names some of those whom another names.
func judgeSubset(x, y reading, e evidence) verdict {
	if len(x.group) < len(y.group) && said.Subset(x.group, y.group) {
		return verdict{stemma.Refinement, "more-named", "the one names more of those who took part"}
	}
	return verdict{}
}

// readLeaving reads what made somebody leave: those who drove him out, or nothing.
func readLeaving(r reading) (reading, bool) {
	r.group, r.says = said.Members(r.c.Target), "it went"
	if len(r.group) > 0 {
		r.says = "driven out by " + r.c.Target.Name
	} else if said.HasWord(r.c.Said, "forc-", "push-", "drov-", "driv-", "expel-", "oust-") {
		r.says, r.level = "driven out", 1
	}
	return r, r.c.Stance != stemma.Denied && !r.c.Retrospective()
}

func judgeLeaving(x, y reading, e evidence) verdict {
	if x.c.Report == y.c.Report && x.c.Sentence == y.c.Sentence {
		return verdict{}
	}
	if v := judgeSubset(x, y, e); v.relation != "" {
		v.why = "the one says more of what made it leave"
		return v
	}
	if len(x.group) == 0 && len(y.group) == 0 && x.level < y.level && !sameOrigin(x, y, e) {
		return verdict{stemma.Refinement, "driven-or-went", "the one has it driven out, the other only gone"}
	}
	return verdict{}
}

// readDistance reads how near somebody is.
func readDistance(r reading) (reading, bool) {
	switch {
	case measured(r.c):
		r.value, r.hasV = said.RangeOf(r.c.Quantity)
		r.says = r.c.Quantity.String()
	case strings.Contains(strings.ToLower(r.c.Said), "firing range"), strings.Contains(strings.ToLower(r.c.Said), "within range"):
		r.says = "within firing range"
	default:
		return r, false
	}
	return r, r.c.Stance != stemma.Denied
}

func judgeDistance(x, y reading, e evidence) verdict {
	if x.says != y.says && before(x, y) {
		return verdict{stemma.Supersession, "nearer-later", "the later day has another distance"}
	}
	return verdict{}
}

// readWhere reads the spot inside a settlement where an attack was.
func readWhere(r reading) (reading, bool) {
	r.says = r.c.Place.Name
	if side := said.Side(r.c.Line); r.spot.Part == "" && side != "" {
		r.spot.Part, r.says = side, side
	}
	if d := said.Direction(r.spot.Part); d != "" {
		r.group = []string{d}
	} else if side := said.Side(r.c.Line); side != "" {
		r.group = []string{said.Direction(side)}
	}
	return r, r.spot.Part != "" && oneAttack(r.c) && (r.c.Words(stemma.FieldPlace) != "" || len(r.group) > 0 && said.Side(r.c.Line) != "")
}

func judgeWhere(x, y reading, e evidence) verdict {
	if said.Key(x.spot.Part) == said.Key(y.spot.Part) || sameOrigin(x, y, e) || namedPart(x) != "" && namedPart(y) != "" {
		return verdict{} // Two quarters are two attacks.
	}
	if len(x.group) > 0 && len(y.group) > 0 && opposite[x.group[0]] == y.group[0] {
		return verdict{stemma.Contradiction, "opposite-sides", "they put it on opposite sides"}
	}
	if len(x.group) > 0 && slices.Equal(x.group, y.group) || alike(x.c.Line, y.c.Line) {
		return verdict{stemma.Refinement, "spot", "the one names the spot more closely"}
	}
	return verdict{}
}

var opposite = map[string]string{
	"north": "south", "south": "north", "east": "west", "west": "east",
	"northeast": "southwest", "southwest": "northeast", "northwest": "southeast", "southeast": "northwest",
}
