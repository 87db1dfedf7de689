package page

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// drawn is the blocks of a report, one a line: role and text.
func drawn(a stemma.Report) string {
	var b strings.Builder
	for _, block := range a.Blocks {
		b.WriteString(string(block.Role) + ": " + block.Span.Of(a.Text) + "\n")
	}
	return b.String()
}

func TestBlocksOfPlainText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			name: "headline, caption, paragraphs, comment notice",
			text: "Rebels leave Karsa after four months\n\nA column of buses leaves Karsa (AFP Photo/Jane Doe)\nThe last rebels left the town of Karsa on Monday, a monitor said.\nResidents said that the siege had lasted four months and that the hospital had no medicine.\n\nLeave a comment\nYour name",
			want: "heading: Rebels leave Karsa after four months\ncaption: A column of buses leaves Karsa (AFP Photo/Jane Doe)\nbody: The last rebels left the town of Karsa on Monday, a monitor said.\nbody: Residents said that the siege had lasted four months and that the hospital had no medicine.\nfooter: Leave a comment\nfooter: Your name\n",
		},
		{
			name: "the headline of another article",
			text: "Tue | Mar 03, 2037\n\nChampions lift trophy at last\n\nPublished:Monday | February 2, 2031 | 12:15 AM\nThe last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months that cost hundreds of lives.\n",
			want: "chrome: Tue | Mar 03, 2037\nchrome: Champions lift trophy at last\nchrome: Published:Monday | February 2, 2031 | 12:15 AM\nbody: The last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months that cost hundreds of lives.\n",
		},
		{
			name: "a crawl on one line",
			text: "Bridge blast kills nine in Karsa monitor\n\nTuesday 4 Feb 2031 Bridge blast kills nine in Karsa monitor AFP Print Tweet Views 112 Related Army denies shelling the bridge Bridge blast kills nine in Karsa monitor -A blast killed nine people on a bridge in Karsa on Tuesday a monitor said. The toll could rise it said.--AFP",
			want: "heading: Bridge blast kills nine in Karsa monitor\nchrome: Tuesday 4 Feb 2031\nchrome: Bridge blast kills nine in Karsa monitor AFP Print Tweet Views 112\nchrome: Related Army denies shelling the bridge\nchrome: Bridge blast kills nine in Karsa monitor -\nbody: A blast killed nine people on a bridge in Karsa on Tuesday a monitor said. The toll could rise it said.\nfooter: --AFP\n",
		},
		{
			name: "standfirst, keywords, notice",
			text: "Karsa bridge closed after blast\n\nDate of publication 4 February 2031 At least nine people died when a bridge in Karsa was blown up. Tags Karsa bridge Orlan army siege At least nine people died when a bridge in Karsa was blown up on Tuesday the mayor said. Nobody claimed the attack. Agencies contributed to this report Read Also",
			want: "heading: Karsa bridge closed after blast\nchrome: Date of publication 4 February 2031\nbody: At least nine people died when a bridge in Karsa was blown up.\ntags: Tags Karsa bridge Orlan army siege\nbody: At least nine people died when a bridge in Karsa was blown up on Tuesday the mayor said. Nobody claimed the attack.\nfooter: Agencies contributed to this report Read Also\n",
		},
		{
			name: "a summary in another script",
			text: "https://example.org/karsa\n叛军周一离开了卡尔萨镇,围城持续了四个月,医院没有药品,居民说。这是摘要。\nKARSA: The last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months.\nSecond thoughts in Orlan\nThe army said that it would not enter the town before the last bus had left for the north.",
			want: "chrome: https://example.org/karsa\npreamble: 叛军周一离开了卡尔萨镇,围城持续了四个月,医院没有药品,居民说。这是摘要。\nbody: KARSA: The last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months.\nheading: Second thoughts in Orlan\nbody: The army said that it would not enter the town before the last bus had left for the north.\n",
		},
		{
			name: "navigation, stamp before the dateline, initials",
			text: "Home | News | Sunday 2 February 2031\nShelling kills dozens in Karsa camp\n\nFebruary 2, 2031 (KARSA) – At least 57 people were killed on Saturday when the army shelled the camp of Karsa, a local group said.\n\nThe army could not be reached for comment.\n\n(KP)",
			want: "chrome: Home | News | Sunday 2 February 2031\nheading: Shelling kills dozens in Karsa camp\nchrome: February 2, 2031\nbody: (KARSA) – At least 57 people were killed on Saturday when the army shelled the camp of Karsa, a local group said.\nbody: The army could not be reached for comment.\nfooter: (KP)\n",
		},
		{
			name: "pictures in a series, buttons, helpers",
			text: "Strike kills twenty in Karsa, medics say\nBy Jane Doe\n3 min read\n[1/3] Men look at a house that was hit in Karsa, February 3, 2031. REUTERS/John Roe\nKARSA, Feb 3 (Reuters) - A strike killed at least 20 people in Karsa on Monday, medics said, and wounded scores more.\nSign up here.\nThe army said that it was looking into the report of a strike on the town.\nOrla Venn in Orlan contributed to this report.",
			want: "heading: Strike kills twenty in Karsa, medics say\nchrome: By Jane Doe\nchrome: 3 min read\ncaption: [1/3] Men look at a house that was hit in Karsa, February 3, 2031. REUTERS/John Roe\nbody: KARSA, Feb 3 (Reuters) - A strike killed at least 20 people in Karsa on Monday, medics said, and wounded scores more.\nchrome: Sign up here.\nbody: The army said that it was looking into the report of a strike on the town.\nfooter: Orla Venn in Orlan contributed to this report.\n",
		},
		{
			name: "lines of a fixed width",
			text: "Rebels leave Karsa after four months of siege\n\nThe last rebels left the town of Karsa on Monday, a monitor\nsaid, after a siege of four months that cost hundreds of lives\nand left most of the houses in ruins.\n\nResidents said that the hospital had no medicine and that the\narmy had let no food through since December.",
			want: "heading: Rebels leave Karsa after four months of siege\nbody: The last rebels left the town of Karsa on Monday, a monitor\nsaid, after a siege of four months that cost hundreds of lives\nand left most of the houses in ruins.\nbody: Residents said that the hospital had no medicine and that the\narmy had let no food through since December.\n",
		},
		{
			name: "links in the middle",
			text: "The army took the bridge of Karsa on Monday after three days of fighting, its spokesman said in the evening.\nRead more: Rebels hold the mill\nThe rebels said that the bridge had changed hands twice and that the fighting went on in the streets behind it.\nNobody else was there to say what had happened on the bridge, the monitor said on Tuesday.",
			want: "body: The army took the bridge of Karsa on Monday after three days of fighting, its spokesman said in the evening.\nchrome: Read more: Rebels hold the mill\nbody: The rebels said that the bridge had changed hands twice and that the fighting went on in the streets behind it.\nbody: Nobody else was there to say what had happened on the bridge, the monitor said on Tuesday.\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _ := FromText(c.text, Hints{ID: "x"})
			if diff := cmp.Diff(c.want, drawn(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDateOfPlainText(t *testing.T) {
	body := "\n\nThe last rebels left the town of Karsa on Monday, a monitor said, after a siege of four months that cost hundreds of lives.\n"
	for _, c := range []struct{ name, head, input, seen, want, evidence string }{
		{"labelled", "Published:Monday | February 3, 2031 | 12:15 AM", "", "", "2031-02-03", "published stamp"},
		{"labelled beats the day of the view", "Tue | Mar 07, 2034\n\nDate of publication 3 February 2031", "", "", "2031-02-03", "published stamp"},
		{"with a time", "3 February 2031 - 15:39", "", "", "2031-02-03", "stamp"},
		{"day before month", "03-02-2031", "", "", "2031-02-03", "stamp"},
		{"month before day when it must be", "02/27/2031", "", "", "2031-02-27", "stamp"},
		{"the input wins", "3 February 2031", "2031-02-05T08:00", "", "2031-02-05", "input"},
		{"after it was first seen", "3 February 2031", "", "2030-01-01", "", "no date given can be trusted"},
		{"a year that cannot be", "3 February 2031", "20160-07-10", "", "2031-02-03", "stamp"},
		{"before there were pages", "1 January 1970", "", "", "", "no date given can be trusted"},
		{"an archive's own date", "", "1987-02-03", "", "1987-02-03", "input"},
		{"an unset clock in the input", "", "1970-01-01", "", "", "no date given can be trusted"},
		{"a weekday that is not the date's", "Friday 3 February 2031", "", "", "", "no date given can be trusted"},
		{"none", "", "", "", "", "no date is given"},
		{"French", "Publié le 3 février 2031 à 18h30", "", "", "2031-02-03", "published stamp"},
		{"Turkish", "Yayın tarihi: 3 Şubat 2031", "", "", "2031-02-03", "published stamp"},
		{"Russian", "Опубликовано 3 февраля 2031", "", "", "2031-02-03", "published stamp"},
		{"Arabic", "نشر في 3 فبراير 2031", "", "", "2031-02-03", "published stamp"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := Hints{ID: "x", Published: c.input}
			if c.seen != "" {
				h.FirstSeen, _ = time.Parse("2006-01-02", c.seen)
			}
			a, _ := FromText(c.head+body, h)
			if got := a.Published.When.ISO(); got != c.want {
				t.Errorf("published %q, want %q (%+v)", got, c.want, a.Published)
			}
			if !strings.HasPrefix(a.Published.Evidence, c.evidence) {
				t.Errorf("evidence %q, want %q", a.Published.Evidence, c.evidence)
			}
		})
	}
}

func TestCredits(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"end mark", "The bridge of Karsa was blown up on Tuesday, the mayor said, and nine people died in the blast. (Reuters)", "Reuters end mark"},
		{"dashes", "The bridge of Karsa was blown up on Tuesday the mayor said and nine people died in the blast.--AFP", "AFP end mark"},
		{"two", "The bridge of Karsa was blown up on Tuesday, the mayor said, and nine people died in the blast. (With AFP and Reuters)", "AFP end mark, Reuters end mark"},
		{"dateline", "KARSA (AP) — The bridge of Karsa was blown up on Tuesday, the mayor said, and nine people died in the blast.", "AP dateline"},
		{"correspondent", "The bridge of Karsa was blown up on Tuesday, an AFP correspondent said, and nine people died in the blast.", "AFP body"},
		{"told", "“It was the bridge,” the mayor of Karsa told The Associated Press by telephone on Tuesday, after nine people had died.", "AP body"},
		{"quoted is not carried", "The bridge of Karsa was blown up on Tuesday, the SANA news agency said, and nine people died in the blast.", ""},
		{"Arabic", "قال رئيس بلدية كرسا إن الجسر دمر يوم الثلاثاء وإن تسعة أشخاص لقوا حتفهم في الانفجار الذي وقع قرب السوق. (رويترز)", "Reuters end mark"},
		{"Russian", "Мост в Карсе был взорван во вторник, сообщил мэр города, девять человек погибли на месте взрыва. (ТАСС)", "TASS end mark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _ := FromText(c.text, Hints{ID: "x"})
			var got []string
			for _, credit := range a.Agencies {
				got = append(got, credit.Agency+" "+credit.Evidence)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("credits (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWireDateline(t *testing.T) {
	text := "   STRELSAU (RURITANIA), 4 FEB 90 (RADIO ZENDA) -- [REPORT] [BY A. VEY] THE BRIDGE OF\nKARSA WAS BLOWN UP ON TUESDAY, THE MAYOR SAID, AND NINE PEOPLE DIED IN THE BLAST.\nRESCUERS WORKED ALL NIGHT. THE RIVER IS CLOSED TO BOATS, AND TRAINS END AT KARSA."
	a, _ := FromText(text, Hints{})
	if got := a.Published.When.ISO(); got != "1990-02-04" {
		t.Errorf("published %q, want the dateline's own day", got)
	}
	if len(a.Dateline) != 1 || a.Dateline[0] != "Strelsau" {
		t.Errorf("dateline %q, want Strelsau", a.Dateline)
	}
	if got := a.DatelineSpan.Of(text); !strings.HasSuffix(got, "VEY]") {
		t.Errorf("the dateline is %q, want it with the brackets behind it", got)
	}
	if a, _ := FromText("KARSA, 4 of the houses burned, and nine people died in the blast, the mayor of the town said on Tuesday.", Hints{}); a.Published.When.Known() {
		t.Errorf("published %s, want unknown", a.Published.When.ISO())
	}
}

func TestDateline(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"KARSA/ORLAN: The bridge was blown up on Tuesday, the mayor of Karsa said, and nine people died.", []string{"Karsa", "Orlan"}},
		{"ORLAN (Reuters) - The bridge was blown up on Tuesday, the mayor of Karsa said, and nine people died.", []string{"Orlan"}},
		{"Karsa, SANA – The bridge was blown up on Tuesday, the mayor of Karsa said, and nine people died.", []string{"Karsa"}},
		{"KARSA, Orlania, Feb. 4 (AP) — The bridge was blown up on Tuesday, the mayor of Karsa said, and nine people died.", []string{"Karsa"}},
		{"The bridge was blown up on Tuesday, the mayor of Karsa said, and nine people died in the blast.", nil},
	} {
		a, _ := FromText(c.text, Hints{ID: "x"})
		if diff := cmp.Diff(c.want, a.Dateline); diff != "" {
			t.Errorf("dateline of %q (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, in, want, note string }{
		{"valid UTF-8 stays", "Où est Karsa?", "Où est Karsa?", ""},
		{"Windows-1252", "O\xf9 est le pont de la vieille ville? \xc0 c\xf4t\xe9 de la mairie, l\xe0 o\xf9 les combats ont commenc\xe9 en \xe9t\xe9.", "Où est le pont de la vieille ville? À côté de la mairie, là où les combats ont commencé en été.", "decoded from"},
		{"one bad byte", "Où, déjà, près du pont, l'été, côté mairie, là-bas\xff.", "Où, déjà, près du pont, l'été, côté mairie, là-bas\ufffd.", "1 bytes are not UTF-8"},
		{"UTF-16", "\xff\xfeK\x00a\x00", "Ka", "decoded from UTF-16LE"},
		{"declared", "<meta charset=windows-1251>\xca\xe0\xf0\xf1\xe0", "<meta charset=windows-1251>Карса", "decoded from windows-1251"},
	} {
		got, note := Decode([]byte(c.in), "")
		if got != c.want || !strings.HasPrefix(note, c.note) || c.note == "" && note != "" {
			t.Errorf("%s: Decode gave %q, %q", c.name, got, note)
		}
	}
}

// check reports what is wrong with a report whatever its text: blocks out of range, out of
// order, not on rune boundaries, or text that no block covers.
func check(t *testing.T, a stemma.Report) {
	t.Helper()
	at := 0
	for _, b := range a.Blocks {
		if b.Span.Start < at || b.Span.End <= b.Span.Start || b.Span.End > len(a.Text) {
			t.Fatalf("block %v after byte %d of %d", b.Span, at, len(a.Text))
		}
		if strings.TrimFunc(a.Text[at:b.Span.Start], blank) != "" {
			t.Fatalf("%q is in no block", a.Text[at:b.Span.Start])
		}
		if !utf8.ValidString(b.Span.Of(a.Text)) {
			t.Fatalf("block %v splits a rune", b.Span)
		}
		at = b.Span.End
	}
	if strings.TrimFunc(a.Text[at:], blank) != "" {
		t.Fatalf("%q is in no block", a.Text[at:])
	}
	for _, c := range a.Agencies {
		if c.Span.Start < 0 || c.Span.End > len(a.Text) || c.Span.Start > c.Span.End {
			t.Fatalf("credit %v", c)
		}
	}
	for _, c := range a.Published.Candidates {
		if c.Span.Start < 0 || c.Span.End > len(a.Text) || c.Span.Start > c.Span.End {
			t.Fatalf("date candidate %v", c)
		}
	}
}

// blank is what trim takes off a line.
func blank(r rune) bool { return strings.ContainsRune(spaces, r) }

func FuzzFromText(f *testing.F) {
	f.Add("Headline of Karsa\n\nTuesday 4 Feb 2031 Headline of Karsa AFP Print Tweet Views 1 Related X A blast in Karsa. (AFP Photo) Tags a b.--AFP", "Headline of Karsa")
	f.Add("KARSA/ORLAN (AP) - x", "")
	f.Fuzz(func(t *testing.T, text, title string) {
		if !utf8.ValidString(text) || !utf8.ValidString(title) {
			t.Skip()
		}
		a, _ := FromText(text, Hints{ID: "x", Title: title})
		check(t, a)
	})
}

func FuzzFromHTML(f *testing.F) {
	f.Add("<html><head><title>Karsa</title><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-02-03\"}</script></head><body><article><h1>Karsa</h1><p>The bridge of Karsa was blown up, the mayor said, on Tuesday.</p><ul><li>one<li>two</ul></article>")
	f.Add("<p><b><div>x</b></p><table><tr><td>a<td>b</table>")
	f.Fuzz(func(t *testing.T, page string) {
		if !utf8.ValidString(page) {
			t.Skip()
		}
		a, _ := FromHTML(page, Hints{ID: "x"})
		check(t, a)
		for _, b := range a.Blocks {
			if b.Page.Start < 0 || b.Page.End > len(page) || b.Page.Empty() {
				t.Fatalf("block stood at %v of %d", b.Page, len(page))
			}
		}
	})
}
