package read

import (
	"strings"

	"stemma/internal/text"
)

// verbNotNoun mends a verb in the present that was taken for the noun that it may be too, with its
// subject for a part of that: "rebels control most of the province", "rebels control Velm and Orlo",
// "the State controls Velm".
func verbNotNoun(d *text.Doc, s text.Sentence, v int) {
	k := v - 1
	if k < s.First || v+1 >= s.Last || d.Arcs[k].Head != v || d.Arcs[k].Rel != "compound" || !noun(d.Tags[k].UPOS) || d.Arcs[v].Rel != "root" && d.Arcs[v].Rel != "ccomp" {
		return
	}
	finite := false
	switch d.Tags[v].XPOS {
	case "VBZ", "VBP", "VBD":
		finite = true
	case "NN", "NNS", "NNP":
	default:
		return
	}
	object := portionBehind(d, s, v)
	if object < 0 && (finite || agrees(d, k, v)) {
		object = nameBehind(d, s, v)
	}
	if object < 0 {
		return
	}
	if !finite {
		d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBP"
	}
	d.Arcs[k].Rel, d.Arcs[object] = "nsubj", text.Arc{Head: v, Rel: "obj"}
	for j := s.First; j < k; j++ {
		switch {
		case d.Arcs[j].Head != v:
		case d.Arcs[j].Rel == "det", d.Arcs[j].Rel == "amod", d.Arcs[j].Rel == "compound", d.Arcs[j].Rel == "nummod":
			d.Arcs[j].Head = k
		}
	}
}

// portionBehind is the word for a part of something right behind a verb that hangs from it; what it is
// a part of then hangs from that. -1 for none.
func portionBehind(d *text.Doc, s text.Sentence, v int) int {
	at := v + 1
	if at+1 >= s.Last || !activeWords()["portion"][strings.ToLower(d.Word(at))] || !strings.EqualFold(d.Word(at+1), "of") || d.Arcs[at].Head != v {
		return -1
	}
	for j := at + 1; j < s.Last; j++ {
		if d.Arcs[j].Head == v && d.Arcs[j].Rel == "nmod" && has(d, s, j, "case", "of") {
			d.Arcs[j].Head = at
			break
		}
	}
	return at
}

// nameBehind is the head of the name that begins right behind a verb and hangs from it; -1 for none.
func nameBehind(d *text.Doc, s text.Sentence, v int) int {
	for j := v + 1; j < s.Last && d.Tags[j].UPOS == "PROPN"; j++ {
		if d.Arcs[j].Head != v {
			continue
		}
		switch d.Arcs[j].Rel {
		case "obj", "appos", "vocative", "flat", "dep", "nmod", "parataxis":
			return j
		}
		return -1
	}
	return -1
}

// agrees reports whether a noun can be the subject of a word that is a verb's form in the present,
// too: "rebels control", "the militia controls".
func agrees(d *text.Doc, k, v int) bool {
	plural := d.Tags[k].XPOS == "NNS" || d.Tags[k].XPOS == "NNPS"
	word := strings.ToLower(d.Word(v))
	if plural {
		return activeWords()["deed"][word]
	}
	base, s := strings.CutSuffix(word, "s")
	return s && activeWords()["deed"][base]
}
