package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/text"
)

// parts splits an event whose argument joins things that are claims of their own: two
// counted things ("11 tanks and 31 cars"), two places taken.
func (r *reader) parts(e event) []event {
	obj := e.args["obj"]
	role := "obj"
	if e.frame.count == "subj" && len(obj) == 0 {
		obj, role = e.args["subj"], "subj"
	}
	if len(obj) != 1 {
		return []event{e}
	}
	joined := slices.DeleteFunc(r.conjuncts(obj[0]), func(k int) bool { return k != obj[0] && r.happensTo(k, e.word) })
	if len(joined) < 2 || !r.splits(joined) {
		return []event{e}
	}
	var out []event
	for n, k := range joined {
		part := e
		part.args = args{}
		for key, v := range e.args {
			part.args[key] = v
		}
		part.args[role] = []int{k}
		part.args["alone"] = []int{k}
		if n > 0 && r.numberOf(k) >= 0 && k > e.word {
			part.first, _ = r.phrase(k)
			part.last = r.described(k)
		} else if n == 0 && joined[1] > e.word && joined[1] < e.last {
			part.last = r.before(joined[1], e.word)
		}
		out = append(out, part)
	}
	return out
}

// described is the end of the phrase of token k with all that describes it: "31 cars
// fitted with guns".
func (r *reader) described(k int) int {
	last := k
	r.walk(k, func(j int) bool {
		return base(r.rel(j)) != "conj" && base(r.rel(j)) != "cc" && base(r.rel(j)) != "punct"
	}, func(j int) { last = max(last, j) })
	return last + 1
}

// countedForce tells apart how many take part from what they do: "more than 4,000
// militants have regrouped" is a claim of strength beside the movement.
func (r *reader) countedForce(e event) (force, rest event, ok bool) {
	if e.frame.kind != stemma.Movement && e.frame.kind != stemma.Clash || len(e.args["subj"]) != 1 {
		return e, e, false
	}
	k := e.args["subj"][0]
	n := r.numberOf(k)
	if n < 0 || k > e.word || k < e.first || !r.is(k, "force") || r.d.Numbers[n].Percent || r.d.Numbers[n].Ordinal {
		return e, e, false
	}
	force, rest = e, e
	force.frame = &strengthFrame
	_, last := r.phrase(k)
	if last+1 <= e.word {
		rest.first = last + 1
	}
	return force, rest, true
}

// strengthFrame is the frame of a counted force in an event of its own.
var strengthFrame = frame{kind: stemma.Strength, count: "subj", unit: "fighters", fills: []fill{{"subj", stemma.FieldActor}}}

// happensTo reports whether a participle before noun k tells another event of it: millions
// in "killed 200,000 people and displaced millions", as the parser may join them.
func (r *reader) happensTo(k, word int) bool {
	for _, m := range r.children(k, "amod", "compound") {
		if m != word && r.heads[m] && r.upos(m) == "VERB" {
			return true
		}
	}
	return false
}

// splits reports whether coordinated phrases are separate claims.
func (r *reader) splits(joined []int) bool {
	counted, places := 0, 0
	for _, k := range joined {
		if r.numberOf(k) >= 0 {
			counted++
		}
		if r.placeAt(k) >= 0 && r.actorAt(k) < 0 {
			places++
		}
	}
	return counted == len(joined) || places == len(joined)
}

// before is the end of the extent that stops ahead of the phrase of k, but after word.
func (r *reader) before(k, word int) int {
	first, _ := r.phrase(k)
	for first-1 > word && (r.upos(first-1) == "CCONJ" || r.upos(first-1) == "PUNCT" || r.upos(first-1) == "DET") {
		first--
	}
	return max(first, word+1)
}

// fill fills actor and target from the frame's arguments.
func (r *reader) fill(c *stemma.Claim, e event) {
	r.kind = c.Kind
	for _, f := range e.frame.fills {
		tokens := e.args[f.arg]
		if len(tokens) == 0 {
			continue
		}
		switch f.field {
		case stemma.FieldActor:
			r.setParty(c, &c.Actor, stemma.FieldActor, tokens, e)
		case stemma.FieldTarget:
			r.setParty(c, &c.Target, stemma.FieldTarget, tokens, e)
		case both:
			r.setPair(c, tokens, e)
		}
	}
	if c.Kind == stemma.Talks {
		r.nations(c, e)
	}
	if c.Actor.Name != "" && c.Actor.Name == c.Target.Name {
		c.Target = stemma.Party{}
		delete(c.Cites, stemma.FieldTarget)
	}
}

