package toll_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/read/number"
	"stemma/internal/read/token"
	"stemma/internal/read/toll"
	"stemma/internal/text"
)

func read(s string) *text.Doc {
	d := &text.Doc{Report: &stemma.Report{Text: s}}
	d.Tokens, d.Sentences = token.Split(s, []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}})
	d.Numbers = number.Find(s, d.Tokens, d.Sentences, nil, nil)
	d.Tolls = toll.Find(d)
	return d
}

func show(s string) []string {
	var out []string
	for _, t := range read(s).Tolls {
		line := fmt.Sprintf("%s %s: %v %s %q", t.Number.Of(s), t.Kind, t.Quantity.Value, t.Quantity.Unit, t.Word.Of(s))
		if t.Stance != "" {
			line += " " + string(t.Stance)
		}
		out = append(out, line)
	}
	return out
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"behind", "The river took four lives, with 150 houses destroyed and 480 left homeless.", []string{`150 destruction: 150 homes "destroyed"`, `480 displaced: 480 people "homeless"`}},
		{"ahead", "It forced the evacuation of about 2,000 residents.", []string{`2,000 displaced: 2000 people "evacuation of"`}},
		{"itself", "The camp hosts 32,000 IDPs.", []string{`32,000 displaced: 32000 people "IDPs"`}},
		{"from where", "Some 700 villagers of the upper valley were evacuated.", []string{`700 displaced: 700 people "evacuated"`}},
		{"brackets", "In all 300 families (1,900 people) have been displaced.", []string{`300 displaced: 300 families "displaced"`}},
		{"heading", "Houses completely destroyed: 146", []string{`146 destruction: 146 homes "destroyed"`}},
		{"entry", "4,500 – The number of people that were displaced", []string{`4,500 displaced: 4500 people "displaced"`}},
		{"many are a count of their own", "Twelve farmers were killed and many wounded.", []string{`Twelve farmers killed: 12 people "killed"`, `wounded wounded: 0  "wounded"`}},
		{"no harm to homes", "The storm destroyed 40 boats.", nil},
		{"what may come", "Another 900 might have to be evacuated.", nil},
		{"Spanish", "Más de 2 mil familias fueron evacuadas en la comuna, y un centenar de casas quedaron destruidas.", []string{`Más de 2 mil displaced: 2000 families "evacuadas"`, `un centenar destruction: 100 homes "destruidas"`}},
		{"Spanish without accents", "El fuego destruy\uFFFD 24 viviendas y oblig\uFFFD a evacuar a 3 000 personas en la zona.", []string{`24 destruction: 24 homes "destruy` + "\uFFFD" + `"`, `3 000 displaced: 3000 people "evacuar"`}},
		{"Spanish, expected", "Unas 300 familias que viven en la ladera, podrían ser evacuadas.", []string{`Unas 300 displaced: 300 families "evacuadas" expected`}},
		{"French", "Les pluies ont laissé trente-deux ménages sans abri et détruit 1.200 maisons dans le village.", []string{`trente-deux displaced: 32 families "sans abri"`, `1.200 destruction: 1200 homes "détruit"`}},
		{"Portuguese", "A cheia deixou cerca de 50 famílias desalojadas e duas casas foram destruídas na cidade.", []string{`cerca de 50 displaced: 50 families "desalojadas"`, `duas destruction: 2 homes "destruídas"`}},
	} {
		if diff := cmp.Diff(c.want, show(c.text)); diff != "" {
			t.Errorf("%s: %q (-want +got)\n%s", c.name, c.text, diff)
		}
	}
}

func TestFindPersons(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"one by one", "A man, a woman and two boys were injured in Velm.", []string{"wounded 4 A man, a woman and two boys"}},
		{"headline", "Girl, 16, fatally shot; 3 others hurt", []string{"killed 1 Girl", "wounded 3 3 others"}},
		{"list", "The blast left one dead and another wounded.", []string{"killed 1 one", "wounded 1 another"}},
		{"verb", "Gunmen killed two guards and wounded a clerk.", []string{"killed 2 two guards", "wounded 1 a clerk"}},
		{"himself", "Boy shoots himself and sister", []string{"wounded 2 himself and sister hit"}},
		{"shot", "Four people were shot, and one of them died.", []string{"wounded 4 Four people hit", "killed 1 one"}},
		{"multiple", "Police look into a triple shooting.", []string{"wounded 3 triple shooting hit"}},
		{"age", "A 4-year-old was hurt.", []string{"wounded 1 A 4-year-old"}},
		{"nobody", "No one was hurt; he could have been killed.", nil},
		{"told", "It was a fatal shooting.", []string{"killed 0 fatal"}},
	} {
		var got []string
		for _, x := range read(c.text).Tolls {
			line := fmt.Sprintf("%s %v %s", x.Kind, x.Quantity.Value, x.Number.Of(c.text))
			if x.Hit {
				line += " hit"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %q (-want +got)\n%s", c.name, c.text, diff)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Más de 2.000 familias (9 mil personas) fueron evacuadas; 12 casas destruidas.")
	f.Add("100,000 \uFFFD The number of people that were forced out\nIDPs: 40")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, x := range read(s).Tolls {
			if x.Number.Start < last || x.Number.Empty() || x.Number.End > len(s) || x.Word.Empty() || x.Word.End > len(s) || x.Noun.End > len(s) {
				t.Fatalf("toll %+v of %q", x, s)
			}
			last = x.Number.Start
		}
	})
}
