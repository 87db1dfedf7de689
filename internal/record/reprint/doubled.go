package reprint

import (
	"strings"

	"stemma"
)

// doubled finds sentences that stand twice in a row without a full stop between, as
// crawlers glue a standfirst to the lead that repeats it.
func doubled(refs []stemma.SentenceRef) []stemma.Reuse {
	var out []stemma.Reuse
	for _, ref := range refs {
		first, second, ok := twice(ref.Words)
		if !ok {
			continue
		}
		a, b := part(ref, first), part(ref, second)
		out = append(out, stemma.Reuse{A: a, B: b, Relation: stemma.Verbatim, Reasons: []stemma.Reason{{
			Rule: "reprint/doubled", Says: "the sentence stands twice in a row", Weight: 1,
		}}})
	}
	return out
}

// part is the part of a sentence that s covers.
func part(ref stemma.SentenceRef, s stemma.Span) stemma.SentenceRef {
	return stemma.SentenceRef{
		Report: ref.Report,
		Span:   stemma.Span{Start: ref.Span.Start + s.Start, End: ref.Span.Start + s.End},
		Words:  s.Of(ref.Words),
	}
}

// twice finds the halves of a text that says the same twice, a final full stop apart.
func twice(s string) (first, second stemma.Span, ok bool) {
	words := strings.Fields(s)
	half := len(words) / 2
	if half < shortWords || len(words)%2 != 0 {
		return first, second, false
	}
	if strings.TrimRight(strings.Join(words[:half], " "), ".") != strings.TrimRight(strings.Join(words[half:], " "), ".") {
		return first, second, false
	}
	at := 0
	for _, w := range words[:half] {
		at += strings.Index(s[at:], w) + len(w)
	}
	next := at + strings.Index(s[at:], words[half])
	return stemma.Span{Start: strings.Index(s, words[0]), End: at}, stemma.Span{Start: next, End: strings.Index(s, words[0]) + len(strings.TrimSpace(s))}, true
}
