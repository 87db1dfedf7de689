package brief

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// writer makes entries; it remembers the reports it has opened.
type writer struct {
	tx      store.ReadTx
	side    side
	papers  map[stemma.ReportID]paper
	numbers map[string]int // Numbers of cites by their words.
	leftOut int            // leftOut counts claims whose clause their cites did not carry.
}

type paper struct{ text, outlet, published string }

// entry is an Entry whose cites have no numbers yet: stands[i][k] are those of
// Clauses[i].Voices[k].
type entry struct {
	Entry
	stands [][][]wordsAt
	claims []stemma.ClaimID
}

type wordsAt struct {
	Stand
	words string
}

func (w *writer) paper(id stemma.ReportID) (paper, error) {
	if p, ok := w.papers[id]; ok {
		return p, nil
	}
	r, err := w.tx.Paper(id)
	if err != nil {
		return paper{}, fmt.Errorf("brief: report %s: %w", id, err)
	}
	p := paper{text: r.Text, outlet: r.Outlet, published: r.Published.When.ISO()}
	w.papers[id] = p
	return p, nil
}

// answer is one clause in the making: the claims that say the same, by their voices.
type answer struct {
	clause Clause
	claims []stemma.Claim
	voices []voice
}

// voice is one speaker of an answer in the making.
type voice struct {
	Voice
	speaker string
	stands  []wordsAt
}

func (w *writer) entry(m stemma.Matter) (entry, error) {
	e := entry{Entry: Entry{Matter: m.ID, Question: m.Question}}
	answers, err := w.answers(m)
	if err != nil {
		return entry{}, err
	}
	reports := map[stemma.ReportID]bool{}
	for _, a := range answers {
		var stands [][]wordsAt
		for _, v := range a.voices {
			v.Outlets = outlets(v.stands)
			a.clause.Voices = append(a.clause.Voices, v.Voice)
			stands = append(stands, v.stands)
		}
		e.Clauses = append(e.Clauses, a.clause)
		e.stands = append(e.stands, stands)
		for _, c := range a.claims {
			reports[c.Report] = true
			e.claims = append(e.claims, c.ID)
		}
	}
	e.Reports = len(reports)
	e.Origins = origins(m)
	for d, err := range w.tx.Disputes(store.MatterFilter{Matter: m.ID}) {
		if err != nil {
			return entry{}, err
		}
		if x := dispute(d, e.Clauses); !slices.Contains(e.Disputes, x) {
			e.Disputes = append(e.Disputes, x)
		}
	}
	return e, nil
}

// isoDate is a date as the record's explanations write it.
var isoDate = regexp.MustCompile(`\b\d{4}-\d\d(?:-\d\d)?\b`)

// dispute keeps the explanation only when its numbers stand in the answers' sentences
// and its dates in clauses that are carried.
func dispute(d stemma.Dispute, clauses []Clause) Dispute {
	out := Dispute{Relation: d.Relation}
	var said, words strings.Builder
	for _, c := range clauses {
		said.WriteString(" " + c.Text)
	}
	names := []string{}
	for _, a := range d.Answers {
		for _, s := range a.Sentences {
			words.WriteString(" " + s.Words)
			names = append(names, string(s.Report))
		}
		names = append(names, a.Speaker)
	}
	rest := d.Explanation
	for _, name := range names { // "file-14.txt" is no count
		rest = strings.ReplaceAll(rest, name, "")
	}
	for _, date := range isoDate.FindAllString(rest, -1) {
		w, err := stemma.ParseISO(date)
		if err != nil || !strings.Contains(said.String(), Date(w)) {
			return out
		}
	}
	rest = isoDate.ReplaceAllString(rest, "")
	have := numerals(words.String() + said.String())
	for _, n := range numerals(rest) {
		if !slices.Contains(have, n) && n != 1 && n != 2 { // "one has it held", "two answers"
			return out
		}
	}
	out.Explanation = d.Explanation
	return out
}

