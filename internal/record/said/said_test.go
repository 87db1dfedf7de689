package said_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

func TestSpotOf(t *testing.T) {
	for _, test := range []struct {
		name, place, in string
		root, part      string
	}{
		{"city", "Arnaville", "", "Arnaville", ""},
		{"city in a province", "Arnaville", "Karst province", "Arnaville", ""},
		{"city in a country", "Arnaville", "northern Syria", "Arnaville", ""},
		{"side of a city", "east Arnaville", "Arnaville", "Arnaville", "east"},
		{"edge of a city", "western edge of Arnaville", "", "Arnaville", "west edge"},
		{"district", "Maldin", "Arnaville", "Arnaville", "maldin"},
		{"two sides", "northwest and southeast of Arnaville", "", "Arnaville", "northwest southeast"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := said.SpotOf(stemma.Location{Name: test.place, In: test.in}, said.World{})
			if got.Root != said.Key(test.root) || got.Part != test.part {
				t.Errorf("got root %q part %q, want %q %q", got.Root, got.Part, said.Key(test.root), test.part)
			}
		})
	}
}

func TestSpotOfResolvedSettlement(t *testing.T) {
	w := said.World{Settlement: func(l stemma.Location) (string, bool) {
		return map[string]string{"g1": "Arnaville"}[l.Geo.ID], l.Name != "Mill Lane"
	}}
	a := said.SpotOf(stemma.Location{Name: "Arna", Geo: stemma.Geo{ID: "g1"}}, w)
	b := said.SpotOf(stemma.Location{Name: "Arnaville"}, w)
	if a.Root != b.Root || a.Part != "" || a.Name != "Arna" {
		t.Errorf("two names of one settlement are %+v and %+v", a, b)
	}
	lane := said.SpotOf(stemma.Location{Name: "Mill Lane", Geo: stemma.Geo{ID: "g1"}}, w)
	if lane.Root != b.Root || lane.Part != "mill lane" {
		t.Errorf("a street of the settlement is %+v", lane)
	}
}

func TestKeyFoldsSpellings(t *testing.T) {
	for _, same := range [][2]string{{"al-Qarmeshli", "Qarmishli"}, {"Deir al-Zohr", "Deir el-Zour"}, {"Khan Sheikhun", "Khan Shaykhoun"}} {
		if said.Key(same[0]) != said.Key(same[1]) {
			t.Errorf("%q is %q, %q is %q", same[0], said.Key(same[0]), same[1], said.Key(same[1]))
		}
	}
	for _, other := range [][2]string{{"Homs", "Hama"}, {"Tal Rif", "Tel Aran"}, {"Sarin", "Manbij"}} {
		if said.Key(other[0]) == said.Key(other[1]) {
			t.Errorf("%q and %q are both %q", other[0], other[1], said.Key(other[0]))
		}
	}
}

