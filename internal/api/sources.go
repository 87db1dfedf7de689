package api

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

func (a *API) sourceRoutes() {
	get(a, "/sources", "listSources", "Outlets, agencies and speakers, with how much each gave", "sources", a.listSources)
	get(a, "/sources/{name}", "getSource", "What an outlet, agency or body said, on whom it relies, how it fared", "sources", a.getSource)
}

type sourceList struct {
	List
	Role []string `query:"role" maxItems:"3" enum:"outlet,agency,speaker"`
}

func (a *API) listSources(tx store.ReadTx, in *sourceList) (client.Page[client.SourceHead], error) {
	asked := store.Key(in.Q)
	return named(in.Paged, tx.Sources(), func(s store.Source) [2]string { return [2]string{string(s.Role), s.Name} },
		func(s store.Source) bool {
			return (len(in.Role) == 0 || slices.Contains(in.Role, string(s.Role))) && (asked == "" || strings.Contains(store.Key(s.Name), asked)) &&
				a.isSide(s.Name, in.Side)
		},
		func(s store.Source) (client.SourceHead, error) { return a.sourceHead(s), nil })
}

// isSide reports whether a source is of one of sides; any for none.
func (a *API) isSide(name string, sides []string) bool {
	return len(sides) == 0 || a.hasSide(stemma.Claim{Speaker: stemma.Speaker{Body: name}}, sides)
}

func (a *API) sourceHead(s store.Source) client.SourceHead {
	_, side := a.sideOf(stemma.Speaker{Body: s.Name})
	return client.SourceHead{Role: string(s.Role), Name: s.Name, Side: string(side), Reports: s.Reports, Claims: s.Claims}
}

// shownOfSource is how many claims, reports, matters and names a source is shown with.
const shownOfSource = 50

func (a *API) getSource(tx store.ReadTx, in *byName) (client.Source, error) {
	out := client.Source{
		Name: in.Name, Roles: []client.SourceHead{}, ReliesOn: []client.Counted{}, CarriedBy: []client.Counted{},
		Said: []client.Claim{}, Latest: []client.ReportHead{}, Moved: []client.MatterHead{},
	}
	asked := store.Key(in.Name)
	for s, err := range tx.Sources() {
		if err != nil {
			return out, err
		}
		body, _, _ := strings.Cut(s.Name, "/")
		if store.Key(s.Name) == asked || s.Role == store.SourceSpeaker && store.Key(body) == asked {
			h := a.sourceHead(s)
			out.Roles = append(out.Roles, h)
			out.Side = cmp.Or(out.Side, h.Side)
			if store.Key(s.Name) == asked {
				out.Name = s.Name
			}
		}
	}
	if len(out.Roles) == 0 {
		return out, notFound("source", in.Name)
	}
	return out, errors.Join(a.carried(tx, &out), a.fared(tx, &out), a.said(tx, &out))
}

// carried tells on whom a source relies and who carries it.
func (a *API) carried(tx store.ReadTx, out *client.Source) error {
	agencies := map[string]int{}
	for r, err := range tx.Reports(store.ReportFilter{Outlet: out.Name, Newest: true, Limit: agenciesIn}) {
		if err != nil {
			return err
		}
		if len(out.Latest) < shownOfSource {
			out.Latest = append(out.Latest, reportHead(r))
		}
		for _, c := range r.Agencies {
			agencies[c.Agency]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(agencies)) {
		out.ReliesOn = append(out.ReliesOn, client.Counted{Name: name, Role: "agency", Count: agencies[name]})
	}
	for c, err := range tx.Carried(out.Name, "") {
		if err != nil {
			return err
		}
		out.ReliesOn = append(out.ReliesOn, client.Counted{Name: c.Speaker, Role: "speaker", Count: c.Claims})
	}
	for c, err := range tx.Carried("", out.Name) {
		if err != nil {
			return err
		}
		if store.Key(c.Outlet) != store.Key(out.Name) {
			out.CarriedBy = append(out.CarriedBy, client.Counted{Name: c.Outlet, Role: "outlet", Count: c.Claims})
		}
	}
	most := func(x, y client.Counted) int { return cmp.Compare(y.Count, x.Count) }
	slices.SortStableFunc(out.ReliesOn, most)
	slices.SortStableFunc(out.CarriedBy, most)
	out.ReliesOn = out.ReliesOn[:min(len(out.ReliesOn), shownOfSource)]
	out.CarriedBy = merged(out.CarriedBy)
	out.CarriedBy = out.CarriedBy[:min(len(out.CarriedBy), shownOfSource)]
	return nil
}

// agenciesIn is how many of an outlet's latest reports tell whose wires it carries.
const agenciesIn = 200

// merged joins counts of one name.
func merged(list []client.Counted) []client.Counted {
	out := []client.Counted{}
	for _, c := range list {
		if i := slices.IndexFunc(out, func(x client.Counted) bool { return x.Name == c.Name }); i >= 0 {
			out[i].Count += c.Count
			continue
		}
		out = append(out, c)
	}
	return out
}

// fared tells how a source fared, as an outlet and as a speaker.
func (a *API) fared(tx store.ReadTx, out *client.Source) error {
	for _, f := range []struct {
		role store.SourceRole
		into *client.Fared
	}{{store.SourceOutlet, &out.AsOutlet}, {store.SourceSpeaker, &out.AsSpeaker}} {
		n, err := tx.Fared(f.role, out.Name)
		if err != nil {
			return err
		}
		*f.into = client.Fared{
			Matters: n.Matters, First: n.First, Contradicted: client.ByWhom{Others: n.ContradictedOthers, Itself: n.ContradictedItself},
			Superseded: client.ByWhom{Others: n.SupersededOthers, Itself: n.SupersededItself},
		}
	}
	return nil
}

// said tells what a speaker said last, and the heaviest matters on which he spoke.
func (a *API) said(tx store.ReadTx, out *client.Source) error {
	p := newPapers(tx)
	for c, err := range tx.Claims(store.ClaimFilter{Speaker: out.Name, Newest: true, Limit: shownOfSource}) {
		if err != nil {
			return err
		}
		r, err := p.of(c.Report)
		if err != nil {
			return err
		}
		out.Said = append(out.Said, a.claim(c, r))
	}
	for h, err := range tx.MatterHeads(store.HeadFilter{Speaker: out.Name, Order: store.ByWeight, Limit: shownOfSource}) {
		if err != nil {
			return err
		}
		out.Moved = append(out.Moved, head(h))
	}
	return nil
}
