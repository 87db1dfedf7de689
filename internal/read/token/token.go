// Package token splits a report into words and sentences: the tokens of Universal
// Dependencies English, in which punctuation stands alone, clitics are words
// ("do|n't", "Syria|'s") and a hyphen joins three tokens unless it follows a bound
// prefix ("Russian|-|backed", "non-aligned").
//
// The splitter makes one pass over the bytes. It never looks further back than the
// token before, nor further ahead than maxToken bytes, so its time is linear in the
// length of the text whatever the text holds.
package token

import (
	"stemma"
	"stemma/internal/text"
)

// Version of the reader. 1: first. 3: headings run into their text. 4: headings before a number.
// 5: headings before those who tell.
const Version = 5

// maxToken is the longest token in bytes; what is longer (a line of ten megabytes
// without a space) is cut there on a rune boundary.
const maxToken = 256

// Split finds the tokens and sentences of the body and heading blocks of s. Tokens
// are sorted and disjoint, lie on rune boundaries and never cross a block; the
// sentences partition them.
func Split(s string, blocks []stemma.Block) ([]text.Token, []text.Sentence) {
	long := 0
	for _, b := range blocks {
		if b.Role == stemma.Body || b.Role == stemma.Heading {
			long += b.Span.Len()
		}
	}
	sc := scanner{text: s, words: words(), tokens: make([]text.Token, 0, long/5+1)}
	var sentences []text.Sentence
	for i, b := range blocks {
		if b.Role != stemma.Body && b.Role != stemma.Heading {
			continue
		}
		start, end := max(b.Span.Start, 0), min(b.Span.End, len(s))
		if start >= end {
			continue
		}
		first := len(sc.tokens)
		sc.scan(start, end)
		sp := splitter{scanner: &sc, first: first, block: i, role: b.Role, sentences: sentences}
		sp.split()
		sentences = sp.sentences
	}
	return sc.tokens, sentences
}
