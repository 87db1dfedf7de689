package claim

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// specify names the fighters whom an opening only calls by their country, "Laconian rebels", by the
// one armed group that speaks in the sentences behind it: "the Orlo Front said its fighters …".
func (x *context) specify(claims []stemma.Claim, from *reader) {
	vague, group := from.unspecified()
	if group.Name == "" {
		return
	}
	rename := func(p *stemma.Party) bool {
		if p.Name != vague {
			return false
		}
		*p = group
		return true
	}
	for i := range claims {
		c := &claims[i]
		if rename(&c.Actor) || rename(&c.Target) {
			c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/specified", Says: "the words only name their country; the group that speaks of itself next"})
		}
		if c.Actor.Name == c.Target.Name {
			c.Target = stemma.Party{}
		}
	}
	for i := range x.facing {
		f := &x.facing[i]
		if f.actor == vague {
			f.actor = group.Name
		}
		if f.target == vague {
			f.target = group.Name
		}
	}
}

// unspecified is the name by which an opening calls fighters that no list has, and the armed
// group of the same country that speaks in one of the two sentences behind it.
func (r *reader) unspecified() (string, stemma.Party) {
	const opening, reach = 3, 2 // sentences
	for _, m := range r.d.Actors {
		at := r.d.SentenceOf(m.Start)
		if at >= opening+r.ctx.head {
			break
		}
		if !strings.HasPrefix(m.Rule, "context/") || m.Kind != string(actors.ArmedGroup) {
			continue
		}
		if _, listed := r.list.ByName(m.Party.Name); listed || r.f.noun("militant", r.lemma(m.Head)) {
			continue // "militants" may be anybody
		}
		for _, st := range r.d.Statements {
			if k := r.d.SentenceOf(st.Cue.Start); st.Source.Empty() || k <= at || k > at+reach {
				continue
			}
			if e, ok := r.list.ByName(st.Speaker.Body); ok && e.Kind == actors.ArmedGroup && "context/"+e.Country == m.Rule {
				return m.Party.Name, stemma.Party{Name: e.Name, ID: e.ID}
			}
		}
	}
	return "", stemma.Party{}
}
