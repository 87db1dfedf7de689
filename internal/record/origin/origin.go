// Package origin follows statements back through copies and go-betweens to those
// who asserted them.
package origin

import (
	"stemma"
	"stemma/internal/record/said"
)

// Of is the statements of one block (see matter.Blocks) that are said more than
// once, each with the origins behind it. Like a matter, a statement is owned by
// exactly one block.
func Of(block string, claims []said.Claim, copies said.Copies, w said.World) []stemma.Independence {
	return nil
}
