package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

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
				p := r.placeIn(k, e)
				switch {
				case p < 0 || r.aside(p):
				case r.head(r.clause(e.word)) == k:
					r.setSpot(c, r.wholeOf(p, k), "") // the clause tells of the place itself
					return
				default:
					r.setPlace(c, p, "")
					return
				}
			}
		}
	}
	if r.landmark(c, e, sentence) || r.locateByRole(c, e) {
		return
	}
	if p := r.warOf(e); p >= 0 {
		r.setSpot(c, r.spotOf(p), "")
		return
	}
	if p := r.whereOf(e); p >= 0 {
		r.setPlace(c, p, "")
		return
	}
	if h, ok := r.earlier(c, e); ok && h.place.Name != "" {
		if r.xpos(e.word) != "NNS" {
			h = r.closer(h)
		}
		c.Place, c.Cites[stemma.FieldPlace] = h.place, h.placeCite
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "place/earlier", Says: "the words point back to an event that was placed", Cites: r.cites(h.placeCite)})
		return
	}
	s := r.d.Sentences[sentence]
	if h, ok := r.struckWith(c, e, s); ok {
		r.setPlace(c, h, "place/sentence")
		return
	}
	if p := r.nearestPlace(e, s.First, s.Last); p >= 0 && !r.leftFor(c, e, p) {
		r.setPlace(c, p, "place/sentence")
		return
	}
	if p := r.itself(c, e, s); p >= 0 {
		r.setPlace(c, p, "place/sentence")
		return
	}
	if p := r.opening(e, s); p >= 0 {
		r.setPlace(c, p, "place/sentence")
		return
	}
	if r.ctx.road.known() && r.mentionsRoad(s) {
		r.setSpot(c, r.ctx.road, "place/meant")
		return
	}
	if p := r.answered(c, e, s); p >= 0 {
		r.setPlace(c, p, "place/sentence")
		return
	}
	if c.Kind == stemma.Accuse {
		return // accusers stand nowhere in particular
	}
	if c.Kind == stemma.Talks && r.ctx.met.known() && sentence-r.ctx.metIn <= 2 {
		r.setSpot(c, r.ctx.met, "place/previous")
		return
	}
	if spoken(c.Kind) {
		return // what is thought, agreed or asked for need not concern the place told before
	}
	if p := r.officeOf(e); p >= 0 {
		r.setPlace(c, p, "place/speaker")
		return
	}
	if r.ctx.main.known() && (r.ctx.place.within(r.ctx.main) && r.ofTheFighting(c, e) || !wideSpot(r.ctx.main) && r.ofTheToll(c, e)) {
		r.setSpot(c, r.ctx.main, "place/report")
		return
	}
	if r.ctx.place.known() && sentence-r.ctx.placeIn <= 2 {
		r.setSpot(c, r.ctx.place, "place/previous")
		return
	}
	if r.ctx.place.within(r.ctx.main) {
		r.setSpot(c, r.ctx.place, "place/previous") // the part of the town where all of it happened
		return
	}
	if c.Kind == stemma.Displaced && r.ctx.town.known() {
		r.setSpot(c, r.ctx.town, "place/report")
		return
	}
	if r.freed(c, e) {
		if p := r.freedIn(); p >= 0 {
			r.setSpot(c, r.spotOf(p), "place/country")
		}
		return
	}
	if r.ctx.main.known() && c.Kind != stemma.Control {
		r.setSpot(c, r.ctx.main, "place/report")
	}
}

// ofTheFighting reports whether a claim is of the fighting that a report is about, or of all who
// fell in it, rather than of what was told last: "the toll of the fighting", "killed in the clashes".
func (r *reader) ofTheFighting(c *stemma.Claim, e event) bool {
	if c.Kind != stemma.Killed && c.Kind != stemma.Wounded && c.Kind != stemma.Clash {
		return false
	}
	return slices.ContainsFunc(append(e.args.all(), e.word), func(k int) bool { return r.f.noun("fight", r.lemma(k)) && r.definite(k) })
}

// ofTheToll reports whether a claim brings the toll that a report is about up to date: "raised the
// death toll to 31".
func (r *reader) ofTheToll(c *stemma.Claim, e event) bool {
	return c.Kind == stemma.Killed && r.upos(e.word) == "VERB" && slices.ContainsFunc(e.args["obj"], func(k int) bool { return r.f.noun("toll", r.lemma(k)) && r.definite(k) })
}

