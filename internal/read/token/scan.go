package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// class is what a rune is to the scanner.
type class uint8

const (
	space class = iota
	letter
	digit
	mark       // mark joins the word around it: combining marks, soft hyphens, joiners.
	apostrophe // apostrophe is any of ' ’ ‘ ` ´ ʼ ′.
	ideograph  // ideograph is a word by itself.
	other      // other is punctuation, a symbol or a damaged byte.
)

// scanner cuts text into tokens.
type scanner struct {
	text   string
	end    int // end of the block being scanned.
	words  *lists
	tokens []text.Token
}

// scan appends the tokens of text[start:end].
func (s *scanner) scan(start, end int) {
	first := len(s.tokens)
	s.end = end
	for at := start; at < end; {
		c, size := s.class(at)
		if c == space {
			at += size
			continue
		}
		if s.atChunk(at, start) {
			if n := s.special(at); n > 0 {
				at = s.emit(at, at+n)
				continue
			}
		}
		switch {
		case c == letter || c == mark:
			at = s.word(at)
		case c == digit:
			at = s.number(at)
		case c == ideograph:
			at = s.emit(at, at+size)
		default:
			at = s.symbol(at, c, size)
		}
	}
	for i := first; i < len(s.tokens); i++ {
		s.tokens[i].SpaceAfter = s.spaceAt(s.tokens[i].End)
	}
}

// emit appends the token [start, end) and returns end.
func (s *scanner) emit(start, end int) int {
	s.tokens = append(s.tokens, text.Token{Span: stemma.Span{Start: start, End: end}})
	return end
}

// class is the class of the rune at byte at, and its size.
func (s *scanner) class(at int) (class, int) {
	if c := s.text[at]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, size := utf8.DecodeRuneInString(s.text[at:s.end])
	return runeClass(r), size
}

// at is the class of the rune at byte i; space outside the block.
func (s *scanner) at(i int) class {
	if i >= s.end {
		return space
	}
	c, _ := s.class(i)
	return c
}

// byteAt is the byte at i; 0 outside the block.
func (s *scanner) byteAt(i int) byte {
	if i >= s.end {
		return 0
	}
	return s.text[i]
}

func (s *scanner) spaceAt(i int) bool {
	if i >= len(s.text) {
		return false
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return asciiClass[c] == space
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsSpace(r)
}

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for i := range t {
		switch c := byte(i); {
		case c <= ' ' || c == 0x7f:
			t[i] = space
		case '0' <= c && c <= '9':
			t[i] = digit
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[i] = letter
		case c == '\'' || c == '`':
			t[i] = apostrophe
		default:
			t[i] = other
		}
	}
	return t
}()

func runeClass(r rune) class {
	switch r {
	case '’', '‘', '´', 'ʼ', '′':
		return apostrophe
	case '\u00ad', '\u200c', '\u200d':
		return mark
	case '\u200b', '\ufeff', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u2060':
		return space
	case utf8.RuneError:
		return other
	}
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return ideograph
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return space
	case unicode.IsMark(r):
		return mark
	}
	return other
}

// atChunk reports whether a run without white space or an opening mark's inside
// starts at byte i.
func (s *scanner) atChunk(i, start int) bool {
	if i == start {
		return true
	}
	c := s.text[i-1]
	return c < utf8.RuneSelf && (asciiClass[c] == space || strings.IndexByte("(<[\"':>", c) >= 0)
}

// word emits the word at byte start with its clitics and returns where it ends.
func (s *scanner) word(start int) int {
	i := start
	for i < s.end && i-start < maxToken {
		c, size := s.class(i)
		switch c {
		case letter, digit, mark:
			i += size
			continue
		case apostrophe:
			if end, ok := s.clitics(start, i); ok {
				return end
			}
			if i > start && s.at(i+size) == letter {
				i += size
				continue
			}
		case other:
			if next := s.joint(start, i); next > i {
				i = next
				continue
			}
			if end, ok := s.clitics(start, i); ok {
				return end
			}
			if s.lostLetter(start, i) {
				i += size
				continue
			}
		}
		break
	}
	if n := s.words.splitOf(s.text[start:i]); n > 0 && s.at(i) != apostrophe {
		s.emit(start, start+n)
		start += n
	}
	return s.emit(start, i)
}

// lostLetter reports whether the replacement character at i stands for a letter that the
// text lost with its accents: it is between two others, as in "Popay\uFFFDn".
func (s *scanner) lostLetter(start, i int) bool {
	const lost = string(utf8.RuneError)
	return i > start && strings.HasPrefix(s.text[i:s.end], lost) && s.at(i+len(lost)) == letter
}

