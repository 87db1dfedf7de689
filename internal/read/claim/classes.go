package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// is reports whether the phrase headed by token i belongs to a class of nouns.txt, or
// to one that other readers found: actor, place, person, number, pronoun, percent,
// event, copula.
func (r *reader) is(i int, class string) bool {
	switch class {
	case "actor":
		return r.actorAt(i) >= 0
	case "place":
		if p := r.placeAt(i); p >= 0 && !r.d.Places[p].Demonym {
			return true
		}
	case "person":
		if a := r.actorAt(i); a >= 0 && r.d.Actors[a].Person {
			return true
		}
	case "number":
		if r.upos(i) == "NUM" || r.numberOf(i) >= 0 {
			return true
		}
	case "percent":
		if slices.ContainsFunc(r.children(i, "amod", "compound"), func(k int) bool { return r.f.noun("direction", strings.TrimSuffix(r.lemma(k), "ern")) }) {
			return false // "the western half of the city" is a part and no share
		}
		if n := r.numberOf(i); n >= 0 && r.d.Numbers[n].Percent {
			return true
		}
	case "pronoun":
		return r.upos(i) == "PRON"
	case "it":
		return r.upos(i) == "PRON" && strings.EqualFold(r.d.Word(i), "it")
	case "named":
		p := r.placeAt(i)
		return p >= 0 && !r.d.Places[p].Demonym || r.namesPlace(i)
	case "nobody":
		w := strings.ToLower(r.d.Word(i))
		return w == "nobody" || w == "none" || r.negated(i) || w == "one" && i > 0 && strings.EqualFold(r.d.Word(i-1), "no")
	case "negated":
		return slices.ContainsFunc(r.kids[i], func(k int32) bool { return r.f.verb("negation", strings.ToLower(r.d.Word(int(k)))) })
	case "among":
		return r.preposition(i) == "among"
	case "toxic", "civil", "rescuer":
		if slices.ContainsFunc(r.children(i, "compound", "amod"), func(k int) bool { return r.f.noun(class, r.lemma(k)) }) {
			return true // "chemical weapons", "residential areas"
		}
	case "date":
		return r.isTime(i)
	case "nation":
		return r.nationOf(i) != ""
	case "copula":
		if h := r.head(i); base(r.rel(i)) == "nmod" && h >= 0 && r.child(h, "cop") >= 0 {
			return true // "is only a matter of time"
		}
		return r.child(i, "cop") >= 0
	case "superlative":
		return r.superlative(i)
	case "slain":
		return len(r.slainAt(i)) > 0
	case "event":
		if len(r.f.evoked("n", r.lemma(i))) > 0 && r.f.noun("event", r.lemma(i)) {
			return true
		}
	case "unknown-thing":
		return r.upos(i) == "PROPN" && r.actorAt(i) < 0
	}
	if r.f.noun(class, r.lemma(i)) {
		return true
	}
	// "parts of the road", "dozens of tanks": the class of what is portioned.
	if c := r.core(i); c != i {
		return r.is(c, class)
	}
	return false
}

// slainAt are the participles that say of the people at token i that they were killed:
// "the number of people killed in the camp".
func (r *reader) slainAt(i int) []int {
	var out []int
	for _, k := range r.children(i, "acl", "amod") {
		if r.xpos(k) == "VBN" && r.lemma(k) == "kill" {
			out = append(out, k)
		}
	}
	return out
}

// superlative reports whether the predicate at i is set above all others: "the only
// route", "the strongest group in the alliance".
func (r *reader) superlative(i int) bool {
	if r.child(i, "cop") < 0 {
		return false
	}
	marks := r.children(i, "amod", "advmod")
	for _, s := range r.children(i, "nsubj") {
		marks = append(marks, r.children(s, "amod")...)
	}
	for _, k := range marks {
		if x := r.xpos(k); x == "JJS" || x == "RBS" || r.f.verb("foremost", r.lemma(k)) {
			return true
		}
	}
	return false
}

