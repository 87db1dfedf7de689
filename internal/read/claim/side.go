package claim

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// countryOf is the country in which most of the report's places lie; empty when none
// does.
func countryOf(d *text.Doc) string {
	count := map[string]int{}
	best := ""
	for _, p := range d.Places {
		if p.Country == "" || p.Demonym || p.Last > 0 && p.Last < len(d.Tokens) && d.Word(p.Last) == "-" {
			continue // "Orlo-based" tells of whoever is based there
		}
		count[p.Country]++
		if count[p.Country] > count[best] {
			best = p.Country
		}
	}
	return best
}

// nationOf is the adjective at token i where it says whose an event is: "Russian" in
// "Russian air strikes"; "" when it is none.
func (r *reader) nationOf(i int) string {
	p := r.placeAt(i)
	if p < 0 || r.actorAt(i) >= 0 {
		return ""
	}
	m := r.d.Places[p]
	if m.Country == "" || !m.Demonym && m.Geo.Precision != "country" {
		return ""
	}
	return strings.Trim(m.Of(r.d.Text()), ".")
}

// sideOf is whom a word stands for that modifies an event without being a mention of
// its own: the forces of a nation ("Russian raids"), a side of the report's war ("a
// rebel attack", "regime shelling").
func (r *reader) sideOf(i int) (stemma.Party, bool) {
	if nation := r.nationOf(i); nation != "" {
		if m := r.d.Places[r.placeAt(i)]; !m.Demonym && base(r.rel(i)) != "compound" {
			return r.entry(stateName(m)), true // "talks between Russia and Ukraine"
		}
		if m := r.d.Places[r.placeAt(i)]; !forceful(r.kind) {
			if r.xpos(i) == "NNPS" {
				return stemma.Party{}, false // "many Nigerians": people
			}
			return r.entry(stateName(m)), true
		}
		if r.peopleHarmed(i) {
			return stemma.Party{}, false
		}
		country := r.d.Places[r.placeAt(i)].Country
		for _, role := range []string{"government forces", "forces", "army"} {
			// Who is called the army in reports of a war can be another nation's.
			if e, ok := r.list.ByName(r.list.Role(country, role)); ok && e.Country == country {
				return r.entry(e.Name), true
			}
		}
		if m := r.d.Places[r.placeAt(i)]; m.Demonym && r.upos(i) != "ADJ" && strings.HasSuffix(nation, "ns") {
			nation = strings.TrimSuffix(nation, "s") // "the Americans"
		}
		return r.entry(nation + " forces"), true
	}
	if p, ok := r.ledBy(i); ok {
		return p, true
	}
	if r.upos(i) == "PROPN" {
		if name := r.list.Role(r.country, strings.ToLower(r.d.Word(i))); name != "" {
			return r.entry(name), true // "Coalition jets"
		}
	}
	if r.upos(i) != "NOUN" && r.upos(i) != "ADJ" {
		return stemma.Party{}, false
	}
	word := r.lemma(i)
	if p, ok := r.calledSo(i); ok && r.namesAnybody(i) {
		return p, true
	}
	if r.namesAnybody(i) && !r.projectile(r.head(i)) && (r.groupBefore(i) || r.blastOf(r.head(i))) {
		return stemma.Party{}, false
	}
	for _, role := range []string{word + " forces", word, word + "s"} {
		if name := r.list.Role(r.country, role); name != "" {
			return r.entry(name), true
		}
	}
	return stemma.Party{}, false
}

// ledBy is the coalition that token i says a state leads: "led" in "Orlo-led air raids".
func (r *reader) ledBy(i int) (stemma.Party, bool) {
	if r.lemma(i) != "lead" || r.xpos(i) != "VBN" || i < 2 || r.d.Word(i-1) != "-" || r.nationOf(i-2) == "" {
		return stemma.Party{}, false
	}
	state := stateName(r.d.Places[r.placeAt(i-2)])
	if e, ok := r.list.ByName(r.list.Role(r.country, "coalition")); ok && e.Of == state {
		return stemma.Party{Name: e.Name, ID: e.ID}, true
	}
	if e, ok := r.listed(r.d.Word(i-2) + "-led coalition"); ok {
		return stemma.Party{Name: e.Name, ID: e.ID}, true
	}
	return stemma.Party{}, false
}

// leads reports whether token i says that a known coalition, led by a state, does an event.
func (r *reader) leads(i int) bool {
	_, ok := r.ledBy(i)
	return ok
}

