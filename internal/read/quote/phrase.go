package quote

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// quotedAs drafts "A quoted B as saying …" and "B was quoted by A as saying …": the
// speaker is B, by way of A. It reports whether v is such a cue.
func (f *finder) quotedAs(v int) bool {
	if l := f.lemma(v); l != "quote" && l != "cite" {
		return false
	}
	saying := -1
	for _, k := range f.children(v) {
		if k > v && f.cues.verbs[f.lemma(k)] != nil && f.asClause(k) {
			saying = k
		}
	}
	if saying < 0 {
		return false
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: -1, class: text.Say}
	carrier := -1
	if f.passive(v) {
		dr.head, carrier = f.child(v, "nsubj:pass", "nsubj"), f.child(v, "obl:agent")
		if dr.head < 0 && f.is(v, "acl") {
			dr.head = f.head(v)
		}
		if carrier < 0 {
			carrier = f.child(saying, "obl:agent")
		}
	} else {
		dr.head, carrier = f.child(v, "obj"), f.subject(v)
	}
	if dr.head < 0 {
		return false
	}
	if carrier >= 0 {
		dr.via = append(dr.via, carrier)
	}
	dr.source = f.nominal(dr.head, v)
	if dr.source.has(saying) {
		dr.source = f.tight(span{dr.source.first, max(dr.head+1, min(dr.source.last, f.lo[saying]))})
	}
	s := sense{class: text.Say, frames: clause}
	for _, at := range []int{saying, v} {
		if dr.content = f.clauseOf(at, s, &dr); len(dr.content) > 0 {
			break
		}
	}
	dr.content = f.without(dr.content, v)
	if carrier >= 0 {
		var left []span
		for _, r := range dr.content {
			left = append(left, cut(r, f.nominal(carrier, v))...)
		}
		dr.content = left
	}
	f.carriers(saying, &dr)
	f.propose(dr)
	return true
}

// saidAs reports whether v is the "saying" of "quoted B as saying", which quotedAs
// has drafted.
func (f *finder) saidAs(v int) bool {
	h := f.head(v)
	return h >= 0 && f.asClause(v) && (f.lemma(h) == "quote" || f.lemma(h) == "cite")
}

// citing drafts the "citing" or "quoting" behind a clause, which only names what the
// speaker of the clause goes by. It reports whether v is one.
func (f *finder) citing(v int) bool {
	if f.tag(v).XPOS != "VBG" || f.lemma(v) != "cite" && f.lemma(v) != "quote" || v == 0 || f.d.Word(v-1) != "," {
		return false
	}
	if o, s := f.child(v, "obj"), f.subject(v); o > v && s >= 0 {
		f.propose(draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: s, source: f.nominal(s, v), class: text.Show, content: f.region(o)})
	}
	return true
}

// trailing drafts a speaker behind his words without a comma, "22 people were killed
// state television reported on Sunday", where the parser takes the cue v for a
// participle. It reports whether that is so.
func (f *finder) trailing(v int) bool {
	h := f.head(v)
	if h < 0 || h > v || f.tag(v).XPOS != "VBN" && f.tag(v).XPOS != "VBD" || !f.is(v, "acl") || f.child(v, "obl:agent") >= 0 || f.oblique(v, "by") >= 0 {
		return false
	}
	n := f.actorAt(h)
	if n < 0 && !f.cues.speaker[f.lemma(h)] || f.d.Word(v-1) == "," {
		return false
	}
	class := text.CueClass("")
	for _, s := range f.cues.verbs[f.lemma(v)] {
		if s.frames&clause != 0 && speaks(s.class) {
			class = s.class
		}
	}
	s := f.in(v)
	for i := v + 1; i < s.Last; i++ {
		if f.finite(i) {
			return false
		}
	}
	source := span{h, h + 1}
	if n >= 0 {
		source = f.tokens(f.d.Actors[n].Span)
	} else {
		for source.first > s.First && f.tag(source.first-1).UPOS != "ADP" && f.under(source.first-1, h) && !f.placeAt(source.first-1) {
			source.first--
		}
	}
	before := span{s.First, source.first}
	if class == "" || !f.hasFinite(before) {
		return false
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: h, source: source, class: class, content: []span{before}}
	f.carriers(v, &dr)
	f.propose(dr)
	return true
}

