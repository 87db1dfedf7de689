package toll

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stemma"
	"stemma/internal/text"
)

// shape is what a word is made of.
type shape byte

const (
	letters shape = iota
	numeral
	mark
)

// word is one word, number or mark of a sentence.
type word struct {
	stemma.Span
	text     string // text is folded: lower case, without accents.
	shape    shape
	line     int // line counts the line breaks before it.
	quantity stemma.Quantity
	bare     bool        // bare: a number that counts nothing known.
	verbal   bool        // verbal: no part of a noun's phrase, by its tag.
	person   bool        // person: part of a person's name.
	noun     stemma.Span // noun is what a number of the layer counts; zero when nothing.
}

// wordsOf splits a sentence, into the memory of words of another. Numbers of an English one are those of the layer; those of
// others are read by the table.
func wordsOf(out []word, d *text.Doc, s text.Sentence, t *tongue, numbers []text.Number) []word {
	body := d.Text()
	line := 0
	for i := s.Start; i < s.End; {
		for len(numbers) > 0 && numbers[0].Value.Start < i {
			numbers = numbers[1:]
		}
		if t == english && len(numbers) > 0 && numbers[0].Value.Start == i && !numbers[0].Value.Empty() {
			m := numbers[0]
			out = append(out, english.numberWord(d, m, line))
			i = m.Value.End
			continue
		}
		c, size := utf8.DecodeRuneInString(body[i:])
		switch {
		case c == '\n':
			line++
			i += size
		case unicode.IsSpace(c):
			i += size
		case c >= '0' && c <= '9':
			end, value, ok := digits(body[i:s.End], t != english)
			w := word{Span: stemma.Span{Start: i, End: i + end}, shape: mark, line: line, text: "0"}
			if t != english && ok {
				w.shape, w.bare, w.quantity = numeral, true, stemma.Quantity{Value: value, HasValue: true}
			}
			out = append(out, w)
			i += end
		case isLetter(c):
			end := i
			for end < s.End {
				c, size := utf8.DecodeRuneInString(body[end:])
				if !isLetter(c) && !(c == '-' && end+1 < s.End && isLetter(rune(body[end+1]))) {
					break
				}
				end += size
			}
			out = append(out, word{Span: stemma.Span{Start: i, End: end}, text: fold(body[i:end]), line: line})
			i = end
		case isApostrophe(c) && len(out) > 0 && out[len(out)-1].End == i:
			i += size // "l'état", "China's"
		default:
			out = append(out, word{Span: stemma.Span{Start: i, End: i + size}, text: body[i : i+size], shape: mark, line: line})
			i += size
		}
	}
	if t != english {
		return t.spelled(out)
	}
	return aged(tagged(named(out, d.Names), d))
}

// named marks the words of persons' names.
func named(words []word, names []text.Name) []word {
	if len(words) == 0 {
		return words
	}
	at := text.After(names, words[0].Start)
	for i, w := range words {
		for at < len(names) && names[at].End <= w.Start {
			at++
		}
		words[i].person = w.shape == letters && at < len(names) && names[at].Start <= w.Start && names[at].Kind == text.Person
	}
	return words
}

// tagged marks the words that by their tags are no part of a noun's phrase.
func tagged(words []word, d *text.Doc) []word {
	if len(d.Tags) != len(d.Tokens) || len(words) == 0 {
		return words
	}
	k := d.TokenAt(words[0].Start)
	for i, w := range words {
		if w.shape != letters {
			continue
		}
		for k < len(d.Tokens) && d.Tokens[k].End <= w.Start {
			k++
		}
		if k < len(d.Tags) {
			switch d.Tags[k].UPOS {
			case "AUX", "ADP", "SCONJ", "CCONJ":
				words[i].verbal = true
			case "VERB":
				words[i].verbal = d.Tags[k].XPOS != "VBN" && d.Tags[k].XPOS != "VBG"
			}
		}
	}
	return words
}

// aged makes one word of an age: "16-year-old" is somebody.
func aged(words []word) []word {
	out := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		age := i+2 < len(words) && w.shape != letters && words[i+1].text == "-" && (strings.HasPrefix(words[i+2].text, "year-old") || strings.HasPrefix(words[i+2].text, "month-old"))
		if age && words[i+2].Start-w.End <= 2 {
			words[i+2].Start = w.Start
			out, i = append(out, words[i+2]), i+2
			continue
		}
		out = append(out, w)
	}
	return out
}

// numberWord is a number of the layer as a word. Percentages, money and ordinals count
// nobody.
func (t *tongue) numberWord(d *text.Doc, m text.Number, line int) word {
	w := word{Span: m.Value, text: "0", line: line, shape: numeral, quantity: m.Quantity, bare: m.Noun < 0}
	if m.Percent || m.Ordinal || m.Money {
		w.shape = mark
	}
	if m.Noun >= 0 {
		w.noun = d.Tokens[m.Noun].Span
	}
	return w
}

// isLetter takes the replacement character for a letter: in a text that lost its
// accents it stands where one was.
func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r == utf8.RuneError
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' }

