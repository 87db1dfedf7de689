package page

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

// How far, in words, the head and the tail of a running text are searched for
// furniture.
const (
	headWords = 160
	tailWords = 140
)

// markRunning marks the furniture that crawlers glued to the running text without a
// line break: at its head, at its tail and, for captions, between.
func (m *marking) markRunning() {
	first, last := -1, -1
	for i, line := range m.lines {
		if m.running(line) && !m.marked(line) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	head, tail := m.lines[first], m.lines[last]
	m.markHead(words(m.text, m.window(stemma.Span{Start: head.Start, End: min(head.End, head.Start+longestWindow)})))
	m.markTail(words(m.text, m.window(stemma.Span{Start: max(tail.Start, tail.End-longestWindow), End: tail.End})))
	for _, line := range m.lines[first : last+1] {
		if line.Len() <= longestWindow && m.running(line) {
			m.markCaptions(words(m.text, line))
		}
	}
	if len(m.dateline) == 0 {
		rest := m.unmarked(head)
		m.findDateline(words(m.text, m.window(stemma.Span{Start: rest.Start, End: min(rest.End, rest.Start+1000)})))
	}
}

// longestWindow bounds, in bytes, how much of one line is cut into words. Lines of
// reports stay far below it.
const longestWindow = 256 << 10

// window is s with its ends moved inwards to rune boundaries.
func (m *marking) window(s stemma.Span) stemma.Span {
	for s.Start < s.End && !utf8.RuneStart(m.text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && s.End < len(m.text) && !utf8.RuneStart(m.text[s.End]) {
		s.End--
	}
	return s
}

// unmarked is the part of line from its first word that is not marked.
func (m *marking) unmarked(line stemma.Span) stemma.Span {
	for line.Start < line.End && m.marked(stemma.Span{Start: line.Start, End: line.Start + 1}) {
		line.Start++
		if !m.marked(stemma.Span{Start: line.Start, End: line.Start + 1}) {
			line = trim(m.text, line)
		}
	}
	return line
}

// markHead takes stamps, the repeated headline, credits and buttons off the head of a
// running text, one after the other, then looks for what stands behind a standfirst.
func (m *marking) markHead(ws []word) {
	title := m.titleWords()
	i := 0
	for i < len(ws) && i < headWords {
		j := m.headStep(ws, i, title)
		if j == i {
			break
		}
		i = j
	}
	m.markInner(ws, i, title)
}

// headStep marks one piece of furniture at ws[i] and returns the index after it; i when
// there is none.
func (m *marking) headStep(ws []word, i int, title []string) int {
	if j := m.headStamp(ws, i); j > i {
		return j
	}
	if j := titleAt(ws, i, title); j > i {
		j = m.afterTitle(ws, j)
		m.add(spanOf(ws, i, j), stemma.Chrome, whyHeadline)
		return j
	}
	if j := m.headCredit(ws, i); j > i {
		return j
	}
	if j := m.related(ws, i, title); j > i {
		return j
	}
	if j := m.buttons(ws, i); j > i {
		m.add(spanOf(ws, i, j), stemma.Chrome, whyButtons)
		return j
	}
	if i+1 < len(ws) && ws[i].is("title", "headline") && ws[i+1].text == ":" {
		m.add(spanOf(ws, i, i+2), stemma.Chrome, "label")
		return i + 2
	}
	if i > 0 && ws[i].kind == mark && ws[i].is("-", "–", "—", "|", ":", ".", ",", "·", "•", "/") {
		m.add(ws[i].Span, stemma.Chrome, whySeparator)
		return i + 1
	}
	return i
}

// headStamp marks a stamp, with "by …" behind it.
func (m *marking) headStamp(ws []word, i int) int {
	st, j, ok := stampAt(ws, i)
	if !ok || j < len(ws) && ws[j].lower() && !ws[j].is("by", "title") && st.label == noLabel {
		return i
	}
	m.dates = append(m.dates, found{stamp: st, where: "stamp", head: true})
	m.add(st.Span, stemma.Chrome, "stamp")
	if k := m.updateBracket(ws, j); k > j {
		j = k
	}
	if j+1 < len(ws) && ws[j].is("by") && ws[j+1].upper() {
		k := j + 1
		title := m.titleWords()
		for k < len(ws) && k-j <= 6 && titleAt(ws, k, title) == k && (ws[k].upper() || ws[k].is("-", "and") || ws[k].glued) && !theFurniture().has("starter", ws[k]) {
			k++
		}
		m.byline = spanOf(ws, j+1, k)
		m.addCredit(spanOf(ws, j, k), stemma.Chrome, "byline")
		j = k
	}
	return j
}

// updateBracket marks "(updated 1500 07.10.2017)" behind a stamp.
func (m *marking) updateBracket(ws []word, i int) int {
	if i+3 >= len(ws) || !ws[i].is("(") {
		return i
	}
	end := closing(ws, i)
	if end == 0 {
		return i
	}
	for k := i + 1; k < end; k++ {
		if st, _, ok := stampAt(ws, k); ok {
			st.label = updatedLabel
			m.dates = append(m.dates, found{stamp: st, where: "stamp", head: true})
			m.add(spanOf(ws, i, end), stemma.Chrome, "stamp")
			return end
		}
	}
	return i
}

// titleWords is the headline's words, lower case, without marks.
func (m *marking) titleWords() []string {
	t := m.title.Of(m.text)
	if m.hints.Title != "" {
		t = m.hints.Title
		for _, sep := range []string{" | ", " - ", " – "} {
			if i := strings.LastIndex(t, sep); i > 0 && m.names(t[i+len(sep):]) {
				t = withoutSections(t[:i], sep)
			} else if i := strings.Index(t, sep); i > 0 && m.names(t[:i]) {
				t = t[i+len(sep):]
			}
		}
	}
	var out []string
	for _, w := range words(t, stemma.Span{End: len(t)}) {
		if w.kind != mark {
			out = append(out, strings.ToLower(w.text))
		}
	}
	return out
}

// titleAt returns the index after the headline if it stands at ws[i], else i. One word in
// eight may differ or be missing at its end.
func titleAt(ws []word, i int, title []string) int {
	if len(title) < 3 {
		return i
	}
	k, j, missed := 0, i, 0
	for j < len(ws) && k < len(title) {
		switch {
		case ws[j].kind == mark:
			j++
			continue
		case strings.EqualFold(ws[j].text, title[k]):
		default:
			missed++
			if missed > len(title)/8 || k == 0 {
				return i
			}
		}
		k++
		j++
	}
	if k < len(title) {
		return i
	}
	for j < len(ws) && ws[j].is(".", "-", "–", "|", ":") && (ws[j].glued || !ws[j].is(".")) {
		j++
	}
	return j
}

// afterTitle takes in the one or two words that a shortened headline lost, "TV" of "Syrian
// state TV", where a sentence plainly begins behind them, and a byline of the newsroom.
func (m *marking) afterTitle(ws []word, j int) int {
	for k := j + 1; k <= j+3 && k < len(ws) && ws[k-1].kind == letters; k++ {
		if m.agencyAt(ws, k-1) {
			break
		}
		if m.agencyAt(ws, k) && m.headBoundary(ws, k+1) || m.headBoundary(ws, k) {
			return k // "… strikes | Moscow | AFP Saturday 7 Oct"
		}
	}
	for k := j + 1; k <= j+2 && k < len(ws); k++ {
		if _, ok := m.agencies(ws, j); ok {
			break
		}
		if ws[j].upper() && ws[k-1].kind == letters && !theFurniture().has("starter", ws[j]) && ws[k].upper() && theFurniture().has("starter", ws[k]) && ws[k].is("a", "an", "the", "at") {
			return k
		}
	}
	return j
}

// headCredit marks an agency named at the head, with nothing said of it, and the words
// "AFP Photo".
func (m *marking) headCredit(ws []word, i int) int {
	j, ok := m.agencies(ws, i)
	if !ok {
		return i
	}
	if j < len(ws) && ws[j].is("photo", "photos") {
		m.addCredit(spanOf(ws, i, j+1), stemma.Caption, "photographer's credit")
		return j + 1
	}
	if j < len(ws) && (ws[j].lower() || ws[j].is(",", "'", "’", ")", "-", "–", "—")) {
		return i
	}
	if j >= len(ws) || theFurniture().has("starter", ws[j]) || ws[j].kind != letters || m.headBoundary(ws, j) || i > 0 && m.covered(ws[i-1]) {
		m.addCredit(spanOf(ws, i, j), stemma.Chrome, whyCredit)
		return j
	}
	return i
}

func (m *marking) covered(w word) bool { return m.marked(w.Span) }

// headBoundary reports whether furniture stands at ws[j].
func (m *marking) headBoundary(ws []word, j int) bool {
	_, _, ok := stampAt(ws, j)
	return ok || theFurniture().at("button", ws, j) > j
}

// buttons passes over buttons, counters and short addresses.
func (m *marking) buttons(ws []word, i int) int {
	j := i
	for j < len(ws) {
		k := theFurniture().at("button", ws, j)
		if k == j || j == i && k == j+1 && k < len(ws) && ws[k].lower() && !shortAddress(ws[k]) {
			break
		}
		j = k
		for j < len(ws) && (ws[j].kind == digits && !startsSentence(ws, j) || ws[j].is("|", "+", "-")) {
			j++
		}
		for j < len(ws) && shortAddress(ws[j]) {
			for j++; j < len(ws) && ws[j].glued; {
				j++
			}
		}
	}
	return j
}

func shortAddress(w word) bool { return strings.HasPrefix(strings.ToLower(w.text), "http") }

// startsSentence reports whether the figure at ws[j] counts what follows: "31 people".
func startsSentence(ws []word, j int) bool {
	return j+1 < len(ws) && ws[j+1].lower()
}

// related marks links to other articles: up to the headline where it comes again, else
// up to where a sentence plainly begins.
func (m *marking) related(ws []word, i int, title []string) int {
	j := theFurniture().at("related", ws, i)
	if j == i || !ws[i].upper() || j < len(ws) && ws[j].lower() {
		return i
	}
	for k := j; k < len(ws) && k < j+90; k++ {
		if titleAt(ws, k, title) > k {
			m.add(spanOf(ws, i, k), stemma.Chrome, "links to other articles")
			return k
		}
	}
	if k := leadStart(ws, j, j+70); k > j {
		m.add(spanOf(ws, i, k), stemma.Chrome, "links to other articles")
		return k
	}
	return i
}

// markInner marks the furniture behind a standfirst: a credit with a stamp, keywords, the
// headline said again.
func (m *marking) markInner(ws []word, from int, title []string) {
	for i := from; i < len(ws) && i < from+headWords; i++ {
		if j := titleAt(ws, i, title); j > i && i > from {
			if !anySentenceEnd(ws[from:i]) && i-from < 40 {
				m.add(spanOf(ws, from, i), stemma.Chrome, "stands before the headline")
			}
			m.add(spanOf(ws, i, j), stemma.Chrome, whyHeadline)
			m.markBehind(ws, j, title)
			return
		}
		if ws[i].is("tags", "keywords", "etiquetas") && ws[i].upper() {
			if k := leadStart(ws, i+1, i+60); k > i+1 {
				m.add(spanOf(ws, i, k), stemma.Tags, "keywords")
				m.markBehind(ws, k, title)
				return
			}
		}
		if j := m.innerStamp(ws, i, from); j > i {
			m.markBehind(ws, j, title)
			return
		}
		if i > from && m.innerCredit(ws, i, from) {
			return
		}
	}
}

// markBehind goes on with the head behind an inner piece of furniture, up to a dateline.
func (m *marking) markBehind(ws []word, i int, title []string) {
	for i < len(ws) {
		j := m.headStep(ws, i, title)
		if j == i {
			break
		}
		i = j
	}
	for k := i + 1; k < len(ws) && k < i+headWords/2; k++ {
		if m.innerCredit(ws, k, i) {
			return
		}
	}
}

// innerStamp marks a stamp with a weekday, a label or an agency before it that no
// sentence goes on from.
func (m *marking) innerStamp(ws []word, i, from int) int {
	j, credited := m.agencies(ws, i)
	if !credited {
		j = i
	}
	st, end, ok := stampAt(ws, j)
	counted := ok && theFurniture().at("button", ws, end) > end+1 // "28.04.2017 Get short URL"
	if !ok || !credited && !counted && (st.weekday < 0 && st.label != updatedLabel || i > 0 && ws[i-1].is("on", "of", "since", "until", "before", "after", ",")) {
		return i
	}
	if end < len(ws) && (ws[end].lower() || ws[end].kind == mark && !ws[end].is("\"", "“", "(", "-", "|")) {
		return i
	}
	if credited {
		m.addCredit(spanOf(ws, i, j), stemma.Chrome, whyCredit)
	}
	if counted && i-from <= 12 && !anySentenceEnd(ws[from:i]) {
		m.addCredit(spanOf(ws, from, i), stemma.Chrome, "stands between headline and stamp")
	}
	m.dates = append(m.dates, found{stamp: st, where: "stamp", head: true})
	m.add(st.Span, stemma.Chrome, "stamp")
	return end
}

// innerCredit marks what stands between a standfirst and the text proper when a dateline
// or an agency with its dash begins the latter: "… he said. REUTERS- The bridge …", "…
// said. Picture credit MOSCOW (Sputnik) The bridge …".
func (m *marking) innerCredit(ws []word, i, from int) bool {
	if j, ok := m.agencies(ws, i); ok && sentenceEnd(ws, i-1) && j < len(ws) && ws[j].is("-", "–", "—") && j+1 < len(ws) && ws[j+1].upper() {
		m.addCredit(spanOf(ws, i, j+1), stemma.Chrome, whyCredit)
		return true
	}
	if !ws[i].shout() || i+2 >= len(ws) {
		return false
	}
	open := i + 1
	for open < len(ws) && open < i+5 && (ws[open].shout() || ws[open].is(",", "-", "/")) {
		open++
	}
	if open >= len(ws) || !ws[open].is("(") {
		return false
	}
	if _, j, ok := m.agency(ws, open+1); !ok || j >= len(ws) || !ws[j].is(")") {
		return false
	}
	start := i
	for start > from && !sentenceEnd(ws, start-1) && !m.marked(ws[start-1].Span) {
		start--
	}
	if start < i && start > from && i-start < 40 {
		m.addCredit(spanOf(ws, start, i), stemma.Chrome, "stands between standfirst and dateline")
	}
	m.findDateline(ws[i:])
	return true
}

func anySentenceEnd(ws []word) bool {
	for i := range ws {
		if sentenceEnd(ws, i) {
			return true
		}
	}
	return false
}

// leadStart is where a sentence plainly begins among the words from i to limit: at words
// that the text said before, else at a word that begins sentences, in capitals, with
// small words behind it. It returns i when there is no such place.
func leadStart(ws []word, i, limit int) int {
	limit = min(limit, len(ws))
	for j := i; j < limit; j++ {
		if ws[j].upper() && j+3 < limit && saidBefore(ws, j, i-1) {
			return j
		}
		if opener := ws[j].upper() && !(ws[j].shout() && len(ws[j].text) > 1); opener && theFurniture().has("starter", ws[j]) && smallAhead(ws, j, 1, 14) >= 3 {
			return j
		}
		if (ws[j].kind == digits || ws[j].is("\"", "“")) && smallAhead(ws, j, 1, 6) >= 3 {
			return j
		}
	}
	for j := i; j < limit; j++ { // the capital before the first verb or small word of grammar
		if !grammar[ws[j].text] {
			continue
		}
		k := j - 1
		for k > i && ws[k].lower() {
			k--
		}
		return k
	}
	return i
}

// saidBefore reports whether the four words at ws[j] stand together before end too.
func saidBefore(ws []word, j, end int) bool {
	for k := 0; k+3 < end; k++ {
		same := true
		for n := 0; n < 4 && same; n++ {
			same = strings.EqualFold(ws[k+n].text, ws[j+n].text)
		}
		if same {
			return true
		}
	}
	return false
}

func smallAhead(ws []word, j, from, to int) int {
	n := 0
	for k := j + from; k < len(ws) && k <= j+to; k++ {
		if ws[k].lower() {
			n++
		}
	}
	return n
}

// grammar is the small words without which no sentence stands, and which no keyword is.
var grammar = map[string]bool{
	"was": true, "were": true, "is": true, "are": true, "has": true, "have": true, "had": true, "will": true,
	"and": true, "on": true, "in": true, "to": true, "that": true, "killed": true, "said": true, "says": true, "after": true, "with": true,
}
