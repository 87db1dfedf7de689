package where

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// How a place is chosen among its namesakes: each has a score, the sum of how
// prominent it is and how well it fits the rest of the report.
//
//	prominence   a country 8, else the logarithm of its population; curated places more
//	fit          the report's other places lie in its country, its province, nearby;
//	             "X, Y" where Y holds X; a kind said beside it ("Homs province");
//	             the town of a quarter is named
//
// The weights were set by hand on the places of the GeoVirus reports and checked with
// "stemma eval --suite reading", figures reading.place.acc161.*.
const (
	curatedBonus   = 1.5
	alternateCost  = 0.7
	countryFit     = 4.0
	provinceFit    = 2.0
	nearbyFit      = 2.5 // nearbyFit falls off with the distance to the nearest other place,
	nearby         = 250 // by half every 250 km or so.
	containedFit   = 8.0
	townFit        = 3.0 // townFit is for a quarter whose town the report names.
	kindFit        = 5.0
	namesakeCost   = 2.5 // namesakeCost is for a province called as its city, when no word says province.
	leastScore     = 2.0 // leastScore is what a place of another spelling must reach.
	rounds         = 2
	repeated       = 0.3 // repeated is how far the same place again is evidence.
	stateShare     = 0.4 // stateShare is how far a country or its people are evidence for places in it.
	foreignShare   = 0.1 // foreignShare is the share of the report below which a country is foreign to it.
	contextSetting = 6   // contextSetting is the prominence from which a place counts fully as evidence.
)

func log10(n int) float64 {
	if n < 1 {
		return 0
	}
	return math.Log10(float64(n))
}

// settle chooses a candidate for every mention, each with the others' choices of the
// round before as evidence.
func (r *reader) settle() {
	for _, m := range r.all {
		m.low = strings.ToLower(m.bare)
		if m.core.Empty() {
			m.core = m.span
		}
		m.chosen = m.best(func(c gazetteer.Candidate) float64 { return prominence(m, c) })
	}
	containers := r.containers()
	for range rounds {
		e := r.evidence()
		next := make([]int, len(r.all))
		for i, m := range r.all {
			next[i] = m.best(func(c gazetteer.Candidate) float64 {
				return prominence(m, c) + e.fit(m, c) + contained(containers[m], c)
			})
		}
		for i, m := range r.all {
			m.chosen = next[i]
		}
	}
	r.agree()
	r.doubt()
	r.namesakes()
	r.hold()
	r.enclose()
}

// doubt leaves unresolved what is known by a rarer name alone, or is small, and lies
// in a country that nothing else in the report speaks of.
func (r *reader) doubt() {
	e := r.evidence()
	for _, m := range r.all {
		if m.chosen < 0 || m.demonym {
			continue
		}
		c := m.candidates[m.chosen]
		foreign := e.part(c.Country) < foreignShare || e.alone(m, c)
		if foreign && m.similar {
			m.chosen = -1
		}
		if c.Curated && !c.Own && !isMajor(c) && e.part(c.Country) < foreignShare {
			m.chosen = -1
			continue
		}
		if foreign && weight(c) < 4.5 && !c.Curated && (c.Alternate || m.kind != "" && !fitsKind(m.kind, c.Kind)) {
			m.chosen = -1
		}
	}
}

// alone reports whether no other place of the report lies in the candidate's country.
func (e *evidence) alone(m *mention, c gazetteer.Candidate) bool {
	return e.names[c.Country] < 2
}

// best is the index of the candidate with the highest score, -1 without candidates.
func (m *mention) best(score func(gazetteer.Candidate) float64) int {
	at, most := -1, math.Inf(-1)
	for i, c := range m.candidates {
		if s := score(c); s > most {
			at, most = i, s
		}
	}
	return at
}

