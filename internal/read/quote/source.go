package quote

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// proposeEach proposes dr once for each of its coordinated speakers that are named
// by themselves ("a news agency and a monitor said").
func (f *finder) proposeEach(dr draft) {
	if dr.head < 0 {
		f.propose(dr)
		return
	}
	speakers := []int{dr.head}
	whole := dr.source
	for _, k := range f.children(dr.head) {
		if f.is(k, "conj") && f.nounlike(k) && f.child(k, "nsubj") < 0 {
			speakers = append(speakers, k)
			if dr.source.last <= k && k < dr.cue.first && f.head(dr.head) == dr.cue.first {
				whole.last = max(whole.last, min(f.hi[k]+1, dr.cue.first))
			}
		}
	}
	speakers = append(speakers, f.besideName(dr.head, dr.cue.first)...)
	for _, k := range f.children(dr.cue.first) { // a second subject, behind "and"
		if k != dr.head && dr.head < k && k < dr.cue.first && f.is(k, "nsubj") && f.hasWord(span{dr.head, k}, "and") && f.is(dr.head, "nsubj") {
			speakers = append(speakers, k)
			whole.last = max(whole.last, f.hi[k]+1)
		}
	}
	if len(speakers) == 1 || !f.severally(speakers) {
		dr.source = f.tight(span{dr.source.first, max(dr.source.last, min(whole.last, max(dr.cue.first, dr.source.last)))})
		f.propose(dr)
		return
	}
	for n, h := range speakers {
		each := dr
		each.head = h
		each.source = f.tight(span{max(f.lo[h], whole.first), min(f.hi[h]+1, whole.last)})
		for each.source.first < h && f.tag(each.source.first).UPOS == "CCONJ" {
			each.source.first++
		}
		if n == 0 {
			each.source = f.tight(span{whole.first, max(f.lo[speakers[1]], whole.first)})
			each.source = f.withoutConjunction(each.source)
		}
		f.propose(each)
	}
}

