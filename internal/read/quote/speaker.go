package quote

import (
	"sort"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// speaker is the canonical name of the source of dr: through the actors where one of
// them is its head or stands in it, else its words.
func (f *finder) speaker(dr draft) stemma.Speaker {
	if dr.head < 0 || f.asked >= mostAsked {
		return stemma.Speaker{}
	}
	f.asked++
	defer func() { f.asked-- }()
	if f.rumour(dr) {
		return stemma.Speaker{}
	}
	head := dr.head
	if f.relative(head) {
		if h := f.antecedent(head); h >= 0 {
			head = h
		}
	}
	if o := f.issuer(head); o >= 0 {
		if o > head {
			dr.source = f.nominal(o, head)
		}
		head = o
	} else if media[f.lemma(head)] && f.actorAt(head) < 0 && f.pointsBack(head) {
		if sp := f.author(head); sp.Body != "" || sp.Person != "" {
			return sp
		}
		if sp := f.before(head, false); sp.Body != "" {
			return sp
		}
	}
	if w := f.lower(head); w == "him" || w == "her" || w == "them" {
		return f.pronoun(head)
	}
	if w := f.lower(head); (w == "it" || w == "they") && speaks(dr.class) {
		if sp := f.before(head, false); sp.Body != "" && sp.Person == "" {
			return sp // "it added": who spoke before, not whom that was about
		}
	}
	if sp := f.byOffice(head, dr); sp != (stemma.Speaker{}) {
		return sp
	}
	n := f.actorAt(head)
	if n < 0 && f.tag(head).UPOS == "PROPN" && f.cues.outlet.Get(f.lower(head)) && f.isTime(head) {
		return stemma.Speaker{Body: f.words(head, dr.source)} // "the Orlo Daily"
	}
	if n < 0 && f.isTime(head) {
		if n = f.actorAt(max(dr.source.last-1, head)); n < 0 {
			return stemma.Speaker{}
		}
		return f.resolve(n, dr.source) // "the day before the ministry said"
	}
	if n < 0 || f.d.Actors[n].Party.ID == "" && !f.d.Actors[n].Person {
		if b := f.bodyHeaded(head, dr.source); b != "" {
			return stemma.Speaker{Body: b}
		}
		if sp := f.calledBefore(head, dr.source); sp != (stemma.Speaker{}) {
			return sp
		}
	}
	if f.outletsSource(head) {
		return stemma.Speaker{Body: f.words(head, span{head, max(dr.source.last, head+1)})}
	}
	if n >= 0 && f.d.Actors[n].Start < f.bytes(dr.source).Start && f.d.Actors[n].Party.ID == "" && f.tag(head).UPOS == "NOUN" {
		return stemma.Speaker{Body: f.words(head, dr.source)}
	}
	if n < 0 {
		n = f.actorWithin(dr.source, head)
		if b := f.bodyNamedBehind(head, dr.source); b >= 0 {
			n = b
		}
		if n >= 0 && f.ownName(head, n) {
			return stemma.Speaker{Body: f.words(head, dr.source)}
		}
		if n < 0 {
			n = f.setOffName(head, dr.source)
		}
		if n < 0 {
			n = f.nameBefore(head, dr.source)
		}
	}
	if n < 0 {
		return f.unnamed(head, dr.source)
	}
	if sp := f.resolve(n, dr.source); !pronouns[strings.ToLower(sp.String())] {
		if sp.Person == "" && f.holds(head, n, dr.source) {
			sp.Person = f.words(head, dr.source)
		}
		if sp.Person != "" && sp.Body == "" {
			sp.Body, sp.ID = f.bodyOfOffice(dr)
			if sp.Body == "" {
				sp.Body, sp.ID = f.bodyInGap(dr)
			}
		}
		return sp
	}
	return f.pronoun(head)
}

// author is who spoke in the last sentence before, within two paragraphs, that tells of the statement
// or report that token head points back to: "in a statement, the general said"; the zero Speaker
// where none does.
func (f *finder) author(head int) stemma.Speaker {
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first >= head })
	for last := n - farthest; n > max(last, 0) && f.para[f.sentence[head]]-f.para[f.sentence[f.drafts[n-1].cue.first]] <= 2; n-- {
		dr := f.drafts[n-1]
		if dr.head < 0 || f.tag(dr.head).UPOS == "PRON" || f.lemma(dr.head) == f.lemma(head) || f.sentence[dr.head] == f.sentence[head] || f.within[dr.cue.first] >= 0 {
			continue
		}
		s := f.d.Sentences[f.sentence[dr.cue.first]]
		for i := s.First; i < s.Last; i++ {
			if f.lemma(i) == f.lemma(head) && f.tag(i).UPOS == "NOUN" && i != dr.head {
				return f.speaker(dr)
			}
		}
	}
	return stemma.Speaker{}
}

