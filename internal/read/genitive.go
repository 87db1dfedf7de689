package read

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

// genitives splits the s of a genitive from its noun where a crawl has lost the
// apostrophe: "Syrias" becomes Syria|s, "countrys" country|s. It leaves a text alone that
// has apostrophes; known tells which capitalised words are names, and town which are those of
// places, for words that stand without the s too.
func genitives(s string, tokens []text.Token, sentences []text.Sentence, known, town func(string) bool) ([]text.Token, []text.Sentence) {
	if strings.Contains(s, "'") || strings.Contains(s, "’") {
		return tokens, sentences
	}
	stands := sync.OnceValue(func() map[string]bool {
		all := make(map[string]bool, len(tokens))
		for _, t := range tokens {
			all[t.Of(s)] = true
		}
		return all
	})
	var out []text.Token // out is nil until a token is split.
	var split []int      // split[i] is how many were split before token i.
	for i, t := range tokens {
		if out != nil {
			split[i] = len(out) - i
		}
		w := t.Of(s)
		if stem, ok := strings.CutSuffix(w, "s"); !ok || !lostGenitive(w, known) && !(townLike(w, stem) && stands()[stem] && townsGenitive(w, stem, known, town)) {
			if out != nil {
				out = append(out, t)
			}
			continue
		}
		if out == nil {
			out = append(make([]text.Token, 0, len(tokens)+8), tokens[:i]...)
			split = make([]int, len(tokens)+1)
		}
		at := t.End - 1
		out = append(out, text.Token{Span: stemma.Span{Start: t.Start, End: at}}, text.Token{Span: stemma.Span{Start: at, End: t.End}, SpaceAfter: t.SpaceAfter})
	}
	if out == nil {
		return tokens, sentences
	}
	split[len(tokens)] = len(out) - len(tokens)
	moved := make([]text.Sentence, len(sentences))
	for i, sent := range sentences {
		sent.First += split[sent.First]
		sent.Last += split[sent.Last]
		moved[i] = sent
	}
	return out, moved
}

// townsGenitive reports whether w is the name of a town, which the text has without the s
// too, with a genitive s.
func townsGenitive(w, stem string, known, town func(string) bool) bool {
	return townLike(w, stem) && !known(w) && town(stem) && !town(w)
}

// townLike reports whether w is written as the name of a town with a genitive s may be.
func townLike(w, stem string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) && len(stem) >= 4 && !strings.HasSuffix(stem, "s")
}

// lostGenitive reports whether w is a noun with a genitive s: a known name, or a word in
// -ys after a consonant, which is no English plural.
func lostGenitive(w string, known func(string) bool) bool {
	stem, ok := strings.CutSuffix(w, "s")
	if ok && len(stem) >= 2 && gazetteer.AllUpper(stem) {
		return known(stem) && !known(w)
	}
	if !ok || len(stem) < 4 {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
		return !strings.HasSuffix(stem, "s") && !known(w) && known(stem)
	}
	return strings.HasSuffix(stem, "y") && !strings.ContainsRune("aeiou", rune(stem[len(stem)-2]))
}
