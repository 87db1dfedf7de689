package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/gazetteer"
)

// displacementExcerpt is one excerpt with what it says of a displacement.
type displacementExcerpt struct {
	Excerpt  string
	Mentions *string // Mentions is "Y" where the excerpt itself tells what the other fields say; nil counts as Y.
	Figure   string  `json:"Displacement figure"`
	Term     string  `json:"Reporting term"`
	Unit     string  `json:"Reporting unit"`
	Place    string  `json:"Specific location"`
}

// Displacement takes reading.displacement.* from data/displacement/*.jsonl: over the
// excerpts that mention a displacement (a figure and a term are given, and the field
// Mentions says Y where it is there), the share whose nearest displacement claim has that
// figure, and the gold term, unit and place.
func Displacement(data string, read Reader) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "displacement", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	all, figure, term, unit, place := 0, 0, 0, 0, 0
	for _, path := range paths {
		err := eachLine(path, func(line []byte) error {
			var x displacementExcerpt
			if err := json.Unmarshal(line, &x); err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
			gold, err := strconv.ParseFloat(x.Figure, 64)
			if err != nil || x.Term == "" || x.Mentions != nil && *x.Mentions != "Y" {
				return nil // mentions no displacement
			}
			all++
			got, ok := nearestDisplacement(x.Excerpt, gold, read)
			if !ok {
				return nil
			}
			figure += tick(got.figure() == gold)
			term += tick(got.term == x.Term)
			unit += tick(got.unit() == x.Unit)
			place += tick(samePlace(x.Place, got.Place))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if all == 0 {
		return nil, nil
	}
	share := func(n int) float64 { return float64(n) / float64(all) }
	return []Figure{
		{"reading.displacement.figure", share(figure)}, {"reading.displacement.term", share(term)},
		{"reading.displacement.unit", share(unit)}, {"reading.displacement.place", share(place)},
	}, nil
}

func tick(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// displacementClaim is a claim with the term that its words report it under.
type displacementClaim struct {
	stemma.Claim
	term string
}

// nearestDisplacement reads an excerpt and picks the claim of displacement, or of
// housing destroyed, whose figure is nearest to the gold one.
func nearestDisplacement(excerpt string, gold float64, read Reader) (displacementClaim, bool) {
	a := stemma.Report{ID: "excerpt", Language: "en", Text: excerpt, Blocks: []stemma.Block{{Span: stemma.Span{End: len(excerpt)}, Role: stemma.Body}}}
	var best displacementClaim
	found, nearest := false, math.Inf(1)
	for _, c := range read(&a).Claims {
		x := displacementClaim{c, displacementTerm(excerpt, c)}
		if x.term == "" {
			continue
		}
		far := math.Abs(x.figure() - gold)
		if !found || far < nearest {
			best, found, nearest = x, true, far
		}
	}
	return best, found
}

// displacementTerms are words, by their beginnings, and the term that a monitor of
// displacement files a claim under whose own word that is.
var displacementTerms = []termOf{
	{"uninhabit", "Uninhabitable Housing"}, {"homeless", "Homeless"}, {"sans-abri", "Homeless"}, {"sans abri", "Homeless"}, {"desabrig", "Homeless"},
	{"evacu", "Evacuated"}, {"relocat", "Relocated"}, {"resettl", "Relocated"}, {"reubic", "Relocated"}, {"reloge", "Relocated"},
	{"displac", "Displaced"}, {"idp", "Displaced"}, {"uproot", "Displaced"}, {"desplaz", "Displaced"}, {"deslocad", "Displaced"}, {"déplac", "Displaced"},
	{"fle", "Forced to Flee"}, {"accommodat", "Sheltered"}, {"alberg", "Sheltered"}, {"héberg", "Sheltered"}, {"abrigad", "Sheltered"},
}

// displacementMore are the words of a whole claim that tell its term where its own word
// does not: "forced into shelters", "left without a home".
var displacementMore = []termOf{
	{"relief camp", "In Relief Camp"}, {" camp", "In Relief Camp"}, {"shelter", "Sheltered"}, {"refuge", "Sheltered"}, {"accommodat", "Sheltered"},
	{"sin hogar", "Homeless"}, {"sin techo", "Homeless"}, {"sin casa", "Homeless"}, {"sem teto", "Homeless"}, {"sem abrigo", "Homeless"}, {"sem casa", "Homeless"},
	{"lost the", "Destroyed Housing"}, {"evacu", "Evacuated"}, {"relocat", "Relocated"}, {"homeless", "Homeless"},
	{"fle", "Forced to Flee"}, {"forc", "Forced to Flee"}, {"oblig", "Forced to Flee"}, {"contrain", "Forced to Flee"}, {"displac", "Displaced"},
}

// termOf is a beginning of a word and the term that it tells.
type termOf struct{ stem, term string }

// termIn is the term of the first of the words that stands in s; "" for none.
func termIn(s string, terms []termOf) string {
	for _, t := range terms {
		if strings.Contains(s, t.stem) {
			return t.term
		}
	}
	return ""
}

// displacementTerm is the term of a claim: that of its own word, else of its words, else
// of its sentence; "" when it is no claim of displacement.
func displacementTerm(text string, c stemma.Claim) string {
	word := strings.ToLower(c.Cites[stemma.FieldKind].Of(text))
	whole := c.Span
	if v := c.Cites[stemma.FieldValue]; !v.Empty() {
		whole = stemma.Span{Start: min(whole.Start, v.Start), End: max(whole.End, v.End)}
	}
	words := strings.ToLower(whole.Of(text))
	switch c.Kind {
	case stemma.Destruction, stemma.Losses:
		return housingTerm(word, words, c.Quantity.Unit)
	case stemma.Displaced:
		return cmp.Or(termIn(word, displacementTerms), termIn(words, displacementMore), termIn(strings.ToLower(c.Sentence.Of(text)), displacementMore[len(displacementMore)-4:]), "Displaced")
	}
	return ""
}

// partly are beginnings of words for housing that was hurt but stands.
var partly = []termOf{{"damag", partlyDestroyed}, {"partial", partlyDestroyed}, {"da\uFFFDo", partlyDestroyed}, {"daño", partlyDestroyed}, {"endommag", partlyDestroyed}, {"danific", partlyDestroyed}}

const partlyDestroyed = "Partially Destroyed Housing"

// housingTerm is the term of a claim of destruction with its own word and all its words;
// "" where no housing is counted. What was "damaged or destroyed" is filed as destroyed.
func housingTerm(word, words, unit string) string {
	if unit != "homes" && unit != "buildings" && unit != "families" {
		return ""
	}
	if strings.Contains(words, "destr") && (strings.Contains(words, " or ") || strings.Contains(words, " ou ") || strings.Contains(words, " o ")) {
		return "Destroyed Housing"
	}
	return cmp.Or(termIn(word, partly), "Destroyed Housing")
}

// figure is the claim's figure, of a range the low end; infinite when there is none.
func (c displacementClaim) figure() float64 {
	switch {
	case c.Quantity.HasValue:
		return c.Quantity.Value
	case c.Quantity.HasRange:
		return c.Quantity.Low
	}
	return math.Inf(1)
}

// unit is People or Households.
func (c displacementClaim) unit() string {
	switch c.Quantity.Unit {
	case "families", "homes", "buildings", "tents":
		return "Households"
	}
	return "People"
}

// samePlace reports whether the claim's place is one of those the gold lists; where it
// lists none the claim must have none.
func samePlace(gold string, p stemma.Location) bool {
	if strings.TrimSpace(gold) == "" {
		return p.Name == "" || p.Geo.Precision == "country" // the country is a field of its own
	}
	names := strings.FieldsFunc(strings.ReplaceAll(gold, " and ", ","), func(r rune) bool { return strings.ContainsRune(",;()/", r) })
	for _, n := range names {
		g := placeWords(n)
		for _, name := range []string{p.Name, p.In} {
			if w := placeWords(name); len(w) > 0 && len(g) > 0 && (within(w, g) || within(g, w)) {
				return true
			}
		}
	}
	return false
}

// placeWords are the words of a place's name that tell it from another.
func placeWords(s string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(s)) {
		w = strings.Trim(w, ".,'’\"")
		w = gazetteer.Fold(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))
		switch w {
		case "", "the", "of", "in", "province", "provinces", "district", "districts", "region", "state", "city", "town", "village", "governorate", "department", "municipality", "county", "island", "islands", "area", "areas", "local", "government":
		default:
			out = append(out, w)
		}
	}
	return out
}

// within reports whether all of a stand in b.
func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}
