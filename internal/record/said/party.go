package said

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"stemma"
	"stemma/internal/gazetteer"
)

// Members are the plain names of a party's members, sorted; a joint party has
// several, a nameless one none.
func Members(p stemma.Party) []string {
	if len(p.Of) == 0 && strings.Contains(p.Name, " and ") {
		p.Of = strings.Split(p.Name, " and ")
	}
	if len(p.Of) > 1 {
		out := make([]string, len(p.Of))
		for i, m := range p.Of {
			out[i] = Body(m)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	if p.Name == "" {
		return nil
	}
	return []string{Body(p.Name)}
}

// Alliances are those that the members of p are a part of.
func Alliances(p stemma.Party, w World) []string {
	if w.Within == nil {
		return nil
	}
	names := p.Of
	if len(names) == 0 {
		names = []string{p.Name}
	}
	var out []string
	for _, name := range names {
		if of := w.Within(name); of != "" {
			out = append(out, Body(of))
		}
	}
	return out
}

// states are the plain names of the states that adjectives and further names stand for.
var states = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, c := range gazetteer.Countries() {
		for _, word := range slices.Concat(c.Further, c.Adjectives) {
			if key := Plain(word); out[key] == "" {
				out[key] = Plain(c.Name)
			}
		}
	}
	return out
})

// Body is the plain name of a body without the word for its arms: a government's
// forces are the government, where who holds and who fights is asked, and a state's the state.
func Body(name string) string {
	p := disarmed(name)
	if state := states()[p]; state != "" {
		return state
	}
	return p
}

// disarmed is the plain name of a body without the word for its arms.
func disarmed(name string) string {
	p := Plain(name)
	for _, arms := range []string{" forces", " army", " troops", " military", " soldiers", " fighters", " militants", " defense ministry", " defence ministry"} {
		if s, ok := strings.CutSuffix(p, arms); ok && s != "" {
			return s
		}
	}
	return p
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
func (c *Claim) Asserter(w World) (name string, side stemma.Side) {
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

// Behind is a key for who stands behind a claim: the same for all claims of one
// asserter, whatever the report. A newsroom is told by the family of versions that
// its report belongs to, and so is a speaker without a name of his own ("an
// official", "residents"): two outlets' officials need not be one.
func (c *Claim) Behind(w World, family func(stemma.ReportID) stemma.ReportID) string {
	name, _ := c.Asserter(w)
	switch {
	case name == "":
		return "newsroom of " + string(family(c.Report))
	case nameless(name):
		return Key(name) + " in " + string(family(c.Report))
	}
	return Key(name)
}

// OfItsText reports whether who stands behind a claim is told by the text that it stands
// in, and so by who copied whom.
func (c *Claim) OfItsText(w World) bool {
	name, _ := c.Asserter(w)
	return name == "" || nameless(name)
}

// Behinds is Behind for claims that stay where they are, each made out once.
func Behinds(w World, family func(stemma.ReportID) stemma.ReportID) func(*Claim) string {
	known := map[*Claim]string{}
	return func(c *Claim) string {
		by, ok := known[c]
		if !ok {
			by = c.Behind(w, family)
			known[c] = by
		}
		return by
	}
}

// SameNewsroom reports whether two papers speak with one newsroom's voice: both carry
// the same one agency, or both are of one outlet and carry none.
func SameNewsroom(a, b Paper) bool {
	switch {
	case a.ID == b.ID:
		return true
	case len(a.Agencies) == 1 && len(b.Agencies) == 1:
		return a.Agencies[0] == b.Agencies[0]
	case len(a.Agencies) == 0 && len(b.Agencies) == 0:
		return a.Outlet != "" && a.Outlet == b.Outlet
	}
	return false
}

// SpeaksFor reports whether the named speaker of c is the one newsroom that a paper
// speaks with: "SANA said" elsewhere, and a text that is credited to SANA alone.
func (c *Claim) SpeaksFor(p Paper, w World) bool {
	house := p.Outlet
	if len(p.Agencies) == 1 {
		house = p.Agencies[0]
	}
	name, _ := c.Asserter(w)
	return house != "" && len(p.Agencies) < 2 && Key(name) == Key(house)
}

// nameless reports whether a speaker is told by a common noun only: no word of his
// name is capitalized.
func nameless(name string) bool {
	for _, w := range strings.Fields(name) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// Own reports whether the newsroom says the claim in its own voice.
func (c *Claim) Own() bool { return c.Speaker.Body == stemma.Newsroom || c.Speaker.String() == "" }

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
