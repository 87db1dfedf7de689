package api

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/client"
	"stemma/internal/explain"
	"stemma/internal/store"
)

func (a *API) matterRoutes() {
	get(a, "/matters", "listMatters", "The questions that claims answer, those that moved last first", "matters", a.listMatters)
	get(a, "/matters/{id}", "getMatter", "A question with every answer, grouped by origin", "matters", a.getMatter)
	get(a, "/disputes", "listDisputes", "Where the answers differ, and how", "matters", a.listDisputes)
	get(a, "/tallies", "listTallies", "The figures given over time, by origin", "matters", a.listTallies)
	get(a, "/independence", "listIndependence", "Statements with the origins behind them", "matters", a.listIndependence)
}

type matterList struct {
	List
	Slot string `query:"slot" enum:"control,value,time,share,cause" doc:"Only those that ask for one thing."`
	Sort string `query:"sort" enum:"moved,weight" default:"moved" doc:"What comes first: what moved last, or what weighs most."`
}

func (a *API) getMatter(tx store.ReadTx, in *byID) (client.Matter, error) {
	var out client.Matter
	f := store.MatterFilter{Matter: in.ID}
	var found *stemma.Matter
	for m, err := range tx.Matters(f) {
		if err != nil {
			return out, err
		}
		if found == nil {
			found = &m
			continue
		}
		found.Claims = append(found.Claims, m.Claims...)
	}
	if found == nil {
		return out, notFound("matter", in.ID)
	}
	p := newPapers(tx)
	var err error
	if out.MatterHead, err = a.matterHead(tx, p, *found); err != nil {
		return out, err
	}
	if out.Claimed, err = a.claims(tx, p, found.Claims); err != nil {
		return out, err
	}
	if out.Origins, err = a.byOrigin(tx, p, in.ID, out.Claimed); err != nil {
		return out, err
	}
	out.Disputes, out.Tallies = []client.Dispute{}, []client.Tally{}
	for d, err := range tx.Disputes(f) {
		if err != nil {
			return out, err
		}
		shaped, err := a.dispute(p, d)
		if err != nil {
			return out, err
		}
		out.Disputes = append(out.Disputes, shaped)
	}
	for t, err := range tx.Tallies(f) {
		if err != nil {
			return out, err
		}
		out.Tallies = append(out.Tallies, tally(t, found.Question))
	}
	out.Estimate = estimates(out.Tallies)
	return out, nil
}

// byOrigin groups the claims of a matter by the origin behind each: of a claim that
// stands in a statement with known origins that one, else its speaker.
func (a *API) byOrigin(tx store.ReadTx, p *papers, matter string, claims []client.Claim) ([]client.OriginGroup, error) {
	type key struct {
		report string
		span   stemma.Span
	}
	behind := map[key][]stemma.Origin{}
	for in, err := range tx.Independence(store.MatterFilter{Matter: matter}) {
		if err != nil {
			return nil, err
		}
		for _, s := range in.Sentences {
			k := key{string(s.Report), s.Span}
			for _, o := range in.Origins {
				if slices.Contains(o.Reports, s.Report) {
					behind[k] = append(behind[k], o)
				}
			}
		}
	}
	var groups []client.OriginGroup
	for _, c := range claims {
		o := a.originOf(c, behind[key{c.Report, c.SentenceSpan}])
		i := slices.IndexFunc(groups, func(g client.OriginGroup) bool { return g.Origin == o.Name })
		if i < 0 {
			groups = append(groups, client.OriginGroup{Origin: o.Name, Side: o.Side, Answers: []client.OriginAnswer{}, Carried: []client.Carrier{}})
			i = len(groups) - 1
		}
		addAnswer(&groups[i], c)
	}
	return groups, nil
}

// addAnswer gives a group one claim more: beside those that say the same, and in the
// same words.
func addAnswer(g *client.OriginGroup, c client.Claim) {
	i := slices.IndexFunc(g.Answers, func(x client.OriginAnswer) bool { return x.Says == c.Says })
	if i < 0 {
		g.Answers = append(g.Answers, client.OriginAnswer{Says: c.Says})
		i = len(g.Answers) - 1
	}
	answer := &g.Answers[i]
	answer.Claims = append(answer.Claims, c.ID)
	k := slices.IndexFunc(answer.Quotes, func(q client.Quote) bool { return q.Words == c.Sentence })
	if k < 0 {
		answer.Quotes = append(answer.Quotes, client.Quote{Words: c.Sentence})
		k = len(answer.Quotes) - 1
	}
	answer.Quotes[k].In = append(answer.Quotes[k].In, client.Stand{Report: c.Report, Span: c.SentenceSpan, Outlet: c.Outlet, Published: c.Published, Claim: c.ID})
	if c.Speaker == stemma.Newsroom || c.Outlet == "" || c.Outlet == g.Origin {
		return
	}
	k = slices.IndexFunc(g.Carried, func(x client.Carrier) bool { return x.Outlet == c.Outlet })
	if k < 0 {
		g.Carried = append(g.Carried, client.Carrier{Outlet: c.Outlet})
		k = len(g.Carried) - 1
	}
	if carrier := &g.Carried[k]; !slices.Contains(carrier.Reports, c.Report) {
		carrier.Reports = append(carrier.Reports, c.Report)
	}
}

