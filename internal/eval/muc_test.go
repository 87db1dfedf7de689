package eval

import (
	"testing"

	"stemma"
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
