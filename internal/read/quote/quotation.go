package quote

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// closing is the mark that closes each opening one. A straight mark closes itself.
var closing = map[string]string{
	"“": "”", "«": "»", "„": "“", "‘‘": "’’", "``": "''", `"`: `"`, "''": "''", "‘": "’", "'": "'",
}

// deepest is how many quotations may be open at once; marks beyond it are text.
const deepest = 4

// open is a quotation that has not been closed yet.
type open struct {
	mark string // mark that closes it.
	at   int    // at is its token.
}

// quotations finds what stands between quotation marks. One that is not closed ends
// with its paragraph; single marks count only where they close in their sentence.
func (f *finder) quotations() []text.Quotation {
	var all []text.Quotation
	var stack []open
	flush := func(last int) {
		for _, o := range stack {
			if o.mark != "’" && o.mark != "'" {
				all = append(all, f.quotation(o.at, last, false))
			}
		}
		stack = stack[:0]
	}
	for i := range f.d.Tokens {
		if i > 0 && f.startsParagraph(i) {
			flush(i - 1)
		}
		w := f.d.Word(i)
		if len(w) > 6 || closing[w] == "" && !closes(w) {
			continue
		}
		if n := f.closesAt(stack, w, i); n >= 0 {
			all = append(all, f.quotation(stack[n].at, i, true))
			stack = stack[:n]
		} else if len(stack) < deepest && (closing[w] != "" && f.opensAt(w, i) || w == "”" && f.startsParagraph(i) && f.gluedAfter(i)) {
			mark := closing[w]
			if mark == "" {
				mark = w
			}
			if n := len(stack) - 1; w == `"` && n >= 0 && stack[n].mark == w {
				// The one before was never closed: it ends with its sentence.
				all = append(all, f.quotation(stack[n].at, min(i-1, f.in(stack[n].at).Last-1), false))
				stack = stack[:n]
			}
			stack = append(stack, open{mark, i})
		}
	}
	flush(len(f.d.Tokens) - 1)
	sortQuotations(all)
	return all
}

func closes(w string) bool {
	switch w {
	case "”", "»", "’’", "''", "’", "“":
		return true
	}
	return false
}

// closesAt is the open quotation that the mark w at token i closes; -1 for none.
func (f *finder) closesAt(stack []open, w string, i int) int {
	for n := len(stack) - 1; n >= 0; n-- {
		o := stack[n]
		if o.mark != w && !(o.mark == "”" && w == `"`) && !(o.mark == `"` && w == "”") {
			continue
		}
		if o.at+1 >= i {
			return -1
		}
		single := w == "’" || w == "'"
		if single && (f.glued(i) && !f.punctuated(i-1) && f.sentence[o.at] != f.sentence[i] || f.gluedAfter(i)) {
			return -1
		}
		if w == `"` && f.d.Tokens[i-1].SpaceAfter && f.gluedAfter(i) && !f.punctuated(i+1) {
			return -1
		}
		return n
	}
	return -1
}

// opensAt reports whether the mark w at token i can open a quotation: something
// follows it and nothing is glued before it.
func (f *finder) opensAt(w string, i int) bool {
	if i+1 >= len(f.d.Tokens) {
		return false
	}
	single := w == "‘" || w == "'"
	if single || w == `"` || w == "''" {
		return !f.glued(i) && (!single || f.gluedAfter(i)) || !single && f.startsParagraph(i) || !single && f.glued(i) && f.opener(i-1)
	}
	return true
}

// opener reports whether token i is a mark behind which a quotation opens.
func (f *finder) opener(i int) bool {
	return i >= 0 && strings.ContainsAny(f.d.Word(i), "([—–-“‘:.")
}

// glued reports whether no space stands before token i.
func (f *finder) glued(i int) bool {
	return i > 0 && !f.d.Tokens[i-1].SpaceAfter && f.d.Tokens[i-1].End == f.d.Tokens[i].Start
}

func (f *finder) gluedAfter(i int) bool {
	return i+1 < len(f.d.Tokens) && f.glued(i+1) && !f.punctuated(i+1)
}

// punctuated reports whether token i is punctuation.
func (f *finder) punctuated(i int) bool {
	return i >= 0 && i < len(f.marks) && f.marks[i]
}

func isPunctuation(w string) bool {
	return strings.Trim(w, ".,;:!?-–—―…\"'“”‘’`«»()[]{}/|*") == ""
}

func (f *finder) quotation(first, last int, closed bool) text.Quotation {
	q := text.Quotation{Closed: closed}
	q.Start, q.End = f.d.Tokens[first].Start, f.d.Tokens[last].End
	q.Inner = stemma.Span{Start: f.d.Tokens[first].End, End: q.End}
	if closed {
		q.Inner.End = f.d.Tokens[last].Start
	}
	return q
}
