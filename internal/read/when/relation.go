package when

// relations are the words before a point that bound it, longest first.
var relations = []struct {
	words     []string
	relation  Relation
	inclusive bool
}{
	{[]string{"ever", "since"}, Since, true},
	{[]string{"since"}, Since, true},
	{[]string{"as", "early", "as"}, Since, true},
	{[]string{"starting", "from"}, Since, true}, {[]string{"starting", "on"}, Since, true}, {[]string{"starting"}, Since, true},
	{[]string{"beginning", "on"}, Since, true}, {[]string{"beginning", "in"}, Since, true}, {[]string{"beginning", "from"}, Since, true},
	{[]string{"as", "of"}, Since, true},
	{[]string{"from"}, Since, true},
	{[]string{"no", "earlier", "than"}, Since, true}, {[]string{"not", "earlier", "than"}, Since, true},
	{[]string{"on", "or", "after"}, Since, true},
	{[]string{"no", "later", "than"}, Before, true}, {[]string{"not", "later", "than"}, Before, true},
	{[]string{"on", "or", "before"}, Before, true},
	{[]string{"as", "late", "as"}, Before, true},
	{[]string{"until", "as", "late", "as"}, Until, true},
	{[]string{"prior", "to"}, Before, false}, {[]string{"before"}, Before, false},
	{[]string{"earlier", "than"}, Before, false}, {[]string{"sooner", "than"}, Before, false},
	{[]string{"leading", "up", "to"}, Before, false}, {[]string{"ahead", "of"}, Before, false},
	{[]string{"until"}, Until, false}, {[]string{"till"}, Until, false}, {[]string{"up", "until"}, Until, false}, {[]string{"up", "to"}, Until, false},
	{[]string{"through"}, Until, true},
	{[]string{"after"}, After, false}, {[]string{"later", "than"}, After, false}, {[]string{"following"}, After, false},
	{[]string{"by"}, By, true},
}

// related reads a point with a word before or behind it that bounds it: "since
// midnight", "1 May and later".
func (p *parser) related(i int) Expression {
	var best Expression
	for _, r := range relations {
		if !p.is(i, r.words...) {
			continue
		}
		j := i + len(r.words)
		if p.oneOf(j, "about", "around", "approximately", "at", "on", "in", "the") && !p.is(j, "the") {
			j++
		}
		pt, n := p.compose(j)
		if n == 0 || pt.Modest || r.words[0] == "following" && pt.Form == NoDate || (r.relation == Since || r.relation == After) && r.words[0] != "since" && pt.Form == Shifted && pt.Of == nil && pt.From == FromThen {
			continue
		}
		if r.words[0] == "through" && (p.is(j, "the") || pt.Form == NoDate || pt.Form == Stretch) {
			continue // "through the night" lasts, it does not end
		}
		if r.words[0] == "from" && (pt.Form == Nth || pt.Form == Stretch) {
			continue
		}
		if j+n > best.Last {
			best = Expression{First: i, Core: j, Last: j + n, Kind: AtPoint, Relation: r.relation, Inclusive: r.inclusive, Point: pt, Rule: string(r.relation)}
		}
	}
	if best.Last > 0 {
		if best.Relation == Since && (p.is(best.Last, "on") || p.is(best.Last, "onwards") || p.is(best.Last, "onward")) && p.at(best.First) == "from" {
			best.Last++
		}
		return best
	}
	e := p.point(i)
	if e.Last == 0 {
		return Expression{}
	}
	switch {
	case p.is(e.Last, "and", "later"), p.is(e.Last, "or", "later"), p.is(e.Last, "or", "after"), p.is(e.Last, "and", "after"), p.is(e.Last, "and", "onwards"), p.is(e.Last, "or", "afterwards"):
		e.Relation, e.Inclusive, e.Last = Since, true, e.Last+2
	case p.is(e.Last, "or", "earlier"), p.is(e.Last, "and", "earlier"), p.is(e.Last, "or", "before"), p.is(e.Last, "and", "before"):
		e.Relation, e.Inclusive, e.Last = Before, true, e.Last+2
	case p.is(e.Last, "onwards"), p.is(e.Last, "onward"):
		e.Relation, e.Inclusive, e.Last = Since, true, e.Last+1
	default:
		return Expression{}
	}
	e.Rule = string(e.Relation)
	return e
}
