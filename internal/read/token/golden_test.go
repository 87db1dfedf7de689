package token

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"stemma"
)

// TestGoldenRules logs the golden rules of sentence splitting that fail.
func TestGoldenRules(t *testing.T) {
	data, err := os.ReadFile("../../../../shared/data/sentence/golden.jsonl")
	if err != nil {
		t.Skip("no golden rules beside the module")
	}
	right, all := 0, 0
	for line := range strings.Lines(string(data)) {
		var c struct {
			Text  string
			Sents []string
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		all++
		_, sentences := Split(c.Text, []stemma.Block{{Span: stemma.Span{End: len(c.Text)}, Role: stemma.Body}})
		var got []string
		for _, s := range sentences {
			got = append(got, s.Of(c.Text))
		}
		if strings.Join(got, "\n") == strings.Join(c.Sents, "\n") {
			right++
		} else {
			t.Logf("got %q", got)
		}
	}
	t.Logf("%d of %d right", right, all)
	if right*10 < all*9 {
		t.Error("fewer than nine in ten golden rules hold")
	}
}
