package lemma

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rarest is how often an edit must be seen over all words before a word may have it
// to itself: what is rarer is a slip of the pen ("th" for "the").
const rarest = 3

// Word is a treebank's word.
type Word struct{ Form, UPOS, XPOS, Lemma string }

// Train learns from words the endings that give each its lemma. The same words give
// the same bytes, which Open reads.
func Train(words []Word) ([]byte, error) {
	edits := counts[edit]{}
	casings := counts[casing]{}
	seen := map[edit]int{}
	for _, w := range append(slices.Clip(words), supplement()...) {
		form, lemma := plain(w.Form), plain(w.Lemma)
		if strings.ContainsAny(form+lemma, " \t") || lemma == "_" {
			continue
		}
		lower := strings.ToLower(form)
		e := editOf(lower, strings.ToLower(lemma))
		seen[e]++
		for _, tag := range []string{w.UPOS, w.UPOS + " " + w.XPOS} {
			edits.add(tag, lower, e)
			casings.add(tag+" "+shape(form), lower, casingOf(form, lemma))
		}
	}
	edits.share("VERB VBD", "VERB VBN")
	edits.share("VERB VBN", "VERB VBD")
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("train lemmas: %w", err)
	}
	fmt.Fprintln(z, header)
	for _, tag := range slices.Sorted(maps.Keys(edits)) {
		fmt.Fprintf(z, "\t%s\n", tag)
		common := edits[tag]
		for _, form := range slices.Sorted(maps.Keys(common)) {
			if maps.DeleteFunc(common[form], func(e edit, _ int) bool { return seen[e] < rarest }); len(common[form]) == 0 {
				delete(common, form)
			}
		}
		learn(common, compareEdits, func(ending string, e edit) { fmt.Fprintf(z, "%s %d %s\n", ending, e.off, e.on) })
	}
	for _, tag := range slices.Sorted(maps.Keys(casings)) {
		fmt.Fprintf(z, "\t%s\n", tag)
		learn(casings[tag], cmp.Compare[casing], func(ending string, c casing) { fmt.Fprintf(z, "%s %c\n", ending, c) })
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("train lemmas: %w", err)
	}
	return out.Bytes(), nil
}

//go:embed supplement.txt
var supplementFile string

// supplement is the words of supplement.txt, each often enough to outweigh a slip in
// the treebanks.
func supplement() []Word {
	var all []Word
	for line := range strings.Lines(supplementFile) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) == 4 {
			all = append(all, slices.Repeat([]Word{{f[0], f[1], f[2], f[3]}}, 4*rarest)...)
		}
	}
	return all
}

// counts says how often a form under a tag was seen with each outcome.
type counts[T comparable] map[string]map[string]map[T]int

func (c counts[T]) add(tag, form string, t T) {
	if c[tag] == nil {
		c[tag] = map[string]map[T]int{}
	}
	if c[tag][form] == nil {
		c[tag][form] = map[T]int{}
	}
	c[tag][form][t]++
}

// share gives to the tag into the forms that only the tag from was seen with: a
// participle that looks like a past tense has its lemma.
func (c counts[T]) share(from, into string) {
	for form, seen := range c[from] {
		if len(c[into][form]) > 0 {
			continue
		}
		for t, n := range seen {
			for range n {
				c.add(into, form, t)
			}
		}
	}
}

// editOf is the edit that makes lemma of form.
func editOf(form, lemma string) edit {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	return edit{len(form) - n, lemma[n:]}
}

// casingOf is what lemma did with the capitals of form.
func casingOf(form, lemma string) casing {
	capitals := 0
	for _, r := range lemma {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	first, size := utf8.DecodeRuneInString(lemma)
	switch {
	case capitals == 0:
		return small
	case capitals == 1 && unicode.IsUpper(first) && (len(lemma) > size || shape(form) == "-") && (shape(form) == "A" || shape(form) == "-"):
		return title
	}
	return keep
}

func compareEdits(a, b edit) int {
	return cmp.Or(cmp.Compare(a.off, b.off), cmp.Compare(a.on, b.on))
}

// learn emits the endings, the shortest first, that tell the outcome of every form:
// an ending is emitted where its commonest outcome is not that of the longest
// shorter one that was emitted. Every form has one vote in what its ending does.
func learn[T comparable](forms map[string]map[T]int, compare func(a, b T) int, emit func(ending string, t T)) {
	outcome := map[string]T{}
	votes := map[string]map[T]int{}
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		t := commonest(forms[form], compare)
		outcome[form] = t
		for n := 0; n <= min(len(form), maxEnding); n++ {
			ending := form[len(form)-n:]
			if votes[ending] == nil {
				votes[ending] = map[T]int{}
			}
			votes[ending][t]++
		}
	}
	emitted := map[string]T{}
	var none T
	said := func(word string, n int) T { // what the endings of word shorter than n say
		for n--; n >= 0; n-- {
			if t, ok := emitted[word[len(word)-n:]]; ok {
				return t
			}
		}
		return none
	}
	endings := slices.SortedFunc(maps.Keys(votes), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	for _, e := range endings {
		if t := commonest(votes[e], compare); e == "" || t != said(e, len(e)) && (total(votes[e]) > 1 || len(e) > 0 && votes[e][t] > 0 && isForm(outcome, e)) {
			emitted[e] = t
			emit(e, t)
		}
	}
	for _, form := range slices.Sorted(maps.Keys(outcome)) {
		if len(form) <= maxEnding && outcome[form] != said(form, len(form)+1) {
			emit("^"+form, outcome[form])
		}
	}
}

func isForm[T any](outcome map[string]T, e string) bool { _, ok := outcome[e]; return ok }

func total[T comparable](votes map[T]int) int {
	n := 0
	for _, v := range votes {
		n += v
	}
	return n
}

// commonest is the outcome with the most votes, the first in order among equals.
func commonest[T comparable](votes map[T]int, compare func(a, b T) int) T {
	var best T
	most := 0
	for t, n := range votes {
		if n > most || n == most && compare(t, best) < 0 {
			best, most = t, n
		}
	}
	return best
}
