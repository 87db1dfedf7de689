package read

import (
	"strings"

	"stemma/internal/text"
)

// saidAnd hangs a verb of answering that goes on with what somebody said from the verb that says so, not
// from what was said: "the ministry said its troops held the town and denied that the port had
// fallen" is denied by the ministry.
func saidAnd(d *text.Doc, s text.Sentence, v int) {
	h := d.Arcs[v].Head
	if d.Arcs[v].Rel != "conj" || h < s.First || d.Arcs[h].Rel != "ccomp" || !activeWords()["answer"][strings.ToLower(d.Word(v))] {
		return
	}
	g := d.Arcs[h].Head
	if g < s.First || g > h || d.Tags[g].XPOS != d.Tags[v].XPOS || !tailWords()["verb"][strings.ToLower(d.Word(g))] {
		return
	}
	if has(d, s, v, "nsubj", "") || has(d, s, v, "aux", "") || has(d, s, v, "mark", "") || has(d, s, h, "mark", "that") && !has(d, s, v, "ccomp", "") {
		return
	}
	d.Arcs[v].Head = g
}
