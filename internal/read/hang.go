package read

import (
	"strings"

	"stemma/internal/text"
)

// rehang mends clauses that a text without commas led the network to hang from the wrong
// word.
func rehang(d *text.Doc) {
	for _, s := range d.Sentences {
		for v := s.First + 1; v < s.Last; v++ {
			if d.Tags[v].UPOS == "VERB" {
				includedBefore(d, s, v)
			}
			switch {
			case d.Tags[v].XPOS == "VBG":
				pastIncluded(d, s, v)
				behindAnd(d, s, v)
			case d.Tags[v].XPOS == "VBZ" && behindPreposition(d, s, v):
			case d.Tags[v].UPOS == "VERB":
				reduced(d, s, v)
				wherePlace(d, s, v)
				ownSubject(d, s, v)
				subordinate(d, s, v)
				saidOnDay(d, v)
				toldWhom(d, s, v)
				objectBehind(d, s, v)
				whoseAgent(d, s, v)
				whichBehind(d, s, v)
			case d.Tags[v].UPOS == "ADJ":
				leftSo(d, s, v)
			}
		}
	}
}

// pastIncluded mends a participle that hangs from those who are told apart of a toll: in
// "killed 30 people including two boys wounding five", the two boys wound nobody. It goes
// with the verb above.
func pastIncluded(d *text.Doc, s text.Sentence, v int) {
	n := d.Arcs[v].Head
	if d.Arcs[v].Rel != "acl" || n < s.First || n > v || !activeWords()["does"][d.Tags[v].Lemma] || !has(d, s, n, "case", "including") {
		return
	}
	h := n
	for h >= s.First && d.Tags[h].UPOS != "VERB" {
		h = d.Arcs[h].Head
	}
	if h >= s.First && h < n {
		d.Arcs[v] = text.Arc{Head: h, Rel: "advcl"}
	}
}

// includedBefore mends those who are told apart of a toll and hang from a verb: in "killed 30
// people including two boys wounding five", and in "30 people in the town including two boys were
// killed", the boys belong to the people.
func includedBefore(d *text.Doc, s text.Sentence, v int) {
	for k := s.First + 1; k < s.Last; k++ {
		n := d.Arcs[k].Head
		if d.Arcs[k].Rel != "case" || !strings.EqualFold(d.Word(k), "including") || n < k || d.Arcs[n].Head != v || !noun(d.Tags[k-1].UPOS) {
			continue
		}
		switch rel := d.Arcs[n].Rel; {
		case rel == "obl" && n < v && d.Tags[v].XPOS == "VBG", strings.HasPrefix(rel, "nsubj"), rel == "obl" && n < v && !finite(d, v):
		default:
			continue
		}
		whole := k - 1
		for h := d.Arcs[whole].Head; h >= s.First && h < whole && noun(d.Tags[h].UPOS) && !strings.HasPrefix(d.Arcs[whole].Rel, "nsubj") && !countedBehindPlace(d, s, whole); h = d.Arcs[whole].Head {
			whole = h
		}
		rel := d.Arcs[n].Rel
		d.Arcs[n] = text.Arc{Head: whole, Rel: "nmod"}
		if strings.HasPrefix(rel, "nsubj") && !has(d, s, v, "nsubj", "") && !has(d, s, v, "nsubj:pass", "") && !under(d, v, whole) {
			d.Arcs[whole] = text.Arc{Head: v, Rel: rel} // those of whom they are a part are the subject
		}
	}
}

// behindAnd mends a participle that is joined to another and was taken for an adjective
// of its own object: "killing ten people and causing damage".
func behindAnd(d *text.Doc, s text.Sentence, v int) {
	n := d.Arcs[v].Head
	if d.Arcs[v].Rel != "amod" || n <= v || v-1 <= s.First || d.Tags[v-1].UPOS != "CCONJ" || d.Arcs[n].Rel != "conj" || !activeWords()["does"][d.Tags[v].Lemma] {
		return
	}
	w := d.Arcs[n].Head
	for w >= s.First && d.Tags[w].UPOS != "VERB" {
		w = d.Arcs[w].Head
	}
	if w < s.First || w >= v || d.Tags[w].XPOS != "VBG" {
		return
	}
	d.Arcs[v], d.Arcs[n], d.Arcs[v-1] = text.Arc{Head: w, Rel: "conj"}, text.Arc{Head: v, Rel: "obj"}, text.Arc{Head: v, Rel: "cc"}
}

