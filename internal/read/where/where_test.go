package where

import (
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

var load = sync.OnceValues(func() (*gazetteer.Gazetteer, *actors.List) {
	g, err := gazetteer.Load(gazetteer.Embedded())
	if err != nil {
		panic(err)
	}
	l, err := actors.Load(actors.Embedded())
	if err != nil {
		panic(err)
	}
	return g, l
})

func docOf(s string) *text.Doc {
	report := &stemma.Report{Text: s, Blocks: []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}}}
	d := &text.Doc{Report: report}
	d.Tokens, d.Sentences = token.Split(s, report.Blocks)
	return d
}

// drawn are the places of a text as "words=name|in|relation|country precision".
func drawn(d *text.Doc, places []text.Place) string {
	var out []string
	for _, p := range places {
		if p.Demonym {
			continue
		}
		out = append(out, p.Of(d.Text())+"="+p.Name+"|"+p.In+"|"+p.Relation+"|"+strings.TrimSpace(p.Country+" "+p.Geo.Precision))
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	g, l := load()
	for _, c := range []struct{ name, text, want string }{
		{"city", "Shells hit a market in Homs.", "Homs=Homs|||SY city"},
		{"province", "The convoy left Homs province.", "Homs province=Homs province|||SY region"},
		{"capitals", "THE REBELS WITHDREW TO THE FRONT IN MANY PLACES NEAR HOMS.", "HOMS=HOMS||near|SY relative"},
		{"lost letter", "The fire reached Popay\uFFFDn.", "Popay\uFFFDn=Popayan|||CO city"},
		{"comuna de", "La comuna de Tornalba fue evacuada.", "Tornalba=Tornalba|||"},
		{"province of", "They hold a third of the province of Homs.", "Homs=Homs province|||SY region"},
		{"part before", "Troops entered eastern Raqqa at dawn.", "eastern Raqqa=eastern Raqqa|Raqqa||SY district"},
		{"part after", "Shelling went on in Raqqa's east.", "Raqqa's east=east Raqqa|Raqqa||SY district"},
		{"part of a part", "They dug in on the western edge of the town of Manbij.", "western edge of the town of Manbij=western edge of Manbij|Manbij||SY district"},
		{"relation", "The column stopped south of Hama.", "Hama=Hama||south of|SY relative"},
		{"near", "A drone fell near Taiz.", "Taiz=Taiz||near|YE relative"},
		{"distance", "They are two miles from Marib.", "Marib=Marib||two miles from|YE relative"},
		{"common noun", "Fighters seized Manbij. The city had been quiet.", "Manbij=Manbij|||SY city; city=Manbij|||SY city"},
		{"enclosing", "A bomb went off in Kobo, in northern Ethiopia.", "Kobo=Kobo|northern Ethiopia||ET city; northern Ethiopia=northern Ethiopia|||ET region"},
		{"lost apostrophe", "Syrias capital was calm and Damascus slept.", "Syrias=Syria|||SY country; Damascus=Damascus|||SY city"},
		{"transliteration", "Planes hit al-Hodeidah in Yemen.", "al-Hodeidah=al-Hodeidah|Yemen||YE city; Yemen=Yemen|||YE country"},
		{"state after a comma", "He was born in Paris, Texas.", "Paris=Paris|Texas||US city; Texas=Texas|||US region"},
		{"abbreviation", "He was born in Paris, Tex. He left early.", "Paris=Paris|Tex||US city; Tex=Tex|||US region"},
		{"unknown quarter", "Clashes went on in the Norhali district of Raqqa.", "Norhali=Norhali|Raqqa||; Raqqa=Raqqa|||SY city"},
		{"taken from somebody", "The army withdrew after losing Dorvali, and rebels spoke of taking Dorvali from it.", "Dorvali=Dorvali|||"},
		{"namesake of a quarter", "Shells hit the Dara neighbourhood in Omdurman.", "Dara=Dara|Omdurman||SD; Omdurman=Omdurman|||SD city"},
		{"city spelled as its province", "They hold Hassakeh city.", "Hassakeh=Hassakeh|||SY city"},
		{"towns that are taken", "Syrian forces took Azaz, Afrin and Tabqa.", "Azaz=Azaz|||SY city; Afrin=Afrin|||SY city; Tabqa=Tabqa|||SY city"},
		{"the town of a quarter", "Shells hit the Karama neighbourhood. Mosul was quiet.", "Karama=Karama|Mosul||IQ district; Mosul=Mosul|||IQ city"},
		{"month", "The truce began in March.", ""},
		{"actor", "The Syrian army said it would stay.", ""},
		{"pronoun in capitals apart", "Give us the map of the US border.", "US=US|||US country"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := docOf(c.text)
			if got := drawn(d, Find(d, g, l)); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestResolveUsesContext(t *testing.T) {
	g, l := load()
	d := docOf("Aid reached Tripoli on Monday. A second ship is due in Sidon and Tyre, in Lebanon.")
	for _, p := range Find(d, g, l) {
		if p.Name == "Tripoli" && p.Country != "LB" {
			t.Errorf("Tripoli beside Sidon and Tyre is in %s", p.Country)
		}
	}
}

// withOwn is the embedded gazetteer with a user's file.
type withOwn struct {
	fs.FS
	own fs.FS
}

func (w withOwn) Open(name string) (fs.File, error) {
	if f, err := w.own.Open(name); err == nil && path.Ext(name) != "" {
		return f, nil
	}
	return w.FS.Open(name)
}

func (w withOwn) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	own, _ := fs.ReadDir(w.own, name)
	return append(entries, own...), err
}

func TestOwnPlacesAreBeyondDoubt(t *testing.T) {
	_, l := load()
	own := fstest.MapFS{"supplement/" + gazetteer.OwnFile: {Data: []byte("Zorvat\t\tvillage\tSY\tSY\nUm\t\tvillage\tSY\tSY\n")}}
	g, err := gazetteer.Load(withOwn{gazetteer.Embedded(), own})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"no preposition", "The brigade recaptured Zorvat on Friday.", "Zorvat"},
		{"at the begin", "Zorvat fell to the brigade.", "Zorvat"},
		{"short", "The brigade recaptured Um on Friday.", "Um"},
		{"a title", "Mr. Zorvat left early.", ""},
		{"another's name", "They met with young Anna Zorvat behind the market.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := docOf(c.text)
			var got []string
			for _, p := range Find(d, g, l) {
				got = append(got, p.Name)
				if p.Country != "SY" {
					t.Errorf("%s is unresolved", p.Name)
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%s: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	g, l := load()
	for _, s := range []string{
		"Shells hit Homs.", "ALEPPO/AMMAN: north of the city’s east", "the the the city", "al- al-Bab's", "\x00\xff in Syria", "of the outskirts of the city of the",
		"Mr. Homs, W.Va., TX", "Castello Road Road Road", "حلب and Halab",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := docOf(s)
		places := Find(d, g, l)
		end := 0
		for i, p := range places {
			if p.Start < end || p.End > len(s) || p.Start >= p.End || !utf8.RuneStart(s[p.Start]) || p.End < len(s) && !utf8.RuneStart(s[p.End]) {
				t.Fatalf("place %d at %v of %q", i, p.Span, s)
			}
			if p.Antecedent >= len(places) || p.Toponym.Start < p.Start || p.Toponym.End > p.End {
				t.Fatalf("place %d of %q: antecedent %d, toponym %v in %v", i, s, p.Antecedent, p.Toponym, p.Span)
			}
			end = p.End
		}
		spans := make([]stemma.Span, 0, len(d.Tokens))
		for _, k := range d.Tokens {
			spans = append(spans, k.Span)
		}
		if got := Resolve(d, g, l, spans); len(got) != len(spans) {
			t.Fatalf("%d answers to %d spans", len(got), len(spans))
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g, l := load()
	d := docOf(strings.Repeat("Troops entered eastern Raqqa at dawn, the Observatory said, after planes hit Deir al-Zor. The city was calm. ", 200))
	b.ReportMetric(float64(len(d.Tokens)), "tokens")
	for b.Loop() {
		Find(d, g, l)
	}
}
