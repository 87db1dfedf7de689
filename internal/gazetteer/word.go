package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma/internal/text"
)

// Word is a part of a name: a token, or what a hyphen parts within one.
type Word struct {
	Folded  string // Folded is the word as names are looked up; empty ends every name.
	Written string // Written is the whole token.
	Token   int    // Token is the index of the token.
	Clitic  bool   // Clitic is a possessive "'s", written onto the word before it.
	First   bool   // First and Last say that the token begins and ends here.
	Last    bool
}

// Lost stands in a folded name for a letter that the text lost.
const Lost = "?"

// lostLetters are what a lost letter can have been, folded; it may have been an
// apostrophe, which names are folded without.
const lostLetters = "aeiounc"

// Restored are the folded names that a name with lost letters can be; the name alone when
// it has lost none or too many.
func Restored(folded string) []string {
	n := strings.Count(folded, Lost)
	if n == 0 || n > 2 {
		return []string{folded}
	}
	out := []string{strings.Replace(folded, Lost, "", 1)}
	for _, c := range lostLetters {
		out = append(out, strings.Replace(folded, Lost, string(c), 1))
	}
	if n == 1 {
		return out
	}
	var all []string
	for _, name := range out {
		all = append(all, Restored(name)...)
	}
	return all
}

// foldDamaged folds a word that lost letters, with Lost for each.
func foldDamaged(written string) string {
	const kept = "&" // the one mark that folding keeps
	return strings.ReplaceAll(Fold(strings.ReplaceAll(written, string(utf8.RuneError), kept)), kept, Lost)
}

// WordsOf folds the tokens of each sentence; tokens of punctuation other than hyphens
// and apostrophes give a word that folds to nothing and so ends every name.
func WordsOf(d *text.Doc) [][]Word {
	out := make([][]Word, len(d.Sentences))
	all := make([]Word, 0, len(d.Tokens)+len(d.Tokens)/16) // Few tokens have more than one part.
	for i, s := range d.Sentences {
		first := len(all)
		all = appendWords(all, d, s.First, s.Last)
		out[i] = all[first:len(all):len(all)]
	}
	return out
}

// appendWords appends the words of the tokens [first, last).
func appendWords(out []Word, d *text.Doc, first, last int) []Word {
	for i := first; i < last; i++ {
		written := d.Word(i)
		if Joins(written) {
			continue
		}
		folded := Fold(written)
		if folded != written && strings.ContainsRune(written, utf8.RuneError) {
			folded = foldDamaged(written)
		}
		clitic := folded == "s" && (strings.ContainsAny(written, "'’‘`") || i > first && d.Tokens[i-1].End == d.Tokens[i].Start)
		for n, rest := 0, folded; ; n++ {
			part, tail, more := strings.Cut(rest, " ")
			out = append(out, Word{Folded: part, Written: written, Token: i, Clitic: clitic, First: n == 0, Last: !more})
			if !more {
				break
			}
			rest = tail
		}
	}
	return out
}

// Joins reports whether a token stands inside names: a hyphen or an apostrophe.
func Joins(written string) bool {
	switch written {
	case "-", "‑", "–", "'", "’", "‘", "`":
		return true
	}
	return false
}

// Key is the folded name that words make.
func Key(words []Word) string {
	if len(words) == 1 {
		return words[0].Folded
	}
	var b strings.Builder
	size := 0
	for _, w := range words {
		size += len(w.Folded) + 1
	}
	b.Grow(size)
	for i, w := range words {
		if i > 0 && !w.Clitic {
			b.WriteByte(' ')
		}
		b.WriteString(w.Folded)
	}
	return b.String()
}

// StartsUpper reports whether a word is written with a capital, apostrophes aside.
func StartsUpper(s string) bool {
	if s != "" && 'A' <= s[0] && s[0] <= 'z' && s[0] != '`' {
		return s[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'’‘`ʿʾ"))
	return unicode.IsUpper(r)
}

// AllUpper reports whether a word has capitals and no small letter.
func AllUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

// IsArticle reports whether a written word is an Arabic article that may stand in
// lower case before a name: "al-Bab", "Deir ez-Zor".
func IsArticle(w Word) bool {
	switch w.Folded {
	case "al", "el", "ar", "ash", "ad", "az", "ez", "ul":
		return true
	}
	return false
}
