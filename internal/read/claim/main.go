package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// mainPlace is the place that the report is about: the one that it names most, those of
// its head before others, towns and what lies in them before provinces. A town that the
// head does not set anything in, or a province, that is named but once is not what a report
// is about: that is then the country of its war. It returns, too, how often the place is named.
//
// The second spot is that town all the same: those who flee leave a town, not a country.
func (r *reader) mainPlace() (spot, spot, int) {
	weight, first, named, settled := map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}
	head, few := r.headLength(), 1
	if r.countryLeads(head) {
		few = 2
	}
	best := ""
	for i, m := range r.d.Places {
		if !r.scenic(i) {
			continue
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
		settled[m.Name] = settled[m.Name] || named[m.Name] > few || r.tellsWhere(m) || r.d.SentenceOf(m.Start) < head && !wide(m) && !r.onTheWay(m) && !r.background(m)
		if best == "" || weight[m.Name] > weight[best] {
			best = m.Name
		}
	}
	if p := r.warCountry(); p >= 0 && (best == "" || !settled[best] && !r.headed(first[best])) {
		if best == "" {
			return r.spotOf(p), spot{}, 1
		}
		return r.spotOf(p), r.spotOf(first[best]), 1
	}
	if best == "" {
		return spot{}, spot{}, 0
	}
	return r.spotOf(first[best]), spot{}, named[best]
}

// warCountry is the first mention by its name of the country that the report is about; -1 for
// none.
func (r *reader) warCountry() int {
	country := r.countryTold()
	return slices.IndexFunc(r.d.Places, func(p text.Place) bool {
		return p.Country == country && country != "" && p.Geo.Precision == "country" && !p.Demonym && !p.Common
	})
}

// countryTold is the country that the report tells of: where most of it is set, whoever
// else acts in it. A name that only describes somebody ("UK-based", "US officials") tells of
// no country; what is a country's, or its people's, tells less than what is in it.
func (r *reader) countryTold() string {
	const in, of = 4, 1
	weight, best := map[string]int{}, ""
	for i, p := range r.d.Places {
		if p.Country == "" || p.Common || p.First < 0 || p.Last <= p.First || r.asidePart(p) {
			continue
		}
		n := 0
		switch rel := r.rel(p.Last - 1); {
		case p.Demonym:
			n = of
		case p.Geo.Precision != "country" || r.locates(i):
			n = in
		case rel == "nmod:poss" || base(rel) == "nmod" && r.insideOf(p.First-1):
			n = in / 2
		}
		if n == 0 || r.modifier(p.Last-1) {
			continue
		}
		if weight[p.Country] += n; weight[p.Country] > weight[best] {
			best = p.Country
		}
	}
	return best
}

// asidePart reports whether place p stands outside the report's own text.
func (r *reader) asidePart(p text.Place) bool {
	role := r.roleOf(r.d.SentenceOf(p.Start))
	return role == stemma.Chrome || role == stemma.Footer
}

// countryLeads reports whether the first sentences of the report name the country of its war,
// or its people.
func (r *reader) countryLeads(head int) bool {
	return slices.ContainsFunc(r.d.Places, func(p text.Place) bool {
		return p.Country == r.country && (p.Demonym || p.Geo.Precision == "country") && !p.Common && r.d.SentenceOf(p.Start) < head
	})
}

// headed reports whether a heading has the name of place p.
func (r *reader) headed(p int) bool {
	name := r.d.Places[p].Toponym.Of(r.d.Text())
	for k, s := range r.d.Sentences {
		if r.roleOf(k) != stemma.Heading {
			break
		}
		if strings.Contains(s.Of(r.d.Text()), name) {
			return true
		}
	}
	return false
}

// scenic reports whether place mention p can be what a report is about: it says where
// something is, neither in the name of a body or of people nor as one of many.
func (r *reader) scenic(p int) bool {
	m := r.d.Places[p]
	if r.asidePart(m) {
		return false
	}
	if h := r.head(m.Last - 1); wide(m) && h >= 0 && r.preposition(m.Last-1) == "in" && r.f.noun("settlement", r.lemma(h)) && !r.definite(h) && r.placeAt(h) < 0 {
		return false // "a village in northern Laconia", whose name is told later
	}
	return r.locates(p) && !m.Common && !r.between(m) && !r.inName(m) && !r.inRow(p) &&
		!strings.HasSuffix(m.Relation, " of") && !strings.HasSuffix(m.Relation, " from") // "20 km south of the capital" is not in it
}

