package origin

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// atom is one thing that a claim says.
type atom struct {
	key    string   // key of what can be the same: kind, place, who.
	line   string   // line says it for a person.
	slack  int      // slack is how many days may lie between two who say it.
	words  []string // words to be alike, for kinds whose content is in the words.
	who    []string // who does it; two must have one in common.
	whom   []string // whom it is done to; two must have one in common, or one not tell.
	figs   stemma.Quantity
	fig    bool // fig means that figures must agree.
	copied bool // copied means that the sentences must be from one original.
}

// says reports whether two atoms of one key say the same.
func (a atom) says(b atom) bool {
	switch {
	case len(a.who) > 0 && len(b.who) > 0 && !meet(a.who, b.who), len(a.whom) > 0 && len(b.whom) > 0 && !meet(a.whom, b.whom):
		return false
	case a.fig || b.fig:
		return a.fig && b.fig && sameFigure(a.figs, b.figs) && samePeople(a.figs.Unit, b.figs.Unit)
	case a.words != nil || b.words != nil:
		return alike(a.words, b.words)
	}
	return true
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// sameFigure reports whether two quantities are one count: the same number under
// any bound, a rounding, or the same vague word.
func sameFigure(a, b stemma.Quantity) bool {
	if a.HasValue && b.HasValue {
		return a.Value == b.Value || (a.Bound == stemma.About || b.Bound == stemma.About) && meets(a, b)
	}
	return !a.HasValue && !b.HasValue && strings.EqualFold(a.Rough, b.Rough)
}

// samePeople reports whether two units can count the same people: fighters are
// neither soldiers nor civilians, people may be any of them.
func samePeople(a, b string) bool {
	x, y := class(a), class(b)
	return x == "" || y == "" || x == y
}

func class(unit string) string {
	switch {
	case said.HasWord(unit, "civilian-", "child-", "women", "girl-", "boy-"):
		return "civilians"
	case said.HasWord(unit, "soldier-", "troop-"):
		return "soldiers"
	case said.HasWord(unit, "fighter-", "militant-", "rebel-", "gunm-"):
		return "fighters"
	case said.HasWord(unit, "people", "person-", "bodies", "other-", "worker-", "hostage-", "prisoner-"):
		return ""
	}
	return unit
}

func meets(a, b stemma.Quantity) bool {
	x, ok := said.RangeOf(a)
	y, known := said.RangeOf(b)
	return ok && known && x.Meets(y)
}

// alike reports whether two statements have enough telling words in common.
func alike(a, b []string) bool {
	both := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			both++
		}
	}
	return both >= 2 && 4*both >= min(len(a), len(b))
}

// atoms are what one claim says.
func atoms(c *said.Claim, w said.World) []atom {
	if c.Stance == stemma.Denied || c.Kind == stemma.Control && c.Stance != stemma.Asserted && c.Stance != stemma.Disputed {
		return nil
	}
	spot := said.SpotOf(c.Place, w)
	at, where := spot.Root+"|"+said.Key(spot.Part), placeName(c)
	actor := said.PartyKey(c.Actor)
	base := string(c.Kind) + "|" + at
	switch c.Kind {
	case stemma.Control:
		return controlAtoms(c, at, where)
	case stemma.Strike:
		return strikeAtoms(c, spot)
	case stemma.Killed, stemma.Wounded, stemma.Detained, stemma.Displaced, stemma.Strength, stemma.Losses:
		return countAtoms(c, spot)
	case stemma.Share:
		return []atom{{key: base, who: said.Members(c.Actor), line: fmt.Sprintf("%s holds or retook a share of %s", c.Actor.Name, where)}}
	case stemma.Destruction:
		return []atom{{key: string(c.Kind) + "|" + spot.Root, who: said.Members(c.Actor), line: "Destruction in " + spot.Name}}
	case stemma.Clash:
		if actor == "" {
			return []atom{{key: base + "|", line: "Fighting in " + where, words: telling(c)}}
		}
		return []atom{{key: base, who: said.Members(c.Actor), whom: said.Members(c.Target), line: c.Actor.Name + " fights in " + where}}
	case stemma.Movement:
		if c.Target.Name != "" {
			return []atom{{key: base + "|" + actor + "|" + said.PartyKey(c.Target), line: c.Said}}
		}
		return []atom{{key: base + "|" + actor, line: c.Said, words: telling(c)}}
	case stemma.Talks:
		return []atom{
			{key: base, line: "Talks in " + where, slack: 1},
			{key: base + "|" + actor + "|" + said.PartyKey(c.Target), line: c.Said, slack: 1},
		}
	}
	return []atom{{key: string(c.Kind) + "|" + spot.Root, line: c.Said, words: telling(c)}}
}

