package claim

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/text"
)

// theirs is whose the forces are that a possessive names: the army's in "one of its
// soldiers was killed", the speaker's in "our troops". A state's are its forces.
func (r *reader) theirs(k int) (stemma.Party, bool) {
	l := r.lemma(k)
	if !r.f.noun("force", l) && !r.f.noun("follower", l) && !r.f.noun("aircraft", l) && (!r.f.noun("gear", l) || r.f.noun("holding", l)) {
		return stemma.Party{}, false
	}
	for _, own := range r.children(k, "nmod:poss") {
		if r.upos(own) != "PRON" {
			if a := r.actorAt(own); a >= 0 && r.d.Actors[a].Person && r.d.Actors[a].For.ID != "" && harmful(r.kind) {
				return r.forcesOf(r.d.Actors[a].For), true // the president's air force
			}
			if p, ok := r.groupCalled(own); ok && r.f.noun("follower", l) {
				return p, true
			}
			continue
		}
		switch strings.ToLower(r.d.Word(own)) {
		case "our", "my":
			return r.speakersOwn(own)
		case "his", "her":
			if p, ok := r.commands(own); ok {
				return p, true
			}
		}
		if p, ok := r.ownerBefore(own); ok {
			return p, true
		}
	}
	return stemma.Party{}, false
}

// possessor is whom the possessive at token k stands for where it is itself who holds something:
// the speaker in "the base is in our hands".
func (r *reader) possessor(k int) (stemma.Party, bool) {
	if r.xpos(k) != "PRP$" || r.kind != stemma.Control {
		return stemma.Party{}, false
	}
	switch strings.ToLower(r.d.Word(k)) {
	case "our", "my":
		return r.speakersOwn(k)
	case "its", "their":
		return r.ownerBefore(k)
	}
	return stemma.Party{}, false
}

// byOwn fills the open actor of a claim with whose the blow at token k is said to be: the
// coalition's in "its air strikes killed ten".
func (r *reader) byOwn(c *stemma.Claim, k int) bool {
	if c.Actor.Name != "" {
		return true
	}
	for _, own := range r.children(k, "nmod:poss") {
		var p stemma.Party
		var ok bool
		switch strings.ToLower(r.d.Word(own)) {
		case "our", "my":
			p, ok = r.speakersOwn(own)
		case "its", "their":
			p, ok = r.ownerBefore(own)
		}
		if ok && p.ID != "" && p.Name != c.Target.Name {
			c.Actor, c.Cites[stemma.FieldActor] = p, r.d.Tokens[own].Span
			return true
		}
	}
	return false
}

// groupCalled is the armed group that the noun at token own points back to: "the group's bombers".
func (r *reader) groupCalled(own int) (stemma.Party, bool) {
	const back = 12 // mentions
	if a := r.actorAt(own); a >= 0 && r.armed(r.d.Actors[a].Party) {
		return r.d.Actors[a].Party, true
	}
	if !r.f.noun("band", r.lemma(own)) || !r.definite(own) {
		return stemma.Party{}, false
	}
	last := text.After(r.d.Actors, r.d.Tokens[own].Start) - 1
	for a := last; a >= 0 && last-a < back; a-- {
		if m := r.d.Actors[a]; m.Kind == string(actors.ArmedGroup) && m.Party.ID != "" {
			return m.Party, true
		}
	}
	for _, n := range r.statementsAt(own) {
		e, ok := r.list.ByName(r.d.Statements[n].Speaker.Body)
		if ok && e.Kind == actors.ArmedGroup {
			return stemma.Party{Name: e.Name, ID: e.ID}, true
		}
		if ok && e.Of != "" {
			if of, ok := r.list.ByName(e.Of); ok && of.Kind == actors.ArmedGroup {
				return stemma.Party{Name: of.Name, ID: of.ID}, true // its own news agency tells it
			}
		}
	}
	return stemma.Party{}, false
}

