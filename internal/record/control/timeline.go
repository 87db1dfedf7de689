package control

import (
	"cmp"
	"slices"
	"time"

	"stemma"
	"stemma/internal/record/said"
)

// timeline puts the events of one place in order and walks through them.
type timeline struct {
	asserter func(*said.Claim) string
	groups   []*group
	out      []stemma.Holding
	open     []stemma.Holding // open is the state that lasts; two when two hold it at once.
	since    said.Days        // since is when the state that lasts was told.
	before   []string         // before are the holders that there were, in order.
	begun    bool             // begun means that there was something before the first event.

	next    *Past // next is the past to be left to who goes on; nil for none.
	rested  bool  // rested means that its day has come,
	settled int   // settled is how many of out there were then,
	then    State // and then how it stood, but for the names.
}

// holdings walks through the events of one place.
func (t *timeline) holdings(events []event) []stemma.Holding {
	groups := t.group(events)
	groups = t.settle(groups)
	firm, presupposed := false, false
	for _, g := range groups {
		firm = firm || g.step != presumed && g.step != besieged && g.step != attacked
		presupposed = presupposed || g.step == presumed
	}
	t.groups = groups
	for _, g := range groups {
		switch {
		case g.step == presumed && firm:
			continue // What words presuppose counts where nothing else does.
		case g.step == attacked && presupposed && !firm:
			continue // Who attacks a place that another is said to hold is not in it.
		}
		if t.next != nil && !t.rested && g.days.From >= t.next.Day {
			t.rest()
		}
		t.take(g)
	}
	if t.next != nil && !t.rested {
		t.rest()
	}
	return append(t.out, t.open...)
}

// group is the events that say the same: one step by one holder at one time.
type group struct {
	event
	claims []*said.Claim
	by     []string
}

func (t *timeline) group(events []event) []*group {
	type key struct {
		step
		who  string
		days said.Days
		open bool
	}
	at := map[key]*group{}
	var out []*group
	for _, e := range events {
		k := key{e.step, said.Body(e.who), e.days, e.start}
		g := at[k]
		if g == nil {
			g = &group{event: e}
			at[k] = g
			out = append(out, g)
		}
		if g.whom == "" {
			g.whom = e.whom
		}
		g.claims = append(g.claims, e.c)
		if by := t.asserter(e.c); !slices.Contains(g.by, by) {
			g.by = append(g.by, by)
		}
	}
	slices.SortStableFunc(out, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.days.From, b.days.From), cmp.Compare(a.days.To, b.days.To), cmp.Compare(a.step, b.step),
			cmp.Compare(len(b.by), len(a.by)), cmp.Compare(a.who, b.who))
	})
	return out
}

// settle drops a taking that is told weakly while as many others have the place
// still contested: by its taker alone, or by a newsroom that names nobody. It drops
// what is said to be held on no day while dated events of these days say more.
func (t *timeline) settle(groups []*group) []*group {
	var out []*group
	for _, g := range groups {
		if g.step == taken && t.outweighed(g, groups) || g.step == held && background(g, groups) {
			continue
		}
		out = append(out, g)
	}
	return out
}

// newsDays is how long before a report the events of its own news may lie.
const newsDays = 7

// background reports whether somebody is said to hold a place on no day ("which they
// control"), while the reports of these days date what happened to it.
func background(g *group, groups []*group) bool {
	if slices.ContainsFunc(g.claims, func(c *said.Claim) bool { return c.When.Known() }) {
		return false
	}
	return slices.ContainsFunc(groups, func(o *group) bool {
		dated := o.start && (o.step == taken || o.step == left || o.step == entered || o.step == attacked)
		return dated && said.Body(o.who) != said.Body(g.who) && o.days.From <= g.days.To && g.days.From-newsDays <= o.days.To
	})
}

