package read

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/syntax"
	"stemma/internal/text"
)

func marks(s string) (marked, []text.Token) {
	blocks := []stemma.Block{{Span: stemma.Span{Start: 0, End: len(s)}, Role: stemma.Body}}
	tokens, sentences := token.Split(s, blocks)
	return mark(s, tokens, sentences), tokens
}

// TestMark: what the network reads of a text that has lost its commas.
func TestMark(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Raids hit Velm killing 30 people.", "Raids hit Velm, killing 30 people."},
		{"He was accused of killing 30 people.", "He was accused of killing 30 people."},
		{"A monitor said raids hit Velm.", "A monitor said that raids hit Velm."},
		{"A monitor said on Sunday they had left.", "A monitor said on Sunday they had left."},
		{"On Sunday raids hit Velm.", "On Sunday, raids hit Velm."},
		{"Raids hit rebel-held Velm.", "Raids hit local Velm."},
		{"They burned two posts six arms caches and three tanks.", "They burned two posts, six arms caches and three tanks."},
		{"They left at least two posts in the last six days.", "They left at least two posts in the last six days."},
		{"Velm a town in the north fell.", "Velm a town in the north fell."},
		{"They took Velm a town in the north.", "They took Velm, a town in the north."},
		{"RAIDS HIT VELM KILLING 30 PEOPLE.", "RAIDS HIT VELM KILLING 30 PEOPLE."},
	} {
		if m, _ := marks(c.text); m.text != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, m.text, c.want)
		}
	}
}

// TestMarkBack: what is said of the marks goes, and what hung from them hangs from above.
func TestMarkBack(t *testing.T) {
	const s = "Raids hit rebel-held Velm killing ten."
	m, tokens := marks(s) // Raids hit local Velm , killing ten .
	var a syntax.Analysis
	for k, head := range []int{1, -1, 3, 1, 1, 4, 5, 1} {
		rel := []string{"nsubj", "root", "amod", "obj", "punct", "advcl", "obj", "punct"}[k]
		a.Tags, a.Arcs = append(a.Tags, text.Tag{UPOS: "X"}), append(a.Arcs, text.Arc{Head: head, Rel: rel})
	}
	a.Names = []text.Name{{Span: m.tokens[3].Span, First: 3, Last: 4}}
	got := m.back(a, tokens)
	var words []string
	for i, arc := range got.Arcs {
		head := "-"
		if arc.Head >= 0 {
			head = tokens[arc.Head].Of(s)
		}
		words = append(words, tokens[i].Of(s)+"/"+arc.Rel+"/"+head)
	}
	want := "Raids/nsubj/hit hit/root/- rebel/compound/held -/punct/rebel held/amod/Velm Velm/obj/hit killing/advcl/hit ten/obj/killing ./punct/hit"
	if strings.Join(words, " ") != want {
		t.Errorf("arcs %s\nwant %s", strings.Join(words, " "), want)
	}
	if n := got.Names[0]; n.Of(s) != "Velm" || tokens[n.First].Of(s) != "Velm" || n.Last != n.First+1 {
		t.Errorf("name %+v is %q", n, n.Of(s))
	}
}
