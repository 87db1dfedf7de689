package token

import (
	"strings"
	"unicode/utf8"
)

// clitics emits the word [start, i) and the clitics behind the apostrophe at i
// ("'s", "n't", "'ve"), and returns where they end; ok is false when there is none.
// An apostrophe may be escaped (\') or damaged (U+FFFD).
func (s *scanner) clitics(start, i int) (end int, ok bool) {
	mark, size := s.apostropheAt(i)
	if size == 0 || i == start {
		return i, false
	}
	n := s.cliticLetters(i + size)
	if n == 0 {
		return i, false
	}
	word := i
	tail := s.text[i+size : i+size+n]
	if (tail == "t" || tail == "T") && mark == i {
		if last := s.text[i-1]; last != 'n' && last != 'N' || i-start < 2 {
			return i, false
		}
		word--
		mark = word
	} else if tail == "t" || tail == "T" {
		return i, false
	}
	s.emit(start, word)
	end = s.emit(mark, i+size+n)
	if _, size := s.apostropheAt(end); size > 0 {
		if n := s.cliticLetters(end + size); n > 0 {
			end = s.emit(end, end+size+n)
		}
	}
	return end, true
}

// apostropheAt is where the apostrophe at i starts, behind a backslash if there is
// one, and the size of the whole; size 0 when there is none.
func (s *scanner) apostropheAt(i int) (start, size int) {
	if s.byteAt(i) == '\\' {
		i++
		size = 1
	}
	if i >= s.end {
		return i, 0
	}
	r, n := utf8.DecodeRuneInString(s.text[i:s.end])
	if runeClass(r) == apostrophe || r == '\'' || r == '`' || r == utf8.RuneError && n == 3 {
		return i, size + n
	}
	return i, 0
}

// cliticLetters is the length of the clitic's letters at i: s, m, d, t, re, ve, ll
// before anything but a letter; 0 when there is none.
func (s *scanner) cliticLetters(i int) int {
	if i >= s.end {
		return 0
	}
	if c := s.at(i + 1); c != letter && c != digit && c != mark && strings.IndexByte("smdtSMDT", s.text[i]) >= 0 {
		return 1
	}
	if i+2 > s.end {
		return 0
	}
	if c := s.at(i + 2); c == letter || c == digit || c == mark {
		return 0
	}
	switch s.text[i : i+2] {
	case "re", "ve", "ll", "RE", "VE", "LL", "Re", "Ve", "Ll":
		return 2
	}
	return 0
}
