package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/store"
)

func reportsCommand(a *app) *cobra.Command {
	var f store.ReportFilter
	var span timeSpan
	cmd := &cobra.Command{
		Use:   "reports",
		Short: "List the reports",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if f.From, f.To, err = span.bounds(); err != nil {
				return err
			}
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.reports(tx, f) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.Outlet, "outlet", "", "only those that `OUTLET` published")
	flags.StringVar(&f.Agency, "agency", "", "only those that carry the wire of `AGENCY`")
	span.flags(flags)
	return cmd
}

func (a *app) reports(tx store.ReadTx, f store.ReportFilter) error {
	f.Whole = a.json
	var rows [][]string
	for r, err := range tx.Reports(f) {
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(export.Report(r)); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, reportRow(r))
	}
	return a.table([]string{"report", "published", "outlet", "agency", "title"}, rows)
}

func reportRow(r stemma.Report) []string {
	var agencies []string
	for _, c := range r.Agencies {
		agencies = append(agencies, c.Agency)
	}
	title := r.Title
	if r.Version > 1 {
		title += fmt.Sprintf(" (version %d)", r.Version)
	}
	if !r.Withdrawn.IsZero() {
		title += " (withdrawn " + r.Withdrawn.UTC().Format("2006-01-02 15:04") + ")"
	}
	return []string{string(r.ID), explain.OrUnknown(r.Published.When.ISO()), explain.OrUnknown(r.Outlet), strings.Join(agencies, ", "), title}
}