// peopleHarmed reports whether token i is a nation's name for people to whom something is
// done: "33 Palestinians were killed". Whoever does it may be its forces: "the Americans
// killed three men".
func (r *reader) peopleHarmed(i int) bool {
	switch r.kind {
	case stemma.Killed, stemma.Wounded, stemma.Displaced, stemma.Detained, stemma.Condition:
	default:
		return false
	}
	if x := r.xpos(i); x != "NNPS" && x != "NNS" {
		return false
	}
	h := r.head(i)
	return r.rel(i) != "nsubj" || h >= 0 && r.child(h, "obj") < 0
}

// namesAnybody reports whether token i only says what sort of people act: "terrorist" in
// "a terrorist attack", which may be a known group's or anybody's.
func (r *reader) namesAnybody(i int) bool {
	rel := base(r.rel(i))
	return (rel == "amod" || rel == "compound") && r.f.noun("militant", r.lemma(i))
}

// calledSo is the side that the report calls by the word at token i, which describes a deed, before
// it: rebels for "a terrorist attack" where "terrorist groups" are they.
func (r *reader) calledSo(i int) (stemma.Party, bool) {
	const back = 40 // mentions
	last := text.After(r.d.Actors, r.d.Tokens[i].Start) - 1
	for a := last; a >= 0 && last-a < back; a-- {
		m := r.d.Actors[a]
		first := r.d.TokenAt(m.Start)
		if strings.EqualFold(r.d.Word(first), "the") {
			first++
		}
		if strings.HasPrefix(m.Rule, "context/") && m.Party.ID != "" && first < m.Head && r.lemma(first) == r.lemma(i) {
			return m.Party, true
		}
	}
	return stemma.Party{}, false
}

// projectile reports whether the noun at token i tells of fire from afar, or of what is fired, as only
// a side of a war has it: "rocket attacks", "shelling", "snipers".
func (r *reader) projectile(i int) bool {
	if i < 0 {
		return false
	}
	return r.f.noun("afar", r.lemma(i)) || slices.ContainsFunc(r.children(i, "compound"), func(k int) bool { return r.f.noun("afar", r.lemma(k)) })
}

// blastOf reports whether the noun at token i tells of a bombing, a blast or a car bomb attack,
// or of an attack with nothing said of its arms.
func (r *reader) blastOf(i int) bool {
	return i >= 0 && (r.f.noun("onset", r.lemma(i)) && len(r.children(i, "compound", "amod")) < 2 || r.f.noun("blast", r.lemma(i)) || slices.ContainsFunc(r.children(i, "compound", "amod"), func(k int) bool {
		return r.f.noun("blast", r.lemma(k)) || r.f.noun("device", r.lemma(k))
	}))
}

// groupBefore reports whether an armed group is called by its name before token i.
func (r *reader) groupBefore(i int) bool {
	const back = 40 // mentions
	last := text.After(r.d.Actors, r.d.Tokens[i].Start) - 1
	for a := last; a >= 0 && last-a < back; a-- {
		if m := r.d.Actors[a]; m.Kind == string(actors.ArmedGroup) && m.Party.ID != "" && (m.Rule == "alias" || m.Rule == "name") {
			return true
		}
	}
	return false
}

// forceful reports whether claims of the kind tell what armed forces do, so that a
// nation's adjective stands for its forces; else it stands for the state.
func forceful(k stemma.Kind) bool {
	switch k {
	case stemma.Accuse, stemma.Talks, stemma.Agreement, stemma.Call, stemma.Assessment:
		return false
	}
	return true
}

// stateName is the English name of the state that a country's mention names: "United
// States" for "US".
func stateName(p text.Place) string {
	region, err := language.ParseRegion(p.Country)
	if err != nil {
		return p.Name
	}
	return display.English.Regions().Name(region)
}

// entry is the party of that name, with its entry where the list has one.
func (r *reader) entry(name string) stemma.Party {
	if e, ok := r.list.ByName(name); ok {
		return stemma.Party{Name: e.Name, ID: e.ID}
	}
	if e, ok := r.listed(name); ok {
		return stemma.Party{Name: e.Name, ID: e.ID}
	}
	return stemma.Party{Name: name, ID: strings.ReplaceAll(strings.ToLower(name), " ", "-")}
}

// listed is the entry of which name is one of the names.
func (r *reader) listed(name string) (actors.Entry, bool) {
	written := strings.Fields(name)
	words := make([]string, len(written))
	for i, w := range written {
		words[i] = gazetteer.Fold(w)
	}
	e, n := r.list.Match(words, written)
	return e, n == len(words) && n > 0
}

