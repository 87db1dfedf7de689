package read

import (
	"strings"

	"stemma/internal/text"
)

// mend holds arcs to what the grammar of English and Universal Dependencies leave no
// choice in, where the network chose otherwise: auxiliaries have no dependents, a
// preposition stands before its noun, and a verb has one object and one subject.
func mend(d *text.Doc) {
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			overAuxiliary(d, s, i)
			behindItsNoun(d, s, i)
			timeOfParticiple(d, s, i)
			agentBefore(d, s, i)
			aloneBefore(d, s, i)
			sharedNoun(d, s, i)
			twoArms(d, s, i)
			someOf(d, s, i)
			amongThem(d, s, i)
		}
		for v := s.First; v < s.Last; v++ {
			harmedToo(d, s, v)
			countedHarm(d, s, v)
			quotedVerb(d, s, v)
			verbNotNoun(d, s, v)
			verbNotParticiple(d, s, v)
			dayBetween(d, s, v)
			if d.Tags[v].UPOS == "VERB" {
				dayOfVerb(d, s, v)
				subjectBehindPlace(d, s, v)
				basedIn(d, s, v)
				saidBetween(d, s, v)
				toldThat(d, s, v)
				saidAnd(d, s, v)
				speakerBetween(d, s, v)
				sinceItBegan(d, s, v)
				activeAll(d, s, v)
				twoSubjects(d, s, v)
				shotDead(d, s, v)
				actsUpon(d, s, v)
				objectBefore(d, s, v)
				bareObject(d, s, v)
				subjectTold(d, s, v)
				subjectBehind(d, s, v)
				inverted(d, s, v)
			}
		}
	}
}

// shotDead hangs "dead" from the verb that it tells the outcome of: "shot dead two officers"
// shot no dead officers.
func shotDead(d *text.Doc, s text.Sentence, v int) {
	k := v + 1
	if k >= s.Last || !strings.EqualFold(d.Word(k), "dead") || d.Arcs[k].Head <= k || !activeWords()["shoot"][strings.ToLower(d.Word(v))] {
		return
	}
	d.Arcs[k] = text.Arc{Head: v, Rel: "xcomp"}
}

// amongThem hangs those who are counted behind "among them" from those among whom they are: "40
// civilians, among them 12 children, were killed".
func amongThem(d *text.Doc, s text.Sentence, i int) {
	if i-2 < s.First || i+3 >= s.Last || !strings.EqualFold(d.Word(i), "among") || !strings.EqualFold(d.Word(i+1), "them") || d.Word(i-1) != "," || d.Tags[i+2].UPOS != "NUM" || !noun(d.Tags[i-2].UPOS) {
		return
	}
	k := d.Arcs[i+2].Head
	if k <= i+2 || k > i+6 || !noun(d.Tags[k].UPOS) {
		return
	}
	d.Arcs[i], d.Arcs[i+1], d.Arcs[k] = text.Arc{Head: k, Rel: "case"}, text.Arc{Head: i, Rel: "fixed"}, text.Arc{Head: i - 2, Rel: "nmod"}
}

// actsUpon mends a past that was taken for a passive although a name follows it as its object:
// "Turkish aircraft bombed Velm".
func actsUpon(d *text.Doc, s text.Sentence, v int) {
	object := v + 1
	if object >= s.Last || d.Tags[v].XPOS != "VBN" || d.Arcs[object] != (text.Arc{Head: v, Rel: "xcomp"}) || d.Tags[object].UPOS != "PROPN" {
		return
	}
	subject := -1
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch d.Arcs[k].Rel {
		case "nsubj:pass":
			subject = k
		case "aux", "aux:pass", "obl:agent":
			return
		}
	}
	if subject >= 0 && subject < v {
		d.Tags[v].XPOS = "VBD"
		d.Arcs[subject].Rel, d.Arcs[object].Rel = "nsubj", "obj"
	}
}

