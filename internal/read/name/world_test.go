package name

import (
	"testing"

	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

func TestWorld(t *testing.T) {
	g, err := gazetteer.Load(gazetteer.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	a, err := actors.Load(actors.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	known := World(g, a)
	for words, want := range map[string]text.NameKind{
		"London": text.PlaceName, "Russia": text.PlaceName, "Doctors Without Borders": text.Body, "Unheard-of Tarnholt": "", "": "",
	} {
		if got := known(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
