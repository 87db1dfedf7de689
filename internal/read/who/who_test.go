package who

import (
	"os"
	"sync"
	"testing"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/token"
	"stemma/internal/read/where"
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
	d.Places = where.Find(d, g, l)
	for _, a := range Find(d, g, l) {
		t.Logf("%-40q %q id=%v %s for=%q %s ant=%d", a.Of(d.Text()), a.Party.Name, a.Party.ID != "", a.Kind, a.For.Name, a.Rule, a.Antecedent)
	}
}
