package api

import (
	"strings"
	"time"
	"unicode/utf8"

	"stemma"
	"stemma/client"
	"stemma/internal/explain"
	"stemma/internal/store"
)

// What follows gives the nouns the shape that the interface sends. Lists come out
// never nil.

// each is f of every member.
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// some is the list itself, empty rather than nil.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func plain[S ~string](s S) string { return string(s) }

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func reportHead(r stemma.Report) client.ReportHead {
	return client.ReportHead{
		ID: string(r.ID), Version: r.Version, Outlet: r.Outlet, Title: r.Title, Byline: r.Byline, URL: r.URL,
		Agencies: some(r.Agencies), Dateline: some(r.Dateline), Language: r.Language,
		Published: published(r), PublishedEvidence: r.Published.Evidence, Updated: r.Updated.When.ISO(),
		FirstSeen: instant(r.FirstSeen), Withdrawn: instant(r.Withdrawn),
	}
}

func reason(r stemma.Reason) client.Reason {
	return client.Reason{Rule: r.Rule, Says: valid(r.Says), Weight: r.Weight, Cites: each(r.Cites, cite), Because: each(r.Because, reason)}
}

func cite(c stemma.Cite) stemma.Cite {
	c.Words = valid(c.Words)
	return c
}

// valid is s with each byte that is not UTF-8 as one question mark: offsets hold.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			b.WriteByte('?')
		} else {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func geo(g stemma.Geo) *client.Geo {
	if g.ID == "" && !g.Located {
		return nil
	}
	out := &client.Geo{ID: g.ID, Precision: g.Precision}
	if g.Located {
		out.Lat, out.Lon = &g.Lat, &g.Lon
	}
	return out
}

func party(p stemma.Party) *client.Party {
	if p.Name == "" {
		return nil
	}
	return &client.Party{Name: p.Name, ID: p.ID, Of: some(p.Of)}
}

func location(l stemma.Location) *client.Location {
	if l.Name == "" {
		return nil
	}
	return &client.Location{Name: l.Name, In: l.In, Relation: l.Relation, Geo: geo(l.Geo)}
}

func quantity(q stemma.Quantity) *client.Quantity {
	if !q.Known() {
		return nil
	}
	out := &client.Quantity{Bound: q.Bound, Unit: q.Unit, Rough: q.Rough, Of: q.Of, Flow: q.Flow}
	if q.HasValue {
		out.Value = &q.Value
	}
	if q.HasRange {
		out.Low, out.High = &q.Low, &q.High
	}
	return out
}

// papers remembers the reports that it was asked for: claims of a list often share
// them.
type papers struct {
	tx           store.ReadTx
	known, heads map[stemma.ReportID]stemma.Report
}

func newPapers(tx store.ReadTx) *papers {
	return &papers{tx, map[stemma.ReportID]stemma.Report{}, map[stemma.ReportID]stemma.Report{}}
}

// of is a report with its text.
func (p *papers) of(id stemma.ReportID) (stemma.Report, error) {
	return remembered(p.known, id, p.tx.Paper)
}

// head is a report by which it is named.
func (p *papers) head(id stemma.ReportID) (stemma.Report, error) {
	if r, ok := p.known[id]; ok {
		return r, nil
	}
	return remembered(p.heads, id, p.tx.Heading)
}

func remembered(known map[stemma.ReportID]stemma.Report, id stemma.ReportID, get func(stemma.ReportID) (stemma.Report, error)) (stemma.Report, error) {
	if r, ok := known[id]; ok {
		return r, nil
	}
	r, err := get(id)
	if err == nil {
		known[id] = r
	}
	return r, err
}

// claim gives a claim its shape, with the words of its report.
func (a *API) claim(c stemma.Claim, r stemma.Report) client.Claim {
	_, side := a.sideOf(c.Speaker)
	return client.Claim{
		ID: string(c.ID), Says: explain.ClaimSays(c), Report: string(c.Report), Outlet: r.Outlet, Published: published(r),
		Span: c.Span, Words: words(r, c.Span), SentenceSpan: c.Sentence, Sentence: words(r, c.Sentence),
		Kind: c.Kind, Change: c.Change, Incident: c.Incident, Actor: party(c.Actor), Target: party(c.Target), Place: location(c.Place),
		Time: c.When.ISO(), TimeSaid: c.When.Said, TimeAgainst: c.When.Against, Quantity: quantity(c.Quantity),
		Speaker: c.Speaker.String(), Side: side, Via: some(c.Via), Stance: c.Stance, Cue: c.Cue,
		Cites: cites(c.Cites), Reasons: each(c.Reasons, reason),
	}
}

func cites(m map[stemma.Field]stemma.Span) map[stemma.Field]stemma.Span {
	if m == nil {
		return map[stemma.Field]stemma.Span{}
	}
	return m
}

// words are the bytes of a report that s covers; "" where it reaches outside.
func words(r stemma.Report, s stemma.Span) string {
	if s.Start < 0 || s.End > len(r.Text) || s.Empty() {
		return ""
	}
	return valid(s.Of(r.Text))
}

// sideOf tells whom a speaker speaks for and where that party stands.
func (a *API) sideOf(s stemma.Speaker) (string, stemma.Side) {
	if s.Body == stemma.Newsroom {
		return s.Body, stemma.SideNewsroom
	}
	if s.Body != "" {
		return a.Record.Side(s.Body, s.ID)
	}
	return a.Record.Side(s.Person, s.ID)
}

// claims are the claims with these ids, in their order.
func (a *API) claims(tx store.ReadTx, p *papers, ids []stemma.ClaimID) ([]client.Claim, error) {
	out := make([]client.Claim, 0, len(ids))
	for _, id := range ids {
		c, err := tx.Claim(id)
		if err != nil {
			return nil, err
		}
		r, err := p.of(c.Report)
		if err != nil {
			return nil, err
		}
		out = append(out, a.claim(c, r))
	}
	return out, nil
}

// quotes groups sentences by their words.
func quotes(p *papers, refs []stemma.SentenceRef) ([]client.Quote, error) {
	out := []client.Quote{}
	for _, w := range explain.Alike(refs) {
		q := client.Quote{Words: valid(w.Words)}
		for _, at := range w.In {
			r, err := p.head(at.Report)
			if err != nil {
				return nil, err
			}
			q.In = append(q.In, client.Stand{Report: string(at.Report), Span: at.Span, Outlet: r.Outlet, Published: published(r)})
		}
		out = append(out, q)
	}
	return out, nil
}

func ids[S ~string](list []S) []string { return each(list, plain[S]) }

func (a *API) dispute(p *papers, d stemma.Dispute) (client.Dispute, error) {
	out := client.Dispute{
		ID: explain.DisputeID(d), Matter: d.Matter, Question: d.Question, Slot: d.Slot, Place: d.Place,
		Relation: d.Relation, Explanation: d.Explanation, Answers: []client.Answer{}, Reasons: each(d.Reasons, reason),
	}
	for _, x := range d.Answers {
		q, err := quotes(p, x.Sentences)
		if err != nil {
			return out, err
		}
		out.Answers = append(out.Answers, client.Answer{Says: x.Says, Speaker: x.Speaker, Reports: ids(x.Reports), Claims: ids(x.Claims), Quotes: q})
	}
	return out, nil
}

func tally(t stemma.Tally, question string) client.Tally {
	return client.Tally{Matter: t.Matter, Question: question, Unit: t.Unit, Origin: t.Origin, Flow: t.Flow, Series: each(t.Series, func(p stemma.TallyPoint) client.Point {
		return client.Point{Published: p.Published, Time: p.Time, Value: p.Value, Bound: p.Bound, Report: string(p.Report), Claim: string(p.Claim)}
	})}
}

func independence(p *papers, in stemma.Independence) (client.Independence, error) {
	q, err := quotes(p, in.Sentences)
	return client.Independence{
		Claim: in.Claim, Matter: in.Matter, Reports: ids(in.Reports), Origins: each(in.Origins, origin), Quotes: q, Reasons: each(in.Reasons, reason),
	}, err
}

func origin(o stemma.Origin) client.Origin {
	return client.Origin{Name: o.Name, Side: o.Side, Reports: ids(o.Reports)}
}

func descent(d stemma.Descent) client.Descent {
	return client.Descent{A: string(d.A), B: string(d.B), Relation: d.Relation, Shared: d.Shared, Reasons: each(d.Reasons, reason)}
}

func story(st stemma.Story) client.Story {
	return client.Story{ID: st.ID, Title: st.Title, Time: st.When.ISO(), Places: some(st.Places), Reports: len(st.Reports)}
}

// published is when a report was published: to the minute where it says so.
func published(r stemma.Report) string { return minutes(r.Published.When) }

// minutes is a time at the precision that is known, to the minute at most.
func minutes(w stemma.When) string {
	if w.Precision == stemma.Minute && !w.From.IsZero() {
		return w.From.Format("2006-01-02T15:04")
	}
	return w.ISO()
}
