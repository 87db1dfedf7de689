// Package number finds numbers with what they count: "more than 10,000 people",
// "dozens of troops", "between 20 and 30 air raids", "about half of the city".
package number

import (
	"slices"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/text"
)

// Version is stored with what this reader produced.
//
//	1  first
//	2  what is counted behind a state's name of two words
//	3  women, girls, boys, prisoners, hostages and workers are units; nouns of two words behind a number
const Version = 3

// Find finds the quantities in the sentences. It works from the words alone; tags
// and arcs, one a token where they are not empty, make the counted noun surer.
// Numbers that belong to dates, clock times, ages, calibres and names are left out.
func Find(body string, tokens []text.Token, sentences []text.Sentence, tags []text.Tag, arcs []text.Arc) []text.Number {
	if len(tags) != len(tokens) {
		tags = nil
	}
	if len(arcs) != len(tokens) || tags == nil {
		arcs = nil
	}
	var out []text.Number
	var words []numeral.Word
	for _, s := range sentences {
		words = numeral.Append(words[:0], body, s.Start, s.End)
		r := reader{tokens: tokens, sentence: s, tags: tags, arcs: arcs, words: words, body: body}
		out = append(out, r.read()...)
	}
	return out
}

// Outside is numbers without those that lie in a time expression; a plain length of
// time ("10 months") keeps its number, since a claim may count it.
func Outside(numbers []text.Number, times []text.Time) []text.Number {
	var out []text.Number
	for _, n := range numbers {
		if i := text.After(times, n.Value.Start); i < len(times) && times[i].Overlaps(n.Value) {
			if times[i].Duration == 0 {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// reader reads one sentence.
type reader struct {
	body     string
	tokens   []text.Token
	sentence text.Sentence
	tags     []text.Tag
	arcs     []text.Arc
	words    []numeral.Word
}

func (r *reader) read() []text.Number {
	var out []text.Number
	for _, m := range Mentions(r.words) {
		if m.Sort == Name || m.Sort == Date || m.Sort == Clock || m.Sort == Age || m.Sort == Ordinal || r.another(m) {
			continue
		}
		n, ok := r.number(m)
		if !ok {
			continue
		}
		if n.Noun < 0 && n.Quantity.Unit == "" {
			r.carry(&n, m, out)
		}
		if k := len(out); k > 0 {
			n.Start = max(n.Start, out[k-1].End) // "5 or more 10": the words between belong to one
			n.Value.Start = max(n.Value.Start, n.Start)
			if n.Value.Empty() {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// another reports whether a fraction is the ordinal of one more of a kind: "a third attacker",
// where a third part would be "of" something.
func (r *reader) another(m Mention) bool {
	if !m.Fraction || m.Range || m.Last >= len(r.words) || r.words[m.First].Text != "a" && r.words[m.First].Text != "an" {
		return false
	}
	token := r.token(r.words[m.Last])
	return token >= 0 && token < r.sentence.Last && (r.tags[token].XPOS == "NN" || r.tags[token].XPOS == "JJ" && token+1 < len(r.tags) && r.tags[token+1].XPOS == "NN")
}

// number makes a Number of a mention, with its bound, its noun and its unit.
func (r *reader) number(m Mention) (text.Number, bool) {
	n := text.Number{Value: m.span(r.words), Noun: -1, Percent: m.Sort == Percent, Money: m.Sort == Money}
	n.Span = n.Value
	q := &n.Quantity
	switch {
	case m.Vague != "":
		q.Rough = m.Vague
	case m.Range:
		q.HasRange, q.Low, q.High = true, m.Low, m.High
	default:
		q.HasValue, q.Value = true, m.Value
	}
	b := boundOf(r.words, m)
	if m.Vague == "" {
		q.Bound = b.bound
		if m.Range && b.bound == stemma.Exact {
			q.Bound = stemma.About
		}
	}
	n.Span = stemma.Span{Start: min(n.Span.Start, r.words[b.first].Start), End: max(n.Span.End, r.words[b.last-1].End)}
	n.Why = "number/" + string(m.Sort)
	if m.Sort == Money {
		q.Unit = m.Unit
		return n, true
	}
	if m.Sort == Percent || m.Fraction && m.Value < 1 && !m.Range {
		if m.Sort != Percent {
			q.Value = percentOf(q.Value)
			n.Why = "number/fraction as percent"
		}
		q.Unit, n.Percent = "percent", true
		q.Of = r.whole(m.Last)
		return n, true
	}
	r.count(&n, m, b)
	q.Flow = r.flow()
	return n, n.Noun >= 0 || q.Unit != "" || r.stands(m)
}

// percentOf writes a fraction as a percentage, to two decimals.
func percentOf(v float64) float64 { return float64(int(v*10000+0.5)) / 100 }

// stands reports whether a number without a noun may be a quantity at all: not a
// lone "one" or "many", which are pronouns more often.
func (r *reader) stands(m Mention) bool {
	switch m.Vague {
	case "":
		return m.Range || m.Value != 1 || r.words[m.First].Shape == numeral.Digits
	case "many", "several", "a few", "numerous":
		return false
	}
	return true
}

// flow reports whether the sentence counts over a period.
func (r *reader) flow() bool {
	for i := range r.words {
		if r.words[i].Text == "since" || phrase(r.words, i, "so", "far") || phrase(r.words, i, "to", "date") ||
			(phrase(r.words, i, "over", "the") || phrase(r.words, i, "in", "the") || phrase(r.words, i, "during", "the")) &&
				i+2 < len(r.words) && slices.Contains([]string{"past", "last"}, r.words[i+2].Text) {
			return true
		}
	}
	return false
}

func phrase(words []numeral.Word, i int, texts ...string) bool {
	if i < 0 || i+len(texts) > len(words) {
		return false
	}
	for j, t := range texts {
		if words[i+j].Text != t {
			return false
		}
	}
	return true
}
