package read

import (
	"stemma/internal/text"
)

// A crawl that loses line breaks runs a teaser and the text that begins with the same
// words together: "X did Y in Z X did Y in Z. Then …". These are how many words must
// come again, and how far apart.
const (
	repeatedWords = 6
	repeatedAfter = 10
)

// unrepeated splits each sentence where it begins again with its own first words.
func unrepeated(s string, tokens []text.Token, sentences []text.Sentence) []text.Sentence {
	var out []text.Sentence
	for _, sent := range sentences {
		at := beginsAgain(s, tokens, sent)
		if at < 0 {
			out = append(out, sent)
			continue
		}
		a, b := sent, sent
		a.Last, a.End = at, tokens[at-1].End
		b.First, b.Start = at, tokens[at].Start
		out = append(out, a, b)
	}
	return out
}

// beginsAgain is the token at which a sentence begins again, or -1.
func beginsAgain(s string, tokens []text.Token, sent text.Sentence) int {
	for at := sent.First + repeatedAfter; at+repeatedWords <= sent.Last; at++ {
		n := 0
		for n < repeatedWords && tokens[at+n].Of(s) == tokens[sent.First+n].Of(s) {
			n++
		}
		if n == repeatedWords {
			return at
		}
	}
	return -1
}