// ownerBefore is the last body before the possessive at token own, in its sentence or the one
// before, that has forces or is one.
func (r *reader) ownerBefore(own int) (stemma.Party, bool) {
	const beside = 10 // words
	for i := own - 1; i >= max(0, own-beside) && r.actorAt(i) < 0; i-- {
		if r.f.noun("foe", r.lemma(i)) && r.xpos(i) == "NNS" {
			return stemma.Party{Name: r.d.Word(i)}, true // "46 assailants were killed and their vehicles destroyed"
		}
	}
	for a := text.After(r.d.Actors, r.d.Tokens[own].Start) - 1; a >= 0 && r.d.SentenceOf(r.d.Actors[a].Start)+1 >= r.d.SentenceOf(r.d.Tokens[own].Start); a-- {
		m := r.d.Actors[a]
		if before := r.d.SentenceOf(m.Start) != r.d.SentenceOf(r.d.Tokens[own].Start); before && !r.armed(m.Party) {
			continue
		}
		if m.Person || m.Party.ID == "" || m.Kind == string(actors.People) || m.Kind == string(actors.Agency) || m.Kind == string(actors.Outlet) {
			continue
		}
		if m.Kind == string(actors.State) || m.Kind == string(actors.Government) {
			return r.forcesOf(m.Party), true
		}
		if p, ok := r.defended(m.Party.Name); ok {
			return p, true
		}
		return m.Party, true
	}
	return stemma.Party{}, false
}

// commands is the force of the person whom the possessive at token own stands for: that of an
// officer in "his unit lost four soldiers".
func (r *reader) commands(own int) (stemma.Party, bool) {
	const back = 8 // mentions
	last := text.After(r.d.Actors, r.d.Tokens[own].Start) - 1
	for a := last; a >= 0 && last-a < back; a-- {
		m := r.d.Actors[a]
		if !m.Person || m.Kind == string(actors.People) {
			continue
		}
		switch {
		case m.For.ID == "":
		case r.governs(m.For):
			return r.forcesOf(m.For), true
		case r.armed(m.For):
			return m.For, true
		}
		return stemma.Party{}, false
	}
	return stemma.Party{}, false
}

// speakersOwn are the forces of whoever says "our" at token own.
func (r *reader) speakersOwn(own int) (stemma.Party, bool) {
	for _, n := range r.statementsAt(own) {
		if p, ok := r.bears(r.d.Statements[n].Speaker); ok {
			return p, true
		}
	}
	return stemma.Party{}, false
}

// bears are the forces that a speaker is or speaks for: those of his state for a minister.
func (r *reader) bears(sp stemma.Speaker) (stemma.Party, bool) {
	e, ok := r.list.ByName(sp.Body)
	if !ok {
		if strings.HasSuffix(sp.Body, " forces") {
			return r.entry(sp.Body), true
		}
		adjective, rest, _ := strings.Cut(sp.Body, " ")
		if country := r.nationCalled(adjective); country != "" && r.f.noun("organ", strings.ToLower(strings.SplitN(rest, " ", 2)[0])) {
			if name := r.list.Role(country, "army"); name != "" {
				return r.entry(name), true
			}
		}
		return stemma.Party{}, false
	}
	p := stemma.Party{Name: e.Name, ID: e.ID}
	switch e.Kind {
	case actors.StateForce, actors.ArmedGroup, actors.Alliance:
		return p, true
	case actors.State, actors.Government:
		p = r.forcesOf(p)
		return p, r.armed(p)
	case actors.StateBody:
		if name := r.list.Role(e.Country, "army"); name != "" {
			return r.entry(name), true
		}
		return r.defended(e.Name)
	}
	return stemma.Party{}, false
}

// nationCalled is the country that the report calls by an adjective, ISO 3166-1; empty for none.
func (r *reader) nationCalled(adjective string) string {
	for _, p := range r.d.Places {
		if p.Demonym && p.Of(r.d.Text()) == adjective {
			return p.Country
		}
	}
	return ""
}
