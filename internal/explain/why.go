package explain

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// Why builds the chain of reasons behind things of the record, down to the quoted
// bytes: a tree of [stemma.Reason], whose leaves cite a report.
type Why struct {
	tx    store.ReadTx
	texts map[stemma.ReportID]stemma.Report
}

// NewWhy explains what tx holds.
func NewWhy(tx store.ReadTx) *Why {
	return &Why{tx: tx, texts: map[stemma.ReportID]stemma.Report{}}
}

// DrawReason writes a chain of reasons as an indented tree:
//
//	claim    killed, at least 14 people, Halvesh — Varn Monitor
//	  field/place  "Halvesh"  courier.txt 98–105
func DrawReason(w io.Writer, r stemma.Reason) error {
	out := bufio.NewWriter(w)
	drawReason(out, r, "")
	return out.Flush()
}

func drawReason(out *bufio.Writer, r stemma.Reason, indent string) {
	fmt.Fprintf(out, "%s%s", indent, r.Rule)
	if r.Says != "" {
		fmt.Fprintf(out, ": %s", printable(r.Says))
	}
	if r.Weight > 0 {
		fmt.Fprintf(out, " (%.2f)", r.Weight)
	}
	if len(r.Cites) == 1 {
		fmt.Fprintf(out, " %s", citeLine(r.Cites[0]))
	}
	fmt.Fprintln(out)
	if len(r.Cites) > 1 {
		for _, c := range r.Cites {
			fmt.Fprintf(out, "%s    %s\n", indent, citeLine(c))
		}
	}
	for _, b := range r.Because {
		drawReason(out, b, indent+"  ")
	}
}

func citeLine(c stemma.Cite) string {
	return fmt.Sprintf("%q  %s %d–%d", printable(c.Words), c.Report, c.Span.Start, c.Span.End)
}

func (y *Why) report(id stemma.ReportID) (stemma.Report, error) {
	if r, ok := y.texts[id]; ok {
		return r, nil
	}
	r, err := y.tx.Paper(id)
	if err != nil {
		return stemma.Report{}, fmt.Errorf("report %s: %w", id, err)
	}
	y.texts[id] = r
	return r, nil
}

// Claim tells what each field of a claim stands on, where copies of its sentence
// stand and which matters it answers.
func (y *Why) Claim(id stemma.ClaimID) (stemma.Reason, error) {
	c, err := y.tx.Claim(id)
	if err != nil {
		return stemma.Reason{}, fmt.Errorf("claim %s: %w", id, err)
	}
	out, err := y.fields(c)
	if err != nil {
		return stemma.Reason{}, err
	}
	copies, err := y.copies(c)
	if err != nil {
		return stemma.Reason{}, err
	}
	out.Because = append(out.Because, copies...)
	for m, err := range y.tx.Matters(store.MatterFilter{Claim: c.ID}) {
		if err != nil {
			return stemma.Reason{}, err
		}
		out.Because = append(out.Because, stemma.Reason{Rule: "answers matter " + m.ID, Says: m.Question})
	}
	return out, nil
}

// fields is a claim on its words, with the words of each field beneath, then the
// reasons for what the clause does not carry.
func (y *Why) fields(c stemma.Claim) (stemma.Reason, error) {
	r, err := y.report(c.Report)
	if err != nil {
		return stemma.Reason{}, err
	}
	out := stemma.Reason{Rule: "claim", Says: ClaimLine(c), Cites: []stemma.Cite{cite(r, c.Span)}}
	for _, f := range fields {
		if s, ok := c.Cites[f]; ok && !s.Empty() && s.End <= len(r.Text) {
			out.Because = append(out.Because, stemma.Reason{Rule: "field " + string(f), Cites: []stemma.Cite{cite(r, s)}})
		}
	}
	if c.When.Known() {
		out.Because = append(out.Because, timeOf(c.When, r))
	}
	out.Because = append(out.Because, c.Reasons...)
	out.Because = append(out.Because, stemma.Reason{Rule: "sentence", Cites: []stemma.Cite{cite(r, c.Sentence)}})
	out.Because = append(out.Because, stemma.Reason{Rule: "report", Says: reportLine(r)})
	return out, nil
}

func cite(r stemma.Report, s stemma.Span) stemma.Cite {
	return stemma.Cite{Report: r.ID, Span: s, Words: s.Of(r.Text)}
}