// victimSubject turns round a verb of harm without an object, which headlines and parses
// of clipped text leave active: in "four citizens killed in a raid" they are the dead.
func (r *reader) victimSubject(e event) event {
	switch e.frame.kind {
	case stemma.Killed, stemma.Wounded, stemma.Detained:
	default:
		return e
	}
	subj := e.args["subj"]
	if r.upos(e.word) != "VERB" || r.xpos(e.word) != "VBD" && r.xpos(e.word) != "VBN" || len(subj) == 0 || len(e.args["obj"]) > 0 ||
		!slices.Contains(e.frame.fills, fill{"obj", stemma.FieldTarget}) || !slices.Contains(e.frame.fills, fill{"subj", stemma.FieldActor}) {
		return e
	}
	if k := subj[0]; !r.is(k, "people") && r.numberOf(k) < 0 {
		return e
	}
	turned := args{}
	for role, tokens := range e.args {
		turned[role] = tokens
	}
	turned["obj"] = subj
	delete(turned, "subj")
	e.args = turned
	return e
}

// doer fills the open actor of a claim: the one behind the event that its clause names
// as the cause ("killed in Russian raids"), or, where the word points back ("the
// raids"), the actor of the last event of that kind.
func (r *reader) doer(c *stemma.Claim, e event) {
	r.ownBomber(c, e)
	if c.Kind == stemma.Talks {
		r.sameTalks(c, e)
	}
	if c.Kind == stemma.Control && c.Actor.Name == "" && takes(c.Change) && c.Change != stemma.Contest && r.nominal(e.word) && r.definite(e.word) && r.taker.party.Name != c.Target.Name {
		c.Actor = r.taker.party // "the capture of the road"
		c.Cites[stemma.FieldActor] = r.taker.cite
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/earlier", Says: "the word points back to what somebody took", Cites: r.cites(r.taker.cite)})
	}
	if c.Actor.Name == "" && r.saidDoer(c, e) {
		return
	}
	if c.Actor.Name == "" && c.Kind == stemma.Detained && r.procured(c, e) {
		return
	}
	if c.Actor.Name != "" || !hasDoer(c.Kind) {
		return
	}
	if c.Kind == stemma.Clash && r.victims(c, e) {
		return
	}
	if r.ownAct(c, e) || r.bombers(c, e) {
		return
	}
	if c.Kind == stemma.Strike && !r.nominal(e.word) {
		for _, k := range e.args["subj"] {
			if p, cite, ok := r.wielder(r.core(k)); ok && p.Name != c.Target.Name {
				c.Actor, c.Cites[stemma.FieldActor] = p, cite // "shells fired by rebels landed near a school"
				return
			}
		}
	}
	if c.Kind == stemma.Strike && !r.nominal(e.word) && len(e.args["obj"])+len(e.args["on"])+len(e.args["into"]) > 0 && slices.ContainsFunc(e.args["subj"], func(k int) bool {
		return r.definite(k) && (r.f.noun("munition", r.lemma(k)) || r.f.noun("device", r.lemma(k)) && !r.f.noun("gear", r.lemma(k)))
	}) {
		const reach = 2 // sentences
		if last, ok := r.doers[c.Kind]; ok && r.d.SentenceOf(c.Sentence.Start)-r.d.SentenceOf(last.sentence.Start) <= reach {
			r.recall(c, c.Kind) // "the device hit a school"
			return
		}
	}
	if hostile(c.Kind) && r.definite(e.word) {
		r.recall(c, c.Kind)
		return
	}
	if fallen(*c) && r.nominal(e.word) && r.definite(e.word) && r.child(e.word, "nmod") < 0 {
		r.recall(c, c.Kind) // "the fatalities were caused on Wednesday"
		return
	}
	if r.slainFighting(c, e) {
		return
	}
	for _, role := range []string{"subj", "in", "by", "during", "from", "due to", "because of", "as a result of"} {
		for _, k := range e.args[role] {
			if r.upos(k) != "NOUN" {
				continue
			}
			f := r.frameOf(k, "n", r.nounArgs(k))
			if f == nil || f.kind != stemma.Strike && f.kind != stemma.Clash {
				continue
			}
			r.setParty(c, &c.Actor, stemma.FieldActor, r.nounArgs(k)["subj"], e)
			r.byOwn(c, k)
			if c.Actor.Name == "" && r.definite(k) {
				r.recall(c, f.kind)
			}
			if c.Actor.Name == c.Target.Name {
				c.Actor = stemma.Party{}
				delete(c.Cites, stemma.FieldActor)
			}
			if f.kind == stemma.Clash && c.Target.Name != "" && c.Actor.Name == "" {
				other := r.nounArgs(k)
				r.setParty(c, &c.Actor, stemma.FieldActor, append(other["with"], other["against"]...), e)
			}
			return
		}
	}
	r.byStrike(c)
}

