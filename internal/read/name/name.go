// Package name finds the proper names of a report: persons, bodies, places, others.
// The network of package syntax proposes; the words at a name's bounds, what is known
// of the world and what the rest of the report says decide.
package name

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// Version of the reader. 1: first. 2: rows of names with the Arabic article, days before a name.
const Version = 2

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
	names = d.lookUp(names)
	names = d.acronyms(names)
	names = d.settle(names)
	names = d.again(names)
	slices.SortFunc(names, func(a, b text.Name) int { return a.First - b.First })
	return names
}

// words are the words of a name as the text has them, white space as one space.
func (d *reading) words(n text.Name) string {
	said := n.Of(d.txt)
	if !strings.ContainsAny(said, "\n\t\r") && !strings.Contains(said, "  ") {
		return said
	}
	return strings.Join(strings.Fields(said), " ")
}

// key stands for the words of tokens first to before last whatever their case: a hash
// of 64 bits, so that counting names costs no memory for their words.
func (d *reading) key(first, last int) uint64 {
	h := uint64(14695981039346656037)
	for i := first; i < last; i++ {
		for _, r := range d.word(i) {
			h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// tally counts, for the words of a name, the mentions of each kind.
type tally struct {
	votes    [len(kinds)]int
	ofPerson bool // ofPerson is set for the last word of a person's longer name.
	settled  text.NameKind
}

var kinds = [...]text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName}

func index(k text.NameKind) int { return slices.Index(kinds[:], k) }

// settle gives all mentions of a name in a report one kind: the one it is known by,
// else that of most of them, in which the words beside it have a say. The last word of
// a person's longer name counts for the person.
func (d *reading) settle(names []text.Name) []text.Name {
	tallies := make(map[uint64]tally, len(names))
	for _, n := range names {
		t := tallies[d.key(n.First, n.Last)]
		t.votes[index(n.Kind)] += 2
		if k := d.cued(n); k != "" {
			t.votes[index(k)] += 5
		}
		tallies[d.key(n.First, n.Last)] = t
		if n.Kind == text.Person && n.Last-n.First > 1 {
			t := tallies[d.key(n.Last-1, n.Last)]
			t.votes[index(text.Person)] += 3
			t.ofPerson = true
			tallies[d.key(n.Last-1, n.Last)] = t
		}
	}
	for i, n := range names {
		t := tallies[d.key(n.First, n.Last)]
		if t.settled == "" {
			t.settled = d.kindOf(n, t)
			tallies[d.key(n.First, n.Last)] = t
		}
		names[i].Kind = t.settled
	}
	return names
}

func (d *reading) kindOf(n text.Name, t tally) text.NameKind {
	most := index(n.Kind)
	for k, v := range t.votes {
		if v > t.votes[most] {
			most = k
		}
	}
	if d.known == nil || t.ofPerson && kinds[most] == text.Person {
		return kinds[most]
	}
	return cmp.Or(d.known(d.words(n)), kinds[most])
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
