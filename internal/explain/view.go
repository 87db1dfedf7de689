package explain

import (
	"stemma"
	"stemma/internal/text"
)

// DocView is a report with its layers as JSON. All offsets are bytes of Text.
type DocView struct {
	Report    stemma.ReportID   `json:"report"`
	Outlet    string            `json:"outlet,omitempty"`
	Title     string            `json:"title,omitempty"`
	Byline    string            `json:"byline,omitempty"`
	Agencies  []stemma.Credit   `json:"agencies,omitempty"`
	Dateline  []string          `json:"dateline,omitempty"`
	Language  string            `json:"language,omitempty"`
	Published DatingView        `json:"published"`
	Blocks    []BlockView       `json:"blocks"`
	Sentences []SentenceView    `json:"sentences"`
	Rejected  []stemma.Rejected `json:"rejected,omitempty"`
}

// DatingView is a date with its candidates.
type DatingView struct {
	When       string          `json:"when,omitempty"` // When is ISO 8601.
	Evidence   string          `json:"evidence,omitempty"`
	Candidates []CandidateView `json:"candidates,omitempty"`
}

// CandidateView is a date that a report offers.
type CandidateView struct {
	When   string      `json:"when"`
	Where  string      `json:"where"`
	Span   stemma.Span `json:"span"`
	Said   string      `json:"said"`
	Chosen bool        `json:"chosen"`
	Why    string      `json:"why"`
}

// BlockView is a stretch of the text with its role.
type BlockView struct {
	Span  stemma.Span `json:"span"`
	Role  stemma.Role `json:"role"`
	Why   string      `json:"why,omitempty"`
	Words string      `json:"words"`
}

// SentenceView is a sentence with what the layers say of it.
type SentenceView struct {
	Span   stemma.Span `json:"span"`
	Words  string      `json:"words"`
	Layers []MarkView  `json:"layers"`
}

// MarkView is one member of a layer.
type MarkView struct {
	Layer   string      `json:"layer"`
	Span    stemma.Span `json:"span"`
	Words   string      `json:"words"`
	Says    string      `json:"says,omitempty"`
	Details []string    `json:"details,omitempty"`
}

// View is d with the named layers, as JSON; no names are DefaultLayers.
func View(d *text.Doc, names []string) (DocView, error) {
	layers, err := choose(names)
	if err != nil {
		return DocView{}, err
	}
	r := d.Report
	v := DocView{
		Report: r.ID, Outlet: r.Outlet, Title: r.Title, Byline: r.Byline, Agencies: r.Agencies, Dateline: r.Dateline,
		Language: r.Language, Published: datingView(r.Published), Rejected: d.Rejected,
	}
	for _, b := range r.Blocks {
		v.Blocks = append(v.Blocks, BlockView{b.Span, b.Role, b.Why, b.Span.Of(r.Text)})
	}
	shelves := shelve(d, layers)
	for i, s := range d.Sentences {
		sv := SentenceView{Span: s.Span, Words: s.Of(r.Text)}
		for _, l := range shelves {
			for _, m := range l.within(d, i) {
				sv.Layers = append(sv.Layers, MarkView{l.name, m.Span, m.Of(r.Text), m.says, m.details})
			}
		}
		v.Sentences = append(v.Sentences, sv)
	}
	return v, nil
}

func datingView(d stemma.Dating) DatingView {
	v := DatingView{When: d.When.ISO(), Evidence: d.Evidence}
	for _, c := range d.Candidates {
		v.Candidates = append(v.Candidates, CandidateView{c.When.ISO(), c.Where, c.Span, c.Said, c.Chosen, c.Why})
	}
	return v
}