// mostAsked is how many speakers in a row may point back to the one before.
const mostAsked = 30

// pronouns are what a speaker is called who could not be told.
var pronouns = map[string]bool{"he": true, "she": true, "him": true, "her": true, "them": true, "it": true, "they": true, "who": true, "which": true, "that": true, "i": true, "we": true, "you": true}

// introducedAs is the speaker that "the source", "the center" point back to: the
// nearest one before, at most three paragraphs back, with the same noun and more to
// his name; the zero Speaker when there is none.
func (f *finder) introducedAs(head int, dr draft) stemma.Speaker {
	if n := f.actorAt(head); f.upperAt(head) && dr.source.last-dr.source.first == 2 && f.lower(dr.source.first) == "the" && (n < 0 || !f.d.Actors[n].Person) {
		return f.shortened(head)
	}
	if f.tag(head).UPOS != "NOUN" || dr.source.last-dr.source.first != 2 || f.lower(dr.source.first) != "the" {
		return stemma.Speaker{}
	}
	if n := f.actorAt(head); n >= 0 && f.d.Actors[n].Party.ID != "" {
		return stemma.Speaker{}
	}
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first >= head })
	for last := n - farthest; n > max(last, 0) && f.para[f.sentence[head]]-f.para[f.sentence[f.drafts[n-1].cue.first]] <= 3; n-- {
		before := f.drafts[n-1]
		if before.cue == dr.cue {
			continue // his own statement, where he stands behind its cue
		}
		if before.head < 0 || before.source.last-before.source.first <= 2 {
			continue
		}
		h := before.head
		if o := f.issuer(h); o >= 0 {
			h = o
		}
		if f.lemma(h) == f.lemma(head) || f.lower(head) == "source" && f.oneBy(h) && speaks(before.class) {
			return f.oneOf(f.speaker(before), head)
		}
	}
	return stemma.Speaker{}
}

// bodyOfOffice is the body, with its ID, for which the holder of an office spoke before who
// is named now: that of "a Velm army spokesman" when "the spokesman, Ann Vey, said"; empty
// when there is none.
func (f *finder) bodyOfOffice(dr draft) (name, id string) {
	if f.lower(dr.source.first) != "the" || dr.source.first+1 >= dr.source.last || !f.cues.role.Get(f.lemma(dr.source.first+1)) || f.d.Word(min(dr.source.first+2, dr.source.last-1)) != "," {
		return "", ""
	}
	role := f.lemma(dr.source.first + 1)
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first >= dr.source.first })
	for last := n - farthest; n > max(last, 0) && f.para[f.sentence[dr.source.first]]-f.para[f.sentence[f.drafts[n-1].cue.first]] <= 3; n-- {
		before := f.drafts[n-1]
		if before.head >= 0 && before.cue != dr.cue && f.lemma(before.head) == role {
			if sp := f.speaker(before); sp.Person == "" && sp.ID != "" {
				return sp.Body, sp.ID
			}
		}
	}
	return "", ""
}

// bodyInGap is the body, with its ID, that stands without a comma between the name of a
// speaker and what he does: "Ann Vey a Tarn army spokeswoman said"; empty for none.
func (f *finder) bodyInGap(dr draft) (name, id string) {
	gap := span{dr.source.last, dr.phrase.first}
	if gap.empty() || gap.last-gap.first > longestName || f.tag(gap.first).UPOS != "DET" || f.hasFinite(gap) {
		return "", ""
	}
	s := f.bytes(gap)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for _, a := range f.d.Actors[first:last] {
		if !a.Person && a.Kind != "people" && a.Party.ID != "" {
			return a.Party.Name, a.Party.ID
		}
	}
	return "", ""
}

// shortened is the body that "the Coalition" stands for: the nearest speaker before
// whose words end in that name and have more of it, "the Tarn National Coalition"; the
// zero Speaker when there is none.
func (f *finder) shortened(head int) stemma.Speaker {
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first >= head })
	for last := n - farthest; n > max(last, 0); n-- {
		before := f.drafts[n-1]
		if h := before.head; h > 0 && h < head && f.d.Word(h) == f.d.Word(head) && f.upperAt(h-1) && before.source.has(h-1) && f.tag(h-1).UPOS != "DET" {
			return f.speaker(before)
		}
	}
	return stemma.Speaker{}
}

