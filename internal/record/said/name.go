package said

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var article = regexp.MustCompile(`\b(al|el|ad|as|ar|ash|an|at|az)[- ]`)

// Plain folds a name: lower case, no accents, no Arabic article, single blanks.
func Plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == ' ':
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʿ' || r == 'ʾ':
		default:
			b.WriteByte(' ')
		}
	}
	s := b.String()
	if mayHaveArticle(s) {
		s = article.ReplaceAllString(s, "")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "-", " ")), " ")
}

// mayHaveArticle reports whether a word of two or three letters that begins with a or
// e stands before another in s: the only place for an article.
func mayHaveArticle(s string) bool {
	for i := range len(s) {
		if (s[i] == ' ' || s[i] == '-') && (i >= 2 && (s[i-2] == 'a' || s[i-2] == 'e') || i >= 3 && s[i-3] == 'a') {
			return true
		}
	}
	return false
}

// minSkeleton is the shortest skeleton that tells names apart; "Homs" and "Hama"
// keep their vowels.
const minSkeleton = 4

// Key folds the spellings of one name into one: "al-Qameshli" and "Qamishli". It
// keeps the consonants of long names and all of short ones.
func Key(name string) string {
	p := Plain(name)
	s := consonants(p)
	if len(s) < minSkeleton {
		return p
	}
	return s
}

var soundAlike = strings.NewReplacer("kh", "k", "q", "k", "gh", "g", "dh", "d", "th", "t", "ph", "f", "ck", "k", "x", "ks")

func consonants(p string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range soundAlike.Replace(p) {
		if strings.ContainsRune("aeiouyhw ", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
