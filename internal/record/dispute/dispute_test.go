package dispute_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record/dispute"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

var (
	courier = saidtest.Paper("courier", "Courier", "2031-05-02")
	herald  = saidtest.Paper("herald", "Herald", "2031-05-02")
	tribune = saidtest.Paper("tribune", "Tribune", "2031-05-03")
)

func by(body string) stemma.Speaker { return stemma.Speaker{Body: body} }

func party(name string) stemma.Party { return stemma.Party{Name: name} }

// control is a claim of control over Arnaville.
func control(p said.Paper, change stemma.Change, who, day, speaker string) said.Claim {
	return saidtest.Claim(p, fmt.Sprintf("%s said that %s did %s at Arnaville on %s.", speaker, who, change, day), stemma.Claim{
		Kind: stemma.Control, Change: change, Actor: party(who), Place: stemma.Location{Name: "Arnaville"},
		When: saidtest.When(day), Speaker: by(speaker),
	})
}

// dead is a claim of people killed in Arnaville.
func dead(p said.Paper, n float64, bound stemma.Bound, day, speaker string) said.Claim {
	return saidtest.Claim(p, fmt.Sprintf("%s said that %s %g people died in Arnaville.", speaker, bound, n), stemma.Claim{
		Kind: stemma.Killed, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When(day), Speaker: by(speaker),
		Quantity: stemma.Quantity{Value: n, HasValue: true, Bound: bound, Unit: "people"},
	})
}

// world has the Cubs within the Lions.
var world = said.World{Within: func(name string) string {
	if name == "Cubs" {
		return "Lions"
	}
	return ""
}}

// all are the disputes among claims, over all their blocks.
func all(copies said.Copies, claims ...said.Claim) []stemma.Dispute {
	blocks := map[string][]said.Claim{}
	for _, c := range claims {
		for _, b := range matter.Blocks(&c, world) {
			blocks[b] = append(blocks[b], c)
		}
	}
	var out []stemma.Dispute
	for b, list := range blocks {
		for _, m := range matter.Of(b, list, world) {
			out = append(out, dispute.Of(m, list, copies, world)...)
		}
	}
	slices.SortFunc(out, func(a, b stemma.Dispute) int {
		return cmpStrings(a.Matter+string(a.Relation)+a.Explanation, b.Matter+string(b.Relation)+b.Explanation)
	})
	return out
}

