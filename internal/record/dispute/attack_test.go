package dispute_test

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

// counted is a claim of dead in Arnaville, or in a part of it, in the words of line; its
// figure stands between stars: "*12* people died".
func counted(p said.Paper, n float64, speaker, part, line string) said.Claim {
	before, rest, _ := strings.Cut(line, "*")
	figure, after, _ := strings.Cut(rest, "*")
	place := stemma.Location{Name: "Arnaville"}
	if part != "" {
		place = stemma.Location{Name: part, In: "Arnaville"}
	}
	c := saidtest.Claim(p, before+figure+after, stemma.Claim{
		Kind: stemma.Killed, Place: place, When: saidtest.When("2031-05-02"), Speaker: by(speaker),
		Quantity: stemma.Quantity{Value: n, HasValue: true, Unit: "people"},
	})
	start := c.Sentence.Start + len(before)
	c.Cites = map[stemma.Field]stemma.Span{stemma.FieldValue: {Start: start, End: start + len(figure)}}
	return c
}

func TestAttacksOfOneDayAreToldApart(t *testing.T) {
	market := counted(courier, 14, "Karst Monitor", "", "Shells hit a market in Arnaville, killing *14* people, the Karst Monitor said.")
	for _, test := range []struct {
		name string
		a, b said.Claim
		want bool // want is whether the two counts are disputed.
	}{
		{"one market", market, counted(herald, 9, "War Ministry", "", "The shelling of a market killed *nine* people, the ministry said."), true},
		{"nothing tells them apart", market, counted(herald, 9, "War Ministry", "", "The attack killed *nine* people, the ministry said."), true},
		{"a market and a hospital", market, counted(herald, 9, "War Ministry", "", "Shelling of a hospital killed *nine* people, the ministry said."), false},
		{"shells and an air strike", market, counted(herald, 9, "War Ministry", "", "An air strike killed *nine* people, the ministry said."), false},
		{"a truck bomb and a bomb", counted(courier, 14, "Karst Monitor", "", "A truck bomb killed *14* people."),
			counted(herald, 9, "War Ministry", "", "A bomb blast killed *nine* people."), true},
		{"more, beside those told before", market, counted(courier, 9, "War Ministry", "", "Another *nine* people died in shelling, the ministry said."), false},
		{"more dead, by their number", market, counted(courier, 9, "War Ministry", "", "*Nine* more people died in shelling, the ministry said."), false},
		{"more than a number", market, counted(courier, 90, "War Ministry", "", "*90* more than were feared died in shelling, the ministry said."), true},
		{"some of the dead", market, counted(courier, 3, "War Ministry", "", "*Three* of the dead were medics, the ministry said."), false},
		{"among the dead", market, counted(courier, 4, "War Ministry", "", "*Four* medics were among those killed, the ministry said."), false},
		{"a person, not how many", market, counted(courier, 2, "Ilka Born", "", "*His father and brother* were killed, Ilka Born said."), false},
		{"elsewhere, in one report", market, counted(courier, 9, "War Ministry", "", "Elsewhere shelling killed *nine* people, the ministry said."), false},
		{"a further attack, in one report", market, counted(courier, 9, "War Ministry", "", "Another attack killed *nine* people, the ministry said."), false},
		{"an earlier toll, in one report", market, counted(courier, 9, "War Ministry", "", "Earlier the ministry put the toll at *nine*."), true},
		{"a quarter of the town, in one report", market, counted(courier, 9, "War Ministry", "Mill Hill", "Shelling of Mill Hill killed *nine* people, the ministry said."), false},
		{"a quarter with more dead than all the town", counted(courier, 14, "Karst Monitor", "", "Shelling killed *14* people."),
			counted(herald, 30, "War Ministry", "Mill Hill", "Shelling of Mill Hill killed *30* people."), true},
		{"a sum over quarters", counted(courier, 14, "Karst Monitor", "", "Shelling of several districts killed *14* people."),
			counted(herald, 9, "War Ministry", "", "The shelling killed *nine* people."), false},
		{"the dead of a war", market, counted(herald, 220000, "War Ministry", "", "The war has killed *220,000* people, the ministry said."), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := all(said.Copies{}, test.a, test.b); (len(got) > 0) != test.want {
				t.Errorf("disputes %+v, want any: %v", got, test.want)
			}
		})
	}
}