// behindPreposition mends a plural that was taken for a verb although a preposition stands
// before it, and reports whether it did: "killed in clashes, bombings and raids".
func behindPreposition(d *text.Doc, s text.Sentence, v int) bool {
	a := d.Arcs[v]
	if d.Tags[v].UPOS != "VERB" || a.Head < s.First || a.Head > v || d.Arcs[v-1].Head != v || !activeWords()["preposition"][strings.ToLower(d.Word(v-1))] || has(d, s, v, "nsubj", "") {
		return false
	}
	d.Tags[v].UPOS, d.Tags[v].XPOS = "NOUN", "NNS"
	d.Arcs[v].Rel, d.Arcs[v-1].Rel = "obl", "case"
	if d.Tags[a.Head].UPOS != "VERB" {
		d.Arcs[v].Rel = "nmod"
	}
	for k := v + 1; k < s.Last; k++ {
		switch {
		case d.Arcs[k].Head != v:
		case d.Arcs[k].Rel == "obj":
			d.Arcs[k].Rel = "conj"
		case d.Arcs[k].Rel == "obl":
			d.Arcs[k].Rel = "nmod"
		}
	}
	return true
}

// subordinate mends a clause whose conjunction was taken for a preposition of its subject:
// "as rebels from the north attacked the town".
func subordinate(d *text.Doc, s text.Sentence, v int) {
	a := d.Arcs[v]
	switch d.Tags[v].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return
	}
	if a.Rel != "advcl" && a.Rel != "parataxis" || a.Head < s.First || a.Head > v {
		return
	}
	subject, last := -1, -1
	for k := s.First; k < s.Last; k++ {
		switch {
		case d.Arcs[k].Head == v && (strings.HasPrefix(d.Arcs[k].Rel, "nsubj") || d.Arcs[k].Rel == "mark"):
			return
		case d.Arcs[k].Head == a.Head && d.Arcs[k].Rel == "obl" && k > a.Head && k < v:
			subject = k
		}
	}
	if subject < 0 {
		return
	}
	conjunction := -1
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head == subject && d.Arcs[k].Rel == "case" {
			conjunction = k
		}
		if under(d, k, subject) {
			last = k
		}
	}
	if last != v-1 || conjunction < 0 || !activeWords()["conjunction"][strings.ToLower(d.Word(conjunction))] {
		return
	}
	d.Arcs[v].Rel = "advcl"
	d.Arcs[subject] = text.Arc{Head: v, Rel: "nsubj"}
	d.Arcs[conjunction] = text.Arc{Head: v, Rel: "mark"}
}

// wherePlace mends a clause that "where" opens behind a name and that was hung from the verb: in
// "raids hit Velm where a convoy was struck in May" it describes Velm.
func wherePlace(d *text.Doc, s text.Sentence, v int) {
	switch d.Arcs[v].Rel {
	case "ccomp", "advcl", "parataxis":
	default:
		return
	}
	for k := d.Arcs[v].Head + 1; k > s.First && k < v; k++ {
		if d.Arcs[k].Head != v || !strings.EqualFold(d.Word(k), "where") || d.Tags[k-1].UPOS != "PROPN" {
			continue
		}
		n := k - 1
		for h := d.Arcs[n].Head; h > d.Arcs[v].Head && h < n && d.Arcs[n].Rel == "flat"; h = d.Arcs[n].Head {
			n = h
		}
		d.Arcs[v] = text.Arc{Head: n, Rel: "acl:relcl"}
		return
	}
}

