package gazetteer

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ImportGeoNames reads a file of the form of a GeoNames country file ("SY.txt"): 19
// columns with tabs between. Places of kinds that news does not speak of are left out.
// The rows are those of a supplement, for WriteSupplement.
func ImportGeoNames(name string, r io.Reader) ([]Row, error) {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<22)
	var out []Row
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(scan.Text(), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 15 {
			return nil, fmt.Errorf("import %s: line %d has %d columns, want 19", name, n, len(f))
		}
		kind, ok := geoNamesKind(f[6], f[7], f[14])
		if !ok {
			continue
		}
		row := Row{Place: Place{ID: f[0], Name: f[1], Kind: kind, Country: f[8], Source: "GeoNames " + f[0]}}
		if err := locate(&row.Place, f[4], f[5]); err != nil {
			return nil, fmt.Errorf("import %s: line %d: %w", name, n, err)
		}
		row.Population, _ = strconv.Atoi(f[14])
		for alt := range strings.SplitSeq(f[2]+","+f[3], ",") {
			if isLatin(alt) && alt != row.Name && !slices.Contains(row.Alternates, alt) {
				row.Alternates = append(row.Alternates, alt)
			}
		}
		out = append(out, row)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	return out, nil
}

// geoNamesKind is the kind of a feature class and code, and whether it is wanted.
func geoNamesKind(class, code, population string) (Kind, bool) {
	people, _ := strconv.Atoi(population)
	switch {
	case class == "P" && code == "PPLX":
		return Quarter, true
	case class == "P" && (code == "PPLC" || code == "PPLA" || people >= 50_000):
		return City, true
	case class == "P" && (code == "PPLA2" || people >= 5_000):
		return Town, true
	case class == "P":
		return Village, true
	case code == "ADM1":
		return Province, true
	case class == "A" && strings.HasPrefix(code, "ADM"):
		return District, true
	}
	kind, ok := map[string]Kind{
		"AIRP": Airport, "AIRB": Base, "MILB": Base, "AIRF": Airport, "DAM": Dam, "BDG": Bridge, "CMPRF": Camp, "CTRB": Crossing,
		"CSTM": Crossing, "PRT": Port, "OILR": Plant, "PS": Plant, "PSN": Plant, "PSH": Plant, "HSP": Hospital, "PRN": Site,
		"STM": River, "LK": Lake, "SEA": Sea, "STRT": Sea, "GULF": Sea, "ISL": Island, "MT": Mountain, "MTS": Mountain, "RGN": Region,
	}[code]
	return kind, ok
}

func isLatin(name string) bool {
	for _, r := range name {
		if r > 0x24F && (r < 0x1E00 || r > 0x1EFF) && !isApostrophe(r) {
			return false
		}
	}
	return len(name) > 2
}

// ImportPCodes reads a table of places with p-codes as OCHA publishes them: comma
// separated, a header that names the columns ("admin3Name_en", "admin3Pcode",
// "admin0Pcode", "latitude", …). The deepest level is the place, the level above it the
// parent. Rows without coordinates are kept, with their parent.
func ImportPCodes(name string, r io.Reader) ([]Row, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("import %s: read the header: %w", name, err)
	}
	columns, err := pcodeColumns(header)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	var out []Row
	for {
		rec, err := c.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("import %s: %w", name, err)
		}
		row, ok, err := columns.row(rec)
		if err != nil {
			line, _ := c.FieldPos(0)
			return nil, fmt.Errorf("import %s: line %d: %w", name, line, err)
		}
		if ok {
			out = append(out, row)
		}
	}
}

// pcodes are the columns of a table of p-codes; -1 for those it lacks.
type pcodes struct {
	level                            int
	name, alias, code, parent, outer int
	country, lat, lon                int
}

