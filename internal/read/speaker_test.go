package read

import (
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/internal/page"
	"stemma/internal/text"
)

// readOn reads a text as one of 6 May 2019.
func readOn(t *testing.T, s string) *text.Doc {
	t.Helper()
	a, err := page.FromText(s, page.Hints{ID: "r"})
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2019, 5, 6, 0, 0, 0, 0, time.UTC)
	a.Published.When = stemma.When{From: day, To: day.AddDate(0, 0, 1), Precision: stemma.Day}
	return reader(t).Read(&a)
}

// voices are the statements of a text, as "cue: speaker", in their order.
func voices(t *testing.T, s string) string {
	t.Helper()
	d := readOn(t, s)
	var out []string
	for _, st := range d.Statements {
		out = append(out, st.Cue.Of(d.Text())+": "+st.Speaker.String())
	}
	return strings.Join(out, "; ")
}

func TestSpeakers(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"initials in brackets", "Raiders burned the market in Nakuru the Syrian Observatory for Human Rights (SOHR) said on Friday.", "said: Syrian Observatory for Human Rights"},
		{"an agency that was told", "A resident told Reuters government forces had shelled Kisumu.", "told: resident"},
		{"an agency in the present tense", "Three villagers were killed when shells hit the market, the Orbis agency reports.", "reports: Orbis"},
		{"a capital in the middle", "Kenyan troops have taken nine villages this month, Nairobi claims, pushing the line back to the river.", "claims: Kenya"},
		{"an outlet behind its verb", "The raid on Velm, which drew an inquiry, came when troops called for help, reports BBC News.", "reports: BBC; called: "},
		{"a capital that denies", "Raiders burned the market in Nakuru. Nairobi denies deliberately burning houses.", "denies: Kenya"},
		{"weather reports are no words", "The road was shut by snow and fog, officials in the town said, and drivers sent weather reports.", "said: town officials; sent: drivers"},
		{"the state's media", "Shells fell on Kisumu and Nakuru in Kenya. State media said nine people died. State-run TV said the road was shut.", "said: Kenyan state media; said: Kenyan state television"},
		{"an army's unnamed source", "Raiders burned the market in Nakuru and in Kisumu. A military source told reporters that the army had left. The source added that four soldiers died.", "told: Kenyan forces; added: Kenyan forces"},
		{"a ministry named before", "Two people died in Nakuru, Kenya's health ministry said. The number of wounded rose to nine, according to the health ministry.", "said: Kenyan Health Ministry; according to: Kenyan Health Ministry"},
		{"the office of whose forces were told of", "Shells fell on Kisumu and Nakuru. Ugandan jets then struck a depot near Kisumu. The strikes killed many raiders, the Defense Ministry statement said.", "said: Ugandan Defense Ministry"},
		{"a name that commas set off", "The Governor of Nakuru, Dr. Halim Odra, affirmed that convoys had reached the camp, and accused the raiders of shutting the road.", "accused: Kenyan government/Halim Odra; affirmed: Kenyan government/Halim Odra"},
		{"documented, with an adverb between", "The Nakuru Lawyers' Network has so far documented 30 killings, and says the real number may be higher.", "says: Nakuru Lawyers' Network; documented: Nakuru Lawyers' Network"},
		{"a plural that estimates", "Teams of the mission estimate that ninety families left the camp in Nakuru.", "estimate: Teams of the mission"},
		{"who claims to have done what he did", "Ugandan forces shelled Nakuru claiming to have hit positions of the raiders.", "claiming: Ugandan forces; positions: "},
		{"one asked before he spoke", "Contacted, the mayor of Nakuru, Mr. Halim Odra, confirmed the loss of the bridge.", "confirmed: Halim Odra"},
		{"a name behind what it is", "Rail operator Orlo Lines said a guard was among those killed at the depot.", "said: Orlo Lines"},
		{"a spokesman's president", "Kenyan President Amos Kibet left Nakuru. A spokesperson for Kibet, Mallam Halim Odra, said nine villagers were free.", "said: Kenyan government/Halim Odra"},
		{"the holder of an office that spoke", "An army spokesman said the raiders had left Nakuru. The town of Kisumu was calm. The road had been mined, the spokesman, Halim Odra, said.", "said: Kenyan forces; said: Kenyan forces/Halim Odra"},
		{"who says we", "“We learned that one of the guards was wounded,” Halim Odra said.", "said: Halim Odra; learned: Halim Odra"},
		{"foreign officials", "Shells fell on Nakuru and Kisumu in Kenya. Ugandan officials believe that the raiders lost the bridge.", "believe: Uganda"},
		{"what is denied", "The army in Nakuru denied reports that it had shelled a school in Kisumu.", "denied: Kenyan forces"},
		{"it that speaks", "The Kenyan army said raiders had left Nakuru. It said the road to Kisumu was open.", "said: Kenyan forces; said: Kenyan forces"},
		{"behind a dateline", "Nakuru, Orbis - A military source said on Monday that raiders had burned the market in Kisumu.", "said: Kenyan forces"},
		{"told behind the words", "Raiders burned the market in Kisumu and in Nakuru, a military source told reporters.", "told: Kenyan forces"},
		{"an arm's spokesman by name", "Police spokesman Halim Odra said raiders had burned the market in Kisumu and in Nakuru.", "said: Kenyan police/Halim Odra"},
		{"a rank before a name", "Kenyan army spokesman Brigadier General Halim Odra said raiders had burned the market in Nakuru.", "said: Kenyan forces/Halim Odra"},
		{"a ministry's spokesman", "Halim Odra, a defence ministry spokesman, said raiders had burned the market in Kisumu and in Nakuru.", "said: Kenyan Defence Ministry/Halim Odra"},
		{"a name, an age and what he is", "Ann Vey, 45, a teacher, said raiders had burned the market in Nakuru.", "said: Ann Vey"},
		{"a mission's own name", "The UN mission in Mali, MINUSMA, said a guard was killed near Kidal.", "said: MINUSMA"},
		{"the ministry of a place", "The health ministry in Gaza said nine people were killed overnight.", "said: Gaza Health Ministry"},
		{"one who counts", "The Syrian Network for Human Rights counted nine deaths in Binnish in May.", "counted: Syrian Network for Human Rights"},
		{"one who reports from a town", "The truce has not been kept, Orbis correspondent Halim Odra reports from Nakuru.", "reports: Orbis correspondent Halim Odra"},
		{"the newsroom's we", "As we have reported, raiders left Nakuru last year.", "reported: "},
		{"the enemy of who fights", "Raiders attacked nine times, the Ukrainian General Staff said. The enemy launched nine strikes on our troops near Izium.", "said: Ukrainian General Staff; : Ukrainian General Staff"},
		{"people of the place that opens", "In Nakuru, medics said nine people had died. Residents said the market burned.", "said: Nakuru medics; said: Nakuru residents"},
		{"a figure that is put at", "A medic with the marines put his losses at 40 dead and nine injured.", "put: medic with the marines"},
		{"reports that were received", "Aid agencies received reports of men being held in Nakuru.", "reports: aid agencies"},
		{"they who spoke", "Villagers said raiders burned the market in Nakuru. They said nine people were killed.", "said: villagers; said: villagers"},
		{"whom a broadcaster cites", "State television, citing a military source, said raiders had left Nakuru and Kisumu.", "citing: Kenyan state television; said: Kenyan forces"},
		{"who cites behind his words", "Nine people were killed in Nakuru, state TV reported, citing a hospital official.", "reported: Kenyan hospital official; citing: Kenyan state television"},
		{"whose statement is posted", "A statement posted online by Boko Haram said its fighters had left Maiduguri.", "said: Boko Haram; posted: Boko Haram"},
		{"what is written about beside a quotation", "“Nine people died,” Halim Odra wrote on Telegram about the shelling of Nakuru.", "wrote: Halim Odra"},
		{"a spokesman without a comma", "Ann Vey a defence ministry spokeswoman said raiders had left Nakuru and Kisumu.", "said: Kenyan Defence Ministry/Ann Vey"},
		{"the mayor of a town, by name", "The governor of Kherson Viktor Odra said raiders had burned the market.", "said: Viktor Odra"},
		{"a body's military spokesman", "Houthi military spokesman Halim Odra said nine rockets hit Najran and Abha.", "said: Houthis/Halim Odra"},
		{"a commander in a group", "A commander in the Syrian Democratic Forces told reporters that his men had entered Manbij.", "told: Syrian Democratic Forces"},
		{"a minister without a name", "Kenya's information minister said that nine raiders were killed in Nakuru.", "said: Kenyan government/Kenyan information minister"},
		{"officials of an office abroad", "A U.S. defense official said the raid killed nine fighters in Idlib and Hama.", "said: United States"},
		{"an army's command", "The Kenyan army command said its men had captured the bridge in Nakuru.", "said: Kenyan forces"},
		{"a name before what it is", "The Local Coordination Committees an activist network said jets struck the towns of Binnish and Saraqib in Syria.", "said: Local Coordination Committees"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := voices(t, c.text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// told are the claims of a text, as "kind: speaker".
func told(t *testing.T, s string) string {
	t.Helper()
	var out []string
	for _, c := range readOn(t, s).Claims {
		out = append(out, string(c.Kind)+": "+c.Speaker.String())
	}
	return strings.Join(out, "; ")
}

func TestWhoseClaims(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the newsroom's own behind an attribution", "A raid on Nakuru killed nine people, Kenya's health ministry said on Tuesday, while a barrage from Uganda wounded five people in Kisumu.",
			"strike: Kenyan Health Ministry; killed: Kenyan Health Ministry; strike: report; wounded: report"},
		{"a second had", "The Kenyan army said its men had destroyed two tanks near Nakuru, and had captured the village of Molo.", "losses: Kenyan forces; control: Kenyan forces"},
		{"a second verb with its own attribution", "Raiders have held Nakuru since October and have shelled Kisumu, according to the Kenyan army, more than 150 times.", "control: report; strike: Kenyan forces"},
		{"who is spoken of", "The Kenyan army said on 6 May 2019 that it had freed nine of the pupils who were abducted by raiders in Nakuru in April 2014.", "detained: Kenyan forces; detained: report"},
		{"the accuser", "Ugandan officials in Nakuru accused the Kenyan army of having shelled the town of Molo, killing seven people.", "accuse: Uganda; strike: Uganda; killed: Uganda"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(t, c.text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}