// prominence is how readily a name means a place before anything else is known.
func prominence(m *mention, c gazetteer.Candidate) float64 {
	s := log10(c.Population)
	switch c.Kind {
	case gazetteer.Country, gazetteer.Continent:
		s = 9
	case gazetteer.Region, gazetteer.Sea:
		s += 6.5
	case gazetteer.Island:
		s += 4.5
	case gazetteer.Province:
		s = s*0.5 + 3.8
		if m.kind == "" && hasCity(m.candidates, c) {
			s -= namesakeCost
		}
	case gazetteer.District:
		s = s*0.5 + 1
		if c.Country == "GB" { // counties there are spoken of as provinces are elsewhere
			s += 2
		}
	case gazetteer.Quarter:
		s -= 1.5
	}
	if c.Curated && (isMajor(c) && !(c.Kind == gazetteer.Province && m.kind == "" && hasCity(m.candidates, c)) || c.Kind == gazetteer.Site || c.Kind == gazetteer.Road || c.Kind == gazetteer.Camp) {
		s += curatedBonus
	}
	if c.Alternate {
		s -= alternateCost
	}
	if m.kind != "" && fitsKind(m.kind, c.Kind) {
		s += kindFit
	}
	return s
}

// hasCity reports whether a town of the same province, or a large one beside it as a
// capital is that has a province of its own, is among the candidates.
func hasCity(list []gazetteer.Candidate, province gazetteer.Candidate) bool {
	return slices.ContainsFunc(list, func(c gazetteer.Candidate) bool {
		if !c.Kind.Populated() || c.Country != province.Country {
			return false
		}
		return c.Province == province.ID && (c.Population >= 20_000 || c.Kind == gazetteer.City) ||
			c.Population >= 500_000 && Distance(c.Lat, c.Lon, province.Lat, province.Lon) < 100
	})
}

// fitsKind reports whether the word said fits the kind of an entry.
func fitsKind(said, kind gazetteer.Kind) bool {
	if said == kind || said.Populated() && kind.Populated() {
		return true
	}
	switch said {
	case gazetteer.Region:
		return kind == gazetteer.Province
	case gazetteer.Base, gazetteer.Airport:
		return kind == gazetteer.Base || kind == gazetteer.Airport
	}
	return false
}

// evidence is what the report's places say together.
type evidence struct {
	country                   map[string]float64 // weight of the report's places in each country.
	province                  map[string]float64
	mostCountry, mostProvince float64
	own                       map[string]share // own is what the mentions of one name have put in, by the folded name.
	names                     map[string]int   // names counts the different places of a country, demonyms included.
	points                    []point
	seen                      map[string]bool // seen are the places named, by their ids.
}

// share is a name's part of the evidence; it must not speak for itself.
type share struct {
	country, province string
	weight            float64
}

// point is a place already chosen.
type point struct {
	m        *mention
	lat, lon float64
	cosLat   float64
	id       string
}

func (r *reader) evidence() *evidence {
	e := &evidence{country: map[string]float64{}, province: map[string]float64{}, names: map[string]int{}, own: map[string]share{}, seen: map[string]bool{}}
	for _, m := range r.all {
		if m.chosen < 0 || m.common {
			continue
		}
		c := m.candidates[m.chosen]
		weight := min(1, max(0.2, weight(c)/contextSetting))
		first := !e.seen[c.ID]
		if first {
			e.names[c.Country]++
		} else {
			weight *= repeated
		}
		e.seen[c.ID] = true
		if m.demonym || c.Kind == gazetteer.Country {
			weight *= stateShare
		}
		e.country[c.Country] += weight
		province := c.Province
		if c.Kind == gazetteer.Province {
			province = c.ID
		}
		if province != "" {
			e.province[province] += weight
		}
		e.own[m.low] = share{c.Country, province, e.own[m.low].weight + weight}
		if first && c.Located && c.Kind != gazetteer.Country && c.Kind != gazetteer.Continent {
			e.points = append(e.points, point{m, c.Lat, c.Lon, cosine(c.Lat), c.ID})
		}
	}
	delete(e.country, "")
	e.mostCountry, e.mostProvince = largest(e.country), largest(e.province)
	return e
}

