package claim

import (
	"slices"
	"strings"

	"stemma/internal/text"
)

// tree gives the dependency arcs of a document in both directions.
type tree struct {
	d     *text.Doc
	f     *Frames
	kids  [][]int32 // kids[i] are the dependents of token i, in order.
	low   []string  // low are the lemmas in lower case.
	bases []string  // bases are the relations without their subtypes.

	// For each token, the mention of a layer that covers it, by index; -1 for none.
	actorOf, placeOf, timeOf, numberAt []int32
}

func newTree(d *text.Doc, f *Frames) *tree {
	t := &tree{
		d: d, f: f, kids: make([][]int32, len(d.Tokens)), low: make([]string, len(d.Tags)), bases: make([]string, len(d.Arcs)),
		actorOf: text.Indexed(d.Tokens, d.Actors), placeOf: text.Indexed(d.Tokens, d.Places),
		timeOf: text.Indexed(d.Tokens, d.Times), numberAt: text.Indexed(d.Tokens, d.Numbers),
	}
	count := make([]int32, len(d.Tokens)+1)
	for _, a := range d.Arcs {
		if a.Head >= 0 {
			count[a.Head]++
		}
	}
	room := make([]int32, len(d.Arcs))
	at := 0
	for i := range t.kids {
		t.kids[i] = room[at : at : at+int(count[i])]
		at += int(count[i])
	}
	for i, a := range d.Arcs {
		t.bases[i] = base(a.Rel)
		if a.Head >= 0 {
			t.kids[a.Head] = append(t.kids[a.Head], int32(i))
		}
	}
	for i := range d.Tags {
		t.low[i] = strings.ToLower(d.Tags[i].Lemma)
	}
	return t
}

func (t *tree) lemma(i int) string { return t.low[i] }
func (t *tree) upos(i int) string  { return t.d.Tags[i].UPOS }
func (t *tree) xpos(i int) string  { return t.d.Tags[i].XPOS }
func (t *tree) head(i int) int     { return t.d.Arcs[i].Head }
func (t *tree) rel(i int) string   { return t.d.Arcs[i].Rel }

// base is the relation without its subtype.
func base(rel string) string {
	for i := 0; i < len(rel); i++ {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// under reports whether token i hangs under one of the relations, with or without subtype.
func (t *tree) under(i int, rels []string) bool {
	r, b := t.rel(i), t.bases[i]
	for _, rel := range rels {
		if rel == b || rel == r {
			return true
		}
	}
	return false
}

// child is the first dependent of i under one of the relations (with or without
// subtype), or -1.
func (t *tree) child(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if t.under(int(k), rels) {
			return int(k)
		}
	}
	return -1
}

// children are the dependents of i under one of the relations.
func (t *tree) children(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.under(int(k), rels) {
			out = append(out, int(k))
		}
	}
	return out
}

// preposition is the case of i in lower case: "from", "out of"; "" when it has none.
func (t *tree) preposition(i int) string {
	out := ""
	for _, k := range t.kids[i] {
		if t.rel(int(k)) != "case" {
			continue
		}
		out = behind(out, strings.ToLower(t.d.Word(int(k))))
		for _, f := range t.kids[k] {
			if t.bases[f] == "fixed" {
				out = behind(out, strings.ToLower(t.d.Word(int(f))))
			}
		}
	}
	return out
}

// behind is a word behind others, parted by a space.
func behind(others, word string) string {
	if others == "" {
		return word
	}
	return others + " " + word
}

// walk visits i and all beneath it for which into holds; the order is unspecified.
func (t *tree) walk(i int, into func(int) bool, visit func(int)) {
	var room [32]int
	stack := append(room[:0], i)
	for len(stack) > 0 {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		visit(j)
		for _, k := range t.kids[j] {
			if into(int(k)) {
				stack = append(stack, int(k))
			}
		}
	}
}

// clausal reports whether token i heads a clause of its own below another.
func (t *tree) clausal(i int) bool {
	switch t.bases[i] {
	case "advcl", "ccomp", "parataxis", "csubj":
		return true
	case "acl":
		return true
	case "conj":
		return t.predicate(i)
	}
	return false
}

// predicate reports whether i is the head of a clause: a verb, or anything with a
// copula or a subject.
func (t *tree) predicate(i int) bool {
	if t.upos(i) == "VERB" {
		return true
	}
	return t.child(i, "cop", "nsubj") >= 0
}

// clause is the head of the clause that token i stands in: the nearest predicate at
// or above it.
func (t *tree) clause(i int) int {
	for n := 0; n < len(t.d.Tokens); n++ {
		h := t.head(i)
		if h < 0 || t.predicate(i) {
			return i
		}
		i = h
	}
	return i
}

