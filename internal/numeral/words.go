// Package numeral reads numerals, in digits and in words: "10,000", "2.2 million",
// "twenty-two", "half a dozen", "two thirds". It knows nothing of what is counted.
package numeral

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// Shape is what a Word is made of.
type Shape uint8

// The shapes of words.
const (
	Letters Shape = iota // Letters are a run of letters: "march", "pm".
	Digits               // Digits are a run of digits: "2016".
	Mark                 // Mark is one other rune: "-", ",", "$".
)

// Word is the smallest unit that numerals and dates are written in: a run of
// letters, a run of digits, or one other rune. "3.5km" has four of them. They are
// finer than tokens, so that no reader depends on how "10-15" is split.
type Word struct {
	stemma.Span
	Text  string // Text in lower case; every apostrophe is ' and every dash is -.
	Upper bool   // Upper reports whether the first rune is a capital.
	Caps  bool   // Caps reports whether every letter is a capital.
	Space bool   // Space reports whether white space stands before it.
	Shape Shape
}

// Words splits text[start:end], which must lie on rune boundaries.
//
// In a stretch that is all in capitals a capital says nothing: no word of it is then
// Upper or Caps.
func Words(text string, start, end int) []Word {
	return Append(make([]Word, 0, (end-start)/5+4), text, start, end) // News has a word every six bytes.
}

// Append is Words that appends to others.
func Append(others []Word, text string, start, end int) []Word {
	out := cut(others, text, start, end)
	if added := out[len(others):]; shouted(added) {
		for i := range added {
			added[i].Upper, added[i].Caps = false, false
		}
	}
	return out
}

// shouted reports whether a text of some length has no word in lower case.
func shouted(words []Word) bool {
	letters := 0
	for _, w := range words {
		if w.Shape == Letters && len(w.Text) > 1 {
			if !w.Caps {
				return false
			}
			letters++
		}
	}
	return letters >= 4
}

func cut(out []Word, text string, start, end int) []Word {
	space := true
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			space = true
			i += n
			continue
		}
		shape := shapeOf(r)
		j := i + n
		for shape != Mark && j < end {
			r, n := utf8.DecodeRuneInString(text[j:end])
			if shapeOf(r) != shape && !(shape == Letters && unicode.Is(unicode.Mn, r)) {
				break
			}
			j += n
		}
		out = append(out, newWord(text, i, j, shape, space))
		space = false
		i = j
	}
	return out
}

func shapeOf(r rune) Shape {
	switch {
	case '0' <= r && r <= '9':
		return Digits
	case unicode.IsLetter(r):
		return Letters
	}
	return Mark
}

func newWord(text string, start, end int, shape Shape, space bool) Word {
	w := Word{Span: stemma.Span{Start: start, End: end}, Text: text[start:end], Space: space, Shape: shape}
	switch shape {
	case Letters:
		r, _ := utf8.DecodeRuneInString(w.Text)
		w.Upper = unicode.IsUpper(r)
		w.Caps = w.Upper && !strings.ContainsFunc(w.Text, func(r rune) bool { return unicode.ToUpper(r) != r })
		w.Text = strings.ToLower(w.Text)
	case Mark:
		w.Text = plainMark(w.Text)
	}
	return w
}

// plainMark folds the many dashes and apostrophes into one of each.
func plainMark(s string) string {
	switch s {
	case "‐", "‑", "‒", "–", "—", "−", "~":
		return "-"
	case "’", "‘", "ʼ", "`", "´":
		return "'"
	case "“", "”", "„", "«", "»":
		return `"`
	}
	return s
}
