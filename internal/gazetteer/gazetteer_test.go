package gazetteer

import (
	"testing"
	"time"
)

func TestLoadIsQuick(t *testing.T) {
	start := time.Now()
	g, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("loaded in %v", time.Since(start))
	for _, n := range []string{"Aleppo", "Halab", "Palmyra", "Tadmor", "al-Bab", "Deir al Zor", "Qamishli", "al-Qameshli", "Raqqa", "Hasaka", "Homs Province", "Hasaka province", "Manbij", "Geneva", "Texas", "Paris", "Syria", "US", "Shayrat air base", "Tabqa", "Mariupol", "Donetsk region", "Hudaydah", "Hodeidah", "Taiz", "Marib", "Kharkiv", "Bakhmut", "Khan Younis", "Rafah", "El Fasher", "Goma", "Kunduz", "Castello Road"} {
		c := g.Lookup(n)
		how := "lookup"
		if len(c) == 0 {
			c = g.Similar(n)
			how = "similar"
		}
		if len(c) > 3 {
			c = c[:3]
		}
		for _, p := range c {
			t.Logf("%s %s: %s %s %s %s %d %.2f %.2f alt=%v", n, how, p.ID, p.Name, p.Kind, p.Province, p.Population, p.Lat, p.Lon, p.Alternate)
		}
	}
}