// besideName are those before token cue whom the parser has joined to a word within the name of the
// body at head: medics in "the Watch for Human Rights and medics said".
func (f *finder) besideName(head, cue int) []int {
	n := f.actorAt(head)
	if n < 0 || f.d.Actors[n].Person || f.d.Actors[n].Party.ID == "" {
		return nil
	}
	var out []int
	a := f.tokens(f.d.Actors[n].Span)
	for i := a.first; i < a.last; i++ {
		for _, k := range f.children(i) {
			if i != head && f.is(k, "conj") && k >= a.last && k < cue && f.nounlike(k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// severally reports whether every one of the heads is an actor of its own or a
// singular that speaks, not one of a crowd ("men and women").
func (f *finder) severally(heads []int) bool {
	for n, h := range heads {
		if n > 0 && f.tag(h).UPOS == "NOUN" && f.person(heads[0]) && f.hasWord(span{heads[0], h}, ",") {
			return false // "Vey, a doctor and a witness,": one who is both
		}
		if f.actorAt(h) < 0 && f.tag(h).UPOS != "PROPN" && !f.determined(h) && !(f.crowd(h) && f.namedAmong(heads)) {
			return false
		}
	}
	return true
}

// crowd reports whether the noun h is of several who can speak: "medics".
func (f *finder) crowd(h int) bool {
	return f.tag(h).XPOS == "NNS" && (f.cues.speaker.Get(f.kind(h)) || f.cues.people.Get(f.kind(h)) || f.cues.role.Get(f.kind(h)))
}

// namedAmong reports whether one of the heads is a body that is known by its name, beside which
// others speak for themselves: "the Observatory and medics".
func (f *finder) namedAmong(heads []int) bool {
	return slices.ContainsFunc(heads, func(h int) bool {
		n := f.actorAt(h)
		return n >= 0 && f.d.Actors[n].Party.ID != "" && !f.d.Actors[n].Person && f.d.Actors[n].Kind != "people"
	})
}

func (f *finder) determined(h int) bool {
	return f.child(h, "det", "nmod:poss", "nummod") >= 0 && f.tag(h).XPOS == "NN"
}

func (f *finder) withoutConjunction(r span) span {
	for !r.empty() && (f.tag(r.last-1).UPOS == "CCONJ" || f.punctuated(r.last-1)) {
		r.last--
	}
	return r
}

// nominal is the noun phrase of head h as it stands around it, without what stands
// under the cue v.
func (f *finder) nominal(h, v int) span {
	r := span{h, h + 1}
	for r.first > f.lo[h] && f.partOf(r.first-1, h, v) {
		r.first--
	}
	for r.last <= f.hi[h] && f.partOf(r.last, h, v) {
		r.last++
	}
	for !r.empty() && r.first < h && (f.is(r.first, "case", "cc", "mark", "punct") && f.head(r.first) == h || f.punctuated(r.first) && !f.opensQuote(r.first)) {
		r.first++
	}
	return f.tight(r)
}

func (f *finder) opensQuote(i int) bool {
	n := f.within[i]
	return n >= 0 && f.d.Tokens[i].Start == f.quotes[n].Start
}

// partOf reports whether token i belongs to the noun phrase of h beside the verb v.
func (f *finder) partOf(i, h, v int) bool {
	if i == v || !f.under(i, h, v) {
		return f.punctuated(i) && i != v && f.sentence[i] == f.sentence[h] && f.within[i] == f.within[h]
	}
	return f.within[i] == f.within[h] || f.within[h] < 0 && !f.speech(f.tokens(f.quotes[f.within[i]].Span))
}

// besideQuote widens the source of dr where the speaker with all that is said of
// him stands between a quotation and the cue: "…," Ann Vey, a teacher, said.
func (f *finder) besideQuote(dr *draft, v int) {
	if !f.quoted(f.trim(slices.Clone(dr.content))) || dr.source.empty() || dr.source.first > v {
		return
	}
	last := -1
	for _, r := range f.trim(slices.Clone(dr.content)) {
		if r.last <= dr.source.first {
			last = r.last
		}
	}
	if last < 0 || dr.phrase.first-last > 30 || f.sentence[last-1] != f.sentence[v] {
		return
	}
	r := f.tight(span{last, dr.phrase.first})
	for i := r.first; i < r.last; i++ {
		if f.within[i] >= 0 || f.tag(i).UPOS == "VERB" && !f.under(i, dr.head) && strings.HasPrefix(f.tag(i).XPOS, "VBD") {
			return
		}
	}
	for !r.empty() && (f.punctuated(r.first) || f.tag(r.first).UPOS == "CCONJ") {
		r.first++
	}
	if r.has(dr.head) && r.holds(dr.source) {
		dr.source = r
	}
}

// longestGap is the number of tokens that may lie between a noun phrase as the
// parser has it and the cue behind it: an apposition, a party and state, an age.
const longestGap = 25

// widenSource takes into the source what stands between it and the cue behind it,
// and the title right before it, where nothing else can own those words.
func (f *finder) widenSource(dr *draft) {
	if dr.head < 0 || dr.source.empty() || f.relative(dr.head) || f.tag(dr.head).UPOS == "PRON" {
		return
	}
	if n := f.actorAt(dr.head); n >= 0 {
		if a := f.tokens(f.d.Actors[n].Span); a.meets(dr.source) && !a.has(dr.cue.first) && (a.last <= dr.phrase.first || a.first >= dr.phrase.last) {
			dr.source = span{min(a.first, dr.source.first), max(a.last, dr.source.last)}
		}
	}
	f.withoutTime(dr)
	f.withoutCircumstance(dr)
	f.describedBehind(dr)
	if f.head(dr.head) != dr.cue.first && !f.quoted(dr.content) {
		return
	}
	if gap := (span{dr.source.last, dr.phrase.first}); dr.source.last < dr.phrase.first && gap.last-gap.first <= longestGap && f.ownedGap(gap, dr) {
		dr.source = f.tight(span{dr.source.first, gap.last})
	}
	s := f.in(dr.head)
	i := dr.source.first
	for i > s.First && i > dr.source.first-8 && f.tag(dr.source.first).UPOS != "DET" && f.titleLike(i-1) && f.within[i-1] == f.within[i] {
		i--
	}
	behindQuote := i > s.First && f.within[i-1] >= 0 && f.within[i] < 0
	if i > s.First && f.d.Word(i-1) != "," && !behindQuote || f.holdsContent(span{i, dr.source.first}, dr) && !behindQuote {
		return
	}
	dr.source.first = i
}

func (f *finder) holdsContent(r span, dr *draft) bool {
	for _, c := range dr.content {
		if c.meets(r) {
			return true
		}
	}
	return false
}

// titleLike reports whether token i may be part of a title before a name.
func (f *finder) titleLike(i int) bool {
	switch f.tag(i).UPOS {
	case "PROPN", "NOUN", "ADJ", "DET":
		return true
	}
	return f.d.Word(i) == "-" || f.d.Word(i) == "." && f.glued(i)
}

// ownedGap reports whether the tokens of gap can only belong to the source of dr: no
// content, quotation, finite verb or cue of another stands in it outside commas.
func (f *finder) ownedGap(gap span, dr *draft) bool {
	if f.holdsContent(gap, dr) || f.tag(gap.first).UPOS == "CCONJ" {
		return false
	}
	set := f.punctuated(gap.first)
	if set && !f.punctuated(gap.last-1) && f.d.Word(gap.first) == "," {
		return false
	}
	if set && gap.first+1 < gap.last && f.tag(gap.first+1).XPOS == "VBG" {
		return false
	}
	related := set && gap.first+1 < gap.last && (f.relative(gap.first+1) || f.lower(gap.first+1) == "whose")
	for i := gap.first; i < gap.last; i++ {
		if f.within[i] != f.within[dr.head] || f.finite(i) && !related && !(set && f.under(i, dr.head)) || f.is(i, "nsubj") && !set {
			return false
		}
		if f.tag(i).UPOS == "SCONJ" && !related {
			return false
		}
	}
	return true
}

// withoutTime drops "on Sunday" from the end of the source.
func (f *finder) withoutTime(dr *draft) {
	last := dr.source.last
	for last-1 > dr.head && (text.Covering(f.d.Times, f.d.Tokens[last-1].Start) >= 0 || day[f.lower(last-1)]) {
		last--
	}
	if last == dr.source.last {
		return
	}
	if last-1 > dr.head && f.tag(last-1).UPOS == "ADP" {
		last--
	}
	dr.source = f.tight(span{dr.source.first, last})
}

// absolute takes the subject of "with 50 troops reported dead" for what it is: part
// of what is reported, by nobody named.
func (f *finder) absolute(dr *draft) {
	if dr.source.empty() || f.lower(dr.source.first) != "with" {
		return
	}
	dr.content = merge(append(dr.content, span{dr.source.first + 1, dr.source.last}))
	dr.head, dr.source, dr.stance = -1, span{}, stemma.Disputed
}

// withoutCircumstance ends the source where a comma sets off what the speaker was
// doing or where: "Vey, speaking in Tarn," and "Vey, at a later hearing,".
func (f *finder) withoutCircumstance(dr *draft) {
	for i := dr.head + 1; i+1 < dr.source.last; i++ {
		if f.relative(i) {
			return
		}
		circumstance := f.d.Word(i) == "," && (f.tag(i+1).XPOS == "VBG" || f.tag(i+1).UPOS == "ADP" && f.lower(i+1) != "of" && f.lower(i+1) != "from")
		if circumstance || f.lower(i) == "in" && i+3 <= dr.source.last && (f.lower(i+1) == "a" || f.lower(i+1) == "an") && (media[f.lemma(i+2)] || i+3 < dr.source.last && media[f.lemma(i+3)]) {
			dr.source = f.tight(span{dr.source.first, i})
			return
		}
	}
}

// describedBehind takes into a source behind its cue what a comma sets off after it
// up to the end of the sentence or the next quotation: "said Vey, who fled in May".
func (f *finder) describedBehind(dr *draft) {
	comma := dr.source.last
	if dr.source.first < dr.cue.first || comma+2 >= len(f.d.Tokens) || f.d.Word(comma) != "," || f.sentence[comma+1] != f.sentence[dr.head] || f.within[comma+1] != f.within[dr.head] {
		return
	}
	switch next := f.tag(comma + 1); {
	case f.relative(comma+1) || f.lower(comma+1) == "whose":
	case next.UPOS == "DET" || next.UPOS == "NOUN" || next.UPOS == "PROPN" || next.UPOS == "ADJ" || next.UPOS == "NUM":
	default:
		return
	}
	s := f.in(dr.head)
	related := false
	for i := comma + 1; i < s.Last; i++ {
		related = related || f.relative(i) || f.lower(i) == "whose"
		if f.within[i] != f.within[dr.head] || f.holdsContent(span{i, i + 1}, dr) || f.finite(i) && !related || f.d.Word(i) == "," && i+1 < s.Last && f.tag(i+1).XPOS == "VBG" {
			return
		}
	}
	dr.source = f.tight(span{dr.source.first, s.Last})
}

// apposed moves the description before a name from the content to the source where
// no comma parts them: "… on Tuesday the monitoring group the Observatory said".
func (f *finder) apposed(dr *draft) {
	n := len(dr.content) - 1
	if n < 0 || dr.source.empty() {
		return
	}
	r := &dr.content[n]
	if r.last != dr.source.first || r.last <= r.first+3 || !f.cues.speaker.Get(f.lemma(r.last-1)) {
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
		if f.nounlike(i) && (f.cues.speaker.Get(f.lemma(i)) || f.actorAt(i) >= 0) {
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
