package read

import (
	"strings"

	"stemma/internal/text"
)

// reduced mends a past that was taken for the verb of a clause although another finite verb
// follows that has no subject and that nothing joins to it: in "rebels based in the hills fired
// shells" the first is a participle that describes the rebels, and they fired.
func reduced(d *text.Doc, s text.Sentence, b int) {
	h := d.Arcs[b].Head
	switch d.Tags[b].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return
	}
	switch d.Arcs[b].Rel {
	case "ccomp", "parataxis", "conj", "root":
	default:
		return
	}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != b {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case strings.HasPrefix(rel, "nsubj"), strings.HasPrefix(rel, "csubj"), rel == "expl", rel == "cc", rel == "mark":
			return
		}
	}
	a := describing(d, s, b, h)
	if a < 0 {
		return
	}
	arc, subject := d.Arcs[a], a-1
	if arc.Head != b && d.Arcs[b].Rel == "root" {
		return
	}
	d.Tags[a].XPOS = "VBN"
	d.Arcs[a], d.Arcs[subject] = text.Arc{Head: subject, Rel: "acl"}, text.Arc{Head: b, Rel: "nsubj"}
	if h == a {
		d.Arcs[b] = arc
	}
	for k := s.First; k < subject; k++ {
		if d.Arcs[k].Head == a {
			d.Arcs[k].Head = b
		}
	}
}

// describing is the past before verb b, beside which b hangs from h or from which it hangs, that
// can be the participle of the noun right before it; -1 for none.
func describing(d *text.Doc, s text.Sentence, b, h int) int {
	for a := b - 1; a > s.First; a-- {
		if w := d.Word(a); d.Tags[a].UPOS == "PUNCT" && w != "-" || d.Tags[a].UPOS == "CCONJ" && a == b-1 {
			return -1
		}
		beneath := d.Arcs[a].Head == b && d.Arcs[a].Rel == "advcl" // "those killed included two boys"
		if d.Tags[a].UPOS != "VERB" || a != h && (h < 0 || d.Arcs[a].Head != h) && !beneath {
			continue
		}
		if has(d, s, a, "mark", "") || has(d, s, a, "aux", "") || has(d, s, a, "aux:pass", "") {
			return -1
		}
		if d.Tags[a].XPOS != "VBD" && !(beneath && d.Tags[a].XPOS == "VBN") || !strings.HasSuffix(strings.ToLower(d.Word(a)), "ed") || !noun(d.Tags[a-1].UPOS) && d.Tags[a-1].UPOS != "DET" || !strings.HasPrefix(d.Arcs[a-1].Rel, "nsubj") || d.Arcs[a-1].Head != a || has(d, s, a, "obj", "") || has(d, s, a, "ccomp", "") && h != a {
			return -1
		}
		return a
	}
	return -1
}
