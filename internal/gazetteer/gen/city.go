package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"

	"stemma/internal/gazetteer"
)

// city is one line of cities1000.txt.
type city struct {
	id, name   string
	alternates []string
	lat, lon   float64
	code       string // code is the GeoNames feature code: PPLA, PPLX.
	country    string
	admin1     string
	admin2     string
	population int
	province   string // province is the ID that provinces gives it.
}

// readEnglish reads the English names of places from a message catalogue whose keys are
// GeoNames numbers: a header, then tables of lengths and offsets of keys and of values.
func readEnglish(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	number := func(at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	if len(data) < 28 || number(0) != 0x950412de {
		return nil, fmt.Errorf("%s: not a message catalogue", path)
	}
	text := func(table, i int) string {
		length, at := number(table+8*i), number(table+8*i+4)
		return string(data[at : at+length])
	}
	out := map[string]string{}
	for i := range number(8) {
		out[text(number(12), i)] = text(number(16), i)
	}
	return out, nil
}

// readCities reads places under their English names where there is one.
func readCities(path string, english map[string]string) ([]city, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []city
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 15 {
			return nil, fmt.Errorf("%s:%d: %d fields", path, n+1, len(f))
		}
		c := city{id: f[0], name: f[1], code: f[7], country: f[8], admin1: f[10], admin2: f[11]}
		var errs [3]error
		c.lat, errs[0] = strconv.ParseFloat(f[4], 64)
		c.lon, errs[1] = strconv.ParseFloat(f[5], 64)
		c.population, errs[2] = strconv.Atoi(f[14])
		for _, err := range errs {
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n+1, err)
			}
		}
		c.alternates = append(c.alternates, f[2])
		if name := english[c.id]; name != "" && name != c.name && usable(name) {
			c.alternates = append(c.alternates, c.name)
			c.name = name
		}
		for name := range strings.SplitSeq(f[3], ",") {
			if usable(name) {
				c.alternates = append(c.alternates, name)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// usable reports whether an alternate name is one that English text may use: Latin
// script, capitalised, neither a code nor a sentence.
func usable(name string) bool {
	if len(name) < 3 || len(name) > 40 || !unicode.IsUpper([]rune(strings.TrimLeft(name, "'`‘’"))[0:1][0]) {
		return false
	}
	upper := 0
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper < len([]rune(name)) // "ALP" and "KAC" are codes of airports.
}

// romanised are the countries whose place names English writes in many ways, because
// they are romanised from another script by ear.
var romanised = strings.Fields("AE AF BH DJ DZ EG ER ET IL IQ IR JO KW LB LY MA MM MR OM PK PS QA SA SD SO SS SY TD TN UA YE AM AZ GE RU")

func isRomanised(country string) bool {
	for _, c := range romanised {
		if c == country {
			return true
		}
	}
	return false
}

func (c *city) row() gazetteer.Row {
	return gazetteer.Row{
		Place: gazetteer.Place{
			ID: c.id, Name: c.name, Kind: c.kind(), Country: c.country, Province: c.province,
			Lat: c.lat, Lon: c.lon, Located: true, Population: c.population,
		},
		Alternates: c.alternates,
		Skeletons:  isRomanised(c.country),
	}
}

// kind is by office, then by size.
func (c *city) kind() gazetteer.Kind {
	switch {
	case c.code == "PPLX":
		return gazetteer.Quarter
	case c.code == "PPLC", c.code == "PPLA", c.population >= 50_000:
		return gazetteer.City
	case c.code == "PPLA2", c.population >= 5_000:
		return gazetteer.Town
	}
	return gazetteer.Village
}
