// Package brief writes what the record holds about a place or a matter: one line a
// matter, each clause with the numbered words that carry it.
//
// Nothing is printed that its cites do not carry. A clause is made of parts; each
// part is either literally in the words it cites or stands next to them in
// quotation marks:
//
//	at least 14 people killed in Halvesh on 3 March 2025 ("Monday") — Varn Monitor [1]
//
// Check holds every clause to that; one that fails is left out and counted. Claims
// that answer alike share one clause, which is printed as the plainest of them and
// names each voice with its own cites.
package brief

import (
	"slices"

	"stemma"
	"stemma/internal/store"
)

// Brief is a sourced brief.
type Brief struct {
	About   string  `json:"about"`
	Reports int     `json:"reports"`  // Reports that the cites stand in.
	Entries []Entry `json:"entries"`  // Entries by weight, the heaviest first.
	Cites   []Cite  `json:"cites"`    // Cites[i] has the number i+1.
	LeftOut int     `json:"left_out"` // Claims, of the matters down to the last entry, whose words do not carry what would be said.
}

// Entry is one matter.
type Entry struct {
	Matter   string    `json:"matter"`
	Question string    `json:"question"`
	Clauses  []Clause  `json:"clauses"` // Clauses are its answers, the most carried first.
	Origins  []Origin  `json:"origins"` // Origins behind all clauses together.
	Reports  int       `json:"reports"`
	Disputes []Dispute `json:"disputes"`
}

// Origin is who stands behind the clauses of an entry.
type Origin struct {
	Name string      `json:"name"`
	Side stemma.Side `json:"side"`
}

// Dispute is how the answers of an entry differ.
type Dispute struct {
	Relation    stemma.DisputeRelation `json:"relation"`
	Explanation string                 `json:"explanation,omitempty"`
}

// Clause is one answer, with those who give it.
type Clause struct {
	Text   string  `json:"text"`
	Parts  []Part  `json:"parts"`
	Voices []Voice `json:"voices"` // Voices give the answer, the most carried first.
	ready  bool    // ready is false when what it had to say was not carried.
}

// Voice is one speaker of a clause.
type Voice struct {
	Text  string `json:"text"`
	Parts []Part `json:"parts,omitempty"`
	Cites []int  `json:"cites"` // Cites are numbers in Brief.Cites, ascending.

	Outlets int `json:"outlets"` // Outlets carry it; a report of an unknown one counts for itself.
}

// Part is a piece of a clause's text with the words that it stands on.
type Part struct {
	Field stemma.Field `json:"field"`
	Text  string       `json:"text"` // Text as it is printed in the clause.
	Cite  stemma.Cite  `json:"cite"`
}

// Cite is words that stand alike in one report or more.
type Cite struct {
	Words string  `json:"words"`
	In    []Stand `json:"in"`
}

// Stand is where words stand.
type Stand struct {
	Report    stemma.ReportID `json:"report"`
	Span      stemma.Span     `json:"span"`
	Outlet    string          `json:"outlet,omitempty"`
	Published string          `json:"published,omitempty"`
}

// Options choose what the brief is about. The zero Options take the whole record.
type Options struct {
	Place  string // Place that the matters are about, or that encloses theirs.
	Matter string // Matter by its whole id.
	Limit  int    // Limit is the most entries; zero for all.

	// Side tells whom a speaker belongs to and on which side that party stands. Nil
	// knows nobody.
	Side func(name, id string) (party string, side stemma.Side)
}

// Of makes the brief from the record. Matters are opened in the order of what they may
// weigh, so that a short brief of a large record opens few.
func Of(tx store.ReadTx, o Options) (Brief, error) {
	w := &writer{tx: tx, side: o.Side, papers: map[stemma.ReportID]paper{}, numbers: map[string]int{}}
	b := Brief{About: o.Place}
	var chosen []entry
	shown := map[stemma.ClaimID]bool{}
	for e, err := range w.heaviest(store.MatterFilter{Place: o.Place, Matter: o.Matter}) {
		if err != nil {
			return Brief{}, err
		}
		if e.Matter == o.Matter {
			b.About = e.Question
		}
		if len(e.Clauses) == 0 || !e.news(shown) {
			continue
		}
		chosen = append(chosen, e)
		b.Entries = append(b.Entries, e.Entry)
		if len(chosen) == o.Limit {
			break
		}
	}
	b.number(chosen, w)
	b.LeftOut = w.leftOut
	return b, nil
}

// news reports whether an entry is disputed or has a claim that is not shown yet, and
// notes its claims: one claim may answer several questions, and what nobody disputes need
// not stand under a lighter one again.
func (e *entry) news(shown map[stemma.ClaimID]bool) bool {
	news := len(e.Disputes) > 0
	for _, c := range e.claims {
		news = news || !shown[c]
	}
	if news {
		for _, c := range e.claims {
			shown[c] = true
		}
	}
	return news
}

// number gives the cites of the entries that stay their numbers, in the order in
// which they are read.
func (b *Brief) number(entries []entry, w *writer) {
	reports := map[stemma.ReportID]bool{}
	for i, x := range entries {
		for k, c := range x.Clauses {
			for v := range c.Voices {
				for _, s := range x.stands[k][v] {
					n := b.cite(s, w)
					if !slices.Contains(c.Voices[v].Cites, n) {
						c.Voices[v].Cites = append(c.Voices[v].Cites, n)
					}
					reports[s.Report] = true
				}
				slices.Sort(c.Voices[v].Cites)
			}
			b.Entries[i].Clauses[k] = c
		}
	}
	b.Reports = len(reports)
}

// cite is the number of words that stand somewhere; new ones get the next.
func (b *Brief) cite(s wordsAt, w *writer) int {
	n, ok := w.numbers[s.words]
	if !ok {
		b.Cites = append(b.Cites, Cite{Words: s.words})
		n = len(b.Cites)
		w.numbers[s.words] = n
	}
	cite := &b.Cites[n-1]
	if !slices.Contains(cite.In, s.Stand) {
		cite.In = append(cite.In, s.Stand)
	}
	return n
}
