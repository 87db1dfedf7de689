package claim

import (
	"maps"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// face notes that a acts against b at a place.
func (x *context) face(a, b, place string) {
	if a == b {
		return
	}
	x.facing = append(x.facing, facing{a, b, place})
}

// learn notes who faces whom in the fights and strikes that a sentence only names, "the
// truce ended as clashes between X and Y went on", and who struck in them.
func (r *reader) learn(all, kept []event) {
	if len(all) == len(kept) {
		return
	}
	told := map[int]bool{}
	for _, e := range kept {
		told[e.word] = true
	}
	for _, e := range all {
		if told[e.word] || !hostile(e.frame.kind) {
			continue
		}
		c := stemma.Claim{Kind: e.frame.kind, Change: e.frame.change, Cites: map[stemma.Field]stemma.Span{}}
		r.fill(&c, e)
		if c.Kind == stemma.Strike && c.Actor.Name != "" {
			r.struck = namedDoer{c.Actor, c.Cites[stemma.FieldActor], r.d.Sentences[r.d.SentenceOf(r.d.Tokens[e.word].Start)].Span}
		}
		for _, a := range members(c.Actor) {
			for _, b := range members(c.Target) {
				r.ctx.face(a, b, "")
			}
		}
	}
}

// facing is one claim in which one acts against another.
type facing struct{ actor, target, place string }

// rivals notes that those who take a place face those who hold or leave it.
func (x *context) rivals(claims []stemma.Claim) {
	takers, holders := map[string][]string{}, map[string][]string{}
	for _, c := range claims {
		if c.Kind != stemma.Control || c.Actor.ID == "" || c.Place.Name == "" {
			continue
		}
		switch c.Change {
		case stemma.Capture, stemma.Recapture, stemma.Enter, stemma.Contest:
			takers[c.Place.Name] = append(takers[c.Place.Name], c.Actor.Name)
		case stemma.Withdraw, stemma.Lose, stemma.Hold:
			holders[c.Place.Name] = append(holders[c.Place.Name], c.Actor.Name)
		}
	}
	for _, place := range slices.Sorted(maps.Keys(takers)) {
		for _, a := range takers[place] {
			for _, b := range holders[place] {
				x.face(a, b, place)
			}
		}
	}
}

// oppose fills the open targets of fights, contests and air raids with the side that
// the actor faces in this report: at the same place before anywhere else.
func (x *context) oppose(claims []stemma.Claim, from *reader) {
	at, armed := from.opposes, from.armed
	x.specify(claims, from)
	takers(claims)
	x.rivals(claims)
	x.facing = slices.DeleteFunc(x.facing, func(f facing) bool { return !from.fights(f.actor) || !from.fights(f.target) })
	two := x.twoSided()
	x.mentions = from.mentions()
	x.foes(claims, from)
	x.engage(claims, from)
	negotiators(claims)
	fighting := fighters(claims, armed)
	strikers(claims, from)
	struckIn(claims)
	from.struckWithin(claims)
	from.struckBefore(claims)
	from.culprits(claims)
	besideTolls(claims)
	for i := range claims {
		c := &claims[i]
		if fallen(*c) && c.Actor.Name == "" && (armed(c.Target) || from.fighters(c.Target)) && !from.accident(*c) && !from.severalCauses(*c) {
			x.slay(c, fighting, from)
			continue
		}
		if c.Actor.ID == "" && len(c.Actor.Of) == 0 || c.Target.Name != "" || !at(*c) {
			continue
		}
		name := ""
		for _, a := range from.sides(c.Actor) {
			if name == "" {
				name = x.opponent(a, c.Place.Name)
			}
		}
		if gains(*c) && !two && !x.meet(c.Actor, name, c.Place.Name) {
			name = ""
		}
		if name == "" && c.Kind == stemma.Strike {
			name = cmpOr(x.group(c.Actor, c.Place.Name, armed), from.sworn(c.Actor))
		}
		if name == "" {
			continue
		}
		c.Target = stemma.Party{Name: name}
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "target/facing", Says: "the clause names no opponent; the one that the actor faces in this report"})
	}
}

