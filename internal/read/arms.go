package read

import (
	"strings"

	"stemma/internal/text"
)

// twoArms makes the arms that "and" joins before a blow what describes it, where the first of them
// was taken for the noun to which the blow is joined: "a missile and drone attack killed two".
func twoArms(d *text.Doc, s text.Sentence, i int) {
	words := tailWords()
	if i+3 >= s.Last || d.Tags[i].UPOS != "NOUN" || !words["arms"][d.Tags[i].Lemma] || d.Tags[i].XPOS != "NN" {
		return
	}
	and, second, blow := i+1, i+2, i+3
	if w := strings.ToLower(d.Word(and)); w != "and" && w != "or" {
		return
	}
	if !words["arms"][d.Tags[second].Lemma] || !words["blow"][d.Tags[blow].Lemma] || d.Arcs[second].Head != blow {
		return
	}
	if twice := d.Arcs[blow].Head == d.Arcs[i].Head && d.Arcs[blow].Rel == d.Arcs[i].Rel; !twice && (d.Arcs[blow].Head != i || d.Arcs[blow].Rel != "conj") {
		return
	}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == i && k != blow {
			d.Arcs[k].Head = blow
		}
	}
	d.Arcs[blow].Head, d.Arcs[blow].Rel = d.Arcs[i].Head, d.Arcs[i].Rel
	d.Arcs[i].Head, d.Arcs[i].Rel = blow, "compound"
	d.Arcs[second].Head, d.Arcs[second].Rel = i, "conj"
	d.Arcs[and].Head, d.Arcs[and].Rel = second, "cc"
}

// someOf hangs those of whom a number is a part from it, where they were hung from the verb: "shot
// down 57 of 88 drones".
func someOf(d *text.Doc, s text.Sentence, i int) {
	if i+2 >= s.Last || d.Tags[i].UPOS != "NUM" || !strings.EqualFold(d.Word(i+1), "of") || d.Arcs[i+1].Rel != "case" {
		return
	}
	k := d.Arcs[i+1].Head
	if k <= i+1 || k >= s.Last || d.Arcs[k].Head == i || d.Arcs[k].Head != d.Arcs[i].Head || d.Tags[k].UPOS != "NOUN" {
		return
	}
	if d.Arcs[k].Rel == "obl" || d.Arcs[k].Rel == "nmod" {
		d.Arcs[k].Head, d.Arcs[k].Rel = i, "nmod"
	}
}
