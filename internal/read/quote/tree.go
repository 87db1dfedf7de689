package quote

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// finder holds what the rules ask about a document.
type finder struct {
	d        *text.Doc
	cues     *lexicon
	sentence []int    // sentence of each token.
	marks    []bool   // marks says of each token whether it is punctuation.
	low      []string // low are the tokens in lower case.
	para     []int    // para is the paragraph of each sentence.
	kids     []int    // kids of all tokens, those of token i from start[i] to start[i+1].
	start    []int
	lo, hi   []int // lo and hi are the first and last token under each.
	quotes   []text.Quotation
	within   []int // within is the outermost quotation of each token; -1 for none.
	drafts   []draft
	asked    int          // asked is how many speakers are being resolved, each for the next.
	settled  int          // settled is the number of drafts with cues, sorted by them.
	cued     map[int]bool // cued are the tokens that are cues.
}

// span is a half-open range of tokens.
type span struct{ first, last int }

func (s span) empty() bool       { return s.last <= s.first }
func (s span) has(i int) bool    { return s.first <= i && i < s.last }
func (s span) holds(t span) bool { return s.first <= t.first && t.last <= s.last }
func (s span) meets(t span) bool { return s.first < t.last && t.first < s.last }

func newFinder(d *text.Doc) *finder {
	f := &finder{d: d, cues: cues(), sentence: make([]int, len(d.Tokens)), marks: make([]bool, len(d.Tokens)), low: make([]string, len(d.Tokens)), para: make([]int, len(d.Sentences))}
	for i, s := range d.Sentences {
		for t := s.First; t < s.Last; t++ {
			f.sentence[t] = i
		}
		if i > 0 {
			f.para[i] = f.para[i-1]
			before := d.Sentences[i-1]
			if s.Block != before.Block || strings.Contains(d.Text()[before.End:s.Start], "\n") {
				f.para[i]++
			}
		}
	}
	for i := range d.Tokens {
		w := d.Word(i)
		f.marks[i], f.low[i] = isPunctuation(w), strings.ToLower(w)
	}
	f.quotes = f.quotations()
	f.within = make([]int, len(d.Tokens))
	for i := range f.within {
		f.within[i] = -1
	}
	for n := len(f.quotes) - 1; n >= 0; n-- {
		q := f.tokens(f.quotes[n].Span)
		for i := q.first; i < q.last; i++ {
			f.within[i] = n
		}
	}
	if len(d.Arcs) == len(d.Tokens) && len(d.Tags) == len(d.Tokens) {
		f.plant()
	}
	return f
}

// plant fills in what is asked about the tree.
func (f *finder) plant() {
	n := len(f.d.Tokens)
	f.start, f.kids = make([]int, n+1), make([]int, n)
	f.lo, f.hi = make([]int, n), make([]int, n)
	for i, a := range f.d.Arcs {
		f.lo[i], f.hi[i] = i, i
		if a.Head >= 0 {
			f.start[a.Head+1]++
		}
	}
	for i := range n {
		f.start[i+1] += f.start[i]
	}
	next := slices.Clone(f.start[:n])
	for i, a := range f.d.Arcs {
		if a.Head < 0 {
			continue
		}
		f.kids[next[a.Head]] = i
		next[a.Head]++
		for h, steps := a.Head, 0; h >= 0 && steps < n; h, steps = f.d.Arcs[h].Head, steps+1 {
			if f.lo[h] <= i && i <= f.hi[h] {
				continue
			}
			f.lo[h], f.hi[h] = min(f.lo[h], i), max(f.hi[h], i)
		}
	}
}

func (f *finder) children(i int) []int { return f.kids[f.start[i]:f.start[i+1]] }

// is reports whether token i has one of the relations, with or without subtype.
func (f *finder) is(i int, rels ...string) bool {
	full := f.d.Arcs[i].Rel
	for _, r := range rels {
		if strings.HasPrefix(full, r) && (len(full) == len(r) || full[len(r)] == ':') {
			return true
		}
	}
	return false
}

// child is the first child of token i with one of the relations; -1 when there is none.
func (f *finder) child(i int, rels ...string) int {
	for _, k := range f.children(i) {
		if f.is(k, rels...) {
			return k
		}
	}
	return -1
}

// after is the first child of token i to its right with one of the relations; -1 when
// there is none.
func (f *finder) after(i int, rels ...string) int {
	for _, k := range f.children(i) {
		if k > i && f.is(k, rels...) {
			return k
		}
	}
	return -1
}

