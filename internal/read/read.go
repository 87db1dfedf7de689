// Package read turns one report into its layers and claims. It is pure: no I/O, no
// clock, the same report gives the same document on any number of cores or machines.
package read

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/claim"
	"stemma/internal/read/incident"
	"stemma/internal/read/lemma"
	"stemma/internal/read/name"
	"stemma/internal/read/number"
	"stemma/internal/read/parse"
	"stemma/internal/read/quote"
	"stemma/internal/read/tag"
	"stemma/internal/read/toll"
	"stemma/internal/read/when"
	"stemma/internal/read/where"
	"stemma/internal/read/who"
	"stemma/internal/syntax"
	"stemma/internal/text"
	"stemma/internal/weights"
)

// Reader holds what reading needs: the network, the tables and the lists, opened at
// the edge. It never changes and is safe for concurrent use.
type Reader struct {
	Syntax    *syntax.Model
	Lemmas    *lemma.Lemmatizer
	Gazetteer *gazetteer.Gazetteer
	Actors    *actors.List
	Frames    *claim.Frames
	Incidents *incident.Types

	Own string // Own is a digest of what a user added to the lists; empty for nothing.
}

// Embedded is a Reader over the data that the binary carries. An error is a damaged
// binary.
func Embedded() (*Reader, error) {
	r := &Reader{}
	file, err := weights.Syntax()
	if err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Syntax, err = syntax.Load(file); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Lemmas, err = lemma.Default(); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Gazetteer, err = gazetteer.Load(gazetteer.Embedded()); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Actors, err = actors.Load(actors.Embedded()); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Frames, err = claim.LoadFrames(); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	if r.Incidents, err = incident.Load(); err != nil {
		return nil, fmt.Errorf("open reader: %w", err)
	}
	return r, nil
}

// syntax is what the network says of a text. Attributions that nothing sets off, or that
// stand in the middle of a sentence, are read by themselves.
func (r *Reader) syntax(s string, tokens []text.Token, sentences []text.Sentence) syntax.Analysis {
	told := acronyms(s, tokens, sentences)
	if !strings.Contains(s, ",") {
		pieces, joined := r.tails(s, tokens, sentences)
		m := mark(told, tokens, pieces)
		a := m.back(r.Syntax.Read(m.text, m.tokens, m.sentences), tokens)
		for _, k := range joined {
			if v := rootOf(a.Arcs, pieces[k+1]); v >= 0 {
				saying(a.Tags, a.Arcs, func(i int) string { return strings.ToLower(tokens[i].Of(s)) }, pieces[k+1], v)
			}
		}
		join(a.Arcs, pieces, joined)
		return a
	}
	order, pieces, joined := asides(s, tokens, sentences)
	a := r.Syntax.Read(told, order.of(tokens), pieces)
	join(a.Arcs, pieces, joined)
	a.Tags, a.Arcs, a.Names = order.back(a.Tags, a.Arcs, a.Names)
	return a
}

// town reports whether a place of some size bears the name, which no people bears.
func (r *Reader) town(name string) bool {
	const least = 10_000 // people
	if _, ok := r.Gazetteer.Demonym(gazetteer.Fold(name)); ok {
		return false
	}
	return slices.ContainsFunc(r.Gazetteer.Lookup(name), func(c gazetteer.Candidate) bool { return c.Population >= least })
}

// carrier is how many tokens the name of an agency or outlet takes at token i of d; 0 for none.
func (r *Reader) carrier(d *text.Doc, i int) int {
	const longest = 4 // tokens
	var folded, written []string
	for k := i; k < min(i+longest, len(d.Tokens)); k++ {
		folded, written = append(folded, gazetteer.Fold(d.Word(k))), append(written, d.Word(k))
	}
	if e, n := r.Actors.Match(folded, written); n > 0 && (e.Kind == actors.Agency || e.Kind == actors.Outlet) {
		return n
	}
	return 0
}

// place reports whether any place bears the name.
func (r *Reader) place(name string) bool { return len(r.Gazetteer.Lookup(name)) > 0 }

// Read reads a report to its claims. The order of the readers is the order of what
// they need; each adds one layer.
func (r *Reader) Read(a *stemma.Report) *text.Doc {
	d := &text.Doc{Report: a, Readers: r.Versions()}
	world := name.World(r.Gazetteer, r.Actors)
	var unread []stemma.Rejected
	d.Tokens, d.Sentences, unread = split(a, longestRead)
	d.Sentences = unrepeated(a.Text, d.Tokens, d.Sentences)
	d.Tokens, d.Sentences = genitives(a.Text, d.Tokens, d.Sentences, func(w string) bool { return world(w) != "" }, r.town)

	proposed := r.syntax(a.Text, d.Tokens, d.Sentences)
	d.Tags = tag.Tag(a.Text, d.Tokens, proposed.Tags)
	d.Arcs = parse.Parse(d.Sentences, proposed.Arcs)
	parsed := slices.Clone(d.Arcs)
	reported(a.Text, d.Tokens, d.Arcs)
	perfects(d)
	asked(d)
	presents(d)
	ofWhom(d)
	toldCarrier(d, func(i int) int { return r.carrier(d, i) })
	mend(d)
	apposed(d, r.place)
	struck(d)
	for i := range d.Tags {
		d.Tags[i].Lemma = r.Lemmas.Lemma(d.Word(i), d.Tags[i].UPOS, d.Tags[i].XPOS)
	}
	active(d)
	gerunds(d)
	rehang(d)
	rooted(d, parsed)
	d.Names = name.Find(a.Text, d.Tokens, d.Sentences, d.Tags, proposed.Names, world)
	bearers(d, r.place)

	d.Numbers = number.Find(a.Text, d.Tokens, d.Sentences, d.Tags, d.Arcs)
	d.Times = when.Find(a.Text, d.Tokens, d.Sentences, d.Tags, d.Arcs, a.Published.When)
	d.Numbers = number.Outside(d.Numbers, d.Times)
	d.Tolls = toll.Find(d)
	d.Places = where.Find(d, r.Gazetteer, r.Actors)
	d.Actors = who.Find(d, r.Gazetteer, r.Actors)
	d.Quotations, d.Statements = quote.Find(d)
	d.Claims, d.Rejected = claim.Find(d, r.Frames, r.Actors)
	d.Rejected = append(d.Rejected, unread...)
	incident.Mark(d, r.Incidents)
	return d
}
