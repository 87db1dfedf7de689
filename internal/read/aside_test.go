package read

import (
	"testing"

	"stemma"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

// TestAsides: what the network reads by itself, between "[" and "]".
func TestAsides(t *testing.T) {
	for _, c := range []struct{ text, aside string }{
		{"Raids killed at least 30 people in Velm, local health officials said, one of the worst tolls of the war.", ", local health officials said"},
		{"The army left the town of Dorah, a police spokesman told reporters on Monday, after three weeks of siege.", ", a police spokesman told reporters on Monday"},
		{"\"We hold the whole town,\" Vey said, \"and we will hold it.\"", "Vey said"},
		{"\"We hold the whole town,\" Vey said, not even looking at the map.", ""},
		{"The army had left the town, Vey said, adding that it would be back.", ""},
		{"The army had left the town of Velm, Vey said on Monday, 5 May 2031.", ""},
		{"The rebels, who said they had left the town, fired on the bridge again.", ""},
		{"The army, the rebels and the police left, and the town burned down.", ""},
		{"It fell, Vey said.", ""},
	} {
		blocks := []stemma.Block{{Span: stemma.Span{Start: 0, End: len(c.text)}, Role: stemma.Body}}
		tokens, sentences := token.Split(c.text, blocks)
		got := ""
		for _, s := range sentences {
			if from, to := asideOf(c.text, tokens, s); from >= 0 {
				got = c.text[tokens[from].Start:tokens[to-1].End]
			}
		}
		if got != c.aside {
			t.Errorf("aside of %q is %q, want %q", c.text, got, c.aside)
		}
	}
}

// TestOrderBack: what is said of tokens in another order comes back to each of them.
func TestOrderBack(t *testing.T) {
	o := order{0, 1, 4, 5, 2, 3}
	tags := []text.Tag{{UPOS: "0"}, {UPOS: "1"}, {UPOS: "4"}, {UPOS: "5"}, {UPOS: "2"}, {UPOS: "3"}}
	arcs := []text.Arc{{Head: 3}, {Head: 0}, {Head: 3}, {Head: 5}, {Head: 5}, {Head: -1}}
	names := []text.Name{{First: 1, Last: 3}, {First: 2, Last: 4}, {First: 4, Last: 6}}
	tags, arcs, names = o.back(tags, arcs, names)
	for i, want := range []int{5, 0, 3, -1, 5, 3} {
		if arcs[i].Head != want || tags[i].UPOS != string(rune('0'+i)) {
			t.Errorf("token %d has tag %s and head %d, want %d and %d", i, tags[i].UPOS, arcs[i].Head, i, want)
		}
	}
	if len(names) != 2 || names[0].First != 2 || names[1].First != 4 {
		t.Errorf("names are %v, want those of tokens 2 and 4: one that was torn apart is dropped", names)
	}
}