func reportLine(r stemma.Report) string {
	return fmt.Sprintf("%s, %s, published %s", r.ID, OrUnknown(r.Outlet), OrUnknown(r.Published.When.ISO()))
}

// timeOf tells how a time was resolved; what is relative rests on the report's date.
func timeOf(w stemma.When, r stemma.Report) stemma.Reason {
	out := stemma.Reason{Rule: "time", Says: w.ISO()}
	if w.Said != "" {
		out.Says += fmt.Sprintf(", said as %q", w.Said)
	}
	if w.Against == "" {
		return out
	}
	out.Says += ", against " + w.Against
	out.Because = []stemma.Reason{dated(r)}
	return out
}

// dated tells why a report has its date.
func dated(r stemma.Report) stemma.Reason {
	out := stemma.Reason{Rule: "published", Says: OrUnknown(r.Published.When.ISO())}
	if r.Published.Evidence != "" {
		out.Says += ": " + r.Published.Evidence
	}
	for _, c := range r.Published.Candidates {
		if c.Chosen && !c.Span.Empty() && c.Span.End <= len(r.Text) {
			out.Cites = append(out.Cites, cite(r, c.Span))
		}
	}
	return out
}

// copies are the sentences from one original with the claim's.
func (y *Why) copies(c stemma.Claim) ([]stemma.Reason, error) {
	var out []stemma.Reason
	for u, err := range y.tx.Reuses(store.PairFilter{Report: c.Report}) {
		if err != nil {
			return nil, err
		}
		other := u.B
		switch {
		case u.A.Report == c.Report && u.A.Span.Overlaps(c.Sentence):
		case u.B.Report == c.Report && u.B.Span.Overlaps(c.Sentence):
			other = u.A
		default:
			continue
		}
		out = append(out, stemma.Reason{Rule: "copy, " + string(u.Relation), Cites: []stemma.Cite{citeOf(other)}, Because: u.Reasons})
	}
	return out, nil
}

func citeOf(s stemma.SentenceRef) stemma.Cite {
	return stemma.Cite(s)
}

// claimOf is a claim of something larger, on its words.
func (y *Why) claimOf(id stemma.ClaimID) (stemma.Reason, error) {
	c, err := y.tx.Claim(id)
	if err != nil {
		return stemma.Reason{}, fmt.Errorf("claim %s: %w", id, err)
	}
	r, err := y.report(c.Report)
	if err != nil {
		return stemma.Reason{}, err
	}
	return stemma.Reason{Rule: "claim", Says: ClaimLine(c), Cites: []stemma.Cite{cite(r, c.Span)}}, nil
}

