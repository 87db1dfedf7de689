package brief

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stemma"
)

// shelling is a claim read by hand from one sentence.
func shelling() (stemma.Claim, string) {
	body := "At least 14 people were killed when shells hit Oldrin on Monday, the Sarn Watch said."
	at := func(words string) stemma.Span {
		i := strings.Index(body, words)
		return stemma.Span{Start: i, End: i + len(words)}
	}
	return stemma.Claim{
		Report: "a", Sentence: stemma.Span{End: len(body)}, Span: at("At least 14 people were killed"),
		Kind: stemma.Killed, Place: stemma.Location{Name: "Oldrin"}, When: stemma.DayOf(2025, 3, 3),
		Quantity: stemma.Quantity{HasValue: true, Value: 14, Bound: stemma.AtLeast, Unit: "people"},
		Speaker:  stemma.Speaker{Body: "Sarn Watch"},
		Cites: map[stemma.Field]stemma.Span{
			stemma.FieldQuantity: at("At least 14 people"), stemma.FieldPlace: at("Oldrin"),
			stemma.FieldTime: at("Monday"), stemma.FieldSpeaker: at("the Sarn Watch"),
		},
	}, body
}

func TestClause(t *testing.T) {
	cases := []struct {
		name   string
		change func(c *stemma.Claim)
		want   string
	}{
		{"all cited", func(*stemma.Claim) {}, `at least 14 people killed in Oldrin on 3 March 2025 ("Monday") — Sarn Watch`},
		{"resolved names stand beside their words", func(c *stemma.Claim) { c.Speaker.Body = "Sarn Watch for Human Rights" },
			`at least 14 people killed in Oldrin on 3 March 2025 ("Monday") — Sarn Watch for Human Rights ("the Sarn Watch")`},
		{"no words for the place", func(c *stemma.Claim) { delete(c.Cites, stemma.FieldPlace) },
			`at least 14 people killed on 3 March 2025 ("Monday") — Sarn Watch`},
		{"no words for the number", func(c *stemma.Claim) { delete(c.Cites, stemma.FieldQuantity) },
			`"At least 14 people were killed" — Sarn Watch`},
		{"denied", func(c *stemma.Claim) { c.Stance = stemma.Denied },
			`at least 14 people killed in Oldrin on 3 March 2025 ("Monday") (denied) — Sarn Watch`},
		{"a newsroom", func(c *stemma.Claim) { c.Speaker = stemma.Speaker{Body: stemma.Newsroom} },
			`at least 14 people killed in Oldrin on 3 March 2025 ("Monday") — in the report's own voice`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			claim, body := shelling()
			c.change(&claim)
			got := clauseOf(claim, body, nil)
			if text := got.Text + " — " + got.Voices[0].Text; text != c.want {
				t.Errorf("got  %s\nwant %s", text, c.want)
			}
			if err := Check(got, func(stemma.ReportID) string { return body }, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestTamperedClaimIsNotPrinted changes a value under the words that it cites: the
// brief then says less, or the claim's own words, never the value.
func TestTamperedClaimIsNotPrinted(t *testing.T) {
	known := func(name, _ string) (string, stemma.Side) {
		if name == "Sarn Watch" || name == "SW" {
			return "Sarn Watch", stemma.SideMonitor
		}
		return "", ""
	}
	cases := []struct {
		name   string
		change func(c *stemma.Claim)
		not    string
	}{
		{"number", func(c *stemma.Claim) { c.Quantity.Value = 40 }, "40"},
		{"a thousand times the number", func(c *stemma.Claim) { c.Quantity.Value = 14000 }, "14"},
		{"place", func(c *stemma.Claim) { c.Place.Name = "Dask" }, "Dask"},
		{"date", func(c *stemma.Claim) { c.When = stemma.DayOf(2025, 3, 5) }, "5 March"},
		{"speaker", func(c *stemma.Claim) { c.Speaker.Body = "Kestrian army" }, "Kestrian"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			claim, body := shelling()
			c.change(&claim)
			got := clauseOf(claim, body, known)
			said := got.Text + got.Voices[0].Text
			if c.name == "a thousand times the number" {
				said = strings.ReplaceAll(said, "At least 14 people were killed", "")
			}
			if strings.Contains(said, c.not) {
				t.Errorf("printed: %s", said)
			}
			if err := Check(got, func(stemma.ReportID) string { return body }, known); err != nil {
				t.Error(err)
			}
		})
	}
	claim, body := shelling()
	claim.Kind, claim.Change, claim.Actor = stemma.Control, stemma.Capture, stemma.Party{Name: "Kestrian army"}
	claim.Cites[stemma.FieldActor] = claim.Cites[stemma.FieldSpeaker]
	if got := clauseOf(claim, body, known); strings.Contains(got.Text, "Kestrian") {
		t.Errorf("printed: %s", got.Text)
	}
}

func TestCarries(t *testing.T) {
	known := side(func(name, _ string) (string, stemma.Side) {
		switch name {
		case "Front", "FVF", "Free Varn Front":
			return "Free Varn Front", stemma.SideParty
		}
		return "", ""
	})
	for _, test := range []struct {
		field        stemma.Field
		value, words string
		want         bool
	}{
		{stemma.FieldValue, "at least 14 people", "at least fourteen people", true},
		{stemma.FieldValue, "at least 14 people", "at least forty people", false},
		{stemma.FieldValue, "2,200,000 people", "2.2 million", true},
		{stemma.FieldValue, "1 people", "a man", true},
		{stemma.FieldTime, "3 March 2025", "on Monday", true},
		{stemma.FieldTime, "3 March 2025", "on Tuesday", true}, // the night to Tuesday
		{stemma.FieldTime, "3 March 2025", "on Friday", false},
		{stemma.FieldTime, "March 2025", "since February", false},
		{stemma.FieldTime, "3–5 March 2025", "Monday to Wednesday", true},
		{stemma.FieldTime, "3 March 2025", "since midnight", true},
		{stemma.FieldTime, "3 March 2025", "March 2024", false},
		{stemma.FieldPlace, "Halvesh", "the town", true},
		{stemma.FieldPlace, "Halvesh", "Halvsh", true},
		{stemma.FieldPlace, "Halvesh", "Lorvik", false},
		{stemma.FieldActor, "Free Varn Front", "FVF fighters", true},
		{stemma.FieldActor, "Free Varn Front", "The Army", false},
		{stemma.FieldActor, "Free Varn Front", "They", true},
	} {
		if got := known.carries(test.field, test.value, test.words); got != test.want {
			t.Errorf("%s %q by %q: got %v", test.field, test.value, test.words, got)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	cases := []struct {
		name   string
		change func(c *Clause)
	}{
		{"another number", func(c *Clause) { c.Text = strings.Replace(c.Text, "14", "15", 1) }},
		{"a number more", func(c *Clause) { c.Text += " 7" }},
		{"a name more", func(c *Clause) { c.Text += " in Dask" }},
		{"another voice", func(c *Clause) { c.Voices[0].Text = "Dask Watch" }},
		{"words that do not stand there", func(c *Clause) { c.Parts[0].Cite.Span.Start++ }},
		{"a part that the words do not carry", func(c *Clause) {
			c.Text = strings.Replace(c.Text, "14", "40", 1)
			c.Parts[0].Text = strings.Replace(c.Parts[0].Text, "14", "40", 1)
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			claim, body := shelling()
			clause := clauseOf(claim, body, nil)
			c.change(&clause)
			if Check(clause, func(stemma.ReportID) string { return body }, nil) == nil {
				t.Errorf("Check accepts %+v", clause)
			}
		})
	}
}

// TestClauseIsCarried: whatever a claim says and cites, the clause that is made of
// it passes Check, or says nothing.
func TestClauseIsCarried(t *testing.T) {
	body := "Army units, 3,400 of them, left Dask and Oldrin on 5 March; dozens died, «Ölkraft» said. القوات 12"
	kinds := []stemma.Kind{stemma.Control, stemma.Killed, stemma.Share, stemma.Talks, stemma.Call}
	words := []string{"Kestrian army", "Dask", "units", "Ölkraft", "12", ""}
	rapid.Check(t, func(t *rapid.T) {
		span := rapid.Custom(func(t *rapid.T) stemma.Span {
			start := rapid.IntRange(0, len(body)).Draw(t, "start")
			end := rapid.IntRange(start, len(body)).Draw(t, "end")
			return stemma.Span{Start: start, End: end}
		})
		word := rapid.SampledFrom(words)
		c := stemma.Claim{
			Report: "a", Sentence: stemma.Span{End: len(body)}, Span: span.Draw(t, "span"),
			Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Change: stemma.Withdraw,
			Actor: stemma.Party{Name: word.Draw(t, "actor")}, Place: stemma.Location{Name: word.Draw(t, "place"), Relation: "near"},
			When: stemma.DayOf(2025, 3, rapid.IntRange(1, 31).Draw(t, "day")),
			Quantity: stemma.Quantity{HasValue: rapid.Bool().Draw(t, "known"), Value: float64(rapid.IntRange(0, 5000).Draw(t, "value")),
				Bound: stemma.AtLeast, Unit: word.Draw(t, "unit")},
			Speaker: stemma.Speaker{Body: word.Draw(t, "speaker")},
			Cites:   map[stemma.Field]stemma.Span{},
		}
		for _, f := range []stemma.Field{stemma.FieldActor, stemma.FieldPlace, stemma.FieldTime, stemma.FieldValue, stemma.FieldUnit, stemma.FieldSpeaker} {
			if rapid.Bool().Draw(t, fmt.Sprint("cites ", f)) {
				c.Cites[f] = span.Draw(t, string(f))
			}
		}
		clause := clauseOf(c, body, nil)
		if !clause.ready {
			return
		}
		if err := Check(clause, func(stemma.ReportID) string { return body }, nil); err != nil {
			t.Errorf("%+v: %v", clause, err)
		}
	})
}

func TestDate(t *testing.T) {
	cases := map[string]string{
		"2025-03-03": "3 March 2025", "2025-03": "March 2025", "2025": "2025", "": "",
		"2025-03-03/2025-03-05": "3–5 March 2025", "2025-02-27/2025-03-05": "27 February – 5 March 2025",
		"2024-12-30/2025-01-02": "30 December 2024 – 2 January 2025", "../2025-03-05": "5 March 2025", "2025-03-05/..": "5 March 2025",
	}
	for iso, want := range cases {
		w, _ := stemma.ParseISO(iso)
		if got := Date(w); got != want {
			t.Errorf("Date(%s) = %q, want %q", iso, got, want)
		}
	}
}

// TestNameCarriedApostrophe reads words that hold the ending of a possessive by itself, as
// texts have it that were taken apart into words.
func TestNameCarriedApostrophe(t *testing.T) {
	if !side(nil).nameCarried("Oldrin", "the city 's outskirts") {
		t.Error("words that name nothing should stand for any name")
	}
}
