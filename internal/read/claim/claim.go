// Package claim reads claims from a report's layers: each event word of its frames
// with its arguments, in one clause, with who says so.
//
// A claim is built in four steps, each in a file of its own: a word evokes a frame
// whose conditions its arguments satisfy (event.go, frames.txt); the frame's
// arguments fill fields (fill.go); what the clause leaves open is taken from the
// sentence, the sentences before it or the report, with a Reason (context.go); the
// statement that it stands in gives the speaker (speech.go).
package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/text"
)

// Version counts what this reader has learnt; a bump makes stored claims stale.
//
//	1  frames over dependency parses
//	2  tolls, casualties, charges, appeals; opponents and places by the scene of the report
//	3  whoever fights or strikes alone in a report, days that only the telling gives, described places
//	4  whom a place was taken from; pleas, plights and the newsroom's judgements; events that are only named and headings left out
//	5  what a report is about, scenes within a town, days of speech, the length of a war
//	6  whose arms they are; times and places of another event of the sentence; no place for judgements and talks
//	7  parts of a bulletin, hours without their day, who struck in the sentence before, who is appealed to; rows of places, those among the dead, blows, attacks on those who bear no arms
//	8  what had been done by the day on which somebody says so; days of datelines; whom enemies and "its men" stand for
//	9  what is counted since a war began, lives that are claimed, arms and who fired them
//	10 rows of places, what two sides share, states that act, areas of a people
//	11 who brings a release about, what was lost beside soldiers, the place that opens a sentence, who attacked alone
//	12 what somebody does not know, who fights right before, arms of a side
//	13 who holds, leaves and flees in other words, those who come home, promises, times by which something was done
//	14 who tries to drive others out, what would be, gains
//	15 a war dated by when it began, the killing or wounding of some
//	16 who saw it for an agency, what both sides say, who fell in a fight, where those are of whom a relative clause tells
//	17 what nobody owns to, aircraft of a government
//	18 the forces of a communique, fights in reports of two forces
//	19 towns behind a part of a city
//	20 whom somebody repels, tolls that end before the next, who heads a service
//	21 what is alleged
//	22 series of raids, who is shot dead, what somebody is kept from, who leaves his town, those among whom others are counted
//	23 where the dead come from, places in brackets and of another clause, who struck in a country,
//	   tolls that are raised, most of a place, what is no side
//	24 what is only meant or asked, rows of places that the dead come from
//	25 verbs that are nouns too, what is told beside a verb's event
const Version = 25

// reader is one reading of one document.
type reader struct {
	*tree
	list     *actors.List
	country  string // country of the report's war, ISO 3166-1; empty when unclear.
	about    string // about is that of the report as a whole.
	sections []int  // sections are the places that headings name over each sentence.
	section  int    // section is that of the sentence being read; 0 for none, else one more than the place.
	ctx      context
	all      context      // all is what the whole report established at its start.
	heads    map[int]bool // heads are the tokens that evoke events in this sentence.
	cues     []stemma.Span
	contents []contentSpan
	saying   [][]contentSpan // saying are the contents that touch each sentence, by statement.
	sources  []contentSpan
	longest  int         // longest content, in bytes
	kind     stemma.Kind // kind of the claim whose fields are being filled
	doers    map[stemma.Kind]namedDoer
	struck   namedDoer           // struck is who did the last strike that named somebody.
	hit      namedDoer           // hit is the force or group that the last strike or fight was against.
	taker    namedDoer           // taker is who last took a place or cut a road.
	talks    pairOf              // talks are the parties of the last talks that named both.
	told     []happening         // told are the events read so far.
	harmed   harmed              // harmed are the people of the last toll that named them.
	violent  stemma.Kind         // violent is the kind of the last strike or clash that was read.
	taken    bool                // taken: a place was said to be taken.
	spans    map[int]stemma.When // spans are how long that went on which ended or began at a time of the layer, by its index.
	doing    string              // doing is the actor of the claim whose target is being named.
	room     tokenSet            // room is for extent.
	depth    int                 // depth of shared arguments being looked up
}

// maxSentence is the longest sentence that is read for claims, in tokens. Longer ones
// are tables and lists; they are reported as unread.
const maxSentence = 400

