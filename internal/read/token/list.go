package token

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"stemma"
)

// listMark is the mark of a list's entry: a bullet, or a number or letter with its
// punctuation ("1.", "2)", "b.", "• 9."). The zero listMark is none.
type listMark struct {
	style   string // style is the mark's bullet and punctuation, "•", ".)", "".
	ordinal int    // ordinal counts from 1; 0 for a bare bullet.
	last    int    // last is the mark's last token.
}

// next reports whether m follows the entry marked by before in one list.
func (m listMark) next(before listMark) bool {
	return m.style != "" && m.style == before.style && (m.ordinal == before.ordinal+1 || m.ordinal == 0)
}

// ends reports whether token i is the punctuation of the mark.
func (m listMark) ends(i int) bool { return m.style != "" && i <= m.last }

// listMark is the list mark at token i.
func (sp *splitter) listMark(i int) listMark {
	style := ""
	if w := sp.word(i); w == "•" || w == "⁃" || w == "▪" || w == "●" || w == "◦" || w == "‣" || w == "*" && sp.tokens[i].SpaceAfter {
		style = w
		i++
	}
	ordinal := ordinalOf(sp.word(i))
	end := i
	if ordinal > 0 {
		for _, p := range []string{".", ")"} {
			if sp.word(end+1) == p && !sp.tokens[end].SpaceAfter {
				style += p
				end++
			}
		}
		if end > i && end+1 < len(sp.tokens) && sp.tokens[end].SpaceAfter {
			return listMark{style, ordinal, end}
		}
		if w := sp.word(i); len(w) == 2 && w[1] == '.' {
			return listMark{style + ".", ordinal, i}
		}
	}
	if bullet := strings.TrimRight(style, ".)"); bullet != "" {
		return listMark{bullet, 0, i - 1}
	}
	return listMark{}
}

// ordinalOf is the place that a list mark gives: "3" and "c" are 3; 0 for others.
func ordinalOf(w string) int {
	w = strings.TrimSuffix(w, ".")
	if len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' {
		return int(w[0]-'a') + 1
	}
	if len(w) == 0 || len(w) > 3 || w[0] < '0' || w[0] > '9' {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 {
		return 0
	}
	return n
}

// longestDateline is the number of tokens that a dateline may have.
const longestDateline = 16

// dateline is the token after the dateline that opens a paragraph of a body block at
// token first: places or an agency in capitals before a colon or a dash
// ("ALEPPO/AMMAN:", "RNA -", "BEIRUT (Agency) —"); first when there is none. It is a sentence by itself,
// so that it does not disturb the parse of the first one.
func (sp *splitter) dateline(first int) int {
	if sp.role != stemma.Body {
		return first
	}
	if end := sp.stamp(first); end > first {
		return end
	}
	capitals := false
	for i := first; i < min(first+longestDateline, len(sp.tokens)); i++ {
		switch w := sp.word(i); w {
		case ":", "-", "--", "–", "—":
			if i > first && (w == ":" || sp.tokens[i-1].SpaceAfter || sp.word(i-1) == ")") && capitals {
				if !sp.tokens[i].SpaceAfter && w == "-" || i+1 == len(sp.tokens) {
					return first
				}
				return i + 1
			}
			if w != "-" || sp.tokens[i].SpaceAfter {
				return first
			}
		case "/", ",", "(", ")", ".", "|":
		default:
			if allCapitals(w) {
				capitals = true
			} else if !capitals || !sp.datelineWord(i) {
				return first
			}
		}
	}
	return first
}

// stamp is the token after the hour with which an entry of a live page opens at token first,
// "09.12 The army", "10:25 GMT — The army"; first when there is none.
func (sp *splitter) stamp(first int) int {
	hour, minute, ok := strings.Cut(strings.TrimRight(sp.word(first), "apm"), ".")
	if !ok {
		hour, minute, ok = strings.Cut(strings.TrimRight(sp.word(first), "apm"), ":")
	}
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if !ok || err != nil || err2 != nil || len(minute) != 2 || h > 23 || m > 59 {
		return first
	}
	i := first + 1
	for i < len(sp.tokens) && i < first+4 && (allCapitals(sp.word(i)) && len(sp.word(i)) < 5 && sp.words.of(strings.ToLower(sp.word(i)))&afterHour != 0 || strings.Trim(sp.word(i), "–—-:|") == "") {
		i++
	}
	if i >= len(sp.tokens) || !sp.tokens[i-1].SpaceAfter || !sp.upperAt(sp.tokens[i].Start) && strings.Trim(sp.word(i), `"“‘'`) != "" {
		return first
	}
	return i
}

// datelineWord reports whether token i may stand in a dateline after its place: the
// country behind a comma ("GOMA, Democratic Republic of Congo"), the date, the agency in
// parentheses.
func (sp *splitter) datelineWord(i int) bool {
	return sp.inCountry(i) || sp.at(sp.tokens[i].Start) == digit ||
		sp.words.of(strings.TrimSuffix(sp.word(i), "."))&(date|afterHour) != 0 || sp.inParentheses(i)
}

// inCountry reports whether token i is of a name behind a comma: only capitalised words,
// "of", "the" and "and" stand between the two.
func (sp *splitter) inCountry(i int) bool {
	named := func(i int) bool {
		switch sp.word(i) {
		case "of", "the", "and":
			return true
		}
		return sp.upperAt(sp.tokens[i].Start)
	}
	for ; i > sp.first && named(i); i-- {
		if sp.word(i-1) == "," {
			return true
		}
	}
	return false
}

// inParentheses reports whether a parenthesis is open at token i of the block's
// first words.
func (sp *splitter) inParentheses(i int) bool {
	for i--; i >= sp.first; i-- {
		switch sp.word(i) {
		case "(":
			return true
		case ")":
			return false
		}
	}
	return false
}

// allCapitals reports whether w is at least two capital letters and nothing else.
func allCapitals(w string) bool {
	return utf8.RuneCountInString(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}