// ownSubject mends a clause whose conjunction was taken for a preposition of its own subject: "after
// two rockets landed near the airport".
func ownSubject(d *text.Doc, s text.Sentence, v int) {
	if x := d.Tags[v].XPOS; d.Arcs[v].Rel != "advcl" || x != "VBD" && x != "VBN" && x != "VBZ" && x != "VBP" {
		return
	}
	subject := -1
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case strings.HasPrefix(rel, "nsubj"), strings.HasPrefix(rel, "aux"), rel == "mark", rel == "obl:agent":
			return
		case rel == "obl" && k < v && subject < 0:
			subject = k
		}
	}
	if subject < 0 {
		return
	}
	conjunction, last := -1, subject
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head == subject && d.Arcs[k].Rel == "case" && k < subject {
			conjunction = k
		}
		if under(d, k, subject) {
			last = max(last, k)
		}
	}
	if last != v-1 || conjunction < 0 || !activeWords()["conjunction"][strings.ToLower(d.Word(conjunction))] || activeWords()["time"][d.Tags[subject].Lemma] {
		return
	}
	if d.Tags[v].XPOS == "VBN" {
		d.Tags[v].XPOS = "VBD"
	}
	d.Arcs[subject].Rel, d.Arcs[conjunction] = "nsubj", text.Arc{Head: v, Rel: "mark"}
}

// objectBehind mends the object of a verb joined to another that was joined to that one's
// object: others in "claimed 21 lives and wounded dozens of others".
func objectBehind(d *text.Doc, s text.Sentence, v int) {
	if d.Arcs[v].Rel != "conj" || d.Tags[v-1].UPOS != "CCONJ" || d.Arcs[v].Head < s.First || d.Arcs[v].Head >= v || d.Tags[d.Arcs[v].Head].UPOS != "VERB" || has(d, s, v, "obj", "") {
		return
	}
	for n := v + 1; n < s.Last && n <= v+4; n++ {
		if d.Tags[n].UPOS == "ADP" || d.Tags[n].UPOS == "VERB" || d.Tags[n].UPOS == "PUNCT" {
			return
		}
		if h := d.Arcs[n].Head; d.Arcs[n].Rel == "conj" && noun(d.Tags[n].UPOS) && h > d.Arcs[v].Head && h < v && d.Arcs[h] == (text.Arc{Head: d.Arcs[v].Head, Rel: "obj"}) {
			d.Arcs[n] = text.Arc{Head: v, Rel: "obj"}
			return
		}
	}
}

// whoseAgent mends a participle with an agent of its own that was given the one before it,
// too: in "were caused by gas dropped by the army" the gas did the causing.
func whoseAgent(d *text.Doc, s text.Sentence, v int) {
	n, h := v-1, d.Arcs[v].Head
	if d.Tags[v].XPOS != "VBN" || n <= s.First || h < s.First || h >= n || d.Tags[h].UPOS != "VERB" || d.Arcs[n] != (text.Arc{Head: v, Rel: "obl:agent"}) {
		return
	}
	for k := v + 1; k < s.Last; k++ {
		if d.Arcs[k] == (text.Arc{Head: v, Rel: "obl:agent"}) {
			d.Arcs[n], d.Arcs[v] = text.Arc{Head: h, Rel: "obl:agent"}, text.Arc{Head: n, Rel: "acl"}
			return
		}
	}
}

// saidOnDay mends a clause that hangs from the day on which it was said: "said Wednesday the
// strikes destroyed the bridge", "said on Monday that they had left".
func saidOnDay(d *text.Doc, v int) {
	day := d.Arcs[v].Head
	if !strings.HasPrefix(d.Arcs[v].Rel, "acl") || day < 1 || day > v || !activeWords()["time"][strings.ToLower(d.Word(day))] {
		return
	}
	h := d.Arcs[day].Head
	if h < max(0, day-2) || h >= day || !tailWords()["verb"][strings.ToLower(d.Word(h))] {
		return
	}
	d.Arcs[v] = text.Arc{Head: h, Rel: "ccomp"}
	if that := day + 1; that < len(d.Arcs) && d.Arcs[that].Head == v && strings.EqualFold(d.Word(that), "that") {
		d.Tags[that] = text.Tag{UPOS: "SCONJ", XPOS: "IN", Lemma: "that"}
		d.Arcs[that].Rel = "mark"
	}
}

