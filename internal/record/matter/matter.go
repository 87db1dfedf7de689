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
func Blocks(c *said.Claim, w said.World) []string {
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
		for _, q := range questions(c, w) {
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
		for _, c := range nearInTime(g.claims, g.slack, ofOneEvent(g.template)) {
			if asked(g.template, c.claims) && (period == "past" || owns(period, c.days)) {
				out = append(out, g.matter(c))
			}
		}
	}
	slices.SortFunc(out, func(a, b stemma.Matter) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// ofOneEvent reports whether a question is of an event of a day rather than of a state.
func ofOneEvent(t Template) bool {
	switch t {
	case Toll, Means, Blasts, Suicide, Struck, Where, Doer:
		return true
	}
	return false
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
func owns(month string, days said.Days) bool {
	return said.Date(days.From).Format("2006-01") == month
}

// anchored is a claim with the days by which it is compared.
type anchored struct {
	*said.Claim
	days said.Days
}

// nearInTime cuts claims into clusters between which there is a gap. Where apart is set, what
// lies over some days joins the cluster at its end and brings no two together, and what lies
// over weeks is by itself:
//
//	Monday ├─┤ ├─┤      Wednesday ├─┤ ├─┤
//	"in three days" ├────────────────────┤ goes with Wednesday
func nearInTime(claims []*said.Claim, slack int, apart bool) []cluster {
	var near, some, weeks []anchored
	for _, c := range claims {
		d, ok := c.Anchor()
		switch {
		case !ok:
		case !apart || d.Len() <= nightDays:
			near = append(near, anchored{c, d})
		case d.Len() <= said.MomentDays+1:
			some = append(some, anchored{c, said.Days{From: d.To - nightDays, To: d.To}})
		default:
			weeks = append(weeks, anchored{c, d})
		}
	}
	clusters := chained(near, slack)
	var alone []anchored
	for _, c := range some {
		at := -1
		for i := range clusters {
			if clusters[i].days.Overlaps(c.days, slack) {
				at = i // the last one: they are in order
			}
		}
		if at < 0 {
			alone = append(alone, c)
			continue
		}
		clusters[at].claims = append(clusters[at].claims, c.Claim)
	}
	return slices.Concat(clusters, chained(alone, slack), chained(weeks, slack))
}

// nightDays are the days that one event lies over at most, by night.
const nightDays = 2

// cluster is claims that are near in time, and the days that those of them lie over that
// brought them together.
type cluster struct {
	claims []*said.Claim
	days   said.Days
}

// chained are clusters of claims each of which is near to another, in the order of time.
func chained(list []anchored, slack int) []cluster {
	slices.SortStableFunc(list, func(a, b anchored) int { return cmp.Compare(a.days.From, b.days.From) })
	var out []cluster
	for _, c := range list {
		if n := len(out); n > 0 && c.days.From <= out[n-1].days.To+slack {
			last := &out[n-1]
			last.claims, last.days.To = append(last.claims, c.Claim), max(last.days.To, c.days.To)
			continue
		}
		out = append(out, cluster{[]*said.Claim{c.Claim}, c.days})
	}
	return out
}

func (q question) matter(c cluster) stemma.Matter {
	said.SortAll(c.claims)
	d := c.days
	m := stemma.Matter{Slot: q.slot, Place: q.place, When: when(d)}
	m.Question = strings.TrimSpace(strings.ReplaceAll(q.text, "%s", inTime(d)))
	m.Question = strings.ReplaceAll(m.Question, " ?", "?")
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%d", q.template, q.key, d.From))
	m.ID = string(q.template) + "-" + hex.EncodeToString(sum[:8])
	there := map[stemma.ClaimID]bool{}
	for _, c := range c.claims {
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
