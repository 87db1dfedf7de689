package quote

import (
	"slices"

	"stemma/internal/text"
)

// clauseOf is the clause or quotation that a verb of saying takes.
func (f *finder) clauseOf(v int, s sense, dr *draft) []span {
	if s.frames&clause == 0 {
		return nil
	}
	if s.frames&quotation != 0 && !f.besideMark(v) && (dr.source.empty() || !f.besideMark(dr.source.first)) {
		return nil
	}
	speaks := s.class != text.Belief && s.class != text.Intention && s.class != text.Show
	if r := f.setApart(v, dr); speaks && len(r) > 0 {
		return r
	}
	c := f.child(v, "ccomp")
	for _, k := range f.children(v) {
		if f.is(k, "ccomp") && k > v && c < v && f.within[c] < 0 {
			c = k
		}
	}
	if c >= 0 && (dr.source.has(c) || dr.head >= 0 && dr.head < c && c < v && f.within[c] == f.within[v] || c < v && f.within[c] < 0 && (f.hi[c]-f.lo[c] < 2 || f.leadsIn(v, c, dr))) {
		c = -1
	}
	if x := f.child(v, "xcomp"); c < 0 && x > v && speaks && (f.child(x, "nsubj", "nsubj:pass") > v || f.lemma(v) == "say") && !f.parted(span{f.lo[x], f.hi[x] + 1}, v) {
		c = x
	}
	if c > v && f.parted(span{f.lo[c], f.hi[c] + 1}, v) {
		c = -1
	}
	if c < 0 {
		c = f.whClause(v)
	}
	if c >= 0 {
		return f.stretch(f.scope(v, c, dr), v, speaks)
	}
	if h := f.head(v); h >= 0 && f.child(v, "nsubj") >= 0 {
		if f.is(v, "parataxis") && f.after(v, "xcomp", "ccomp") < 0 && (addressed[f.lemma(v)] || f.after(v, "obj") < 0) || f.is(v, "advcl") && f.asClause(v) && (f.after(v, "obj") < 0 || f.lower(f.after(v, "obj")) == "it") {
			return f.stretch(f.region(h, v), v, speaks)
		}
	}
	if i := dr.phrase.last; i < f.in(v).Last && f.lower(i) == "so" && f.head(i) == v && f.is(i, "advmod") {
		return []span{{i, i + 1}} // "does not think so"
	}
	if !speaks {
		if that := f.thatBehind(v); that > 0 && dr.head >= 0 {
			if that < f.hi[v] {
				return f.outside(f.upTo(span{that, f.hi[v] + 1}, v, dr), dr)
			}
			if k := f.head(that); that == v+1 && k > that && f.is(k, "ccomp") && f.lo[k] == that {
				return f.region(k) // the parser has given it to another verb
			}
		}
		return nil
	}
	if dr.head < 0 && !f.besideMark(v) {
		return nil
	}
	if c := f.child(v, "parataxis", "xcomp", "obj", "advcl", "dep", "conj", "appos"); c >= 0 && f.within[c] >= 0 && f.within[v] != f.within[c] && f.within[f.lo[c]] == f.within[c] && f.besideMark(v) {
		return f.stretch([]span{f.tokens(f.quotes[f.within[c]].Span)}, v, true)
	}
	if c := f.child(v, "parataxis"); c > v && f.colonBetween(v, c) {
		return f.stretch(f.region(c), v, true)
	}
	q := f.quotesBeside(v)
	if len(q) > 0 && f.adjacent(q, dr) {
		return q
	}
	if r := f.rest(v, dr); len(r) > 0 || f.child(v, "obj") > v {
		return r
	}
	return q
}

