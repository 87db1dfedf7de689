package quote

import "stemma/internal/text"

// widen takes into the phrase of dr the words that belong to the telling and not to
// what is told: the light verbs before the cue ("went on to say", "refused to say"),
// the preposition that leads to the content ("accused him of") and the medium ("said
// in an interview").
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
		if first == 0 || f.sentence[first-1] != f.sentence[v] || !f.free(first-1, dr) {
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
		for p.first > 0 && f.head(p.first-1) == h && f.is(p.first-1, "cop", "aux", "advmod") {
			p.first--
		}
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
// a preposition, and in what it was said.
func (f *finder) widenRight(v int, dr *draft) {
	end := dr.phrase.last
	for end < len(f.d.Tokens) && f.sentence[end] == f.sentence[v] {
		k := f.piece(end, v, dr)
		if k <= end {
			break
		}
		end = k
	}
	if f.adverbBehind(end, v, dr) {
		end++
	}
	end = f.gap(f.untilTime(end, dr), dr)
	if end > dr.phrase.last && !dr.source.meets(span{dr.phrase.last, end}) {
		dr.phrase.last = end
	}
}

// adverbBehind reports whether token i is an adverb by itself that says how the cue v
// right before it tells: "complained bitterly".
func (f *finder) adverbBehind(i, v int, dr *draft) bool {
	return i < len(f.d.Tokens) && f.tag(i).UPOS == "ADV" && f.head(i) == v && f.is(i, "advmod") && f.lo[i] == f.hi[i] && f.sentence[i] == f.sentence[v] && f.free(i, dr)
}

// untilTime is the end of the time right behind the cue that alone stands between it
// and its content, "said on Friday [that …]"; end when there is none.
func (f *finder) untilTime(end int, dr *draft) int {
	i := end
	for i < len(f.d.Tokens) && f.free(i, dr) && (text.Covering(f.d.Times, f.d.Tokens[i].Start) >= 0 || day[f.lower(i)] || i == end && f.lower(i) == "on") {
		i++
	}
	if i == end {
		return end
	}
	for _, r := range dr.content {
		if r.first == i && f.within[i] == f.within[dr.cue.first] {
			return i
		}
	}
	return end
}

// gap is where the content starts that follows token end by a few words that end in
// a preposition, "accused [her of] lying"; end when it does not follow.
func (f *finder) gap(end int, dr *draft) int {
	const widest = 3
	for i := end; i <= end+widest && i < len(f.d.Tokens); i++ {
		for _, r := range dr.content {
			if r.first == i && i > end && f.tag(i-1).UPOS == "ADP" && !f.verbal(end) && f.within[i] == f.within[dr.cue.first] {
				return i
			}
		}
		if !f.free(i, dr) {
			return end
		}
	}
	return end
}

// piece is the end of the medium that starts at token i and hangs on the cue v, "in
// a recent interview"; i when there is none.
func (f *finder) piece(i, v int, dr *draft) int {
	const longest = 5
	if w := f.lower(i); w != "in" && w != "during" && w != "at" || dr.source.has(i) || f.within[i] != f.within[v] {
		return i
	}
	for k := i + 1; k < min(i+longest, len(f.d.Tokens)) && f.sentence[k] == f.sentence[v] && !f.punctuated(k); k++ {
		if media[f.lemma(k)] && f.tag(k).UPOS == "NOUN" {
			return k + 1
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
	if i := dr.phrase.first - 1; i > 0 && f.free(i, dr) && dr.source.empty() && f.tag(i).UPOS == "DET" && f.head(i) == n {
		dr.phrase.first = i
	}
}
