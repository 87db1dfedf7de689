package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"stemma"
)

// marking collects what of a text is not its body, and what the rest tells.
//
//	line   Wednesday 27 Jul 2016 | Headline AFP Print Tweet | A bomb killed … said. | --AFP
//	piece  └─ chrome: stamp ────┘ └─ chrome: headline ─────┘                         └ footer
//
// What no piece covers is body.
type marking struct {
	text      string
	hints     Hints
	known     forms         // known is the credit forms of the hints' agencies; see forms.
	lines     []stemma.Span // lines that are not blank, trimmed.
	parts     []part        // parts in the order in which they were found; see put.
	taken     []uint64      // taken has a bit for every byte that a part covers.
	prosePast []int         // prosePast is the bytes of running text before each line; see proseAfter.
	prose     string        // prose is the running lines; see runningText.

	headline     stemma.Span // headline is the line that holds the report's own title; zero when none.
	title        stemma.Span
	url          string
	outlet       string
	byline       stemma.Span
	dateline     []string
	datelineSpan stemma.Span
	datelineDay  stemma.DateCandidate // datelineDay is the day that the dateline tells in full.
	dates        []found
}

// part is a stretch that is not body.
type part struct {
	stemma.Span
	role   stemma.Role
	why    string
	credit bool // credit says that an agency named in it is one that the report carries.
}

// found is a stamp and how it stood.
type found struct {
	stamp
	where string // where: stamp, url, byline.
	head  bool   // head: it stood before the body.
	first bool   // first: it stood before the headline, without a label.
}

func markText(text string, h Hints) *marking {
	m := &marking{text: text, hints: h, lines: unwrap(text, splitLines(text))}
	m.findTitle()
	m.markLines()
	m.markRunning()
	return m
}

// splitLines is the spans of the lines that are not blank, without the white space
// around them.
func splitLines(text string) []stemma.Span {
	var out []stemma.Span
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if s := trim(text, stemma.Span{Start: start, End: end}); !s.Empty() {
			out = append(out, s)
		}
		start = end + 1
	}
	return out
}

// spaces are white space as pages write it.
const spaces = " \t\r\n\v\f\u00a0\u200b\ufeff\u2003\u2002\u2009\u3000\u0085"

// trim is s without white space at its ends.
func trim(text string, s stemma.Span) stemma.Span {
	t := s.Of(text)
	left := strings.TrimLeft(t, spaces)
	s.Start += len(t) - len(left)
	right := strings.TrimRight(left, spaces)
	s.End = s.Start + len(right)
	return s
}

// put adds a part.
func (m *marking) put(p part) {
	if p.Span = trim(m.text, p.Span); p.Empty() {
		return
	}
	m.parts = append(m.parts, p)
	if m.taken == nil {
		m.taken = make([]uint64, len(m.text)/64+1)
	}
	for at := p.Start; at < p.End; at++ {
		if at%64 == 0 && at+64 <= p.End {
			m.taken[at/64] = ^uint64(0)
			at += 63
			continue
		}
		m.taken[at/64] |= 1 << (at % 64)
	}
}

// add marks s as not body.
func (m *marking) add(s stemma.Span, role stemma.Role, why string) {
	m.put(part{Span: s, role: role, why: why})
}

// addCredit marks s as not body; an agency named in it is credited.
func (m *marking) addCredit(s stemma.Span, role stemma.Role, why string) {
	m.put(part{Span: s, role: role, why: why, credit: true})
}

// marked reports whether a part covers an end of s.
func (m *marking) marked(s stemma.Span) bool {
	if m.taken == nil || s.Empty() {
		return false
	}
	at := func(i int) bool { return m.taken[i/64]>>(i%64)&1 == 1 }
	return at(s.Start) || at(s.End-1)
}

// blocks cuts the lines at the parts; what is left between them is body.
func (m *marking) blocks() []stemma.Block {
	slices.SortStableFunc(m.parts, func(a, b part) int { return a.Start - b.Start })
	var out []stemma.Block
	next := 0
	for _, line := range m.lines {
		at := line.Start
		for next < len(m.parts) && m.parts[next].Start < line.End {
			p := m.parts[next]
			next++
			if p.Start < at { // overlaps what is already marked
				p.Start = at
			}
			p.End = min(p.End, line.End)
			if p.Empty() {
				continue
			}
			out = m.body(out, stemma.Span{Start: at, End: p.Start})
			out = m.part(out, p)
			at = p.End
		}
		out = m.body(out, stemma.Span{Start: at, End: line.End})
	}
	return out
}

// part appends p as a block; a credit or button joins the repeated headline that it stands
// behind.
func (m *marking) part(out []stemma.Block, p part) []stemma.Block {
	if n := len(out); n > 0 && p.role == stemma.Chrome && (p.why == whyCredit || p.why == whyButtons || p.why == whySeparator) {
		last := &out[n-1]
		if last.Role == stemma.Chrome && last.Why == whyHeadline && trim(m.text, stemma.Span{Start: last.Span.End, End: p.Start}).Empty() {
			last.Span.End = p.End
			return out
		}
	}
	if n := len(out); n > 0 && p.role == stemma.Footer && out[n-1].Role == stemma.Footer && trimmed(m.text, out[n-1].Span.End, p.Start) {
		out[n-1].Span.End = p.End
		return out
	}
	return append(out, stemma.Block{Span: p.Span, Role: p.role, Why: p.why})
}

// trimmed reports whether nothing but white space of one line lies between two bytes.
func trimmed(text string, from, to int) bool {
	return from <= to && strings.TrimSpace(text[from:to]) == "" && !strings.Contains(text[from:to], "\n")
}

// The reasons of parts that may join one block.
const (
	whyHeadline  = "headline repeated"
	whyCredit    = "agency credit"
	whyButtons   = "buttons and counters"
	whySeparator = "separator"
)

// body appends s as a body block; what has no letter or digit joins the block before.
func (m *marking) body(out []stemma.Block, s stemma.Span) []stemma.Block {
	s = trim(m.text, s)
	if s.Empty() {
		return out
	}
	if !slices.ContainsFunc(words(m.text, s), func(w word) bool { return w.kind != mark }) {
		return append(out, stemma.Block{Span: s, Role: stemma.Chrome, Why: "punctuation alone"})
	}
	return append(out, stemma.Block{Span: s, Role: stemma.Body})
}

// running is the lines that are text rather than furniture: long, or ended like a
// sentence.
func (m *marking) running(s stemma.Span) bool {
	t := s.Of(m.text)
	n := utf8.RuneCountInString(t)
	return n > 160 || n > 50 && (endsSentence(t) || anySentenceEnd(words(m.text, s)))
}

// endsSentence reports whether t ends with a full stop or its kin, closing marks aside.
func endsSentence(t string) bool {
	t = strings.TrimRight(t, "\"'”’»)] ")
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?") ||
		strings.HasSuffix(t, "…") || strings.HasSuffix(t, "。") || strings.HasSuffix(t, "؟") || strings.HasSuffix(t, "।")
}

// withoutCredentials is an http address without user name and password; empty when it
// is none.
func withoutCredentials(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}