// setApart is what the verb of saying v takes where quotation marks, commas or the place
// of its speaker tell that and the tree need not be asked.
func (f *finder) setApart(v int, dr *draft) []span {
	s := f.in(v)
	if q := f.quoteBefore(v, dr); !q.empty() {
		return f.stretch([]span{q}, v, true)
	}
	if dr.head > v && f.inverted(v) && v > s.First+3 {
		return f.stretch([]span{{s.First, dr.phrase.first}}, v, true)
	}
	if q := f.lastQuote(v, dr); !q.empty() {
		return []span{q}
	}
	if f.closes(v, dr) {
		return f.stretch([]span{{s.First, dr.source.first}}, v, true)
	}
	if q := f.quoteBehind(v, dr); !q.empty() {
		return f.stretch([]span{q}, v, true)
	}
	if r := f.around(v, dr); len(r) > 0 {
		return r
	}
	if f.attended(v, dr) {
		return f.stretch([]span{{s.First, dr.source.first}}, v, true)
	}
	return nil
}

// attended reports whether the verb of saying v stands behind its words with another
// such participle right behind it: "… is near the airport Ann Vey said noting that …".
func (f *finder) attended(v int, dr *draft) bool {
	i := dr.phrase.last
	return i < f.in(v).Last && f.tag(i).XPOS == "VBG" && f.saysOtherwise(i) && !dr.source.empty() && dr.source.last == dr.phrase.first &&
		f.finite(v) && f.hasFinite(span{f.in(v).First, dr.source.first})
}

// addressed are the verbs whose object is who was told.
var addressed = map[string]bool{
	"tell": true, "inform": true, "assure": true, "warn": true, "remind": true, "notify": true, "advise": true, "persuade": true,
	"convince": true, "ask": true, "brief": true, "promise": true, "show": true, "teach": true, "text": true, "email": true, "urge": true,
}

// scope is how far the clause c behind the cue v reaches. Where the parser has cut a
// clause without "that" into pieces that all hang on the cue, it takes them together:
// "said [the plan] [should be dropped]". A comma before a conjunction, an adverbial
// or another cue ends it.
func (f *finder) scope(v, c int, dr *draft) []span {
	if c < v {
		return f.region(c)
	}
	r := span{f.lo[c], f.hi[c] + 1}
	if m := f.thatBehind(v); m > 0 && m < r.last && c > m {
		r.first = m
	} else if o := f.child(v, "obj", "iobj"); o > v && o < c && f.hi[o] < c && !addressed[f.lemma(v)] && f.within[o] == f.within[v] {
		r.first = min(r.first, f.lo[o])
	}
	r.first = f.rightBehind(v, r.first, dr)
	for _, k := range f.children(v) {
		if f.lo[k] < r.last || f.is(k, "punct") {
			continue
		}
		comma := f.d.Word(f.lo[k]-1) == "," || f.punctuated(f.lo[k])
		switch {
		case f.is(k, "ccomp", "obj", "xcomp", "dep"):
		case f.is(k, "obl", "advmod", "nmod", "advcl", "conj", "parataxis") && !comma && !f.is(k, "obl:agent") && f.senses(k) == nil && !f.preposed(k, "according"):
		default:
			return f.outside(f.upTo(r, v, dr), dr)
		}
		r.last = f.hi[k] + 1
	}
	return f.outside(f.upTo(r, v, dr), dr)
}

// resumes reports whether the verb of saying k, without a subject, goes on from the
// cue v and not from the verb of what is said that the parser has joined it to: it has
// the form of v, and that verb has not ("said he would leave and warned …").
func (f *finder) resumes(k, v int) bool {
	h := f.head(k)
	if h <= v || f.lower(k-1) == "that" || !f.saysOtherwise(k) || f.child(k, "nsubj", "nsubj:pass", "aux", "aux:pass") >= 0 {
		return false
	}
	return f.finite(k) && f.tag(k).XPOS == f.tag(v).XPOS && (f.tag(h).XPOS != f.tag(v).XPOS || f.child(h, "aux", "cop") >= 0)
}

// rightBehind is where the clause of v starts: right behind the cue, over who was
// told, when and in what, unless these are parted by a comma. The parser may have
// hung the clause's first words on the cue ("said [more than] 50 had fled").
func (f *finder) rightBehind(v, first int, dr *draft) int {
	from := max(dr.phrase.last, v+1)
	if dr.source.first > v {
		from = max(from, dr.source.last)
	}
	if from >= first || addressed[f.lemma(v)] || first-from > 6 {
		return first
	}
	for i := first - 1; i >= from; i-- {
		if f.punctuated(i) || f.lower(i) == "that" || media[f.lemma(i)] || text.Covering(f.d.Times, f.d.Tokens[i].Start) >= 0 || f.carries(i) || day[f.lower(i)] || f.lower(i) == "to" {
			return first
		}
		if f.tag(i).UPOS == "ADV" && i == from && first-from == 1 {
			return first
		}
	}
	return from
}

