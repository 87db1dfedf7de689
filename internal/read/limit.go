package read

import (
	"fmt"
	"unicode/utf8"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

// longestRead is how many bytes of a report's body and headings are read. What is read
// takes a hundred times as much memory until it is recorded, and a book would take
// gigabytes; a live blog of a whole day is a tenth of this.
const longestRead = 1 << 20

// split is the words and sentences of a report that are read, and what is left unread.
// The sentence in which the limit falls is unread as a whole: a part of it would be read
// as what nobody said.
func split(a *stemma.Report, limit int) ([]text.Token, []text.Sentence, []stemma.Rejected) {
	blocks, whole := readable(a.Text, a.Blocks, limit)
	tokens, sentences := token.Split(a.Text, blocks)
	if whole {
		return tokens, sentences, nil
	}
	if n := len(sentences) - 1; n >= 0 && sentences[n].Block == len(blocks)-1 {
		tokens, sentences = tokens[:sentences[n].First], sentences[:n]
	}
	end := 0
	if n := len(sentences); n > 0 {
		end = sentences[n-1].End
	}
	return tokens, sentences, []stemma.Rejected{{
		Input: string(a.ID), Stage: "read",
		Why: fmt.Sprintf("read up to byte %d of %d: no more than %d KB of a report are", end, len(a.Text), limit>>10),
	}}
}

// readable are the blocks up to so many bytes of body and headings; whole means that
// they are all there are. The last of them may be cut within a sentence.
func readable(s string, blocks []stemma.Block, limit int) (some []stemma.Block, whole bool) {
	left := limit
	for i, b := range blocks {
		if b.Role != stemma.Body && b.Role != stemma.Heading {
			continue
		}
		if n := b.Span.Len(); n <= left {
			left -= n
			continue
		}
		some = append(some, blocks[:i+1]...)
		end := b.Span.Start + left
		for end > b.Span.Start && !utf8.RuneStart(s[end]) {
			end--
		}
		some[i].Span.End = end
		return some, false
	}
	return blocks, true
}
