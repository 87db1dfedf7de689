// Package export writes the record as files: JSON Lines, the open format that the
// interchange describes; CSV for spreadsheets; GeoJSON for maps. The same record
// gives the same bytes.
package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stemma/internal/store"
)

// Format is a way to write the record.
type Format string

// The formats.
const (
	JSONL   Format = "jsonl"   // all of the record, a file a noun
	CSV     Format = "csv"     // claims, holdings and tallies
	GeoJSON Format = "geojson" // claims that have a point
)

// Formats are all formats.
var Formats = []Format{JSONL, CSV, GeoJSON}

// file is one file of a format.
type file struct {
	name  string
	write func(store.ReadTx, io.Writer) error
}

// files are the files of a format; none for an unknown one.
func files(f Format) []file {
	switch f {
	case JSONL:
		return []file{
			{"reports.jsonl", writeReports},
			{"claims.jsonl", writeClaims},
			{"reuse.jsonl", writeReuse},
			{"descent.jsonl", writeDescents},
			{"stories.jsonl", writeStories},
			{"matters.jsonl", writeMatters},
			{"disputes.jsonl", writeDisputes},
			{"independence.jsonl", writeIndependence},
			{"control.jsonl", writeHoldings},
			{"tallies.jsonl", writeTallies},
			{"rejected.jsonl", writeRejected},
		}
	case CSV:
		return []file{
			{"claims.csv", writeClaimsCSV},
			{"control.csv", writeHoldingsCSV},
			{"tallies.csv", writeTalliesCSV},
		}
	case GeoJSON:
		return []file{{"claims.geojson", writeClaimsGeoJSON}}
	}
	return nil
}

// Write writes the files of a format into dir, which it makes where it is missing.
// A file that was there is replaced only by a whole one.
func Write(tx store.ReadTx, f Format, dir string) error {
	list := files(f)
	if list == nil {
		return fmt.Errorf("export: no format %q; there are %v", f, Formats)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for _, file := range list {
		if err := replace(filepath.Join(dir, file.name), func(w io.Writer) error { return file.write(tx, w) }); err != nil {
			return fmt.Errorf("export %s: %w", filepath.Join(dir, file.name), err)
		}
	}
	return nil
}

// replace writes a file beside path and puts it in its place when it is whole.
func replace(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
