package gazetteer

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is the form under which names are looked up: lower case, without accents,
// apostrophes and full stops, every hyphen, slash and run of space one space.
// "Deir al-Zor" and "Deir  Al Zor" fold to "deir al zor", "Þórshöfn" to
// "thorshofn", "U.S." to "us".
func Fold(name string) string {
	if out, ok := foldASCII(name); ok {
		return out
	}
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range norm.NFD.String(name) {
		foldRune(&b, unicode.ToLower(r))
	}
	return strings.TrimSuffix(b.String(), " ")
}

// foldASCII folds a name of ASCII letters alone, which nearly all are, in one pass.
func foldASCII(name string) (string, bool) {
	if isFolded(name) {
		return name, true
	}
	var room [64]byte
	b := room[:0]
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&':
			b = append(b, c)
		case c == '\'', c == '`', c == '.', c == '"':
		default:
			if len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		}
	}
	return string(bytes.TrimSuffix(b, []byte(" "))), true
}

// isFolded reports whether a name is of small letters and digits alone, as most words of
// a text are, with one space between.
func isFolded(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == ' ' && 0 < i && i+1 < len(name) && name[i-1] != ' ' {
			continue
		}
		return false
	}
	return true
}

// letters are the lower-case letters that decomposition leaves alone.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l",
	'ı': "i", 'ħ': "h", 'ŋ': "n", 'ə': "a", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", 'ŧ': "t", 'ĸ': "k",
}

func foldRune(b *strings.Builder, r rune) {
	if s, ok := letters[r]; ok {
		b.WriteString(s)
		return
	}
	switch {
	case unicode.Is(unicode.Mn, r):
	case unicode.IsLetter(r), unicode.IsDigit(r):
		b.WriteRune(r)
	case r == '&':
		b.WriteRune(r)
	case isApostrophe(r), r == '.', r == '"', r == '“', r == '”':
	default:
		if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
			b.WriteByte(' ')
		}
	}
}

// isApostrophe reports whether r is one of the marks that romanisations write for
// hamza, ayn, the soft sign and elision.
func isApostrophe(r rune) bool {
	return strings.ContainsRune("'`´‘’‛ʻʼʽʾʿˈʹ′", r)
}

// articles are the forms of the Arabic article as romanised before moon and sun
// letters.
var articles = []string{"al", "el", "ul", "ar", "as", "ash", "ad", "ed", "adh", "an", "en", "at", "et", "ath", "az", "ez", "es", "er", "esh", "l"}

func isArticle(word string) bool {
	for _, a := range articles {
		if word == a {
			return true
		}
	}
	return false
}

// WithoutArticle is a folded name without a leading Arabic article: "al bab" is
// "bab". It is the name itself where there is none.
func WithoutArticle(folded string) string {
	first, rest, ok := strings.Cut(folded, " ")
	if ok && isArticle(first) && len(rest) > 1 {
		return rest
	}
	return folded
}

// Skeleton reduces a folded name to the consonants that romanisations of one name
// share: articles, vowels, doubled letters and the letters that stand for one sound
// go. "deir al zor", "dayr az zawr" and "deir ezzor" are "dr zr"; a name with fewer
// than three consonants has no skeleton.
func Skeleton(folded string) string {
	b := make([]byte, 0, len(folded))
	consonants := 0
	for word := range strings.FieldsSeq(folded) {
		if isArticle(word) {
			continue
		}
		if len(b) > 0 {
			b = append(b, ' ')
		}
		n := len(b)
		b = appendBones(b, stripJoinedArticle(servant(word)))
		consonants += len(b) - n
	}
	if consonants < 3 {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// servant removes the article from "servant of" names: "abdel", "abdulaziz" and
// "abdurrahman" begin with plain "abd".
func servant(word string) string {
	if len(word) < 5 || word[:3] != "abd" || strings.IndexByte("aeu", word[3]) < 0 {
		return word
	}
	if word[4] == 'l' || len(word) > 5 && word[4] == word[5] {
		return "abd" + word[5:]
	}
	return word
}

// stripJoinedArticle removes an article that is written into the word before a
// doubled sun letter: "ezzor", "arraqqa", "asshaddadi".
func stripJoinedArticle(word string) string {
	if len(word) > 5 && (word[0] == 'a' || word[0] == 'e') && word[1] == word[2] && strings.IndexByte("dlnrstz", word[1]) >= 0 {
		return word[2:]
	}
	return word
}

// appendBones appends the consonants of one word.
func appendBones(b []byte, word string) []byte {
	start := len(b)
	for i := 0; i < len(word); i++ {
		c := bone(word, &i)
		if c == 0 || (len(b) > start && b[len(b)-1] == c) {
			continue
		}
		b = append(b, c)
	}
	return b
}

// bone is the consonant class at word[*i], 0 for a vowel; it steps over the second
// letter of a pair that stands for one sound.
func bone(word string, i *int) byte {
	c := word[*i]
	next := byte(0)
	if *i+1 < len(word) {
		next = word[*i+1]
	}
	if next == 'h' {
		switch c {
		case 's', 'c', 'z': // sh, ch, zh
			*i++
			return 'x'
		case 'd', 't': // dh, th
			*i++
			return c
		case 'k', 'g': // kh, gh
			*i++
			return c
		case 'p':
			*i++
			return 'f'
		}
	}
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h':
		return 0
	case 'q', 'c', 'k':
		return 'k'
	case 'j', 'g':
		return 'g'
	case 'p', 'b':
		return 'b'
	case 'v', 'f':
		return 'f'
	}
	return c
}
