// Package name finds the proper names of a report: persons, bodies, places, others.
// The network of package syntax proposes; the words at a name's bounds, what is known
// of the world and what the rest of the report says decide.
package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// Version of the reader. 1: first.
const Version = 1

// Known tells what a name is known as, from a gazetteer or a list of actors; "" when
// it is not known. Words are joined as the text has them. It may be nil.
type Known func(words string) text.NameKind

// reading is a text with the layers that names are found in.
type reading struct {
	txt    string
	tokens []text.Token
	tags   []text.Tag
	starts []bool // starts tells where sentences start
	known  Known
}

func (d *reading) word(i int) string { return d.tokens[i].Of(d.txt) }

func (d *reading) proper(i int) bool { return i < len(d.tags) && d.tags[i].UPOS == "PROPN" }

// sameSentence reports whether tokens a to b, a ≤ b, lie in one sentence.
func (d *reading) sameSentence(a, b int) bool { return !slices.Contains(d.starts[a+1:b+1], true) }

// Find is the names in txt, sorted and disjoint; proposed are the network's.
func Find(txt string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, proposed []text.Name, known Known) []text.Name {
	d := &reading{txt: txt, tokens: tokens, tags: tags, starts: make([]bool, len(tokens)+1), known: known}
	for _, s := range sentences {
		d.starts[s.First] = true
	}
	names := bounds(d, slices.Clone(proposed))
	names = d.acronyms(names)
	names = d.settle(names)
	names = d.again(names)
	slices.SortFunc(names, func(a, b text.Name) int { return a.First - b.First })
	return names
}

// words are the words of a name as the text has them, white space as one space.
func (d *reading) words(n text.Name) string {
	if n.Last-n.First == 1 {
		return d.word(n.First)
	}
	var b strings.Builder
	for i := n.First; i < n.Last; i++ {
		if i > n.First && d.tokens[i-1].End < d.tokens[i].Start {
			b.WriteByte(' ')
		}
		b.WriteString(d.word(i))
	}
	return b.String()
}

// settle gives all mentions of a name in a report one kind: the one it is known by,
// else that of most of them. The last word of a person's longer name counts for the
// person.
func (d *reading) settle(names []text.Name) []text.Name {
	votes := map[string]map[text.NameKind]int{}
	ofPersons := map[string]bool{}
	vote := func(w string, k text.NameKind, n int) {
		w = strings.ToLower(w)
		if votes[w] == nil {
			votes[w] = map[text.NameKind]int{}
		}
		votes[w][k] += n
	}
	for _, n := range names {
		vote(d.words(n), n.Kind, 2)
		if n.Kind == text.Person && n.Last-n.First > 1 {
			vote(d.word(n.Last-1), text.Person, 3)
			ofPersons[strings.ToLower(d.word(n.Last-1))] = true
		}
	}
	kinds := map[string]text.NameKind{}
	for i, n := range names {
		w := strings.ToLower(d.words(n))
		if _, ok := kinds[w]; !ok {
			kinds[w] = most(n.Kind, votes[w])
			if k := d.knownAs(n); k != "" && !(ofPersons[w] && kinds[w] == text.Person) {
				kinds[w] = k
			}
		}
		names[i].Kind = kinds[w]
	}
	return names
}

func (d *reading) knownAs(n text.Name) text.NameKind {
	if d.known == nil {
		return ""
	}
	return d.known(d.words(n))
}

// most is the kind with the most votes, k where it has as many.
func most(k text.NameKind, votes map[text.NameKind]int) text.NameKind {
	for _, l := range []text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName} {
		if votes[l] > votes[k] {
			k = l
		}
	}
	return k
}

// again adds further mentions of a one-word name that the network passed by.
func (d *reading) again(names []text.Name) []text.Name {
	kinds := map[string]text.NameKind{}
	for _, n := range names {
		if n.Last-n.First == 1 && n.Kind != text.OtherName && capital(d.word(n.First)) {
			kinds[d.word(n.First)] = n.Kind
		}
	}
	if len(kinds) == 0 {
		return names
	}
	taken := d.taken(names)
	for i, t := range d.tokens {
		if taken[i] || !d.proper(i) {
			continue
		}
		k, ok := kinds[t.Of(d.txt)]
		if !ok || i > 0 && d.proper(i-1) || d.proper(i+1) {
			continue // unknown, or a part of something longer
		}
		names = append(names, text.Name{Span: stemma.Span{Start: t.Start, End: t.End}, First: i, Last: i + 1, Kind: k})
	}
	return names
}

// taken tells which tokens lie in a name.
func (d *reading) taken(names []text.Name) []bool {
	taken := make([]bool, len(d.tokens))
	for _, n := range names {
		for i := n.First; i < n.Last; i++ {
			taken[i] = true
		}
	}
	return taken
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
