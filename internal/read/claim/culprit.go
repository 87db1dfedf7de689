package claim

import "stemma"

// culprits fills the open actor of harm and of attacks on the day that the report is about with the
// one man whom it names as the attacker, where it tells of no force or group that attacked: "the
// attacker, Orlo Venn, drove into the crowd".
func (r *reader) culprits(claims []stemma.Claim) {
	man, cite, ok := r.culprit()
	if !ok {
		return
	}
	for _, c := range claims {
		if (c.Kind == stemma.Strike || c.Kind == stemma.Clash) && c.Actor.ID != "" && r.fights(c.Actor.Name) {
			return
		}
	}
	for i := range claims {
		c := &claims[i]
		if !fallen(*c) && c.Kind != stemma.Strike || c.Kind == stemma.Losses || c.Actor.ID != "" || c.Target.Name == man.Name || c.Stance == stemma.Denied || !r.ctx.lead.Known() || !sameDay(c.When, r.ctx.lead) {
			continue
		}
		c.Actor, c.Cites = man, cloneCites(c.Cites)
		c.Cites[stemma.FieldActor] = cite
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/attacker", Says: "the clause names nobody; the one whom the report names as the attacker", Cites: r.cites(cite)})
	}
}

// culprit is the one person whom the report names as an attacker.
func (r *reader) culprit() (stemma.Party, stemma.Span, bool) {
	var found stemma.Party
	var cite stemma.Span
	for _, m := range r.d.Actors {
		if !m.Person || m.Party.Name == "" || m.Head < 0 || r.upos(m.Head) != "PROPN" {
			continue
		}
		h := r.head(m.Head)
		rel := base(r.rel(m.Head))
		called := h >= 0 && (rel == "appos" || rel == "flat" || rel == "nsubj") && r.f.noun("culprit", r.lemma(h)) && (rel != "nsubj" || r.child(h, "cop") >= 0)
		for _, k := range r.children(m.Head, "appos", "compound") {
			called = called || r.f.noun("culprit", r.lemma(k))
		}
		if !called {
			continue
		}
		if found.Name != "" && found.Name != m.Party.Name {
			return stemma.Party{}, stemma.Span{}, false
		}
		found, cite = m.Party, m.Span
	}
	return found, cite, found.Name != ""
}
