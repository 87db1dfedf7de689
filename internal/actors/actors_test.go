package actors

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/gazetteer"
)

func load(t *testing.T) *List {
	t.Helper()
	l, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestEmbedded holds what the list promises: its size, unique names, and parties that
// exist or are made by rule.
func TestEmbedded(t *testing.T) {
	l := load(t)
	bodies, media, persons := 0, 0, 0
	seen := map[string]string{}
	for _, e := range l.Entries() {
		switch e.Kind {
		case Agency, Outlet:
			media++
		case Person:
			persons++
		default:
			bodies++
		}
		if other, taken := seen[e.ID]; taken {
			t.Errorf("%q and %q have one id", e.Name, other)
		}
		seen[e.ID] = e.Name
		for _, when := range []string{e.From, e.To} {
			if _, err := stemma.ParseISO(when); when != "" && err != nil {
				t.Errorf("%s: %v", e.Name, err)
			}
		}
	}
	t.Logf("%d bodies and groups, %d agencies and outlets, %d persons", bodies, media, persons)
	if bodies < 400 || media < 150 {
		t.Errorf("%d bodies and %d agencies, want 400 and 150", bodies, media)
	}
}

func TestMatch(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		words string
		want  string
		n     int
	}{
		{"IS fighters", "Islamic State", 1},
		{"is the", "", 0},
		{"Daesh", "Islamic State", 1},
		{"Islamic State group said", "Islamic State", 3},
		{"the Observatory said", "Syrian Observatory for Human Rights", 2},
		{"Free Syrian Army rebels", "Free Syrian Army", 4},
		{"Médecins Sans Frontières", "Doctors Without Borders", 3},
		{"Assad's forces", "Syrian government forces", 2},
		{"Rami Abdurrahman", "Rami Abdel Rahman", 2},
		{"a farmer", "", 0},
	} {
		written := strings.Fields(c.words)
		folded := make([]string, len(written))
		for i, w := range written {
			folded[i] = gazetteer.Fold(w)
		}
		e, n := l.Match(folded, written)
		if e.Name != c.want || n != c.n {
			t.Errorf("%q: %q of %d words, want %q of %d", c.words, e.Name, n, c.want, c.n)
		}
	}
}

func TestSides(t *testing.T) {
	l := load(t)
	for name, want := range map[string]stemma.Side{
		"Amaq": stemma.SideParty, "Reuters": stemma.SideNewsroom, "UNICEF": stemma.SideHumanitarian,
		"Syrian Observatory for Human Rights": stemma.SideMonitor, "Hamas": stemma.SideParty,
		"Russian Defense Ministry": stemma.SideState,
	} {
		e, ok := l.ByName(name)
		if !ok || e.Side() != want {
			t.Errorf("%s: side %q, %v, want %q", name, e.Side(), ok, want)
		}
	}
}

func TestOwnRowsComeFirst(t *testing.T) {
	l, err := load(t).With("own.tsv", strings.NewReader("# mine\nHamas\tmovement\tPS\tthe Movement\nValley Guard\tarmed group\tXX\tVG; Guard of the Valley\n"))
	if err != nil {
		t.Fatal(err)
	}
	if e, _ := l.ByName("Hamas"); e.Kind != Movement {
		t.Errorf("kind of Hamas is %q", e.Kind)
	}
	if e, n := l.Match([]string{"guard", "of", "the", "valley"}, []string{"Guard", "of", "the", "Valley"}); e.Name != "Valley Guard" || n != 4 {
		t.Errorf("got %q of %d words", e.Name, n)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, file := range []string{"\tarmed group\n x\ty\n", "A\tno such kind\n"} {
		if _, err := Parse(strings.NewReader(file)); err == nil {
			t.Errorf("parsed %q", file)
		}
	}
}