// namesPlace reports whether a place is named right beneath token i: "the city of X".
func (r *reader) namesPlace(i int) bool {
	for _, k := range r.children(i, "nmod", "compound", "appos", "flat") {
		if p := r.placeAt(k); p >= 0 && !r.d.Places[p].Demonym {
			return true
		}
	}
	for _, k := range r.children(i, "nmod:poss") {
		if r.isTime(k) {
			return true // "Sunday's takeover"
		}
	}
	return false
}

// core is the token that a portion is of: militants in "a large number of militants".
func (r *reader) core(i int) int {
	for range 4 {
		if !r.f.verb("partitive", r.lemma(i)) && r.upos(i) != "NUM" {
			return i
		}
		next := -1
		for _, k := range r.children(i, "nmod", "obl") {
			if p := r.preposition(k); p == "of" || p == "among" {
				next = k
				break
			}
		}
		if next < 0 {
			next = r.portioned(i)
		}
		if next < 0 {
			return i
		}
		i = next
	}
	return i
}

// portioned is the head of the actor's name right behind "of" where the parser hung it
// from elsewhere: army in "killed 18 members of the army"; -1 for none.
func (r *reader) portioned(i int) int {
	if i+2 >= len(r.d.Tokens) || r.lemma(i+1) != "of" || r.upos(i) == "NUM" {
		return -1
	}
	k := i + 2
	if r.upos(k) == "DET" && k+1 < len(r.d.Tokens) {
		k++
	}
	if a := r.actorAt(k); a >= 0 && r.d.Actors[a].Head > i {
		return r.d.Actors[a].Head
	}
	return -1
}

// actorAt is the index of the actor mention that covers token i, or -1.
func (r *reader) actorAt(i int) int { return int(r.actorOf[i]) }

// placeAt is the index of the place mention that covers token i, or -1.
func (r *reader) placeAt(i int) int { return int(r.placeOf[i]) }

// demonym reports whether token i is a demonym: "Syrian".
func (r *reader) demonym(i int) bool {
	p := r.placeAt(i)
	return p >= 0 && r.d.Places[p].Demonym
}

// isTime reports whether token i stands in a time expression.
func (r *reader) isTime(i int) bool { return r.timeOf[i] >= 0 }

// figureAt is the index of the number that covers token i, or -1.
func (r *reader) figureAt(i int) int { return int(r.numberAt[i]) }

// numberOf is the index of the number that counts the phrase headed by token i: one
// whose noun it is, one that covers it, or one that hangs beneath it; -1 for none.
func (r *reader) numberOf(i int) int {
	start := r.d.Tokens[i].Start
	if n := r.figureAt(i); n >= 0 && !r.d.Numbers[n].Ordinal {
		return n
	}
	for _, k := range r.kids[i] {
		k := int(k)
		if b := base(r.rel(k)); b != "nummod" && b != "amod" && b != "det" && b != "advmod" && b != "compound" && b != "nmod" {
			continue
		}
		if b := base(r.rel(k)); b == "nmod" && !r.f.verb("partitive", r.lemma(i)) {
			continue
		}
		if n := r.figureAt(k); n >= 0 && !r.d.Numbers[n].Ordinal {
			return n
		}
	}
	if c := r.core(i); c != i {
		return r.numberOf(c)
	}
	if n := r.namedNumber(i, 3); n >= 0 {
		return n
	}
	for n := text.After(r.d.Numbers, start) - 1; n >= 0 && r.d.Numbers[n].Noun >= i-reachBack; n-- {
		if m := r.d.Numbers[n]; m.Noun == i && !m.Ordinal && r.d.TokenAt(m.Start) < i {
			return n // whatever the number hangs from
		}
	}
	return -1
}

// reachBack is how far before a noun, in tokens, what counts it is looked for.
const reachBack = 6

