package story

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed frequency.txt
var frequencyList string

// frequency is how often a word form occurs in general English: the binary
// logarithm of its occurrences per million words.
var frequency = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for line := range strings.Lines(frequencyList) {
		class, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(class)
		if err != nil {
			continue // a comment
		}
		for _, w := range strings.Fields(words) {
			m[w] = n
		}
	}
	return m
})

// Weights of terms. Set on the incident and the world news reports; measure again
// with `stemma eval --suite record`.
const (
	commonest   = 11.0 // words of this class or more tell nothing
	rarest      = 3.0  // class of a word that the list does not have
	nameWeight  = 3.0  // names tell more
	titleWeight = 2.5  // so do words of the headline
	kindWeight  = 0.3  // words of the kind of event tell little
	leadWords   = 300  // words from the start that count in full; later ones count half
	maxWords    = 600
	maxTerms    = 40
)

// terms are the weightiest terms of a report, their weights squaring to 1.
func terms(title string, bodies []string) []Term {
	weight := map[string]float64{}
	for _, w := range words(title) {
		weight[w.term] += titleWeight * w.weight
	}
	n := 0
	for _, body := range bodies {
		for _, w := range words(body) {
			if n++; n > maxWords {
				break
			}
			if n > leadWords {
				w.weight /= 2
			}
			weight[w.term] += w.weight
		}
	}
	var out []Term
	for word, w := range weight {
		if w > 0 {
			out = append(out, Term{word, base(word) * (1 + math.Log(1+w))})
		}
	}
	slices.SortFunc(out, func(a, b Term) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Word, b.Word)) })
	out = out[:min(len(out), maxTerms)]
	norm := 0.0
	for _, t := range out {
		norm += t.Weight * t.Weight
	}
	for i := range out {
		out[i].Weight /= math.Sqrt(norm)
	}
	slices.SortFunc(out, func(a, b Term) int { return cmp.Compare(a.Word, b.Word) })
	return out
}

// base is how much a word tells by being rare.
func base(word string) float64 {
	class, known := frequency()[word]
	c := float64(class)
	if !known {
		c = rarest
	}
	b := max(0, commonest-c) / (commonest - rarest)
	if kinds[word] {
		b *= kindWeight
	}
	return b * b
}

// occurrence is one word of a text.
type occurrence struct {
	term   string
	weight float64
}

// words are the words of a text that may tell something, folded: lower case, no
// possessive. A capital inside a sentence makes a name.
func words(s string) []occurrence {
	var out []occurrence
	start := true
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/—–|\"“”()[],;:", r) }) {
		ends := strings.HasSuffix(f, ".") || strings.HasSuffix(f, "!") || strings.HasSuffix(f, "?")
		w := strings.Trim(f, ".!?'’‘*-_")
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		first := []rune(w + " ")[0]
		if len(w) >= 2 && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
			o := occurrence{strings.ToLower(w), 1}
			if unicode.IsUpper(first) && !start {
				o.weight = nameWeight
			}
			if unicode.IsDigit(first) && len(w) < 3 {
				o.weight = 0 // a bare small number tells nothing
			}
			out = append(out, o)
		}
		start = ends
	}
	return out
}

// kinds are words of the kinds of events, of the trade and of the calendar: every
// report of a kind has them.
var kinds = set(`police officer officers shooting shootings shot shots shooter gunman gun guns gunfire gunshot gunshots fired fire killed kill killing kills died dies
dead death deaths injured injuries injury wounded wound wounds hospital hospitals hospitalized victim victims suspect suspects suspected arrested arrest charged
charges charge murder homicide investigation investigators investigating investigate detective detectives sheriff sheriff's deputies deputy county incident scene
authorities attack attacks attacked bomb bombing bombings blast explosion strike strikes airstrike airstrikes raid raids fighting clashes troops soldiers army forces
military rebels militants militant fighters government officials official minister president spokesman spokeswoman spokesperson said says told reported report
reports reporter news monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
december posted updated published share twitter facebook video photo photos image caption copyright reserved rights associated press reuters afp ap newsletter
email subscribe advertisement man woman men women boy girl teen teenager year-old old family home house apartment street road block night morning afternoon
evening pm am p.m a.m court judge trial jail prison custody bail bond lieutenant sergeant sgt lt capt captain chief department robbery burglary weapon weapons
handgun pistol rifle vehicle car suv truck neighbors witnesses witness critical condition pronounced suffered crime crimes criminal fatal fatally`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
