package matter

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/record/said"
)

// questions are the questions that one claim answers. Wishes and conditions answer
// none.
func questions(c *said.Claim, w said.World) []question {
	if c.Stance == stemma.CalledFor || c.Stance == stemma.Conditional {
		return nil
	}
	spot := said.SpotOf(c.Place, w)
	if spot.Root == "" {
		return nil
	}
	a := asker{c: c, spot: spot, name: placeName(c, spot)}
	switch c.Kind {
	case stemma.Control:
		a.control()
	case stemma.Clash, stemma.Movement:
		a.fighting()
	case stemma.Strike:
		a.strike()
	case stemma.Killed, stemma.Wounded, stemma.Detained:
		a.toll()
	case stemma.Displaced:
		if !c.Quantity.Known() {
			break
		}
		a.add(Flight, spot.Root, stemma.SlotValue, "How many people were displaced in "+spot.Name+" %s?")
	case stemma.Strength:
		a.addSlack(Force, spot.Root+"|"+said.PartyKey(c.Actor), stemma.SlotValue, "How many fighters has "+whom(c.Actor)+" at "+spot.Name+" %s?", 3)
	case stemma.Losses:
		a.add(Loss, spot.Root+"|"+c.Quantity.Unit+"|"+said.PartyKey(c.Target), stemma.SlotValue, "How many "+orThings(c.Quantity.Unit)+" were lost at "+spot.Name+" %s?")
	case stemma.Destruction:
		a.add(Damage, spot.Root, stemma.SlotValue, "How much was destroyed in "+spot.Name+" %s?")
	case stemma.Share:
		a.add(Part, spot.Root, stemma.SlotShare, "What share of "+spot.Name+" is held, and by whom, %s?")
	case stemma.Talks:
		if c.Actor.Name != "" {
			a.addSlack(Meeting, spot.Root, stemma.SlotTime, "On which day is the meeting in "+spot.Name+" %s?", 3)
		}
	case stemma.Assessment, stemma.Accuse:
		a.judgement()
	case stemma.Condition:
		a.siege()
		a.approach()
	}
	if c.Kind == stemma.Clash || c.Kind == stemma.Strike || c.Kind == stemma.Movement || c.Kind == stemma.Control {
		a.add(Denial, spot.Root+"|"+spot.Part+"|"+deniable(c.Kind), stemma.SlotValue, whetherSo(c.Kind)+" "+a.name+" %s?")
	}
	return a.out
}

// whetherSo begins the question whether something is so at all.
func whetherSo(k stemma.Kind) string {
	switch k {
	case stemma.Control:
		return "Was anything won or lost in"
	case stemma.Movement:
		return "Did forces move in"
	}
	return "Was there an attack or fighting in"
}

// deniable puts strikes and clashes together: "relatively quiet" denies both.
func deniable(k stemma.Kind) string {
	if k == stemma.Strike {
		return string(stemma.Clash)
	}
	return string(k)
}

// asker collects the questions of one claim.
type asker struct {
	c    *said.Claim
	spot said.Spot
	name string
	out  []question
}

func (a *asker) add(t Template, key string, slot stemma.Slot, text string) {
	a.addSlack(t, key, slot, text, 0)
}

func (a *asker) addSlack(t Template, key string, slot stemma.Slot, text string, slack int) {
	a.out = append(a.out, question{template: t, key: key, slot: slot, text: text, place: a.name, slack: slack})
}

func (a *asker) addPast(t Template, key string, slot stemma.Slot, text string, slack int) {
	a.out = append(a.out, question{template: t, key: key, slot: slot, text: text, place: a.name, slack: slack, past: true})
}

// wide reports whether the place is a country or a region.
func (a *asker) wide() bool {
	p := a.c.Place.Geo.Precision
	return p == "country" || p == "region" || said.IsRegion(a.c.Place.Name)
}

// long reports whether the time is told too coarsely for one event.
func (a *asker) long() bool {
	d, ok := said.DaysOf(a.c.When)
	return ok && d.Len() > eventDays
}

// eventDays is the longest time that one attack can be told by.
const eventDays = 3

