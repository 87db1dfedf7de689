package matter_test

import (
	"slices"
	"testing"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

func killed(report, when string, n float64) said.Claim {
	return saidtest.Claim(saidtest.Paper(report, report, "2031-05-20"), report+" counts the dead of Arnaville.", stemma.Claim{
		Kind: stemma.Killed, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When(when),
		Quantity: stemma.Quantity{Value: n, HasValue: true, Unit: "people"},
	})
}

// found are the matters of all blocks.
func found(claims ...said.Claim) []stemma.Matter {
	blocks := map[string][]said.Claim{}
	for _, c := range claims {
		for _, b := range matter.Blocks(&c, said.World{}) {
			blocks[b] = append(blocks[b], c)
		}
	}
	var out []stemma.Matter
	for b, list := range blocks {
		out = append(out, matter.Of(b, list, said.World{})...)
	}
	return out
}

func TestOneMatterAtTheTurnOfAMonth(t *testing.T) {
	got := found(killed("a", "2031-04-30", 4), killed("b", "2031-04-30/2031-05-01", 5), killed("c", "2031-05-01", 6))
	if len(got) != 1 || len(got[0].Claims) != 3 {
		t.Fatalf("got %d matters, want one of three claims", len(got))
	}
	if want := "How many people were killed in Arnaville between 30 April 2031 and 1 May 2031?"; got[0].Question != want && got[0].Question != "How many people were killed in Arnaville on 30 April–1 May 2031?" {
		t.Errorf("got %q, want %q", got[0].Question, want)
	}
}

func TestTwoAttacksAreTwoMatters(t *testing.T) {
	got := found(killed("a", "2031-05-02", 4), killed("b", "2031-05-02", 4), killed("c", "2031-05-12", 9), killed("d", "2031-05-12", 9))
	if len(got) != 2 || got[0].ID == got[1].ID {
		t.Fatalf("got %v, want two matters", got)
	}
}

func TestPeriodsBringNoTwoAttacksTogether(t *testing.T) {
	got := found(killed("a", "2031-05-02", 4), killed("b", "2031-05-02", 4), killed("c", "2031-05-04", 9), killed("d", "2031-05-02/2031-05-04", 13), killed("e", "2031-05", 200))
	var sizes []int
	for _, m := range got {
		sizes = append(sizes, len(m.Claims))
	}
	if slices.Sort(sizes); !slices.Equal(sizes, []int{1, 2, 2}) {
		t.Errorf("got matters of %v claims, want the two of one day, the other with the days that end with it, and the month", sizes)
	}
}

func TestIdentityIsStable(t *testing.T) {
	a := found(killed("a", "2031-05-02", 4), killed("b", "2031-05-02", 5))
	b := found(killed("b", "2031-05-02", 5), killed("c", "2031-05-02", 7), killed("a", "2031-05-02", 4))
	if a[0].ID != b[0].ID {
		t.Errorf("one more claim makes another question: %s and %s", a[0].ID, b[0].ID)
	}
}

func TestWishesAnswerNothing(t *testing.T) {
	wish := killed("a", "2031-05-02", 4)
	wish.Stance = stemma.CalledFor
	if got := found(wish, wish); len(got) != 0 {
		t.Errorf("got %v, want no matter", got)
	}
	nowhere := killed("a", "2031-05-02", 4)
	nowhere.Place = stemma.Location{}
	if got := matter.Blocks(&nowhere, said.World{}); got != nil {
		t.Errorf("a claim without a place is in blocks %v", got)
	}
}

func TestTemplateOf(t *testing.T) {
	got := found(killed("a", "2031-05-02", 4), killed("b", "2031-05-02", 5))
	if !slices.ContainsFunc(got, func(m stemma.Matter) bool { return matter.TemplateOf(m) == matter.Toll }) {
		t.Errorf("got %v, want a toll", got)
	}
}
