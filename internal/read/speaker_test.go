package read

import (
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/internal/page"
)

// voices are the statements of a text, as "cue: speaker", in their order.
func voices(t *testing.T, s string) string {
	t.Helper()
	a, err := page.FromText(s, page.Hints{ID: "r"})
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2019, 5, 6, 0, 0, 0, 0, time.UTC)
	a.Published.When = stemma.When{From: day, To: day.AddDate(0, 0, 1), Precision: stemma.Day}
	d := reader(t).Read(&a)
	var out []string
	for _, st := range d.Statements {
		out = append(out, st.Cue.Of(d.Text())+": "+st.Speaker.String())
	}
	return strings.Join(out, "; ")
}

func TestSpeakers(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an agency in the present tense", "Three villagers were killed when shells hit the market, the Orbis agency reports.", "reports: Orbis"},
		{"a capital in the middle", "Kenyan troops have taken nine villages this month, Nairobi claims, pushing the line back to the river.", "claims: Kenya"},
		{"an outlet behind its verb", "The raid on Velm, which drew an inquiry, came when troops called for help, reports BBC News.", "reports: BBC; called: "},
		{"a capital that denies", "Raiders burned the market in Nakuru. Nairobi denies deliberately burning houses.", "denies: Kenya"},
		{"weather reports are no words", "The road was shut by snow and fog, officials in the town said, and drivers sent weather reports.", "said: town officials; sent: drivers"},
		{"the state's media", "Shells fell on Kisumu and Nakuru in Kenya. State media said nine people died. State-run TV said the road was shut.", "said: Kenyan state media; said: Kenyan state television"},
		{"an army's unnamed source", "Raiders burned the market in Nakuru and in Kisumu. A military source told reporters that the army had left. The source added that four soldiers died.", "told: Kenyan forces; added: Kenyan forces"},
		{"a ministry named before", "Two people died in Nakuru, Kenya's health ministry said. The number of wounded rose to nine, according to the health ministry.", "said: Kenyan Health Ministry; according to: Kenyan Health Ministry"},
		{"the office of whose forces were told of", "Shells fell on Kisumu and Nakuru. Ugandan jets then struck a depot near Kisumu. The strikes killed many raiders, the Defense Ministry statement said.", "said: Ugandan Defense Ministry"},
		{"a name that commas set off", "The Governor of Nakuru, Dr. Halim Odra, affirmed that convoys had reached the camp, and accused the raiders of shutting the road.", "accused: Halim Odra; affirmed: Halim Odra"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := voices(t, c.text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}
