package said

import (
	"regexp"
	"slices"
	"strings"

	"stemma"
)

// Spot is where a claim's event happened, as the record compares places: a
// settlement or region, and the part of it.
type Spot struct {
	Root string // Root is the key of the settlement, road's town or region; empty when unknown.
	Name string // Name of the root: as the claim has it where it names it, else as it is known.
	Part string // Part is what of the root: "east", "castello road", "citadel"; empty for the whole.
}

// SpotOf reads a claim's place. Parts of a settlement ("east Aleppo", "outskirts
// of Palmyra", "Maadi" in "Aleppo") share its root; a region is its own root.
func SpotOf(loc stemma.Location, w World) Spot {
	if loc.Name == "" {
		return Spot{}
	}
	part, name := splitPart(loc.Name)
	if loc.Relation != "" && part == "" {
		part = strings.ToLower(loc.Relation)
	}
	if w.Settlement != nil {
		root, itself := w.Settlement(loc)
		if itself && root != "" {
			return Spot{Key(root), name, part}
		}
		if root != "" {
			at := within(root, part, name)
			if _, in := splitPart(loc.In); Key(in) == at.Root && at.Name == root {
				at.Name = in
			}
			return at
		}
	}
	if _, in := splitPart(loc.In); in != "" && !IsRegion(loc.In) && Key(in) != Key(name) {
		if part != "" && Plain(in) == Plain(name) {
			return Spot{Key(in), in, part}
		}
		return within(in, part, name)
	}
	return Spot{Key(name), name, part}
}

// within is the spot of a name that lies in, or is, the root.
func within(root, part, name string) Spot {
	if Key(root) == Key(name) {
		return Spot{Key(root), name, part}
	}
	return Spot{Key(root), root, strings.TrimSpace(part + " " + Plain(name))}
}

// splitPart takes words of direction and part off the front of a place name:
// "north and centre of Aleppo" is "north centre" and "Aleppo".
func splitPart(name string) (part, rest string) {
	words := strings.Fields(name)
	var parts []string
	i := 0
	for ; i < len(words)-1; i++ {
		w := strings.ToLower(strings.Trim(words[i], ",-"))
		if d := directions[w]; d != "" {
			parts = append(parts, d)
		} else if !partWords[w] {
			break
		} else if !linking[w] {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, " "), strings.Join(words[i:], " ")
}

// IsRegion reports whether a name is that of a country or a region rather than of a
// settlement.
func IsRegion(name string) bool {
	p := Plain(name)
	for _, w := range strings.Fields(p) {
		if regionWords[w] {
			return true
		}
	}
	part, rest := splitPart(name)
	return countries[Plain(rest)] || part != "" && countries[Plain(rest)]
}

var partOf = regexp.MustCompile(`\b(part|parts|half|most|much|some|areas|sections|swathes|quarter|third)\s+of\s+(the\s+)?`)

// parted are the words of which partOf wants one: looking for them is far quicker.
var parted = []string{"part", "half", "most", "much", "some", "areas", "sections", "swathes", "quarter", "third"}

var partOnly = []string{"areas", "territory", "positions", "ground", "villages", "districts", "neighbourhoods", "neighborhoods", "points", "checkpoints"}

// Partial reports whether a claim about its place is about a part of it only: "a
// large part of the Maadi district", "several key areas".
func Partial(c *Claim) bool {
	s := strings.ToLower(c.Said)
	place := Plain(c.Place.Name)
	if slices.ContainsFunc(parted, func(w string) bool { return strings.Contains(s, w) }) {
		for _, m := range partOf.FindAllStringIndex(s, -1) {
			if i := strings.Index(Plain(s[m[1]:]), place); i >= 0 && i < 20 {
				return true
			}
		}
	}
	part, _ := splitPart(c.Place.Name)
	return part == "" && !IsRegion(c.Place.Name) && HasWord(c.Said, partOnly...) && !strings.Contains(Plain(c.Said), place)
}

// Direction is the direction that words give: "west" of "the western edge of the
// town"; empty when none or more than one is given.
func Direction(words string) string {
	found := ""
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !(r >= 'a' && r <= 'z') }) {
		if d := directions[w]; d != "" && d != "centre" {
			if found != "" && found != d {
				return ""
			}
			found = d
		}
	}
	return found
}

var sidePhrase = regexp.MustCompile(`(?i)\b((?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?)\s+(edge|part|side|outskirts|suburbs?|district|entrance|neighbou?rhoods?)\b`)

// Side is the side of its place that a claim's words give: "west edge" of "on the
// western edge of the town"; empty when they give none.
func Side(words string) string {
	m := sidePhrase.FindStringSubmatch(words)
	if m == nil {
		return ""
	}
	return directions[strings.ToLower(m[1])] + " " + strings.ToLower(m[2])
}

// Directions are all the directions that words give, in order, each once.
func Directions(words string) []string {
	var found []string
	seen := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !(r >= 'a' && r <= 'z') }) {
		if d := directions[w]; d != "" && d != "centre" && !seen[d] {
			seen[d] = true
			found = append(found, d)
		}
	}
	return found
}

var directions = func() map[string]string {
	m := map[string]string{}
	for _, d := range []string{"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"} {
		m[d], m[d+"ern"] = d, d
	}
	for _, d := range []string{"central", "centre", "center"} {
		m[d] = "centre"
	}
	return m
}()

var partWords = words(`of the and in part parts edge edges outskirts outskirt suburb suburbs surroundings side sides area areas around near
district districts neighbourhood neighbourhoods neighborhood neighborhoods countryside city town village old new`)

var linking = words(`of the and in city town village`)

var regionWords = words(`province governorate region county state oblast district countryside prefecture canton republic rural desert`)

// countries are the names of states, for places that no gazetteer resolved.
var countries = lines(`afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|belgium|benin|bolivia
bosnia|botswana|brazil|britain|bulgaria|burkina faso|burundi|cambodia|cameroon|canada|central african republic|chad|chile|china|colombia|congo|croatia|cuba
cyprus|denmark|djibouti|dr congo|drc|ecuador|egypt|el salvador|england|eritrea|estonia|ethiopia|finland|france|gabon|gambia|georgia|germany|ghana|greece
guatemala|guinea|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait
kyrgyzstan|laos|latvia|lebanon|liberia|libya|lithuania|macedonia|madagascar|malawi|malaysia|mali|mauritania|mexico|moldova|mongolia|montenegro|morocco
mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|norway|oman|pakistan|palestine|panama|paraguay|peru|philippines
poland|portugal|qatar|romania|russia|rwanda|saudi arabia|senegal|serbia|sierra leone|singapore|slovakia|slovenia|somalia|south africa|south korea|south sudan
spain|sri lanka|sudan|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|tunisia|turkey|turkmenistan|uganda|ukraine|united arab emirates
united kingdom|united states|uruguay|uzbekistan|venezuela|vietnam|yemen|zambia|zimbabwe`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

func lines(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' || r == '\n' }) {
		m[w] = true
	}
	return m
}
