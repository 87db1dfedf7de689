// Package control tells who held a place, from when to when, on whose word.
//
//	claims ──► events: entered, left, contested, taken, held ──in order──► holdings
//
// A taking lasts until somebody else takes the place or the taker leaves it.
// Clashes near a place do not change who holds it. A party's word in its own
// favour is weak, against its own interest strong; what words only presuppose
// ("rebel-held") counts where nothing else does.
package control

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/internal/record/said"
)

// ContestedHolder is the holder of a place that nobody holds alone.
const ContestedHolder = "contested"

// Blocks are the keys under which a claim is to be indexed for holdings: the
// settlement it speaks of, for claims of control, share and siege and for those
// whose words presuppose control ("rebel-held"). Most claims have none.
func Blocks(c *said.Claim, w said.World) []string {
	spot := said.SpotOf(c.Place, w)
	if spot.Root == "" || !speaks(c) {
		return nil
	}
	return []string{"control|" + spot.Root}
}

func speaks(c *said.Claim) bool {
	return c.Kind == stemma.Control || c.Kind == stemma.Share || besieges(c) || len(said.Presupposed(c)) > 0
}

func besieges(c *said.Claim) bool {
	return c.Kind == stemma.Condition && said.HasWord(c.Said, "siege", "besieg-", "blockad-", "surrounded")
}

// Of is the holdings that the claims of one block give, by place, then by time.
func Of(claims []said.Claim, copies said.Copies, w said.World) []stemma.Holding {
	told, _ := Tell(nil, claims, copies, w)
	return told.All()
}

// Told is what is told of who held the places of a block.
type Told struct {
	Settled  []stemma.Holding // Settled ended before Past, and were not settled before.
	Holdings []stemma.Holding // Holdings are those that are not settled.
	Past     *Past            // Past is what the next can go on from; nil when it has to begin anew.
}

// All are all holdings of t, by place, then by time.
func (t Told) All() []stemma.Holding {
	out := slices.Concat(t.Settled, t.Holdings)
	slices.SortFunc(out, func(a, b stemma.Holding) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), a.When.From.Compare(b.When.From), compareEnds(a, b), cmp.Compare(a.Holder, b.Holder))
	})
	return out
}

// Tell tells the holdings that the claims of one block give; after a past, those that they
// give beside what it has settled. It is false when the past does not bear these claims, so
// that all claims of the block have to be told.
func Tell(past *Past, claims []said.Claim, copies said.Copies, w said.World) (Told, bool) {
	simple := isSimple(claims, w)
	if past != nil && (!simple || !past.bears(claims)) {
		return Told{}, false
	}
	claims = said.Sorted(said.Fill(claims, w))
	var next *Past
	if simple {
		next = nextPast(claims)
	}
	byPlace := map[string][]event{}
	names, early := past.names(), past.names() // early are those up to the next past.
	for i := range claims {
		for _, e := range events(&claims[i], claims, w) {
			byPlace[e.place] = append(byPlace[e.place], e)
			see(names, e)
			if next != nil && e.days.From < next.Day {
				see(early, e)
			}
		}
	}
	if !past.calls(names) {
		return Told{}, false
	}
	family := copies.Families()
	told := Told{Past: next}
	for place, called := range names {
		t := timeline{asserter: func(c *said.Claim) string { return c.Behind(w, family) }, next: next}
		t.goOn(past, place)
		list := t.holdings(byPlace[place])
		for i := range list {
			list[i].Place, list[i].In = called.name(), called.in
		}
		told.Settled, told.Holdings = append(told.Settled, list[:t.settled]...), append(told.Holdings, list[t.settled:]...)
		if early[place] != nil && told.Past != nil && !told.Past.keep(place, &t, early[place], called) {
			told.Past = nil
		}
	}
	if told.Past == nil {
		told = Told{Holdings: told.All(), Past: past}
	}
	return told, true
}

// see counts the name of an event's place.
func see(names map[string]*naming, e event) {
	if names[e.place] == nil {
		names[e.place] = &naming{}
	}
	names[e.place].see(e)
}

func compareEnds(a, b stemma.Holding) int {
	x, y := a.When.To, b.When.To
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return 1
	case y.IsZero():
		return -1
	}
	return x.Compare(y)
}

// naming finds the name by which a place is most often called.
type naming struct {
	count map[string]int
	in    string
}

func (n *naming) see(e event) {
	if n.count == nil {
		n.count = map[string]int{}
	}
	n.count[e.name]++
	if n.in == "" || e.in != "" && e.in < n.in {
		n.in = e.in
	}
}

func (n *naming) name() string {
	best := ""
	for name, k := range n.count {
		if best == "" || k > n.count[best] || k == n.count[best] && name < best {
			best = name
		}
	}
	return best
}
