package number

import (
	"strings"

	"stemma/internal/numeral"
	"stemma/internal/text"
)

// count finds the counted noun and the unit: by the parse where it gives a noun, by
// the words behind the number otherwise.
func (r *reader) count(n *text.Number, m Mention, b around) {
	if i, ok := r.parsed(m); ok {
		r.take(n, i, "parse")
		if n.Noun >= 0 {
			return
		}
	}
	if u, ok := unitOfMeasure(r.words, b.last); ok && u.kind != "currency" && unitOf.Get(singular(at(r.words, b.last))) == "" && sound(r.words, m.First, b.last, u, m.first()) {
		n.Noun, n.Quantity.Unit = r.token(r.words[b.last]), countedAs(u.unit)
		n.Why += ", measure"
		return
	}
	if i := r.window(b.last); i >= 0 {
		r.take(n, i, "window")
	}
	if m.Vague == "" { // "three of the 31 victims"
		n.Quantity.Of = r.whole(b.last)
	}
}

// take makes words[i] the counted noun.
func (r *reader) take(n *text.Number, i int, rule string) {
	w := r.words[i]
	if w.Text == "other" || w.Text == "others" || w.Text == "more" {
		return
	}
	n.Noun = r.token(w)
	n.Quantity.Unit = r.unit(i)
	if n.Quantity.Unit == "people" && phrase(r.words, i-3, "bodies", "of") { // "the bodies of 44 victims"
		n.Quantity.Unit = "bodies"
	}
	n.Why += ", noun by " + rule
}

func (r *reader) token(w numeral.Word) int {
	i := text.After(r.tokens, w.Start)
	if i >= r.sentence.Last {
		return -1
	}
	return i
}

// unit is the unit of the noun at words[i]: by the table, for the two words first;
// people for a plural demonym; else the noun in the plural.
func (r *reader) unit(i int) string {
	if u, first := unitEnding(r.words, i); u != "" {
		if u == "people" || u == "bodies" || first < i {
			return u
		}
		return u
	}
	w := r.words[i]
	if w.Upper && !w.Caps && strings.HasSuffix(w.Text, "s") && i > 0 {
		return "people" // "600,000 Syrians"
	}
	return plural(w.Text)
}

// unitEnding is the unit of the noun that ends at words[i], and where it begins.
func unitEnding(words []numeral.Word, i int) (string, int) {
	if w := words[i].Text; stops[w] && unitOf.Get(w) == "" {
		return "", i
	}
	last := singular(words[i].Text)
	if i >= 2 && words[i-1].Text == "-" && !words[i].Space {
		if u := unitOf.Get(words[i-2].Text + "-" + last); u != "" {
			return u, i - 2
		}
	}
	if i >= 1 {
		if u := unitOf.Get(words[i-1].Text + " " + last); u != "" {
			return u, i - 1
		}
	}
	return unitOf.Get(last), i
}

// unitAt is the unit of a known noun within the next words, up to a stop, and where
// it stands.
func unitAt(words []numeral.Word, i int) (string, int) {
	for j := i; j < len(words) && j < i+4; j++ {
		if words[j].Shape == numeral.Letters {
			if u, _ := unitEnding(words, j); u != "" {
				return u, j
			}
		}
		if words[j].Shape == numeral.Mark && words[j].Text != "-" || stops[words[j].Text] {
			break
		}
	}
	return "", -1
}

// reach is how many words after a number its noun may stand.
const reach = 8

// window is the index of the noun that the words from i on count, or -1: the last of
// the known nouns in a row ("Daesh militants", "rebel fighters"); failing that, the
// last word before the phrase ends.
func (r *reader) window(i int) int {
	w := r.words
	i = r.skipOf(i)
	switch at(w, i) {
	case "more", "other", "others":
		if u, _ := unitEnding(w, min(i+1, len(w)-1)); i+1 >= len(w) || u == "" && at(w, i) != "other" {
			return -1
		}
	}
	known, last := -1, -1
	for j := i; j < len(w) && j < i+reach; j++ {
		if w[j].Shape == numeral.Mark {
			if w[j].Text == "." && !w[j].Space && len(w[j-1].Text) == 1 && w[j-1].Shape == numeral.Letters && j > i && j+1 < len(w) && w[j+1].Shape == numeral.Letters { // "U.S. soldiers"
				continue
			}
			if w[j].Text == "-" && j+1 < len(w) && !w[j+1].Space || w[j].Text == `"` || w[j].Text == "'" && j+1 < len(w) && !w[j+1].Space {
				continue
			}
			break
		}
		if w[j].Shape == numeral.Digits || w[j].Upper && (months[w[j].Text] || weekdays[w[j].Text]) {
			break
		}
		if j+2 < len(w) && w[j+1].Text == "-" && !w[j+1].Space && !w[j+2].Space && w[j+2].Shape == numeral.Letters && unitOf.Get(w[j].Text+"-"+singular(w[j+2].Text)) == "" {
			j++ // "rebel-held districts" counts districts
			continue
		}
		u, _ := unitEnding(w, j)
		if r.verb(j) || stops[w[j].Text] && u == "" || stops[w[j].Text] && j > i && known >= 0 {
			if !(j == i && casualties[w[j].Text] && r.nominal(j)) {
				break
			}
		}
		if u != "" {
			known = j
		} else if known >= 0 && !r.noun(j) {
			break
		}
		last = j
	}
	if known >= 0 {
		if r.tags != nil && last > known && r.noun(last) {
			return last
		}
		return known
	}
	if last >= 0 && r.nominal(last) {
		return last
	}
	return -1
}

