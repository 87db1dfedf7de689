package codes

import (
	"testing"

	"stemma"
)

func TestEveryKindHasALine(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []stemma.Kind{stemma.Clash, stemma.Strike, stemma.Killed, stemma.Wounded, stemma.Detained,
		stemma.Displaced, stemma.Strength, stemma.Movement, stemma.Losses, stemma.Destruction, stemma.Share, stemma.Talks,
		stemma.Agreement, stemma.Call, stemma.Accuse, stemma.Condition, stemma.Assessment} {
		if _, ok := c[string(k)]; !ok {
			t.Errorf("no line for %s", k)
		}
	}
	for _, ch := range []stemma.Change{stemma.Enter, stemma.Capture, stemma.Recapture, stemma.Hold, stemma.Contest, stemma.Withdraw, stemma.Lose} {
		if _, ok := c["control/"+string(ch)]; !ok {
			t.Errorf("no line for control/%s", ch)
		}
	}
}

func TestStanceComesFirst(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	deal := stemma.Claim{Kind: stemma.Agreement, Stance: stemma.Asserted}
	if got := c.Of(deal); got.ACLED != "Agreement" || got.CAMEO != "057" {
		t.Errorf("an agreement = %+v", got)
	}
	deal.Stance = stemma.Denied
	if got := c.Of(deal); got.PLOVER != "reject" || got.ACLED != "" {
		t.Errorf("an agreement denied = %+v", got)
	}
}
