package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/text"
)

// benchmark writes lines to a file of a benchmark folder and returns the folder.
func benchmark(t *testing.T, name string, lines ...string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTimesHistory(t *testing.T) {
	// A war of the past: the reader finds all four dates and reads one as gold does not.
	d := timeDocument{ID: "a", Created: "2009-12-19", Text: "The war of Tarsa began on 3 May 1816. In June 1816 it spread. On 9 July 1816 the port fell, and by 1817 they sued for peace."}
	for _, g := range []timex{{Text: "3 May 1816", Value: "1816-05-03"}, {Text: "June 1816", Value: "1816-06"}, {Text: "9 July 1816", Value: "1816-07-09"}, {Text: "1817", Value: "1818"}} {
		g.Start = strings.Index(d.Text, g.Text)
		g.End = g.Start + len(g.Text)
		d.Timexes = append(d.Timexes, g)
	}
	line, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	dir := benchmark(t, "time/histories.jsonl", string(line))
	got, err := Times(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []Figure{{"reading.time.wikiwars.strict", 1}, {"reading.time.wikiwars.relaxed", 1}, {"reading.time.wikiwars.value", 0.75}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTimesCases(t *testing.T) {
	dir := benchmark(t, "time/cases.jsonl",
		`{"Input":"They arrive on 5 June 2030.","Context":{"ReferenceDateTime":"2021-10-17T00:00:00"},"Results":[{"Text":"5 June 2030","Resolution":{"values":[{"timex":"2030-06-05","type":"date","value":"2030-06-05"}]}}]}`,
		`{"Input":"They leave between 3 and 5 June 2030.","Context":{"ReferenceDateTime":"2021-10-17T00:00:00"},"Results":[{"Text":"between 3 and 5 June 2030","Value":{"Timex":"","FutureResolution":{"startDate":"2030-06-03","endDate":"2030-06-05"},"PastResolution":{"startDate":"2030-06-03","endDate":"2030-06-05"}}}]}`,
		`{"Input":"It lasts two hours.","Results":[{"Text":"two hours","Resolution":{"values":[{"timex":"PT2H","type":"duration","value":"1"}]}}]}`)
	got, err := Times(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Figure{{"reading.time.recognizers", 2. / 3}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNumbersAndUnits(t *testing.T) {
	dir := benchmark(t, "number/cases.jsonl",
		`{"Input":"Sixty-two of 1,200 came","Spec":"NumberModel","Results":[{"Text":"sixty-two","TypeName":"number","Resolution":{"value":"62"}},{"Text":"1,200","TypeName":"number","Resolution":{"value":"1200"}}]}`,
		`{"Input":"More than 40 came","Spec":"NumberRangeModel","Results":[{"Text":"more than 40","TypeName":"numberrange","Resolution":{"value":"(40,)"}}]}`,
		`{"Input":"Some 7 percent came","Spec":"PercentModel","Results":[{"Text":"7 percent","TypeName":"percentage","Resolution":{"value":"8%"}}]}`)
	got, err := Numbers(dir)
	if diff := cmp.Diff([]Figure{{"reading.number.recognizers", 2. / 3}}, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	dir = benchmark(t, "unit/cases.jsonl",
		`{"Input":"a road of 45 km","Spec":"DimensionModel","Results":[{"Text":"45 km","TypeName":"dimension","Resolution":{"value":"45","unit":"Kilometer"}}]}`,
		`{"Input":"it costs 3 euros","Spec":"CurrencyModel","Results":[{"Text":"3 euros","TypeName":"currency","Resolution":{"value":"3","unit":"Dollar"}}]}`)
	got, err = Units(dir)
	if diff := cmp.Diff([]Figure{{"reading.unit.recognizers", 0.5}}, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestDisplacement(t *testing.T) {
	dir := benchmark(t, "displacement/excerpts.jsonl",
		`{"Excerpt":"Some 400 families were evacuated from Tarsa.","Displacement figure":"400","Reporting term":"Evacuated","Reporting unit":"Households","Specific location":"Tarsa district, Moro"}`,
		`{"Excerpt":"Nothing is known.","Displacement figure":"12","Reporting term":"Displaced","Reporting unit":"People","Specific location":""}`,
		`{"Excerpt":"The road is closed.","Displacement figure":"","Reporting term":"","Reporting unit":"","Specific location":""}`)
	read := func(a *stemma.Report) *text.Doc {
		d := &text.Doc{Report: a}
		if at := strings.Index(a.Text, "evacuated"); at >= 0 {
			d.Claims = []stemma.Claim{{
				Kind: stemma.Displaced, Quantity: stemma.Quantity{Value: 400, HasValue: true, Unit: "families"}, Place: stemma.Location{Name: "Tarsa"},
				Cites: map[stemma.Field]stemma.Span{stemma.FieldKind: {Start: at, End: at + len("evacuated")}},
			}}
		}
		return d
	}
	got, err := Displacement(dir, read)
	if err != nil {
		t.Fatal(err)
	}
	want := []Figure{{"reading.displacement.figure", .5}, {"reading.displacement.term", .5}, {"reading.displacement.unit", .5}, {"reading.displacement.place", .5}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