// day are the words that say when something was said.
var day = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"today": true, "yesterday": true, "tonight": true, "earlier": true, "later": true, "week": true, "month": true, "year": true, "morning": true,
}

// thatBehind is the "that" that opens the clause of the cue v, over who was told and
// when; 0 when there is none.
func (f *finder) thatBehind(v int) int {
	for i := v + 1; i < f.in(v).Last && i < v+12 && f.within[i] == f.within[v]; i++ {
		if f.lower(i) == "that" && (f.tag(i).UPOS == "SCONJ" || f.onlySays(v) && i+2 < f.in(v).Last) {
			return i
		}
		if f.finite(i) || f.d.Word(i) == "," {
			return 0
		}
	}
	return 0
}

// saysOtherwise reports whether k is a verb with which somebody speaks.
func (f *finder) saysOtherwise(k int) bool {
	return slices.ContainsFunc(f.senses(k), func(s sense) bool { return speaks(s.class) && s.frames&clause != 0 })
}

// onlySays reports whether what v takes is a clause, so that a "that" behind it and
// a noun opens no relative clause.
func (f *finder) onlySays(v int) bool {
	if f.lemma(v) == "tell" {
		return true
	}
	senses := f.senses(v)
	for _, s := range senses {
		if s.frames != clause || !speaks(s.class) {
			return false
		}
	}
	return len(senses) > 0
}

// upTo is r up to where somebody else is heard: whom the speaker cites ("…, citing a
// source") or who says otherwise ("…, but residents denied that").
func (f *finder) upTo(r span, v int, dr *draft) span {
	for i := r.first + 1; i+1 < r.last; i++ {
		if f.d.Word(i) != "," || f.within[i] >= 0 {
			continue
		}
		if f.accordAt(i+1) || f.turnsTo(i+1, r) {
			return span{r.first, i}
		}
		if k := i + 1; f.tag(k).XPOS == "VBG" && f.saysOtherwise(k) && f.child(k, "nsubj") < 0 {
			return span{r.first, i} // "…, adding that …" goes with the cue
		}
		if k := i + 1; f.tag(k).XPOS == "VBG" && (f.lemma(k) == "cite" || f.lemma(k) == "quote") {
			if o := f.child(k, "obj"); o >= 0 && dr.head >= 0 && f.quotable(o) {
				dr.via = append(dr.via, dr.head)
				dr.head, dr.source = o, f.nominal(o, k)
			}
			return span{r.first, i}
		}
		if i+2 < r.last && f.lower(i+1) == "but" && f.lower(i+2) != "that" {
			if k := f.head(i + 1); k > i && k < r.last && f.saysOtherwise(k) && f.child(k, "nsubj") > i && f.is(k, "conj") {
				return span{r.first, i}
			}
		}
	}
	return f.beforeAnother(r, v)
}

// turnsTo reports whether token i opens a clause that tells of other words than those
// of r: "…, though she noted …", "…, which he called …".
func (f *finder) turnsTo(i int, r span) bool {
	k := f.head(i)
	if k <= i || k >= r.last {
		return false
	}
	if w := f.lower(i); w == "though" || w == "although" {
		return f.is(i, "mark") && f.saysOtherwise(k) && f.child(k, "nsubj") > i
	}
	if !f.relative(i) || f.senses(k) == nil || !f.is(k, "acl:relcl") {
		return false
	}
	for _, s := range f.children(k) {
		if s > i && f.is(s, "nsubj") && f.lo[s] == i+1 {
			return !f.is(i, "nsubj") || k+1 < r.last && (f.tag(k+1).UPOS == "ADP" || f.punctuated(k+1)) // not "which they say fell"
		}
	}
	return false
}

