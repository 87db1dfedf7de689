package client

import "stemma"

// ReportHead is a report without its text.
type ReportHead struct {
	ID                string          `json:"id" doc:"Path, id or URL under which the report was added."`
	Version           int             `json:"version" doc:"Counts from 1; a changed text under the same id is the next one."`
	Outlet            string          `json:"outlet,omitempty" doc:"Who published it."`
	Title             string          `json:"title,omitempty"`
	Byline            string          `json:"byline,omitempty"`
	URL               string          `json:"url,omitempty"`
	Agencies          []stemma.Credit `json:"agencies" nullable:"false" doc:"Agencies whose wire it carries, each with its evidence."`
	Dateline          []string        `json:"dateline" nullable:"false"`
	Language          string          `json:"language,omitempty" doc:"ISO 639-1."`
	Published         string          `json:"published,omitempty" doc:"ISO 8601; empty when unknown."`
	PublishedEvidence string          `json:"published_evidence,omitempty"`
	Updated           string          `json:"updated,omitempty"`
	FirstSeen         string          `json:"first_seen,omitempty"`
	Withdrawn         string          `json:"withdrawn,omitempty" doc:"When the outlet was seen to have taken it down."`
}

// Report is a report with its text and all that was read from it.
type Report struct {
	ReportHead
	Text      string          `json:"text" doc:"As received. A byte that is not UTF-8 is shown as one question mark, so that offsets hold."`
	Blocks    []Block         `json:"blocks" nullable:"false" doc:"Stretches of the text with their roles, by start, disjoint."`
	Dates     []DateCandidate `json:"dates" nullable:"false" doc:"Every date that the report or its input offers."`
	Sentences []stemma.Span   `json:"sentences" nullable:"false"`
	Marks     []Mark          `json:"marks" nullable:"false" doc:"What the readers marked, by layer and start: quotation, time, number, place, actor, statement."`
	Claims    []Claim         `json:"claims" nullable:"false"`
	Story     string          `json:"story,omitempty" doc:"Id of the story that it tells."`
	Descents  []Descent       `json:"descents" nullable:"false" doc:"Reports of the same text."`
	Versions  []VersionHead   `json:"versions" nullable:"false"`
	Rejected  []Rejected      `json:"rejected" nullable:"false" doc:"Parts that could not be read."`
}

// VersionHead is one version of a report.
type VersionHead struct {
	Version   int    `json:"version"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	FirstSeen string `json:"first_seen,omitempty"`
}

// Block is a stretch of the text with one role.
type Block struct {
	Span     stemma.Span `json:"span"`
	Role     stemma.Role `json:"role" enum:"body,heading,caption,chrome,preamble,footer,tags"`
	Form     string      `json:"form,omitempty" doc:"Form of a body block that is no paragraph: quote, list, table."`
	Language string      `json:"language,omitempty" doc:"Where it differs from the report's."`
	Why      string      `json:"why,omitempty"`
}

// DateCandidate is one date that a report offers.
type DateCandidate struct {
	When   string      `json:"when,omitempty"`
	Where  string      `json:"where" doc:"Where it stood: input, json-ld, meta, time element, url, stamp, byline, feed, http, archive."`
	Span   stemma.Span `json:"span" doc:"Zero when it stood outside the text."`
	Said   string      `json:"said,omitempty"`
	Chosen bool        `json:"chosen"`
	Why    string      `json:"why,omitempty"`
}

// Mark is one member of a layer.
type Mark struct {
	Layer   string      `json:"layer" enum:"quotation,time,number,place,actor,statement"`
	Span    stemma.Span `json:"span"`
	Says    string      `json:"says,omitempty" doc:"What the words stand for."`
	Details []string    `json:"details" nullable:"false"`
}

// Rejected is an input, or a part of one, that could not be used.
type Rejected struct {
	Input string `json:"input"`
	Stage string `json:"stage"`
	Why   string `json:"why"`
}

// Descent is two reports of one text; a is the older or the source.
type Descent struct {
	A        string                 `json:"a"`
	B        string                 `json:"b"`
	Relation stemma.DescentRelation `json:"relation" enum:"reprint,excerpt,update,correction,common-wire,translation"`
	Shared   float64                `json:"shared" doc:"Share of the shorter body's sentences that are reused, 0 to 1."`
	Reasons  []Reason               `json:"reasons" nullable:"false"`
}

// Reason says why the program decided something.
type Reason struct {
	Rule    string        `json:"rule"`
	Says    string        `json:"says,omitempty"`
	Weight  float64       `json:"weight,omitempty" doc:"0 to 1; absent when the rule does not weigh."`
	Cites   []stemma.Cite `json:"cites" nullable:"false"`
	Because []Reason      `json:"because" nullable:"false" required:"false"`
}

// Story is the reports on one matter of the world.
type Story struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Time    string   `json:"time,omitempty"`
	Places  []string `json:"places" nullable:"false"`
	Reports int      `json:"reports" doc:"How many reports tell it."`
}

// StoryTree is a story as a descent tree.
type StoryTree struct {
	Story
	Nodes []ReportHead `json:"nodes" nullable:"false" doc:"Its reports, by date and id."`
	Edges []Descent    `json:"edges" nullable:"false" doc:"Which of them come from which."`
}

// Comparison is two reports side by side.
type Comparison struct {
	A        ReportHead             `json:"a"`
	B        ReportHead             `json:"b"`
	Relation stemma.DescentRelation `json:"relation,omitempty" doc:"How b stands to a; absent when they are not of one text."`
	Shared   float64                `json:"shared"`
	Rows     []AlignedRow           `json:"rows" nullable:"false" doc:"Sentences of both in reading order, aligned."`
	Figures  int                    `json:"figures" doc:"How many rows have a changed figure."`
}

// AlignedRow is a sentence of one report, of the other, or of both.
type AlignedRow struct {
	A        *AlignedSentence `json:"a,omitempty"`
	B        *AlignedSentence `json:"b,omitempty"`
	Relation string           `json:"relation" enum:"verbatim,edited,figure-changed,only-a,only-b"`
}

// AlignedSentence is a sentence with the words of it that the other one lacks.
type AlignedSentence struct {
	Span    stemma.Span `json:"span"`
	Words   string      `json:"words"`
	Changed []Change    `json:"changed" nullable:"false" doc:"Stretches that differ from the other side."`
}

// Change is a stretch of a sentence that the other version has otherwise.
type Change struct {
	Span   stemma.Span `json:"span"`
	Figure bool        `json:"figure" doc:"It holds a number."`
}
