package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// spot is a place as a claim has it, with its words.
type spot struct {
	stemma.Location
	span    stemma.Span
	country string // country is ISO 3166-1; empty when unresolved.
}

func (s spot) known() bool { return s.Name != "" }

// spotOf is the place mention p.
func (r *reader) spotOf(p int) spot {
	m := r.d.Places[p]
	return spot{stemma.Location{Name: m.Name, In: m.In, Relation: m.Relation, Geo: m.Geo}, m.Span, m.Country}
}

// early is how many sentences at the head of a report say what it is about.
const early = 3

// mainPlace is the place that the report is about: the one that it names most, those of
// its head before others, towns and what lies in them before provinces and those before
// countries. It returns, too, how often it is named.
func (r *reader) mainPlace() (spot, int) {
	weight, first, named := map[string]int{}, map[string]int{}, map[string]int{}
	head := r.headLength()
	best := ""
	for i, m := range r.d.Places {
		if !r.locates(i) || m.Common || r.describesPeople(m) || strings.HasSuffix(m.Relation, " of") || strings.HasSuffix(m.Relation, " from") {
			continue // "20 km south of the capital" is not in it
		}
		if _, seen := first[m.Name]; !seen {
			first[m.Name] = i
			switch {
			case m.Geo.Precision == "country":
				weight[m.Name] -= 4
			case wide(m):
				weight[m.Name]--
			}
			if r.d.SentenceOf(m.Start) < head {
				weight[m.Name] += 2
			}
		}
		weight[m.Name]++
		named[m.Name]++
		if best == "" || weight[m.Name] > weight[best] {
			best = m.Name
		}
	}
	if best == "" {
		return spot{}, 0
	}
	return r.spotOf(first[best]), named[best]
}

// describesPeople reports whether a place's name only says where people are from: "the
// Dara schoolgirls".
func (r *reader) describesPeople(m text.Place) bool {
	h := r.head(m.Last - 1)
	return h >= m.Last && base(r.rel(m.Last-1)) == "compound" && r.is(h, "people")
}

// headLength is how many sentences say what the report is about: its headings and the
// first of its body.
func (r *reader) headLength() int {
	body := 0
	for body < len(r.d.Sentences) && r.roleOf(body) == stemma.Heading {
		body++
	}
	return body + early
}

// roleOf is the role of the block that holds sentence k.
func (r *reader) roleOf(k int) stemma.Role {
	if b := r.d.Sentences[k].Block; b >= 0 && b < len(r.d.Report.Blocks) {
		return r.d.Report.Blocks[b].Role
	}
	return stemma.Body
}

// mainRoad is the road that the report names most.
func (r *reader) mainRoad() spot {
	count, best := map[string]int{}, -1
	for i, m := range r.d.Places {
		if m.Demonym || m.Common || m.Last <= 0 || m.Last > len(r.d.Tokens) || !r.f.noun("road", strings.ToLower(r.d.Word(m.Last-1))) {
			continue
		}
		if count[m.Name]++; best < 0 || count[m.Name] > count[r.d.Places[best].Name] {
			best = i
		}
	}
	if best < 0 {
		return spot{}
	}
	return r.spotOf(best)
}

// wide reports whether a place is too wide to be where an event happened unless the
// clause itself says so.
func wide(p text.Place) bool {
	return p.Geo.Precision == "country" || p.Geo.Precision == "region" || p.Geo.Precision == "relative" && p.Geo.ID == p.Country
}

// setsScene reports whether what is told after place mention p may be taken to happen
// there: a town or district with a name, not a hospital and no whole country.
func (r *reader) setsScene(p int) bool {
	m := r.d.Places[p]
	if wide(m) || m.Geo.ID == "" && (m.Common || m.Last <= 0 || m.Last > len(r.d.Tokens)) {
		return false
	}
	if r.f.noun("care", r.lemma(m.Last-1)) {
		return false
	}
	return m.Geo.ID != "" || m.In != "" || r.upos(m.Last-1) == "PROPN" && !r.f.noun("building", strings.ToLower(r.d.Word(m.Last-1)))
}

