package stemma

// SentenceRef is a sentence of a report.
type SentenceRef struct {
	Report ReportID `json:"report"`
	Span   Span     `json:"span"`
	Words  string   `json:"sentence"`
}

// ReuseRelation is how two sentences from one original differ.
type ReuseRelation string

// The relations of reused sentences.
const (
	Verbatim      ReuseRelation = "verbatim"
	Edited        ReuseRelation = "edited"
	FigureChanged ReuseRelation = "figure-changed" // a number, bound, date or extent differs
)

// Reuse is two sentences from one original. A sorts before B.
type Reuse struct {
	A, B     SentenceRef
	Relation ReuseRelation
	Reasons  []Reason
}

// DescentRelation is how two reports are related.
type DescentRelation string

// The relations of reports.
const (
	Reprint     DescentRelation = "reprint"
	Excerpt     DescentRelation = "excerpt"
	Update      DescentRelation = "update"
	Correction  DescentRelation = "correction"
	CommonWire  DescentRelation = "common-wire"
	Translation DescentRelation = "translation"
)

// Descent is two reports of one text. A is the older or the source where that is
// known, else A sorts before B.
type Descent struct {
	A, B     ReportID
	Relation DescentRelation
	Shared   float64 // Shared is the share of the shorter body's sentences that are reused, 0–1.
	Reasons  []Reason
}

// Story is the reports on one matter of the world.
type Story struct {
	ID      string
	Title   string
	When    When
	Places  []string
	Reports []ReportID
}

// Slot is what a matter asks for.
type Slot string

// The slots of matters.
const (
	SlotControl Slot = "control"
	SlotValue   Slot = "value"
	SlotTime    Slot = "time"
	SlotShare   Slot = "share"
	SlotCause   Slot = "cause"
)

// Matter is one question that claims answer.
type Matter struct {
	ID       string
	Question string
	Slot     Slot
	Place    string
	When     When
	Claims   []ClaimID
	Origins  []Origin // Origins stand behind its claims together, by name.
}

// DisputeRelation is how the answers to a matter differ.
type DisputeRelation string

// The relations of answers.
const (
	Contradiction DisputeRelation = "contradiction"
	Supersession  DisputeRelation = "supersession" // a later state or count
	Refinement    DisputeRelation = "refinement"
	Scope         DisputeRelation = "scope" // another period, place or population counted
)

// Answer is what one speaker answers to a matter.
type Answer struct {
	Says      string // Says is the answer in a few words.
	Speaker   string
	Reports   []ReportID
	Sentences []SentenceRef
	Claims    []ClaimID
}

// Dispute is a matter whose answers differ, and how.
type Dispute struct {
	Matter      string
	Question    string
	Slot        Slot
	Place       string
	Answers     []Answer
	Relation    DisputeRelation
	Explanation string
	Reasons     []Reason
}

// Side is the place of an origin in the conflict.
type Side string

// The sides of origins.
const (
	SideParty        Side = "party"
	SideState        Side = "state body"
	SideMonitor      Side = "monitor"
	SideHumanitarian Side = "humanitarian body"
	SideWitness      Side = "witness"
	SideNewsroom     Side = "newsroom"
	SideUnknown      Side = "unknown"
)

// Origin is the last named asserter behind a claim once copies and go-betweens are
// followed.
type Origin struct {
	Name    string
	Side    Side
	Reports []ReportID
}

// Independence is one statement that several reports carry, with the origins
// behind it.
type Independence struct {
	Claim     string // Claim is the statement as a line.
	Matter    string
	Sentences []SentenceRef
	Reports   []ReportID
	Origins   []Origin
	Reasons   []Reason
}

// HoldingStatus is how a place was held.
type HoldingStatus string

// The states of a holding.
const (
	Held           HoldingStatus = "held"
	Contested      HoldingStatus = "contested"
	Besieged       HoldingStatus = "besieged"
	Mixed          HoldingStatus = "mixed"
	UnknownHolding HoldingStatus = "unknown"
)

// Holding is who held a place over an interval, on whose word.
type Holding struct {
	Place     string
	In        string
	Holder    string
	When      When
	Status    HoldingStatus
	Speakers  []string
	Sentences []SentenceRef
	Claims    []ClaimID
	Reasons   []Reason
}

// TallyPoint is one figure of a tally.
type TallyPoint struct {
	Published string   `json:"published"` // Published is the report's date, ISO 8601; empty when unknown.
	Time      string   `json:"time"`      // Time that the figure is about, ISO 8601.
	Value     float64  `json:"value"`
	Bound     Bound    `json:"bound"`
	Report    ReportID `json:"report"`
	Claim     ClaimID  `json:"claim"`
}

// Tally is the series of figures that one origin gives for a matter over time.
type Tally struct {
	Matter string
	Unit   string
	Origin string
	Flow   bool
	Series []TallyPoint
}
