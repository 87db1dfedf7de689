package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// Correct keeps a decision of a person and derives anew what it changes. What was
// read from a report stays as it was read: the decision lies over it and can be
// undone. The ID is made here.
func Correct(ctx context.Context, s store.Store, w World, decision store.Correction) (id string, err error) {
	decision.ID = correctionID(decision)
	err = s.Update(ctx, func(tx store.Tx) error {
		reports, err := subjects(tx, decision)
		if err != nil {
			return err
		}
		if err := tx.Correct(decision); err != nil {
			return err
		}
		c, err := newChange(tx, w)
		if err != nil {
			return err
		}
		for _, id := range reports {
			e, err := tx.Entry(id)
			if err != nil {
				return err
			}
			if err := errors.Join(c.retire(id), c.enter(e), c.findAs(e.Claims)); err != nil {
				return fmt.Errorf("record %s: %w", id, err)
			}
		}
		return c.settle()
	})
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", decision.Verb, strings.Join(decision.Subjects, " "), err)
	}
	return decision.ID, nil
}

// findAs lets the claims of a report be found by the fields that were set, or by those
// that were read where a decision was taken back.
func (c *change) findAs(claims []stemma.Claim) error {
	for _, claim := range claims {
		if err := c.tx.FindClaimAs(c.corrections.apply(claim)); err != nil {
			return err
		}
	}
	return nil
}

func correctionID(d store.Correction) string {
	d.ID = ""
	b, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings and a time always can
	}
	sum := sha256.Sum256(b)
	return "fix-" + hex.EncodeToString(sum[:6])
}

// subjects are the reports that a decision is about, sorted; it fails where a
// subject is not in the record or the decision makes no sense.
func subjects(tx store.ReadTx, d store.Correction) ([]stemma.ReportID, error) {
	if len(d.Subjects) == 0 {
		return nil, errors.New("nothing named")
	}
	set := map[stemma.ReportID]bool{}
	for _, subject := range d.Subjects {
		ids, err := subjectReports(tx, d, subject)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			set[id] = true
		}
	}
	return sorted(set), nil
}

func subjectReports(tx store.ReadTx, d store.Correction, subject string) ([]stemma.ReportID, error) {
	switch d.Verb {
	case store.MergeStories, store.SplitStory:
		r, err := tx.Report(stemma.ReportID(subject))
		return []stemma.ReportID{r.ID}, err
	case store.SetField:
		c, err := tx.Claim(stemma.ClaimID(subject))
		if err != nil {
			return nil, err
		}
		_, err = withField(c, d.Field, d.Value)
		return []stemma.ReportID{c.Report}, err
	case store.ConfirmClaim:
		_, err := tx.Claim(stemma.ClaimID(subject))
		return nil, err
	case store.ForgetReport:
		if r, err := tx.Report(stemma.ReportID(subject)); err == nil {
			return []stemma.ReportID{r.ID}, nil
		}
		c, err := tx.Claim(stemma.ClaimID(subject))
		return []stemma.ReportID{c.Report}, err
	case store.Undo:
		for before, err := range tx.Corrections() {
			if err != nil {
				return nil, err
			}
			if before.ID == subject {
				return nowIn(tx, before)
			}
		}
		return nil, fmt.Errorf("correction %s: %w", subject, stemma.ErrNotFound)
	}
	return nil, fmt.Errorf("no such correction")
}

// nowIn are the reports that a decision which is taken back was about, as far as they
// are still there: a claim may have been followed to another since, or be gone.
func nowIn(tx store.ReadTx, d store.Correction) ([]stemma.ReportID, error) {
	if d.Verb == store.Undo {
		return subjects(tx, d)
	}
	about := slices.Clone(d.Subjects)
	for c, err := range tx.Corrections() {
		if err != nil {
			return nil, err
		}
		if c.Verb == store.FollowClaim && slices.Contains(about, c.Subjects[0]) {
			about = append(about, c.Subjects[1])
		}
	}
	set := map[stemma.ReportID]bool{}
	for _, id := range about {
		if r, err := tx.Report(stemma.ReportID(id)); err == nil {
			set[r.ID] = true
		} else if !errors.Is(err, stemma.ErrNotFound) {
			return nil, err
		}
		if c, err := tx.Claim(stemma.ClaimID(id)); err == nil {
			set[c.Report] = true
		} else if !errors.Is(err, stemma.ErrNotFound) {
			return nil, err
		}
	}
	return sorted(set), nil
}

// corrections are the decisions that stand, by what they are about.
type corrections struct {
	forgotten map[string]bool // reports and claims
	set       map[stemma.ClaimID][]store.Correction
	stories   []grouped // stories are merges and splits, in the order in which they were made.
}

// grouped is reports that a person has put on one story, or taken out of theirs.
type grouped struct {
	verb    store.CorrectionVerb
	reports []stemma.ReportID
}

// standing leaves out what was undone; an undone undo stands again.
func standing(all []store.Correction) []store.Correction {
	undone := map[string]bool{}
	var stand []store.Correction
	for _, d := range slices.Backward(all) {
		if undone[d.ID] {
			continue
		}
		if d.Verb == store.Undo {
			for _, id := range d.Subjects {
				undone[id] = true
			}
			continue
		}
		stand = append(stand, d)
	}
	slices.Reverse(stand)
	return stand
}

