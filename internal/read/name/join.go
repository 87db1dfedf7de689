package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/text"
)

// The network looks at words one by one; what follows puts right where names begin
// and end by the words at their bounds.

// titles stand before a person's name and are no part of it.
var titles = set(`mr mrs ms miss dr drs prof professor sir lord lady dame rev reverend father sister brother
	president vice-president premier chancellor minister prime secretary governor gov senator sen congressman
	congresswoman rep representative ambassador envoy mayor judge justice sheriff chief director chairman chairwoman
	general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl private admiral commander cmdr
	brigadier brig marshal field king queen prince princess emir sultan sheikh shaikh ayatollah imam mullah pope bishop
	archbishop cardinal patriarch aunt uncle foreign defence defense interior deputy`)

// days begin no place's name.
var days = set(`monday tuesday wednesday thursday friday saturday sunday yesterday today`)

// forms of companies follow their names, mostly after a comma.
var forms = set(`inc incorporated ltd limited llc l.l.c lp l.p corp corporation co plc gmbh ag s.a`)

// heads are the last words of names of bodies that go on with "of": "Ministry of".
var heads = set(`ministry department dept university college institute institution academy school court council committee
	commission board bureau office agency authority bank union league organisation organization association federation
	confederation party front movement army brigade brigades forces corps house houses chamber parliament assembly
	government congress senate society foundation center centre observatory network coalition alliance directorate
	command secretariat embassy high`)

// words is a set of words in small letters.
type words struct{ lookup.Set }

func set(list string) *words {
	var s words
	for _, w := range strings.Fields(list) {
		s.Put(w, true)
	}
	return &s
}

