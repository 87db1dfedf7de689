package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/text"
)

// inControl is whose control the phrase headed by token k names: the rebels in "rebel control",
// and, where another's is joined to it, the government in "between government and rebel control".
func (r *reader) inControl(k int) (stemma.Party, stemma.Span, bool) {
	ruled := func(i int) bool { return r.f.noun("control", r.lemma(i)) }
	owners := []int{k}
	switch {
	case ruled(k):
		owners = r.children(k, "compound", "amod", "nmod:poss")
	case !slices.ContainsFunc(r.children(k, "conj"), ruled):
		return stemma.Party{}, stemma.Span{}, false
	}
	for _, m := range owners {
		if a := r.actorAt(m); a >= 0 && r.d.Actors[a].Party.ID != "" {
			return r.d.Actors[a].Party, r.d.Actors[a].Span, true
		}
		if name := r.list.Role(r.country, r.lemma(m)); name != "" {
			return r.entry(name), r.d.Tokens[m].Span, true
		}
		if p, ok := r.sideOf(m); ok {
			return p, r.d.Tokens[m].Span, true
		}
	}
	return stemma.Party{}, stemma.Span{}, false
}

// ownTroops are the forces of an army or a ministry of defence that tells, without a name or
// an owner, what troops or aircraft did: "the army of Velm said troops killed ten men".
func (r *reader) ownTroops(k int) (stemma.Party, stemma.Span, bool) {
	none := func() (stemma.Party, stemma.Span, bool) { return stemma.Party{}, stemma.Span{}, false }
	if !harmful(r.kind) && !hostile(r.kind) || !r.f.noun("regulars", r.lemma(k)) || r.child(k, "nmod:poss") >= 0 {
		return none()
	}
	for _, m := range r.children(k, "amod", "compound", "nmod", "det") {
		if _, side := r.sideOf(m); side || r.actorAt(m) >= 0 && r.actorAt(m) != r.actorAt(k) || r.nationOf(m) != "" || r.preposition(m) == "of" || r.preposition(m) == "from" {
			return none()
		}
	}
	if a := r.actorAt(k); a >= 0 && !strings.HasPrefix(r.d.Actors[a].Rule, "context/") && r.d.Actors[a].Rule != "noun" {
		return none()
	}
	at := r.statementsAt(k)
	if len(at) == 0 {
		return none()
	}
	st := r.d.Statements[at[0]]
	e, ok := r.list.ByName(st.Speaker.Body)
	if r.definite(k) {
		if ok && (e.Kind == actors.StateForce || e.Kind == actors.ArmedGroup && !r.f.noun("aircraft", r.lemma(k))) && len(r.children(k, "amod", "compound", "nmod", "acl")) == 0 {
			return r.speakers(st) // "the forces destroyed ten vehicles", in their communique
		}
		return none()
	}
	if strings.HasSuffix(st.Speaker.Body, " forces") && !ok {
		return r.entry(st.Speaker.Body), st.Source, true
	}
	if !ok || e.Kind != actors.StateForce && e.Kind != actors.StateBody {
		return none()
	}
	return r.speakers(st)
}

// wielder is who strikes with the arms that the phrase headed by token k names: the side or
// nation that describes them ("Velm bombs"), or whoever is said to have fired them ("a
// shell that the rebels fired").
func (r *reader) wielder(k int) (stemma.Party, stemma.Span, bool) {
	none := func() (stemma.Party, stemma.Span, bool) { return stemma.Party{}, stemma.Span{}, false }
	lemma := r.lemma(k)
	if !harmful(r.kind) || !r.f.noun("munition", lemma) && !r.f.noun("aircraft", lemma) {
		return none()
	}
	for _, v := range r.children(k, "acl") {
		if !r.f.verb("discharge", r.lemma(v)) {
			continue
		}
		for _, m := range r.verbArgs(v)["subj"] {
			if a := r.actorAt(m); a >= 0 && m != k && !r.d.Actors[a].Person && r.d.Actors[a].Party.Name != "" && r.d.Actors[a].Kind != string(actors.People) {
				return r.d.Actors[a].Party, r.d.Actors[a].Span, true
			}
		}
	}
	for _, m := range r.children(k, "compound", "amod", "nmod:poss") {
		if a := r.actorAt(m); a >= 0 && !r.d.Actors[a].Person && r.d.Actors[a].Party.ID != "" {
			return r.d.Actors[a].Party, r.d.Actors[a].Span, true
		}
		if p, ok := r.sideOf(m); ok {
			return p, r.d.Tokens[m].Span, true
		}
	}
	return none()
}

