package eval

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stemma"
	"stemma/internal/text"
)

// attributed is one text with the attributions that its annotators found.
type attributed struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Attributions []attribution `json:"attributions"`
}

// attribution is who is said to have said what, in byte ranges of the text.
type attribution struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// overlap counts tokens: those of the gold, those found, and those common to both.
type overlap struct{ gold, found, common int }

// f1 is the harmonic mean of precision and recall; 0 when nothing is common.
func (o overlap) f1() float64 {
	if o.common == 0 {
		return 0
	}
	return 2 * float64(o.common) / float64(o.gold+o.found)
}

// Attributions takes reading.attribution.{cue,source,content}: token-overlap F1 over
// the texts of data/attribution/*.jsonl, nothing given. Read makes the document of a
// text. Without such a file there are no figures.
func Attributions(data string, read func(*stemma.Report) *text.Doc) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "attribution", "*.jsonl"))
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	var cue, source, content overlap
	for _, path := range paths {
		texts, err := readAttributed(path)
		if err != nil {
			return nil, fmt.Errorf("attributions: %w", err)
		}
		for _, a := range texts {
			d := read(&stemma.Report{ID: stemma.ReportID(a.ID), Text: a.Text,
				Blocks: []stemma.Block{{Span: stemma.Span{End: len(a.Text)}, Role: stemma.Body}}})
			for _, p := range pairAttributions(d, a.Attributions) {
				cue.add(p.gold.cue, p.found.cue)
				source.add(p.gold.source, p.found.source)
				content.add(p.gold.content, p.found.content)
			}
		}
	}
	return []Figure{
		{"reading.attribution.cue", cue.f1()},
		{"reading.attribution.source", source.f1()},
		{"reading.attribution.content", content.f1()},
	}, nil
}

func readAttributed(path string) ([]attributed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []attributed
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var a attributed
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		all = append(all, a)
	}
	return all, lines.Err()
}

// parts are the tokens of an attribution's three parts, sorted.
type parts struct{ cue, source, content []int }

// pair is a gold attribution and the one found for it; either may be empty.
type pair struct{ gold, found parts }

// pairAttributions pairs the statements of d with the gold one to one, those that
// share the most content tokens first. What is left over stands alone.
func pairAttributions(d *text.Doc, gold []attribution) []pair {
	var want []parts
	for _, g := range gold {
		want = append(want, parts{rangeTokens(d, g.Cue), rangeTokens(d, g.Source), rangeTokens(d, g.Content)})
	}
	found := foundParts(d)
	type link struct{ gold, found, common int }
	var links []link
	for i := range want {
		for j := range found {
			if n := common(want[i].content, found[j].content); n > 0 {
				links = append(links, link{i, j, n})
			}
		}
	}
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(b.common, a.common), cmp.Compare(a.gold, b.gold), cmp.Compare(a.found, b.found))
	})
	var pairs []pair
	goldDone, foundDone := make([]bool, len(want)), make([]bool, len(found))
	for _, l := range links {
		if !goldDone[l.gold] && !foundDone[l.found] {
			goldDone[l.gold], foundDone[l.found] = true, true
			pairs = append(pairs, pair{want[l.gold], found[l.found]})
		}
	}
	for i, done := range goldDone {
		if !done {
			pairs = append(pairs, pair{gold: want[i]})
		}
	}
	for j, done := range foundDone {
		if !done {
			pairs = append(pairs, pair{found: found[j]})
		}
	}
	return pairs
}

// foundParts are the statements of d that have a cue and stand in no other, each
// with the quotations that go on from it: the annotators marked one attribution a
// cue and none within the content of another. Speakers who share a cue are one source.
func foundParts(d *text.Doc) []parts {
	var all []parts
	place := make([]int, len(d.Statements))
	shared := map[stemma.Span]int{}
	for i, s := range d.Statements {
		place[i] = -1
		if s.Cue.Empty() || s.Parent >= 0 {
			continue
		}
		phrase := s.Phrase
		if phrase.Empty() {
			phrase = s.Cue
		}
		if n, ok := shared[s.Cue]; ok {
			place[i] = n
			all[n].source = union(all[n].source, spanTokens(d, s.Source))
			all[n].content = union(all[n].content, spanTokens(d, s.Content...))
			continue
		}
		place[i], shared[s.Cue] = len(all), len(all)
		all = append(all, parts{spanTokens(d, phrase), spanTokens(d, s.Source), spanTokens(d, s.Content...)})
	}
	for _, s := range d.Statements {
		from := s.Continues
		for steps := 0; from >= 0 && place[from] < 0 && steps < len(d.Statements); steps++ {
			from = d.Statements[from].Continues
		}
		if from >= 0 && s.Direct {
			p := &all[place[from]]
			p.content = union(p.content, spanTokens(d, s.Content...))
		}
	}
	return all
}

func rangeTokens(d *text.Doc, ranges [][2]int) []int {
	var spans []stemma.Span
	for _, r := range ranges {
		spans = append(spans, stemma.Span{Start: r[0], End: r[1]})
	}
	return spanTokens(d, spans...)
}

// spanTokens are the tokens that overlap the spans, sorted, each once.
func spanTokens(d *text.Doc, spans ...stemma.Span) []int {
	var all []int
	for _, s := range spans {
		for i := d.TokenAt(s.Start); i < len(d.Tokens) && d.Tokens[i].Start < s.End; i++ {
			all = append(all, i)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// union is the members of both, sorted, each once.
func union(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// add counts one pair's tokens.
func (o *overlap) add(gold, found []int) {
	o.gold += len(gold)
	o.found += len(found)
	o.common += common(gold, found)
}

// common is the number of members that two sorted slices share.
func common(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
