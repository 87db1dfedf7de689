package api

import (
	"cmp"
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
	return page(in.Paged, tx.Places(), func(p store.PlaceCount) string { return p.Name + "\x00" + p.In },
		func(p store.PlaceCount) (bool, error) {
			return (asked == "" || strings.Contains(store.Key(p.Name), asked)) && (in.Place == "" || store.Key(in.Place) == store.Key(p.In)), nil
		},
		func(p store.PlaceCount) (client.PlaceHead, error) { return a.placeHead(tx, p) })
}

// placeHead is a place with where it lies, as the first claim that tells has it.
func (a *API) placeHead(tx store.ReadTx, p store.PlaceCount) (client.PlaceHead, error) {
	out := client.PlaceHead{Name: p.Name, In: p.In, Claims: p.Claims}
	for c, err := range tx.Claims(store.ClaimFilter{Place: p.Name}) {
		if err != nil {
			return out, err
		}
		if c.Place.Geo.Located && store.Key(c.Place.Name) == store.Key(p.Name) && store.Key(c.Place.In) == store.Key(p.In) {
			out.Geo = geo(c.Place.Geo)
			break
		}
	}
	return out, nil
}

// shownOfPlace is how many matters and reports a place is shown with.
const shownOfPlace = 50

func (a *API) getPlace(tx store.ReadTx, in *byName) (client.Place, error) {
	out := client.Place{Tallies: []client.Tally{}, Displaced: []client.Tally{}, Matters: []client.MatterHead{}, Reports: []client.ReportHead{}, Within: []client.PlaceHead{}}
	key := store.Key(in.Name)
	for p, err := range tx.Places() {
		if err != nil {
			return out, err
		}
		switch {
		case store.Key(p.Name) == key:
			if p.Claims > out.Claims {
				out.Name, out.In = p.Name, p.In
			}
			out.Claims += p.Claims
		case store.Key(p.In) == key:
			out.Within = append(out.Within, client.PlaceHead{Name: p.Name, In: p.In, Claims: p.Claims})
		}
	}
	if out.Name == "" && len(out.Within) == 0 {
		return out, notFound("place", in.Name)
	}
	out.Name = cmp.Or(out.Name, in.Name)
	p := newPapers(tx)
	var err error
	if out.PlaceHead, err = a.placeHead(tx, store.PlaceCount{Name: out.Name, In: out.In, Claims: out.Claims}); err != nil {
		return out, err
	}
	if out.Bands, err = a.bands(tx, p, store.HoldingFilter{Place: out.Name}); err != nil {
		return out, err
	}
	if err := a.placeMatters(tx, p, &out); err != nil {
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

// placeMatters gives a place its heaviest matters and their tallies.
func (a *API) placeMatters(tx store.ReadTx, p *papers, out *client.Place) error {
	questions := map[string]client.MatterHead{}
	for m, err := range tx.Matters(store.MatterFilter{Place: out.Name}) {
		if err != nil {
			return err
		}
		h, err := a.matterHead(tx, p, m)
		if err != nil {
			return err
		}
		questions[m.ID] = h
		out.Matters = append(out.Matters, h)
	}
	slices.SortStableFunc(out.Matters, func(x, y client.MatterHead) int { return cmp.Compare(y.Weight, x.Weight) })
	out.Matters = out.Matters[:min(len(out.Matters), shownOfPlace)]
	for t, err := range tx.Tallies(store.MatterFilter{Place: out.Name}) {
		if err != nil {
			return err
		}
		m := questions[t.Matter]
		shaped := tally(t, m.Question)
		if slices.Contains(m.Kinds, string(stemma.Displaced)) {
			out.Displaced = append(out.Displaced, shaped)
		} else {
			out.Tallies = append(out.Tallies, shaped)
		}
	}
	return nil
}

// placeReports gives a place the latest reports with a claim about it.
func (a *API) placeReports(tx store.ReadTx, p *papers, out *client.Place) error {
	var reports []stemma.Report
	met := map[stemma.ReportID]bool{}
	for c, err := range tx.Claims(store.ClaimFilter{Place: out.Name}) {
		if err != nil {
			return err
		}
		if met[c.Report] {
			continue
		}
		met[c.Report] = true
		r, err := p.of(c.Report)
		if err != nil {
			return err
		}
		reports = append(reports, r)
	}
	slices.SortStableFunc(reports, func(a, b stemma.Report) int {
		return cmp.Or(store.CompareDates(b.Published.When, a.Published.When), cmp.Compare(a.ID, b.ID))
	})
	out.Reports = each(reports[:min(len(reports), shownOfPlace)], reportHead)
	return nil
}

func (a *API) listControl(tx store.ReadTx, in *List) (client.Page[client.Stretch], error) {
	f := store.HoldingFilter{Place: in.Place}
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return client.Page[client.Stretch]{}, err
	}
	p := newPapers(tx)
	var held []stemma.Holding
	for h, err := range tx.Holdings(f) {
		if err != nil {
			return client.Page[client.Stretch]{}, err
		}
		held = append(held, h)
	}
	stream := func(yield func(stemma.Holding, error) bool) {
		for _, h := range held {
			if !yield(h, nil) {
				return
			}
		}
	}
	return page(in.Paged, stream, func(h stemma.Holding) string {
		return store.Key(h.Place) + "\x00" + h.When.ISO() + "\x00" + explain.HoldingID(h)
	},
		func(h stemma.Holding) (bool, error) {
			return in.Actor == "" || store.Key(in.Actor) == store.Key(h.Holder), nil
		},
		func(h stemma.Holding) (client.Stretch, error) { return stretch(p, h, held) })
}
