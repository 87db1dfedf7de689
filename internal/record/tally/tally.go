// Package tally draws the figures given for a matter over time, by origin.
package tally

import (
	"stemma"
	"stemma/internal/record/said"
)

// Of is the series of figures that each origin gives for one matter, flows and
// stocks apart. Copies of a figure do not count twice.
func Of(m stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Tally {
	return nil
}
