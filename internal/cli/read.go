package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"stemma/internal/explain"
	"stemma/internal/feed"
)

func readCommand(a *app) *cobra.Command {
	var o explain.Options
	cmd := &cobra.Command{
		Use:   "read PATH…",
		Short: "Read reports and print their layers, without a database",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if width := terminal(a.Out); width > 0 && o.Width == 0 {
				o.Width = min(width, 120)
			}
			o.Color = a.colored()
			k, err := a.knowledge()
			if err != nil {
				return err
			}
			rejected := 0
			for r := range readAll(cmd.Context(), args, feed.Options{Stdin: a.In, Outlets: k.outlets}, k.reader.Read) {
				if why, ok := feed.AsRejected(r.err); ok {
					rejected++
					a.notef("rejected %s: %s: %s\n", oneLine(why.Input), why.Stage, oneLine(why.Why))
					continue
				}
				if err := errors.Join(r.err); err != nil {
					return err
				}
				if err := a.drawDoc(r.doc, o); err != nil {
					return err
				}
			}
			if rejected > 0 {
				return errPartly
			}
			return nil
		},
	}
	layerFlags(cmd, &o)
	return cmd
}
