package claim

import (
	"slices"
	"strings"

	"stemma/internal/text"
)

// args are the arguments of an event by grammatical role, as heads of phrases: subj
// is the doer and obj the thing done to, with passives turned round; other keys are
// prepositions.
type args map[string][]int

func (a args) add(role string, token int) {
	if token >= 0 && !slices.Contains(a[role], token) {
		a[role] = append(a[role], token)
	}
}

// all are the arguments in every role.
func (a args) all() []int {
	var out []int
	for _, tokens := range a {
		out = append(out, tokens...)
	}
	slices.Sort(out)
	return out
}

// verbArgs are the arguments of the verb or predicate v. Where it has no subject of
// its own, the one that it shares is taken from the clause above.
func (r *reader) verbArgs(v int) args {
	a := args{}
	passive := r.passive(v)
	subj, obj := "subj", "obj"
	if passive {
		subj = "obj"
	}
	for _, k := range r.kids[v] {
		k := int(k)
		switch r.rel(k) {
		case "nsubj", "csubj", "nsubj:outer":
			a.add(subj, r.relative(v, k))
		case "nsubj:pass", "csubj:pass":
			if k > v && r.bareName(v) >= 0 {
				continue // what the name is: "captured Velm, a city of weavers"
			}
			a.add(map[bool]string{true: "obj", false: "subj"}[passive], r.relative(v, k))
		case "obj":
			a.add(obj, r.relative(v, k))
		case "iobj":
			a.add("to", k)
		case "obl:agent":
			a.add("subj", k)
		default:
			switch {
			case !passive && r.xpos(v) == "VBN" && k == r.bareName(v):
				a.add("obj", k)
			case k == v-1 && r.upos(k) == "NUM" && r.figureAt(k) >= 0:
				a.add("obj", k) // "and 139 killed"
			case base(r.rel(k)) != "obl":
			case r.bounded(k):
				a.add("obj", k) // "killed at least 44"
			default:
				r.addOblique(a, k, passive)
			}
		}
	}
	if h := r.head(v); len(a["obj"]) == 0 && !passive && r.rel(v) == "xcomp" && r.xpos(v) == "VBG" && h >= 0 {
		for _, k := range r.children(h, "obj") {
			if k > v {
				a.add("obj", k) // "continued targeting houses", with the houses hung from the verb above
			}
		}
	}
	for _, k := range a["obj"] {
		if k > v && r.f.noun("munition", r.lemma(r.core(k))) {
			for _, m := range append(r.children(k, "nmod"), r.children(r.core(k), "nmod")...) {
				if p := r.preposition(m); r.f.verb("onto", p) {
					a.add(p, m) // "fired shells on the town", with the town hung from the shells
				}
			}
		}
	}
	if len(a["obj"]) == 0 && !passive {
		a.add("obj", r.sharedObject(v))
		a.add("obj", r.besideObject(v))
	}
	if len(a["obj"]) == 0 && !passive && (r.xpos(v) == "VBN" || r.xpos(v) == "VBD") && r.armedWith(v) {
		a.add("obj", r.behindArms(v))
	}
	if k := r.misreadSubject(v); k >= 0 && len(a["subj"]) == 0 && !passive {
		a.add("subj", k)
	}
	if n := v - 1; len(a["obj"]) == 0 && len(a["subj"]) == 0 && n >= 0 && r.upos(n) == "NUM" && r.xpos(v) == "VBN" && r.f.verb("harm", r.lemma(v)) {
		if k := r.figureAt(n); k >= 0 && !r.d.Numbers[k].Ordinal {
			a.add("obj", n) // "has risen to 13 and 106 injured"
			return a
		}
	}
	r.shareArgs(a, v, passive)
	r.causedTogether(a, v, passive)
	return a
}

// causedTogether adds to a passive of harm what the one joined to it says of how it came about: the
// raid in "two were killed and six were wounded in a raid on the town".
func (r *reader) causedTogether(a args, v int, passive bool) {
	if !passive || !r.f.verb("harm", r.lemma(v)) {
		return
	}
	for _, c := range r.children(v, "conj") {
		if c < v || r.upos(c) != "VERB" || !r.f.verb("harm", r.lemma(c)) {
			continue
		}
		for _, k := range r.children(c, "obl") {
			p := r.preposition(k)
			first, _, _ := strings.Cut(p, " ")
			if k > c && r.f.verb("through", first) && !r.isTime(k) && len(a[first]) == 0 {
				r.addOblique(a, k, true)
			}
		}
	}
}

