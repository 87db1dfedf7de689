package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// quantify fills the claim's number: that of the argument the frame counts.
func (r *reader) quantify(c *stemma.Claim, e event) {
	n := -1
	for _, i := range r.counted(e) {
		if n = r.numberOf(i); n >= 0 {
			break
		}
	}
	if n < 0 && r.ones(c, e) {
		return
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
	if fallen(*c) && r.unitOfPart(n, c.Sentence) {
		c.Quantity.Unit = e.frame.unit // "20 people including two boys were killed and 30 wounded"
	}
	if num.Noun >= 0 && r.f.noun("life", r.lemma(num.Noun)) {
		c.Quantity.Unit = e.frame.unit
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

// unitOfPart reports whether number n, which stands alone, was given the unit of those who are told
// apart of the people before it.
func (r *reader) unitOfPart(n int, sentence stemma.Span) bool {
	m := r.d.Numbers[n]
	at := r.d.TokenAt(m.Start)
	if m.Noun >= at {
		return false
	}
	for k := n - 1; k >= 0 && r.d.Numbers[k].Start >= sentence.Start; k-- {
		if o := r.d.Numbers[k]; o.Noun >= 0 && o.Quantity.Unit == m.Quantity.Unit {
			return r.preposition(o.Noun) == "including"
		}
	}
	return false
}

// ones counts those who fell where the clause names them one by one: "a woman was wounded", "a
// man, a woman and a child died".
func (r *reader) ones(c *stemma.Claim, e event) bool {
	if !fallen(*c) {
		return false
	}
	for _, role := range []string{"obj", "subj"} {
		if e.frame.count != role && e.frame.count != "people" || len(e.args[role]) != 1 {
			continue
		}
		who := r.row(e.args[role][0])
		unit := r.single(who[0])
		for i, k := range who {
			u := r.single(k)
			det := r.child(k, "det")
			if u == "" || det < 0 && i == 0 || det >= 0 && !r.f.verb("article", r.lemma(det)) {
				return false
			}
			if u != unit {
				unit = "people"
			}
		}
		c.Quantity = stemma.Quantity{Value: float64(len(who)), HasValue: true, Bound: stemma.Exact, Unit: unit}
		c.Cites[stemma.FieldValue] = stemma.Span{Start: r.d.Tokens[r.begins(who[0])].Start, End: r.d.Tokens[slices.Max(who)].End}
		return true
	}
	return false
}

// row are token k and all that the sentence lists with it, whichever of them the parser hung
// the rest from: "a man, a woman and a child".
func (r *reader) row(k int) []int {
	out := []int{k}
	for _, j := range r.children(k, "appos", "conj") {
		if !r.predicate(j) && (base(r.rel(j)) == "conj" || r.child(j, "conj") >= 0) {
			out = append(out, r.row(j)...)
		}
	}
	return out
}

// singles are the units in which one person is counted; nouns.txt has the words of each.
var singles = []string{"people", "women", "children", "girls", "boys", "civilians", "soldiers", "fighters", "police"}

// single is the unit of the one person whom a noun in the singular names; empty for another.
func (r *reader) single(k int) string {
	if r.xpos(k) != "NN" {
		return ""
	}
	for _, unit := range singles {
		if r.f.noun("one-of-"+unit, r.lemma(k)) {
			return unit
		}
	}
	return ""
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

// harmed are people whom a toll named.
type harmed struct {
	party    stemma.Party
	cite     stemma.Span
	unit     string
	sentence stemma.Span
}

// others fills the open target of a toll whose number stands alone, "three were wounded",
// "wounding 50 others", with the people of the toll before it in its sentence.
func (r *reader) others(c *stemma.Claim, e event) {
	switch c.Kind {
	case stemma.Killed, stemma.Wounded, stemma.Detained:
	default:
		return
	}
	if len(e.args["included"]) > 0 {
		return // those told apart are not the ones that "others" come beside
	}
	if c.Target.Name != "" {
		r.harmed = harmed{c.Target, c.Cites[stemma.FieldTarget], c.Quantity.Unit, c.Sentence}
		return
	}
	last := r.harmed
	if last.sentence != c.Sentence || last.party.Name == "" || last.party.Name == c.Actor.Name || len(e.args["obj"]) != 1 {
		return
	}
	k := e.args["obj"][0]
	if c.Quantity.Rough == "" && !c.Quantity.HasValue || r.upos(k) != "NUM" && r.lemma(k) != "other" {
		return
	}
	c.Target = last.party
	c.Cites[stemma.FieldTarget] = last.cite
	if c.Quantity.Unit == "people" && last.unit != "" {
		c.Quantity.Unit = last.unit
	}
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "target/others", Says: "the number stands alone; the people of the toll before it", Cites: r.cites(last.cite)})
}

// lostBy fills the open target of losses with the force or group that was struck, or whose
// members fell, in the same sentence: "hit the group's camp, destroying two tanks".
func (r *reader) lostBy(c *stemma.Claim, e event) {
	if fallen(*c) && c.Kind != stemma.Losses && c.Target.Name == "" {
		r.ownLosses(c, e)
	}
	if fallen(*c) && r.governs(c.Target) && r.lemma(e.word) == "lose" {
		c.Target = r.forcesOf(c.Target) // whom a state lost were its soldiers
	}
	if c.Kind != stemma.Losses || c.Target.Name != "" {
		return
	}
	from := r.hit
	if r.harmed.sentence == c.Sentence && r.armed(r.harmed.party) {
		from = namedDoer{r.harmed.party, r.harmed.cite, r.harmed.sentence}
	}
	if from.sentence != c.Sentence || from.party.Name == "" || from.party.Name == c.Actor.Name {
		return
	}
	c.Target = from.party
	c.Cites[stemma.FieldTarget] = from.cite
	c.Reasons = append(c.Reasons, stemma.Reason{Rule: "target/struck", Says: "the clause does not say whose they were; theirs who were struck in its sentence", Cites: r.cites(from.cite)})
}

// ownLosses makes those whose losses a clause puts at a number the ones who fell: "it put its losses
// at ten dead".
func (r *reader) ownLosses(c *stemma.Claim, e event) {
	for _, k := range r.children(r.clause(e.word), "obj", "nsubj") {
		if !r.f.noun("losses", r.lemma(k)) {
			continue
		}
		for _, own := range r.children(k, "nmod:poss") {
			p, ok := r.ownerBefore(own)
			if r.upos(own) != "PRON" {
				a := r.actorAt(own)
				if ok = a >= 0 && r.armed(r.d.Actors[a].Party); ok {
					p = r.d.Actors[a].Party
				}
			}
			if ok && p.Name != c.Actor.Name {
				c.Target, c.Cites[stemma.FieldTarget] = p, r.d.Tokens[own].Span
			}
		}
	}
}

// counted are the tokens whose number is the claim's.
func (r *reader) counted(e event) []int {
	switch e.frame.count {
	case "self":
		if k := r.amongThem(e.word); k >= 0 {
			return []int{k}
		}
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
	for k, i := range out {
		out[k] = r.life(i) // "claimed the lives of 15 people"
	}
	if e.frame.kind == stemma.Share {
		out = append(out, e.args["of"]...)
	}
	return out
}
