package api

import (
	"strings"
	"unicode"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

// sentencePair is a sentence of each of two reports from one original.
type sentencePair struct {
	a, b     stemma.Span
	relation stemma.ReuseRelation
}

// aligned puts the sentences of two reports side by side in reading order. The order
// of the left one is kept; sentences that only the right one has stand where they
// stand in it, before the next that both have:
//
//	a1 ── b1
//	      b2   only in b
//	a2         only in a
//	a3 ── b3
func aligned(left, right store.Entry, pairs []sentencePair) []client.AlignedRow {
	partner := make([]int, len(left.Sentences))
	relation := make([]stemma.ReuseRelation, len(left.Sentences))
	taken := make([]bool, len(right.Sentences))
	for i, s := range left.Sentences {
		partner[i] = -1
		for _, p := range pairs {
			if !p.a.Overlaps(s) {
				continue
			}
			if j := overlapping(right.Sentences, p.b); j >= 0 && !taken[j] {
				partner[i], relation[i], taken[j] = j, p.relation, true
				break
			}
		}
	}
	rows := []client.AlignedRow{}
	next := 0 // the first sentence of the right that has no row yet
	only := func(until int) {
		for ; next < until; next++ {
			if !taken[next] {
				rows = append(rows, client.AlignedRow{B: alone(right, next), Relation: "only-b"})
			}
		}
	}
	for i := range left.Sentences {
		j := partner[i]
		if j < 0 {
			rows = append(rows, client.AlignedRow{A: alone(left, i), Relation: "only-a"})
			continue
		}
		only(j)
		x, y := alone(left, i), alone(right, j)
		x.Changed, y.Changed = changes(left.Report.Text, x.Span, right.Report.Text, y.Span)
		rows = append(rows, client.AlignedRow{A: x, B: y, Relation: string(relation[i])})
	}
	only(len(right.Sentences))
	return rows
}

// overlapping is the first of spans that shares a byte with s; -1 for none.
func overlapping(spans []stemma.Span, s stemma.Span) int {
	for i, t := range spans {
		if t.Overlaps(s) {
			return i
		}
	}
	return -1
}

func alone(e store.Entry, i int) *client.AlignedSentence {
	s := e.Sentences[i]
	return &client.AlignedSentence{Span: s, Words: words(e.Report, s), Changed: []client.Change{}}
}

// longestDiff bounds the product of the words of two sentences that are compared.
const longestDiff = 1 << 20

// changes are the stretches of two sentences that the longest common run of words
// leaves over.
func changes(left string, a stemma.Span, right string, b stemma.Span) (onlyA, onlyB []client.Change) {
	x, y := wordSpans(left, a), wordSpans(right, b)
	if len(x)*len(y) > longestDiff {
		return []client.Change{}, []client.Change{}
	}
	same := make([][]int32, len(x)+1) // same[i][j] is the length of the longest common run of x[i:] and y[j:]
	for i := range same {
		same[i] = make([]int32, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if alike(x[i].Of(left), y[j].Of(right)) {
				same[i][j] = same[i+1][j+1] + 1
			} else {
				same[i][j] = max(same[i+1][j], same[i][j+1])
			}
		}
	}
	keepA, keepB := make([]bool, len(x)), make([]bool, len(y))
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case alike(x[i].Of(left), y[j].Of(right)):
			keepA[i], keepB[j] = true, true
			i, j = i+1, j+1
		case same[i+1][j] >= same[i][j+1]:
			i++
		default:
			j++
		}
	}
	return stretches(left, x, keepA), stretches(right, y, keepB)
}

func alike(a, b string) bool { return strings.EqualFold(a, b) }

// stretches joins neighbouring words that are not kept.
func stretches(text string, words []stemma.Span, keep []bool) []client.Change {
	out := []client.Change{}
	open := false
	for i, w := range words {
		if keep[i] {
			open = false
			continue
		}
		if open {
			last := &out[len(out)-1]
			last.Span.End = w.End
			last.Figure = last.Figure || hasDigit(w.Of(text))
			continue
		}
		out = append(out, client.Change{Span: w, Figure: hasDigit(w.Of(text))})
		open = true
	}
	return out
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// wordSpans are the words of s: runs of letters, digits and what joins them. In a script
// without spaces each letter is a word.
func wordSpans(text string, s stemma.Span) []stemma.Span {
	var out []stemma.Span
	start := -1
	end := func(at int) {
		if start >= 0 {
			out = append(out, stemma.Span{Start: start, End: at})
		}
		start = -1
	}
	for i, r := range s.Of(text) {
		at := s.Start + i
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			end(at)
			start = at
			end(at + len(string(r)))
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r),
			start >= 0 && strings.ContainsRune(",.'’-", r) && joins(text, at+len(string(r)), s.End):
			if start < 0 {
				start = at
			}
		default:
			end(at)
		}
	}
	end(s.End)
	return out
}

// joins reports whether a letter or digit stands at a byte.
func joins(text string, at, end int) bool {
	if at >= end {
		return false
	}
	for _, r := range text[at:end] {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}