// overAuxiliary hangs a subject that hangs from an auxiliary from the verb that it helps:
// "Velm had struck a convoy".
func overAuxiliary(d *text.Doc, s text.Sentence, i int) {
	if !strings.HasPrefix(d.Arcs[i].Rel, "nsubj") {
		return
	}
	for range 3 {
		h := d.Arcs[i].Head
		if h < s.First {
			return
		}
		switch d.Arcs[h].Rel {
		case "aux", "aux:pass", "cop":
		default:
			return
		}
		if d.Arcs[h].Head < s.First || d.Arcs[h].Head == i {
			return
		}
		d.Arcs[i].Head = d.Arcs[h].Head
	}
}

// behindItsNoun hangs a preposition that hangs from the noun before it from the noun after
// it: "by" in "strikes by army helicopters".
func behindItsNoun(d *text.Doc, s text.Sentence, i int) {
	h := d.Arcs[i].Head
	if d.Arcs[i].Rel != "case" || d.Tags[i].XPOS != "IN" || h < s.First || h >= i || h != i-1 || !noun(d.Tags[h].UPOS) {
		return
	}
	for k := i + 1; k < s.Last && k < i+8; k++ {
		switch d.Tags[k].UPOS {
		case "VERB", "AUX", "PUNCT", "ADP", "CCONJ", "SCONJ":
			return
		}
		if d.Arcs[k].Head == h && noun(d.Tags[k].UPOS) {
			if d.Arcs[k].Rel == "nmod" || d.Arcs[k].Rel == "obl" || d.Arcs[k].Rel == "conj" || d.Arcs[k].Rel == "appos" {
				d.Arcs[i].Head, d.Arcs[k].Rel = k, "nmod"
			}
			return
		}
	}
}

// timeOfParticiple hangs a time that stands between a participle behind the subject and the
// auxiliary of the verb from the participle: "girls abducted by the group two years ago have
// been released".
func timeOfParticiple(d *text.Doc, s text.Sentence, i int) {
	v := d.Arcs[i].Head
	switch d.Arcs[i].Rel {
	case "advmod", "obl", "obl:unmarked", "obl:tmod", "obl:npmod":
	default:
		return
	}
	if v <= i || i+1 >= s.Last || d.Arcs[i+1].Head != v || !strings.HasPrefix(d.Arcs[i+1].Rel, "aux") || !activeWords()["ago"][strings.ToLower(d.Word(i))] {
		return
	}
	for k := i - 1; k > s.First; k-- {
		switch {
		case d.Tags[k].UPOS == "PUNCT" || d.Tags[k].XPOS == "VBD" || d.Tags[k].XPOS == "VBZ" || d.Tags[k].XPOS == "VBP":
			return
		case d.Tags[k].XPOS == "VBN" && d.Arcs[k].Rel == "acl" && d.Arcs[k].Head < k && !under(d, v, k):
			d.Arcs[i].Head = k
			return
		}
	}
}

// harmedToo makes an adjective of harm that "and" joins to a passive of harm the participle that
// it is: "one was killed and six injured".
func harmedToo(d *text.Doc, s text.Sentence, k int) {
	h := d.Arcs[k].Head
	if d.Tags[k].UPOS == "ADJ" && d.Arcs[k].Rel == "conj" && h >= s.First && h < k && d.Tags[h].XPOS == "VBN" && activeWords()["harmed"][strings.ToLower(d.Word(k))] {
		d.Tags[k].UPOS, d.Tags[k].XPOS = "VERB", "VBN"
	}
}

// sinceItBegan makes a clause of what was taken for a noun with a participle behind a
// conjunction: "since the conflict erupted in March".
func sinceItBegan(d *text.Doc, s text.Sentence, v int) {
	n := d.Arcs[v].Head
	if d.Arcs[v].Rel != "acl" || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" || n != v-1 || !activeWords()["happens"][strings.ToLower(d.Word(v))] {
		return
	}
	above, conjunction := d.Arcs[n].Head, -1
	for k := s.First; k < n; k++ {
		if d.Arcs[k].Head == n && (d.Arcs[k].Rel == "case" || d.Arcs[k].Rel == "mark") && activeWords()["conjunction"][strings.ToLower(d.Word(k))] {
			conjunction = k
		}
	}
	if conjunction < 0 || above < s.First {
		return
	}
	d.Tags[v].XPOS = "VBD"
	d.Arcs[v], d.Arcs[n] = text.Arc{Head: above, Rel: "advcl"}, text.Arc{Head: v, Rel: "nsubj"}
	d.Arcs[conjunction] = text.Arc{Head: v, Rel: "mark"}
}

