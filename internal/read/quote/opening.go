package quote

// opening drafts the participle that opens a sentence before its speaker, "Citing
// reports, Vey said …": what it says ends at the comma before the main clause. It
// reports whether v is one.
func (f *finder) opening(v int) bool {
	s := f.in(v)
	if v != s.First || f.tag(v).XPOS != "VBG" {
		return false
	}
	senses := f.senses(v)
	comma, head := -1, -1
	for i := v + 2; i+2 < s.Last && comma < 0; i++ {
		if f.d.Word(i) != "," && !(f.punctuated(i) && f.within[i] >= 0 && f.d.Word(i-1) == ",") {
			continue
		}
		for k := i + 1; k < min(i+longestOpening, s.Last); k++ {
			if h := f.head(k); f.is(k, "nsubj") && h > k && f.lo[k] == i+1 && f.within[k] < 0 && (f.finite(h) || f.child(h, "aux", "cop") >= 0) {
				comma, head = i, k
				break
			}
		}
	}
	if comma < 0 || !f.somebody(head) {
		return false
	}
	for _, n := range senses {
		if n.particle != "" || n.preposition != "" || n.frames&(clause|object) == 0 || n.frames&(quotation|law|written) != 0 || !f.fits(n, head) {
			continue
		}
		dr := draft{cue: span{v, v + 1}, phrase: span{v, v + 1}, head: head, source: f.nominal(head, f.head(head)), class: n.class, content: []span{{v + 1, comma + 1}}}
		f.propose(dr)
		return true
	}
	return false
}

// longestOpening is the number of words in which the subject of the main clause stands
// behind the comma that ends what opens the sentence.
const longestOpening = 12
