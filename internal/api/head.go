package api

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

// matterHead is a matter as lists show it.
func (a *API) matterHead(tx store.ReadTx, p *papers, m stemma.Matter) (client.MatterHead, error) {
	out := client.MatterHead{
		ID: m.ID, Question: m.Question, Slot: m.Slot, Place: m.Place, Time: m.When.ISO(), Claims: len(m.Claims),
		Kinds: []string{}, Sides: []string{},
	}
	reports := map[stemma.ReportID]bool{}
	origins := map[string]bool{}
	var moved stemma.When
	for _, id := range m.Claims {
		c, err := tx.Claim(id)
		if err != nil {
			return out, err
		}
		r, err := p.of(c.Report)
		if err != nil {
			return out, err
		}
		reports[c.Report] = true
		if w := r.Published.When; w.Known() && w.From.After(moved.From) {
			moved = w
		}
		if !slices.Contains(out.Kinds, string(c.Kind)) {
			out.Kinds = append(out.Kinds, string(c.Kind))
		}
		if out.Geo == nil && c.Place.Geo.Located && store.Key(c.Place.Name) == store.Key(m.Place) {
			out.Geo, out.In = geo(c.Place.Geo), c.Place.In
		}
		o := a.originOf(a.claim(c, r), nil)
		origins[o.Name] = true
		if side := string(cmp.Or(o.Side, stemma.SideUnknown)); !slices.Contains(out.Sides, side) {
			out.Sides = append(out.Sides, side)
		}
	}
	slices.Sort(out.Kinds)
	slices.Sort(out.Sides)
	out.Moved, out.Reports, out.Origins = moved.ISO(), len(reports), len(origins)
	for d, err := range tx.Disputes(store.MatterFilter{Matter: m.ID}) {
		if err != nil {
			return out, err
		}
		if out.Relation == "" || gravity[d.Relation] > gravity[out.Relation] {
			out.Relation = d.Relation
		}
	}
	out.Weight = 10*gravity[out.Relation] + 2*out.Origins + out.Reports
	return out, nil
}

// gravity orders the relations of answers.
var gravity = map[stemma.DisputeRelation]int{stemma.Contradiction: 4, stemma.Supersession: 3, stemma.Refinement: 2, stemma.Scope: 1}

func (a *API) listMatters(tx store.ReadTx, in *matterList) (client.Page[client.MatterHead], error) {
	out := client.Page[client.MatterHead]{Items: []client.MatterHead{}}
	f, err := a.matterFilter(in.Filter)
	if err != nil {
		return out, err
	}
	f.Slot = stemma.Slot(in.Slot)
	after, err := in.after(2)
	if err != nil {
		return out, err
	}
	p := newPapers(tx)
	var heads []client.MatterHead
	for m, err := range tx.Matters(f) {
		if err != nil {
			return out, err
		}
		if ok, err := a.answered(tx, m, in.Filter); err != nil || !ok {
			if err != nil {
				return out, err
			}
			continue
		}
		h, err := a.matterHead(tx, p, m)
		if err != nil {
			return out, err
		}
		if h.Origins >= in.MinOrigins {
			heads = append(heads, h)
		}
	}
	key := func(h client.MatterHead) string {
		if in.Sort == "weight" {
			return string(rune(h.Weight))
		}
		return h.Moved
	}
	slices.SortFunc(heads, func(x, y client.MatterHead) int { return cmp.Or(cmp.Compare(key(y), key(x)), cmp.Compare(x.ID, y.ID)) })
	for _, h := range heads {
		if after != nil && (key(h) > after[0] || key(h) == after[0] && h.ID <= after[1]) {
			continue
		}
		if len(out.Items) == in.Limit {
			last := out.Items[len(out.Items)-1]
			out.Next = cursor(key(last), last.ID)
			break
		}
		out.Items = append(out.Items, h)
	}
	return out, nil
}

// answered reports whether a claim that the filter asks for answers m.
func (a *API) answered(tx store.ReadTx, m stemma.Matter, in Filter) (bool, error) {
	if len(in.Kind)+len(in.Side)+len(in.Stance) == 0 && in.Actor == "" && in.Speaker == "" && in.Q == "" {
		return true, nil
	}
	if in.Q != "" && !strings.Contains(store.Key(m.Question), store.Key(in.Q)) {
		return false, nil
	}
	for c, err := range tx.Claims(store.ClaimFilter{Matter: m.ID, Kinds: in.kinds(), Actor: in.Actor, Speaker: in.Speaker}) {
		if err != nil {
			return false, err
		}
		if a.claimPasses(c, in) {
			return true, nil
		}
	}
	return false, nil
}
