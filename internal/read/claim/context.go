package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// context is what a report has established up to a sentence: the place and time that
// its events are at, and the sides that face each other.
type context struct {
	mainPlace int         // mainPlace is the place mention that the report is about; -1 for none.
	place     int         // place is the place mention of the last event; -1 for none.
	scene     int         // scene is the place mention of the last event, however wide; -1 for none.
	placeIn   int         // placeIn is the sentence that established it.
	when      stemma.When // when is the time of the last event that told one.
	whenSpan  stemma.Span
	whenIn    int         // whenIn is the sentence that established it.
	back      stemma.When // back is the time of the last event of long before the publication.
	backSpan  stemma.Span
	backIn    int // backIn is the sentence that told it.
	lead      stemma.When
	leadSpan  stemma.Span
	facing    map[string]map[string]int // facing[a][b] counts claims in which a acted on b.
}

// newContext finds the place that the report is about: the town that most of it is named
// for, not counting datelines and capitals that speak; where no town is, the first
// region.
func (r *reader) newContext() context {
	d := r.d
	x := context{mainPlace: -1, place: -1, scene: -1, facing: map[string]map[string]int{}}
	count := map[string]int{}
	best, most := 0, 0 // best is the weight of the town, most that of the province or country
	area, seen := -1, 0
	for i, p := range d.Places {
		if p.Demonym || p.Common || p.Name == "" || r.notWhere(p) {
			continue
		}
		seen++
		count[p.Name]++
		weight := count[p.Name]
		if seen <= 3 {
			weight++
		}
		switch {
		case !wide(p) && weight > best:
			best, x.mainPlace = weight, i
		case wide(p) && weight > most:
			most, area = weight, i
		}
	}
	if most >= farMore*best {
		x.mainPlace = area
	}
	if x.mainPlace < 0 { // no town is named: the first province or region
		x.mainPlace = slices.IndexFunc(d.Places, func(p text.Place) bool { return !p.Demonym && !p.Common && p.Geo.Precision == "region" })
	}
	if x.mainPlace >= 0 { // its first mention is where it is established
		name := d.Places[x.mainPlace].Name
		x.mainPlace = slices.IndexFunc(d.Places, func(p text.Place) bool { return p.Name == name && !p.Demonym })
	}
	x.lead, x.leadSpan = r.leadDay()
	return x
}

// farMore is how many times more a province or country must be named than any town in it
// to be what a report is about.
const farMore = 2

// notWhere reports whether a place's name is not where anything happens: it is the
// report's dateline, or a capital or country that acts or speaks.
func (r *reader) notWhere(p text.Place) bool {
	return p.Start < r.d.Report.DatelineSpan.End && p.Start >= r.d.Report.DatelineSpan.Start || r.datelined(p) ||
		r.actorAt(p.First) >= 0 && wideOrCapital(p) || r.outside(p.First) && p.Relation == "" && !r.runsOn(p)
}

// runsOn reports whether place p only runs on into the words that name a speaker, in text
// that has lost its commas: Tyre in "south of Tyre the ministry said".
func (r *reader) runsOn(p text.Place) bool {
	for i := p.Last; i < len(r.d.Tokens) && r.outside(i) && !r.isCue(i); i++ {
		if r.upos(i) == "DET" {
			return true
		}
	}
	return false
}

// datelined reports whether place p stands as a dateline within the text: in capitals
// before a dash or an agency's name, "MOSCOW (Agency) ".
func (r *reader) datelined(p text.Place) bool {
	if p.First < 0 || p.Last >= len(r.d.Tokens) || !gazetteer.AllUpper(p.Of(r.d.Text())) {
		return false
	}
	switch r.d.Word(p.Last) {
	case "—", "–", "--", "-", "(", ":", "/":
	default:
		return false
	}
	before := p.First - 1
	return before < 0 || r.d.Sentences[r.d.SentenceOf(p.Start)].First == p.First || !gazetteer.AllUpper(r.d.Word(before))
}

// wide reports whether a place is too wide to be where an event happened unless the
// clause itself says so.
func wide(p text.Place) bool {
	return p.Geo.Precision == "country" || p.Geo.Precision == "region" || p.Geo.Precision == "relative" && p.Geo.ID == p.Country
}

