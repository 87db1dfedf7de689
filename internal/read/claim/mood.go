package claim

import (
	"strings"

	"stemma"
)

// mood reads how the event at token i is put: whether it is only tried, and the
// stance that modals, negation and hearsay give it, with the word that does. It looks
// at the word and at what stands above it in its clause.
func (r *reader) mood(i int) (attempt bool, stance stemma.Stance, word string) {
	if s := r.child(i, "nsubj"); s >= 0 && s < i && r.upos(i) == "VERB" {
		if d := r.child(s, "det"); d >= 0 && strings.EqualFold(r.d.Word(d), "no") {
			stance, word = stemma.Denied, r.d.Word(d) // "no staff were hurt"
		}
	}
	for at, n := i, 0; n < 5; n++ {
		if s, w := r.moodOf(at); s != "" && stance == "" {
			stance, word = s, w
		}
		h := r.head(at)
		if h < 0 || r.isCue(h) {
			break
		}
		rel, lemma := r.rel(at), r.lemma(h)
		switch {
		case r.intention(at) >= 0:
			n := r.intention(at)
			if r.negated(n) {
				return attempt, stemma.Denied, r.d.Word(n)
			}
			return attempt, stemma.Expected, r.d.Word(n)
		case rel == "xcomp" || base(rel) == "acl" && r.f.verb("effort", lemma) && r.xpos(at) == "VB":
			attempt = attempt || base(rel) == "acl" || r.f.verb("attempt", lemma)
			if stance == "" && r.f.verb("intend", lemma) {
				stance, word = stemma.Expected, r.d.Word(h)
			}
			if stance == "" && r.f.verb("fail", lemma) {
				stance, word = stemma.Denied, r.d.Word(h)
			}
		case base(rel) == "csubj":
			if s, w := r.moodOf(h); s == stemma.Expected && stance == "" {
				return attempt, stemma.Conditional, w // "taking the town would be a victory"
			}
			return attempt, stance, word
		case base(rel) == "acl" && r.markedFrom(at) && base(r.rel(h)) == "obj" && r.head(h) >= 0 && r.f.verb("prevent", r.lemma(r.head(h))):
			if stance == "" {
				stance, word = stemma.Denied, r.d.Word(r.head(h)) // "prevented rebels from entering the town"
			}
			return attempt, stance, word
		case (base(rel) == "nmod" || base(rel) == "acl") && r.f.verb("sign", lemma) && r.negated(h):
			return attempt, stemma.Denied, r.d.Word(h)
		case base(rel) == "nsubj" || base(rel) == "obj":
			if r.f.noun("percent", lemma) {
				return attempt, stance, word
			}
			if stance == "" && rel != "obj" && r.passive(h) && r.f.verb("intend", lemma) {
				return attempt, stemma.Expected, r.d.Word(h) // "talks are expected to resume"
			}
			if !r.f.verb("support", lemma) && !r.f.verb("happen", lemma) {
				return attempt, stance, word
			}
		case (base(rel) == "advcl" || base(rel) == "obl") && r.f.verb("prevent", lemma) && r.markedFrom(at):
			if stance == "" {
				stance, word = stemma.Denied, r.d.Word(h) // "blocked from reaching the town"
			}
			return attempt, stance, word
		case base(rel) == "advcl" && r.f.verb("cause", lemma) && r.child(h, "obj") >= 0:
			return attempt, stance, word // "forced families to leave": they left
		case base(rel) == "advcl" && r.purpose(at):
			if stance == "" {
				stance, word = stemma.Expected, "to"
			}
			return true, stance, word
		default:
			return attempt, stance, word
		}
		at = h
	}
	return attempt, stance, word
}

// moodOf is the stance that the dependents of token i give it.
func (r *reader) moodOf(i int) (stemma.Stance, string) {
	for _, k := range r.kids[i] {
		k := int(k)
		w := strings.ToLower(r.d.Word(k))
		switch base(r.rel(k)) {
		case "advmod", "det", "cc", "case":
			if r.f.verb("hearsay", w) {
				return stemma.Disputed, r.d.Word(k)
			}
			if r.f.verb("negation", w) && (base(r.rel(k)) != "det" || r.upos(i) == "NOUN") {
				return stemma.Denied, r.d.Word(k)
			}
		case "aux":
			if r.f.verb("modal", w) && !r.f.verb("perceive", r.lemma(i)) {
				return stemma.Expected, r.d.Word(k)
			}
		case "mark":
			if w == "if" || w == "unless" || w == "should" {
				return stemma.Conditional, r.d.Word(k)
			}
		}
	}
	return "", ""
}

// intention is the noun of which token i is only what is meant or may come: intention in "no
// intention of entering the town". It is negative without one.
func (r *reader) intention(i int) int {
	if rel := base(r.rel(i)); r.xpos(i) != "VBG" || rel != "acl" && rel != "advcl" && rel != "nmod" {
		return -1
	}
	m := r.child(i, "mark", "case")
	if m <= 0 || !strings.EqualFold(r.d.Word(m), "of") || !r.f.noun("intention", r.lemma(m-1)) || r.upos(m-1) != "NOUN" {
		return -1
	}
	return m - 1
}

// markedFrom reports whether "from" opens the clause at i.
func (r *reader) markedFrom(i int) bool {
	m := r.child(i, "mark", "case")
	return m >= 0 && strings.EqualFold(r.d.Word(m), "from")
}

// negated reports whether token i is denied: "no sign", "without any sign".
func (r *reader) negated(i int) bool {
	s, _ := r.moodOf(i)
	return s == stemma.Denied
}

// purpose reports whether the adverbial clause at i says what something is for: "to
// retake the city".
func (r *reader) purpose(i int) bool {
	if r.xpos(i) != "VB" {
		return false
	}
	m := r.child(i, "mark")
	return m >= 0 && strings.EqualFold(r.d.Word(m), "to")
}
