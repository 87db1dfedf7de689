package explain

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"stemma"
)

// underline draws the marks of one layer that touch row, on as few lines as keep
// them apart:
//
//	└place┘    └─time──┘
func (p *pen) underline(body string, row stemma.Span, l layer, marks []mark) {
	rest := touching(marks, row)
	for len(rest) > 0 {
		var line strings.Builder
		var later []mark
		at := 0
		for _, m := range rest {
			from := columns(body[row.Start:max(m.Start, row.Start)])
			width := columns(body[max(m.Start, row.Start):min(m.End, row.End)])
			if from < at || width == 0 {
				later = append(later, m)
				continue
			}
			line.WriteString(strings.Repeat(" ", from-at))
			line.WriteString(bracket(m.label, width))
			at = from + width
		}
		if len(later) == len(rest) {
			return
		}
		p.line("%s", p.paint(l, line.String()))
		rest = later
	}
}

func touching(marks []mark, row stemma.Span) []mark {
	var out []mark
	for _, m := range marks {
		if m.Overlaps(row) {
			out = append(out, m)
		}
	}
	return out
}

// bracket is a mark of exactly width columns, with as much of its label as fits.
func bracket(label string, width int) string {
	if width == 1 {
		return "╵"
	}
	label = string([]rune(label)[:min(len([]rune(label)), width-2)])
	fill := width - 2 - len([]rune(label))
	return "└" + strings.Repeat("─", fill/2) + label + strings.Repeat("─", fill-fill/2) + "┘"
}

// wrap breaks the text of s into rows of at most width columns, at spaces where
// there are any.
func wrap(body string, s stemma.Span, width int) []stemma.Span {
	var rows []stemma.Span
	start, lastSpace, col := s.Start, -1, 0
	for at := s.Start; at < s.End; {
		cluster, _, w, _ := uniseg.FirstGraphemeClusterInString(body[at:s.End], -1)
		if col+w > width && at > start {
			end := at
			if lastSpace > start {
				end = lastSpace
			}
			rows = append(rows, stemma.Span{Start: start, End: end})
			start = skipSpace(body, end, s.End)
			at, col, lastSpace = start, 0, -1
			continue
		}
		if isSpace(cluster) {
			lastSpace = at
			w = 1 // A line feed is drawn as a space.
		}
		at += len(cluster)
		col += w
	}
	if start < s.End {
		rows = append(rows, stemma.Span{Start: start, End: s.End})
	}
	return rows
}

func skipSpace(body string, at, end int) int {
	for at < end && isSpace(body[at:at+1]) {
		at++
	}
	return at
}

func isSpace(cluster string) bool { return strings.TrimSpace(cluster) == "" }

// columns is the width of s on a terminal, as printable draws it.
func columns(s string) int { return uniseg.StringWidth(printable(s)) }

// printable replaces what would move the cursor or hide in a terminal; nothing in a
// report may be taken for a command to it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar:
			return '·'
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}
