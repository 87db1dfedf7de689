package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// word is a part of a name: a token, or what a hyphen parts within one.
type word struct {
	folded  string
	written string
	token   int
	clitic  bool // clitic is a possessive "'s", written onto the word before it.
	first   bool // first and last say that the token begins and ends here.
	last    bool
}

// wordsOf folds the tokens [first, last); tokens of punctuation other than hyphens
// and apostrophes give a word that folds to nothing and so ends every name.
func wordsOf(d *text.Doc, first, last int) []word {
	var out []word
	for i := first; i < last; i++ {
		written := d.Word(i)
		if joins(written) {
			continue
		}
		folded := gazetteer.Fold(written)
		parts := strings.Fields(folded)
		if len(parts) == 0 {
			out = append(out, word{token: i, written: written, first: true, last: true})
			continue
		}
		for n, part := range parts {
			out = append(out, word{
				folded: part, written: written, token: i,
				clitic: folded == "s" && (strings.ContainsAny(written, "'’‘`") || i > first && d.Tokens[i-1].End == d.Tokens[i].Start),
				first:  n == 0, last: n == len(parts)-1,
			})
		}
	}
	return out
}

// joins reports whether a token stands inside names: a hyphen or an apostrophe.
func joins(written string) bool {
	switch written {
	case "-", "‑", "–", "'", "’", "‘", "`":
		return true
	}
	return false
}

// key is the folded name that words make.
func key(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !w.clitic {
			b.WriteByte(' ')
		}
		b.WriteString(w.folded)
	}
	return b.String()
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'’‘`ʿʾ"))
	return unicode.IsUpper(r)
}

func allUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

// isArticle reports whether a written word is an Arabic article that may stand in
// lower case before a name: "al-Bab", "Deir ez-Zor".
func isArticle(w word) bool {
	switch w.folded {
	case "al", "el", "ar", "ash", "ad", "az", "ez", "ul":
		return true
	}
	return false
}