// beforeAnother is r up to a conjunction behind which somebody else speaks: "they were
// winning and the rebels accused them of lies".
func (f *finder) beforeAnother(r span, v int) span {
	for i := r.first + 2; i+2 < r.last; i++ {
		if w := f.lower(i); w != "and" && w != "but" && w != "while" || f.within[i] >= 0 {
			continue
		}
		k := f.head(i)
		if n := k; n > i && n+1 < r.last && f.is(n, "conj") && f.nounlike(n) && f.joined(n+1) == n {
			return span{r.first, i}
		}
		if k <= i || k >= r.last || !f.is(k, "conj", "advcl") || f.senses(k) == nil || f.is(i, "mark") != f.is(k, "advcl") {
			continue
		}
		if f.resumes(k, v) || f.pastForm(k, v) && f.nounlike(f.head(k)) && f.head(k) < i && f.child(k, "nsubj") < 0 {
			return span{r.first, i}
		}
		if s := f.child(k, "nsubj"); s > i && s < k && f.tag(s).UPOS != "PRON" && f.lo[s] == i+1 && f.speaks(s) {
			return span{r.first, i}
		}
	}
	return r
}

// pastForm reports whether the verb k has the form of the finite verb v, or, without
// an auxiliary, that of a participle where v is in the past.
func (f *finder) pastForm(k, v int) bool {
	x := f.tag(k).XPOS
	return f.finite(k) && x == f.tag(v).XPOS || x == "VBN" && f.tag(v).XPOS == "VBD" && f.child(k, "aux", "aux:pass") < 0
}

// outside is r without the source and the cue of dr.
func (f *finder) outside(r span, dr *draft) []span {
	all := []span{r}
	for _, hole := range []span{dr.phrase, dr.source} {
		var left []span
		for _, s := range all {
			left = append(left, cut(s, hole)...)
		}
		all = left
	}
	return f.trim(all)
}

// adjacent reports whether one of the quotations stands right beside the source and
// cue of dr, with nothing but punctuation and small words between.
func (f *finder) adjacent(quotes []span, dr *draft) bool {
	first, last := dr.phrase.first, dr.phrase.last
	if !dr.source.empty() {
		first, last = min(first, dr.source.first), max(last, dr.source.last)
	}
	for _, q := range quotes {
		if q.first >= last && q.first-last <= 3 || q.last <= first && first-q.last <= 2 || q.first >= first && q.last <= last {
			return true
		}
	}
	return false
}

// whClause is the clause right behind v that a question word opens ("have not said
// when they will leave"); -1 when there is none.
func (f *finder) whClause(v int) int {
	for _, k := range f.children(v) {
		if k > v && f.is(k, "advcl") && f.lo[k] == v+1 {
			switch f.lower(v + 1) {
			case "when", "where", "why", "how", "what", "who", "whether", "if":
				return k
			}
		}
	}
	return -1
}

// rest is what is left of the sentence where the parser found no clause for a verb
// of saying with a subject: what stands behind it, or before its subject when the
// verb closes the sentence. It must hold a finite verb.
func (f *finder) rest(v int, dr *draft) []span {
	if dr.head < 0 {
		return nil
	}
	if that := f.thatBehind(v); that > 0 {
		return f.outside(f.upTo(span{that, f.in(v).Last}, v, dr), dr)
	}
	participle := f.tag(v).XPOS == "VBG" && (f.lemma(v) == "say" || v > 0 && f.d.Word(v-1) == "," && f.saysOtherwise(v))
	if !f.finite(v) && f.child(v, "aux") < 0 && !participle || f.within[v] >= 0 || f.thing(v) >= 0 && f.lemma(v) != "say" {
		return nil
	}
	s := f.in(v)
	before := span{s.First, min(dr.source.first, dr.phrase.first)}
	if f.inverted(v) {
		return []span{before}
	}
	behind := span{max(dr.phrase.last, dr.source.last), s.Last}
	if next := f.nextParagraph(s); !next.empty() {
		return []span{next}
	}
	if f.parenthetical(dr, behind) && (f.hasFinite(before) || f.finite(behind.first+1)) {
		return []span{before, behind}
	}
	if !behind.empty() && f.tag(behind.first).UPOS == "CCONJ" && f.finite(f.head(behind.first)) {
		return nil // "responded and fought back"
	}
	behind = f.upTo(behind, v, dr)
	if o := f.child(v, "obj"); o > v && f.lo[o] == behind.first && behind.last-behind.first >= 3 && f.lemma(v) == "say" {
		return []span{behind}
	}
	if f.tag(v).XPOS == "VBG" && behind.last-behind.first >= 4 && f.tag(behind.first).UPOS != "ADP" && f.tag(behind.first).UPOS != "SCONJ" {
		return []span{behind}
	}
	if f.hasFinite(behind) {
		if f.child(v, "advcl") >= behind.first && f.lo[f.child(v, "advcl")] == behind.first {
			return nil
		}
		return []span{behind}
	}
	if f.hasFinite(before) && before.last-before.first >= 4 {
		return []span{before}
	}
	return nil
}

