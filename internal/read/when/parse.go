package when

import (
	"stemma/internal/numeral"
)

// Parse finds the time expressions in the words of one sentence, longest first,
// left to right, without resolving them.
//
//	since  late  November   from 3 to 5 May 2016    early on Sunday morning
//	└rel─┘ └sec┘ └point─┘   └──── range ───────┘    └──── one point ──────┘
func Parse(words []numeral.Word) []Expression {
	p := newParser(words)
	var out []Expression
	for i := 0; i < len(words); {
		if !p.mayBegin(i) {
			i++
			continue
		}
		found := p.expressions(i)
		if len(found) == 0 {
			i++
			continue
		}
		out = append(out, found...)
		i = found[len(found)-1].Last
	}
	shareYears(words, out)
	return out
}

// parser reads the words of one sentence. What was read at a word is kept, since many
// forms begin alike.
type parser struct {
	w        []numeral.Word
	core     []int // core[i] is the first word from i on that tells of time by itself.
	dates    []*memo
	composed []*memo
}

// pointForm reads one form of a point at a word: the point and the words it takes, 0 for none.
type pointForm = func(p *parser, i int) (Point, int)

type memo struct {
	point Point
	words int
}

// nothing is what most words turn out to begin.
var nothing = &memo{}

func newMemo(p Point, words int) *memo {
	if words == 0 {
		return nothing
	}
	return &memo{p, words}
}

func newParser(w []numeral.Word) *parser {
	n := len(w) + 1
	memos := make([]*memo, 2*n)
	p := &parser{w: w, core: make([]int, n), dates: memos[:n:n], composed: memos[n:]}
	p.core[len(w)] = len(w) + reach
	for i := len(w) - 1; i >= 0; i-- {
		p.core[i] = p.core[i+1]
		if p.tells(i) {
			p.core[i] = i
		}
	}
	return p
}

// reach is how far from its first word an expression's telling word may stand: "from
// the very beginning of the month".
const reach = 8

// mayBegin reports whether an expression may begin at word i.
func (p *parser) mayBegin(i int) bool {
	if p.core[i]-i >= reach {
		return false
	}
	return p.w[i].Shape != numeral.Letters && (p.w[i].Shape == numeral.Digits || p.oneOf(i, "'", "½", "¼", "¾")) || p.core[i] == i || starters.Get(p.at(i))
}

// tells reports whether word i tells of time by itself: a month, a unit, a year, a
// clock time.
func (p *parser) tells(i int) bool {
	w := p.w[i]
	if w.Shape == numeral.Letters {
		return telling.Get(w.Text) || p.is(i, "a", ".", "m") || p.is(i, "p", ".", "m") || p.is(i, "b", ".", "c")
	}
	if w.Shape != numeral.Digits {
		return false
	}
	switch len(w.Text) {
	case 4, 8:
		return true
	}
	if !p.glued(i + 1) {
		return p.is(i-1, "'") || p.is(i+1, "h") || p.oneOf(i+1, "a", "p")
	}
	return p.letters(i+1) || p.is(i+1, "'", "s") || p.digits(i+2) && p.oneOf(i+1, ":", "/", "-", ".")
}

// at is the text of word i; "" beyond the ends.
func (p *parser) at(i int) string {
	if i < 0 || i >= len(p.w) {
		return ""
	}
	return p.w[i].Text
}

// is reports whether the words from i on read the texts.
func (p *parser) is(i int, texts ...string) bool {
	for j, t := range texts {
		if p.at(i+j) != t {
			return false
		}
	}
	return true
}

func (p *parser) oneOf(i int, texts ...string) bool {
	s := p.at(i)
	for _, t := range texts {
		if s == t {
			return s != ""
		}
	}
	return false
}

func (p *parser) glued(i int) bool { return i > 0 && i < len(p.w) && !p.w[i].Space }

func (p *parser) digits(i int) bool { return i >= 0 && i < len(p.w) && p.w[i].Shape == numeral.Digits }

func (p *parser) letters(i int) bool {
	return i >= 0 && i < len(p.w) && p.w[i].Shape == numeral.Letters
}

// number reads digits of at most n places at i; -1 where there are none.
func (p *parser) number(i, places int) int {
	if !p.digits(i) || len(p.w[i].Text) > places {
		return -1
	}
	n := 0
	for _, c := range p.w[i].Text {
		n = n*10 + int(c-'0')
	}
	return n
}

// expressions reads what begins at word i: nothing, one expression, or the several
// of a list that shares its month ("20 and 21 July").
func (p *parser) expressions(i int) []Expression {
	if p.within(i) {
		return nil
	}
	if list := p.dayList(i); list != nil {
		return list
	}
	var best Expression
	for _, read := range [...]func(*parser, int) Expression{
		(*parser).rangeExpr, (*parser).lengthFrom, (*parser).dayHours, (*parser).dayBound, (*parser).repeat, (*parser).point,
		(*parser).related, (*parser).length, (*parser).vague,
	} {
		if e := read(p, i); e.Last > best.Last {
			best = e
		}
	}
	if best.Last == 0 {
		return nil
	}
	return p.moreDays(best)
}

// within reports whether word i is inside a number, a name or an address, where no
// date begins: "1,939", "T-72".
func (p *parser) within(i int) bool {
	if !p.digits(i) || !p.glued(i) {
		return false
	}
	before := p.at(i - 1)
	switch {
	case before == "." || before == ",":
		return p.digits(i-2) && p.glued(i-1)
	case before == "$" || before == "#" || before == "€" || before == "£" || before == "=" || before == "_" || before == "%" || before == "@":
		return true
	case p.letters(i - 1):
		return monthNames.Get(before) == 0 && before != "fy" && before != "cy"
	}
	return false
}

// point reads a point and makes it an expression.
func (p *parser) point(i int) Expression {
	pt, n := p.compose(i)
	if n == 0 || pt.Modest {
		return Expression{}
	}
	return Expression{First: i, Core: i, Last: i + n, Kind: AtPoint, Point: pt, Rule: "point"}
}
