package export

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// utf8Of is s with what is no UTF-8 replaced.
func utf8Of(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// arrayOf writes members of a JSON array, one a line.
type arrayOf struct {
	w      io.Writer
	before string
}

func (a *arrayOf) member(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.w, a.before+string(b))
	a.before = ",\n"
	return err
}

// writeTimeMap writes a matter an event in the form that TimeMap reads: an array of
// objects whose values are strings, the date as month/day/year. A matter without a day
// and a place has no place in it.
func writeTimeMap(tx store.ReadTx, of Choice, w io.Writer) error {
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	list := arrayOf{w, "\n"}
	err := eachEvent(tx, of, func(e event) error {
		h := e.head
		if h.When.From.IsZero() && !h.Geo.Located {
			return nil
		}
		v := map[string]any{
			"id": h.Matter, "description": h.Question + "\n" + strings.Join(e.sentences, "\n"), "location": h.Place, "type": joined(h.Kinds),
			"category": nth(strings.Split(joined(h.Kinds), "; "), 0), "associations": append([]string{}, strings.Split(joined(h.Kinds), "; ")...),
			"sources": append([]string{}, e.urls...), "comments": fmt.Sprintf("%d reports on %d origins", h.Reports, len(h.Origins)),
		}
		if !h.When.From.IsZero() {
			v["date"], v["time"], v["time_precision"] = h.When.From.Format("01/02/2006"), "", acledTime(h.When)
		}
		if h.Geo.Located {
			v["latitude"], v["longitude"] = coordinate(h.Geo, h.Geo.Lat), coordinate(h.Geo, h.Geo.Lon)
		}
		return list.member(v)
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]\n")
	return err
}

// writeJSONLD writes a claim a node of schema.org's Claim, with the report that it
// appears in.
func writeJSONLD(tx store.ReadTx, of Choice, w io.Writer) error {
	if _, err := io.WriteString(w, `{"@context":"https://schema.org","@graph":[`); err != nil {
		return err
	}
	list := arrayOf{w, "\n"}
	err := eachClaim(tx, of, func(c stemma.Claim, r stemma.Report) error { return list.member(claimNode(c, r)) })
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// node is a thing of schema.org; nil and empty values are left out.
type node map[string]any

func (n node) set(name string, v any) {
	switch v := v.(type) {
	case nil:
		return
	case string:
		if v == "" {
			return
		}
	case node:
		if len(v) <= 1 { // a type alone
			return
		}
	}
	n[name] = v
}

func claimNode(c stemma.Claim, r stemma.Report) node {
	l := lineOf(c, r.Text)
	article := node{"@type": "NewsArticle", "@id": "urn:stemma:report:" + string(r.ID)}
	article.set("headline", r.Title)
	article.set("url", r.URL)
	article.set("datePublished", dayOf(r.Published.When.From))
	article.set("inLanguage", r.Language)
	if r.Outlet != "" {
		article.set("publisher", node{"@type": "NewsMediaOrganization", "name": r.Outlet})
	}
	n := node{"@type": "Claim", "@id": "urn:stemma:claim:" + string(c.ID), "text": utf8Of(l.Span), "appearance": article, "identifier": string(c.ID)}
	switch {
	case c.Speaker.Body == stemma.Newsroom:
		n.set("claimInterpreter", nil)
	case c.Speaker.Person != "":
		person := node{"@type": "Person", "name": c.Speaker.Person}
		if c.Speaker.Body != "" {
			person.set("affiliation", node{"@type": "Organization", "name": c.Speaker.Body})
		}
		n.set("author", person)
	case c.Speaker.Body != "":
		n.set("author", node{"@type": "Organization", "name": c.Speaker.Body})
	}
	about := node{"@type": "Event", "additionalType": string(c.Kind)}
	about.set("startDate", dayOf(c.When.From))
	about.set("endDate", lastDay(c.When))
	about.set("location", placeNode(c.Place))
	if c.Actor.Name != "" {
		about.set("organizer", node{"@type": "Thing", "name": c.Actor.Name})
	}
	n.set("about", about)
	return n
}

func placeNode(l stemma.Location) node {
	n := node{"@type": "Place"}
	n.set("name", l.Name)
	if l.In != "" {
		n.set("containedInPlace", node{"@type": "Place", "name": l.In})
	}
	if l.Geo.Located {
		n.set("geo", node{"@type": "GeoCoordinates", "latitude": l.Geo.Lat, "longitude": l.Geo.Lon})
	}
	return n
}

// writeKML writes a placemark for each chosen matter that has a point.
func writeKML(tx store.ReadTx, of Choice, w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header+`<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Stemma</name>`+"\n"); err != nil {
		return err
	}
	err := eachEvent(tx, of, func(e event) error {
		if !e.head.Geo.Located {
			return nil
		}
		b, err := xml.Marshal(placemarkOf(e))
		if err != nil {
			return err
		}
		_, err = w.Write(append(b, '\n'))
		return err
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "</Document></kml>\n")
	return err
}

type placemark struct {
	XMLName     xml.Name  `xml:"Placemark"`
	ID          string    `xml:"id,attr"`
	Name        string    `xml:"name"`
	Description string    `xml:"description"`
	Span        *timeSpan `xml:"TimeSpan"`
	Data        []datum   `xml:"ExtendedData>Data"`
	Coordinates string    `xml:"Point>coordinates"`
}

type timeSpan struct {
	Begin string `xml:"begin,omitempty"`
	End   string `xml:"end,omitempty"`
}

type datum struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value"`
}

func placemarkOf(e event) placemark {
	h := e.head
	p := placemark{
		ID: h.Matter, Name: plainText(h.Question), Description: plainText(strings.Join(e.sentences, "\n")),
		Coordinates: coordinate(h.Geo, h.Geo.Lon) + "," + coordinate(h.Geo, h.Geo.Lat),
		Data: []datum{
			{"kinds", joined(h.Kinds)}, {"reports", strconv.Itoa(h.Reports)}, {"origins", originNames(h)}, {"disputed", string(h.Relation)},
		},
	}
	if h.When.Known() {
		p.Span = &timeSpan{dayOf(h.When.From), lastDay(h.When)}
	}
	return p
}

// plainText leaves out what XML cannot say.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, utf8Of(s))
}