// setParty sets an empty actor or target from phrases, naming every one that is
// coordinated.
func (r *reader) setParty(c *stemma.Claim, p *stemma.Party, field stemma.Field, tokens []int, e event) {
	if p.Name != "" {
		return
	}
	var names []string
	var cite stemma.Span
	for _, t := range tokens {
		group := []int{t}
		if len(e.args["alone"]) == 0 {
			group = r.conjuncts(t)
		}
		for _, k := range group {
			name, id, s := r.party(k, field)
			if name == "" || slices.Contains(names, name) {
				continue
			}
			names = append(names, name)
			cite = cite.Join(s)
			if len(names) == 1 {
				p.ID = id
			}
		}
	}
	if len(names) == 0 {
		return
	}
	p.Name = strings.Join(names, " and ")
	if len(names) > 1 {
		p.Of, p.ID = names, ""
	}
	c.Cites[field] = cite
}

// nations makes two states actor and target of talks where the subject names both: "US
// and Russian officials met".
func (r *reader) nations(c *stemma.Claim, e event) {
	if len(e.args["subj"]) == 0 || c.Target.Name != "" {
		return
	}
	first, last := r.phrase(e.args["subj"][0])
	from, to := text.Within(r.d.Places, r.d.Tokens[first].Start, r.d.Tokens[last].End)
	var states []stemma.Party
	var cites []stemma.Span
	for _, p := range r.d.Places[from:to] {
		if p.Geo.Precision != "country" {
			continue
		}
		state := r.entry(stateName(p))
		if !slices.ContainsFunc(states, func(s stemma.Party) bool { return s.Name == state.Name }) {
			states, cites = append(states, state), append(cites, p.Span)
		}
	}
	if len(states) == 2 {
		c.Actor, c.Target = states[0], states[1]
		c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget] = cites[0], cites[1]
	}
}

// setPair makes the first of a coordinated pair the actor and the second the target.
func (r *reader) setPair(c *stemma.Claim, tokens []int, e event) {
	if c.Actor.Name != "" || r.twoNations(c, tokens[0]) {
		return
	}
	pair := r.conjuncts(tokens[0])
	if len(pair) < 2 {
		if other := r.joined(tokens[0]); other >= 0 {
			pair = append(pair, other)
		}
	}
	if len(pair) < 2 {
		return
	}
	alone := e
	alone.args = args{"alone": tokens}
	r.setParty(c, &c.Actor, stemma.FieldActor, pair[:1], alone)
	r.setParty(c, &c.Target, stemma.FieldTarget, pair[1:2], alone)
}

// joined is the head of the actor that "and" joins to token k by their place in the text,
// where the parser made it the subject of what follows: the army in "fighting between
// rebels and the army went on"; -1 for none.
func (r *reader) joined(k int) int {
	const reach = 6 // words
	for i := k + 1; i < len(r.d.Tokens)-2 && i <= k+reach; i++ {
		if r.upos(i) == "PUNCT" || r.upos(i) == "VERB" {
			return -1
		}
		if r.lemma(i) != "and" {
			continue
		}
		for j := i + 1; j <= i+2; j++ {
			if a := r.actorAt(j); a >= 0 {
				return r.d.Actors[a].Head
			}
		}
		return -1
	}
	return -1
}

// twoNations fills actor and target with the two that adjectives of one noun name:
// "talks between Russian and Ukrainian officials" are between the two states, fighting
// between their troops is between their forces.
func (r *reader) twoNations(c *stemma.Claim, k int) bool {
	for _, first := range r.children(k, "amod", "compound") {
		for _, second := range r.children(first, "conj") {
			a, b := r.nationParty(first, c.Kind), r.nationParty(second, c.Kind)
			if second >= k || a.Name == "" || b.Name == "" || a.Name == b.Name {
				continue
			}
			c.Actor, c.Target = a, b
			c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget] = r.d.Tokens[first].Span, r.d.Tokens[second].Span
			return true
		}
	}
	return false
}

// nationParty is the state or, where they fight, the forces that the adjective at token i
// names; empty for another word.
func (r *reader) nationParty(i int, kind stemma.Kind) stemma.Party {
	p := r.placeAt(i)
	if p < 0 || !r.d.Places[p].Demonym || r.d.Places[p].Country == "" {
		return stemma.Party{}
	}
	country := r.d.Places[p].Country
	if hostile(kind) {
		if name := r.list.Role(country, "army"); name != "" {
			return r.entry(name)
		}
		return r.entry(r.d.Word(i) + " forces")
	}
	if name := r.list.Role(country, "government"); name != "" {
		return r.entry(name)
	}
	return r.entry(stateName(r.d.Places[p]))
}