// inName reports whether a place's name only helps to name a body or people: "the
// University of Kabul", "the Dara schoolgirls".
func (r *reader) inName(m text.Place) bool {
	if r.describesPeople(m) {
		return true
	}
	h := r.head(m.Last - 1)
	if h >= 0 && r.upos(h) == "PROPN" && r.preposition(m.Last-1) == "of" && r.placeAt(h) < 0 && !r.f.noun("event", r.lemma(h)) {
		return true
	}
	n := text.Covering(r.d.Names, m.Start)
	if n >= 0 && r.f.noun("place", strings.ToLower(r.d.Word(r.d.Names[n].Last-1))) {
		return false // "the Dara camp"
	}
	return n >= 0 && r.d.Names[n].Kind == text.Body && r.d.Names[n].Last-r.d.Names[n].First > m.Last-m.First
}

// inRow reports whether place p is one of three or more that stand in a row, as where
// something went on all over a country: "in Velm, Tarn and Orlo".
func (r *reader) inRow(p int) bool {
	const many = 3
	n := 1
	for i := p; i > 0 && n < many && r.besides(i-1, i); i-- {
		n++
	}
	for i := p; i+1 < len(r.d.Places) && n < many && r.besides(i, i+1); i++ {
		n++
	}
	return n >= many
}

// besides reports whether only commas and "and" stand between places a and b, and neither
// holds the other.
func (r *reader) besides(a, b int) bool {
	x, y := r.d.Places[a], r.d.Places[b]
	if x.Demonym || y.Demonym || x.End > y.Start || x.In == y.Name || x.Geo.Precision != y.Geo.Precision {
		return false
	}
	switch strings.Trim(r.d.Text()[x.End:y.Start], " ,;\n") {
	case "", "and", "or":
		return true
	}
	return false
}

// between reports whether place m is one of two between which another lies: "on the river between
// Velm and Tarn".
func (r *reader) between(m text.Place) bool {
	i := m.Last - 1
	if h := r.head(i); h >= 0 && base(r.rel(i)) == "conj" {
		i = h
	}
	return r.preposition(i) == "between"
}

// onTheWay reports whether place m is only where a way leads from or to: "drove from
// Velm to Tarn".
func (r *reader) onTheWay(m text.Place) bool {
	i := m.Last - 1
	for h := r.head(i); r.preposition(i) == "" && h >= 0 && (base(r.rel(i)) == "conj" || base(r.rel(i)) == "appos"); h = r.head(i) {
		i = h
	}
	switch r.preposition(i) {
	case "from", "to", "towards", "toward":
		return true
	}
	return false
}

// tellsWhere reports whether the clause of place m is there to say where the event that was
// told before happened: "the blast took place outside Dara".
func (r *reader) tellsWhere(m text.Place) bool {
	return !wide(m) && slices.ContainsFunc(r.children(r.clause(m.Last-1), "nsubj"), func(k int) bool {
		return r.f.noun("event", r.lemma(k)) && r.definite(k)
	})
}

// background reports whether the sentence of place m tells of what was more than a month before
// the publication.
func (r *reader) background(m text.Place) bool {
	const long = 31 // days
	s := r.d.Sentences[r.d.SentenceOf(m.Start)]
	pub := r.d.Report.Published.When
	from, to := text.Within(r.d.Times, s.Start, s.End)
	return pub.Known() && slices.ContainsFunc(r.d.Times[from:to], func(t text.Time) bool {
		return t.When.Known() && !t.Set && !t.When.To.IsZero() && pub.From.Sub(t.When.To).Hours() > long*24
	})
}

// describesPeople reports whether a place's name only says where people are from: "the
// Dara schoolgirls".
func (r *reader) describesPeople(m text.Place) bool {
	h := r.head(m.Last - 1)
	if r.insideOf(max(m.First-1, 0)) {
		return false // "in Dara Two women were hurt": what follows begins anew
	}
	return h >= m.Last && base(r.rel(m.Last-1)) == "compound" &&
		(r.is(h, "people") || r.f.noun("people", strings.TrimSuffix(strings.ToLower(r.d.Word(h)), "s")))
}
