package text

import (
	"strings"

	"stemma"
)

// Sections is for each sentence the index of the place that the heading over it names and
// nothing else, as in a bulletin that goes from country to country: "Mali", "NORTH VELM:";
// -1 where the heading over it says more, or where none is.
func Sections(d *Doc) []int {
	out := make([]int, len(d.Sentences))
	at := -1
	for k, s := range d.Sentences {
		if s.Block >= 0 && s.Block < len(d.Report.Blocks) && d.Report.Blocks[s.Block].Role == stemma.Heading {
			at = -1
			first, last := Within(d.Places, s.Start, s.End)
			if last == first+1 && !d.Places[first].Demonym && strings.Trim(d.Text()[s.Start:d.Places[first].Start]+d.Text()[d.Places[first].End:s.End], " :-–—•*#\t\n") == "" {
				at = first
			}
		}
		out[k] = at
	}
	abroad(d, out)
	return out
}

// abroad gives the sentences of a paragraph that begins with another country than the one that most
// of the text is set in, "Across the border in Laconia, the army said", the place that it names.
func abroad(d *Doc, out []int) {
	const short = 5 // sentences: a longer block has lost its paragraphs, and only the sentence is abroad
	home := ""
	for k := 0; k < len(d.Sentences); k++ {
		s := d.Sentences[k]
		p := After(d.Places, s.Start)
		if out[k] >= 0 || p >= len(d.Places) || !opensWith(d, s, d.Places[p]) {
			continue
		}
		if home == "" {
			home = mostly(d)
		}
		if d.Places[p].Country == home || home == "" {
			continue
		}
		end := k + 1
		for end < len(d.Sentences) && d.Sentences[end].Block == s.Block && s.Block >= 0 {
			end++
		}
		if k > 0 && d.Sentences[k-1].Block == s.Block || end-k > short {
			end = k + 1
		}
		for ; k < end; k++ {
			out[k] = p
		}
		k--
	}
}

// opensWith reports whether a sentence of the body opens with the country p and a comma: "In Laconia,".
func opensWith(d *Doc, s Sentence, p Place) bool {
	const words = 5 // at most, before the country
	if p.Geo.Precision != "country" || p.Demonym || p.Country == "" || p.First-s.First > words || p.First <= s.First || p.Last >= s.Last || d.Word(p.Last) != "," || !within(d, s, p) {
		return false
	}
	return s.Block < 0 || s.Block >= len(d.Report.Blocks) || d.Report.Blocks[s.Block].Role == stemma.Body
}

// within reports whether "in", with or without a word such as "neighbouring", stands before place p.
func within(d *Doc, s Sentence, p Place) bool {
	for i := p.First - 1; i >= max(s.First, p.First-2); i-- {
		if strings.EqualFold(d.Word(i), "in") {
			return true
		}
	}
	return false
}

// mostly is the country in which most of a text's places lie; empty when none does.
func mostly(d *Doc) string {
	count, best := map[string]int{}, ""
	for _, p := range d.Places {
		if p.Country == "" {
			continue
		}
		if count[p.Country]++; count[p.Country] > count[best] {
			best = p.Country
		}
	}
	return best
}
