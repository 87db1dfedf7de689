package cli

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/store"
)

func claimsCommand(a *app) *cobra.Command {
	var f store.ClaimFilter
	var kinds []string
	var span timeSpan
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "List the claims, with the words of each",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, k := range kinds {
				f.Kinds = append(f.Kinds, stemma.Kind(k))
			}
			var err error
			if f.From, f.To, err = span.bounds(); err != nil {
				return err
			}
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.claims(tx, f) })
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&kinds, "kind", nil, "only these `KINDS`: control, killed, displaced …")
	flags.StringVar((*string)(&f.Report), "report", "", "only those of one `REPORT`")
	flags.StringVar(&f.Place, "place", "", "only those about a `PLACE` or what lies in it")
	flags.StringVar(&f.Actor, "actor", "", "only those in which `ACTOR` acts or is acted on")
	flags.StringVar(&f.Speaker, "speaker", "", "only those that `SPEAKER` makes")
	span.flags(flags)
	return cmd
}

func (a *app) claims(tx store.ReadTx, f store.ClaimFilter) error {
	texts := reportCache{tx: tx}
	for c, err := range tx.Claims(f) {
		if err != nil {
			return err
		}
		r, err := texts.of(c.Report)
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(export.Claim(c, r.Text)); err != nil {
				return err
			}
			continue
		}
		a.printf("%s\n", explain.ClaimLine(c))
		a.printf("         %q\n         %s %d–%d%s\n", c.Span.Of(r.Text), c.Report, c.Span.Start, c.Span.End, outletOf(r))
	}
	return nil
}

// outletOf is the outlet and the date of a report, for the end of a line.
func outletOf(r stemma.Report) string {
	s := ""
	if r.Outlet != "" {
		s += "  " + r.Outlet
	}
	if t := r.Published.When.ISO(); t != "" {
		s += "  " + t
	}
	return s
}

// reportCache remembers the report it was last asked for: claims come by report.
type reportCache struct {
	tx   store.ReadTx
	last stemma.Report
}

func (c *reportCache) of(id stemma.ReportID) (stemma.Report, error) {
	if c.last.ID == id && id != "" {
		return c.last, nil
	}
	r, err := c.tx.Report(id)
	if err == nil {
		c.last = r
	}
	return r, err
}

// timeSpan is a pair of flags that bound a time.
type timeSpan struct{ from, to string }

func (s *timeSpan) flags(flags *pflag.FlagSet) {
	flags.StringVar(&s.from, "from", "", "from this `DAY` on (ISO 8601)")
	flags.StringVar(&s.to, "to", "", "until this `DAY`, included (ISO 8601)")
}

// bounds are the span as a half-open pair; a zero end is open.
func (s *timeSpan) bounds() (from, to time.Time, err error) {
	if s.from != "" {
		w, err := stemma.ParseISO(s.from)
		if err != nil {
			return from, to, usageError{err}
		}
		from = w.From
	}
	if s.to != "" {
		w, err := stemma.ParseISO(s.to)
		if err != nil {
			return from, to, usageError{err}
		}
		to = w.To
	}
	return from, to, nil
}
