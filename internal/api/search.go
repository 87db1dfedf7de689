package api

import (
	"strconv"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/explain"
	"stemma/internal/store"
)

func (a *API) searchRoutes() {
	get(a, "/search", "search", "Reports, claims, places, actors and matters that have the words", "search", a.search)
}

type searchInput struct {
	Moment
	Paged
	Q    string   `query:"q" required:"true" minLength:"1" maxLength:"500" doc:"Words to look for, all of them; the last one may be a beginning of three letters or more."`
	Noun []string `query:"noun" maxItems:"6" enum:"place,actor,speaker,matter,claim,report" doc:"Only these; all when absent."`
}

// most is how many of each noun but reports a search shows beside others.
const most = 10

// search shows names first, then questions and claims, then reports, the best first.
// The pages after the first go on with reports.
func (a *API) search(tx store.ReadTx, in *searchInput) (client.Page[client.Hit], error) {
	out := client.Page[client.Hit]{Items: []client.Hit{}}
	from := 0
	after, err := in.after(1)
	if err != nil {
		return out, err
	}
	if after != nil {
		if from, err = strconv.Atoi(after[0]); err != nil || from < 0 || from > deepest {
			return out, badCursor
		}
	}
	s := searching{a: a, tx: tx, p: newPapers(tx), q: in.Q, asked: wordsOf(in.Q), only: in.Noun}
	s.most = min(most, in.Limit)
	if len(in.Noun) == 1 {
		s.most = in.Limit
	}
	if from == 0 {
		for _, find := range []func() error{s.names, s.matters, s.claims} {
			if err := find(); err != nil {
				return out, err
			}
		}
		out.Items = append(out.Items, s.hits...)
		out.Items = out.Items[:min(len(out.Items), in.Limit)]
	}
	if !s.wanted("report") {
		return out, nil
	}
	room := in.Limit - len(out.Items)
	found, err := tx.Search(s.words(), from+room+1)
	if err != nil {
		return out, err
	}
	for i, f := range found {
		switch {
		case i < from:
		case i == from+room:
			if i <= deepest {
				out.Next = cursor(strconv.Itoa(i))
			}
		default:
			h, err := s.report(f)
			if err != nil {
				return out, err
			}
			out.Items = append(out.Items, h)
		}
	}
	return out, nil
}

// deepest is how far into the reports pages of a search go.
const deepest = 2000

// searching is one search.
type searching struct {
	a     *API
	tx    store.ReadTx
	p     *papers
	q     string
	asked []string // asked are the words, folded
	only  []string
	most  int
	hits  []client.Hit
}

func (s *searching) wanted(noun string) bool {
	if len(s.only) == 0 {
		return true
	}
	for _, n := range s.only {
		if n == noun {
			return true
		}
	}
	return false
}

func (s *searching) words() []string { return strings.Fields(s.q) }

// wordsOf are the words of a question, folded.
func wordsOf(q string) []string {
	var out []string
	for _, w := range wordSpans(q, stemma.Span{End: len(q)}) {
		if k := store.Key(w.Of(q)); k != "" {
			out = append(out, k)
		}
	}
	return out
}

// names finds places, actors and speakers, those with most claims first.
func (s *searching) names() error {
	key := store.Key(s.q)
	if key == "" {
		return nil
	}
	for _, role := range []store.NameRole{store.NamePlace, store.NameActor, store.NameSpeaker} {
		if !s.wanted(string(role)) {
			continue
		}
		var best []store.NameCount
		for n, err := range s.tx.Names(role) {
			if err != nil {
				return err
			}
			if strings.Contains(" "+store.Key(n.Name), " "+key) {
				best = keepMost(best, n, s.most)
			}
		}
		for _, n := range best {
			s.hits = append(s.hits, client.Hit{Noun: string(role), ID: n.Name, Title: n.Name, Text: n.In, Marks: []stemma.Span{}, Score: float64(n.Claims)})
		}
	}
	return nil
}

// keepMost puts n among the names with most claims.
func keepMost(best []store.NameCount, n store.NameCount, room int) []store.NameCount {
	at := len(best)
	for at > 0 && best[at-1].Claims < n.Claims {
		at--
	}
	best = append(best[:at], append([]store.NameCount{n}, best[at:]...)...)
	return best[:min(len(best), room)]
}

func (s *searching) matters() error {
	if !s.wanted("matter") || len(s.asked) == 0 {
		return nil
	}
	f := store.HeadFilter{Words: s.q, Order: store.ByWeight, Limit: s.most}
	for h, err := range s.tx.MatterHeads(f) {
		if err != nil {
			return err
		}
		s.hits = append(s.hits, client.Hit{Noun: "matter", ID: h.Matter, Title: h.Question, Marks: []stemma.Span{}, Score: float64(h.Weight)})
	}
	return nil
}

func (s *searching) claims() error {
	if !s.wanted("claim") || len(s.asked) == 0 {
		return nil
	}
	for c, err := range s.tx.Claims(store.ClaimFilter{Words: s.q, Newest: true, Limit: s.most}) {
		if err != nil {
			return err
		}
		r, err := s.p.of(c.Report)
		if err != nil {
			return err
		}
		text := words(r, c.Sentence)
		s.hits = append(s.hits, client.Hit{
			Noun: "claim", ID: string(c.ID), Title: explain.ClaimSays(c), Text: text, Marks: marksOf(text, s.asked),
			Where: &client.Stand{Report: string(r.ID), Span: c.Sentence, Outlet: r.Outlet, Published: published(r), Claim: string(c.ID)},
		})
	}
	return nil
}

func (s *searching) report(f store.ReportScore) (client.Hit, error) {
	r, err := s.p.of(f.Report)
	if err != nil {
		return client.Hit{}, err
	}
	span := around(r.Text, s.asked)
	text := words(r, span)
	return client.Hit{
		Noun: "report", ID: string(r.ID), Title: r.Title, Text: text, Marks: marksOf(text, s.asked), Score: f.Score,
		Where: &client.Stand{Report: string(r.ID), Span: span, Outlet: r.Outlet, Published: published(r)},
	}, nil
}

// matches reports whether a folded word is one of those asked for; the last of them may
// be its beginning.
func matches(word string, asked []string) bool {
	for i, a := range asked {
		if word == a || i == len(asked)-1 && store.Begins(a) && strings.HasPrefix(word, a) {
			return true
		}
	}
	return false
}

// marksOf are the words of text that were asked for.
func marksOf(text string, asked []string) []stemma.Span {
	out := []stemma.Span{}
	for _, w := range wordSpans(text, stemma.Span{End: len(text)}) {
		if matches(store.Key(w.Of(text)), asked) {
			out = append(out, w)
		}
	}
	return out
}

// Around a found word, so many bytes are shown before and after it.
const (
	shownBefore = 80
	shownAfter  = 200
)

// around is the stretch of text about the first word that was asked for, on the bounds
// of words; the beginning when there is none.
func around(text string, asked []string) stemma.Span {
	all := wordSpans(text, stemma.Span{End: len(text)})
	hit := 0
	for i, w := range all {
		if matches(store.Key(w.Of(text)), asked) {
			hit = i
			break
		}
	}
	if len(all) == 0 {
		return stemma.Span{}
	}
	first, last := hit, hit
	for first > 0 && all[hit].Start-all[first-1].Start <= shownBefore {
		first--
	}
	for last+1 < len(all) && all[last+1].End-all[hit].Start <= shownAfter {
		last++
	}
	return stemma.Span{Start: all[first].Start, End: all[last].End}
}
