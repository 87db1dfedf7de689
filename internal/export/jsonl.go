package export

import (
	"encoding/json"
	"io"
	"iter"
	"strings"
	"time"

	"stemma"
	"stemma/internal/codes"
	"stemma/internal/store"
)

// lines writes what line makes of each member of a stream, one JSON object a line.
func lines[T, L any](w io.Writer, stream iter.Seq2[T, error], line func(T) (L, error)) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for v, err := range stream {
		if err != nil {
			return err
		}
		l, err := line(v)
		if err != nil {
			return err
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// plain makes a line function of one that cannot fail.
func plain[T, L any](line func(T) L) func(T) (L, error) {
	return func(v T) (L, error) { return line(v), nil }
}

type reportLine struct {
	Report            stemma.ReportID `json:"report"`
	Outlet            string          `json:"outlet,omitempty"`
	Agency            string          `json:"agency,omitempty"`
	Agencies          []agencyPart    `json:"agencies,omitempty"`
	Title             string          `json:"title,omitempty"`
	Byline            string          `json:"byline,omitempty"`
	URL               string          `json:"url,omitempty"`
	Published         string          `json:"published,omitempty"`
	PublishedEvidence string          `json:"published_evidence,omitempty"`
	Updated           string          `json:"updated,omitempty"`
	Language          string          `json:"language,omitempty"`
	Dateline          []string        `json:"dateline,omitempty"`
	FirstSeen         string          `json:"first_seen,omitempty"`
	Withdrawn         string          `json:"withdrawn,omitempty"`
	NotBody           []blockPart     `json:"not_body,omitempty"`
}

type agencyPart struct {
	Agency   string `json:"agency"`
	Evidence string `json:"evidence,omitempty"`
}

type blockPart struct {
	Text string      `json:"text"`
	Role stemma.Role `json:"role"`
}

func writeReports(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Reports(store.ReportFilter{Whole: true}), plain(reportOf))
}

func reportOf(r stemma.Report) reportLine {
	l := reportLine{
		Report: r.ID, Outlet: r.Outlet, Title: r.Title, Byline: r.Byline, URL: r.URL, Language: r.Language, Dateline: r.Dateline,
		Published: r.Published.When.ISO(), PublishedEvidence: r.Published.Evidence, Updated: r.Updated.When.ISO(),
		FirstSeen: instant(r.FirstSeen), Withdrawn: instant(r.Withdrawn),
	}
	for _, a := range r.Agencies {
		l.Agencies = append(l.Agencies, agencyPart{a.Agency, a.Evidence})
	}
	if len(r.Agencies) > 0 {
		l.Agency = r.Agencies[0].Agency
	}
	for _, b := range r.Blocks {
		if b.Role != stemma.Body && b.Role != stemma.Heading {
			l.NotBody = append(l.NotBody, blockPart{b.Span.Of(r.Text), b.Role})
		}
	}
	return l
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

type claimLine struct {
	ID       stemma.ClaimID          `json:"id"`
	Report   stemma.ReportID         `json:"report"`
	Sentence string                  `json:"sentence"`
	Span     string                  `json:"span"`
	Kind     stemma.Kind             `json:"kind"`
	Change   stemma.Change           `json:"change,omitempty"`
	Actor    string                  `json:"actor,omitempty"`
	Target   string                  `json:"target,omitempty"`
	Place    string                  `json:"place,omitempty"`
	In       string                  `json:"in,omitempty"`
	Relation string                  `json:"relation,omitempty"` // how the event stands to the place: "south of"
	Geo      *geoPart                `json:"geo,omitempty"`
	Time     string                  `json:"time,omitempty"`
	Value    *float64                `json:"value,omitempty"`
	Low      *float64                `json:"low,omitempty"`
	High     *float64                `json:"high,omitempty"`
	Bound    stemma.Bound            `json:"bound,omitempty"`
	Unit     string                  `json:"unit,omitempty"`
	Rough    string                  `json:"rough,omitempty"`
	Speaker  string                  `json:"speaker,omitempty"`
	Via      []string                `json:"via,omitempty"`
	Stance   stemma.Stance           `json:"stance,omitempty"`
	Cue      string                  `json:"cue,omitempty"`
	Codes    *codes.Code             `json:"codes,omitempty"` // the kind in PLOVER, CAMEO and ACLED
	Cites    map[stemma.Field][2]int `json:"cites,omitempty"`
	Reasons  []stemma.Reason         `json:"reasons,omitempty"`
}

type geoPart struct {
	ID        string   `json:"id,omitempty"`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision,omitempty"`
}

// writeClaims goes report by report, so that each text is read once.
func writeClaims(tx store.ReadTx, of Choice, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return eachClaim(tx, of, func(c stemma.Claim, r stemma.Report) error { return enc.Encode(lineOf(c, r.Text)) })
}

func lineOf(c stemma.Claim, text string) claimLine {
	q := c.Quantity
	l := claimLine{
		ID: c.ID, Report: c.Report, Sentence: c.Sentence.Of(text), Span: c.Span.Of(text),
		Kind: c.Kind, Change: c.Change, Actor: c.Actor.Name, Target: c.Target.Name,
		Place: c.Place.Name, In: c.Place.In, Relation: c.Place.Relation, Geo: geoOf(c.Place.Geo), Time: c.When.ISO(),
		Bound: q.Bound, Unit: q.Unit, Rough: q.Rough,
		Speaker: c.Speaker.String(), Via: c.Via, Stance: c.Stance, Cue: c.Cue, Reasons: c.Reasons,
	}
	if q.HasValue {
		l.Value = &q.Value
	}
	if q.HasRange {
		l.Low, l.High = &q.Low, &q.High
	}
	l.Codes = codesOf(c)
	for field, s := range c.Cites {
		if l.Cites == nil {
			l.Cites = map[stemma.Field][2]int{}
		}
		l.Cites[field] = [2]int{s.Start, s.End}
	}
	return l
}

// codesOf are the claim's codes in other schemes; nil when it has none.
func codesOf(c stemma.Claim) *codes.Code {
	table, err := codes.Default()
	if err != nil {
		panic(err) // The table is part of the program.
	}
	if code := table.Of(c); code != (codes.Code{}) {
		return &code
	}
	return nil
}

func geoOf(g stemma.Geo) *geoPart {
	if g.ID == "" && !g.Located {
		return nil
	}
	p := &geoPart{ID: g.ID, Precision: g.Precision}
	if g.Located {
		p.Lat, p.Lon = &g.Lat, &g.Lon
	}
	return p
}

type sentencePart struct {
	Report   stemma.ReportID `json:"report"`
	Sentence string          `json:"sentence"`
}

func sentenceOf(r stemma.SentenceRef) sentencePart { return sentencePart{r.Report, r.Words} }

func sentencesOf(refs []stemma.SentenceRef) []sentencePart {
	var list []sentencePart
	for _, r := range refs {
		list = append(list, sentenceOf(r))
	}
	return list
}

type reuseLine struct {
	A        sentencePart         `json:"a"`
	B        sentencePart         `json:"b"`
	Relation stemma.ReuseRelation `json:"relation"`
}

func writeReuse(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Reuses(store.PairFilter{}), func(r stemma.Reuse) (reuseLine, error) {
		return reuseLine{sentenceOf(r.A), sentenceOf(r.B), r.Relation}, nil
	})
}

type descentLine struct {
	A        stemma.ReportID        `json:"a"`
	B        stemma.ReportID        `json:"b"`
	Relation stemma.DescentRelation `json:"relation"`
	Shared   float64                `json:"shared"`
	Reasons  []stemma.Reason        `json:"reasons,omitempty"`
}

func writeDescents(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Descents(store.PairFilter{}), func(d stemma.Descent) (descentLine, error) {
		return descentLine(d), nil
	})
}

