package read

import (
	"strings"

	"stemma/internal/text"
)

// inverted mends a clause whose verb of saying stands behind what is said and before its
// speaker, which nothing sets off in text that has lost its commas: "nine were in a critical
// condition said the head of the group that runs the clinics". The subject before belongs to
// what is said, the noun behind to the verb.
func inverted(d *text.Doc, s text.Sentence, v int) {
	if !tailWords()["verb"][strings.ToLower(d.Word(v))] || v+1 >= s.Last || d.Tags[v].XPOS != "VBD" && d.Tags[v].XPOS != "VBZ" {
		return
	}
	content, before, speaker := -1, -1, -1
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case rel == "ccomp" && k < v:
			content = k
		case strings.HasPrefix(rel, "nsubj") && k < v:
			before = k
		case (strings.HasPrefix(rel, "nsubj") || rel == "obj") && k > v && speaker < 0:
			speaker = k
		case rel == "ccomp" && k > v && speaker < 0:
			speaker = describedBy(d, s, v, k)
		}
	}
	if content < 0 || speaker < 0 || before > content || !opensAt(d, s, speaker, v+1) {
		return
	}
	if before >= 0 {
		d.Arcs[before].Head = content
	}
	if h := d.Arcs[speaker].Head; h != v { // "the head that relies": a relative clause
		d.Arcs[h] = text.Arc{Head: speaker, Rel: "acl:relcl"}
	}
	d.Arcs[speaker] = text.Arc{Head: v, Rel: "nsubj"}
}

// describedBy is the noun behind v which is taken for the subject of clause c although a
// relative pronoun is that; -1 for none.
func describedBy(d *text.Doc, s text.Sentence, v, c int) int {
	noun, relative := -1, false
	for k := v + 1; k < c; k++ {
		if d.Arcs[k].Head != c || !strings.HasPrefix(d.Arcs[k].Rel, "nsubj") {
			continue
		}
		if d.Tags[k].XPOS == "WDT" || d.Tags[k].XPOS == "WP" {
			relative = true
		} else if noun < 0 {
			noun = k
		}
	}
	if !relative {
		return -1
	}
	return noun
}

// opensAt reports whether the phrase of token k begins at token first.
func opensAt(d *text.Doc, s text.Sentence, k, first int) bool {
	for i := first; i < k; i++ {
		if !under(d, i, k) {
			return false
		}
	}
	return k >= first && k < s.Last
}

// subjectBehind gives a clause that "and" joins to another its own subject, which was taken for
// one more of the first: millions in "ten were killed and millions have been displaced".
func subjectBehind(d *text.Doc, s text.Sentence, w int) {
	v := d.Arcs[w].Head
	if d.Arcs[w].Rel != "conj" || v < s.First || v > w || d.Tags[v].UPOS != "VERB" {
		return
	}
	subject, first := -1, -1
	for k := v + 1; k < w; k++ {
		switch rel := d.Arcs[k].Rel; {
		case d.Arcs[k].Head == w && (strings.HasPrefix(rel, "nsubj") || rel == "expl"):
			return
		case d.Arcs[k].Head == w && strings.HasPrefix(rel, "aux") && first < 0:
			first = k
		case d.Arcs[k].Head == v && strings.HasPrefix(rel, "nsubj"):
			subject = k
		}
	}
	if subject < 0 || first < 0 || subject > first || !noun(d.Tags[subject].UPOS) {
		return
	}
	for k := subject + 1; k < first; k++ {
		if !under(d, k, subject) {
			return
		}
	}
	d.Arcs[subject].Head = w
	for k := v + 1; k < subject; k++ {
		if d.Arcs[k].Head == subject && d.Arcs[k].Rel == "cc" {
			d.Arcs[k].Head = w
		}
	}
}
