package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
)

// nounArgs are the arguments of a noun that names an event: its owner or modifier is
// the doer, its "of" the thing done to; and what the verb lends that it hangs from.
func (r *reader) nounArgs(n int) args {
	a := args{}
	for _, k := range r.kids[n] {
		k := int(k)
		switch rel := r.rel(k); {
		case rel == "nmod:poss":
			if r.is(k, "place") && !r.is(k, "actor") {
				a.add("of", k)
				a.add("obj", k)
			} else if !r.isTime(k) && (r.upos(k) != "PRON" || r.is(k, "actor")) {
				a.add("subj", k)
			} else if r.lemma(n) == "hand" {
				a.add("subj", k) // "the base is in our hands"
			} else if r.f.noun("taking", r.lemma(n)) && strings.EqualFold(r.d.Word(k), "its") {
				a.add("obj", k) // "its liberation": that of the town
			}
		case rel == "compound" || rel == "amod" || rel == "nmod:desc":
			if r.is(k, "actor") || r.is(k, "force") && rel == "compound" || r.f.noun("militant", r.lemma(k)) || r.nationOf(k) != "" || r.leads(k) {
				a.add("subj", k)
			} else if r.is(k, "place") && !r.demonym(k) {
				a.add("in", k)
			}
		case base(rel) == "nmod" || base(rel) == "obl":
			p := r.preposition(k)
			if p == "by" {
				a.add("subj", k)
			}
			if p == "of" {
				a.add("obj", k)
			}
			if p != "" && !r.isTime(k) {
				a.add(p, k)
			}
		}
	}
	if k := r.sharedVictim(n); k >= 0 && len(a["obj"]) == 0 {
		a.add("obj", k)
		a.add("of", k)
	}
	if k := r.child(n, "nsubj"); k >= 0 && len(a["subj"]) == 0 && r.child(n, "cop") >= 0 {
		a.add("subj", k) // "the army is in control of the town"
	}
	a.add("what", r.whatIs(n))
	if len(a["subj"]) == 0 {
		a.add("subj", r.amongThem(n))
	}
	r.toldOf(a, n)
	for _, k := range r.behind(n) {
		p := r.preposition(k)
		if p == "by" {
			a.add("subj", k)
		}
		a.add(p, k)
	}
	r.figures(a, n)
	r.lendArgs(a, n)
	return a
}

// whatIs is what is said to be noun n, to be under it or in it, or to have come there: the town
// in "the town is an army stronghold" and "the town fell under army control"; -1 for none.
func (r *reader) whatIs(n int) int {
	if r.child(n, "cop") >= 0 {
		return r.child(n, "nsubj")
	}
	if p := r.preposition(n); p != "under" && p != "in" && p != "into" && !r.f.verb("beyond", p) {
		return -1
	}
	v := r.head(n)
	if v < 0 || base(r.rel(n)) != "obl" || !r.f.verb("lies-in", r.lemma(v)) {
		return -1
	}
	return r.child(v, "nsubj")
}

// amongThem are those who are said to be among noun n, before it or behind: children in "among
// the dead were two children"; -1 for none.
func (r *reader) amongThem(n int) int {
	h := r.head(n)
	if h < 0 || r.preposition(n) != "among" || r.child(h, "cop") < 0 {
		return -1
	}
	if s := r.child(h, "nsubj"); s >= 0 {
		return s
	}
	return h
}

// toldOf adds what a clause behind noun n says of who does the event that it names: "raids
// carried out by the army", "clashes that broke out between X and Y"; and who does it where
// that is said with "from", "fire from the army".
func (r *reader) toldOf(a args, n int) {
	for _, v := range r.children(n, "acl") {
		lemma := r.verbLemma(v)
		for _, k := range r.children(v, "obj") {
			if r.xpos(v) == "VBG" && r.f.verb("targets", lemma) {
				a.add("on", k) // "an attack targeting a wedding"
			}
		}
		for _, k := range r.children(v, "obl") {
			switch p := r.preposition(k); {
			case r.isTime(k):
			case p == "by" && r.xpos(v) == "VBN" && r.f.verb("support", lemma) && len(a["subj"]) == 0:
				a.add("subj", k)
			case (p == "between" || p == "with" || p == "against") && r.f.verb("happen", lemma):
				a.add(p, k)
			}
		}
	}
	for _, k := range a["from"] {
		if x := r.actorAt(k); x >= 0 && len(a["subj"]) == 0 && !r.d.Actors[x].Person && r.d.Actors[x].Kind != string(actors.State) && r.violence(n) {
			a.add("subj", k)
		}
	}
}

