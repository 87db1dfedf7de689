package incident

import (
	"testing"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

func read(t *testing.T, s string) (Type, float64) {
	t.Helper()
	types, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	d := &text.Doc{Report: &stemma.Report{Text: s}}
	d.Tokens, d.Sentences = token.Split(s, []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}})
	return types.Of(d, 0, len(d.Sentences))
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want Type
	}{
		{"Government warplanes carried out four air strikes on the market of Telmarin.", "Air/drone strike"},
		{"A suicide bomber blew himself up at the gate. A car was burnt out.", "Suicide bomb"},
		{"Masked men kidnapped the mayor and two clerks.", "Abduction/forced disappearance"},
		{"The two sides signed a ceasefire on Friday.", "Agreement"},
		{"The harvest was good this year.", ""},
		{"", ""},
	} {
		if got, _ := read(t, c.text); got != c.want {
			t.Errorf("Of(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Rockets-fire*+ shells [x]")
	f.Fuzz(func(t *testing.T, s string) {
		if _, lead := read(t, s); lead < 0 || lead > 1 {
			t.Errorf("lead = %v, want 0–1", lead)
		}
	})
}
