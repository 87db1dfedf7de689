package client

import "stemma"

// PlaceHead is a place that claims name.
type PlaceHead struct {
	Name   string `json:"name"`
	In     string `json:"in,omitempty"`
	Geo    *Geo   `json:"geo,omitempty"`
	Claims int    `json:"claims"`
}

// Place is what the record holds about a place.
type Place struct {
	PlaceHead
	Bands     []Band       `json:"bands" nullable:"false" doc:"Who held it when: one band a claimant."`
	Tallies   []Tally      `json:"tallies" nullable:"false" doc:"Figures of the dead, wounded and the like, by matter and origin."`
	Displaced []Tally      `json:"displaced" nullable:"false" doc:"Figures of people who fled."`
	Matters   []MatterHead `json:"matters" nullable:"false" doc:"The heaviest matters about it."`
	Reports   []ReportHead `json:"reports" nullable:"false" doc:"The latest reports with a claim about it."`
	Within    []PlaceHead  `json:"within" nullable:"false" doc:"Places that lie in it."`
}

// Band is the time over which one claimant is said to have held a place.
type Band struct {
	Claimant  string    `json:"claimant" doc:"Empty when nobody is named."`
	Side      string    `json:"side,omitempty"`
	Stretches []Stretch `json:"stretches" nullable:"false" doc:"By start."`
}

// Stretch is a part of a band. From is included; the day after the last is not shown:
// to is the last day.
type Stretch struct {
	ID       string               `json:"id"`
	Place    string               `json:"place"`
	In       string               `json:"in,omitempty"`
	Holder   string               `json:"holder,omitempty"`
	From     string               `json:"from,omitempty" doc:"Open when absent."`
	To       string               `json:"to,omitempty" doc:"Open when absent."`
	Status   stemma.HoldingStatus `json:"status" enum:"held,contested,besieged,mixed,unknown"`
	Disputed []string             `json:"disputed_by" nullable:"false" doc:"Ids of stretches of other claimants over the same time."`
	Speakers []string             `json:"speakers" nullable:"false" doc:"On whose word."`
	Claims   []string             `json:"claims" nullable:"false"`
	Quotes   []Quote              `json:"quotes" nullable:"false"`
	Reasons  []Reason             `json:"reasons" nullable:"false"`
}

// SourceHead is an outlet, an agency or a speaker.
type SourceHead struct {
	Role    string `json:"role" enum:"outlet,agency,speaker"`
	Name    string `json:"name"`
	Side    string `json:"side,omitempty"`
	Reports int    `json:"reports" doc:"That it published, that carry its wire, or in which it speaks."`
	Claims  int    `json:"claims" doc:"In those reports; of a speaker, its own."`
}

// Source is what an outlet, agency or body said, and how it fared.
type Source struct {
	Name      string       `json:"name"`
	Side      string       `json:"side,omitempty"`
	Roles     []SourceHead `json:"roles" nullable:"false" doc:"What it is in the record; the persons who speak for it too."`
	ReliesOn  []Counted    `json:"relies_on" nullable:"false" doc:"Speakers and agencies that its reports carry, the most used first."`
	CarriedBy []Counted    `json:"carried_by" nullable:"false" doc:"Outlets that carry what it says."`
	AsOutlet  Fared        `json:"as_outlet" doc:"How the answers fared that it published."`
	AsSpeaker Fared        `json:"as_speaker" doc:"How the answers fared that it gave."`
	Said      []Claim      `json:"said" nullable:"false" doc:"Its latest claims."`
	Latest    []ReportHead `json:"latest" nullable:"false" doc:"Its latest reports."`
	Moved     []MatterHead `json:"matters" nullable:"false" doc:"The heaviest matters on which it spoke."`
}

// Fared counts the questions that a source answered by what became of its answers.
type Fared struct {
	Matters      int    `json:"matters" doc:"Questions that it answers."`
	First        int    `json:"first" doc:"Of these, those on which nobody in the record was earlier."`
	Contradicted ByWhom `json:"contradicted" doc:"Those on which a later answer excludes its."`
	Superseded   ByWhom `json:"superseded" doc:"Those on which a later state or count replaced its."`
}

// ByWhom counts answers by who made the one that came later.
type ByWhom struct {
	Others int `json:"others"`
	Itself int `json:"itself"`
}