func readCorrections(tx store.ReadTx) (corrections, error) {
	k := corrections{forgotten: map[string]bool{}, set: map[stemma.ClaimID][]store.Correction{}}
	var list []store.Correction
	for d, err := range tx.Corrections() {
		if err != nil {
			return k, err
		}
		list = append(list, d)
	}
	decided := standing(list)
	for _, d := range decided {
		switch d.Verb {
		case store.ForgetReport:
			for _, id := range d.Subjects {
				k.forgotten[id] = true
			}
		case store.SetField:
			for _, id := range d.Subjects {
				k.set[stemma.ClaimID(id)] = append(k.set[stemma.ClaimID(id)], d)
			}
		case store.MergeStories, store.SplitStory:
			k.stories = append(k.stories, grouped{d.Verb, reportIDs(d.Subjects)})
		}
	}
	for _, d := range decided {
		if d.Verb == store.FollowClaim {
			k.follow(stemma.ClaimID(d.Subjects[0]), stemma.ClaimID(d.Subjects[1]))
		}
	}
	return k, nil
}

func reportIDs(list []string) []stemma.ReportID {
	ids := make([]stemma.ReportID, len(list))
	for i, id := range list {
		ids[i] = stemma.ReportID(id)
	}
	return ids
}

// apply is a claim with the decisions about its fields over what was read.
func (k corrections) apply(c stemma.Claim) stemma.Claim {
	for _, d := range k.set[c.ID] {
		changed, err := withField(c, d.Field, d.Value)
		if err != nil {
			continue // it was checked when it was made; the field may mean less since
		}
		changed.Reasons = append(slices.Clone(c.Reasons), stemma.Reason{Rule: "correction/" + string(d.Field), Says: d.Who + ": " + d.Why})
		c = changed
	}
	return c
}

// withField is c with another value in one field. It loses the field's cite: no
// words of the report carry the value.
func withField(c stemma.Claim, f stemma.Field, value string) (stemma.Claim, error) {
	switch f {
	case stemma.FieldKind:
		c.Kind = stemma.Kind(value)
	case stemma.FieldActor:
		c.Actor = stemma.Party{Name: value}
	case stemma.FieldTarget:
		c.Target = stemma.Party{Name: value}
	case stemma.FieldPlace:
		c.Place = stemma.Location{Name: value}
	case stemma.FieldIn:
		c.Place.In = value
	case stemma.FieldTime:
		w, err := stemma.ParseISO(value)
		if err != nil {
			return c, err
		}
		c.When = w
	case stemma.FieldValue, stemma.FieldQuantity:
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return c, err
		}
		c.Quantity.Value, c.Quantity.HasValue, c.Quantity.HasRange = v, true, false
	case stemma.FieldUnit:
		c.Quantity.Unit = value
	case stemma.FieldSpeaker:
		body, person, _ := strings.Cut(value, "/")
		c.Speaker = stemma.Speaker{Body: body, Person: person}
	case stemma.FieldStance:
		c.Stance = stemma.Stance(value)
	default:
		return c, fmt.Errorf("field %q cannot be set", f)
	}
	cites := map[stemma.Field]stemma.Span{}
	for field, s := range c.Cites {
		if field != f {
			cites[field] = s
		}
	}
	c.Cites = cites
	return c, nil
}

// tied are the reports that a person has put on one story with id.
func (k corrections) tied(id stemma.ReportID) []stemma.ReportID {
	var ties []stemma.ReportID
	for _, g := range k.stories {
		if g.verb == store.MergeStories && slices.Contains(g.reports, id) {
			ties = append(ties, g.reports...)
		}
	}
	return ties
}

// regroup puts the stories together and apart as persons have decided, in the order in
// which they did: what was split can be merged back.
func (k corrections) regroup(stories []stemma.Story) []stemma.Story {
	for _, g := range k.stories {
		if g.verb == store.MergeStories {
			stories = merged(stories, g.reports)
		} else {
			stories = split(stories, g.reports)
		}
	}
	return stories
}

// merged puts the stories of a group's reports together under the first one's name.
func merged(stories []stemma.Story, group []stemma.ReportID) []stemma.Story {
	into := -1
	var rest []stemma.Story
	for _, st := range stories {
		if !slices.ContainsFunc(group, func(id stemma.ReportID) bool { return slices.Contains(st.Reports, id) }) {
			rest = append(rest, st)
			continue
		}
		if into < 0 {
			into = len(rest)
			rest = append(rest, st)
			continue
		}
		to := &rest[into]
		to.Reports = slices.Sorted(slices.Values(slices.Concat(to.Reports, st.Reports)))
		for _, p := range st.Places {
			if !slices.Contains(to.Places, p) {
				to.Places = append(slices.Clone(to.Places), p)
			}
		}
		if to.When.From.IsZero() || st.When.Known() && st.When.From.Before(to.When.From) {
			to.When.From, to.When.Precision = st.When.From, st.When.Precision
		}
		if st.When.To.After(to.When.To) {
			to.When.To = st.When.To
		}
	}
	return rest
}

// split takes the reports of a group out of their stories into one of their own.
func split(stories []stemma.Story, group []stemma.ReportID) []stemma.Story {
	var own stemma.Story
	var rest []stemma.Story
	for _, st := range stories {
		var stay []stemma.ReportID
		for _, id := range st.Reports {
			if slices.Contains(group, id) {
				own.Reports = append(own.Reports, id)
				own.Title, own.Places, own.When = st.Title, st.Places, st.When
			} else {
				stay = append(stay, id)
			}
		}
		if len(stay) > 0 {
			st.Reports = stay
			rest = append(rest, st)
		}
	}
	if len(own.Reports) == 0 {
		return rest
	}
	slices.Sort(own.Reports)
	sum := sha256.Sum256([]byte("split " + own.Reports[0]))
	own.ID = "story-" + hex.EncodeToString(sum[:8])
	return append(rest, own)
}