// has reports whether a word is in a set, whatever its case and without a full stop.
func (s *words) has(w string) bool {
	var low [24]byte
	w = strings.TrimSuffix(w, ".")
	if len(w) > len(low) {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return s.Get(string(low[:len(w)]))
}

// bounds puts the bounds of the names right; the names stay sorted and disjoint.
func bounds(d *reading, names []text.Name) []text.Name {
	kept := names[:0]
	for _, n := range names {
		if n, ok := d.trim(n); ok {
			kept = append(kept, n)
		}
	}
	kept = d.joinHyphens(kept)
	kept = d.joinArticles(kept)
	kept = d.joinForms(kept)
	return d.joinOf(kept)
}

// articles are the Arabic article as it is written before a hyphen, with its sounds
// taken on from the next word.
var articles = set(`al el ul il ad adh an ar as ash at az ed er es et ez`)

// joinArticles makes one name of an article, its hyphen and the word after, and of
// what of a name stands right before: "al", "-", "Tarn"; "Deir al", "-", "Tarn". The
// kind is that of the word after, if it was named.
func (d *reading) joinArticles(names []text.Name) []text.Name {
	kept := names[:0:0]
	next := 0 // the first of names that was not looked at
	for i := 1; i+1 < len(d.tokens); i++ {
		if !isDash(d.word(i)) || !articles.has(d.word(i-1)) || !capital(d.word(i+1)) && !d.proper(i+1) ||
			d.tokens[i-1].End != d.tokens[i].Start || d.tokens[i].End != d.tokens[i+1].Start {
			continue
		}
		for next < len(names) && names[next].Last <= i-1 {
			kept = append(kept, names[next])
			next++
		}
		n := text.Name{First: i - 1, Last: i + 2}
		for next < len(names) && names[next].First <= i+1 {
			m := names[next]
			n.First, n.Last = min(n.First, m.First), max(n.Last, m.Last)
			if n.Kind == "" || m.Last > i {
				n.Kind = m.Kind
			}
			next++
		}
		if last := len(kept) - 1; n.Kind == "" && last >= 0 && kept[last].Last == n.First {
			n.Kind = kept[last].Kind // "Saif", "al", "-", "Tarn"
		}
		if last := len(kept) - 1; last >= 0 && (kept[last].Last > n.First || kept[last].Last == n.First && kept[last].Kind == n.Kind && !(n.Kind == text.PlaceName && articles.has(d.word(kept[last].First)))) {
			n.First = min(n.First, kept[last].First)
			kept = kept[:last]
		}
		if n.Kind == "" {
			continue // nothing of it was named
		}
		n.Span = stemma.Span{Start: d.tokens[n.First].Start, End: d.tokens[n.Last-1].End}
		kept = append(kept, n)
	}
	return append(kept, names[next:]...)
}

// trim takes titles off a person and drops what names nobody: an address, a single
// letter, a title alone.
func (d *reading) trim(n text.Name) (text.Name, bool) {
	for n.Kind == text.Person && n.First < n.Last && titles.has(d.word(n.First)) && d.word(n.First) != strings.ToUpper(d.word(n.First)) {
		n.First++
	}
	if n.First == n.Last {
		return n, false
	}
	if n.Kind == text.PlaceName && n.Last-n.First > 1 && days.has(d.word(n.First)) {
		n.First++ // "shelled on Sunday al-Tarn"
	}
	n.Span.Start = d.tokens[n.First].Start
	w := d.word(n.First)
	if n.Last-n.First == 1 && (utf8.RuneCountInString(w) < 2 || strings.ContainsAny(w, "@#/") || strings.HasPrefix(w, "www.")) {
		return n, false
	}
	return n, true
}

// joinHyphens makes one name of two that a hyphen joins without spaces: "Orla-Venn".
func (d *reading) joinHyphens(names []text.Name) []text.Name {
	kept := names[:0]
	for _, n := range names {
		if len(kept) > 0 {
			b := &kept[len(kept)-1]
			i := b.Last
			if n.First == i+1 && d.tokens[i].Start == b.End && d.tokens[i].End == n.Start && isDash(d.word(i)) && b.Kind == n.Kind {
				b.Last, b.End = n.Last, n.End
				continue
			}
		}
		kept = append(kept, n)
	}
	return kept
}

func isDash(w string) bool { return w == "-" || w == "–" || w == "‑" }

// joinForms adds the form of a company to its name: "Velm , Inc."
func (d *reading) joinForms(names []text.Name) []text.Name {
	kept := names[:0]
	for _, n := range names {
		if len(kept) > 0 && kept[len(kept)-1].Last > n.First {
			continue // already a part of the one before
		}
		i := n.Last
		if i < len(d.tokens) && d.word(i) == "," {
			i++
		}
		if n.Kind != text.OtherName && i < len(d.tokens) && forms.has(d.word(i)) && capital(d.word(i)) && d.sameSentence(n.First, i) {
			n.Last, n.End, n.Kind = i+1, d.tokens[i].End, text.Body
		}
		kept = append(kept, n)
	}
	return kept
}

// joinOf lets a body's name go on: "Ministry" of "Defence", "Observatory" for "Peace".
func (d *reading) joinOf(names []text.Name) []text.Name {
	kept := names[:0]
	for _, n := range names {
		if len(kept) > 0 && kept[len(kept)-1].Last > n.First {
			continue
		}
		if (n.Kind == text.Body || n.Kind == text.OtherName) && heads.has(d.word(n.Last-1)) && capital(d.word(n.Last-1)) {
			if last := d.afterOf(n.Last); last > n.Last && d.sameSentence(n.First, last-1) {
				n.Last, n.End, n.Kind = last, d.tokens[last-1].End, text.Body
			}
		}
		kept = append(kept, n)
	}
	return kept
}

// afterOf is the end of "of", "for" or "of the" and the proper nouns that follow at i,
// or i.
func (d *reading) afterOf(i int) int {
	j := i
	if j >= len(d.tokens) || d.word(j) != "of" && d.word(j) != "for" {
		return i
	}
	j++
	if j < len(d.tokens) && d.word(j) == "the" {
		j++
	}
	start := j
	for j < len(d.tokens) && j < start+4 && capital(d.word(j)) && (d.proper(j) || j > start || d.tags[j].UPOS == "ADJ") {
		j++
	}
	if j == start {
		return i
	}
	return j
}

// acronyms adds what stands in capitals after "the", which is a body as a rule, where
// the network passed it by: "the ORC said".
func (d *reading) acronyms(names []text.Name) []text.Name {
	taken := d.taken(names)
	kinds := map[string]bool{}
	for i := 1; i < len(d.tokens); i++ {
		if !taken[i] && d.proper(i) && acronym(d.word(i)) && strings.EqualFold(d.word(i-1), "the") && d.endsPhrase(i+1) {
			kinds[d.word(i)] = true
		}
	}
	if len(kinds) == 0 {
		return names
	}
	for i, t := range d.tokens {
		if !taken[i] && kinds[t.Of(d.txt)] && d.proper(i) && d.endsPhrase(i+1) {
			names = append(names, text.Name{Span: stemma.Span{Start: t.Start, End: t.End}, First: i, Last: i + 1, Kind: text.Body})
		}
	}
	return names
}

// endsPhrase reports whether no noun follows at i that the word before could belong to.
func (d *reading) endsPhrase(i int) bool {
	return i >= len(d.tags) || d.tags[i].UPOS != "NOUN" && d.tags[i].UPOS != "PROPN" && d.tags[i].UPOS != "NUM"
}

func acronym(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return 2 <= n && n <= 6
}
