package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key folds a name for comparison: lower case, without accents, punctuation and
// the Arabic article, "al-Ma'adi" and "Maadi" alike. It is empty for a name without
// a letter or digit.
func Key(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r), quoteMark(r):
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for i, w := range words {
		if i == len(words)-1 || !article(w) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// quoteMark reports whether r stands inside names for a sound: an apostrophe or
// what is written for ayn and hamza.
func quoteMark(r rune) bool { return strings.ContainsRune("'’‘`ʿʾ´", r) }

// article reports whether w is the Arabic article as it is written before sun and
// moon letters.
func article(w string) bool {
	switch w {
	case "al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "the":
		return true
	}
	return false
}

// leastBeginning is how many letters a beginning has at least: fewer begin thousands of words,
// each of which is looked up.
const leastBeginning = 3

// Begins reports whether the last word of a search may be the beginning of others. A letter of
// a script that writes no spaces is a word.
func Begins(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n >= leastBeginning
}