// originOf is the one of the origins behind a sentence that is the claim's speaker or
// the body that he speaks for; else the only one; else the speaker.
func (a *API) originOf(c client.Claim, behind []stemma.Origin) stemma.Origin {
	speaker := stemma.Speaker{Body: c.Speaker}
	name, side := a.sideOf(speaker)
	for _, o := range behind {
		if o.Name == c.Speaker || name != "" && o.Name == name {
			return o
		}
	}
	if len(behind) == 1 {
		return behind[0]
	}
	if c.Speaker == stemma.Newsroom && c.Outlet != "" {
		return stemma.Origin{Name: c.Outlet, Side: stemma.SideNewsroom}
	}
	return stemma.Origin{Name: cmp.Or(name, c.Speaker), Side: side}
}

// estimates derive least, lower median and greatest of the last figure of each
// origin, by unit.
func estimates(tallies []client.Tally) []client.Estimate {
	out := []client.Estimate{}
	type key struct {
		unit string
		flow bool
	}
	last := map[key][]float64{}
	var keys []key
	for _, t := range tallies {
		if len(t.Series) == 0 {
			continue
		}
		k := key{t.Unit, t.Flow}
		if last[k] == nil {
			keys = append(keys, k)
		}
		last[k] = append(last[k], t.Series[len(t.Series)-1].Value)
	}
	for _, k := range keys {
		v := last[k]
		slices.Sort(v)
		out = append(out, client.Estimate{Unit: k.unit, Flow: k.flow, Low: v[0], Best: v[(len(v)-1)/2], High: v[len(v)-1], Origins: len(v)})
	}
	return out
}

func (a *API) matterFilter(in Filter) (store.MatterFilter, error) {
	f := store.MatterFilter{Place: in.Place}
	var err error
	f.From, f.To, err = in.span()
	return f, err
}

type disputeList struct {
	List
	Matter   string   `query:"matter" maxLength:"100"`
	Relation []string `query:"relation" maxItems:"4" enum:"contradiction,supersession,refinement,scope" doc:"How the answers differ."`
	Slot     string   `query:"slot" enum:"control,value,time,share,cause"`
}

func (a *API) listDisputes(tx store.ReadTx, in *disputeList) (client.Page[client.Dispute], error) {
	f, err := a.matterFilter(in.Filter)
	if err != nil {
		return client.Page[client.Dispute]{}, err
	}
	f.Matter, f.Slot = in.Matter, stemma.Slot(in.Slot)
	p := newPapers(tx)
	return page(in.Paged, tx.Disputes(f), func(d stemma.Dispute) string { return d.Matter + "\x00" + explain.DisputeID(d) },
		func(d stemma.Dispute) (bool, error) {
			return len(in.Relation) == 0 || slices.Contains(in.Relation, string(d.Relation)), nil
		},
		func(d stemma.Dispute) (client.Dispute, error) { return a.dispute(p, d) })
}

type ofMatter struct {
	List
	Matter string `query:"matter" maxLength:"100" doc:"Only those of one question."`
}

func (a *API) listTallies(tx store.ReadTx, in *ofMatter) (client.Page[client.Tally], error) {
	f, err := a.matterFilter(in.Filter)
	if err != nil {
		return client.Page[client.Tally]{}, err
	}
	f.Matter = in.Matter
	return page(in.Paged, tx.Tallies(f), func(t stemma.Tally) string { return t.Matter + "\x00" + t.Unit + "\x00" + t.Origin }, all,
		func(t stemma.Tally) (client.Tally, error) { return tally(t, ""), nil })
}

func (a *API) listIndependence(tx store.ReadTx, in *ofMatter) (client.Page[client.Independence], error) {
	f, err := a.matterFilter(in.Filter)
	if err != nil {
		return client.Page[client.Independence]{}, err
	}
	f.Matter = in.Matter
	p := newPapers(tx)
	return page(in.Paged, tx.Independence(f), func(i stemma.Independence) string { return i.Matter + "\x00" + i.Claim },
		func(i stemma.Independence) (bool, error) { return len(i.Origins) >= in.MinOrigins, nil },
		func(i stemma.Independence) (client.Independence, error) { return independence(p, i) })
}