// carriers finds the go-betweens that stand beside the cue v: who was told, who
// carried the statement, who quoted the speaker; and whom the source itself cites.
func (f *finder) carriers(v int, dr *draft) {
	if dr.head < 0 {
		return
	}
	for _, k := range f.children(v) {
		switch {
		case f.is(k, "iobj", "obj") && f.lemma(v) == "tell" && f.carries(k):
			dr.via = append(dr.via, k)
		case f.is(k, "advcl") && (f.lemma(k) == "cite" || f.lemma(k) == "quote") && f.tag(k).XPOS == "VBG":
			if o := f.child(k, "obj"); o >= 0 {
				dr.via = append(dr.via, dr.head)
				dr.head, dr.source = o, f.nominal(o, v)
			}
		case f.is(k, "obl") && f.preposed(k, "to") && f.carries(k):
			dr.via = append(dr.via, k)
		case f.is(k, "obl") && !f.carries(k):
			f.carriedBy(k, dr)
		}
	}
	f.carriedBy(dr.head, dr)
}

// media are the nouns in which something is said.
var media = map[string]bool{
	"statement": true, "interview": true, "message": true, "communique": true, "video": true, "release": true, "briefing": true,
	"tweet": true, "post": true, "letter": true, "speech": true, "conference": true, "email": true, "call": true, "recording": true,
}

// medium cuts "in a statement …" off the end of indirect content, and adds who
// carried it.
func (f *finder) medium(dr *draft) {
	n := len(dr.content) - 1
	if n < 0 || f.quoted(f.trim(slices.Clone(dr.content))) {
		return
	}
	r := dr.content[n]
	for i := r.last - 2; i > r.first+1; i-- {
		if w := f.lower(i); w != "in" && w != "during" || f.within[i] >= 0 {
			continue
		}
		for k := i + 1; k < min(i+5, r.last); k++ {
			if !media[f.lemma(k)] || f.tag(i+1).UPOS != "DET" {
				continue
			}
			if f.hi[k]+1 >= r.last-1 || f.head(k) < i && f.hi[k]+2 >= r.last {
				f.carriedBy(k, dr)
				dr.content[n].last = i
			}
			return
		}
	}
}

// apposed moves the description before a name from the content to the source where
// no comma parts them: "… on Tuesday the monitoring group the Observatory said".
func (f *finder) apposed(dr *draft) {
	n := len(dr.content) - 1
	if n < 0 || dr.source.empty() {
		return
	}
	r := &dr.content[n]
	if r.last != dr.source.first || r.last <= r.first+3 || !f.cues.speaker[f.lemma(r.last-1)] {
		return
	}
	i := r.last - 1
	for i > r.first && (f.tag(i).UPOS == "NOUN" || f.tag(i).UPOS == "ADJ" || f.tag(i).UPOS == "VERB" && f.tag(i).XPOS == "VBG") {
		i--
	}
	if f.tag(i).UPOS == "DET" {
		r.last, dr.source.first = i, i
	}
}

// coordinated drafts the first of two speakers that stand behind their words where
// the parser has left him with the words: "…, an agency linked to the group and a
// monitor said".
func (f *finder) coordinated(dr *draft) {
	n := len(dr.content) - 1
	if n < 0 || dr.source.empty() || dr.head < 0 {
		return
	}
	r := &dr.content[n]
	and := dr.source.first - 1
	if and <= r.first+4 || f.lower(and) != "and" || !(r.last == and || r.last == and+1) || f.within[and] >= 0 {
		return
	}
	comma := and - 1
	for comma > r.first && f.d.Word(comma) != "," {
		if f.finite(comma) || and-comma > 15 {
			return
		}
		comma--
	}
	first := span{comma + 1, and}
	if comma <= r.first || first.empty() {
		return
	}
	head := -1
	for i := first.first; i < first.last && head < 0; i++ {
		if f.nounlike(i) && (f.cues.speaker[f.lemma(i)] || f.actorAt(i) >= 0) {
			head = i
		}
	}
	if head < 0 {
		return
	}
	r.last = comma
	other := *dr
	other.content = slices.Clone(dr.content)
	other.head, other.source = head, first
	f.propose(other)
}