// Find reads the claims of d, sorted by where they stand. Its layers up to the
// statements must be there. It returns, too, the parts that it could not read.
func Find(d *text.Doc, f *Frames, l *actors.List) ([]stemma.Claim, []stemma.Rejected) {
	if len(d.Arcs) != len(d.Tokens) {
		return nil, nil
	}
	r := &reader{tree: newTree(d, f), list: l, country: countryOf(d), doers: map[stemma.Kind]namedDoer{}, spans: map[int]stemma.When{}, room: make(tokenSet, len(d.Tokens))}
	r.index()
	r.about, r.sections = r.country, text.Sections(d)
	r.ctx = r.newContext()
	r.all = r.ctx
	claims, rejected := r.read(stemma.Body)
	if len(claims) == 0 {
		claims, _ = r.read(stemma.Heading)
	}
	r.ctx.oppose(claims, r)
	claims = r.ctx.bothSides(claims, r)
	for i := range claims {
		r.wholeRow(&claims[i])
		claims[i] = named(claims[i])
	}
	slices.SortStableFunc(claims, func(a, b stemma.Claim) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return a.Span.End - b.Span.End
	})
	return unique(claims), rejected
}

// read reads the sentences of blocks with the role.
func (r *reader) read(role stemma.Role) (claims []stemma.Claim, rejected []stemma.Rejected) {
	for k, s := range r.d.Sentences {
		if s.Block >= 0 && s.Block < len(r.d.Report.Blocks) && r.d.Report.Blocks[s.Block].Role != role {
			continue
		}
		if role == stemma.Body && (r.headline(k) || r.runIn(k)) {
			continue
		}
		if s.Last-s.First > maxSentence {
			rejected = append(rejected, stemma.Rejected{
				Input: string(r.d.Report.ID), Stage: "claim",
				Why: fmt.Sprintf("sentence at byte %d has %d words; at most %d are read", s.Start, s.Last-s.First, maxSentence),
			})
			continue
		}
		r.enter(k)
		claims = append(claims, r.sentence(k)...)
	}
	return claims, rejected
}

// sentence reads the claims of one sentence.
func (r *reader) sentence(k int) []stemma.Claim {
	s := r.d.Sentences[k]
	tolls := r.tollsOf(s)
	if len(tolls) > 0 && tolls[0].Foreign {
		out := r.tolled(k, tolls, nil)
		r.ctx.pass(r, k, out)
		return out
	}
	var out []stemma.Claim
	events := r.events(s.First, s.Last)
	for _, e := range events {
		if force, rest, ok := r.countedForce(e); ok {
			out = append(out, r.voiced(r.build(force, k), force)...)
			e = rest
		}
		whole := r.parts(e)
		if e.frame.kind == stemma.Killed && base(r.rel(e.word)) == "acl" && len(r.among(e)) > 0 {
			whole = nil // "those killed included four children": no more is said of them
		}
		for _, part := range slices.Concat(whole, r.injured(e), r.included(e), r.ofThem(e, s.Last, events)) {
			for _, at := range r.places(r.build(part, k), part) {
				for _, c := range r.voiced(at, part) {
					if !r.onlyAsked(c, part) && !r.ofNobody(c, part) {
						out = append(out, c)
					}
				}
			}
		}
	}
	out = append(out, r.opinions(k, events)...)
	out = append(out, r.tolled(k, tolls, out)...)
	r.ctx.pass(r, k, out)
	return append(out, r.judgements(k, events)...)
}

// owned reports whether the actor of a claim is only its own speaker's word, as in a claim
// of responsibility: what others tell of the event need not be his.
func (r *reader) owned(c stemma.Claim, e event) bool {
	if e.frame.says != "" {
		return true
	}
	for _, k := range r.statementsAt(e.word) {
		if r.d.Statements[k].Speaker.Body == c.Actor.Name {
			return true
		}
	}
	return false
}

// injured is the second claim that casualties make: those wounded.
func (r *reader) injured(e event) []event {
	if e.frame.kind != stemma.Killed || e.frame.unit != "casualties" {
		return nil
	}
	frame := *e.frame
	frame.kind = stemma.Wounded
	e.frame = &frame
	return []event{e}
}

