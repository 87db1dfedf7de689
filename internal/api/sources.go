package api

import (
	"cmp"
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
	return page(in.Paged, tx.Sources(), func(s store.Source) string { return string(s.Role) + "\x00" + s.Name },
		func(s store.Source) (bool, error) {
			return (len(in.Role) == 0 || slices.Contains(in.Role, string(s.Role))) && (asked == "" || strings.Contains(store.Key(s.Name), asked)), nil
		},
		func(s store.Source) (client.SourceHead, error) { return a.sourceHead(s), nil })
}

func (a *API) sourceHead(s store.Source) client.SourceHead {
	_, side := a.sideOf(stemma.Speaker{Body: s.Name})
	return client.SourceHead{Role: string(s.Role), Name: s.Name, Side: string(side), Reports: s.Reports, Claims: s.Claims}
}

// shownOfSource is how many claims, reports and disputes a source is shown with.
const shownOfSource = 50

func (a *API) getSource(tx store.ReadTx, in *byName) (client.Source, error) {
	out := client.Source{
		Name: in.Name, Roles: []client.SourceHead{}, ReliesOn: []client.Counted{}, CarriedBy: []client.Counted{},
		Said: []client.Claim{}, Latest: []client.ReportHead{}, Disputes: []client.Dispute{}, Kinds: map[string]int{},
	}
	key := store.Key(in.Name)
	for s, err := range tx.Sources() {
		if err != nil {
			return out, err
		}
		body, _, _ := strings.Cut(s.Name, "/")
		if store.Key(s.Name) == key || s.Role == store.SourceSpeaker && store.Key(body) == key {
			h := a.sourceHead(s)
			out.Roles = append(out.Roles, h)
			out.Side = cmp.Or(out.Side, h.Side)
		}
	}
	if len(out.Roles) == 0 {
		return out, notFound("source", in.Name)
	}
	p := newPapers(tx)
	if err := a.published(tx, p, &out); err != nil {
		return out, err
	}
	return out, a.said(tx, p, &out)
}

// published tells what an outlet's reports carry.
func (a *API) published(tx store.ReadTx, p *papers, out *client.Source) error {
	relies := map[client.Counted]int{}
	var reports []stemma.Report
	for r, err := range tx.Reports(store.ReportFilter{Outlet: out.Name}) {
		if err != nil {
			return err
		}
		reports = append(reports, r)
		for _, c := range r.Agencies {
			relies[client.Counted{Name: c.Agency, Role: "agency"}]++
		}
		for c, err := range tx.Claims(store.ClaimFilter{Report: r.ID}) {
			if err != nil {
				return err
			}
			if name := c.Speaker.String(); name != "" && name != stemma.Newsroom {
				relies[client.Counted{Name: name, Role: "speaker"}]++
			}
		}
	}
	out.ReliesOn = counted(relies)
	slices.SortStableFunc(reports, func(a, b stemma.Report) int { return store.CompareDates(b.Published.When, a.Published.When) })
	out.Latest = each(reports[:min(len(reports), shownOfSource)], reportHead)
	return nil
}

// counted are the most frequent first.
func counted(m map[client.Counted]int) []client.Counted {
	out := []client.Counted{}
	for c, n := range m {
		c.Count = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b client.Counted) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Role, b.Role))
	})
	return out[:min(len(out), shownOfSource)]
}

// said tells what a speaker said, who carries it and how it fared.
func (a *API) said(tx store.ReadTx, p *papers, out *client.Source) error {
	carried := map[client.Counted]int{}
	var claims []client.Claim
	for c, err := range tx.Claims(store.ClaimFilter{Speaker: out.Name}) {
		if err != nil {
			return err
		}
		r, err := p.of(c.Report)
		if err != nil {
			return err
		}
		if r.Outlet != "" && store.Key(r.Outlet) != store.Key(out.Name) {
			carried[client.Counted{Name: r.Outlet, Role: "outlet"}]++
		}
		out.Kinds[string(c.Kind)]++
		claims = append(claims, a.claim(c, r))
	}
	out.CarriedBy = counted(carried)
	slices.SortStableFunc(claims, func(x, y client.Claim) int { return cmp.Compare(y.Published, x.Published) })
	out.Said = append(out.Said, claims[:min(len(claims), shownOfSource)]...)
	return nil
}
