package quote

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// statements makes the drafts into statements, sorted by where they start, with the
// statement that each stands in and goes on from.
func (f *finder) statements() []text.Statement {
	order := make([]int, len(f.drafts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := f.extent(f.drafts[a]), f.extent(f.drafts[b])
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(y.last, x.last))
	})
	place := make([]int, len(order))
	for n, i := range order {
		place[i] = n
	}
	all := make([]text.Statement, len(order))
	for n, i := range order {
		dr := f.drafts[i]
		s := &all[n]
		for _, r := range dr.content {
			s.Content = append(s.Content, f.bytes(r))
		}
		s.Source, s.Cue, s.Phrase = f.bytes(dr.source), f.bytes(dr.cue), f.bytes(dr.phrase)
		s.Class, s.Stance, s.Direct, s.Why = dr.class, dr.stance, dr.direct, dr.why
		s.Speaker = f.speaker(dr)
		if f.soCalled(dr) || f.rumour(dr) {
			s.Stance = stemma.Disputed
		}
		s.Parent, s.Continues = f.parent(i, order, place), -1
		if dr.continues >= 0 {
			s.Continues = place[dr.continues]
		}
		if p := s.Parent; p >= 0 && f.rumour(dr) && speaks(all[p].Class) && all[p].Speaker != (stemma.Speaker{}) {
			s.Speaker, s.Stance, s.Why = all[p].Speaker, stanceOf(dr.class), "whose reports are unsigned, who tells of them"
		}
	}
	for n, i := range order {
		f.via(n, f.drafts[i], all)
	}
	return all
}

// extent is all that a draft covers.
func (f *finder) extent(dr draft) span {
	e := dr.content[0]
	for _, r := range append([]span{dr.cue, dr.source}, dr.content...) {
		if !r.empty() {
			e = span{min(e.first, r.first), max(e.last, r.last)}
		}
	}
	return e
}

// parent is the smallest other statement whose content holds all of draft i, or its
// cue where its source stands before that content: "she wants [to promise …]".
func (f *finder) parent(i int, order, place []int) int {
	inner := f.extent(f.drafts[i])
	if cue := f.drafts[i].cue; !cue.empty() && f.drafts[i].source.last <= cue.first {
		inner.first = cue.first
	}
	best, size := -1, 0
	for n := place[i] - 1; n >= max(0, place[i]-farthest); n-- {
		dr := f.drafts[order[n]]
		if f.drafts[i].continues == order[n] {
			continue
		}
		for _, r := range dr.content {
			if r.holds(inner) && (best < 0 || r.last-r.first < size) && r != inner {
				best, size = n, r.last-r.first
			}
		}
		if f.para[f.sentence[dr.content[0].first]]+2 < f.para[f.sentence[inner.first]] {
			break
		}
	}
	return best
}

// farthest is how many statements back one is looked for that this one stands in,
// points to or goes on from: a bound for texts that are one endless paragraph.
const farthest = 100

// soCalled reports whether the report distances itself from the source of dr.
func (f *finder) soCalled(dr draft) bool {
	words := strings.ToLower(f.bytes(dr.source).Of(f.d.Text()))
	return strings.Contains(words, "so-called") || strings.Contains(words, "self-styled") || strings.Contains(words, "self-proclaimed")
}

// rumour reports whether the source of dr is reports that nobody signs.
func (f *finder) rumour(dr draft) bool {
	if dr.head < 0 || f.actorAt(dr.head) >= 0 || f.issuer(dr.head) >= 0 {
		return false
	}
	w := f.lower(dr.head)
	return w == "reports" || w == "rumours" || w == "rumors" || w == "accounts"
}

// via names the go-betweens of statement n: those beside its cue, then the speakers
// of the statements that it stands in.
func (f *finder) via(n int, dr draft, all []text.Statement) {
	s := &all[n]
	if dr.head >= 0 && f.outletsSource(dr.head) {
		a := f.d.Actors[f.actorAt(dr.head)]
		f.addVia(s, text.Via{Name: a.Party.Name, Span: stemma.Span{Start: a.Start, End: f.d.Tokens[dr.head-1].End}})
	}
	for _, h := range dr.via {
		r := f.nominal(h, dr.cue.first)
		for _, c := range dr.content {
			if c.meets(r) && c.first > h {
				r = f.tight(span{r.first, c.first})
			}
		}
		f.addVia(s, text.Via{Name: f.carrier(h, r), Span: f.bytes(r)})
	}
	for p, steps := s.Parent, 0; p >= 0 && steps < 4; p, steps = all[p].Parent, steps+1 {
		if outer := all[p]; speaks(outer.Class) && outer.Speaker != (stemma.Speaker{}) && outer.Speaker != s.Speaker {
			f.addVia(s, text.Via{Name: outer.Speaker.String(), Span: outer.Source})
		}
	}
}

// carrier is the name of a go-between: of the outlet in its noun phrase ("an Orbis
// reporter"), else its own.
func (f *finder) carrier(head int, r span) string {
	s := f.bytes(r)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for _, a := range f.d.Actors[first:last] {
		if a.Kind == "agency" || a.Kind == "outlet" {
			return a.Party.Name
		}
	}
	return f.name(head, r)
}

