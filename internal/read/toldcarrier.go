package read

import (
	"strings"

	"stemma/internal/text"
)

// toldCarrier takes the agency or outlet that was told something out of the clause that it was told,
// whose first word the parser took it for: "told AFP the car bomb went off", "told Orbis government
// forces had left". carrier is how many tokens the name of one takes at a token.
func toldCarrier(d *text.Doc, carrier func(i int) int) {
	for _, s := range d.Sentences {
		for v := s.First; v+2 < s.Last; v++ {
			if d.Tags[v].Lemma != "tell" && !strings.EqualFold(d.Word(v), "told") {
				continue
			}
			n := carrier(v + 1)
			if n == 0 || v+1+n >= s.Last {
				continue
			}
			last := v + n
			for k := v + 1; k < last; k++ {
				d.Arcs[k] = text.Arc{Head: last, Rel: "compound"}
			}
			c := d.Arcs[last].Head
			if c <= last || c >= s.Last {
				continue // the parser knows
			}
			subject := strings.HasPrefix(d.Arcs[last].Rel, "nsubj")
			d.Arcs[last] = text.Arc{Head: v, Rel: "obj"}
			freed(d, s, last, c, subject)
		}
	}
}

// freed hangs from its own clause what stood behind a name that was taken out of that clause; where
// the name was the subject, the first noun behind it is.
func freed(d *text.Doc, s text.Sentence, name, c int, subject bool) {
	for k := name + 1; k < s.Last && subject; k++ {
		if d.Arcs[k].Head == c && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") {
			subject = false
		}
	}
	for k := name + 1; k < s.Last; k++ {
		if d.Arcs[k].Head != name {
			continue
		}
		d.Arcs[k] = text.Arc{Head: c, Rel: "dep"}
		if subject && k < c && noun(d.Tags[k].UPOS) {
			d.Arcs[k].Rel, subject = "nsubj", false
		}
	}
}