// negotiators fills the open parties of talks with the one pair that the report names for
// any: "after successful negotiations", where the last paragraph tells between whom.
func negotiators(claims []stemma.Claim) {
	pair := -1
	for i, c := range claims {
		if c.Kind != stemma.Talks || c.Actor.Name == "" || c.Target.Name == "" {
			continue
		}
		if pair >= 0 && (claims[pair].Actor.Name != c.Actor.Name || claims[pair].Target.Name != c.Target.Name) {
			return
		}
		pair = i
	}
	for i := range claims {
		if c := &claims[i]; pair >= 0 && c.Kind == stemma.Talks && c.Actor.Name == "" && c.Target.Name == "" {
			c.Actor, c.Target = claims[pair].Actor, claims[pair].Target
			c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/talks", Says: "the clause names nobody; the one pair that this report tells of in talks"})
		}
	}
}

// strikers fills the open actor of air raids and shelling with the one party that the
// report says struck the same place. Bombs and blasts may be anybody's.
func strikers(claims []stemma.Claim, from *reader) {
	struck := map[string]map[string]stemma.Party{}
	for _, c := range claims {
		if c.Kind == stemma.Strike && c.Actor.ID != "" && c.Place.Name != "" && c.Stance != stemma.Denied {
			if struck[c.Place.Name] == nil {
				struck[c.Place.Name] = map[string]stemma.Party{}
			}
			struck[c.Place.Name][c.Actor.Name] = c.Actor
		}
	}
	for i := range claims {
		c := &claims[i]
		if c.Kind != stemma.Strike || c.Actor.Name != "" || c.Stance == stemma.Denied || len(struck[c.Place.Name]) != 1 || !from.attacks(*c) {
			continue
		}
		for _, p := range struck[c.Place.Name] {
			if p.Name != c.Target.Name && (!from.flown(*c) || from.flies(p)) {
				c.Actor = p
				c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/striker", Says: "the clause names nobody; the one party that the report says struck the place"})
			}
		}
	}
}

// struckIn fills the open actor of deaths and damage with the one party that struck the
// place in the same sentence; where only a country or region is told, with the one that struck.
func struckIn(claims []stemma.Claim) {
	const anywhere = "*" // no place's name
	type told struct {
		sentence       stemma.Span
		place, speaker string
	}
	struck := map[told]map[string]stemma.Party{}
	for _, c := range claims {
		if c.Kind != stemma.Strike || c.Actor.Name == "" || c.Stance == stemma.Denied {
			continue
		}
		for _, place := range []string{c.Place.Name, anywhere} {
			at := told{c.Sentence, place, c.Speaker.String()}
			if struck[at] == nil {
				struck[at] = map[string]stemma.Party{}
			}
			struck[at][c.Actor.Name] = c.Actor
		}
	}
	for i := range claims {
		c := &claims[i]
		by := struck[told{c.Sentence, c.Place.Name, c.Speaker.String()}]
		if p := c.Place.Geo.Precision; len(by) == 0 && (p == "country" || p == "region") {
			by = struck[told{c.Sentence, anywhere, c.Speaker.String()}]
		}
		if !fallen(*c) && c.Kind != stemma.Destruction || c.Actor.Name != "" || c.Stance == stemma.Denied || len(by) != 1 {
			continue
		}
		for _, p := range by {
			if p.Name != c.Target.Name {
				c.Actor = p
				c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/strike", Says: "the clause names nobody who did it; whoever struck in its sentence"})
			}
		}
	}
}

// besideTolls gives the wounded that a sentence counts right behind its dead, or the dead before its
// wounded, the sides of those: "its losses at 10 dead and 13 wounded".
func besideTolls(claims []stemma.Claim) {
	const gap = 12 // bytes
	for i := range claims {
		c := &claims[i]
		if c.Kind != stemma.Wounded && c.Kind != stemma.Killed || c.Target.Name != "" || c.Actor.Name != "" {
			continue
		}
		for _, o := range claims {
			if o.Kind == c.Kind || o.Kind != stemma.Killed && o.Kind != stemma.Wounded || o.Sentence != c.Sentence || o.Speaker != c.Speaker || o.Target.ID == "" {
				continue
			}
			if d := c.Span.Start - o.Span.End; d < 0 || d > gap {
				continue
			}
			c.Actor, c.Target = o.Actor, o.Target
			c.Reasons = append(c.Reasons, stemma.Reason{Rule: "target/beside", Says: "the clause does not say whose they were; those of the count right before"})
		}
	}
}

