package record

import (
	"errors"
	"iter"
	"strings"

	"stemma"
	"stemma/internal/record/reprint"
	"stemma/internal/store"
)

// Shown is the record as it is shown: its claims have the values that persons have set,
// with a reason that names who and why, and a report without a date has the bounds
// that its relatives give it. What was read stays in tx.
func Shown(tx store.ReadTx) (store.ReadTx, error) {
	decided, err := readCorrections(tx)
	return shown{tx, decided}, err
}

type shown struct {
	store.ReadTx
	corrections corrections
}

// Claim is one claim by its id.
func (s shown) Claim(id stemma.ClaimID) (stemma.Claim, error) {
	claim, err := s.ReadTx.Claim(id)
	return s.corrections.apply(claim), err
}

// Claims that f chooses; it is the values that were set which are filtered.
func (s shown) Claims(f store.ClaimFilter) iter.Seq2[stemma.Claim, error] {
	return func(yield func(stemma.Claim, error) bool) {
		for claim, err := range s.ReadTx.Claims(f) {
			if !yield(s.corrections.apply(claim), err) {
				return
			}
		}
	}
}

// Report is the latest version of a report.
func (s shown) Report(id stemma.ReportID) (stemma.Report, error) { return s.one(id, s.ReadTx.Report) }

// Paper is the same without its blocks.
func (s shown) Paper(id stemma.ReportID) (stemma.Report, error) { return s.one(id, s.ReadTx.Paper) }

// Heading is the same without its text and blocks.
func (s shown) Heading(id stemma.ReportID) (stemma.Report, error) {
	return s.one(id, s.ReadTx.Heading)
}

func (s shown) one(id stemma.ReportID, get func(stemma.ReportID) (stemma.Report, error)) (stemma.Report, error) {
	r, err := get(id)
	if err != nil {
		return r, err
	}
	return s.bounded(r)
}

// Reports are the latest versions.
func (s shown) Reports(f store.ReportFilter) iter.Seq2[stemma.Report, error] {
	return func(yield func(stemma.Report, error) bool) {
		for r, err := range s.ReadTx.Reports(f) {
			if err == nil {
				r, err = s.bounded(r)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// relatives is how many relatives of a report without a date are looked at.
const relatives = 50

// bounded is a report with the bounds of its date where it has none.
func (s shown) bounded(r stemma.Report) (stemma.Report, error) {
	if r.Published.When.Known() {
		return r, nil
	}
	var descents []stemma.Descent
	for d, err := range s.Descents(store.PairFilter{Report: r.ID}) {
		if err != nil {
			return r, err
		}
		if descents = append(descents, d); len(descents) == relatives {
			break
		}
	}
	var failed error
	when, reasons := reprint.Bound(r.ID, descents, func(id stemma.ReportID) stemma.When {
		other, err := s.ReadTx.Heading(id)
		failed = errors.Join(failed, err)
		return other.Published.When
	})
	if failed != nil || len(reasons) == 0 {
		return r, failed
	}
	said := []string{"no date of its own"}
	for _, because := range reasons {
		said = append(said, because.Says)
	}
	r.Published.When, r.Published.Evidence = when, strings.Join(said, "; ")
	return r, nil
}
