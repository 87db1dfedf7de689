package page

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

// The longest line, in runes, that can be a headline, and how many lines from the top
// one may stand.
const (
	longestTitle = 220
	titleLines   = 12
)

// findTitle looks for the report's own headline: the first short line before the
// running text that shares words with it. A headline that shares none belongs to
// another article of the page.
func (m *marking) findTitle() {
	body := m.vocabulary()
	for i, line := range m.lines {
		if i >= titleLines || i == len(m.lines)-1 {
			return
		}
		if m.hints.Title != "" && sameWords(line.Of(m.text), m.hints.Title) {
			m.headline, m.title = line, line
			return
		}
		if m.running(line) && !strings.Contains(line.Of(m.text), " | ") && !(line.Len() < 400 && m.gluedStamp(line) > 0 && m.gluedStamp(line)-line.Start < longestTitle) {
			return
		}
		if m.mayBeTitle(line) && m.hints.Title == "" && shares(line.Of(m.text), body) {
			m.headline, m.title = line, line
			if cut := m.gluedStamp(line); cut > 0 {
				m.title = trim(m.text, stemma.Span{Start: line.Start, End: cut})
			}
			m.title = m.withoutOutlet(m.title)
			return
		}
	}
}

// mayBeTitle reports whether a line has the form of a headline.
func (m *marking) mayBeTitle(line stemma.Span) bool {
	t := line.Of(m.text)
	if cut := m.gluedStamp(line); cut > 0 {
		t = m.text[line.Start:cut]
	}
	if utf8.RuneCountInString(t) > longestTitle || strings.HasSuffix(t, ":") || strings.HasSuffix(t, ",") {
		return false
	}
	ws := words(m.text, line)
	if len(ws) < 3 || isAddress(t) || captioned(t) {
		return false
	}
	rest := 0
	dated := false
	for i := 0; i < len(ws); i++ {
		if _, j, ok := stampAt(ws, i); ok {
			dated, i = true, j-1
		} else if ws[i].kind != mark {
			rest++
		}
	}
	return !dated || rest > 4
}

// vocabulary is the content words of the running text, folded.
func (m *marking) vocabulary() map[string]bool {
	v := map[string]bool{}
	for _, line := range m.lines {
		if m.running(line) {
			for _, w := range contentWords(line.Of(m.text)) {
				v[w] = true
			}
		}
	}
	return v
}

// shares reports whether at least two, or a third, of the content words of title are in
// the vocabulary.
func shares(title string, v map[string]bool) bool {
	ws := contentWords(title)
	n := 0
	for _, w := range ws {
		if v[w] {
			n++
		}
	}
	return len(v) > 0 && (n >= 2 || n >= 1 && 3*n >= len(ws))
}

// contentWords is the words of four letters and more, cut to five so that inflected
// forms agree; in scripts without spaces, every character.
func contentWords(t string) []string {
	var out []string
	for _, w := range words(t, stemma.Span{End: len(t)}) {
		if w.kind == mark {
			continue
		}
		r := []rune(strings.ToLower(w.text))
		if isHan(r[0]) {
			for _, c := range r {
				out = append(out, string(c))
			}
			continue
		}
		if len(r) < 4 && !w.shout() || common[string(r)] {
			continue
		}
		out = append(out, string(r[:min(len(r), 5)]))
	}
	return out
}

// common is words of four letters and more that say nothing of what a text is about.
var common = map[string]bool{
	"that": true, "this": true, "with": true, "from": true, "have": true, "been": true, "were": true,
	"they": true, "their": true, "after": true, "over": true, "more": true, "about": true, "than": true,
	"says": true, "said": true, "into": true, "will": true, "would": true, "could": true, "when": true, "where": true,
	"which": true, "what": true, "while": true, "year": true, "years": true, "most": true, "some": true, "news": true,
}

// sameWords reports whether two titles are equal but for case, punctuation and space.
func sameWords(a, b string) bool {
	fold := func(s string) string {
		var f strings.Builder
		for _, w := range words(s, stemma.Span{End: len(s)}) {
			if w.kind != mark {
				f.WriteString(strings.ToLower(w.text))
				f.WriteByte(' ')
			}
		}
		return f.String()
	}
	return fold(a) == fold(b)
}

// withoutOutlet is a headline without the name of the outlet that pages put before or
// behind it: "Rebels retreat - Daily Star" is "Rebels retreat".
func (m *marking) withoutOutlet(line stemma.Span) stemma.Span {
	t := line.Of(m.text)
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		if i := strings.LastIndex(t, sep); i > 0 && m.names(t[i+len(sep):]) {
			m.outlet = firstNonEmpty(m.outlet, m.nameOf(t[i+len(sep):]))
			return m.withoutOutlet(trim(m.text, stemma.Span{Start: line.Start, End: line.Start + len(withoutSections(t[:i], sep))}))
		}
		if i := strings.Index(t, sep); i > 0 && m.names(t[:i]) {
			m.outlet = firstNonEmpty(m.outlet, m.nameOf(t[:i]))
			return m.withoutOutlet(trim(m.text, stemma.Span{Start: line.Start + i + len(sep), End: line.End}))
		}
	}
	return line
}

// withoutSections is a headline without the names of the outlet's sections behind it:
// "Bridge closed - Region - World" is "Bridge closed".
func withoutSections(t, sep string) string {
	for {
		i := strings.LastIndex(t, sep)
		if i <= 0 {
			return t
		}
		last := t[i+len(sep):]
		ws := words(last, stemma.Span{End: len(last)})
		if len(ws) > 3 || len(ws) == 0 || theFurniture().at("line", ws, 0) < len(ws) {
			return t
		}
		t = t[:i]
	}
}

// names reports whether t names the report's outlet or a known one.
func (m *marking) names(t string) bool {
	t = strings.TrimSpace(t)
	if m.hints.Outlet != "" && sameWords(t, m.hints.Outlet) {
		return true
	}
	_, ok := m.hints.outlets().ByName(t)
	return ok
}

func (m *marking) nameOf(t string) string {
	o, _ := m.hints.outlets().ByName(strings.TrimSpace(t))
	return o.Name
}

func firstNonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// isAddress reports whether t is one web address and nothing else.
func isAddress(t string) bool {
	return !strings.ContainsAny(t, " \t") && (strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "www."))
}