// attacks reports whether a strike is of the sort that somebody flies or aims: an air raid,
// a place shelled or targeted; not one that was only heard.
func (r *reader) attacks(c stemma.Claim) bool {
	word := r.d.TokenAt(c.Cites[stemma.FieldKind].Start)
	if word >= len(r.d.Tokens) || r.f.verb("perceive", r.lemma(r.clause(word))) {
		return false
	}
	blast := func(k int) bool {
		if r.f.noun("blast", r.lemma(k)) {
			return true
		}
		return slices.ContainsFunc(r.children(k, "compound", "amod"), func(m int) bool { return r.f.noun("blast", r.lemma(m)) })
	}
	if r.upos(word) == "VERB" {
		return !slices.ContainsFunc(append(r.children(word, "nsubj", "obl"), word), blast)
	}
	return r.aerial(word) && !blast(word)
}

// flown reports whether a strike is told as one from the air.
func (r *reader) flown(c stemma.Claim) bool {
	word := r.d.TokenAt(c.Cites[stemma.FieldKind].Start)
	if strings.HasPrefix(r.lemma(word), "air") {
		return true
	}
	return slices.ContainsFunc(r.children(word, "compound", "amod"), func(k int) bool { return strings.HasPrefix(r.lemma(k), "air") || r.lemma(k) == "aerial" })
}

// flies reports whether a party has aircraft, as a state's forces do.
func (r *reader) flies(p stemma.Party) bool {
	e, ok := r.list.ByName(p.Name)
	return !ok || e.Kind != actors.ArmedGroup
}

// accident reports whether the sentence of a claim lays it to an accident.
func (r *reader) accident(c stemma.Claim) bool {
	first, last := r.d.TokenAt(c.Sentence.Start), r.d.TokenAt(c.Sentence.End-1)
	for k := first; k <= last && k < len(r.d.Tokens); k++ {
		if r.f.noun("accident", r.lemma(k)) {
			return true
		}
	}
	return false
}

// takers fills the open actor of a capture, "Sunday's takeover", with the one side that
// the report says took the place or fought for it.
func takers(claims []stemma.Claim) {
	took := map[string]map[string]stemma.Party{}
	for _, c := range claims {
		if c.Kind != stemma.Control || c.Actor.ID == "" || c.Place.Name == "" || c.Stance == stemma.Denied {
			continue
		}
		switch c.Change {
		case stemma.Capture, stemma.Recapture, stemma.Enter, stemma.Contest:
			if took[c.Place.Name] == nil {
				took[c.Place.Name] = map[string]stemma.Party{}
			}
			took[c.Place.Name][c.Actor.Name] = c.Actor
		}
	}
	for i := range claims {
		c := &claims[i]
		if c.Kind != stemma.Control || c.Actor.Name != "" || c.Change != stemma.Capture && c.Change != stemma.Recapture || len(took[c.Place.Name]) != 1 {
			continue
		}
		for _, p := range took[c.Place.Name] {
			c.Actor = p
		}
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/taker", Says: "the clause names nobody; the one side that the report says took the place or fought for it"})
	}
}

// slay fills the open actor of a claim that fighters fell, or what they had was destroyed,
// with the side that they face, else with the one side that fights in this report.
func (x *context) slay(c *stemma.Claim, fighting []string, from *reader) {
	own := from.sides(c.Target)
	for _, a := range own {
		if name := x.opponent(a, c.Place.Name); name != "" {
			c.Actor = stemma.Party{Name: name}
			c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/facing", Says: "the clause names nobody who killed them; the side that they face in this report"})
			return
		}
	}
	if name := from.onlyOther(c.Target); name != "" && !c.When.From.IsZero() && c.When.To.Sub(c.When.From).Hours() < 24*longTime {
		c.Actor = from.entry(name)
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/other", Says: "the clause names nobody who killed them; the one other force that this report names"})
		return
	}
	fighting = slices.DeleteFunc(slices.Clone(fighting), func(name string) bool { return slices.Contains(own, name) })
	if len(fighting) == 1 {
		c.Actor = stemma.Party{Name: fighting[0]}
		c.Reasons = append(c.Reasons, stemma.Reason{Rule: "actor/fighting", Says: "the clause names nobody who killed them; the one side that this report says fights"})
	}
}