// included are the part of a toll that the report tells apart: "including three
// commanders".
func (r *reader) included(e event) []event {
	switch e.frame.kind {
	case stemma.Killed, stemma.Wounded, stemma.Detained:
	default:
		return nil
	}
	out := r.among(e)
	for _, role := range []string{"obj", "subj"} {
		for _, k := range e.args[role] {
			if base(r.rel(e.word)) == "conj" && r.head(k) != e.word && r.child(e.word, "nummod", "obj", "nsubj") >= 0 {
				continue // "50 people including two boys were killed and 30 wounded"
			}
			beneath := r.children(k, "nmod", "obl")
			if r.upos(e.word) == "VERB" && k > e.word {
				for _, m := range r.children(e.word, "obl") {
					if m > k {
						beneath = append(beneath, m)
					}
				}
			}
			for _, m := range beneath {
				if p := r.preposition(m); p != "including" && p != "among them" || !r.is(m, "people") && !r.is(m, "force") && !r.is(m, "person") {
					continue
				}
				out = append(out, r.toldApart(e, role, m)...)
			}
		}
	}
	return out
}

// toldApart are those at token m, in an argument's role, as parts of a toll: each by himself where
// they are counted, "two boys and a guard", or all together, "women and children".
func (r *reader) toldApart(e event, role string, m int) []event {
	group := r.conjuncts(m)
	part := e
	part.args = maps.Clone(e.args)
	part.first, part.last = r.whole(m)
	if slices.ContainsFunc(group, func(p int) bool { return r.numberOf(p) < 0 && !r.one(p) }) {
		if r.xpos(m) != "NNS" {
			return nil
		}
		part.args[role], part.args["included"] = []int{m}, []int{m}
		return []event{part}
	}
	var out []event
	for n, p := range group {
		each := part
		each.args = maps.Clone(part.args)
		each.args[role], each.args["alone"], each.args["included"] = []int{p}, []int{p}, []int{p}
		each.first, each.last = r.opens(p, part.first-1), part.last
		if d := r.child(p, "det"); d >= part.first {
			each.first = min(each.first, d)
		}
		if n+1 < len(group) && group[n+1] > p {
			each.last = min(each.last, r.opens(group[n+1], p))
		}
		for each.last-1 > p && r.dangles(each.last-1) {
			each.last--
		}
		out = append(out, each)
	}
	return out
}

// among are those whom the clause of a toll tells apart with a verb: "the 20 killed included
// four children".
func (r *reader) among(e event) []event {
	v, rel := r.head(e.word), base(r.rel(e.word))
	if v >= 0 && rel == "acl" {
		v, rel = r.head(v), base(r.rel(v)) // "those killed included four children"
	}
	if v < 0 || rel != "nsubj" || r.lemma(v) != "include" {
		return nil
	}
	frame := *e.frame
	frame.count, frame.fills = "obj", tollFills
	var out []event
	for _, k := range r.children(v, "obj") {
		for i, p := range r.conjuncts(k) {
			if r.numberOf(p) < 0 {
				continue
			}
			part := e
			part.frame, part.args = &frame, args{"obj": {p}, "alone": {p}}
			part.first, part.last = r.whole(p)
			if s := r.child(v, "nsubj"); i == 0 && s >= 0 && s < part.first {
				part.first = r.begins(s)
			}
			if n := r.child(p, "conj"); n >= 0 {
				part.last = min(part.last, r.before(n, p))
			}
			out = append(out, part)
		}
	}
	return out
}

// onlyAsked reports whether an event noun is part of what somebody calls for, which is
// the claim there: the violence in "urged an end to the violence".
func (r *reader) onlyAsked(c stemma.Claim, e event) bool {
	return c.Stance == stemma.CalledFor && c.Kind != stemma.Call && r.upos(e.word) == "NOUN"
}

// ofNobody reports whether a noun only takes up an accusation that was told: "denied the accusation".
func (r *reader) ofNobody(c stemma.Claim, e event) bool {
	return c.Kind == stemma.Accuse && c.Target.Name == "" && r.upos(e.word) == "NOUN"
}

