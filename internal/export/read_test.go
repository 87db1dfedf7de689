package export_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xitongsys/parquet-go/common"
	"github.com/xitongsys/parquet-go/reader"
	"github.com/xitongsys/parquet-go/source"

	"stemma/internal/export"
)

// readable is a file as the reader of others wants it.
type readable struct{ *os.File }

func (r readable) Open(string) (source.ParquetFile, error) {
	f, err := os.Open(r.Name())
	return readable{f}, err
}

func (r readable) Create(string) (source.ParquetFile, error) { return nil, errors.ErrUnsupported }

// parquetColumns reads flat columns with a library that is not the one which wrote them.
// A null is nil.
func parquetColumns(t *testing.T, path string) map[string][]any {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := reader.NewParquetColumnReader(readable{f}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer r.ReadStop()
	root := r.SchemaHandler.GetRootInName()
	out := map[string][]any{}
	for _, path := range r.SchemaHandler.ValueColumns {
		in := strings.Split(path, common.PAR_GO_PATH_DELIMITER)
		if len(in) != 2 || in[0] != root {
			continue // of a list
		}
		values, _, _, err := r.ReadColumnByPath(path, r.GetNumRows())
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		name := strings.Split(r.SchemaHandler.InPathToExPath[path], common.PAR_GO_PATH_DELIMITER)[1]
		out[name] = values
	}
	return out
}

// TestParquetIsReadByOthers reads what was written with another library.
func TestParquetIsReadByOthers(t *testing.T) {
	dir := write(t, export.Parquet)
	claims := parquetColumns(t, filepath.Join(dir, "claims.parquet"))
	for name, want := range map[string][]any{
		"id": {"a.txt-a", "a.txt-b"}, "report": {"a.txt", "a.txt"}, "outlet": {"The Courier", "The Courier"}, "published": {"2031-03-04", "2031-03-04"},
		"kind": {"control", "killed"}, "change": {"capture", nil}, "actor": {"Rebels", nil}, "place": {"Marsa", "Marsa"}, "lat": {35.5, nil}, "lon": {38.25, nil},
		"time": {"2031-03-03", nil}, "value": {nil, 12.}, "bound": {nil, "at-least"}, "speaker": {"The Monitor/Ada Lind", "report"},
		"span": {"Rebels took Marsa on Monday", "At least 12 people were killed in Marsa"}, "start": {int64(1), int64(48)},
	} {
		if diff := cmp.Diff(want, claims[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	matters := parquetColumns(t, filepath.Join(dir, "matters.parquet"))
	for name, want := range map[string][]any{
		"id": {"m1"}, "question": {"Who holds Marsa?"}, "date_start": {"2031-03-03"}, "date_end": {nil}, "n_reports": {int64(1)}, "lat": {35.5},
	} {
		if diff := cmp.Diff(want, matters[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCSVIsReadByOthers reads what was written with Python's reader, which is strict, and
// wants the rows that ours reads.
func TestCSVIsReadByOthers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there; its csv module reads what was written")
	}
	for format, name := range map[export.Format]string{export.CSV: "claims.csv", export.ACLED: "acled.csv", export.UCDP: "ucdp.csv"} {
		path := filepath.Join(write(t, format), name)
		out, err := exec.Command(python, "-c", `import csv, json, sys
with open(sys.argv[1], encoding="utf-8", newline="") as f:
    print(json.dumps(list(csv.reader(f, strict=True))))`, path).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var theirs [][]string
		if err := json.Unmarshal(out, &theirs); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ours, theirs); diff != "" || len(ours) < 2 {
			t.Errorf("%s has %d rows (-ours +theirs):\n%s", name, len(ours), diff)
		}
	}
}

// cells are the cells of the only row of a table, by column.
func cells(t *testing.T, path string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil || len(list) != 2 {
		t.Fatalf("%d rows: %v", len(list), err)
	}
	out := map[string]string{}
	for i, name := range list[0] {
		out[name] = list[1][i]
	}
	return out
}

func TestEventData(t *testing.T) {
	for _, test := range []struct {
		format export.Format
		name   string
		want   map[string]string
	}{
		{export.ACLED, "acled.csv", map[string]string{
			"event_id_cnty": "m1", "event_date": "2031-03-03", "year": "2031", "time_precision": "", "sub_event_type": "Non-state actor overtakes territory",
			"event_type": "Battles", "disorder_type": "Political violence", "actor1": "Rebels", "actor2": "", "location": "Marsa", "geo_precision": "1",
			"source": "The Courier", "notes": "Rebels took Marsa on Monday, the monitor said.", "fatalities": "", "n_sources": "1", "question": "Who holds Marsa?",
		}},
		{export.UCDP, "ucdp.csv", map[string]string{
			"id": "m1", "side_a": "Rebels", "number_of_sources": "1", "source_office": "The Courier", "source_headline": "'=cmd()", "where_prec": "1",
			"date_start": "2031-03-03", "date_end": "", "best": "", "event_clarity": "2", "where_description": "Marsa",
		}},
	} {
		got := cells(t, filepath.Join(write(t, test.format), test.name))
		for column, want := range test.want {
			if got[column] != want {
				t.Errorf("%s: %s is %q, want %q", test.name, column, got[column], want)
			}
		}
	}
}

func TestJSONLD(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(write(t, export.JSONLD), "claims.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Context string `json:"@context"`
		Graph   []struct {
			Type       string `json:"@type"`
			Text       string `json:"text"`
			Author     struct{ Name string }
			Appearance struct {
				Type string `json:"@type"`
			}
		} `json:"@graph"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Context != "https://schema.org" || len(got.Graph) != 2 || got.Graph[0].Type != "Claim" || got.Graph[0].Text != "Rebels took Marsa on Monday" ||
		got.Graph[0].Author.Name != "Ada Lind" || got.Graph[0].Appearance.Type != "NewsArticle" {
		t.Errorf("got %+v", got)
	}
}

func TestMaps(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(write(t, export.KML), "matters.kml"))
	if err != nil {
		t.Fatal(err)
	}
	var kml struct {
		Document struct {
			Placemark []struct {
				Name  string `xml:"name"`
				Point struct {
					Coordinates string `xml:"coordinates"`
				}
			}
		}
	}
	if err := xml.Unmarshal(b, &kml); err != nil {
		t.Fatal(err)
	}
	if len(kml.Document.Placemark) != 1 || kml.Document.Placemark[0].Point.Coordinates != "38.25,35.5" {
		t.Errorf("kml: %+v", kml)
	}
	if b, err = os.ReadFile(filepath.Join(write(t, export.TimeMap), "timemap.json")); err != nil {
		t.Fatal(err)
	}
	var events []map[string]any
	if err := json.Unmarshal(b, &events); err != nil {
		t.Fatal(err)
	}
	if len(events) != 1 || events[0]["date"] != "03/03/2031" || events[0]["latitude"] != "35.5" || events[0]["location"] != "Marsa" {
		t.Errorf("timemap: %v", events)
	}
}
