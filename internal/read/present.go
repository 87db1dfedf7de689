package read

import (
	"slices"
	"strings"

	"stemma/internal/text"
)

// presents mends verbs of saying in the present tense that were taken for nouns: "…, the
// agency reports.", "…, Brod claims, …", "…, reports Orbis News.", "Brod denies shelling
// the town". The speaker becomes the subject, and what was said the clause that the verb
// takes.
func presents(d *text.Doc) {
	for _, s := range d.Sentences {
		for v := s.First + 1; v < s.Last; v++ {
			if d.Tags[v].XPOS == "NN" && plural(d, s, v) {
				first := childOf(d, s, v, "nsubj")
				for first > s.First && d.Arcs[first-1].Head >= first && d.Arcs[first-1].Head < v {
					first--
				}
				verbOf(d, s, v, first, v, v+1, s.Last)
				d.Tags[v].XPOS = "VBP"
				continue
			}
			if d.Tags[v].XPOS == "VBN" && tailWords()["verb"][strings.ToLower(d.Word(v))] {
				reportedBy(d, s, v)
				continue
			}
			if d.Tags[v].XPOS != "NNS" || !tailWords()["present"][strings.ToLower(d.Word(v))] {
				continue
			}
			if behind := nominalFrom(d, v+1, s.Last); d.Word(v-1) == "," && behind > v+1 && isSpeaker(d, behind-1) && ends(d, s, behind) && isClause(d, s.First, v-1) {
				verbOf(d, s, v, v+1, behind, s.First, v-1)
				continue
			}
			first := nominalTo(d, v, s.First)
			if first == v || !isSpeaker(d, v-1) {
				continue
			}
			switch {
			case first == s.First || first-1 == s.First && d.Word(s.First) == ",":
				if d.Arcs[v].Head < 0 && opens(d, s, v+1) {
					verbOf(d, s, v, first, v, v+1, s.Last)
				}
			case setsOff(d, first-1) && (ends(d, s, v+1) || d.Word(v+1) == ",") && isClause(d, s.First, first-1):
				verbOf(d, s, v, first, v, s.First, first-1)
			}
		}
	}
}

// reportedBy mends a past that was taken for a participle behind its speaker between commas:
// "…, the agency reported, citing a guard".
func reportedBy(d *text.Doc, s text.Sentence, v int) {
	first := nominalTo(d, v, s.First)
	if first == v || first-1 <= s.First || d.Word(first-1) != "," || !isSpeaker(d, v-1) || !(ends(d, s, v+1) || d.Word(v+1) == ",") || !isClause(d, s.First, first-1) {
		return
	}
	for k := s.First; k < s.Last; k++ {
		if a := d.Arcs[k]; a.Head == v && !(a.Rel == "nsubj:pass" && k >= first && k < v) && (strings.HasPrefix(a.Rel, "aux") || strings.HasPrefix(a.Rel, "nsubj") || a.Rel == "mark") {
			return
		}
	}
	verbOf(d, s, v, first, v, s.First, first-1)
	d.Tags[v].XPOS = "VBD"
}

// plural reports whether token v is the root, has a subject in the plural before it and
// "that" behind it, as only a verb can: "Teams of the mission estimate that …".
func plural(d *text.Doc, s text.Sentence, v int) bool {
	k := childOf(d, s, v, "nsubj")
	return d.Arcs[v].Head < 0 && v+1 < s.Last && strings.ToLower(d.Word(v+1)) == "that" && k >= 0 && k < v && d.Tags[k].XPOS == "NNS" &&
		childOf(d, s, v, "cop") < 0 && childOf(d, s, v, "det") < 0 && tailWords()["present"][strings.ToLower(d.Word(v))+"s"]
}

// longestPresent is the most tokens that the speaker beside such a verb has.
const longestPresent = 8

// nominalTo is where the noun phrase begins that ends before token v; v for none.
func nominalTo(d *text.Doc, v, first int) int {
	at := v
	for at > first && v-at < longestPresent && nominal(d, at-1) {
		at--
	}
	return at
}

// nominalFrom is where the noun phrase ends that begins at token i; i for none.
func nominalFrom(d *text.Doc, i, last int) int {
	at := i
	for at < last && at-i < longestPresent && nominal(d, at) {
		at++
	}
	return at
}

// nominal reports whether token i can stand in the noun phrase of a speaker.
func nominal(d *text.Doc, i int) bool {
	switch d.Tags[i].UPOS {
	case "DET", "ADJ", "NOUN", "PROPN":
		return true
	case "VERB":
		return capital(d.Word(i))
	}
	w := d.Word(i)
	return w == "-" || w == "'s" || w == "’s"
}

