package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/read"
	"stemma/internal/read/quote"
	"stemma/internal/text"
)

// sharedData is the folder of benchmarks beside the module, where there is one.
const attributionData = "../../../shared/data"

// TestAttributions logs the figures; ATTRIBUTION_ERRORS names a folder for the list
// of what was missed and what was found beside the gold.
func TestAttributions(t *testing.T) {
	if _, err := os.Stat(filepath.Join(attributionData, "attribution")); err != nil {
		t.Skip("no attributions beside the module")
	}
	r, err := read.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	read := func(a *stemma.Report) *text.Doc {
		d := r.Read(a)
		d.Quotations, d.Statements = quote.Find(d)
		return d
	}
	if out := os.Getenv("ATTRIBUTION_ERRORS"); out != "" {
		texts, err := readAttributed(filepath.Join(attributionData, "attribution", "polnear.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range texts {
			d := read(&stemma.Report{Text: a.Text, Blocks: []stemma.Block{{Span: stemma.Span{End: len(a.Text)}, Role: stemma.Body}}})
			words := func(tokens []int) string {
				var b strings.Builder
				for n, i := range tokens {
					if n > 0 && tokens[n-1]+1 != i {
						b.WriteString(" // ")
					} else if n > 0 && d.Tokens[i-1].SpaceAfter {
						b.WriteString(" ")
					}
					b.WriteString(d.Word(i))
				}
				return b.String()
			}
			for _, p := range pairAttributions(d, a.Attributions) {
				kind := "PAIR"
				if len(p.gold.content) == 0 {
					kind = "FALSE"
				} else if len(p.found.content) == 0 {
					kind = "MISS"
				} else if slices.Equal(p.gold.content, p.found.content) && slices.Equal(p.gold.source, p.found.source) && slices.Equal(p.gold.cue, p.found.cue) {
					kind = "RIGHT"
				}
				if len(p.gold.content) > 0 {
					fmt.Fprintf(&log, "%s %s\n  gold  S[%s] C[%s] T[%s]\n", kind, a.ID, words(p.gold.source), words(p.gold.cue), words(p.gold.content))
				} else {
					fmt.Fprintf(&log, "%s %s\n", kind, a.ID)
				}
				if len(p.found.content) > 0 {
					fmt.Fprintf(&log, "  found S[%s] C[%s] T[%s]\n", words(p.found.source), words(p.found.cue), words(p.found.content))
				}
			}
		}
		if err := os.WriteFile(filepath.Join(out, "attribution.txt"), []byte(log.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	figures, err := Attributions(attributionData, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
	}
}
