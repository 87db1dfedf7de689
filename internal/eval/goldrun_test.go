package eval

import (
	"os"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/control"
	"stemma/internal/record/dispute"
	"stemma/internal/record/matter"
	"stemma/internal/record/origin"
	"stemma/internal/record/reprint"
	"stemma/internal/record/said"
)

// goldWorld knows the few names that the gold claims leave to a list of actors.
func goldWorld() said.World {
	party := map[string]string{"Amaq": "Islamic State"}
	return said.World{Body: func(name, id string) (string, stemma.Side) { return party[name], stemma.SideUnknown }}
}

// derived is what the record's parts make of an event.
type derived struct {
	copies       said.Copies
	matters      []stemma.Matter
	disputes     []stemma.Dispute
	independence []stemma.Independence
	holdings     []stemma.Holding
}

func derive(e *goldEvent, w said.World) derived {
	var d derived
	texts := e.reprintTexts()
	for i := range texts {
		for j := i; j < len(texts); j++ {
			shared := reprint.Between(texts[i], texts[j])
			d.copies.Reuse = append(d.copies.Reuse, shared...)
			if i != j {
				if x, ok := reprint.Descend(texts[i], texts[j], shared); ok {
					d.copies.Descent = append(d.copies.Descent, x)
				}
			}
		}
	}
	blocks, places := map[string][]said.Claim{}, map[string][]said.Claim{}
	for _, c := range e.Claims {
		for _, b := range matter.Blocks(c, w) {
			blocks[b] = append(blocks[b], c)
		}
		for _, b := range control.Blocks(c, w) {
			places[b] = append(places[b], c)
		}
	}
	for b, claims := range blocks {
		for _, m := range matter.Of(b, claims, w) {
			d.matters = append(d.matters, m)
			d.disputes = append(d.disputes, dispute.Of(m, claims, d.copies, w)...)
		}
		d.independence = append(d.independence, origin.Of(b, claims, d.copies, w)...)
	}
	for b, claims := range places {
		d.holdings = append(d.holdings, control.Of(b, claims, d.copies, w)...)
	}
	slices.SortFunc(d.disputes, func(a, b stemma.Dispute) int { return strings.Compare(a.Matter+string(a.Relation), b.Matter+string(b.Relation)) })
	return d
}

func refRows(refs []stemma.SentenceRef) []any {
	var out []any
	for _, r := range refs {
		out = append(out, map[string]any{"report": string(r.Report), "sentence": r.Words})
	}
	return out
}

func disputeRows(ds []stemma.Dispute) []row {
	var out []row
	for _, d := range ds {
		var answers []any
		for _, a := range d.Answers {
			answers = append(answers, map[string]any{"answer": a.Says, "speaker": a.Speaker, "sentences": refRows(a.Sentences)})
		}
		out = append(out, row{"matter": d.Matter, "question": d.Question, "slot": string(d.Slot), "relation": string(d.Relation), "answers": answers, "explanation": d.Explanation})
	}
	return out
}

func independenceRows(is []stemma.Independence) []row {
	var out []row
	for _, d := range is {
		var origins []any
		for _, o := range d.Origins {
			origins = append(origins, map[string]any{"origin": o.Name})
		}
		out = append(out, row{"claim": d.Claim, "sentences": refRows(d.Sentences), "origins": origins})
	}
	return out
}

func holdingRows(hs []stemma.Holding) []row {
	var out []row
	for _, h := range hs {
		from, to := "", ""
		if !h.When.From.IsZero() {
			from = h.When.From.Format("2006-01-02")
		}
		if !h.When.To.IsZero() {
			to = h.When.To.AddDate(0, 0, -1).Format("2006-01-02")
		}
		out = append(out, row{"place": h.Place, "holder": h.Holder, "from": from, "to": to, "status": string(h.Status)})
	}
	return out
}

func TestDevRecord(t *testing.T) {
	dir := sharedFolder(t)
	only := os.Getenv("EVENT")
	for _, e := range goldEvents(t) {
		if only != "" && e.Name != only {
			continue
		}
		d := derive(e, goldWorld())
		dg, _ := readRows(dir + "/gold/" + e.Name + "/disputes.jsonl")
		rows := disputeRows(d.disputes)
		t.Log(e.Name, len(d.matters), "matters", len(rows), "disputes", scoreDisputes(dg, rows))
		for _, g := range dg {
			best, at := 0.0, -1
			for i, p := range rows {
				if f := disputeFound(g, p); f > best {
					best, at = f, i
				}
			}
			switch {
			case at < 0:
				t.Log("  MISSED", g.str("slot"), g.str("relation"), g.str("question"))
			case rows[at].str("relation") != g.str("relation"):
				t.Log("  RELATION", g.str("slot"), g.str("relation"), g.str("question"), "GOT", rows[at].str("matter"), rows[at].str("relation"), rows[at].str("explanation"))
			}
		}
		for _, p := range rows {
			hit := false
			for _, g := range dg {
				hit = hit || disputeFound(g, p) > 0
			}
			if !hit {
				t.Log("  WRONG", p.str("matter"), p.str("relation"), p.str("question"), p.str("explanation"))
			}
		}
		ig, _ := readRows(dir + "/gold/" + e.Name + "/independence.jsonl")
		irows := independenceRows(d.independence)
		t.Log(e.Name, len(irows), "statements", scoreIndependence(ig, irows))
		logIndependence(t, ig, irows)
		cg, _ := readRows(dir + "/gold/" + e.Name + "/control.jsonl")
		hrows := holdingRows(d.holdings)
		t.Log(e.Name, len(hrows), "holdings", scoreControl(cg, hrows))
		for _, g := range cg {
			f := scoreControl([]row{g}, hrows)
			if f[1].Value < 1 {
				t.Log("  CONTROL", f[0].Value, f[1].Value, g.str("place"), g.str("holder"), g.str("from"), g.str("to"))
			}
		}
		for _, h := range hrows {
			t.Log("   held", h.str("place"), "|", h.str("holder"), h.str("from"), h.str("to"), h.str("status"))
		}
	}
}

func logIndependence(t *testing.T, gold, pred []row) {
	for _, g := range gold {
		gk := keysOf(g.list("sentences"))
		var best row
		top := 0.0
		for _, p := range pred {
			pk := keysOf(p.list("sentences"))
			both := 0
			for _, x := range gk {
				if nearAny(x, pk) {
					both++
				}
			}
			if _, _, f := prf(both, len(pk), len(gk)); f > top {
				top, best = f, p
			}
		}
		n, _ := parseNumber(g.str("n_origins"))
		list, _ := best["origins"].([]any)
		if top < 0.34 || float64(len(list)) != n {
			t.Log("  ORIGINS", top, g.str("claim"), "gold", n, "got", len(list), list, "|", best.str("claim"))
		}
	}
}
