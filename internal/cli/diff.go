package cli

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/record"
	"stemma/internal/store"
)

func diffCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "diff FROM TO",
		Short: "What the record knew at one time and not at another",
		Long: `What the record knew at TO and not at FROM ("+"), and at FROM and not at TO ("-"): its reports,
claims, holdings, disputes and tallies. A day is its end.`,
		Example: "  stemma diff 2025-03-05 2025-03-12",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, errFrom := moment(args[0])
			to, errTo := moment(args[1])
			for _, err := range []error{errFrom, errTo} {
				if err != nil {
					return usageError{err}
				}
			}
			return a.diff(cmd.Context(), from, to)
		},
	}
}

func (a *app) diff(ctx context.Context, from, to time.Time) error {
	k, err := a.knowledge()
	if err != nil {
		return err
	}
	return a.open(ctx, func(s store.Store) error {
		before, err := factsAsOf(ctx, s, k.world(), from)
		if err != nil {
			return err
		}
		after, err := factsAsOf(ctx, s, k.world(), to)
		if err != nil {
			return err
		}
		return a.changes(before, after)
	})
}

// fact is one thing that a record holds, as a line that two records have in common
// when they hold the same.
type fact struct {
	noun  string
	line  string
	value any // value is what export writes of it.
}

func factsAsOf(ctx context.Context, s store.Store, w record.World, at time.Time) (facts []fact, err error) {
	err = viewAsOf(ctx, s, w, at, func(tx store.ReadTx) error {
		facts, err = factsOf(tx)
		return err
	})
	return facts, err
}

// factsOf are the facts of a record, noun by noun in the order of the store.
func factsOf(tx store.ReadTx) ([]fact, error) {
	reports := as(tx.Reports(store.ReportFilter{}), func(r stemma.Report) fact {
		return fact{"report", fmt.Sprintf("%s%s, version %d", r.ID, outletOf(r), r.Version), export.Report(r)}
	})
	facts, err := collect(reports, claimFacts(tx, store.ClaimFilter{}))
	if err != nil {
		return nil, err
	}
	derived, err := derivedFacts(tx)
	return append(facts, derived...), err
}

// derivedFacts are those of what follows from the claims.
func derivedFacts(tx store.ReadTx) ([]fact, error) {
	return collect(
		as(tx.Holdings(store.HoldingFilter{}), func(h stemma.Holding) fact {
			return fact{"holding", fmt.Sprintf("%s  %s %s %s: %s", explain.HoldingID(h), h.Place, explain.Stretch(h.When), h.Status, explain.OrUnknown(h.Holder)), export.Holding(h)}
		}),
		as(tx.Disputes(store.MatterFilter{}), func(d stemma.Dispute) fact {
			return fact{"dispute", fmt.Sprintf("%s  %s: %s", explain.DisputeID(d), d.Relation, d.Question), export.Dispute(d)}
		}),
		as(tx.Tallies(store.MatterFilter{}), func(t stemma.Tally) fact {
			return fact{"tally", fmt.Sprintf("%s  %s %s: %s", t.Matter, speakerName(t.Origin), t.Unit, series(t)), export.Tally(t)}
		}),
	)
}

// collect puts streams of facts one after the other.
func collect(lists ...iter.Seq2[fact, error]) ([]fact, error) {
	var facts []fact
	for _, list := range lists {
		for f, err := range list {
			if err != nil {
				return nil, err
			}
			facts = append(facts, f)
		}
	}
	return facts, nil
}

// claimFacts are claims, each with the words of its report.
func claimFacts(tx store.ReadTx, f store.ClaimFilter) iter.Seq2[fact, error] {
	texts := reportCache{tx: tx}
	return func(yield func(fact, error) bool) {
		for c, err := range tx.Claims(f) {
			if err != nil {
				yield(fact{}, err)
				return
			}
			r, err := texts.of(c.Report)
			if err != nil {
				yield(fact{}, err)
				return
			}
			if !yield(fact{"claim", explain.ClaimLine(c), export.Claim(c, r.Text)}, nil) {
				return
			}
		}
	}
}

// as makes facts of a stream.
func as[T any](stream iter.Seq2[T, error], f func(T) fact) iter.Seq2[fact, error] {
	return func(yield func(fact, error) bool) {
		for v, err := range stream {
			if err != nil {
				yield(fact{}, err)
				return
			}
			if !yield(f(v), nil) {
				return
			}
		}
	}
}

// change is a fact that came or went, as JSON.
type change struct {
	Change string `json:"change"` // Change is "added" or "removed".
	Noun   string `json:"noun"`
	Value  any    `json:"value"`
}

// changes prints what is in one list of facts and not in the other, noun by noun.
func (a *app) changes(before, after []fact) error {
	var nouns []string
	for _, f := range slices.Concat(after, before) {
		if !slices.Contains(nouns, f.noun) {
			nouns = append(nouns, f.noun)
		}
	}
	for _, noun := range nouns {
		if err := a.printChanges("removed", "-", noun, before, after); err != nil {
			return err
		}
		if err := a.printChanges("added", "+", noun, after, before); err != nil {
			return err
		}
	}
	return nil
}

// printChanges prints the facts of a noun that one list has and the other lacks.
func (a *app) printChanges(name, sign, noun string, have, lack []fact) error {
	known := map[string]bool{}
	for _, f := range lack {
		if f.noun == noun {
			known[f.line] = true
		}
	}
	for _, f := range have {
		if f.noun != noun || known[f.line] {
			continue
		}
		if a.json {
			if err := a.printJSON(change{name, noun, f.value}); err != nil {
				return err
			}
			continue
		}
		a.printf("%s %-7s  %s\n", sign, noun, strings.TrimSpace(oneLine(f.line)))
	}
	return nil
}
