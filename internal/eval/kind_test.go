package eval

import (
	"os"
	"path/filepath"
	"testing"

	"stemma/internal/read/incident"
)

// TestKindConfusions shows, with -v, which types are taken for which.
func TestKindConfusions(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "kind", "*.tsv"))
	if len(files) == 0 {
		t.Skip("no ../shared/data/kind beside the repository")
	}
	types, err := incident.Load()
	if err != nil {
		t.Fatal(err)
	}
	confused := map[[2]string]int{}
	for _, name := range files {
		snippets, err := readSnippets(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range snippets {
			confused[[2]string{acledLabel(s.label), string(incidentOf(types, s.text))}]++
		}
	}
	for i, line := range kindConfusions(confused) {
		if i < 25 {
			t.Log(line)
		}
	}
	if macro, _ := kindScores(confused); macro < 0.45 {
		t.Errorf("macro F1 %.3f, want at least 0.45", macro)
	}
}

func TestReadSnippetsRefusesNothingReadable(t *testing.T) {
	name := filepath.Join(t.TempDir(), "s.tsv")
	table := "id\tEventSnippet\tSubType\n1\tA drone strike hit the depot\tAIR_STRIKE\nbroken line\n2\t\"Police arrested ten men\"\tARREST\n"
	if err := os.WriteFile(name, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readSnippets(name)
	if err != nil || len(got) != 2 || got[1].text != "Police arrested ten men" {
		t.Errorf("readSnippets = %v, %v", got, err)
	}
}
