package client

import "stemma"

// Brief is a sourced brief: one entry a matter, each clause with numbered cites.
type Brief struct {
	About   string       `json:"about"`
	Reports int          `json:"reports" doc:"In which the cites stand."`
	Entries []BriefEntry `json:"entries" nullable:"false" doc:"The heaviest first."`
	Cites   []Quote      `json:"cites" nullable:"false" doc:"The first has the number 1."`
	LeftOut int          `json:"left_out" doc:"Clauses that their cites did not carry."`
}

// BriefEntry is one matter.
type BriefEntry struct {
	Matter   string         `json:"matter"`
	Question string         `json:"question"`
	Clauses  []BriefClause  `json:"clauses" nullable:"false" doc:"Its answers, the most carried first."`
	Origins  []BriefOrigin  `json:"origins" nullable:"false"`
	Support  string         `json:"support" doc:"The origins in a sentence."`
	Reports  int            `json:"reports"`
	Disputes []BriefDispute `json:"disputes" nullable:"false"`
}

// BriefOrigin is who stands behind an entry.
type BriefOrigin struct {
	Name string      `json:"name"`
	Side stemma.Side `json:"side,omitempty"`
}

// BriefDispute is how the answers of an entry differ.
type BriefDispute struct {
	Relation    stemma.DisputeRelation `json:"relation"`
	Explanation string                 `json:"explanation,omitempty"`
}

// BriefClause is one answer, with those who give it.
type BriefClause struct {
	Text   string       `json:"text"`
	Voices []BriefVoice `json:"voices" nullable:"false"`
}

// BriefVoice is one speaker of a clause.
type BriefVoice struct {
	Text    string `json:"text"`
	Cites   []int  `json:"cites" nullable:"false" doc:"Numbers in the brief's cites."`
	Outlets int    `json:"outlets" doc:"Outlets that carry it."`
}
