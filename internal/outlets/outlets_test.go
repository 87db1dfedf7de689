package outlets_test

import (
	"strings"
	"testing"

	"stemma/internal/outlets"
)

func TestCuratedTable(t *testing.T) {
	l := outlets.Curated()
	if n := len(l.All()); n < 300 {
		t.Errorf("%d outlets, want at least 300", n)
	}
	kinds := map[string]bool{"newspaper": true, "broadcaster": true, "site": true, "agency": true, "state agency": true, "party outlet": true, "monitor": true, "body": true}
	hosts, names := map[string]string{}, map[string]bool{}
	for _, o := range l.All() {
		if !kinds[o.Kind] {
			t.Errorf("%s has the kind %q", o.Name, o.Kind)
		}
		if len(o.Country) != 2 && o.Name != "Amaq" {
			t.Errorf("%s has the country %q", o.Name, o.Country)
		}
		if names[strings.ToLower(o.Name)] {
			t.Errorf("%s stands twice", o.Name)
		}
		names[strings.ToLower(o.Name)] = true
		for _, h := range o.Hosts {
			if other := hosts[h]; other != "" || strings.HasPrefix(h, "www.") || h != strings.ToLower(h) || strings.Contains(h, "/") {
				t.Errorf("%s has the host %q, which is no host or %q has too", o.Name, h, other)
			}
			hosts[h] = o.Name
		}
	}
}

func TestByHostAndURL(t *testing.T) {
	l := outlets.Curated()
	for _, c := range []struct{ address, want string }{
		{"https://www.arabnews.com/node/1", "Arab News"},
		{"https://english.ahram.org.eg/x", "Ahram Online"},
		{"http://farsi.alarabiya.net/", "Al Arabiya Farsi"},
		{"https://news.bbc.co.uk/x", "BBC"},
		{"https://bbc.co.uk.example.org/x", ""},
		{"not an address", ""},
	} {
		if o, _ := l.ByURL(c.address); o.Name != c.want {
			t.Errorf("ByURL(%q) is %q, want %q", c.address, o.Name, c.want)
		}
	}
}

func TestUserTableReplaces(t *testing.T) {
	user, err := outlets.Parse(strings.NewReader("# mine\nBBC\tbbc.example\tGB\tbroadcaster\nKarsa Wire\tkarsa.example\tSY\tagency\t\tKarsa Wire|KW\n"))
	if err != nil {
		t.Fatal(err)
	}
	l := outlets.Curated().With(user)
	if o, ok := l.ByHost("www.karsa.example"); !ok || !o.Agency() {
		t.Errorf("ByHost gave %+v, %v", o, ok)
	}
	if o, _ := l.ByName("bbc"); len(o.Hosts) != 1 || o.Hosts[0] != "bbc.example" {
		t.Errorf("BBC is %+v, want the user's", o)
	}
	if _, err := outlets.Parse(strings.NewReader("\tno.name\n")); err == nil {
		t.Error("an outlet without a name was taken")
	}
}
