// Package dispute tells which matters get different answers, and how they differ.
//
//	matter ──read──► readings ──judge, pair by pair──► relation ──gather──► disputes
//
// Each template of question has a way to read an answer out of a claim and a way
// to judge two readings. Units, populations, periods and wholes are compared
// before values (scope); bounds are compared as intervals; the same origin later
// comes before another origin (supersession before contradiction).
package dispute

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/matter"
	"stemma/internal/record/said"
)

// reading is the answer that one claim gives.
type reading struct {
	c         *said.Claim
	spot      said.Spot
	by        string // by is who stands behind the claim; newsrooms are told apart by report.
	says      string // says is the answer in a few words.
	state     state
	group     []string // group are the members, means or directions that the answer names.
	alliances []string // alliances are those that its actor is a part of.
	level     int      // level is an amount: of bombs, of intensity.
	value     said.Range
	hasV      bool

	population string // population is the class of what a figure's unit counts.
	some       bool   // some means that the unit counts some of a population: children.
	ofState    bool   // ofState means that a state stands behind its actor.
	attack     *noted // attack is what the claim's words tell of the attack, read when asked for.
}

// verdict is how two readings differ; the zero verdict is that they do not.
type verdict struct {
	relation stemma.DisputeRelation
	rule     string
	why      string // why is a clause for a person: "both are lower bounds".
}

// kind is how one template reads and judges.
type kind struct {
	read  func(reading) (reading, bool)
	judge func(x, y reading, e evidence) verdict
	// apart is set where one place may have several answers in a day, each to a question of its
	// own; it tells whether two claims are about two things.
	apart func(x, y reading, e evidence) bool
}

func kindOf(t matter.Template) kind {
	switch t {
	case matter.Holder:
		return kind{read: readState, judge: judgeHolder}
	case matter.Approach:
		return kind{read: readApproach, judge: judgeApproach}
	case matter.Taker:
		return kind{read: readTaker, judge: judgeSubset}
	case matter.Leaving:
		return kind{read: readLeaving, judge: judgeLeaving}
	case matter.Moment:
		return kind{read: readMoment, judge: judgeMoment}
	case matter.Onset:
		return kind{read: readOnset, judge: judgeOnset}
	case matter.Toll:
		return kind{readFigure, judgeToll, apart}
	case matter.Flight, matter.Force, matter.Loss:
		return kind{read: readFigure, judge: judgeFigure}
	case matter.Part:
		return kind{read: readFigure, judge: judgeShare}
	case matter.Denial:
		return kind{read: readDenial, judge: judgeDenial}
	case matter.Means:
		return kind{read: readMeans, judge: judgeMeans}
	case matter.Blasts:
		return kind{read: readBlasts, judge: judgeLevel}
	case matter.Suicide:
		return kind{read: readSuicide, judge: judgeSuicide}
	case matter.Struck:
		return kind{read: readStruck, judge: judgeNamed}
	case matter.Where:
		return kind{read: readWhere, judge: judgeWhere}
	case matter.Doer:
		return kind{readDoer, judgeDoer, apart}
	case matter.Damage:
		return kind{read: readDamage, judge: judgeNamed}
	case matter.Motive:
		return kind{read: readMotive, judge: judgeMotive}
	case matter.Intensity:
		return kind{read: readIntensity, judge: judgeIntensity}
	case matter.Siege:
		return kind{read: readSiege, judge: judgeSiege}
	case matter.Distance:
		return kind{read: readDistance, judge: judgeDistance}
	case matter.Meeting:
		return kind{read: readMeeting, judge: judgeMeeting}
	case matter.Attacker:
		return kind{read: readAttacker, judge: judgeAttacker}
	}
	return kind{}
}