// toldWhom mends what somebody was told, which was taken for a clause that describes him: "told
// the agency they had lost hope". It has a subject and an object of its own.
func toldWhom(d *text.Doc, s text.Sentence, v int) {
	o := d.Arcs[v].Head
	if d.Arcs[v].Rel != "acl:relcl" || o < s.First || o > v || d.Arcs[o].Rel != "obj" && d.Arcs[o].Rel != "iobj" {
		return
	}
	h := d.Arcs[o].Head
	if h < s.First || d.Tags[h].Lemma != "tell" || h > o {
		return
	}
	subject, complete := false, false
	for k := o + 1; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case d.Tags[k].XPOS == "WDT" || d.Tags[k].XPOS == "WP":
			return
		case strings.HasPrefix(rel, "nsubj"):
			subject = k == o+1 || subject
		case rel == "obj" || rel == "ccomp" || rel == "xcomp" || rel == "cop":
			complete = true
		}
	}
	if subject && complete {
		d.Arcs[v] = text.Arc{Head: h, Rel: "ccomp"}
	}
}

// leftSo mends what somebody was left, where dashes part it from its verb: "leaving nine
// people - two of them boys - dead".
func leftSo(d *text.Doc, s text.Sentence, k int) {
	if d.Arcs[k].Rel == "xcomp" || !activeWords()["left"][strings.ToLower(d.Word(k))] {
		return
	}
	dash := k - 1
	if dash > s.First && d.Tags[dash].UPOS == "CCONJ" || !strings.ContainsAny(d.Word(dash), "-–—") {
		return
	}
	for v := dash; v > s.First && k-v < 14; v-- {
		if d.Tags[v].Lemma == "leave" && has(d, s, v, "obj", "") && !has(d, s, v, "xcomp", "") {
			d.Arcs[k] = text.Arc{Head: v, Rel: "xcomp"}
			return
		}
	}
}

// has reports whether a word hangs from token h by the relation; any word for "".
func has(d *text.Doc, s text.Sentence, h int, rel, word string) bool {
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head == h && d.Arcs[k].Rel == rel && (word == "" || strings.EqualFold(d.Word(k), word)) {
			return true
		}
	}
	return false
}

// under reports whether token k is token h or hangs beneath it.
func under(d *text.Doc, k, h int) bool {
	for n := 0; k >= 0 && n < len(d.Tokens); n++ {
		if k == h {
			return true
		}
		k = d.Arcs[k].Head
	}
	return false
}

// whichBehind mends a clause with "which" that was hung from what the sentence tells as a whole
// though a name stands right before it and it tells what somebody does: "backing from Orlo, which
// launched an air war". What follows from something is told of that: "raids hit Velm, which left
// ten dead".
func whichBehind(d *text.Doc, s text.Sentence, v int) {
	if d.Arcs[v].Rel != "advcl:relcl" || activeWords()["does"][d.Tags[v].Lemma] || activeWords()["results"][d.Tags[v].Lemma] || !has(d, s, v, "obj", "") {
		return
	}
	w := -1
	for k := v - 1; k > s.First && k > v-6; k-- {
		if d.Arcs[k] == (text.Arc{Head: v, Rel: "nsubj"}) {
			w = k
			break
		}
	}
	if w < 0 || !strings.EqualFold(d.Word(w), "which") && !strings.EqualFold(d.Word(w), "who") {
		return
	}
	n := w - 1
	if d.Word(n) == "," {
		n--
	}
	if n <= s.First || d.Tags[n].UPOS != "PROPN" || under(d, n, v) {
		return
	}
	for h := d.Arcs[n].Head; h >= s.First && h < n && d.Arcs[n].Rel == "flat"; h = d.Arcs[n].Head {
		n = h
	}
	d.Arcs[v] = text.Arc{Head: n, Rel: "acl:relcl"}
}
