package eval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// goldEvent is one event's reports with the claims that a careful reader found in
// them, as the record's parts take them: reading is perfect, so that only the
// record is measured.
type goldEvent struct {
	Name   string
	Texts  map[stemma.ReportID]string
	Papers map[stemma.ReportID]said.Paper
	Claims []said.Claim
}

// readGoldEvent reads a gold folder and the reports of the same name.
func readGoldEvent(gold, texts string) (*goldEvent, error) {
	e := &goldEvent{Name: filepath.Base(gold), Texts: map[stemma.ReportID]string{}, Papers: map[stemma.ReportID]said.Paper{}}
	reports, err := readRows(filepath.Join(gold, "reports.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		raw, err := os.ReadFile(filepath.Join(texts, r.str("report")))
		if err != nil {
			return nil, fmt.Errorf("read gold event %s: %w", e.Name, err)
		}
		p, err := goldPaper(r)
		if err != nil {
			return nil, err
		}
		e.Texts[p.ID], e.Papers[p.ID] = string(raw), p
	}
	rows, err := readRows(filepath.Join(gold, "claims.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		c, err := e.claim(r)
		if err != nil {
			return nil, err
		}
		e.Claims = append(e.Claims, c)
	}
	said.Sort(e.Claims)
	return e, nil
}

func goldPaper(r row) (said.Paper, error) {
	p := said.Paper{ID: stemma.ReportID(r.str("report")), Outlet: r.str("outlet")}
	for _, a := range r.list("agencies") {
		p.Agencies = append(p.Agencies, a.str("agency"))
	}
	if from := r.str("syndicated_from"); from != "" {
		p.Outlet = from
	}
	if s := r.str("published"); s != "" {
		if t := r.str("published_time"); t != "" {
			s += "T" + t
		}
		when, err := stemma.ParseISO(s)
		if err != nil {
			return p, fmt.Errorf("gold report %s: %w", p.ID, err)
		}
		p.Published = when
	}
	return p, nil
}

// claim builds a claim from a gold row; its spans are those of the sentence's
// first occurrence.
func (e *goldEvent) claim(r row) (said.Claim, error) {
	id := stemma.ReportID(r.str("report"))
	at := strings.Index(e.Texts[id], r.str("sentence"))
	inner := strings.Index(r.str("sentence"), r.str("span"))
	if at < 0 || inner < 0 {
		return said.Claim{}, fmt.Errorf("gold claim of %s: no sentence %q", id, r.str("sentence"))
	}
	c := stemma.Claim{
		Report:   id,
		Sentence: stemma.Span{Start: at, End: at + len(r.str("sentence"))},
		Span:     stemma.Span{Start: at + inner, End: at + inner + len(r.str("span"))},
		Kind:     stemma.Kind(r.str("kind")),
		Change:   stemma.Change(r.str("change")),
		Actor:    goldParty(r.str("actor")),
		Target:   goldParty(r.str("target")),
		Place:    stemma.Location{Name: r.str("place"), In: r.str("in")},
		Stance:   stemma.Stance(r.str("stance")),
		Cue:      r.str("cue"),
	}
	body, person, _ := strings.Cut(r.str("speaker"), "/")
	c.Speaker = stemma.Speaker{Body: body, Person: person}
	via, _ := r["via"].([]any)
	for _, v := range via {
		c.Via = append(c.Via, fmt.Sprint(v))
	}
	if t := r.str("time"); t != "" {
		when, err := stemma.ParseISO(t)
		if err != nil {
			return said.Claim{}, fmt.Errorf("gold claim of %s: %w", id, err)
		}
		c.When = when
	}
	c.Quantity = goldQuantity(r)
	c.ID = goldID(c)
	return said.Claim{Claim: c, Said: r.str("span"), Line: r.str("sentence"), Paper: e.Papers[id]}, nil
}

func goldParty(name string) stemma.Party {
	p := stemma.Party{Name: name}
	if parts := strings.Split(name, " and "); len(parts) > 1 && parts[0] != "" && strings.ToUpper(parts[0][:1]) == parts[0][:1] {
		p.Of = parts
	}
	return p
}

func goldQuantity(r row) stemma.Quantity {
	q := stemma.Quantity{Unit: r.str("unit"), Rough: r.str("rough"), Bound: stemma.Bound(r.str("bound"))}
	q.Value, q.HasValue = parseNumber(r.str("value"))
	if !q.HasValue {
		q.Value = 0
	}
	return q
}

func goldID(c stemma.Claim) stemma.ClaimID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%v|%s|%s|%s|%s|%s", c.Report, c.Span, c.Kind, c.Speaker, c.Actor.Name, c.Target.Name, c.Place.Name))
	return stemma.ClaimID(hex.EncodeToString(sum[:8]))
}
