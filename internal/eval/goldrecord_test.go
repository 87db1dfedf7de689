package eval

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/feed"
	"stemma/internal/read/token"
	"stemma/internal/record/control"
	"stemma/internal/record/dispute"
	"stemma/internal/record/matter"
	"stemma/internal/record/origin"
	"stemma/internal/record/reprint"
	"stemma/internal/record/said"
)

// sharedFolder is the folder of shared data next to the module; tests that need it
// skip where it is absent.
func sharedFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(filepath.Join(dir, "gold")); err != nil {
		t.Skip("no shared gold data next to the module")
	}
	return dir
}

// goldEvents are all events that have gold claims.
func goldEvents(t *testing.T) []*goldEvent {
	t.Helper()
	dir := sharedFolder(t)
	files, err := filepath.Glob(filepath.Join(dir, "gold", "*", "claims.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*goldEvent
	for _, f := range files {
		name := filepath.Base(filepath.Dir(f))
		e, err := readGoldEvent(filepath.Dir(f), filepath.Join(dir, "reports", name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

// TestRecordOfGoldClaims measures the parts of the record alone: the claims are the
// gold's, as though reading were perfect. The floors are means over the events.
func TestRecordOfGoldClaims(t *testing.T) {
	floors := map[string]float64{
		"reuse.f1": 0.90, "reuse.relation": 0.95,
		"disputes.r": 0.85, "disputes.p": 0.90, "disputes.relation": 0.90,
		"independence.matched": 0.90, "independence.right": 0.80, "control.right": 0.97,
	}
	sums, n := map[string]float64{}, 0.0
	for _, e := range goldEvents(t) {
		n++
		for _, f := range goldFigures(t, e) {
			sums[f.Name] += f.Value
			if _, ok := floors[f.Name]; ok {
				t.Log(e.Name, f)
			}
		}
	}
	for name, floor := range floors {
		if got := sums[name] / n; got < floor {
			t.Errorf("%s is %.4f over all events, floor %.2f", name, got, floor)
		}
	}
}

// goldFigures derives the record of an event's gold claims and scores it.
func goldFigures(t *testing.T, e *goldEvent) []Figure {
	t.Helper()
	d := deriveAll(t, e)
	var out []Figure
	for _, part := range []struct {
		name  string
		score func(gold, pred []row) []Figure
		rows  []row
	}{
		{"reuse", scoreReuse, reuseRows(d.copies.Reuse)},
		{"disputes", scoreDisputes, disputeRows(d.disputes)},
		{"independence", scoreIndependence, independenceRows(d.independence)},
		{"control", scoreControl, holdingRows(d.holdings)},
	} {
		gold, err := readRows(filepath.Join(sharedFolder(t), "gold", e.Name, part.name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, part.score(gold, part.rows)...)
	}
	return out
}

// derived is what the record's parts make of an event.
type derived struct {
	copies       said.Copies
	disputes     []stemma.Dispute
	independence []stemma.Independence
	holdings     []stemma.Holding
}

// deriveAll derives every block of an event at once.
func deriveAll(t *testing.T, e *goldEvent) derived {
	t.Helper()
	w := said.World{Body: func(name, _ string) (string, stemma.Side) {
		if name == "Amaq" { // the one party's agency of these events
			return "Islamic State", stemma.SideParty
		}
		return "", ""
	}}
	d := derived{copies: copiesOf(e.bodies(t))}
	matters, places := map[string][]said.Claim{}, map[string][]said.Claim{}
	for _, c := range e.Claims {
		for _, b := range matter.Blocks(&c, w) {
			matters[b] = append(matters[b], c)
		}
		for _, b := range control.Blocks(&c, w) {
			places[b] = append(places[b], c)
		}
	}
	for b, claims := range matters {
		for _, m := range matter.Of(b, claims, w) {
			d.disputes = append(d.disputes, dispute.Of(m, claims, d.copies, w)...)
		}
		d.independence = append(d.independence, origin.Of(b, claims, d.copies, w)...)
	}
	for _, claims := range places {
		d.holdings = append(d.holdings, control.Of(claims, d.copies, w)...)
	}
	slices.SortFunc(d.disputes, func(a, b stemma.Dispute) int {
		return strings.Compare(a.Matter+a.Explanation, b.Matter+b.Explanation)
	})
	slices.SortFunc(d.independence, func(a, b stemma.Independence) int { return strings.Compare(a.Claim, b.Claim) })
	return d
}

func copiesOf(texts []reprint.Text) said.Copies {
	var c said.Copies
	for i, a := range texts {
		for j, b := range texts[i:] {
			shared := reprint.Between(a, b)
			c.Reuse = append(c.Reuse, shared...)
			if j > 0 {
				if d, ok := reprint.Descend(a, b, shared); ok {
					c.Descent = append(c.Descent, d)
				}
			}
		}
	}
	return c
}

// bodies are the body sentences of an event's reports, as intake and the splitter
// give them.
func (e *goldEvent) bodies(t *testing.T) []reprint.Text {
	t.Helper()
	path := filepath.Join(sharedFolder(t), "reports", e.Name, "reports.jsonl")
	var out []reprint.Text
	for a, err := range feed.Read(context.Background(), []string{path}, feed.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		p := e.Papers[a.ID]
		x := reprint.Text{Report: a.ID, Outlet: p.Outlet, Agencies: p.Agencies, Published: p.Published}
		_, sentences := token.Split(a.Text, a.Blocks)
		for _, s := range sentences {
			if a.Blocks[s.Block].Role == stemma.Body {
				x.Sentences = append(x.Sentences, stemma.SentenceRef{Report: a.ID, Span: s.Span, Words: s.Of(a.Text)})
			}
		}
		out = append(out, x)
	}
	return out
}

func refRow(r stemma.SentenceRef) map[string]any {
	return map[string]any{"report": string(r.Report), "sentence": r.Words}
}

func refRows(refs []stemma.SentenceRef) []any {
	var out []any
	for _, r := range refs {
		out = append(out, refRow(r))
	}
	return out
}

func reuseRows(list []stemma.Reuse) []row {
	var out []row
	for _, r := range list {
		out = append(out, row{"a": refRow(r.A), "b": refRow(r.B), "relation": string(r.Relation)})
	}
	return out
}

func disputeRows(list []stemma.Dispute) []row {
	var out []row
	for _, d := range list {
		var answers []any
		for _, a := range d.Answers {
			answers = append(answers, map[string]any{"answer": a.Says, "speaker": a.Speaker, "sentences": refRows(a.Sentences)})
		}
		out = append(out, row{"slot": string(d.Slot), "relation": string(d.Relation), "answers": answers})
	}
	return out
}

func independenceRows(list []stemma.Independence) []row {
	var out []row
	for _, in := range list {
		var origins []any
		for _, o := range in.Origins {
			origins = append(origins, map[string]any{"origin": o.Name})
		}
		out = append(out, row{"claim": in.Claim, "sentences": refRows(in.Sentences), "origins": origins})
	}
	return out
}

func holdingRows(list []stemma.Holding) []row {
	var out []row
	for _, h := range list {
		r := row{"place": h.Place, "holder": h.Holder}
		if !h.When.From.IsZero() {
			r["from"] = h.When.From.Format("2006-01-02")
		}
		if !h.When.To.IsZero() {
			r["to"] = h.When.To.AddDate(0, 0, -1).Format("2006-01-02")
		}
		out = append(out, r)
	}
	return out
}