type storyLine struct {
	ID      string            `json:"id"`
	Title   string            `json:"title,omitempty"`
	From    string            `json:"from,omitempty"`
	To      string            `json:"to,omitempty"`
	Places  []string          `json:"places,omitempty"`
	Reports []stemma.ReportID `json:"reports"`
}

func writeStories(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Stories(store.StoryFilter{}), plain(storyOf))
}

func storyOf(st stemma.Story) storyLine {
	from, to := ends(st.When)
	return storyLine{ID: st.ID, Title: st.Title, From: from, To: to, Places: st.Places, Reports: st.Reports}
}

// ends are the two sides of w as ISO writes it; "" for an open or unknown one. The
// last day, month or year is included.
func ends(w stemma.When) (from, to string) {
	from, to, interval := strings.Cut(w.ISO(), "/")
	if !interval {
		to = from
	}
	return strings.Trim(from, "."), strings.Trim(to, ".")
}

type matterLine struct {
	ID       string           `json:"id"`
	Question string           `json:"question,omitempty"`
	Slot     stemma.Slot      `json:"slot,omitempty"`
	Place    string           `json:"place,omitempty"`
	Time     string           `json:"time,omitempty"`
	Claims   []stemma.ClaimID `json:"claims"`
}

func writeMatters(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Matters(store.MatterFilter{}), plain(matterOf))
}

