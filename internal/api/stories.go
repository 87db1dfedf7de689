package api

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

func (a *API) storyRoutes() {
	get(a, "/stories", "listStories", "The stories", "stories", a.listStories)
	get(a, "/stories/{id}", "getStory", "A story as a tree: its reports and which come from which", "stories", a.getStory)
}

func (a *API) listStories(tx store.ReadTx, in *List) (client.Page[client.Story], error) {
	from, to, err := in.span()
	if err != nil {
		return client.Page[client.Story]{}, err
	}
	during := stemma.When{From: from, To: to}
	return page(in.Paged, tx.Stories(store.StoryFilter{Place: in.Place}), func(st stemma.Story) string { return st.ID },
		func(st stemma.Story) (bool, error) { return !during.Known() || st.When.Overlaps(during), nil },
		func(st stemma.Story) (client.Story, error) { return story(st), nil })
}

func (a *API) getStory(tx store.ReadTx, in *byID) (client.StoryTree, error) {
	var out client.StoryTree
	for st, err := range tx.Stories(store.StoryFilter{ID: in.ID}) {
		if err != nil {
			return out, err
		}
		return storyTree(tx, st)
	}
	return out, notFound("story", in.ID)
}

func storyTree(tx store.ReadTx, st stemma.Story) (client.StoryTree, error) {
	out := client.StoryTree{Story: story(st), Nodes: []client.ReportHead{}, Edges: []client.Descent{}}
	in := map[stemma.ReportID]bool{}
	var reports []stemma.Report
	for _, id := range st.Reports {
		r, err := tx.Report(id)
		if err != nil {
			return out, err
		}
		in[id] = true
		reports = append(reports, r)
	}
	slices.SortStableFunc(reports, func(a, b stemma.Report) int {
		return cmp.Or(store.CompareDates(a.Published.When, b.Published.When), cmp.Compare(a.ID, b.ID))
	})
	out.Nodes = each(reports, reportHead)
	for _, id := range st.Reports {
		for d, err := range tx.Descents(store.PairFilter{Report: id}) {
			if err != nil {
				return out, err
			}
			if d.A == id && in[d.B] {
				out.Edges = append(out.Edges, descent(d))
			}
		}
	}
	return out, nil
}
