package record

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// follow lets the decisions about claims of a report go with them when it is read
// anew: a claim that has another id now, because its words or its speaker were made
// out otherwise, is followed to the one that says the same. What is found is kept
// as a decision of its own, so that a person sees it.
func (c *change) follow(before, after store.Entry) error {
	followed := false
	have := map[stemma.ClaimID]bool{}
	for _, claim := range after.Claims {
		have[claim.ID] = true
	}
	for _, old := range before.Claims {
		if have[old.ID] || !c.corrections.about(old.ID) {
			continue
		}
		heir, ok := heirOf(old, before.Report.Text, after)
		if !ok {
			continue // the decision stands by, in case that a later reading finds the claim again
		}
		d := store.Correction{
			Verb: store.FollowClaim, Subjects: []string{string(old.ID), string(heir)},
			Who: "stemma", Why: "the report was read anew and the claim has another id", At: after.Report.LastSeen,
		}
		d.ID = correctionID(d)
		if err := c.tx.Correct(d); err != nil {
			return err
		}
		followed = true
	}
	if !followed {
		return nil
	}
	decided, err := readCorrections(c.tx)
	c.corrections = decided
	return err
}

// heirOf is the claim of a report read anew that says what an old claim said: of the
// same kind, in words that stand for most of the old ones and the reverse. Claims of
// the same speaker come first.
func heirOf(old stemma.Claim, text string, after store.Entry) (heir stemma.ClaimID, ok bool) {
	best := 0.0
	for _, claim := range after.Claims {
		if claim.Kind != old.Kind {
			continue
		}
		same := overlap(old.Span, claim.Span)
		if text != after.Report.Text {
			same = 0
			if plain(old.Span.Of(text)) == plain(claim.Span.Of(after.Report.Text)) {
				same = 1
			}
		}
		if same < 0.5 {
			continue
		}
		if claim.Speaker == old.Speaker {
			same++
		}
		if same > best {
			best, heir = same, claim.ID
		}
	}
	return heir, best > 0
}

// overlap is the Dice coefficient of two spans.
func overlap(a, b stemma.Span) float64 {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return 2 * float64(both) / float64(a.Len()+b.Len())
}

func plain(words string) string { return strings.ToLower(strings.Join(strings.Fields(words), " ")) }

// about reports whether a decision is about a claim.
func (k corrections) about(id stemma.ClaimID) bool {
	return k.forgotten[string(id)] || len(k.set[id]) > 0
}

// follow gives the claims to which others were followed their decisions.
func (k *corrections) follow(from, to stemma.ClaimID) {
	if k.forgotten[string(from)] {
		k.forgotten[string(to)] = true
	}
	for _, d := range k.set[from] {
		if !slices.ContainsFunc(k.set[to], func(e store.Correction) bool { return e.ID == d.ID }) {
			k.set[to] = append(k.set[to], d)
		}
	}
}
