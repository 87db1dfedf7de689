package read

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/internal/text"
)

//go:embed active.txt
var activeTable string

var activeWords = sync.OnceValue(func() map[string]map[string]bool { return grouped(activeTable) })

// active mends verbs that were taken for passive participles although an object
// follows: "Raids killed" is a clause in "Raids killed 30 people on Monday". The noun
// becomes its subject, and it takes the place of the noun in the tree; the verb that had
// the noun for its subject goes on from it.
func active(d *text.Doc) {
	for _, s := range d.Sentences {
		for v := s.First + 1; v < s.Last; v++ {
			if subject, object := actsOn(d, s, v); object >= 0 {
				d.Tags[v].XPOS = "VBD"
				arc := d.Arcs[subject]
				if above := arc.Head; above > v && strings.HasPrefix(arc.Rel, "nsubj") {
					arc = d.Arcs[above]
					d.Arcs[above] = text.Arc{Head: v, Rel: "parataxis"}
				}
				d.Arcs[v] = arc
				d.Arcs[subject] = text.Arc{Head: v, Rel: "nsubj"}
				d.Arcs[object].Rel = "obj"
			}
		}
	}
}

// struck mends pasts that were taken for adjectives of their object, the object being then
// joined to the subject: "Missiles and drones struck depots" has a verb.
func struck(d *text.Doc) {
	for _, s := range d.Sentences {
		for v := s.First + 1; v < s.Last; v++ {
			n := d.Arcs[v].Head
			if d.Arcs[v].Rel != "amod" || n <= v || d.Arcs[n].Rel != "conj" || !noun(d.Tags[v-1].UPOS) || !activeWords()["past"][strings.ToLower(d.Word(v))] {
				continue
			}
			h := d.Arcs[n].Head
			if h < s.First || h >= v || !noun(d.Tags[h].UPOS) {
				continue
			}
			d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBD"
			d.Arcs[v], d.Arcs[h], d.Arcs[n] = d.Arcs[h], text.Arc{Head: v, Rel: "nsubj"}, text.Arc{Head: v, Rel: "obj"}
			for k := v + 1; k < s.Last; k++ { // what follows goes with the verb
				if d.Arcs[k].Head == h && d.Arcs[k].Rel != "conj" {
					d.Arcs[k].Head = v
					if d.Arcs[k].Rel == "acl" {
						d.Arcs[k].Rel = "advcl"
					}
				}
			}
			if strings.HasPrefix(d.Arcs[v].Rel, "nsubj") && d.Arcs[v].Head > v {
				d.Arcs[v].Rel = "ccomp" // "…, officials said"
			}
		}
	}
}

// gerunds mends nouns that were taken for verbs: "Fighting" in "Fighting went on" has
// nothing of a verb but its ending.
func gerunds(d *text.Doc) {
	verbal := make([]bool, len(d.Tokens))
	for _, a := range d.Arcs {
		switch a.Rel {
		case "obj", "aux", "aux:pass", "mark", "nsubj", "nsubj:pass", "ccomp", "xcomp", "iobj":
			if a.Head >= 0 {
				verbal[a.Head] = true
			}
		}
	}
	for i, a := range d.Arcs {
		if t := &d.Tags[i]; t.XPOS == "VBG" && t.UPOS == "VERB" && !verbal[i] && a.Head > i && strings.HasPrefix(a.Rel, "nsubj") {
			t.UPOS, t.XPOS, t.Lemma = "NOUN", "NN", strings.ToLower(d.Word(i))
		} else if t.XPOS == "VBG" && t.UPOS == "VERB" && !verbal[i] && soleSubject(d, i) {
			t.UPOS, t.XPOS, t.Lemma = "NOUN", "NN", strings.ToLower(d.Word(i))
			d.Arcs[i].Rel = "nsubj"
			for k := i + 1; k < a.Head; k++ {
				if d.Arcs[k].Head == i && d.Arcs[k].Rel == "obl" {
					d.Arcs[k].Rel = "nmod"
				}
			}
		} else if t.XPOS == "VBG" && !verbal[i] && byWhom(d, i) {
			t.UPOS, t.XPOS, t.Lemma = "NOUN", "NN", strings.ToLower(d.Word(i))
			d.Arcs[i], d.Arcs[a.Head] = d.Arcs[a.Head], text.Arc{Head: i, Rel: "compound"}
			for k := range d.Arcs {
				if k != i && d.Arcs[k].Head == a.Head && (d.Arcs[k].Rel == "case" || d.Arcs[k].Rel == "det" || d.Arcs[k].Rel == "amod") {
					d.Arcs[k].Head = i
				}
				if d.Arcs[k].Head == i && d.Arcs[k].Rel == "obl" {
					d.Arcs[k].Rel = "nmod"
				}
			}
		}
	}
}

// soleSubject reports whether token i, which was taken for a participle before a finite verb that
// nothing sets off, is the only subject that the verb can have: "Shelling in the east left ten dead".
func soleSubject(d *text.Doc, i int) bool {
	h := d.Arcs[i].Head
	if d.Arcs[i].Rel != "advcl" || h <= i || !finite(d, h) {
		return false
	}
	for k := i + 1; k < h; k++ {
		if w := d.Word(k); w == "," || w == ";" || w == ":" || d.Arcs[k].Head == h && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") || d.Arcs[k].Head == h && d.Arcs[k].Rel == "expl" {
			return false
		}
	}
	return true
}

