// Package name finds the proper names of a report: persons, bodies, places, others.
// The network of package syntax proposes; what is known of the world and what the rest
// of the report says decide.
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
// it is not known. Words are joined by single spaces. It may be nil.
type Known func(words string) text.NameKind

// Find is the names in txt, sorted and disjoint; proposed are the network's.
func Find(txt string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, proposed []text.Name, known Known) []text.Name {
	names := slices.Clone(proposed)
	if known != nil {
		for i := range names {
			if k := known(words(txt, tokens, names[i].First, names[i].Last)); k != "" {
				names[i].Kind = k
			}
		}
	}
	agree(txt, tokens, names, known)
	return again(txt, tokens, sentences, tags, names)
}

// words joins the words of tokens first to before last.
func words(txt string, tokens []text.Token, first, last int) string {
	if last-first == 1 {
		return tokens[first].Of(txt)
	}
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first && tokens[i-1].SpaceAfter {
			b.WriteByte(' ')
		}
		b.WriteString(tokens[i].Of(txt))
	}
	return b.String()
}

// agree gives all mentions of a name in a report one kind: that of most of them. The
// last word of a person's longer name counts for the person.
func agree(txt string, tokens []text.Token, names []text.Name, known Known) {
	votes := map[string]map[text.NameKind]int{}
	vote := func(w string, k text.NameKind, n int) {
		w = fold(w)
		if votes[w] == nil {
			votes[w] = map[text.NameKind]int{}
		}
		votes[w][k] += n
	}
	for _, n := range names {
		vote(words(txt, tokens, n.First, n.Last), n.Kind, 2)
		if n.Kind == text.Person && n.Last-n.First > 1 {
			vote(tokens[n.Last-1].Of(txt), text.Person, 3)
		}
	}
	for i, n := range names {
		w := words(txt, tokens, n.First, n.Last)
		if known != nil && known(w) != "" {
			continue
		}
		best := n.Kind
		counts := votes[fold(w)]
		for _, k := range []text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName} {
			if counts[k] > counts[best] {
				best = k
			}
		}
		names[i].Kind = best
	}
}

func fold(w string) string { return strings.ToLower(w) }

// again adds the words that the report has elsewhere as a name of more than one word
// or of a word that is always written with a capital, where the network passed them by.
func again(txt string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, names []text.Name) []text.Name {
	kinds := map[string]text.NameKind{}
	for _, n := range names {
		if n.Last-n.First == 1 && n.Kind != text.OtherName && capital(tokens[n.First].Of(txt)) {
			kinds[tokens[n.First].Of(txt)] = n.Kind
		}
	}
	if len(kinds) == 0 {
		return names
	}
	taken := make([]bool, len(tokens))
	for _, n := range names {
		for i := n.First; i < n.Last; i++ {
			taken[i] = true
		}
	}
	for i, t := range tokens {
		k, ok := kinds[t.Of(txt)]
		if !ok || taken[i] || i >= len(tags) || tags[i].UPOS != "PROPN" {
			continue
		}
		if i > 0 && tags[i-1].UPOS == "PROPN" || i+1 < len(tags) && tags[i+1].UPOS == "PROPN" {
			continue // a part of something longer
		}
		names = append(names, text.Name{Span: stemma.Span{Start: t.Start, End: t.End}, First: i, Last: i + 1, Kind: k})
	}
	slices.SortFunc(names, func(a, b text.Name) int { return a.First - b.First })
	return names
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