func largest(m map[string]float64) float64 {
	best := 0.0
	for _, v := range m {
		best = max(best, v)
	}
	return max(best, 1e-9)
}

// shareOf are the shares of a country and a province in the evidence that others than m
// gave, 1 for the largest.
func (e *evidence) shareOf(m *mention, country, province string) (float64, float64) {
	c, p := e.country[country], e.province[province]
	own := e.own[m.low]
	if own.country == country {
		c -= own.weight
	}
	if own.province == province && province != "" {
		p -= own.weight
	}
	return max(0, c/e.mostCountry), max(0, p/e.mostProvince)
}

// part is the share of a country in all evidence, 1 for the largest.
func (e *evidence) part(country string) float64 { return e.country[country] / e.mostCountry }

// fit is how well a candidate goes with the rest of the report.
func (e *evidence) fit(m *mention, c gazetteer.Candidate) float64 {
	if c.Kind == gazetteer.Continent {
		return 0
	}
	province := c.Province
	if c.Kind == gazetteer.Province {
		province = c.ID
	}
	inCountry, inProvince := e.shareOf(m, c.Country, province)
	s := countryFit*inCountry + provinceFit*inProvince
	if c.Kind == gazetteer.Quarter && e.seen[c.Parent] {
		s += townFit
	}
	if c.Kind == gazetteer.Country || !c.Located {
		return s
	}
	nearest, cosLat := math.Inf(1), cosine(c.Lat)
	for _, p := range e.points {
		if p.m == m || p.id == c.ID || strings.EqualFold(p.m.name, m.name) {
			continue
		}
		nearest = min(nearest, distance(c.Lat, c.Lon, cosLat, p.lat, p.lon, p.cosLat))
	}
	return s + nearbyFit*math.Exp2(-nearest/nearby)
}

// contained rewards a candidate that lies in the place said to hold it.
func contained(holders []gazetteer.Candidate, c gazetteer.Candidate) float64 {
	for _, h := range holders {
		if h.ID == c.Country || h.ID == c.Province || h.ID == c.Parent {
			return containedFit
		}
	}
	return 0
}

// agree gives all mentions of one name in a report one meaning, that of the first
// mention which a holder or a kind makes certain, else of the first.
func (r *reader) agree() {
	meaning := map[string]string{}
	for _, m := range r.all {
		if m.chosen < 0 || m.demonym || m.common || m.kind != "" {
			continue
		}
		name := gazetteer.Fold(m.core.Of(r.d.Text()))
		if meaning[name] == "" {
			meaning[name] = m.candidates[m.chosen].ID
			continue
		}
		for i, c := range m.candidates {
			if c.ID == meaning[name] {
				m.chosen = i
			}
		}
	}
}

// given are the candidates for a span whose words are said to be a place.
func (r *reader) given(s stemma.Span) []gazetteer.Candidate {
	name := s.Of(r.d.Text())
	folded := gazetteer.Fold(name)
	rest := r.d.Text()[s.End:]
	if strings.HasSuffix(name, ".") || strings.HasPrefix(rest, ".") {
		if found := r.lookup(folded + "."); len(found) > 0 {
			return found
		}
	}
	if len(name) <= 3 && gazetteer.AllUpper(name) && strings.HasSuffix(strings.TrimSpace(r.d.Text()[:s.Start]), ",") {
		if found := r.lookup("," + folded); len(found) > 0 {
			return found
		}
	}
	return r.candidates(folded)
}

