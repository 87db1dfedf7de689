package said

import (
	"slices"
	"strings"
)

// Words are the lower-case words of s.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f)
	})
}

// HasWord reports whether one of the words stands in s. A word that ends in "-"
// stands for all that begin with it.
func HasWord(s string, list ...string) bool {
	for start := 0; start < len(s); {
		if s[start] >= 0x80 {
			return slices.ContainsFunc(Words(s), func(w string) bool { return isOne(w, list) })
		}
		if !wordByte(s[start]) {
			start++
			continue
		}
		end := start + 1
		for end < len(s) && wordByte(s[end]) {
			end++
		}
		if end < len(s) && s[end] >= 0x80 {
			start = end // where letters are not of one byte each
			continue
		}
		if isOne(s[start:end], list) {
			return true
		}
		start = end
	}
	return false
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// isOne reports whether a word is one of a list, whatever its case.
func isOne(word string, list []string) bool {
	for _, x := range list {
		if n := len(x) - 1; n >= 0 && x[n] == '-' {
			if len(word) >= n && strings.EqualFold(word[:n], x[:n]) {
				return true
			}
		} else if strings.EqualFold(word, x) {
			return true
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
