package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// number emits the number at byte start and returns where it ends.
func (s *scanner) number(start int) int {
	i := s.digits(start)
	if end := s.grouped(start, i); end > i {
		return s.emit(start, end)
	}
	for i-start < maxToken && strings.IndexByte(".,:/", s.byteAt(i)) >= 0 && s.at(i+1) == digit && i+1 < s.end {
		i = s.digits(i + 1)
	}
	end := i
	for end < s.end && end-start < maxToken {
		c, size := s.class(end)
		if c != letter && c != digit && c != mark {
			break
		}
		end += size
	}
	if end == i || s.words.of(s.text[i:end])&unit != 0 && !decade(s.text[start:end]) {
		return s.emit(start, i)
	}
	return s.emit(start, end)
}

// decade reports whether word is a decade, whose s is no unit: "1990s".
func decade(word string) bool { return strings.HasSuffix(word, "0s") && len(word) >= 3 }

// digits is where the run of digits from i ends.
func (s *scanner) digits(i int) int {
	start := i
	for i < s.end && i-start < maxToken {
		c, size := s.class(i)
		if c != digit {
			break
		}
		i += size
	}
	return i
}

// grouped is where a telephone number or a dashed date ends whose first group is
// [start, i): three groups, or two of three and four digits; i when it is neither.
func (s *scanner) grouped(start, i int) int {
	if s.byteAt(i) != '-' || i-start > 4 {
		return i
	}
	second := s.digits(i + 1)
	n := second - i - 1
	if s.byteAt(second) == '-' {
		if third := s.digits(second + 1); n >= 1 && n <= 4 && third > second+1 && third-second <= 5 && s.at(third) != letter {
			return third
		}
	}
	if i-start == 3 && n == 4 && s.byteAt(second) != '-' && s.at(second) != letter {
		return second
	}
	return i
}

// symbol emits what starts with neither letter nor digit and returns where it ends.
func (s *scanner) symbol(start int, c class, size int) int {
	first := s.text[start]
	next := start + size
	switch {
	case first == '\\' && (s.byteAt(next) == '"' || s.at(next) == apostrophe):
		return next // an escape; the mark it escapes is the token
	case first == '.' && s.at(next) == digit && next < s.end && s.atChunk(start, start) && (start == 0 || s.spaceAt(start-1)):
		end := s.digits(next)
		return s.emit(start, end)
	case c == apostrophe:
		return s.quote(start, next)
	case first == '.':
		return s.emit(start, s.run(start, "."))
	case first == '!' || first == '?':
		return s.emit(start, s.run(start, "!?"))
	case strings.IndexByte("-=_*~+<>", first) >= 0:
		return s.emit(start, s.run(start, s.text[start:next]))
	case first == '$':
		return s.emit(start, s.run(start, "$"))
	case first < utf8.RuneSelf:
		return s.emit(start, next)
	}
	return s.emit(start, s.cluster(start, next))
}

// run is where the run of bytes out of set that starts at i ends.
func (s *scanner) run(i int, set string) int {
	start := i
	for i < s.end && i-start < maxToken && strings.IndexByte(set, s.text[i]) >= 0 {
		i++
	}
	return i
}

// quote emits the apostrophe or single quotation mark [start, next): doubled as one
// mark, with the clitic or the short year that it opens.
func (s *scanner) quote(start, next int) int {
	if next < s.end && s.text[next:min(next+next-start, s.end)] == s.text[start:next] && s.at(next+next-start) != apostrophe {
		return s.emit(start, next+next-start)
	}
	if start > 0 && !s.spaceAt(start-1) && start != s.blockStart() {
		if n := s.cliticLetters(next); n > 0 && s.text[next] != 't' && s.text[next] != 'T' {
			return s.emit(start, next+n)
		}
		return s.emit(start, next)
	}
	if end := s.digits(next); end == next+2 {
		if s.byteAt(end) == 's' {
			end++
		}
		if s.at(end) != letter {
			return s.emit(start, end)
		}
	}
	for _, w := range []string{"em", "n", "tis", "twas", "s"} {
		end := next + len(w)
		if end <= s.end && strings.EqualFold(s.text[next:end], w) && s.at(end) == space && end < s.end {
			return s.emit(start, end)
		}
	}
	return s.emit(start, next)
}

