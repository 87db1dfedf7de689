package record

import (
	"cmp"
	"slices"
	"time"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/store"
)

// headsOf are the matters of a block as lists show them: what moved them last, who
// stands behind their claims, how their answers differ and how their sources fared.
func headsOf(d store.Derived, claims []said.Claim, copies said.Copies, w World) []store.Head {
	behind := map[stemma.SentenceRef][]stemma.Origin{}
	for _, in := range d.Independence {
		for _, s := range in.Sentences {
			s.Words = ""
			behind[s] = append(behind[s], in.Origins...)
		}
	}
	family := copies.Families()
	of := map[string][]stemma.Dispute{}
	for _, x := range d.Disputes {
		of[x.Matter] = append(of[x.Matter], x)
	}
	var out []store.Head
	for i, own := range said.Answering(d.Matters, claims) {
		m := d.Matters[i]
		h := headOf(m, own)
		h.Origins = originsOf(own, behind, family, w)
		disputes := of[m.ID]
		h.Relation = gravest(disputes)
		h.Weight = weightOf(h)
		h.Fares = fares(own, disputes)
		out = append(out, h)
	}
	return out
}

// headOf is what a matter's claims tell of it by themselves.
func headOf(m stemma.Matter, claims []*said.Claim) store.Head {
	h := store.Head{Matter: m.ID, Question: m.Question, Slot: m.Slot, Place: m.Place, When: m.When, Claims: len(m.Claims)}
	reports := map[stemma.ReportID]bool{}
	for _, c := range claims {
		reports[c.Report] = true
		if w := c.Paper.Published; w.Known() && w.From.After(h.Moved.From) {
			h.Moved = w
		}
		if !slices.Contains(h.Kinds, c.Kind) {
			h.Kinds = append(h.Kinds, c.Kind)
		}
		if c.Stance != "" && !slices.Contains(h.Stances, c.Stance) {
			h.Stances = append(h.Stances, c.Stance)
		}
		if said.Key(c.Place.Name) == said.Key(m.Place) {
			h.In = cmp.Or(h.In, c.Place.In)
			if !h.Geo.Located && c.Place.Geo.Located {
				h.Geo = c.Place.Geo
			}
		}
	}
	slices.Sort(h.Kinds)
	slices.Sort(h.Stances)
	h.Reports = len(reports)
	return h
}

