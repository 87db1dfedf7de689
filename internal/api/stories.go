package api

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

func (a *API) storyRoutes() {
	get(a, "/stories", "listStories", "The stories", "stories", a.listStories)
	get(a, "/stories/{id}", "getStory", "A story as a tree: its reports and which come from which", "stories", a.getStory)
}

func (a *API) listStories(tx store.ReadTx, in *List) (client.Page[client.Story], error) {
	f := store.StoryFilter{Place: in.Place, Newest: true}
	var err error
	if f.From, f.To, err = in.span(); err != nil {
		return client.Page[client.Story]{}, err
	}
	if f.After, err = in.position(); err != nil {
		return client.Page[client.Story]{}, err
	}
	key := func(st stemma.Story) []string {
		return []string{strconv.FormatInt(seconds(stemma.When{From: st.When.To}), 10), st.ID}
	}
	words := store.Key(in.Q)
	return page(in.Paged, tx.Stories(f), key, func(st stemma.Story) bool { return strings.Contains(store.Key(st.Title), words) },
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
	var reports []stemma.Report
	for _, id := range st.Reports {
		r, err := tx.Heading(id)
		if err != nil {
			return out, err
		}
		reports = append(reports, r)
	}
	slices.SortStableFunc(reports, func(a, b stemma.Report) int {
		return cmp.Or(store.CompareDates(a.Published.When, b.Published.When), cmp.Compare(a.ID, b.ID))
	})
	out.Nodes = each(reports, reportHead)
	for d, err := range tx.Descents(store.PairFilter{Among: st.Reports}) {
		if err != nil {
			return out, err
		}
		out.Edges = append(out.Edges, descent(d))
	}
	// By the report that others come from; those of one report stay in the order of the store.
	slices.SortStableFunc(out.Edges, func(a, b client.Descent) int { return cmp.Compare(a.A, b.A) })
	return out, nil
}