// carriedBy adds who carried the thing of head h: "a statement carried by Orbis",
// "the center, quoted by Orbis,".
func (f *finder) carriedBy(h int, dr *draft) {
	for _, k := range f.children(h) {
		if !f.is(k, "acl") || f.tag(k).XPOS != "VBN" {
			continue
		}
		switch f.lemma(k) {
		case "carry", "quote", "cite", "report", "publish", "broadcast", "air", "release", "post", "run", "circulate", "relay":
			agent := f.child(k, "obl:agent")
			if agent < 0 {
				agent = f.oblique(k, "by")
			}
			if agent < 0 {
				if agent = f.oblique(k, "on"); agent >= 0 && !f.carries(agent) {
					agent = -1
				}
			}
			if agent >= 0 {
				dr.via = append(dr.via, agent)
			}
		}
	}
}

func (f *finder) preposed(k int, preposition string) bool {
	c := f.child(k, "case")
	return c >= 0 && f.lower(c) == preposition
}

// carries reports whether token i is the head of an outlet or agency.
func (f *finder) carries(i int) bool {
	if n := f.actorAt(i); n >= 0 {
		if k := f.d.Actors[n].Kind; k == "agency" || k == "outlet" {
			return true
		} else if k != "" {
			return false
		}
	}
	return f.cues.outlet[f.lemma(i)] || f.cues.outlet[f.lower(i)]
}

// noun drafts the statement whose cue is the noun n: "the claim that it fell".
func (f *finder) noun(n int) {
	class, ok := f.cues.nouns[f.lemma(n)]
	if !ok {
		return
	}
	c := f.child(n, "acl", "ccomp")
	for _, k := range f.children(n) {
		if m := -1; f.is(k, "acl", "ccomp") && k > n && !f.is(k, "acl:relcl") {
			if m = f.child(k, "mark"); m >= 0 && (f.lower(m) == "that" || f.lower(m) == "to") {
				c = k
				break
			}
		}
	}
	m := -1
	if c >= 0 {
		m = f.child(c, "mark")
	}
	if c < n || f.is(c, "acl:relcl") || m < 0 || f.lower(m) != "that" && f.lower(m) != "to" {
		f.nounAbout(n, class)
		return
	}
	dr := draft{cue: span{n, n + 1}, phrase: span{n, n + 1}, head: -1, class: class, content: f.region(c)}
	if no := f.child(n, "det"); no >= 0 && f.lemma(no) == "no" {
		dr.stance = stemma.Denied
	}
	if p := f.child(n, "nmod:poss"); p >= 0 {
		dr.head, dr.source = p, f.nominal(p, n)
	} else if p := f.owner(n); p >= 0 {
		dr.head, dr.source = p, f.nominal(p, n)
	}
	if f.lower(m) == "to" && dr.head < 0 {
		return
	}
	f.propose(dr)
}

// nounAbout drafts what a noun with an owner is about: "the army's claims of victory",
// "they voiced concern about the dam".
func (f *finder) nounAbout(n int, class text.CueClass) {
	p := f.child(n, "nmod:poss")
	if p < 0 {
		p = f.owner(n)
	}
	if p < 0 {
		return
	}
	for _, k := range f.children(n) {
		if k < n || !f.is(k, "nmod") || k == p {
			continue
		}
		c := f.child(k, "case")
		if c < 0 {
			continue
		}
		switch f.lower(c) {
		case "of", "for", "about", "over", "against", "on":
			f.propose(draft{cue: span{n, n + 1}, phrase: span{n, min(c+1, n+2)}, head: p, source: f.nominal(p, n), class: class, content: f.region(k, c)})
			return
		}
	}
}

// adjective drafts what the subject of the adjective i thinks or will do: "is
// convinced that it fell", "are worried about shortages".
func (f *finder) adjective(i int) {
	class, ok := f.cues.adjs[f.lemma(i)]
	s, cop := f.child(i, "nsubj"), f.child(i, "cop")
	if !ok || s < 0 || cop < 0 || cop > i {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{f.phrase(cop).first, i + 1}, head: s, source: f.nominal(s, i), class: class}
	for p := dr.phrase.first - 1; p > s && f.head(p) == i && f.is(p, "aux", "advmod"); p-- {
		dr.phrase.first = p
	}
	if c := f.child(i, "ccomp", "xcomp", "advcl"); c > i && (class == text.Belief && !f.is(c, "advcl") || f.toInfinitive(c)) {
		dr.content = f.region(c)
	} else {
		for _, w := range []string{"about", "of", "at", "over"} {
			if o := f.oblique(i, w); o > i {
				m := f.child(o, "case", "mark")
				dr.phrase.last = max(dr.phrase.last, min(m+1, i+2))
				dr.content = f.region(o, m)
				break
			}
		}
	}
	f.propose(dr)
}