func (f *finder) head(i int) int         { return f.d.Arcs[i].Head }
func (f *finder) tag(i int) text.Tag     { return f.d.Tags[i] }
func (f *finder) lower(i int) string     { return f.low[i] }
func (f *finder) verbal(i int) bool      { return f.tag(i).UPOS == "VERB" || f.tag(i).UPOS == "AUX" }
func (f *finder) lemma(i int) string     { return f.d.Tags[i].Lemma }
func (f *finder) kind(i int) string      { return strings.ToLower(f.d.Tags[i].Lemma) } // kind is the lemma of a noun that may be part of a name.
func (f *finder) in(i int) text.Sentence { return f.d.Sentences[f.sentence[i]] }

// senses is what the verb v can mean as a cue; none when it is no cue.
func (f *finder) senses(v int) []sense {
	if s := f.cues.verbs.Get(f.lemma(v)); s != nil {
		return s
	}
	return f.cues.verbs.Get(f.cues.forms.Get(f.lower(v)))
}

// startsParagraph reports whether token i is the first of its paragraph.
func (f *finder) startsParagraph(i int) bool {
	s := f.sentence[i]
	return f.d.Sentences[s].First == i && (s == 0 || f.para[s] != f.para[s-1])
}

// under reports whether token i stands at or under token h without passing skip.
func (f *finder) under(i, h int, skip ...int) bool {
	for steps := 0; i >= 0 && steps <= len(f.d.Tokens); i, steps = f.d.Arcs[i].Head, steps+1 {
		if slices.Contains(skip, i) {
			return false
		}
		if i == h {
			return true
		}
	}
	return false
}

// region is the tokens at and under h but not under skip, as trimmed ranges.
func (f *finder) region(h int, skip ...int) []span {
	var all []span
	for i := f.lo[h]; i <= f.hi[h]; i++ {
		if !f.under(i, h, skip...) {
			continue
		}
		if n := len(all); n > 0 && all[n-1].last == i {
			all[n-1].last++
		} else {
			all = append(all, span{i, i + 1})
		}
	}
	return f.trim(all)
}

// trim drops the punctuation at the ends of ranges, quotation marks excepted, and
// what is empty then; ranges with nothing but punctuation between them are joined.
func (f *finder) trim(ranges []span) []span {
	var all []span
	for _, r := range ranges {
		if n := len(all); n > 0 && f.onlyPunctuation(span{all[n-1].last, r.first}) {
			all[n-1].last = r.last
			continue
		}
		all = append(all, r)
	}
	kept := all[:0]
	for _, r := range all {
		if r = f.tight(r); !r.empty() {
			kept = append(kept, r)
		}
	}
	return kept
}

func (f *finder) onlyPunctuation(r span) bool {
	for i := r.first; i < r.last; i++ {
		if !f.punctuated(i) {
			return false
		}
	}
	return true
}

// tight is r without punctuation at its ends, but with the marks of quotations that
// it holds.
func (f *finder) tight(r span) span {
	for !r.empty() && f.loose(r.first, r) {
		r.first++
	}
	for !r.empty() && f.loose(r.last-1, r) {
		r.last--
	}
	return r
}

// loose reports whether token i at an end of r is punctuation that does not belong
// to it.
func (f *finder) loose(i int, r span) bool {
	if !f.punctuated(i) {
		return false
	}
	if n := f.within[i]; n >= 0 {
		q := f.tokens(f.quotes[n].Span)
		edge := i == q.first || i == q.last-1
		return !r.holds(q) && edge
	}
	w := f.d.Word(i)
	return w != "?" && w != "!" && !(w == ")" && f.hasWord(r, "(")) && !(w == "(" && f.hasWord(r, ")"))
}

func (f *finder) hasWord(r span, w string) bool {
	for i := r.first; i < r.last; i++ {
		if f.d.Word(i) == w {
			return true
		}
	}
	return false
}

// tokens is the range of tokens that lie within s.
func (f *finder) tokens(s stemma.Span) span {
	n := len(f.d.Tokens)
	return span{
		sort.Search(n, func(i int) bool { return f.d.Tokens[i].Start >= s.Start }),
		sort.Search(n, func(i int) bool { return f.d.Tokens[i].End > s.End }),
	}
}

// bytes is the span that the tokens of r cover.
func (f *finder) bytes(r span) stemma.Span {
	if r.empty() {
		return stemma.Span{}
	}
	return stemma.Span{Start: f.d.Tokens[r.first].Start, End: f.d.Tokens[r.last-1].End}
}

func sortQuotations(all []text.Quotation) {
	slices.SortFunc(all, func(a, b text.Quotation) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}