// nextParagraph is the paragraph behind the sentence s when s ends its own with a
// colon and what follows stands in no quotation marks: a block quotation.
func (f *finder) nextParagraph(s text.Sentence) span {
	if s.Last >= len(f.d.Tokens) || f.d.Word(s.Last-1) != ":" || !f.startsParagraph(s.Last) || f.within[s.Last] >= 0 {
		return span{}
	}
	end := s.Last + 1
	for end < len(f.d.Tokens) && !f.startsParagraph(end) {
		end++
	}
	return span{s.Last, end}
}

// parenthetical reports whether the source and cue of dr stand between commas within
// what is said: "…, the monitor said, …".
func (f *finder) parenthetical(dr *draft, behind span) bool {
	first := min(dr.source.first, dr.phrase.first)
	return first > 1 && f.d.Word(first-1) == "," && !behind.empty() && f.d.Word(behind.first) == ","
}

// finite reports whether token i is a finite verb or modal.
func (f *finder) finite(i int) bool {
	if i < 0 {
		return false
	}
	switch f.tag(i).XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func (f *finder) hasFinite(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.finite(i) {
			return true
		}
	}
	return false
}

// asClause reports whether v is introduced by "as": "as officials said".
func (f *finder) asClause(v int) bool {
	m := f.child(v, "mark")
	return m >= 0 && f.lower(m) == "as"
}

func (f *finder) colonBetween(a, b int) bool {
	for i := a; i < b; i++ {
		if f.d.Word(i) == ":" {
			return true
		}
	}
	return false
}

// besideMark reports whether a quotation mark or colon stands right beside v.
func (f *finder) besideMark(v int) bool {
	for _, i := range []int{v - 2, v - 1, v + 1, v + 2} {
		if i >= 0 && i < len(f.d.Tokens) && (f.within[i] >= 0 && f.within[i] != f.within[v] || f.d.Word(i) == ":") {
			return true
		}
	}
	return false
}

// merge sorts ranges and joins those that meet.
func merge(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.first - b.first })
	var out []span
	for _, r := range all {
		if n := len(out); n > 0 && r.first <= out[n-1].last {
			out[n-1].last = max(out[n-1].last, r.last)
		} else {
			out = append(out, r)
		}
	}
	return out
}

// resumed adds what goes on behind a speaker set between commas, "…, the monitor
// said, killing two": a participle that is no cue itself.
func (f *finder) resumed(dr *draft) {
	s := f.in(dr.cue.first)
	behind := span{max(dr.phrase.last, dr.source.last), s.Last}
	if dr.source.empty() || !f.parenthetical(dr, behind) || f.quoted(f.trim(slices.Clone(dr.content))) {
		return
	}
	v := behind.first + 1
	if v >= s.Last || f.tag(v).XPOS != "VBG" || f.senses(v) != nil || f.lemma(v) == "cite" || f.lemma(v) == "quote" || f.lemma(v) == "speak" {
		return
	}
	for _, r := range dr.content {
		if r.last > dr.cue.first {
			return
		}
	}
	dr.content = append(dr.content, span{v, s.Last})
}
