// Package demo holds a corpus of reports about one invented siege, with the
// places, actors and outlets that it names.
package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

//go:embed corpus
var files embed.FS

// Input is the file of the corpus that `stemma add` takes.
const Input = "reports.jsonl"

// Corpus is the folder of the demo's files: Input, the texts that it names, and
// the user files for places and actors.
func Corpus() fs.FS {
	sub, err := fs.Sub(files, "corpus")
	if err != nil {
		panic(err) // The folder is embedded under a constant name.
	}
	return sub
}

// own are the files that a user would keep in a folder of his own, not add.
var own = []string{"places.tsv", "actors.tsv", "outlets.tsv"}

// Unpack writes the reports, with Input among them, into the folder reports and the
// demo's own places, actors and outlets into the folder ownFiles. It makes both.
func Unpack(reports, ownFiles string) error {
	corpus := Corpus()
	names, err := fs.Glob(corpus, "*")
	if err != nil {
		return fmt.Errorf("unpack demo: %w", err)
	}
	for _, name := range names {
		dir := reports
		if slices.Contains(own, name) {
			dir = ownFiles
		}
		if err := unpack(corpus, name, dir); err != nil {
			return fmt.Errorf("unpack demo: %w", err)
		}
	}
	return nil
}

func unpack(corpus fs.FS, name, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	body, err := fs.ReadFile(corpus, name)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), body, 0o644)
}