// Counted is a name with how often it stands.
type Counted struct {
	Name  string `json:"name"`
	Role  string `json:"role,omitempty"`
	Count int    `json:"count"`
}

// Record says how much there is.
type Record struct {
	Reports  int    `json:"reports"`
	Claims   int    `json:"claims"`
	Matters  int    `json:"matters"`
	Disputes int    `json:"disputes"`
	Stories  int    `json:"stories"`
	Holdings int    `json:"holdings"`
	Tallies  int    `json:"tallies"`
	Rejected int    `json:"rejected"`
	First    string `json:"first,omitempty" doc:"Day on which the oldest report was published."`
	Last     string `json:"last,omitempty" doc:"Day on which the youngest report was published."`
	Writable bool   `json:"writable" doc:"A token was set at start, so that a person may add and correct."`
	Version  string `json:"version" doc:"Of the program."`
}

// Hit is something that a search found.
type Hit struct {
	Noun  string        `json:"noun" enum:"place,actor,speaker,matter,claim,report"`
	ID    string        `json:"id"`
	Title string        `json:"title"`
	Text  string        `json:"text,omitempty" doc:"Words around what was found."`
	Marks []stemma.Span `json:"marks" nullable:"false" doc:"Bytes of text that were asked for."`
	Where *Stand        `json:"where,omitempty"`
	Score float64       `json:"score"`
}

// Correction is a decision of a person.
type Correction struct {
	ID       string   `json:"id"`
	Verb     string   `json:"verb"`
	Subjects []string `json:"subjects" nullable:"false"`
	Field    string   `json:"field,omitempty"`
	Value    string   `json:"value,omitempty"`
	Who      string   `json:"who"`
	Why      string   `json:"why"`
	At       string   `json:"at"`
}

// NewCorrection is a decision to be made.
type NewCorrection struct {
	Verb     string   `json:"verb" enum:"merge,split,set,confirm,forget,undo" doc:"merge and split take reports, set and confirm a claim, forget reports or claims, undo corrections."`
	Subjects []string `json:"subjects" nullable:"false" minItems:"1" maxItems:"200" doc:"Whole ids."`
	Field    string   `json:"field,omitempty" maxLength:"40" doc:"Of set: kind, actor, target, place, in, time, value, unit, speaker, stance."`
	Value    string   `json:"value,omitempty" maxLength:"2000"`
	Who      string   `json:"who" minLength:"1" maxLength:"200"`
	Why      string   `json:"why" minLength:"1" maxLength:"2000"`
}

// NewReport is a report to be added: its text or its page, with what is known of it.
type NewReport struct {
	ID        string `json:"id,omitempty" maxLength:"2000" doc:"Its name in the record; the URL when absent."`
	Text      string `json:"text,omitempty"`
	HTML      string `json:"html,omitempty"`
	URL       string `json:"url,omitempty" maxLength:"4000"`
	Outlet    string `json:"outlet,omitempty" maxLength:"400"`
	Agency    string `json:"agency,omitempty" maxLength:"400"`
	Title     string `json:"title,omitempty" maxLength:"4000"`
	Published string `json:"published,omitempty" maxLength:"60"`
	Language  string `json:"language,omitempty" maxLength:"20"`
	FirstSeen string `json:"first_seen,omitempty" maxLength:"60"`
}

// Added says what became of a report.
type Added struct {
	ID     string `json:"id"`
	Status string `json:"status" enum:"added,unchanged,new-version"`
	Claims int    `json:"claims"`
}

// Page is a part of a list.
type Page[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"Cursor of what follows; absent at the end."`
}

// Event is a change of the record, as GET /events sends it.
type Event struct {
	ID       string   `json:"id" doc:"Resume behind it with the header Last-Event-ID."`
	Kind     string   `json:"kind" enum:"report,correction"`
	Report   string   `json:"report,omitempty"`
	Version  int      `json:"version,omitempty"`
	Outlet   string   `json:"outlet,omitempty"`
	Title    string   `json:"title,omitempty"`
	Matters  []string `json:"matters" nullable:"false" doc:"Questions that the report's claims answer."`
	Verb     string   `json:"verb,omitempty" doc:"Of a correction."`
	Subjects []string `json:"subjects,omitempty" nullable:"false" doc:"Of a correction."`
}
