package api

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"stemma"
	"stemma/client"
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
	var h store.Head
	var err error
	for h, err = range tx.MatterHeads(store.HeadFilter{MatterFilter: f}) {
		if err != nil {
			return out, err
		}
	}
	out.MatterHead = head(h)
	if out.Claimed, err = a.claims(tx, p, found.Claims); err != nil {
		return out, err
	}
	out.ByOrigin = a.byOrigin(h.Origins, out.Claimed)
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

// byOrigin groups the claims of a matter by who stands behind each.
func (a *API) byOrigin(origins []stemma.Origin, claims []client.Claim) []client.OriginGroup {
	groups := []client.OriginGroup{}
	for _, c := range claims {
		o := a.originOf(c, origins)
		i := slices.IndexFunc(groups, func(g client.OriginGroup) bool { return g.Origin == o.Name })
		if i < 0 {
			groups = append(groups, client.OriginGroup{Origin: o.Name, Side: o.Side, Answers: []client.OriginAnswer{}, Carried: []client.Carrier{}})
			i = len(groups) - 1
		}
		addAnswer(&groups[i], c)
	}
	return groups
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

// originOf is the one of a matter's origins that stands behind a claim: of those that its
// report carries the speaker, or whom he speaks for; else the only one.
func (a *API) originOf(c client.Claim, origins []stemma.Origin) stemma.Origin {
	body, person, _ := strings.Cut(c.Speaker, "/")
	party, side := a.sideOf(stemma.Speaker{Body: body, Person: person})
	var carried []stemma.Origin
	for _, o := range origins {
		if !slices.Contains(o.Reports, stemma.ReportID(c.Report)) {
			continue
		}
		if o.Name == body || o.Name == c.Speaker || party != "" && o.Name == party {
			return o
		}
		carried = append(carried, o)
	}
	own := body == stemma.Newsroom || body == ""
	for _, o := range carried {
		if len(carried) == 1 || own == (o.Side == stemma.SideNewsroom) {
			return o
		}
	}
	if own {
		return stemma.Origin{Name: cmp.Or(c.Outlet, c.Report) + " newsroom", Side: stemma.SideNewsroom}
	}
	return stemma.Origin{Name: cmp.Or(party, body), Side: side}
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

// matterFilter is what a list of what hangs on matters asks of the store, taken up
// where it was left.
func (in List) matterFilter() (store.MatterFilter, error) {
	f := store.MatterFilter{Place: in.Place}
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return f, err
	}
	f.Since, _, err = in.group()
	return f, err
}

// ofChosen are what hangs on the matters that f and the filter choose by their claims and
// origins, by matter.
func ofChosen[T any](tx store.ReadTx, in Filter, f store.MatterFilter, of func(store.MatterFilter) iter.Seq2[T, error]) iter.Seq2[T, error] {
	chosen, err := in.headFilter()
	plain := len(chosen.Kinds)+len(chosen.Stances)+len(chosen.Sides)+chosen.MinOrigins == 0 && chosen.Actor == "" && chosen.Speaker == "" && chosen.Words == ""
	if err == nil && plain {
		return of(f)
	}
	return func(yield func(T, error) bool) {
		var none T
		if err != nil {
			yield(none, err)
			return
		}
		chosen.MatterFilter = f
		last := ""
		for id, err := range tx.MatterIDs(chosen) {
			if err != nil {
				yield(none, err)
				return
			}
			if id == last {
				continue
			}
			last = id
			for v, err := range of(store.MatterFilter{Matter: id}) {
				if !yield(v, err) || err != nil {
					return
				}
			}
		}
	}
}

type disputeList struct {
	List
	Matter   string   `query:"matter" maxLength:"100"`
	Relation []string `query:"relation" maxItems:"4" enum:"contradiction,supersession,refinement,scope" doc:"How the answers differ."`
	Slot     string   `query:"slot" enum:"control,value,time,share,cause"`
}

func (a *API) listDisputes(tx store.ReadTx, in *disputeList) (client.Page[client.Dispute], error) {
	f, err := in.matterFilter()
	if err != nil {
		return client.Page[client.Dispute]{}, err
	}
	f.Matter, f.Slot = in.Matter, stemma.Slot(in.Slot)
	p := newPapers(tx)
	return grouped(in.Paged, ofChosen(tx, in.Filter, f, tx.Disputes), func(d stemma.Dispute) string { return d.Matter },
		func(d stemma.Dispute) bool {
			return len(in.Relation) == 0 || slices.Contains(in.Relation, string(d.Relation))
		},
		func(d stemma.Dispute) (client.Dispute, error) { return a.dispute(p, d) })
}

type ofMatter struct {
	List
	Matter string `query:"matter" maxLength:"100" doc:"Only those of one question."`
}

func (a *API) listTallies(tx store.ReadTx, in *ofMatter) (client.Page[client.Tally], error) {
	f, err := in.matterFilter()
	if err != nil {
		return client.Page[client.Tally]{}, err
	}
	f.Matter = in.Matter
	questions := map[string]string{}
	return grouped(in.Paged, ofChosen(tx, in.Filter, f, tx.Tallies), func(t stemma.Tally) string { return t.Matter }, nil,
		func(t stemma.Tally) (client.Tally, error) {
			if _, met := questions[t.Matter]; !met {
				for m, err := range tx.Matters(store.MatterFilter{Matter: t.Matter}) {
					if err != nil {
						return client.Tally{}, err
					}
					questions[m.ID] = m.Question
				}
			}
			return tally(t, questions[t.Matter]), nil
		})
}

func (a *API) listIndependence(tx store.ReadTx, in *ofMatter) (client.Page[client.Independence], error) {
	f, err := in.matterFilter()
	if err != nil {
		return client.Page[client.Independence]{}, err
	}
	f.Matter = in.Matter
	p := newPapers(tx)
	words := store.Key(in.Q)
	return grouped(in.Paged, tx.Independence(f), func(i stemma.Independence) string { return i.Matter },
		func(i stemma.Independence) bool {
			return len(i.Origins) >= in.MinOrigins && hasSide(i.Origins, in.Side) && strings.Contains(store.Key(i.Claim), words)
		},
		func(i stemma.Independence) (client.Independence, error) { return independence(p, i) })
}

// hasSide reports whether one of origins is of one of sides; any for none.
func hasSide(origins []stemma.Origin, sides []string) bool {
	return len(sides) == 0 || slices.ContainsFunc(origins, func(o stemma.Origin) bool { return slices.Contains(sides, string(o.Side)) })
}
