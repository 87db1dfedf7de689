package read

import (
	"strings"

	"stemma/internal/text"
)

// verbNotNoun mends a verb in the present that was taken for the noun that it may be too, with its
// subject for a part of that: "rebels control most of the province", "the army controls Velm".
func verbNotNoun(d *text.Doc, s text.Sentence, v int) {
	k, object := v-1, v+1
	if k < s.First || object+1 >= s.Last || d.Arcs[k].Head != v || d.Arcs[k].Rel != "compound" || !noun(d.Tags[k].UPOS) || d.Arcs[v].Rel != "root" && d.Arcs[v].Rel != "ccomp" {
		return
	}
	if !activeWords()["portion"][strings.ToLower(d.Word(object))] || !strings.EqualFold(d.Word(object+1), "of") || d.Arcs[object].Head != v {
		return
	}
	switch d.Tags[v].XPOS {
	case "NN", "NNS", "NNP":
		d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBP"
	case "VBZ", "VBP", "VBD":
	default:
		return
	}
	d.Arcs[k].Rel, d.Arcs[object] = "nsubj", text.Arc{Head: v, Rel: "obj"}
	for j := object + 1; j < s.Last; j++ {
		if d.Arcs[j].Head == v && d.Arcs[j].Rel == "nmod" && has(d, s, j, "case", "of") {
			d.Arcs[j].Head = object
			break
		}
	}
	for j := s.First; j < k; j++ {
		if d.Arcs[j].Head == v && d.Arcs[j].Rel == "det" {
			d.Arcs[j].Head = k
		}
	}
}
