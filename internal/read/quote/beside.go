package quote

import "stemma/internal/text"

// quotesBeside is the speech quotations that the sentence of v touches and v does
// not stand in.
func (f *finder) quotesBeside(v int) []span {
	s := f.in(v)
	var all []span
	for i := s.First; i < s.Last; i++ {
		n := f.within[i]
		if n < 0 || n == f.within[v] {
			continue
		}
		if q := f.tokens(f.quotes[n].Span); f.speech(q) && !f.introduced(q, v) && !f.parted(q, v) {
			all = append(all, q)
		}
		i = max(i, f.tokens(f.quotes[n].Span).last-1)
	}
	return all
}

// introduced reports whether another verb of saying than v stands right before the
// quotation q: it is that verb's.
func (f *finder) introduced(q span, v int) bool {
	i := q.first - 1
	for i >= 0 && q.first-i < 4 && (f.d.Word(i) == "," || f.d.Word(i) == ":" || f.lower(i) == "that") {
		i--
	}
	return i >= 0 && i != v && f.tag(i).UPOS == "VERB" && f.within[i] == f.within[v] && f.saysOtherwise(i)
}

// farthestBeside is the number of words beyond which a quotation in the sentence of a
// cue no longer stands beside it: a bound for sentences without an end.
const farthestBeside = 100

// parted reports whether another verb of saying that has its speaker stands between
// the quotation q and v, which makes q what that one says: "“…,” he said, adding that …".
func (f *finder) parted(q span, v int) bool {
	gap := span{q.last, v}
	if v < q.first {
		gap = span{v + 1, q.first}
	}
	if gap.last-gap.first > farthestBeside {
		return true
	}
	for i := gap.first; i < gap.last; i++ {
		if f.tag(i).UPOS != "VERB" || f.within[i] >= 0 || !f.saysOtherwise(i) {
			continue
		}
		if f.child(i, "nsubj") >= 0 && f.head(i) != v || q.first > v && f.tag(i).XPOS == "VBG" && f.d.Word(i-1) == "," {
			return true
		}
	}
	return false
}

// speech reports whether a quotation is long enough to be somebody's words and not
// a title or a word in scare quotes.
func (f *finder) speech(q span) bool {
	words := 0
	for i := q.first; i < q.last; i++ {
		if !f.punctuated(i) {
			words++
		}
		if words >= 4 {
			return true
		}
	}
	return words >= 1 && f.punctuated(q.last-2) && f.punctuated(q.last-1) || words >= 1 && q.last < len(f.d.Tokens) && f.d.Word(q.last) == ","
}

// stretch widens content to the whole of the quotations that it touches, and to the
// others of the sentence where it is speech in quotation marks.
func (f *finder) stretch(content []span, v int, speaks bool) []span {
	if len(content) == 0 || !speaks {
		return content
	}
	quoted := false
	for n := 0; n < len(content); n++ {
		for i := content[n].first; i < content[n].last; i++ {
			k := f.within[i]
			if k < 0 || k == f.within[v] {
				continue
			}
			q := f.tokens(f.quotes[k].Span)
			if !content[n].holds(q) && !q.has(v) {
				content[n] = span{min(content[n].first, q.first), max(content[n].last, q.last)}
			}
			quoted = quoted || f.speech(q) && (q.first <= content[n].first)
			i = max(i, q.last-1)
		}
	}
	if quoted {
		content = append(content, f.quotesBeside(v)...)
	}
	return f.without(merge(content), v)
}

// without is content without the phrase of the cue v.
func (f *finder) without(content []span, v int) []span {
	var all []span
	for _, r := range content {
		if !r.has(v) {
			all = append(all, r)
			continue
		}
		p := f.phrase(v)
		all = append(all, span{r.first, p.first}, span{p.last, r.last})
	}
	return all
}

// leadsIn reports whether the clause c before the cue v only leads in to it and is not
// what is said: it is subordinate ("when they left, he said that …"), a conjunction
// parts them, or what is said stands behind "that".
func (f *finder) leadsIn(v, c int, dr *draft) bool {
	if f.thatBehind(v) > 0 {
		return true
	}
	if i := dr.source.first - 1; !dr.source.empty() && dr.source.first < v && i > c && (f.tag(i).UPOS == "CCONJ" || f.tag(i).UPOS == "SCONJ") {
		return true
	}
	if f.questioned(c) {
		return true
	}
	m := f.child(c, "mark", "advmod")
	return m >= 0 && m < c && (f.tag(m).UPOS == "SCONJ" || f.tag(m).XPOS == "WRB") && f.lower(m) != "if" && f.lower(m) != "that"
}

