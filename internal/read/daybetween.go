package read

import (
	"strings"

	"stemma/internal/text"
)

// dayOfVerb hangs a day between a subject and its verb from the verb: "the head of the army on
// Thursday ordered". It was taken for a part of the subject.
func dayOfVerb(d *text.Doc, s text.Sentence, v int) {
	day := v - 1
	if day < s.First+2 || !activeWords()["time"][strings.ToLower(d.Word(day))] || !capital(d.Word(day)) || !strings.EqualFold(d.Word(day-1), "on") {
		return
	}
	if h := d.Arcs[day].Head; d.Arcs[day].Rel == "nmod" && h < day && h >= s.First && has(d, s, v, "nsubj", "") && under(d, h, v) && isSpeaker(d, h) {
		d.Arcs[day] = text.Arc{Head: v, Rel: "obl"}
	}
}

// dayBetween mends a verb that a day parts from its subject, and that was taken for a participle
// of its object: "the army on Thursday bombed rebel positions", "the army Thursday bombed …".
func dayBetween(d *text.Doc, s text.Sentence, v int) {
	day := v - 1
	if day < s.First+1 || v+1 >= s.Last || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" || !activeWords()["time"][strings.ToLower(d.Word(day))] {
		return
	}
	subject := day - 1
	if strings.EqualFold(d.Word(subject), "on") {
		subject--
	}
	object := d.Arcs[v].Head
	if subject < s.First || !noun(d.Tags[subject].UPOS) || d.Arcs[v].Rel != "amod" && d.Arcs[v].Rel != "acl" || object <= v || object >= s.Last || !noun(d.Tags[object].UPOS) {
		return
	}
	top := subject // of the noun phrase that ends here: "the head of the army"
	for h := d.Arcs[top].Head; h >= s.First && h < subject && noun(d.Tags[h].UPOS); h = d.Arcs[top].Head {
		top = h
	}
	if h := d.Arcs[top].Head; h >= s.First && h != object && h < v {
		return // the noun has a verb of its own
	}
	out := d.Arcs[top]
	if out.Head == object || out.Head >= v {
		out = text.Arc{Head: -1, Rel: "root"}
	}
	if h := d.Arcs[object].Head; h >= 0 && !under(d, h, top) && h != top {
		out = d.Arcs[object] // the phrase hung from elsewhere
	}
	d.Tags[v] = text.Tag{UPOS: "VERB", XPOS: "VBD", Lemma: d.Tags[v].Lemma}
	d.Arcs[v] = out
	d.Arcs[top] = text.Arc{Head: v, Rel: "nsubj"}
	d.Arcs[object] = text.Arc{Head: v, Rel: "obj"}
	d.Arcs[day] = text.Arc{Head: v, Rel: "obl"}
	if subject+1 < day {
		d.Arcs[subject+1] = text.Arc{Head: day, Rel: "case"}
	}
	for k := object + 1; k < s.Last; k++ { // what is done thereby is done by the subject
		if d.Arcs[k].Head == object && d.Tags[k].XPOS == "VBG" && strings.HasPrefix(d.Arcs[k].Rel, "acl") && d.Word(k-1) == "," {
			d.Arcs[k] = text.Arc{Head: v, Rel: "advcl"}
		}
	}
}
