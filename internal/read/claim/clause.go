package claim

import (
	"slices"
	"strings"

	"stemma"
)

// top is the token whose subtree states the event: the verb above a noun that states
// nothing else, the verb above an infinitive that adds only trying or managing.
func (r *reader) top(e event) int {
	i := e.word
	if !r.nominal(i) {
		if h := r.head(i); h >= 0 && r.rel(i) == "acl" && r.preposition(h) == "among" && r.head(h) >= 0 {
			return r.clause(r.head(h)) // "there are children among those killed"
		}
		return r.climb(i)
	}
	h, rel := r.head(i), base(r.rel(i))
	for rel == "nmod" && h >= 0 && r.preposition(i) == "of" && r.portion(h) {
		i, h, rel = h, r.head(h), base(r.rel(h)) // "carried out a number of strikes"
	}
	if h >= 0 && rel == "nmod" && r.f.verb("sign", r.lemma(h)) {
		i, h, rel = h, r.head(h), base(r.rel(h))
	}
	if h < 0 || r.heads[h] || r.isCue(h) && e.frame.kind != stemma.Agreement {
		return i
	}
	bare := rel == "obl" && i < h && r.preposition(i) == "" && r.f.verb("happen", r.verbLemma(h)) // "On Friday fighting broke out"
	if (rel == "nsubj" || bare) && r.predicate(h) && !r.attributed(h, i) && !r.tellsMore(h, i) && !r.setBeside(i, h) && !r.brings(e, h) {
		return h
	}
	if rel == "obj" && (r.f.verb("support", r.lemma(h)) || r.f.verb("undergo", r.lemma(h))) {
		return r.climb(h)
	}
	if rel == "obl" && (r.f.verb("undergo", r.verbLemma(h)) || r.preposition(i) == "with" && r.f.verb("support", r.verbLemma(h))) {
		return r.climb(h)
	}
	return i
}

// nominal reports whether token i names an event as a noun, whatever the tagger made of
// it: blast in "a blast occurred".
func (r *reader) nominal(i int) bool {
	switch r.upos(i) {
	case "NOUN", "PROPN":
		return true
	case "ADJ":
		switch base(r.rel(i)) {
		case "nsubj", "obj", "obl", "nmod":
			return r.child(i, "cop") < 0
		}
	}
	return false
}

// tellsMore reports whether the predicate h of event noun i goes on to other events:
// "the ambush left 12 soldiers dead".
func (r *reader) tellsMore(h, i int) bool {
	rels := []string{"obj", "xcomp", "ccomp", "obl", "nmod"}
	if r.f.verb("happen", r.verbLemma(h)) {
		rels = rels[:2]
	}
	for _, k := range r.children(h, rels...) {
		if k == i || base(r.rel(k)) == "obl" && r.f.verb("aside", r.preposition(k)) {
			continue
		}
		if r.stateful(k) {
			return true
		}
	}
	return r.heads[h]
}

// setBeside reports whether verb h only sets its subject i beside something else in time: "the
// raids came a day after the talks", but not "the raids today came …".
func (r *reader) setBeside(i, h int) bool {
	const reach = 5 // tokens
	if !r.f.verb("beside", r.lemma(h)) {
		return false
	}
	for k := i + 1; k < h; k++ {
		if r.isTime(k) && r.head(k) == h {
			return false
		}
	}
	for k := h + 1; k < min(h+1+reach, len(r.d.Tokens)); k++ {
		if r.f.verb("other-time", strings.ToLower(r.d.Word(k))) {
			return true
		}
	}
	return false
}

// brings reports whether verb h tells what the taking or loss of a place has led to: "the
// capture of the town enables them to cut the road".
func (r *reader) brings(e event, h int) bool {
	if e.frame.kind != stemma.Control && e.frame.kind != stemma.Detained {
		return false
	}
	return r.upos(h) == "VERB" && r.child(h, "obj", "ccomp") >= 0 && !r.f.verb("happen", r.verbLemma(h)) && !r.f.verb("support", r.verbLemma(h))
}

