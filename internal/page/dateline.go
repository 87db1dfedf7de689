package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// findDateline reads the dateline at the head of the body:
//
//	ALEPPO/AMMAN: …   BEIRUT (AFP) - …   MOSCOW (Sputnik) …   Damascus, SANA – …
//	BEIRUT, August 21 (The Associated Press) …   QAMISHLI, Syria — …
//
// Places are written in capitals, or stand before an agency or a dash.
func (m *marking) findDateline(ws []word) {
	if m.wireDateline(ws) || m.bracketDateline(ws) || m.caselessDateline(ws) {
		return
	}
	places, i := m.datelinePlaces(ws)
	if len(places) == 0 {
		return
	}
	shouted := ws[0].shout() && (utf8.RuneCountInString(ws[0].text) >= 4 || len(ws) > 1 && ws[1].shout())
	end := m.datelineEnd(ws, i, shouted)
	if end == 0 {
		return
	}
	if m.isOwn(places[0]) || ws[0].is("file", "photo", "video", "by", "updated", "published", "photos", "live", "breaking", "exclusive", "watch", "update", "opinion", "analysis") {
		return
	}
	m.dateline = places
	m.datelineSpan = spanOf(ws, 0, end)
}

// wireDateline reads the dateline of a monitoring service or an old wire, which tells its
// own day in full:
//
//	STRELSAU (RURITANIA), 4 FEB 90 (RADIO ZENDA) -- [TEXT] …
func (m *marking) wireDateline(ws []word) bool {
	places, i := m.datelinePlaces(ws)
	if len(places) == 0 || !ws[0].shout() {
		return false
	}
	if end := closing(ws, i); i < len(ws) && ws[i].is("(") && end > 0 {
		i = end // the country
	}
	for i < len(ws) && ws[i].is(",") {
		i++
	}
	first := i
	day, next, ok := wireDay(ws, i)
	if !ok {
		return false
	}
	end := m.wireEnd(ws, next)
	if end == 0 {
		return false
	}
	m.dateline, m.datelineSpan = places, spanOf(ws, 0, end)
	m.datelineDay = stemma.DateCandidate{When: day.When, Where: "dateline", Span: spanOf(ws, first, next), Said: spanOf(ws, first, next).Of(m.text)}
	return true
}

// century is the first of the two-digit years that are of the last century.
const century = 50

// wireDay reads "4 FEB 90" and "4 February 1990".
func wireDay(ws []word, i int) (stamp, int, bool) {
	var day stamp
	if i >= len(ws) || ws[i].kind != digits || len(ws[i].text) > 2 {
		return day, i, false
	}
	month, j, ok := theCalendar().month(ws, i+1)
	if !ok || j >= len(ws) || ws[j].kind != digits {
		return day, i, false
	}
	year := ws[j].number()
	switch {
	case len(ws[j].text) == 2 && year >= century:
		year += 1900
	case len(ws[j].text) == 2:
		year += 2000
	}
	ok = day.set(year, month, ws[i].number())
	return day, j + 1, ok
}

// wireBrackets is how many brackets may follow a wire's dash: what it is, who speaks.
const wireBrackets = 4

// wireEnd is the index after a source in brackets, the dash and the brackets behind it;
// 0 when there is no dash.
func (m *marking) wireEnd(ws []word, i int) int {
	if end := closing(ws, i); i < len(ws) && ws[i].is("(") && end > 0 {
		i = end
	}
	dash := i
	for i < len(ws) && ws[i].is("-", "–", "—", "--") {
		i++
	}
	if i == dash {
		return 0
	}
	for range wireBrackets {
		end := closing(ws, i)
		if i >= len(ws) || !ws[i].is("[") || end == 0 {
			break
		}
		i = end
	}
	return i
}

// bracketDateline reads "(EL FASHER) – …".
func (m *marking) bracketDateline(ws []word) bool {
	if len(ws) < 4 || !ws[0].is("(") || !ws[1].shout() {
		return false
	}
	end := closing(ws, 0)
	if end == 0 || end > 8 || end >= len(ws) || !ws[end].is("-", "–", "—") || m.agencyAt(ws, 1) {
		return false
	}
	places, _ := m.datelinePlaces(ws[1 : end-1])
	if len(places) == 0 {
		return false
	}
	m.dateline, m.datelineSpan = places, spanOf(ws, 0, end+1)
	return true
}

// caselessDateline reads "دمشق (رويترز) - …" in scripts that have no capitals: up to four
// words before an agency in brackets.
func (m *marking) caselessDateline(ws []word) bool {
	for i := 0; i < len(ws) && i < 5; i++ {
		if i > 0 && ws[i].is("(") && m.agencyAt(ws, i+1) {
			end := closing(ws, i)
			if end == 0 {
				return false
			}
			for end < len(ws) && ws[end].is("-", "–", "—", ":") {
				end++
			}
			m.dateline = []string{spanOf(ws, 0, i).Of(m.text)}
			m.datelineSpan = spanOf(ws, 0, end)
			return true
		}
		if ws[i].kind != letters || ws[i].upper() || ws[i].lower() {
			return false
		}
	}
	return false
}

