package eval

import (
	"testing"

	"stemma"
	"stemma/internal/text"
)

func TestMUCTemplateIsReducedToItsSlots(t *testing.T) {
	got, ok := mucTemplate(map[string][]string{
		"MESSAGE: TEMPLATE":           {"2 (OPTIONAL)"},
		"INCIDENT: DATE":              {"08 MAR 90 - 09 MAR 90"},
		"INCIDENT: LOCATION":          {"RURITANIA: STRELSAU (CITY)"},
		"INCIDENT: TYPE":              {"BOMBING / ATTACK"},
		"PERP: ORGANIZATION ID":       {`"BLUE BANNER FRONT" / "BBF"`},
		"HUM TGT: NUMBER":             {`3: "GUARDS"`, `PLURAL: "PASSERS-BY"`},
		"HUM TGT: EFFECT OF INCIDENT": {`DEATH: "GUARDS"`, `INJURY: "PASSERS-BY"`},
	})
	if !ok || !got.optional || got.when.ISO() != "1990-03-08/1990-03-09" || got.killed != 3 || got.wounded != -1 {
		t.Errorf("mucTemplate = %+v, %v", got, ok)
	}
	if len(got.places) != 2 || got.places[1] != "strelsau" || len(got.bodies) != 2 || len(got.kinds) != 2 {
		t.Errorf("names = %+v", got)
	}
}

func TestScoreTemplatesForgivesAnOptionalOneThatNothingAnswers(t *testing.T) {
	counts := map[string]*slotCount{}
	for _, s := range mucSlots {
		counts[s] = &slotCount{}
	}
	day := incidentTemplate{when: stemma.DayOf(1990, 3, 8), kinds: []string{"attack"}, killed: 2, wounded: -1}
	other := incidentTemplate{when: stemma.DayOf(1990, 5, 1), kinds: []string{"arson"}, killed: -1, wounded: -1, optional: true}
	scoreTemplates(counts, []incidentTemplate{day, other}, []incidentTemplate{day})
	if c := counts["date"]; c.f1() != 1 || c.gold != 1 {
		t.Errorf("date = %+v", c)
	}
	if c := counts["killed"]; c.f1() != 1 {
		t.Errorf("killed = %+v", c)
	}
}

func TestTemplatesJoinClaimsOfOneIncident(t *testing.T) {
	text1 := "Bombs hit Strelsau. Two men died. The blast wounded three."
	day := stemma.DayOf(1990, 3, 8)
	span := stemma.Span{End: len(text1)}
	claim := func(k stemma.Kind, n float64, place string) stemma.Claim {
		return stemma.Claim{Kind: k, When: day, Sentence: span, Place: stemma.Location{Name: place}, Quantity: stemma.Quantity{Value: n, HasValue: n > 0}}
	}
	d := &text.Doc{Report: &stemma.Report{Text: text1}, Claims: []stemma.Claim{
		claim(stemma.Strike, 0, "Strelsau"), claim(stemma.Killed, 2, ""), claim(stemma.Wounded, 3, "Strelsau"), claim(stemma.Clash, 0, "Zenda"),
	}}
	got := templatesOf(d)
	if len(got) != 1 || got[0].killed != 2 || got[0].wounded != 3 || got[0].kinds[0] != "bombing" {
		t.Errorf("templates = %+v, want one bombing with 2 dead and 3 wounded", got)
	}
}
