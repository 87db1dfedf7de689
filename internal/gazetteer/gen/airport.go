package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"stemma/internal/gazetteer"
)

// airport is one line of airports.csv.
type airport struct {
	ident, kind, name string
	lat, lon          float64
	country, region   string // region is ISO 3166-2: "SY-HL".
	municipality      string
	keywords          string
	province          string
}

func readAirports(path string) ([]airport, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.LazyQuotes = true
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []airport
	for n, rec := range records[1:] {
		a := airport{ident: rec[1], kind: rec[2], name: rec[3], country: rec[8], region: rec[9], municipality: rec[10], keywords: rec[17]}
		var errLat, errLon error
		a.lat, errLat = strconv.ParseFloat(rec[4], 64)
		a.lon, errLon = strconv.ParseFloat(rec[5], 64)
		if errLat != nil || errLon != nil {
			return nil, fmt.Errorf("%s:%d: no coordinates", path, n+2)
		}
		out = append(out, a)
	}
	return out, nil
}

// calm are the countries whose small fields stay out: nothing but airports with
// scheduled traffic and air bases would be read of them in news of a conflict.
var calm = strings.Fields("US CA AU NZ GB FR DE IT ES PT NL BE CH AT SE NO FI DK IS IE JP KR BR AR CL MX PL CZ ZA PG ID")

func (a *airport) row() (gazetteer.Row, bool) {
	if !a.kept() {
		return gazetteer.Row{}, false
	}
	kind := gazetteer.Airport
	if isBase(a.name) {
		kind = gazetteer.Base
	}
	row := gazetteer.Row{Place: gazetteer.Place{
		ID: "air:" + a.ident, Name: a.name, Kind: kind, Country: a.country, Province: a.province,
		Lat: a.lat, Lon: a.lon, Located: true,
	}, Skeletons: isRomanised(a.country)}
	for _, suffix := range []string{" International Airport", " Airport", " Air Base", " Airbase", " Air Force Base", " Air Force Station", " Military Airbase"} {
		if place, ok := strings.CutSuffix(a.name, suffix); ok {
			row.Alternates = append(row.Alternates, otherSuffixes(place, kind)...)
			break
		}
	}
	for word := range strings.SplitSeq(a.keywords, ",") {
		if word = strings.TrimSpace(word); len(word) > 6 && usable(word) && strings.Contains(word, " ") {
			row.Alternates = append(row.Alternates, word)
		}
	}
	return row, true
}

// otherSuffixes are the ways in which news names the field of a place.
func otherSuffixes(place string, kind gazetteer.Kind) []string {
	names := []string{place + " airport", place + " military airport"}
	if kind == gazetteer.Base {
		return append(names, place+" air base", place+" airbase", place+" base", place+" airfield", place+" military airfield")
	}
	return append(names, place+" international airport", place+" airfield")
}

func (a *airport) kept() bool {
	switch a.kind {
	case "large_airport", "medium_airport":
		return true
	case "small_airport", "heliport":
		for _, c := range calm {
			if a.country == c {
				return false
			}
		}
		return a.kind == "small_airport" || isBase(a.name)
	}
	return false
}

func isBase(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "air base") || strings.Contains(name, "airbase") || strings.Contains(name, "air force") || strings.Contains(name, "military")
}
