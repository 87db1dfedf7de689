package cli

import (
	"github.com/spf13/cobra"

	"stemma/internal/store"
)

func rejectedCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rejected",
		Short: "List the inputs that could not be used, and why",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				for r, err := range tx.Rejected() {
					if err != nil {
						return err
					}
					if a.json {
						if err := a.printJSON(r); err != nil {
							return err
						}
						continue
					}
					a.printf("%s\n    %s: %s\n", oneLine(r.Input), r.Stage, oneLine(r.Why))
				}
				return nil
			})
		},
	}
}