// build makes the claim of an event, but for its speaker.
func (r *reader) build(e event, sentence int) stemma.Claim {
	d := r.d
	s := d.Sentences[sentence]
	c := stemma.Claim{
		Report:   d.Report.ID,
		Sentence: s.Span,
		Span:     stemma.Span{Start: d.Tokens[e.first].Start, End: d.Tokens[e.last-1].End},
		Kind:     e.frame.kind,
		Change:   e.frame.change,
		Stance:   e.stance,
		Cites:    map[stemma.Field]stemma.Span{stemma.FieldKind: d.Tokens[e.word].Span},
	}
	if c.Stance == "" {
		c.Stance = stemma.Asserted
	}
	e = r.victimSubject(e)
	r.fill(&c, e)
	r.unarmed(&c)
	r.doer(&c, e)
	r.counterparty(&c, e)
	if (c.Actor.ID != "" || len(c.Actor.Of) > 0) && !r.owned(c, e) {
		r.doers[c.Kind] = namedDoer{c.Actor, c.Cites[stemma.FieldActor], c.Sentence}
	}
	if c.Kind == stemma.Control && c.Actor.Name != "" && takes(c.Change) && c.Stance == stemma.Asserted {
		r.taker = namedDoer{c.Actor, c.Cites[stemma.FieldActor], c.Sentence}
	}
	if fallen(c) && c.Actor.Name == "" {
		delete(r.doers, c.Kind) // what points back points to deaths that nobody is named for
	}
	if c.Kind == stemma.Strike && c.Actor.Name != "" {
		r.struck = namedDoer{c.Actor, c.Cites[stemma.FieldActor], c.Sentence}
	}
	if hostile(c.Kind) && r.armed(c.Target) && !c.Cites[stemma.FieldTarget].Empty() {
		r.hit = namedDoer{c.Target, c.Cites[stemma.FieldTarget], c.Sentence}
	}
	r.quantify(&c, e)
	r.unmeasured(&c, e)
	if c.Kind == stemma.Control && c.Quantity.Unit == "percent" {
		c.Quantity = stemma.Quantity{} // "the western half of the city"
		delete(c.Cites, stemma.FieldValue)
	}
	r.others(&c, e)
	r.lostBy(&c, e)
	r.tried(&c, e)
	r.locate(&c, e, sentence)
	r.narrow(&c)
	r.date(&c, e, sentence)
	r.widen(&c)
	r.unclaimed(&c, e)
	r.remember(&c, e)
	return c
}

// unmeasured makes a share that no number tells what it is of a place: held or taken. "Most of the
// city" is told as "much of the city" is.
func (r *reader) unmeasured(c *stemma.Claim, e event) {
	if c.Kind != stemma.Share || c.Quantity.Known() || r.upos(e.word) != "VERB" {
		return
	}
	for _, f := range r.f.evoked("v", r.lemma(e.word)) {
		if f.kind == stemma.Control && f.with == "" && slices.Contains(f.fills, fill{"obj", stemma.FieldPlace}) {
			c.Kind, c.Change, c.Quantity = f.kind, f.change, stemma.Quantity{}
			return
		}
	}
}

// tried turns an attempt to take a place into a contest for it.
func (r *reader) tried(c *stemma.Claim, e event) {
	if !e.attempt || c.Kind != stemma.Control {
		return
	}
	switch c.Change {
	case stemma.Capture, stemma.Recapture, stemma.Enter, stemma.Hold:
		c.Change = stemma.Contest
		if e.modal == "to" || c.Stance == stemma.Denied {
			c.Stance = stemma.Asserted // a failed bid is still a bid
		}
	case stemma.Lose:
		if c.Target.Name == "" {
			return
		}
		c.Change = stemma.Contest // who tries to drive somebody out fights him for the place
		c.Actor, c.Target = c.Target, c.Actor
		actor, target := c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget]
		c.Cites[stemma.FieldActor], c.Cites[stemma.FieldTarget] = target, actor
		if e.modal == "to" {
			c.Stance = stemma.Asserted
		}
	}
}

