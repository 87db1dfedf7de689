package name

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/internal/text"
)

// lay makes tokens of words that are split by spaces; a word with "/N" behind it is
// tagged as a proper noun.
func lay(line string) (string, []text.Token, []text.Sentence, []text.Tag) {
	var b strings.Builder
	var tokens []text.Token
	var tags []text.Tag
	for _, w := range strings.Fields(line) {
		w, proper := strings.CutSuffix(w, "/N")
		w, glued := strings.CutPrefix(w, "+")
		if b.Len() > 0 && !glued {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(w)
		tokens = append(tokens, text.Token{Span: stemma.Span{Start: at, End: b.Len()}})
		t := text.Tag{UPOS: "X"}
		if proper {
			t.UPOS = "PROPN"
		}
		tags = append(tags, t)
	}
	s := []text.Sentence{{Span: stemma.Span{End: b.Len()}, Last: len(tokens)}}
	return b.String(), tokens, s, tags
}

func name(tokens []text.Token, first, last int, k text.NameKind) text.Name {
	return text.Name{Span: stemma.Span{Start: tokens[first].Start, End: tokens[last-1].End}, First: first, Last: last, Kind: k}
}

func TestFind(t *testing.T) {
	known := func(w string) text.NameKind {
		switch w {
		case "Velm", "Deir ez-Venn":
			return text.PlaceName
		case "Orla Observatory for Peace":
			return text.Body
		}
		return ""
	}
	for _, c := range []struct {
		name, line string
		proposed   []text.Name // without spans
		want       []string
	}{
		{"a title is no part of the name", "Gen./N Ada/N Orla/N spoke", []text.Name{{First: 0, Last: 3, Kind: text.Person}}, []string{"person Ada Orla"}},
		{"a title alone names nobody", "the President/N spoke", []text.Name{{First: 1, Last: 2, Kind: text.Person}}, nil},
		{"a body goes on after of", "the Ministry/N of the Harbours/N said", []text.Name{{First: 1, Last: 2, Kind: text.Body}}, []string{"body Ministry of the Harbours"}},
		{"a company's form", "Tarn/N , Inc./N pays", []text.Name{{First: 0, Last: 1, Kind: text.Person}}, []string{"body Tarn , Inc."}},
		{"a hyphen", "in Orla/N +- +Venn/N today", []text.Name{{First: 1, Last: 2, Kind: text.PlaceName}, {First: 3, Last: 4, Kind: text.PlaceName}}, []string{"place Orla-Venn"}},
		{"an article before a hyphen", "in al/N +- +Tarn/N and Deir/N al/N +- +Venn/N", []text.Name{{First: 1, Last: 2, Kind: text.PlaceName}, {First: 3, Last: 4, Kind: text.Body}, {First: 5, Last: 7, Kind: text.PlaceName}}, []string{"body al-Tarn", "place Deir al-Venn"}},
		{"an article within a person", "spokesman Saif/N al/N +- +Orla/N said", []text.Name{{First: 1, Last: 3, Kind: text.Person}, {First: 4, Last: 5, Kind: text.Person}}, []string{"person Saif al-Orla"}},
		{"a body goes on after for", "the Orla/N Observatory/N for Peace/N said", []text.Name{{First: 1, Last: 3, Kind: text.OtherName}, {First: 4, Last: 5, Kind: text.Body}}, []string{"body Orla Observatory for Peace"}},
		{"the words beside tell the kind", "in Tarn/N village and Venn/N fighters and Tarn/N", []text.Name{{First: 1, Last: 2, Kind: text.Person}, {First: 4, Last: 5, Kind: text.Person}, {First: 7, Last: 8, Kind: text.Person}}, []string{"place Tarn", "body Venn", "place Tarn"}},
		{"a known name that was missed", "the Orla/N Observatory/N for Peace/N said", nil, []string{"body Orla Observatory for Peace"}},
		{"a known name that was cut short", "near Deir/N ez/N +- +Venn/N and Velm/N", []text.Name{{First: 2, Last: 5, Kind: text.Person}, {First: 6, Last: 7, Kind: text.Body}}, []string{"place Deir ez-Venn", "place Velm"}},
		{"what is known", "from Velm/N to sea", []text.Name{{First: 1, Last: 2, Kind: text.Body}}, []string{"place Velm"}},
		{"one kind a report", "Tarn/N and Tarn/N and Tarn/N", []text.Name{{First: 0, Last: 1, Kind: text.Person}, {First: 2, Last: 3, Kind: text.Body}, {First: 4, Last: 5, Kind: text.Body}}, []string{"body Tarn", "body Tarn", "body Tarn"}},
		{"a mention passed by", "in Tarn/N . near Tarn/N ,", []text.Name{{First: 1, Last: 2, Kind: text.PlaceName}}, []string{"place Tarn", "place Tarn"}},
		{"an acronym after the", "the ORC/N said that ORC/N left", nil, []string{"body ORC", "body ORC"}},
		{"an address", "see www.orla.example now", []text.Name{{First: 1, Last: 2, Kind: text.Person}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			txt, tokens, sentences, tags := lay(c.line)
			var proposed []text.Name
			for _, n := range c.proposed {
				proposed = append(proposed, name(tokens, n.First, n.Last, n.Kind))
			}
			var got []string
			for _, n := range Find(txt, tokens, sentences, tags, proposed, known) {
				got = append(got, string(n.Kind)+" "+n.Of(txt))
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Gen./N Ada/N , Inc./N of the Harbours/N", "\x01\x02\x03")
	f.Add("the ORC/N +- +Tarn/N", "\x00\x05")
	known := func(w string) text.NameKind { // any name whose length is a multiple of three
		if len(w)%3 == 0 {
			return text.Body
		}
		return ""
	}
	f.Fuzz(func(t *testing.T, line, cuts string) {
		txt, tokens, sentences, tags := lay(line)
		var proposed []text.Name
		at := 0
		for i := 0; i+1 < len(cuts); i += 2 {
			first := at + int(cuts[i]%4)
			last := first + 1 + int(cuts[i+1]%3)
			if last > len(tokens) {
				break
			}
			proposed = append(proposed, name(tokens, first, last, []text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName}[int(cuts[i]/4)%4]))
			at = last
		}
		end, token := 0, 0
		for _, n := range Find(txt, tokens, sentences, tags, proposed, known) {
			if n.Start < end || n.First < token || n.End > len(txt) || n.Start >= n.End {
				t.Fatalf("%v after byte %d", n, end)
			}
			if n.Start != tokens[n.First].Start || n.End != tokens[n.Last-1].End {
				t.Fatalf("%v does not fit its tokens", n)
			}
			if utf8.ValidString(txt) && !utf8.ValidString(n.Of(txt)) {
				t.Fatalf("%v cuts a rune", n)
			}
			end, token = n.End, n.Last
		}
	})
}
