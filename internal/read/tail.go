package read

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/internal/gazetteer"
	"stemma/internal/text"
)

//go:embed tail.txt
var tailTable string

// tailWords are the groups of tail.txt.
var tailWords = sync.OnceValue(func() map[string]map[string]bool { return grouped(tailTable) })

// grouped are the words of a table by the group that a line "[name]" begins.
func grouped(table string) map[string]map[string]bool {
	groups := map[string]map[string]bool{}
	group := ""
	for line := range strings.Lines(table) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 1 && strings.HasPrefix(fields[0], "[") {
			group = strings.Trim(fields[0], "[]")
			groups[group] = map[string]bool{}
			continue
		}
		for _, w := range fields {
			groups[group][w] = true
		}
	}
	return groups
}

// tails splits sentences for the network where a text without commas ends one with an
// attribution, so that "… were killed a monitor said" is read as two clauses. It returns
// the pieces and the pairs of pieces that are one sentence.
func (r *Reader) tails(s string, tokens []text.Token, sentences []text.Sentence) (pieces []text.Sentence, joined []int) {
	for _, sent := range sentences {
		at := r.tailOf(s, tokens, sent)
		if at < 0 {
			pieces = append(pieces, sent)
			continue
		}
		a, b := sent, sent
		a.Last, a.End = at, tokens[at-1].End
		b.First, b.Start = at, tokens[at].Start
		joined = append(joined, len(pieces))
		pieces = append(pieces, a, b)
	}
	return pieces, joined
}

// shortestClause is the fewest words that an attribution can follow.
const shortestClause = 5

// tailOf is the token at which the attribution at the end of a sentence begins; -1 for
// none.
func (r *Reader) tailOf(s string, tokens []text.Token, sent text.Sentence) int {
	g := tailWords()
	word := func(i int) string { return strings.ToLower(tokens[i].Of(s)) }
	verb := sent.Last - 1
	for verb > sent.First && (g["after"][word(verb)] || strings.Trim(word(verb), ".!?\"”") == "") {
		verb--
	}
	if !g["verb"][word(verb)] {
		return r.tailWithin(s, tokens, sent)
	}
	at := r.speakerFrom(s, tokens, sent, verb)
	if at < 0 {
		return -1
	}
	return at
}

// tailWithin is the token at which an attribution begins that goes on with a participle: "… were
// killed the monitor said updating an earlier toll"; -1 for none.
func (r *Reader) tailWithin(s string, tokens []text.Token, sent text.Sentence) int {
	g := tailWords()
	verbs := g["verb"]
	word := func(i int) string { return strings.ToLower(tokens[i].Of(s)) }
	for verb := sent.First + shortestClause + 1; verb+1 < sent.Last; verb++ {
		if !verbs[word(verb)] {
			continue
		}
		behind := verb + 1
		for behind+1 < sent.Last && g["after"][word(behind)] {
			behind++
		}
		if !g["goes-on"][word(behind)] && !(behind == verb+1 && behind+2 < sent.Last && word(behind) == "and" && g["second"][word(behind+1)]) {
			continue
		}
		if at := r.speakerFrom(s, tokens, sent, verb); at >= 0 && !g["no-speaker"][word(at-1)] && (!commaWords().noClause.Get(word(at-1)) || commaWords().day.Get(word(at-1))) {
			return at
		}
	}
	return -1
}

// speakerFrom is where the speaker or the speakers before a verb of saying begin; -1 where none
// stands there, or too little before them.
func (r *Reader) speakerFrom(s string, tokens []text.Token, sent text.Sentence, verb int) int {
	word := func(i int) string { return strings.ToLower(tokens[i].Of(s)) }
	at := r.speakerBefore(s, tokens, sent, verb)
	if at < 0 {
		return -1
	}
	at = r.widen(s, tokens, sent, at)
	for at-2 > sent.First && word(at-1) == "and" {
		other := r.speakerBefore(s, tokens, sent, at-1)
		if other < 0 {
			break
		}
		at = r.widen(s, tokens, sent, other)
	}
	if at-sent.First < shortestClause {
		return -1
	}
	return at
}

// widen moves the start of a speaker back over what belongs to it: "the", "state-run",
// "Syria's".
func (r *Reader) widen(s string, tokens []text.Token, sent text.Sentence, at int) int {
	for at-1 > sent.First && !isArticle(tokens[at].Of(s)) && r.belongs(s, tokens, at-1) {
		at--
	}
	return at
}

// isArticle reports whether nothing before the word can belong to its phrase.
func isArticle(w string) bool { return w == "the" || w == "a" || w == "an" }