// A changed figure in two versions of one sentence is a changed figure, whatever its words.
func TestVersionsOfASentenceAreOneAttack(t *testing.T) {
	a := counted(courier, 14, "Karst Monitor", "", "Another *14* people died in shelling, the Karst Monitor said.")
	b := counted(herald, 19, "Karst Monitor", "", "Another *19* people died in shelling, the Karst Monitor said.")
	copies := said.Copies{Reuse: []stemma.Reuse{saidtest.Reuse(a, b, stemma.FigureChanged)}}
	if got := relations(all(copies, a, b)); len(got) != 1 || got[0] != stemma.Supersession {
		t.Errorf("relations %v, want a supersession", got)
	}
}

func TestWordsOfIntensityAreWholeWords(t *testing.T) {
	heavy := func(p said.Paper, line string) said.Claim {
		return saidtest.Claim(p, line, stemma.Claim{Kind: stemma.Clash, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When("2031-05-02")})
	}
	if got := all(said.Copies{}, heavy(courier, "Fierce clashes shook Arnaville."), heavy(herald, "The increased clashes released refugees from Arnaville.")); len(got) > 0 {
		t.Errorf("increased and released are not eased: %+v", got)
	}
	if got := all(said.Copies{}, heavy(courier, "Fierce clashes shook Arnaville."), heavy(herald, "The clashes in Arnaville eased.")); len(got) != 1 {
		t.Errorf("fierce and eased: %+v", got)
	}
}

// That its report tells of other areas too takes nothing from who claimed an attack later.
func TestAnAttackIsClaimedLater(t *testing.T) {
	unclaimed := saidtest.Claim(courier, "[No one claimed responsibility for the attack], but the Lions have bombed areas of Karst before.", stemma.Claim{
		Kind: stemma.Assessment, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When("2031-05-02"),
	})
	claimed := saidtest.Claim(herald, "The Lions said [they carried out the attack].", stemma.Claim{
		Kind: stemma.Strike, Actor: stemma.Party{Name: "Lions", ID: "lions"}, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When("2031-05-02"), Speaker: by("Lions"),
	})
	if got := relations(all(said.Copies{}, unclaimed, claimed)); len(got) != 1 || got[0] != stemma.Supersession {
		t.Errorf("relations %v, want a supersession", got)
	}
}

// Where an attack was is told by those whose own sentences say it.
func TestWhereNeedsWordsOfItsOwn(t *testing.T) {
	strike := func(p said.Paper, place, line string) said.Claim {
		c := saidtest.Claim(p, line, stemma.Claim{Kind: stemma.Strike, Place: stemma.Location{Name: place, In: "Arnaville"}, When: saidtest.When("2031-05-02"), Speaker: by(p.Outlet)})
		if at := strings.Index(c.Line, place); at >= 0 {
			c.Cites = map[stemma.Field]stemma.Span{stemma.FieldPlace: {Start: c.Sentence.Start + at, End: c.Sentence.Start + at + len(place)}}
		}
		return c
	}
	near := strike(courier, "western edge of Arnaville", "A car bomb blew up on the western edge of Arnaville.")
	for line, want := range map[string]int{
		"A car bomb went off in Gharbi, on the western side of the city.": 1,
		"A car bomb went off, the third this year.":                       0,
	} {
		got := 0
		for _, d := range all(said.Copies{}, near, strike(herald, "Gharbi", line)) {
			if d.Slot == stemma.SlotControl {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: %d disputes on where it was, want %d", line, got, want)
		}
	}
}