// party names the phrase headed by token k: a known actor, else for a target the
// phrase as written, else for an actor only what can act.
func (r *reader) party(k int, field stemma.Field) (name, id string, cite stemma.Span) {
	if s := r.child(k, "nsubj"); s >= 0 && r.child(k, "cop") >= 0 {
		k = s // "X are the main force fighting Y": X fights
	}
	k = r.core(k)
	d := r.d
	if a := r.actorAt(k); a >= 0 {
		m := d.Actors[a]
		if m.Person && m.For.Name != "" && field == stemma.FieldActor && official(r.kind) {
			return m.For.Name, m.For.ID, m.Span
		}
		if p := r.placeAt(d.TokenAt(m.Start)); r.kind == stemma.Talks && m.Kind == string(actors.People) && p >= 0 && strings.HasSuffix(m.Party.Name, " officials") {
			if state := r.nationParty(d.TokenAt(m.Start), r.kind); state.Name != "" {
				return state.Name, state.ID, m.Span
			}
		}
		if p := text.Covering(d.Places, m.End-1); field == stemma.FieldTarget && p >= 0 && r.actorAt(d.Places[p].First) == a && r.whereTheyAre(d.Places[p]) {
			first, last := d.TokenAt(m.Start), d.Places[p].First-1
			return r.words(first, last), "", stemma.Span{Start: m.Start, End: d.Tokens[last-1].End} // "civilians in Idlib"
		}
		if m.Party.Name != "" && m.Rule != "" && (r.upos(m.Head) != "PRON" || m.Antecedent >= 0) {
			return m.Party.Name, m.Party.ID, m.Span
		}
	}
	if p, cite, ok := r.saidOfSelf(k); ok {
		return p.Name, p.ID, cite
	}
	if p, ok := r.theirs(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if a := r.memberOf(k); a >= 0 {
		return d.Actors[a].Party.Name, d.Actors[a].Party.ID, d.Actors[a].Span
	}
	if p, ok := r.sideOf(k); ok {
		return p.Name, p.ID, d.Tokens[k].Span
	}
	if r.upos(k) == "PRON" || r.upos(k) == "NUM" || r.upos(k) == "DET" || r.upos(k) == "ADV" || r.upos(k) == "ADJ" && r.child(k, "det", "amod", "nmod") < 0 || r.isTime(k) || r.namesAnybody(k) || r.f.noun("generic", r.lemma(k)) ||
		r.f.noun("direction", r.lemma(k)) || field == stemma.FieldTarget && r.kind == stemma.Losses {
		return "", "", stemma.Span{}
	}
	if p := r.placeAt(k); p >= 0 && !d.Places[p].Demonym {
		if field == stemma.FieldActor && r.rel(k) != "nsubj:pass" {
			return r.stateAt(p)
		}
		return "", "", stemma.Span{}
	}
	if field == stemma.FieldTarget && r.f.noun("event", r.lemma(k)) {
		if own := r.nounArgs(k)["subj"]; len(own) > 0 && own[0] != k && r.is(own[0], "actor") {
			return r.party(own[0], field) // whoever attacks is fought off with his attack
		}
	}
	first, last := r.phrase(k)
	words := stemma.Span{Start: d.Tokens[first].Start, End: d.Tokens[last].End}
	if field == stemma.FieldActor && (!r.is(k, "force") && !r.is(k, "person") && !r.is(k, "people") && r.upos(k) != "PROPN" || r.instrument(k)) {
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

// stateAt is the state that a country's or capital's name stands for where it acts:
// "Moscow, which launched an air war".
func (r *reader) stateAt(p int) (name, id string, cite stemma.Span) {
	m := r.d.Places[p]
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
	st := r.d.Statements[at[0]]
	e, ok := r.list.ByName(st.Speaker.Body)
	if !ok {
		return stemma.Party{}, stemma.Span{}, false
	}
	switch e.Kind {
	case actors.State, actors.Government, actors.StateForce, actors.ArmedGroup, actors.Alliance, actors.Movement:
		return stemma.Party{Name: e.Name, ID: e.ID}, st.Source, true
	case actors.StateBody:
		adjective, _, _ := strings.Cut(e.Name, " ")
		if strings.Contains(e.Name, "Defen") {
			return r.entry(adjective + " forces"), st.Source, true
		}
	}
	return stemma.Party{}, stemma.Span{}, false
}

// instrument reports whether the phrase headed by k is a thing that is used and not
// somebody who acts: a jet, a shell, the force of a blast.
func (r *reader) instrument(k int) bool {
	lemma := r.lemma(k)
	if r.f.noun("device", lemma) && r.f.noun("gear", lemma) || r.f.noun("aircraft", lemma) || r.f.noun("munition", lemma) || lemma == "convoy" {
		return true
	}
	for _, m := range r.children(k, "nmod") {
		if r.preposition(m) == "of" && len(r.f.byWord[word{"n", r.lemma(m)}]) > 0 {
			return true
		}
	}
	return false
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

// theirs is whose the forces are that a possessive names: the army's in "one of its
// soldiers was killed". A state's are its forces.
func (r *reader) theirs(k int) (stemma.Party, bool) {
	if !r.f.noun("force", r.lemma(k)) {
		return stemma.Party{}, false
	}
	for _, own := range r.children(k, "nmod:poss") {
		if r.upos(own) != "PRON" {
			continue
		}
		for a := text.After(r.d.Actors, r.d.Tokens[own].Start) - 1; a >= 0 && r.d.SentenceOf(r.d.Actors[a].Start) == r.d.SentenceOf(r.d.Tokens[own].Start); a-- {
			m := r.d.Actors[a]
			if m.Person || m.Party.ID == "" || m.Kind == string(actors.People) || m.Kind == string(actors.Agency) || m.Kind == string(actors.Outlet) {
				continue
			}
			if m.Kind == string(actors.State) || m.Kind == string(actors.Government) {
				return r.forcesOf(m.Party), true
			}
			return m.Party, true
		}
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

// memberOf is the actor to which the phrase headed by k belongs: "Daesh elements".
func (r *reader) memberOf(k int) int {
	if first, _ := r.phrase(k); first >= 2 && r.d.Word(first-1) == "s" && r.is(k, "force") {
		if a := r.actorAt(first - 2); a >= 0 && r.d.Actors[a].Party.ID != "" {
			return a // "the armys air force", which has lost its apostrophe
		}
	}
	for _, m := range r.children(k, "compound", "nmod", "amod") {
		p := r.preposition(m)
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

// asSpeaker is the phrase headed by token k as a speaker.
func (r *reader) asSpeaker(k int) (stemma.Speaker, stemma.Span, bool) {
	a := r.actorAt(k)
	if a < 0 {
		return stemma.Speaker{}, stemma.Span{}, false
	}
	m := r.d.Actors[a]
	if m.Party.Name == "" {
		return stemma.Speaker{}, stemma.Span{}, false
	}
	if m.Person {
		return stemma.Speaker{Body: m.For.Name, Person: m.Party.Name, ID: cmpOr(m.For.ID, m.Party.ID)}, m.Span, true
	}
	return stemma.Speaker{Body: m.Party.Name, ID: m.Party.ID}, m.Span, true
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// quantify fills the claim's number: that of the argument the frame counts.
func (r *reader) quantify(c *stemma.Claim, e event) {
	n := -1
	for _, i := range r.counted(e) {
		if n = r.numberOf(i); n >= 0 {
			break
		}
	}
	if n < 0 || r.d.Numbers[n].Ordinal || r.d.Numbers[n].Money {
		if e.frame.unit == "casualties" {
			c.Quantity.Unit = e.frame.unit // so many that nobody says how many
		}
		return
	}
	num := r.d.Numbers[n]
	c.Quantity = num.Quantity
	if c.Quantity.Unit == "" {
		c.Quantity.Unit = e.frame.unit
	}
	if c.Quantity.HasValue && c.Quantity.Bound == "" {
		c.Quantity.Bound = stemma.Exact
	}
	r.ranks(c)
	c.Cites[stemma.FieldValue] = num.Span
	if num.Noun >= 0 {
		c.Cites[stemma.FieldUnit] = r.d.Tokens[num.Noun].Span
	}
	if c.Kind == stemma.Share {
		c.Quantity.Unit = "percent"
	}
}

// ranks counts the members of a force as its soldiers and those of a group as its
// fighters: "18 members of the group".
func (r *reader) ranks(c *stemma.Claim) {
	if !r.f.noun("member", strings.TrimSuffix(c.Quantity.Unit, "s")) {
		return
	}
	for _, p := range []stemma.Party{c.Target, c.Actor} {
		e, ok := r.list.ByName(p.Name)
		switch {
		case ok && e.Kind == actors.ArmedGroup:
			c.Quantity.Unit = "fighters"
			return
		case ok && e.Kind == actors.StateForce || strings.HasSuffix(p.Name, " forces"):
			c.Quantity.Unit = "soldiers"
			return
		}
	}
}

// counted are the tokens whose number is the claim's.
func (r *reader) counted(e event) []int {
	switch e.frame.count {
	case "self":
		return []int{e.word}
	case "any":
		return e.args.all()
	case "people":
		var out []int
		for _, i := range slices.Concat(e.args["obj"], e.args["subj"], e.args.all()) {
			if r.is(i, "people") || r.is(i, "force") || r.is(i, "number") {
				out = append(out, i)
			}
		}
		return out
	}
	out := slices.Clone(e.args[e.frame.count])
	if e.frame.kind == stemma.Share {
		out = append(out, e.args["of"]...)
	}
	return out
}
