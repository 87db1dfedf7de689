package train

import (
	"strings"

	"stemma/internal/conllu"
	"stemma/internal/syntax"
	"stemma/internal/text"
)

// A treebank says of names which words are proper nouns and how they hang together.
// Where it also marks mentions with their kinds, that tells the kind; elsewhere any
// kind is right, and the sets of names teach which.

var anyInside, anyName uint16 = func() (inside, name uint16) {
	for _, k := range []text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName} {
		inside |= bit(syntax.Inside(k))
		name |= bit(syntax.Inside(k)) | bit(syntax.Begin(k))
	}
	return inside, name
}()

// namesOfTree are the tags of names that a tree allows each of its words.
func namesOfTree(s conllu.Sentence) []uint16 {
	mentions := mentionsOf(s)
	sets := make([]uint16, len(s.Words))
	for i, w := range s.Words {
		switch {
		case w.UPOS == "PROPN":
			sets[i] = ofProper(s, i, mentions)
		case between(s, i):
			sets[i] = bit(syntax.Outside) | anyInside
		default:
			sets[i] = bit(syntax.Outside)
		}
	}
	return sets
}

func ofProper(s conllu.Sentence, i int, mentions []mention) uint16 {
	w := s.Words[i]
	switch low := strings.ToLower(strings.TrimSuffix(w.Form, ".")); {
	case calendar[low], w.XPOS == "ADD", isAddress(w.Form):
		return bit(syntax.Outside)
	case w.Rel == "nmod:desc" && low != "st" && low != "saint": // a title: President
		return bit(syntax.Outside)
	}
	set := anyName
	if m, ok := innermost(mentions, i); ok {
		set = bit(syntax.Begin(m.kind)) | bit(syntax.Inside(m.kind))
		if m.kind == text.Person && w.XPOS == "NNPS" {
			return bit(syntax.Outside) // a people
		}
	}
	if w.XPOS == "NNPS" {
		set |= bit(syntax.Outside)
	}
	if w.Rel == "flat" && i > 0 && w.Head < i && s.Words[i-1].UPOS == "PROPN" && s.Words[i-1].Rel != "nmod:desc" {
		set &= anyInside | bit(syntax.Outside)
	}
	return set
}

// isAddress reports whether a word is an address or a handle, which names nobody.
func isAddress(w string) bool {
	return strings.ContainsAny(w, "@#") || strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "http")
}

// between reports whether a word may join two parts of a name: "University of Lund".
func between(s conllu.Sentence, i int) bool {
	switch s.Words[i].UPOS {
	case "ADP", "DET", "CCONJ", "PUNCT", "NUM", "NOUN", "ADJ", "PART", "X", "SYM":
	default:
		return false
	}
	if s.Words[i].UPOS == "PUNCT" && (s.Words[i].Form == "," || s.Words[i].Form == ".") {
		return false
	}
	left, right := false, false
	for d := 1; d <= 3; d++ {
		left = left || i-d >= 0 && s.Words[i-d].UPOS == "PROPN"
		right = right || i+d < len(s.Words) && s.Words[i+d].UPOS == "PROPN"
	}
	if capital(s.Words[i].Form) && i > 0 { // "Amnesty International", "Camp David accords"
		return left || right
	}
	return left && right
}

func capital(w string) bool { return w != "" && 'A' <= w[0] && w[0] <= 'Z' }

// mention is a marked mention whose head is a proper noun.
type mention struct {
	first, last int
	kind        text.NameKind
}

func innermost(mentions []mention, i int) (mention, bool) {
	best, found := mention{}, false
	for _, m := range mentions {
		if m.first <= i && i < m.last && (!found || m.last-m.first < best.last-best.first) {
			best, found = m, true
		}
	}
	return best, found
}

// mentionsOf reads the mentions marked as Entity=(1-person-new… at their first and 1)
// at their last word.
func mentionsOf(s conllu.Sentence) []mention {
	type open struct {
		id, kind string
		first    int
	}
	var stack []open
	var all []mention
	shut := func(id string, last int) {
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].id == id {
				if properHead(s, stack[k].first, last) {
					all = append(all, mention{stack[k].first, last, Kind(stack[k].kind)})
				}
				stack = append(stack[:k], stack[k+1:]...)
				return
			}
		}
	}
	for i, w := range s.Words {
		for rest := entityOf(w.Misc); rest != ""; {
			if rest[0] == '(' {
				end := strings.IndexAny(rest[1:], "()") + 1
				body, closed := rest[1:], false
				if end > 0 {
					body, closed = rest[1:end], rest[end] == ')'
					rest = rest[end:]
					if closed {
						rest = rest[1:]
					}
				} else {
					rest = ""
				}
				f := strings.SplitN(body, "-", 3)
				if len(f) < 2 {
					continue
				}
				stack = append(stack, open{f[0], f[1], i})
				if closed {
					shut(f[0], i+1)
				}
				continue
			}
			id, after, ok := strings.Cut(rest, ")")
			if !ok {
				break
			}
			shut(id, i+1)
			rest = after
		}
	}
	return all
}

func entityOf(misc string) string {
	for _, f := range strings.Split(misc, "|") {
		if v, ok := strings.CutPrefix(f, "Entity="); ok {
			return v
		}
	}
	return ""
}

func properHead(s conllu.Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if h := s.Words[i].Head; h < first || h >= last {
			return s.Words[i].UPOS == "PROPN"
		}
	}
	return false
}

// calendar names days, months and feasts: proper nouns that name nobody.
var calendar = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "jan": true, "feb": true, "mar": true, "apr": true,
	"jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true,
	"christmas": true, "easter": true, "ramadan": true, "thanksgiving": true, "halloween": true, "eid": true,
	"am": true, "pm": true, "a.m": true, "p.m": true,
}
