package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestGoldAgreesWithTheScript holds the figures to those of the project's score
// script, on exports made from the gold itself: whole, thinned out and damaged.
func TestGoldAgreesWithTheScript(t *testing.T) {
	shared := sharedFolder(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the score script with")
	}
	script := filepath.Join(shared, "score", "score.py")
	for _, e := range goldEvents(t) {
		for _, spoil := range []struct {
			name string
			row  func(n int, r row) bool // row changes a row; false leaves it out.
		}{
			{"whole", func(int, row) bool { return true }},
			{"every third", func(n int, _ row) bool { return n%3 == 0 }},
			{"damaged", damage},
		} {
			t.Run(e.Name+"/"+spoil.name, func(t *testing.T) {
				gold, texts := filepath.Join(shared, "gold", e.Name), filepath.Join(shared, "reports", e.Name)
				export := spoilt(t, gold, spoil.row)
				out, err := exec.Command(python, script, gold, texts, export).Output()
				if err != nil {
					t.Fatal(err)
				}
				figures, err := Gold(gold, texts, export)
				if err != nil {
					t.Fatal(err)
				}
				compareFigures(t, figures, string(out))
			})
		}
	}
}

// damage changes slots, times, sentences and relations, as noisy exports have them.
func damage(n int, r row) bool {
	switch n % 5 {
	case 0:
		r["kind"], r["relation"], r["actor"] = "clash", "edited", "Nobody"
	case 1:
		r["time"], r["from"], r["to"] = "2016-12", nil, "2016-12-31"
		r["value"] = "many"
	case 2:
		if s := r.str("span"); len(s) > 12 {
			r["span"] = strings.ToValidUTF8(s[:len(s)/2], "")
		}
		if a, ok := r["a"].(map[string]any); ok {
			a["sentence"] = strings.ToUpper(a["sentence"].(string))
		}
	case 3:
		r["origins"], r["holder"] = []any{}, "Syrian government forces"
		r["sentence"] = "Not in the report."
	}
	return true
}

// spoilt writes a copy of a gold folder's files.
func spoilt(t *testing.T, gold string, change func(int, row) bool) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"claims", "reuse", "disputes", "independence", "control"} {
		rows, err := readRows(filepath.Join(gold, name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for n, r := range rows {
			if change(n, r) {
				line, err := json.Marshal(r)
				if err != nil {
					t.Fatal(err)
				}
				b.Write(append(line, '\n'))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func compareFigures(t *testing.T, got []Figure, script string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(script), "\n")
	if len(lines) != len(got) {
		t.Fatalf("%d figures, the script has %d", len(got), len(lines))
	}
	for i, line := range lines {
		name, value, _ := strings.Cut(line, " ")
		want, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got[i].Name != name || max(got[i].Value-want, want-got[i].Value) > 0.00005001 {
			t.Errorf("got %s, the script has %s", got[i], line)
		}
	}
}