func (y *Why) claimsOf(ids []stemma.ClaimID) ([]stemma.Reason, error) {
	var out []stemma.Reason
	for _, id := range ids {
		r, err := y.claimOf(id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Matter tells which claims answer a matter, who stands behind them and how they
// differ.
func (y *Why) Matter(id string) (stemma.Reason, error) {
	f := store.MatterFilter{Matter: id}
	var out stemma.Reason
	for m, err := range y.tx.Matters(f) {
		if err != nil {
			return out, err
		}
		out = stemma.Reason{Rule: "matter " + m.ID, Says: m.Question}
		if out.Because, err = y.claimsOf(m.Claims); err != nil {
			return out, err
		}
	}
	for in, err := range y.tx.Independence(f) {
		if err != nil {
			return out, err
		}
		out.Because = append(out.Because, independence(in))
	}
	for d, err := range y.tx.Disputes(f) {
		if err != nil {
			return out, err
		}
		r, err := y.Dispute(d)
		if err != nil {
			return out, err
		}
		out.Because = append(out.Because, r)
	}
	return out, nil
}

func independence(in stemma.Independence) stemma.Reason {
	out := stemma.Reason{
		Rule: "origins",
		Says: fmt.Sprintf("%q has %s in %s", in.Claim, plural(len(in.Origins), "independent origin"), plural(len(in.Reports), "report")),
	}
	for _, o := range in.Origins {
		out.Because = append(out.Because, stemma.Reason{Rule: "origin", Says: fmt.Sprintf("%s (%s), in %s", o.Name, o.Side, joinIDs(o.Reports))})
	}
	out.Because = append(out.Because, in.Reasons...)
	return out
}

// Dispute tells how answers differ, by which rule, on which words.
func (y *Why) Dispute(d stemma.Dispute) (stemma.Reason, error) {
	out := stemma.Reason{Rule: "dispute " + DisputeID(d), Says: fmt.Sprintf("%s %s: %s", d.Question, d.Relation, d.Explanation)}
	for _, a := range d.Answers {
		answer := stemma.Reason{Rule: "answer", Says: fmt.Sprintf("%s — %s, in %s", a.Says, OrUnknown(a.Speaker), joinIDs(a.Reports))}
		var err error
		if answer.Because, err = y.claimsOf(a.Claims); err != nil {
			return out, err
		}
		if len(a.Claims) == 0 {
			for _, s := range a.Sentences {
				answer.Cites = append(answer.Cites, citeOf(s))
			}
		}
		out.Because = append(out.Because, answer)
	}
	out.Because = append(out.Because, d.Reasons...)
	return out, nil
}

// Holding tells on which claims a holding rests.
func (y *Why) Holding(h stemma.Holding) (stemma.Reason, error) {
	out := stemma.Reason{
		Rule:    "holding " + HoldingID(h),
		Says:    fmt.Sprintf("%s, %s, %s: %s", h.Place, Stretch(h.When), h.Status, OrUnknown(h.Holder)),
		Because: h.Reasons,
	}
	claims, err := y.claimsOf(h.Claims)
	if err != nil {
		return out, err
	}
	out.Because = append(out.Because[:len(out.Because):len(out.Because)], claims...)
	return out, nil
}

// Report tells where a report's date, agency and kin come from.
func (y *Why) Report(id stemma.ReportID) (stemma.Reason, error) {
	r, err := y.report(id)
	if err != nil {
		return stemma.Reason{}, err
	}
	out := stemma.Reason{Rule: "report", Says: reportLine(r), Because: []stemma.Reason{dated(r)}}
	for _, c := range r.Agencies {
		a := stemma.Reason{Rule: "agency", Says: c.Agency + ", by its " + c.Evidence}
		if !c.Span.Empty() {
			a.Cites = []stemma.Cite{cite(r, c.Span)}
		}
		out.Because = append(out.Because, a)
	}
	for d, err := range y.tx.Descents(store.PairFilter{Report: id}) {
		if err != nil {
			return out, err
		}
		out.Because = append(out.Because, descent(d))
	}
	for st, err := range y.tx.Stories(store.StoryFilter{Report: id}) {
		if err != nil {
			return out, err
		}
		out.Because = append(out.Because, stemma.Reason{Rule: "in story " + st.ID, Says: st.Title})
	}
	return out, nil
}

// relations read from the younger report to the older.
var relations = map[stemma.DescentRelation]string{
	stemma.Reprint: "reprints", stemma.Excerpt: "is an excerpt of", stemma.Update: "updates", stemma.Correction: "corrects",
	stemma.CommonWire: "shares a wire with", stemma.Translation: "translates",
}

func descent(d stemma.Descent) stemma.Reason {
	return stemma.Reason{
		Rule:    "descent",
		Says:    fmt.Sprintf("%s %s %s; %.0f%% of the shorter body is shared", d.B, relations[d.Relation], d.A, 100*d.Shared),
		Because: d.Reasons,
	}
}

// Story tells which reports a story has, and how they descend from one another.
func (y *Why) Story(id string) (stemma.Reason, error) {
	var out stemma.Reason
	for st, err := range y.tx.Stories(store.StoryFilter{ID: id}) {
		if err != nil {
			return out, err
		}
		out = stemma.Reason{Rule: "story " + st.ID, Says: strings.Join([]string{st.Title, OrUnknown(st.When.ISO()), strings.Join(st.Places, ", ")}, "; ")}
		for _, r := range st.Reports {
			report := stemma.Reason{Rule: "report", Says: string(r)}
			for d, err := range y.tx.Descents(store.PairFilter{Report: r}) {
				if err != nil {
					return out, err
				}
				if d.B == r {
					report.Because = append(report.Because, descent(d))
				}
			}
			out.Because = append(out.Because, report)
		}
	}
	return out, nil
}

func joinIDs(ids []stemma.ReportID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return strings.Join(out, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