// severalCauses reports whether a toll is laid to events of more than one sort, "killed in
// clashes, bombings and air raids", which may be several hands' work.
func (r *reader) severalCauses(c stemma.Claim) bool {
	word := r.d.TokenAt(c.Cites[stemma.FieldKind].Start)
	if word >= len(r.d.Tokens) {
		return false
	}
	for _, k := range r.children(word, "obl") {
		if r.preposition(k) != "in" {
			continue
		}
		causes := 0
		for _, j := range r.conjuncts(k) {
			if r.f.noun("event", r.lemma(j)) || r.f.noun("raid", r.lemma(j)) {
				causes++
			}
		}
		if causes > 1 {
			return true
		}
	}
	return false
}

// sides are the known actors that a party stands for and then those to whom they belong: the
// rebels for one of their groups.
func (r *reader) sides(p stemma.Party) []string {
	out := slices.Clone(members(p))
	for _, name := range members(p) {
		if e, ok := r.list.ByName(name); ok && e.Of != "" && r.armed(stemma.Party{Name: e.Of, ID: e.Of}) && !slices.Contains(out, e.Of) {
			out = append(out, e.Of)
		}
	}
	return out
}

// fighters are the known forces and groups that strike or fight in the claims, in the
// order of their names.
func fighters(claims []stemma.Claim, armed func(stemma.Party) bool) []string {
	var out []string
	for _, c := range claims {
		if c.Kind != stemma.Strike && c.Kind != stemma.Clash || !armed(c.Actor) {
			continue
		}
		out = append(out, members(c.Actor)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fallen reports whether a claim tells of people killed or wounded, or of losses.
func fallen(c stemma.Claim) bool {
	return c.Kind == stemma.Killed || c.Kind == stemma.Wounded || c.Kind == stemma.Losses
}

// armed reports whether a party is a force or an armed group that the list knows.
func (r *reader) armed(p stemma.Party) bool {
	names := members(p)
	for _, name := range names {
		e, ok := r.list.ByName(name)
		if ok && e.Kind != actors.ArmedGroup && e.Kind != actors.StateForce || !ok && !strings.HasSuffix(name, "forces") {
			return false
		}
	}
	return len(names) > 0
}

// fighters reports whether a party that no list has is of those who bear arms by its name: "Laconian
// rebels".
func (r *reader) fighters(p stemma.Party) bool {
	_, listed := r.list.ByName(p.Name)
	return !listed && p.ID != "" && r.fights(p.Name)
}

// fights reports whether the party of that name can be a side in a fight: one that bears
// arms, or the state or movement that it bears them for.
func (r *reader) fights(name string) bool {
	e, ok := r.list.ByName(name)
	if !ok {
		last := name[strings.LastIndexByte(name, ' ')+1:]
		return last == "forces" || r.f.noun("force", strings.TrimSuffix(last, "s"))
	}
	switch e.Kind {
	case actors.ArmedGroup, actors.StateForce, actors.Alliance, actors.State, actors.Government, actors.Movement:
		return true
	}
	return false
}

// gains reports whether a claim tells that a place changed hands. Whom it was taken from is
// only as sure as that the two fought for it, or that nobody else fights in the report. A
// place that is taken back may have had any holder since.
func gains(c stemma.Claim) bool {
	return c.Kind == stemma.Control && (c.Change == stemma.Capture || c.Change == stemma.Lose)
}

// sworn is whom an alliance is against by one of its names: "the anti-X coalition"; "" for
// others.
func (r *reader) sworn(p stemma.Party) string {
	e, ok := r.list.ByName(p.Name)
	if !ok || e.Kind != actors.Alliance {
		return ""
	}
	for _, alias := range e.Aliases {
		if _, rest, ok := strings.Cut(alias, "anti-"); ok {
			against, _, _ := strings.Cut(rest, " ")
			if enemy, ok := r.listed(against); ok {
				return enemy.Name
			}
		}
	}
	return ""
}

// meet reports whether one of a party faces the other at the place.
func (x *context) meet(p stemma.Party, other, place string) bool {
	return slices.ContainsFunc(members(p), func(name string) bool {
		return slices.ContainsFunc(x.facing, func(f facing) bool {
			return f.place == place && (f.actor == name && f.target == other || f.target == name && f.actor == other)
		})
	})
}

// twoSided reports whether the report tells of two sides that face each other and of no
// third.
func (x *context) twoSided() bool {
	sides := map[string]bool{}
	for _, f := range x.facing {
		sides[f.actor], sides[f.target] = true, true
	}
	return len(sides) == 2
}

// opposes reports whether a claim is one of those that have an opponent even where none
// is named: a fight, a contest for a place, a place taken or lost, losses, an air raid. Who
// enters a place, or bombs a street, need not face anybody there.
func (r *reader) opposes(c stemma.Claim) bool {
	switch c.Kind {
	case stemma.Clash, stemma.Losses:
		return true
	case stemma.Control:
		return c.Change == stemma.Contest || gains(c)
	case stemma.Strike:
		word := r.d.TokenAt(c.Cites[stemma.FieldKind].Start)
		return r.upos(word) == "NOUN" && r.f.noun("raid", r.lemma(word)) && r.aerial(word)
	}
	return false
}

// aerial reports whether the strike at token i comes from the air.
func (r *reader) aerial(i int) bool {
	if strings.HasPrefix(r.lemma(i), "air") || r.lemma(i) == "raid" || r.lemma(i) == "sortie" {
		return true
	}
	for _, k := range r.children(i, "compound", "amod") {
		if r.f.noun("aerial", r.lemma(k)) {
			return true
		}
	}
	return false
}

// group is the one armed group that fights a state's forces at the place, which is whom
// the air force of another state bombs there; "" when there is none or several.
func (x *context) group(actor stemma.Party, place string, armed func(stemma.Party) bool) string {
	found := ""
	for _, f := range x.facing {
		if f.place != place {
			continue
		}
		for _, pair := range [][2]string{{f.actor, f.target}, {f.target, f.actor}} {
			name := pair[0]
			if strings.HasSuffix(name, "forces") || !strings.HasSuffix(pair[1], "forces") || name == actor.Name || !armed(stemma.Party{Name: name, ID: name}) {
				continue
			}
			if found != "" && found != name {
				return ""
			}
			found = name
		}
	}
	return found
}

// opponent is the side that an actor faces most often, at the place if anybody there;
// "" when none or several alike.
func (x *context) opponent(actor, place string) string {
	const here = 100 // a fight at the same place outweighs any number elsewhere
	count := map[string]int{}
	for _, f := range x.facing {
		weight := 1
		if f.place == place {
			weight = here
		}
		switch actor {
		case f.actor:
			count[f.target] += weight
		case f.target:
			count[f.actor] += weight
		}
	}
	best, tie := "", false
	for name, n := range count {
		switch {
		case n > count[best]:
			best, tie = name, false
		case n == count[best] && n > 0:
			tie = true
		}
	}
	if tie {
		return x.moreOften(count, count[best])
	}
	return best
}

// moreOften is the one of those who are faced n times that the report names most; "" for two alike.
func (x *context) moreOften(count map[string]int, n int) string {
	best, tie := "", false
	for name, times := range count {
		switch {
		case times != n:
		case best == "" || x.mentions[name] > x.mentions[best]:
			best, tie = name, false
		case x.mentions[name] == x.mentions[best]:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}

// mentions is how often the report names each actor.
func (r *reader) mentions() map[string]int {
	out := map[string]int{}
	for _, m := range r.d.Actors {
		out[m.Party.Name]++
	}
	return out
}
