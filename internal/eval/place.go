package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/read/where"
	"stemma/internal/text"
)

// toponym is one gold place name.
type toponym struct {
	Span     stemma.Span
	Lat, Lon float64
	Located  bool
}

// placeText is one text with its gold place names.
type placeText struct {
	report   stemma.Report
	toponyms []toponym
}

// spoken are the types of annotation that are no names of places: common nouns,
// peoples, languages, and words that only look like places.
var spoken = map[string]bool{
	"Non_Lit_Expression": true, "Literal_Expression": true, "Non_Toponym": true,
	"Demonym": true, "Language": true, "Homonym": true,
}

// Places takes the figures of place names over place/*.jsonl, a figure's last part
// being the file's name: span, exact F1 from raw text; acc161 and acc10, the share of
// gold spans with coordinates that resolve to within 161 km and 10 km of them.
func Places(data string, read Reader, g *gazetteer.Gazetteer, l *actors.List) ([]Figure, error) {
	files, err := filepath.Glob(filepath.Join(data, "place", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []Figure
	for _, name := range files {
		texts, err := readPlaceTexts(name)
		if err != nil {
			return nil, err
		}
		set := strings.TrimSuffix(filepath.Base(name), ".jsonl")
		var spans spanCount
		var near nearCount
		for i := range texts {
			t := &texts[i]
			d := read(&t.report)
			spans.add(t.spans(), foundPlaces(d))
			near.add(t, d, g, l)
		}
		out = append(out,
			Figure{"reading.place.span." + set, spans.f1()},
			Figure{"reading.place.acc161." + set, near.share(near.within161)},
			Figure{"reading.place.acc10." + set, near.share(near.within10)})
	}
	return out, nil
}

func readPlaceTexts(name string) ([]placeText, error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []placeText
	for n, line := range strings.Split(strings.TrimSpace(string(file)), "\n") {
		var row struct {
			ID, Title, Text string
			Toponyms        []struct {
				B0, B1   int
				Type     string
				Lat, Lon *float64
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		t := placeText{report: stemma.Report{
			ID: stemma.ReportID(row.ID), Text: row.Text,
			Blocks: []stemma.Block{{Span: stemma.Span{End: len(row.Text)}, Role: stemma.Body}},
		}}
		for _, p := range row.Toponyms {
			if spoken[p.Type] {
				continue
			}
			g := toponym{Span: stemma.Span{Start: p.B0, End: p.B1}}
			if p.Lat != nil && p.Lon != nil {
				g.Lat, g.Lon, g.Located = *p.Lat, *p.Lon, true
			}
			t.toponyms = append(t.toponyms, g)
		}
		out = append(out, t)
	}
	return out, nil
}

// spans are the gold spans, each once.
func (t *placeText) spans() []stemma.Span {
	var out []stemma.Span
	for _, g := range t.toponyms {
		if !slices.Contains(out, g.Span) {
			out = append(out, g.Span)
		}
	}
	return out
}

// foundPlaces are the names of places that d has: adjectives of countries are names,
// common nouns and the words for a people ("Filipinos") are not.
func foundPlaces(d *text.Doc) []stemma.Span {
	var out []stemma.Span
	for _, p := range d.Places {
		if p.Common || p.Demonym && isPeople(d, p) {
			continue
		}
		out = append(out, p.Toponym)
	}
	return out
}

// isPeople reports whether a demonym is a noun in the plural.
func isPeople(d *text.Doc, p text.Place) bool {
	last := d.TokenAt(p.Toponym.End - 1)
	return last < len(d.Tags) && strings.HasSuffix(d.Tags[last].XPOS, "S")
}

// spanCount counts exact spans.
type spanCount struct{ gold, found, right int }

func (c *spanCount) add(gold, found []stemma.Span) {
	c.gold += len(gold)
	c.found += len(found)
	for _, s := range found {
		if slices.Contains(gold, s) {
			c.right++
		}
	}
}

func (c spanCount) f1() float64 {
	if c.gold+c.found == 0 {
		return 0
	}
	return 2 * float64(c.right) / float64(c.gold+c.found)
}

// nearCount counts gold spans by how near they were placed.
type nearCount struct{ all, within161, within10 int }

func (c *nearCount) add(t *placeText, d *text.Doc, g *gazetteer.Gazetteer, l *actors.List) {
	spans := t.spans()
	found := map[stemma.Span]stemma.Geo{}
	for i, p := range where.Resolve(d, g, l, spans) {
		found[spans[i]] = p.Geo
		if !p.Geo.Located {
			found[spans[i]] = p.Within // where the place that encloses it lies
		}
	}
	for _, gold := range t.toponyms {
		if !gold.Located {
			continue
		}
		c.all++
		at := found[gold.Span]
		if !at.Located {
			continue
		}
		km := where.Distance(at.Lat, at.Lon, gold.Lat, gold.Lon)
		if km <= 161 {
			c.within161++
		}
		if km <= 10 {
			c.within10++
		}
	}
}

func (c nearCount) share(n int) float64 {
	if c.all == 0 {
		return 0
	}
	return float64(n) / float64(c.all)
}
