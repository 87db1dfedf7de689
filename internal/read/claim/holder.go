package claim

import (
	"slices"

	"stemma"
)

// counterparty fills the open target of fighting, strikes and gains with the side that
// the place is said to belong to: "pounded the rebel enclave", "a drive on the
// militia-held town".
func (r *reader) counterparty(c *stemma.Claim, e event) {
	switch c.Kind {
	case stemma.Clash, stemma.Strike, stemma.Control, stemma.Share:
	default:
		return
	}
	if c.Target.ID != "" || len(c.Target.Of) > 0 || c.Actor.Name == "" || c.Change == stemma.Hold || c.Change == stemma.Withdraw {
		return
	}
	for _, role := range []string{"obj", "on", "of", "against", "into", "in", "from"} {
		for _, k := range e.args[role] {
			side, cite := r.holder(k)
			if side.Name == "" || side.Name == c.Actor.Name || slices.Contains(c.Actor.Of, side.Name) {
				continue
			}
			c.Target = side
			c.Cites[stemma.FieldTarget] = cite
			return
		}
	}
}

// holder is the side whose the place at token k is said to be: rebels in "the rebel
// enclave", "the rebel-held east", "a bastion of the rebels".
func (r *reader) holder(k int) (stemma.Party, stemma.Span) {
	var side stemma.Party
	var cite stemma.Span
	r.walk(k, func(j int) bool { return !r.clausal(j) && base(r.rel(j)) != "appos" && base(r.rel(j)) != "conj" }, func(j int) {
		if side.Name != "" || j == k {
			return
		}
		held := j+2 < len(r.d.Tokens) && r.d.Word(j+1) == "-" && r.f.verb("keep", r.lemma(j+2))
		owned := r.head(j) == k && r.f.noun("hold", r.lemma(k)) && (base(r.rel(j)) == "compound" || base(r.rel(j)) == "amod" || r.preposition(j) == "of" || r.rel(j) == "nmod:poss")
		if !held && !owned {
			return
		}
		if a := r.actorAt(j); a >= 0 && r.d.Actors[a].Party.ID != "" && !r.d.Actors[a].Person {
			side, cite = r.d.Actors[a].Party, r.d.Actors[a].Span
			return
		}
		if r.upos(j) == "NOUN" || r.upos(j) == "ADJ" {
			if p, ok := r.sideOf(j); ok {
				side, cite = p, r.d.Tokens[j].Span
			}
		}
	})
	return side, cite
}