func capital(w string) bool { return w != "" && strings.ToLower(w[:1]) != w[:1] }

// isSpeaker reports whether the last word of a noun phrase, at token i, is a name or a
// noun for one who speaks.
func isSpeaker(d *text.Doc, i int) bool {
	w := d.Word(i)
	return d.Tags[i].UPOS == "PROPN" && capital(w) || tailWords()["noun"][strings.ToLower(w)]
}

// setsOff reports whether token i is a comma or a quotation mark.
func setsOff(d *text.Doc, i int) bool { return d.Word(i) == "," || quoteMark(d.Word(i)) }

// ends reports whether from token i on nothing stands in the sentence but when the words
// were said.
func ends(d *text.Doc, s text.Sentence, i int) bool {
	for ; i < s.Last; i++ {
		w := strings.ToLower(d.Word(i))
		if w == "from" && i+1 < s.Last && d.Tags[i+1].UPOS == "PROPN" {
			for i+1 < s.Last && d.Tags[i+1].UPOS == "PROPN" { // "…, Ann Vey reports from Velm."
				i++
			}
			continue
		}
		if strings.Trim(w, ".!?\"”") != "" && !tailWords()["after"][w] {
			return false
		}
	}
	return true
}

// isClause reports whether tokens [first, last) are a clause or end a quotation.
func isClause(d *text.Doc, first, last int) bool {
	if last-first < shortestClause {
		return false
	}
	for i := first; i < last; i++ {
		switch d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return quoteMark(d.Word(last - 1))
}

// opens reports whether what is said can begin at token i: with "that", or with what
// somebody is said to be doing.
func opens(d *text.Doc, s text.Sentence, i int) bool {
	if i+1 >= s.Last {
		return false
	}
	if d.Tags[i].UPOS == "ADV" {
		i++
	}
	return strings.ToLower(d.Word(i)) == "that" || d.Tags[i].XPOS == "VBG"
}

// verbOf makes token v a verb with the subject in tokens [first, last) and the clause in
// tokens [from, to).
func verbOf(d *text.Doc, s text.Sentence, v, first, last, from, to int) {
	d.Tags[v].UPOS, d.Tags[v].XPOS = "VERB", "VBZ"
	subject := last - 1
	for i := first; i < last; i++ {
		if h := d.Arcs[i].Head; h == v && strings.HasPrefix(d.Arcs[i].Rel, "nsubj") {
			subject = i
		}
	}
	for i := first; i < last; i++ {
		if h := d.Arcs[i].Head; i != subject && (h < first || h >= last) {
			rel := d.Arcs[i].Rel
			if !slices.Contains([]string{"det", "amod", "compound", "punct", "case"}, rel) {
				rel = "compound"
			}
			if childOf(d, s, i, "case") >= 0 {
				rel = "nmod"
			}
			d.Arcs[i] = text.Arc{Head: subject, Rel: rel}
		}
	}
	for h, steps := d.Arcs[subject].Head, 0; h >= first && h < last && steps < longestPresent; h, steps = d.Arcs[h].Head, steps+1 {
		d.Arcs[h] = text.Arc{Head: subject, Rel: "compound"}
	}
	root := rootOf(d.Arcs, s)
	d.Arcs[subject] = text.Arc{Head: v, Rel: "nsubj"}
	clause := root
	if root < from || root >= to { // the clause hangs from the verb already, or from the speaker
		clause = -1
		for i := from; i < to; i++ {
			if h := d.Arcs[i].Head; (h < from || h >= to) && d.Tags[i].UPOS == "VERB" {
				clause = i
				break
			}
		}
	}
	d.Arcs[v] = text.Arc{Head: -1, Rel: "root"}
	for i := s.First; i < s.Last; i++ { // what hung from the words taken apart goes with the clause
		if i == clause || i == v || i == subject || i >= first && i < last {
			continue
		}
		if h := d.Arcs[i].Head; h < 0 || h >= first && h < last {
			d.Arcs[i].Head = v
			if clause >= 0 {
				d.Arcs[i].Head = clause
			}
			if d.Arcs[i].Rel == "root" {
				d.Arcs[i].Rel = "parataxis"
			}
		}
	}
	if clause >= 0 {
		rel := "ccomp"
		if d.Tags[clause].XPOS == "VBG" && from > v {
			rel = "xcomp"
		}
		d.Arcs[clause] = text.Arc{Head: v, Rel: rel}
	}
}
