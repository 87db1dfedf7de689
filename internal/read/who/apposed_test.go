package who

import "testing"

func TestInitialsOf(t *testing.T) {
	for _, c := range []struct {
		initials, name string
		want           bool
	}{
		{"OLF", "Orlo Liberation Front", true},
		{"VDO", "Volunteers for the Defence of Orlo", true},
		{"OLP", "Orlo Liberation Front", false},
		{"FLO", "Orlo Liberation Front", false},
	} {
		if got := initialsOf(c.initials, c.name); got != c.want {
			t.Errorf("%s of %q: %t, want %t", c.initials, c.name, got, c.want)
		}
	}
}