// harmful reports whether claims of the kind tell what is done to people or things by force
// of arms.
func harmful(k stemma.Kind) bool {
	switch k {
	case stemma.Strike, stemma.Killed, stemma.Wounded, stemma.Losses, stemma.Destruction:
		return true
	}
	return false
}

// instrument reports whether the phrase headed by k is a thing that is used and not
// somebody who acts: a jet, a shell, the force of a blast.
func (r *reader) instrument(k int) bool {
	lemma := r.lemma(k)
	if r.f.noun("device", lemma) && r.f.noun("gear", lemma) || r.f.noun("aircraft", lemma) || r.f.noun("munition", lemma) || lemma == "convoy" {
		return true
	}
	for _, m := range r.children(k, "nmod") {
		if r.preposition(m) == "of" && len(r.f.evoked("n", r.lemma(m))) > 0 {
			return true
		}
	}
	return false
}

// held is whose the positions are that a possessive, or a word for those who bear arms,
// says: rebels in "rebels died as the army raided their hideouts", and in "hit militants
// positions", whichever group the report spoke of last.
func (r *reader) held(k int) (stemma.Party, bool) {
	if !hostile(r.kind) || r.kind == stemma.Control || !r.f.noun("holding", r.lemma(k)) {
		return stemma.Party{}, false
	}
	own := -1
	for _, m := range r.children(k, "nmod:poss", "compound", "amod") {
		w := strings.ToLower(r.d.Word(m))
		if w == "their" || w == "its" || r.actorAt(m) < 0 && r.f.noun("militant", r.lemma(m)) {
			own = m
		}
	}
	if own < 0 {
		return stemma.Party{}, false
	}
	const back = 40 // mentions
	last := text.After(r.d.Actors, r.d.Tokens[own].Start) - 1
	for a := last; a >= 0 && last-a < back; a-- {
		m := r.d.Actors[a]
		if !m.Person && m.Party.ID != "" && m.Party.Name != r.doing && m.Kind == string(actors.ArmedGroup) {
			return m.Party, true
		}
		if r.upos(own) == "PRON" && r.d.SentenceOf(m.Start)+1 < r.d.SentenceOf(r.d.Tokens[own].Start) {
			break
		}
	}
	if p, ok := r.sideOf(own); ok && r.upos(own) != "PRON" {
		return p, true
	}
	return stemma.Party{}, false
}

// forcesOf are the forces of a state or its government.
func (r *reader) forcesOf(p stemma.Party) stemma.Party {
	if e, ok := r.list.ByName(p.Name); ok && e.Country != "" {
		if name := r.list.Role(e.Country, "army"); name != "" {
			return r.entry(name)
		}
	}
	return p
}

// defended are the forces for which a ministry of defence speaks.
func (r *reader) defended(ministry string) (stemma.Party, bool) {
	adjective, rest, _ := strings.Cut(ministry, " ")
	if !strings.Contains(rest, "Defen") {
		return stemma.Party{}, false
	}
	return r.entry(adjective + " forces"), true
}

// governs reports whether a party is a state or its government.
func (r *reader) governs(p stemma.Party) bool {
	e, ok := r.list.ByName(p.Name)
	return ok && (e.Kind == actors.State || e.Kind == actors.Government)
}
