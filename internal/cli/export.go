package cli

import (
	"context"

	"github.com/spf13/cobra"

	"stemma/internal/export"
	"stemma/internal/store"
)

func exportCommand(a *app) *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "export --out DIR",
		Short: "Write the record as files",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.export(cmd.Context(), export.Format(format), out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", string(export.JSONL), "the `FORMAT`: jsonl, csv or geojson")
	flags.StringVar(&out, "out", "", "write into `DIR`")
	if err := cmd.MarkFlagRequired("out"); err != nil {
		panic(err) // The flag is declared above.
	}
	return cmd
}

func (a *app) export(ctx context.Context, f export.Format, dir string) error {
	return a.viewAll(ctx, func(tx store.ReadTx) error { return export.Write(tx, f, dir) })
}
