package who

import (
	"cmp"
	"iter"
	"maps"
	"strings"

	"stemma"
	"stemma/internal/actors"
	"stemma/internal/gazetteer"
	"stemma/internal/lookup"
	"stemma/internal/text"
)

// noun is a common noun that stands for an actor: how it is resolved.
type noun struct {
	role  string        // role is looked up for the country of the war.
	kinds []actors.Kind // kinds are those of the antecedents that it may stand for, when no role is known.
	bare  bool          // bare may stand without "the": "rebels said".
	rule  string        // rule is the name that the country's adjective makes: "rebels".
}

var groups = []actors.Kind{actors.ArmedGroup}
var forces = []actors.Kind{actors.StateForce}

// nouns are the common nouns; phrases of several words are tried first.
var nouns = map[string]noun{
	"government forces":       {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"government troops":       {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"government soldiers":     {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"government army":         {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"government":              {role: "government", kinds: []actors.Kind{actors.Government}, rule: "government"},
	"administration":          {role: "government", kinds: []actors.Kind{actors.Government}, rule: "government"},
	"authorities":             {role: "authorities", kinds: []actors.Kind{actors.Government}, bare: true, rule: "government"},
	"regime":                  {role: "regime", kinds: []actors.Kind{actors.StateForce, actors.Government}, rule: "government"},
	"regime forces":           {role: "regime forces", kinds: forces, bare: true, rule: "government forces"},
	"regime troops":           {role: "regime forces", kinds: forces, bare: true, rule: "government forces"},
	"regime soldiers":         {role: "regime forces", kinds: forces, bare: true, rule: "government forces"},
	"army":                    {role: "army", kinds: forces, rule: "forces"},
	"air force":               {role: "air force", kinds: forces, rule: "forces"},
	"army soldiers":           {role: "army", kinds: forces, bare: true, rule: "forces"},
	"army troops":             {role: "army", kinds: forces, bare: true, rule: "forces"},
	"army units":              {role: "army", kinds: forces, bare: true, rule: "forces"},
	"army forces":             {role: "army", kinds: forces, bare: true, rule: "forces"},
	"military":                {role: "military", kinds: forces, rule: "forces"},
	"troops":                  {role: "troops", kinds: forces, bare: true, rule: "forces"},
	"soldiers":                {role: "soldiers", kinds: forces, bare: true, rule: "forces"},
	"security forces":         {role: "army", kinds: forces, bare: true, rule: "security forces"},
	"pro-government forces":   {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro government forces":   {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro-government fighters": {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro government fighters": {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro-government troops":   {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro-regime forces":       {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro-regime fighters":     {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"pro-regime troops":       {role: "pro-government forces", kinds: forces, bare: true, rule: "government forces"},
	"government fighters":     {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"regime fighters":         {role: "regime forces", kinds: forces, bare: true, rule: "government forces"},
	"loyalist forces":         {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"loyalists":               {role: "government forces", kinds: forces, bare: true, rule: "government forces"},
	"rebels":                  {role: "rebels", kinds: groups, bare: true, rule: "rebels"},
	"rebel fighters":          {role: "rebels", kinds: groups, bare: true, rule: "rebels"},
	"rebel forces":            {role: "rebels", kinds: groups, bare: true, rule: "rebels"},
	"rebel groups":            {role: "rebels", kinds: groups, bare: true, rule: "rebels"},
	"rebel factions":          {role: "rebels", kinds: groups, bare: true, rule: "rebels"},
	"armed opposition":        {role: "rebels", kinds: groups, rule: "rebels"},
	"opposition fighters":     {role: "opposition fighters", kinds: groups, bare: true, rule: "rebels"},
	"opposition forces":       {role: "opposition forces", kinds: groups, bare: true, rule: "rebels"},
	"opposition":              {role: "opposition", kinds: []actors.Kind{actors.Movement, actors.ArmedGroup}, rule: "opposition"},
	"insurgents":              {role: "insurgents", kinds: groups, bare: true},
	"separatists":             {role: "separatists", kinds: groups, bare: true, rule: "separatists"},
	"guerrillas":              {role: "guerrillas", kinds: groups, bare: true, rule: "guerrillas"},
	"militants":               {kinds: groups, bare: true},
	"jihadists":               {kinds: groups, bare: true},
	"jihadis":                 {kinds: groups, bare: true},
	"terrorists":              {kinds: groups, bare: true},
	"extremists":              {kinds: groups, bare: true},
	"takfiris":                {kinds: groups, bare: true},
	"takfiri terrorists":      {kinds: groups, bare: true},
	"islamists":               {kinds: groups, bare: true},
	"gunmen":                  {kinds: groups},
	"fighters":                {kinds: groups},
	"attackers":               {kinds: groups},
	"assailants":              {kinds: groups},
	"militia":                 {kinds: groups},
	"militias":                {kinds: groups},
	"group":                   {kinds: groups},
	"terror group":            {kinds: groups},
	"terrorist group":         {kinds: groups},
	"extremist group":         {kinds: groups},
	"militant group":          {kinds: groups},
	"jihadist group":          {kinds: groups},
	"rebel group":             {kinds: groups},
	"armed group":             {kinds: groups},
	"takfiri group":           {kinds: groups},
	"terror groups":           {kinds: groups, bare: true},
	"terrorist groups":        {kinds: groups, bare: true},
	"terrorist organisations": {kinds: groups, bare: true},
	"terrorist organizations": {kinds: groups, bare: true},
	"extremist groups":        {kinds: groups, bare: true},
	"militant groups":         {kinds: groups, bare: true},
	"jihadist groups":         {kinds: groups, bare: true},
	"takfiri groups":          {kinds: groups, bare: true},
	"takfiri militants":       {kinds: groups, bare: true},
	"organisation":            {kinds: []actors.Kind{actors.ArmedGroup, actors.Humanitarian, actors.Monitor, actors.International}},
	"organization":            {kinds: []actors.Kind{actors.ArmedGroup, actors.Humanitarian, actors.Monitor, actors.International}},
	"movement":                {kinds: []actors.Kind{actors.ArmedGroup, actors.Movement}},
	"faction":                 {kinds: groups},
	"paramilitaries":          {role: "paramilitaries", kinds: groups, bare: true},
	"junta":                   {role: "junta", kinds: []actors.Kind{actors.Government, actors.StateForce}, rule: "junta"},
	"coalition":               {role: "coalition", kinds: []actors.Kind{actors.Alliance}},
	"alliance":                {kinds: []actors.Kind{actors.Alliance, actors.ArmedGroup}},
	"monitor":                 {role: "monitor", kinds: []actors.Kind{actors.Monitor}},
	"monitoring group":        {role: "monitoring group", kinds: []actors.Kind{actors.Monitor}},
	"war monitor":             {role: "war monitor", kinds: []actors.Kind{actors.Monitor}},
	"watchdog":                {role: "watchdog", kinds: []actors.Kind{actors.Monitor}},
	"observatory":             {role: "observatory", kinds: []actors.Kind{actors.Monitor}},
	"agency":                  {kinds: []actors.Kind{actors.Agency, actors.International, actors.Humanitarian}},
	"news agency":             {kinds: []actors.Kind{actors.Agency}},
	"ministry":                {kinds: []actors.Kind{actors.StateBody}},
	"center":                  {kinds: []actors.Kind{actors.StateBody, actors.Monitor}},
	"centre":                  {kinds: []actors.Kind{actors.StateBody, actors.Monitor}},
	"tv":                      {kinds: []actors.Kind{actors.Outlet}},
	"channel":                 {kinds: []actors.Kind{actors.Outlet}},
	"charity":                 {kinds: []actors.Kind{actors.Humanitarian}},
	"police":                  {role: "police", kinds: []actors.Kind{actors.StateBody}, bare: true, rule: "police"},
	"local police":            {role: "police", kinds: []actors.Kind{actors.StateBody}, bare: true, rule: "police"},
}

// commonAt reads a common noun that stands for an actor, with "the" and its adjectives
// before it, or bare.
func (c *line) commonAt(i int) int {
	definite := isDefinite(c.words[i].Folded)
	if c.words[i].Folded == "that" && i+1 < len(c.words) && isDefinite(c.words[i+1].Folded) {
		return 0
	}
	if definite && c.words[i].Folded == "that" && c.isConjunction(i) {
		return 0
	}
	if c.owned(i) {
		return 0
	}
	if n := c.monitorAt(i); n > 0 {
		c.addCommon(i, n, nouns["war monitor"], "war monitor")
		return n
	}
	from := i
	if definite || c.words[i].Folded == "a" {
		from++
	}
	for skip := range 3 {
		k := from + skip
		if k >= len(c.words) || c.words[k].Folded == "" || c.words[k].Clitic {
			return 0
		}
		what, n := c.nounAt(k)
		if n > 0 && !c.modifies(k+n) {
			if !definite && !what.bare && c.words[i].Folded != "a" || skip > 0 && !definite {
				return 0
			}
			if c.words[i].Folded == "a" && what.role == "" {
				return 0
			}
			c.addCommon(i, k+n-i, what, gazetteer.Key(c.words[k:k+n]))
			return k + n - i
		}
		if gazetteer.StartsUpper(c.words[k].Written) && k > 0 || !definite || !c.describes(k, skip) {
			return 0
		}
	}
	return 0
}

// monitorAt is how many words "a group that monitors the war" takes at word i.
func (c *line) monitorAt(i int) int {
	k := i + 1
	if f := c.words[i].Folded; f != "a" && f != "an" && f != "the" {
		return 0
	}
	for k < len(c.words) && k < i+5 && !c.lists.watcher.has(c.words[k].Folded) {
		if c.words[k].Folded == "" {
			return 0
		}
		k++
	}
	if k+4 >= len(c.words) || c.words[k+1].Folded != "that" && c.words[k+1].Folded != "which" || !c.lists.watch.has(c.words[k+2].Folded) {
		return 0
	}
	for n := k + 3; n < len(c.words) && n < k+8 && c.words[n].Folded != ""; n++ {
		if c.lists.watched.has(c.words[n].Folded) {
			return n + 1 - i
		}
	}
	return 0
}

// owned reports whether a possessive stands before word i, so that the noun there is
// whoever the owner's are: "its soldiers".
func (c *line) owned(i int) bool {
	if i == 0 {
		return false
	}
	switch c.words[i-1].Folded {
	case "its", "their", "our", "his", "her", "my", "your":
		return true
	}
	return false
}

// unitAt reads a numbered unit of the forces of the report's country: "the 11th Brigade".
func (c *line) unitAt(i int) int {
	k := i
	if c.words[i].Folded == "the" {
		k++
	}
	if k >= len(c.words) || c.country == "" || !isOrdinal(c.words[k].Folded) {
		return 0
	}
	n := k + 1
	for n < len(c.words) && n < k+4 && c.lists.arm.has(c.words[n].Folded) {
		n++
	}
	if n >= len(c.words) || !c.lists.unit.has(c.words[n].Folded) {
		return 0
	}
	n++
	for n < len(c.words) && (c.lists.force.has(c.words[n].Folded) || c.lists.fighters.has(c.words[n].Folded)) {
		n++
	}
	adjective := c.g.Adjective(c.country)
	if adjective == "" || n < len(c.words) && c.words[n].Folded == "of" {
		return 0
	}
	a := text.Actor{Rule: "context/" + c.country}
	a.Party, a.Kind = c.party(cmp.Or(c.l.Role(c.country, "army"), adjective+" forces"), actors.StateForce)
	c.add(i, n-i, a, mark{})
	return n - i
}

// isOrdinal reports whether a word is a number in figures that ranks: "11th".
func isOrdinal(folded string) bool {
	if folded == "" || folded[0] < '0' || folded[0] > '9' {
		return false
	}
	for _, end := range []string{"th", "st", "nd", "rd"} {
		if digits, ok := strings.CutSuffix(folded, end); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
			return true
		}
	}
	return false
}

// describes reports whether word k can stand between "the" and its noun: an adjective
// or a participle; without tags, any one word.
func (c *line) describes(k, skipped int) bool {
	token := c.words[k].Token
	if len(c.d.Tags) <= token {
		return skipped == 0
	}
	tag := c.d.Tags[token]
	return tag.UPOS == "ADJ" || tag.XPOS == "VBN" || tag.XPOS == "VBG" || tag.XPOS == "HYPH" || tag.UPOS == "ADV"
}

// isConjunction reports whether "that" at word i begins a clause.
func (c *line) isConjunction(i int) bool {
	token := c.words[i].Token
	return len(c.d.Tags) > token && (c.d.Tags[token].UPOS == "SCONJ" || c.d.Tags[token].XPOS == "WDT" || c.d.Tags[token].XPOS == "IN")
}

func isDefinite(folded string) bool {
	switch folded {
	case "the", "this", "that", "these", "those":
		return true
	}
	return false
}

// nounStarts are the first words of nouns and sides.
var nounStarts = startsOf(maps.Keys(nouns), maps.Keys(sides))

func startsOf(lists ...iter.Seq[string]) *lookup.Set {
	out := new(lookup.Set)
	for _, phrases := range lists {
		for phrase := range phrases {
			first, _, _ := strings.Cut(phrase, " ")
			out.Put(first, true)
			first, _, _ = strings.Cut(first, "-")
			out.Put(first, true)
		}
	}
	return out
}

// nounAt is the longest common noun at word k.
func (c *line) nounAt(k int) (noun, int) {
	if !nounStarts.Get(c.words[k].Folded) {
		return noun{}, 0
	}
	for n := 3; n > 0; n-- {
		if k+n > len(c.words) {
			continue
		}
		if what, ok := nouns[gazetteer.Key(c.words[k:k+n])]; ok {
			return what, n
		}
		if n < 2 {
			continue
		}
		side, ok := sides[strings.ReplaceAll(gazetteer.Key(c.words[k:k+n-1]), "-", " ")]
		if ok && c.lists.fighters.match(c.words, k+n-1) == 1 {
			return nouns[side], n
		}
	}
	return noun{}, 0
}

// sides are the words that say for whom fighters fight, and the common noun that they
// make with any word for fighters: "pro-government militiamen".
var sides = map[string]string{
	"government": "government forces", "pro government": "government forces", "pro regime": "government forces",
	"regime": "regime forces", "loyalist": "government forces", "state": "government forces", "army": "army soldiers",
	"rebel": "rebels", "opposition": "opposition fighters", "anti government": "rebels", "anti regime": "rebels",
	"insurgent": "insurgents", "separatist": "separatists", "guerrilla": "guerrillas", "paramilitary": "paramilitaries",
	"junta": "junta",
}

// modifies reports whether the noun before word k only modifies what follows: "the
// government offices", "rebel-held".
func (c *line) modifies(k int) bool {
	if k >= len(c.words) {
		return false
	}
	w := c.words[k]
	if k > 0 && w.Token == c.words[k-1].Token {
		return true
	}
	if w.Folded == "held" || w.Folded == "controlled" || w.Folded == "run" || w.Folded == "backed" || w.Folded == "led" {
		return w.Token > 0 && c.d.Word(w.Token-1) == "-"
	}
	if len(c.d.Arcs) > c.words[k-1].Token && !c.parted(c.words[k-1].Token) {
		return strings.HasPrefix(c.d.Arcs[c.words[k-1].Token].Rel, "compound") || strings.HasPrefix(c.d.Arcs[c.words[k-1].Token].Rel, "amod")
	}
	return false
}

// parted reports whether a finite verb stands between a token and the noun that the parser
// lets it modify: "the military confirmed [that] shells …".
func (c *line) parted(token int) bool {
	if len(c.d.Tags) <= token {
		return false
	}
	for k := token + 1; k < c.d.Arcs[token].Head; k++ {
		switch c.d.Tags[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// addCommon keeps a common noun, resolved by the war where a role is known, else left
// for refer to find its antecedent.
func (c *line) addCommon(i, n int, what noun, head string) {
	a := text.Actor{Party: stemma.Party{Name: head}, Rule: "noun"}
	m := mark{common: head}
	country := c.countryFor(what.role, c.d.Tokens[c.words[i].Token].Start)
	if k := c.shortFor(i, n); k >= 0 {
		a.Party, a.Kind, a.Rule, m.common = c.all[k].Party, c.all[k].Kind, "coreference", ""
	} else if what.role != "" && country != "" {
		if name := c.l.Role(country, what.role); name != "" {
			a.Party, a.Kind = c.party(name, actors.StateForce)
			a.Rule, m.common = "context/"+country, ""
		} else if what.rule != "" {
			if adjective := c.g.Adjective(country); adjective != "" {
				kind := actors.StateForce
				if len(what.kinds) > 0 {
					kind = what.kinds[0]
				}
				a.Party, a.Kind = c.party(adjective+" "+what.rule, kind)
				a.Rule, m.common = "context/"+country, ""
			}
		}
	}
	c.add(i, n, a, m)
}

// shortFor is the body named before whose name ends in the capitalised noun at words [i, i+n) and
// has more of it: the Orlo National Coalition for "the Coalition"; -1 for none.
func (c *line) shortFor(i, n int) int {
	last := c.words[i+n-1].Written
	if !gazetteer.StartsUpper(last) || gazetteer.AllUpper(last) || c.words[i+n-1].Token == c.d.Sentences[c.index].First {
		return -1
	}
	for k := len(c.all) - 1; k >= max(0, len(c.all)-lookBack); k-- {
		m := c.all[k]
		if m.Person || m.Party.ID == "" || m.Rule != "alias" && m.Rule != "name" {
			continue
		}
		words := strings.Fields(m.Of(c.d.Text()))
		if len(words) > 1 && words[len(words)-1] == last && gazetteer.StartsUpper(words[len(words)-2]) {
			return k
		}
	}
	return -1
}

// peopleAt reads those who say things without a name: "Aleppo residents", "a source
// in Hasaka", "opposition activists".
func (c *line) peopleAt(i int) int {
	k := i
	if n := c.placeWords(i); n > 0 {
		k += n
		for k < i+n+3 && k < len(c.words) && c.lists.people.match(c.words, k) == 0 && c.qualifies(k) {
			k++
		}
	}
	n := c.lists.people.match(c.words, k)
	if n == 0 || c.modifies(k+n) {
		return 0
	}
	if e, ok := nouns[gazetteer.Key(c.words[k:k+n])]; ok && e.role != "" && k == i {
		return 0
	}
	end := k + n
	name := gazetteer.Key(c.words[k:end])
	if a, ok := c.foreign(i, k, end); ok {
		c.add(i, end-i, a, mark{plural: true})
		return end - i
	}
	if k > i {
		name = c.written(i, end)
	} else if place := c.opened(); place != "" && c.lists.inhabitants.whole(name) && !c.placed(end) {
		name = place + " " + name
	} else if nation := c.nationOf(k, end); nation != "" && (i == 0 || c.words[i-1].Folded != "the") {
		name = nation + " " + name
	} else if end+1 < len(c.words) && (c.words[end].Folded == "in" || c.words[end].Folded == "of" || c.words[end].Folded == "from") {
		if m, place := c.placeBehind(end + 1); m > 0 {
			if strings.HasSuffix(name, "source") || strings.HasSuffix(name, "sources") {
				name += " in " + place
			} else {
				name = place + " " + name
			}
			end += 1 + m
		}
	}
	c.add(i, end-i, text.Actor{Party: stemma.Party{Name: name}, Kind: string(actors.People), Rule: "people"}, mark{})
	return end - i
}

// nationOf is the adjective of the country that officials without one belong to: that of
// the report, where nothing behind them says whose they are.
func (c *line) nationOf(k, end int) string {
	if !c.sure || c.lists.statePeople.match(c.words, k) != end-k {
		return ""
	}
	if end < len(c.words) && (c.words[end].Folded == "in" || c.words[end].Folded == "of" || c.words[end].Folded == "from") {
		return ""
	}
	return c.g.Adjective(c.country)
}

// qualifies reports whether word k can stand between a place and its people: "hospital"
// in "Aleppo hospital sources".
func (c *line) qualifies(k int) bool {
	w := c.words[k]
	if w.Folded == "" || w.Clitic || strings.Trim(w.Folded, "0123456789") == "" || gazetteer.StartsUpper(w.Written) {
		return false
	}
	if len(c.d.Tags) <= w.Token {
		return true
	}
	switch c.d.Tags[w.Token].UPOS {
	case "NOUN", "ADJ", "PROPN", "PUNCT":
		return true
	}
	return false
}

// written is the words as written, in one string.
func (c *line) written(i, end int) string {
	var out []string
	for _, w := range c.words[i:end] {
		out = append(out, w.Written)
	}
	return strings.Join(out, " ")
}

// placeWords is how many words of a place that is no adjective begin at word i.
func (c *line) placeWords(i int) int {
	at := c.placeOf[c.words[i].Token]
	if at < 0 || c.d.Places[at].Common || c.d.Places[at].First != c.words[i].Token {
		return 0
	}
	n := 0
	for i+n < len(c.words) && c.words[i+n].Token < c.d.Places[at].Last {
		n++
	}
	return n
}

// placeBehind is how many words a place takes at word k, with "the" before it, and its name.
func (c *line) placeBehind(k int) (int, string) {
	n := 0
	if c.words[k].Folded == "the" {
		n++
	}
	if k+n >= len(c.words) {
		return 0, ""
	}
	at := c.placeOf[c.words[k+n].Token]
	if at < 0 || c.d.Places[at].Demonym {
		return 0, ""
	}
	for k+n < len(c.words) && c.words[k+n].Token < c.d.Places[at].Last {
		n++
	}
	return n, c.d.Places[at].Name
}
