package said

import (
	"regexp"
	"strings"
)

var presupposing = regexp.MustCompile(`([\p{L}.]+)[- ](?:held|controlled|run|occupied)\s+((?:[\p{L}'’-]+\s+){0,4}[\p{L}'’-]+)|((?:[\p{L}'’]+))[’']?s? (?:stronghold|bastion) (?:of|in) ((?:[\p{L}'’-]+\s?){1,3})`)

// Presupposed are the words for those whose control of the claim's place its
// sentence takes for granted: "rebel" of "rebel-held east Aleppo", "Daesh" of "the
// Daesh-held town of Manbij". The place must follow within a few words.
func Presupposed(c Claim) []string {
	place := Plain(c.Place.Name)
	if place == "" {
		return nil
	}
	var out []string
	for _, m := range presupposing.FindAllStringSubmatch(c.Line, -1) {
		who, where := m[1], m[2]
		if who == "" {
			who, where = m[3], m[4]
		}
		if strings.HasPrefix(Plain(tail(where, place)), place) && !empty[strings.ToLower(who)] {
			out = append(out, strings.TrimRight(who, "."))
		}
	}
	return out
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
