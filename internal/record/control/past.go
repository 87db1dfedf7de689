package control

import (
	"cmp"
	"maps"
	"slices"

	"stemma"
	"stemma/internal/record/said"
)

// The history of a town that is in the news again and again is long, and one more claim
// changes its end. So what was told up to a day is settled where nothing of it depends on
// what is told later:
//
//	claims ... │ more than a week without any │ claims
//	  settled ─┘                              └─ told anew, from the state at this day
//
// A day parts claims from one another when all of them have a beginning and an end, none is
// told in its text's own voice (who copied whom may run through all reports), and none
// presupposes a holder (whose name may stand in any claim). Whatever the order of arrival,
// going on gives what telling all anew gives.

// Past is what of the history of a block has to be known to go on from a day.
type Past struct {
	Day    int              // Day is the first that is gone on from, since the epoch.
	States map[string]State // States are those of the places before this day, by their keys.
}

// State is how it stands with a place.
type State struct {
	Open     []stemma.Holding // Open is the state that lasts; its place is not named.
	Since    said.Days        // Since is when that was told.
	Before   []string         // Before are the holders that there were, each once, the last one last.
	Names    map[string]int   // Names are how often the place was called by each.
	Around   string           // Around is the least name of what it lies in.
	Name, In string           // Name and In are how its holdings are called.
}

// lateDays is how long before the last claim of a block claims are still awaited, and
// leastSettled how many claims are worth settling.
const (
	lateDays     = 30
	leastSettled = 32
)

// isSimple reports whether claims depend on nothing but those of the same days.
func isSimple(claims []said.Claim, w said.World) bool {
	return !slices.ContainsFunc(claims, func(c said.Claim) bool {
		return c.When.From.IsZero() || c.When.To.IsZero() || c.OfItsText(w) || len(said.Presupposed(&c)) > 0
	})
}

// bears reports whether claims can be told after a past: none is of days before it, and
// none tells who held a place at first.
func (p *Past) bears(claims []said.Claim) bool {
	return !slices.ContainsFunc(claims, func(c said.Claim) bool {
		d, ok := said.DaysOf(c.When)
		return !ok || d.From < p.Day || c.Kind == stemma.Control && c.Change == stemma.Contest && wantsBack(&c)
	})
}

// nextPast is a past that ends at a day which parts claims from one another, without
// states; nil when there is none worth it.
func nextPast(claims []said.Claim) *Past {
	days := make([]said.Days, len(claims))
	for i, c := range claims {
		days[i], _ = said.DaysOf(c.When)
	}
	slices.SortFunc(days, func(a, b said.Days) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	if len(days) == 0 {
		return nil
	}
	latest, reach := days[len(days)-1].From, days[0].To
	var next *Past
	for i, d := range days {
		if d.From > latest-lateDays {
			break
		}
		if i >= leastSettled && d.From > reach+newsDays+1 {
			next = &Past{Day: d.From, States: map[string]State{}}
		}
		reach = max(reach, d.To)
	}
	return next
}

// names are how often the places of a past were called what.
func (p *Past) names() map[string]*naming {
	names := map[string]*naming{}
	if p != nil {
		for place, s := range p.States {
			names[place] = &naming{count: maps.Clone(s.Names), in: s.Around}
		}
	}
	return names
}

// calls reports whether names are still those by which a past calls its places.
func (p *Past) calls(names map[string]*naming) bool {
	if p == nil {
		return true
	}
	for place, s := range p.States {
		if names[place].name() != s.Name || names[place].in != s.In {
			return false
		}
	}
	return true
}

// keep keeps how it stands with a place; false when it cannot be gone on from.
func (p *Past) keep(place string, t *timeline, early, called *naming) bool {
	s := t.then
	if !t.begun && t.settled == 0 && len(s.Open) == 0 {
		return false // what holder it had at first is not told yet
	}
	s.Names, s.Around, s.Name, s.In = early.count, early.in, called.name(), called.in
	p.States[place] = s
	return true
}

// goOn begins with what a past knows of a place.
func (t *timeline) goOn(past *Past, place string) {
	if past == nil {
		return
	}
	if s, ok := past.States[place]; ok {
		t.begun, t.since = true, s.Since
		t.open, t.before = cloned(s.Open), slices.Clone(s.Before)
	}
}

// rest notes how it stands at the day of the next past.
func (t *timeline) rest() {
	t.settled = len(t.out)
	t.then = State{Open: cloned(t.open), Since: t.since, Before: once(t.before)}
	t.rested = true
}

// cloned is holdings whose lists can grow without the others'.
func cloned(list []stemma.Holding) []stemma.Holding {
	out := slices.Clone(list)
	for i := range out {
		h := &out[i]
		h.Speakers, h.Sentences, h.Claims = slices.Clip(h.Speakers), slices.Clip(h.Sentences), slices.Clip(h.Claims)
	}
	return out
}

// once is a list with only the last of names that are one.
func once(list []string) []string {
	var out []string
	for _, name := range slices.Backward(list) {
		if !slices.ContainsFunc(out, func(n string) bool { return said.Body(n) == said.Body(name) }) {
			out = append(out, name)
		}
	}
	slices.Reverse(out)
	return out
}
