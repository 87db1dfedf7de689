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

// within reports whether the place is said to lie in another.
func (s spot) within(o spot) bool { return s.known() && s.In != "" && s.In == o.Name }

// spotOf is the place mention p.
func (r *reader) spotOf(p int) spot {
	m := r.d.Places[p]
	return spot{stemma.Location{Name: m.Name, In: m.In, Relation: m.Relation, Geo: m.Geo}, m.Span, m.Country}
}

// early is how many sentences at the head of a report say what it is about.
const early = 3

// headLength is how many sentences say what the report is about: its headings and the
// first of its body.
func (r *reader) headLength() int {
	body := 0
	for body < len(r.d.Sentences) && (r.roleOf(body) != stemma.Body || r.headline(body)) {
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
	prep := r.preposition(head)
	if v := r.head(head); rel == "nsubj" && prep == "" && (m.Geo.Precision == "country" || m.Geo.Precision == "city" && r.actorAt(m.First) >= 0) && r.child(v, "obj") >= 0 && !r.f.verb("undergo", r.lemma(v)) {
		return false // Damascus bombed the town
	}
	if m.Geo.Precision != "country" {
		return m.Geo.Precision != "city" || prep != "with" && prep != "by"
	}
	if !m.Common && r.actsItself(head) {
		return false
	}
	for range 4 { // a state among others, or set beside a noun, does what they do
		h := r.head(head)
		if rel != "conj" && rel != "appos" || h < 0 || prep != "" {
			break
		}
		if rel == "appos" && r.placeAt(h) < 0 {
			return false // "its allies Russia and Iran"
		}
		head, rel, prep = h, base(r.rel(h)), r.preposition(h)
	}
	switch {
	case rel == "compound" || rel == "amod" || rel == "nsubj" || rel == "obj" || rel == "iobj" || r.rel(head) == "nmod:poss":
		return false
	case rel != "nmod" && rel != "obl":
		return true
	}
	switch prep {
	case "by", "with", "against", "between", "for", "about", "like", "unlike", "than", "as", "including":
		return false
	case "of":
		h := r.head(head)
		return h >= 0 && (r.f.noun("direction", r.lemma(h)) || r.f.noun("ground", r.lemma(h)) || r.f.verb("partitive", r.lemma(h)))
	}
	return true
}

// actsItself reports whether a clause behind the state's name at token i tells what the state does:
// "its ally Orlo, which fired missiles".
func (r *reader) actsItself(i int) bool {
	for _, v := range r.children(i, "acl") {
		if r.rel(v) != "acl:relcl" || r.upos(v) != "VERB" || r.passive(v) {
			continue
		}
		for _, k := range r.children(v, "nsubj") {
			if x := r.xpos(k); x == "WDT" || x == "WP" {
				return true
			}
		}
	}
	return false
}

// notWhere reports whether a place's name is not where anything happens: it is the
// report's dateline, or a capital or country that acts or speaks.
func (r *reader) notWhere(p text.Place) bool {
	return p.Start < r.d.Report.DatelineSpan.End && p.Start >= r.d.Report.DatelineSpan.Start || r.datelined(p) ||
		r.actorAt(p.First) >= 0 && wideOrCapital(p) && !r.whereTheyAre(p) || r.ledTo(p) || r.outside(p.First) && p.Relation == "" && !r.runsOn(p)
}

// ledTo reports whether a capital or country stands for those who are led to do something:
// "the clashes prompted Bogota to send troops".
func (r *reader) ledTo(p text.Place) bool {
	if !wideOrCapital(p) || p.Last+1 >= len(r.d.Tokens) || r.lemma(p.Last) != "to" || r.xpos(p.Last+1) != "VB" {
		return false
	}
	return slices.ContainsFunc([]int{p.First - 1, p.First - 2}, func(i int) bool { return i >= 0 && r.f.verb("cause", r.lemma(i)) })
}

// whereTheyAre reports whether place p tells where the people are whose mention it ends:
// Idlib in "12 civilians in Idlib".
func (r *reader) whereTheyAre(p text.Place) bool {
	m := r.d.Actors[r.actorAt(p.First)]
	return m.Kind == string(actors.People) && p.Start > m.Start && p.Geo.Precision != "country" && r.insideOf(p.First-1)
}

// insideOf reports whether token i is a preposition that puts what happens where its noun is.
func (r *reader) insideOf(i int) bool {
	if i < 0 {
		return false
	}
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
	if !r.locates(p) || r.modifier(m.Last-1) || r.inName(m) {
		return true
	}
	if (r.kind == stemma.Killed || r.kind == stemma.Wounded) && r.f.noun("care", r.lemma(m.Last-1)) {
		return true // where they were taken
	}
	if h := r.head(m.Last - 1); (r.kind == stemma.Killed || r.kind == stemma.Wounded) && h >= 0 && r.f.noun("care", r.lemma(h)) && r.preposition(h) == "to" {
		return true // "taken to hospital in Velm"
	}
	if r.comeFrom(m) {
		return true
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

// comeFrom reports whether a place only tells where those who were harmed or taken are from: the
// coast in "nine men from the coast were among the dead".
func (r *reader) comeFrom(m text.Place) bool {
	switch r.kind {
	case stemma.Killed, stemma.Wounded, stemma.Detained:
	default:
		return false // of those who fled it is the place that they left
	}
	at := m.Last - 1
	for base(r.rel(at)) == "conj" && r.head(at) >= 0 && r.placeAt(r.head(at)) >= 0 && r.preposition(at) != "from" {
		at = r.head(at) // the hills in "from the coast and the hills"
	}
	if r.preposition(at) != "from" {
		return false
	}
	h := r.head(at)
	return h >= 0 && base(r.rel(at)) == "nmod" && (r.is(h, "people") || r.is(h, "force"))
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
	return p.Last-1 < len(r.d.Arcs) && r.rel(p.Last-1) == "nsubj" || r.actorAt(p.First) >= 0
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

// wideSpot is wide for a place that a claim has.
func wideSpot(s spot) bool {
	return s.Geo.Precision == "country" || s.Geo.Precision == "region" || s.Geo.Precision == "relative" && s.Geo.ID == s.country
}
