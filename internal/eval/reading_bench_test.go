package eval

import (
	"path/filepath"
	"testing"

	"stemma"
	"stemma/internal/page"
	"stemma/internal/read"
)

// BenchmarkReading reads the reports beside the repository from text to claims, one
// after the other, and tells the tokens a second of processor time, the collector's
// included:
//
//	go test ./internal/eval -run '^$' -bench Reading -benchtime 1000x
func BenchmarkReading(b *testing.B) {
	reports := benchReports(b)
	r, err := read.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for i := range reports {
		r.Read(&reports[i]) // the model has met the frequent words
	}
	tokens, start := 0, cpuTime()
	for i := 0; b.Loop(); i++ {
		tokens += len(r.Read(&reports[i%len(reports)]).Tokens)
	}
	if spent := cpuTime() - start; spent > 0 {
		b.ReportMetric(float64(tokens)/spent.Seconds(), "tokens/cpu-s")
	}
}

func benchReports(b *testing.B) []stemma.Report {
	b.Helper()
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "syria", "reports.jsonl"))
	if len(paths) == 0 {
		b.Skip("../shared/data/syria is not beside the repository")
	}
	type row struct{ ID, Text string }
	rows, err := readLines[row](paths[0])
	if err != nil {
		b.Fatal(err)
	}
	out := make([]stemma.Report, len(rows))
	for i, r := range rows {
		out[i], _ = page.FromText(r.Text, page.Hints{ID: stemma.ReportID(r.ID)})
	}
	return out
}
