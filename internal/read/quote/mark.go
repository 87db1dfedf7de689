package quote

import (
	"strings"

	"stemma"
	"stemma/internal/text"
)

// mark drafts what a mark attributes: "Vey: the bridge fell" at the head of a
// heading, and a dash with a name behind a quotation.
func (f *finder) mark(i int) {
	switch f.d.Word(i) {
	case ":":
		f.headline(i)
	case "―", "—", "–", "--", "-":
		f.signature(i)
	}
}

// longestSignature is the number of words that a name before a colon or behind a
// dash may have.
const longestSignature = 8

// headline drafts "SOURCE: content" where the source opens a sentence and is a name.
func (f *finder) headline(i int) {
	s := f.in(i)
	if i == s.First || i-s.First > longestSignature || i+3 >= s.Last || f.within[i] >= 0 {
		return
	}
	role := f.d.Report.Blocks[s.Block].Role
	head := -1
	for t := s.First; t < i; t++ {
		if f.verbal(t) {
			return
		}
		if f.nounlike(t) {
			head = t
		}
	}
	titled := f.titled(s)
	if head < 0 || role != stemma.Heading && !titled && f.tag(head).UPOS != "PROPN" && f.actorAt(head) < 0 && !inquiry[f.lemma(head)] {
		return
	}
	verb := false
	for t := i + 1; t < s.Last; t++ {
		verb = verb || f.tag(t).UPOS == "VERB" || f.is(t, "cop")
	}
	if !verb && !titled && f.within[i+1] < 0 || f.startsDateline(s) {
		return
	}
	dr := draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: head, source: span{s.First, i}, class: text.Say}
	dr.content = f.stretchQuote(span{i + 1, s.Last})
	f.propose(dr)
}

// turns drafts the turns of a transcript, "VEY: We hold it. They fled.": a name in
// capitals opens a paragraph, and the whole of it is what he says. One alone is no
// transcript but a label.
func (f *finder) turns() {
	var marks []int
	for i := range f.d.Tokens {
		if f.d.Word(i) == ":" && f.turnAt(i) {
			marks = append(marks, i)
		}
	}
	if len(marks) < 2 {
		return
	}
	for _, i := range marks {
		end := i + 1
		for end < len(f.d.Tokens) && !f.startsParagraph(end) {
			end++
		}
		first := i - 1
		for !f.startsParagraph(first) {
			first--
		}
		f.propose(draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: i - 1, source: span{first, i}, class: text.Say, content: []span{{i + 1, end}}})
	}
}

// turnAt reports whether the colon at token i stands behind a name in capitals that
// opens its paragraph.
func (f *finder) turnAt(i int) bool {
	const longest = 4
	for t := i - 1; t >= 0 && t >= i-longest; t-- {
		if w := f.d.Word(t); strings.ToUpper(w) != w || strings.ToLower(w) == w && !f.punctuated(t) {
			return false
		}
		if f.startsParagraph(t) {
			return !f.punctuated(i-1) && !f.placeAt(t)
		}
	}
	return false
}

// placeAt reports whether token i belongs to the name of a place.
func (f *finder) placeAt(i int) bool {
	return text.Covering(f.d.Places, f.d.Tokens[i].Start) >= 0
}

// startsDateline reports whether s opens a block's body with a place in capitals.
func (f *finder) startsDateline(s text.Sentence) bool {
	w := f.d.Word(s.First)
	return f.d.Report.Blocks[s.Block].Role == stemma.Body && len(w) > 3 && strings.ToUpper(w) == w && f.startsParagraph(s.First)
}

// stretchQuote is r, or the quotation that opens it, whole.
func (f *finder) stretchQuote(r span) []span {
	if n := f.within[r.first]; n >= 0 {
		return []span{f.tokens(f.quotes[n].Span)}
	}
	return []span{r}
}

// signature drafts a quotation with its speaker's name behind a dash at token i.
func (f *finder) signature(i int) {
	if i == 0 || f.within[i] >= 0 || f.within[i-1] < 0 || i+1 >= len(f.d.Tokens) {
		return
	}
	n := f.within[i-1]
	q := f.tokens(f.quotes[n].Span)
	if !f.speech(q) {
		return
	}
	end := i + 1
	for end < len(f.d.Tokens) && !f.startsParagraph(end) && end-i <= longestSignature {
		end++
	}
	if end < len(f.d.Tokens) && !f.startsParagraph(end) || f.tag(i+1).UPOS != "PROPN" {
		return
	}
	r := f.tight(span{i + 1, end})
	f.propose(draft{cue: span{i, i + 1}, phrase: span{i, i + 1}, head: r.last - 1, source: r, class: text.Say, content: []span{q}})
}