// ofWhom makes a noun that stands before a noun of violence, and was taken for one more
// object of their verb, say whose it is: "said rebel shelling killed nine".
func ofWhom(d *text.Doc) {
	for i := 1; i < len(d.Arcs); i++ {
		if d.Tags[i].UPOS == "NOUN" && d.Tags[i-1].XPOS == "NN" && activeWords()["violence"][strings.ToLower(d.Word(i))] && d.Arcs[i].Head == d.Arcs[i-1].Head && d.Arcs[i].Rel == d.Arcs[i-1].Rel {
			d.Arcs[i-1] = text.Arc{Head: i, Rel: "compound"}
		}
	}
}

// byWhom reports whether token i is a noun in -ing that the word before it only says whose
// it is, which was taken for those who do it: "opposition shelling of the town".
func byWhom(d *text.Doc, i int) bool {
	g := activeWords()
	if d.Arcs[i].Rel != "acl" || d.Arcs[i].Head != i-1 || i+1 >= len(d.Tokens) || !g["violence"][strings.ToLower(d.Word(i))] || !g["upon"][strings.ToLower(d.Word(i+1))] {
		return false
	}
	switch d.Tags[i-1].XPOS {
	case "NN", "JJ", "NNP":
	default:
		return false
	}
	first := i - 1
	for first > 0 && (d.Tags[first-1].UPOS == "ADJ" || d.Tags[first-1].UPOS == "NOUN" || d.Tags[first-1].UPOS == "PROPN") {
		first--
	}
	return first == 0 || d.Tags[first-1].UPOS != "DET" || strings.EqualFold(d.Word(i+1), "of")
}

// actsOn are the subject and the object of a verb that hangs from a noun as a passive
// participle does and cannot be one; -1 where it can.
func actsOn(d *text.Doc, s text.Sentence, v int) (subject, object int) {
	none := func() (int, int) { return -1, -1 }
	a := d.Arcs[v]
	if a.Rel != "acl" || d.Tags[v].XPOS != "VBN" || a.Head != v-1 && !(a.Head == v-2 && d.Tags[v-1].UPOS == "ADV") && !endsBefore(d, a.Head, v) || activeWords()["two"][d.Tags[v].Lemma] {
		return none()
	}
	subject = a.Head
	for d.Arcs[subject].Rel == "nmod" || d.Arcs[subject].Rel == "compound" || d.Arcs[subject].Rel == "conj" && noun(d.Tags[d.Arcs[subject].Head].UPOS) {
		if subject = d.Arcs[subject].Head; subject > v {
			return none()
		}
	}
	above := d.Arcs[subject]
	if !(above.Head < 0 || strings.HasPrefix(above.Rel, "nsubj") && above.Head > v || above.Rel == "parataxis" || above.Rel == "ccomp") {
		return none()
	}
	object = -1
	for k := v + 1; k < s.Last && k < v+9; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch d.Arcs[k].Rel {
		case "aux", "aux:pass", "obl:agent", "case", "mark":
			return none()
		case "obj", "obl", "obl:unmarked", "obl:tmod", "obl:npmod", "dep", "nsubj", "xcomp", "advmod", "nummod":
			if object < 0 {
				object = k
			}
		}
	}
	if object < 0 || !noun(d.Tags[object].UPOS) || activeWords()["time"][strings.ToLower(d.Word(object))] || activeWords()["time"][d.Tags[object].Lemma] {
		return none()
	}
	for k := v + 1; k < object; k++ {
		if d.Tags[k].UPOS == "PUNCT" || d.Tags[k].UPOS == "ADP" && !bounds(d, k) {
			return none()
		}
	}
	return subject, object
}

// endsBefore reports whether nothing but what belongs to noun n stands between it, which heads its
// clause, and verb v: "strikes on the town killed ten".
func endsBefore(d *text.Doc, n, v int) bool {
	const longest = 12 // words
	last := v - 1
	if last > n && d.Tags[last].UPOS == "ADV" && d.Arcs[last].Head == v {
		last-- // "strikes on the town overnight killed ten"
	}
	if n < 0 || n > v || v-n > longest || !noun(d.Tags[last].UPOS) {
		return false
	}
	top := n
	for d.Arcs[top].Rel == "nmod" && d.Arcs[top].Head < top {
		top = d.Arcs[top].Head
	}
	if d.Arcs[top].Head >= 0 && d.Arcs[top].Rel != "ccomp" && d.Arcs[top].Rel != "parataxis" {
		return false
	}
	for k := n + 1; k <= last; k++ {
		if !under(d, k, n) || d.Tags[k].UPOS == "VERB" || d.Tags[k].UPOS == "PUNCT" && d.Word(k) != "-" {
			return false
		}
	}
	return true
}

// bounds reports whether a preposition belongs to a number: "at least 20", "more than 20",
// "up to 20".
func bounds(d *text.Doc, k int) bool {
	g := activeWords()
	return g["bound"][strings.ToLower(d.Word(k-1)+"-"+d.Word(k))] || k+1 < len(d.Tokens) && g["bound"][strings.ToLower(d.Word(k)+"-"+d.Word(k+1))]
}

func noun(upos string) bool {
	return upos == "NOUN" || upos == "PROPN" || upos == "NUM" || upos == "PRON"
}