// belongs reports whether token i can stand before a speaker's noun and belong to it: a
// word of the table, a country, a genitive s that has lost its apostrophe.
func (r *Reader) belongs(s string, tokens []text.Token, i int) bool {
	w := tokens[i].Of(s)
	if w == "s" && i > 0 && tokens[i-1].End == tokens[i].Start {
		return true
	}
	if tailWords()["before"][strings.ToLower(w)] {
		return true
	}
	return w != strings.ToLower(w) && r.Gazetteer.Longest(gazetteer.Fold(w)) > 0
}

// speakerBefore is where the name of an actor or the noun for a speaker begins that
// ends right before the verb; -1 for none.
func (r *Reader) speakerBefore(s string, tokens []text.Token, sent text.Sentence, verb int) int {
	if open := bracketBefore(s, tokens, sent, verb); open > 0 {
		return r.speakerBefore(s, tokens, sent, open) // "the Orlo Observatory (OO) said"
	}
	const longestName = 9
	var foldedRoom, writtenRoom [longestName]string
	folded, written := foldedRoom[:0], writtenRoom[:0]
	for _, t := range tokens[max(sent.First, verb-longestName):verb] {
		w := t.Of(s)
		folded, written = append(folded, gazetteer.Fold(w)), append(written, w)
	}
	for k := range folded {
		if _, n := r.Actors.Match(folded[k:], written[k:]); n == len(folded)-k {
			return verb - n
		}
	}
	if at := verb - 1; at >= sent.First && tailWords()["noun"][strings.ToLower(tokens[at].Of(s))] {
		if at-1 > sent.First && tailWords()["words"][strings.ToLower(tokens[at].Of(s))] {
			if owner := r.speakerBefore(s, tokens, sent, at); owner >= 0 {
				return owner // "the Defence Ministry statement"
			}
		}
		return at
	}
	return titledBefore(s, tokens, sent, verb)
}

// bracketBefore is the bracket that opens around the one word or two right before token i; 0 for none.
func bracketBefore(s string, tokens []text.Token, sent text.Sentence, i int) int {
	if i-1 <= sent.First || tokens[i-1].Of(s) != ")" {
		return 0
	}
	for open := i - 3; open >= max(sent.First+1, i-4); open-- {
		if tokens[open].Of(s) == "(" {
			return open
		}
	}
	return 0
}

// titledBefore is where the noun for what somebody is begins that stands before his name, which
// ends right before the verb: "opposition activist Omar Velm said"; -1 for none.
func titledBefore(s string, tokens []text.Token, sent text.Sentence, verb int) int {
	const longestName = 8 // tokens
	at := verb
	for at-1 > sent.First && verb-at < longestName {
		if w := tokens[at-1].Of(s); !named(w) && w != "-" && w != "al" && w != "el" && w != "bin" {
			break
		}
		at--
	}
	if at == verb || at-1 <= sent.First || !tailWords()["noun"][strings.ToLower(tokens[at-1].Of(s))] {
		return -1
	}
	return at - 1
}

// join makes the pieces of a sentence one tree again: the clause is what the
// attribution says.
func join(arcs []text.Arc, pieces []text.Sentence, joined []int) {
	for _, k := range joined {
		clause, said := rootOf(arcs, pieces[k]), rootOf(arcs, pieces[k+1])
		if clause >= 0 && said >= 0 {
			arcs[clause] = text.Arc{Head: said, Rel: "ccomp"}
		}
	}
}

func rootOf(arcs []text.Arc, s text.Sentence) int {
	for i := s.First; i < s.Last; i++ {
		if arcs[i].Head < 0 {
			return i
		}
	}
	return -1
}

// reported mends the label of a clause that stands before a verb of saying and is what
// was said: "Forces left the town, the staff said". With a subject of its own and no word
// that subordinates it, it is no circumstance of the saying.
func reported(s string, tokens []text.Token, arcs []text.Arc) {
	subject, marked := make(map[int]bool), make(map[int]bool)
	for _, a := range arcs {
		switch {
		case a.Head < 0:
		case strings.HasPrefix(a.Rel, "nsubj"):
			subject[a.Head] = true
		case a.Rel == "mark":
			marked[a.Head] = true
		}
	}
	verbs := tailWords()["verb"]
	for i, a := range arcs {
		if a.Rel == "advcl" && a.Head > i && subject[i] && subject[a.Head] && !marked[i] && verbs[strings.ToLower(tokens[a.Head].Of(s))] {
			arcs[i].Rel = "ccomp"
		}
	}
}
