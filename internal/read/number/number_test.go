package number_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/read/number"
	"stemma/internal/text"
)

// split makes a token of every run between spaces and of closing punctuation, and
// one sentence of all.
func split(s string) ([]text.Token, []text.Sentence) {
	var tokens []text.Token
	for at := 0; at < len(s); {
		if s[at] == ' ' {
			at++
			continue
		}
		end := at + 1
		for end < len(s) && s[end] != ' ' && !strings.ContainsRune(",.;", rune(s[end])) {
			end++
		}
		tokens = append(tokens, text.Token{Span: stemma.Span{Start: at, End: end}})
		at = end
	}
	return tokens, []text.Sentence{{Span: stemma.Span{End: len(s)}, Last: len(tokens)}}
}

func show(s string) []string {
	tokens, sentences := split(s)
	var out []string
	for _, n := range number.Find(s, tokens, sentences, nil, nil) {
		q := n.Quantity
		line := n.Of(s) + ": "
		switch {
		case q.HasRange:
			line += fmt.Sprintf("%g-%g", q.Low, q.High)
		case q.Rough != "":
			line += q.Rough
		default:
			line += fmt.Sprintf("%g", q.Value)
		}
		line += " " + string(q.Bound) + " " + q.Unit
		if q.Of != "" {
			line += " of " + q.Of
		}
		out = append(out, line)
	}
	return out
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"More than 10,000 people had fled Tarsa.", []string{"More than 10,000: 10000 at-least people"}},
		{"At least 29 Morvan rebels were killed.", []string{"At least 29: 29 at-least fighters"}},
		{"It held about 85 percent of the eastern quarter of the city.", []string{"about 85 percent: 85 about percent of eastern quarter of the city"}},
		{"As many as 50 troops died.", []string{"As many as 50: 50 at-most soldiers"}},
		{"Dozens of soldiers surrendered.", []string{"Dozens: dozens  soldiers"}},
		{"Several dozen troops arrived.", []string{"Several dozen: dozens  soldiers"}},
		{"Tens of thousands of Morvan troops were moved.", []string{"Tens of thousands: tens of thousands  soldiers"}},
		{"Nearly half were moved to shelters.", []string{"Nearly half: 50 about percent"}},
		{"Shelling killed 44 and wounded 140 others.", []string{"44: 44 exact people", "140: 140 exact people"}},
		{"At least 413 civilians have died in the east and 139 killed in the west.", []string{"At least 413: 413 at-least civilians", "139: 139 exact civilians"}},
		{"It carried out 64 air raids and destroyed 11 tanks and 31 cars.", []string{"64: 64 exact air-raids", "11: 11 exact tanks", "31: 31 exact vehicles"}},
		{"They dynamited a number of temples.", []string{"a number: a number  temples"}},
		{"Between 20 and 30 shells fell.", []string{"Between 20 and 30: 20-30 about shells"}},
		{"Some 2.2 million people need food.", []string{"Some 2.2 million: 2.2e+06 about people"}},
		{"An estimated 120,000 Morvans left.", []string{"An estimated 120,000: 120000 about people"}},
		{"They came within two miles of Tarsa.", []string{"within two: 2 at-most miles"}},
		{"It cost $3 billion.", []string{"$3 billion: 3e+09 exact dollars"}},
		{"They retook more than 80pc of it.", []string{"more than 80pc: 80 at-least percent"}},
		{"The 7.62mm rifle, a T-72 and Resolution 2254 of 12 May 2016 at 10:30, by Ana Dor, 34, of 1999.", nil},
		{"Twenty-two fighters and a dozen policemen died.", []string{"Twenty-two: 22 exact fighters", "a dozen: 12 exact police"}},
		{"Two thirds of the town fell.", []string{"Two thirds: 66.67 exact percent of town"}},
		{"Over 9 300 households have been hit.", []string{"Over 9 300: 9300 at-least families"}},
	} {
		if diff := cmp.Diff(c.want, show(c.text)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestMeasures(t *testing.T) {
	s := "It sent 45 km2 of wheat, $3.5 million, 200 Syrian pounds, five feet 2 inches of rope and a girl, five years old, at 40 degrees Celsius."
	words := numeral.Words(s, 0, len(s))
	var got []string
	for _, m := range number.Measures(words) {
		got = append(got, fmt.Sprintf("%s: %.4g %s", m.Span(words).Of(s), m.Value, m.Unit))
	}
	want := []string{"45 km2: 45 Square kilometer", "$3.5 million: 3.5e+06 Dollar", "200 Syrian pounds: 200 Syrian pound", "five feet 2 inches: 5.167 Foot", "five years old: 5 Year", "40 degrees Celsius: 40 C"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOutside(t *testing.T) {
	at := func(start, end int) text.Number { return text.Number{Value: stemma.Span{Start: start, End: end}} }
	times := []text.Time{{Span: stemma.Span{Start: 0, End: 10}}, {Span: stemma.Span{Start: 20, End: 30}, Duration: 60}}
	got := number.Outside([]text.Number{at(2, 4), at(12, 14), at(20, 22)}, times)
	if want := []text.Number{at(12, 14), at(20, 22)}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("At least 413 civilians – and 139 – died; 80pc of “them”, $3bn, T-72, 10:30, 61, 000 or 20-30 of the 5 km road.")
	f.Add("0$ 0A000000")
	f.Add("dozens of hundreds of thousands of more than no fewer than between 3 and 2 % 1/2/3/4")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		tokens, sentences := split(s)
		last := 0
		for _, n := range number.Find(s, tokens, sentences, nil, nil) {
			if n.Start < last || n.End <= n.Start || n.End > len(s) || !n.Contains(n.Value) {
				t.Fatalf("span %v, value %v after %d in %q", n.Span, n.Value, last, s)
			}
			if n.Noun >= len(tokens) {
				t.Fatalf("noun %d of %d tokens in %q", n.Noun, len(tokens), s)
			}
			last = n.End
		}
		words := numeral.Words(s, 0, len(s))
		last = 0
		for _, m := range number.Measures(words) {
			if m.First < last || m.Last <= m.First || m.Last > len(words) {
				t.Fatalf("measure %d–%d after %d in %q", m.First, m.Last, last, s)
			}
			last = m.Last
		}
	})
}

func TestRelativeOrdinals(t *testing.T) {
	s := "The second to last convoy, the next one and the last came."
	words := numeral.Words(s, 0, len(s))
	var got []string
	for _, o := range number.RelativeOrdinals(words) {
		got = append(got, fmt.Sprintf("%s%+d", o.From, o.Offset))
	}
	if diff := cmp.Diff([]string{"end-1", "current+1", "end+0"}, got); diff != "" {
		t.Error(diff)
	}
}