// Of is the disputes of one matter, given its claims (others are ignored). A
// matter has one dispute for each way in which its answers differ.
func Of(m stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Dispute {
	return All([]stemma.Matter{m}, claims, copies, w)
}

// All is the disputes of matters that are answered by some of the same claims, one
// matter after the other.
func All(matters []stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) []stemma.Dispute {
	claims = said.Sorted(claims)
	copies = copies.Indexed()
	family := copies.Families()
	e := evidence{copies, said.Behinds(w, family)}
	own := said.Answering(matters, claims)
	var out []stemma.Dispute
	for i, m := range matters {
		out = append(out, disputes(m, own[i], e, w)...)
	}
	return out
}

// disputes are those of one matter, given its claims in the order of content.
func disputes(m stemma.Matter, claims []*said.Claim, e evidence, w said.World) []stemma.Dispute {
	k := kindOf(matter.TemplateOf(m))
	if k.read == nil {
		return nil
	}
	readings := readAll(claims, k, e, w)
	found := map[way]*gathered{}
	for i, x := range readings {
		for _, y := range readings[i+1:] {
			v := k.judge(x, y, e)
			if v.relation == "" {
				v = k.judge(y, x, e)
			}
			if v.relation == "" || k.apart != nil && k.apart(x, y, e) {
				continue
			}
			at := way{v.relation, v.rule}
			if found[at] == nil {
				found[at] = &gathered{in: map[stemma.ClaimID]bool{}}
			}
			found[at].add(x, y, v)
		}
	}
	running(found)
	if matter.TemplateOf(m) == matter.Toll {
		absorb(found)
	}
	var out []stemma.Dispute
	for at, g := range found {
		if matter.TemplateOf(m) == matter.Moment {
			g.complete(readings)
		}
		out = append(out, g.dispute(m, at.relation))
	}
	slices.SortFunc(out, func(a, b stemma.Dispute) int {
		return cmp.Or(cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Explanation, b.Explanation))
	})
	return out
}

// way is one way in which the answers to a matter differ.
type way struct {
	relation stemma.DisputeRelation
	rule     string
}

// readAll reads a matter's claims, in their order.
func readAll(claims []*said.Claim, k kind, e evidence, w said.World) []reading {
	var out []reading
	for _, c := range claims {
		r := reading{c: c, spot: said.SpotOf(c.Place, w), by: e.behind(c), alliances: said.Alliances(c.Actor, w), attack: &noted{}}
		if w.Body != nil && c.Actor.Name != "" {
			party, side := w.Body(c.Actor.Name, c.Actor.ID)
			_, of := w.Body(party, "")
			r.ofState = side == stemma.SideState || of == stemma.SideState
		}
		if r, ok := k.read(r); ok {
			out = append(out, r)
		}
	}
	return out
}

// running turns a contradiction of counts into a supersession when the matter's
// count is a running one: an origin raised its own figure, and every figure of others
// goes on from there.
func running(found map[way]*gathered) {
	s, c := found[ownCount], found[countsExclude]
	if s == nil || c == nil {
		return
	}
	raised := s.highest()
	for _, r := range c.readings {
		if !s.in[r.c.ID] && r.value.Low < raised {
			return
		}
	}
	s.readings = append(s.readings, c.readings...)
	delete(found, countsExclude)
}

// absorb puts the vague words of a toll ("dozens") with the counts that differ: they
// are early forms of the same count, not a question of their own.
func absorb(found map[way]*gathered) {
	vague := found[vagueCount]
	for _, at := range []way{countsExclude, ownCount} {
		if g := found[at]; g != nil && vague != nil {
			g.readings = append(g.readings, vague.readings...)
			delete(found, vagueCount)
			return
		}
	}
}

// gathered are the readings between which one relation was found.
type gathered struct {
	readings []reading
	in       map[stemma.ClaimID]bool // in are the claims whose readings a pair brought.
	verdict  verdict
	x, y     reading // the first pair, for the explanation.
}

func (g *gathered) add(x, y reading, v verdict) {
	if len(g.readings) == 0 {
		g.verdict, g.x, g.y = v, x, y
	}
	for _, r := range []*reading{&x, &y} {
		if !g.in[r.c.ID] {
			g.in[r.c.ID] = true
			g.readings = append(g.readings, *r)
		}
	}
}