// activeAll makes a verb that has a passive's subject, no auxiliary and something behind it that
// no preposition marks the active that it is: "the strikes killed at least 70 people".
func activeAll(d *text.Doc, s text.Sentence, v int) {
	if d.Tags[v].XPOS != "VBN" {
		return
	}
	subject, object := -1, -1
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case strings.HasPrefix(rel, "aux"), rel == "obl:agent", rel == "obj" && k < v:
			return
		case rel == "nsubj:pass" && k < v:
			subject = k
		case (rel == "obl" || rel == "obj") && k > v && object < 0 && noun(d.Tags[k].UPOS) && counts(d, v, k):
			object = k
		}
	}
	if subject < 0 || object < 0 {
		return
	}
	g := activeWords()["time"]
	if w := strings.ToLower(d.Word(object)); g[w] || g[d.Tags[object].Lemma] {
		return
	}
	d.Tags[v].XPOS = "VBD"
	d.Arcs[subject].Rel, d.Arcs[object].Rel = "nsubj", "obj"
}

// counts reports whether nothing stands between verb v and token k but a count, what bounds it
// and what describes it.
func counts(d *text.Doc, v, k int) bool {
	const reach = 9 // words
	number := false
	for i := v + 1; i < k; i++ {
		switch d.Tags[i].UPOS {
		case "NUM":
			number = true
		case "ADP":
			if !bounds(d, i) {
				return false
			}
		case "PUNCT", "VERB", "CCONJ", "SCONJ", "AUX":
			return false
		}
	}
	return k-v <= reach && (number || d.Tags[k].UPOS == "NUM" || d.Tags[k].XPOS == "NNS")
}

// agentBefore hangs whoever does something, where he stands before a participle that was given
// him, from the verb before: "caused by gas dropped by jets". The participle describes him.
func agentBefore(d *text.Doc, s text.Sentence, k int) {
	v := d.Arcs[k].Head
	if d.Arcs[k].Rel != "obl:agent" || v != k+1 || d.Tags[v].XPOS != "VBN" {
		return
	}
	above := d.Arcs[v].Head
	if above < s.First || above >= k || d.Tags[above].XPOS != "VBN" || d.Arcs[v].Rel != "advcl" && d.Arcs[v].Rel != "xcomp" && d.Arcs[v].Rel != "ccomp" {
		return
	}
	d.Arcs[k].Head, d.Arcs[v] = above, text.Arc{Head: k, Rel: "acl"}
}

// twoSubjects puts a name together whose first word was taken for a subject of its own:
// "Aram al-Odra's air force struck" has one.
func twoSubjects(d *text.Doc, s text.Sentence, v int) {
	first := -1
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head != v || d.Arcs[k].Rel != "nsubj" {
			continue
		}
		if first < 0 {
			first = k
			continue
		}
		if p := joinedBefore(d, first, k); p >= 0 {
			d.Arcs[k] = text.Arc{Head: p, Rel: "conj"}
			return
		}
		if bracketed(d, first, k) {
			d.Arcs[first] = text.Arc{Head: k, Rel: "compound"}
			return
		}
		for m := first + 1; m < k; m++ {
			if d.Arcs[m].Head == k && d.Arcs[m].Rel == "nmod:poss" && d.Tags[first].UPOS == "PROPN" && d.Tags[m].UPOS == "PROPN" {
				for i := first + 1; i < m; i++ {
					if d.Tags[i].UPOS != "PROPN" && d.Word(i) != "-" {
						return
					}
				}
				for i := m + 1; i < k; i++ {
					if d.Arcs[i].Head == m {
						d.Arcs[i].Head = first
					}
				}
				d.Arcs[first], d.Arcs[m] = text.Arc{Head: k, Rel: "nmod:poss"}, text.Arc{Head: first, Rel: "flat"}
				return
			}
		}
		return
	}
}

