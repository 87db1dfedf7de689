package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/internal/page"
	"stemma/internal/record/reprint"
	"stemma/internal/record/story"
	"stemma/internal/record/tally"
	"stemma/internal/text"
)

// Record takes the figures of the record: near-duplicate pairs, stories of incidents
// and of world news, killed and injured per incident. What a folder does not hold is
// left out.
func Record(data string, read func(*stemma.Report) *text.Doc) ([]Figure, error) {
	var out []Figure
	for _, part := range []func(string, func(*stemma.Report) *text.Doc) ([]Figure, error){duplicates, incidents, newsStories} {
		figures, err := part(data, read)
		if err != nil {
			return nil, fmt.Errorf("take figures of the record: %w", err)
		}
		out = append(out, figures...)
	}
	return out, nil
}

// input is one report of a set, before it is read.
type input struct {
	id, outlet, title, text, date string
	gold                          string // gold is the cluster it belongs to.
}

// readInputs reads the inputs on all cores, in order.
func readInputs(read func(*stemma.Report) *text.Doc, inputs []input) []*text.Doc {
	docs := make([]*text.Doc, len(inputs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				in := inputs[i]
				a, _ := page.FromText(in.text, page.Hints{ID: stemma.ReportID(in.id), Outlet: in.outlet, Title: in.title, Published: in.date})
				docs[i] = read(&a)
			}
		})
	}
	for i := range inputs {
		next <- i
	}
	close(next)
	wg.Wait()
	return docs
}

// duplicateFrom and alikeFrom bound the share of runs of five words: pairs from the
// one up must be linked, pairs below the other must not, those between are left out.
const (
	duplicateFrom = 0.5
	alikeFrom     = 0.15
)

// duplicates takes the F1 of near-duplicate pairs: reports that the record has as
// versions of one text, against pairs with their share of runs of words.
func duplicates(data string, read func(*stemma.Report) *text.Doc) ([]Figure, error) {
	reports, err := readRows(filepath.Join(data, "syria", "reports.jsonl"))
	if err != nil || len(reports) == 0 {
		return nil, err
	}
	pairs, err := readRows(filepath.Join(data, "syria", "near-duplicates.jsonl"))
	if err != nil {
		return nil, err
	}
	shared := map[[2]string]float64{}
	for _, p := range pairs {
		v, _ := parseNumber(p.str("containment5"))
		shared[pairKey(p.str("unit_id_a"), p.str("unit_id_b"))] = v
	}
	linked := versions(readInputs(read, syriaInputs(reports)))
	total, right, wrong := 0, 0, 0
	for key, v := range shared {
		if v >= duplicateFrom && key[0] != key[1] {
			total++
		}
	}
	for key := range linked {
		switch v := shared[key]; {
		case v >= duplicateFrom:
			right++
		case v < alikeFrom:
			wrong++
		}
	}
	_, _, f := prf(right, right+wrong, total)
	return []Figure{{"record.duplicates.f1", f}}, nil
}

