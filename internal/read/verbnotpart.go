package read

import (
	"strings"

	"stemma/internal/text"
)

// verbNotParticiple mends a past that was taken for a participle before its object, with its subject
// for a part of that: "Rebels captured Velm, the army said". Nothing stands between the parts of a
// name and the name but participles and adjectives, and these before them.
func verbNotParticiple(d *text.Doc, s text.Sentence, v int) {
	k := v - 1
	if k < s.First || v+1 >= s.Last || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" || d.Arcs[v].Rel != "amod" {
		return
	}
	h := d.Arcs[v].Head
	if h != v+1 || d.Arcs[k].Head != h || d.Arcs[k].Rel != "compound" || !noun(d.Tags[k].UPOS) || !noun(d.Tags[h].UPOS) {
		return
	}
	switch d.Arcs[h].Rel {
	case "root", "ccomp", "parataxis":
	default:
		return
	}
	d.Arcs[v], d.Arcs[h], d.Arcs[k] = d.Arcs[h], text.Arc{Head: v, Rel: "obj"}, text.Arc{Head: v, Rel: "nsubj"}
	d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBD"
	for j := s.First; j < s.Last; j++ {
		if d.Arcs[j].Head != h {
			continue
		}
		switch rel := d.Arcs[j].Rel; {
		case j < k && (rel == "det" || rel == "amod" || rel == "compound" || rel == "nummod"):
			d.Arcs[j].Head = k
		case j > h && rel == "nmod" && !has(d, s, j, "case", "of"):
			d.Arcs[j] = text.Arc{Head: v, Rel: "obl"}
		case rel == "punct", j > h && (rel == "conj" || rel == "parataxis" || strings.HasPrefix(rel, "advcl")) && d.Tags[j].UPOS == "VERB":
			d.Arcs[j].Head = v
		}
	}
}

// speakerBetween gives a verb of saying without a subject the name that commas set off before it, which
// was taken to describe the end of what is said: "were killed on Sunday, the Monitor for
// Rights, a group in Orlo, said".
func speakerBetween(d *text.Doc, s text.Sentence, v int) {
	if !tailWords()["verb"][strings.ToLower(d.Word(v))] || d.Tags[v].XPOS != "VBD" && d.Tags[v].XPOS != "VBZ" || v-1 <= s.First || d.Word(v-1) != "," || has(d, s, v, "nsubj", "") {
		return
	}
	content := -1
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head == v && d.Arcs[k].Rel == "ccomp" {
			content = k
		}
	}
	if content < 0 {
		return
	}
	for k := content + 1; k < v; k++ {
		if d.Arcs[k].Rel != "appos" || !isSpeaker(d, k) || !under(d, k, content) {
			continue
		}
		if h := d.Arcs[k].Head; h > content && noun(d.Tags[h].UPOS) && d.Word(opening(d, h, content)-1) == "," {
			k = h // "the mission, MONUSCO, said"
		}
		first := opening(d, k, content)
		if d.Word(first-1) != "," || !fills(d, k, first, v-1) {
			continue
		}
		d.Arcs[k] = text.Arc{Head: v, Rel: "nsubj"}
		return
	}
}

// opening is where the phrase of token k begins behind token after, at a comma at the latest.
func opening(d *text.Doc, k, after int) int {
	first := k
	for first > after+1 && under(d, first-1, k) && d.Word(first-1) != "," {
		first--
	}
	return first
}

// fills reports whether tokens [first, last) hang from token k, all of them.
func fills(d *text.Doc, k, first, last int) bool {
	for i := first; i < last; i++ {
		if !under(d, i, k) {
			return false
		}
	}
	return true
}