// leadDay is the day that the report is about: the first day of an event that its opening
// tells, within a week before publication; unknown where it tells none.
func (r *reader) leadDay() (stemma.When, stemma.Span) {
	d := r.d
	pub := d.Report.Published.When
	for i, t := range d.Times {
		if i > 5 || d.SentenceOf(t.Start) > 4 {
			break
		}
		if !t.When.Known() || t.Set || t.When.Precision != stemma.Day && t.When.Precision != stemma.PartOfDay || !near(t.When, pub) {
			continue
		}
		if at := d.TokenAt(t.Start); at < len(d.Tokens) && r.speaks(r.clause(at), at) {
			continue // the day on which somebody spoke
		}
		return t.When, t.Span
	}
	return stemma.When{}, stemma.Span{}
}

// near reports whether w lies in the week up to the publication.
func near(w, pub stemma.When) bool {
	if !pub.Known() || w.From.IsZero() {
		return false
	}
	days := pub.From.Sub(w.From).Hours() / 24
	return days >= -1 && days <= 7
}

// pass records what the claims of a sentence establish for the next.
func (x *context) pass(r *reader, sentence int, claims []stemma.Claim) {
	for _, c := range claims {
		if s := c.Cites[stemma.FieldPlace]; !s.Empty() && s.Start >= c.Sentence.Start {
			if p := text.Covering(r.d.Places, s.Start); p >= 0 && !r.d.Places[p].Common && r.d.Places[p].Geo.Precision != "country" {
				x.scene = p
			}
			if p := text.Covering(r.d.Places, s.Start); p >= 0 && !r.f.noun("care", r.lemma(r.d.Places[p].Last-1)) && (r.d.Places[p].Geo.ID != "" || r.d.Places[p].In != "") && !wide(r.d.Places[p]) {
				x.place, x.placeIn = p, sentence
			}
		}
		if s := c.Cites[stemma.FieldTime]; !s.Empty() && s.Start >= c.Sentence.Start && near(c.When, r.d.Report.Published.When) {
			x.when, x.whenSpan, x.whenIn = c.When, s, sentence
		} else if !s.Empty() && s.Start >= c.Sentence.Start && !c.When.From.IsZero() && !c.When.To.IsZero() {
			x.back, x.backSpan, x.backIn = c.When, s, sentence
		}
		if c.Actor.ID != "" && c.Target.ID != "" && hostile(c.Kind) {
			x.face(c.Actor.Name, c.Target.Name)
		}
	}
}

// hostile reports whether actor and target of the kind are opponents.
func hostile(k stemma.Kind) bool {
	return k == stemma.Clash || k == stemma.Strike || k == stemma.Control
}

// physical reports whether a kind happens at a place and time, so that an open field
// may be taken from the context.
func physical(k stemma.Kind) bool {
	switch k {
	case stemma.Assessment, stemma.Call, stemma.Accuse, stemma.Agreement, stemma.Talks:
		return false
	}
	return true
}

// locate fills the claim's place: from its arguments, its clause, its sentence, the
// sentences before, or the report.
func (r *reader) locate(c *stemma.Claim, e event, sentence int) {
	if r.unnamedSettlement(e) && r.ctx.mainPlace >= 0 {
		r.setPlace(c, r.ctx.mainPlace, "place/report")
		return
	}
	for _, f := range e.frame.fills {
		if f.field == stemma.FieldPlace || f.field == stemma.FieldTarget {
			for _, k := range e.args[f.arg] {
				if p := r.placeIn(k, e); p >= 0 && !r.d.Places[p].Demonym && !r.aside(p) {
					r.setPlace(c, p, "")
					return
				}
			}
		}
	}
	if r.landmark(c, e, sentence) {
		return
	}
	for _, role := range placeRoles {
		if c.Change == stemma.Withdraw && (role == "to" || role == "towards" || role == "toward") {
			continue // where it went, not what it left
		}
		for _, k := range e.args[role] {
			if p := r.placeIn(k, e); p >= 0 && r.actorAt(k) < 0 && !r.aside(p) {
				r.setPlace(c, p, "")
				return
			}
		}
	}
	if p := r.nearestPlace(e, e.first, e.last); p >= 0 && !r.leftFor(c, e, p) {
		r.setPlace(c, p, "")
		return
	}
	if p := r.whereOf(e); p >= 0 {
		r.setPlace(c, p, "")
		return
	}
	if h, ok := r.earlier(c, e); ok && h.place.Name != "" {
		c.Place, c.Cites[stemma.FieldPlace] = h.place, h.placeCite
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "place/earlier", Says: "the words point back to an event that was placed", Cites: r.cites(h.placeCite)})
		return
	}
	s := r.d.Sentences[sentence]
	if p := r.nearestPlace(e, s.First, s.Last); p >= 0 && !r.leftFor(c, e, p) {
		r.setPlace(c, p, "place/sentence")
		return
	}
	if !physical(c.Kind) {
		return
	}
	if r.ctx.place >= 0 && sentence-r.ctx.placeIn <= 4 {
		r.setPlace(c, r.ctx.place, "place/previous")
		return
	}
	if r.ctx.mainPlace >= 0 {
		r.setPlace(c, r.ctx.mainPlace, "place/report")
	}
}

