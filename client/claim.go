package client

import "stemma"

// Geo is where a place lies.
type Geo struct {
	ID        string   `json:"id,omitempty" doc:"Of the gazetteer entry."`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision,omitempty" doc:"point, district, city, region, country, relative."`
}

// Claim is one thing that a report says happened, is the case or will happen, with who
// says so.
type Claim struct {
	ID           string                       `json:"id"`
	Says         string                       `json:"says" doc:"What it says in one line, without who says it."`
	Report       string                       `json:"report"`
	Outlet       string                       `json:"outlet,omitempty"`
	Published    string                       `json:"published,omitempty"`
	Span         stemma.Span                  `json:"span" doc:"Words that state the claim."`
	Words        string                       `json:"words"`
	SentenceSpan stemma.Span                  `json:"sentence_span"`
	Sentence     string                       `json:"sentence"`
	Kind         stemma.Kind                  `json:"kind" enum:"control,clash,strike,killed,wounded,detained,displaced,strength,movement,losses,destruction,share,talks,agreement,call,accuse,condition,assessment"`
	Change       stemma.Change                `json:"change,omitempty" doc:"Of control only: enter, capture, recapture, hold, contest, withdraw, lose."`
	Incident     string                       `json:"incident,omitempty" doc:"ACLED sub-event type that the words tell of."`
	Actor        *Party                       `json:"actor,omitempty"`
	Target       *Party                       `json:"target,omitempty"`
	Place        *Location                    `json:"place,omitempty"`
	Time         string                       `json:"time,omitempty"`
	TimeSaid     string                       `json:"time_said,omitempty"`
	TimeAgainst  string                       `json:"time_against,omitempty" doc:"What a relative time was resolved against."`
	Quantity     *Quantity                    `json:"quantity,omitempty"`
	Speaker      string                       `json:"speaker,omitempty" doc:"Body, person, or body/person; \"report\" for the report's own voice."`
	Side         stemma.Side                  `json:"side,omitempty" doc:"Where the speaker stands in the conflict."`
	Via          []string                     `json:"via" nullable:"false" doc:"Go-betweens, nearest the speaker first."`
	Stance       stemma.Stance                `json:"stance,omitempty" doc:"asserted, denied, disputed, expected, called-for, conditional."`
	Cue          string                       `json:"cue,omitempty"`
	Cites        map[stemma.Field]stemma.Span `json:"cites" doc:"Words of each field that the text carries."`
	Reasons      []Reason                     `json:"reasons" nullable:"false" doc:"Where a field that is not in the clause comes from."`
}

// Party is who acts or is acted on.
type Party struct {
	Name string   `json:"name"`
	ID   string   `json:"id,omitempty"`
	Of   []string `json:"of" nullable:"false" doc:"Members of a joint party."`
}

// Location is where a claim's event is said to have happened.
type Location struct {
	Name     string `json:"name"`
	In       string `json:"in,omitempty"`
	Relation string `json:"relation,omitempty" doc:"How the event stands to the place: south of, near."`
	Geo      *Geo   `json:"geo,omitempty"`
}

// Quantity is a number as a report gives it.
type Quantity struct {
	Value *float64     `json:"value,omitempty"`
	Low   *float64     `json:"low,omitempty"`
	High  *float64     `json:"high,omitempty"`
	Bound stemma.Bound `json:"bound,omitempty" doc:"exact, at-least, at-most, about."`
	Unit  string       `json:"unit,omitempty"`
	Rough string       `json:"rough,omitempty" doc:"The vague word, when only one was said: dozens."`
	Of    string       `json:"of,omitempty" doc:"The whole of which it is a part."`
	Flow  bool         `json:"flow" doc:"Counted over a period rather than at a time."`
}

// ClaimDetail is a claim with the chain of its reasons.
type ClaimDetail struct {
	Claim
	Matters []MatterRef `json:"matters" nullable:"false" doc:"Questions that it answers."`
	Why     Reason      `json:"why" doc:"The chain of reasons, down to quoted bytes."`
}

// MatterRef names a matter.
type MatterRef struct {
	ID       string `json:"id"`
	Question string `json:"question"`
}
