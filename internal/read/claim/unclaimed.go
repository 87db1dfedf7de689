package claim

import (
	"slices"

	"stemma"
)

// unclaimed sets what nobody owns to where and when it happened, as the sentences before told: "No
// group has claimed responsibility for the attack, but the Front has bombed the north before".
func (r *reader) unclaimed(c *stemma.Claim, e event) {
	if c.Kind != stemma.Assessment || e.frame == nil || e.last <= e.first {
		return
	}
	owns := func(k int) bool { return r.f.noun("responsibility", r.lemma(k)) || r.f.noun("event", r.lemma(k)) }
	if !slices.ContainsFunc(e.args["subj"], func(k int) bool { return r.is(k, "nobody") }) && !r.is(e.word, "negated") || !owns(e.word) && !slices.ContainsFunc(e.args.all(), owns) {
		return
	}
	end := r.d.Tokens[e.last-1].End
	behind := func(f stemma.Field) bool {
		s := c.Cites[f]
		return s.Empty() || s.Start >= end || s.Start < c.Sentence.Start
	}
	without := func(field string) {
		c.Reasons = slices.DeleteFunc(slices.Clone(c.Reasons), func(why stemma.Reason) bool { return len(why.Rule) > len(field) && why.Rule[:len(field)] == field })
	}
	if r.ctx.place.known() && (c.Place.Name == "" || behind(stemma.FieldPlace)) {
		without("place/")
		r.setSpot(c, r.ctx.place, "place/previous")
	}
	if r.ctx.when.Known() && (!c.When.Known() || behind(stemma.FieldTime)) {
		without("time/")
		r.inheritTime(c, r.ctx.when, r.ctx.whenSpan, "time/previous", "the sentence tells no time; that of the event before it")
	}
}