// presupposed are the holdings that a claim's words take for granted.
func presupposed(c *said.Claim, block []said.Claim, w said.World) []atom {
	spot := said.SpotOf(c.Place, w)
	at := spot.Root + "|" + said.Key(spot.Part)
	var out []atom
	for _, word := range said.Presupposed(c) {
		who := said.HolderOf(word, c.Place, block, w)
		out = append(out, atom{key: "control|" + at + "|hold|" + said.PartyKey(stemma.Party{Name: who}), line: who + " holds " + placeName(c)})
	}
	return out
}

// copiedKey begins the keys of copied sentences.
const copiedKey = "copy|"

// copyAtom is what the copies of one sentence say.
func copyAtom(c *said.Claim) atom {
	return atom{key: copiedKey + string(c.Kind) + "|" + string(c.Change), line: c.Said, copied: true}
}

// controlAtoms: what happened to whom. A loss to somebody is also his gain.
func controlAtoms(c *said.Claim, at, where string) []atom {
	actor, name := said.PartyKey(c.Actor), c.Actor.Name
	key := func(what, who string) string { return "control|" + at + "|" + what + "|" + who }
	switch c.Change {
	case stemma.Capture, stemma.Recapture:
		return []atom{{key: key("gain", actor), line: name + " took " + where}}
	case stemma.Withdraw, stemma.Lose:
		out := []atom{{key: key("leave", actor), line: name + " left or lost " + where}}
		if c.Change == stemma.Lose {
			for _, taker := range said.Members(c.Target) {
				out = append(out, atom{key: key("gain", taker), line: c.Target.Name + " took " + where})
			}
		}
		return out
	case stemma.Contest:
		return []atom{{key: key("contest", actor), line: strings.TrimSpace(name + " contests " + where)}}
	case stemma.Enter:
		return []atom{{key: key("enter", actor), line: name + " entered " + where}}
	}
	return []atom{{key: key("hold", actor), line: name + " holds " + where}}
}

// strikeAtoms: that there was one, by whom, on which side, on what, how many.
func strikeAtoms(c *said.Claim, spot said.Spot) []atom {
	base := "strike|" + spot.Root
	where := placeName(c)
	if c.Words(stemma.FieldPlace) == "" { // which part of it was hit another sentence says
		spot.Part, where = "", cmp.Or(spot.Name, where)
	}
	out := []atom{{key: base + "|" + said.Key(spot.Part), line: "A strike in " + where}}
	if c.Actor.Name != "" && !c.Inherits(stemma.FieldActor) {
		out = append(out, atom{key: base + "|by|" + said.PartyKey(c.Actor), line: c.Actor.Name + " struck in " + spot.Name})
	}
	d := said.Direction(said.Side(c.Line))
	if d == "" && spot.Part != "" {
		d = said.Direction(c.Said)
	}
	if d != "" {
		out = append(out, atom{key: base + "|at|" + d, line: "A strike in the " + d + " of " + spot.Name})
	}
	if said.HasWord(c.Said, "twin", "double", "two", "followed") || said.HasWord(c.Line, "followed") {
		out = append(out, atom{key: base + "|two", line: "Two bombs in " + spot.Name})
	}
	if !c.Inherits(stemma.FieldTarget) && (said.Armed(c.Target).Name == "" || c.Target.ID == "") {
		for _, t := range said.Telling(c.Target.Name) {
			out = append(out, atom{key: base + "|on|" + t, line: "A strike on " + c.Target.Name + " in " + spot.Name})
		}
	}
	return out
}

// countAtoms: how many; without a number, where to or from.
func countAtoms(c *said.Claim, spot said.Spot) []atom {
	of := said.PartyKey(said.Armed(c.Target))
	line := strings.TrimSpace(fmt.Sprintf("%s %s in %s", c.Quantity, c.Kind, placeName(c)))
	key := string(c.Kind) + "|" + spot.Root
	if c.Kind == stemma.Strength {
		of = said.PartyKey(c.Actor)
	}
	if !c.Quantity.Known() || c.Quantity.HasRange {
		return []atom{{key: key + "|" + said.Key(spot.Part) + "|" + of, line: line, words: telling(c)}}
	}
	out := []atom{{key: key, line: line, figs: c.Quantity, fig: true}}
	if c.Kind == stemma.Displaced && !c.Own() {
		out = append(out, atom{key: key + "|by|" + c.Speaker.Body, line: c.Speaker.String() + " counts those who fled " + placeName(c)})
	}
	if c.Kind == stemma.Killed && of != "" {
		out = append(out, atom{key: key + "|any|" + of, line: c.Target.Name + " killed in " + placeName(c)})
	}
	return out
}

// telling are the telling words of a claim without the names of its place and
// parties, never nil.
func telling(c *said.Claim) []string {
	names := said.Telling(strings.Join([]string{c.Place.Name, c.Place.In, c.Actor.Name, c.Target.Name}, " "))
	out := []string{}
	for _, w := range said.Telling(c.Said) {
		if !slices.Contains(names, w) {
			out = append(out, w)
		}
	}
	return out
}

func placeName(c *said.Claim) string {
	if c.Place.Name == "" {
		return "an unnamed place"
	}
	return c.Place.Name
}
