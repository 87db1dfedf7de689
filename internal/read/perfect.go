package read

import (
	"strings"

	"stemma/internal/text"
)

// perfects mends the perfect tense where "have" was taken for the verb and the participle
// for what it has: "has so far documented 30 killings", "of having shelled the town",
// "claiming to have hit positions".
func perfects(d *text.Doc) {
	for _, s := range d.Sentences {
		for h := s.First; h+1 < s.Last; h++ {
			if !having(d.Word(h)) || d.Arcs[h].Rel == "aux" {
				continue
			}
			v := h + 1
			for v < s.Last && v-h <= 3 && (d.Tags[v].UPOS == "ADV" || quoteMark(d.Word(v))) {
				v++
			}
			if v >= s.Last || d.Tags[v].XPOS != "VBN" {
				continue
			}
			object := -1
			switch arc := d.Arcs[v]; {
			case d.Arcs[h].Head == v:
			case arc.Head == h && (arc.Rel == "xcomp" || arc.Rel == "ccomp"):
			case arc.Rel == "amod" && arc.Head > v && arc.Head < s.Last && d.Arcs[arc.Head] == (text.Arc{Head: h, Rel: "obj"}):
				object = arc.Head
			default:
				continue
			}
			if o := childOf(d, s, h, "obj"); o >= 0 && o < v {
				continue // "has the town surrounded"
			}
			if d.Arcs[h].Head != v {
				d.Arcs[v] = d.Arcs[h]
			}
			for k := s.First; k < s.Last; k++ {
				if d.Arcs[k].Head == h && k != v {
					d.Arcs[k].Head = v
				}
			}
			if object >= 0 {
				for k := h + 1; k < v; k++ {
					if d.Arcs[k].Head == object {
						d.Arcs[k].Head = v
					}
				}
			}
			d.Tags[h].UPOS, d.Arcs[h] = "AUX", text.Arc{Head: v, Rel: "aux"}
		}
	}
}

func having(w string) bool {
	switch strings.ToLower(w) {
	case "have", "has", "had", "having":
		return true
	}
	return false
}

// childOf is the first dependent of token h with the relation; -1 for none.
func childOf(d *text.Doc, s text.Sentence, h int, rel string) int {
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == h && d.Arcs[k].Rel == rel {
			return k
		}
	}
	return -1
}

// asked gives the main verb the subject that was hung from the participle before it:
// "Contacted, the mayor confirmed the toll".
func asked(d *text.Doc) {
	for _, s := range d.Sentences {
		v := s.First
		if v+2 >= s.Last || d.Tags[v].XPOS != "VBN" || d.Word(v+1) != "," {
			continue
		}
		h, k := d.Arcs[v].Head, -1
		for i := v + 2; i < h; i++ {
			if d.Arcs[i].Head == v && strings.HasPrefix(d.Arcs[i].Rel, "nsubj") {
				k = i
			}
		}
		if k < 0 || h >= s.Last || childOf(d, s, h, "nsubj") >= 0 {
			continue
		}
		d.Arcs[k] = text.Arc{Head: h, Rel: "nsubj"}
	}
}
