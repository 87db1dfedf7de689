package stemma

// ClaimID names a claim: a digest of its report, span, kind and speaker, so that the
// same text read again gives the same claim.
type ClaimID string

// Kind is what a claim is about.
type Kind string

// The kinds of claims.
const (
	Control     Kind = "control"     // who holds, enters, takes, leaves a place
	Clash       Kind = "clash"       // fighting between armed sides
	Strike      Kind = "strike"      // air raid, shelling, rocket, bombing
	Killed      Kind = "killed"      // people killed
	Wounded     Kind = "wounded"     // people wounded
	Detained    Kind = "detained"    // captured, arrested, kidnapped
	Displaced   Kind = "displaced"   // fled, evacuated, sheltered
	Strength    Kind = "strength"    // how many fighters or troops are involved
	Movement    Kind = "movement"    // deploying, regrouping, advancing without a change of control
	Losses      Kind = "losses"      // military equipment or units destroyed
	Destruction Kind = "destruction" // heritage, buildings, infrastructure
	Share       Kind = "share"       // percent of a territory held or retaken
	Talks       Kind = "talks"       // meetings, negotiation, diplomacy
	Agreement   Kind = "agreement"   // ceasefire, pause, deal
	Call        Kind = "call"        // appeal, demand
	Accuse      Kind = "accuse"      // blame, condemn
	Condition   Kind = "condition"   // humanitarian or human condition, siege
	Assessment  Kind = "assessment"  // a judgement or forecast by someone
)

// Change is what a claim of kind control says of the place.
type Change string

// The changes of control.
const (
	Enter     Change = "enter"
	Capture   Change = "capture"
	Recapture Change = "recapture"
	Hold      Change = "hold"
	Contest   Change = "contest"
	Withdraw  Change = "withdraw"
	Lose      Change = "lose"
)

// Stance is how a claim is put.
type Stance string

// The stances.
const (
	Asserted    Stance = "asserted"
	Denied      Stance = "denied"
	Disputed    Stance = "disputed" // the report itself distances: "so-called", "reportedly"
	Expected    Stance = "expected" // will, may, likely
	CalledFor   Stance = "called-for"
	Conditional Stance = "conditional"
)

// Party is an actor or a target: a body, a person, or a noun phrase.
type Party struct {
	Name string   // Name is canonical for a known actor, else the noun phrase as written.
	ID   string   // ID of the actor entry; empty when unresolved.
	Of   []string // Of are the members' names of a joint party, in order; empty for one.
}

// Geo is where a place lies, as far as it could be resolved.
type Geo struct {
	ID        string  `json:"id"` // ID of the gazetteer entry.
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Located   bool    `json:"-"`         // Located is false for an entry that has a parent but no coordinates.
	Precision string  `json:"precision"` // Precision: point, district, city, region, country, relative.
}

// Location is where a claim's event is said to have happened.
type Location struct {
	Name     string // Name as used: "Palmyra", "al-Maadi", "east Aleppo".
	In       string // In is the enclosing place: "Aleppo".
	Relation string // Relation is set for what is not the place itself: "south of", "near", "around".
	Geo      Geo    // Geo is zero when unresolved.
}

// Newsroom is the speaker of what a report says in its own voice.
const Newsroom = "report"

// Speaker is who asserts a claim: a body, a person, or a person for a body.
type Speaker struct {
	Body   string // Body is canonical: "Syrian Observatory for Human Rights"; Newsroom for the report's own voice.
	Person string // Person by full name.
	ID     string // ID of the body's actor entry, else the person's; empty when unresolved.
}

// String is "body", "person" or "body/person".
func (s Speaker) String() string {
	switch {
	case s.Person == "":
		return s.Body
	case s.Body == "":
		return s.Person
	}
	return s.Body + "/" + s.Person
}

// Field names a part of a claim that has words of its own.
type Field string

// The fields that can be cited.
const (
	FieldKind     Field = "kind"
	FieldActor    Field = "actor"
	FieldTarget   Field = "target"
	FieldPlace    Field = "place"
	FieldIn       Field = "in"
	FieldTime     Field = "time"
	FieldValue    Field = "value"
	FieldUnit     Field = "unit"
	FieldSpeaker  Field = "speaker"
	FieldVia      Field = "via"
	FieldStance   Field = "stance"
	FieldCue      Field = "cue"
	FieldQuantity Field = "quantity"
)

// Claim is one thing a report says happened, is the case, or will happen, together
// with who says so. All fields come from one clause, or Reasons say why not.
type Claim struct {
	ID       ClaimID
	Report   ReportID
	Sentence Span // Sentence that holds the claim.
	Span     Span // Span states the claim, without the attribution; inside Sentence.

	Kind     Kind
	Change   Change // Change is set for control only.
	Actor    Party
	Target   Party
	Place    Location
	When     When
	Quantity Quantity
	Incident string // Incident is the ACLED sub-event type that the sentence's words tell of; empty when they do not.

	Speaker Speaker
	Via     []string // Via are the go-betweens, nearest the speaker first.
	Stance  Stance
	Cue     string

	Cites   map[Field]Span // Cites has the words of each field that the text carries.
	Reasons []Reason       // Reasons say where a field that is not in the clause comes from.
}