// closes reports whether the verb of saying v closes its sentence with its speaker
// before it behind a comma, so that all before them is what is said: "…, sources said."
func (f *finder) closes(v int, dr *draft) bool {
	s := f.in(v)
	if dr.source.empty() || dr.source.last != dr.phrase.first || f.within[v] >= 0 || !f.finite(v) && f.child(v, "aux") < 0 || f.relative(dr.head) {
		return false
	}
	c := dr.source.first - 1
	if c <= s.First || f.d.Word(c) != "," || f.within[c] >= 0 || f.tag(s.First).UPOS == "SCONJ" {
		return false
	}
	if !f.hasFinite(span{s.First, c}) && (f.lemma(v) != "say" || f.tag(s.First).UPOS == "ADP" || f.tag(s.First).UPOS == "ADV" || f.verbal(s.First)) {
		return false
	}
	listener := -1
	if addressed[f.lemma(v)] {
		listener = f.after(v, "obj", "iobj")
	}
	for i := dr.phrase.last; i < s.Last; i++ {
		if listener >= 0 && f.lo[listener] <= i && i <= f.hi[listener] {
			continue
		}
		if !f.punctuated(i) && !day[f.lower(i)] && text.Covering(f.d.Times, f.d.Tokens[i].Start) < 0 && f.lower(i) != "on" {
			return false
		}
	}
	return true
}

// lastQuote is the quotation right before the speaker and cue v that close a sentence in
// which another has spoken before it: "Vey said she left because “it fell,” she said.";
// empty when there is none.
func (f *finder) lastQuote(v int, dr *draft) span {
	i := dr.source.first - 1
	if dr.source.empty() || dr.source.last != dr.phrase.first || dr.phrase.last+1 < f.in(v).Last || i < 0 || f.within[i] < 0 || f.within[v] >= 0 {
		return span{}
	}
	q := f.tokens(f.quotes[f.within[i]].Span)
	if s := f.in(v); q.last != i+1 || q.first <= s.First || !f.speech(q) || !f.othersCue(span{s.First, q.first}) {
		return span{}
	}
	return q
}

// quoteBefore is the quotation that ends the sentence before the cue v and its speaker,
// which open theirs: "“… there!” | said Vey, whose …"; empty when there is none.
func (f *finder) quoteBefore(v int, dr *draft) span {
	s := f.in(v)
	first := dr.phrase.first
	if !dr.source.empty() {
		first = min(first, dr.source.first)
	}
	i := s.First - 1
	if first != s.First || i < 0 || f.within[i] < 0 || f.within[v] >= 0 || f.startsParagraph(s.First) || f.after(v, "ccomp") >= 0 {
		return span{}
	}
	q := f.tokens(f.quotes[f.within[i]].Span)
	if q.last != s.First || !f.speech(q) || dr.source.empty() || dr.source.last < s.Last-1 && dr.source.first < v {
		return span{}
	}
	return q
}

// quoteBehind is the quotation of whole words that stands right behind the cue v, over
// a comma or colon; empty when there is none.
func (f *finder) quoteBehind(v int, dr *draft) span {
	i := dr.phrase.last
	if dr.source.first == i {
		i = dr.source.last
	}
	for i < f.in(v).Last && f.within[i] < 0 && (f.d.Word(i) == "," || f.d.Word(i) == ":") {
		i++
	}
	if i >= f.in(v).Last || f.within[i] < 0 || f.within[i] == f.within[v] {
		return span{}
	}
	q := f.tokens(f.quotes[f.within[i]].Span)
	if q.first != i || q.last-2 <= q.first || !f.punctuated(q.last-2) {
		return span{}
	}
	return q
}

// around is what stands on both sides of a source and cue between commas where the
// speaker parts a subject from its verb: "The museum, Vey said, honoured …".
func (f *finder) around(v int, dr *draft) []span {
	if dr.source.empty() || f.within[v] >= 0 || dr.source.last != dr.phrase.first {
		return nil
	}
	s := f.in(v)
	before, behind := span{s.First, dr.source.first}, span{dr.phrase.last, s.Last}
	if !f.parenthetical(dr, behind) || behind.first+2 >= s.Last || !f.verbal(behind.first+1) || f.tag(behind.first+1).XPOS == "VBG" || f.hasFinite(before) || f.hasWord(before, ";") {
		return nil
	}
	return f.stretch([]span{before, behind}, v, true)
}