// voiced gives a claim its speakers: one claim for each who states it.
func (r *reader) voiced(c stemma.Claim, e event) []stemma.Claim {
	if e.frame.says != "" && len(e.args[e.frame.says]) > 0 {
		sp, cite, ok := r.cuedBy(e.word)
		if !ok {
			sp, cite, ok = r.asSpeaker(e.args[e.frame.says][0])
		}
		if a := c.Cites[stemma.FieldActor]; !ok && !a.Empty() {
			sp, cite, ok = r.asSpeaker(r.d.TokenAt(a.Start)) // one named beside his office
		}
		if ok {
			c.Speaker, c.Cue = sp, r.d.Word(e.word)
			c.Cites[stemma.FieldSpeaker] = cite
			c.Cites[stemma.FieldCue] = r.d.Tokens[e.word].Span
			if c.Kind == stemma.Call {
				c.Actor = stemma.Party{}
				delete(c.Cites, stemma.FieldActor)
			}
			return []stemma.Claim{c}
		}
	}
	statements := r.statementsAt(e.word)
	if len(statements) == 0 {
		if sp, cite, cue, ok := r.witness(e); ok {
			c.Speaker, c.Cue, c.Cites = sp, r.d.Word(cue), cloneCites(c.Cites)
			c.Cites[stemma.FieldSpeaker], c.Cites[stemma.FieldCue] = cite, r.d.Tokens[cue].Span
			return []stemma.Claim{c}
		}
	}
	if len(statements) == 0 || r.identifies(c, e, statements) {
		c.Speaker = stemma.Speaker{Body: stemma.Newsroom}
		return []stemma.Claim{c}
	}
	var out []stemma.Claim
	for _, k := range statements {
		out = append(out, r.demand(r.attribute(c, k), e))
	}
	return out
}

// identifies reports whether the event e, within what somebody is told to have said, is what
// the newsroom adds to identify those spoken of: it stands in a clause that describes them,
// with a time of its own that lies well before what is told: "had freed 21 of the pupils who
// were abducted in April".
func (r *reader) identifies(c stemma.Claim, e event, statements []int) bool {
	const old = 31 * 24 * time.Hour
	pub := r.d.Report.Published.When
	at := c.Cites[stemma.FieldTime]
	if rel := r.rel(e.word); rel != "acl:relcl" && (rel != "acl" || r.xpos(e.word) != "VBN") || r.d.Statements[statements[0]].Direct || !pub.Known() || at.Empty() || !c.When.Known() {
		return false
	}
	first, last := r.whole(e.word)
	if at.Start < r.d.Tokens[first].Start || at.End > r.d.Tokens[last-1].End || c.When.To.IsZero() {
		return false
	}
	return pub.From.Sub(c.When.To) > old && !c.When.From.IsZero()
}

// demand makes an appeal of what a speaker says should be: "access must be granted".
func (r *reader) demand(c stemma.Claim, e event) stemma.Claim {
	if c.Stance != stemma.Expected || c.Speaker.Body == stemma.Newsroom || !r.f.verb("urge", strings.ToLower(e.modal)) {
		return c
	}
	c.Kind, c.Change, c.Stance = stemma.Call, "", stemma.CalledFor
	c.Cites = cloneCites(c.Cites)
	c.Target, c.Actor = c.Actor, stemma.Party{}
	c.Quantity = stemma.Quantity{}
	c.Cites[stemma.FieldTarget] = c.Cites[stemma.FieldActor]
	for _, f := range []stemma.Field{stemma.FieldActor, stemma.FieldValue, stemma.FieldUnit} {
		delete(c.Cites, f)
	}
	if c.Target.Name == "" {
		delete(c.Cites, stemma.FieldTarget)
	}
	return c
}

