package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// word is a run of letters, a run of digits, or one other character that is not
// white space.
type word struct {
	stemma.Span
	text  string
	kind  wordKind
	glued bool // glued to the word before it: no white space between.
}

type wordKind uint8

const (
	letters wordKind = iota
	digits
	mark
)

// words splits the part of text that s covers.
func words(text string, s stemma.Span) []word {
	if s.Empty() {
		return nil
	}
	out := make([]word, 0, s.Len()/5+1)
	last := -1
	for at := s.Start; at < s.End; {
		r, size := utf8.DecodeRuneInString(text[at:s.End])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		end := at + size
		kind := kindOf(r)
		for kind != mark && end < s.End {
			next, n := utf8.DecodeRuneInString(text[end:s.End])
			if kindOf(next) != kind && !unicode.Is(unicode.M, next) {
				break
			}
			end += n
		}
		out = append(out, word{stemma.Span{Start: at, End: end}, text[at:end], kind, at == last})
		at, last = end, end
	}
	return out
}

func kindOf(r rune) wordKind {
	switch {
	case unicode.IsLetter(r):
		return letters
	case unicode.IsDigit(r):
		return digits
	}
	return mark
}

// is reports whether w is one of the given lower-case forms, whatever its case.
func (w word) is(forms ...string) bool {
	for _, f := range forms {
		if strings.EqualFold(w.text, f) {
			return true
		}
	}
	return false
}

// upper reports whether w begins with a capital letter.
func (w word) upper() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r)
}

// lower reports whether w begins with a small letter.
func (w word) lower() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsLower(r)
}

// shout reports whether w is at least two letters, all capitals.
func (w word) shout() bool {
	return w.kind == letters && utf8.RuneCountInString(w.text) > 1 && strings.ToUpper(w.text) == w.text && strings.ToLower(w.text) != w.text
}

// number is the value of a run of at most eight ASCII digits, or -1.
func (w word) number() int {
	if w.kind != digits || len(w.text) > 8 {
		return -1
	}
	n := 0
	for i := range len(w.text) {
		c := w.text[i]
		if c < '0' || c > '9' {
			return easternNumber(w.text)
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// easternNumber is the value of digits of other scripts, "٢٠١٦".
func easternNumber(s string) int {
	n := 0
	for _, r := range s {
		d := -1
		for _, zero := range []rune{'0', '٠', '۰', '०', '০'} {
			if r >= zero && r <= zero+9 {
				d = int(r - zero)
			}
		}
		if d < 0 {
			return -1
		}
		n = n*10 + d
	}
	return n
}

// span covers ws[i:j].
func spanOf(ws []word, i, j int) stemma.Span {
	if i >= j {
		return stemma.Span{}
	}
	return stemma.Span{Start: ws[i].Start, End: ws[j-1].End}
}
