package when

import (
	"strings"

	"stemma/internal/lookup"
	"stemma/internal/text"
)

// ahead are the words before a time that put its event into the future.
var ahead = lookup.Of(map[string]bool{
	"will": true, "shall": true, "ll": true, "won": true, "expected": true, "scheduled": true, "due": true, "slated": true,
	"planned": true, "plans": true, "plan": true, "intends": true, "intend": true, "going": true, "upcoming": true, "hopes": true,
	"would": true, "expects": true, "vowed": true, "promised": true, "agreed": true, "deadline": true,
})

// clauseReach is how many words from a time its verb is looked for.
const clauseReach = 40

// behind are the words that put it into the past.
var behind = lookup.Of(map[string]bool{
	"was": true, "were": true, "had": true, "did": true, "has": true, "have": true, "been": true,
})

// future reports whether the event of an expression lies ahead: by the nearest sign
// of tense before it in its sentence, else behind it, and whether
// there was a sign at all. A verb of saying is no sign.
func (r *reader) future(s *read, e Expression) (future, told bool) {
	if e.Point.HasShift {
		return e.Point.Shift > 0, false
	}
	for i := e.First - 1; i >= max(0, e.First-clauseReach); i-- {
		if v, ok := r.sign(s, i); ok {
			return v, true
		}
		if saying.Get(s.words[i].Text) && e.First-i <= 4 { // "announced a deal Saturday that would …"
			return false, true
		}
	}
	for i := e.Last; i < min(len(s.words), e.Last+clauseReach); i++ {
		if v, ok := r.sign(s, i); ok {
			return v, true
		}
		if saying.Get(s.words[i].Text) { // "On Thursday the ministry said it would …"
			return false, true
		}
	}
	return false, false
}

// sign reads word i as a sign of tense: true for the future.
func (r *reader) sign(s *read, i int) (future, ok bool) {
	w := s.words[i].Text
	switch {
	case w == "agreed" && i+1 < len(s.words) && s.words[i+1].Text != "to" && s.words[i+1].Text != "that":
		return false, true // "a truce agreed in May"
	case ahead.Get(w):
		if w == "would" || w == "agreed" || w == "planned" || w == "promised" || w == "vowed" {
			return true, i+1 < len(s.words) && w != "planned"
		}
		return true, true
	case w == "to" && i > 0 && (s.words[i-1].Text == "is" || s.words[i-1].Text == "are" || s.words[i-1].Text == "set"):
		return true, true
	case behind.Get(w) && i > 0 && (ahead.Get(s.words[i-1].Text) || s.words[i-1].Text == "to" || s.words[i-1].Text == "may" || s.words[i-1].Text == "might"):
		return true, ahead.Get(s.words[i-1].Text)
	case behind.Get(w):
		if i+1 < len(s.words) && ahead.Get(s.words[i+1].Text) {
			return true, true
		}
		return false, true
	}
	if r.tags == nil {
		return false, strings.HasSuffix(w, "ed") && len(w) > 4 && !saying.Get(w)
	}
	t := r.tag(s, i)
	return false, (t == "VBD" || t == "VBN") && !saying.Get(w)
}

// ongoing reports whether a length tells how long something has lasted up to now:
// "have been trying for two years".
func (r *reader) ongoing(s *read, e Expression) bool {
	if e.First == 0 || s.words[e.First-1].Text != "for" {
		return false
	}
	for i := e.First - 2; i >= max(0, e.First-clauseReach); i-- {
		switch s.words[i].Text {
		case "have", "has", "ve":
			return i == 0 || s.words[i-1].Text != "will" && s.words[i-1].Text != "to" && s.words[i-1].Text != "would"
		case "had", "was", "were", "will", "would", "did", ";":
			return false
		}
	}
	return false
}

// saying are past forms that tell when it was said, not when it happens.
var saying = lookup.Of(map[string]bool{"said": true, "announced": true, "added": true, "told": true, "reported": true, "stated": true, "declared": true, "warned": true, "noted": true, "confirmed": true})

// tag is the Penn tag of word i; "" without one.
func (r *reader) tag(s *read, i int) string {
	if t := text.Covering(r.tokens, s.words[i].Start); t >= 0 {
		return r.tags[t].XPOS
	}
	return ""
}
