package claim

import (
	"slices"
	"strings"

	"stemma"
)

// ofThem are the parts of a toll that the sentence goes on to tell of with "of them": "killed
// 22 people, seven of them children", and those that it says most were: "mostly civilians".
// Each is a claim of the toll's kind.
func (r *reader) ofThem(e event, last int, events []event) []event {
	if !fallen(stemma.Claim{Kind: e.frame.kind}) && e.frame.kind != stemma.Detained && e.frame.kind != stemma.Displaced {
		return nil
	}
	end := last // end is where another event begins.
	for _, o := range events {
		if o.word > e.word && o.word < end {
			end = o.word
		}
	}
	var out []event
	for i := e.word + 1; i < end; i++ {
		from, to, noun := r.portionAt(i, end)
		if to <= from || to == end && end < last || slices.ContainsFunc(events, func(o event) bool { return o.first == from }) {
			continue // it belongs to what is told next, or is read already
		}
		frame := *e.frame
		frame.count, frame.fills = "number", nil
		part := e
		part.frame, part.args, part.first, part.last = &frame, args{"number": {i}, "alone": {i}, "included": {i}}, from, to
		if noun >= 0 {
			frame.fills, part.args["obj"] = tollFills, []int{noun}
			frame.unit = strings.ToLower(r.d.Word(noun))
		}
		out = append(out, part)
		i = to
	}
	return out
}

// portionAt is the stretch of a portion that begins at token i, and the noun for those whom it
// tells of, -1 for none; an empty stretch where none begins there.
func (r *reader) portionAt(i, end int) (from, to, noun int) {
	word := func(k int) string {
		if k >= end {
			return ""
		}
		return strings.ToLower(r.d.Word(k))
	}
	noun = -1
	var behind int
	switch {
	case (r.upos(i) == "NUM" || r.f.verb("some-of", word(i))) && word(i+1) == "of" && (word(i+2) == "them" || word(i+2) == "whom"):
		behind = i + 3
	case r.f.verb("mainly", word(i)):
		if r.xpos(min(i+1, end-1)) != "NNS" {
			return 0, 0, -1
		}
		behind = i + 1
	default:
		return 0, 0, -1
	}
	const longest = 7 // tokens behind
	to = behind
	for to < end && to < behind+longest && r.upos(to) != "PUNCT" && r.upos(to) != "SCONJ" && r.upos(to) != "CCONJ" && !r.isCue(to) && !r.outside(to) {
		if noun < 0 && r.upos(to) == "NOUN" && (r.is(to, "people") || r.is(to, "force")) {
			noun = to
		}
		if r.upos(to) == "AUX" || r.upos(to) == "VERB" && r.xpos(to) != "VBN" && r.xpos(to) != "VBG" {
			return 0, 0, -1 // a clause of its own
		}
		to++
	}
	for to > behind && (r.upos(to-1) == "DET" || r.upos(to-1) == "ADP") {
		to--
	}
	if to == behind {
		return 0, 0, -1
	}
	return i, to, noun
}