// issuer is whose statement, report or video the head of a source is; -1 when it is
// none or is not said.
func (f *finder) issuer(head int) int {
	if !media[f.lemma(head)] && !kept[f.lemma(head)] && f.lemma(head) != "report" {
		return -1
	}
	if p := f.child(head, "nmod:poss"); p >= 0 {
		return p
	}
	for _, k := range f.children(head) {
		if f.is(k, "nmod") && (f.preposed(k, "from") || f.preposed(k, "by") || f.preposed(k, "of")) {
			return k
		}
		if f.is(k, "acl") && k > head && spreading[f.lemma(k)] {
			for _, w := range []string{"by", "from"} {
				if a := f.oblique(k, w); a >= 0 && f.actorAt(a) >= 0 && !f.carries(a) {
					return a // "a statement posted by Velm": of an outlet it is not
				}
			}
		}
		if f.is(k, "acl") && issuing[f.lemma(k)] && k > head {
			if a := f.child(k, "obl:agent"); a >= 0 {
				return a
			}
			for _, w := range []string{"by", "from"} {
				if a := f.oblique(k, w); a >= 0 {
					return a
				}
			}
		}
	}
	return -1
}

// kept are the nouns for what somebody keeps to publish in: "a page run by activists".
var kept = map[string]bool{"page": true, "account": true, "site": true, "website": true, "channel": true, "blog": true,
	"assessment": true, "estimate": true, "count": true, "tally": true, "investigation": true}

// issuing are the verbs of which the agent is whose the text is: "reports given by
// military sources". Who only carries it is a go-between.
var issuing = map[string]bool{"give": true, "issue": true, "provide": true, "supply": true, "make": true, "sign": true, "write": true, "send": true, "obtain": true, "receive": true, "deliver": true, "run": true, "manage": true, "operate": true, "administer": true}

// spreading are the verbs of which the agent is whose the text is, unless he carries the
// texts of others.
var spreading = map[string]bool{"post": true, "publish": true, "release": true, "circulate": true, "distribute": true}

// resolve is the speaker that actor n stands for, with the body or the person that
// stands beside it in the source.
func (f *finder) resolve(n int, source span) stemma.Speaker {
	a := f.d.Actors[n]
	for steps := 0; a.Party.Name == "" && a.Antecedent >= 0 && a.Antecedent < len(f.d.Actors) && steps < 8; steps++ {
		a = f.d.Actors[a.Antecedent]
	}
	if a.Person {
		sp := stemma.Speaker{Person: a.Party.Name, ID: a.Party.ID, Body: a.For.Name}
		if a.For.ID != "" {
			sp.ID = a.For.ID
		}
		if sp.Body == "" {
			if b := f.beside(n, source, false); b >= 0 {
				sp.Body, sp.ID = f.d.Actors[b].Party.Name, f.d.Actors[b].Party.ID
			}
		}
		return sp
	}
	if b := f.bodyBefore(n, source); b >= 0 {
		return stemma.Speaker{Body: f.d.Actors[b].Party.Name, ID: f.d.Actors[b].Party.ID}
	}
	sp := stemma.Speaker{Body: a.Party.Name, ID: a.Party.ID}
	if a.Kind == "people" && a.Party.ID == "" && a.Antecedent < 0 && source.has(a.Head) {
		sp.Body = f.fully(a, source)
	}
	if f.placed(a, source) {
		return stemma.Speaker{Body: f.words(a.Head, source)}
	}
	if n := f.officials(a); n > 0 {
		sp.Body += " " + strings.Join(strings.Fields(a.Of(f.d.Text()))[n:], " ")
	}
	if p := f.beside(n, source, true); p >= 0 {
		sp.Person = f.d.Actors[p].Party.Name
		if b := f.d.Actors[p].For; b.Name != "" {
			sp.Body, sp.ID = b.Name, b.ID
		}
	}
	return sp
}

// placed reports whether the body a, called by nouns without capitals, is that of the place
// right before them, "the Velm resistance committees": one of many and not the whole.
func (f *finder) placed(a text.Actor, source span) bool {
	at := f.d.TokenAt(a.Start)
	return a.Rule == "alias" && !f.upperAt(at) && at > source.first && source.has(a.Head) && f.placeAt(at-1) && !f.d.Places[text.Covering(f.d.Places, f.d.Tokens[at-1].Start)].Demonym
}

