package read

import (
	"strings"

	"stemma/internal/text"
)

// toldThat gives a verb of saying the clause that "that" opens behind when and where it was said,
// which was hung from a noun before it: "said in a statement on Thursday that rebels shelled the
// town". The "that" is no part of the clause.
func toldThat(d *text.Doc, s text.Sentence, v int) {
	w := strings.ToLower(d.Word(v))
	if !tailWords()["verb"][w] && !tailWords()["goes-on"][w] {
		return
	}
	for k := v + 1; k < s.Last; k++ {
		if d.Arcs[k].Head == v && (d.Arcs[k].Rel == "ccomp" || d.Arcs[k].Rel == "xcomp") {
			return
		}
	}
	that := thatBehind(d, s, v)
	if that < 0 {
		return
	}
	c := clauseOfThat(d, s, v, that)
	if c < 0 {
		return
	}
	subject := false
	for k := that + 1; k < s.Last; k++ {
		if d.Arcs[k].Head == c && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") {
			subject = true
		}
	}
	for k := that + 1; k < c && !subject; k++ {
		if h := d.Arcs[k].Head; noun(d.Tags[k].UPOS) && h < that && (h != v || strings.HasPrefix(d.Arcs[k].Rel, "nsubj") || d.Arcs[k].Rel == "obj") && !has(d, s, k, "case", "") {
			d.Arcs[k], subject = text.Arc{Head: c, Rel: "nsubj"}, true
		}
	}
	if d.Tags[c].XPOS == "VBN" && !finite(d, c) && !has(d, s, c, "aux:pass", "") {
		d.Tags[c].XPOS = "VBD"
	}
	if under(d, v, c) {
		d.Arcs[v] = d.Arcs[c] // the verb of saying was hung from what was said
	}
	d.Arcs[c] = text.Arc{Head: v, Rel: "ccomp"}
	d.Tags[that].UPOS, d.Tags[that].XPOS = "SCONJ", "IN"
	d.Arcs[that] = text.Arc{Head: c, Rel: "mark"}
}

// thatBehind is the "that" behind verb of saying v, with nothing between but phrases of when, where
// and to whom; -1 for none. One that is the subject of its clause describes what stands before it.
func thatBehind(d *text.Doc, s text.Sentence, v int) int {
	const reach = 14 // tokens
	for k := v + 1; k < min(s.Last, v+reach); k++ {
		if strings.EqualFold(d.Word(k), "that") {
			if h := d.Arcs[k].Head; strings.HasPrefix(d.Arcs[k].Rel, "nsubj") && h >= 0 {
				for j := k + 1; j < h; j++ {
					if d.Arcs[j].Head == h && strings.HasPrefix(d.Arcs[j].Rel, "nsubj") {
						return k
					}
				}
				return -1
			}
			return k
		}
		if d.Tags[k].UPOS == "VERB" || d.Tags[k].UPOS == "AUX" || d.Tags[k].UPOS == "PUNCT" && d.Word(k) != "-" {
			return -1
		}
	}
	return -1
}

// clauseOfThat is the verb of the clause that the "that" behind v opens: the first behind it that
// hangs from a word before it; where only its subject does, the last that can be a past. -1 for
// none.
func clauseOfThat(d *text.Doc, s text.Sentence, v, that int) int {
	last, orphan := -1, false
	for k := that + 1; k < s.Last; k++ {
		h := d.Arcs[k].Head
		if d.Tags[k].UPOS == "VERB" && h < that && h >= s.First && (finite(d, k) || d.Tags[k].XPOS == "VBN") {
			return k
		}
		if h == v && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") {
			orphan = true
		}
		if orphan && d.Tags[k].XPOS == "VBN" && d.Arcs[k].Rel == "acl" && strings.HasSuffix(d.Word(k), "ed") && !has(d, s, k, "obl:agent", "") {
			last = k
		}
	}
	if !orphan {
		return -1
	}
	return last
}
