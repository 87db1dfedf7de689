package quote

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/text"
)

// statements makes the drafts into statements, sorted by where they start, with the
// statement that each stands in and goes on from.
func (f *finder) statements() []text.Statement {
	order := make([]int, len(f.drafts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := f.extent(f.drafts[a]), f.extent(f.drafts[b])
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(y.last, x.last))
	})
	place := make([]int, len(order))
	for n, i := range order {
		place[i] = n
	}
	all := make([]text.Statement, len(order))
	for n, i := range order {
		dr := f.drafts[i]
		s := &all[n]
		for _, r := range dr.content {
			s.Content = append(s.Content, f.bytes(r))
		}
		s.Source, s.Cue, s.Phrase = f.bytes(dr.source), f.bytes(dr.cue), f.bytes(dr.phrase)
		s.Class, s.Stance, s.Direct, s.Why = dr.class, dr.stance, dr.direct, dr.why
		s.Speaker = f.speaker(dr)
		if f.soCalled(dr) || f.rumour(dr) {
			s.Stance = stemma.Disputed
		}
		s.Parent, s.Continues = f.parent(i, order, place), -1
		if dr.continues >= 0 {
			s.Continues = place[dr.continues]
		}
		if p := s.Parent; p >= 0 && first[strings.ToLower(s.Speaker.Body)] && speaks(all[p].Class) && all[p].Speaker != (stemma.Speaker{}) {
			s.Speaker = all[p].Speaker // who says "we"
		}
		if p := s.Parent; p >= 0 && f.rumour(dr) && speaks(all[p].Class) && all[p].Speaker != (stemma.Speaker{}) {
			s.Speaker, s.Stance, s.Why = all[p].Speaker, stanceOf(dr.class), "whose reports are unsigned, who tells of them"
		}
	}
	for n, i := range order {
		f.via(n, f.drafts[i], all)
	}
	return all
}

// first are the pronouns for whoever speaks.
var first = map[string]bool{"i": true, "we": true}

// extent is all that a draft covers.
func (f *finder) extent(dr draft) span {
	e := dr.content[0]
	for _, r := range append([]span{dr.cue, dr.source}, dr.content...) {
		if !r.empty() {
			e = span{min(e.first, r.first), max(e.last, r.last)}
		}
	}
	return e
}

// parent is the smallest other statement whose content holds all of draft i, or its
// cue where its source stands before that content: "she wants [to promise …]".
func (f *finder) parent(i int, order, place []int) int {
	inner := f.extent(f.drafts[i])
	if cue := f.drafts[i].cue; !cue.empty() && f.drafts[i].source.last <= cue.first {
		inner.first = cue.first
	}
	best, size := -1, 0
	for n := place[i] - 1; n >= max(0, place[i]-farthest); n-- {
		dr := f.drafts[order[n]]
		if f.drafts[i].continues == order[n] {
			continue
		}
		for _, r := range dr.content {
			if r.holds(inner) && (best < 0 || r.last-r.first < size) && r != inner {
				best, size = n, r.last-r.first
			}
		}
		if f.para[f.sentence[dr.content[0].first]]+2 < f.para[f.sentence[inner.first]] {
			break
		}
	}
	return best
}

// farthest is how many statements back one is looked for that this one stands in,
// points to or goes on from: a bound for texts that are one endless paragraph.
const farthest = 100

// soCalled reports whether the report distances itself from the source of dr.
func (f *finder) soCalled(dr draft) bool {
	words := strings.ToLower(f.bytes(dr.source).Of(f.d.Text()))
	return strings.Contains(words, "so-called") || strings.Contains(words, "self-styled") || strings.Contains(words, "self-proclaimed")
}

// rumour reports whether the source of dr is reports that nobody signs.
func (f *finder) rumour(dr draft) bool {
	if dr.head < 0 || f.actorAt(dr.head) >= 0 || f.issuer(dr.head) >= 0 {
		return false
	}
	w := f.lower(dr.head)
	return f.cues.unsigned.Get(w) || w == "report" && f.lower(max(dr.head-1, 0)) == "media"
}

// via names the go-betweens of statement n: those beside its cue, then the speakers
// of the statements that it stands in.
func (f *finder) via(n int, dr draft, all []text.Statement) {
	s := &all[n]
	if dr.head >= 0 && f.outletsSource(dr.head) {
		a := f.d.Actors[f.actorAt(dr.head)]
		f.addVia(s, text.Via{Name: a.Party.Name, Span: stemma.Span{Start: a.Start, End: f.d.Tokens[dr.head-1].End}})
	}
	for _, h := range dr.via {
		r := f.nominal(h, dr.cue.first)
		for _, c := range dr.content {
			if c.meets(r) && c.first > h {
				r = f.tight(span{r.first, c.first})
			}
		}
		f.addVia(s, text.Via{Name: f.carrier(h, r), Span: f.bytes(r)})
	}
	for p, steps := s.Parent, 0; p >= 0 && steps < 4; p, steps = all[p].Parent, steps+1 {
		if outer := all[p]; speaks(outer.Class) && outer.Speaker != (stemma.Speaker{}) && outer.Speaker != s.Speaker {
			f.addVia(s, text.Via{Name: outer.Speaker.String(), Span: outer.Source})
		}
	}
}

// carrier is the name of a go-between: of the outlet in its noun phrase ("an Orbis
// reporter"), else its own.
func (f *finder) carrier(head int, r span) string {
	s := f.bytes(r)
	first, last := text.Within(f.d.Actors, s.Start, s.End)
	for _, a := range f.d.Actors[first:last] {
		if a.Kind == "agency" || a.Kind == "outlet" {
			return a.Party.Name
		}
	}
	return f.name(head, r)
}

func (f *finder) addVia(s *text.Statement, v text.Via) {
	if v.Name == "" || v.Name == s.Speaker.String() || slices.ContainsFunc(s.Via, func(w text.Via) bool { return w.Name == v.Name }) {
		return
	}
	s.Via = append(s.Via, v)
}

// relative reports whether token i is a relative pronoun.
func (f *finder) relative(i int) bool {
	switch f.tag(i).XPOS {
	case "WP", "WDT":
		return true
	}
	return false
}

// antecedent is the noun that the relative clause with the pronoun i qualifies; -1
// when there is none.
func (f *finder) antecedent(i int) int {
	for h, steps := f.head(i), 0; h >= 0 && steps < 6; h, steps = f.head(h), steps+1 {
		if f.is(h, "acl:relcl") {
			return f.head(h)
		}
	}
	return -1
}
