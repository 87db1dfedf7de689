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
func Blocks(c said.Claim, w said.World) []string {
	spot := said.SpotOf(c.Place, w)
	if spot.Root == "" || !speaks(c) {
		return nil
	}
	return []string{"control|" + spot.Root}
}

func speaks(c said.Claim) bool {
	return c.Kind == stemma.Control || c.Kind == stemma.Share || besieges(c) || len(said.Presupposed(c)) > 0
}

func besieges(c said.Claim) bool {
	return c.Kind == stemma.Condition && said.HasWord(c.Said, "siege", "besieg-", "blockad-", "surrounded")
}

// Of is the holdings that the claims of one block give, by place, then by time.
func Of(block string, claims []said.Claim, copies said.Copies, w said.World) []stemma.Holding {
	claims = said.Sorted(said.Fill(claims, w))
	byPlace := map[string][]event{}
	names := map[string]*naming{}
	for _, c := range claims {
		for _, e := range events(c, claims, w) {
			byPlace[e.place] = append(byPlace[e.place], e)
			if names[e.place] == nil {
				names[e.place] = &naming{}
			}
			names[e.place].see(e)
		}
	}
	family := copies.Families()
	var out []stemma.Holding
	for place, list := range byPlace {
		t := timeline{asserter: func(c said.Claim) string { return c.Behind(w, family) }}
		for _, h := range t.holdings(list) {
			h.Place, h.In = names[place].name(), names[place].in
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b stemma.Holding) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), a.When.From.Compare(b.When.From), compareEnds(a, b), cmp.Compare(a.Holder, b.Holder))
	})
	return out
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
