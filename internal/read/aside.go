package read

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"stemma/internal/text"
)

// order is the order in which the network reads the tokens of a text: order[k] is the
// token that comes k-th. A nil order is that of the text.
type order []int

// asides takes attributions out of the middle of sentences for the network, so that
// "Raids killed 30 people, a monitor said, one of the worst tolls of the month" is read
// as "Raids killed 30 people, one of the worst tolls of the month" and "a monitor said".
// The pieces are of the tokens in the new order; the pairs of pieces are one sentence.
func asides(s string, tokens []text.Token, sentences []text.Sentence) (order order, pieces []text.Sentence, joined []int) {
	for _, sent := range sentences {
		from, to := asideOf(s, tokens, sent)
		if from < 0 {
			order = order.through(sent.First, sent.Last)
			if at := closing(s, tokens, sent); at > 0 {
				a, b := sent, sent
				a.Last, b.First = at, at
				joined = append(joined, len(pieces))
				pieces = append(pieces, a, b)
				continue
			}
			pieces = append(pieces, sent)
			continue
		}
		order = order.through(sent.First, from).through(to, sent.Last).through(from, to)
		a, b := sent, sent
		a.Last = sent.Last - (to - from)
		b.First = a.Last
		joined = append(joined, len(pieces))
		pieces = append(pieces, a, b)
	}
	if joined == nil {
		return nil, sentences, nil
	}
	return order, pieces, joined
}

// through appends tokens [first, last).
func (o order) through(first, last int) order {
	for i := first; i < last; i++ {
		o = append(o, i)
	}
	return o
}

// shortestRest is the fewest tokens that stand behind an attribution in the middle of a
// sentence.
const shortestRest = 3

// asideOf are the tokens of an attribution in the middle of a sentence, with the comma
// before it, unless that is in a quotation, and without the one behind it; -1 for none.
// One that goes on itself ("…, he said, adding that …") is none.
func asideOf(s string, tokens []text.Token, sent text.Sentence) (from, to int) {
	comma := -1 // comma is the last one before i.
	for i := sent.First; i < sent.Last-shortestRest; i++ {
		if tokens[i].Of(s) != "," {
			continue
		}
		if comma-sent.First >= shortestClause && i-comma > 2 &&
			goesOn(s, tokens[comma:sent.Last], i-comma) &&
			attributes(s, tokens[comma+1:i]) {
			if quoteMark(tokens[comma+1].Of(s)) {
				comma += 2
			}
			return comma, i
		}
		comma = i
	}
	return -1, -1
}

// closing is the token at which the attribution begins that a comma sets off at the end of a
// sentence: "…, a monitor said on Monday"; -1 for none.
func closing(s string, tokens []text.Token, sent text.Sentence) int {
	for i := sent.Last - 3; i-sent.First >= shortestClause; i-- {
		if tokens[i].Of(s) != "," {
			continue
		}
		last := sent.Last
		for last > i && strings.Trim(tokens[last-1].Of(s), ".!?\"”") == "" {
			last--
		}
		if i+2 < last && quoteMark(tokens[i+1].Of(s)) {
			i++ // what was said ends with the quotation
		}
		if attributes(s, tokens[i+1:last]) {
			return i + 1
		}
		return -1
	}
	return -1
}

// goesOn reports whether what stands behind the second comma, at tokens[second], goes on
// with what was said before the first, at tokens[0]: it is neither a date nor does it take
// the attribution up again. Behind a quotation only another one does.
func goesOn(s string, tokens []text.Token, second int) bool {
	w := tokens[second+1].Of(s)
	if quoteMark(tokens[1].Of(s)) && !quoteMark(w) {
		return false
	}
	return !tailWords()["goes-on"][strings.ToLower(w)] && !unicode.IsDigit(rune(w[0]))
}

// quoteMark reports whether a token is a quotation mark.
func quoteMark(w string) bool { return strings.Trim(w, "\"'“”„‘’«»`") == "" }

// longestSpeaker is the most tokens that the speaker of such an attribution has.
const longestSpeaker = 12

// attributes reports whether tokens between two commas are a speaker and what he does:
// "a police spokesman in the city told reporters on Monday".
func attributes(s string, tokens []text.Token) bool {
	g := tailWords()
	for i, t := range tokens {
		w := strings.ToLower(t.Of(s))
		switch {
		case i > 0 && g["verb"][w]:
			return trails(s, tokens[i+1:], w == "told")
		case g["no-speaker"][w] || i == longestSpeaker:
			return false
		}
	}
	return false
}

// trails reports whether tokens can follow the verb of an attribution; told has words
// for whom in between.
func trails(s string, tokens []text.Token, told bool) bool {
	const longestListener = 4
	for i, t := range tokens {
		w := strings.ToLower(t.Of(s))
		if !tailWords()["after"][w] && (!told || i >= longestListener || tailWords()["no-speaker"][w]) {
			return false
		}
	}
	return true
}

// of is the tokens in this order.
func (o order) of(tokens []text.Token) []text.Token {
	if o == nil {
		return tokens
	}
	out := make([]text.Token, len(o))
	for k, i := range o {
		out[k] = tokens[i]
	}
	return out
}

// back puts what the network said of the tokens in this order where they stand in the
// text. A name that the order tore apart is dropped.
func (o order) back(tags []text.Tag, arcs []text.Arc, names []text.Name) ([]text.Tag, []text.Arc, []text.Name) {
	if o == nil {
		return tags, arcs, names
	}
	ownTags, ownArcs := make([]text.Tag, len(tags)), make([]text.Arc, len(arcs))
	for k, i := range o {
		ownTags[i], ownArcs[i] = tags[k], arcs[k]
		if arcs[k].Head >= 0 {
			ownArcs[i].Head = o[arcs[k].Head]
		}
	}
	kept := names[:0]
	for _, n := range names {
		if first, last := o[n.First], o[n.Last-1]+1; last-first == n.Last-n.First {
			n.First, n.Last = first, last
			kept = append(kept, n)
		}
	}
	slices.SortFunc(kept, func(a, b text.Name) int { return cmp.Compare(a.First, b.First) })
	return ownTags, ownArcs, kept
}
