package reprint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one folded word of a sentence.
type word struct {
	stem   string  // stem is folded: lower case, aliases and spellings made one, endings cut.
	weight float64 // weight is 1 for a telling word, little for a grammatical one.
	name   bool    // name means that it is written with a capital inside the sentence.
}

// fold reads a sentence as words. Spelling (centre/center, cease-fire/ceasefire),
// names of one body (IS, Isil, Daesh), capitals that stand for their state, and
// inflection do not count; punctuation and quotation marks neither.
func fold(sentence string) []word {
	return foldWords(split(sentence))
}

// foldWords is fold of the words of a sentence.
func foldWords(raw []string, capital []bool) []word {
	out := make([]word, 0, len(raw))
	for i := 0; i < len(raw); {
		w, n := word{}, 1
		if k, to := longestAlias(raw[i:]); k > 0 {
			w, n = word{stem: to, weight: 1}, k
		} else {
			w = plainWord(raw[i])
		}
		if eventful[w.stem] {
			w.weight = min(w.weight, eventWeight)
		}
		if capital[i] && i > 0 {
			w.weight, w.name = min(w.weight, nameWeight), true
		}
		if len(out) == 0 || out[len(out)-1].stem != w.stem { // "IS (Daesh)" is one name.
			out = append(out, w)
		}
		i += n
	}
	return out
}

func plainWord(w string) word {
	if grammatical[w] {
		return word{stem: w, weight: grammaticalWeight}
	}
	if to, ok := spelling[w]; ok {
		w = to
	}
	s := stem(w)
	if reporting[s] {
		return word{stem: s, weight: reportingWeight}
	}
	return word{stem: s, weight: 1}
}

// longestAlias is how many of the words at the start are one name, and its fold.
func longestAlias(words []string) (n int, to string) {
	if !aliasHeads[words[0]] {
		return 0, ""
	}
	for k := min(maxAliasWords, len(words)); k > 0; k-- {
		if to, ok := aliases[strings.Join(words[:k], " ")]; ok {
			return k, to
		}
	}
	return 0, ""
}

// split cuts a sentence into lower-case words: runs of letters and digits.
// Hyphens cut, thousands separators and decimal points do not; a possessive or a
// backslash before an apostrophe is dropped. Capital tells which began with a
// capital letter.
func split(sentence string) (words []string, capital []bool) {
	var b strings.Builder
	upper := false
	flush := func() {
		if b.Len() > 0 {
			words, capital = append(words, b.String()), append(capital, upper)
			b.Reset()
		}
	}
	for i := 0; i < len(sentence); {
		r, size := utf8.DecodeRuneInString(sentence[i:])
		next, _ := utf8.DecodeRuneInString(sentence[i+size:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			if b.Len() == 0 {
				upper = unicode.IsUpper(r)
			}
			b.WriteRune(unicode.ToLower(r))
		case r == '.' && isInitialism(b.String(), next):
			// "U.S." is one word.
		case (r == ',' || r == '.') && endsInDigit(b.String()) && unicode.IsDigit(next):
			if r == '.' {
				b.WriteRune('.')
			}
		case r == '\\':
		case isApostrophe(r) && b.Len() > 0 && unicode.IsLetter(next):
			i += size + possessive(sentence[i+size:])
			flush()
			continue
		default:
			flush()
		}
		i += size
	}
	flush()
	return words, capital
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }

// possessive is the length of an "s" that ends the word.
func possessive(rest string) int {
	if !strings.HasPrefix(rest, "s") && !strings.HasPrefix(rest, "S") {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(rest[1:]); unicode.IsLetter(r) {
		return 0
	}
	return 1
}

func isInitialism(soFar string, next rune) bool {
	return utf8.RuneCountInString(soFar) <= 2 && soFar != "" && unicode.IsUpper(next) && !unicode.IsDigit(rune(soFar[0]))
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// stem cuts the commonest English endings. It need not be right, only the same
// for the forms of one word.
func stem(w string) string {
	if len(w) <= 3 || w[0] >= '0' && w[0] <= '9' {
		return w
	}
	for _, e := range endings {
		if s, ok := strings.CutSuffix(w, e.cut); ok && len(s) >= e.keep {
			w = s + e.put
			break
		}
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		w = w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}

var endings = []struct {
	cut, put string
	keep     int
}{
	{"ations", "ate", 4}, {"ation", "ate", 4}, {"ments", "ment", 3},
	{"ities", "ity", 3}, {"ies", "y", 2}, {"ied", "y", 2},
	{"ings", "", 4}, {"ing", "", 3}, {"sses", "ss", 2}, {"ches", "ch", 2}, {"shes", "sh", 2},
	{"ern", "", 4}, {"ed", "", 3}, {"ss", "ss", 1}, {"us", "us", 1}, {"is", "is", 1}, {"s", "", 3}, {"ly", "", 4},
}