func pairKey(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// syriaInputs are the reports, each id once.
func syriaInputs(rows []row) []input {
	seen := map[string]bool{}
	var out []input
	for _, r := range rows {
		if id := r.str("id"); !seen[id] {
			seen[id] = true
			out = append(out, input{id: id, outlet: r.str("outlet"), title: r.str("title"), text: r.str("text")})
		}
	}
	return out
}

// versions are the pairs of reports that are versions of one text.
func versions(docs []*text.Doc) map[[2]string]bool {
	measured := make([]*reprint.Measured, len(docs))
	carriers := map[uint64][]int{}
	for i, d := range docs {
		t := reprintText(d)
		measured[i] = reprint.Measure(t)
		for _, s := range t.Sentences {
			for _, f := range reprint.Fingerprints(s.Words) {
				if list := carriers[f]; len(list) == 0 || list[len(list)-1] != i {
					carriers[f] = append(list, i)
				}
			}
		}
	}
	seen, out := map[[2]int]bool{}, map[[2]string]bool{}
	for _, list := range carriers {
		for x, i := range list {
			for _, j := range list[x+1:] {
				if seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				a, b := measured[i], measured[j]
				d, ok := reprint.Descend(a.Text, b.Text, reprint.Compare(a, b))
				if ok && d.Relation != stemma.CommonWire {
					out[pairKey(string(a.Text.Report), string(b.Text.Report))] = true
				}
			}
		}
	}
	return out
}

// reprintText is a report's body sentences.
func reprintText(d *text.Doc) reprint.Text {
	t := reprint.Text{Report: d.Report.ID, Outlet: d.Report.Outlet, Published: d.Report.Published.When}
	for _, a := range d.Report.Agencies {
		t.Agencies = append(t.Agencies, a.Agency)
	}
	for _, s := range d.Sentences {
		if d.Report.Blocks[s.Block].Role == stemma.Body {
			t.Sentences = append(t.Sentences, stemma.SentenceRef{Report: t.Report, Span: s.Span, Words: s.Of(d.Report.Text)})
		}
	}
	return t
}

// incidents takes the B-cubed F1 of stories over local reports of incidents, and the
// share of incidents whose best figures of killed and injured are right.
func incidents(data string, read func(*stemma.Report) *text.Doc) ([]Figure, error) {
	rows, err := readRows(filepath.Join(data, "story", "incidents.jsonl"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	facts, err := readRows(filepath.Join(data, "story", "incident-facts.jsonl"))
	if err != nil {
		return nil, err
	}
	var inputs []input
	for i, row := range rows {
		title := row.str("title") // a headline is a part of its report
		inputs = append(inputs, input{id: fmt.Sprintf("%04d", i), title: title, text: title + "\n\n" + row.str("text"), date: row.str("dct"), gold: row.str("incident")})
	}
	docs := readInputs(read, inputs)
	out := []Figure{{"record.story.incidents.b3", stories(docs, inputs)}}
	of := map[string][]tally.Hurt{}
	for i, d := range docs {
		of[inputs[i].gold] = append(of[inputs[i].gold], tally.OfReport(d))
	}
	killed, injured, n := 0, 0, 0
	for _, f := range facts {
		docs := of[f.str("incident")]
		if len(docs) == 0 {
			continue
		}
		n++
		k, w := tally.BestOf(docs)
		if v, ok := parseNumber(f.str("num_killed")); ok && k == v {
			killed++
		}
		if v, ok := parseNumber(f.str("num_injured")); ok && w == v {
			injured++
		}
	}
	return append(out, Figure{"record.incident.killed", share(killed, n)}, Figure{"record.incident.injured", share(injured, n)}), nil
}

// newsStories takes the B-cubed F1 of stories over world news.
func newsStories(data string, read func(*stemma.Report) *text.Doc) ([]Figure, error) {
	files, err := filepath.Glob(filepath.Join(data, "story", "*", "*.json"))
	if err != nil || len(files) == 0 {
		return nil, err
	}
	var inputs []input
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var a struct {
			Title, Text, DID string
			DatePublish      string `json:"date_publish"`
			NewsCluster      struct{ Event string }
		}
		if err := json.Unmarshal(raw, &a); err != nil {
			return nil, fmt.Errorf("read %s: %w", filepath.Base(name), err)
		}
		date, _, _ := strings.Cut(a.DatePublish, "T")
		inputs = append(inputs, input{id: filepath.Base(name), title: a.Title, text: a.Text, date: date, gold: a.NewsCluster.Event})
	}
	return []Figure{{"record.story.news.b3", stories(readInputs(read, inputs), inputs)}}, nil
}

// stories is the B-cubed F1 of the stories that the reports are put into.
func stories(docs []*text.Doc, inputs []input) float64 {
	var facts []story.Facts
	carriers := map[story.Key][]int{}
	for i, d := range docs {
		f := story.Of(d)
		facts = append(facts, f)
		for _, k := range story.Keys(f) {
			carriers[k] = append(carriers[k], i)
		}
	}
	seen := map[[2]int]bool{}
	var links []story.Link
	for _, list := range carriers {
		for x, i := range list {
			for _, j := range list[x+1:] {
				if i == j || seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				if l, ok := story.Compare(facts[i], facts[j]); ok {
					links = append(links, l)
				}
			}
		}
	}
	slices.SortFunc(links, func(a, b story.Link) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	found := map[stemma.ReportID]string{}
	for _, s := range story.Cluster(facts, links) {
		for _, id := range s.Reports {
			found[id] = s.ID
		}
	}
	gold := map[stemma.ReportID]string{}
	for _, in := range inputs {
		gold[stemma.ReportID(in.id)] = in.gold
	}
	return bCubed(gold, found)
}

// bCubed is the F1 of the B-cubed precision and recall of clusters.
func bCubed(gold, found map[stemma.ReportID]string) float64 {
	byGold, byFound := map[string][]stemma.ReportID{}, map[string][]stemma.ReportID{}
	for id, g := range gold {
		byGold[g] = append(byGold[g], id)
		byFound[found[id]] = append(byFound[found[id]], id)
	}
	p, r := 0.0, 0.0
	for id, g := range gold {
		both := 0
		for _, o := range byFound[found[id]] {
			if gold[o] == g {
				both++
			}
		}
		p += share(both, len(byFound[found[id]]))
		r += share(both, len(byGold[g]))
	}
	n := float64(len(gold))
	return harmonic(p/n, r/n)
}
