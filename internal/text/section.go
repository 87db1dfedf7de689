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
	return out
}