func TestRangesOfBoundsMeet(t *testing.T) {
	exact := func(v float64) stemma.Quantity { return stemma.Quantity{Value: v, HasValue: true} }
	atLeast := stemma.Quantity{Value: 100, HasValue: true, Bound: stemma.AtLeast}
	for _, test := range []struct {
		name string
		a, b stemma.Quantity
		want bool
	}{
		{"at least 100 and 126", atLeast, exact(126), true},
		{"at least 100 and 99", atLeast, exact(99), false},
		{"dozens and 44", stemma.Quantity{Rough: "dozens"}, exact(44), true},
		{"about 30 and 29", stemma.Quantity{Value: 30, HasValue: true, Bound: stemma.About}, exact(29), true},
		{"22 and 31", exact(22), exact(31), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, _ := said.RangeOf(test.a)
			b, _ := said.RangeOf(test.b)
			if got := a.Meets(b); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestPresupposed(t *testing.T) {
	p := saidtest.Paper("a", "Daily", "2031-05-02")
	for _, test := range []struct {
		line, place string
		want        []string
	}{
		{"Shells fell on rebel-held east Arnaville.", "east Arnaville", []string{"rebel"}},
		{"The army pushed towards the Lion-held town of Arnaville.", "Arnaville", []string{"Lion"}},
		{"Shells fell on rebel-held Maldin, far from Arnaville.", "Arnaville", nil},
		{"Shells fell on Arnaville.", "Arnaville", nil},
		{"Shells fell on the rebel stronghold of Arnaville.", "Arnaville", []string{"rebel"}},
		{"Shells fell on Arnaville, a bastion of the Lion Front in the north.", "Arnaville", []string{"Lion Front"}},
		{"Jets hit the town of Arnaville a stronghold of the Lion Front.", "Arnaville", []string{"Lion Front"}},
		{"Arnaville, a key rebel stronghold, was quiet.", "Arnaville", []string{"rebel"}},
		{"Arnaville, a stronghold of the LF group, was quiet.", "Arnaville", []string{"LF"}},
		{"Arnaville, a stronghold of the Godless group, was quiet.", "Arnaville", nil},
		{"The army entered the Lions' main stronghold of Arnaville.", "Arnaville", []string{"Lions"}},
		{"The army entered the one-time rebel stronghold of Arnaville.", "Arnaville", nil},
		{"Arnaville, a former bastion of the Lion Front, was quiet.", "Arnaville", nil},
		{"The army left Arnaville for Maldin, a bastion of the Lion Front.", "Arnaville", nil},
		{"Arnaville was the last rebel bastion.", "Arnaville", nil},
	} {
		c := saidtest.Claim(p, test.line, stemma.Claim{Place: stemma.Location{Name: test.place}})
		if diff := cmp.Diff(test.want, said.Presupposed(&c)); diff != "" {
			t.Errorf("%s\n%s", test.line, diff)
		}
	}
}

func TestBehind(t *testing.T) {
	itself := func(r stemma.ReportID) stemma.ReportID { return r }
	w := said.World{Body: func(name, _ string) (string, stemma.Side) {
		if name == "Lion Agency" {
			return "Lions", stemma.SideParty
		}
		return "", ""
	}}
	claim := func(report, speaker string) said.Claim {
		return saidtest.Claim(saidtest.Paper(report, "", ""), "It fell.", stemma.Claim{Speaker: stemma.Speaker{Body: speaker}})
	}
	same := func(a, b said.Claim) bool { return a.Behind(w, itself) == b.Behind(w, itself) }
	if !same(claim("a", "Lion Agency"), claim("b", "Lions")) {
		t.Error("a party's agency is not the party")
	}
	if same(claim("a", "residents"), claim("b", "residents")) {
		t.Error("nameless speakers of two reports are one")
	}
	if same(claim("a", stemma.Newsroom), claim("b", stemma.Newsroom)) {
		t.Error("two newsrooms are one")
	}
}

func TestUnspliced(t *testing.T) {
	version := func(a, b stemma.ReportID) stemma.Descent {
		return stemma.Descent{A: a, B: b, Relation: stemma.Excerpt}
	}
	wires := map[stemma.ReportID][]string{"a": {"One"}, "b": {"Two"}, "c": {"One", "Two"}, "d": {"One"}}
	for _, test := range []struct {
		name     string
		descents []stemma.Descent
		x, y     stemma.ReportID
		want     bool // want says that x and y are versions of one text.
	}{
		{"two wires in one report", []stemma.Descent{version("c", "a"), version("c", "b")}, "a", "b", false},
		{"two parts of one wire", []stemma.Descent{version("c", "a"), version("c", "d")}, "a", "d", true},
		{"two wires that carry one text", []stemma.Descent{version("c", "a"), version("c", "b"), version("a", "b")}, "a", "b", true},
		{"a copy beside a splice", []stemma.Descent{version("c", "a"), version("c", "b"), version("a", "d")}, "a", "d", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			family := said.Copies{Descent: said.Unspliced(test.descents, wires)}.Families()
			if got := family(test.x) == family(test.y); got != test.want {
				t.Errorf("%s and %s are one text: %v", test.x, test.y, got)
			}
		})
	}
}

func TestAStateAndItsForcesAreOneBody(t *testing.T) {
	for _, same := range [][2]string{{"Russian forces", "Russia"}, {"US forces", "United States"}, {"Ukrainian army", "Ukraine"}, {"Lion fighters", "lion"}} {
		if a, b := said.Body(same[0]), said.Body(same[1]); a != b {
			t.Errorf("%s is %q, %s is %q", same[0], a, same[1], b)
		}
	}
	if a, b := said.Body("Nigerian forces"), said.Body("Niger"); a == b {
		t.Errorf("Nigerian forces and Niger are both %q", a)
	}
}