// saidDoer fills the open actor of what a force or an armed group says was taken, or befell its
// enemies, with the speaker: "the group said 11 officers were captured".
func (r *reader) saidDoer(c *stemma.Claim, e event) bool {
	switch c.Kind {
	case stemma.Detained, stemma.Killed, stemma.Wounded:
	case stemma.Losses:
	case stemma.Control:
		if !takes(c.Change) {
			return false
		}
	default:
		return false
	}
	at := r.statementsAt(e.word)
	if len(at) == 0 || r.upos(e.word) != "VERB" || !r.passive(e.word) && r.child(e.word, "obj") >= 0 || len(e.args["subj"]) > 0 || c.Stance == stemma.Denied {
		return false
	}
	p, cite, ok := r.speakers(r.d.Statements[at[0]])
	if !ok || !r.armed(p) && !r.allies(p) || p.Name == c.Target.Name || fallen(*c) && c.Kind != stemma.Losses && !r.armed(c.Target) {
		return false
	}
	c.Actor, c.Cites[stemma.FieldActor] = p, cite
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/said", Says: "the clause names nobody who did it; the force that tells it of its enemy", Cites: r.cites(cite)})
	return true
}

// allies reports whether a party is a coalition that wages war together.
func (r *reader) allies(p stemma.Party) bool {
	e, ok := r.list.ByName(p.Name)
	return ok && e.Kind == actors.Alliance
}

// ownAct fills the open actor of a fight or strike that is said to be "its" with the
// subject of the clause: the army in "the army killed ten in its offensive".
func (r *reader) ownAct(c *stemma.Claim, e event) bool {
	if c.Kind != stemma.Clash && c.Kind != stemma.Strike || !r.nominal(e.word) {
		return false
	}
	own := false
	for _, k := range r.children(e.word, "nmod:poss") {
		w := strings.ToLower(r.d.Word(k))
		own = own || w == "its" || w == "their"
	}
	v := r.clause(e.word)
	if !own {
		return false
	}
	if v == e.word || r.upos(v) != "VERB" || r.passive(v) {
		return r.byOwn(c, e.word)
	}
	for _, k := range r.verbArgs(v)["subj"] {
		if r.actorAt(k) >= 0 && k < e.word {
			r.setParty(c, &c.Actor, stemma.FieldActor, []int{k}, e)
		}
	}
	if c.Actor.Name != "" && c.Actor.Name == c.Target.Name {
		c.Actor = stemma.Party{}
		delete(c.Cites, stemma.FieldActor)
	}
	return c.Actor.Name != "" || r.byOwn(c, e.word)
}

// bombers fills the open actor of a blast with the force whose men set it off: "two fighters
// of the group blew themselves up".
func (r *reader) bombers(c *stemma.Claim, e event) bool {
	if c.Kind != stemma.Strike || r.nominal(e.word) {
		return false
	}
	for _, k := range e.args["subj"] {
		if a := r.actorAt(k); a >= 0 && r.upos(k) != "PRON" && r.armed(r.d.Actors[a].Party) && r.d.Actors[a].Party.Name != c.Target.Name {
			c.Actor, c.Cites[stemma.FieldActor] = r.d.Actors[a].Party, r.d.Actors[a].Span
			return true
		}
	}
	return false
}

// byStrike fills the open actor of deaths and damage with whoever struck in the same
// sentence: "the group shelled the district, killing 15 civilians".
func (r *reader) byStrike(c *stemma.Claim) {
	if c.Kind == stemma.Strike || c.Kind == stemma.Clash || r.struck.sentence != c.Sentence || r.struck.party.Name == c.Target.Name {
		return
	}
	c.Actor = r.struck.party
	c.Cites[stemma.FieldActor] = r.struck.cite
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/strike", Says: "the clause names nobody who did it; whoever struck in its sentence", Cites: r.cites(r.struck.cite)})
}

