package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/feed"
	"stemma/internal/store"
	"stemma/internal/text"
)

func explainCommand(a *app) *cobra.Command {
	var o explain.Options
	cmd := &cobra.Command{
		Use:   "explain REPORT|FILE|-",
		Short: "Draw a report with every layer that was read in it",
		Long: `Draw a report of the record, a file, or standard input: its blocks with their roles, its date
with every candidate and why one was chosen, and each sentence with the layers beneath it.

Layers: ` + strings.Join(explain.Layers(), ", ") + ` (by default ` + strings.Join(explain.DefaultLayers, ", ") + `).`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if width := terminal(a.Out); width > 0 && o.Width == 0 {
				o.Width = min(width, 120)
			}
			o.Color = a.colored()
			report, err := a.reportOrFile(cmd, args[0])
			if err != nil {
				return err
			}
			k, err := a.knowledge()
			if err != nil {
				return err
			}
			return a.drawDoc(k.reader.Read(report), o)
		},
	}
	layerFlags(cmd, &o)
	return cmd
}

func layerFlags(cmd *cobra.Command, o *explain.Options) {
	cmd.Flags().StringSliceVar(&o.Layers, "layer", nil, "only these `LAYERS`; 'all' for all")
	cmd.Flags().IntVar(&o.Width, "width", 0, "wrap the text at `COLUMNS`")
}

func (a *app) drawDoc(d *text.Doc, o explain.Options) error {
	if len(o.Layers) == 1 && o.Layers[0] == "all" {
		o.Layers = explain.Layers()
	}
	if a.json {
		v, err := explain.View(d, o.Layers)
		if err != nil {
			return usageError{err}
		}
		out := struct {
			explain.DocView
			Claims []any `json:"claims"`
		}{DocView: v}
		for _, c := range d.Claims {
			out.Claims = append(out.Claims, export.Claim(c, d.Text()))
		}
		return a.printJSON(out)
	}
	return explain.Draw(a.Out, d, o)
}

// reportOrFile is a report of the record, else the first of a file.
func (a *app) reportOrFile(cmd *cobra.Command, name string) (*stemma.Report, error) {
	var found *stemma.Report
	if _, err := os.Stat(a.db); err == nil && name != "-" {
		err := a.view(cmd.Context(), func(tx store.ReadTx) error {
			r, err := findReport(tx, name)
			found = r
			return err
		})
		if err == nil || !errors.Is(err, stemma.ErrNotFound) {
			return found, err
		}
	}
	if name != "-" {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is neither a report in %s nor a file: %w", name, a.db, stemma.ErrNotFound)
		}
	}
	return a.firstReport(cmd, name)
}

func findReport(tx store.ReadTx, name string) (*stemma.Report, error) {
	found, err := findNouns(tx, name, store.NounReport)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, stemma.ErrNotFound
	}
	r, err := tx.Report(stemma.ReportID(found[0].ID))
	return &r, err
}

// firstReport reads one report from a path.
func (a *app) firstReport(cmd *cobra.Command, path string) (*stemma.Report, error) {
	list, err := a.outlets()
	if err != nil {
		return nil, err
	}
	for r, err := range feed.Read(cmd.Context(), []string{path}, feed.Options{Stdin: a.In, Outlets: list}) {
		return r, err
	}
	return nil, fmt.Errorf("%s holds no report: %w", path, stemma.ErrNotFound)
}
