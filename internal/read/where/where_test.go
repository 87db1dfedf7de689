package where

import (
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

var load = sync.OnceValues(func() (*gazetteer.Gazetteer, *actors.List) {
	g, err := gazetteer.Load(gazetteer.Embedded())
	if err != nil {
		panic(err)
	}
	l, err := actors.Load(actors.Embedded())
	if err != nil {
		panic(err)
	}
	return g, l
})

func docOf(s string) *text.Doc {
	report := &stemma.Report{Text: s, Blocks: []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}}}
	d := &text.Doc{Report: report}
	d.Tokens, d.Sentences = token.Split(s, report.Blocks)
	return d
}

// TestReal logs what is found in the text named by STEMMA_TEXT.
func TestReal(t *testing.T) {
	name := os.Getenv("STEMMA_TEXT")
	if name == "" {
		t.Skip("STEMMA_TEXT names no file")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, l := load()
	d := docOf(string(data))
	for _, p := range Find(d, g, l) {
		j, _ := json.Marshal(p.Geo)
		t.Logf("%q name=%q rel=%q in=%q %s dem=%v com=%v %s", p.Of(d.Text()), p.Name, p.Relation, p.In, p.Country, p.Demonym, p.Common, strings.TrimSpace(string(j)))
	}
}
