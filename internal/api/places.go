package api

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/explain"
	"stemma/internal/store"
)

func (a *API) placeRoutes() {
	get(a, "/places", "listPlaces", "The places that claims name", "places", a.listPlaces)
	get(a, "/places/{name}", "getPlace", "A place: who held it when, tolls, displacement, reports", "places", a.getPlace)
	get(a, "/control", "listControl", "Who held which place when, on whose word", "places", a.listControl)
}

func (a *API) listPlaces(tx store.ReadTx, in *List) (client.Page[client.PlaceHead], error) {
	asked := store.Key(in.Q)
	return named(in.Paged, alphabetic(tx.Names(store.NamePlace)), func(n store.NameCount) [2]string { return [2]string{n.Name, n.In} },
		func(n store.NameCount) bool {
			return (asked == "" || strings.Contains(store.Key(n.Name), asked)) && (in.Place == "" || store.Key(in.Place) == store.Key(n.In))
		},
		func(n store.NameCount) (client.PlaceHead, error) { return placeHead(n), nil })
}

// alphabetic orders names by how they are written.
func alphabetic(names iter.Seq2[store.NameCount, error]) iter.Seq2[store.NameCount, error] {
	return func(yield func(store.NameCount, error) bool) {
		var list []store.NameCount
		for n, err := range names {
			if err != nil {
				yield(n, err)
				return
			}
			list = append(list, n)
		}
		slices.SortFunc(list, func(a, b store.NameCount) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.In, b.In)) })
		for _, n := range list {
			if !yield(n, nil) {
				return
			}
		}
	}
}

func placeHead(n store.NameCount) client.PlaceHead {
	return client.PlaceHead{Name: n.Name, In: n.In, Geo: geo(stemma.Geo{ID: n.Geo, Lat: n.Lat, Lon: n.Lon, Located: n.Located}), Claims: n.Claims}
}

// How much of a place is shown with it.
const (
	placeMatters = 50
	placeReports = 50
	placeClaims  = 400 // the latest claims, whose reports are shown
)

func (a *API) getPlace(tx store.ReadTx, in *byName) (client.Place, error) {
	out := client.Place{Tallies: []client.Tally{}, Displaced: []client.Tally{}, Matters: []client.MatterHead{}, Reports: []client.ReportHead{}, Within: []client.PlaceHead{}}
	asked := store.Key(in.Name)
	var all int
	for n, err := range tx.Names(store.NamePlace) {
		if err != nil {
			return out, err
		}
		switch {
		case store.Key(n.Name) == asked, n.Geo != "" && n.Geo == in.Name:
			all += n.Claims
			if n.Claims > out.Claims {
				out.PlaceHead = placeHead(n)
			}
		case store.Key(n.In) == asked:
			out.Within = append(out.Within, placeHead(n))
		}
	}
	if out.Name == "" && len(out.Within) == 0 {
		return out, notFound("place", in.Name)
	}
	out.Name, out.Claims = cmp.Or(out.Name, in.Name), all
	slices.SortStableFunc(out.Within, func(x, y client.PlaceHead) int { return cmp.Compare(y.Claims, x.Claims) })
	out.Within = out.Within[:min(len(out.Within), placeMatters)]
	p := newPapers(tx)
	var err error
	if out.Bands, err = a.bands(tx, p, store.HoldingFilter{Place: out.Name}); err != nil {
		return out, err
	}
	if err := a.placeMatters(tx, &out); err != nil {
		return out, err
	}
	return out, a.placeReports(tx, p, &out)
}

// bands are the holdings of a place, one band a claimant, with what each stretch is
// disputed by.
func (a *API) bands(tx store.ReadTx, p *papers, f store.HoldingFilter) ([]client.Band, error) {
	var held []stemma.Holding
	for h, err := range tx.Holdings(f) {
		if err != nil {
			return nil, err
		}
		held = append(held, h)
	}
	out := []client.Band{}
	for _, h := range held {
		s, err := stretch(p, h, held)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(out, func(b client.Band) bool { return b.Claimant == h.Holder })
		if i < 0 {
			_, side := a.Record.Side(h.Holder, "")
			out = append(out, client.Band{Claimant: h.Holder, Side: string(side)})
			i = len(out) - 1
		}
		out[i].Stretches = append(out[i].Stretches, s)
	}
	return out, nil
}