// climb goes from an infinitive to the verb that tries or manages it, and from a verb to
// the one before it whose subject it shares and that tells nothing: "responded and fought".
func (r *reader) climb(i int) int {
	if h := r.head(i); h >= 0 && base(r.rel(i)) == "conj" && r.upos(h) == "VERB" && !r.heads[h] && !r.isCue(h) && r.child(i, "nsubj") < 0 && r.child(h, "nsubj") >= 0 && i-h <= 3 {
		return h
	}
	for range 4 {
		h := r.head(i)
		if h >= 0 && base(r.rel(i)) != "acl" && r.xpos(h) == "VBG" && r.xpos(i) == "VB" && r.f.verb("cause", r.lemma(h)) && r.child(h, "obj") >= 0 && r.child(h, "nsubj") < 0 {
			return h // "forcing troops to retreat"
		}
		if h >= 0 && base(r.rel(i)) == "acl" && r.child(h, "cop") >= 0 && r.child(h, "nsubj") >= 0 && !r.heads[h] {
			return h // "they are the main force fighting the group"
		}
		if h < 0 || r.rel(i) != "xcomp" || r.xpos(i) == "VBG" && !r.f.verb("manage", r.lemma(h)) && !r.f.verb("fail", r.lemma(h)) || r.heads[h] || r.isCue(h) || r.f.verb("cause", r.lemma(h)) && r.child(h, "obj") >= 0 {
			return i
		}
		i = h
	}
	return i
}

// attributed reports whether tokens a and b stand in different statements.
func (r *reader) attributed(a, b int) bool {
	return !slices.Equal(r.statementsAt(a), r.statementsAt(b))
}

// separate reports whether the subtree of k, found beneath top, is left out of the
// extent of the event at word.
func (r *reader) separate(k, top, word int) bool {
	if r.above(k, word) {
		return false
	}
	switch base(r.rel(k)) {
	case "conj":
		if h := r.head(k); r.upos(h) == "ADJ" && base(r.rel(h)) == "amod" && !r.heads[k] {
			return false // "Georgian and separatist officials"
		}
		befell := slices.ContainsFunc(slices.Concat(r.children(k, "acl"), r.children(r.core(k), "acl")), func(m int) bool { return r.heads[m] }) // "and thousands displaced", "and 20 of their cars burnt"
		return r.heads[k] || r.predicate(k) || r.happensTo(k, word) || befell && r.upos(r.head(k)) == "VERB"
	case "parataxis", "discourse":
		return true
	case "obl", "nmod":
		return r.heads[k] && r.f.verb("while", r.preposition(k))
	case "acl":
		if r.xpos(k) == "VB" && r.f.verb("effort", r.lemma(r.head(k))) {
			return false // "an attack to retake the town" is one clash
		}
		if lemma := r.verbLemma(k); r.nominal(r.head(k)) && r.head(k) == word && (r.f.verb("support", lemma) || r.f.verb("happen", lemma)) {
			return false // "an offensive that they had launched"
		}
		return r.stateful(k) || r.rel(k) == "acl:relcl" && k > word && !(r.nominal(word) && r.head(k) == word) && r.longer(k, 6)
	case "advcl", "ccomp", "csubj", "xcomp":
		if r.head(k) == word && r.rel(k) == "xcomp" && r.f.verb("pact", r.lemma(word)) {
			return false // what is agreed on
		}
		return r.stateful(k)
	case "appos":
		return r.stateful(k)
	case "cc":
		return r.head(k) == top || r.rel(k) == "cc:preconj"
	}
	return false
}

// longer reports whether the subtree of k has more than n tokens.
func (r *reader) longer(k, n int) bool {
	first, last := r.whole(k)
	return last-first > n
}

// above reports whether k is word or stands above it.
func (r *reader) above(k, word int) bool {
	for n := 0; word >= 0 && n < 64; n++ {
		if word == k {
			return true
		}
		word = r.head(word)
	}
	return false
}

// stateful reports whether an event lies in the subtree of k.
func (r *reader) stateful(k int) bool {
	found := false
	r.walk(k, func(int) bool { return !found }, func(j int) { found = found || r.heads[j] })
	return found
}
