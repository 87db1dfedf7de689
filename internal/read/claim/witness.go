package claim

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// witness is the agency or paper whose reporter an event is said to be seen by, the words that name
// him, and the verb: "Orbis reporters saw heavy clashes".
func (r *reader) witness(e event) (stemma.Speaker, stemma.Span, int, bool) {
	v := r.head(e.word)
	if !r.nominal(e.word) || v < 0 {
		v = r.clause(e.word)
	}
	if r.upos(v) != "VERB" || !r.f.verb("perceive", r.lemma(v)) || r.passive(v) {
		return stemma.Speaker{}, stemma.Span{}, -1, false
	}
	for _, k := range r.children(v, "nsubj") {
		if !r.f.noun("reporter", r.lemma(k)) {
			continue
		}
		first, last := r.phrase(k)
		for i := first; i <= last; i++ {
			a := r.actorAt(i)
			if a < 0 {
				continue
			}
			if m := r.d.Actors[a]; m.Kind == string(actors.Agency) || m.Kind == string(actors.Outlet) {
				return stemma.Speaker{Body: m.Party.Name, ID: m.Party.ID}, m.Span, v, true
			}
		}
	}
	return stemma.Speaker{}, stemma.Span{}, -1, false
}

// bothSides are the claims, those that "both sides" state once for each of the pair that faces each
// other most in this report. Who is told to do what both state or deny of themselves is each of them.
func (x *context) bothSides(claims []stemma.Claim, from *reader) []stemma.Claim {
	pair := [2]string{}
	out := claims
	for i := range claims {
		if !strings.EqualFold(claims[i].Speaker.Body, "both sides") {
			continue
		}
		if pair[0] == "" {
			if pair = x.foremost(from); pair[0] == "" {
				return claims
			}
		}
		c := claims[i]
		for n, name := range pair {
			of := c
			p := from.entry(name)
			of.Speaker = stemma.Speaker{Body: p.Name, ID: p.ID}
			if strings.HasSuffix(strings.ToLower(c.Actor.Name), "sides") {
				of.Actor = p
			}
			if n == 0 {
				out[i] = of
			} else {
				out = append(out, of)
			}
		}
	}
	return out
}

// foremost are the two that face each other more often than any other two in the report.
func (x *context) foremost(from *reader) [2]string {
	count := map[[2]string]int{}
	for _, f := range x.facing {
		if from.fights(f.actor) && from.fights(f.target) {
			count[[2]string{min(f.actor, f.target), max(f.actor, f.target)}]++
		}
	}
	return foremostOf(count)
}