// fold is a word in lower case without accents.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// digits reads figures at the start of s and how long they are. In languages other
// than English both the point and the comma may part thousands: what three figures
// follow does, what others follow is a decimal.
func digits(s string, foreign bool) (int, float64, bool) {
	end := 0
	plain := []byte{}
	whole := true
	for end < len(s) {
		c := s[end]
		if c >= '0' && c <= '9' {
			plain = append(plain, c)
			end++
			continue
		}
		run := 0
		for end+1+run < len(s) && s[end+1+run] >= '0' && s[end+1+run] <= '9' {
			run++
		}
		switch {
		case run == 0 || !foreign:
		case run == 3 && (c == '.' || c == ',' || c == ' ') && whole:
			end++
			continue
		case (c == '.' || c == ',') && whole:
			plain, whole = append(plain, '.'), false
			end++
			continue
		}
		break
	}
	v, err := strconv.ParseFloat(string(plain), 64)
	return max(end, 1), v, err == nil
}

// spelled joins the numerals of a sentence, in figures and words, into numbers: "2 mil",
// "treinta y dos", "deux cents".
func (t *tongue) spelled(words []word) []word {
	var out []word
	for i := 0; i < len(words); {
		v, n := t.numeralAt(words[i:])
		if n == 0 {
			out = append(out, words[i])
			i++
			continue
		}
		w := words[i]
		w.End = words[i+n-1].End
		w.shape, w.bare, w.quantity = numeral, true, stemma.Quantity{Value: v, HasValue: true, Bound: stemma.Exact}
		out = append(out, w)
		i += n
	}
	return out
}

// numeralAt is the number that the words begin with, and how many of them it takes.
func (t *tongue) numeralAt(words []word) (float64, int) {
	total, part, n := 0.0, 0.0, 0
	for n < len(words) && words[n].line == words[0].line {
		w := words[n]
		v, isNumber := t.numeralWord(w.text)
		m, isTimes := t.times[w.text]
		switch {
		case w.shape == numeral && n == 0:
			part = w.quantity.Value
		case w.shape != letters:
			return total + part, n
		case isNumber:
			part += v
		case isTimes:
			if part == 0 {
				part = 1
			}
			if part *= m; m >= 1000 {
				total, part = total+part, 0
			}
		case t.joins.Get(w.text) && n > 0 && n+1 < len(words) && t.continues(words[n+1].text):
		default:
			return total + part, n
		}
		n++
	}
	return total + part, n
}

func (t *tongue) continues(w string) bool {
	_, ok := t.numbers[w]
	return ok
}

// numeralWord is the value of one word: "trente", "trente-deux".
func (t *tongue) numeralWord(w string) (float64, bool) {
	if v, ok := t.numbers[w]; ok {
		return v, true
	}
	sum := 0.0
	for part := range strings.SplitSeq(w, "-") {
		v, ok := t.numbers[part]
		if !ok {
			return 0, false
		}
		sum += v
	}
	return sum, true
}

// fits reports whether the phrase stands at words[i].
func (p phrase) fits(words []word, i int) bool {
	if i < 0 || i+len(p) > len(words) {
		return false
	}
	for k, w := range p {
		if words[i+k].shape != letters || !sameWord(w, words[i+k].text) {
			return false
		}
	}
	return true
}

// sameWord compares a word of a table with one of a text, in which the replacement
// character stands for any letter.
func sameWord(want, got string) bool {
	stem, open := strings.CutSuffix(want, "*")
	for _, g := range got {
		if stem == "" {
			return open
		}
		w, size := utf8.DecodeRuneInString(stem)
		if g != w && g != utf8.RuneError {
			return false
		}
		stem = stem[size:]
	}
	return stem == ""
}

// of are the phrases that may begin with the word.
func (x *index[T]) of(w string) []T {
	if k := key(w); !strings.ContainsRune(w[:min(4, len(w))], utf8.RuneError) {
		return x.Get(k)
	}
	var out []T
	for _, list := range x.All() {
		out = append(out, list...)
	}
	return out
}

// unitAt is the unit of the noun at word i, and how many words it has.
func (r *reader) unitAt(i int) (string, int) {
	name, n := "", 0
	for _, u := range r.units.of(r.words[i].text) {
		if len(u.phrase) > n && u.fits(r.words, i) {
			name, n = u.name, len(u.phrase)
		}
	}
	return name, n
}

// harmAt is the harm in a role at word i, the longest, and how many words it has; harms
// to persons are bodily.
func (r *reader) harmAt(i int, in role) (harm, int) { return r.longest(&r.tongue.harms, i, in) }

// bodily is the harm to persons in a role at word i.
func (r *reader) bodily(i int, in role) (harm, int) { return r.longest(&r.tongue.hurts, i, in) }

func (r *reader) longest(from *index[harm], i int, in role) (harm, int) {
	var best harm
	if i < 0 || i >= len(r.words) || r.words[i].shape != letters {
		return best, 0
	}
	for _, h := range from.of(r.words[i].text) {
		if h.role == in && len(h.phrase) > len(best.phrase) && h.fits(r.words, i) {
			best = h
		}
	}
	return best, len(best.phrase)
}

// boundBefore is the bound that stands ahead of the number at word i, and where it
// begins.
func (r *reader) boundBefore(i int) (stemma.Bound, int) {
	best := bound{bound: stemma.Exact}
	for _, b := range r.bounds {
		if len(b.phrase) > len(best.phrase) && b.fits(r.words, i-len(b.phrase)) {
			best = b
		}
	}
	return best.bound, r.words[i-len(best.phrase)].Start
}