// joint is where the word that starts at start goes on when the punctuation at i
// belongs to it; i when it does not.
func (s *scanner) joint(start, i int) int {
	switch s.text[i] {
	case '.':
		return s.fullStop(start, i)
	case '-':
		if s.at(i+1) == letter || s.at(i+1) == digit {
			afterHyphen := start > 0 && s.text[start-1] == '-'
			if !afterHyphen && s.words.of(s.text[start:i])&prefix != 0 {
				return i + 1
			}
		}
	case '&':
		if s.shortCapitals(start, i) && s.upperAt(i+1) {
			return i + 1
		}
	case '/':
		if i-start == 1 && s.at(i+1) == letter && s.at(i+2) != letter || s.text[start:i] == "w" && s.at(i+1) == letter {
			return i + 1
		}
	case '_':
		if c := s.at(i + 1); c == letter || c == digit {
			return i + 1
		}
	case '$':
		if s.shortCapitals(start, i) && s.at(i+1) == digit {
			return i + 1
		}
	}
	return i
}

// fullStop is where the word from start goes on when the full stop at i belongs to
// it: initials ("U.S."), abbreviations ("Gen."), host and file names.
func (s *scanner) fullStop(start, i int) int {
	word := s.text[start:i]
	if s.at(i+1) == letter {
		if s.dotted(start, i) && s.text[i+1] < utf8.RuneSelf && s.at(i+2) != letter {
			return i + 2
		}
		end := i + 1
		for end < s.end && end-start < maxToken && (s.at(end) == letter || s.at(end) == digit) {
			_, size := s.class(end)
			end += size
		}
		if tail := s.text[i+1 : end]; s.words.of(tail)&suffix != 0 && (len(tail) > 2 || s.lowerAt(i+1) && !s.lowerWord(word)) && s.byteAt(end) != '\'' {
			return end
		}
		k := s.words.of(s.text[start:end])
		if k&abbreviation != 0 && s.byteAt(end) == '.' {
			return end + 1
		}
		if k := s.words.of(word); k&title != 0 && s.upperAt(start) && s.upperAt(i+1) {
			return i + 1
		}
		return i
	}
	if s.dotted(start, i) {
		if len(word) == 1 && !s.initial(start, i) {
			return i
		}
		return i + 1
	}
	if s.isAbbreviation(start, i) {
		return i + 1
	}
	return i
}

// dotted reports whether the word [start, i) is single letters with full stops
// between them: "U", "U.S", "a.m".
func (s *scanner) dotted(start, i int) bool {
	if (i-start)%2 == 0 || i-start > 11 {
		return false
	}
	for j := start; j < i; j++ {
		c := s.text[j]
		if (j-start)%2 == 1 && c != '.' || (j-start)%2 == 0 && (c >= utf8.RuneSelf || asciiClass[c] != letter) {
			return false
		}
	}
	return true
}

// initial reports whether the single letter at start with a full stop at i is an
// initial: a capital with a capital, digit or comma after it, not the pronoun.
func (s *scanner) initial(start, i int) bool {
	if !s.upperAt(start) {
		return s.isAbbreviation(start, i) || s.text[start] == 'c' && s.at(s.skipSpace(i+1)) == digit
	}
	afterName := len(s.tokens) > 0 && s.upperAt(s.tokens[len(s.tokens)-1].Start)
	if s.text[start] == 'I' && !afterName {
		return false
	}
	next := s.skipSpace(i + 1)
	return s.upperAt(next) || s.byteAt(next) == ','
}

// isAbbreviation reports whether the word [start, i) with the full stop at i is an
// abbreviation.
func (s *scanner) isAbbreviation(start, i int) bool {
	k := s.words.of(s.text[start:i])
	if k&(title|number|date|abbreviation) == 0 {
		return false
	}
	next := s.skipSpace(i + 1)
	switch {
	case k&number != 0 && s.at(next) == digit && next < s.end:
		return true
	case k&wordToo == 0:
		return k&number == 0
	case k&title != 0:
		return s.upperAt(start) && s.upperAt(next)
	case k&date != 0:
		return s.upperAt(start) && s.at(next) == digit
	case k&abbreviation != 0:
		return next < s.end && (s.lowerAt(next) || s.byteAt(next) == ',' || s.upperAt(start) && s.upperAt(next))
	}
	return false
}

// skipSpace is the first byte from i on that is not a blank.
func (s *scanner) skipSpace(i int) int {
	for i < s.end && (s.text[i] == ' ' || s.text[i] == '\t') {
		i++
	}
	return i
}

func (s *scanner) upperAt(i int) bool {
	if i >= s.end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:s.end])
	return unicode.IsUpper(r)
}

func (s *scanner) lowerAt(i int) bool {
	if i >= s.end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:s.end])
	return unicode.IsLower(r)
}

// lowerWord reports whether word has no capital letter.
func (s *scanner) lowerWord(word string) bool {
	return !strings.ContainsFunc(word, unicode.IsUpper)
}

// shortCapitals reports whether [start, i) is at most three capitals.
func (s *scanner) shortCapitals(start, i int) bool {
	if i-start > 3 {
		return false
	}
	for j := start; j < i; j++ {
		if c := s.text[j]; c < 'A' || c > 'Z' {
			return false
		}
	}
	return i > start
}
