package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// Old wires, mail and some archives break lines at a fixed width:
//
//	The last rebels left the town of Karsa on Monday, a monitor   ┐
//	said, after a siege of four months that cost hundreds of      │ one paragraph
//	lives.                                                        ┘
//
// Such lines are joined before anything else is told of them.

// The widths, in runes, at which lines are broken.
const (
	narrowest = 40
	widest    = 100
)

// unwrap joins the lines of paragraphs that were broken at a fixed width; lines that were
// not are returned as they are.
func unwrap(text string, lines []stemma.Span) []stemma.Span {
	if !wrapped(text, lines) {
		return lines
	}
	var out []stemma.Span
	for i, line := range lines {
		if i > 0 && adjoins(text, lines[i-1], line) {
			out[len(out)-1].End = line.End
			continue
		}
		out = append(out, line)
	}
	return out
}

// wrapped reports whether most lines that another one follows at once are full, end in
// mid-sentence and, where the script has small letters, go on with one.
func wrapped(text string, lines []stemma.Span) bool {
	width := 0
	for _, line := range lines {
		if width = max(width, utf8.RuneCountInString(line.Of(text))); width > widest {
			return false
		}
	}
	if width < narrowest {
		return false
	}
	pairs, full, open, small, capitals := 0, 0, 0, 0, 0
	for i := 1; i < len(lines); i++ {
		if !adjoins(text, lines[i-1], lines[i]) {
			continue
		}
		before := lines[i-1].Of(text)
		pairs++
		if 4*utf8.RuneCountInString(before) >= 3*width {
			full++
		}
		if !endsSentence(before) {
			open++
		}
		switch first, _ := utf8.DecodeRuneInString(lines[i].Of(text)); {
		case unicode.IsLower(first):
			small++
		case strings.ToUpper(before) == before:
			capitals++
		}
	}
	return pairs >= 2 && 3*full >= 2*pairs && 2*open >= pairs && (3*small >= pairs || 2*capitals >= pairs)
}

// adjoins reports whether no blank line stands between two lines and the second is not
// set in more than the first.
func adjoins(text string, a, b stemma.Span) bool {
	between := text[a.End:b.Start]
	if strings.Count(between, "\n") != 1 {
		return false
	}
	_, indent, _ := strings.Cut(between, "\n")
	return len(indent) < 2 || indentOf(text, a) >= len(indent)
}

// indentOf is the white space before a line, in bytes.
func indentOf(text string, line stemma.Span) int {
	return line.Start - 1 - strings.LastIndexByte(text[:line.Start], '\n')
}
