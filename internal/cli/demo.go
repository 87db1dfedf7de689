package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"stemma/internal/demo"
	"stemma/internal/store"
)

func demoCommand(a *app) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Add the reports of an invented siege and show the record",
		Long: `Write the demo corpus to DIR, sixteen short reports about one invented siege, add it to a new
record there and show what the record holds.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			b := *a
			b.db = filepath.Join(dir, "demo.db")
			if err := b.prepareDemo(dir); err != nil {
				return err
			}
			return b.showDemo(cmd, filepath.Join(dir, "reports", demo.Input))
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "demo-out", "the `DIR` to write to")
	return cmd
}

// prepareDemo writes the corpus and takes an older record away: the demo begins
// anew.
func (a *app) prepareDemo(dir string) error {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(a.db + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("demo: %w", err)
		}
	}
	return demo.Unpack(filepath.Join(dir, "reports"), a.ownFolder())
}

// showDemo runs the commands that show most of a record, each printed before its
// output.
func (a *app) showDemo(cmd *cobra.Command, input string) error {
	a.command("add " + input)
	sum, err := a.addAll(cmd.Context(), []string{input})
	if err != nil {
		return err
	}
	if err := a.printSummary(sum); err != nil {
		return err
	}
	for _, show := range []struct {
		command string
		run     func(tx store.ReadTx) error
	}{
		{"brief Halvesh --limit 5", func(tx store.ReadTx) error { return a.brief(tx, []string{"Halvesh"}, 5) }},
		{"control Halvesh", func(tx store.ReadTx) error { return a.control(tx, store.HoldingFilter{Place: "Halvesh"}) }},
		{"disputes", func(tx store.ReadTx) error { return a.disputes(tx, store.MatterFilter{}, nil) }},
	} {
		a.command(show.command)
		if err := a.view(cmd.Context(), show.run); err != nil {
			return err
		}
	}
	return nil
}

// command prints a command line as a person would type it.
func (a *app) command(line string) {
	if !a.json {
		a.printf("\n$ stemma --db %s %s\n", a.db, line)
	}
}