// owner is whose the noun n is: "the claim by X", "X made the claim"; -1 when it is
// not said.
func (f *finder) owner(n int) int {
	for _, k := range f.children(n) {
		if f.is(k, "nmod") && (f.preposed(k, "by") || f.preposed(k, "from")) {
			return k
		}
	}
	h := f.head(n)
	if h < 0 || !f.is(n, "obj") {
		return -1
	}
	switch f.lemma(h) {
	case "make", "issue", "give", "voice", "express", "have", "release", "deliver", "repeat", "raise", "announce", "offer", "renew", "reiterate", "post":
		return f.subject(h)
	}
	return -1
}

// hearsay drafts what is said to be only heard of: "they reportedly fled".
func (f *finder) hearsay(i int) {
	h := f.head(i)
	if h < 0 {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: -1, class: text.Report, stance: stemma.Disputed}
	dr.content = f.region(h, i)
	f.propose(dr)
}

// accord drafts "according to X" and its kin at token i.
func (f *finder) accord(i int) {
	for _, words := range f.cues.accord {
		if !f.matches(i, words) {
			continue
		}
		last := i + len(words) - 1
		x := f.nounOf(i, last)
		if x < 0 || f.lower(i) == "per" && (f.tag(x).UPOS != "PROPN" || f.tag(i).UPOS != "ADP") {
			return
		}
		p := f.predicate(x)
		if p < 0 {
			return
		}
		dr := draft{cue: span{i, last + 1}, phrase: span{i, last + 1}, head: x, class: text.Say}
		dr.source = f.nominal(x, i)
		if dr.source.first <= last {
			dr.source = f.tight(span{last + 1, max(dr.source.last, x+1)})
		}
		whole := span{min(i, dr.source.first), max(last+1, dr.source.last)}
		for _, r := range f.stretch(f.region(p), i, true) {
			dr.content = append(dr.content, cut(r, whole)...)
		}
		f.carriedBy(x, &dr)
		f.proposeEach(dr)
		return
	}
}

// cut is r without the tokens of hole.
func cut(r, hole span) []span {
	if !r.meets(hole) {
		return []span{r}
	}
	return []span{{r.first, max(r.first, hole.first)}, {min(hole.last, r.last), r.last}}
}

// matches reports whether words stand at token i, in one sentence.
func (f *finder) matches(i int, words []string) bool {
	if i+len(words) >= len(f.d.Tokens) || f.sentence[i] != f.sentence[i+len(words)] {
		return false
	}
	for n, w := range words {
		if !strings.EqualFold(f.d.Word(i+n), w) {
			return false
		}
	}
	return true
}

// nounOf is the noun that the preposition [i, last] governs: the head that it is the
// case of, else what hangs on it, else the first noun behind it.
func (f *finder) nounOf(i, last int) int {
	for _, t := range []int{last, i} {
		if h := f.head(t); h > last && f.is(t, "case", "mark") && (f.nounlike(h) || f.tag(h).UPOS == "NUM" || f.tag(h).UPOS == "ADJ") {
			return h
		}
	}
	for _, t := range []int{i, last} {
		if k := f.child(t, "obl", "nmod", "obj"); k > last {
			return k
		}
	}
	for t := last + 1; t < f.in(i).Last && t < last+8; t++ {
		if f.nounlike(t) {
			for f.is(t, "compound", "flat", "nmod:poss", "det", "amod") && f.head(t) > last {
				t = f.head(t)
			}
			return t
		}
	}
	return -1
}

