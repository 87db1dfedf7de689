package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// apposed ties the name that commas set off behind an office to that office, and both to what
// its bearer does, where the network tied them to a noun between: "The UN coordinator in Velm,
// Ann Vey, called on both sides to stop" has one subject. A place behind a place is none:
// "a resident of Velm, North Tarn, said".
func apposed(d *text.Doc, isPlace func(string) bool) {
	for _, s := range d.Sentences {
		toldBy(d, s)
		for comma := s.First + 1; comma < s.Last-2; comma++ {
			if d.Word(comma) != "," {
				continue
			}
			end := nameTo(d, comma+1, s.Last)
			if end-comma < 2 || end < s.Last && d.Word(end) != "," && d.Word(end) != "." || isPlace(d.Text()[d.Tokens[comma+1].Start:d.Tokens[end-1].End]) {
				continue
			}
			if office := officeOver(d, s, comma); office >= 0 {
				setOff(d, s, office, comma+1, end)
			}
		}
	}
}

// bearers makes persons of those whose names commas set off behind an office, whatever the names
// were taken for. A place of that name stays one: "the seat of the governor, Velm,".
func bearers(d *text.Doc, isPlace func(string) bool) {
	for _, s := range d.Sentences {
		for comma := s.First + 1; comma < s.Last-2; comma++ {
			if d.Word(comma) != "," {
				continue
			}
			end := nameTo(d, comma+1, s.Last)
			if end-comma < 3 || end < s.Last && d.Word(end) != "," && d.Word(end) != "." || officeOver(d, s, comma) < 0 {
				continue
			}
			span := stemma.Span{Start: d.Tokens[comma+1].Start, End: d.Tokens[end-1].End}
			first, last := text.After(d.Names, span.Start), text.After(d.Names, span.End-1)
			if last < len(d.Names) && d.Names[last].Start < span.End {
				last++
			}
			if first < last && (d.Names[first].Start < span.Start || d.Names[last-1].End > span.End || d.Names[first].Kind == text.Person || d.Names[first].Kind == text.Body) || isPlace(span.Of(d.Text())) {
				continue
			}
			d.Names = slices.Replace(d.Names, first, last, text.Name{Span: span, First: comma + 1, Last: end, Kind: text.Person})
		}
	}
}

// nameTo is the end of the words in capitals that begin at token i, with particles and hyphens
// between them.
func nameTo(d *text.Doc, i, last int) int {
	end := i
	for k := i; k < last && k-i < 8; k++ {
		switch w := d.Word(k); {
		case startsUpper(w) && d.Tags[k].UPOS != "DET":
			end = k + 1
		case w == "-" || w == "'" || w == "’" || tailWords()["particle"][w]:
		default:
			return end
		}
	}
	return end
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// officeOver is the noun for who holds an office, or for what somebody is, whose phrase ends
// before the comma; -1 for none.
func officeOver(d *text.Doc, s text.Sentence, comma int) int {
	const longest = 14 // tokens
	office := -1
	for k := comma - 1; k >= s.First && comma-k <= longest; k-- {
		switch d.Tags[k].UPOS {
		case "PUNCT":
			if d.Word(k) != "-" && strings.Trim(d.Word(k), "'’") != "" {
				return office
			}
		case "VERB", "AUX", "SCONJ", "CCONJ", "PRON":
			if d.Tags[k].XPOS != "PRP$" && d.Tags[k].XPOS != "CC" {
				return office
			}
		}
		if w := strings.ToLower(d.Word(k)); tailWords()["office"][w] && (d.Tags[k].UPOS == "NOUN" || d.Tags[k].UPOS == "PROPN" || d.Tags[k].UPOS == "ADJ") {
			office = k
		}
	}
	return office
}

// setOff ties the name of tokens [first, last) to the office.
func setOff(d *text.Doc, s text.Sentence, office, first, last int) {
	name := -1
	for k := first; k < last; k++ {
		if h := d.Arcs[k].Head; h >= first && h < last || d.Tags[k].UPOS == "PUNCT" {
			continue
		}
		if name < 0 {
			name = k
			continue
		}
		d.Arcs[k] = text.Arc{Head: name, Rel: "flat"}
	}
	if name < 0 || under(d, office, name) && d.Arcs[office].Head != name {
		return
	}
	above := d.Arcs[name]
	switch {
	case d.Arcs[office].Head == name:
		d.Arcs[office] = above
	case above.Head > office && above.Head < first || above.Head == office:
	case strings.HasPrefix(above.Rel, "nsubj") && above.Head >= last && !strings.HasPrefix(d.Arcs[office].Rel, "nsubj"):
		d.Arcs[office] = above
	default:
		return
	}
	d.Arcs[name] = text.Arc{Head: office, Rel: "appos"}
	speaks(d, s, office, last)
}

// speaks makes the verb of saying right behind the comma at token i what the bearer of the
// office does. What was taken for its subject is what he says.
func speaks(d *text.Doc, s text.Sentence, office, i int) {
	v := i + 1
	if v >= s.Last || d.Word(min(i, s.Last-1)) != "," || d.Tags[v].UPOS != "VERB" || !tailWords()["verb"][strings.ToLower(d.Word(v))] && !tailWords()["calls"][strings.ToLower(d.Word(v))] {
		return
	}
	if d.Tags[v].XPOS == "VBN" {
		d.Tags[v].XPOS = "VBD"
	}
	begins := office
	for begins > s.First && d.Word(begins-1) != "," {
		begins--
	}
	for k := s.First; k < v; k++ {
		if d.Arcs[k].Head == v && strings.HasPrefix(d.Arcs[k].Rel, "nsubj") && k != office && k < begins && !under(d, v, k) {
			d.Arcs[k].Rel = "ccomp"
		}
	}
	if !under(d, v, office) {
		d.Arcs[office] = text.Arc{Head: v, Rel: "nsubj"}
	}
}

// toldBy mends a sentence that was taken for a name with a participle behind what commas set off:
// "Ann Vey, adviser to the governor, called on both sides to stop" has a verb.
func toldBy(d *text.Doc, s text.Sentence) {
	for v := s.First + 3; v < s.Last-1; v++ {
		n := d.Arcs[v].Head
		if d.Arcs[v].Rel != "acl" || d.Tags[v].XPOS != "VBN" || d.Word(v-1) != "," || n < s.First || n >= v-2 || d.Word(v+1) == "by" {
			continue
		}
		if w := strings.ToLower(d.Word(v)); !tailWords()["calls"][w] && !tailWords()["verb"][w] {
			continue
		}
		if d.Arcs[n].Head >= 0 || childOf(d, s, n, "nsubj") >= 0 || !startsUpper(d.Word(n)) && childOf(d, s, n, "appos") < 0 {
			continue
		}
		d.Tags[v].XPOS = "VBD"
		d.Arcs[v], d.Arcs[n] = d.Arcs[n], text.Arc{Head: v, Rel: "nsubj"}
		for k := v + 1; k < s.Last; k++ {
			if d.Arcs[k].Head == n {
				d.Arcs[k].Head = v
			}
		}
		return
	}
}
