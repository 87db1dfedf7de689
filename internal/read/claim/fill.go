package claim

import (
	"slices"
	"strings"

	"stemma"
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
	joined := slices.DeleteFunc(r.chained(obj[0]), func(k int) bool { return k != obj[0] && r.happensTo(k, e.word) })
	if len(joined) < 2 || !r.splits(joined, e.frame.kind) {
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
		if e.frame.kind == stemma.Killed && r.thing(k) {
			part.frame = &gearFrame // "lost ten soldiers, two tanks and a gun"
		}
		if n > 0 && (r.numberOf(k) >= 0 || r.one(k)) && k > e.word {
			part.first, part.last = r.opens(k, joined[n-1]), r.described(k)
			if n+1 < len(joined) && joined[n+1] > k {
				part.last = min(part.last, r.opens(joined[n+1], k))
			}
			for part.last-1 > k && r.dangles(part.last-1) {
				part.last--
			}
		} else if n == 0 && joined[1] > e.word && joined[1] < e.last {
			part.last = r.before(joined[1], e.word)
		}
		out = append(out, part)
	}
	return out
}

// chained are token k, what is coordinated with it and what is coordinated with that, as the
// parser may hang the last of a row.
func (r *reader) chained(k int) []int {
	out := []int{k}
	for _, j := range r.conjuncts(k)[1:] {
		out = append(out, r.chained(j)...)
	}
	return out
}

// opens is where the phrase of token k begins, with its number, behind token after.
func (r *reader) opens(k, after int) int {
	first, _ := r.phrase(k)
	if n := r.numberOf(k); n >= 0 {
		first = min(first, max(r.d.TokenAt(r.d.Numbers[n].Start), after+1))
	}
	return first
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
	force.first, force.last = max(e.first, r.opens(k, e.first-1)), min(e.last, r.objectEnds(e.word))
	_, last := r.phrase(k)
	if last+1 <= e.word {
		rest.first = last + 1
	}
	return force, rest, true
}

// objectEnds is where the object of the clause of token i ends: "thousands are launching an
// attack | to capture the town"; the end of the text where it has none.
func (r *reader) objectEnds(i int) int {
	if r.nominal(i) {
		_, last := r.phrase(i)
		return last + 1
	}
	if o := r.child(i, "obj"); o > i {
		_, last := r.phrase(o)
		return last + 1
	}
	return len(r.d.Tokens)
}

// strengthFrame is the frame of a counted force in an event of its own.
var strengthFrame = frame{kind: stemma.Strength, count: "subj", unit: "fighters", fills: []fill{{"subj", stemma.FieldActor}}}

// gearFrame is the frame of what a force lost beside its soldiers.
var gearFrame = frame{kind: stemma.Losses, count: "obj", fills: []fill{{"subj", stemma.FieldTarget}}}

// thing reports whether the noun at token k is gear and nobody.
func (r *reader) thing(k int) bool {
	return r.f.noun("gear", r.lemma(k)) && !r.f.noun("people", r.lemma(k)) && !r.f.noun("force", r.lemma(k))
}

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
func (r *reader) splits(joined []int, kind stemma.Kind) bool {
	counted, places := 0, 0
	for _, k := range joined {
		if r.numberOf(k) >= 0 || counted > 0 && (kind == stemma.Losses || kind == stemma.Killed && r.thing(k)) && r.one(k) {
			counted++
		}
		if r.placeAt(k) >= 0 && r.actorAt(k) < 0 {
			places++
		}
	}
	return counted == len(joined) || places == len(joined)
}

// one reports whether the noun at token k has the article of one thing: "a tank".
func (r *reader) one(k int) bool {
	d := r.child(k, "det")
	return d >= 0 && r.f.verb("article", strings.ToLower(r.d.Word(d)))
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
	r.kind, r.doing = c.Kind, ""
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
		for _, k := range r.ranksOf(r.owners(group, field)) {
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
	if field == stemma.FieldActor {
		r.doing = p.Name
	}
	if len(names) > 1 {
		p.Of, p.ID = names, ""
	}
	c.Cites[field] = cite
}

// owners are the phrases of a group with aircraft or troops of two sides replaced by the words for
// the sides: Russian and regime for "Russian and regime warplanes".
func (r *reader) owners(group []int, field stemma.Field) []int {
	if field != stemma.FieldActor {
		return group
	}
	var out []int
	for n, k := range group {
		sides := []int(nil)
		if r.upos(k) == "NOUN" && (r.f.noun("aircraft", r.lemma(k)) || r.f.noun("force", r.lemma(k))) {
			sides = r.sharers(k)
		}
		if len(sides) > 0 && out == nil {
			out = slices.Clone(group[:n])
		}
		switch {
		case len(sides) > 0:
			out = append(out, sides...)
		case out != nil:
			out = append(out, k)
		}
	}
	if out == nil {
		return group
	}
	return out
}

// sharers are the words before noun k that "and" joins, each of which names a side.
func (r *reader) sharers(k int) []int {
	for _, m := range r.kids[k] {
		m := int(m)
		if b := base(r.rel(m)); m > k || b != "amod" && b != "compound" {
			continue
		}
		for _, j := range r.children(m, "conj") {
			c := r.child(j, "cc")
			if j > k || c < 0 || r.lemma(c) != "and" || !r.namesSide(m) || !r.namesSide(j) {
				continue
			}
			return []int{m, j}
		}
	}
	return nil
}

// namesSide reports whether token i is a mention of a body or stands for a side.
func (r *reader) namesSide(i int) bool {
	if a := r.actorAt(i); a >= 0 {
		return r.d.Actors[a].Party.ID != "" && !r.d.Actors[a].Person
	}
	_, ok := r.sideOf(i)
	return ok
}

// ranksOf are the phrases of a group with those who only are fighters of somebody named
// behind them replaced by him: X and Y for "the fighters from X and Y".
func (r *reader) ranksOf(group []int) []int {
	var out []int
	for _, k := range group {
		named := len(out)
		a := r.actorAt(k)
		common := a < 0 || r.d.Actors[a].Rule == "noun" || r.d.Actors[a].Rule == "coreference" || strings.HasPrefix(r.d.Actors[a].Rule, "context/")
		for _, m := range r.children(k, "nmod") {
			if p := r.preposition(m); !common || p != "from" && p != "of" || !r.is(k, "force") && !r.f.noun("militant", r.lemma(k)) {
				continue
			}
			for _, j := range append(r.conjuncts(m), r.children(k, "appos")...) {
				if j != m && r.child(j, "cc") < 0 {
					continue // only said of him
				}
				for _, b := range append([]int{j}, r.children(j, "compound")...) {
					if at := r.actorAt(b); at >= 0 && at != a && r.armed(r.d.Actors[at].Party) {
						out = append(out, r.d.Actors[at].Head)
						break
					}
				}
			}
		}
		if len(out) == named {
			out = append(out, k)
		}
	}
	return out
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
		if r.upos(i) == "PUNCT" || r.upos(i) == "VERB" && r.xpos(i) != "VBN" {
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
