package export_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/export"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/store/storetest"
)

// write exports a record of one report with all that may follow from it.
func write(t *testing.T, f export.Format) string {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), filepath.Join(dir, "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	e := storetest.Sample("a.txt")
	e.Report.Title = "=cmd()"
	when := stemma.When{From: time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC), Precision: stemma.Day}
	ref := stemma.SentenceRef{Report: "a.txt", Span: e.Sentences[0], Words: e.Sentences[0].Of(e.Report.Text)}
	err = s.Update(t.Context(), func(tx store.Tx) error {
		return errors.Join(tx.Keep(e),
			tx.SetBlocks("a.txt", map[stemma.ClaimID][]string{"a.txt-a": {"k"}}),
			tx.PutDerived("k", store.Derived{
				Matters: []stemma.Matter{{ID: "m1", Question: "Who holds Marsa?", Slot: stemma.SlotControl, Place: "Marsa", When: when, Claims: []stemma.ClaimID{"a.txt-a"}}},
				Heads: []store.Head{{
					Matter: "m1", Question: "Who holds Marsa?", Slot: stemma.SlotControl, Place: "Marsa", In: "Dahab", When: when, Claims: 1, Reports: 1,
					Geo: stemma.Geo{ID: "x:1", Lat: 35.5, Lon: 38.25, Located: true, Precision: "city"}, Kinds: []stemma.Kind{stemma.Control},
					Origins: []stemma.Origin{{Name: "The Monitor", Side: stemma.SideMonitor, Reports: []stemma.ReportID{"a.txt"}}},
				}},
				Holdings: []stemma.Holding{{Place: "Marsa", Holder: "Rebels", When: when, Status: stemma.Held, Sentences: []stemma.SentenceRef{ref}}},
			}),
			tx.Reject(stemma.Rejected{Input: "b.txt", Stage: "decode", Why: "empty"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	if err := s.View(t.Context(), func(tx store.ReadTx) error { return export.Write(tx, f, out) }); err != nil {
		t.Fatal(err)
	}
	return out
}

func rows(t *testing.T, path string) []map[string]any {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []map[string]any
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var row map[string]any
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

func TestJSONLines(t *testing.T) {
	dir := write(t, export.JSONL)
	claims := rows(t, filepath.Join(dir, "claims.jsonl"))
	want := map[string]any{
		"id": "a.txt-a", "report": "a.txt", "sentence": "Rebels took Marsa on Monday, the monitor said.", "span": "Rebels took Marsa on Monday",
		"kind": "control", "change": "capture", "actor": "Rebels", "place": "Marsa", "in": "Dahab", "time": "2031-03-03",
		"geo":     map[string]any{"id": "x:1", "lat": 35.5, "lon": 38.25, "precision": "city"},
		"speaker": "The Monitor/Ada Lind", "stance": "asserted", "cue": "said", "cites": map[string]any{"place": []any{13., 18.}},
	}
	delete(claims[0], "codes")
	if diff := cmp.Diff(want, claims[0]); diff != "" {
		t.Errorf("first claim (-want +got):\n%s", diff)
	}
	for _, name := range []string{"reports", "claims", "reuse", "descent", "stories", "matters", "disputes", "independence", "control", "tallies", "rejected"} {
		if _, err := os.Stat(filepath.Join(dir, name+".jsonl")); err != nil {
			t.Error(err)
		}
	}
	holding := rows(t, filepath.Join(dir, "control.jsonl"))[0]
	if holding["from"] != "2031-03-03" || holding["to"] != nil {
		t.Errorf("an open end: got from %v to %v", holding["from"], holding["to"])
	}
}

func TestCSV(t *testing.T) {
	f, err := os.Open(filepath.Join(write(t, export.CSV), "claims.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := csv.NewReader(f).ReadAll()
	if err != nil || len(list) != 3 {
		t.Fatalf("%d rows: %v", len(list), err)
	}
}

func TestGeoJSON(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(write(t, export.GeoJSON), "claims.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type     string
		Features []struct {
			Geometry struct{ Coordinates [2]float64 }
		}
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Features) != 1 || got.Features[0].Geometry.Coordinates != [2]float64{38.25, 35.5} {
		t.Errorf("got %v", got)
	}
}

func TestUnknownFormat(t *testing.T) {
	err := export.Write(nil, "xml", t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "xml") {
		t.Errorf("got %v", err)
	}
}