// outweighed reports whether more origins have the place contested, at the time of
// a taking or after it, than have it taken.
func (t *timeline) outweighed(g *group, groups []*group) bool {
	var takers, others []string
	add := func(to *[]string, by []string) {
		for _, b := range by {
			if !slices.Contains(*to, b) {
				*to = append(*to, b)
			}
		}
	}
	for _, o := range groups {
		if !o.days.Overlaps(g.days, 0) {
			continue
		}
		switch {
		case o.step == taken && said.Body(o.who) == said.Body(g.who):
			add(&takers, o.by)
		case o.step == attacked && o.who != "" && said.Body(o.who) == said.Body(g.who):
			add(&others, o.by)
		case o.step == attacked && o.who == "":
			add(&others, o.by)
		}
	}
	return len(others) > len(takers)
}

// take applies one group of events to the state of the place.
func (t *timeline) take(g *group) {
	from := said.Date(g.days.From)
	switch g.step {
	case attacked, shared, partly:
		t.precede(g)
		status := stemma.Contested
		if g.step != attacked {
			status = stemma.Mixed
		}
		t.begin(g, ContestedHolder, status, from)
		if g.step == partly {
			t.end(said.Date(g.days.To + 1))
		}
	case entered:
		t.precede(g)
		t.begin(g, g.who, stemma.Mixed, from)
	case left:
		t.leave(g)
	case taken, held, presumed:
		t.hold(g)
	case besieged:
		t.besiege(g)
	}
}

// precede closes what was before; where nothing was, the other side held the place
// since an unknown day.
func (t *timeline) precede(g *group) {
	if t.some() || !g.start {
		return
	}
	holder := g.whom
	if holder == "" {
		holder = t.wantsItBack(g.who)
	}
	if holder == "" {
		return
	}
	h := t.holding(g, holder, stemma.Held)
	h.When = stemma.When{To: said.Date(g.days.From + 1), Precision: stemma.Day}
	t.out = append(t.out, h)
	t.before = append(t.before, holder)
}

// some reports whether anything is told of the place so far.
func (t *timeline) some() bool { return t.begun || len(t.open) > 0 || len(t.out) > 0 }

// wantsItBack is who tries to take the place again from somebody: he had it before.
func (t *timeline) wantsItBack(from string) string {
	for _, g := range t.groups {
		if g.step == attacked && said.Body(g.who) != said.Body(from) && g.who != "" && wantsBack(g.c) {
			return g.who
		}
	}
	return ""
}

func wantsBack(c *said.Claim) bool {
	return said.HasWord(c.Said, "reopen-", "recaptur-", "retak-", "regain-", "recover-", "back")
}

// hold begins a holding by the group's actor.
func (t *timeline) hold(g *group) {
	t.precede(g)
	from := time.Time{}
	if g.start && (g.step == taken || g.long) {
		from = said.Date(g.days.From)
	}
	if len(t.open) > 0 && t.open[0].Status == stemma.Held && said.Body(t.open[0].Holder) == said.Body(g.who) {
		t.join(g)
		return
	}
	if len(t.open) > 0 && g.step == held && t.open[0].Status == stemma.Held && t.since.Overlaps(g.days, 0) && !g.long {
		t.beside(g)
		return
	}
	if from.IsZero() && t.some() {
		from = said.Date(g.days.From)
	}
	t.begin(g, g.who, stemma.Held, from)
	if g.step == held && g.long && g.c.Retrospective() {
		t.end(said.Date(g.days.To + 1))
	}
}

// beside puts a second holder beside the first: both are said to have the place at
// one time, each a part or a presence.
func (t *timeline) beside(g *group) {
	second := t.holding(g, g.who, stemma.Mixed)
	second.When = t.open[0].When
	t.open[0].Status = stemma.Mixed
	t.open = append(t.open, second)
	t.before = append(t.before, g.who)
}

// leave ends a holding; the place goes to the one who drove the holder out, else to
// the last other holder.
func (t *timeline) leave(g *group) {
	next := g.whom
	if g.c.Change == stemma.Withdraw {
		next = ""
	}
	if t.knows(g.whom) {
		next = g.whom
	}
	if last := t.lastOther(g.who); last != "" && !t.knows(next) {
		next = last
	}
	if len(t.open) > 0 && t.open[0].Status == stemma.Held && said.Body(t.open[0].Holder) != said.Body(g.who) {
		return // Another holds it already.
	}
	if next == "" {
		t.end(said.Date(g.days.From + 1))
		return
	}
	t.begin(g, next, stemma.Held, said.Date(g.days.From))
}

