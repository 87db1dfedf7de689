package quote

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
