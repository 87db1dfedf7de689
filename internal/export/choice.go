package export

import (
	"stemma"
	"stemma/internal/store"
)

// Choice is what of the record is written. The zero Choice is all of it. What is no
// claim and no matter (reports, stories, holdings …) is always written whole.
type Choice struct {
	Claims  store.ClaimFilter
	Matters store.HeadFilter
}

// eachClaim goes through the chosen claims by report, each with its report, so that
// a text is read once.
func eachClaim(tx store.ReadTx, of Choice, f func(stemma.Claim, stemma.Report) error) error {
	var r stemma.Report
	for c, err := range tx.Claims(of.Claims) {
		if err != nil {
			return err
		}
		if r.ID != c.Report || r.ID == "" {
			if r, err = tx.Report(c.Report); err != nil {
				return err
			}
		}
		if err := f(c, r); err != nil {
			return err
		}
	}
	return nil
}