// skipOf steps over "of", "of the", "of its" behind a vague word: "dozens of the".
func (r *reader) skipOf(i int) int {
	if at(r.words, i) == "-" && i+1 < len(r.words) && !r.words[i+1].Space {
		i++
	}
	if at(r.words, i) != "of" {
		return i
	}
	i++
	switch at(r.words, i) {
	case "the", "a", "an", "its", "their", "his", "these", "those", "our":
		i++
	}
	return i
}

// verb, noun and nominal ask the tags; without tags only plain form speaks.
func (r *reader) tag(j int) string {
	if r.tags == nil {
		return ""
	}
	if t := r.token(r.words[j]); t >= 0 {
		return r.tags[t].UPOS
	}
	return ""
}

func (r *reader) verb(j int) bool {
	t := r.tag(j)
	return t == "AUX" || t == "VERB" && !r.nominal(j+1) || t == "ADP" || t == "SCONJ" || t == "CCONJ" || t == "PRON"
}

func (r *reader) noun(j int) bool {
	t := r.tag(j)
	return t == "NOUN" || t == "PROPN" || t == "" && strings.HasSuffix(r.words[j].Text, "s") && !stops[r.words[j].Text]
}

func (r *reader) nominal(j int) bool {
	if j >= len(r.words) || r.words[j].Shape != numeral.Letters {
		return false
	}
	if r.tags != nil {
		t := r.tag(j)
		return t == "NOUN" || t == "PROPN"
	}
	w := r.words[j].Text
	return !stops[w] && strings.HasSuffix(w, "s") && len(w) > 3 && !strings.HasSuffix(w, "ss")
}

// parsed is the index of the word that the parse says is counted: the head of a
// nummod, or what hangs by "of" on a number that is itself a noun.
func (r *reader) parsed(m Mention) (int, bool) {
	if r.arcs == nil {
		return 0, false
	}
	t := r.token(r.words[m.Last-1])
	if t < 0 {
		return 0, false
	}
	head := -1
	if rel := r.arcs[t].Rel; strings.HasPrefix(rel, "nummod") || m.Vague != "" && rel == "amod" {
		head = r.arcs[t].Head
	} else {
		for c := t + 1; c < r.sentence.Last && c < t+2*reach; c++ {
			if r.arcs[c].Head == t && strings.HasPrefix(r.arcs[c].Rel, "nmod") && phrase(r.words, m.Last, "of") {
				head = c
				break
			}
		}
	}
	for head > t && r.tags[head].XPOS == "NNPS" && strings.HasPrefix(r.arcs[head].Rel, "compound") && r.arcs[head].Head > head {
		head = r.arcs[head].Head // "two United States soldiers"
	}
	if head <= t || head > t+reach || head >= r.sentence.Last || r.tags[head].UPOS != "NOUN" && r.tags[head].UPOS != "PROPN" {
		return 0, false
	}
	for j := m.Last; j < len(r.words); j++ {
		if r.words[j].Start >= r.tokens[head].End {
			break
		}
		if r.words[j].End == r.tokens[head].End && r.words[j].Shape == numeral.Letters {
			if j+1 < len(r.words) && unitOf.Get(r.words[j].Text+" "+singular(r.words[j+1].Text)) != "" {
				j++ // "one air raid", with the number hung from "air"
			}
			return j, true
		}
	}
	return 0, false
}

// whole is the noun phrase behind "of" at words[i], without its article.
func (r *reader) whole(i int) string {
	w := r.words
	if at(w, i) != "of" {
		return ""
	}
	i++
	if t := at(w, i); t == "the" || t == "a" || t == "an" {
		i++
	}
	end := i
	for j := i; j < len(w) && j < i+reach; j++ {
		if w[j].Shape == numeral.Mark && w[j].Text != "-" && w[j].Text != "'" {
			break
		}
		article := at(w, j-1) == "of" && (w[j].Text == "the" || w[j].Text == "its" || w[j].Text == "their")
		if stops[w[j].Text] && w[j].Text != "of" && !article || r.verb(j) && !article && w[j].Text != "of" {
			break
		}
		end = j + 1
	}
	for end > i && stops[w[end-1].Text] {
		end--
	}
	if end == i {
		return ""
	}
	return r.body[w[i].Start:w[end-1].End]
}

// carry gives a number without a noun the unit of the number before it in the
// sentence ("… and 139 killed"), or people where the words around tell so.
func (r *reader) carry(n *text.Number, m Mention, before []text.Number) {
	people := false
	for j := max(0, m.First-4); j < min(len(r.words), m.Last+5); j++ {
		people = people || casualties[r.words[j].Text]
	}
	other := false
	for j := m.Last; j < min(len(r.words), m.Last+2); j++ {
		switch r.words[j].Text {
		case "other", "others", "more":
			other = true
		}
	}
	for j := max(0, m.First-12); j < m.First; j++ {
		people = people || r.words[j].Text == "toll"
	}
	if !people && !other {
		return
	}
	for i := len(before) - 1; i >= 0; i-- {
		if u := before[i].Quantity.Unit; personal[u] {
			n.Quantity.Unit = u
			n.Why += ", unit carried over"
			return
		}
	}
	if people || other && at(r.words, m.Last) == "others" {
		n.Quantity.Unit = "people"
		n.Why += ", people implied"
	}
}

// personal are the units that count people, which alone are carried over.
var personal = map[string]bool{"people": true, "civilians": true, "children": true, "fighters": true, "soldiers": true, "police": true, "families": true, "guards": true}
