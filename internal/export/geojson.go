package export

import (
	"io"

	"stemma"
	"stemma/internal/store"
)

// feature is a claim as GeoJSON (RFC 7946): longitude first.
type feature struct {
	Type       string    `json:"type"`
	Geometry   geometry  `json:"geometry"`
	Properties claimLine `json:"properties"`
}

type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

// writeClaimsGeoJSON writes a feature a line, so that the file can be read both
// whole and line by line.
func writeClaimsGeoJSON(tx store.ReadTx, of Choice, w io.Writer) error {
	if _, err := io.WriteString(w, `{"type":"FeatureCollection","features":[`); err != nil {
		return err
	}
	list := arrayOf{w, "\n"}
	err := eachClaim(tx, of, func(c stemma.Claim, r stemma.Report) error {
		if !c.Place.Geo.Located {
			return nil
		}
		return list.member(feature{
			Type:       "Feature",
			Geometry:   geometry{"Point", [2]float64{c.Place.Geo.Lon, c.Place.Geo.Lat}},
			Properties: lineOf(c, r.Text),
		})
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}