// whereOf is the place that a relative clause describes: Khartoum in "Khartoum, where
// shelling killed eight"; -1 for none.
func (r *reader) whereOf(e event) int {
	c := r.clause(e.word)
	for _, k := range r.children(c, "advmod") {
		if strings.EqualFold(r.d.Word(k), "where") && r.head(c) >= 0 {
			return r.placeAt(r.head(c))
		}
	}
	return -1
}

// leftFor reports whether place p is only where a withdrawal went.
func (r *reader) leftFor(c *stemma.Claim, e event, p int) bool {
	if c.Change != stemma.Withdraw {
		return false
	}
	for _, k := range slices.Concat(e.args["to"], e.args["towards"], e.args["toward"]) {
		if r.placeIn(k, e) == p {
			return true
		}
	}
	return false
}

// landmark places a claim at what has no name of its own but is taken or held: "a
// hilltop", "the citadel".
func (r *reader) landmark(c *stemma.Claim, e event, sentence int) bool {
	if c.Kind != stemma.Control {
		return false
	}
	for _, k := range e.args["obj"] {
		if !r.f.noun("landmark", r.lemma(k)) || r.placeAt(k) >= 0 {
			continue
		}
		first, last := r.phrase(k)
		if p, _ := text.Within(r.d.Places, r.d.Tokens[first].Start, r.d.Tokens[last].End); p < len(r.d.Places) && r.d.Tokens[first].Start <= r.d.Places[p].Start && r.d.Places[p].End <= r.d.Tokens[last].End {
			continue // it has a name
		}
		in := r.ctx.mainPlace
		if p := r.nearestPlace(e, r.d.Sentences[sentence].First, r.d.Sentences[sentence].Last); p >= 0 && !wide(r.d.Places[p]) {
			in = p
		}
		c.Place = stemma.Location{Name: r.words(k, k+1), Relation: ""}
		c.Cites[stemma.FieldPlace] = r.d.Tokens[k].Span
		if in >= 0 {
			c.Place.In = r.d.Places[in].Name
			c.Cites[stemma.FieldIn] = r.d.Places[in].Span
		}
		return true
	}
	return false
}

// unnamedSettlement reports whether the event is said to be in a town that the clause
// does not name: "in a mainly Kurdish town in the north".
func (r *reader) unnamedSettlement(e event) bool {
	unnamed := func(k int) bool {
		if !r.f.noun("settlement", r.lemma(k)) || r.placeAt(k) >= 0 || r.definite(k) {
			return false
		}
		p := r.placeIn(k, e)
		return p < 0 || wide(r.d.Places[p])
	}
	if slices.ContainsFunc(slices.Concat(e.args["in"], e.args["at"]), unnamed) {
		return true
	}
	found := false
	clause := r.clause(e.word)
	for (r.xpos(clause) == "VBG" || base(r.rel(clause)) == "conj") && r.head(clause) >= 0 && base(r.rel(clause)) != "acl" {
		clause = r.clause(r.head(clause)) // "struck a crowd in a town, killing 44"
	}
	r.walk(clause, func(k int) bool { return !r.clausal(k) && base(r.rel(k)) != "appos" }, func(k int) {
		if p := r.preposition(k); (p == "in" || p == "at") && unnamed(k) && !r.attributed(k, e.word) {
			found = true
		}
	})
	return found
}

