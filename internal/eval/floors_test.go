package eval

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestFloors(t *testing.T) {
	on := On{"war", "d1"}
	floors := Floors{{Figure: "reading.kind.macro", Floor: 0.5, On: on}}
	figures := func(v float64) []Figure { return []Figure{{"reading.kind.macro", v}} }

	if got := floors.Below(figures(0.49), "d1"); len(got) != 1 {
		t.Errorf("Below(0.49) = %v, want the figure", got)
	}
	if got := floors.Below(figures(0.49), "d2"); len(got) != 0 {
		t.Errorf("Below on other data = %v, want none", got)
	}
	if got := floors.Below(figures(0.49996), "d1"); len(got) != 0 {
		t.Errorf("Below within rounding = %v, want none", got)
	}
	cases := []struct {
		name  string
		value float64
		why   string
		want  Floor
	}{
		{"rises", 0.61239, "", Floor{Figure: "reading.kind.macro", Floor: 0.6123, On: on}},
		{"does not sink by itself", 0.4, "", floors[0]},
		{"does not sink by rounding", 0.49996, "fewer texts", floors[0]},
		{"sinks with a reason", 0.4, "fewer texts", Floor{Figure: "reading.kind.macro", Floor: 0.4, On: on, Reason: "fewer texts"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(Floors{c.want}, floors.Raised(figures(c.value), on, c.why)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFloorsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "floors.json")
	want := Floors{{"a", 0.1, On{"war", "d"}, ""}, {"b", 0.2, On{"war", "d"}, "why"}}
	if err := (Floors{want[1], want[0]}).Write(path); err != nil {
		t.Fatal(err)
	}
	got, err := ReadFloors(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDigest(t *testing.T) {
	one := fstest.MapFS{"a/x": {Data: []byte("1")}, "b": {Data: []byte("2")}}
	other := fstest.MapFS{"a/x": {Data: []byte("1")}, "b": {Data: []byte("3")}}
	d1, err := Digest(one)
	if err != nil {
		t.Fatal(err)
	}
	d2, err := Digest(other)
	if err != nil {
		t.Fatal(err)
	}
	if d1 == d2 || len(d1) != 12 {
		t.Errorf("digests %q and %q, want two different ones of 12 digits", d1, d2)
	}
}
