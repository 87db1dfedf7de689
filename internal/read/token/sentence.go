package token

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// longest is the number of tokens after which a sentence is cut at the next comma
// or like mark, and at twice that anywhere: a list of names or a text without any
// punctuation must not become one sentence that costs the square of its length.
const longest = 250

// splitter cuts the tokens of one block into sentences.
type splitter struct {
	*scanner
	first     int // first token of the block.
	block     int
	role      stemma.Role
	sentences []text.Sentence

	start    int  // start is the first token of the current sentence.
	quoted   bool // quoted is whether a straight double quotation mark is open.
	list     listMark
	full     int   // full is the length of the block's longest line in bytes, or 0 when its lines are not wrapped.
	dangling []int // dangling are the tokens whose full stop also ends a sentence.
}

// split appends the sentences of the tokens from sp.first on.
func (sp *splitter) split() {
	sp.start = sp.first
	sp.full = sp.wrapWidth()
	sp.list = sp.listMark(sp.first)
	if end := sp.dateline(sp.first); end > sp.first {
		sp.cut(end)
	}
	for i := sp.start; i < len(sp.tokens); {
		if i > sp.start && sp.breaksBefore(i) {
			sp.cut(i)
			if end := sp.dateline(i); end > i && sp.word(end-1) != ":" {
				sp.cut(end)
				i = end
			}
		}
		if i == sp.start && i > sp.first && sp.role == stemma.Body && sp.newlines(i-1) > 0 {
			if end := sp.stamp(i); end > i {
				sp.cut(end)
				i = end
			}
		}
		if i > sp.start && sp.restarts(i) {
			sp.cut(i)
		}
		if end := sp.ends(i); end > 0 {
			sp.cut(end)
			i = end
			continue
		}
		if sp.word(i) == `"` {
			sp.quoted = !sp.quoted
		}
		i++
		if sp.tooLong(i) {
			sp.cut(i)
		}
	}
	sp.cut(len(sp.tokens))
	sp.release()
}

// cut ends the current sentence before token end.
func (sp *splitter) cut(end int) {
	if end <= sp.start {
		return
	}
	sp.sentences = append(sp.sentences, text.Sentence{
		Span:  stemma.Span{Start: sp.tokens[sp.start].Start, End: sp.tokens[end-1].End},
		First: sp.start, Last: end, Block: sp.block,
	})
	sp.start = end
}

// restarts reports whether a sentence begins at token i though nothing ended the one
// before, as where a crawl has run a heading into its text: behind a name stands, with a
// capital, a word that is no part of names, and it goes on in small letters.
func (sp *splitter) restarts(i int) bool {
	const shortest = 4 // tokens before it
	if sp.countsAnew(i) {
		return true
	}
	if i < sp.start+shortest || i+1 >= len(sp.tokens) || sp.quoted || !sp.upperAt(sp.tokens[i].Start) || !sp.upperAt(sp.tokens[i-1].Start) ||
		!sp.lowerAt(sp.tokens[i+1].Start) || !sp.tokens[i-1].SpaceAfter || sp.words.of(sp.word(i))&restart == 0 {
		return false
	}
	if sp.upperAt(sp.tokens[i].Start+1) || sp.words.of(sp.word(i-1))&restart != 0 {
		return false // a heading all in capitals
	}
	for k := i - 1; k > sp.start; k-- {
		if w := sp.word(k); w != "the" && !sp.upperAt(sp.tokens[k].Start) {
			return sp.words.of(w)&say == 0 // "told the Tribune They will come back"
		}
	}
	return true
}

// countsAnew reports whether a sentence begins at token i with a number in words, which has a capital
// although a small word stands before it: "in the countryside Three civilians were hurt".
func (sp *splitter) countsAnew(i int) bool {
	const shortest = 4 // tokens before it
	return i >= sp.start+shortest && i+2 < len(sp.tokens) && !sp.quoted && sp.words.of(sp.word(i))&counting != 0 && sp.upperAt(sp.tokens[i].Start) && !sp.upperAt(sp.tokens[i].Start+1) &&
		sp.lowerAt(sp.tokens[i-1].Start) && sp.tokens[i-1].SpaceAfter && sp.lowerAt(sp.tokens[i+1].Start) && sp.words.of(sp.word(i-1))&(say|starter) == 0
}

// tooLong reports whether the sentence must be cut before token i.
func (sp *splitter) tooLong(i int) bool {
	n := i - sp.start
	if n < longest {
		return false
	}
	return n >= 2*longest || strings.ContainsAny(sp.word(i-1), ",;:–—•|")
}