func pcodeColumns(header []string) (pcodes, error) {
	at := map[string]int{}
	for i, h := range header {
		at[strings.ToLower(strings.Trim(strings.TrimPrefix(h, "\ufeff"), " #"))] = i
	}
	find := func(names ...string) int {
		for _, n := range names {
			if i, ok := at[n]; ok {
				return i
			}
		}
		return -1
	}
	p := pcodes{level: -1, lat: find("latitude", "lat", "latitude_y", "y", "ycoord"), lon: find("longitude", "lon", "long", "longitude_x", "x", "xcoord")}
	for level := 4; level >= 1; level-- {
		n := strconv.Itoa(level)
		code := find("admin"+n+"pcode", "adm"+n+"_pcode", "admin"+n+"_pcode")
		title := find("admin"+n+"name_en", "adm"+n+"_en", "admin"+n+"name", "adm"+n+"_name", "admin"+n+"name_eng")
		if p.level < 0 && code >= 0 && title >= 0 {
			p.level, p.code, p.name = level, code, title
			p.alias = find("admin"+n+"altname_en", "admin"+n+"refname", "adm"+n+"_ref")
			up := strconv.Itoa(level - 1)
			p.parent = find("admin"+up+"pcode", "adm"+up+"_pcode", "admin"+up+"_pcode")
			p.outer = find("admin"+up+"name_en", "adm"+up+"_en", "admin"+up+"name")
		}
	}
	p.country = find("admin0pcode", "adm0_pcode", "iso2", "country_code")
	if p.level < 0 {
		return p, fmt.Errorf("no columns of names and p-codes (admin1Name_en, admin1Pcode) in the header")
	}
	return p, nil
}

func (p pcodes) row(rec []string) (Row, bool, error) {
	field := func(i int) string {
		if i < 0 || i >= len(rec) {
			return ""
		}
		return strings.TrimSpace(rec[i])
	}
	name, code := field(p.name), field(p.code)
	if name == "" || code == "" {
		return Row{}, false, nil
	}
	kinds := []Kind{1: Province, 2: District, 3: District, 4: Village}
	row := Row{Place: Place{ID: code, Name: name, Kind: kinds[p.level], Country: country2(field(p.country), code), Parent: field(p.parent), Source: "OCHA " + code}}
	if p.level == 1 {
		row.Parent = row.Country
	}
	if a := field(p.alias); a != "" && a != name {
		row.Alternates = []string{a}
	}
	if lat, lon := field(p.lat), field(p.lon); lat != "" && lon != "" {
		if err := locate(&row.Place, lat, lon); err != nil {
			return Row{}, false, err
		}
	}
	return row, true, nil
}

// country2 is the ISO 3166-1 alpha-2 code that a country's p-code is or begins with.
func country2(country, code string) string {
	for _, s := range []string{country, code} {
		if len(s) >= 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' {
			return s[:2]
		}
	}
	return ""
}

// WriteSupplement writes rows in the form of a supplement, which a user keeps as
// places.tsv. A parent that is neither a country nor among the rows is left out, as
// nothing could resolve it.
func WriteSupplement(w io.Writer, rows []Row) error {
	ids := map[string]bool{}
	for _, r := range rows {
		ids[r.ID] = true
	}
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# name\tfurther names\tkind\tcountry\tparent\tlatitude\tlongitude\tsource of the coordinates\tid")
	for _, r := range rows {
		parent := r.Parent
		if !ids[parent] && parent != r.Country {
			parent = ""
		}
		lat, lon, source := "", "", ""
		if r.Located {
			lat, lon, source = strconv.FormatFloat(r.Lat, 'f', -1, 64), strconv.FormatFloat(r.Lon, 'f', -1, 64), r.Source
		}
		fmt.Fprintln(b, strings.Join([]string{plainField(r.Name), plainField(strings.Join(r.Alternates, "; ")), string(r.Kind), r.Country, parent, lat, lon, source, r.ID}, "\t"))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	return nil
}

// plainField is a field without the characters that end one.
func plainField(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, strings.TrimLeft(s, "# "))
}