// locates reports whether place mention p can say where something happens: it is no
// dateline, and a state's name neither acts nor describes.
func (r *reader) locates(p int) bool {
	m := r.d.Places[p]
	if m.Demonym || m.First < 0 || m.Last <= m.First || m.Name == "" || r.notWhere(m) {
		return false
	}
	head := m.Last - 1
	rel := base(r.rel(head))
	if v := r.head(head); rel == "nsubj" && (m.Geo.Precision == "country" || m.Geo.Precision == "city") && r.child(v, "obj") >= 0 && !r.f.verb("undergo", r.lemma(v)) {
		return false // Damascus bombed the town
	}
	prep := r.preposition(head)
	if m.Geo.Precision != "country" {
		return m.Geo.Precision != "city" || prep != "with" && prep != "by"
	}
	switch {
	case rel == "compound" || rel == "amod" || rel == "nsubj" || rel == "obj" || rel == "iobj" || r.rel(head) == "nmod:poss":
		return false
	case rel != "nmod" && rel != "obl":
		return true
	}
	switch prep {
	case "by", "with", "against", "between", "for":
		return false
	case "of":
		h := r.head(head)
		return h >= 0 && (r.f.noun("direction", r.lemma(h)) || r.f.verb("partitive", r.lemma(h)))
	}
	return true
}

// notWhere reports whether a place's name is not where anything happens: it is the
// report's dateline, or a capital or country that acts or speaks.
func (r *reader) notWhere(p text.Place) bool {
	return p.Start < r.d.Report.DatelineSpan.End && p.Start >= r.d.Report.DatelineSpan.Start || r.datelined(p) ||
		r.actorAt(p.First) >= 0 && wideOrCapital(p) && !r.whereTheyAre(p) || r.outside(p.First) && p.Relation == "" && !r.runsOn(p)
}

// whereTheyAre reports whether place p tells where the people are whose mention it ends:
// Idlib in "12 civilians in Idlib".
func (r *reader) whereTheyAre(p text.Place) bool {
	m := r.d.Actors[r.actorAt(p.First)]
	return m.Kind == string(actors.People) && p.Start > m.Start && p.Geo.Precision != "country" && r.insideOf(p.First-1)
}