// originsOf are who stands behind claims: as statements that several reports carry were
// followed back, else the asserter; what a newsroom says in its own voice is that of the
// outlet that has the oldest version of its text.
func originsOf(claims []*said.Claim, behind map[stemma.SentenceRef][]stemma.Origin, family func(stemma.ReportID) stemma.ReportID, w World) []stemma.Origin {
	var out []stemma.Origin
	add := func(o stemma.Origin, report stemma.ReportID) {
		i := slices.IndexFunc(out, func(x stemma.Origin) bool { return x.Name == o.Name })
		if i < 0 {
			out = append(out, stemma.Origin{Name: o.Name, Side: o.Side})
			i = len(out) - 1
		}
		if !slices.Contains(out[i].Reports, report) {
			out[i].Reports = append(out[i].Reports, report)
		}
	}
	outlet := map[stemma.ReportID]string{}
	for _, c := range claims {
		if f := family(c.Report); outlet[f] == "" {
			outlet[f] = c.Paper.Outlet
		}
	}
	for _, c := range claims {
		name, side := c.Asserter(w)
		ref := c.Ref()
		ref.Words = ""
		carrying := slices.DeleteFunc(slices.Clone(behind[ref]), func(o stemma.Origin) bool { return !slices.Contains(o.Reports, c.Report) })
		i := slices.IndexFunc(carrying, func(o stemma.Origin) bool { return o.Name == name })
		switch {
		case i >= 0:
			add(carrying[i], c.Report)
		case name != "":
			add(stemma.Origin{Name: name, Side: side}, c.Report)
		case len(carrying) > 0:
			add(carrying[0], c.Report)
		default:
			f := family(c.Report)
			add(stemma.Origin{Name: cmp.Or(outlet[f], string(f)) + " newsroom", Side: stemma.SideNewsroom}, c.Report)
		}
	}
	for _, o := range out {
		slices.Sort(o.Reports)
	}
	slices.SortFunc(out, func(a, b stemma.Origin) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// gravity orders how answers differ.
var gravity = []stemma.DisputeRelation{"", stemma.Scope, stemma.Refinement, stemma.Supersession, stemma.Contradiction}

func gravest(disputes []stemma.Dispute) stemma.DisputeRelation {
	grave := 0
	for _, d := range disputes {
		grave = max(grave, slices.Index(gravity, d.Relation))
	}
	return gravity[grave]
}

// weightOf orders matters: what is disputed comes first, then what is asked of a place
// or a number, then what many speak of. The weights order lists and nothing else.
func weightOf(h store.Head) int {
	w := 2*len(h.Origins) + h.Reports
	switch h.Slot {
	case stemma.SlotControl, stemma.SlotValue, stemma.SlotShare:
		w += 5
	}
	switch h.Relation {
	case "":
		return w
	case stemma.Contradiction:
		return w + 40
	}
	return w + 20
}

// source is an outlet or a speaker of a claim.
type source struct {
	role store.SourceRole
	name string
}

// sourcesOf are the outlet that carries a claim and who says it: the body, else the
// person.
func sourcesOf(c *said.Claim) []source {
	var out []source
	if c.Paper.Outlet != "" {
		out = append(out, source{store.SourceOutlet, c.Paper.Outlet})
	}
	if name := cmp.Or(c.Speaker.Body, c.Speaker.Person); name != "" && !c.Own() {
		out = append(out, source{store.SourceSpeaker, name})
	}
	return out
}

// fares tell how the sources of a matter's claims fared. A source is the first when
// nobody's report is older than its oldest.
func fares(claims []*said.Claim, disputes []stemma.Dispute) []store.Fare {
	byID := map[stemma.ClaimID]*said.Claim{}
	counts := map[source]store.FareCount{}
	oldest := stemma.When{}
	for _, c := range claims {
		byID[c.ID] = c
		if w := c.Paper.Published; w.Known() && (!oldest.Known() || w.From.Before(oldest.From)) {
			oldest = w
		}
		for _, s := range sourcesOf(c) {
			counts[s] = store.FareCount{Matters: 1}
		}
	}
	for _, c := range claims {
		if w := c.Paper.Published; w.Known() && w.From.Equal(oldest.From) {
			for _, s := range sourcesOf(c) {
				n := counts[s]
				n.First = 1
				counts[s] = n
			}
		}
	}
	for _, d := range disputes {
		if d.Relation == stemma.Contradiction || d.Relation == stemma.Supersession {
			judge(d, byID, counts)
		}
	}
	var out []store.Fare
	for s, n := range counts {
		out = append(out, store.Fare{Role: s.role, Name: s.name, FareCount: n})
	}
	slices.SortFunc(out, func(a, b store.Fare) int { return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Name, b.Name)) })
	return out
}

// judge counts against the sources of an answer that another answer came later.
func judge(d stemma.Dispute, byID map[stemma.ClaimID]*said.Claim, counts map[source]store.FareCount) {
	given := make([]map[source]stretch, len(d.Answers))
	for i, a := range d.Answers {
		given[i] = givenBy(a, byID)
	}
	for i, x := range given {
		for k, y := range given {
			if d.Answers[i].Says == d.Answers[k].Says {
				continue
			}
			for s, when := range x {
				n, ok := counts[s]
				if !ok {
					continue
				}
				for other, then := range y {
					if other.role == s.role && then.last.After(when.first) {
						against(&n, d.Relation, other == s)
					}
				}
				counts[s] = n
			}
		}
	}
}

// stretch is from when to when a source gave an answer.
type stretch struct{ first, last time.Time }

// givenBy are the sources of an answer. The newsroom's own voice counts as a speaker.
func givenBy(a stemma.Answer, byID map[stemma.ClaimID]*said.Claim) map[source]stretch {
	out := map[source]stretch{}
	for _, id := range a.Claims {
		c, ok := byID[id]
		at := c.Paper.Published.From
		if !ok || at.IsZero() {
			continue
		}
		sources := sourcesOf(c)
		if c.Own() {
			sources = append(sources, source{store.SourceSpeaker, stemma.Newsroom})
		}
		for _, s := range sources {
			when, met := out[s]
			if !met || at.Before(when.first) {
				when.first = at
			}
			if at.After(when.last) {
				when.last = at
			}
			out[s] = when
		}
	}
	return out
}

// against notes that a later answer excludes or replaces an earlier one of a source.
func against(n *store.FareCount, relation stemma.DisputeRelation, itself bool) {
	switch {
	case relation == stemma.Contradiction && itself:
		n.ContradictedItself = 1
	case relation == stemma.Contradiction:
		n.ContradictedOthers = 1
	case itself:
		n.SupersededItself = 1
	default:
		n.SupersededOthers = 1
	}
}
