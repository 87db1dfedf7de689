// Package dispute tells which matters get different answers, and how they differ.
package dispute

import (
	"stemma"
	"stemma/internal/record/said"
)

// Of is the disputes of one matter, given its claims (others are ignored). A
// matter has one dispute for each way in which its answers differ.
func Of(m stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Dispute {
	return nil
}
