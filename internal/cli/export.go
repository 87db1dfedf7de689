package cli

import (
	"context"
	"strings"

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
	flags.StringVar(&format, "format", string(export.JSONL), "the `FORMAT`: "+formats())
	flags.StringVar(&out, "out", "", "write into `DIR`")
	if err := cmd.MarkFlagRequired("out"); err != nil {
		panic(err) // The flag is declared above.
	}
	return cmd
}

// formats are the names of the formats.
func formats() string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func (a *app) export(ctx context.Context, f export.Format, dir string) error {
	return a.viewAll(ctx, func(tx store.ReadTx) error { return export.Write(tx, f, dir) })
}
