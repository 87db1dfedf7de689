package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"stemma/internal/store"
)

func sourcesCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "sources",
		Short: "List outlets, agencies and speakers, with how much each gave",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				var rows [][]string
				for s, err := range tx.Sources() {
					if err != nil {
						return err
					}
					if a.json {
						if err := a.printJSON(sourceRow{s.Role, s.Name, s.Reports, s.Claims}); err != nil {
							return err
						}
						continue
					}
					rows = append(rows, []string{string(s.Role), speakerName(s.Name), fmt.Sprint(s.Reports), fmt.Sprint(s.Claims)})
				}
				return a.table([]string{"role", "name", "reports", "claims"}, rows)
			})
		},
	}
}

// sourceRow is a source as JSON.
type sourceRow struct {
	Role    store.SourceRole `json:"role"`
	Name    string           `json:"name"`
	Reports int              `json:"reports"`
	Claims  int              `json:"claims"`
}

func placesCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "places",
		Short: "List the places that claims name",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				var rows [][]string
				for p, err := range tx.Places() {
					if err != nil {
						return err
					}
					if a.json {
						if err := a.printJSON(placeRow{p.Name, p.In, p.Claims}); err != nil {
							return err
						}
						continue
					}
					rows = append(rows, []string{p.Name, p.In, fmt.Sprint(p.Claims)})
				}
				return a.table([]string{"place", "in", "claims"}, rows)
			})
		},
	}
}

// placeRow is a place as JSON.
type placeRow struct {
	Place  string `json:"place"`
	In     string `json:"in,omitempty"`
	Claims int    `json:"claims"`
}