// violence reports whether noun n can name a strike or a fight.
func (r *reader) violence(n int) bool {
	return slices.ContainsFunc(r.f.evoked("n", r.lemma(n)), func(f *frame) bool { return f.kind == stemma.Strike || f.kind == stemma.Clash })
}

// figures adds, as "number", the numbers that a count is said to be: 19 in "a toll of 19",
// "the toll rose to 19", "put the toll at 19".
func (r *reader) figures(a args, n int) {
	if lemma := r.lemma(n); !r.f.noun("toll", lemma) && lemma != "number" {
		return
	}
	r.walk(n, func(k int) bool { return r.rel(k) != "nmod:poss" && !r.isTime(k) }, func(k int) {
		if (r.upos(k) == "NUM" || k == n || base(r.rel(k)) == "nmod") && r.numberOf(k) >= 0 && !r.isTime(k) {
			a.add("number", k)
		}
	})
	for _, v := range append(r.children(n, "acl", "advcl"), r.head(n)) { // the parser hangs "rose" from the toll, or the toll from it
		switch {
		case v < 0:
		case r.upos(v) == "NUM" || r.upos(v) == "NOUN" && base(r.rel(n)) == "nsubj" && r.numberOf(v) >= 0:
			a.add("number", v)
		case r.upos(v) == "VERB":
			for _, k := range r.children(v, "obj", "obl", "xcomp", "advmod") {
				if k != n && r.numberOf(k) >= 0 && !r.isTime(k) {
					a.add("number", k)
				}
			}
		}
	}
}

// behind are the prepositional phrases that follow noun n at once but hang from its
// verb: the parser often gives "with troops" in "died in clashes with troops" to the
// verb.
func (r *reader) behind(n int) []int {
	v, rel := r.head(n), base(r.rel(n))
	for v >= 0 && rel == "nmod" && r.nominal(v) && r.head(v) >= 0 {
		v, rel = r.head(v), base(r.rel(v)) // "in the wake of raids by the army"
	}
	if v < 0 || rel != "obl" && rel != "obj" {
		return nil
	}
	end := n
	r.walk(n, func(int) bool { return true }, func(j int) { end = max(end, j) })
	var out []int
	for _, k := range r.children(v, "obl") {
		if k <= end || !r.f.verb("versus", r.preposition(k)) || r.isTime(k) {
			continue
		}
		start, last := k, k
		r.walk(k, func(int) bool { return true }, func(j int) { start, last = min(start, j), max(last, j) })
		for end+1 < start && r.isTime(end+1) {
			end++ // "a meeting Friday between X and Y"
		}
		if start == end+1 {
			out, end = append(out, k), last
		}
	}
	return out
}

// lendArgs adds what the verb that a noun hangs from lends it: the subject of
// "launched an attack", the place of "fighting raged in the east".
func (r *reader) lendArgs(a args, n int) {
	v, rel := r.head(n), base(r.rel(n))
	for v >= 0 && (rel == "conj" && !r.predicate(v) || rel == "nmod" && r.nominal(v) && r.f.verb("partitive", r.lemma(v)) && r.preposition(n) == "of") {
		v, rel = r.head(v), base(r.rel(v)) // "launched a series of raids"
	}
	if v < 0 || r.upos(v) != "VERB" || r.depth > 6 {
		return
	}
	if rel == "obl" && r.f.verb("aside", r.preposition(n)) {
		return
	}
	lemma := r.verbLemma(v)
	supports, undergoes := r.f.verb("support", lemma), r.f.verb("undergo", lemma)
	bare := rel == "obl" && n < v && r.preposition(n) == "" // "On Friday fighting broke out"
	happens := (rel == "nsubj" || bare) && (r.f.verb("happen", lemma) || supports)
	if !happens && !(rel == "obj" || rel == "obl" || rel == "nsubj" && r.passive(v)) {
		return
	}
	if !happens && !supports && !undergoes {
		return
	}
	r.depth++
	above := r.verbArgs(v)
	r.depth--
	for role, tokens := range above {
		for _, k := range tokens {
			switch {
			case k == n || role == "bare" || r.isTime(k):
			case role == "subj" && supports && len(a["subj"]) == 0 && !happens:
				a.add("subj", k)
			case role == "subj" && undergoes && len(a["obj"]) == 0:
				a.add("obj", k)
			case role != "subj" && role != "obj" && len(a[role]) == 0:
				a.add(role, k)
			}
		}
	}
}

// verbLemma is the lemma of v with its particle where the tables know the pair.
func (r *reader) verbLemma(v int) string {
	lemma := r.lemma(v)
	for _, p := range r.particles(v) {
		if pair := lemma + "+" + p; r.f.verb("support", pair) || r.f.verb("undergo", pair) || r.f.verb("happen", pair) {
			return pair
		}
	}
	return lemma
}
