package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"stemma/internal/gazetteer"
)

// readProvinces gives the name of each ISO 3166-2 code.
func readProvinces(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Entries []struct{ Code, Name, Parent string } `json:"3166-2"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	names := make(map[string]string, len(file.Entries))
	for _, e := range file.Entries {
		names[e.Code] = e.Name
	}
	return names, nil
}

// division is a first-order division with its outline.
type division struct {
	area
	country string
	rings   [][][2]float64
	box     [4]float64     // box is least and greatest longitude and latitude.
	iso     map[string]int // iso counts the airports within by their ISO 3166-2 code.
	members []*city
}

// provinces makes the first-order divisions and gives every city and airport the one
// whose outline holds it. Further names come from ISO 3166-2, whose code the airports
// within know, and from a capital of the same name.
func provinces(cities []city, airports []airport, names map[string]string, all []*division) []gazetteer.Row {
	byCountry := map[string][]*division{}
	for _, v := range all {
		byCountry[v.country] = append(byCountry[v.country], v)
	}
	for i := range cities {
		c := &cities[i]
		if v := holding(byCountry[c.country], c.lat, c.lon); v != nil {
			c.province = v.id
			v.members = append(v.members, c)
		}
	}
	for i := range airports {
		a := &airports[i]
		if v := holding(byCountry[a.country], a.lat, a.lon); v != nil {
			a.province = v.id
			v.iso[a.region]++
		}
	}
	var rows []gazetteer.Row
	for _, v := range all {
		rows = append(rows, v.row(names))
	}
	return rows
}

// holding is the division whose outline holds a point, else the nearest within about
// 20 km, as coasts are drawn coarsely.
func holding(list []*division, lat, lon float64) *division {
	for _, v := range list {
		if v.holds(lat, lon) {
			return v
		}
	}
	var best *division
	least := 0.2
	for _, v := range list {
		if d := v.distance(lat, lon); d < least {
			best, least = v, d
		}
	}
	return best
}

// distance is how far a point is from the corners of the outline, in degrees.
func (v *division) distance(lat, lon float64) float64 {
	if lon < v.box[0]-1 || lon > v.box[1]+1 || lat < v.box[2]-1 || lat > v.box[3]+1 {
		return math.Inf(1)
	}
	least := math.Inf(1)
	for _, ring := range v.rings {
		for _, p := range ring {
			least = min(least, math.Hypot(p[1]-lat, (p[0]-lon)*math.Cos(lat*math.Pi/180)))
		}
	}
	return least
}

// holds counts how often a ray from the point crosses the outline.
func (v *division) holds(lat, lon float64) bool {
	if lon < v.box[0] || lon > v.box[1] || lat < v.box[2] || lat > v.box[3] {
		return false
	}
	inside := false
	for _, ring := range v.rings {
		for i := range ring {
			a, b := ring[i], ring[(i+1)%len(ring)]
			if (a[1] > lat) != (b[1] > lat) && lon < (b[0]-a[0])*(lat-a[1])/(b[1]-a[1])+a[0] {
				inside = !inside
			}
		}
	}
	return inside
}

// row is the division as a place.
func (v *division) row(names map[string]string) gazetteer.Row {
	plain, other, _ := strings.Cut(strings.TrimSuffix(v.name, ")"), " (")
	row := gazetteer.Row{Place: gazetteer.Place{ID: v.id, Name: plain, Kind: gazetteer.Province, Country: v.country,
		Lat: v.lat, Lon: v.lon, Located: true}, Skeletons: isRomanised(v.country)}
	if v.country == "GB" { // counties and boroughs
		row.Kind = gazetteer.District
	}
	row.Alternates = withKinds(plain, v.country)
	if other != "" {
		row.Alternates = append(row.Alternates, withKinds(other, v.country)...)
	}
	if iso := v.commonest(); names[iso] != "" {
		row.Alternates = append(row.Alternates, withKinds(names[iso], v.country)...)
	}
	for _, c := range v.members {
		row.Population += c.population
		if (c.code == "PPLA" || c.code == "PPLC") && sharesName(c, row.Alternates) {
			for _, alt := range append([]string{c.name}, c.alternates...) {
				row.Alternates = append(row.Alternates, withKinds(alt, v.country)[1:]...)
			}
		}
	}
	return row
}

// commonest is the ISO code that most airports within have.
func (v *division) commonest() string {
	best := ""
	for _, iso := range slices.Sorted(mapKeys(v.iso)) {
		if best == "" || v.iso[iso] > v.iso[best] {
			best = iso
		}
	}
	return best
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// sharesName reports whether a city has one of the names.
func sharesName(c *city, names []string) bool {
	own := map[string]bool{gazetteer.Fold(c.name): true}
	for _, name := range c.alternates {
		own[gazetteer.Fold(name)] = true
	}
	return slices.ContainsFunc(names, func(name string) bool { return own[bare(name)] })
}

// bare is a folded province name without the word for its kind.
func bare(name string) string {
	name = gazetteer.Fold(name)
	for _, word := range []string{"oblast", "province", "governorate", "region", "state", "krai", "respublika", "ska oblast", "wilayat", "muhafazat"} {
		name = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(name, word+" "), " "+word))
	}
	return name
}

// withKinds are the name alone and, where news uses them, the name with the word for
// its kind.
func withKinds(name, country string) []string {
	plain := strings.TrimSpace(name)
	for _, word := range []string{" Oblast", " oblast", "'ska oblast", " Province", " Region", " Governorate"} {
		plain = strings.TrimSuffix(plain, word)
	}
	out := []string{plain}
	if country == "US" || country == "GB" {
		return out
	}
	for _, kind := range []string{"province", "governorate", "region", "oblast", "state"} {
		out = append(out, plain+" "+kind)
	}
	return out
}

// districts are the counties of the United States, with the population of their places.
func districts(cities []city, areas []area) []gazetteer.Row {
	population := map[string]int{}
	for _, c := range cities {
		if c.country == "US" {
			population[c.admin1+c.admin2] += c.population
		}
	}
	var rows []gazetteer.Row
	for _, a := range areas {
		state := stateCodes[a.id[:2]]
		if len(a.id) != 5 || state == "" {
			continue
		}
		kind := " County"
		switch state {
		case "LA":
			kind = " Parish"
		case "AK":
			kind = " Borough"
		}
		rows = append(rows, gazetteer.Row{
			Place: gazetteer.Place{ID: "us:" + a.id, Name: a.name + kind, Kind: gazetteer.District, Country: "US", Province: "US-" + state,
				Lat: a.lat, Lon: a.lon, Located: true, Population: population[state+a.id[2:]]},
		})
	}
	return rows
}

// stateCodes turns the Census Bureau's numbers into letters.
var stateCodes = parseStates("01 AL 02 AK 04 AZ 05 AR 06 CA 08 CO 09 CT 10 DE 11 DC 12 FL 13 GA 15 HI 16 ID 17 IL 18 IN 19 IA 20 KS 21 KY 22 LA 23 ME 24 MD 25 MA 26 MI 27 MN 28 MS 29 MO 30 MT 31 NE 32 NV 33 NH 34 NJ 35 NM 36 NY 37 NC 38 ND 39 OH 40 OK 41 OR 42 PA 44 RI 45 SC 46 SD 47 TN 48 TX 49 UT 50 VT 51 VA 53 WA 54 WV 55 WI 56 WY")

func parseStates(list string) map[string]string {
	f := strings.Fields(list)
	out := map[string]string{}
	for i := 0; i+1 < len(f); i += 2 {
		out[f[i]] = f[i+1]
	}
	return out
}
