package read

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/syntax"
	"stemma/internal/text"
)

//go:embed comma.txt
var commaTable string

// commaGroups are the groups of comma.txt.
type commaGroups struct {
	participle, binds, article, said, noClause, day, month, opens, number, countsOn, part, firstOf, magnitude, describes, wages, bound, subject lookup.Set
	kin                                                                                                                                         lookup.Table[string] // kin are the nouns of kinOf.
}

var commaWords = sync.OnceValue(func() *commaGroups {
	g := new(commaGroups)
	groups := grouped(commaTable)
	for name, set := range map[string]*lookup.Set{
		"participle": &g.participle,
		"binds":      &g.binds,
		"article":    &g.article,
		"said":       &g.said,
		"no-clause":  &g.noClause,
		"day":        &g.day,
		"month":      &g.month,
		"opens":      &g.opens,
		"number":     &g.number,
		"counts-on":  &g.countsOn,
		"part":       &g.part,
		"first-of":   &g.firstOf,
		"magnitude":  &g.magnitude,
		"describes":  &g.describes,
		"wages":      &g.wages,
		"subject":    &g.subject,
	} {
		*set = *lookup.Of(groups[name])
	}
	bounds := map[string]bool{}
	for w := range groups["bound"] {
		bounds[strings.ReplaceAll(w, "-", " ")] = true
	}
	g.bound, g.kin = *lookup.Of(bounds), *lookup.Of(kinOf)
	return g
})

// marked is a text that has lost its commas as the network is to read it, with marks put
// back that nothing but the network sees.
type marked struct {
	text      string
	tokens    []text.Token
	sentences []text.Sentence
	own       []int // own[k] is the token of the text that tokens[k] is; -1 for a mark.
	chain     []int // chain[k] is how many tokens before it stand for the same word: rebel and "-" in "rebel-held".
}

// mark puts marks back into the sentences of s.
func mark(s string, tokens []text.Token, sentences []text.Sentence) marked {
	m := marked{tokens: make([]text.Token, 0, len(tokens)+len(tokens)/16+8)}
	m.own, m.chain = make([]int, 0, cap(m.tokens)), make([]int, 0, cap(m.tokens))
	var out strings.Builder
	out.Grow(len(s) + len(s)/64)
	copied := 0
	low := make([]string, len(tokens))
	for i, t := range tokens {
		low[i] = strings.ToLower(t.Of(s))
	}
	put := func(first, own int, w string) {
		out.WriteString(s[copied:tokens[first].Start])
		at := out.Len()
		out.WriteString(w)
		copied = tokens[own].End
		m.tokens = append(m.tokens, text.Token{Span: stemma.Span{Start: at, End: out.Len()}, SpaceAfter: tokens[own].SpaceAfter})
		m.own, m.chain = append(m.own, own), append(m.chain, own-first)
	}
	insert := func(w string) {
		if last := &m.tokens[len(m.tokens)-1]; w == "," {
			last.SpaceAfter = false
		} else {
			out.WriteString(" ")
		}
		at := out.Len()
		out.WriteString(w)
		m.tokens = append(m.tokens, text.Token{Span: stemma.Span{Start: at, End: out.Len()}, SpaceAfter: true})
		m.own, m.chain = append(m.own, -1), append(m.chain, 0)
	}
	for _, sent := range sentences {
		first := len(m.tokens)
		loud := inCapitals(s, tokens[sent.First:sent.Last])
		for i := sent.First; i < sent.Last; i++ {
			if i > sent.First && !loud {
				if w := lost(s, tokens, low, sent, i); w != "" {
					insert(w)
				}
			}
			if last := describes(s, tokens, sent, i); last > i {
				put(i, last, standsFor)
				i = last
				continue
			}
			w := tokens[i].Of(s)
			if kin := commaWords().kin.Get(w); kin != "" && i+1 < sent.Last && commaWords().wages.Get(tokens[i+1].Of(s)) {
				w = kin
			}
			put(i, i, w)
		}
		sent.First, sent.Last = first, len(m.tokens)
		if sent.First < sent.Last {
			sent.Start, sent.End = m.tokens[sent.First].Start, m.tokens[sent.Last-1].End
		}
		m.sentences = append(m.sentences, sent)
	}
	out.WriteString(s[copied:])
	m.text = out.String()
	return m
}

