package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/reprint"
)

// sharedFolder is the folder of shared data next to the module; tests that need it
// skip where it is absent.
func sharedFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(filepath.Join(dir, "gold")); err != nil {
		t.Skip("no shared gold data next to the module")
	}
	return dir
}

func goldEvents(t *testing.T) []*goldEvent {
	t.Helper()
	dir := sharedFolder(t)
	folders, err := filepath.Glob(filepath.Join(dir, "gold", "*", "claims.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []*goldEvent
	for _, f := range folders {
		name := filepath.Base(filepath.Dir(f))
		e, err := readGoldEvent(filepath.Dir(f), filepath.Join(dir, "reports", name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func TestDevReuse(t *testing.T) {
	dir := sharedFolder(t)
	for _, e := range goldEvents(t) {
		var rows []row
		texts := e.reprintTexts()
		for i := range texts {
			for j := i; j < len(texts); j++ {
				for _, r := range reprint.Between(texts[i], texts[j]) {
					rows = append(rows, row{
						"a": map[string]any{"report": string(r.A.Report), "sentence": r.A.Words},
						"b": map[string]any{"report": string(r.B.Report), "sentence": r.B.Words}, "relation": string(r.Relation), "why": r.Reasons[0].Says})
				}
			}
		}
		g, _ := readRows(filepath.Join(dir, "gold", e.Name, "reuse.jsonl"))
		t.Log(e.Name, scoreReuse(g, rows))
		for _, x := range g {
			hit := false
			for _, y := range rows {
				if samePair(x, y) {
					hit = true
					if x.str("relation") != y.str("relation") {
						t.Log("RELATION", x.str("relation"), y.str("relation"), "\n  ", x.object("a").str("sentence"), "\n  ", x.object("b").str("sentence"))
					}
				}
			}
			if !hit {
				t.Log("MISSED\n  ", x.object("a").str("sentence"), "\n  ", x.object("b").str("sentence"))
			}
		}
		for _, y := range rows {
			hit := false
			for _, x := range g {
				hit = hit || samePair(x, y)
			}
			if !hit {
				t.Log("WRONG", y["why"], y.object("a").str("report")[:7], y.object("a").str("sentence"), "|", y.object("b").str("report")[:7], y.object("b").str("sentence"))
			}
		}
	}
}

func samePair(x, y row) bool {
	xa, xb, ya, yb := keyOf(x.object("a")), keyOf(x.object("b")), keyOf(y.object("a")), keyOf(y.object("b"))
	return near(xa, ya) && near(xb, yb) || near(xa, yb) && near(xb, ya)
}

var _ = strings.TrimSpace
var _ stemma.ReportID