func (f *finder) addVia(s *text.Statement, v text.Via) {
	if v.Name == "" || v.Name == s.Speaker.String() || slices.ContainsFunc(s.Via, func(w text.Via) bool { return w.Name == v.Name }) {
		return
	}
	s.Via = append(s.Via, v)
}

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
	} else if media[f.lemma(head)] && f.actorAt(head) < 0 {
		if sp := f.before(head, false); sp.Body != "" {
			return sp
		}
	}
	if f.lower(head) == "it" && speaks(dr.class) {
		if sp := f.before(head, false); sp.Body != "" && sp.Person == "" {
			return sp // "it added": who spoke before, not whom that was about
		}
	}
	if sp := f.introducedAs(head, dr); sp != (stemma.Speaker{}) {
		return sp
	}
	n := f.actorAt(head)
	if f.outletsSource(head) {
		return stemma.Speaker{Body: f.words(head, span{head, max(dr.source.last, head+1)})}
	}
	if n >= 0 && f.d.Actors[n].Start < f.bytes(dr.source).Start && f.d.Actors[n].Party.ID == "" && f.tag(head).UPOS == "NOUN" {
		return stemma.Speaker{Body: f.words(head, dr.source)}
	}
	if n < 0 {
		n = f.actorWithin(dr.source, head)
	}
	if n < 0 {
		return f.unnamed(head, dr.source)
	}
	if sp := f.resolve(n, dr.source); !pronouns[strings.ToLower(sp.String())] {
		return sp
	}
	return f.pronoun(head)
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

// mostAsked is how many speakers in a row may point back to the one before.
const mostAsked = 30

// pronouns are what a speaker is called who could not be told.
var pronouns = map[string]bool{"he": true, "she": true, "it": true, "they": true, "who": true, "which": true, "that": true, "i": true, "we": true, "you": true}

// introducedAs is the speaker that "the source", "the center" point back to: the
// nearest one before, at most three paragraphs back, with the same noun and more to
// his name; the zero Speaker when there is none.
func (f *finder) introducedAs(head int, dr draft) stemma.Speaker {
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
		if f.lemma(h) == f.lemma(head) {
			return f.speaker(before)
		}
	}
	return stemma.Speaker{}
}

// issuer is whose statement, report or video the head of a source is; -1 when it is
// none or is not said.
func (f *finder) issuer(head int) int {
	if !media[f.lemma(head)] && f.lemma(head) != "report" {
		return -1
	}
	if p := f.child(head, "nmod:poss"); p >= 0 {
		return p
	}
	for _, k := range f.children(head) {
		if f.is(k, "nmod") && (f.preposed(k, "from") || f.preposed(k, "by") || f.preposed(k, "of")) {
			return k
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

// issuing are the verbs of which the agent is whose the text is: "reports given by
// military sources". Who only carries it is a go-between.
var issuing = map[string]bool{"give": true, "issue": true, "provide": true, "supply": true, "make": true, "sign": true, "write": true, "send": true, "obtain": true, "receive": true, "deliver": true}

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
	if a.Kind == "people" && a.Party.ID == "" && a.Antecedent < 0 && source.has(a.Head) && f.fuller(a, source) {
		sp.Body = f.words(a.Head, source)
	}
	if p := f.beside(n, source, true); p >= 0 {
		sp.Person = f.d.Actors[p].Party.Name
		if b := f.d.Actors[p].For; b.Name != "" {
			sp.Body, sp.ID = b.Name, b.ID
		}
	}
	return sp
}

// longestName is the number of words that the name of an unnamed speaker may have.
const longestName = 8

// fuller reports whether the source says more of the unnamed people a right behind
// their noun: "a source at the governorate".
func (f *finder) fuller(a text.Actor, source span) bool {
	k := a.Head + 1
	return k < source.last && f.tag(k).UPOS == "ADP" && source.last-source.first <= longestName && a.End == f.d.Tokens[a.Head].End
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

// relative reports whether token i is a relative pronoun.
func (f *finder) relative(i int) bool {
	switch f.tag(i).XPOS {
	case "WP", "WDT":
		return true
	}
	return false
}

// antecedent is the noun that the relative clause with the pronoun i qualifies; -1
// when there is none.
func (f *finder) antecedent(i int) int {
	for h, steps := f.head(i), 0; h >= 0 && steps < 6; h, steps = f.head(h), steps+1 {
		if f.is(h, "acl:relcl") {
			return f.head(h)
		}
	}
	return -1
}

// unnamed is the speaker by the words of the noun phrase of head, without what only
// qualifies it: "a military source".
func (f *finder) unnamed(head int, source span) stemma.Speaker {
	name := f.name(head, source)
	if f.d.Tags[head].UPOS == "PRON" && f.actorAt(head) < 0 {
		return f.pronoun(head)
	}
	if f.d.Tags[head].UPOS == "PROPN" && f.person(head) {
		return stemma.Speaker{Person: name}
	}
	return stemma.Speaker{Body: name}
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
	for end < r.last && !f.punctuated(end) && !f.is(end, "acl", "acl:relcl", "mark") && !f.verbal(end) {
		end++
	}
	for r.first < head && (f.tag(r.first).UPOS == "DET" || f.punctuated(r.first)) {
		r.first++
	}
	for i := r.first; i < head; i++ {
		if f.punctuated(i) && f.d.Word(i) == "," {
			r.first = i + 1
		}
	}
	return strings.Join(strings.Fields(f.bytes(span{r.first, end}).Of(f.d.Text())), " ")
}

// pronoun is the speaker that the pronoun at head stands for by the statement before
// it: a person for "he" and "she", any for the others; as written when none fits.
func (f *finder) pronoun(head int) stemma.Speaker {
	personal := false
	switch f.lower(head) {
	case "he", "she":
		personal = true
	case "i", "we", "you":
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
		if sp := f.speaker(dr); (sp.Person != "") == personal && (personal || speaks(dr.class)) {
			return sp
		}
	}
	return stemma.Speaker{}
}
