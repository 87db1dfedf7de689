package number

import (
	_ "embed"
	"strings"

	"stemma"
	"stemma/internal/lookup"
	"stemma/internal/numeral"
)

var (
	//go:embed units.txt
	unitsFile string
	//go:embed bounds.txt
	boundsFile string
	//go:embed vague.txt
	vagueFile string
	//go:embed labels.txt
	labelsFile string
	//go:embed casualty.txt
	casualtyFile string
	//go:embed stop.txt
	stopFile string
)

var (
	unitOf     = readUnits(unitsFile)
	bounds     = readBounds(boundsFile)
	vague      = readVague(vagueFile)
	labels     = readWords(labelsFile)
	casualties = readWords(casualtyFile)
	stops      = readWords(stopFile)
)

// lines are the lines of a word list without comments and blanks.
func lines(file string) []string {
	var out []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func readWords(file string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines(file) {
		for w := range strings.FieldsSeq(line) {
			out[w] = true
		}
	}
	return out
}

func readUnits(file string) *lookup.Table[string] {
	out := new(lookup.Table[string])
	for _, line := range lines(file) {
		unit, nouns, _ := strings.Cut(line, ":")
		for noun := range strings.FieldsSeq(nouns) {
			noun = strings.ReplaceAll(noun, "_", " ")
			if out.Get(noun) == "" {
				out.Put(noun, unit)
			}
		}
	}
	return out
}

// bounder is one phrase of bounds.txt.
type bounder struct {
	bound  stemma.Bound
	behind bool
	words  []string
}

// readBounds sorts nothing: the longest phrase that fits wins.
func readBounds(file string) []bounder {
	var out []bounder
	for _, line := range lines(file) {
		f := strings.Fields(line)
		b := bounder{bound: stemma.Bound(f[0]), behind: f[1] == "behind"}
		for _, w := range numeral.Words(strings.Join(f[2:], " "), 0, len(strings.Join(f[2:], " "))) {
			b.words = append(b.words, w.Text)
		}
		out = append(out, b)
	}
	return out
}

// roughly is one phrase of vague.txt.
type roughly struct {
	rough string
	words []string
}

func readVague(file string) *lookup.Table[[]roughly] {
	out := new(lookup.Table[[]roughly])
	for _, line := range lines(file) {
		rough, phrases, _ := strings.Cut(line, ":")
		for p := range strings.SplitSeq(phrases, ",") {
			f := strings.Fields(p)
			out.Put(f[0], append(out.Get(f[0]), roughly{rough, f}))
		}
	}
	return out
}

// singular is the singular of a plural noun, by rule; unknown words come back as
// they are.
func singular(w string) string {
	if _, ok := unitOf.Find(w); ok {
		return w
	}
	for _, rule := range []struct{ from, to string }{
		{"ies", "y"}, {"ches", "ch"}, {"shes", "sh"}, {"sses", "ss"}, {"xes", "x"}, {"men", "man"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(w, rule.from); ok && len(stem) > 1 {
			return stem + rule.to
		}
	}
	return w
}

// plural is the plural of a noun, by rule.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), w == "":
		return w
	case strings.HasSuffix(w, "man"):
		return strings.TrimSuffix(w, "man") + "men"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}