// passive reports whether verb i is in the passive: "was taken", "taken by them".
func (t *tree) passive(i int) bool {
	if t.child(i, "aux:pass") >= 0 {
		return true
	}
	if t.child(i, "nsubj:pass") >= 0 {
		return t.xpos(i) != "VBN" || t.child(i, "aux") >= 0 || t.child(i, "obl:agent") >= 0 || !t.transitive(i) && t.bareName(i) < 0 // "as gunmen shelled the town"
	}
	if t.joinedPassive(i) {
		return true
	}
	if t.xpos(i) != "VBN" {
		return false
	}
	switch t.rel(i) {
	case "acl":
		return !t.transitive(i) && !t.active(i)
	case "xcomp", "advcl": // "were reported killed", "attacked by rebels, they left"
		return t.child(i, "aux", "obj", "nsubj") < 0
	}
	return false
}

// joinedPassive reports whether "and" joins the past at i, which says what is done to something and
// has nothing of its own to do it to, to a passive: "was occupied in May and liberated in June".
func (t *tree) joinedPassive(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "conj" || t.xpos(i) != "VBN" && t.xpos(i) != "VBD" || t.child(h, "aux:pass") < 0 || t.child(i, "cc") < 0 || t.f.verb("either", t.lemma(i)) {
		return false
	}
	if t.child(i, "nsubj", "obj", "aux", "ccomp", "xcomp", "iobj") >= 0 {
		return false
	}
	frames := t.f.evoked("v", t.lemma(i))
	return len(frames) > 0 && !slices.ContainsFunc(frames, func(f *frame) bool {
		return f.with == "" && !slices.ContainsFunc(f.fills, func(l fill) bool { return l.arg == "obj" }) &&
			!slices.ContainsFunc(f.needs, func(c condition) bool { return c.arg == "obj" })
	})
}

// transitive reports whether the participle at i takes an object behind it, so that it is
// a finite verb that the parser hung from its own subject: "an attack killed 44".
func (t *tree) transitive(i int) bool {
	for _, k := range t.kids[i] {
		if k := int(k); k > i && t.rel(k) == "obj" {
			return true
		}
	}
	return false
}

// bareName is the name right behind the participle at i that only a finite verb can have there, as
// what it is done to, and that the parser took for a predicate: the town in "rebels captured Velm,
// a city of weavers". It is negative without one.
func (t *tree) bareName(i int) int {
	for _, k := range t.kids[i] {
		if k := int(k); k > i && t.rel(k) == "xcomp" && t.upos(k) == "PROPN" && t.child(k, "case", "mark", "cop") < 0 && t.begins(k) == i+1 {
			return k
		}
	}
	return -1
}

// active reports whether the participle at i, which hangs from a noun, can only be the
// finite verb of that noun: "rival families clashed", "gunmen fired at the bus".
func (t *tree) active(i int) bool {
	if t.child(i, "obl:agent") >= 0 {
		return false
	}
	if t.f.verb("intransitive", t.lemma(i)) || t.armedWith(i) {
		return true
	}
	return t.f.verb("aim", t.lemma(i)) && i+1 < len(t.d.Tokens) && (t.lemma(i+1) == "at" || t.lemma(i+1) == "on")
}

// armedWith reports whether the participle at i tells what those who bear arms do with
// their arms: "gunmen targeted with shells a village".
func (t *tree) armedWith(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.f.noun("force", t.lemma(h)) && !t.f.noun("militant", t.lemma(h)) && t.lemma(h) != "group" {
		return false
	}
	for _, k := range t.children(i, "obl") {
		if c := t.child(k, "case"); c == i+1 && t.lemma(c) == "with" && (t.f.noun("munition", t.lemma(k)) || t.f.noun("weaponry", t.lemma(k))) {
			return true
		}
	}
	return false
}

// contrasts reports whether conjunct k is set against what stands before it: "but".
func (t *tree) contrasts(k int) bool {
	c := t.child(k, "cc")
	return c >= 0 && (t.lemma(c) == "but" || t.lemma(c) == "nor")
}

// begins is the first token of the subtree of i.
func (t *tree) begins(i int) int {
	first := i
	t.walk(i, func(int) bool { return true }, func(k int) { first = min(first, k) })
	return first
}

// conjuncts are i and what is coordinated with it.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	verb := -1 // verb is the last one among them, to which the parser may have joined its object
	for _, k := range t.children(i, "conj") {
		if t.upos(k) == "VERB" {
			verb = k
		}
		if !t.predicate(k) && !t.contrasts(k) && !(verb >= 0 && t.begins(k) == verb+1) {
			out = append(out, k)
		}
	}
	return out
}
