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
	if p, ok := plainASCII(name); ok {
		return p
	}
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

// plainASCII is Plain for most names: of ASCII letters, without an article.
func plainASCII(name string) (string, bool) {
	b := make([]byte, 0, 64)
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 0x80:
			return "", false
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-':
			b = append(b, c)
		case c == '\'' || c == '`':
		case len(b) > 0 && b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
	}
	if hasArticle(b) {
		return "", false
	}
	n := 0 // a hyphen is a blank, and blanks are single
	for _, c := range b {
		if c == '-' || c == ' ' {
			if n == 0 || b[n-1] == ' ' {
				continue
			}
			c = ' '
		}
		b[n] = c
		n++
	}
	if n > 0 && b[n-1] == ' ' {
		n--
	}
	return string(b[:n]), true
}

// hasArticle reports whether one of the words that are articles stands before another
// in lower-case ASCII.
func hasArticle(b []byte) bool {
	start := 0
	for i, c := range b {
		if c != ' ' && c != '-' {
			continue
		}
		switch string(b[start:i]) {
		case "al", "el", "ad", "as", "ar", "ash", "an", "at", "az":
			return true
		}
		start = i + 1
	}
	return false
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

// soundAlike are letters that are heard as others, from the left; none begins with
// what another ends with.
var soundAlike = strings.NewReplacer("kh", "k", "q", "k", "gh", "g", "dh", "d", "th", "t", "ph", "f", "ck", "k", "x", "ks")

func consonants(p string) string {
	for i := range len(p) {
		if p[i] >= 0x80 {
			return consonantsOf(soundAlike.Replace(p))
		}
	}
	return consonantsASCII(p)
}

func consonantsOf(p string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range p {
		if strings.ContainsRune("aeiouyhw ", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// consonantsASCII is the same for ASCII, letter by letter.
func consonantsASCII(p string) string {
	b := make([]byte, 0, 64)
	add := func(c byte) {
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
	}
	for i := 0; i < len(p); i++ {
		next := byte(0)
		if i+1 < len(p) {
			next = p[i+1]
		}
		switch c := p[i]; c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w', ' ':
		case 'q':
			add('k')
		case 'x':
			add('k')
			add('s')
		case 'p':
			if next == 'h' {
				c = 'f'
				i++
			}
			add(c)
		case 'c':
			if next == 'k' {
				c = 'k'
				i++
			}
			add(c)
		default:
			add(c)
		}
	}
	return string(b)
}
