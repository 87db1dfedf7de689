package quote

import (
	"slices"
	"sort"

	"stemma/internal/text"
)

// attachQuotations gives the quotations that no cue has claimed to the cue beside
// them, else to the statement that they go on from.
func (f *finder) attachQuotations() {
	claimed := f.claimed()
	f.cued = map[int]bool{}
	for _, dr := range f.drafts {
		f.cued[dr.cue.first] = true
	}
	last := -1 // last is the draft of the quotation before that went on.
	for n := range f.quotes {
		q := f.tokens(f.quotes[n].Span)
		if q.empty() || f.within[q.first] != n || !f.speech(q) || claimed[n] {
			continue
		}
		if n := f.attachToCue(q); n >= 0 {
			last = n
			continue
		}
		if from := f.goesOnFrom(q, last); from >= 0 {
			dr := f.drafts[from]
			dr.cue, dr.phrase = span{}, span{}
			dr.content, dr.continues, dr.direct = []span{q}, from, true
			dr.why = "the quotation goes on"
			last = len(f.drafts)
			f.drafts = append(f.drafts, dr)
		}
	}
}

// claimed are the quotations that a draft with its cue outside them holds or meets.
func (f *finder) claimed() map[int]bool {
	all := map[int]bool{}
	for _, dr := range f.drafts {
		for _, r := range dr.content {
			if !speaks(dr.class) && (dr.cue.empty() || f.sentence[dr.cue.first] != f.sentence[r.first]) {
				continue
			}
			for i := r.first; i < r.last; i++ {
				n := f.within[i]
				if n < 0 {
					continue
				}
				q := f.tokens(f.quotes[n].Span)
				if !q.has(dr.cue.first) {
					all[n] = true
				}
				i = max(i, min(q.last, r.last)-1)
			}
		}
	}
	return all
}

// speaks reports whether a cue of the class puts words into a mouth.
func speaks(c text.CueClass) bool {
	switch c {
	case text.Belief, text.Intention, text.Show, text.Praise, text.Topic, text.Silence:
		return false
	}
	return true
}

// attachToCue proposes q as the content of a verb of saying that stands beside it
// without a content of its own: before it with a colon or in the sentence before,
// behind it in the next sentence's first words. It returns the draft; -1 when there
// is no such verb.
func (f *finder) attachToCue(q span) int {
	for _, i := range []int{q.last, q.last + 1} {
		for t := i; t < min(i+6, len(f.d.Tokens)) && !f.startsParagraph(t); t++ {
			if f.bareCue(t, false) {
				return f.give(t, q)
			}
		}
	}
	if q.first == 0 {
		return -1
	}
	s := f.d.Sentences[f.sentence[q.first-1]]
	for t := q.first - 1; t >= s.First; t-- {
		if f.bareCue(t, f.d.Word(s.Last-1) == ":" || s.Last > q.first) {
			return f.give(t, q)
		}
	}
	return -1
}

// bareCue reports whether token t is a verb of saying with a subject that no draft
// has used; where an object may hold its place, it must end in a colon.
func (f *finder) bareCue(t int, colon bool) bool {
	if f.tag(t).UPOS != "VERB" || f.within[t] >= 0 || f.saidAs(t) {
		return false
	}
	for _, s := range f.senses(t) {
		if s.frames&clause != 0 && speaks(s.class) && s.particle == "" && (colon || f.child(t, "ccomp", "obj") < 0) {
			return f.subject(t) >= 0 && (colon || !f.used(t))
		}
	}
	return false
}

func (f *finder) used(t int) bool { return f.cued[t] }

// give adds q to what the verb v says, else proposes it as that, and returns the draft.
func (f *finder) give(v int, q span) int {
	for n := range f.drafts {
		if dr := &f.drafts[n]; dr.cue.first == v && !dr.cue.empty() && speaks(dr.class) {
			dr.content = f.trim(merge(append(slices.Clone(dr.content), q)))
			dr.content = f.filled(dr)
			dr.direct = dr.direct || f.quoted([]span{q})
			return n
		}
	}
	dr := draft{cue: span{v, v + 1}, phrase: f.phrase(v), head: f.subject(v), class: text.Say, content: []span{q}}
	dr.source = f.nominal(dr.head, v)
	for _, s := range f.senses(v) {
		if s.frames&clause != 0 {
			dr.class = s.class
			break
		}
	}
	f.besideQuote(&dr, v)
	f.carriers(v, &dr)
	f.propose(dr)
	return len(f.drafts) - 1
}

// goesOnFrom is the draft that quotation q goes on from: the last one in its
// paragraph that stands before it, or the last one of the paragraph before where q
// opens its own and the words before it were a quotation too; -1 for none. Last is
// the draft of the quotation before that went on itself.
func (f *finder) goesOnFrom(q span, last int) int {
	para := f.para[f.sentence[q.first]]
	if last >= 0 && f.follows(f.drafts[last], q, para) {
		return last
	}
	n := sort.Search(f.settled, func(i int) bool { return f.drafts[i].cue.first > q.first })
	best, end := -1, -1
	for bound := n - farthest; n > max(bound, 0) && f.para[f.sentence[f.drafts[n-1].cue.first]] >= para-1; n-- {
		dr := f.drafts[n-1]
		if dr.head < 0 || !speaks(dr.class) || f.within[dr.cue.first] >= 0 || !f.follows(dr, q, para) || f.attendant(dr) {
			continue
		}
		if e := dr.content[len(dr.content)-1].last; e > end {
			best, end = n-1, e
		}
	}
	return best
}

// attendant reports whether the cue of dr only attends another verb of saying in its
// sentence: the "adding" of "he said, adding that …". What comes next is said by that.
func (f *finder) attendant(dr draft) bool {
	v := dr.cue.first
	h := f.head(v)
	return !dr.cue.empty() && f.tag(v).XPOS == "VBG" && f.child(v, "nsubj") < 0 && h >= 0 && f.cued[h] && !f.quoted(dr.content)
}

// follows reports whether the quotation q in paragraph para can go on from dr.
func (f *finder) follows(dr draft, q span, para int) bool {
	if dr.content[0].first >= q.first {
		return false
	}
	last := dr.content[len(dr.content)-1].last
	at := f.para[f.sentence[max(dr.cue.first, last-1)]]
	if at == para {
		return f.sentence[last-1]+1 >= f.sentence[q.first] || !dr.cue.empty() && f.sentence[dr.cue.first]+1 >= f.sentence[q.first]
	}
	return at == para-1 && f.startsParagraph(q.first) && dr.direct && f.endsParagraph(max(last, dr.cue.last))
}

// endsParagraph reports whether the paragraph ends within a sentence of token i.
func (f *finder) endsParagraph(i int) bool {
	if i >= len(f.d.Tokens) {
		return true
	}
	s := f.sentence[i-1]
	return s+1 >= len(f.para) || f.para[s+1] != f.para[s]
}
