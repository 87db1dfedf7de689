package record

import (
	"iter"

	"stemma"
	"stemma/internal/store"
)

// Corrected is the record as persons have put it right: its claims have the values
// that were set, with a reason that names who and why. What was read stays in tx.
func Corrected(tx store.ReadTx) (store.ReadTx, error) {
	decided, err := readCorrections(tx)
	if err != nil || len(decided.set) == 0 {
		return tx, err
	}
	return corrected{tx, decided}, nil
}

type corrected struct {
	store.ReadTx
	corrections corrections
}

// Claim is one claim by its id.
func (c corrected) Claim(id stemma.ClaimID) (stemma.Claim, error) {
	claim, err := c.ReadTx.Claim(id)
	return c.corrections.apply(claim), err
}

// Claims that f chooses; it is the values that were set which are filtered.
func (c corrected) Claims(f store.ClaimFilter) iter.Seq2[stemma.Claim, error] {
	return func(yield func(stemma.Claim, error) bool) {
		for claim, err := range c.ReadTx.Claims(f) {
			if !yield(c.corrections.apply(claim), err) {
				return
			}
		}
	}
}