// back is what the network said of the words of the text, without the marks. What hung
// from a mark hangs from what the mark hung from.
func (m marked) back(a syntax.Analysis, tokens []text.Token) syntax.Analysis {
	out := syntax.Analysis{Tags: make([]text.Tag, 0, len(tokens)), Arcs: make([]text.Arc, 0, len(tokens))}
	moved := make([]int, len(m.own)+1) // moved[k] is how many of the text's tokens stand before k.
	for k, i := range m.own {
		moved[k+1] = moved[k]
		if i >= 0 {
			moved[k+1] += 1 + m.chain[k]
		}
	}
	for k, i := range m.own {
		if i < 0 {
			continue
		}
		arc := a.Arcs[k]
		for arc.Head >= 0 && m.own[arc.Head] < 0 {
			if arc.Head = a.Arcs[arc.Head].Head; arc.Head < 0 {
				arc.Rel = "root"
			}
		}
		if arc.Head >= 0 {
			arc.Head = m.own[arc.Head]
		}
		tag := a.Tags[k]
		for j := m.chain[k]; j > 0; j-- {
			part, at := text.Tag{UPOS: "NOUN", XPOS: "NN"}, text.Arc{Head: i, Rel: "compound"}
			if j%2 == 1 {
				part, at = text.Tag{UPOS: "PUNCT", XPOS: "HYPH"}, text.Arc{Head: i - j - 1, Rel: "punct"}
			}
			out.Tags, out.Arcs = append(out.Tags, part), append(out.Arcs, at)
			if arc.Rel == "amod" {
				tag.UPOS, tag.XPOS = "VERB", "VBN"
			}
		}
		out.Tags, out.Arcs = append(out.Tags, tag), append(out.Arcs, arc)
	}
	for _, n := range a.Names {
		if n.First, n.Last = moved[n.First], moved[n.Last]; n.First < n.Last {
			n.Start, n.End = tokens[n.First].Start, tokens[n.Last-1].End
			out.Names = append(out.Names, n)
		}
	}
	return out
}

// kinOf are nouns for one side of a war that the treebanks have too seldom before another noun to be
// told from a verb's, with a kin of each that is read in its place.
var kinOf = map[string]string{"regime": "army", "Regime": "Army"}

// standsFor is what the network reads for an adjective of a noun and a participle.
const standsFor = "local"

// describes is the last token of an adjective made of a noun and a participle that begins at
// token i, as "rebel-held"; i for none.
func describes(s string, tokens []text.Token, sent text.Sentence, i int) int {
	last := i
	for last+2 < sent.Last && !tokens[last].SpaceAfter && tokens[last+1].Of(s) == "-" && !tokens[last+1].SpaceAfter {
		last += 2
	}
	if last == i || !commaWords().describes.Get(strings.ToLower(tokens[last].Of(s))) {
		return i
	}
	return last
}

// lost is the mark that stood before token i of a sentence; "" for none. low are the
// tokens in lower case.
func lost(s string, tokens []text.Token, low []string, sent text.Sentence, i int) string {
	g := commaWords()
	word := func(k int) string {
		if k < sent.First || k >= sent.Last {
			return ""
		}
		return low[k]
	}
	w, before := word(i), word(i-1)
	switch {
	case isMark(before) || isMark(w):
		return ""
	case (g.participle.Get(w) || strings.HasSuffix(w, "ing") && tailWords()["goes-on"][w]) && !g.binds.Get(before) && !strings.HasSuffix(before, "ly"):
		return ","
	case g.said.Get(before) && !g.noClause.Get(w) && i+2 < sent.Last && (i-2 < sent.First || !quoteMark(word(i-2))):
		return "that"
	case g.day.Get(before) && g.said.Get(word(i-2)) && !g.noClause.Get(w) && i+3 < sent.Last:
		return "that"
	case g.article.Get(w) && named(tokens[i-1].Of(s)) && i-1 > sent.First && !g.month.Get(before):
		return ","
	case i+2 < sent.Last && word(i+1) == "s" && tokens[i].End == tokens[i+1].Start && named(tokens[i].Of(s)) && named(tokens[i-1].Of(s)) && (strings.HasSuffix(word(i+2), "est") || g.firstOf.Get(word(i+2))):
		return "," // "of Velm, Orlo's largest"
	case w == "al" && rowOfNames(s, tokens, sent, i):
		return ","
	case g.part.Get(w) && word(i+1) == "of" && (isNumber(before) || g.magnitude.Get(before)):
		return "," // "displaced 11 million, half of the people"
	case opened(word, sent, i):
		return ","
	case creditEnds(s, tokens, sent, word, i):
		return ","
	case g.part.Get(w) && word(i+1) == "of" && word(i+2) == "them" || isNumber(w) && word(i+1) == "of" && word(i+2) == "them":
		if !g.binds.Get(before) && !g.countsOn.Get(before) {
			return ","
		}
	case (isNumber(w) || g.article.Get(w) && !activeWords()["time"][word(i+1)] && word(i+1) != "few") && listed(s, tokens, sent, i):
		return ","
	}
	return ""
}