// itself is the place that "it" stands for where somebody takes or leaves it, which another clause of
// the sentence names: Velm in "troops left Velm after rebels said they had seized it"; -1 for none.
func (r *reader) itself(c *stemma.Claim, e event, s text.Sentence) int {
	if c.Kind != stemma.Control || len(e.args["obj"]) != 1 || !r.is(e.args["obj"][0], "it") {
		return -1
	}
	from, to := text.Within(r.d.Places, s.Start, r.d.Tokens[e.word].Start)
	for p := to - 1; p >= from; p-- {
		if m := r.d.Places[p]; m.First >= 0 && !m.Demonym && !wide(m) && !r.aside(p) {
			return p
		}
	}
	return -1
}

// opening is the town with which a sentence opens whose speaker tells of an event that he does not
// place: Velm in "In Velm, the mayor said shelling had wounded three"; -1 for none.
func (r *reader) opening(e event, s text.Sentence) int {
	const words = 4 // before the town's name at most: "In the rebel-held town of Velm"
	if len(r.statementsAt(e.word)) == 0 || !r.insideOf(s.First) {
		return -1
	}
	p := text.After(r.d.Places, r.d.Tokens[s.First].End)
	for ; p < len(r.d.Places) && r.d.Places[p].First-s.First <= 2*words; p++ {
		if m := r.d.Places[p]; m.Last < s.Last && !m.Demonym && !m.Common && !wide(m) && r.d.Word(m.Last) == "," {
			return p
		}
	}
	return -1
}

// answered is the one town of which somebody else has told before in a sentence in which a speaker tells
// who holds what without its name: Velm in "the rebels said they had taken Velm, but the army said
// it had repelled them"; -1 for none or several.
func (r *reader) answered(c *stemma.Claim, e event, s text.Sentence) int {
	if c.Kind != stemma.Control {
		return -1
	}
	found := -1
	from, to := text.Within(r.d.Places, s.Start, r.d.Tokens[e.word].Start)
	for p := from; p < to; p++ {
		m := r.d.Places[p]
		if m.First < 0 || wide(m) || r.aside(p) || r.owner(p) || len(r.statementsAt(m.First)) == 0 || !r.attributed(m.First, e.word) {
			continue
		}
		if found >= 0 && r.d.Places[found].Name != m.Name {
			return -1
		}
		found = p
	}
	return found
}

// officeOf is the town or district whose mayor, elder or residents tell of an event that they do not
// place: Velm in "the mayor of Velm said two men were killed"; -1 for none.
func (r *reader) officeOf(e event) int {
	at := r.statementsAt(e.word)
	if len(at) == 0 || r.d.Statements[at[0]].Source.Empty() {
		return -1
	}
	s := r.d.Statements[at[0]].Source
	from, to := text.Within(r.d.Places, s.Start, s.End)
	for p := from; p < to; p++ {
		m := r.d.Places[p]
		if m.Demonym || m.Common || wide(m) || m.First < 2 {
			continue
		}
		h := r.head(m.Last - 1)
		for h >= m.First && h < m.Last {
			h = r.head(h)
		}
		if h >= 0 && r.f.noun("local", r.lemma(h)) && (r.preposition(m.Last-1) == "of" || r.preposition(m.Last-1) == "in") {
			return p
		}
	}
	return -1
}

// warOf is the country whose war an event tells of: Syria in "Syria's conflict broke out", "the
// Syrian civil war" and, of a report on that country, "the war"; -1 for none.
func (r *reader) warOf(e event) int {
	for _, k := range append([]int{e.word}, e.args["subj"]...) {
		if !r.f.noun("strife", r.lemma(k)) {
			continue
		}
		for _, m := range r.children(k, "nmod:poss", "amod", "compound") {
			if p := r.placeAt(m); p >= 0 && r.d.Places[p].Geo.Precision == "country" {
				return p
			}
		}
		if r.definite(k) && r.child(k, "nmod", "amod", "compound", "acl") < 0 && r.country != "" {
			return slices.IndexFunc(r.d.Places, func(p text.Place) bool { return p.Country == r.country && p.Geo.Precision == "country" })
		}
	}
	return -1
}

