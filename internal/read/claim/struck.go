package claim

import "stemma"

// struckBefore fills the open actor of harm with whoever struck the place on that day by one of
// the sentences before, where nobody else did: "The army shelled the town. Nine people died."
func (r *reader) struckBefore(claims []stemma.Claim) {
	const reach = 4 // sentences
	for i := range claims {
		c := &claims[i]
		if c.Kind != stemma.Killed && c.Kind != stemma.Wounded && c.Kind != stemma.Destruction || c.Actor.Name != "" || c.Stance == stemma.Denied || r.accident(*c) || c.Place.Name == "" || r.blastIn(c.Sentence) {
			continue
		}
		if p, ok := r.striker(claims, i, reach); ok && p.Name != c.Target.Name {
			c.Actor = p
			c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/strike", Says: "the clause names nobody who did it; whoever struck the place that day"})
		}
	}
}

// striker is the one party that struck the place of claim i on its day in its sentence or those
// right before it, where nobody else does harm or fights there.
func (r *reader) striker(claims []stemma.Claim, i, reach int) (stemma.Party, bool) {
	c := claims[i]
	at := r.d.SentenceOf(c.Sentence.Start)
	var by stemma.Party
	for _, o := range claims {
		if d := at - r.d.SentenceOf(o.Sentence.Start); d < 0 || d > reach || o.Actor.Name == "" || o.Stance == stemma.Denied {
			continue
		}
		if by.Name != "" && by.Name != o.Actor.Name && (o.Kind == stemma.Strike || o.Kind == stemma.Clash || fallen(o)) {
			return stemma.Party{}, false
		}
		switch {
		case o.Kind == stemma.Clash || fallen(o):
			if by.Name == "" {
				by = stemma.Party{Name: o.Actor.Name} // who fights there, and did not strike
			}
		case o.Kind != stemma.Strike || o.Actor.ID == "" || o.Sentence.Start > c.Sentence.Start:
		case !r.attacks(o) && r.upos(r.d.TokenAt(o.Cites[stemma.FieldKind].Start)) != "NOUN":
		case (o.Place.Name == c.Place.Name || o.Place.Name == c.Place.In) && sameDay(o.When, c.When):
			by = o.Actor
		}
	}
	return by, by.ID != ""
}

// sameDay reports whether two times begin on one day.
func sameDay(a, b stemma.When) bool {
	return a.Known() && b.Known() && !a.From.IsZero() && !b.From.IsZero() && a.From.Format("2006-01-02") == b.From.Format("2006-01-02")
}

// blastIn reports whether a sentence tells of a bomb or a blast, which may be anybody's.
func (r *reader) blastIn(s stemma.Span) bool {
	first, last := r.d.TokenAt(s.Start), r.d.TokenAt(s.End-1)
	for k := first; k <= last && k < len(r.d.Tokens); k++ {
		if r.f.noun("blast", r.lemma(k)) {
			return true
		}
	}
	return false
}