// sharedVictim is whom the noun of harm at token n has in common with the one joined to it at once:
// militants in "the killing or wounding of several militants"; -1 for none.
func (r *reader) sharedVictim(n int) int {
	for _, k := range r.children(n, "conj") {
		if k != n+2 || r.upos(n+1) != "CCONJ" || r.upos(k) != "NOUN" && r.xpos(k) != "VBG" || r.child(n, "nmod") >= 0 || !r.f.noun("harming", strings.ToLower(r.d.Word(n))) || !r.f.noun("harming", strings.ToLower(r.d.Word(k))) {
			continue
		}
		for _, m := range r.children(k, "nmod", "obl") {
			if r.preposition(m) == "of" {
				return m
			}
		}
	}
	return -1
}

// fightersBefore reports whether fighters stand right before verb v, in -ing, who are the object of
// the verb above it and who fight: "raids helped soldiers fighting off an attack".
func (r *reader) fightersBefore(v int) bool {
	n := v - 1
	return n >= 0 && r.xpos(v) == "VBG" && (r.rel(v) == "advcl" || r.rel(v) == "xcomp") && r.f.verb("combat", r.lemma(v)) &&
		base(r.rel(n)) == "obj" && r.head(n) == r.head(v) && r.f.noun("force", r.lemma(n))
}

// sharedObject is the object that verb v shares with the one joined to it at once: members
// in "killed and wounded ten members"; -1 for none.
func (r *reader) sharedObject(v int) int {
	if r.nominal(v) || r.child(v, "det") >= 0 {
		return r.sharedVictim(v)
	}
	for _, k := range r.children(v, "conj") {
		if k == v+2 && r.upos(v+1) == "CCONJ" && r.upos(k) == "VERB" && r.child(k, "nsubj") < 0 && r.f.verb("harm", r.lemma(v)) && r.f.verb("harm", r.lemma(k)) {
			return r.child(k, "obj")
		}
	}
	return -1
}

// behindArms is what those who targeted it with arms did it to, which the parser joins to
// the arms: village in "targeted with eight shells the village"; -1 for none.
func (r *reader) behindArms(v int) int {
	for _, w := range r.children(v, "obl") {
		for _, k := range r.children(w, "appos", "conj", "nmod") {
			if k > w && r.child(k, "case") < 0 && !r.f.noun("munition", r.lemma(k)) && !r.f.noun("weaponry", r.lemma(k)) {
				return k
			}
		}
	}
	return -1
}

// besideObject is the object of a verb that the parser joined, with what it counts, to the
// object before it: others in "killed 70 fighters and wounded 30 others"; -1 for none.
func (r *reader) besideObject(v int) int {
	h := r.head(v)
	if h < 0 || base(r.rel(v)) != "conj" || r.predicate(h) || !r.f.verb("harm", r.lemma(v)) {
		return -1
	}
	for _, k := range r.children(h, "conj") {
		if first, _ := r.phrase(k); k > v && first == v+1 {
			return k
		}
	}
	return -1
}

// bounded reports whether the preposition of k belongs to a number: "at least 44".
func (r *reader) bounded(k int) bool {
	if r.child(k, "case") < 0 && !r.isTime(k) && r.figureAt(k) < 0 {
		n := r.child(k, "nummod") // "killing as many as 20 people"
		if n >= 0 {
			n = r.figureAt(n)
		}
		return n >= 0 && !r.d.Numbers[n].Ordinal && r.d.Numbers[n].Quantity.Bound != "" && (r.is(k, "people") || r.is(k, "force") || r.is(k, "member") || r.is(k, "militant"))
	}
	if c := r.child(k, "case"); c >= 0 {
		return r.figureAt(c) >= 0
	}
	return r.figureAt(k) >= 0 && !r.isTime(k)
}

// addOblique files a prepositional phrase under its preposition.
func (r *reader) addOblique(a args, k int, passive bool) {
	p := r.preposition(k)
	switch {
	case p == "by" && passive:
		a.add("subj", k)
	case p == "off" && !passive:
		a.add("obj", k) // "fought off the attack", with the particle taken for a preposition
	case p == "":
		a.add("bare", k)
	default:
		a.add(p, k)
		if first, _, several := strings.Cut(p, " "); several {
			a.add(first, k)
		}
	}
}