// placeRoles are the prepositions that say where, in the order in which they are asked.
var placeRoles = []string{"in", "at", "inside", "on", "into", "across", "over", "around", "near", "outside", "to", "towards", "toward", "of", "from", "against", "through", "throughout", "north of", "south of", "east of", "west of", "for"}

// placeIn is the place mention that token k stands for or that its phrase names, not
// counting what lies in its relative clauses; -1 for none.
func (r *reader) placeIn(k int, e event) int {
	if p := r.placeAt(k); p >= 0 {
		return p
	}
	found := -1
	better := func(p int) bool {
		if found < 0 {
			return true
		}
		if a, b := wide(r.d.Places[p]), wide(r.d.Places[found]); a != b {
			return b
		}
		if a, b := r.owner(p), r.owner(found); a != b {
			return b // "central Ruritania's Upland Province": the province
		}
		return p < found
	}
	r.walk(k, func(j int) bool {
		return !r.clausal(j) && base(r.rel(j)) != "appos" && (len(e.args["alone"]) == 0 || base(r.rel(j)) != "conj")
	}, func(j int) {
		if p := r.placeAt(j); p >= 0 && !r.d.Places[p].Demonym && r.actorAt(j) < 0 && better(p) {
			found = p
		}
	})
	return found
}

// nearestPlace is the place mention in tokens [first, last) that stands nearest to the
// event; one that locates it before one that is merely there; -1 for none.
func (r *reader) nearestPlace(e event, first, last int) int {
	d := r.d
	from, to := text.Within(d.Places, d.Tokens[first].Start, d.Tokens[last-1].End)
	best, bestCost := -1, 1<<30
	for p := from; p < to; p++ {
		m := d.Places[p]
		if m.Demonym || m.First < 0 || r.aside(p) || r.attributed(m.First, e.word) {
			continue
		}
		cost := m.First - e.word
		if cost < 0 {
			cost = -cost * 2
		}
		if wide(m) {
			cost += 40
		}
		if m.Common {
			cost += 3
		}
		if m.Relation != "" && m.Relation != "near" {
			cost += 25 // "in Logar, south of Kabul"
		}
		if r.owner(p) {
			cost += 10
		}
		if r.placeIsAgent(m) {
			cost += 60
		}
		if cost < bestCost {
			best, bestCost = p, cost
		}
	}
	return best
}

// aside reports whether place p is named but is not where: one that acts or that only
// describes, the other side of a border, the hospital that the wounded were taken to.
func (r *reader) aside(p int) bool {
	m := r.d.Places[p]
	if m.First < 0 || r.notWhere(m) || r.modifier(m.Last-1) {
		return true
	}
	if (r.kind == stemma.Killed || r.kind == stemma.Wounded) && r.f.noun("care", r.lemma(m.Last-1)) {
		return true // where they were taken
	}
	h := r.head(m.Last - 1)
	for h >= 0 && base(r.rel(m.Last-1)) == "conj" && r.placeAt(h) >= 0 && base(r.rel(h)) == "conj" {
		h = r.head(h)
	}
	if h >= 0 && r.placeAt(h) >= 0 && base(r.rel(m.Last-1)) == "conj" {
		h = r.head(h)
	}
	return h >= 0 && wide(m) && r.lemma(h) == "border"
}

// wideOrCapital reports whether a place's name is one that stands for a state:
// "Washington", "Russia".
func wideOrCapital(p text.Place) bool { return wide(p) || p.Geo.Precision == "city" }

// owner reports whether place p only owns what is named: "Syria's" in "Syria's Aleppo".
func (r *reader) owner(p int) bool {
	m := r.d.Places[p]
	return m.Last > 0 && m.Last <= len(r.d.Arcs) && r.rel(m.Last-1) == "nmod:poss"
}

