package read

import (
	"strings"

	"stemma/internal/text"
)

// verbNotParticiple mends a past that was taken for a participle before its object, with its subject
// for a part of that: "Rebels captured Velm, the army said". Nothing stands between the parts of a
// name and the name but participles and adjectives, and these before them.
func verbNotParticiple(d *text.Doc, s text.Sentence, v int) {
	k := v - 1
	if k < s.First || v+1 >= s.Last || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" || d.Arcs[v].Rel != "amod" {
		return
	}
	h := d.Arcs[v].Head
	if h != v+1 || d.Arcs[k].Head != h || d.Arcs[k].Rel != "compound" || !noun(d.Tags[k].UPOS) || !noun(d.Tags[h].UPOS) {
		return
	}
	switch d.Arcs[h].Rel {
	case "root", "ccomp", "parataxis":
	default:
		return
	}
	d.Arcs[v], d.Arcs[h], d.Arcs[k] = d.Arcs[h], text.Arc{Head: v, Rel: "obj"}, text.Arc{Head: v, Rel: "nsubj"}
	d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBD"
	for j := s.First; j < s.Last; j++ {
		if d.Arcs[j].Head != h {
			continue
		}
		switch rel := d.Arcs[j].Rel; {
		case j < k && (rel == "det" || rel == "amod" || rel == "compound" || rel == "nummod"):
			d.Arcs[j].Head = k
		case j > h && rel == "nmod" && !has(d, s, j, "case", "of"):
			d.Arcs[j] = text.Arc{Head: v, Rel: "obl"}
		case rel == "punct", j > h && (rel == "conj" || rel == "parataxis" || strings.HasPrefix(rel, "advcl")) && d.Tags[j].UPOS == "VERB":
			d.Arcs[j].Head = v
		}
	}
}
