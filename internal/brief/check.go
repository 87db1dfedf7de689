package brief

import (
	"fmt"
	"strings"
	"unicode"

	"stemma"
)

// Check tells why a clause may not be printed, or nil: each part's cite must be
// the report's own bytes, each part must stand in its text and be carried by its
// words, literally or as number, date or name (see carries), and no number or
// capitalised name may stand in a text outside a part. The same holds for its voices.
func Check(c Clause, text func(stemma.ReportID) string, whose func(name, id string) (string, stemma.Side)) error {
	if err := check(c.Text, c.Parts, text, whose); err != nil {
		return err
	}
	for _, v := range c.Voices {
		if err := check(v.Text, v.Parts, text, whose); err != nil {
			return err
		}
	}
	return nil
}

func check(all string, parts []Part, text func(stemma.ReportID) string, whose side) error {
	rest := all
	for _, p := range parts {
		body := text(p.Cite.Report)
		s := p.Cite.Span
		if s.Start < 0 || s.End > len(body) || s.Empty() || s.Of(body) != p.Cite.Words {
			return fmt.Errorf("%s %q: %s %s does not read %q", p.Field, p.Text, p.Cite.Report, s, p.Cite.Words)
		}
		printed := strings.Join(strings.Fields(p.Text), " ")
		if !strings.Contains(rest, printed) {
			return fmt.Errorf("%s %q is not in the clause", p.Field, p.Text)
		}
		if !whose.holds(p) {
			return fmt.Errorf("%s %q is not carried by %q", p.Field, p.Text, p.Cite.Words)
		}
		rest = strings.Replace(rest, printed, " ", 1)
	}
	if i := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsUpper(r) }); i >= 0 {
		return fmt.Errorf("clause %q: %q has no cite", all, strings.TrimSpace(rest[i:]))
	}
	return nil
}

// holds reports whether a part's words carry it: literally, or standing in quotation
// marks beside a value that they can stand for. The claim's own words in quotation
// marks carry themselves.
func (s side) holds(p Part) bool {
	if literal(p.Text, p.Cite.Words) {
		return true
	}
	value, ok := strings.CutSuffix(p.Text, `"`+p.Cite.Words+`")`)
	value, open := strings.CutSuffix(value, " (")
	if ok && open {
		return s.carries(p.Field, value, p.Cite.Words)
	}
	return p.Text == `"`+p.Cite.Words+`"`
}

// literal reports whether every word of value stands in words, whatever the case,
// the hyphens and the commas in numbers.
func literal(value, words string) bool {
	have := map[string]bool{}
	for _, w := range plainWords(words) {
		have[w] = true
	}
	for _, w := range plainWords(value) {
		if !have[w] {
			return false
		}
	}
	return true
}

// plainWords are the words of s in lower case; a comma between digits is dropped.
func plainWords(s string) []string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case (r == ',' || r == '.') && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]):
			if r == '.' {
				b.WriteRune(r)
			}
		default:
			b.WriteRune(' ')
		}
	}
	return strings.Fields(b.String())
}