// control asks who holds, took, left and when.
func (a *asker) control() {
	c, at := a.c, a.spot.Root+"|"+a.spot.Part
	if c.Stance == stemma.Expected {
		return
	}
	a.add(Holder, at, stemma.SlotControl, "Who held "+a.name+" %s?")
	if moves(c) {
		a.approach()
	}
	taker, from := c.Actor, c.Target
	switch c.Change {
	case stemma.Capture, stemma.Recapture:
	case stemma.Lose:
		taker, from = c.Target, c.Actor
	case stemma.Contest:
		a.attacked()
		return
	case stemma.Withdraw:
		a.add(Leaving, at+"|"+said.PartyKey(c.Actor), stemma.SlotCause, "Why did "+whom(c.Actor)+" leave "+a.name+" %s?")
		return
	default:
		return
	}
	if c.Change == stemma.Lose {
		a.add(Leaving, at+"|"+said.PartyKey(c.Actor), stemma.SlotCause, "Why did "+whom(c.Actor)+" leave "+a.name+" %s?")
	}
	if taker.Name != "" {
		a.add(Taker, at, stemma.SlotControl, "Who took "+a.name+" %s?")
	}
	if c.Retrospective() {
		a.addPast(Moment, "gain|"+at+"|"+said.PartyKey(from), stemma.SlotTime, "When was "+a.name+" taken?", 92)
	}
}

// approach asks how far an attacker has come.
func (a *asker) approach() {
	a.addSlack(Approach, a.spot.Root+"|"+said.PartyKey(a.c.Actor), stemma.SlotControl, "How far had "+whom(a.c.Actor)+" come at "+a.spot.Name+" %s?", 1)
}

// moves reports whether a claim of control tells how far an attacker has come.
func moves(c *said.Claim) bool {
	return c.Change == stemma.Enter || c.Change == stemma.Contest || c.Change == stemma.Capture
}

// fighting asks how far attackers have come, how heavy it is, when it began, whose
// attack it was.
func (a *asker) fighting() {
	c := a.c
	if c.Stance == stemma.Expected {
		return
	}
	if c.Kind == stemma.Movement {
		a.approach()
		a.addSlack(Distance, a.spot.Root+"|"+a.spot.Part+"|"+said.PartyKey(c.Actor), stemma.SlotValue, "How near to "+a.name+" is "+whom(c.Actor)+" %s?", 7)
	}
	if Began(c) {
		a.addSlack(Onset, a.spot.Root+"|"+a.spot.Part+"|"+said.PartyKey(c.Actor), stemma.SlotTime, "When did the offensive at "+a.name+" begin?", 30)
	}
	if c.Kind == stemma.Clash {
		a.intensity()
		a.attacked()
	}
}

// attacked asks who attacked, and when. A whole country has more than one attack.
func (a *asker) attacked() {
	if a.wide() {
		return
	}
	at := a.spot.Root + "|" + a.spot.Part
	a.add(Attacker, at, stemma.SlotCause, "Who attacked at "+a.name+" %s?")
	a.addSlack(Moment, "attack|"+at, stemma.SlotTime, "When was the attack at "+a.name+"?", 7)
}

func (a *asker) intensity() {
	a.add(Intensity, a.spot.Root, stemma.SlotValue, "How heavy is the fighting in "+a.spot.Name+" %s?")
}

// strike asks who struck what, where, with what and how heavily.
func (a *asker) strike() {
	c := a.c
	if c.Stance == stemma.Expected {
		return
	}
	a.intensity()
	if a.wide() || a.long() {
		return // A whole country or a whole year has more than one attack.
	}
	at := a.spot.Root
	if Exploded(c) {
		a.add(Means, at, stemma.SlotCause, "What was the attack in "+a.spot.Name+" %s made with?")
		a.add(Blasts, at, stemma.SlotValue, "How many bombs went off in "+a.spot.Name+" %s?")
		a.add(Suicide, at, stemma.SlotCause, "Was the attack in "+a.spot.Name+" %s a suicide attack?")
	}
	a.add(Struck, at+"|"+said.PartyKey(said.Armed(c.Target)), stemma.SlotCause, "What did the attack in "+a.spot.Name+" %s hit?")
	a.add(Where, at, stemma.SlotControl, "Where in "+a.spot.Name+" was the attack %s?")
	a.add(Doer, at, stemma.SlotCause, "Who carried out the attack in "+a.spot.Name+" %s?")
}

