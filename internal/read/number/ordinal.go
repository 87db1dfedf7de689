package number

import (
	_ "embed"
	"strconv"
	"strings"

	"stemma/internal/numeral"
)

//go:embed ordinals.txt
var ordinalsFile string

// RelativeOrdinal is an ordinal that counts from the end or from the one at hand:
// "the last", "the second to last", "the next".
type RelativeOrdinal struct {
	First, Last int    // Words [First, Last) carry it.
	From        string // From is end or current.
	Offset      int
}

var relativeOrdinals = readOrdinals(ordinalsFile)

// ordinalPhrase is one phrase of ordinals.txt.
type ordinalPhrase struct {
	words  []string
	from   string
	offset int
}

func readOrdinals(file string) map[string][]ordinalPhrase {
	out := map[string][]ordinalPhrase{}
	for _, line := range lines(file) {
		head, phrases, _ := strings.Cut(line, ":")
		from, steps, _ := strings.Cut(head, " ")
		offset, _ := strconv.Atoi(steps)
		for p := range strings.SplitSeq(phrases, ",") {
			f := strings.Fields(p)
			out[f[0]] = append(out[f[0]], ordinalPhrase{f, from, offset})
		}
	}
	return out
}

// RelativeOrdinals finds the ordinals that count from the end or from the one at
// hand, longest first. The verb "last" and a date's "next" are not told apart here.
func RelativeOrdinals(words []numeral.Word) []RelativeOrdinal {
	var out []RelativeOrdinal
	for i := 0; i < len(words); i++ {
		var best ordinalPhrase
		for _, p := range relativeOrdinals[words[i].Text] {
			if len(p.words) > len(best.words) && phrase(words, i, p.words...) {
				best = p
			}
		}
		if n := len(best.words); n > 0 && !phrase(words, i, "next", "of", "kin") {
			out = append(out, RelativeOrdinal{i, i + n, best.from, best.offset})
			i += n - 1
		}
	}
	return out
}
