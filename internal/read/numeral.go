package read

import "stemma/internal/text"

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
