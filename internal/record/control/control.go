// Package control tells who held a place, from when to when, on whose word.
package control

import (
	"stemma"
	"stemma/internal/record/said"
)

// Blocks are the keys under which a claim is to be indexed for holdings: the
// settlement it speaks of, for claims of control, share and siege and for those
// whose words presuppose control ("rebel-held"). Most claims have none.
func Blocks(c said.Claim, w said.World) []string { return nil }

// Of is the holdings that the claims of one block give, by place, then by time.
func Of(block string, claims []said.Claim, copies said.Copies, w said.World) []stemma.Holding {
	return nil
}