// Exploded reports whether a claim's sentence tells of a bomb that somebody brought, rather
// than of shells and raids.
func Exploded(c *said.Claim) bool {
	return said.HasWord(c.Line, "bomb", "bombs", "bombing", "bombings", "bomber", "bombers", "suicide", "blast-", "explo-", "detonat-", "blew")
}

// toll asks how many. The dead of an armed body are counted apart from people.
func (a *asker) toll() {
	c := a.c
	if !c.Quantity.Known() || a.wide() && !c.Period() {
		return // The dead of one day in a whole country are no one event's.
	}
	of := said.PartyKey(said.Armed(c.Target))
	whomText := "people"
	if of != "" {
		whomText = whom(c.Target)
		if first, _ := utf8.DecodeRuneInString(whomText); !unicode.IsLower(first) {
			whomText = "of " + whomText // "of the Kestrian army", but "fighters"
		}
	}
	verb := map[stemma.Kind]string{stemma.Killed: "killed", stemma.Wounded: "wounded", stemma.Detained: "detained"}[c.Kind]
	a.add(Toll, string(c.Kind)+"|"+a.spot.Root+"|"+of, stemma.SlotValue, fmt.Sprintf("How many %s were %s in %s %%s?", whomText, verb, a.spot.Name))
}

// judgement asks why, who did it, and whether a place is besieged.
func (a *asker) judgement() {
	if Unclaimed(a.c) {
		a.add(Doer, a.spot.Root, stemma.SlotCause, "Who carried out the attack in "+a.spot.Name+" %s?")
	}
	if Causal(a.c) {
		a.add(Motive, a.spot.Root, stemma.SlotCause, "Why does it happen at "+a.spot.Name+" %s?")
	}
	a.siege()
}

func (a *asker) siege() {
	if said.HasWord(a.c.Said, "siege", "besieg-", "blockad-", "encircl-", "surround-") {
		a.add(Siege, a.spot.Root, stemma.SlotControl, "Is "+a.spot.Name+" besieged %s?")
	}
}

// Began reports whether a claim's words tell when something began.
func Began(c *said.Claim) bool {
	if said.HasWord(c.Said, "second", "third", "fresh", "new", "another", "again", "renewed") {
		return false // A further attack is not when the first began.
	}
	return said.HasWord(c.Said, "began", "begin", "begun", "started", "launched", "since") ||
		c.When.From.After(c.When.To) || said.HasWord(c.Line, "since") && c.Period()
}

// Unclaimed reports whether a claim says that nobody has claimed an attack.
func Unclaimed(c *said.Claim) bool {
	return said.HasWord(c.Said, "responsibility", "claim", "claimed") && said.HasWord(c.Said, "no", "nobody", "none", "not", "unclaimed", "unclear")
}

// Causal reports whether a judgement gives a motive or a cause.
func Causal(c *said.Claim) bool {
	s := strings.ToLower(c.Said)
	for _, cue := range causes {
		if strings.Contains(s, cue) {
			return true
		}
	}
	return false
}

var causes = []string{
	"because", "due to", "in response", "a response", "reaction to", "in reaction", "retaliat", "reveng", "taking advantage", "took advantage",
	"take advantage", "in order to", "so as to", "aimed at", "aiming to", "in a bid to", "motivat", "chose", "in exchange", "to distract", "to divert",
	"as punishment", "provoked by", "prompted by", "driven by", "desperat", "exploit",
}

// placeName is the place of a claim for a person: "the citadel of Palmyra".
func placeName(c *said.Claim, spot said.Spot) string {
	if spot.Part == "" || strings.Contains(said.Plain(c.Place.Name), said.Plain(spot.Name)) {
		return c.Place.Name
	}
	return c.Place.Name + " (" + spot.Name + ")"
}

func whom(p stemma.Party) string {
	if p.Name == "" {
		return "someone"
	}
	return p.Name
}

func orThings(unit string) string {
	if unit == "" {
		return "things"
	}
	return unit
}
