package said

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"stemma"
)

var holding = regexp.MustCompile(`([\p{L}.]+)[- ](?:held|controlled|run|occupied)\s+((?:[\p{L}'’-]+\s+){0,4}[\p{L}'’-]+)`)

// signs are the words of which presupposing wants one: most sentences have none, and
// looking for them is far quicker.
var signs = []string{"held", "controlled", "run", "occupied", "stronghold", "bastion", "redoubt", "fiefdom", "heartland"}

// Presupposed are the words for those whose control of the claim's place its
// sentence takes for granted: "rebel" of "rebel-held east Aleppo", "Daesh" of "the
// Daesh-held town of Manbij", "Nusra Front" of "Sarmada, a bastion of the Nusra Front". The
// place must stand within a few words.
func Presupposed(c *Claim) []string {
	if c.Place.Name == "" || !slices.ContainsFunc(signs, func(w string) bool { return strings.Contains(c.Line, w) }) {
		return nil
	}
	place := Plain(c.Place.Name)
	if place == "" {
		return nil
	}
	var out []string
	for _, m := range holding.FindAllStringSubmatch(c.Line, -1) {
		if who := m[1]; strings.HasPrefix(Plain(tail(m[2], place)), place) && !empty[strings.ToLower(who)] {
			out = append(out, strings.TrimRight(who, "."))
		}
	}
	return append(out, seated(c.Line, place)...)
}

// tail drops words from the front until the place begins.
func tail(where, place string) string {
	words := strings.Fields(where)
	for i := range words {
		if strings.HasPrefix(Plain(strings.Join(words[i:], " ")), place) {
			return strings.Join(words[i:], " ")
		}
	}
	return ""
}

// HolderOf gives the body that a word of presupposed control of a claim's place
// stands for: the one so named ("Daesh" → "Islamic State"), else the actor whom a
// claim of the block calls so, else whom the word means in the place's country
// ("rebel" → "Syrian rebels"), else an actor of the block whose name has it, else
// the word.
func HolderOf(word string, at stemma.Location, block []Claim, w World) string {
	if w.Body != nil {
		if name, _ := w.Body(word, ""); name != "" {
			return name
		}
	}
	known := ""
	if w.Known != nil {
		known = w.Known(word, at)
	}
	if known != "" && unicode.IsUpper([]rune(word)[0]) {
		return known
	}
	if name := named(word, block); name != "" {
		return name
	}
	if known != "" {
		return known
	}
	stem := strings.TrimSuffix(strings.ToLower(word), "s")
	if to := sameSide[stem]; to != "" {
		stem = to
	}
	best := ""
	for _, c := range block {
		for _, p := range []stemma.Party{c.Actor, c.Target} {
			if strings.Contains(strings.ToLower(p.Name), stem) && len(p.Of) < 2 && (best == "" || better(p.Name, best)) {
				best = p.Name
			}
		}
	}
	if best == "" {
		return word
	}
	return best
}

// better prefers a name of forces ("Syrian government forces" holds, its government
// does not), then the shorter, then the first in order.
func better(a, b string) bool {
	x, y := strings.Contains(a, "forces"), strings.Contains(b, "forces")
	if x != y {
		return x
	}
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

var sameSide = map[string]string{"regime": "government", "opposition": "rebel", "army": "government"}

// named is the party that a claim of the block calls by the word.
func named(word string, block []Claim) string {
	best := ""
	for _, c := range block {
		for field, p := range map[stemma.Field]stemma.Party{stemma.FieldActor: c.Actor, stemma.FieldTarget: c.Target} {
			words := c.Words(field)
			if p.ID != "" && HasWord(words, strings.ToLower(word)) && (best == "" || p.Name < best) {
				best = p.Name
			}
		}
	}
	return best
}