// answers are the clauses of a matter, the most carried first.
func (w *writer) answers(m stemma.Matter) ([]answer, error) {
	var out []answer
	for c, err := range w.tx.Claims(store.ClaimFilter{Matter: m.ID}) {
		if err != nil {
			return nil, err
		}
		p, err := w.paper(c.Report)
		if err != nil {
			return nil, err
		}
		clause := clauseOf(c, p.text, w.side)
		if !clause.ready || Check(clause, func(stemma.ReportID) string { return p.text }, w.side) != nil {
			w.leftOut++
			continue
		}
		i := slices.IndexFunc(out, func(a answer) bool { return same(a, c, clause) })
		if i < 0 {
			out = append(out, answer{clause: clause})
			i = len(out) - 1
		}
		out[i].add(c, clause, p)
	}
	for _, a := range out {
		slices.SortStableFunc(a.voices, func(x, y voice) int { return cmp.Compare(len(y.stands), len(x.stands)) })
	}
	slices.SortStableFunc(out, func(a, b answer) int {
		return cmp.Or(cmp.Compare(len(b.voices), len(a.voices)), cmp.Compare(len(b.claims), len(a.claims)))
	})
	return out, nil
}

// outlets counts those that words stand with.
func outlets(stands []wordsAt) int {
	names := map[string]bool{}
	for _, s := range stands {
		names[cmp.Or(s.Outlet, string(s.Report))] = true
	}
	return len(names)
}

// add gives the answer one claim more. The plainest clause, the shortest, speaks for
// all: it needs the fewest words beside its values.
func (a *answer) add(c stemma.Claim, clause Clause, p paper) {
	if len(clause.Text) < len(a.clause.Text) {
		a.clause = clause
	}
	a.clause.Voices = nil
	who := clause.Voices[0]
	i := slices.IndexFunc(a.voices, func(v voice) bool { return v.speaker == c.Speaker.String() })
	if i < 0 {
		a.voices = append(a.voices, voice{Voice: who, speaker: c.Speaker.String()})
		i = len(a.voices) - 1
	}
	v := &a.voices[i]
	if len(who.Text) < len(v.Text) {
		v.Voice = who
	}
	v.stands = append(v.stands, stands(c, clause, p)...)
	a.claims = append(a.claims, c)
}

// same reports whether a claim gives an answer that is there already: the same words
// where the clause quotes, else the same fields.
func same(there answer, b stemma.Claim, clause Clause) bool {
	a := there.claims[0]
	if a.Kind != b.Kind || a.Stance != b.Stance {
		return false
	}
	if words := quoted(clause); words != "" || quoted(there.clause) != "" {
		return words == quoted(there.clause)
	}
	return a.Change == b.Change && a.Actor.Name == b.Actor.Name && a.Place.Name == b.Place.Name &&
		a.When.ISO() == b.When.ISO() && sameQuantity(a.Quantity, b.Quantity)
}

// quoted is the claim's own words, where the clause is made of them.
func quoted(c Clause) string {
	for _, p := range c.Parts {
		if p.Field == stemma.FieldKind {
			return strings.ToLower(p.Cite.Words)
		}
	}
	return ""
}

func sameQuantity(a, b stemma.Quantity) bool {
	return a.HasValue == b.HasValue && a.Value == b.Value && a.Low == b.Low && a.High == b.High &&
		a.Bound == b.Bound && a.Unit == b.Unit && a.Rough == b.Rough && a.Of == b.Of
}

// stands are the words that a clause cites: the claim with what lies in its
// sentence, then what lies elsewhere.
func stands(c stemma.Claim, clause Clause, p paper) []wordsAt {
	spans := []stemma.Span{c.Span}
	for _, part := range slices.Concat(clause.Parts, clause.Voices[0].Parts) {
		if s := part.Cite.Span; c.Sentence.Contains(s) {
			spans[0] = spans[0].Join(s)
		} else if !slices.ContainsFunc(spans, func(t stemma.Span) bool { return t.Contains(s) }) {
			spans = append(spans, s)
		}
	}
	var out []wordsAt
	for _, s := range spans {
		out = append(out, wordsAt{Stand{c.Report, s, p.outlet, p.published}, s.Of(p.text)})
	}
	return out
}

// origins are who stands behind the answers, as the record derived them.
func origins(m stemma.Matter) []Origin {
	var out []Origin
	for _, o := range m.Origins {
		if x := (Origin{o.Name, o.Side}); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
