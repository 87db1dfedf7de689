package quote

import (
	"slices"
	"strings"

	"stemma/internal/text"
)

// accord drafts "according to X" and its kin at token i.
func (f *finder) accord(i int) {
	for _, words := range f.cues.accord.Get(f.lower(i)) {
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
		for _, k := range f.children(x) {
			if f.is(k, "conj") && f.child(k, "cc") < 0 && f.child(k, "nummod") >= 0 && dr.source.has(k) {
				dr.source = f.tight(span{dr.source.first, max(f.lo[k], x+1)}) // what follows counts something and speaks not
			}
		}
		if dr.source.first <= last {
			dr.source = f.tight(span{last + 1, max(dr.source.last, x+1)})
		}
		dr.source = f.withName(x, dr.source)
		whole := span{min(i, dr.source.first), max(last+1, dr.source.last)}
		said := f.region(p)
		if s := f.in(i); i-1 > s.First && f.d.Word(i-1) == "," && f.onlyPunctuation(span{whole.last, s.Last}) {
			said = []span{{s.First, i - 1}} // what closes the sentence is about all of it
		} else if i > s.First && !f.toldIn(span{s.First, i}) && f.onlyPunctuation(span{whole.last, s.Last}) && !strings.Contains(f.d.Text(), ",") {
			said = []span{{s.First, i}} // so does what closes it in text that has lost its commas
		}
		s := f.in(i)
		if h := f.head(x); !f.onlyPunctuation(span{whole.last, s.Last}) && h >= 0 && h < i && i-1 > s.First && f.d.Word(i-1) == "," && f.is(h, "conj") && f.verbal(h) && f.head(h) == p && !f.is(p, "conj") {
			said = f.region(h) // "they hold the town and have fired, according to Vey, ten rockets"
			for len(said) > 0 && said[0].first < h && f.tag(said[0].first).UPOS == "CCONJ" {
				said[0].first++
			}
		}
		for _, r := range f.stretch(said, i, true) {
			dr.content = append(dr.content, cut(r, whole)...)
		}
		f.carriedBy(x, &dr)
		f.proposeEach(dr)
		return
	}
}

// toldIn reports whether r has words between quotation marks or a verb of saying, so that more than
// one speaks in it.
func (f *finder) toldIn(r span) bool {
	for i := r.first; i < r.last; i++ {
		if f.within[i] >= 0 {
			return true
		}
		if f.tag(i).UPOS == "VERB" && slices.ContainsFunc(f.senses(i), func(s sense) bool { return s.class == text.Say && s.frames&clause != 0 }) {
			return true
		}
	}
	return false
}

// withName is source, of an office at head, with the name of its holder where a comma sets
// that off behind it: "the mayor of Velm[, Ms. Ann Vey,]".
func (f *finder) withName(head int, source span) span {
	i := source.last + 1
	if !f.cues.role.Get(f.kind(head)) && !f.cues.people.Get(f.kind(head)) || i >= f.in(head).Last || f.d.Word(source.last) != "," {
		return source
	}
	n := f.actorAt(i)
	if n < 0 || !f.d.Actors[n].Person || f.d.TokenAt(f.d.Actors[n].Start) != i {
		return source
	}
	if r := (span{source.first, f.tokens(f.d.Actors[n].Span).last}); r.last < f.in(head).Last && f.punctuated(r.last) {
		return r
	}
	return source
}

// accordAt reports whether "according to" or one of its kin stands at token i.
func (f *finder) accordAt(i int) bool {
	for _, words := range f.cues.accord.Get(f.lower(i)) {
		if len(words) > 1 && f.matches(i, words) {
			return true
		}
	}
	return false
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
		if f.lower(i+n) != w {
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
