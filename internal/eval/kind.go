package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/read/incident"
	"stemma/internal/read/token"
	"stemma/internal/text"
)

// acledTypes are the labels of the snippets and the ACLED sub-event types that they
// stand for. A label that is not here is none of ACLED's.
var acledTypes = map[string]incident.Type{
	"AIR_STRIKE": "Air/drone strike", "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
	"REM_EXPLOS": "Remote explosive/landmine/IED", "SUIC_BOMB": "Suicide bomb", "GRENADE": "Grenade",
	"CHEM_WEAP": "Chemical weapon", "ARMED_CLASH": "Armed clash", "ATTACK": "Attack",
	"ABDUCT_DISSAP": "Abduction/forced disappearance", "SEX_VIOL": "Sexual violence",
	"PEACE_PROTEST": "Peaceful protest", "PROTEST_WITH_INTER": "Protest with intervention",
	"FORCE_AGAINST_PROTEST": "Excessive force against protesters", "VIOL_DEMONSTR": "Violent demonstration",
	"MOB_VIOL": "Mob violence", "PROPERTY_DISTRUCT": "Looting/property destruction", "ARREST": "Arrests",
	"AGREEMENT": "Agreement", "CHANGE_TO_GROUP_ACT": "Change to group/activity",
	"DISR_WEAP": "Disrupted weapons use", "HQ_ESTABLISHED": "Headquarters or base established",
	"NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory", "GOV_REGAINS_TERIT": "Government regains territory",
	"NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory", "OTHER": "Other",
}

// snippet is a text with the label of its main incident.
type snippet struct{ text, label string }

// Kind takes the figures of the incident types: macro and weighted F1 over ACLED's
// types. Files are tables of an id, a text and a label.
func Kind(data string) ([]Figure, error) {
	files, err := filepath.Glob(filepath.Join(data, "kind", "*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	types, err := incident.Load()
	if err != nil {
		return nil, err
	}
	confused := map[[2]string]int{}
	for _, name := range files {
		snippets, err := readSnippets(name)
		if err != nil {
			return nil, err
		}
		for _, s := range snippets {
			confused[[2]string{acledLabel(s.label), string(incidentOf(types, s.text))}]++
		}
	}
	macro, weighted := kindScores(confused)
	return []Figure{{"reading.kind.macro", macro}, {"reading.kind.weighted", weighted}}, nil
}

// acledLabel is the type that a label stands for, else the label.
func acledLabel(label string) string {
	if t, ok := acledTypes[label]; ok {
		return string(t)
	}
	return label
}

// incidentOf is the type that a whole text tells of.
func incidentOf(types *incident.Types, s string) incident.Type {
	d := &text.Doc{Report: &stemma.Report{Text: s}}
	d.Tokens, d.Sentences = token.Split(s, []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}})
	t, _ := types.Of(d, 0, len(d.Sentences))
	return t
}

// readSnippets reads a table of id, text and label with a header.
func readSnippets(name string) ([]snippet, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read snippets: %w", err)
	}
	var out []snippet
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(fields) == 3 && fields[2] != "SubType" {
			out = append(out, snippet{strings.Trim(fields[1], `"`), fields[2]})
		}
	}
	return out, nil
}

// kindScores are the macro and the weighted F1 over ACLED's types from counts of
// (gold, predicted).
func kindScores(confused map[[2]string]int) (macro, weighted float64) {
	total := 0
	for _, name := range acledTypes {
		var hit, gold, said int
		for pair, n := range confused {
			if pair[0] == string(name) {
				gold += n
			}
			if pair[1] == string(name) {
				said += n
			}
			if pair[0] == string(name) && pair[1] == pair[0] {
				hit += n
			}
		}
		f := 0.0
		if hit > 0 {
			f = 2 * float64(hit) / float64(gold+said)
		}
		macro += f
		weighted += f * float64(gold)
		total += gold
	}
	return macro / float64(len(acledTypes)), weighted / float64(max(total, 1))
}

// kindConfusions lists the commonest confusions, for a person at work on the table.
func kindConfusions(confused map[[2]string]int) []string {
	var out []string
	for pair, n := range confused {
		if pair[0] != pair[1] {
			out = append(out, fmt.Sprintf("%3d  %s read as %s", n, pair[0], pair[1]))
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}
