package tally

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// Hurt is how many one report has killed and wounded.
type Hurt struct {
	Killed, Wounded float64
	Dead            bool // Dead: the report tells of a death.
	Alive           bool // Alive: it tells of somebody hurt and, by its words, not dead.
	Counted         bool // Counted: it gives the number of the wounded, or sets them apart from the dead.
}

// OfReport reads what a report as a whole has killed and wounded, by the tolls of its
// headline and sentences. A figure in the headline is the report's; else the first that
// a sentence gives; else those told one by one.
//
// Who was shot may be dead: where a report has four shot and one dead, three are wounded.
func OfReport(d *text.Doc) Hurt {
	l := ledgerOf(d)
	h := Hurt{Killed: l.killed(), Dead: l.dead()}
	h.Wounded, h.Counted = l.wounded(h.Killed)
	h.Alive = h.Wounded > 0
	return h
}

// ledger is what a report tells of harm to persons, in order.
type ledger struct {
	killedBy, woundedBy, hitBy []harmed
	deaths                     float64 // deaths weighs what tells of a death.
	hurt                       bool
	headline                   bool // headline: the first sentence tells of somebody hurt and of no death.
	body                       string
}

// harmed is a toll with the sentence that it stands in.
type harmed struct {
	text.Toll
	sentence int
}

// How much a word tells that somebody died: the words of the opening say what the report
// is about, later ones may speak of other events.
const (
	opening       = 9   // opening is how many sentences the opening has, with the headline.
	inOpening     = 3.0 // inOpening is the weight of a death told there.
	later         = 1.0 // later is that of one told later.
	hinted        = 0.5 // hinted is that of a word that may mean something else.
	enough        = 1.0 // enough is the weight that tells of a death.
	againstBefore = 3.0 // againstBefore is enough where the headline has somebody hurt.
)

func ledgerOf(d *text.Doc) ledger {
	l := ledger{body: d.Text()}
	dead, hurt := false, false
	for _, t := range d.Tolls {
		f := harmed{t, d.SentenceOf(t.Word.Start)}
		counted := t.Quantity.HasValue && !t.Noun.Empty()
		switch {
		case t.Kind == stemma.Killed:
			l.deaths += f.weight()
			dead = dead || f.sentence == 0
			if counted {
				l.killedBy = append(l.killedBy, f)
			}
		case t.Kind == stemma.Wounded:
			l.hurt = true
			hurt = hurt || f.sentence == 0
			if counted && t.Hit {
				l.hitBy = append(l.hitBy, f)
			} else if counted {
				l.woundedBy = append(l.woundedBy, f)
			}
		}
	}
	l.headline = hurt && !dead
	return l
}

// weight is how much a toll of dead tells that somebody died.
func (f harmed) weight() float64 {
	switch {
	case f.Hint:
		return hinted
	case f.sentence < opening:
		return inOpening
	}
	return later
}

// first is the first figure of more than one person, else that of a single one; false
// when there is none.
func first(figures []harmed) (float64, bool) {
	for _, f := range figures {
		if !f.One && f.sentence < 2*opening {
			return f.Quantity.Value, true
		}
	}
	return 1, len(figures) > 0
}

// dead reports whether the report tells of a death.
func (l ledger) dead() bool {
	if l.headline {
		return l.deaths >= againstBefore
	}
	return l.deaths >= enough
}

// killed is the number of the dead.
func (l ledger) killed() float64 {
	if !l.dead() {
		return 0
	}
	n, _ := first(l.killedBy)
	return max(n, 1)
}

// wounded is the number of those hurt who did not die, and whether it is more than a
// guess.
func (l ledger) wounded(killed float64) (float64, bool) {
	n, counted := first(l.woundedBy)
	hit, shot := first(l.hitBy)
	if killed == 0 {
		switch {
		case shot && hit > n || !counted && shot:
			return hit, true
		case counted:
			return n, true
		case l.hurt:
			return 1, false
		}
		return 0, false
	}
	if counted && l.oneDied(n) {
		return n - killed, true
	}
	if counted && (n > 1 || l.apart()) {
		return n, true
	}
	if shot && hit > killed {
		return hit - killed, true
	}
	return 0, false
}

// oneDied reports whether those n who were hurt are said to be dead in part: "three were
// injured, including a girl who died".
func (l ledger) oneDied(n float64) bool {
	for _, w := range l.woundedBy {
		if w.One || w.Quantity.Value != n {
			continue
		}
		for _, k := range l.killedBy {
			if between := k.Number.Start - w.Number.End; k.sentence == w.sentence && between > 0 && k.Quantity.Value < n && says(l.body[w.Number.End:k.Number.End], "includ", "of whom", "of them", "fatally") {
				return true
			}
		}
		return false
	}
	return false
}

func says(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// oneSentence is about how far apart the two halves of a sentence stand, in bytes.
const oneSentence = 120

// apart reports whether somebody hurt is set apart from the dead: "another man was
// wounded".
func (l ledger) apart() bool {
	for _, t := range l.woundedBy {
		if t.Fresh || !t.One {
			return true
		}
		for _, k := range l.killedBy {
			if k.Number.End <= t.Number.Start && t.Number.Start-k.Number.End < oneSentence && !strings.ContainsAny(l.body[k.Number.End:t.Number.Start], ".!?") {
				return true
			}
		}
	}
	return false
}

// BestOf is the number of dead and wounded of an event that several reports tell of: the
// number of dead that most give, and of those reports the number of wounded that most
// give. Reports that tell of no death do not count where one does: people die later.
func BestOf(reports []Hurt) (killed, wounded float64) {
	var dead []float64
	for _, h := range reports {
		if h.Dead {
			dead = append(dead, h.Killed)
		}
	}
	killed = Best(dead)
	var counted, guessed []float64
	for _, h := range reports {
		switch {
		case h.Dead != (len(dead) > 0) || h.Dead && h.Killed != killed:
		case h.Counted:
			counted = append(counted, h.Wounded)
		case h.Dead || h.Alive:
			guessed = append(guessed, h.Wounded)
		}
	}
	if len(counted) > 0 {
		return killed, Best(counted)
	}
	return killed, Best(guessed)
}