// release gives each dangling full stop a token of its own.
func (sp *splitter) release() {
	if len(sp.dangling) == 0 {
		return
	}
	old := slices.Clone(sp.tokens[sp.first:])
	sp.tokens = sp.tokens[:sp.first]
	shift, next := 0, 0
	s := slices.IndexFunc(sp.sentences, func(s text.Sentence) bool { return s.First >= sp.first })
	for i, t := range old {
		if next < len(sp.dangling) && sp.dangling[next] == sp.first+i {
			next++
			stop := t
			t.End, t.SpaceAfter, stop.Start = t.End-1, false, t.End-1
			sp.tokens = append(sp.tokens, t)
			t = stop
		}
		sp.tokens = append(sp.tokens, t)
		if s < len(sp.sentences) && sp.sentences[s].Last == sp.first+i+1 {
			sp.sentences[s].First += shift
			shift = next
			sp.sentences[s].Last += shift
			s++
		}
	}
}

func (sp *splitter) word(i int) string {
	if i < sp.first || i >= len(sp.tokens) {
		return ""
	}
	return sp.tokens[i].Of(sp.text)
}

// ends is the token after the end of the sentence when token i ends it, closing
// marks included; 0 when it does not.
func (sp *splitter) ends(i int) int {
	w := sp.word(i)
	if !terminator(w) {
		return 0
	}
	next := sp.closers(i + 1)
	if next >= len(sp.tokens) {
		return sp.dangle(i, w, next)
	}
	if sp.newlines(next-1) > 0 && !sp.wrapped(next-1) {
		return sp.dangle(i, w, next)
	}
	if i > sp.first && w[0] == '.' && sp.listMark(sp.start).ends(i) {
		return 0
	}
	glued := !sp.tokens[next-1].SpaceAfter
	switch {
	case wide(w):
		return next
	case i > sp.start && strings.ContainsAny(sp.word(i-1), "[("):
		return 0
	case glued && !sp.opensGlued(next):
		return 0
	case w == "." && i > sp.start && (sp.word(i-1) == "." || sp.word(i-1) == "°" && sp.at(sp.tokens[next].Start) == digit):
		return 0
	case w == "." && sp.spacedDots(i):
		return sp.lastDot(i)
	case w == ".":
		if sp.opens(next) || next == i+1 && sp.lowerAt(sp.tokens[sp.start].Start) {
			return next
		}
		return 0
	case w[0] == '!' || w[0] == '?':
		if next > i+1 {
			if sp.saidNext(next) || !sp.opens(next) {
				return 0
			}
			return next
		}
		if sp.opens(next) || i > sp.start && !sp.upperAt(sp.tokens[i-1].Start) && !sp.quoted {
			return next
		}
		return 0
	case dots(w):
		if sp.opens(next) && !sp.dotted(sp.tokens[i].Start, sp.tokens[i].End) {
			return next
		}
		return 0
	}
	if sp.abbreviationEnds(w, next) {
		return sp.dangle(i, w, next)
	}
	return 0
}

// dangle notes that the full stop of token i ends the sentence where it belongs to
// an abbreviation, and returns next.
func (sp *splitter) dangle(i int, w string, next int) int {
	if len(w) > 2 && w[0] != '.' && strings.HasSuffix(w, ".") && !dots(w) {
		sp.dangling = append(sp.dangling, i)
	}
	return next
}

// terminator reports whether w may end a sentence.
func terminator(w string) bool {
	switch c := w[len(w)-1]; {
	case c == '.' || c == '!' || c == '?':
		return true
	case c < utf8.RuneSelf:
		return false
	}
	return w == "…" || wide(w)
}

// wide reports whether w is a full stop of a script without capitals.
func wide(w string) bool {
	switch w {
	case "。", "！", "？", "؟", "۔", "।":
		return true
	}
	return false
}

// dots reports whether w is an ellipsis.
func dots(w string) bool { return w == "…" || strings.Trim(w, ".") == "" }

// maxClosers is the number of closing marks that end one sentence.
const maxClosers = 8

// closers is the token after the closing marks that stand at token i.
func (sp *splitter) closers(i int) int {
	for most := min(i+maxClosers, len(sp.tokens)); i < most && !sp.tokens[i-1].SpaceAfter && sp.tokens[i-1].End == sp.tokens[i].Start; {
		switch sp.word(i) {
		case ")", "]", "}", "”", "’", "»", "''", "’’", "“":
			if sp.word(i) == "“" && !sp.tokens[i].SpaceAfter {
				return i
			}
		case `"`:
			if !sp.quoted && !sp.tokens[i].SpaceAfter && i+1 < len(sp.tokens) {
				return i
			}
			sp.quoted = false
		case "'":
			if !sp.tokens[i].SpaceAfter && i+1 < len(sp.tokens) && !strings.ContainsAny(sp.word(i+1), "\")”’»'") {
				return i
			}
		case "[":
			if !sp.reference(i) {
				return i
			}
			i += 2
		default:
			return i
		}
		i++
	}
	if sp.reference(i) {
		i += 3
	}
	return i
}

// reference reports whether the bracketed number of a note, "[6]", stands at token i.
func (sp *splitter) reference(i int) bool {
	return sp.word(i) == "[" && sp.word(i+2) == "]" && sp.at(sp.tokens[i+1].Start) == digit
}

