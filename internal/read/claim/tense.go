package claim

// tense is how a clause stands to the time at which it is said.
type tense int

const (
	untold  tense = iota // untold: a headline, a phrase without a finite verb.
	past                 // past: "they took the town".
	perfect              // perfect: "they have taken the town", some time until now.
	present              // present: "they hold the town", "they are advancing".
)

// tenseOf is the tense of the finite verb that governs token i.
func (r *reader) tenseOf(i int) tense {
	for range 8 {
		v := r.clause(i)
		if t := r.finite(v); t != untold {
			return t
		}
		if r.head(v) < 0 || r.isCue(r.head(v)) || r.xpos(v) == "VBN" && base(r.rel(v)) == "acl" {
			return untold
		}
		i = r.head(v)
	}
	return untold
}

// finite is the tense of the predicate v by its own form and its auxiliaries.
func (r *reader) finite(v int) tense {
	found := untold
	for _, k := range append(r.children(v, "aux", "cop"), v) {
		switch r.xpos(k) {
		case "MD":
			return untold
		case "VBD":
			if found == untold {
				found = past
			}
		case "VBZ", "VBP":
			if found == untold {
				found = present
			}
			if r.lemma(k) == "have" && k != v {
				found = perfect
			}
		}
	}
	return found
}
