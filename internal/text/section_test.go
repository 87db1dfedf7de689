package text

import (
	"slices"
	"testing"

	"stemma"
)

// TestSections: a heading that is a place and nothing else is over what follows, up to the next.
func TestSections(t *testing.T) {
	parts := []struct {
		words   string
		heading bool
		place   string
	}{
		{"The week was bloody.", false, ""}, {"Velm:", true, "Velm"}, {"Two died.", false, ""}, {"Road to Tarn", true, "Tarn"}, {"One died.", false, ""},
	}
	d := &Doc{Report: &stemma.Report{}}
	for i, p := range parts {
		s := stemma.Span{Start: len(d.Report.Text), End: len(d.Report.Text) + len(p.words)}
		role := stemma.Body
		if p.heading {
			role = stemma.Heading
		}
		if p.place != "" {
			at := s.Start + len(p.words) - len(p.place)
			if p.place == "Velm" {
				at = s.Start
			}
			d.Places = append(d.Places, Place{Span: stemma.Span{Start: at, End: at + len(p.place)}, Name: p.place})
		}
		d.Report.Text += p.words + "\n"
		d.Report.Blocks = append(d.Report.Blocks, stemma.Block{Span: s, Role: role})
		d.Sentences = append(d.Sentences, Sentence{Span: s, Block: i})
	}
	if got, want := Sections(d), []int{-1, 0, 0, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("sections %v, want %v", got, want)
	}
}
