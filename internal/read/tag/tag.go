// Package tag gives every token its part of speech. The network of package syntax
// proposes; a token whose signs leave no doubt is tagged by them.
package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma/internal/text"
)

// Version of the reader. 1: first.
const Version = 1

// Tag is the tags of the tokens of txt; proposed are the network's, one a token. The
// result has no lemmas yet.
func Tag(txt string, tokens []text.Token, proposed []text.Tag) []text.Tag {
	tags := make([]text.Tag, len(tokens))
	copy(tags, proposed)
	for i := range tokens {
		if sure, ok := certain(tokens[i].Of(txt)); ok && tags[i].UPOS != sure.UPOS && !agrees(tags[i], sure) {
			tags[i] = sure
		}
	}
	return tags
}

// agrees lets the network's finer judgement stand: "-" can be punctuation or a symbol,
// a number can be part of a name.
func agrees(t, sure text.Tag) bool {
	switch sure.UPOS {
	case "NUM":
		return t.UPOS == "NOUN" && t.XPOS == "NNS" || t.UPOS == "X" || t.UPOS == "PROPN" || t.UPOS == "ADJ"
	case "PUNCT":
		return t.UPOS == "SYM"
	}
	return false
}

// certain is the tag that a word's signs alone decide.
func certain(w string) (text.Tag, bool) {
	digits, letters, marks := 0, 0, 0
	for _, r := range w {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) || r == utf8.RuneError:
			letters++
		case unicode.IsPunct(r):
			marks++
		}
	}
	first, size := utf8.DecodeRuneInString(w)
	switch {
	case letters > 0 || w == "":
		return text.Tag{}, false
	case digits > 0 && unicode.IsDigit(first) && strings.Trim(w, "0123456789.,") == "":
		return text.Tag{UPOS: "NUM", XPOS: "CD"}, true
	case digits == 0 && marks > 0 && size == len(w):
		if x, ok := punctuation[first]; ok {
			return text.Tag{UPOS: "PUNCT", XPOS: x}, true
		}
	}
	return text.Tag{}, false
}

// punctuation has the Penn tags of the signs that are nothing but punctuation.
var punctuation = map[rune]string{
	'.': ".", '!': ".", '?': ".", ',': ",", ';': ":", '“': "``", '”': "''", '(': "-LRB-", ')': "-RRB-",
	'[': "-LRB-", ']': "-RRB-", '…': ".", '—': ":", '„': "``", '«': "``", '»': "''",
}
