package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stemma"
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
			figure += tick(got.Quantity.HasValue && got.Quantity.Value == gold)
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
		far := math.Inf(1)
		if c.Quantity.HasValue {
			far = math.Abs(c.Quantity.Value - gold)
		}
		if !found || far < nearest {
			best, found, nearest = x, true, far
		}
	}
	return best, found
}

// displacementTerms are the words of a claim, by their beginnings, and the term that a
// monitor of displacement files them under; the first that stands in the words counts.
var displacementTerms = []struct{ stem, term string }{
	{"uninhabit", "Uninhabitable Housing"}, {"homeless", "Homeless"}, {"evacu", "Evacuated"}, {"relocat", "Relocated"}, {"resettl", "Relocated"},
	{"relief camp", "In Relief Camp"}, {"camp", "In Relief Camp"}, {"shelter", "Sheltered"}, {"accommodat", "Sheltered"}, {"fle", "Forced to Flee"},
	{"forced", "Forced to Flee"}, {"displac", "Displaced"}, {"idp", "Displaced"}, {"uproot", "Displaced"},
}

// displacementTerm is the term of a claim; "" when it is no claim of displacement.
func displacementTerm(text string, c stemma.Claim) string {
	words := strings.ToLower(c.Cites[stemma.FieldKind].Of(text))
	switch c.Kind {
	case stemma.Destruction, stemma.Losses:
		if c.Quantity.Unit != "homes" && c.Quantity.Unit != "buildings" && c.Quantity.Unit != "families" {
			return ""
		}
		if strings.HasPrefix(words, "damag") || strings.HasPrefix(words, "partial") {
			return "Partially Destroyed Housing"
		}
		return "Destroyed Housing"
	case stemma.Displaced:
	default:
		return ""
	}
	for _, s := range []string{words, strings.ToLower(c.Span.Of(text))} {
		for _, t := range displacementTerms {
			if strings.Contains(s, t.stem) {
				return t.term
			}
		}
	}
	return "Displaced"
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
		return p.Name == ""
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
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
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