// insideOf reports whether token i is a preposition that puts what happens where its noun is.
func (r *reader) insideOf(i int) bool {
	at := slices.Index(placeRoles, strings.ToLower(r.d.Word(i)))
	return at >= 0 && at <= slices.Index(placeRoles, "near")
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

// aside reports whether place p is named but is not where: one that acts or that only
// describes, the other side of a border, the hospital that the wounded were taken to.
func (r *reader) aside(p int) bool {
	m := r.d.Places[p]
	if !r.locates(p) || r.modifier(m.Last-1) {
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

// locate fills the claim's place: from its arguments, its clause, its sentence, the
// sentences before, or the report.
func (r *reader) locate(c *stemma.Claim, e event, sentence int) {
	if r.unnamedSettlement(e) && r.ctx.main.known() {
		r.setSpot(c, r.ctx.main, "place/report")
		return
	}
	for _, f := range e.frame.fills {
		if f.field == stemma.FieldPlace || f.field == stemma.FieldTarget {
			for _, k := range e.args[f.arg] {
				if p := r.placeIn(k, e); p >= 0 && !r.aside(p) {
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
				r.setPlace(c, r.narrowest(p, e), "")
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
	if r.ctx.road.known() && r.mentionsRoad(s) {
		r.setSpot(c, r.ctx.road, "place/meant")
		return
	}
	if c.Kind == stemma.Accuse {
		return // accusers stand nowhere in particular
	}
	if r.ctx.place.known() && sentence-r.ctx.placeIn <= 2 {
		r.setSpot(c, r.ctx.place, "place/previous")
		return
	}
	if r.ctx.main.known() {
		r.setSpot(c, r.ctx.main, "place/report")
	}
}

// narrow sets deaths whose own words name only a country where the strike or fight of
// their sentence was told to be: "a bomb went off in the city, killing 20, the fifth attack
// in the country".
func (r *reader) narrow(c *stemma.Claim) {
	if !fallen(*c) || c.Place.Geo.Precision != "country" || len(r.told) == 0 {
		return
	}
	h := r.told[len(r.told)-1]
	if p := text.Covering(r.d.Places, h.placeCite.Start); hostile(h.kind) && !h.placeCite.Empty() && p >= 0 && h.placeCite.Start >= c.Sentence.Start &&
		h.placeCite.End <= c.Sentence.End && !wide(r.d.Places[p]) && r.d.Places[p].Country == r.countryAt(c.Place) {
		r.setSpot(c, r.spotOf(p), "place/sentence")
	}
}

// countryAt is the country of a location that is one, ISO 3166-1.
func (r *reader) countryAt(l stemma.Location) string {
	for _, p := range r.d.Places {
		if p.Geo.ID == l.Geo.ID {
			return p.Country
		}
	}
	return ""
}

// narrowest is place p, or where p is wide the place within it that its clause names too:
// Idlib in "In Syria, raids killed 12 people in Idlib".
func (r *reader) narrowest(p int, e event) int {
	m := r.d.Places[p]
	if !wide(m) {
		return p
	}
	if q := r.nearestPlace(e, e.first, e.last); q >= 0 && !wide(r.d.Places[q]) && r.d.Places[q].Country == m.Country && r.d.Places[q].Relation == "" {
		return q
	}
	return p
}

// longTime is from how many days on what happened all over a war is not set in the place
// of the event told before.
const longTime = 60

// widen sets a toll of months or years, whose place was only taken over from an event
// before it, in the country of the report's war.
func (r *reader) widen(c *stemma.Claim) {
	if c.Kind != stemma.Killed && c.Kind != stemma.Wounded && c.Kind != stemma.Displaced {
		return
	}
	if c.When.From.IsZero() || c.When.To.IsZero() || c.When.To.Sub(c.When.From).Hours() < 24*longTime || c.When.Precision >= stemma.Month && c.When.Against == "" {
		return
	}
	at := slices.IndexFunc(c.Reasons, func(why stemma.Reason) bool { return why.Rule == "place/previous" || why.Rule == "place/report" })
	p := slices.IndexFunc(r.d.Places, func(p text.Place) bool { return p.Country == r.country && p.Geo.Precision == "country" })
	if at < 0 || p < 0 || r.country == "" {
		return
	}
	c.Reasons = slices.Delete(slices.Clone(c.Reasons), at, at+1)
	r.setSpot(c, r.spotOf(p), "place/country")
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
	roles := []string{"at", "outside", "inside", "near", "around", "towards", "toward", "to", "in"}
	switch c.Kind {
	case stemma.Control:
		roles = []string{"obj"}
	case stemma.Strike, stemma.Clash, stemma.Movement:
	default:
		return false
	}
	var spots []int
	for _, role := range roles {
		spots = append(spots, e.args[role]...)
	}
	for _, k := range spots {
		if p := r.placeAt(k); !r.f.noun("landmark", r.lemma(k)) || p >= 0 && (c.Kind == stemma.Control || r.d.Places[p].Geo.ID != "") {
			continue
		}
		first, last := r.phrase(k)
		if p, _ := text.Within(r.d.Places, r.d.Tokens[first].Start, r.d.Tokens[last].End); p < len(r.d.Places) && r.d.Tokens[first].Start <= r.d.Places[p].Start && r.d.Places[p].End <= r.d.Tokens[last].End {
			continue // it has a name
		}
		in := r.ctx.main
		if p := r.nearestPlace(e, r.d.Sentences[sentence].First, r.d.Sentences[sentence].Last); p >= 0 && !wide(r.d.Places[p]) {
			in = r.spotOf(p)
		}
		from := k
		for from > first && base(r.rel(from-1)) == "compound" && r.upos(from-1) == "NOUN" {
			from-- // "army airport"
		}
		c.Place = stemma.Location{Name: r.words(from, k+1), Relation: ""}
		c.Cites[stemma.FieldPlace] = stemma.Span{Start: r.d.Tokens[from].Start, End: r.d.Tokens[k].End}
		if in.known() {
			c.Place.In = in.Name
			c.Cites[stemma.FieldIn] = in.span
		}
		return true
	}
	return false
}

// places are the claim once for each of the places that its clause joins: "clashes
// erupted in Nuli and Avnevi". Where there is one count for all, it stays one claim.
func (r *reader) places(c stemma.Claim, e event) []stemma.Claim {
	switch c.Kind {
	case stemma.Control, stemma.Movement, stemma.Strike, stemma.Clash, stemma.Displaced:
	default:
		return []stemma.Claim{c}
	}
	p := text.Covering(r.d.Places, c.Cites[stemma.FieldPlace].Start)
	if p < 0 || len(e.args["alone"]) > 0 || c.Quantity.Known() || c.Cites[stemma.FieldPlace].Start < c.Span.Start || c.Cites[stemma.FieldPlace].End > c.Span.End {
		return []stemma.Claim{c}
	}
	out := []stemma.Claim{c}
	m := r.d.Places[p]
	for i := m.First; i < m.Last; i++ {
		for _, k := range r.children(i, "conj") {
			q := r.placeAt(k)
			if q < 0 || q == p || r.d.Places[q].Demonym || r.d.Places[q].Common || r.actorAt(k) >= 0 || r.d.Places[q].End > c.Span.End {
				continue
			}
			other := c
			other.Cites, other.Reasons = cloneCites(c.Cites), slices.Clone(c.Reasons)
			r.setPlace(&other, q, "")
			out = append(out, other)
			if cut := r.before(k, e.word); len(out) == 2 && k > e.word && cut > e.word {
				out[0].Span.End = r.d.Tokens[cut-1].End
			}
		}
	}
	return out
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
	if r.f.noun("settlement", r.lemma(k)) && k+1 < len(r.d.Tokens) {
		if p := r.placeAt(k + 1); p >= 0 && !r.d.Places[p].Demonym {
			return p // "the village Dara"
		}
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
		if m.First < 0 || r.aside(p) || e.frame.says == "" && r.attributed(m.First, e.word) {
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

// mentionsRoad reports whether a sentence speaks of a road without its name.
func (r *reader) mentionsRoad(s text.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if r.upos(i) == "NOUN" && r.placeAt(i) < 0 && r.f.noun("road", r.lemma(i)) {
			return true
		}
	}
	return false
}

// meant is the place that a mention stands for where it only helps to describe one
// that the report names elsewhere: the road of "a supply route into Aleppo", the town of
// "a mainly Kurdish town in northern Syria".
func (r *reader) meant(p int) (spot, bool) {
	m := r.d.Places[p]
	if m.First < 0 || m.Last <= m.First {
		return spot{}, false
	}
	i := m.Last - 1
	for range 6 {
		h := r.head(i)
		if h < 0 {
			break
		}
		if r.upos(h) == "VERB" { // "reopen a route into the city", with the city hung from the verb
			prep := r.preposition(i)
			for _, k := range r.children(h, "obj") {
				if r.ctx.road.known() && r.placeAt(k) < 0 && r.f.noun("road", r.lemma(k)) && (prep == "into" || prep == "to") {
					return r.ctx.road, true
				}
			}
			break
		}
		switch base(r.rel(i)) {
		case "nmod", "obl", "compound", "flat", "appos":
		default:
			return spot{}, false
		}
		if outside := h < m.First || h >= m.Last; outside && r.placeAt(h) < 0 && base(r.rel(i)) == "nmod" {
			switch prep := r.preposition(i); {
			case r.ctx.road.known() && r.f.noun("road", r.lemma(h)) && prep != "":
				return r.ctx.road, true
			case r.ctx.main.known() && r.f.noun("settlement", r.lemma(h)) && prep == "in" && !r.definite(h) && wide(m) && !wideSpot(r.ctx.main):
				return r.ctx.main, true
			}
		}
		i = h
	}
	return spot{}, false
}

// wideSpot is wide for a place that a claim has.
func wideSpot(s spot) bool {
	return s.Geo.Precision == "country" || s.Geo.Precision == "region" || s.Geo.Precision == "relative" && s.Geo.ID == s.country
}

// setPlace gives the claim the place mention p; rule is empty when it stands in the
// claim's own clause.
func (r *reader) setPlace(c *stemma.Claim, p int, rule string) {
	m := r.d.Places[p]
	if m.Common && r.f.noun("scene", r.lemma(m.Last-1)) && r.ctx.scene.known() {
		r.setSpot(c, r.ctx.scene, cmpOr(rule, "place/previous")) // "the area" is where the last event was, not the last name
		return
	}
	if main := r.ctx.main; main.known() && !wideSpot(main) && m.Geo.Precision == "country" && m.Country == main.country && r.d.SentenceOf(c.Span.Start) < r.ctx.head && main.span.Start > c.Sentence.End && r.ctx.named > 1 {
		r.setSpot(c, main, "place/meant") // a lead that leaves the town's name for later
		return
	}
	if other, ok := r.meant(p); ok {
		r.setSpot(c, other, "place/meant")
		return
	}
	r.setSpot(c, r.spotOf(p), rule)
}

func (r *reader) setSpot(c *stemma.Claim, s spot, rule string) {
	c.Place = s.Location
	c.Cites[stemma.FieldPlace] = s.span
	if rule != "" {
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: placeReasons[rule], Cites: r.cites(s.span)})
	}
}

var placeReasons = map[string]string{
	"place/sentence": "the clause names no place; the nearest one in its sentence",
	"place/previous": "the sentence names no place; where the event before it happened",
	"place/meant":    "the clause describes a place that the report names elsewhere",
	"place/report":   "no place is near; the one that the report is about",
	"place/country":  "no place is near, and it went on for months; the country",
}