// candidates are the places that a name may mean, with or without a word beside it.
func (r *reader) candidates(folded string) []gazetteer.Candidate {
	if found := r.lookup(folded); len(found) > 0 {
		return found
	}
	for _, suffix := range []string{" city", " town", " village", " area", " district", " region", "s"} {
		if bare, ok := strings.CutSuffix(folded, suffix); ok {
			if found := r.lookup(bare); len(found) > 0 {
				return found
			}
		}
	}
	for _, prefix := range []string{"the ", "city of ", "town of ", "state of ", "province of ", "county ", "northern ", "southern ", "eastern ", "western ", "central ", "north ", "south ", "east ", "west ", "downtown "} {
		if bare, ok := strings.CutPrefix(folded, prefix); ok {
			if found := r.lookup(bare); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// Distance is the great-circle distance in kilometres.
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	return distance(lat1, lon1, cosine(lat1), lat2, lon2, cosine(lat2))
}

const radian = math.Pi / 180

func cosine(lat float64) float64 { return math.Cos(lat * radian) }

// distance is Distance for who has the cosines of the latitudes.
func distance(lat1, lon1, cosLat1, lat2, lon2, cosLat2 float64) float64 {
	const radius = 6371.0
	sinLat, sinLon := math.Sin((lat2-lat1)*radian/2), math.Sin((lon2-lon1)*radian/2)
	a := sinLat*sinLat + cosLat1*cosLat2*(sinLon*sinLon)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(a)))
}

// place is the mention as the layer has it.
func (m *mention) place(g *gazetteer.Gazetteer) text.Place {
	p := text.Place{
		Span: m.span, First: m.first, Last: m.last, Toponym: m.core, Name: m.name, Relation: m.relation,
		Demonym: m.demonym, Common: m.common, Antecedent: -1, Reasons: m.reasons,
	}
	if m.common {
		m.stand(&p, g)
		return p
	}
	if m.chosen < 0 {
		p.In = m.within
		if m.holder != nil {
			p.Within, p.In, p.Country = geoOf(m.holder.Place), cmp.Or(m.within, m.holder.Name), m.holder.Country
			p.Reasons = append(p.Reasons, stemma.Reason{Rule: "place/within", Says: "unknown itself, said to lie in " + m.holder.Name})
		}
		return p
	}
	c := m.candidates[m.chosen]
	p.Country = c.Country
	p.Geo = geoOf(c.Place)
	if m.part != "" || m.relation != "" {
		p.Geo.Precision = precisionOfPart(m)
	}
	if c.Parent != "" {
		if parent, ok := g.ByID(c.Parent); ok {
			p.In = parent.Name
			if !c.Located {
				p.Within = geoOf(parent)
			}
		}
	}
	if m.part != "" && c.Kind.Populated() {
		p.In = m.bare // "east Aleppo" lies in Aleppo
	}
	if m.within != "" {
		p.In = m.within
	}
	p.Reasons = append(p.Reasons, stemma.Reason{Rule: "place/gazetteer", Says: c.Name + ", " + string(c.Kind) + " of " + c.Country + ", of " + strconv.Itoa(len(m.candidates)) + " namesakes"})
	return p
}

// stand gives a common noun the place that it stands for.
func (m *mention) stand(p *text.Place, g *gazetteer.Gazetteer) {
	if m.inside == nil {
		return
	}
	of := m.inside.place(g)
	if k := m.inside.chosen; k >= 0 {
		of.Geo = geoOf(m.inside.candidates[k].Place) // without the precision of a part of it
	}
	name := m.inside.bare
	if m.inside.demonym {
		name = m.inside.name
	}
	p.Name, p.Geo, p.Within, p.Country, p.In = name, of.Geo, of.Within, of.Country, of.In
	if m.part != "" {
		p.Name = m.part + " " + name
		p.Geo.Precision = "district"
	}
	p.Reasons = append(p.Reasons, stemma.Reason{Rule: "place/common-noun", Says: "the nearest place before that it can stand for is " + of.Name})
}

func geoOf(p gazetteer.Place) stemma.Geo {
	return stemma.Geo{ID: p.ID, Lat: p.Lat, Lon: p.Lon, Located: p.Located, Precision: p.Kind.Precision()}
}

func precisionOfPart(m *mention) string {
	if m.relation != "" {
		return "relative"
	}
	if c := m.candidates[m.chosen]; c.Kind == gazetteer.Country || c.Kind == gazetteer.Province {
		return "region"
	}
	return "district"
}
