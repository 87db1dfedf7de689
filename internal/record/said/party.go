package said

import (
	"slices"
	"strings"

	"stemma"
)

// Members are the plain names of a party's members, sorted; a joint party has
// several, a nameless one none.
func Members(p stemma.Party) []string {
	if len(p.Of) > 1 {
		out := make([]string, len(p.Of))
		for i, m := range p.Of {
			out[i] = Plain(m)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	if p.Name == "" {
		return nil
	}
	return []string{Plain(p.Name)}
}

// PartyKey names a party whatever the order of its members.
func PartyKey(p stemma.Party) string { return strings.Join(Members(p), "+") }

// Subset reports whether all members of a are members of b.
func Subset(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// Asserter is who stands behind a named speaker: the party of a party's agency, the
// body of a person who speaks for it. What a state's ministries, agencies and
// stations say is each one's own word. Empty for the newsroom's own voice.
func (c Claim) Asserter(w World) (name string, side stemma.Side) {
	name = c.Speaker.Body
	if name == "" {
		name = c.Speaker.Person
	}
	if name == stemma.Newsroom || name == "" {
		return "", stemma.SideNewsroom
	}
	if w.Body == nil {
		return name, stemma.SideUnknown
	}
	party, side := w.Body(name, c.Speaker.ID)
	if side == "" {
		side = stemma.SideUnknown
	}
	if party == "" || side == stemma.SideState {
		return name, side
	}
	if _, of := w.Body(party, ""); of == stemma.SideState {
		return name, of
	}
	return party, side
}

// Own reports whether the newsroom says the claim in its own voice.
func (c Claim) Own() bool { return c.Speaker.Body == stemma.Newsroom || c.Speaker.String() == "" }

// Armed is the party when it is a body that can fight, by its name; civilians,
// crowds and things give the zero Party.
func Armed(p stemma.Party) stemma.Party {
	if p.ID != "" && !HasWord(p.Name, unarmed...) {
		return p
	}
	if p.Name == "" || HasWord(p.Name, unarmed...) {
		return stemma.Party{}
	}
	if r := p.Name[0]; r >= 'A' && r <= 'Z' || HasWord(p.Name, "rebel-", "militant-", "force-", "fighter-", "soldier-", "troop-", "army", "police", "gunm-", "jihadi-", "insurgent-", "terrorist-") {
		return p
	}
	return stemma.Party{}
}

var unarmed = []string{"civilian-", "people", "child-", "women", "residents", "crowd", "students", "journalist-", "worker-", "refugee-", "hospital", "school", "building-", "market"}
