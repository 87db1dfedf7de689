package name

import "stemma/internal/text"

// Some nouns beside a name tell what it names: "Tarn village", "the town of Tarn",
// "Tarn fighters". They count for all mentions of the name in the report.

// sites follow or, with "of", go before a place's name.
var sites = set(`village villages town towns city cities district districts neighborhood neighborhoods neighbourhood
	neighbourhoods province governorate countryside suburb suburbs outskirts region area valley island river mountain
	mountains desert plain plains coast crossing airport airbase dam bridge square street road highway province`)

// people follow a body's name.
var people = set(`fighters militants terrorists gunmen rebels jihadists insurgents members troops soldiers commanders
	forces group groups spokesman spokeswoman spokesperson officials reporter correspondent shares employees`)

// groups are last words of names that only bodies have. Schools, courts and the like
// are among heads but may be meant as places.
var groups = set(`ministry department council committee commission agency authority union league organisation organization
	association federation confederation party front movement army brigade brigades forces corps parliament government
	congress senate society foundation observatory network coalition alliance directorate command secretariat group
	inc ltd corp news agency times post`)

// cued is the kind that the words beside or at the end of a name tell; "" for none.
func (d *reading) cued(n text.Name) text.NameKind {
	if last := d.word(n.Last - 1); capital(last) && groups.has(last) && (n.Last-n.First > 1 || n.Kind != text.PlaceName) {
		return text.Body
	}
	if i := n.Last; i < len(d.tokens) && d.sameSentence(n.First, i) {
		switch w := d.word(i); {
		case sites.has(w):
			return text.PlaceName
		case people.has(w) && !capital(w):
			return text.Body
		}
	}
	if i := n.First; i >= 2 && d.word(i-1) == "of" && sites.has(d.word(i-2)) && d.sameSentence(i-2, i) {
		return text.PlaceName
	}
	if i := n.First; i >= 1 && titles.has(d.word(i-1)) && capital(d.word(i-1)) && d.sameSentence(i-1, i) {
		return text.Person
	}
	return ""
}
