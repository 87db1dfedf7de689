package read

import (
	"strings"

	"stemma/internal/text"
)

// quotedVerb hangs an auxiliary from its verb where a quotation mark stands between them: "said it
// had “fully liberated” the town". The two were taken for two verbs, and the subject went to the
// first.
func quotedVerb(d *text.Doc, s text.Sentence, v int) {
	if d.Tags[v].UPOS != "VERB" || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" {
		return
	}
	k := v - 1
	for k > s.First && d.Tags[k].UPOS == "ADV" && d.Arcs[k].Head == v {
		k--
	}
	aux := k - 1
	if aux <= s.First || !quoteMark(d.Word(k)) || d.Arcs[aux].Rel == "aux" || d.Arcs[v].Head == aux && d.Arcs[v].Rel == "conj" {
		return
	}
	rel := ""
	switch strings.ToLower(d.Word(aux)) {
	case "had", "has", "have":
		rel = "aux"
	case "was", "were", "been":
		rel = "aux:pass"
	default:
		return
	}
	if has(d, s, aux, "obj", "") {
		return // "had “lost” ground"
	}
	if d.Arcs[v].Head == aux || d.Arcs[aux].Rel == "ccomp" || d.Arcs[aux].Rel == "root" {
		d.Arcs[v] = d.Arcs[aux]
	}
	for j := s.First; j < s.Last; j++ {
		if d.Arcs[j].Head == aux && j != v {
			d.Arcs[j].Head = v
		}
	}
	d.Arcs[aux] = text.Arc{Head: v, Rel: rel}
}
