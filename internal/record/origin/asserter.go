package origin

import (
	"cmp"
	"fmt"
	"slices"

	"stemma"
	"stemma/internal/record/said"
)

// kin is what is known of copying: which sentences are from one original, which
// reports are versions of one text.
type kin struct {
	copies said.Copies
	family func(stemma.ReportID) stemma.ReportID
	behind func(*said.Claim) string // behind is who stands behind a claim.
}

func newKin(copies said.Copies, w said.World) kin {
	copies = copies.Indexed()
	family := copies.Families()
	return kin{copies, family, said.Behinds(w, family)}
}

// linked reports whether the sentences of two claims are from one original.
func (k kin) linked(x, y *said.Claim) bool {
	_, ok := k.copies.Reused(x, y)
	return ok
}

// origins are those who assert a statement, by name, with the rules that put them
// together.
//
// Named speakers are put together first, then the newsrooms' own voices. What a
// newsroom says itself counts for every named speaker that it rests on, and makes
// none of them one: "A and B said" and a headline over it are two origins.
func origins(s statement, k kin, w said.World) ([]stemma.Origin, []stemma.Reason) {
	n := len(s.claims)
	set := newUnion(n)
	reasons := map[string]bool{}
	join := func(i, j int, rule string) {
		if set.find(i) != set.find(j) {
			set.join(i, j)
			reasons[rule] = true
		}
	}
	behind := make([]string, n)
	for i, c := range s.claims {
		behind[i] = k.behind(c)
	}
	for i, x := range s.claims {
		for j, y := range s.claims[:i] {
			switch {
			case x.Own() != y.Own():
			case !x.Own() && behind[i] == behind[j]:
				join(i, j, "origin/same-speaker")
			case !x.Own() && s.atom.fig && (carriedBy(x, y, w) || carriedBy(y, x, w)):
				join(i, j, "origin/go-between")
			case !x.Own() || hearsay(x) != hearsay(y):
			case k.family(x.Report) == k.family(y.Report):
				join(i, j, "origin/same-text")
			case said.SameNewsroom(x.Paper, y.Paper):
				join(i, j, "origin/same-newsroom")
			case k.linked(x, y) && !hearsay(x):
				join(i, j, "origin/copied-sentence")
			}
		}
	}
	groups := rest(s, k, w, set.groups(), func(rule string) { reasons[rule] = true })
	return name(s, groups, w), listReasons(reasons)
}

// hearsay reports whether the newsroom itself passes on what somebody unnamed says.
// "Reportedly" stands on whatever the report names; "media reports said" is a source
// of its own.
func hearsay(c *said.Claim) bool {
	return c.Stance == stemma.Disputed && c.Own() && said.HasWord(c.Cue+" "+c.Words(stemma.FieldSpeaker), "reports", "media", "sources", "rumours", "rumors")
}

// carriedBy reports whether x came through y's speaker: a news agency that gives the
// figure of its source is no second origin of that figure.
func carriedBy(x, y *said.Claim, w said.World) bool {
	name, _ := y.Asserter(w)
	return name != "" && slices.ContainsFunc(x.Via, func(v string) bool { return said.Key(v) == said.Key(name) })
}

// rest lets what newsrooms say in their own voice rest on the speakers whom the same
// text names for the same statement, or the original of the sentence: their claims
// go to each of these.
func rest(s statement, k kin, w said.World, groups [][]int, because func(rule string)) [][]int {
	var named, own [][]int
	for _, g := range groups {
		if s.claims[g[0]].Own() {
			own = append(own, g)
		} else {
			named = append(named, g)
		}
	}
	out := named
	firsts := slices.Clone(named)
	for _, g := range own {
		rests := false
		for at, speaker := range firsts {
			if rule := s.restsOn(g, speaker, k, w); rule != "" {
				out[at] = slices.Concat(out[at], g)
				rests = true
				because(rule)
			}
		}
		if !rests {
			out = append(out, g)
		}
	}
	return out
}

// restsOn is the rule by which claims in a newsroom's own voice rest on those of a
// named speaker; empty when they do not.
func (s statement) restsOn(own, named []int, k kin, w said.World) string {
	for _, i := range own {
		x := s.claims[i]
		if hearsay(x) {
			continue
		}
		for _, j := range named {
			y := s.claims[j]
			switch {
			case k.linked(x, y):
				return "origin/copied-sentence"
			case k.family(x.Report) == k.family(y.Report):
				return "origin/rests-on-named"
			case y.SpeaksFor(x.Paper, w):
				return "origin/own-agency"
			}
		}
	}
	return ""
}

// name gives each set of claims its origin.
func name(s statement, groups [][]int, w said.World) []stemma.Origin {
	var out []stemma.Origin
	for _, group := range groups {
		var o stemma.Origin
		for _, i := range group {
			c := s.claims[i]
			if who, side := c.Asserter(w); who != "" && (o.Name == "" || o.Side == stemma.SideNewsroom) {
				o.Name, o.Side = who, side
			}
			if !slices.Contains(o.Reports, c.Report) {
				o.Reports = append(o.Reports, c.Report)
			}
		}
		if o.Name == "" {
			o.Name, o.Side = newsroom(s, group)
		}
		slices.Sort(o.Reports)
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b stemma.Origin) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// newsroom names the newsroom behind claims in its own voice: the agency whose wire
// it is, else the outlet, else the report.
func newsroom(s statement, group []int) (string, stemma.Side) {
	var agencies, outlets []string
	unnamed := false
	for _, i := range group {
		c := s.claims[i]
		agencies = append(agencies, c.Paper.Agencies...)
		if c.Paper.Outlet != "" {
			outlets = append(outlets, c.Paper.Outlet)
		}
		unnamed = unnamed || c.Stance == stemma.Disputed
	}
	who := "the newsroom of " + string(s.claims[group[0]].Report)
	if len(outlets) > 0 {
		who = slices.Min(outlets) + " newsroom"
	}
	if len(agencies) > 0 {
		who = commonest(agencies) + " newsroom"
	}
	if unnamed {
		return "hearsay, source not named (" + who + ")", stemma.SideUnknown
	}
	return who, stemma.SideNewsroom
}

// commonest is the name that occurs most often; ties go to the first in order.
func commonest(names []string) string {
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	best := ""
	for n, k := range count {
		if best == "" || k > count[best] || k == count[best] && n < best {
			best = n
		}
	}
	return best
}

func listReasons(rules map[string]bool) []stemma.Reason {
	var out []stemma.Reason
	for _, r := range []struct{ rule, says string }{
		{"origin/same-speaker", "claims of one speaker, or of a party and its agency, are one origin"},
		{"origin/same-text", "versions of one text have one newsroom"},
		{"origin/same-newsroom", "reports that carry one agency, or one outlet's own, have one newsroom"},
		{"origin/copied-sentence", "a copied sentence has the origin of its original"},
		{"origin/go-between", "an agency that carries its source's figure is no second origin"},
		{"origin/own-agency", "what an agency's or an outlet's newsroom says in its own voice is the word of that agency or outlet"},
		{"origin/rests-on-named", "what a newsroom says in its own voice rests on the speaker whom it names for the same"},
	} {
		if rules[r.rule] {
			out = append(out, stemma.Reason{Rule: r.rule, Says: fmt.Sprint(r.says)})
		}
	}
	return out
}