// sameTalks fills the parties of talks that the words point back to: "the negotiations
// will go on".
func (r *reader) sameTalks(c *stemma.Claim, e event) {
	if c.Actor.Name != "" || c.Target.Name != "" {
		if c.Actor.Name != "" && c.Target.Name != "" {
			r.talks = pairOf{c.Actor, c.Target, c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget]}
		}
		return
	}
	if r.talks.actor.Name == "" || !r.definite(e.word) {
		return
	}
	c.Actor, c.Target = r.talks.actor, r.talks.target
	c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget] = r.talks.actorCite, r.talks.targetCite
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/earlier", Says: "the word points back to talks whose parties were named", Cites: r.cites(r.talks.actorCite)})
}

// pairOf are the parties of the last talks that named both.
type pairOf struct {
	actor, target         stemma.Party
	actorCite, targetCite stemma.Span
}

// slainFighting fills the actor of a toll with those whom the dead fought: the army in
// "two rebels were killed fighting the army".
func (r *reader) slainFighting(c *stemma.Claim, e event) bool {
	if c.Kind != stemma.Killed && c.Kind != stemma.Wounded {
		return false
	}
	for _, k := range r.children(e.word, "advcl", "xcomp", "obl") {
		if r.upos(k) != "VERB" || !r.f.verb("combat", r.lemma(k)) {
			continue
		}
		a := r.verbArgs(k)
		r.setParty(c, &c.Actor, stemma.FieldActor, slices.Concat(a["obj"], a["with"], a["against"]), e)
		if c.Actor.Name == c.Target.Name {
			c.Actor = stemma.Party{}
			delete(c.Cites, stemma.FieldActor)
		}
		return c.Actor.Name != ""
	}
	return false
}

// victims fills the actor of a clash with those who were killed in it: rebels in "29
// rebels were killed in clashes with troops".
func (r *reader) victims(c *stemma.Claim, e event) bool {
	v := r.head(e.word)
	if v < 0 || base(r.rel(e.word)) != "obl" || r.upos(v) != "VERB" || c.Target.Name == "" && !r.f.noun("affray", r.lemma(e.word)) {
		return false
	}
	a := r.verbArgs(v)
	f := r.frameOf(v, "v", a)
	if f == nil || f.kind != stemma.Killed && f.kind != stemma.Wounded {
		return false
	}
	r.setParty(c, &c.Actor, stemma.FieldActor, a["obj"], e)
	if c.Target.Name == "" && !r.armed(c.Actor) {
		c.Actor = stemma.Party{} // people who died in a fight did not fight it
		delete(c.Cites, stemma.FieldActor)
	}
	return c.Actor.Name != ""
}

// hasDoer reports whether somebody does what a claim of the kind tells.
func hasDoer(k stemma.Kind) bool {
	switch k {
	case stemma.Killed, stemma.Wounded, stemma.Losses, stemma.Destruction, stemma.Strike, stemma.Clash:
		return true
	}
	return false
}

// ownBomber makes a group that tells what a bomber without a name did the one who did it.
func (r *reader) ownBomber(c *stemma.Claim, e event) {
	if c.Kind != stemma.Strike || c.Actor.ID != "" || len(c.Actor.Of) > 0 || !slices.ContainsFunc(e.args["subj"], func(k int) bool { return r.f.noun("bomber", r.lemma(k)) }) {
		return
	}
	at := r.statementsAt(e.word)
	if len(at) == 0 {
		return
	}
	st := r.d.Statements[at[0]]
	if x, ok := r.list.ByName(st.Speaker.Body); ok && x.Kind == actors.ArmedGroup && !st.Source.Empty() {
		c.Actor = stemma.Party{Name: x.Name, ID: x.ID}
		c.Cites[stemma.FieldActor] = st.Source
	}
}

// takes reports whether a change of control is a gain of its actor, or a try at one.
func takes(x stemma.Change) bool {
	switch x {
	case stemma.Capture, stemma.Recapture, stemma.Enter, stemma.Contest:
		return true
	}
	return false
}

// recall fills the actor from the last event of the kind that named one.
func (r *reader) recall(c *stemma.Claim, k stemma.Kind) {
	last, ok := r.doers[k]
	if !ok || last.party.Name == c.Target.Name {
		return
	}
	c.Actor = last.party
	c.Cites[stemma.FieldActor] = last.cite
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/earlier", Says: "the word points back to an event whose actor was named", Cites: r.cites(last.cite)})
}

// namedDoer is who did the last event of a kind.
type namedDoer struct {
	party    stemma.Party
	cite     stemma.Span
	sentence stemma.Span
}
