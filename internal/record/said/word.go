package said

import "strings"

// Words are the lower-case words of s.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f)
	})
}

// HasWord reports whether one of the words stands in s. A word that ends in "-"
// stands for all that begin with it.
func HasWord(s string, list ...string) bool {
	for _, w := range Words(s) {
		for _, x := range list {
			if w == x || strings.HasSuffix(x, "-") && strings.HasPrefix(w, x[:len(x)-1]) {
				return true
			}
		}
	}
	return false
}

// Telling are the folded content words of s: long enough, not grammatical, without
// endings, each once.
func Telling(s string) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range Words(s) {
		if len(w) < 4 || empty[w] {
			continue
		}
		for _, e := range []string{"ing", "ies", "ed", "es", "s", "ly"} {
			if t, ok := strings.CutSuffix(w, e); ok && len(t) >= 4 {
				w = t
				break
			}
		}
		w = strings.TrimSuffix(w, "e")
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

var empty = words(`that this these those with from into onto over under upon have been were will would shall should could might must they them their there
then than when what which while where who whom whose whole also only just even very more most much many some such same other another each every both
after before since until during through between about against among because though although however said says told according reported reports report
still being does doing done having city town village area areas near part parts people percent several around towards toward`)
