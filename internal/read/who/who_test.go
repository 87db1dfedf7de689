package who

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/token"
	"stemma/internal/read/where"
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
	g, l := load()
	report := &stemma.Report{Text: s, Blocks: []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}}}
	d := &text.Doc{Report: report}
	d.Tokens, d.Sentences = token.Split(s, report.Blocks)
	d.Places = where.Find(d, g, l)
	return d
}

// drawn are the actors of a text as "words=name" with "/body" for those who speak for
// one and "?" for those that are not resolved.
func drawn(d *text.Doc, found []text.Actor) string {
	var out []string
	for _, a := range found {
		s := a.Of(d.Text()) + "=" + a.Party.Name
		if a.For.Name != "" {
			s += "/" + a.For.Name
		}
		if a.Party.ID == "" {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	g, l := load()
	for _, c := range []struct{ name, text, want string }{
		{"short alias", "IS holds the hill.", "IS=Islamic State"},
		{"short alias is no verb", "It is quiet.", "It=it?"},
		{"head stays with its group", "Daesh militants fled.", "Daesh militants=Islamic State"},
		{"forces of a civil war", "The Syrian army shelled Homs.", "Syrian army=Syrian government forces"},
		{"forces by rule", "Kenyan soldiers crossed the border.", "Kenyan soldiers=Kenyan forces"},
		{"rebels by rule", "Chadian rebels crossed the border.", "Chadian rebels=Chadian rebels"},
		{"ministry by rule", "The Norwegian Foreign Ministry said so.", "Norwegian Foreign Ministry=Norwegian Foreign Ministry"},
		{"possessive", "Jordan's government said so.", "Jordan's government=Jordanian government"},
		{"joint", "Syrian and Russian forces took the hill.", "Syrian and Russian forces=Syrian government forces and Russian forces"},
		{"capital that acts", "Ankara said it would answer.", "Ankara=Turkey; it=Turkey"},
		{"capital that is a place", "A bomb went off in Ankara.", ""},
		{"person for a body before", "Observatory chief Rami Abdel Rahman said so.", "Observatory chief Rami Abdel Rahman=Rami Abdel Rahman/Syrian Observatory for Human Rights"},
		{"person for a body after", "Lena Varga, a spokeswoman for UNICEF, said so.", "Lena Varga=Lena Varga/UNICEF?; UNICEF=UNICEF"},
		{"office", "Kenyan President Amos Kibet said so. Kibet left.", "Kenyan President Amos Kibet=Amos Kibet/Kenyan government?; Kibet=Amos Kibet/Kenyan government?"},
		{"transliteration", "Rami Abdurahman said so.", "Rami Abdurahman=Rami Abdel Rahman/Syrian Observatory for Human Rights"},
		{"the group", "The Taliban took Kunduz. The group said so.", "The Taliban=Taliban; The group=Taliban"},
		{"a group whose name follows", "UNICEF left. The militant group Boko Haram fled.", "UNICEF=UNICEF; The militant group=Boko Haram; Boko Haram=Boko Haram"},
		{"whose militants", "UNICEF left. Militants of the group Boko Haram fled.", "UNICEF=UNICEF; Militants=Boko Haram; the group=Boko Haram; Boko Haram=Boko Haram"},
		{"rebels of the war", "Planes hit Taiz and Marib. The rebels answered.", "The rebels=Houthis"},
		{"pronoun", "UNICEF warned of hunger. It said so on Sunday.", "UNICEF=UNICEF; It=UNICEF"},
		{"numbered unit", "Shells fell on Cali and Bogota. The 11th Brigade left.", "The 11th Brigade=Colombian forces"},
		{"officials of two desks", "Kenyan police and hospital officials said so. The officials left.", "Kenyan police and hospital officials=Kenyan police and hospital officials?; officials=Kenyan police and hospital officials?"},
		{"officials of a body", "The PA officials in Nablus said so.", "The PA officials=Palestinian Authority"},
		{"dateline", "ANKARA (Orbis) Troops left.", "Troops=Turkish forces"},
		{"an alliance by its word", "Islamic State fought the Syrian Democratic Forces near Raqqa and Manbij. The alliance left.", "Islamic State=Islamic State; Syrian Democratic Forces=Syrian Democratic Forces; The alliance=Syrian Democratic Forces"},
		{"who watches a war", "A London-based group that monitors the war said so. Homs and Hama fell.", "A London-based group that monitors the war=Syrian Observatory for Human Rights"},
		{"two sides joined", "Al-Shabaab struck Kismayo. The Rapid Support Forces and the jihadists fought.", "Al-Shabaab=al-Shabaab; Rapid Support Forces=Rapid Support Forces; the jihadists=al-Shabaab"},
		{"residents", "Residents of Raqqa fled.", "Residents of Raqqa=Raqqa residents?"},
		{"unresolved stays", "The militants left.", "The militants=militants?"},
		{"lost apostrophe", "Bashar al-Assads forces left Homs.", "Bashar al-Assads forces=Syrian government forces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := docOf(c.text)
			if got := drawn(d, Find(d, g, l)); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	g, l := load()
	for _, s := range []string{
		"IS said it.", "the the group", "Observatory head Rami", "Syrian and Russian", "'s 's IS's", "President, President of of UNICEF, he", "\x00 IS ISIS",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := docOf(s)
		end := 0
		found := Find(d, g, l)
		for i, a := range found {
			if a.Start < end || a.End > len(s) || a.Start >= a.End || !utf8.RuneStart(s[a.Start]) {
				t.Fatalf("actor %d at %v of %q", i, a.Span, s)
			}
			if a.Head < 0 || a.Head >= len(d.Tokens) || a.Antecedent >= i || a.Party.Name == "" {
				t.Fatalf("actor %d of %q: head %d, antecedent %d, name %q", i, s, a.Head, a.Antecedent, a.Party.Name)
			}
			end = a.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g, l := load()
	d := docOf(strings.Repeat("Troops entered eastern Raqqa at dawn, the Observatory said, after IS militants hit Deir al-Zor. They left. ", 200))
	b.ReportMetric(float64(len(d.Tokens)), "tokens")
	for b.Loop() {
		Find(d, g, l)
	}
}
