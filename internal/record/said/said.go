// Package said is what the parts of the record judge: a claim together with the
// words it stands in, the report that carries it, and what is known of the names
// in it.
//
// The store fills it; the parts read it and keep nothing. A part is handed a
// block: every claim that shares a block key, with the reuse and the descents
// among the block's sentences and reports. What it derives is a function of that
// set alone, so that the order in which reports arrive does not matter and only
// the blocks that a new report touches are derived again.
package said

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// Claim is a claim as it stands in a report.
type Claim struct {
	stemma.Claim
	Said  string // Said is the words of Claim.Span.
	Line  string // Line is the words of Claim.Sentence.
	Paper Paper
}

// Paper is what the record needs to know of a report.
type Paper struct {
	ID        stemma.ReportID
	Outlet    string   // Outlet published it; empty when unknown.
	Agencies  []string // Agencies that the report credits; canonical names.
	Published stemma.When
}

// Ref is the sentence that c stands in.
func (c *Claim) Ref() stemma.SentenceRef {
	return stemma.SentenceRef{Report: c.Report, Span: c.Sentence, Words: c.Line}
}

// Words are the words of a field, empty where the claim's sentence does not carry it.
func (c *Claim) Words(f stemma.Field) string {
	s, ok := c.Cites[f]
	if !ok || !c.Sentence.Contains(s) {
		return ""
	}
	return c.Line[s.Start-c.Sentence.Start : s.End-c.Sentence.Start]
}

// Inherits reports whether a claim has a field from elsewhere in its report, and its
// speaker does not say it: "the blasts", whose bomber another sentence names.
func (c *Claim) Inherits(f stemma.Field) bool {
	return slices.ContainsFunc(c.Reasons, func(r stemma.Reason) bool { return strings.HasPrefix(r.Rule, string(f)+"/") })
}

// World answers what names stand for. The zero World knows nothing and falls back
// on the names themselves.
type World struct {
	// Body gives the party that an actor, agency or person belongs to and its side:
	// a party's news agency is the party ("Amaq" → "Islamic State", SideParty), a
	// ministry its state. An empty party means "itself". Nil knows nobody.
	Body func(name, id string) (party string, side stemma.Side)

	// Known gives the body that a word stands for at a place: "Daesh" → "Islamic
	// State", "rebel" in Syria → "Syrian rebels". Empty means unknown. Nil knows
	// nobody.
	Known func(word string, at stemma.Location) string

	// Within gives the alliance that a body is a part of: "YPG" → "Syrian Democratic
	// Forces". Empty means none. Nil knows none.
	Within func(name string) string

	// Settlement gives one canonical name for the settlement that a location is or
	// lies in, and whether it is that settlement: "al-Qameshli" is "Qamishli", "Maadi"
	// lies in "Aleppo"; a region is itself. Empty means unknown. Nil knows no place.
	Settlement func(stemma.Location) (name string, itself bool)
}

// Sort puts claims in the order of content: by report, place in it, kind, then
// speaker and identity, so that nothing depends on the order of arrival.
func Sort(claims []Claim) {
	if inOrder(claims) {
		return
	}
	order := make([]*Claim, len(claims)) // a claim is large: they are moved once each
	for i := range claims {
		order[i] = &claims[i]
	}
	slices.SortFunc(order, compare)
	out := make([]Claim, len(claims))
	for i, c := range order {
		out[i] = *c
	}
	copy(claims, out)
}

// Sorted are claims in the order of content: those handed over where they are in it.
func Sorted(claims []Claim) []Claim {
	if inOrder(claims) {
		return claims
	}
	claims = slices.Clone(claims)
	Sort(claims)
	return claims
}

func inOrder(claims []Claim) bool {
	for i := 1; i < len(claims); i++ {
		if compare(&claims[i-1], &claims[i]) > 0 {
			return false
		}
	}
	return true
}

// SortAll is Sort for claims that stand elsewhere.
func SortAll(claims []*Claim) { slices.SortFunc(claims, compare) }

func compare(a, b *Claim) int { return Compare(&a.Claim, &b.Claim) }

// Compare orders claims by content.
func Compare(a, b *stemma.Claim) int {
	return cmp.Or(
		cmp.Compare(a.Report, b.Report),
		cmp.Compare(a.Sentence.Start, b.Sentence.Start),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Speaker.String(), b.Speaker.String()),
		cmp.Compare(a.ID, b.ID),
	)
}

// Answering are the claims that answer each of some matters, of those given and in
// their order; one that is given twice is there once.
func Answering(matters []stemma.Matter, claims []Claim) [][]*Claim {
	at := make(map[stemma.ClaimID]int, len(claims))
	for i := range claims {
		c := &claims[i]
		if _, again := at[c.ID]; !again {
			at[c.ID] = i
		}
	}
	own := make([][]*Claim, len(matters))
	for i, m := range matters {
		places := make([]int, 0, len(m.Claims))
		for _, id := range m.Claims {
			if place, ok := at[id]; ok {
				places = append(places, place)
			}
		}
		slices.Sort(places)
		for _, place := range slices.Compact(places) {
			own[i] = append(own[i], &claims[place])
		}
	}
	return own
}
