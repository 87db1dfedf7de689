package gazetteer

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

var load = sync.OnceValues(func() (*Gazetteer, error) { return Load(Embedded()) })

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"Deir al-Zor": "deir al zor", "Þórshöfn": "thorshofn", "U.S.": "us", "Ma‘arrat  an Nu‘mān": "maarrat an numan",
		"Łódź": "lodz", "": "", "-": "", "Kyiv ": "kyiv", "D'Aoust": "daoust",
	} {
		if got := Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSkeletonJoinsSpellings(t *testing.T) {
	for _, pair := range [][2]string{
		{"Deir al Zor", "Dayr az Zawr"}, {"al-Qameshli", "Qamishli"}, {"Hodeidah", "al-Hudaydah"}, {"Shaddadi", "ash-Shadadah"},
		{"Abdel Rahman", "Abdurrahman"}, {"Maarat al-Numan", "Ma'arrat an-Nu'man"},
	} {
		a, b := Skeleton(Fold(pair[0])), Skeleton(Fold(pair[1]))
		if strings.ReplaceAll(a, " ", "") != strings.ReplaceAll(b, " ", "") {
			t.Errorf("%q is %q, %q is %q", pair[0], a, pair[1], b)
		}
	}
	if s := Skeleton("bab"); s != "" {
		t.Errorf("the skeleton of a short name is %q", s)
	}
}

func TestLookup(t *testing.T) {
	g, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, country string }{
		{"Halab", "SY"}, {"Palmyra", "SY"}, {"Tadmur", "SY"}, {"al-Bab", "SY"}, {"Hodeidah", "YE"}, {"Kiev", "UA"}, {"Kyiv", "UA"},
		{"US", "US"}, {"Britain", "GB"}, {"Burma", "MM"}, {"Homs province", "SY"}, {"Donbas", "UA"}, {"al-Tanf", "SY"}, {"Sheikh Maqsoud", "SY"},
	} {
		found := g.Lookup(c.name)
		ok := false
		for _, p := range found {
			ok = ok || p.Country == c.country
		}
		if !ok {
			t.Errorf("%s is not in %s", c.name, c.country)
		}
	}
	if p, ok := g.Demonym("Congolese"); !ok || p.ID != "CD" {
		t.Errorf("Congolese is %v, want the first of the two countries", p.ID)
	}
	if p, ok := g.Demonym("Syrians"); !ok || p.ID != "SY" {
		t.Errorf("Syrians are of %q", p.ID)
	}
	if p, ok := g.ByID("170063"); !ok || p.Name != "Aleppo" {
		t.Errorf("170063 is %q", p.Name)
	}
}

// TestCoordinatesHaveSources holds the rule of the supplement: no coordinates without a
// source, no place without a country, a parent or coordinates.
func TestCoordinatesHaveSources(t *testing.T) {
	g, err := load()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, p := range g.places {
		if p.Source == "places.zst" || p.Kind == Country {
			continue
		}
		rows++
		switch {
		case p.Located && p.Source == "":
			t.Errorf("%s has coordinates and no source", p.ID)
		case !p.Located && p.Parent == "" && p.Kind != Sea && p.Kind != Island:
			t.Errorf("%s has neither coordinates nor a parent", p.ID)
		}
	}
	if rows < 1000 {
		t.Errorf("%d places in the supplement, want 1000", rows)
	}
	t.Logf("%d places in the supplement", rows)
}

func TestImportGeoNames(t *testing.T) {
	file := "900001\tTal Nour\tTal Nour\tTell Nour,تل نور\t35.5\t37.5\tP\tPPL\tSY\t\t09\t\t\t\t1200\t\t400\tAsia/Damascus\t2020-01-01\n" +
		"900002\tWell\tWell\t\t35.6\t37.5\tH\tWLL\tSY\t\t09\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01\n"
	rows, err := ImportGeoNames("SY.txt", strings.NewReader(file))
	if err != nil || len(rows) != 1 || rows[0].Kind != Village || len(rows[0].Alternates) != 1 {
		t.Fatalf("rows %+v, %v", rows, err)
	}
	if _, err := ImportGeoNames("SY.txt", strings.NewReader("1\t2\t3\n")); err == nil {
		t.Error("a short line was imported")
	}
	if _, err := ImportGeoNames("SY.txt", strings.NewReader(strings.Replace(file, "35.5", "135.5", 1))); err == nil {
		t.Error("a latitude of 135.5 was imported")
	}
}

