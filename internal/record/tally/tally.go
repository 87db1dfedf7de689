// Package tally draws the figures given for a matter over time, by origin.
package tally

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
)

// Of is the series of figures that each origin gives for one matter, flows and
// stocks apart, in order of the time that they are about. Copies of a figure do not
// count twice: of the claims of one origin with one figure for one time, the
// earliest published stands.
func Of(m stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Tally {
	return All([]stemma.Matter{m}, claims, copies, w)
}

// All is the series of matters that are answered by some of the same claims, one
// matter after the other.
func All(matters []stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Tally {
	claims = said.Sorted(claims)
	family := copies.Families()
	var out []stemma.Tally
	for i, own := range said.Answering(matters, claims) {
		if counted[matter.TemplateOf(matters[i])] {
			out = append(out, tallies(matters[i], own, family, w)...)
		}
	}
	return out
}

// tallies are those of one matter, given its claims in the order of content.
func tallies(m stemma.Matter, claims []*said.Claim, family func(stemma.ReportID) stemma.ReportID, w said.World) []stemma.Tally {
	slices.SortStableFunc(claims, func(a, b *said.Claim) int { return cmp.Compare(published(a), published(b)) })
	at := map[key]*stemma.Tally{}
	seen := map[figure]bool{}
	for _, c := range claims {
		p, ok := point(c)
		if !ok {
			continue
		}
		k := key{c.Quantity.Unit, origin(c, family, w), flow(c)}
		f := figure{k, p.Time, p.Value, p.Bound}
		if seen[f] {
			continue
		}
		seen[f] = true
		if at[k] == nil {
			at[k] = &stemma.Tally{Matter: m.ID, Unit: k.unit, Origin: origin(c, itself, w), Flow: k.flow}
		}
		at[k].Series = append(at[k].Series, p)
	}
	return sorted(at)
}

// counted are the templates of questions whose answers are figures.
var counted = map[matter.Template]bool{
	matter.Toll: true, matter.Flight: true, matter.Force: true, matter.Loss: true, matter.Part: true,
}

type key struct {
	unit, origin string
	flow         bool
}

// figure tells whether two points are one.
type figure struct {
	key
	time  string
	value float64
	bound stemma.Bound
}

// point is the figure of a claim; a vague word gives none.
func point(c *said.Claim) (stemma.TallyPoint, bool) {
	q := c.Quantity
	if !q.HasValue || c.Stance == stemma.Denied || c.Stance == stemma.Expected {
		return stemma.TallyPoint{}, false
	}
	bound := q.Bound
	if bound == "" {
		bound = stemma.Exact
	}
	return stemma.TallyPoint{Published: published(c), Time: c.When.ISO(), Value: q.Value, Bound: bound, Report: c.Report, Claim: c.ID}, true
}

// flow reports whether a figure counts over a period: a total since a day is no
// stock, and no single event.
func flow(c *said.Claim) bool { return c.Quantity.Flow || c.Period() }

func published(c *said.Claim) string {
	if c.Paper.Published.From.IsZero() {
		return ""
	}
	if c.Paper.Published.Precision == stemma.Minute {
		return c.Paper.Published.From.Format("2006-01-02T15:04")
	}
	return c.Paper.Published.ISO()
}

// itself names a newsroom by the first report that gave its figure, which no later copy
// changes.
func itself(r stemma.ReportID) stemma.ReportID { return r }

// origin names who gives the figure; versions of one text are one newsroom.
func origin(c *said.Claim, family func(stemma.ReportID) stemma.ReportID, w said.World) string {
	if name, _ := c.Asserter(w); name != "" {
		return name
	}
	return "newsroom of " + string(family(c.Report))
}

func sorted(at map[key]*stemma.Tally) []stemma.Tally {
	var out []stemma.Tally
	for _, t := range at {
		slices.SortStableFunc(t.Series, func(a, b stemma.TallyPoint) int {
			return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Claim, b.Claim))
		})
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b stemma.Tally) int {
		flows := map[bool]int{true: 1}
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Unit, b.Unit), cmp.Compare(flows[a.Flow], flows[b.Flow]))
	})
	return out
}
