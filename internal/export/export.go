// Package export writes the record as files: JSON Lines, the open format that the
// interchange describes; CSV for spreadsheets, with rows as ACLED and UCDP have them;
// Parquet; GeoJSON, KML and TimeMap for maps; JSON-LD for the web of data. The same
// record gives the same bytes.
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
	ACLED   Format = "acled"   // a row a matter, in the columns of ACLED
	UCDP    Format = "ucdp"    // a row a matter, in the columns of UCDP's georeferenced events
	Parquet Format = "parquet" // claims and matters
	GeoJSON Format = "geojson" // claims that have a point
	KML     Format = "kml"     // matters that have a point
	TimeMap Format = "timemap" // matters that have a day or a point
	JSONLD  Format = "jsonld"  // claims as schema.org has them
)

// Formats are all formats.
var Formats = []Format{JSONL, CSV, ACLED, UCDP, Parquet, GeoJSON, KML, TimeMap, JSONLD}

// file is one file of a format.
type file struct {
	name  string
	write func(store.ReadTx, Choice, io.Writer) error
}

// whole is a file that is always written whole.
func whole(write func(store.ReadTx, io.Writer) error) func(store.ReadTx, Choice, io.Writer) error {
	return func(tx store.ReadTx, _ Choice, w io.Writer) error { return write(tx, w) }
}

// files are the files of a format; none for an unknown one.
func files(f Format) []file {
	switch f {
	case JSONL:
		return []file{
			{"reports.jsonl", whole(writeReports)},
			{"claims.jsonl", writeClaims},
			{"reuse.jsonl", whole(writeReuse)},
			{"descent.jsonl", whole(writeDescents)},
			{"stories.jsonl", whole(writeStories)},
			{"matters.jsonl", whole(writeMatters)},
			{"disputes.jsonl", whole(writeDisputes)},
			{"independence.jsonl", whole(writeIndependence)},
			{"control.jsonl", whole(writeHoldings)},
			{"tallies.jsonl", whole(writeTallies)},
			{"rejected.jsonl", whole(writeRejected)},
		}
	case CSV:
		return []file{
			{"claims.csv", writeClaimsCSV},
			{"control.csv", whole(writeHoldingsCSV)},
			{"tallies.csv", whole(writeTalliesCSV)},
		}
	case GeoJSON:
		return []file{{"claims.geojson", writeClaimsGeoJSON}}
	case ACLED:
		return []file{{"acled.csv", writeACLED}}
	case UCDP:
		return []file{{"ucdp.csv", writeUCDP}}
	case Parquet:
		return []file{{"claims.parquet", writeClaimsParquet}, {"matters.parquet", writeMattersParquet}}
	case KML:
		return []file{{"matters.kml", writeKML}}
	case TimeMap:
		return []file{{"timemap.json", writeTimeMap}}
	case JSONLD:
		return []file{{"claims.jsonld", writeJSONLD}}
	}
	return nil
}

// Files are the names of the files of a format; none for an unknown one.
func Files(f Format) []string {
	var names []string
	for _, file := range files(f) {
		names = append(names, file.name)
	}
	return names
}

// WriteFile writes one file of a format, by its name.
func WriteFile(tx store.ReadTx, f Format, name string, of Choice, w io.Writer) error {
	for _, file := range files(f) {
		if file.name != name {
			continue
		}
		out := bufio.NewWriterSize(w, 1<<16)
		if err := file.write(tx, of, out); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
		return out.Flush()
	}
	return fmt.Errorf("export: format %q has no file %q", f, name)
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
		if err := replace(filepath.Join(dir, file.name), func(w io.Writer) error { return file.write(tx, Choice{}, w) }); err != nil {
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