// opens reports whether a sentence can start at token i: a capital, a figure or an
// opening mark.
func (sp *splitter) opens(i int) bool {
	for ; i < len(sp.tokens); i++ {
		w := sp.word(i)
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsLower(r):
			return arabicArticle(w) && sp.word(i+1) == "-"
		case unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("#@$€£•-–—*", r):
			return true
		case strings.ContainsRune("\"“‘'`«([‘¿¡", r):
			continue
		}
		return unicode.IsSymbol(r) || dots(w)
	}
	return true
}

func arabicArticle(w string) bool {
	switch w {
	case "al", "el", "as", "ar", "an", "ash", "at", "az", "ad":
		return true
	}
	return false
}

// opensGlued reports whether a sentence starts at token i though no space stands
// before it: a capital with a small letter after it, or an opening mark.
func (sp *splitter) opensGlued(i int) bool {
	w := sp.word(i)
	r, size := utf8.DecodeRuneInString(w)
	if strings.ContainsRune("“‘«\"", r) {
		return true
	}
	second, _ := utf8.DecodeRuneInString(w[size:])
	return unicode.IsUpper(r) && (len(w) == size || unicode.IsLower(second) || sp.quoted)
}

// saidNext reports whether a name and a verb of saying stand at token i.
func (sp *splitter) saidNext(i int) bool {
	for j := i; j < min(i+5, len(sp.tokens)); j++ {
		if sp.words.of(sp.word(j))&say != 0 {
			return j > i || sp.lowerAt(sp.tokens[j].Start)
		}
		if !sp.upperAt(sp.tokens[j].Start) {
			return false
		}
	}
	return false
}

// spacedDots reports whether the full stop at token i begins ". . .".
func (sp *splitter) spacedDots(i int) bool {
	return sp.word(i+1) == "." && sp.word(i+2) == "."
}

// lastDot is where the sentence ends that closes with the spaced dots from token i
// on: behind the first when it closes the word before it and three follow, behind
// the last of four; 0 when three only leave something out.
func (sp *splitter) lastDot(i int) int {
	if i == sp.start {
		return 0
	}
	n := i
	for sp.word(n) == "." {
		n++
	}
	end := sp.closers(n)
	if end == len(sp.tokens) {
		return end
	}
	if n-i < 4 && sp.tokens[i-1].SpaceAfter || !sp.upperAt(sp.tokens[end].Start) {
		return 0
	}
	if !sp.tokens[i-1].SpaceAfter && n-i == 4 {
		return i + 1
	}
	return end
}

// abbreviationEnds reports whether the abbreviation w ends a sentence before token
// next.
func (sp *splitter) abbreviationEnds(w string, next int) bool {
	name := w[:len(w)-1]
	k, after := sp.words.of(name), sp.words.of(sp.word(next))
	if !sp.opens(next) || k&(title|number) != 0 && k&abbreviation == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(sp.word(next))
	if unicode.IsDigit(r) {
		return false
	}
	if strings.EqualFold(name, "a.m") || strings.EqualFold(name, "p.m") || strings.EqualFold(name, "etc") {
		opening := next-sp.start <= 4 && sp.words.of(sp.word(sp.start))&starter != 0
		return after&afterHour == 0 && !opening
	}
	return after&starter != 0
}

// newlines is the number of line breaks between tokens i and i+1.
func (sp *splitter) newlines(i int) int {
	gap := sp.text[sp.tokens[i].End:sp.tokens[i+1].Start]
	return strings.Count(gap, "\n") + strings.Count(gap, "\u2028") + 2*strings.Count(gap, "\u2029")
}

// breaksBefore reports whether a sentence ends before token i whatever stands
// there: at an empty line, at a line that is not wrapped, at the next list mark.
func (sp *splitter) breaksBefore(i int) bool {
	if n := sp.newlines(i - 1); n > 1 || n == 1 && !sp.wrapped(i-1) && !sp.lowerAt(sp.tokens[i].Start) {
		sp.quoted = sp.quoted && n == 1
		return true
	}
	if m := sp.listMark(i); m.next(sp.list) {
		sp.list = m
		return true
	}
	return false
}

// wrapWidth is the length of the block's longest line where it looks like text
// wrapped by hand (at least three lines of at most 100 bytes); else 0.
func (sp *splitter) wrapWidth() int {
	if sp.first >= len(sp.tokens) {
		return 0
	}
	lines, width := 0, 0
	for line := range strings.Lines(sp.text[sp.tokens[sp.first].Start:sp.end]) {
		lines++
		width = max(width, len(strings.TrimSpace(line)))
	}
	if lines < 3 || width > 100 {
		return 0
	}
	return width
}

// wrapped reports whether the line break after token i only wraps the text: the
// next word would not have fitted into the line.
func (sp *splitter) wrapped(i int) bool {
	if sp.full == 0 {
		return false
	}
	end := sp.tokens[i].End
	start := strings.LastIndexByte(sp.text[max(end-sp.full, 0):end], '\n')
	if start < 0 {
		start = 0
	}
	length := min(end, sp.full) - start
	return length+1+sp.tokens[i+1].Len() >= sp.full
}