// joinedBefore is the noun within the phrase of subject first to which "and" joins the phrase of k:
// the site in "the group, in a statement on its site and the service Orlo, said"; -1 for none.
func joinedBefore(d *text.Doc, first, k int) int {
	b := k
	for b-1 > first && (under(d, b-1, k) || d.Tags[b-1].UPOS == "DET") {
		b--
	}
	and := b
	if d.Tags[and].UPOS != "CCONJ" {
		and--
	}
	p := and - 1
	if p <= first || d.Tags[and].UPOS != "CCONJ" || !noun(d.Tags[p].UPOS) || !under(d, p, first) || d.Arcs[p].Rel != "obl" {
		return -1
	}
	return p
}

// bracketed reports whether the phrase of subject k begins right behind brackets that end the
// name headed by first: "the Orlo Movement (OM) militant group".
func bracketed(d *text.Doc, first, k int) bool {
	b := k
	for b-1 > first && d.Arcs[b-1].Head == k {
		b--
	}
	return b-1 > first && d.Word(b-1) == ")" && d.Tags[first].UPOS == "PROPN" && d.Tags[k].UPOS == "NOUN"
}

// objectBefore makes the first of two objects, which stands before its verb, the subject:
// "said army jets struck the town".
func objectBefore(d *text.Doc, s text.Sentence, v int) {
	if !finite(d, v) {
		return
	}
	before, after := -1, false
	for k := s.First; k < s.Last; k++ {
		if d.Arcs[k].Head != v {
			continue
		}
		switch rel := d.Arcs[k].Rel; {
		case strings.HasPrefix(rel, "nsubj"), rel == "aux:pass", rel == "expl":
			return
		case rel == "obj" && k < v:
			before = k
		case rel == "obj":
			after = true
		}
	}
	if before < 0 || !after && !(before == v-1) {
		return
	}
	switch d.Tags[before].XPOS {
	case "WDT", "WP", "WRB", "DT":
		return
	}
	d.Arcs[before].Rel = "nsubj"
}

// subjectTold gives a clause that is told, and has no subject, the noun between it and the
// verb that tells it, which was taken for that verb's object: the head in "said the head of
// the mission warned of famine".
func subjectTold(d *text.Doc, s text.Sentence, c int) {
	v := d.Arcs[c].Head
	if v < s.First || v > c || d.Tags[v].UPOS != "VERB" || d.Arcs[c].Rel != "ccomp" && (d.Arcs[c].Rel != "parataxis" || !tailWords()["verb"][strings.ToLower(d.Word(v))]) {
		return
	}
	object, passive, spoken := -1, false, false
	for k := s.First; k < c; k++ {
		switch rel := d.Arcs[k].Rel; {
		case d.Arcs[k].Head == c && (strings.HasPrefix(rel, "nsubj") || strings.HasPrefix(rel, "csubj") || rel == "expl" || rel == "mark" && !strings.EqualFold(d.Word(k), "that")):
			return
		case d.Arcs[k].Head == c && rel == "aux:pass":
			passive = true
		case d.Arcs[k].Head == v && rel == "nsubj" && k < v:
			spoken = true
		case d.Arcs[k].Head == v && k > v && (rel == "obj" || rel == "nsubj" && spoken):
			object = k
		}
	}
	if object < 0 || !passive && !finite(d, c) {
		return
	}
	for k := object + 1; k < c; k++ { // nothing stands between but what describes it or helps the verb
		if !under(d, k, object) && d.Arcs[k].Head != c {
			return
		}
	}
	d.Arcs[c].Rel = "ccomp"
	d.Arcs[object] = text.Arc{Head: c, Rel: "nsubj"}
	if passive {
		d.Arcs[object].Rel = "nsubj:pass"
	}
}

// finite reports whether verb v has a form that has a subject of its own.
func finite(d *text.Doc, v int) bool {
	switch d.Tags[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN", "VBG", "VB":
	default:
		return false
	}
	for k := v - 1; k >= 0 && k > v-6; k-- {
		if d.Arcs[k].Head == v && d.Arcs[k].Rel == "aux" {
			return true
		}
	}
	return false
}
