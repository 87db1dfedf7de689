package quote

import (
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// byOffice is the speaker whom the noun at head points back to, or who is only told by what
// he does and for whom; the zero Speaker for others.
func (f *finder) byOffice(head int, dr draft) stemma.Speaker {
	if sp := f.introducedAs(head, dr); sp != (stemma.Speaker{}) {
		return sp
	}
	if sp := f.saidAgain(head, dr); sp != (stemma.Speaker{}) {
		return sp
	}
	if p := f.heldBy(head, dr.source); p >= 0 {
		return f.resolve(p, dr.source)
	}
	if sp := f.sourceAt(head, dr.source); sp != (stemma.Speaker{}) {
		return sp
	}
	if b := f.describedBody(head, dr.source); b >= 0 {
		return f.resolve(b, dr.source)
	}
	if b := f.headOf(head, dr.source); b >= 0 {
		return f.resolve(b, dr.source)
	}
	if a := f.ownBody(head); a >= 0 {
		return stemma.Speaker{Body: f.d.Actors[a].Party.Name, ID: f.d.Actors[a].Party.ID}
	}
	return stemma.Speaker{}
}

// outletsSource reports whether token i is the unnamed source of an agency or outlet
// whose name stands before it, "an Orbis source": who speaks is the source.
func (f *finder) outletsSource(i int) bool {
	n := f.actorAt(i)
	if n < 0 || f.lemma(i) != "source" || f.d.Actors[n].Start == f.d.Tokens[i].Start {
		return false
	}
	k := f.d.Actors[n].Kind
	return k == "agency" || k == "outlet"
}

// sourceAt is an unnamed source with the body that he stands in, "a source at the Halvesh
// Police Command": the body, and his words for the person; the zero Speaker when head is another
// noun or no body is named.
func (f *finder) sourceAt(head int, source span) stemma.Speaker {
	if f.lemma(head) != "source" {
		return stemma.Speaker{}
	}
	for _, k := range f.children(head) {
		c := f.child(k, "case")
		if !f.is(k, "nmod", "obl") || k < head || k >= source.last || c != head+1 || f.person(k) {
			continue
		}
		if n := f.actorAt(k); n >= 0 {
			if a := f.d.Actors[n]; inBody[f.lower(c)] && bodies[a.Kind] && a.Party.ID != "" {
				return stemma.Speaker{Body: a.Party.Name, ID: a.Party.ID, Person: f.words(head, source)}
			}
			continue
		}
		if inBody[f.lower(c)] && f.tag(k).UPOS == "PROPN" && !f.placeAt(k) && f.lower(c) != "in" {
			return stemma.Speaker{Body: f.words(k, span{c + 1, source.last}), Person: f.words(head, source)}
		}
	}
	return stemma.Speaker{}
}

var (
	// inBody are the prepositions that say in which body a source stands.
	inBody = map[string]bool{"at": true, "from": true, "within": true, "in": true, "inside": true}
	// bodies are the kinds of actors that unnamed sources speak for.
	bodies = map[string]bool{"armed group": true, "state force": true, "state body": true, "government": true, "movement": true, "alliance": true, "international body": true}
)

// ownBody is the body that the report names, best before, by the noun right before the
// role or source at head: "a military source" where "the military" is an army that it
// knows, "a government spokesman"; -1 when there is none.
func (f *finder) ownBody(head int) int {
	if !f.cues.role.Get(f.lemma(head)) && f.lemma(head) != "source" || head == 0 || f.cues.outsider.Get(f.lemma(head)) {
		return -1
	}
	owner := official[f.lower(head-1)]
	if f.child(head, "nmod:poss") >= 0 {
		return -1 // "the group's military spokesman"
	}
	if n := f.actorAt(head); owner == nil || n >= 0 && f.d.Actors[n].Party.ID != "" {
		return -1
	}
	at := sort.Search(len(f.d.Actors), func(i int) bool { return f.d.Actors[i].Start >= f.d.Tokens[head-1].Start })
	for n := at - 1; n >= 0; n-- {
		if f.heads(n, owner) {
			return n
		}
	}
	for n := at; n < len(f.d.Actors); n++ {
		if f.heads(n, owner) {
			return n
		}
	}
	return -1
}

// heads reports whether actor n is a body that is known, by one of the nouns.
func (f *finder) heads(n int, nouns []string) bool {
	a := f.d.Actors[n]
	return a.Party.ID != "" && !a.Person && a.Kind != "armed group" && a.Head < len(f.d.Tags) && slices.Contains(nouns, f.kind(a.Head))
}

// official are the nouns for a country's own bodies, with the nouns by which they may
// have been named.
var official = map[string][]string{
	"government": {"government"}, "military": {"military", "army"}, "army": {"army", "military"}, "police": {"police"}, "presidential": {"presidency"},
}

// longestName is the number of words that the name of an unnamed speaker may have.
const longestName = 8

// fuller reports whether the source says more of the unnamed people a right behind
// their noun: "a source at the governorate".
func (f *finder) fuller(a text.Actor, source span) bool {
	k := a.Head + 1
	return k < source.last && f.tag(k).UPOS == "ADP" && source.last-source.first <= longestName && a.End == f.d.Tokens[a.Head].End
}

// unnamed is the speaker by the words of the noun phrase of head, without what only
// qualifies it: "a military source".
func (f *finder) unnamed(head int, source span) stemma.Speaker {
	name := f.name(head, source)
	if b := f.outletName(head, source); b != "" {
		return stemma.Speaker{Body: b}
	}
	if f.d.Tags[head].UPOS == "PRON" && f.actorAt(head) < 0 {
		return f.pronoun(head)
	}
	if f.d.Tags[head].UPOS == "PROPN" && f.person(head) {
		return stemma.Speaker{Person: name}
	}
	return stemma.Speaker{Body: name}
}

// bodyHeaded is the body, named but in no list, for which the one by his role at head speaks: the
// committee of "the director of the Orlo Relief Committee", and of its "office in Velm".
func (f *finder) bodyHeaded(head int, source span) string {
	if !leading[f.lemma(head)] {
		return ""
	}
	for _, k := range f.children(head) {
		if !f.is(k, "nmod") || k < head || k >= source.last || !f.preposed(k, "of") && !f.preposed(k, "for") {
			continue
		}
		if p := f.child(k, "nmod:poss"); p >= 0 && desks[f.lower(k)] {
			k = p
		}
		if f.tag(k).UPOS != "PROPN" || f.placeAt(k) || f.person(k) || f.known(k) {
			return ""
		}
		first, last := k, k+1
		for first-1 > head && (f.upperAt(first-1) || f.lower(first-1) == "of" && f.upperAt(first-2)) {
			first--
		}
		for last+1 < source.last && (f.upperAt(last) || (f.lower(last) == "for" || f.lower(last) == "of") && f.upperAt(last+1)) {
			last++
		}
		if last < source.last && f.upperAt(last) {
			last++
		}
		if last-first < 2 {
			return ""
		}
		return strings.Join(strings.Fields(f.bytes(span{first, last}).Of(f.d.Text())), " ")
	}
	return ""
}

// leading are the roles of those who speak for the body that they lead.
var leading = map[string]bool{"head": true, "chief": true, "director": true, "chairman": true, "chairwoman": true, "president": true, "leader": true, "coordinator": true, "spokesman": true, "spokeswoman": true, "spokesperson": true, "secretary": true, "secretary-general": true, "deputy": true, "manager": true, "representative": true}

// known reports whether token i belongs to an actor that the list has, or to a person.
func (f *finder) known(i int) bool {
	n := f.actorAt(i)
	return n >= 0 && (f.d.Actors[n].Party.ID != "" || f.d.Actors[n].Person)
}

// calledBefore is the name at the head of a sentence that the source only describes:
// "DeepVelm, a blog on the war, said".
func (f *finder) calledBefore(head int, source span) stemma.Speaker {
	s := f.d.Sentences[f.sentence[head]]
	last := source.first - 1
	if last <= s.First || f.d.Word(last) != "," || f.tag(head).UPOS != "NOUN" || f.lower(source.first) != "a" && f.lower(source.first) != "an" {
		return stemma.Speaker{}
	}
	words := f.bytes(span{s.First, last})
	if n := f.actorAt(s.First); n >= 0 && f.d.Actors[n].Span == words && !f.d.Actors[n].Person && f.d.Actors[n].Party.ID != "" {
		return stemma.Speaker{Body: f.d.Actors[n].Party.Name, ID: f.d.Actors[n].Party.ID}
	}
	for i := s.First; i < last; i++ {
		if !f.upperAt(i) || f.placeAt(i) || f.known(i) {
			return stemma.Speaker{}
		}
	}
	return stemma.Speaker{Body: strings.Join(strings.Fields(words.Of(f.d.Text())), " ")}
}

// fully is what the unnamed people a are called with what the source says of them before
// and behind their noun: "local police source", "source at the governorate".
func (f *finder) fully(a text.Actor, source span) string {
	if f.fuller(a, source) {
		return f.words(a.Head, source)
	}
	first := f.d.TokenAt(a.Start)
	for first > source.first && f.qualifies(first-1) {
		first--
	}
	before := strings.Join(strings.Fields(f.bytes(span{first, f.d.TokenAt(a.Start)}).Of(f.d.Text())), " ")
	if before == "" {
		return a.Party.Name
	}
	if nation, rest, ok := strings.Cut(a.Party.Name, " "); ok && gazetteer.StartsUpper(nation) && !strings.HasPrefix(a.Of(f.d.Text()), nation) {
		if gazetteer.StartsUpper(before) || strings.Contains(rest, "source") || nearer[strings.ToLower(before)] {
			return before + " " + rest // one who is told of more need not be told by his country
		}
		return nation + " " + before + " " + rest // "police officials", which are those of the report's country
	}
	return before + " " + a.Party.Name
}

// nearer are the adjectives for officials of less than a state.
var nearer = map[string]bool{"local": true, "regional": true, "provincial": true, "district": true, "municipal": true, "city": true, "town": true, "village": true, "county": true}

// qualifies reports whether token i says what sort of people the noun behind it means: not
// how many of them or how high.
func (f *finder) qualifies(i int) bool {
	switch f.tag(i).UPOS {
	case "NOUN", "ADJ":
		return !ranks[f.lower(i)] && !f.placeAt(i)
	}
	return false
}

// ranks are the adjectives that do not tell one unnamed source from another.
var ranks = map[string]bool{
	"senior": true, "top": true, "high": true, "high-ranking": true, "ranking": true, "leading": true, "other": true, "many": true, "several": true, "some": true,
	"various": true, "unnamed": true, "anonymous": true, "unidentified": true, "more": true, "different": true, "certain": true, "same": true, "few": true,
	"former": true, "reliable": true, "informed": true, "well-informed": true, "trusted": true, "credible": true, "close": true, "first": true, "second": true, "new": true,
}

// officials is how many words of the mention of body a come before those for the unnamed
// who speak for it, "PA officials"; 0 when it names the body itself.
func (f *finder) officials(a text.Actor) int {
	words := strings.Fields(a.Of(f.d.Text()))
	if a.Person || a.Kind == "people" || a.Kind == "state" || len(words) < 2 || a.Party.Name == "" {
		return 0 // those of a state speak for it
	}
	switch last := strings.ToLower(words[len(words)-1]); last {
	case "officials", "sources":
		if !strings.HasSuffix(strings.ToLower(a.Party.Name), last) {
			return len(words) - 1
		}
	}
	return 0
}

// heldBy is the person who holds the office at head and whose name ends the source without
// a comma: "Special Envoy of the UN for Velm Ann Vey"; -1 when there is none.
func (f *finder) heldBy(head int, source span) int {
	if n := f.actorAt(head); n >= 0 || !f.cues.role.Get(f.kind(head)) && !f.cues.people.Get(f.kind(head)) {
		return -1
	}
	n := f.actorAt(source.last - 1)
	if n < 0 || !f.d.Actors[n].Person || f.d.TokenAt(f.d.Actors[n].Start) <= head || f.hasWord(span{head, source.last}, ",") || f.child(head, "nmod") < 0 {
		return -1
	}
	if f.hasWord(span{head, source.last}, "for") && f.lower(f.d.TokenAt(f.d.Actors[n].Start)-1) == "for" {
		return -1 // "a spokesman for Ann Vey"
	}
	return n
}

// headOf is the body that whoever holds the role at head speaks for: the group's in "the
// head of the London-based group"; -1 when there is none.
func (f *finder) headOf(head int, source span) int {
	if f.actorAt(head) >= 0 || !f.cues.role.Get(f.lemma(head)) && !crews[f.lemma(head)] && !f.desk(head) {
		return -1
	}
	if n := f.actorWithin(source, head); n < 0 && crews[f.lemma(head)] {
		s := f.bytes(source)
		for first, last := text.Within(f.d.Actors, s.Start, s.End); first < last; first++ {
			if a := f.d.Actors[first]; a.Start > f.d.Tokens[head].Start && !a.Person && a.Party.ID != "" && a.Kind != "people" {
				return first
			}
		}
	}
	for _, k := range f.children(head) {
		if !f.is(k, "nmod") || k < head || k >= source.last || !(f.preposed(k, "of") || f.preposed(k, "for") || f.preposed(k, "from")) {
			continue
		}
		if n := f.actorAt(k); n >= 0 && !f.d.Actors[n].Person && f.d.Actors[n].Party.ID != "" && f.d.Actors[n].Kind != "people" {
			return n
		}
	}
	for _, k := range f.children(head) { // "a commander in the Velm Front"
		if n := f.actorAt(k); f.is(k, "nmod") && k > head && k < source.last && n >= 0 && (f.preposed(k, "in") || f.preposed(k, "with")) && (f.d.Actors[n].Kind == "armed group" || f.d.Actors[n].Kind == "state force") {
			return n
		}
	}
	return -1
}

// desk reports whether the noun at head is where a body's words come from: "the press service of
// the ministry".
func (f *finder) desk(head int) bool {
	return desks[f.lower(head)] && head > 0 && press[f.lower(head-1)]
}

var (
	desks = map[string]bool{"service": true, "office": true, "center": true, "centre": true, "bureau": true, "department": true, "wing": true, "room": true}
	press = map[string]bool{"press": true, "media": true, "information": true, "affairs": true, "operations": true, "operation": true}
)

// describedBody is the body that opens the sentence before the source, which only says
// what it is, without a comma: "The Velm Committees [an activist network] said"; -1 for
// none.
func (f *finder) describedBody(head int, source span) int {
	i := source.first - 1
	s := f.in(head)
	if i < s.First || f.tag(source.first).UPOS != "DET" || f.lower(source.first) == "the" || !f.cues.speaker.Get(f.kind(head)) {
		return -1
	}
	n := f.actorAt(i)
	if n < 0 || f.d.Actors[n].Person || f.d.Actors[n].Party.ID == "" {
		return -1
	}
	if at := f.d.TokenAt(f.d.Actors[n].Start); at > s.First+1 || at == s.First+1 && f.tag(s.First).UPOS != "DET" {
		return -1
	}
	return n
}

// crews are the nouns for those who work for a body.
var crews = map[string]bool{"team": true, "staff": true, "crew": true, "personnel": true}

// oneOf is one of the unnamed people that a speaker is, where the noun at head is of one:
// "the official" of "Velm officials".
func (f *finder) oneOf(sp stemma.Speaker, head int) stemma.Speaker {
	if w := f.lower(head); f.tag(head).XPOS == "NN" && sp.Person == "" && strings.HasSuffix(sp.Body, " "+w+"s") {
		sp.Body = strings.TrimSuffix(sp.Body, "s")
	}
	return sp
}

// outletName is the name right behind the noun of an outlet, "the news site Al-Velm Today";
// empty when there is none.
func (f *finder) outletName(head int, source span) string {
	if !f.cues.outlet.Get(f.lemma(head)) || f.upperAt(head) {
		return ""
	}
	end := head + 1
	for end < source.last && (f.upperAt(end) && !f.punctuated(end) || f.hyphen(end)) {
		end++
	}
	if end == head+1 {
		return ""
	}
	return strings.Join(strings.Fields(f.bytes(span{head + 1, end}).Of(f.d.Text())), " ")
}

// saidAgain is the body that spoke last where "the group also said" goes on from it, which
// need not be the group that it spoke of; the zero Speaker for other sources.
func (f *finder) saidAgain(head int, dr draft) stemma.Speaker {
	switch f.lemma(head) {
	case "group", "organisation", "organization", "body", "agency":
	default:
		return stemma.Speaker{}
	}
	also := f.lemma(dr.cue.first) == "add" || f.namesItself(head, dr)
	for _, k := range f.children(dr.cue.first) {
		also = also || f.lower(k) == "also" || f.lower(k) == "further"
	}
	if !also || !speaks(dr.class) || dr.source.last-dr.source.first != 2 || f.lower(dr.source.first) != "the" {
		return stemma.Speaker{}
	}
	sp := f.before(head, false)
	if sp.Body == "" || sp.Person != "" {
		return stemma.Speaker{}
	}
	return sp
}

// namesItself reports whether what the body at head says names that body, as one does that
// speaks of another: "the group said IS lost ten men".
func (f *finder) namesItself(head int, dr draft) bool {
	n := f.actorAt(head)
	if n < 0 || f.d.Actors[n].Antecedent < 0 {
		return false
	}
	for _, r := range dr.content {
		s := f.bytes(r)
		first, last := text.Within(f.d.Actors, s.Start, s.End)
		for _, a := range f.d.Actors[first:last] {
			if a.Rule == "alias" && a.Party.Name == f.d.Actors[n].Party.Name {
				return true
			}
		}
	}
	return false
}

// surname reports whether token i is a verb only by its form and the last of somebody's
// names: "Ann Said".
func (f *finder) surname(i int) bool {
	return f.lower(i) == "said" && f.d.Word(i) == "Said" && i > f.in(i).First && f.upperAt(i-1) && !f.punctuated(i-1) && (i < 2 || f.tag(i-1).UPOS == "PROPN")
}
