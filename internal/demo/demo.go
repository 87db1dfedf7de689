// Package demo holds a corpus of reports about one invented siege, with the
// places, actors and outlets that it names.
package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

// Unpack writes the corpus into dir, which it makes if needed, and returns the
// path of Input in it.
func Unpack(dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("unpack demo: %w", err)
	}
	corpus := Corpus()
	names, err := fs.Glob(corpus, "*")
	if err != nil {
		return "", fmt.Errorf("unpack demo: %w", err)
	}
	for _, name := range names {
		body, err := fs.ReadFile(corpus, name)
		if err != nil {
			return "", fmt.Errorf("unpack demo: %w", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			return "", fmt.Errorf("unpack demo: %w", err)
		}
	}
	return filepath.Join(dir, Input), nil
}
