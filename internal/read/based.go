package read

import (
	"strings"

	"stemma/internal/text"
)

// basedIn gives a verb whose subject was taken to be the place before it those who are said to be in
// that place: in "rebels positioned in Velm district fired shells" the rebels fired.
func basedIn(d *text.Doc, s text.Sentence, v int) {
	const longest = 7 // words of a place
	n := v - 1
	if n-3 < s.First || d.Arcs[n].Head != v || !strings.HasPrefix(d.Arcs[n].Rel, "nsubj") || d.Tags[v].XPOS == "VBG" || d.Tags[v].XPOS == "VB" {
		return
	}
	in := n
	for in > s.First && n-in < longest && d.Tags[in].UPOS != "ADP" {
		switch d.Tags[in].UPOS {
		case "PROPN", "NOUN", "ADJ", "DET", "PUNCT":
		default:
			return
		}
		in--
	}
	p, who := in-1, in-2
	if d.Tags[in].UPOS != "ADP" || in == n || who < s.First || !activeWords()["based"][strings.ToLower(d.Word(p))] || !noun(d.Tags[who].UPOS) {
		return
	}
	arc := d.Arcs[v]
	if under(d, v, p) {
		arc = d.Arcs[p]
		if arc.Head == who {
			arc = d.Arcs[who]
		}
	}
	for k := in + 1; k < n; k++ {
		if h := d.Arcs[k].Head; h <= in || h > n {
			d.Arcs[k] = text.Arc{Head: n, Rel: "compound"}
		}
	}
	first := who
	for first-1 >= s.First && d.Arcs[first-1].Head == who {
		first--
	}
	for k := s.First; k < first; k++ { // what stood before the participle goes with the verb
		if d.Arcs[k].Head == p {
			d.Arcs[k].Head = v
		}
	}
	subject := who
	if by := first - 1; by-2 >= s.First && strings.EqualFold(d.Word(by), "by") && (d.Tags[by-1].XPOS == "VBN" || d.Tags[by-1].XPOS == "VBD") && noun(d.Tags[by-2].UPOS) {
		subject = by - 2 // "shells fired by rebels positioned in Velm landed"
		d.Arcs[who], d.Arcs[by] = text.Arc{Head: by - 1, Rel: "obl:agent"}, text.Arc{Head: who, Rel: "case"}
		d.Arcs[by-1], d.Tags[by-1].XPOS = text.Arc{Head: subject, Rel: "acl"}, "VBN"
		if under(d, subject, v) || d.Arcs[subject].Head == v {
			arc = d.Arcs[v]
		} else if arc == d.Arcs[p] || arc.Head == by-1 {
			arc = d.Arcs[subject]
		}
	}
	d.Arcs[v], d.Arcs[p], d.Arcs[subject] = arc, text.Arc{Head: who, Rel: "acl"}, text.Arc{Head: v, Rel: "nsubj"}
	d.Arcs[n], d.Arcs[in] = text.Arc{Head: p, Rel: "obl"}, text.Arc{Head: n, Rel: "case"}
	d.Tags[p].UPOS, d.Tags[p].XPOS = "VERB", "VBN"
}