// namedNumber is the number that the parser hung from the state's name before what it
// counts, so many compounds down at most, or from a plural there: two in "two United States
// service members", six in "six arms caches".
func (r *reader) namedNumber(i, depth int) int {
	if depth == 0 {
		return -1
	}
	for _, k := range r.children(i, "compound", "amod") {
		for _, m := range r.children(k, "nummod") {
			if n := r.figureAt(m); n >= 0 && !r.d.Numbers[n].Ordinal && (r.placeAt(k) >= 0 || r.xpos(i) == "NNS" && r.xpos(k) == "NNS" && m == k-1) {
				return n
			}
		}
		if n := r.namedNumber(k, depth-1); n >= 0 && base(r.rel(k)) == "compound" {
			return n
		}
	}
	return -1
}

// holds reports whether a frame fits an event's arguments.
func (r *reader) holds(f *frame, self int, a args) bool {
	for _, c := range f.needs {
		if !r.satisfies(c, self, a) {
			return false
		}
	}
	for _, c := range f.bars {
		if r.satisfies(c, self, a) {
			return false
		}
	}
	return true
}

// satisfies reports whether one of the named arguments is of one of the classes.
func (r *reader) satisfies(c condition, self int, a args) bool {
	var tokens []int
	switch c.arg {
	case "back":
		return r.definite(self) && (slices.Contains(c.classes, string(r.violent)) || slices.Contains(c.classes, string(stemma.Control)) && r.taken)
	case "self":
		tokens = []int{self}
	case "any":
		tokens = append(a.all(), self)
		tokens = append(tokens, r.children(self, "compound", "amod", "nummod", "nmod")...)
	default:
		tokens = a[c.arg]
	}
	for _, class := range c.classes {
		if lemma, verb := strings.CutPrefix(class, "^"); verb {
			if r.nearVerb(self, lemma) {
				return true
			}
			continue
		}
		for _, i := range tokens {
			if i == self && class != "copula" && class != "superlative" && class != "number" && class != "device" && class != "bomb" && class != "negated" {
				continue
			}
			if i == self && class == "number" && r.numberOf(self) < 0 {
				continue
			}
			if r.is(i, class) {
				return true
			}
		}
	}
	return false
}

// nearVerb reports whether the verb above token i has the lemma.
func (r *reader) nearVerb(i int, lemma string) bool {
	if h := r.head(i); h >= 0 && r.upos(h) == "VERB" && r.lemma(h) == lemma {
		return true
	}
	for k := i - 1; k >= max(0, i-3); k-- { // where the parser takes the verb for a modifier: "established full control"
		switch r.upos(k) {
		case "VERB":
			return r.lemma(k) == lemma
		case "ADJ", "DET", "ADV", "PART":
		default:
			return false
		}
	}
	return false
}

// phrase is the extent of the noun phrase headed by token i, both ends included, with
// what belongs to it ("of the town") but without its relative clauses, appositions and
// other circumstances, and without a leading article.
func (r *reader) phrase(i int) (first, last int) {
	first, last = i, i
	r.walk(i, func(k int) bool {
		b := base(r.rel(k))
		if (b == "nmod" && r.rel(k) != "nmod:poss" || b == "obl") && r.preposition(k) != "of" {
			return false
		}
		return !r.clausal(k) && b != "appos" && b != "cc" && b != "conj" && b != "punct" && b != "parataxis" && b != "case" && b != "dep" && b != "cop"
	}, func(k int) {
		first, last = min(first, k), max(last, k)
	})
	for first < i && r.upos(first) == "DET" && strings.ToLower(r.d.Word(first)) != "all" {
		first++
	}
	return first, last
}

// definite reports whether the noun at token i points at something known: "the attack".
func (r *reader) definite(i int) bool {
	for _, k := range r.children(i, "det") {
		switch strings.ToLower(r.d.Word(k)) {
		case "the", "this", "that", "these", "those":
			return true
		}
	}
	for _, k := range r.children(i, "nmod:poss") {
		if r.isTime(k) {
			return true // "Sunday's takeover"
		}
	}
	return false
}
