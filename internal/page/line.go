package page

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

// markLines marks the lines that are not body as a whole.
func (m *marking) markLines() {
	first, last := m.bodyLines()
	main := scriptOf(m.runningText())
	for i, line := range m.lines {
		if m.marked(line) {
			continue
		}
		if line.Len() > longestWindow {
			continue
		}
		if line == m.headline {
			m.markHeadline(line)
			continue
		}
		if i > last && m.closes(i) {
			m.closeFrom(i)
			return
		}
		m.markLine(line, i < first, i > last, main)
	}
}

// closeFrom marks line i and all behind it as footer.
func (m *marking) closeFrom(i int) {
	why := "page furniture"
	for _, line := range m.lines[i:] {
		if !m.marked(line) {
			m.add(line, stemma.Footer, why)
		}
		why = "follows " + quoted(m.lines[i].Of(m.text))
	}
}

// bodyLines is the index of the first and of the last line of running text in the main
// script; the whole range when there is none.
func (m *marking) bodyLines() (first, last int) {
	main := scriptOf(m.runningText())
	first, last = -1, -1
	for i, line := range m.lines {
		t := line.Of(m.text)
		if !m.running(line) || line == m.headline || len(t) < longestWindow && captioned(t) || scriptOf(t) != main || boxed(t) {
			continue
		}
		if m.closes(i) && last >= 0 {
			break
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	if first < 0 {
		return 0, len(m.lines) - 1
	}
	return first, last
}

// runningText is the running lines, as much of them as tells their script.
func (m *marking) runningText() string {
	if m.prose != "" {
		return m.prose
	}
	var b strings.Builder
	for _, line := range m.lines {
		if m.running(line) {
			b.WriteString(line.Of(m.text))
			b.WriteByte('\n')
		}
		if b.Len() > 100_000 {
			break
		}
	}
	m.prose = b.String()
	return m.prose
}

// closes reports whether line begins the footer.
func (m *marking) closes(i int) bool {
	line := m.lines[i]
	if line.Len() > longestWindow {
		return false
	}
	ws := words(m.text, line)
	if theFurniture().at("closer", ws, 0) > 0 {
		return true
	}
	links := theFurniture().at("links", ws, 0) > 0 || rare(line.Of(m.text)) < 0.1 && theFurniture().at("related", ws, 0) == len(ws)
	return links && m.proseAfter(i) < 0.15
}

// proseAfter is the share of the running text that stands in the lines behind line i.
func (m *marking) proseAfter(i int) float64 {
	if m.prosePast == nil {
		m.prosePast = make([]int, len(m.lines)+1)
		for k, line := range m.lines {
			m.prosePast[k+1] = m.prosePast[k]
			if m.running(line) {
				m.prosePast[k+1] += line.Len()
			}
		}
	}
	all := m.prosePast[len(m.lines)]
	return float64(all-m.prosePast[i+1]) / float64(max(all, 1))
}

// markHeadline marks the headline's line; stamps that were glued to its end stand apart.
func (m *marking) markHeadline(line stemma.Span) {
	if cut := m.gluedStamp(line); cut > line.Start {
		for ws, i := words(m.text, stemma.Span{Start: cut, End: line.End}), 0; i < len(ws); i++ {
			if st, j, ok := stampAt(ws, i); ok {
				m.dates = append(m.dates, found{stamp: st, where: "stamp", head: true})
				i = j - 1
			}
		}
		m.add(stemma.Span{Start: cut, End: line.End}, stemma.Chrome, "stamp")
		line = trim(m.text, stemma.Span{Start: line.Start, End: cut})
	}
	m.put(part{Span: line, role: stemma.Heading, why: "headline"})
}

// gluedStamp is where a labelled stamp begins behind the words of a line, "… at the bridge
// Posted: 3 May 2031"; 0 when none does.
func (m *marking) gluedStamp(line stemma.Span) int {
	ws := words(m.text, line)
	for i := 3; i < len(ws); i++ {
		if !ws[i].upper() {
			continue
		}
		if st, _, ok := stampAt(ws, i); ok && st.label != noLabel {
			return ws[i].Start
		}
	}
	return 0
}

// markLine marks one line where its form tells its role.
func (m *marking) markLine(line stemma.Span, before, after bool, main scriptTable) {
	t := line.Of(m.text)
	ws := words(m.text, line)
	role := stemma.Chrome
	if after {
		role = stemma.Footer
	}
	switch {
	case isAddress(t):
		m.url = firstNonEmpty(m.url, t)
		m.add(line, role, "address")
	case boxed(t):
		m.add(line, stemma.Chrome, "template code")
	case m.stampLine(line, ws, before):
	case captioned(t):
		m.addCredit(line, stemma.Caption, "caption")
	case scriptOf(t) != nil && main != nil && scriptOf(t) != main:
		if before {
			m.add(line, stemma.Preamble, "another script")
		} else {
			m.add(line, role, "another script")
		}
	case m.creditLine(ws):
		m.addCredit(line, role, whyCredit)
	case m.byLine(line, ws):
	case m.names(t):
		m.outlet = firstNonEmpty(m.outlet, m.nameOf(t))
		m.add(line, role, "outlet")
	case theFurniture().whole("line", ws), theFurniture().whole("button", ws), theFurniture().whole("closer", ws), theFurniture().at("links", ws, 0) > 0 && (!endsSentence(t) || after):
		m.add(line, role, "page furniture")
	case theFurniture().at("tags", ws, 0) > 0 && !m.running(line):
		m.add(line, stemma.Tags, "keywords")
	case after && theFurniture().at("notice", ws, 0) > 0, contributed(ws):
		m.addCredit(line, stemma.Footer, "notice")
	case labelled(ws):
		m.add(line, role, "label")
	case symbolic(ws):
		m.add(line, role, "no words")
	case before && line.Start > m.headline.Start && !m.headline.Empty() && len(ws) <= 8 && !m.running(line) && !endsSentence(t):
		m.add(line, stemma.Chrome, "short line between headline and text")
	case before && m.headline.Empty() && !m.running(line), before && line.Start < m.headline.Start && !m.running(line):
		m.markHeadLine(line, ws)
	case after && !endsSentence(t) && (rare(t) > 0.1 && rare(m.runningText()) < 0.05):
		m.add(line, stemma.Footer, "another language after the text")
	case after && !m.running(line) && !endsSentence(t):
		m.add(line, stemma.Footer, "short line after the text")
	case !before && !after && m.subhead(t, ws):
		m.put(part{Span: line, role: stemma.Heading, why: "subhead"})
	}
}

// contributed reports whether a line names those who helped: "Jane Doe in Karsa
// contributed to this report."
func contributed(ws []word) bool {
	n := len(ws)
	if n > 0 && ws[n-1].is(".") {
		n--
	}
	return n >= 5 && n < 60 && ws[n-4].is("contributed") && ws[n-3].is("to") && ws[n-1].is("report", "story", "article")
}

// markHeadLine marks a short line above the text that is not its headline.
func (m *marking) markHeadLine(line stemma.Span, ws []word) {
	t := line.Of(m.text)
	if endsSentence(t) || utf8.RuneCountInString(t) > longestTitle {
		return // a short lead
	}
	m.add(line, stemma.Chrome, "shares no words with the text: of another article or of the page")
}

// subhead reports whether a line between paragraphs is a heading.
func (m *marking) subhead(t string, ws []word) bool {
	return len(ws) <= 12 && utf8.RuneCountInString(t) < 80 && !endsSentence(t) && !strings.HasSuffix(t, ",") && !strings.HasPrefix(t, "-") && !strings.HasPrefix(t, "•")
}

// stampLine marks a line that is a date with its label, or several with nothing else.
func (m *marking) stampLine(line stemma.Span, ws []word, before bool) bool {
	rest := 0
	var dates []stamp
	for i := 0; i < len(ws); {
		if st, j, ok := stampAt(ws, i); ok {
			dates = append(dates, st)
			i = j
			continue
		}
		if ws[i].kind != mark {
			rest++
		}
		i++
	}
	if len(dates) > 0 && rest > 0 && dates[0].label == noLabel && endsSentence(line.Of(m.text)) {
		return false // "He was born on 3 May 1970."
	}
	if len(dates) == 0 || rest > 3 && !(dates[0].label != noLabel && rest <= 8) && !(before && dates[0].complete && rest <= 6 && !endsSentence(line.Of(m.text))) {
		return false
	}
	for _, st := range dates {
		m.dates = append(m.dates, found{stamp: st, where: "stamp", head: before, first: before && st.label == noLabel && len(m.dates) == 0})
	}
	m.add(line, stemma.Chrome, "stamp")
	return true
}

// creditLine reports whether a line is an agency's name and nothing else: "(Reuters)".
func (m *marking) creditLine(ws []word) bool {
	j, ok := m.agencies(ws, 0)
	return ok && j == len(ws)
}

// byLine marks "By Jane Doe" and "By Jane Doe in Aleppo".
func (m *marking) byLine(line stemma.Span, ws []word) bool {
	if len(ws) < 2 || len(ws) > 14 || !ws[0].is("by", "par", "von", "por", "di", "yazan", "автор", "بقلم") || !ws[1].upper() || endsSentence(line.Of(m.text)) {
		return false
	}
	if m.byline.Empty() {
		m.byline = line
	}
	m.addCredit(line, stemma.Chrome, "byline")
	return true
}

// boxed reports whether t is a template's code that was not expanded: "[ad_widget 3]".
func boxed(t string) bool {
	in := func(open, close string) bool { return strings.HasPrefix(t, open) && strings.HasSuffix(t, close) }
	switch {
	case in("{{", "}}"), in("{%", "%}"), in("<%", "%>"), in("<!--", "-->"):
		return true
	case in("[", "]"):
		inner := t[1 : len(t)-1]
		return strings.Contains(inner, "_") && len(inner) < 200 || strings.HasPrefix(inner, "/")
	}
	return false
}

// labelled reports whether a line is a label, or a label with a number: "Service :",
// "News ID: 425676".
func labelled(ws []word) bool {
	colon := -1
	for i, w := range ws {
		if w.text == ":" {
			colon = i
			break
		}
	}
	if colon < 1 || colon > 4 {
		return false
	}
	return colon == len(ws)-1 || colon == len(ws)-2 && ws[colon+1].kind == digits
}

// symbolic reports whether a line has no word: a single letter, figures, marks.
func symbolic(ws []word) bool {
	n := 0
	for _, w := range ws {
		if w.kind == letters {
			n += utf8.RuneCountInString(w.text)
		}
	}
	return n <= 1 && len(ws) <= 8
}

func quoted(t string) string {
	r := []rune(t)
	if len(r) > 40 {
		return "“" + string(r[:40]) + "…”"
	}
	return "“" + t + "”"
}