func (t *timeline) knows(who string) bool {
	return who != "" && slices.ContainsFunc(t.before, func(b string) bool { return said.Body(b) == said.Body(who) })
}

func (t *timeline) lastOther(who string) string {
	for i := len(t.before) - 1; i >= 0; i-- {
		if said.Body(t.before[i]) != said.Body(who) {
			return t.before[i]
		}
	}
	return ""
}

// besiege notes a siege beside whoever holds the place.
func (t *timeline) besiege(g *group) {
	holder := string(stemma.UnknownHolding)
	if len(t.open) > 0 {
		holder = t.open[0].Holder
	}
	h := t.holding(g, holder, stemma.Besieged)
	h.When = stemma.When{From: said.Date(g.days.From), To: said.Date(g.days.To + 1), Precision: stemma.Day}
	t.out = append(t.out, h)
}

// begin ends the state that lasts and begins another.
func (t *timeline) begin(g *group, holder string, status stemma.HoldingStatus, from time.Time) {
	if len(t.open) > 0 && t.open[0].Holder == holder && t.open[0].Status == status {
		t.join(g)
		return
	}
	if !from.IsZero() {
		t.end(from.AddDate(0, 0, 1))
	} else {
		t.end(said.Date(g.days.From + 1))
	}
	h := t.holding(g, holder, status)
	h.When = stemma.When{From: from, Precision: stemma.Day}
	t.open, t.since = []stemma.Holding{h}, g.days
	if holder != ContestedHolder && status == stemma.Held {
		t.before = append(t.before, holder)
	}
}

// end closes the state that lasts; the day of a change belongs to both.
func (t *timeline) end(at time.Time) {
	for _, h := range t.open {
		h.When.To = at
		if !h.When.From.IsZero() && !h.When.From.Before(at) {
			h.When.To = h.When.From.AddDate(0, 0, 1)
		}
		t.out = append(t.out, h)
	}
	t.open = nil
}

// join adds the words for a state that lasts already.
func (t *timeline) join(g *group) {
	h := t.holding(g, "", "")
	o := &t.open[0]
	for _, s := range h.Speakers {
		if !slices.Contains(o.Speakers, s) {
			o.Speakers = append(o.Speakers, s)
		}
	}
	for _, s := range h.Sentences {
		if !slices.Contains(o.Sentences, s) {
			o.Sentences = append(o.Sentences, s)
		}
	}
	for _, c := range h.Claims {
		if !slices.Contains(o.Claims, c) {
			o.Claims = append(o.Claims, c)
		}
	}
}

// rules name why an event makes a holding.
var rules = map[step]stemma.Reason{
	attacked: {Rule: "control/contested", Says: "attacked, or cut by fire"},
	entered:  {Rule: "control/entered", Says: "somebody got in, it is not shown that he holds all of it"},
	left:     {Rule: "control/left", Says: "the holder left or was driven out; it goes to who drove him out, or had it before"},
	shared:   {Rule: "control/share", Says: "a share of it changed hands"},
	partly:   {Rule: "control/part", Says: "a part of it was taken"},
	taken:    {Rule: "control/taken", Says: "somebody took it"},
	held:     {Rule: "control/held", Says: "somebody is said to hold it"},
	presumed: {Rule: "control/presupposed", Says: "the words take it for granted", Weight: 0.3},
	besieged: {Rule: "control/besieged", Says: "it is said to be besieged"},
}

func (t *timeline) holding(g *group, holder string, status stemma.HoldingStatus) stemma.Holding {
	h := stemma.Holding{Holder: holder, Status: status}
	reason := rules[g.step]
	for _, c := range g.claims {
		if s := c.Speaker.String(); !slices.Contains(h.Speakers, s) {
			h.Speakers = append(h.Speakers, s)
		}
		if !slices.Contains(h.Sentences, c.Ref()) {
			h.Sentences = append(h.Sentences, c.Ref())
		}
		h.Claims = append(h.Claims, c.ID)
		reason.Cites = append(reason.Cites, stemma.Cite{Report: c.Report, Span: c.Span, Words: c.Said})
	}
	h.Reasons = []stemma.Reason{reason}
	return h
}
