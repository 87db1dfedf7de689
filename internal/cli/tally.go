package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/export"
	"stemma/internal/store"
)

func tallyCommand(a *app) *cobra.Command {
	var f store.MatterFilter
	cmd := &cobra.Command{
		Use:   "tally [MATTER]",
		Short: "The figures given over time, by origin",
		Long: `The figures given for a matter over time, by origin. Best, low and high are derived, never
stored: low is the least and high the greatest of the last figures of the origins, best is
the median of them.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				var err error
				if f.Matter, err = oneMatter(tx, args); err != nil {
					return err
				}
				return a.tallies(tx, f)
			})
		},
	}
	cmd.Flags().StringVar(&f.Place, "place", "", "only those about a `PLACE` or what lies in it")
	return cmd
}

// tallies prints them by matter: tallies come in the order of their matters.
func (a *app) tallies(tx store.ReadTx, f store.MatterFilter) error {
	questions := map[string]string{}
	for m, err := range tx.Matters(f) {
		if err != nil {
			return err
		}
		questions[m.ID] = m.Question
	}
	var group []stemma.Tally
	flush := func() {
		if len(group) > 0 {
			a.tally(questions[group[0].Matter], group)
		}
		group = nil
	}
	for t, err := range tx.Tallies(f) {
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(export.Tally(t)); err != nil {
				return err
			}
			continue
		}
		if len(group) > 0 && (group[0].Matter != t.Matter || group[0].Unit != t.Unit) {
			flush()
		}
		group = append(group, t)
	}
	flush()
	return nil
}

func (a *app) tally(question string, group []stemma.Tally) {
	kind := "at a time"
	if group[0].Flow {
		kind = "over a period"
	}
	a.printf("%s  %s (%s, %s)\n", group[0].Matter, question, cmp.Or(group[0].Unit, "of no named unit"), kind)
	var last []float64
	for _, t := range group {
		a.printf("    %s: %s\n", speakerName(t.Origin), series(t))
		if n := len(t.Series); n > 0 {
			last = append(last, t.Series[n-1].Value)
		}
	}
	if low, best, high, ok := middle(last); ok {
		a.printf("    best %s, low %s, high %s: the median, least and greatest of the last figure of %s\n",
			stemma.Number(best), stemma.Number(low), stemma.Number(high), count(len(last), "origin"))
	}
	a.printf("\n")
}

// series writes the figures of an origin with their dates, the first one first.
func series(t stemma.Tally) string {
	var figures []string
	for _, p := range t.Series {
		figures = append(figures, fmt.Sprintf("%s %s", cmp.Or(p.Published, "undated"), figure(p)))
	}
	return strings.Join(figures, " → ")
}

// signs stand for bounds before a figure.
var signs = map[stemma.Bound]string{stemma.AtLeast: "≥ ", stemma.AtMost: "≤ ", stemma.About: "≈ "}

func figure(p stemma.TallyPoint) string { return signs[p.Bound] + stemma.Number(p.Value) }

// middle is the least, the lower median and the greatest of values, which it sorts.
func middle(values []float64) (low, best, high float64, ok bool) {
	if len(values) < 2 {
		return 0, 0, 0, false
	}
	slices.Sort(values)
	return values[0], values[(len(values)-1)/2], values[len(values)-1], true
}