// wholeOf is the place mention p, or where token k is the place itself and not the part of it
// that the mention names, all of it: the city in "the east of the city, which".
func (r *reader) wholeOf(p, k int) spot {
	at := r.spotOf(p)
	if m := r.d.Places[p]; m.Geo.Precision == "district" && m.Toponym != m.Span && r.d.Tokens[k].Start >= m.Toponym.Start {
		at.Name, at.In, at.Geo.Precision, at.span = m.Toponym.Of(r.d.Text()), "", "city", m.Toponym
	}
	return at
}

// spoken reports whether claims of the kind tell of words and thoughts rather than deeds.
func spoken(k stemma.Kind) bool {
	switch k {
	case stemma.Assessment, stemma.Talks, stemma.Call, stemma.Agreement:
		return true
	}
	return false
}

// locateByRole places a claim by its prepositional phrases and the places in its own words.
func (r *reader) locateByRole(c *stemma.Claim, e event) bool {
	for _, role := range placeRoles {
		if c.Change == stemma.Withdraw && (role == "to" || role == "towards" || role == "toward") {
			continue // where it went, not what it left
		}
		for _, k := range e.args[role] {
			if p := r.placeIn(k, e); p >= 0 && r.actorAt(k) < 0 && !r.aside(p) {
				r.setPlace(c, r.narrowest(p, e), "")
				return true
			}
		}
	}
	if p := r.nearestPlace(e, e.first, e.last); p >= 0 && !r.leftFor(c, e, p) {
		r.setPlace(c, p, "")
		return true
	}
	return false
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
	if c.When.Against == sinceEvent && r.ctx.main.known() && !wideSpot(r.ctx.main) && !r.sinceWar(c) {
		return // since the battle began that the report is about
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

// sinceWar reports whether what a claim's time counts from is the beginning of a whole war.
func (r *reader) sinceWar(c *stemma.Claim) bool {
	at := r.d.TokenAt(c.Cites[stemma.FieldTime].Start)
	return at >= len(r.d.Tokens) || slices.ContainsFunc(r.children(r.clause(at), "nsubj", "nsubj:pass"), func(k int) bool { return r.f.noun("strife", r.lemma(k)) })
}

// whereOf is the place that a relative clause describes: Khartoum in "Khartoum, where
// shelling killed eight"; -1 for none.
func (r *reader) whereOf(e event) int {
	c := r.clause(e.word)
	for range 2 {
		for _, k := range r.children(c, "advmod") {
			if strings.EqualFold(r.d.Word(k), "where") && r.head(c) >= 0 {
				return r.placeAt(r.head(c))
			}
		}
		if c = r.head(c); c < 0 || !r.isCue(c) {
			break
		}
		c = r.clause(c) // "Velm, where the UN says shelling killed eight"
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
	seen := map[int]bool{p: true}
	m := r.d.Places[p]
	heads := make([]int, 0, m.Last-m.First+1)
	for i := m.First; i < m.Last; i++ {
		heads = append(heads, i)
	}
	if h := r.head(m.Last - 1); h >= m.Last && base(r.rel(m.Last-1)) == "compound" && r.is(h, "place") {
		heads = append(heads, h) // "Tarn town and the villages of X and Y"
	}
	for _, i := range heads {
		for _, k := range r.children(i, "conj") {
			q := r.placeAt(k)
			if q < 0 && k > e.word && r.is(k, "place") {
				q = r.placeIn(k, e) // "shelled the town of X, the villages of Y and Z"
			}
			if q < 0 || seen[q] || q > 0 && r.linked(q-1, q) == holds || r.d.Places[q].Demonym || r.d.Places[q].Common || r.actorAt(k) >= 0 || r.d.Places[q].End > c.Span.End {
				continue
			}
			other := c
			seen[q] = true
			other.Cites, other.Reasons = cloneCites(c.Cites), slices.Clone(c.Reasons)
			r.setPlace(&other, q, "")
			if out = append(out, other); len(out) > 2 {
				r.ownWords(out, e)
			}
			if cut := r.before(k, e.word); len(out) == 2 && k > e.word && cut > e.word {
				out[0].Span.End = r.d.Tokens[cut-1].End
			}
		}
	}
	return r.alongRow(c, e, p, out, seen)
}

// alongRow adds to the claims that an event makes of several places those of the row that place p,
// that of the first, stands in.
func (r *reader) alongRow(c stemma.Claim, e event, p int, out []stemma.Claim, seen map[int]bool) []stemma.Claim {
	row := r.rowOf(p)
	if len(row) < 2 || r.d.Places[row[0]].First < e.word {
		return out
	}
	more := out
	for _, q := range row {
		if seen[q] {
			continue
		}
		seen[q] = true
		other := c
		other.Cites, other.Reasons = cloneCites(c.Cites), slices.Clone(c.Reasons)
		r.setPlace(&other, q, "")
		if end := r.d.Places[q].End; other.Span.End < end {
			other.Span.End = end
		}
		more = append(more, other)
	}
	if len(more) == len(out) {
		return out
	}
	slices.SortStableFunc(more, func(a, b stemma.Claim) int {
		return a.Cites[stemma.FieldPlace].Start - b.Cites[stemma.FieldPlace].Start
	})
	if cut := r.before(r.d.TokenAt(more[1].Cites[stemma.FieldPlace].Start), e.word); cut > e.word {
		more[0].Span.Start, more[0].Span.End = c.Span.Start, r.d.Tokens[cut-1].End
	}
	if len(more) > 2 {
		r.ownWords(more, e)
	}
	return more
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

// setPlace gives the claim the place mention p; rule is empty when it stands in the
// claim's own clause.
func (r *reader) setPlace(c *stemma.Claim, p int, rule string) {
	if q := p - 1; wide(r.d.Places[p]) && q >= 0 && r.d.Places[q].In == r.d.Places[p].Name && r.d.Places[q].Start >= c.Sentence.Start && !r.aside(q) {
		p = q // "on Dara, the old port in southern Laconia": the port
	}
	if q := p - 1; r.placedBy(q, p) && r.d.Places[q].Start >= c.Sentence.Start && !r.aside(q) {
		p = q
	}
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
	if part, ok := r.peoplesPart(p); ok {
		r.setSpot(c, part, rule)
		return
	}
	r.setSpot(c, r.spotOf(p), rule)
}

// peoplesPart is the part of the country of mention p that belongs to a people, as its words name
// it: "Kurdish areas" in "bombings in Kurdish areas in Syria".
func (r *reader) peoplesPart(p int) (spot, bool) {
	m := r.d.Places[p]
	if m.Geo.Precision != "country" || m.Demonym || m.Last <= m.First {
		return spot{}, false
	}
	h := r.head(m.Last - 1)
	if h < 0 || h > m.First || r.placeAt(h) >= 0 || r.xpos(h) != "NNS" || !r.f.noun("ground", r.lemma(h)) || r.preposition(m.Last-1) != "in" && r.preposition(m.Last-1) != "of" {
		return spot{}, false
	}
	i := h - 1
	if i < 0 || r.head(i) != h || r.upos(i) != "ADJ" || !gazetteer.StartsUpper(r.d.Word(i)) {
		return spot{}, false
	}
	at := r.spotOf(p)
	at.In, at.span = at.Name, stemma.Span{Start: r.d.Tokens[i].Start, End: r.d.Tokens[h].End}
	at.Name, at.Geo.Precision = at.span.Of(r.d.Text()), "region"
	return at, true
}

func (r *reader) setSpot(c *stemma.Claim, s spot, rule string) {
	if rule != "" && c.Kind == stemma.Condition {
		s = r.lived(s)
	}
	c.Place = s.Location
	c.Cites[stemma.FieldPlace] = s.span
	if rule != "" {
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: rule, Says: placeReasons[rule], Cites: r.cites(s.span)})
	}
}

// lived is the town of a place where nobody lives: that which a road leads to.
func (r *reader) lived(s spot) spot {
	if at := r.d.TokenAt(s.span.End - 1); at >= len(r.d.Tokens) || !r.f.noun("road", strings.ToLower(r.d.Word(at))) {
		return s
	}
	if p := slices.IndexFunc(r.d.Places, func(p text.Place) bool { return p.Name == s.In && s.In != "" && !p.Common }); p >= 0 {
		return r.spotOf(p)
	}
	return s
}

var placeReasons = map[string]string{
	"place/sentence": "the clause names no place; the nearest one in its sentence",
	"place/speaker":  "neither clause nor sentence names a place; that of whoever tells it",
	"place/previous": "the sentence names no place; where the event before it happened",
	"place/meant":    "the clause describes a place that the report names elsewhere",
	"place/report":   "no place is near; the one that the report is about",
	"place/row":      "the clause tells of several places; where all of them lie",
	"place/country":  "no place is near, and it went on for months or may have been anywhere; the country",
}
