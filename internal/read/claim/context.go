package claim

import (
	"slices"

	"stemma"
	"stemma/internal/text"
)

// context is what a report has established up to a sentence: the place and time that
// its events are at, and the sides that face each other.
type context struct {
	head     int         // head is how many sentences say what the report is about.
	road     spot        // road is the one that the report names most.
	main     spot        // main is the place that the report is about.
	town     spot        // town is the one that it names most, where that place is a country.
	named    int         // named is how often that place is named.
	place    spot        // place is that of the last event that told one.
	placeIn  int         // placeIn is the sentence that established it.
	met      spot        // met is where somebody last met or spoke abroad.
	metIn    int         // metIn is the sentence that told it.
	scene    spot        // scene is the place of the last event, however wide.
	when     stemma.When // when is the time of the last event that told one.
	whenSpan stemma.Span
	whenIn   int         // whenIn is the sentence that established it.
	back     stemma.When // back is the time of the last event of long before the publication.
	backSpan stemma.Span
	backIn   int         // backIn is the sentence that told it.
	said     stemma.When // said is the last day on which somebody is told to have spoken, within the week.
	saidSpan stemma.Span
	lead     stemma.When
	leadSpan stemma.Span
	mentions map[string]int // mentions is how often the report names each actor; known once it is read.
	facing   []facing       // facing are the claims in which one acts against another.
}

// newContext finds what the whole report establishes.
func (r *reader) newContext() context {
	x := context{road: r.mainRoad(), head: r.headLength()}
	x.main, x.town, x.named = r.mainPlace()
	x.lead, x.leadSpan = r.leadDay()
	return x
}

// enter begins a part of the report whose heading names a place: nothing that was told before it
// says where or when things happened there.
func (r *reader) enter(sentence int) {
	p := r.sections[sentence]
	if r.section == p+1 {
		return
	}
	r.section = p + 1
	facing := r.ctx.facing
	r.ctx = r.all
	r.ctx.facing, r.country = facing, r.about
	if p >= 0 {
		r.ctx.main, r.ctx.town, r.ctx.named = r.spotOf(p), spot{}, 1
		if c := r.d.Places[p].Country; c != "" {
			r.country = c
		}
	}
}

// leadDay is the day that the report is about: the first day of an event that its opening
// tells, within a week before publication; unknown where it tells none.
func (r *reader) leadDay() (stemma.When, stemma.Span) {
	d := r.d
	pub := d.Report.Published.When
	for i, t := range d.Times {
		if i > 5 || d.SentenceOf(t.Start) > 4 {
			break
		}
		if !t.When.Known() || t.Set || t.When.Precision != stemma.Day && t.When.Precision != stemma.PartOfDay || !near(t.When, pub) || goesOnFor(r.closed(t.When)) {
			continue
		}
		if role := r.roleOf(d.SentenceOf(t.Start)); role != stemma.Body && role != stemma.Heading || r.ofWords(i) {
			continue // the stamp of the page, the day on which somebody spoke
		}
		return t.When, t.Span
	}
	return stemma.When{}, stemma.Span{}
}

// near reports whether w lies in the week up to the publication.
func near(w, pub stemma.When) bool {
	if !pub.Known() || w.From.IsZero() {
		return false
	}
	days := pub.From.Sub(w.From).Hours() / 24
	return days >= -1 && days <= 7
}

// pass records what the claims of a sentence establish for the next.
func (x *context) pass(r *reader, sentence int, claims []stemma.Claim) {
	if t := r.spokenOn(r.d.Sentences[sentence]); t >= 0 {
		x.said, x.saidSpan = r.d.Times[t].When, r.d.Times[t].Span
	}
	now := slices.ContainsFunc(claims, func(c stemma.Claim) bool { return !r.past(c) && c.Place.Name != "" })
	for _, c := range claims {
		if s := c.Cites[stemma.FieldPlace]; !s.Empty() && s.Start >= c.Sentence.Start && !(now && r.past(c)) {
			if p := text.Covering(r.d.Places, s.Start); p >= 0 {
				if m := r.d.Places[p]; !m.Common && m.Geo.Precision != "country" {
					x.scene = r.spotOf(p)
				}
				switch {
				case !r.setsScene(p) || r.inRow(p):
				case r.abroad(c, p):
					x.met, x.metIn = r.spotOf(p), sentence
				default:
					x.moveTo(r.spotOf(p), sentence, c.Kind)
				}
			}
		}
		if s := c.Cites[stemma.FieldTime]; !s.Empty() && s.Start >= c.Sentence.Start && near(c.When, r.d.Report.Published.When) {
			if goesOnFor(c.When) {
				continue
			}
			x.when, x.whenSpan, x.whenIn = c.When, s, sentence
		} else if !s.Empty() && s.Start >= c.Sentence.Start && !c.When.From.IsZero() && !c.When.To.IsZero() {
			x.back, x.backSpan, x.backIn = c.When, s, sentence
		}
		if hostile(c.Kind) {
			for _, a := range members(c.Actor) {
				for _, b := range members(c.Target) {
					x.face(a, b, c.Place.Name)
				}
			}
		}
	}
}

// past reports whether a claim tells of what was over a month or more before its report, which
// beside news is only what that is compared with: "the biggest gain since it took Velm in May".
func (r *reader) past(c stemma.Claim) bool {
	pub := r.d.Report.Published.When
	return pub.Known() && !c.When.To.IsZero() && pub.From.Sub(c.When.To).Hours() > 24*31
}

// moveTo makes a place the scene of what follows. A town does not replace the part of it where
// the event before was, unless there is fighting in it: what is told next happened there still.
func (x *context) moveTo(s spot, sentence int, kind stemma.Kind) {
	if x.place.within(s) && !hostile(kind) {
		s = x.place
	}
	x.place, x.placeIn = s, sentence
}

// abroad reports whether place p is only where somebody met or spoke, in another country
// than the report's war: Paris in "talks in Paris".
func (r *reader) abroad(c stemma.Claim, p int) bool {
	switch c.Kind {
	case stemma.Talks, stemma.Call, stemma.Accuse, stemma.Assessment, stemma.Agreement:
		return r.country != "" && r.d.Places[p].Country != r.country
	}
	return false
}

// members are the names of the known actors that a party stands for.
func members(p stemma.Party) []string {
	if len(p.Of) > 0 {
		return p.Of
	}
	if p.ID == "" {
		return nil
	}
	return []string{p.Name}
}

// hostile reports whether actor and target of the kind are opponents.
func hostile(k stemma.Kind) bool {
	return k == stemma.Clash || k == stemma.Strike || k == stemma.Control
}

// goesOnFor reports whether a time spans days on which something went on, which date nothing
// that is told next.
func goesOnFor(w stemma.When) bool {
	const most = 3 // days
	return !w.From.IsZero() && !w.To.IsZero() && w.To.Sub(w.From).Hours() > 24*most
}
