package api

import (
	"slices"
	"strconv"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

// head is a matter as lists show it.
func head(h store.Head) client.MatterHead {
	out := client.MatterHead{
		ID: h.Matter, Question: h.Question, Slot: h.Slot, Kinds: ids(h.Kinds), Place: h.Place, In: h.In, Geo: geo(h.Geo), Time: h.When.ISO(),
		Moved: minutes(h.Moved), Weight: h.Weight, Claims: h.Claims, Reports: h.Reports, Origins: len(h.Origins), Sides: []string{}, Relation: h.Relation,
	}
	for _, o := range h.Origins {
		if side := string(o.Side); side != "" && !slices.Contains(out.Sides, side) {
			out.Sides = append(out.Sides, side)
		}
	}
	slices.Sort(out.Sides)
	return out
}

// headFilter is what a list of matters asks of the store.
func (in Filter) headFilter() (store.HeadFilter, error) {
	f := store.HeadFilter{
		MatterFilter: store.MatterFilter{Place: in.Place}, Kinds: in.kinds(), Stances: typed[stemma.Stance](in.Stance), Actor: in.Actor, Speaker: in.Speaker,
		Sides: typed[stemma.Side](in.Side), MinOrigins: in.MinOrigins, Words: in.Q,
	}
	var err error
	f.From, f.To, err = in.span()
	return f, err
}

func (a *API) listMatters(tx store.ReadTx, in *matterList) (client.Page[client.MatterHead], error) {
	out := client.Page[client.MatterHead]{Items: []client.MatterHead{}}
	f, err := in.headFilter()
	if err != nil {
		return out, err
	}
	f.Slot, f.Order, f.Limit = stemma.Slot(in.Slot), store.ByMoved, in.Limit+1
	sort := func(h store.Head) int64 { return seconds(h.Moved) }
	if in.Sort == "weight" {
		f.Order = store.ByWeight
		sort = func(h store.Head) int64 { return int64(h.Weight) }
	}
	if f.After, err = in.position(); err != nil {
		return out, err
	}
	var last store.Head
	for h, err := range tx.MatterHeads(f) {
		if err != nil {
			return out, err
		}
		if len(out.Items) == in.Limit {
			out.Next = cursor(strconv.FormatInt(sort(last), 10), last.Matter)
			break
		}
		out.Items = append(out.Items, head(h))
		last = h
	}
	return out, nil
}

// seconds are the Unix seconds at which a time begins, as lists are ordered by.
func seconds(w stemma.When) int64 {
	if w.From.IsZero() {
		return store.Undated
	}
	return w.From.Unix()
}

// position is where a list ordered by a number and an id was left.
func (in Paged) position() (store.Position, error) {
	key, err := in.after(2)
	if err != nil || key == nil {
		return store.Position{}, err
	}
	n, err := strconv.ParseInt(key[0], 10, 64)
	if err != nil {
		return store.Position{}, badCursor
	}
	return store.Position{Sort: n, ID: key[1]}, nil
}