// attribute gives c the speaker, go-betweens, cue and stance of statement k.
func (r *reader) attribute(c stemma.Claim, k int) stemma.Claim {
	st := r.d.Statements[k]
	c.Cites = cloneCites(c.Cites)
	c.Speaker = st.Speaker
	if c.Speaker == (stemma.Speaker{}) {
		c.Speaker.Body = stemma.Newsroom
	}
	if !st.Source.Empty() {
		c.Cites[stemma.FieldSpeaker] = st.Source
	}
	r.leaveSpeaker(&c, &c.Actor, stemma.FieldActor, st)
	r.leaveSpeaker(&c, &c.Target, stemma.FieldTarget, st)
	if !st.Cue.Empty() {
		c.Cue = st.Cue.Of(r.d.Text())
		c.Cites[stemma.FieldCue] = st.Cue
	}
	for _, v := range st.Via {
		c.Via = append(c.Via, v.Name)
		c.Cites[stemma.FieldVia] = v.Span
	}
	if c.Stance == stemma.Asserted && st.Stance != "" {
		c.Stance = st.Stance
	}
	if c.Stance != stemma.Asserted && !st.Cue.Empty() && c.Cites[stemma.FieldStance].Empty() {
		c.Cites[stemma.FieldStance] = st.Cue
	}
	if st.Why != "" {
		c.Reasons = append(slices.Clone(c.Reasons), stemma.Reason{Rule: "speaker", Says: st.Why, Cites: r.cites(st.Source)})
	}
	return c
}

// leaveSpeaker takes who speaks out of a party that the parser joined him to: "hospitals have
// run out of medicine, the Red Cross said".
func (r *reader) leaveSpeaker(c *stemma.Claim, p *stemma.Party, f stemma.Field, st text.Statement) {
	at := slices.Index(p.Of, st.Speaker.Body)
	if cite := c.Cites[f]; at < 1 || len(p.Of) != 2 || st.Source.Empty() || !cite.Overlaps(st.Source) || st.Source.Contains(cite) {
		return
	}
	first := p.Of[0]
	start := c.Cites[f].Start
	if words := r.d.Text()[start:st.Source.Start]; strings.HasPrefix(words, first) {
		*p = stemma.Party{Name: first}
		c.Cites[f] = stemma.Span{Start: start, End: start + len(first)}
	}
}

// cloneCites is m, for a claim of its own.
func cloneCites(m map[stemma.Field]stemma.Span) map[stemma.Field]stemma.Span {
	out := make(map[stemma.Field]stemma.Span, len(m)+3)
	for k, v := range m {
		out[k] = v
	}
	return out
}

// named gives c its ID, a digest of what makes it this claim and no other.
func named(c stemma.Claim) stemma.Claim {
	var room [512]byte
	b := append(append(room[:0], c.Report...), 0)
	b = append(strconv.AppendInt(b, int64(c.Span.Start), 10), 0)
	b = strconv.AppendInt(b, int64(c.Span.End), 10)
	for _, s := range [...]string{string(c.Kind), string(c.Change), c.Actor.Name, c.Target.Name, c.Place.Name, c.Speaker.String()} {
		b = append(append(b, 0), s...)
	}
	sum := sha256.Sum256(b)
	c.ID = stemma.ClaimID("c" + hex.EncodeToString(sum[:6]))
	return c
}

// unique leaves out a claim that says again what one on overlapping words says.
func unique(claims []stemma.Claim) []stemma.Claim {
	out := claims[:0]
	seen := make(map[stemma.ClaimID]bool, len(claims))
	for _, c := range claims {
		if seen[c.ID] || slices.ContainsFunc(out[max(0, len(out)-3):], func(before stemma.Claim) bool { return countsAgain(before, c) }) {
			continue
		}
		seen[c.ID] = true
		out = append(out, c)
	}
	return out
}

// countsAgain reports whether a claim within the words of the one before gives its figure once
// more: "26 dead" in "the toll of the fighting at 26 dead".
func countsAgain(before, c stemma.Claim) bool {
	figure := c.Cites[stemma.FieldValue]
	return fallen(c) && c.Kind == before.Kind && before.Span.Contains(c.Span) && !figure.Empty() && figure == before.Cites[stemma.FieldValue] &&
		c.Speaker == before.Speaker && (c.Target.Name == "" || c.Target.Name == before.Target.Name)
}

// cites are the words at a span as evidence.
func (r *reader) cites(s stemma.Span) []stemma.Cite {
	if s.Empty() {
		return nil
	}
	return []stemma.Cite{{Report: r.d.Report.ID, Span: s, Words: s.Of(r.d.Text())}}
}

// words is the text of tokens [first, last) on one line.
func (r *reader) words(first, last int) string {
	s := r.d.Text()[r.d.Tokens[first].Start:r.d.Tokens[last-1].End]
	return strings.Join(strings.Fields(s), " ")
}