// relative is the noun that a relative pronoun k of verb v stands for, else k: the town itself in
// "Velm, the capital of the province, which the group had held".
func (r *reader) relative(v, k int) int {
	if r.rel(v) != "acl:relcl" || r.xpos(k) != "WDT" && r.xpos(k) != "WP" && r.d.Word(k) != "that" {
		return k
	}
	h := r.head(v)
	what := h // what is told of the town
	if up := r.head(h); up >= 0 && base(r.rel(h)) == "nmod" {
		what = up // "a town in the province which …"
	}
	if town := r.head(what); town >= 0 && base(r.rel(what)) == "appos" && r.f.noun("place", r.lemma(what)) && r.placeAt(town) >= 0 {
		return town
	}
	return h
}

// shareArgs adds the arguments that v shares with the clause it hangs from.
func (r *reader) shareArgs(a args, v int, passive bool) {
	h := r.head(v)
	if h < 0 {
		return
	}
	mine := "subj"
	if passive {
		mine = "obj"
	}
	switch rel := r.rel(v); {
	case rel == "acl:relcl":
		if len(a["subj"]) > 0 && len(a["obj"]) == 0 && !passive {
			a.add("obj", h)
		}
	case base(rel) == "acl" && r.xpos(v) == "VBN" && (r.transitive(v) || r.active(v)):
		if len(a["subj"]) == 0 {
			a.add("subj", h)
		}
	case base(rel) == "acl" && r.xpos(v) == "VBN":
		a.add("obj", h)
	case base(rel) == "acl" && r.xpos(v) == "VBG":
		if len(a["subj"]) == 0 && r.f.verb("effort", r.lemma(h)) {
			for _, s := range r.whoTries(h) { // "with the aim of retaking the town"
				a.add("subj", s)
			}
			return
		}
		if len(a["subj"]) == 0 {
			a.add("subj", h)
		}
	case base(rel) == "acl" && r.caused(h):
		a.add(mine, h) // "forced families to leave"
	case base(rel) == "acl":
		if len(a[mine]) == 0 {
			for _, s := range r.whoTries(h) {
				a.add(mine, s)
			}
		}
	case r.fightersBefore(v):
		a.add(mine, v-1)
	case rel == "xcomp" || base(rel) == "conj" || base(rel) == "advcl" || base(rel) == "parataxis":
		if len(a[mine]) > 0 || (r.depth > 6) {
			return
		}
		if r.isCue(h) && base(rel) == "advcl" {
			h = r.statedBy(h, v)
		}
		if base(rel) == "conj" && r.isCue(h) && r.f.verb("harm", r.lemma(v)) {
			h = r.statedBy(h, v) // "said the blast killed two and wounded ten"
		}
		for !r.predicate(h) && r.head(h) >= 0 {
			h = r.head(h) // "killed 44 and wounded 140": joined to the number
		}
		r.depth++
		above := r.verbArgs(h)
		r.depth--
		from := "subj"
		if (rel == "xcomp" || base(rel) == "advcl" && r.xpos(v) == "VB" && r.f.verb("cause", r.lemma(h))) && len(above["obj"]) > 0 {
			from = "obj" // "forced troops to retreat"
		}
		if r.passive(h) && len(above["obj"]) > 0 {
			from = "obj" // "were taken and moved"
		}
		for _, s := range above[from] {
			a.add(mine, s)
		}
	}
}

// whoTries are those who make the effort that noun n names: its owner, else whoever the
// clause it stands in tells of: rebels in "rebels died in a bid to reopen the road".
func (r *reader) whoTries(n int) []int {
	if r.depth > 6 {
		return nil
	}
	r.depth++
	defer func() { r.depth-- }()
	if own := r.nounArgs(n)["subj"]; len(own) > 0 {
		return own
	}
	v := r.head(n)
	for v >= 0 && base(r.rel(n)) == "nmod" && !r.predicate(v) {
		n, v = v, r.head(v)
	}
	if v < 0 || r.upos(v) != "VERB" || base(r.rel(n)) != "obl" || !r.f.verb("effort", r.lemma(n)) && r.preposition(n) == "" {
		return nil
	}
	above := r.verbArgs(v)
	if r.passive(v) || len(above["subj"]) == 0 {
		return above["obj"]
	}
	return above["subj"]
}

