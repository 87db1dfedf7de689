package read

import (
	"strings"

	"stemma/internal/text"
)

// countedHarm gives a participle of harm that shares its auxiliary with the one it is joined to the
// count before it for its subject, which was given to the verb before or taken for something joined
// to it: "14 were killed and dozens wounded", "20 dead and dozens more injured".
func countedHarm(d *text.Doc, s text.Sentence, v int) {
	const longest = 4 // words of a count
	h := d.Arcs[v].Head
	switch d.Arcs[v].Rel {
	case "conj", "xcomp", "ccomp", "advcl":
	case "acl": // "were killed and millions displaced", with the participle hung from its count
		if h < v-2 || h <= s.First || !activeWords()["crowd"][strings.ToLower(d.Word(h))] {
			return
		}
		for h = d.Arcs[h].Head; h >= s.First && d.Tags[h].UPOS != "VERB"; h = d.Arcs[h].Head {
			if h > v {
				return
			}
		}
	default:
		return
	}
	if h < s.First || h >= v || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" && !activeWords()["harmed"][strings.ToLower(d.Word(v))] {
		return
	}
	g, end := activeWords(), v
	for end-1 > h && d.Tags[end-1].UPOS == "AUX" {
		end--
	}
	first := end
	for first-1 > h && end-first < longest && (g["count"][strings.ToLower(d.Word(first-1))] || d.Tags[first-1].UPOS == "NUM") {
		first--
	}
	and := first - 1
	if first == end || and <= h || d.Tags[and].UPOS != "CCONJ" || !g["crowd"][strings.ToLower(d.Word(first))] && d.Tags[first].UPOS != "NUM" {
		return
	}
	top := first
	for k := first; k < end; k++ {
		if a := d.Arcs[k]; a.Head < first || a.Head >= end {
			top = k
			break
		}
	}
	for k := first; k < end; k++ {
		if a := d.Arcs[k]; k != top && (a.Head < first || a.Head >= end) {
			d.Arcs[k] = text.Arc{Head: top, Rel: "amod"}
		}
	}
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == v && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") {
			return
		}
	}
	for k := h + 1; k < and; k++ {
		if d.Arcs[k].Head == top {
			d.Arcs[k] = text.Arc{Head: h, Rel: "xcomp"} // "left 12 dead and scores injured"
		}
	}
	d.Tags[v].UPOS, d.Tags[v].XPOS, d.Arcs[v] = "VERB", "VBN", text.Arc{Head: h, Rel: "conj"}
	d.Arcs[top], d.Arcs[and] = text.Arc{Head: v, Rel: "nsubj:pass"}, text.Arc{Head: v, Rel: "cc"}
	if d.Tags[top].UPOS == "ADJ" || d.Tags[top].UPOS == "ADV" {
		d.Tags[top].UPOS, d.Tags[top].XPOS = "NOUN", "NNS"
	}
}

// subjectBehindPlace gives a clause whose subject has a preposition before it, which no subject
// has, those who are joined to that place: in "nine were killed in Velm and two others were hurt
// in Orlo" the two others were hurt.
func subjectBehindPlace(d *text.Doc, s text.Sentence, v int) {
	const reach = 12 // words
	n, rel := -1, ""
	for k := v - 1; k > max(s.First, v-reach); k-- {
		if a := d.Arcs[k]; strings.HasPrefix(a.Rel, "nsubj") && (a.Head == v || a.Head == d.Arcs[v].Head && a.Head < k) {
			n, rel = k, a.Rel
			break
		}
	}
	if n < 0 || d.Tags[n].UPOS != "PROPN" {
		return
	}
	preposition, c := -1, -1
	for k := s.First; k < v; k++ {
		switch a := d.Arcs[k]; {
		case a.Head != n:
		case a.Rel == "case" && k < n && d.Tags[k].XPOS == "IN" && !activeWords()["no-place"][strings.ToLower(d.Word(k))]:
			preposition = k
		case a.Rel == "conj" && k > n && noun(d.Tags[k].UPOS) && c < 0:
			c = k
		}
	}
	if p := n - 1; preposition < 0 && c < 0 && p > s.First && d.Arcs[p] == (text.Arc{Head: v, Rel: "mark"}) && activeWords()["time"][strings.ToLower(d.Word(n))] {
		preposition = p
	}
	if preposition < 0 {
		return
	}
	if c < 0 {
		asThey(d, s, n, v, rel, preposition)
		return
	}
	above := preposition - 1
	for above >= s.First && d.Tags[above].UPOS != "VERB" {
		above--
	}
	if above < s.First {
		return
	}
	and := -1
	for k := n + 1; k < c; k++ {
		if d.Tags[k].UPOS == "CCONJ" && (d.Arcs[k].Head == c || d.Arcs[k].Head == n) {
			and = k
		}
	}
	if and < 0 {
		return
	}
	for k := c + 1; k < v; k++ { // what follows them describes them
		if d.Arcs[k].Head == n {
			d.Arcs[k].Head = c
		}
	}
	d.Arcs[n], d.Arcs[c], d.Arcs[and] = text.Arc{Head: above, Rel: "obl"}, text.Arc{Head: v, Rel: rel}, text.Arc{Head: v, Rel: "cc"}
	if d.Arcs[v].Head == above {
		d.Arcs[v].Rel = "conj"
	}
}

// countedBehindPlace reports whether people who are counted were joined to a name before them, with
// which they have nothing in common: "were killed in Velm and two others".
func countedBehindPlace(d *text.Doc, s text.Sentence, k int) bool {
	h := d.Arcs[k].Head
	return d.Arcs[k].Rel == "conj" && d.Tags[k].UPOS == "NOUN" && d.Tags[h].UPOS == "PROPN" && has(d, s, k, "nummod", "")
}

// asThey gives a clause whose subject is a time with a preposition before it, which no subject has,
// the noun behind it whose conjunction was taken for a preposition: "since April as rebels have
// shelled the town".
func asThey(d *text.Doc, s text.Sentence, n, v int, rel string, preposition int) {
	k, as := -1, -1
	for i := n + 1; i < v; i++ {
		if d.Arcs[i] == (text.Arc{Head: n, Rel: "nmod"}) && noun(d.Tags[i].UPOS) {
			k = i
		}
	}
	for i := n + 1; i < k; i++ {
		if d.Arcs[i] == (text.Arc{Head: k, Rel: "case"}) && activeWords()["conjunction"][strings.ToLower(d.Word(i))] {
			as = i
		}
	}
	above := preposition - 1
	for above >= s.First && d.Tags[above].UPOS != "VERB" {
		above--
	}
	if as < 0 || above < s.First || d.Arcs[v].Head != above {
		return
	}
	d.Arcs[n], d.Arcs[k], d.Arcs[as] = text.Arc{Head: above, Rel: "obl"}, text.Arc{Head: v, Rel: rel}, text.Arc{Head: v, Rel: "mark"}
	d.Arcs[preposition] = text.Arc{Head: n, Rel: "case"}
	d.Arcs[v].Rel = "advcl"
}