// predicate is the head of the clause that the phrase of x qualifies: the nearest
// one above it with a subject, or the root.
func (f *finder) predicate(x int) int {
	h := f.head(x)
	for range 40 {
		if h < 0 {
			return -1
		}
		up := f.head(h)
		if up < 0 || f.child(h, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 && f.is(h, "ccomp", "parataxis", "acl:relcl", "advcl", "conj") {
			return h
		}
		h = up
	}
	return h
}

// mark drafts what a mark attributes: "Vey: the bridge fell" at the head of a
// heading, and a dash with a name behind a quotation.
func (f *finder) mark(i int) {
	switch f.d.Word(i) {
	case ":":
		f.headline(i)
	case "―", "—", "–", "--", "-":
		f.signature(i)
	}
}

// longestSignature is the number of words that a name before a colon or behind a
// dash may have.
const longestSignature = 8

// headline drafts "SOURCE: content" where the source opens a sentence and is a name.
func (f *finder) headline(i int) {
	s := f.in(i)
	if i == s.First || i-s.First > longestSignature || i+3 >= s.Last || f.within[i] >= 0 {
		return
	}
	role := f.d.Report.Blocks[s.Block].Role
	head := -1
	for t := s.First; t < i; t++ {
		if f.verbal(t) {
			return
		}
		if f.nounlike(t) {
			head = t
		}
	}
	if head < 0 || role != stemma.Heading && f.tag(head).UPOS != "PROPN" && f.actorAt(head) < 0 {
		return
	}
	verb := false
	for t := i + 1; t < s.Last; t++ {
		verb = verb || f.tag(t).UPOS == "VERB" || f.is(t, "cop")
	}
	if !verb && f.within[i+1] < 0 || f.startsDateline(s) {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: head, source: span{s.First, i}, class: text.Say}
	dr.content = f.stretchQuote(span{i + 1, s.Last})
	f.propose(dr)
}

// turns drafts the turns of a transcript, "VEY: We hold it. They fled.": a name in
// capitals opens a paragraph, and the whole of it is what he says. One alone is no
// transcript but a label.
func (f *finder) turns() {
	var marks []int
	for i := range f.d.Tokens {
		if f.d.Word(i) == ":" && f.turnAt(i) {
			marks = append(marks, i)
		}
	}
	if len(marks) < 2 {
		return
	}
	for _, i := range marks {
		end := i + 1
		for end < len(f.d.Tokens) && !f.startsParagraph(end) {
			end++
		}
		first := i - 1
		for !f.startsParagraph(first) {
			first--
		}
		f.propose(draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: i - 1, source: span{first, i}, class: text.Say, content: []span{{i + 1, end}}})
	}
}

// turnAt reports whether the colon at token i stands behind a name in capitals that
// opens its paragraph.
func (f *finder) turnAt(i int) bool {
	const longest = 4
	for t := i - 1; t >= 0 && t >= i-longest; t-- {
		if w := f.d.Word(t); strings.ToUpper(w) != w || strings.ToLower(w) == w && !f.punctuated(t) {
			return false
		}
		if f.startsParagraph(t) {
			return !f.punctuated(i-1) && !f.placeAt(t)
		}
	}
	return false
}

// placeAt reports whether token i belongs to the name of a place.
func (f *finder) placeAt(i int) bool {
	return text.Covering(f.d.Places, f.d.Tokens[i].Start) >= 0
}

// startsDateline reports whether s opens a block's body with a place in capitals.
func (f *finder) startsDateline(s text.Sentence) bool {
	w := f.d.Word(s.First)
	return f.d.Report.Blocks[s.Block].Role == stemma.Body && len(w) > 3 && strings.ToUpper(w) == w && f.startsParagraph(s.First)
}

// stretchQuote is r, or the quotation that opens it, whole.
func (f *finder) stretchQuote(r span) []span {
	if n := f.within[r.first]; n >= 0 {
		return []span{f.tokens(f.quotes[n].Span)}
	}
	return []span{r}
}

// signature drafts a quotation with its speaker's name behind a dash at token i.
func (f *finder) signature(i int) {
	if i == 0 || f.within[i] >= 0 || f.within[i-1] < 0 || i+1 >= len(f.d.Tokens) {
		return
	}
	n := f.within[i-1]
	q := f.tokens(f.quotes[n].Span)
	if !f.speech(q) {
		return
	}
	end := i + 1
	for end < len(f.d.Tokens) && !f.startsParagraph(end) && end-i <= longestSignature {
		end++
	}
	if end < len(f.d.Tokens) && !f.startsParagraph(end) || f.tag(i+1).UPOS != "PROPN" {
		return
	}
	r := f.tight(span{i + 1, end})
	f.propose(draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: r.last - 1, source: r, class: text.Say, content: []span{q}})
}