// complete adds the readings that say the same as one that differs.
func (g *gathered) complete(all []reading) {
	says := map[string]bool{}
	for _, r := range g.readings {
		says[r.says] = true
	}
	for _, r := range all {
		if says[r.says] {
			g.readings = append(g.readings, r)
		}
	}
}

func (g *gathered) highest() float64 {
	best := 0.0
	for _, r := range g.readings {
		best = max(best, r.value.Low)
	}
	return best
}

func (g *gathered) dispute(m stemma.Matter, r stemma.DisputeRelation) stemma.Dispute {
	d := stemma.Dispute{Matter: m.ID, Question: m.Question, Slot: m.Slot, Place: m.Place, Relation: r, Answers: answers(g.readings)}
	d.Explanation = fmt.Sprintf("%s: %s (%s), %s (%s); %s.", leads[r],
		g.x.says, speakerName(g.x), g.y.says, speakerName(g.y), g.verdict.why)
	d.Reasons = []stemma.Reason{{
		Rule: "dispute/" + g.verdict.rule, Says: d.Explanation,
		Cites: []stemma.Cite{cite(g.x), cite(g.y)},
	}}
	return d
}

var leads = map[stemma.DisputeRelation]string{
	stemma.Contradiction: "Two answers that exclude each other",
	stemma.Supersession:  "A later state or count",
	stemma.Refinement:    "One answer says more than the other",
	stemma.Scope:         "The answers are about different things",
}

func cite(r reading) stemma.Cite {
	return stemma.Cite{Report: r.c.Report, Span: r.c.Span, Words: r.c.Said}
}

func speakerName(r reading) string {
	if r.c.Own() {
		if r.c.Paper.Outlet != "" {
			return r.c.Paper.Outlet
		}
		return string(r.c.Report)
	}
	return r.c.Speaker.String()
}

// answers puts readings that say the same by one speaker together.
func answers(readings []reading) []stemma.Answer {
	readings = slices.Clone(readings)
	slices.SortStableFunc(readings, func(x, y reading) int {
		return cmp.Or(cmp.Compare(x.says, y.says), cmp.Compare(x.c.Speaker.String(), y.c.Speaker.String()),
			cmp.Compare(x.c.Report, y.c.Report), cmp.Compare(x.c.Span.Start, y.c.Span.Start), cmp.Compare(x.c.ID, y.c.ID))
	})
	var out []stemma.Answer
	for _, r := range readings {
		n := len(out) - 1
		if n < 0 || out[n].Says != r.says || out[n].Speaker != r.c.Speaker.String() {
			out = append(out, stemma.Answer{Says: r.says, Speaker: r.c.Speaker.String()})
			n++
		}
		a := &out[n]
		if !slices.Contains(a.Claims, r.c.ID) {
			a.Claims = append(a.Claims, r.c.ID)
		}
		if !slices.Contains(a.Reports, r.c.Report) {
			a.Reports = append(a.Reports, r.c.Report)
		}
		if !slices.Contains(a.Sentences, r.c.Ref()) {
			a.Sentences = append(a.Sentences, r.c.Ref())
		}
	}
	return out
}

// evidence is what is known of copying between the claims' sentences and reports.
type evidence struct {
	copies said.Copies
	behind func(*said.Claim) string // behind is who stands behind a claim.
}

// linked reports whether the sentences of two claims are from one original.
func (e evidence) linked(x, y *said.Claim) bool {
	_, ok := e.copies.Reused(x, y)
	return ok
}

// sameOrigin reports whether one origin stands behind both.
func sameOrigin(x, y reading, e evidence) bool {
	return x.by == y.by || x.c.Own() && y.c.Own() && (e.linked(x.c, y.c) || said.SameNewsroom(x.c.Paper, y.c.Paper))
}

func listed(names []string) string { return strings.Join(names, " and ") }
