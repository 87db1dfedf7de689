package origin_test

import (
	"fmt"
	"testing"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/origin"
	"stemma/internal/record/said"
	"stemma/internal/record/said/saidtest"
)

var world = said.World{Body: func(name, _ string) (string, stemma.Side) {
	switch name {
	case "Lion Agency", "Lions":
		return "Lions", stemma.SideParty
	case "Karst Monitor":
		return "", stemma.SideMonitor
	}
	return "", ""
}}

func taken(report, outlet, speaker string) said.Claim {
	return saidtest.Claim(saidtest.Paper(report, outlet, "2031-05-02"), speaker+" said [Lions took Arnaville].", stemma.Claim{
		Kind: stemma.Control, Change: stemma.Capture, Actor: stemma.Party{Name: "Lions"}, Place: stemma.Location{Name: "Arnaville"},
		When: saidtest.When("2031-05-02"), Speaker: stemma.Speaker{Body: speaker},
	})
}

// reported is what "media reports" say in a text.
func reported(report string) said.Claim {
	c := saidtest.Claim(saidtest.Paper(report, "Outlet "+report, "2031-05-02"), "Media reports said [Lions took Arnaville].", taken(report, "", stemma.Newsroom).Claim)
	c.Stance, c.Cue = stemma.Disputed, "said"
	c.Cites = map[stemma.Field]stemma.Span{stemma.FieldSpeaker: {Start: c.Sentence.Start, End: c.Sentence.Start + len("Media reports")}}
	return c
}

// count is the number of origins of the statement with most sentences.
func count(t *testing.T, copies said.Copies, claims ...said.Claim) int {
	t.Helper()
	blocks := map[string][]said.Claim{}
	for _, c := range claims {
		for _, b := range matter.Blocks(&c, world) {
			blocks[b] = append(blocks[b], c)
		}
	}
	most, n := 0, 0
	for b, list := range blocks {
		for _, in := range origin.Of(b, list, copies, world) {
			if len(in.Sentences) > most {
				most, n = len(in.Sentences), len(in.Origins)
			}
		}
	}
	return n
}

func TestFiveOutletsOneOrigin(t *testing.T) {
	var claims []said.Claim
	for i := range 5 {
		claims = append(claims, taken(fmt.Sprint("r", i), fmt.Sprint("Outlet ", i), "Karst Monitor"))
	}
	if got := count(t, said.Copies{}, claims...); got != 1 {
		t.Errorf("five outlets that quote one monitor are %d origins, want 1", got)
	}
}

func TestOrigins(t *testing.T) {
	own := func(report string) said.Claim { return taken(report, "Outlet "+report, stemma.Newsroom) }
	for _, test := range []struct {
		name   string
		claims []said.Claim
		copies func([]said.Claim) said.Copies
		want   int
	}{
		{"a party and its agency", []said.Claim{taken("a", "A", "Lions"), taken("b", "B", "Lion Agency")}, nil, 1},
		{"two speakers", []said.Claim{taken("a", "A", "Lions"), taken("b", "B", "Karst Monitor")}, nil, 2},
		{"an agency and its newsroom", []said.Claim{own("a"), taken("b", "B", "Outlet a")}, nil, 1},
		{"what the media report", []said.Claim{reported("a"), taken("a", "Outlet a", "Karst Monitor")}, nil, 2},
		{"two newsrooms", []said.Claim{own("a"), own("b")}, nil, 2},
		{"one outlet twice", []said.Claim{taken("a", "Courier", stemma.Newsroom), taken("b", "Courier", stemma.Newsroom)}, nil, 1},
		{"a newsroom rests on whom it names", []said.Claim{own("a"), taken("a", "A", "Karst Monitor"), taken("b", "B", "Karst Monitor")}, nil, 1},
		{"a copied sentence", []said.Claim{own("a"), own("b")}, func(c []said.Claim) said.Copies {
			return said.Copies{Reuse: []stemma.Reuse{saidtest.Reuse(c[0], c[1], stemma.Edited)}}
		}, 1},
		{"versions of one text", []said.Claim{own("a"), own("b")}, func(c []said.Claim) said.Copies {
			return said.Copies{Descent: []stemma.Descent{{A: "a", B: "b", Relation: stemma.Update}}}
		}, 1},
		{"attribution dropped by a copy", []said.Claim{taken("a", "A", "Karst Monitor"), own("b")}, func(c []said.Claim) said.Copies {
			return said.Copies{Reuse: []stemma.Reuse{saidtest.Reuse(c[0], c[1], stemma.Edited)}}
		}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			var copies said.Copies
			if test.copies != nil {
				copies = test.copies(test.claims)
			}
			if got := count(t, copies, test.claims...); got != test.want {
				t.Errorf("got %d origins, want %d", got, test.want)
			}
		})
	}
}
