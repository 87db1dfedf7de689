// Package incident names the ACLED sub-event type that a stretch of a report tells of,
// by the words that stand in it.
//
// It is a reader of words, not of clauses: the type belongs to the incident, whose
// weapon, doer and victim a report often names sentences apart. The types are those of
// the ACLED codebook (Armed Conflict Location & Event Data Project, 2023), and a few
// of our own for what is none of them.
package incident

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/text"
)

//go:embed incident.txt
var table string

// Version counts what this reader has learnt.
//
//	1  weighted words
const Version = 1

// Type is a sub-event type: "Air/drone strike". Empty when no word tells.
type Type string

// Types are the tables that the reader works by. They never change once read.
type Types struct {
	names  []Type
	terms  []term
	exact  lookup.Table[[]int] // word → terms that hold it
	stems  lookup.Table[[]int] // stem → terms that hold it
	starts lookup.Set          // starts are the first bytes of the stems, shortestStem of them.
}

// term is one entry: all its words must stand in the stretch.
type term struct {
	of     int
	weight int
	words  []string
}

// Load reads the embedded table. An error is a fault in the table.
func Load() (*Types, error) {
	t := &Types{}
	s := bufio.NewScanner(strings.NewReader(table))
	for n := 1; s.Scan(); n++ {
		line, _, _ := strings.Cut(s.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if strings.HasPrefix(fields[0], "[") {
			t.names = append(t.names, Type(strings.Trim(strings.TrimSpace(line), "[]")))
			continue
		}
		weight, err := strconv.Atoi(fields[0])
		if err != nil || len(t.names) == 0 {
			return nil, fmt.Errorf("incident.txt line %d: want a weight under a type", n)
		}
		for _, f := range fields[1:] {
			t.add(term{len(t.names) - 1, weight, strings.Split(f, "+")})
		}
	}
	return t, nil
}

// add files a term under its words.
func (t *Types) add(e term) {
	k := len(t.terms)
	t.terms = append(t.terms, e)
	for _, w := range e.words {
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			t.stems.Put(stem, append(t.stems.Get(stem), k))
			t.starts.Put(stem[:min(shortestStem, len(stem))], true)
		} else {
			t.exact.Put(w, append(t.exact.Get(w), k))
		}
	}
}

// Of is the type that the sentences [first, last) of d tell of, and by how much it
// leads the next one: 0 is a tie, 1 stands alone.
func (t *Types) Of(d *text.Doc, first, last int) (Type, float64) {
	score := make([]int, len(t.names))
	seen := map[int]bool{}
	for s := first; s < last; s++ {
		weight := 1
		if s == first {
			weight = 2
		}
		for _, k := range t.found(d, d.Sentences[s]) {
			if !seen[k] {
				seen[k] = true
				score[t.terms[k].of] += weight * t.terms[k].weight
			}
		}
	}
	return t.best(score)
}

// Mark gives each claim of d that can be an incident the type of its sentence.
func Mark(d *text.Doc, t *Types) {
	found := map[int]Type{} // by sentence
	for i, c := range d.Claims {
		if !canBe(c.Kind) {
			continue
		}
		s := d.SentenceOf(c.Sentence.Start)
		if s < 0 {
			continue
		}
		name, known := found[s]
		if !known {
			name, _ = t.Of(d, s, s+1)
			found[s] = name
		}
		d.Claims[i].Incident = string(name)
	}
}

// canBe reports whether claims of the kind tell of incidents.
func canBe(k stemma.Kind) bool {
	switch k {
	case stemma.Clash, stemma.Strike, stemma.Killed, stemma.Wounded, stemma.Detained, stemma.Destruction, stemma.Losses,
		stemma.Control, stemma.Movement, stemma.Agreement:
		return true
	}
	return false
}

// best is the type with the highest score.
func (t *Types) best(score []int) (Type, float64) {
	top := slices.Max(score)
	if top <= 0 {
		return "", 0
	}
	at, next := slices.Index(score, top), 0
	for i, s := range score {
		if i != at {
			next = max(next, s)
		}
	}
	return t.names[at], 1 - float64(next)/float64(top)
}

// part is a word of a term of several that stands in a sentence, as the table has it but
// for the star of a stem.
type part struct {
	term int
	word string
	stem bool
}

// before orders parts by their terms.
func (p part) before(q part) int {
	order := cmp.Or(p.term-q.term, strings.Compare(p.word, q.word))
	if order == 0 && p.stem != q.stem {
		order = -1
		if p.stem {
			order = 1
		}
	}
	return order
}

// found are the terms whose words all stand in the sentence.
func (t *Types) found(d *text.Doc, s text.Sentence) []int {
	var out []int
	var have []part
	note := func(terms []int, word string, stem bool) {
		for _, k := range terms {
			if len(t.terms[k].words) == 1 {
				out = append(out, k)
			} else {
				have = append(have, part{k, word, stem})
			}
		}
	}
	for i := s.First; i < s.Last; i++ {
		w := strings.ToLower(d.Word(i))
		if !d.Tokens[i].SpaceAfter && i+2 < s.Last && d.Word(i+1) == "-" {
			compound := w + "-" + strings.ToLower(d.Word(i+2))
			note(t.exact.Get(compound), compound, false)
			t.noteStems(compound, note)
		}
		note(t.exact.Get(w), w, false)
		t.noteStems(w, note)
	}
	out = append(out, t.complete(have)...)
	slices.Sort(out)
	return slices.Compact(out)
}

// complete are the terms of which all words are there.
func (t *Types) complete(have []part) []int {
	slices.SortFunc(have, part.before)
	have = slices.Compact(have)
	var out []int
	for len(have) > 0 {
		k, n := have[0].term, 1
		for n < len(have) && have[n].term == k {
			n++
		}
		if n == len(t.terms[k].words) {
			out = append(out, k)
		}
		have = have[n:]
	}
	return out
}

// shortestStem is the shortest stem that is looked for, in bytes.
const shortestStem = 3

// noteStems notes the stems that w begins with.
func (t *Types) noteStems(w string, note func(terms []int, word string, stem bool)) {
	if len(w) < shortestStem || !t.starts.Get(w[:shortestStem]) {
		return
	}
	for n := shortestStem; n <= len(w); n++ {
		if terms := t.stems.Get(w[:n]); terms != nil {
			note(terms, w[:n], true)
		}
	}
}