// datelinePlaces reads up to three names divided by "/", "and" or a comma.
func (m *marking) datelinePlaces(ws []word) (places []string, next int) {
	var name []string
	flush := func() {
		if len(name) > 0 {
			places = append(places, strings.Join(name, " "))
			name = nil
		}
	}
	i := 0
	for ; i < len(ws) && i < 9; i++ {
		if _, _, ok := m.agency(ws, i); ok && i > 0 {
			break
		}
		switch {
		case ws[i].is("-", "’", "'", "‘") && ws[i].glued && i+1 < len(ws) && ws[i+1].glued && len(name) > 0 && ws[i+1].kind == letters:
			if _, _, ok := m.agency(ws, i+1); ok {
				flush()
				return places, i
			}
			name[len(name)-1] += ws[i].text + placeCase(ws[i+1].text)
			i++
		case ws[i].kind == letters && ws[i].upper() && (i == 0 || ws[0].shout() == ws[i].shout() || ws[i].shout()):
			if _, _, ok := theCalendar().month(ws, i); ok && i > 0 {
				flush()
				return places, i
			}
			name = append(name, placeCase(ws[i].text))
		case ws[i].is("/"):
			flush()
		case ws[i].is("and") && len(name) > 0 && i+1 < len(ws) && ws[i+1].shout():
			flush()
		case ws[i].is(",") && len(name) > 0 && i+1 < len(ws) && ws[i+1].upper() && !ws[i+1].shout():
			flush() // the country after the comma is no place of its own
			for i++; i < len(ws) && ws[i].upper() && !ws[i].shout() && theCalendar().months[strings.ToLower(ws[i].text)] == 0; i++ {
			}
			if i < len(ws) && ws[i].is(".") && ws[i].glued {
				i++
			}
			return places, i
		default:
			flush()
			return places, i
		}
	}
	flush()
	return places, i
}

// placeCase is a place's name with only its first letter a capital: "ALEPPO" is
// "Aleppo", "EZ" stays two letters "Ez".
func placeCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + strings.ToLower(s[n:])
}

// datelineEnd is the index after the dateline's closing marks; 0 when the words at i do
// not close one.
func (m *marking) datelineEnd(ws []word, i int, shouted bool) int {
	if i < len(ws) && ws[i].upper() && !ws[i].shout() && shouted && i+1 < len(ws) {
		// a country without its comma: "QAMISHLI Syria A bomb"
		if theFurniture().has("starter", ws[i+1]) && ws[i+1].upper() {
			return i + 1
		}
	}
	for i < len(ws) && ws[i].is(",") {
		i++
	}
	if month, j, ok := theCalendar().month(ws, i); ok && month > 0 && j < len(ws) && ws[j].kind == digits {
		i = j + 1
	}
	if i+1 < len(ws) && ws[i].kind == digits && len(ws[i].text) <= 2 { // "МОСКВА, 3 февраля."
		if _, j, ok := theCalendar().month(ws, i+1); ok {
			i = j
			if i < len(ws) && ws[i].kind == digits && (len(ws[i].text) == 2 || len(ws[i].text) == 4) {
				i++ // "3 JAN 90"
			}
		}
	}
	for i < len(ws) && ws[i].is(".", ",") {
		i++
	}
	credited := false
	if i+2 < len(ws) && ws[i].is("/") && m.agencyAt(ws, i+1) { // "/ТАСС/."
		_, j, _ := m.agency(ws, i+1)
		for j < len(ws) && ws[j].is("/", ".") {
			j++
		}
		return j
	}
	if i < len(ws) && ws[i].is("(", "[") {
		if end := closing(ws, i); end > 0 && end-i <= 8 {
			if _, j, ok := m.agency(ws, i+1); ok && j <= end {
				credited, i = true, end
			} else if shouted && end < len(ws) && ws[end].is("-", "–", "—", "--") {
				i = end // an agency that no list has
			} else {
				return 0
			}
		}
	} else if _, j, ok := m.agency(ws, i); ok && j < len(ws) && ws[j].is("-", "–", "—", "/", ":") {
		credited, i = true, j
	}
	dashed := i < len(ws) && ws[i].is("-", "–", "—", ":")
	for i < len(ws) && ws[i].is("-", "–", "—", ":", "/") {
		i++
	}
	switch {
	case credited && i <= 16:
		return i
	case dashed && (shouted || i <= 4):
		return i
	case shouted && i+1 < len(ws) && theFurniture().has("starter", ws[i]) && ws[i].upper() && !ws[i].shout() && !ws[i+1].shout():
		return i
	}
	return 0
}

// isOwn reports whether a name is that of the report's own outlet or of an agency rather
// than of a place: "Rasa -".
func (m *marking) isOwn(name string) bool {
	ws := words(name, stemma.Span{End: len(name)})
	if _, j, ok := m.agency(ws, 0); ok && j == len(ws) || m.names(name) {
		return true
	}
	outlet := strings.ToLower(firstNonEmpty(m.hints.Outlet, m.outlet))
	return outlet != "" && (strings.HasPrefix(outlet, strings.ToLower(name)) || initials(outlet) == strings.ToLower(name))
}

func initials(name string) string {
	var out []rune
	for part := range strings.FieldsSeq(name) {
		out = append(out, []rune(part)[0])
	}
	return string(out)
}
