package eval

import (
	"os"
	"path/filepath"
	"testing"

	"stemma/internal/read"
)

// TestRecordFigures takes the figures of the suite; it reads 2,300 reports, so it runs
// only when asked for.
func TestRecordFigures(t *testing.T) {
	dir := filepath.Join(sharedFolder(t), "data")
	if os.Getenv("STEMMA_FIGURES") == "" {
		t.Skip("set STEMMA_FIGURES=1 to take the figures of the suite record")
	}
	r, err := read.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	figures, err := Record(dir, r.Read)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
	}
}
