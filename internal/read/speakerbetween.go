package read

import (
	"strings"

	"stemma/internal/text"
)

// speakerBetween gives a verb of saying without a subject the name that commas set off before it, which
// was taken to describe the end of what is said: "were killed on Sunday, the Monitor for
// Rights, a group in Orlo, said".
func speakerBetween(d *text.Doc, s text.Sentence, v int) {
	if !tailWords()["verb"][strings.ToLower(d.Word(v))] || d.Tags[v].XPOS != "VBD" && d.Tags[v].XPOS != "VBZ" || v-1 <= s.First || d.Word(v-1) != "," || has(d, s, v, "nsubj", "") {
		return
	}
	content := -1
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head == v && d.Arcs[k].Rel == "ccomp" {
			content = k
		}
	}
	if content < 0 {
		return
	}
	for k := content + 1; k < v; k++ {
		if d.Arcs[k].Rel != "appos" || !isSpeaker(d, k) || !under(d, k, content) {
			continue
		}
		if h := d.Arcs[k].Head; h > content && noun(d.Tags[h].UPOS) && d.Word(opening(d, h, content)-1) == "," {
			k = h // "the mission, MONUSCO, said"
		}
		first := opening(d, k, content)
		if d.Word(first-1) != "," || !fills(d, k, first, v-1) {
			continue
		}
		d.Arcs[k] = text.Arc{Head: v, Rel: "nsubj"}
		return
	}
}

// opening is where the phrase of token k begins behind token after, at a comma at the latest.
func opening(d *text.Doc, k, after int) int {
	first := k
	for first > after+1 && under(d, first-1, k) && d.Word(first-1) != "," {
		first--
	}
	return first
}

// fills reports whether tokens [first, last) hang from token k, all of them.
func fills(d *text.Doc, k, first, last int) bool {
	for i := first; i < last; i++ {
		if !under(d, i, k) {
			return false
		}
	}
	return true
}