func stretch(p *papers, h stemma.Holding, all []stemma.Holding) (client.Stretch, error) {
	q, err := quotes(p, h.Sentences)
	out := client.Stretch{
		ID: explain.HoldingID(h), Place: h.Place, In: h.In, Holder: h.Holder, Status: h.Status, Disputed: []string{},
		Speakers: some(h.Speakers), Claims: ids(h.Claims), Quotes: q, Reasons: each(h.Reasons, reason),
	}
	out.From, out.To = ends(h.When)
	for _, other := range all {
		if other.Holder != h.Holder && store.Key(other.Place) == store.Key(h.Place) && other.When.Overlaps(h.When) {
			out.Disputed = append(out.Disputed, explain.HoldingID(other))
		}
	}
	return out, err
}

// ends are the first and last day of an interval; "" for an open end.
func ends(w stemma.When) (from, to string) {
	from, to, interval := strings.Cut(w.ISO(), "/")
	if !interval {
		to = from
	}
	return strings.Trim(from, "."), strings.Trim(to, ".")
}

// placeMatters gives a place its heaviest matters with their tallies.
func (a *API) placeMatters(tx store.ReadTx, out *client.Place) error {
	f := store.HeadFilter{MatterFilter: store.MatterFilter{Place: out.Name}, Order: store.ByWeight, Limit: placeMatters}
	for h, err := range tx.MatterHeads(f) {
		if err != nil {
			return err
		}
		out.Matters = append(out.Matters, head(h))
		for t, err := range tx.Tallies(store.MatterFilter{Matter: h.Matter}) {
			if err != nil {
				return err
			}
			if slices.Contains(h.Kinds, stemma.Displaced) {
				out.Displaced = append(out.Displaced, tally(t, h.Question))
			} else {
				out.Tallies = append(out.Tallies, tally(t, h.Question))
			}
		}
	}
	return nil
}

// placeReports gives a place the latest reports with a claim about it.
func (a *API) placeReports(tx store.ReadTx, p *papers, out *client.Place) error {
	met := map[stemma.ReportID]bool{}
	for c, err := range tx.Claims(store.ClaimFilter{Place: out.Name, Newest: true, Limit: placeClaims}) {
		if err != nil {
			return err
		}
		if met[c.Report] {
			continue
		}
		met[c.Report] = true
		r, err := p.head(c.Report)
		if err != nil {
			return err
		}
		if out.Reports = append(out.Reports, reportHead(r)); len(out.Reports) == placeReports {
			return nil
		}
	}
	return nil
}

func (a *API) listControl(tx store.ReadTx, in *List) (client.Page[client.Stretch], error) {
	out := client.Page[client.Stretch]{}
	f := store.HoldingFilter{Place: in.Place}
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return out, err
	}
	if f.Since, _, err = in.group(); err != nil {
		return out, err
	}
	p := newPapers(tx)
	var beside []stemma.Holding // beside are all holdings of the place that the list is at
	return grouped(in.Paged, tx.Holdings(f), func(h stemma.Holding) string { return store.Key(h.Place) },
		func(h stemma.Holding) bool { return in.Actor == "" || store.Key(in.Actor) == store.Key(h.Holder) },
		func(h stemma.Holding) (client.Stretch, error) {
			if len(beside) == 0 || beside[0].Place != h.Place {
				beside = nil
				for other, err := range tx.Holdings(store.HoldingFilter{Place: h.Place}) {
					if err != nil {
						return client.Stretch{}, err
					}
					if store.Key(other.Place) == store.Key(h.Place) {
						beside = append(beside, other)
					}
				}
			}
			return stretch(p, h, beside)
		})
}
