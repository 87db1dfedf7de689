// Package matter groups claims by the question that they answer.
//
//	claim ──questions──► (template, key) ──near in time──► matter
//
// A template is a kind of question: who held a place, how many were killed. Its
// key says of what place, actor and whole. Claims of one template and key that
// are near in time answer one question.
package matter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// Template is a kind of question. A matter's ID begins with it.
type Template string

// The templates.
const (
	Holder    Template = "holder"    // who held a place
	Approach  Template = "approach"  // how near an attacker had come, and from where
	Taker     Template = "taker"     // who took a place
	Leaving   Template = "leaving"   // what made a holder leave
	Moment    Template = "moment"    // when something happened
	Onset     Template = "onset"     // when something began
	Toll      Template = "toll"      // how many were killed, wounded, detained
	Flight    Template = "flight"    // how many fled
	Force     Template = "force"     // how many fight
	Loss      Template = "loss"      // how much was lost
	Part      Template = "part"      // what share of a territory is held
	Denial    Template = "denial"    // whether something is so at all
	Means     Template = "means"     // what an attack was made with
	Blasts    Template = "blasts"    // how many bombs
	Suicide   Template = "suicide"   // whether an attacker died in the attack
	Struck    Template = "struck"    // what an attack hit
	Where     Template = "where"     // where in a place an attack was
	Doer      Template = "doer"      // who made an attack
	Damage    Template = "damage"    // how much was destroyed
	Motive    Template = "motive"    // why
	Intensity Template = "intensity" // how heavy fighting is
	Siege     Template = "siege"     // whether a place is besieged
	Distance  Template = "distance"  // how near
	Meeting   Template = "meeting"   // when a meeting is held
	Attacker  Template = "attacker"  // who attacked, by which name
)

// TemplateOf is the template of a matter.
func TemplateOf(m stemma.Matter) Template {
	t, _, _ := strings.Cut(m.ID, "-")
	return Template(t)
}

// marginDays is how far before and after its month a block looks, so that an event
// at the turn of a month is not cut in two.
const marginDays = 7