func cmpStrings(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

func relations(ds []stemma.Dispute) []stemma.DisputeRelation {
	var out []stemma.DisputeRelation
	for _, d := range ds {
		if !slices.Contains(out, d.Relation) {
			out = append(out, d.Relation)
		}
	}
	slices.Sort(out)
	return out
}

func TestOf(t *testing.T) {
	const day = "2031-05-02"
	for _, test := range []struct {
		name   string
		claims []said.Claim
		want   []stemma.DisputeRelation
	}{
		{"bounds that agree are no contradiction", []said.Claim{
			dead(courier, 100, stemma.AtLeast, day, "Karst Monitor"), dead(herald, 126, stemma.Exact, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Refinement}},
		{"a bound that a later report raised", []said.Claim{
			dead(courier, 2, stemma.AtLeast, day, "Karst Monitor"), dead(tribune, 6, stemma.AtLeast, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Supersession}},
		{"exact counts of two origins", []said.Claim{
			dead(courier, 22, stemma.Exact, day, "Karst Monitor"), dead(herald, 31, stemma.Exact, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Contradiction}},
		{"a count that its own origin raised", []said.Claim{
			dead(courier, 22, stemma.Exact, day, "Karst Monitor"), dead(herald, 31, stemma.Exact, day, "Karst Monitor"),
		}, []stemma.DisputeRelation{stemma.Supersession}},
		{"a count that its own origin raised, and another's above it", []said.Claim{
			dead(courier, 22, stemma.Exact, day, "Karst Monitor"), dead(herald, 31, stemma.Exact, day, "Karst Monitor"), dead(tribune, 44, stemma.Exact, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Supersession}},
		{"a count that its own origin raised, and another's below it", []said.Claim{
			dead(courier, 22, stemma.Exact, day, "Karst Monitor"), dead(herald, 31, stemma.Exact, day, "Karst Monitor"), dead(tribune, 9, stemma.Exact, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Contradiction, stemma.Supersession}},
		{"one count with and without its bound", []said.Claim{
			dead(courier, 44, stemma.Exact, day, "Karst Monitor"), dead(herald, 44, stemma.AtLeast, day, "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Refinement}},
		{"a day and three weeks", []said.Claim{
			dead(courier, 10, stemma.Exact, day, "Karst Monitor"), dead(herald, 120, stemma.Exact, "2031-04-12/2031-05-02", "Red Crescent"),
		}, []stemma.DisputeRelation{stemma.Scope}},
		{"the same count", []said.Claim{
			dead(courier, 22, stemma.Exact, day, "Karst Monitor"), dead(herald, 22, stemma.Exact, day, "Red Crescent"),
		}, nil},
		{"left, then taken again", []said.Claim{
			control(courier, stemma.Withdraw, "Lions", day, "Karst Monitor"), control(herald, stemma.Recapture, "Lions", day, "Karst Monitor"),
		}, []stemma.DisputeRelation{stemma.Supersession}},
		{"under attack or taken", []said.Claim{
			control(courier, stemma.Contest, "Lions", day, "War Ministry"), control(herald, stemma.Capture, "Lions", day, "Karst Monitor"),
		}, []stemma.DisputeRelation{stemma.Contradiction}},
		{"held off or inside", []said.Claim{
			control(courier, stemma.Hold, "Army of the North", day, "War Ministry"), control(herald, stemma.Enter, "Lions", day, "Karst Monitor"),
		}, []stemma.DisputeRelation{stemma.Contradiction}},
		{"taken on two days far apart", []said.Claim{
			control(courier, stemma.Capture, "Lions", "2031-05-02", "Karst Monitor"), control(tribune, stemma.Capture, "Bears", "2031-09-02", "Karst Monitor"),
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := all(said.Copies{}, test.claims...)
			if diff := cmp.Diff(test.want, relations(got)); diff != "" {
				t.Errorf("relations (-want +got)\n%s", diff)
			}
			for _, d := range got {
				if len(d.Answers) < 2 || d.Explanation == "" || d.Question == "" {
					t.Errorf("dispute without answers or words: %+v", d)
				}
			}
		})
	}
}

func TestCopiesMakeNoDispute(t *testing.T) {
	claims := []said.Claim{
		dead(courier, 22, stemma.Exact, "2031-05-02", "Karst Monitor"),
		dead(herald, 31, stemma.Exact, "2031-05-02", "Red Crescent"),
	}
	before := all(said.Copies{}, claims...)
	for i := range 10 {
		p := saidtest.Paper(fmt.Sprintf("reprint%d", i), "Reprinter", "2031-05-04")
		claims = append(claims, dead(p, 22, stemma.Exact, "2031-05-02", "Karst Monitor"))
	}
	after := all(said.Copies{}, claims...)
	if diff := cmp.Diff(relations(before), relations(after)); diff != "" || len(before) != len(after) {
		t.Errorf("%d disputes became %d with reprints\n%s", len(before), len(after), diff)
	}
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	var claims []said.Claim
	for i := range 12 {
		p := saidtest.Paper(fmt.Sprintf("r%02d", i), fmt.Sprintf("Outlet %d", i%4), "2031-05-02")
		claims = append(claims,
			dead(p, float64(20+i%3), []stemma.Bound{stemma.Exact, stemma.AtLeast}[i%2], "2031-05-02", []string{"Karst Monitor", "Red Crescent", stemma.Newsroom}[i%3]),
			control(p, []stemma.Change{stemma.Capture, stemma.Contest, stemma.Withdraw, stemma.Hold}[i%4], []string{"Lions", "Bears"}[i%2], "2031-05-02", "Karst Monitor"))
	}
	want := all(said.Copies{}, claims...)
	for seed := range int64(5) {
		rand.New(rand.NewSource(seed)).Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		if diff := cmp.Diff(want, all(said.Copies{}, claims...)); diff != "" {
			t.Fatalf("another order gives another record\n%s", diff)
		}
	}
}

func TestMovedDateOfACopiedSentence(t *testing.T) {
	past := func(p said.Paper, month string) said.Claim {
		return saidtest.Claim(p, "Retaking Arnaville in "+month+" was a victory.", stemma.Claim{
			Kind: stemma.Control, Change: stemma.Recapture, Actor: party("Army of the North"), Target: party("Lions"),
			Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When(month),
		})
	}
	a, b := past(courier, "2030-10"), past(herald, "2030-12")
	copies := said.Copies{Reuse: []stemma.Reuse{saidtest.Reuse(a, b, stemma.FigureChanged)}}
	got := all(copies, a, b)
	if !slices.ContainsFunc(got, func(d stemma.Dispute) bool { return d.Slot == stemma.SlotTime && d.Relation == stemma.Contradiction }) {
		t.Errorf("got %v, want a contradiction of time", got)
	}
}

// TestWhoIsOfAnAlliance: an alliance took what its member took, two members or strangers did not.
func TestWhoIsOfAnAlliance(t *testing.T) {
	for _, c := range []struct {
		one, other string
		disputed   bool
	}{
		{"Cubs", "Lions", false},
		{"Lions", "Cubs", false},
		{"Cubs", "Wolves", true},
	} {
		got := all(said.Copies{}, control(courier, stemma.Capture, c.one, "2031-05-01", "Army"), control(herald, stemma.Capture, c.other, "2031-05-01", "Monitor"))
		if (len(got) > 0) != c.disputed {
			t.Errorf("%s and %s: %d disputes", c.one, c.other, len(got))
		}
	}
}