// bodyBefore is the body whose unnamed official or spokesman actor n is, where its
// name stands right before him: "a Tarn government official"; -1 for none.
func (f *finder) bodyBefore(n int, source span) int {
	a := f.d.Actors[n]
	if n == 0 || a.Kind != "people" || a.Party.ID != "" {
		return -1
	}
	b := f.d.Actors[n-1]
	gap := f.d.Text()[b.End:a.Start]
	if b.Party.ID == "" || b.Person || b.Kind == "agency" || b.Kind == "outlet" || b.Start < f.bytes(source).Start || strings.TrimSpace(gap) != "" {
		return -1
	}
	return n - 1
}

// beside is the resolved actor within the source other than n that is a person, or
// is not; -1 for none. States and peoples are no bodies that a person speaks for
// unless nothing else is named.
func (f *finder) beside(n int, source span, person bool) int {
	s := f.bytes(source)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for i := first; i < last; i++ {
		a := f.d.Actors[i]
		if i == n || a.Person != person || a.Party.Name == "" || a.Kind == "people" || a.Kind == "person" != person {
			continue
		}
		return i
	}
	return -1
}

// actorAt is the actor whose head is token i, or whose words hold it; -1 for none.
func (f *finder) actorAt(i int) int {
	return text.Covering(f.d.Actors, f.d.Tokens[i].Start)
}

// actorWithin is the first resolved actor of the source whose head hangs on its head
// as an apposition or a name; -1 for none.
func (f *finder) actorWithin(source span, head int) int {
	s := f.bytes(source)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for i := first; i < last; i++ {
		a := f.d.Actors[i]
		if h := a.Head; h >= 0 && h < len(f.d.Arcs) && a.Party.Name != "" && f.head(h) == head && f.is(h, "appos", "flat", "compound", "nmod:poss", "nmod:desc", "nmod:npmod") {
			return i
		}
	}
	return -1
}

// setOffName is the person whose name commas set off behind the office that he holds, at
// head, and which the parser has not tied to it: "The mayor of Velm, Dr. Ann Vey,"; -1
// when there is none.
func (f *finder) setOffName(head int, source span) int {
	if !f.cues.role.Get(f.kind(head)) && !f.cues.people.Get(f.kind(head)) {
		return -1
	}
	s := f.bytes(source)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for i := first; i < last; i++ {
		at, end := f.d.TokenAt(f.d.Actors[i].Start), f.d.TokenAt(f.d.Actors[i].End-1)+1
		for at > head && f.tag(at-1).UPOS == "DET" {
			at--
		}
		if f.d.Actors[i].Person && at-1 > head && f.d.Word(at-1) == "," && (end >= source.last || f.d.Word(end) == ",") && !f.hasFinite(span{head, at}) {
			return i
		}
	}
	return -1
}

// holds reports whether the name at head, which no reader knows, is that of who speaks for
// body n by what commas set off behind it: "Ann Vey, a Tarn army spokesman,".
func (f *finder) holds(head, n int, source span) bool {
	if f.tag(head).UPOS != "PROPN" || f.actorAt(head) >= 0 || source.first+1 >= source.last || !f.upperAt(source.first) {
		return false
	}
	a := f.child(head, "appos")
	return a > head && f.d.Actors[n].Start > f.d.Tokens[head].End && f.lo[a] > 0 && f.d.Word(f.lo[a]) == "," && f.cues.role.Get(f.kind(a)) && source.has(a)
}

// bodyNamedBehind is the body whose name commas set off at the end of a source whose noun only
// says what it is: "the UN mission in Tarn, [UNTAR]"; -1 when there is none.
func (f *finder) bodyNamedBehind(head int, source span) int {
	if f.upperAt(head) || source.empty() || f.cues.role.Get(f.kind(head)) || f.cues.people.Get(f.kind(head)) {
		return -1
	}
	n := f.actorAt(source.last - 1)
	if n < 0 || f.d.Actors[n].Person || f.d.Actors[n].Party.ID == "" || f.d.Actors[n].Kind == "people" || f.d.Actors[n].Kind == "state" {
		return -1
	}
	if at := f.d.TokenAt(f.d.Actors[n].Start); at-1 <= head || f.d.Word(at-1) != "," {
		return -1
	}
	return n
}

// nameBefore is the person who opens the sentence and whom the source, set off by a comma,
// only describes: "Ann Vey, 45, [a teacher,] said"; -1 when there is none.
func (f *finder) nameBefore(head int, source span) int {
	i := source.first - 1
	if !f.cues.role.Get(f.kind(head)) && !f.cues.people.Get(f.kind(head)) || f.tag(source.first).UPOS != "DET" {
		return -1
	}
	for i > 0 && (f.d.Word(i) == "," || f.tag(i).UPOS == "NUM") {
		i--
	}
	if i == source.first-1 || i < f.in(head).First {
		return -1
	}
	n := f.actorAt(i)
	if n < 0 || !f.d.Actors[n].Person || f.d.TokenAt(f.d.Actors[n].Start) != f.in(head).First {
		return -1
	}
	return n
}

