package cli

import (
	"github.com/spf13/cobra"

	"stemma/internal/brief"
	"stemma/internal/store"
)

func briefCommand(a *app) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "brief [PLACE|MATTER]",
		Short: "A sourced brief: what is claimed, on how many origins, what is disputed",
		Long: `A sourced brief of the whole record, of a place or of one matter: one entry a matter
with what is claimed, on how many independent origins, and how the answers differ. Every
line has numbered cites with the quoted words and their byte offsets; what its cites do
not carry is not printed.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.brief(tx, args, limit) })
		},
	}
	cmd.Flags().IntVarP(&limit, "limit", "n", 0, "at most `N` matters; 0 for all")
	return cmd
}

func (a *app) brief(tx store.ReadTx, args []string, limit int) error {
	o := brief.Options{Limit: limit}
	if err := aboutWhat(tx, args, &o); err != nil {
		return err
	}
	list, err := a.actors()
	if err != nil {
		return err
	}
	o.Side = bodies(list)
	b, err := brief.Of(tx, o)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(b)
	}
	return brief.Write(a.Out, b)
}

// aboutWhat finds whether the argument names a matter, by a prefix of its id, or a
// place.
func aboutWhat(tx store.ReadTx, args []string, o *brief.Options) error {
	if len(args) == 0 {
		return nil
	}
	found, err := findNouns(tx, args[0], store.NounMatter)
	if err != nil {
		return err
	}
	if len(found) == 1 {
		o.Matter = found[0].ID
		return nil
	}
	o.Place = args[0]
	return knownPlace(tx, o.Place)
}
