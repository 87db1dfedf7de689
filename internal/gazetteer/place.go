// Package gazetteer answers where a name may lie: places of the world with their
// names, and a curated supplement of the places of current and recent wars. It is
// data behind an fs.FS, opened once and passed to the readers.
package gazetteer

// Kind is what sort of place a place is.
type Kind string

// The kinds of places, from large to small.
const (
	Continent Kind = "continent"
	Country   Kind = "country"
	Region    Kind = "region"   // Region is an area without an office of its own, or across borders: "Darfur", "the Sahel".
	Province  Kind = "province" // Province is a first-order division: state, governorate, oblast.
	District  Kind = "district" // District is a second-order division: county, raion, canton.
	City      Kind = "city"
	Town      Kind = "town"
	Village   Kind = "village"
	Quarter   Kind = "quarter" // Quarter is a part of a city: a neighbourhood, suburb, camp within it.
	Camp      Kind = "camp"    // Camp shelters refugees or displaced people.
	Airport   Kind = "airport"
	Base      Kind = "base"     // Base is of an armed force: air base, barracks, garrison.
	Crossing  Kind = "crossing" // Crossing of a border or of a front line.
	Road      Kind = "road"
	Bridge    Kind = "bridge"
	Dam       Kind = "dam"
	Plant     Kind = "plant" // Plant is works: refinery, power station, mine, oil field.
	River     Kind = "river"
	Lake      Kind = "lake"
	Sea       Kind = "sea" // Sea is any stretch of sea: strait, gulf, ocean.
	Island    Kind = "island"
	Mountain  Kind = "mountain"
	Port      Kind = "port"
	Hospital  Kind = "hospital"
	Site      Kind = "site" // Site is a building or a spot: citadel, square, roundabout, prison.
)

// Precision is the grain of a place of kind k, as stemma.Geo has it.
func (k Kind) Precision() string {
	switch k {
	case Continent, Region, Province, Sea, River, Mountain:
		return "region"
	case Country:
		return "country"
	case District, Island, Lake:
		return "district"
	case City, Town, Village:
		return "city"
	case Quarter:
		return "district"
	}
	return "point"
}

// inTown reports whether what is of kind k lies in a town rather than in a province.
func (k Kind) inTown() bool {
	return k == Quarter || k == Site || k == Hospital || k == Camp || k == Bridge || k == Road
}

// Populated reports whether people live in a place of kind k as in a town.
func (k Kind) Populated() bool { return k == City || k == Town || k == Village || k == Quarter }

// Place is one entry.
type Place struct {
	ID         string // ID is a GeoNames number, an ISO 3166 code, or "file/name" of the supplement.
	Name       string // Name in common English use: "Aleppo".
	Kind       Kind
	Country    string // Country is ISO 3166-1 alpha-2; empty for what lies in several.
	Province   string // Province is the ID of the first-order division, empty when unknown.
	Parent     string // Parent is the ID of the place that holds it, where the supplement gives one.
	Lat, Lon   float64
	Located    bool // Located is false for an entry that has a parent but no coordinates.
	Population int  // Population is 0 when unknown.
	Source     string
	Own        bool // Own says that the user brought the place.
}