// modifier reports whether token i only helps to describe another: "U.S." in
// "U.S.-backed" and "U.S. air strikes".
func (r *reader) modifier(i int) bool {
	h := r.head(i)
	if p := r.placeAt(i); p >= 0 && r.d.Places[p].Geo.Precision == "country" && r.rel(i) == "compound" {
		return true
	}
	return h >= 0 && base(r.rel(i)) != "nmod" && r.xpos(h) == "VBN" && (base(r.rel(h)) == "amod" || base(r.rel(h)) == "acl") && h > i && h-i <= 2
}

// placeIsAgent reports whether a place's name stands for those who act from it, as a
// subject or a speaker does.
func (r *reader) placeIsAgent(p text.Place) bool {
	rel := base(r.rel(p.Last - 1))
	return rel == "nsubj" && p.Last-1 < len(r.d.Arcs) || r.actorAt(p.First) >= 0
}

// setPlace gives the claim the place mention p; rule is empty when it stands in the
// claim's own clause.
func (r *reader) setPlace(c *stemma.Claim, p int, rule string) {
	m := r.d.Places[p]
	if m.Common && r.f.noun("scene", r.lemma(m.Last-1)) && r.ctx.scene >= 0 {
		m = r.d.Places[r.ctx.scene] // "the area" is where the last event was, not the last name
		rule = cmpOr(rule, "place/previous")
	}
	c.Place = stemma.Location{Name: m.Name, In: m.In, Relation: m.Relation, Geo: m.Geo}
	c.Cites[stemma.FieldPlace] = m.Span
	if rule != "" {
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: placeReasons[rule], Cites: r.cites(m.Span)})
	}
}

var placeReasons = map[string]string{
	"place/sentence": "the clause names no place; the nearest one in its sentence",
	"place/previous": "the sentence names no place; where the event before it happened",
	"place/report":   "no place is near; the one that the report is about",
}

// face notes that a acts against b.
func (x *context) face(a, b string) {
	if a == b {
		return
	}
	if x.facing[a] == nil {
		x.facing[a] = map[string]int{}
	}
	x.facing[a][b]++
}

// rivals notes that those who take a place face those who hold or leave it.
func (x *context) rivals(claims []stemma.Claim) {
	takers, holders := map[string][]string{}, map[string][]string{}
	for _, c := range claims {
		if c.Kind != stemma.Control || c.Actor.ID == "" || c.Place.Name == "" {
			continue
		}
		switch c.Change {
		case stemma.Capture, stemma.Recapture, stemma.Enter, stemma.Contest:
			takers[c.Place.Name] = append(takers[c.Place.Name], c.Actor.Name)
		case stemma.Withdraw, stemma.Lose, stemma.Hold:
			holders[c.Place.Name] = append(holders[c.Place.Name], c.Actor.Name)
		}
	}
	for place, list := range takers {
		for _, a := range list {
			for _, b := range holders[place] {
				x.face(a, b)
			}
		}
	}
}

// oppose fills the open targets of clashes, strikes and losses with the side that the actor
// faces in this report, and the open actors of tolls with the side that the dead and the
// wounded face.
func (x *context) oppose(claims []stemma.Claim) {
	x.rivals(claims)
	for i := range claims {
		c := &claims[i]
		if toll := c.Kind == stemma.Killed || c.Kind == stemma.Wounded; toll && c.Actor.Name == "" && c.Target.ID != "" && c.Stance != stemma.Denied {
			if name := x.opponent(c.Target.Name); name != "" {
				c.Actor = stemma.Party{Name: name}
				c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/facing", Says: "the clause names no doer; the side that the victims face in this report"})
			}
			continue
		}
		if !hostile(c.Kind) && c.Kind != stemma.Losses || c.Actor.ID == "" || c.Target.Name != "" {
			continue
		}
		name := x.opponent(c.Actor.Name)
		if name == "" {
			continue
		}
		c.Target = stemma.Party{Name: name}
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "target/facing", Says: "the clause names no opponent; the one that the actor faces in this report"})
	}
}

// opponent is the side that an actor faces most often; "" when none or several alike.
func (x *context) opponent(actor string) string {
	count := map[string]int{}
	for name, n := range x.facing[actor] {
		count[name] += n
	}
	for name, faced := range x.facing {
		count[name] += faced[actor]
	}
	best, tie := "", false
	for name, n := range count {
		switch {
		case n > count[best]:
			best, tie = name, false
		case n == count[best] && n > 0:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
