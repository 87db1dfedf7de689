package claim

import (
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// party names the phrase headed by token k: a known actor, else for a target the
// phrase as written, else for an actor only what can act.
func (r *reader) party(k int, field stemma.Field) (name, id string, cite stemma.Span) {
	if s := r.child(k, "nsubj"); s >= 0 && r.child(k, "cop") >= 0 {
		k = s // "X are the main force fighting Y": X fights
	}
	k = r.life(r.core(k))
	d := r.d
	if p, cite, ok := r.saidByIt(k); ok && forceful(r.kind) {
		return p.Name, p.ID, cite
	}
	if p, cite, ok := r.ownTroops(k); ok && field == stemma.FieldActor {
		return p.Name, p.ID, cite
	}
	if field == stemma.FieldTarget && (r.f.noun("life", r.lemma(k)) || r.f.noun("intention", r.lemma(k))) {
		return "", "", stemma.Span{} // "claimed 17 lives", "attacked with the aim of"
	}
	if a := r.actorAt(k); a >= 0 {
		if name, id, cite, ok := r.mentioning(a, field); ok {
			if m := d.Actors[a]; m.Kind == string(actors.Government) && field == stemma.FieldActor && (harmful(r.kind) || r.kind == stemma.Clash) && (r.rel(m.Head) == "compound" || r.rel(k) == "compound" || r.rel(k) == "amod") {
				p := r.forcesOf(m.Party) // "government air strikes"
				return p.Name, p.ID, cite
			}
			return name, id, cite
		}
	}
	if n := r.namedBehind(k); n >= 0 {
		if name, id, cite, ok := r.mentioning(n, field); ok {
			return name, id, cite // "the UN envoy, Ann Vey, visited"
		}
	}
	if p, cite, ok := r.saidOfSelf(k); ok {
		return p.Name, p.ID, cite
	}
	if p, ok := r.possessor(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if p, ok := r.theirs(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if p, cite, ok := r.inControl(k); ok {
		return p.Name, p.ID, cite
	}
	if p, ok := r.held(k); ok && field == stemma.FieldTarget {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if a := r.memberOf(k); a >= 0 {
		p := d.Actors[a].Party
		if d.Actors[a].Kind == string(actors.Government) && (harmful(r.kind) || hostile(r.kind)) {
			p = r.forcesOf(p) // "government warplanes"
		}
		return p.Name, p.ID, d.Actors[a].Span
	}
	if p, cite, ok := r.wielder(k); ok && field == stemma.FieldActor {
		if r.governs(p) {
			p = r.forcesOf(p)
		}
		return p.Name, p.ID, cite
	}
	if p, ok := r.sideOf(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if p, ok := r.armOf(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if r.upos(k) == "PRON" || r.upos(k) == "NUM" || r.upos(k) == "DET" || r.upos(k) == "ADV" || r.upos(k) == "ADJ" && r.child(k, "det", "amod", "nmod") < 0 || r.isTime(k) || r.namesAnybody(k) || r.f.noun("generic", r.lemma(k)) ||
		r.f.noun("direction", r.lemma(k)) || field == stemma.FieldTarget && (r.kind == stemma.Losses || r.ground(k)) {
		return "", "", stemma.Span{}
	}
	if p := r.placeAt(k); p >= 0 && !d.Places[p].Demonym {
		if field == stemma.FieldActor && r.rel(k) != "nsubj:pass" {
			return r.stateAt(p)
		}
		return "", "", stemma.Span{}
	}
	if field == stemma.FieldTarget && r.kind == stemma.Accuse && r.f.noun("event", r.lemma(k)) && r.child(k, "nmod:poss", "compound") < 0 {
		return "", "", stemma.Span{} // what somebody is blamed for
	}
	if field == stemma.FieldTarget && r.f.noun("event", r.lemma(k)) {
		if own := r.nounArgs(k)["subj"]; len(own) > 0 && own[0] != k && r.is(own[0], "actor") {
			return r.party(own[0], field) // whoever attacks is fought off with his attack
		}
	}
	first, last := r.phrase(k)
	words := stemma.Span{Start: d.Tokens[first].Start, End: d.Tokens[last].End}
	if field == stemma.FieldActor && (!r.is(k, "force") && !r.is(k, "person") && !r.is(k, "people") && !r.f.noun("foe", r.lemma(k)) && r.upos(k) != "PROPN" || r.instrument(k)) {
		return "", "", stemma.Span{}
	}
	if n := text.Covering(d.Numbers, words.Start); n >= 0 && d.Numbers[n].End < words.End {
		first = max(first, min(d.TokenAt(d.Numbers[n].End), last))
	}
	for first < k && (r.upos(first) == "ADP" || r.upos(first) == "DET" || r.xpos(first) == "WRB") {
		first++
	}
	return r.words(first, last+1), "", words
}

// armOf is the side whose arm of service the phrase headed by token k names: the regime's in "the
// regime air force".
func (r *reader) armOf(k int) (stemma.Party, bool) {
	if l := r.lemma(k); !r.f.noun("service", l) || r.actorAt(k) >= 0 {
		return stemma.Party{}, false
	}
	for _, m := range r.children(k, "compound", "amod") {
		if p, ok := r.sideOf(m); ok {
			return p, true
		}
	}
	return stemma.Party{}, false
}

// unarmed clears the actor of violence who cannot be it: an agency or a monitor that only
// tells of it, and people by what they are, such as children. Where a pronoun stood for one
// it stands for the last before it in the sentence who bears arms.
func (r *reader) unarmed(c *stemma.Claim) {
	switch c.Kind {
	case stemma.Strike, stemma.Clash, stemma.Killed, stemma.Wounded, stemma.Destruction, stemma.Control, stemma.Detained, stemma.Condition, stemma.Losses:
	default:
		return
	}
	r.uncontested(c)
	if c.Actor.Name == "" || c.Kind == stemma.Control && c.Change == stemma.Lose {
		return
	}
	s := c.Cites[stemma.FieldActor]
	first, last := r.d.TokenAt(s.Start), r.d.TokenAt(s.End-1)
	e, known := r.list.ByName(c.Actor.Name)
	tells := known && (e.Kind == actors.Agency || e.Kind == actors.Outlet || e.Kind == actors.Monitor || e.Kind == actors.Institute ||
		(e.Kind == actors.International || e.Kind == actors.Humanitarian) && r.tellsOf(s, c.Cites[stemma.FieldKind]))
	blows := c.Kind != stemma.Clash && c.Kind != stemma.Control && c.Kind != stemma.Detained && c.Kind != stemma.Condition
	harmless := last < len(r.d.Tokens) && c.Actor.ID == "" && (r.f.noun("harmless", r.lemma(last)) || r.f.noun("building", strings.ToLower(r.lemma(last))) || r.f.noun("landmark", strings.ToLower(r.lemma(last))))
	if !tells && !(blows && harmless) {
		return
	}
	c.Actor = stemma.Party{}
	delete(c.Cites, stemma.FieldActor)
	if first >= len(r.d.Tokens) || r.upos(first) != "PRON" {
		return
	}
	for a := text.After(r.d.Actors, s.Start) - 1; a >= 0 && r.d.SentenceOf(r.d.Actors[a].Start) == r.d.SentenceOf(s.Start); a-- {
		if m := r.d.Actors[a]; !m.Person && m.Party.ID != "" && r.armed(m.Party) {
			c.Actor, c.Cites[stemma.FieldActor] = m.Party, m.Span
			return
		}
	}
}

// uncontested clears the other side of a claim of control that is no side: the attack that was
// repelled, the strategy that took somebody's gains.
func (r *reader) uncontested(c *stemma.Claim) {
	s := c.Cites[stemma.FieldTarget]
	if c.Kind != stemma.Control || c.Target.ID != "" || len(c.Target.Of) > 0 || s.Empty() {
		return
	}
	last := r.d.TokenAt(s.End - 1)
	if last < len(r.d.Tokens) && r.upos(last) == "NOUN" && !r.is(last, "force") && !r.is(last, "people") && !r.is(last, "actor") {
		c.Target = stemma.Party{}
		delete(c.Cites, stemma.FieldTarget)
	}
}

// tellsOf reports whether the words at a span are the source of a statement that the word at
// another belongs to: the United Nations in "fighting spread, the United Nations said".
func (r *reader) tellsOf(source, word stemma.Span) bool {
	for _, k := range r.statementsAt(r.d.TokenAt(word.Start)) {
		if st := r.d.Statements[k]; !st.Source.Empty() && st.Source.Contains(source) && st.Source != word {
			return true
		}
	}
	return false
}

// life is whose the life at token k is: a woman in "claimed the life of a woman"; else k.
func (r *reader) life(k int) int {
	if r.lemma(k) != "life" {
		return k
	}
	for _, m := range r.children(k, "nmod") {
		if r.preposition(m) == "of" {
			return r.core(m)
		}
	}
	if h := r.head(k); h >= 0 && base(r.rel(k)) == "obj" {
		for _, m := range r.children(h, "obl") {
			if r.preposition(m) == "of" && m > k && m-k <= farApart {
				return r.core(m) // with those whose it is hung from the verb
			}
		}
	}
	return k
}

// ground reports whether token k is only where something is done and not what it is done
// to: the district in "shelled the district of X". A phrase that goes on from another with
// "which" names nothing by itself.
func (r *reader) ground(k int) bool {
	if first, _ := r.phrase(k); r.xpos(first) == "WDT" || r.xpos(first) == "WP$" {
		return true
	}
	return hostile(r.kind) && r.f.noun("ground", r.lemma(k))
}

// mentioning names mention a of the layer of actors; ok is false where it has no name of
// its own.
func (r *reader) mentioning(a int, field stemma.Field) (name, id string, cite stemma.Span, ok bool) {
	m := r.d.Actors[a]
	if field == stemma.FieldActor && hostile(r.kind) && !m.Person && m.Kind == string(actors.StateBody) {
		if p, ok := r.defended(m.Party.Name); ok {
			return p.Name, p.ID, m.Span, true // what a ministry of defence takes its forces take
		}
	}
	if m.Person && m.For.ID != "" && field == stemma.FieldActor && r.kind == stemma.Control && r.governs(m.For) && r.speaksOf(m) {
		p := r.forcesOf(m.For)
		return p.Name, p.ID, m.Span, true // "the president announced the capture of the town"
	}
	if m.Person && m.For.Name != "" && field == stemma.FieldActor && official(r.kind) {
		return m.For.Name, m.For.ID, m.Span, true
	}
	if m.Person && m.For.ID != "" && field == stemma.FieldActor && harmful(r.kind) && r.governs(m.For) {
		p := r.forcesOf(m.For)
		return p.Name, p.ID, m.Span, true // whom a president kills his forces kill
	}
	if p := r.placeAt(r.d.TokenAt(m.Start)); r.kind == stemma.Talks && m.Kind == string(actors.People) && p >= 0 && strings.HasSuffix(m.Party.Name, " officials") {
		if state := r.nationParty(r.d.TokenAt(m.Start), r.kind); state.Name != "" {
			return state.Name, state.ID, m.Span, true
		}
	}
	if p := text.Covering(r.d.Places, m.End-1); field == stemma.FieldTarget && p >= 0 && r.actorAt(r.d.Places[p].First) == a && r.whereTheyAre(r.d.Places[p]) {
		first, last := r.d.TokenAt(m.Start), r.d.Places[p].First-1
		return r.words(first, last), "", stemma.Span{Start: m.Start, End: r.d.Tokens[last-1].End}, true // "civilians in Idlib"
	}
	if m.Party.Name != "" && m.Rule != "" && (r.upos(m.Head) != "PRON" || m.Antecedent >= 0) {
		return m.Party.Name, m.Party.ID, m.Span, true
	}
	return "", "", stemma.Span{}, false
}

// speaksOf reports whether mention m only tells of what is done: it is the subject of a cue.
func (r *reader) speaksOf(m text.Actor) bool {
	h := r.head(m.Head)
	return h >= 0 && base(r.rel(m.Head)) == "nsubj" && r.isCue(h)
}

// stateAt is the state that a country's or capital's name stands for where it acts:
// "Moscow, which launched an air war".
func (r *reader) stateAt(p int) (name, id string, cite stemma.Span) {
	m := r.d.Places[p]
	if i := m.Last; i < len(r.d.Tokens) && gazetteer.AllUpper(r.d.Word(m.First)) && len(r.d.Word(m.First)) > 3 && (r.d.Word(i) == "(" || r.d.Word(i) == "/") {
		return "", "", stemma.Span{} // a dateline, "MOSCOW (Orbis)"
	}
	if m.Geo.Precision == "country" {
		state := r.entry(stateName(m))
		return state.Name, state.ID, m.Span
	}
	e, ok := r.listed(m.Name)
	if !ok || e.Kind != actors.State && e.Kind != actors.Government {
		return "", "", stemma.Span{}
	}
	return e.Name, e.ID, m.Span
}

// saidOfSelf is the speaker whom a pronoun in a statement stands for where nothing
// before it does: "it had carried out 64 raids, the ministry said".
func (r *reader) saidOfSelf(k int) (stemma.Party, stemma.Span, bool) {
	if r.upos(k) != "PRON" {
		return stemma.Party{}, stemma.Span{}, false
	}
	switch strings.ToLower(r.d.Word(k)) {
	case "it", "they", "we", "us", "our":
	default:
		return stemma.Party{}, stemma.Span{}, false
	}
	at := r.statementsAt(k)
	if len(at) == 0 {
		return stemma.Party{}, stemma.Span{}, false
	}
	return r.speakers(r.d.Statements[at[0]])
}

// speakers is who acts where a statement tells of its speaker: a ministry of defence tells
// what its forces do.
func (r *reader) speakers(st text.Statement) (stemma.Party, stemma.Span, bool) {
	e, ok := r.list.ByName(st.Speaker.Body)
	if !ok {
		return stemma.Party{}, stemma.Span{}, false
	}
	switch e.Kind {
	case actors.State, actors.Government, actors.StateForce, actors.ArmedGroup, actors.Alliance, actors.Movement:
		return stemma.Party{Name: e.Name, ID: e.ID}, st.Source, true
	case actors.StateBody:
		if of := r.entry(e.Of); e.Of != "" && r.armed(of) {
			return of, st.Source, true
		}
		if p, ok := r.defended(e.Name); ok {
			return p, st.Source, true
		}
	}
	return stemma.Party{}, stemma.Span{}, false
}

// saidByIt is who acts where the pronoun at token k is the source of a statement: "it
// claimed the capture of the village", with the ministry told of before.
func (r *reader) saidByIt(k int) (stemma.Party, stemma.Span, bool) {
	if r.upos(k) != "PRON" {
		return stemma.Party{}, stemma.Span{}, false
	}
	for _, st := range r.d.Statements {
		if st.Source.Start <= r.d.Tokens[k].Start && r.d.Tokens[k].End <= st.Source.End {
			return r.speakers(st)
		}
	}
	return stemma.Party{}, stemma.Span{}, false
}

// official reports whether an office holder acts for his body in claims of the kind: a
// president who orders a ceasefire or condemns an attack. Talks are between persons.
func official(k stemma.Kind) bool {
	switch k {
	case stemma.Accuse, stemma.Agreement, stemma.Clash, stemma.Strike, stemma.Control, stemma.Assessment:
		return true
	}
	return false
}

// memberOf is the actor to which the phrase headed by k belongs: "Daesh elements".
func (r *reader) memberOf(k int) int {
	if first, _ := r.phrase(k); first >= 2 && r.d.Word(first-1) == "s" && r.is(k, "force") {
		if a := r.actorAt(first - 2); a >= 0 && r.d.Actors[a].Party.ID != "" {
			return a // "the armys air force", which has lost its apostrophe
		}
	}
	for _, m := range r.children(k, "acl") {
		if !r.f.verb("belong", r.lemma(m)) {
			continue
		}
		for _, o := range r.children(m, "obl") {
			if a := r.actorAt(o); a >= 0 && r.d.Actors[a].Party.ID != "" && !r.d.Actors[a].Person {
				return a // "a helicopter belonging to the army"
			}
		}
	}
	for _, m := range r.children(k, "compound", "nmod", "amod") {
		p := r.preposition(m)
		if p == "" && hostile(r.kind) && r.actorAt(m) >= 0 && r.d.Actors[r.actorAt(m)].Party.ID != "" && (r.f.noun("aircraft", r.lemma(k)) || r.f.noun("gear", r.lemma(k))) {
			return r.actorAt(m) // "army helicopters"
		}
		held := (hostile(r.kind) && r.kind != stemma.Control || r.kind == stemma.Losses) && r.f.noun("holding", r.lemma(k))
		if p != "" && p != "of" && p != "from" && !(p == "for" && held) {
			continue
		}
		if a := r.actorAt(m); a >= 0 && r.d.Actors[a].Party.ID != "" && (r.is(k, "force") || r.is(k, "people") || held || r.kind == stemma.Losses && r.f.noun("gear", r.lemma(k))) {
			return a
		}
	}
	return -1
}

// cuedBy is the speaker of the statement whose cue is token k.
func (r *reader) cuedBy(k int) (stemma.Speaker, stemma.Span, bool) {
	for _, st := range r.d.Statements {
		if st.Cue.Start != r.d.Tokens[k].Start || st.Cue.Empty() || st.Speaker.Body == stemma.Newsroom {
			continue
		}
		if name := strings.ToLower(st.Speaker.String()); name != "" && name != "i" && name != "we" {
			return st.Speaker, st.Source, true
		}
	}
	return stemma.Speaker{}, stemma.Span{}, false
}

// asSpeaker is the phrase headed by token k as a speaker.
func (r *reader) asSpeaker(k int) (stemma.Speaker, stemma.Span, bool) {
	if r.upos(k) == "PRON" { // whom it stands for is known to the statement that it makes
		for _, n := range r.sourcesNear(r.d.Tokens[k].Start) {
			if st := r.d.Statements[n]; st.Speaker != (stemma.Speaker{}) && st.Speaker.Body != stemma.Newsroom {
				return st.Speaker, st.Source, true
			}
		}
	}
	a := r.actorAt(k)
	if a < 0 || r.d.Actors[a].Party.Name == "" {
		return r.bearer(k)
	}
	m := r.d.Actors[a]
	if m.Rule == "people" {
		if n := r.namedBehind(k); n >= 0 {
			m = r.d.Actors[n]
		}
	}
	if m.Person {
		return stemma.Speaker{Body: m.For.Name, Person: m.Party.Name, ID: cmpOr(m.For.ID, m.Party.ID)}, m.Span, true
	}
	return stemma.Speaker{Body: m.Party.Name, ID: m.Party.ID}, m.Span, true
}

// bearer is the speaker at noun k that no reader of actors knows by itself: whoever is named
// behind his office, else the office as it is told, "the provincial governor".
func (r *reader) bearer(k int) (stemma.Speaker, stemma.Span, bool) {
	if n := r.namedBehind(k); n >= 0 {
		m := r.d.Actors[n]
		sp := stemma.Speaker{Body: m.For.Name, Person: m.Party.Name, ID: cmpOr(m.For.ID, m.Party.ID)}
		return sp, m.Span, true
	}
	if r.upos(k) != "NOUN" && r.upos(k) != "PROPN" || !r.is(k, "person") && !r.is(k, "people") && !r.is(k, "office-holder") {
		return stemma.Speaker{}, stemma.Span{}, false
	}
	first, last := r.phrase(k)
	words := stemma.Span{Start: r.d.Tokens[first].Start, End: r.d.Tokens[last].End}
	for first < last && r.upos(first) == "DET" {
		first++
	}
	for _, c := range r.children(k, "compound", "nmod:poss") {
		if a := r.actorAt(c); a >= 0 && !r.d.Actors[a].Person && r.d.Actors[a].Party.ID != "" {
			m := r.d.Actors[a]
			return stemma.Speaker{Body: m.Party.Name, ID: m.Party.ID}, words, true // "the UN envoy"
		}
	}
	return stemma.Speaker{Body: r.words(first, last+1)}, words, true
}

// namedBehind is the mention of the person whom an apposition to token k names; -1 for none.
func (r *reader) namedBehind(k int) int {
	for _, c := range r.children(k, "appos", "flat") {
		if a := r.actorAt(c); a >= 0 && r.d.Actors[a].Person && c > k {
			return a
		}
	}
	return -1
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
