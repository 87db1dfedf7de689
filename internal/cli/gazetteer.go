package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stemma/internal/gazetteer"
)

func gazetteerCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Keep places of your own",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(importCommand(a))
	return cmd
}

func importCommand(a *app) *cobra.Command {
	var countries []string
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Import places of GeoNames or OCHA into your places.tsv",
		Long: `Import places into your places.tsv, beside those that are there: files of GeoNames (tabs
between 19 columns: SY.txt, cities500.txt, allCountries.txt) and tables of places with
p-codes as OCHA publishes them on HDX (CSV with a header). Give tables of several levels at
once, so that each place finds the one that holds it. A place that was imported before is
replaced. Reports that were added before keep what was read in them.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			rows, err := importFiles(args, countries)
			if err != nil {
				return err
			}
			sum, err := a.keepPlaces(rows)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(sum)
			}
			a.printf("imported %s into %s, which had %d others\n", count(sum.Imported, "place"), sum.File, sum.Kept)
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&countries, "country", nil, "only places in these `COUNTRIES`, by ISO 3166-1 code: SY,IQ")
	return cmd
}

// importFiles reads the files; of places with one ID the last counts.
func importFiles(files, countries []string) ([]gazetteer.Row, error) {
	var rows []gazetteer.Row
	at := map[string]int{}
	for _, file := range files {
		list, err := importFile(file)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			if len(countries) > 0 && !slices.Contains(countries, r.Country) {
				continue
			}
			if i, ok := at[r.ID]; ok {
				rows[i] = r
				continue
			}
			at[r.ID] = len(rows)
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// importFile reads one file by the form of its first line: tabs are of GeoNames.
func importFile(file string) ([]gazetteer.Row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	head, err := r.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("import %s: %w", file, err)
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.ContainsRune(line, '\t') {
		return gazetteer.ImportGeoNames(file, r)
	}
	return gazetteer.ImportPCodes(file, r)
}

// importSummary is what became of an import.
type importSummary struct {
	File     string `json:"file"`
	Imported int    `json:"imported"`
	Kept     int    `json:"kept"`
}

// keepPlaces adds rows to the user's places. The file that was there is replaced only
// by one that loads.
func (a *app) keepPlaces(rows []gazetteer.Row) (importSummary, error) {
	path := filepath.Join(a.ownFolder(), ownPlaces)
	sum := importSummary{File: path, Imported: len(rows)}
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return sum, err
	}
	var file bytes.Buffer
	sum.Kept = keptLines(&file, old, rows)
	if err := gazetteer.WriteSupplement(&file, rows); err != nil {
		return sum, err
	}
	if err := os.MkdirAll(a.ownFolder(), 0o755); err != nil {
		return sum, err
	}
	fresh := path + ".new"
	defer os.Remove(fresh)
	if err := os.WriteFile(fresh, file.Bytes(), 0o644); err != nil {
		return sum, err
	}
	if _, err := gazetteer.Load(withPlaces{gazetteer.Embedded(), fresh}); err != nil {
		return sum, fmt.Errorf("%s stays as it was: %w", path, err)
	}
	return sum, os.Rename(fresh, path)
}

// keptLines writes the lines of a places.tsv but for the heading of an import and the
// places that rows replace, and returns how many places it wrote.
func keptLines(w *bytes.Buffer, old []byte, rows []gazetteer.Row) int {
	replaced := map[string]bool{}
	for _, r := range rows {
		replaced[r.ID] = true
	}
	const idColumn = 8
	places := 0
	for line := range strings.Lines(string(old)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "# name\t") || len(f) > idColumn && replaced[f[idColumn]] {
			continue
		}
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			places++
		}
		w.WriteString(line + "\n")
	}
	return places
}
