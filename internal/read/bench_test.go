package read

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"stemma"
	"stemma/internal/page"
)

// BenchmarkRead reads the reports beside the repository, one after the other on one
// core, and tells the tokens a second of processor time:
//
//	go test ./internal/read -run - -bench Read -cpu 1
func BenchmarkRead(b *testing.B) {
	reports := benchReports(b)
	r := reader(b)
	tokens := 0
	for i := 0; b.Loop(); i++ {
		tokens += len(r.Read(&reports[i%len(reports)]).Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func benchReports(b *testing.B) []stemma.Report {
	b.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "syria", "reports.jsonl"))
	if err != nil {
		b.Skip("no ../shared/data/syria beside the repository")
	}
	defer f.Close()
	var out []stemma.Report
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		var row struct{ ID, Text string }
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		a, _ := page.FromText(row.Text, page.Hints{ID: stemma.ReportID(row.ID)})
		out = append(out, a)
	}
	return out
}
