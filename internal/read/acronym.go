package read

import (
	"strings"
	"unicode/utf8"

	"stemma/internal/text"
)

// acronyms is s as the network is to read it: each acronym that looks like a common word
// in capitals ("IS", "WHO") is replaced by one of the same length that does not, and a
// genitive s that has lost its apostrophe by an apostrophe. Offsets stay as they are. A sentence in capitals is
// left alone: nothing tells its names from its words.
func acronyms(s string, tokens []text.Token, sentences []text.Sentence) string {
	var out []byte
	for _, sent := range sentences {
		if inCapitals(s, tokens[sent.First:sent.Last]) {
			continue
		}
		for i, t := range tokens[sent.First:sent.Last] {
			stand, ok := standIn[t.Of(s)]
			if t.Of(s) == "s" && i > 0 && tokens[sent.First+i-1].End == t.Start {
				stand, ok = "'", true
			}
			if !ok {
				continue
			}
			if out == nil {
				out = []byte(s)
			}
			copy(out[t.Start:t.End], stand)
		}
	}
	if out == nil {
		return s
	}
	return string(out)
}

// standIn are acronyms that look like common words, and nouns that look like verbs, with ones that
// do not.
var standIn = map[string]string{
	"IS": "UN", "IT": "UN", "AS": "UN", "AM": "UN", "OR": "UN", "SO": "UN", "DO": "UN",
	"drone": "plane", "drones": "planes", "Drone": "Plane", "Drones": "Planes", // never what somebody does, in reports of wars
	"Umm": "Ann", "Oum": "Ann", // a name, and no sound of doubt
	"WHO": "IMF", "ALL": "IMF", "CAN": "IMF", "MAY": "IMF", "ARE": "IMF", "HAS": "IMF", "SIT": "IMF",
}

// cases reports whether a word has small letters, and whether it has capitals.
func cases(w string) (small, large bool) {
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= utf8.RuneSelf:
			return w != strings.ToUpper(w), w != strings.ToLower(w)
		case 'a' <= c && c <= 'z':
			small = true
		case 'A' <= c && c <= 'Z':
			large = true
		}
	}
	return small, large
}

// inCapitals reports whether at least half of the words of a sentence are in capitals.
func inCapitals(s string, tokens []text.Token) bool {
	capitals, words := 0, 0
	for _, t := range tokens {
		switch small, large := cases(t.Of(s)); {
		case small:
			words++
		case large:
			words, capitals = words+1, capitals+1
		}
	}
	return capitals*2 >= words
}