// caused reports whether noun h is the object of a verb that makes it do what follows.
func (r *reader) caused(h int) bool {
	v := r.head(h)
	return v >= 0 && base(r.rel(h)) == "obj" && r.f.verb("cause", r.lemma(v))
}

// statedBy is the clause that the cue at h puts into a mouth, and that an adverbial v
// beside the cue goes on from: "they attacked, he said, taking the hill"; h when there
// is none.
func (r *reader) statedBy(h, v int) int {
	if said := r.child(h, "ccomp", "parataxis"); said >= 0 && said != v {
		return said
	}
	if base(r.rel(h)) == "parataxis" && r.head(h) >= 0 {
		return r.head(h)
	}
	return h
}

// misreadSubject is the noun that the parser hung from finite verb v by a word that
// here opens the clause: army in "after the army freed the city"; -1 for none.
func (r *reader) misreadSubject(v int) int {
	switch r.xpos(v) {
	case "VBD", "VBZ", "VBP":
	case "VBN":
		if r.passive(v) || r.child(v, "aux") >= 0 || r.rel(v) != "root" && base(r.rel(v)) != "ccomp" && !(base(r.rel(v)) == "advcl" && (r.transitive(v) || r.rightBehind(v))) {
			return -1
		}
	default:
		return -1
	}
	for _, c := range r.children(v, "ccomp", "parataxis") {
		if k := r.child(c, "obj"); c < k && k < v { // "the army claims dozens of militants died", with the claim hung from the death
			return k
		}
	}
	for _, k := range r.children(v, "obl") {
		if k >= v || r.isTime(k) && r.actorAt(k) < 0 {
			continue
		}
		if r.f.verb("conjoin", r.preposition(k)) {
			return k
		}
		// "In Dara army units shelled the camp", in text that has lost its commas
		if a := r.actorAt(k); a >= 0 && r.f.verb("stands", r.preposition(k)) && !r.d.Actors[a].Person && r.placeBetween(k) {
			return k
		}
	}
	return -1
}

// rightBehind reports whether the noun right before participle v hangs from it by a word that opens a
// clause: rockets in "after two rockets landed".
func (r *reader) rightBehind(v int) bool {
	return slices.ContainsFunc(r.children(v, "obl"), func(k int) bool { return k == v-1 && !r.isTime(k) && r.f.verb("conjoin", r.preposition(k)) })
}

// placeBetween reports whether a place or a time is named between the preposition of token k and
// token k's own mention.
func (r *reader) placeBetween(k int) bool {
	c, a := r.child(k, "case"), r.actorAt(k)
	if c < 0 || a < 0 {
		return false
	}
	if c+1 < r.d.TokenAt(r.d.Actors[a].Start) && r.isTime(c+1) {
		return true // "On Monday fighters surged"
	}
	from, to := text.Within(r.d.Places, r.d.Tokens[c].End, r.d.Actors[a].Start)
	return from < to && r.d.Places[from].End <= r.d.Actors[a].Start && !r.d.Places[from].Demonym
}

// particles are the words beside v that can make it another verb: "out" in "drove
// them out", "under" in "came under attack".
func (r *reader) particles(v int) []string {
	var out []string
	for _, k := range r.kids[v] {
		k := int(k)
		switch base(r.rel(k)) {
		case "compound", "advmod", "xcomp":
			out = append(out, r.lemma(k))
			if r.purpose(k) {
				out = append(out, "to") // "agreed to leave"
			}
		case "obj":
			out = append(out, r.lemma(k))
			if first := v + 1; first < k && base(r.rel(first)) == "amod" && r.head(first) == k && r.numberOf(k) >= 0 {
				out = append(out, r.lemma(first)) // "shot dead 13 people"
			}
			for _, m := range r.children(k, "nmod") {
				out = append(out, r.preposition(m))
			}
		case "obl":
			for _, m := range r.children(k, "nmod") {
				out = append(out, r.preposition(m))
			}
			out = append(out, strings.Fields(r.preposition(k))...)
			for _, m := range r.kids[k] {
				if base(r.rel(int(m))) == "advmod" {
					out = append(out, r.lemma(int(m)))
				}
			}
		}
	}
	return out
}
