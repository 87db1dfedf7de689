package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFloorsHold makes a record of each event that a careful reader annotated and holds
// its figures to floors.json. The annotated events are not part of the repository.
func TestFloorsHold(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	events, err := os.ReadDir(filepath.Join(shared, "gold"))
	if err != nil {
		t.Skipf("no annotated events: %v", err)
	}
	for _, e := range events {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			db := filepath.Join(t.TempDir(), "eval.db")
			args := []string{"--db", db, "eval", filepath.Join(shared, "gold", e.Name()), filepath.Join(shared, "reports", e.Name())}
			if code := Main(t.Context(), args, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}); code != exitOK {
				t.Errorf("eval ended with code %d:\n%s", code, errs.String())
			}
		})
	}
}
