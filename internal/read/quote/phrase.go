package quote

import "stemma/internal/text"

// widen takes into the phrase of dr the words that belong to the telling and not to
// what is told: the light verbs before the cue ("went on to say", "refused to say"),
// the preposition that leads to the content ("accused him of"), when it was said
// ("said on Monday") and in what ("said in an interview").
func (f *finder) widen(dr *draft) {
	v := dr.cue.first
	if dr.cue.empty() {
		return
	}
	switch f.tag(v).UPOS {
	case "VERB", "AUX":
		f.widenLeft(v, dr)
		f.widenRight(v, dr)
	case "NOUN":
		f.widenNoun(v, dr)
	}
}

// light are the verbs and adjectives that only shade the cue that follows their
// "to", "by" or gerund: "appeared to suggest", "began by saying".
var light = map[string]bool{
	"go": true, "continue": true, "begin": true, "start": true, "appear": true, "seem": true, "try": true, "want": true, "need": true,
	"have": true, "use": true, "tend": true, "attempt": true, "manage": true, "come": true, "keep": true, "able": true, "intend": true,
	"proceed": true, "fail": true, "like": true, "dare": true, "rush": true, "hesitate": true, "bother": true, "be": true, "stop": true,
	"take": true, "pause": true, "turn": true,
}

// widenLeft takes in the "to" of the cue v and the light verbs that govern it.
func (f *finder) widenLeft(v int, dr *draft) {
	const most = 3 // light verbs in a row: "was able to go on to say".
	for n := 0; n < most; n++ {
		first := dr.phrase.first
		if first == 0 || f.sentence[first-1] != f.sentence[v] || f.free(first-1, dr) == false {
			return
		}
		to := f.lower(first-1) == "to" && f.head(first-1) == v
		if to {
			first--
		}
		h := f.head(v)
		if to && first < dr.phrase.first && f.within[first] == f.within[v] {
			dr.phrase.first = first
		}
		if h < 0 || h >= first || first-h > 2 || !light[f.lemma(h)] || !f.is(v, "xcomp", "advcl", "ccomp", "conj") || f.within[h] != f.within[v] || !f.verbal(h) && f.child(h, "cop") < 0 {
			return
		}
		p := f.phrase(h)
		for i := p.first; i < first; i++ {
			if !f.free(i, dr) || f.lower(i) == "," {
				return
			}
		}
		dr.phrase.first, v = p.first, h
	}
}

// free reports whether token i belongs neither to the source nor to the content of dr.
func (f *finder) free(i int, dr *draft) bool {
	for _, r := range dr.content {
		if r.has(i) {
			return false
		}
	}
	return !dr.source.has(i) && !f.punctuated(i)
}

// widenRight takes in what stands between the cue v and its content: who was told,
// a preposition, when and in what.
func (f *finder) widenRight(v int, dr *draft) {
	end := dr.phrase.last
	for end < len(f.d.Tokens) && f.sentence[end] == f.sentence[v] {
		k := f.piece(end, v, dr)
		if k <= end {
			break
		}
		end = k
	}
	if end > dr.phrase.last && !dr.source.meets(span{dr.phrase.last, end}) {
		dr.phrase.last = end
	}
}

// piece is the end of the time, the medium or the adverb that starts at token i and
// hangs on the cue v; i when there is none.
func (f *finder) piece(i, v int, dr *draft) int {
	if dr.source.has(i) || f.within[i] != f.within[v] {
		return i
	}
	from := i
	switch f.lower(i) {
	case "earlier", "late", "early", "later":
		from++
	}
	if from >= len(f.d.Tokens) {
		return i
	}
	if n := text.Covering(f.d.Times, f.d.Tokens[from].Start); n >= 0 {
		r := f.tokens(f.d.Times[n].Span)
		if r.first == from || r.first == i {
			return r.last
		}
	}
	return i
}

// widenNoun takes in the genitive mark, the determiner and the adjectives before a
// cue that is a noun: "'s long-standing claim".
func (f *finder) widenNoun(n int, dr *draft) {
	for dr.phrase.first > 0 && f.free(dr.phrase.first-1, dr) && f.within[dr.phrase.first-1] == f.within[n] {
		i := dr.phrase.first - 1
		if f.head(i) != n || !f.is(i, "amod", "compound") {
			break
		}
		dr.phrase.first = i
	}
}