// isMark reports whether a token is of marks alone.
func isMark(w string) bool {
	return (w < "A" || w[0] >= utf8.RuneSelf) && strings.Trim(w, ",.;:?!-–—()\"“”'‘’") == ""
}

// rowOfNames reports whether the name that begins with the Arabic article at token i follows
// another that does, as in a row of places: "al-Tarn al-Orlo and al-Velm".
func rowOfNames(s string, tokens []text.Token, sent text.Sentence, i int) bool {
	article := func(k int) bool {
		return k >= sent.First && k+2 < sent.Last && tokens[k].Of(s) == "al" && tokens[k+1].Of(s) == "-" && named(tokens[k+2].Of(s))
	}
	return article(i) && article(i-3) && (i-4 < sent.First || !named(tokens[i-4].Of(s)))
}

// opened reports whether what opens the sentence ends before token i: "On Sunday", "In July
// 2013", "Meanwhile".
func opened(word func(int) string, sent text.Sentence, i int) bool {
	g := commaWords()
	first := word(sent.First)
	if i == sent.First+1 {
		return g.opens.Get(first) && word(i) != "in" && word(i) != "on"
	}
	if first != "on" && first != "in" && first != "since" || i > sent.First+4 {
		return false
	}
	dated := false
	for k := sent.First + 1; k < i; k++ {
		w := word(k)
		if !g.day.Get(w) && !g.month.Get(w) && !digits(w) {
			return false
		}
		dated = true
	}
	w := word(i)
	return dated && !g.month.Get(w) && !digits(w) && w != "and" && w != "or" && w != "of"
}

// creditEnds reports whether the source that "According to" opens the sentence with ends before token
// i, where what it tells begins: "According to the agency at least ten were killed".
func creditEnds(s string, tokens []text.Token, sent text.Sentence, word func(int) string, i int) bool {
	const longest = 9 // words
	if i < sent.First+3 || i > sent.First+longest || word(sent.First) != "according" || word(sent.First+1) != "to" {
		return false
	}
	opens := func(k int) bool {
		w, next := word(k), word(k+1)
		return isNumber(w) || commaWords().bound.Get(w+" "+next) || commaWords().subject.Get(w) && k > sent.First+2
	}
	if !opens(i) || !named(tokens[i-1].Of(s)) && !tailWords()["noun"][word(i-1)] {
		return false
	}
	for k := sent.First + 3; k < i; k++ {
		if opens(k) && named(tokens[k-1].Of(s)) || word(k) == "in" || word(k) == "of" || word(k) == "on" {
			return false
		}
	}
	return true
}

// listed reports whether the number at token i begins the next of a row of counted things:
// six in "two posts six caches".
func listed(s string, tokens []text.Token, sent text.Sentence, i int) bool {
	const longest = 5 // words of a counted thing
	g := commaWords()
	if b := tokens[i-1].Of(s); g.countsOn.Get(strings.ToLower(b)) || isNumber(strings.ToLower(b)) || !plain(b) {
		return false
	}
	if i+1 >= sent.Last || !plain(tokens[i+1].Of(s)) {
		return false
	}
	for k := i - 1; k >= max(sent.First, i-1-longest); k-- {
		w := tokens[k].Of(s)
		if isNumber(strings.ToLower(w)) || g.article.Get(w) && isNumber(strings.ToLower(tokens[i].Of(s))) && !activeWords()["time"][strings.ToLower(tokens[i+1].Of(s))] {
			return true
		}
		if !plain(w) && w != "-" || g.countsOn.Get(w) {
			return false
		}
	}
	return false
}

// isNumber reports whether a word in lower case is a number.
func isNumber(w string) bool { return commaWords().number.Get(w) || digits(w) }

func digits(w string) bool {
	return w != "" && !strings.ContainsFunc(w, func(c rune) bool { return !unicode.IsDigit(c) })
}

// plain reports whether a word has only small letters.
func plain(w string) bool {
	return w != "" && !strings.ContainsFunc(w, func(c rune) bool { return !unicode.IsLower(c) })
}

// named reports whether a word begins as a name does.
func named(w string) bool {
	c, size := utf8.DecodeRuneInString(w)
	return len(w) > size && unicode.IsUpper(c)
}
