package api

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/explain"
	"stemma/internal/store"
)

// markLayers are the layers that a report is shown with, beside its claims.
var markLayers = []string{"quotation", "time", "number", "place", "actor", "statement"}

func (a *API) reportRoutes() {
	get(a, "/reports", "listReports", "The reports", "reports", a.listReports)
	get(a, "/reports/{id}", "getReport", "A report with its text and all that was read from it", "reports", a.getReport)
	get(a, "/compare", "compareReports", "Two reports side by side, sentences aligned and changed figures marked", "stories", a.compare)
}

type reportList struct {
	List
	Outlet string `query:"outlet" maxLength:"300" doc:"Who published them."`
	Agency string `query:"agency" maxLength:"300" doc:"Whose wire they carry."`
}

func (a *API) listReports(tx store.ReadTx, in *reportList) (client.Page[client.ReportHead], error) {
	out := client.Page[client.ReportHead]{}
	f := store.ReportFilter{Outlet: in.Outlet, Agency: in.Agency, Words: strings.Fields(in.Q), About: in.about(), Newest: true}
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return out, err
	}
	if f.After, err = in.position(); err != nil {
		return out, err
	}
	f.Limit = in.Limit + 1
	key := func(r stemma.Report) []string {
		return []string{strconv.FormatInt(seconds(r.Published.When), 10), string(r.ID)}
	}
	return page(in.Paged, tx.Reports(f), key, nil, func(r stemma.Report) (client.ReportHead, error) { return reportHead(r), nil })
}

// about is the claim that reports have; what is asked of the time is asked of them.
func (in Filter) about() store.ClaimFilter {
	return store.ClaimFilter{
		Place: in.Place, Kinds: in.kinds(), Actor: in.Actor, Speaker: in.Speaker, Stances: typed[stemma.Stance](in.Stance), Sides: typed[stemma.Side](in.Side), Origins: in.MinOrigins,
	}
}

func (a *API) getReport(tx store.ReadTx, in *byID) (client.Report, error) {
	id := stemma.ReportID(in.ID)
	e, err := tx.Entry(id)
	if err != nil {
		return client.Report{}, err
	}
	r := e.Report
	out := client.Report{
		ReportHead: reportHead(r), Text: valid(r.Text), Sentences: some(e.Sentences), Dates: each(r.Published.Candidates, dateCandidate),
		Blocks: each(r.Blocks, func(b stemma.Block) client.Block {
			return client.Block{Span: b.Span, Role: b.Role, Form: b.Form, Language: b.Language, Why: b.Why}
		}),
		Claims:   each(e.Claims, func(c stemma.Claim) client.Claim { return a.claim(c, r) }),
		Descents: []client.Descent{}, Marks: []client.Mark{}, Versions: []client.VersionHead{}, Rejected: []client.Rejected{},
	}
	if err := a.layers(&out, r); err != nil {
		return out, err
	}
	for st, err := range tx.Stories(store.StoryFilter{Report: id}) {
		if err != nil {
			return out, err
		}
		out.Story = st.ID
	}
	for d, err := range tx.Descents(store.PairFilter{Report: id}) {
		if err != nil {
			return out, err
		}
		out.Descents = append(out.Descents, descent(d))
	}
	versions, err := tx.Versions(id)
	for _, v := range versions {
		out.Versions = append(out.Versions, client.VersionHead{Version: v.Version, Title: v.Title, Published: published(v), FirstSeen: instant(v.FirstSeen)})
	}
	return out, err
}

func dateCandidate(c stemma.DateCandidate) client.DateCandidate {
	return client.DateCandidate{When: c.When.ISO(), Where: c.Where, Span: c.Span, Said: c.Said, Chosen: c.Chosen, Why: c.Why}
}

// layers reads r anew for what is not kept of it.
func (a *API) layers(out *client.Report, r stemma.Report) error {
	d, err := a.Record.Read(&r)
	if err != nil {
		return err
	}
	v, err := explain.View(d, markLayers)
	if err != nil {
		return err
	}
	for _, s := range v.Sentences {
		for _, m := range s.Layers {
			out.Marks = append(out.Marks, client.Mark{Layer: m.Layer, Span: m.Span, Says: valid(m.Says), Details: each(m.Details, valid)})
		}
	}
	for _, x := range v.Rejected {
		out.Rejected = append(out.Rejected, client.Rejected(x))
	}
	return nil
}

type comparison struct {
	Moment
	A string `query:"a" required:"true" maxLength:"4000" doc:"Id of one report."`
	B string `query:"b" required:"true" maxLength:"4000" doc:"Id of the other."`
}

