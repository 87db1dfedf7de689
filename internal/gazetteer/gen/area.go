package main

import (
	"cmp"
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

// provinces makes the first-order divisions and gives every city and airport its own.
// GeoNames and ISO number them differently; an airport knows its ISO code and lies
// near cities that know their GeoNames code, and the airports' majority decides.
func provinces(cities []city, airports []airport, names map[string]string, areas []area) []gazetteer.Row {
	code := matchProvinces(cities, airports, names)
	members := map[string][]*city{}
	for i := range cities {
		c := &cities[i]
		if iso, ok := code[c.country+"."+c.admin1]; ok {
			c.province = iso
			members[iso] = append(members[iso], c)
		}
	}
	for i := range airports {
		if members[airports[i].region] != nil {
			airports[i].province = airports[i].region
		}
	}
	states := map[string]area{}
	for _, a := range areas {
		if len(a.id) == 2 {
			states[a.name] = a
		}
	}
	var rows []gazetteer.Row
	for _, iso := range slices.Sorted(mapKeys(members)) {
		rows = append(rows, province(iso, names[iso], members[iso], states))
	}
	return rows
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

// matchProvinces maps "SY.09" to "SY-HL".
func matchProvinces(cities []city, airports []airport, names map[string]string) map[string]string {
	votes := map[string]map[string]int{}
	for i := range cities {
		c := &cities[i]
		key := c.country + "." + c.admin1
		iso := c.country + "-" + c.admin1
		if _, same := names[iso]; same && !isDigits(c.admin1) {
			vote(votes, key, iso, 3)
		}
		for code, name := range nameOf(c, names) {
			_ = name
			vote(votes, key, code, 5)
		}
	}
	near := newGrid(cities)
	for i := range airports {
		a := &airports[i]
		if names[a.region] == "" {
			continue
		}
		if c := near.nearest(a.lat, a.lon); c != nil && c.country == a.country {
			vote(votes, c.country+"."+c.admin1, a.region, 1)
		}
	}
	out := map[string]string{}
	taken := map[string]string{}
	type ballot struct {
		key, iso string
		n        int
	}
	var all []ballot
	for key, m := range votes {
		for iso, n := range m {
			all = append(all, ballot{key, iso, n})
		}
	}
	slices.SortFunc(all, func(a, b ballot) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key), cmp.Compare(a.iso, b.iso))
	})
	for _, b := range all {
		if out[b.key] == "" && taken[b.iso] == "" {
			out[b.key], taken[b.iso] = b.iso, b.key
		}
	}
	return out
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func vote(votes map[string]map[string]int, key, iso string, n int) {
	if votes[key] == nil {
		votes[key] = map[string]int{}
	}
	votes[key][iso] += n
}

// nameOf are the provinces that bear one of the names of their own capital.
func nameOf(c *city, names map[string]string) map[string]string {
	if c.code != "PPLA" && c.code != "PPLC" {
		return nil
	}
	out := map[string]string{}
	own := map[string]bool{gazetteer.Fold(c.name): true}
	for _, name := range c.alternates {
		own[gazetteer.Fold(name)] = true
	}
	for code, name := range names {
		if strings.HasPrefix(code, c.country+"-") && own[bare(name)] {
			out[code] = name
		}
	}
	return out
}

// bare is a folded province name without the word for its kind.
func bare(name string) string {
	name = gazetteer.Fold(name)
	for _, word := range []string{"oblast", "province", "governorate", "region", "state", "krai", "respublika", "ska oblast", "wilayat", "muhafazat"} {
		name = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(name, word+" "), " "+word))
	}
	return name
}

// province is one first-order division at the mean of its places.
func province(iso, name string, members []*city, states map[string]area) gazetteer.Row {
	row := gazetteer.Row{Place: gazetteer.Place{ID: iso, Name: name, Kind: gazetteer.Province, Country: iso[:2], Located: true},
		Skeletons: isRomanised(iso[:2])}
	var capital *city
	for _, c := range members {
		row.Lat += c.lat / float64(len(members))
		row.Lon += c.lon / float64(len(members))
		row.Population += c.population
		if (c.code == "PPLA" || c.code == "PPLC") && (capital == nil || c.population > capital.population) {
			capital = c
		}
	}
	if s, ok := states[name]; ok && iso[:2] == "US" {
		row.Lat, row.Lon = s.lat, s.lon
	}
	row.Alternates = withKinds(name)
	if capital != nil && sharesName(capital, name) {
		for _, alt := range append([]string{capital.name}, capital.alternates...) {
			row.Alternates = append(row.Alternates, withKinds(alt)[1:]...)
		}
	}
	return row
}

func sharesName(c *city, name string) bool {
	want := bare(name)
	if gazetteer.Fold(c.name) == want {
		return true
	}
	return slices.ContainsFunc(c.alternates, func(alt string) bool { return gazetteer.Fold(alt) == want })
}

// withKinds are the name alone and the ways in which news says that it is a province.
func withKinds(name string) []string {
	plain := strings.TrimSpace(name)
	for _, word := range []string{" Oblast", " oblast", "'ska oblast", " Province", " Region", " Governorate"} {
		plain = strings.TrimSuffix(plain, word)
	}
	out := []string{plain}
	for _, kind := range []string{"province", "governorate", "region", "oblast", "state"} {
		out = append(out, plain+" "+kind)
	}
	return append(out, "Province of "+plain, "State of "+plain)
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

// grid finds the nearest city within about a degree.
type grid map[[2]int][]*city

func newGrid(cities []city) grid {
	g := grid{}
	for i := range cities {
		c := &cities[i]
		cell := [2]int{int(math.Floor(c.lat)), int(math.Floor(c.lon))}
		g[cell] = append(g[cell], c)
	}
	return g
}

func (g grid) nearest(lat, lon float64) *city {
	var best *city
	least := 1.0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			for _, c := range g[[2]int{int(math.Floor(lat)) + dy, int(math.Floor(lon)) + dx}] {
				if d := math.Hypot(c.lat-lat, (c.lon-lon)*math.Cos(lat*math.Pi/180)); d < least {
					best, least = c, d
				}
			}
		}
	}
	return best
}