// blockStart is the byte of the first token so far, which no token precedes.
func (s *scanner) blockStart() int {
	if len(s.tokens) == 0 {
		return s.end
	}
	return s.tokens[0].Start
}

// cluster is where the symbol [start, next) ends with the runes that modify it:
// variation selectors, skin tones, joined emoji, the second half of a flag.
func (s *scanner) cluster(start, next int) int {
	r, _ := utf8.DecodeRuneInString(s.text[start:next])
	flag := regional(r)
	for next < s.end && next-start < maxToken {
		r, size := utf8.DecodeRuneInString(s.text[next:s.end])
		switch {
		case flag && regional(r):
			flag = false
		case r == '\u200d' || r >= 0x1f3fb && r <= 0x1f3ff || r == 0x20e3 || unicode.Is(unicode.Variation_Selector, r):
			if after, n := utf8.DecodeRuneInString(s.text[next+size : s.end]); r == '\u200d' && runeClass(after) == other {
				size += n
			}
		default:
			return next
		}
		next += size
	}
	return next
}

func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// special is the length of the address, handle, hashtag or emoticon at i; 0 when
// there is none.
func (s *scanner) special(i int) int {
	c := s.text[i]
	if c == '#' || c == '@' {
		return s.tag(i)
	}
	if n := s.emoticon(i); n > 0 {
		return n
	}
	if asciiClass[c&0x7f] != letter && asciiClass[c&0x7f] != digit || c >= utf8.RuneSelf {
		return 0
	}
	return s.address(i)
}

// tag is the length of a handle or hashtag at i.
func (s *scanner) tag(i int) int {
	if s.at(i+1) != letter {
		return 0
	}
	end := i + 1
	for end < s.end && end-i < maxToken && (s.at(end) == letter || s.at(end) == digit || s.text[end] == '_') {
		_, size := s.class(end)
		end += size
	}
	return end - i
}

// emoticons that stand between blanks; the longest first.
var emoticons = []string{":'(", ":-)", ":-(", ";-)", ":-D", ":-P", ">:(", "^_^", "-_-", ":)", ":(", ";)", ":D", ":P", ";P", ":/", ":O", "=)", "=(", "(:", "<3"}

func (s *scanner) emoticon(i int) int {
	if strings.IndexByte(":;=(<>^-", s.text[i]) < 0 {
		return 0
	}
	for _, e := range emoticons {
		if strings.HasPrefix(s.text[i:s.end], e) && s.at(i+len(e)) == space {
			return len(e)
		}
	}
	return 0
}

// address is the length of the web or mail address at i; 0 when there is none.
func (s *scanner) address(i int) int {
	end, mail, colon := i, 0, false
	for end < s.end && end-i < maxToken {
		c := s.text[end]
		if c <= ' ' || c >= utf8.RuneSelf || strings.IndexByte("<>\"'()[]{}|\\^`", c) >= 0 {
			break
		}
		if c == '@' && end > i {
			mail = end
		}
		colon = colon || c == ':'
		end++
	}
	if mail == 0 && !colon && !strings.HasPrefix(s.text[i:end], "www.") {
		return 0 // nearly always
	}
	chunk := strings.TrimRight(s.text[i:end], ".,;:!?-")
	end = i + len(chunk)
	web := strings.Contains(chunk, "://") || strings.HasPrefix(chunk, "www.") || strings.HasPrefix(chunk, "mailto:")
	if !web && (mail == 0 || mail+1 >= end || s.at(mail+1) != letter) {
		return 0
	}
	if !web && strings.ContainsAny(chunk, ",;:?!") {
		return 0
	}
	return len(chunk)
}
