package story

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"stemma"
)

// Cluster is the stories of a set of reports that is closed under links: groups
// whose members are linked to one another on average, not merely in a chain. Two
// groups are put together while the mean weight of the links between them reaches
// meanLink, the heaviest first.
func Cluster(reports []Facts, links []Link) []stemma.Story {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, func(a, b Facts) int { return cmp.Compare(a.Report, b.Report) })
	g := newGraph(reports, links)
	for {
		a, b, ok := g.closest()
		if !ok {
			break
		}
		g.merge(a, b)
	}
	var out []stemma.Story
	for _, members := range g.members {
		if members != nil {
			out = append(out, storyOf(reports, members))
		}
	}
	slices.SortFunc(out, func(a, b stemma.Story) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Whole is one story of all the reports.
func Whole(reports []Facts) stemma.Story {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, func(a, b Facts) int { return cmp.Compare(a.Report, b.Report) })
	members := make([]int, len(reports))
	for i := range members {
		members[i] = i
	}
	return storyOf(reports, members)
}

// meanLink is the mean weight of links, absent ones counting nothing, from which
// two groups are one story.
const meanLink = 0.4 * Threshold

// graph holds groups of reports and the summed weights of the links between them.
type graph struct {
	members [][]int
	weight  []map[int]float64
}

func newGraph(reports []Facts, links []Link) *graph {
	at := map[stemma.ReportID]int{}
	g := &graph{}
	for i, r := range reports {
		at[r.Report] = i
		g.members = append(g.members, []int{i})
		g.weight = append(g.weight, map[int]float64{})
	}
	for _, l := range links {
		i, ok := at[l.A]
		j, known := at[l.B]
		if ok && known && i != j {
			g.weight[i][j], g.weight[j][i] = l.Weight, l.Weight
		}
	}
	return g
}

// closest is the pair of groups with the heaviest mean link; ties go to the first.
func (g *graph) closest() (a, b int, ok bool) {
	best := 0.0
	for i, row := range g.weight {
		for j, w := range row {
			if j <= i {
				continue
			}
			mean := w / float64(len(g.members[i])*len(g.members[j]))
			if mean >= meanLink && (mean > best || mean == best && (i < a || i == a && j < b)) {
				best, a, b, ok = mean, i, j, true
			}
		}
	}
	return a, b, ok
}

// merge puts group b into group a.
func (g *graph) merge(a, b int) {
	g.members[a] = append(g.members[a], g.members[b]...)
	g.members[b] = nil
	for j, w := range g.weight[b] {
		delete(g.weight[j], b)
		if j != a {
			g.weight[a][j] += w
			g.weight[j][a] = g.weight[a][j]
		}
	}
	g.weight[b] = nil
}

// storyOf names a story by its earliest report, its ID too: a report is in one story
// only, and one more report leaves the ID as it is.
func storyOf(reports []Facts, members []int) stemma.Story {
	var s stemma.Story
	slices.Sort(members)
	first := reports[members[0]]
	count := map[string]int{}
	for _, i := range members {
		r := reports[i]
		s.Reports = append(s.Reports, r.Report)
		if earlier(r, first) {
			first = r
		}
		for _, p := range r.Places {
			count[p]++
		}
		if p := r.Published; p.Known() {
			if s.When.From.IsZero() || p.From.Before(s.When.From) {
				s.When.From = p.From
			}
			if p.To.After(s.When.To) {
				s.When.To = p.To
			}
			s.When.Precision = stemma.Day
		}
	}
	s.Title = first.Title
	for p := range count {
		s.Places = append(s.Places, p)
	}
	slices.SortFunc(s.Places, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	s.Places = s.Places[:min(len(s.Places), maxPlaces)]
	sum := sha256.Sum256([]byte(first.Report))
	s.ID = "story-" + hex.EncodeToString(sum[:8])
	return s
}

func earlier(a, b Facts) bool {
	if a.Published.Known() != b.Published.Known() {
		return a.Published.Known()
	}
	if a.Published.Known() && !a.Published.From.Equal(b.Published.From) {
		return a.Published.From.Before(b.Published.From)
	}
	return a.Report < b.Report
}
