package tally_test

import (
	"fmt"
	"testing"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
	"stemma/internal/record/tally"
)

func fled(report, published string, n float64, when, speaker string) said.Claim {
	return saidtest.Claim(saidtest.Paper(report, report, published), fmt.Sprintf("%s said %g people fled Arnaville in %s.", speaker, n, when), stemma.Claim{
		Kind: stemma.Displaced, Place: stemma.Location{Name: "Arnaville"}, When: saidtest.When(when), Speaker: stemma.Speaker{Body: speaker},
		Quantity: stemma.Quantity{Value: n, HasValue: true, Unit: "people"},
	})
}

func series(claims ...said.Claim) []stemma.Tally {
	var out []stemma.Tally
	blocks := map[string][]said.Claim{}
	for _, c := range claims {
		for _, b := range matter.Blocks(&c, said.World{}) {
			blocks[b] = append(blocks[b], c)
		}
	}
	for b, list := range blocks {
		for _, m := range matter.Of(b, list, said.World{}) {
			out = append(out, tally.Of(m, list, said.Copies{}, said.World{})...)
		}
	}
	return out
}

func TestCopiesDoNotCount(t *testing.T) {
	claims := []said.Claim{fled("first", "2031-05-02", 400, "2031-05-02", "Karst Monitor")}
	for i := range 10 {
		claims = append(claims, fled(fmt.Sprint("copy", i), "2031-05-03", 400, "2031-05-02", "Karst Monitor"))
	}
	claims = append(claims, fled("later", "2031-05-03", 900, "2031-05-02", "Karst Monitor"))
	got := series(claims...)
	if len(got) != 1 || len(got[0].Series) != 2 || got[0].Series[0].Report != "first" {
		t.Errorf("got %+v, want one series of two figures, the first from the earliest report", got)
	}
}

func TestFlowsAndStocksApart(t *testing.T) {
	got := series(
		fled("a", "2031-05-02", 400, "2031-05-02", "Karst Monitor"),
		fled("b", "2031-05-02", 9000, "2031-04-01/2031-05-02", "Karst Monitor"),
	)
	if len(got) != 2 || got[0].Flow == got[1].Flow {
		t.Errorf("got %+v, want a flow and a stock apart", got)
	}
}

func TestBest(t *testing.T) {
	for _, test := range []struct {
		given []float64
		want  float64
	}{{nil, 0}, {[]float64{3, 3, 5}, 3}, {[]float64{3, 5}, 5}} {
		if got := tally.Best(test.given); got != test.want {
			t.Errorf("best of %v: got %g, want %g", test.given, got, test.want)
		}
	}
}
