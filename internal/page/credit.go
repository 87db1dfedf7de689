package page

import (
	"strings"
	"sync"

	"stemma"
	"stemma/internal/outlets"
)

// forms is how credits name agencies, by the first word; the longest form first.
type forms map[string][]form

type form struct {
	words  []string
	agency string
	exact  bool // exact: an abbreviation, which counts in capitals only.
}

var curatedForms = sync.OnceValue(func() forms { return formsOf(outlets.Curated()) })

func (m *marking) forms() forms {
	switch {
	case m.known != nil:
	case m.hints.Outlets == nil || m.hints.Outlets == outlets.Curated():
		m.known = curatedForms()
	default:
		m.known = formsOf(m.hints.Outlets)
	}
	return m.known
}

func formsOf(l *outlets.List) forms {
	f := forms{}
	for _, o := range l.All() {
		for _, name := range o.Forms {
			var ws []string
			for _, w := range words(name, stemma.Span{End: len(name)}) {
				ws = append(ws, strings.ToLower(w.text))
			}
			short := len(ws) == 1 && strings.ToUpper(name) == name
			of := f[ws[0]]
			at := 0
			for at < len(of) && len(of[at].words) >= len(ws) {
				at++
			}
			f[ws[0]] = append(of[:at:at], append([]form{{ws, o.Name, short}}, of[at:]...)...)
		}
	}
	return f
}

// agency reads one agency's name at ws[i].
func (m *marking) agency(ws []word, i int) (name string, next int, ok bool) {
	if i >= len(ws) {
		return "", i, false
	}
	first := strings.ToLower(ws[i].text)
	fs := m.forms()[first]
	if fs == nil && strings.HasSuffix(ws[i].text, "s") && !ws[i].shout() { // "SANAs reporter": the crawler lost the apostrophe
		if short := strings.TrimSuffix(ws[i].text, "s"); len(short) > 1 && strings.ToUpper(short) == short {
			ws = append(append([]word{}, ws[:i]...), word{ws[i].Span, short, letters, ws[i].glued})
			fs = m.forms()[strings.ToLower(short)]
		}
	}
	for _, f := range fs {
		if !matches(ws, i, f.words) || f.exact && strings.ToUpper(ws[i].text) != ws[i].text || ws[i].lower() && !f.exact && len(f.words) == 1 && f.words[0] != "dpa" {
			continue
		}
		return f.agency, i + len(f.words), true
	}
	return "", i, false
}

// agencies passes over one agency or several: "AFP", "AP and Reuters", "TRT World and
// agencies"; at least one must be an agency by name.
func (m *marking) agencies(ws []word, i int) (next int, ok bool) {
	if i < len(ws) && ws[i].is("(", "[", "-", "–", "—") {
		for i < len(ws) && ws[i].is("(", "[", "-", "–", "—") {
			i++
		}
	}
	for {
		_, j, found := m.agency(ws, i)
		if !found && (!ok || i >= len(ws) || !theFurniture().has("source", ws[i])) {
			return i, ok
		}
		if !found {
			j = i + 1
		}
		ok, i, next = true, j, j
		for i < len(ws) && ws[i].is(",", "/", "&", "+", "and", "et", "und", "y", "и", "و") {
			i++
		}
		if _, _, again := m.agency(ws, i); !again && (i >= len(ws) || !theFurniture().has("source", ws[i])) {
			if next < len(ws) && ws[next].is(")", "]") {
				next++
			}
			return next, true
		}
	}
}

// credits is the agencies that the report carries, the surest first: those that the input
// names, then those of byline and head, end marks, dateline, the body's own words and,
// last, captions, whose picture may be another agency's than the text.
func credits(a *stemma.Report, m *marking, h Hints) []stemma.Credit {
	var out []stemma.Credit
	seen := map[string]bool{}
	add := func(name string, s stemma.Span, evidence string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, stemma.Credit{Agency: name, Span: s, Evidence: evidence})
		}
	}
	for name := range strings.SplitSeq(h.Agency, ",") {
		if name = strings.TrimSpace(name); name != "" {
			add(canonicalAgency(name, h.outlets()), stemma.Span{}, "input")
		}
	}
	inParts := func(evidence string) {
		for _, p := range m.parts {
			if p.credit && evidenceOf(p) == evidence {
				m.eachAgency(p.Span, func(name string, s stemma.Span) { add(name, s, evidence) })
			}
		}
	}
	inParts("byline")
	inParts("end mark")
	m.eachAgency(a.DatelineSpan, func(name string, s stemma.Span) { add(name, s, "dateline") })
	for _, b := range a.Blocks {
		if b.Role == stemma.Body {
			m.creditsInBody(b.Span, func(name string, s stemma.Span) { add(name, s, "body") })
		}
	}
	inParts("caption")
	return out
}

func evidenceOf(p part) string {
	switch p.role {
	case stemma.Caption:
		return "caption"
	case stemma.Footer:
		return "end mark"
	}
	return "byline"
}

// canonicalAgency is the table's name for an agency that the input names.
func canonicalAgency(name string, l *outlets.List) string {
	if o, ok := l.ByName(name); ok {
		return o.Name
	}
	for _, o := range l.All() {
		for _, f := range o.Forms {
			if strings.EqualFold(f, name) {
				return o.Name
			}
		}
	}
	return name
}

func (m *marking) eachAgency(s stemma.Span, f func(string, stemma.Span)) {
	ws := words(m.text, s)
	for i := 0; i < len(ws); {
		name, j, ok := m.agency(ws, i)
		if !ok {
			i++
			continue
		}
		f(name, spanOf(ws, i, j))
		i = j
	}
}

// creditsInBody finds the words with which a wire's text names itself: "an AFP
// correspondent said", "told The Associated Press by telephone", "he told Reuters".
func (m *marking) creditsInBody(s stemma.Span, f func(string, stemma.Span)) {
	ws := words(m.text, s)
	for i := 0; i < len(ws); i++ {
		name, j, ok := m.agency(ws, i)
		if !ok {
			continue
		}
		if spokenTo(ws, i) || wroteIt(ws, i, j) {
			f(name, spanOf(ws, i, j))
		}
		i = j - 1
	}
}

// spokenTo reports whether the agency at ws[i] is one that somebody told.
func spokenTo(ws []word, i int) bool {
	if i > 0 && ws[i-1].is("the") {
		i--
	}
	return i > 0 && ws[i-1].is("told", "à", "dijo") && !(i > 1 && ws[i-2].is("was", "were"))
}

// wroteIt reports whether a correspondent of the agency is named right behind it, with an
// article before: "an AFP correspondent", "AFP's photographer", "a Reuters witness".
func wroteIt(ws []word, i, j int) bool {
	if j < len(ws) && ws[j].is("'", "’") {
		j++
		if j < len(ws) && ws[j].is("s") {
			j++
		}
	}
	for n := 0; n < 2 && j < len(ws); n++ {
		if ws[j].is("correspondent", "correspondents", "reporter", "reporters", "journalist", "journalists", "photographer", "photographers", "witness", "cameraman") {
			return true
		}
		j++
	}
	return false
}
