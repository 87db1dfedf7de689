package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stemma/internal/export"
	"stemma/internal/store"
)

func mattersCommand(a *app) *cobra.Command {
	var f store.MatterFilter
	cmd := &cobra.Command{
		Use:   "matters",
		Short: "List the questions that claims answer",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				var rows [][]string
				for m, err := range tx.Matters(f) {
					if err != nil {
						return err
					}
					if a.json {
						if err := a.printJSON(export.Matter(m)); err != nil {
							return err
						}
						continue
					}
					rows = append(rows, []string{m.ID, fmt.Sprint(len(m.Claims)), m.Question})
				}
				return a.table([]string{"matter", "claims", "question"}, rows)
			})
		},
	}
	cmd.Flags().StringVar(&f.Place, "place", "", "only those about a `PLACE` or what lies in it")
	cmd.Flags().StringVar((*string)(&f.Slot), "slot", "", "only one `SLOT`: control, value, time, share, cause")
	return cmd
}

func storiesCommand(a *app) *cobra.Command {
	var f store.StoryFilter
	cmd := &cobra.Command{
		Use:   "stories",
		Short: "List the stories, with their reports",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				for st, err := range tx.Stories(f) {
					if err != nil {
						return err
					}
					if a.json {
						if err := a.printJSON(export.Story(st)); err != nil {
							return err
						}
						continue
					}
					a.printf("%s  %s\n          %s  %s\n", st.ID, oneLine(st.Title), st.When.ISO(), strings.Join(st.Places, ", "))
					for _, r := range st.Reports {
						a.printf("          %s\n", r)
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&f.Place, "place", "", "only those about a `PLACE`")
	return cmd
}
