package page

import (
	"strings"

	"stemma"
)

// captioned reports whether a line stands under a picture: it opens with the words of
// a caption, ends with a photographer's credit, or describes a picture and has no full
// stop.
func captioned(t string) bool {
	ws := words(t, stemma.Span{End: len(t)})
	if len(ws) < 2 {
		return false
	}
	if j := theFurniture().at("picture", ws, 0); j > 1 || j == 1 && (ws[1].is(":", "|", "©") || ws[1].upper()) {
		return true
	}
	if i := creditBracket(ws, len(ws)); i >= 0 && len(ws) < 120 {
		return true
	}
	if numbered(ws) || slashCredit(ws) || marked(ws) {
		return true
	}
	if len(ws) < 8 || len(ws) > 80 || endsSentence(t) {
		return false
	}
	if n := len(ws); ws[n-2].is("/") && ws[n-2].glued && ws[n-1].glued && ws[n-1].upper() && ws[n-3].upper() {
		return true // "… Jane Doe/Reuters"
	}
	for i := range ws {
		if theFurniture().at("picture", ws, i) > i+1 && ws[i].lower() {
			return true
		}
	}
	return false
}

// marked reports whether a line ends with the mark of whose picture it is: "©Jane Doe (AFP)".
func marked(ws []word) bool {
	n := len(ws)
	for i := max(1, n-10); i+1 < n && n < 120; i++ {
		if ws[i].is("©") && ws[i+1].upper() {
			return true
		}
	}
	return false
}

// numbered reports whether a line is one of a series of pictures: "[1/3] …", "Item 1 of 3
// …".
func numbered(ws []word) bool {
	if len(ws) < 8 {
		return false
	}
	return ws[0].is("[") && ws[1].kind == digits && ws[2].is("/") && ws[3].kind == digits && ws[4].is("]") ||
		ws[0].is("item") && ws[1].kind == digits && ws[2].is("of") && ws[3].kind == digits
}

// pictureAgencies are names that stand before or behind the slash of a photographer's
// credit.
var pictureAgencies = wordSet("reuters afp ap epa getty anadolu aa xinhua tass efe ansa dpa upi handout pool ria sputnik")

// slashCredit reports whether a line ends with a credit behind a slash: "REUTERS/Jane Doe",
// "… near Karsa / KPDF".
func slashCredit(ws []word) bool {
	n := len(ws)
	if n < 8 || n > 120 {
		return false
	}
	for i := n - 2; i > n-14 && i > 4; i-- {
		if !ws[i].is("/") {
			continue
		}
		if pictureAgencies[strings.ToLower(ws[i-1].text)] && ws[i].glued && ws[i+1].upper() && ws[i-1].upper() {
			return true
		}
		if !ws[i].glued && !ws[i+1].glued && n-i <= 4 && ws[i+1].upper() && ws[n-1].upper() && n < 50 {
			return true
		}
	}
	return false
}

// creditBracket is the index of the bracket that opens the photographer's credit that
// ends just before end: "(AFP Photo/Jane Doe)", "[Anadolu]", "(Photo: Reuters)"; -1 when
// there is none.
func creditBracket(ws []word, end int) int {
	if end < 2 || !ws[end-1].is(")", "]") {
		return -1
	}
	for i := end - 2; i >= 0 && end-i < 16; i-- {
		if !ws[i].is("(", "[") {
			continue
		}
		for j := i + 1; j < end-1; j++ {
			if ws[j].is("photo", "photos", "getty", "epa", "handout", "pool", "file", "archive", "archives", "courtesy", "screengrab", "image", "images", "via", "foto", "фото", "صورة") {
				return i
			}
		}
		if ws[i].is("[") && end-i <= 6 && ws[i+1].upper() && smallBefore(ws, i) && namesAgency(ws[i+1]) {
			return i
		}
		return -1
	}
	return -1
}

// namesAgency reports whether an agency's name begins with w: "[Anadolu]" credits a
// picture, "[President] Venn" explains a quotation.
func namesAgency(w word) bool {
	first := strings.ToLower(w.text)
	return pictureAgencies[first] || curatedForms()[first] != nil
}

// smallBefore reports whether small letters stand before ws[i]: in a text in capitals,
// capitals tell nothing.
func smallBefore(ws []word, i int) bool {
	for k := max(0, i-8); k < i; k++ {
		if ws[k].lower() {
			return true
		}
	}
	return false
}

