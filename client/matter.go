package client

import "stemma"

// MatterHead is a question that claims answer, as lists show it.
type MatterHead struct {
	ID       string                 `json:"id"`
	Question string                 `json:"question"`
	Slot     stemma.Slot            `json:"slot,omitempty" doc:"What it asks for: control, value, time, share, cause."`
	Kinds    []string               `json:"kinds" nullable:"false" doc:"Kinds of the claims that answer it."`
	Place    string                 `json:"place,omitempty"`
	In       string                 `json:"in,omitempty"`
	Geo      *Geo                   `json:"geo,omitempty" doc:"Where to draw it."`
	Time     string                 `json:"time,omitempty" doc:"What it is about."`
	Moved    string                 `json:"moved,omitempty" doc:"When the latest report that answers it was published."`
	Weight   int                    `json:"weight" doc:"Orders lists and nothing else: disputes, origins, reports."`
	Claims   int                    `json:"claims"`
	Reports  int                    `json:"reports"`
	Origins  int                    `json:"origins" doc:"Independent origins behind the claims."`
	Sides    []string               `json:"sides" nullable:"false" doc:"Sides of the origins."`
	Relation stemma.DisputeRelation `json:"relation,omitempty" doc:"How its answers differ, the gravest first: contradiction, supersession, refinement, scope."`
}

// Matter is a question with every answer.
type Matter struct {
	MatterHead
	ByOrigin []OriginGroup `json:"by_origin" nullable:"false" doc:"Every answer, grouped by who stands behind it."`
	Disputes []Dispute     `json:"disputes" nullable:"false"`
	Tallies  []Tally       `json:"tallies" nullable:"false" doc:"Figures over time, by origin."`
	Estimate []Estimate    `json:"estimates" nullable:"false" doc:"Best, low and high by unit, derived when shown."`
	Claimed  []Claim       `json:"answers" nullable:"false" doc:"The claims that answer it."`
}

// OriginGroup is one origin with its answers.
type OriginGroup struct {
	Origin  string         `json:"origin"`
	Side    stemma.Side    `json:"side,omitempty"`
	Answers []OriginAnswer `json:"answers" nullable:"false" doc:"By first publication."`
	Carried []Carrier      `json:"carried" nullable:"false" doc:"Outlets that merely carry it."`
}

// OriginAnswer is one wording of an answer, with where it stands.
type OriginAnswer struct {
	Says   string   `json:"says" doc:"The answer in a line."`
	Claims []string `json:"claims" nullable:"false"`
	Quotes []Quote  `json:"quotes" nullable:"false" doc:"Each wording once, with every report in which it stands."`
}

// Quote is words that stand alike in one report or more.
type Quote struct {
	Words string  `json:"words"`
	In    []Stand `json:"in" nullable:"false"`
}

// Stand is where words stand.
type Stand struct {
	Report    string      `json:"report"`
	Span      stemma.Span `json:"span"`
	Outlet    string      `json:"outlet,omitempty"`
	Published string      `json:"published,omitempty"`
	Claim     string      `json:"claim,omitempty"`
}

// Carrier is an outlet that carries what another says.
type Carrier struct {
	Outlet  string   `json:"outlet"`
	Agency  string   `json:"agency,omitempty"`
	Reports []string `json:"reports" nullable:"false"`
}

// Dispute is how the answers to a matter differ.
type Dispute struct {
	ID          string                 `json:"id"`
	Matter      string                 `json:"matter"`
	Question    string                 `json:"question"`
	Slot        stemma.Slot            `json:"slot,omitempty"`
	Place       string                 `json:"place,omitempty"`
	Relation    stemma.DisputeRelation `json:"relation" enum:"contradiction,supersession,refinement,scope"`
	Explanation string                 `json:"explanation,omitempty"`
	Answers     []Answer               `json:"answers" nullable:"false"`
	Reasons     []Reason               `json:"reasons" nullable:"false"`
}

// Answer is what one speaker answers to a matter.
type Answer struct {
	Says    string   `json:"says"`
	Speaker string   `json:"speaker,omitempty"`
	Reports []string `json:"reports" nullable:"false"`
	Claims  []string `json:"claims" nullable:"false"`
	Quotes  []Quote  `json:"quotes" nullable:"false"`
}

// Tally is the figures that one origin gives over time.
type Tally struct {
	Matter   string  `json:"matter"`
	Question string  `json:"question,omitempty"`
	Unit     string  `json:"unit,omitempty"`
	Origin   string  `json:"origin"`
	Flow     bool    `json:"flow"`
	Series   []Point `json:"series" nullable:"false" doc:"By publication."`
}

// Point is one figure.
type Point struct {
	Published string       `json:"published,omitempty"`
	Time      string       `json:"time,omitempty" doc:"What the figure is about."`
	Value     float64      `json:"value"`
	Bound     stemma.Bound `json:"bound,omitempty"`
	Report    string       `json:"report"`
	Claim     string       `json:"claim"`
}

// Estimate is derived from the last figure of each origin: low is the least, best the
// lower median, high the greatest.
type Estimate struct {
	Unit    string  `json:"unit,omitempty"`
	Flow    bool    `json:"flow"`
	Low     float64 `json:"low"`
	Best    float64 `json:"best"`
	High    float64 `json:"high"`
	Origins int     `json:"origins"`
}

// Independence is one statement with the origins behind it.
type Independence struct {
	Claim   string   `json:"claim" doc:"The statement as a line."`
	Matter  string   `json:"matter,omitempty"`
	Reports []string `json:"reports" nullable:"false"`
	Origins []Origin `json:"origins" nullable:"false"`
	Quotes  []Quote  `json:"quotes" nullable:"false"`
	Reasons []Reason `json:"reasons" nullable:"false"`
}

// Origin is who stands behind a statement.
type Origin struct {
	Name    string      `json:"name"`
	Side    stemma.Side `json:"side,omitempty"`
	Reports []string    `json:"reports" nullable:"false"`
}