// name is the canonical name of the actor at head, else its noun phrase as written,
// without article, and without what follows a comma.
func (f *finder) name(head int, r span) string {
	if n := f.actorAt(head); n >= 0 && f.d.Actors[n].Party.Name != "" {
		return f.d.Actors[n].Party.Name
	}
	return f.words(head, r)
}

// words is the noun phrase of head as written, without its article and without what
// a comma or a verb parts from it.
func (f *finder) words(head int, r span) string {
	if !r.has(head) {
		r = span{head, head + 1}
	}
	end := head + 1
	for end < r.last && (!f.punctuated(end) && !f.is(end, "acl", "acl:relcl", "mark") && !f.verbal(end) && !f.relative(end) || f.hyphen(end) || f.hyphen(end-1)) {
		end++
	}
	for r.first < head && (f.tag(r.first).UPOS == "DET" && f.lower(r.first) != "both" || f.punctuated(r.first) || several[f.lower(r.first)]) {
		r.first++
	}
	for i := r.first; i < head; i++ {
		if f.punctuated(i) && f.d.Word(i) == "," {
			r.first = i + 1
		}
	}
	return strings.Join(strings.Fields(f.bytes(span{r.first, end}).Of(f.d.Text())), " ")
}

// several are the words for how many that are no part of what somebody is called.
var several = map[string]bool{"several": true, "some": true, "many": true, "various": true, "few": true, "multiple": true, "numerous": true, "other": true, "two": true, "three": true, "four": true}

// hyphen reports whether token i is a hyphen within a word.
func (f *finder) hyphen(i int) bool { return f.d.Word(i) == "-" && f.glued(i) && f.gluedAfter(i) }

// ownName reports whether the name that ends in token head only begins with that of
// the body n: "EU Monitoring Mission" is none of the European Union's names.
func (f *finder) ownName(head, n int) bool {
	a := f.d.Actors[n]
	return f.upperAt(head) && !f.person(head) && !f.cues.role.Get(strings.ToLower(f.d.Word(head))) && !a.Person && a.Head < head && f.is(a.Head, "compound", "nmod:desc") && (head-a.Head >= 2 || a.Kind == "international body" && f.after(head, "nmod") > head)
}

// pointsBack reports whether the noun i is one told of before: "the statement".
func (f *finder) pointsBack(i int) bool {
	d := f.child(i, "det")
	return d >= 0 && f.lower(d) != "a" && f.lower(d) != "an" && f.lower(d) != "some" && f.lower(d) != "another" && f.lower(d) != "no"
}

// oneBy reports whether token i is one person by what he does: "a spokesman".
func (f *finder) oneBy(i int) bool {
	return f.tag(i).XPOS == "NN" && f.cues.role.Get(f.lemma(i))
}

// pronoun is the speaker that the pronoun at head stands for by the statement before
// it: a person for "he" and "she", any for the others; as written when none fits.
func (f *finder) pronoun(head int) stemma.Speaker {
	personal := false
	switch f.lower(head) {
	case "he", "she", "him", "her":
		personal = true
	case "i", "we", "you":
		if f.within[head] < 0 {
			return stemma.Speaker{} // the newsroom itself: "as we have reported"
		}
		return stemma.Speaker{Body: f.d.Word(head)}
	}
	if sp := f.before(head, personal); sp != (stemma.Speaker{}) {
		return sp
	}
	return stemma.Speaker{Body: f.d.Word(head)}
}

// before is the nearest speaker named before token head, at most two paragraphs
// back, who is a person or is not; the zero Speaker when there is none.
func (f *finder) before(head int, personal bool) stemma.Speaker {
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first >= head })
	for last := n - farthest; n > max(last, 0) && f.para[f.sentence[head]]-f.para[f.sentence[f.drafts[n-1].cue.first]] <= 2; n-- {
		dr := f.drafts[n-1]
		if dr.head < 0 || dr.head >= head || f.tag(dr.head).UPOS == "PRON" || media[f.lemma(dr.head)] && f.issuer(dr.head) < 0 || f.within[dr.cue.first] >= 0 {
			continue
		}
		if sp := f.speaker(dr); (sp.Person != "" || f.oneBy(dr.head)) == personal && (personal || speaks(dr.class)) {
			return sp
		}
	}
	return stemma.Speaker{}
}
