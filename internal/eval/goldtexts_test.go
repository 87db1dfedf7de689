package eval

import (
	"regexp"
	"sort"
	"strings"

	"stemma"
	"stemma/internal/record/reprint"
)

var sentenceEnd = regexp.MustCompile(`[.!?][”"']?\s+|\n+|[.!?][”"]`)

// reprintTexts cuts the reports into sentences with a simple rule.
func (e *goldEvent) reprintTexts() []reprint.Text {
	var out []reprint.Text
	for id, text := range e.Texts {
		p := e.Papers[id]
		t := reprint.Text{Report: id, Outlet: p.Outlet, Agencies: p.Agencies, Published: p.Published}
		at := 0
		add := func(end int) {
			s := text[at:end]
			trimmed := strings.TrimSpace(s)
			if len(trimmed) > 0 {
				start := at + strings.Index(s, trimmed)
				t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: id, Span: stemma.Span{Start: start, End: start + len(trimmed)}, Words: trimmed})
			}
			at = end
		}
		for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
			if strings.HasSuffix(text[:m[0]], "U.S") {
				continue
			}
			add(m[1])
		}
		add(len(text))
		out = append(out, t)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Report < out[j].Report })
	return out
}