func matterOf(m stemma.Matter) matterLine {
	return matterLine{m.ID, m.Question, m.Slot, m.Place, m.When.ISO(), m.Claims}
}

type disputeLine struct {
	Matter      string                 `json:"matter,omitempty"`
	Question    string                 `json:"question,omitempty"`
	Slot        stemma.Slot            `json:"slot,omitempty"`
	Place       string                 `json:"place,omitempty"`
	Answers     []answerPart           `json:"answers"`
	Relation    stemma.DisputeRelation `json:"relation"`
	Explanation string                 `json:"explanation,omitempty"`
	Reasons     []stemma.Reason        `json:"reasons,omitempty"`
}

type answerPart struct {
	Answer    string            `json:"answer"`
	Speaker   string            `json:"speaker,omitempty"`
	Reports   []stemma.ReportID `json:"reports"`
	Sentences []sentencePart    `json:"sentences"`
}

func writeDisputes(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Disputes(store.MatterFilter{}), plain(disputeOf))
}

func disputeOf(d stemma.Dispute) disputeLine {
	l := disputeLine{
		Matter: d.Matter, Question: d.Question, Slot: d.Slot, Place: d.Place,
		Relation: d.Relation, Explanation: d.Explanation, Reasons: d.Reasons,
	}
	for _, a := range d.Answers {
		l.Answers = append(l.Answers, answerPart{a.Says, a.Speaker, a.Reports, sentencesOf(a.Sentences)})
	}
	return l
}

type independenceLine struct {
	Claim     string            `json:"claim"`
	Matter    string            `json:"matter,omitempty"`
	Sentences []sentencePart    `json:"sentences"`
	Reports   []stemma.ReportID `json:"reports"`
	Origins   []originPart      `json:"origins"`
	NReports  int               `json:"n_reports"`
	NOrigins  int               `json:"n_origins"`
	Reasons   []stemma.Reason   `json:"reasons,omitempty"`
}

type originPart struct {
	Origin  string            `json:"origin"`
	Side    stemma.Side       `json:"side,omitempty"`
	Reports []stemma.ReportID `json:"reports"`
}

func writeIndependence(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Independence(store.MatterFilter{}), func(i stemma.Independence) (independenceLine, error) {
		l := independenceLine{
			Claim: i.Claim, Matter: i.Matter, Sentences: sentencesOf(i.Sentences), Reports: i.Reports,
			NReports: len(i.Reports), NOrigins: len(i.Origins), Reasons: i.Reasons,
		}
		for _, o := range i.Origins {
			l.Origins = append(l.Origins, originPart{o.Name, o.Side, o.Reports})
		}
		return l, nil
	})
}

type holdingLine struct {
	Place     string               `json:"place"`
	In        string               `json:"in,omitempty"`
	Holder    string               `json:"holder,omitempty"`
	From      string               `json:"from,omitempty"`
	To        string               `json:"to,omitempty"`
	Status    stemma.HoldingStatus `json:"status"`
	Speakers  []string             `json:"speakers,omitempty"`
	Sentences []sentencePart       `json:"sentences,omitempty"`
	Claims    []stemma.ClaimID     `json:"claims,omitempty"`
	Reasons   []stemma.Reason      `json:"reasons,omitempty"`
}

func writeHoldings(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Holdings(store.HoldingFilter{}), plain(holdingOf))
}

func holdingOf(h stemma.Holding) holdingLine {
	from, to := ends(h.When)
	return holdingLine{
		Place: h.Place, In: h.In, Holder: h.Holder, From: from, To: to, Status: h.Status,
		Speakers: h.Speakers, Sentences: sentencesOf(h.Sentences), Claims: h.Claims, Reasons: h.Reasons,
	}
}

type tallyLine struct {
	Matter string              `json:"matter,omitempty"`
	Unit   string              `json:"unit,omitempty"`
	Origin string              `json:"origin,omitempty"`
	Flow   bool                `json:"flow,omitempty"`
	Series []stemma.TallyPoint `json:"series"`
}

func writeTallies(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Tallies(store.MatterFilter{}), func(t stemma.Tally) (tallyLine, error) { return tallyLine(t), nil })
}

func writeRejected(tx store.ReadTx, w io.Writer) error {
	return lines(w, tx.Rejected(), func(r stemma.Rejected) (stemma.Rejected, error) { return r, nil })
}