// Blocks are the keys under which a claim is to be indexed for matters and
// origins: the settlement with the month, and the settlement alone for what looks
// back. Claims that could answer one question share a block. A claim without a
// place or a time has none: it answers no question that another could.
func Blocks(c said.Claim, w said.World) []string {
	spot := said.SpotOf(c.Place, w)
	d, ok := c.Anchor()
	if !ok || spot.Root == "" {
		return nil
	}
	var out []string
	for _, n := range []int{d.From - marginDays, d.From, d.To + marginDays} {
		out = append(out, spot.Root+"|"+said.Date(n).Format("2006-01"))
	}
	if c.Retrospective() {
		out = append(out, spot.Root+"|past")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// question is one question that a claim answers.
type question struct {
	template Template
	key      string
	slot     stemma.Slot
	text     string // text has %s for the time.
	place    string
	past     bool // past questions belong to the block that looks back.
	slack    int  // slack is how many days may lie between two claims of one matter.
}

// Of is the matters of one block. Every matter is owned by exactly one block, so
// that nothing is derived twice; its ID is a digest of its question.
func Of(block string, claims []said.Claim, w said.World) []stemma.Matter {
	claims = said.Sorted(claims)
	type group struct {
		question
		claims []*said.Claim
	}
	groups := map[string]*group{}
	_, period, _ := strings.Cut(block, "|")
	for i := range claims {
		c := &claims[i]
		for _, q := range questions(*c, w) {
			if q.past != (period == "past") {
				continue
			}
			id := string(q.template) + "|" + q.key
			if groups[id] == nil {
				groups[id] = &group{question: q}
			}
			groups[id].claims = append(groups[id].claims, c)
		}
	}
	var out []stemma.Matter
	for _, g := range groups {
		for _, cluster := range nearInTime(g.claims, g.slack) {
			if !asked(g.template, cluster) || period != "past" && !owns(period, cluster) {
				continue
			}
			out = append(out, g.matter(cluster))
		}
	}
	slices.SortFunc(out, func(a, b stemma.Matter) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// asked reports whether a cluster makes a matter: a figure and a holder do alone, other
// questions only when there are two different things said. Copies of one claim say
// one thing, so that they make no matter that the claim alone does not make.
func asked(t Template, cluster []*said.Claim) bool {
	switch t {
	case Holder, Toll, Flight, Force, Loss, Part:
		return true
	}
	return slices.ContainsFunc(cluster[1:], func(c *said.Claim) bool { return !sayTheSame(c, cluster[0]) })
}

// sayTheSame reports whether two claims say one thing on one speaker's word, whichever
// reports carry them.
func sayTheSame(a, b *said.Claim) bool {
	return a.Said == b.Said && a.Kind == b.Kind && a.Change == b.Change && a.Stance == b.Stance && a.Speaker.String() == b.Speaker.String() &&
		a.Actor.Name == b.Actor.Name && a.Target.Name == b.Target.Name && a.Place.Name == b.Place.Name &&
		a.Quantity == b.Quantity && a.When.ISO() == b.When.ISO()
}

// owns reports whether the block of a month owns a cluster: its first day lies in it.
func owns(month string, cluster []*said.Claim) bool {
	return said.Date(span(cluster).From).Format("2006-01") == month
}

func span(cluster []*said.Claim) said.Days {
	var out said.Days
	for i, c := range cluster {
		d, _ := c.Anchor()
		if i == 0 {
			out = d
		}
		out.From, out.To = min(out.From, d.From), max(out.To, d.To)
	}
	return out
}

// nearInTime cuts claims into clusters between which there is a gap.
func nearInTime(claims []*said.Claim, slack int) [][]*said.Claim {
	type anchored struct {
		*said.Claim
		days said.Days
	}
	var list []anchored
	for _, c := range claims {
		if d, ok := c.Anchor(); ok {
			list = append(list, anchored{c, d})
		}
	}
	slices.SortStableFunc(list, func(a, b anchored) int { return cmp.Compare(a.days.From, b.days.From) })
	var out [][]*said.Claim
	end := 0
	for _, c := range list {
		if n := len(out); n > 0 && c.days.From <= end+slack {
			out[n-1] = append(out[n-1], c.Claim)
			end = max(end, c.days.To)
			continue
		}
		out = append(out, []*said.Claim{c.Claim})
		end = c.days.To
	}
	return out
}

func (q question) matter(cluster []*said.Claim) stemma.Matter {
	said.SortAll(cluster)
	d := span(cluster)
	m := stemma.Matter{Slot: q.slot, Place: q.place, When: when(d)}
	m.Question = strings.TrimSpace(strings.ReplaceAll(q.text, "%s", inTime(d)))
	m.Question = strings.ReplaceAll(m.Question, " ?", "?")
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%d", q.template, q.key, d.From))
	m.ID = string(q.template) + "-" + hex.EncodeToString(sum[:8])
	there := map[stemma.ClaimID]bool{}
	for _, c := range cluster {
		if !there[c.ID] {
			there[c.ID] = true
			m.Claims = append(m.Claims, c.ID)
		}
	}
	return m
}

func when(d said.Days) stemma.When {
	return stemma.When{From: said.Date(d.From), To: said.Date(d.To + 1), Precision: stemma.Day}
}

// inTime says when in words: "on 11 December 2016", "in March 2016".
func inTime(d said.Days) string {
	a, b := said.Date(d.From), said.Date(d.To)
	switch {
	case d.From == d.To:
		return "on " + a.Format("2 January 2006")
	case a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1 && a.Month() == b.Month() && a.Year() == b.Year():
		return "in " + a.Format("January 2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("on %d–%s", a.Day(), b.Format("2 January 2006"))
	}
	return "between " + a.Format("2 January 2006") + " and " + b.Format("2 January 2006")
}
