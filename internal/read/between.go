package read

import (
	"strings"

	"stemma/internal/text"
)

// saidBetween mends an attribution that stands, with nothing to set it off, between what was said
// and its second half, and was taken for a clause beside them: "strikes killed ten on Sunday a
// monitor said and destroyed a school". The monitor said both.
func saidBetween(d *text.Doc, s text.Sentence, v int) {
	if v+2 >= s.Last || d.Tags[v+1].UPOS != "CCONJ" || !tailWords()["verb"][strings.ToLower(d.Word(v))] {
		return
	}
	clause, subject, second := -1, -1, -1
	if h := d.Arcs[v].Head; (d.Arcs[v].Rel == "conj" || d.Arcs[v].Rel == "parataxis") && h >= s.First && h < v && d.Tags[h].UPOS == "VERB" {
		clause = h
	}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case rel == "ccomp" && k < v && clause < 0 && d.Tags[k].UPOS == "VERB":
			clause = k
		case rel == "nsubj" && k < v:
			subject = k
		case rel == "conj" && k > v && second < 0 && d.Tags[k].UPOS == "VERB":
			second = k
		case rel == "cc" && k < v, rel == "ccomp", rel == "obj", rel == "xcomp", rel == "mark":
			return
		}
	}
	if clause < 0 || subject != v-1 || second < 0 || !isSpeaker(d, subject) || has(d, s, second, "nsubj", "") || tailWords()["verb"][strings.ToLower(d.Word(second))] {
		return
	}
	if d.Arcs[clause].Head != v {
		d.Arcs[v], d.Arcs[clause] = d.Arcs[clause], text.Arc{Head: v, Rel: "ccomp"}
	}
	d.Arcs[second] = text.Arc{Head: clause, Rel: "conj"}
}

// sharedNoun mends the noun for a side that shares what it has with a nation, and was taken for
// somebody beside it: in "government and Russian air strikes" the strikes are both's.
func sharedNoun(d *text.Doc, s text.Sentence, i int) {
	if i+3 >= s.Last || d.Tags[i+1].UPOS != "CCONJ" || !activeWords()["side"][strings.ToLower(d.Word(i))] {
		return
	}
	nation := i + 2
	n := d.Arcs[nation].Head
	if d.Arcs[nation].Rel != "amod" && d.Arcs[nation].Rel != "compound" || !capital(d.Word(nation)) || n <= nation || n >= s.Last || n > nation+3 || d.Arcs[n] != (text.Arc{Head: i, Rel: "conj"}) || !commaWords().wages.Get(strings.ToLower(d.Word(n))) {
		return
	}
	if has(d, s, i, "det", "") && activeWords()["troops"][strings.ToLower(d.Word(n))] {
		return // "called on the government and Russian forces"
	}
	d.Arcs[n], d.Arcs[i] = d.Arcs[i], text.Arc{Head: n, Rel: "compound"}
	d.Arcs[nation], d.Arcs[i+1] = text.Arc{Head: i, Rel: "conj"}, text.Arc{Head: nation, Rel: "cc"}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == i && k != n && k != nation && (k > n || d.Arcs[k].Rel == "case") {
			d.Arcs[k].Head = n
		}
	}
}

// saying makes the last word of an attribution at the end of a sentence, taken for a noun where its
// clause is read by itself, the verb that it is: "… was shelled the agency reports".
func saying(d []text.Tag, arcs []text.Arc, word func(int) string, s text.Sentence, v int) {
	if d[v].XPOS != "NNS" || v-1 < s.First || !tailWords()["present"][word(v)] {
		return
	}
	subject := v - 1
	for k := s.First; k < s.Last; k++ {
		if arcs[k].Head != v || k == subject || k > v {
			continue
		}
		arcs[k].Head = subject
		if arcs[k].Rel == "nsubj" {
			arcs[k].Rel = "compound"
		}
	}
	arcs[subject] = text.Arc{Head: v, Rel: "nsubj"}
	d[v].UPOS, d[v].XPOS = "VERB", "VBZ"
}
