package read

import (
	"strings"

	"stemma/internal/text"
)

// aloneBefore makes a number that stands between a verb and a preposition, and was given to the
// noun behind that or before the verb, the verb's object: "killed ten men and wounded 20 near Velm".
func aloneBefore(d *text.Doc, s text.Sentence, i int) {
	h := d.Arcs[i].Head
	if d.Tags[i].UPOS != "NUM" || d.Arcs[i].Rel != "nummod" || h < s.First || h >= s.Last || i-1 <= s.First || d.Tags[i-1].UPOS != "VERB" {
		return
	}
	c := i + 1 // a preposition that belongs to the noun behind it
	behind := h > c && c < s.Last && d.Tags[h].UPOS == "PROPN" && d.Arcs[c].Rel == "case" && d.Arcs[c].Head == h && d.Tags[c].UPOS == "ADP" && !bounds(d, c)
	if !behind && h >= i-1 {
		return
	}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == i-1 && d.Arcs[k].Rel == "obj" {
			return
		}
	}
	d.Arcs[i] = text.Arc{Head: i - 1, Rel: "obj"}
}

// bareObject makes the noun behind a verb that has no object, and no preposition before it, the
// object, though a time stands between: "shelled during the past day the town of Velm".
func bareObject(d *text.Doc, s text.Sentence, v int) {
	if x := d.Tags[v].XPOS; x != "VBD" && x != "VBN" && x != "VBZ" && x != "VBP" && x != "VBG" || !activeWords()["past"][strings.ToLower(d.Word(v))] {
		return
	}
	object, subject := -1, -1
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case rel == "obj", rel == "aux:pass", rel == "obl:agent":
			return
		case strings.HasPrefix(rel, "nsubj") && k < v:
			subject = k
		case rel == "obl" && k > v && object < 0 && noun(d.Tags[k].UPOS) && !has(d, s, k, "case", ""):
			if w := strings.ToLower(d.Word(k)); !activeWords()["time"][w] && !activeWords()["time"][strings.TrimSuffix(w, "s")] {
				object = k
			}
		}
	}
	if object < 0 || subject < 0 {
		return
	}
	d.Arcs[subject].Rel, d.Arcs[object].Rel = "nsubj", "obj"
	if d.Tags[v].XPOS == "VBN" && !finite(d, v) {
		d.Tags[v].XPOS = "VBD"
	}
	for k := object + 1; k < s.Last; k++ { // what else stands so is one more
		if d.Arcs[k].Head == v && d.Arcs[k].Rel == "obl" && noun(d.Tags[k].UPOS) && !has(d, s, k, "case", "") && !activeWords()["time"][strings.ToLower(d.Word(k))] {
			d.Arcs[k] = text.Arc{Head: object, Rel: "conj"}
		}
	}
}
