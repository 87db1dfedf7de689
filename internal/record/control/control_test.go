package control_test

import (
	"fmt"
	"math/rand"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record/control"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

func claim(report string, kind stemma.Kind, change stemma.Change, who, whom, when string) said.Claim {
	return saidtest.Claim(saidtest.Paper(report, report, "2031-05-20"), fmt.Sprintf("In %s %s %s against %s.", when, who, change, whom), stemma.Claim{
		Kind: kind, Change: change, Actor: stemma.Party{Name: who}, Target: stemma.Party{Name: whom},
		Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When(when), Speaker: stemma.Speaker{Body: "Karst Monitor"},
	})
}

// timeline writes the holdings of all claims, one a line.
func timeline(claims ...said.Claim) []string {
	blocks := map[string][]said.Claim{}
	for _, c := range claims {
		for _, b := range control.Blocks(&c, said.World{}) {
			blocks[b] = append(blocks[b], c)
		}
	}
	var out []string
	for _, list := range blocks {
		for _, h := range control.Of(list, said.Copies{}, said.World{}) {
			out = append(out, fmt.Sprintf("%s %s %s %s", h.Place, h.Holder, h.When.ISO(), h.Status))
		}
	}
	return out
}

func TestOf(t *testing.T) {
	for _, test := range []struct {
		name   string
		claims []said.Claim
		want   []string
	}{
		{"changes hands", []said.Claim{
			claim("a", stemma.Control, stemma.Capture, "Lions", "Bears", "2031-05-02"),
			claim("b", stemma.Control, stemma.Capture, "Bears", "Lions", "2031-05-09"),
		}, []string{
			"Arnaville Bears ../2031-05-02 held",
			"Arnaville Lions 2031-05-02/2031-05-09 held",
			"Arnaville Bears 2031-05-09/.. held",
		}},
		{"a state and its forces are one holder", []said.Claim{
			claim("a", stemma.Control, stemma.Capture, "Kenyan forces", "Bears", "2031-05-02"),
			claim("b", stemma.Control, stemma.Hold, "Kenya", "", "2031-05-04"),
		}, []string{
			"Arnaville Bears ../2031-05-02 held",
			"Arnaville Kenyan forces 2031-05-02/.. held",
		}},
		{"what is no side holds nothing", []said.Claim{
			claim("a", stemma.Control, stemma.Hold, "Bears", "attack", "2031-05-02"),
			claim("b", stemma.Control, stemma.Capture, "Lions", "", "2031-05-09"),
		}, []string{
			"Arnaville Bears ../2031-05-09 held",
			"Arnaville Lions 2031-05-09/.. held",
		}},
		{"a fight near it changes nothing", []said.Claim{
			claim("a", stemma.Control, stemma.Capture, "Lions", "", "2031-05-02"),
			claim("b", stemma.Clash, "", "Bears", "Lions", "2031-05-09"),
		}, []string{"Arnaville Lions 2031-05-02/.. held"}},
		{"entered, driven out, taken in one day", []said.Claim{
			claim("a", stemma.Control, stemma.Hold, "Bears", "", "2031-04-01/2031-05-01"),
			claim("b", stemma.Control, stemma.Enter, "Lions", "", "2031-05-02"),
			claim("c", stemma.Control, stemma.Lose, "Lions", "Bears", "2031-05-02"),
			claim("d", stemma.Control, stemma.Recapture, "Lions", "", "2031-05-02"),
		}, []string{
			"Arnaville Bears 2031-04-01/2031-05-02 held",
			"Arnaville Bears 2031-05-02 held",
			"Arnaville Lions 2031-05-02 mixed",
			"Arnaville Lions 2031-05-02/.. held",
		}},
		{"held for months until a month", []said.Claim{
			claim("a", stemma.Control, stemma.Hold, "Lions", "", "2030-06/2031-01"),
		}, []string{"Arnaville Lions 2030-06-01/2031-01-31 held"}},
		{"two hold it at once", []said.Claim{
			claim("a", stemma.Control, stemma.Hold, "Lions", "", "2031-05-02"),
			claim("a", stemma.Control, stemma.Hold, "Bears", "", "2031-05-02"),
		}, []string{"Arnaville Bears  mixed", "Arnaville Lions  mixed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, timeline(test.claims...)); diff != "" {
				t.Errorf("holdings (-want +got)\n%s", diff)
			}
		})
	}
}

func TestATakingThatMoreHaveContested(t *testing.T) {
	weak := claim("a", stemma.Control, stemma.Capture, "Lions", "Bears", "2031-05-02")
	weak.Speaker = stemma.Speaker{Body: stemma.Newsroom}
	one := claim("b", stemma.Control, stemma.Contest, "Lions", "Bears", "2031-05-02")
	two := claim("c", stemma.Control, stemma.Contest, "Lions", "Bears", "2031-05-02")
	two.Speaker = stemma.Speaker{Body: "Red Crescent"}
	want := []string{"Arnaville Bears ../2031-05-02 held", "Arnaville contested 2031-05-02/.. contested"}
	if diff := cmp.Diff(want, timeline(weak, one, two)); diff != "" {
		t.Errorf("holdings (-want +got)\n%s", diff)
	}
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	var claims []said.Claim
	for i := range 14 {
		change := []stemma.Change{stemma.Capture, stemma.Contest, stemma.Withdraw, stemma.Hold, stemma.Enter, stemma.Lose}[i%6]
		claims = append(claims, claim(fmt.Sprint("r", i), stemma.Control, change, []string{"Lions", "Bears"}[i%2], []string{"", "Wolves"}[i%2], fmt.Sprintf("2031-05-%02d", 1+i/3)))
	}
	want := timeline(claims...)
	for seed := range int64(5) {
		rand.New(rand.NewSource(seed)).Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		if diff := cmp.Diff(want, timeline(claims...)); diff != "" {
			t.Fatalf("another order gives other holdings\n%s", diff)
		}
	}
}
