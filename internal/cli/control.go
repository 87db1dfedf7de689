package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/store"
)

func controlCommand(a *app) *cobra.Command {
	var span timeSpan
	cmd := &cobra.Command{
		Use:   "control [PLACE]",
		Short: "Who held a place when, on whose word",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f := store.HoldingFilter{Place: strings.Join(args, "")}
			var err error
			if f.From, f.To, err = span.bounds(); err != nil {
				return err
			}
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.control(tx, f) })
		},
	}
	span.flags(cmd.Flags())
	return cmd
}

func (a *app) control(tx store.ReadTx, f store.HoldingFilter) error {
	if f.Place != "" {
		if err := knownPlace(tx, f.Place); err != nil {
			return err
		}
	}
	place := ""
	for h, err := range tx.Holdings(f) {
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(export.Holding(h)); err != nil {
				return err
			}
			continue
		}
		if h.Place != place {
			place = h.Place
			a.printf("%s\n", explain.Where(stemma.Location{Name: h.Place, In: h.In}))
		}
		a.holding(h)
	}
	if place == "" && !a.json && f.Place != "" {
		a.printf("No claim tells who held %s.\n", f.Place)
	}
	return nil
}

func (a *app) holding(h stemma.Holding) {
	a.printf("  %s  %-22s %s: %s\n", explain.HoldingID(h), explain.Stretch(h.When), h.Status, explain.OrUnknown(h.Holder))
	if len(h.Speakers) > 0 {
		names := make([]string, len(h.Speakers))
		for i, s := range h.Speakers {
			names[i] = speakerName(s)
		}
		a.printf("            on the word of %s\n", strings.Join(names, ", "))
	}
	a.sentences(h.Sentences, "            ")
}
