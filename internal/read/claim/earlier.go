package claim

import (
	"slices"

	"stemma"
)

// happening is an event that was told, for words that point back to it: "the attack".
type happening struct {
	kind      stemma.Kind
	lemma     string
	word      int             // word is the token that told it.
	place     stemma.Location // place is where its own clause says that it was; empty when it does not.
	placeCite stemma.Span
	when      stemma.When
	whenCite  stemma.Span
}

// remember keeps an event for words that point back to it.
func (r *reader) remember(c *stemma.Claim, e event) {
	if !happens(c.Kind) {
		return
	}
	h := happening{kind: c.Kind, lemma: r.lemma(e.word), word: e.word}
	own := func(rules ...string) bool {
		return !slices.ContainsFunc(c.Reasons, func(why stemma.Reason) bool { return slices.Contains(rules, why.Rule) })
	}
	if own("place/sentence", "place/previous", "place/report", "place/meant") {
		h.place, h.placeCite = c.Place, c.Cites[stemma.FieldPlace]
	}
	h.when, h.whenCite = c.When, c.Cites[stemma.FieldTime]
	r.told = append(r.told, h)
}

// happens reports whether claims of the kind tell of an event that a noun can point back
// to.
func happens(k stemma.Kind) bool {
	switch k {
	case stemma.Strike, stemma.Clash, stemma.Losses, stemma.Detained, stemma.Killed:
		return true
	}
	return false
}

// earlier is the event told before that the claim's own words point back to: the word
// itself with its article ("the attack"), or the event that it is said to have happened
// in ("30 were killed in the incident"); ok is false when there is none.
func (r *reader) earlier(c *stemma.Claim, e event) (happening, bool) {
	if r.upos(e.word) == "NOUN" && r.definite(e.word) {
		if h, ok := r.toldAs(e.word, c.Kind, e.word); ok {
			return h, true
		}
	}
	for _, role := range []string{"in", "by", "during", "from", "subj", "after"} {
		for _, k := range e.args[role] {
			if r.upos(k) != "NOUN" || !r.definite(k) || k == e.word {
				continue
			}
			if r.f.noun("incident", r.lemma(k)) {
				return r.last(func(h happening) bool { return hostile(h.kind) && h.word < k })
			}
			f := r.frameOf(k, "n", r.nounArgs(k))
			if f == nil {
				continue
			}
			if h, ok := r.toldAs(k, f.kind, e.word); ok {
				return h, true
			}
		}
	}
	return happening{}, false
}

// toldAs is the event told before token i that the noun at i means: the last of the same
// word, else of the same kind, where strikes and clashes are one.
func (r *reader) toldAs(i int, kind stemma.Kind, own int) (happening, bool) {
	if !happens(kind) || kind == stemma.Killed {
		return happening{}, false
	}
	before := func(h happening) bool { return h.word < i && h.word != own }
	if h, ok := r.last(func(h happening) bool { return before(h) && h.lemma == r.lemma(i) }); ok {
		return h, true
	}
	violent := func(k stemma.Kind) bool { return k == stemma.Strike || k == stemma.Clash }
	return r.last(func(h happening) bool {
		return before(h) && (h.kind == kind || violent(kind) && violent(h.kind))
	})
}

// closer is h, or where its words only say in what country it was, the event of its kind that
// was told before with a town of that country.
func (r *reader) closer(h happening) happening {
	if h.place.Geo.Precision != "country" {
		return h
	}
	country := r.countryAt(h.place)
	if o, ok := r.last(func(o happening) bool {
		return o.word < h.word && o.kind == h.kind && o.place.Name != "" && o.place.Geo.Precision != "country" && r.countryAt(o.place) == country
	}); ok {
		return o
	}
	return h
}

// last is the last event told that fits.
func (r *reader) last(fits func(happening) bool) (happening, bool) {
	for _, h := range slices.Backward(r.told) {
		if fits(h) {
			return h, true
		}
	}
	return happening{}, false
}
