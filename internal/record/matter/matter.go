// Package matter groups claims by the question that they answer.
package matter

import (
	"stemma"
	"stemma/internal/record/said"
)

// Blocks are the keys under which a claim is to be indexed for matters and
// origins: kind family, settlement and month. Claims that could answer one
// question share a block. A claim without a place or a time has blocks of its own
// kind; none at all means that it answers no question.
func Blocks(c said.Claim, w said.World) []string { return nil }

// Of is the matters of one block. Every matter is owned by exactly one block, so
// that nothing is derived twice; its ID is a digest of its question.
func Of(block string, claims []said.Claim, w said.World) []stemma.Matter { return nil }
