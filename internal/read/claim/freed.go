package claim

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// freed reports whether a claim tells that captives were let go, which need not be where they
// were taken.
func (r *reader) freed(c *stemma.Claim, e event) bool {
	return c.Kind == stemma.Detained && (r.f.noun("release", r.lemma(e.word)) || r.f.verb("freeing", r.lemma(e.word)))
}

// procured fills the open actor of a release with whoever brought it about: "the government has
// secured the release of ten girls".
func (r *reader) procured(c *stemma.Claim, e event) bool {
	v := r.head(e.word)
	if !r.freed(c, e) || v < 0 || base(r.rel(e.word)) != "obj" || !r.f.verb("procure", r.lemma(v)) {
		return false
	}
	r.setParty(c, &c.Actor, stemma.FieldActor, r.verbArgs(v)["subj"], e)
	return c.Actor.Name != ""
}

// freedIn is the country of the report's war, where captives are let go of whom no place is told;
// -1 where the report does not name it.
func (r *reader) freedIn() int {
	return slices.IndexFunc(r.d.Places, func(p text.Place) bool {
		return p.Country == r.country && r.country != "" && p.Geo.Precision == "country" && !p.Common
	})
}