// markCaptions marks the sentences of a running line that end with a photographer's
// credit: crawlers put the captions of an article between its sentences.
func (m *marking) markCaptions(ws []word) {
	start := 0
	for i := 0; i < len(ws); i++ {
		if m.marked(ws[i].Span) {
			start = i + 1
			continue
		}
		if end := m.bareCredit(ws, i); end > i {
			from := i
			if sentenceEnd(ws, i-1) && i < headWords { // "… on July 5. (AFP) The …": the sentence before is the caption
				for from = i - 1; from > start && !sentenceEnd(ws, from-1); from-- {
				}
			} else if i-start < 60 && ws[i].is("(") {
				from = start
			}
			m.addCredit(spanOf(ws, from, end), stemma.Caption, "ends with a photographer's credit")
			start, i = end, end-1
			continue
		}
		if sentenceEnd(ws, i) && !(i+1 < len(ws) && ws[i+1].is("(", "[") && i+8 > len(ws)) {
			next := i + 1
			for next < len(ws) && ws[next].is("\"", "”", "'", "’") && ws[next].glued {
				next++
			}
			if next < len(ws) && ws[next].is("(", "[") {
				if end := closing(ws, next); end > 0 && creditBracket(ws, end) == next && i-start < 70 {
					m.addCredit(spanOf(ws, start, end), stemma.Caption, "ends with a photographer's credit")
					start, i = end, end-1
					continue
				}
			}
			start = next
			continue
		}
		if !ws[i].is(")", "]") || i+1 < len(ws) && (ws[i+1].lower() || ws[i+1].is(",", "-", "–", "—")) {
			continue
		}
		if open := creditBracket(ws, i+1); open > start && i-start < 70 && !m.closesName(ws, open) {
			m.addCredit(spanOf(ws, start, i+1), stemma.Caption, "ends with a photographer's credit")
			start = i + 1
		}
	}
}

// bareCredit is the index after a credit that stands without a word of pictures, "(AFP)",
// or without a bracket, "AP Photo Jane Doe"; i when there is none at ws[i].
func (m *marking) bareCredit(ws []word, i int) int {
	if i == 0 {
		return i
	}
	if ws[i].is("(") && !ws[i-1].shout() {
		_, j, ok := m.agency(ws, i+1)
		if !ok || j >= len(ws) || !ws[j].is(")") || m.closesName(ws, i) {
			return i
		}
		for j++; j < len(ws) && ws[j].is("(", ")") || j < len(ws) && j-i < 8 && m.agencyAt(ws, j); j++ {
		}
		if j < len(ws) && !ws[j].upper() && ws[j].kind != digits && !ws[j].is("\"", "“") || datelineBefore(ws, i) {
			return i
		}
		return j
	}
	_, j, ok := m.agency(ws, i)
	if !ok || j >= len(ws) || !ws[j].is("photo", "photos") || !ws[j].upper() {
		return i
	}
	for j++; j < len(ws) && ws[j].upper() && j-i < 4; j++ {
	}
	return j
}

func (m *marking) agencyAt(ws []word, i int) bool {
	_, _, ok := m.agency(ws, i)
	return ok
}

// datelineBefore reports whether the bracket at ws[i] follows a place at the head of a
// sentence: "Karsa, Syria (AP)".
func datelineBefore(ws []word, i int) bool {
	n := 0
	for k := i - 1; k >= 0 && n < 6; k-- {
		if sentenceEnd(ws, k) {
			return n > 0 && n <= 4
		}
		if ws[k].lower() {
			return false
		}
		n++
	}
	return n > 0 && n <= 5 && i-n <= 0
}

// closing is the index after the bracket that closes the one at open, or 0.
func closing(ws []word, open int) int {
	for j := open + 1; j < len(ws) && j-open < 16; j++ {
		if ws[j].is(")", "]") {
			return j + 1
		}
	}
	return 0
}

// closesName reports whether the bracket at open holds the abbreviation of the name
// before it: "Doctors Without Borders [MSF]".
func (m *marking) closesName(ws []word, open int) bool {
	if open+2 >= len(ws) || !ws[open+1].shout() || !ws[open+2].is(")", "]") {
		return false
	}
	short := []rune(strings.ToLower(ws[open+1].text))
	for i := open - 1; i >= 0 && open-i <= 7; i-- {
		r := []rune(strings.ToLower(ws[i].text))
		if ws[i].upper() && r[0] == short[0] {
			return true
		}
	}
	return false
}

// sentenceEnd reports whether ws[i] ends a sentence: a full stop after a word that is
// no abbreviation or initial, with a capital, a figure or a mark behind it.
func sentenceEnd(ws []word, i int) bool {
	if !ws[i].is(".", "!", "?", "…", "。", "؟") || !ws[i].glued && i > 0 && ws[i].text == "." && ws[i-1].kind == mark {
		return false
	}
	if i == 0 {
		return false
	}
	if ws[i].text == "." {
		before := ws[i-1]
		if before.kind == letters && (len([]rune(before.text)) < 2 || before.upper() && abbreviations[strings.ToLower(before.text)]) {
			return false
		}
		if i > 2 && before.upper() && len(before.text) <= 5 && ws[i-2].is(",") {
			return false // "KARSA, Mo. (AP)"
		}
		if i+1 < len(ws) && ws[i+1].glued && ws[i+1].kind != mark && !(before.lower() && ws[i+1].upper()) {
			return false
		}
	}
	return i+1 >= len(ws) || !ws[i+1].lower()
}

// abbreviations that stand before a name or number.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "lt": true, "col": true, "maj": true, "brig": true,
	"sgt": true, "capt": true, "gov": true, "sen": true, "rep": true, "st": true, "prof": true, "no": true, "jan": true,
	"feb": true, "mar": true, "apr": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}