func (a *API) compare(tx store.ReadTx, in *comparison) (client.Comparison, error) {
	left, err := tx.Entry(stemma.ReportID(in.A))
	if err != nil {
		return client.Comparison{}, err
	}
	right, err := tx.Entry(stemma.ReportID(in.B))
	if err != nil {
		return client.Comparison{}, err
	}
	out := client.Comparison{A: reportHead(left.Report), B: reportHead(right.Report)}
	for d, err := range tx.Descents(store.PairFilter{Report: left.Report.ID}) {
		if err != nil {
			return out, err
		}
		if d.A == right.Report.ID || d.B == right.Report.ID {
			out.Relation, out.Shared = d.Relation, d.Shared
		}
	}
	var pairs []sentencePair
	for u, err := range tx.Reuses(store.PairFilter{Report: left.Report.ID}) {
		if err != nil {
			return out, err
		}
		switch {
		case u.A.Report == left.Report.ID && u.B.Report == right.Report.ID:
			pairs = append(pairs, sentencePair{u.A.Span, u.B.Span, u.Relation})
		case u.B.Report == left.Report.ID && u.A.Report == right.Report.ID:
			pairs = append(pairs, sentencePair{u.B.Span, u.A.Span, u.Relation})
		}
	}
	out.Rows = aligned(left, right, pairs)
	for _, r := range out.Rows {
		if r.A != nil && r.B != nil && slices.ContainsFunc(append(r.A.Changed, r.B.Changed...), func(c client.Change) bool { return c.Figure }) {
			out.Figures++
		}
	}
	return out, nil
}

func (a *API) claimRoutes() {
	get(a, "/claims", "listClaims", "The claims, with the words of each", "claims", a.listClaims)
	get(a, "/claims/{id}", "getClaim", "A claim with the chain of its reasons", "claims", a.getClaim)
}

type claimList struct {
	List
	Report string   `query:"report" maxLength:"4000" doc:"Only those of one report."`
	Matter string   `query:"matter" maxLength:"100" doc:"Only those that answer one question."`
	IDs    []string `query:"id" maxItems:"500" doc:"Only these."`
	Sort   string   `query:"sort" enum:"report,newest" default:"report" doc:"By report and place in it, or those of the youngest reports first."`
}

func (a *API) listClaims(tx store.ReadTx, in *claimList) (client.Page[client.Claim], error) {
	out := client.Page[client.Claim]{}
	f := in.about()
	f.Report, f.Matter, f.Words, f.IDs, f.Newest = stemma.ReportID(in.Report), in.Matter, in.Q, typed[stemma.ClaimID](in.IDs), in.Sort == "newest"
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return out, err
	}
	if f.After, err = in.claimPosition(); err != nil {
		return out, err
	}
	if f.Limit = in.Limit + 1; len(in.Side) > 0 { // some of those that come may not be of these sides
		f.Limit += lookedThrough
	}
	p := newPapers(tx)
	var failed error
	key := func(c stemma.Claim) []string {
		r, err := p.head(c.Report)
		failed = errors.Join(failed, err)
		return []string{strconv.FormatInt(seconds(r.Published.When), 10), string(c.Report), strconv.Itoa(c.Span.Start), string(c.Kind), string(c.ID)}
	}
	out, err = page(in.Paged, tx.Claims(f), key, func(c stemma.Claim) bool { return a.hasSide(c, in.Side) }, func(c stemma.Claim) (client.Claim, error) {
		r, err := p.of(c.Report)
		return a.claim(c, r), err
	})
	return out, errors.Join(err, failed)
}

// claimPosition is where a list of claims was left.
func (in Paged) claimPosition() (store.ClaimPosition, error) {
	k, err := in.after(5)
	if err != nil || k == nil {
		return store.ClaimPosition{}, err
	}
	sort, errSort := strconv.ParseInt(k[0], 10, 64)
	start, errStart := strconv.Atoi(k[2])
	if errSort != nil || errStart != nil {
		return store.ClaimPosition{}, badCursor
	}
	return store.ClaimPosition{Sort: sort, Report: stemma.ReportID(k[1]), Start: start, Kind: stemma.Kind(k[3]), ID: stemma.ClaimID(k[4])}, nil
}

// hasSide reports whether the speaker of a claim is of one of sides; any for none.
func (a *API) hasSide(c stemma.Claim, sides []string) bool {
	if len(sides) == 0 {
		return true
	}
	_, side := a.sideOf(c.Speaker)
	return slices.Contains(sides, string(cmp.Or(side, stemma.SideUnknown)))
}

func (a *API) getClaim(tx store.ReadTx, in *byID) (client.ClaimDetail, error) {
	var out client.ClaimDetail
	c, err := tx.Claim(stemma.ClaimID(in.ID))
	if err != nil {
		return out, err
	}
	r, err := tx.Paper(c.Report)
	if err != nil {
		return out, err
	}
	why, err := explain.NewWhy(tx).Claim(c.ID)
	if err != nil {
		return out, err
	}
	out = client.ClaimDetail{Claim: a.claim(c, r), Matters: []client.MatterRef{}, Why: reason(why)}
	for m, err := range tx.Matters(store.MatterFilter{Claim: c.ID}) {
		if err != nil {
			return out, err
		}
		out.Matters = append(out.Matters, client.MatterRef{ID: m.ID, Question: m.Question})
	}
	return out, nil
}
