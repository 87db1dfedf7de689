package train

import "stemma/internal/conllu"

// everyBare is how many rounds it takes to see each sentence without commas once.
const everyBare = 4

// withoutCommas is a sentence as some crawls of news have it, with every comma lost;
// false when it has none. A word that hangs from a comma hangs from the comma's head.
func withoutCommas(s conllu.Sentence) (conllu.Sentence, bool) {
	at := make([]int, len(s.Words))
	out := s
	out.Words, out.Surfaces = nil, nil
	for i, w := range s.Words {
		at[i] = len(out.Words)
		if w.Form != "," {
			out.Words = append(out.Words, w)
		}
	}
	if len(out.Words) == len(s.Words) || len(out.Words) == 0 {
		return s, false
	}
	for i, w := range out.Words {
		h := w.Head
		for n := 0; h >= 0 && s.Words[h].Form == "," && n < len(s.Words); n++ {
			h = s.Words[h].Head
		}
		if h >= 0 {
			h = at[h]
		}
		out.Words[i].Head = h
	}
	return out, rooted(out)
}

// rooted reports whether exactly one word is the root and none hangs from itself.
func rooted(s conllu.Sentence) bool {
	roots := 0
	for i, w := range s.Words {
		if w.Head < 0 {
			roots++
		}
		if w.Head == i {
			return false
		}
	}
	return roots == 1
}