func TestImportedPlacesAreFound(t *testing.T) {
	csv := "\ufeffadmin0Pcode,admin1Pcode,admin1Name_en,admin2Pcode,admin2Name_en,latitude,longitude\nSY,SY02,Norhal,SY0201,\"Upper Tellmar\",36.1,37.2\nSY,SY02,Norhal,SY0202,Lower Tellmar,,\n"
	rows, err := ImportPCodes("syr.csv", strings.NewReader(csv))
	if err != nil || len(rows) != 2 {
		t.Fatalf("rows %+v, %v", rows, err)
	}
	rows = append(rows, Row{Place: Place{ID: "SY02", Name: "Norhal", Kind: Province, Country: "SY", Parent: "SY"}})
	var file bytes.Buffer
	if err := WriteSupplement(&file, rows); err != nil {
		t.Fatal(err)
	}
	g, err := Load(with{Embedded(), fstest.MapFS{"supplement/own.tsv": {Data: file.Bytes()}}})
	if err != nil {
		t.Fatal(err)
	}
	found := g.Lookup("Upper Tellmar")
	if len(found) != 1 || found[0].ID != "SY0201" || !found[0].Located || found[0].Parent != "SY02" {
		t.Errorf("found %+v", found)
	}
	if found := g.Lookup("Lower Tellmar"); len(found) != 1 || found[0].Located {
		t.Errorf("found %+v", found)
	}
	if _, err := ImportPCodes("x.csv", strings.NewReader("a,b\n1,2\n")); err == nil {
		t.Error("a table without p-codes was imported")
	}
}

// with is a file system with more files.
type with struct {
	fs.FS
	more fstest.MapFS
}

func (w with) Open(name string) (fs.File, error) {
	if f, err := w.more.Open(name); err == nil && strings.HasSuffix(name, ".tsv") {
		return f, nil
	}
	return w.FS.Open(name)
}

func (w with) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(w.FS, name)
	more, _ := w.more.ReadDir(name)
	return append(list, more...), err
}

func TestDamagedTable(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, []Row{{Place: Place{ID: "1", Name: "Norhal", Kind: City, Country: "SY", Lat: 1, Lon: 2, Located: true}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := parseTable(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	for n := range b.Len() {
		if _, err := parseTable(b.Bytes()[:n]); err == nil {
			t.Fatalf("the first %d bytes opened", n)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Deir al-Zor", "حلب", "\xff\xfe", "Ǆ", "İstanbul", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if again := Fold(folded); again != folded && !strings.ContainsAny(folded, "'") {
			t.Errorf("Fold(%q) = %q, folded again %q", s, folded, again)
		}
		Skeleton(folded)
		WithoutArticle(folded)
	})
}

func FuzzImport(f *testing.F) {
	f.Add("admin1Pcode,admin1Name_en\nSY01,Norhal\n")
	f.Add("900001\tTal Nour\tTal Nour\t\t35.5\t37.5\tP\tPPL\tSY\t\t\t\t\t\t1\t\t\t\t\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string, *strings.Reader) ([]Row, error){
			func(n string, r *strings.Reader) ([]Row, error) { return ImportPCodes(n, r) },
			func(n string, r *strings.Reader) ([]Row, error) { return ImportGeoNames(n, r) },
		} {
			rows, err := read("fuzz", strings.NewReader(s))
			for _, r := range rows {
				if err == nil && (r.Lat < -90 || r.Lat > 90 || r.Lon < -180 || r.Lon > 180) {
					t.Errorf("%+v lies nowhere", r.Place)
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleGazetteer_Lookup() {
	g, err := Load(Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	p := g.Lookup("Halab")[0]
	fmt.Println(p.Name, p.Country)
	// Output: Aleppo SY
}

func TestRestored(t *testing.T) {
	for name, want := range map[string]string{"popay?n": "popayan", "sana?a": "sanaa", "bah?a": "bahia", "homs": "homs"} {
		if got := Restored(name); !slices.Contains(got, want) {
			t.Errorf("Restored(%q) = %q, want %q among them", name, got, want)
		}
	}
	if got := Restored("a?b?c?d"); len(got) != 1 {
		t.Errorf("Restored of three lost letters gives %d names, want itself alone", len(got))
	}
}
