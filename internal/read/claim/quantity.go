package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// quantify fills the claim's number: that of the argument the frame counts.
func (r *reader) quantify(c *stemma.Claim, e event) {
	n := -1
	for _, i := range r.counted(e) {
		if n = r.numberOf(i); n >= 0 {
			break
		}
	}
	if n < 0 || r.d.Numbers[n].Ordinal || r.d.Numbers[n].Money {
		if e.frame.unit == "casualties" {
			c.Quantity.Unit = e.frame.unit // so many that nobody says how many
		}
		return
	}
	num := r.d.Numbers[n]
	c.Quantity = num.Quantity
	if c.Quantity.Unit == "" {
		c.Quantity.Unit = e.frame.unit
	}
	if c.Quantity.HasValue && c.Quantity.Bound == "" {
		c.Quantity.Bound = stemma.Exact
	}
	r.ranks(c)
	c.Cites[stemma.FieldValue] = num.Span
	if num.Noun >= 0 {
		c.Cites[stemma.FieldUnit] = r.d.Tokens[num.Noun].Span
	}
	if c.Kind == stemma.Share {
		c.Quantity.Unit = "percent"
	}
}

// ranks counts the members of a force as its soldiers and those of a group as its
// fighters: "18 members of the group".
func (r *reader) ranks(c *stemma.Claim) {
	if !r.f.noun("member", strings.TrimSuffix(c.Quantity.Unit, "s")) {
		return
	}
	for _, p := range []stemma.Party{c.Target, c.Actor} {
		e, ok := r.list.ByName(p.Name)
		switch {
		case ok && e.Kind == actors.ArmedGroup:
			c.Quantity.Unit = "fighters"
			return
		case ok && e.Kind == actors.StateForce || strings.HasSuffix(p.Name, " forces"):
			c.Quantity.Unit = "soldiers"
			return
		}
	}
}

// counted are the tokens whose number is the claim's.
func (r *reader) counted(e event) []int {
	switch e.frame.count {
	case "self":
		return []int{e.word}
	case "any":
		return e.args.all()
	case "people":
		var out []int
		for _, i := range slices.Concat(e.args["obj"], e.args["subj"], e.args.all()) {
			if r.is(i, "people") || r.is(i, "force") || r.is(i, "number") {
				out = append(out, i)
			}
		}
		return out
	}
	out := slices.Clone(e.args[e.frame.count])
	if e.frame.kind == stemma.Share {
		out = append(out, e.args["of"]...)
	}
	return out
}
