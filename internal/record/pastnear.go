package record

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/internal/store"
)

// Two reports that share no telling keys are compared when few carry the keys that they
// do share, or one of them is an anchor of enough. So a pair that was compared then
// may not be now, when more carry the keys: it was near then. What such a pair shares is
// a key that more carry now than are compared with one another and that either fewer
// carried then, or of which one of the two was an anchor and is none now: it fell.

// keyAt is a key of a shelf.
type keyAt struct {
	on  store.Shelf
	key int64
}

// heads are the first places of a key, up to one more than a crowd, now and then, of a key
// that more carry now than are all compared with one another.
type heads struct {
	star      store.Star
	now, then []int64
	common    bool    // common means that there are so many; of other keys nothing else is told.
	fell      []int64 // fell are the places of those that were anchors then and are none now.
}

// gained reports whether the key brought two reports together then that it leaves apart
// now.
func (h *heads) gained() bool { return h.common && (h.few() || len(h.fell) > 0) }

// few reports whether all that carried the key then were compared with one another.
func (h *heads) few() bool { return len(h.then) <= h.star.Few }

// anchors are the places of anchors in a list of first places.
func (h *heads) anchors(list []int64) []int64 {
	return list[:min(h.star.Anchors(len(list)), len(list))]
}

// headsOf are the heads of a key.
func (k *copiesThen) headsOf(at keyAt) (*heads, error) {
	if err := k.lookAt(at.on, []int64{at.key}); err != nil {
		return nil, err
	}
	return k.heads[at], nil
}

// lookAt looks up the heads of those of some keys that were not met.
func (k *copiesThen) lookAt(on store.Shelf, keys []int64) error {
	var strange, common []int64
	for _, key := range keys {
		if k.heads[keyAt{on, key}] == nil {
			strange = append(strange, key)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	star := starOf(on)
	now, err := k.tx.Heads(on, strange, store.Crowd+1, never)
	if err != nil {
		return err
	}
	for i, key := range strange {
		k.heads[keyAt{on, key}] = &heads{star: star, now: now[i], common: len(now[i]) > star.Few}
		if len(now[i]) > star.Few {
			common = append(common, key)
		}
	}
	if len(common) == 0 {
		return nil
	}
	then, err := k.tx.Heads(on, common, store.Crowd+1, k.at)
	if err != nil {
		return err
	}
	for i, key := range common {
		h := k.heads[keyAt{on, key}]
		h.then = then[i]
		for _, place := range h.anchors(h.then) {
			if !slices.Contains(h.anchors(h.now), place) {
				h.fell = append(h.fell, place)
			}
		}
	}
	return nil
}

// sharing is how two texts meet under the keys that they share.
type sharing struct {
	alone bool // alone means that few carry a key.
	keys  int  // keys under which one of the two is an anchor.
}

func (s sharing) near(enough int) bool { return s.alone || s.keys >= enough }

// meet counts one key that two texts share, by its first places.
func (s *sharing) meet(list []int64, star store.Star, x, y int64) {
	anchors := star.Anchors(len(list))
	switch {
	case len(list) <= star.Few:
		s.alone = true
		s.keys++
	case x < list[anchors] || y < list[anchors]:
		s.keys++
	}
}

// stand is where a report stands on a shelf.
type stand struct {
	place int64
	keys  []int64 // keys under which it stands, sorted.
}

// standAt names a stand.
type standAt struct {
	on store.Shelf
	id stemma.ReportID
}

// standOf is where a report stands on a shelf, or stood when it was listed.
func (k *copiesThen) standOf(on store.Shelf, id stemma.ReportID) (*stand, error) {
	if s, ok := k.stands[standAt{on, id}]; ok {
		return s, nil
	}
	if err := k.look([]stemma.ReportID{id}); err != nil {
		return nil, err
	}
	s := &stand{place: k.met[id].place}
	var err error
	if s.keys, err = k.keysOf(on, id); err != nil {
		return nil, err
	}
	k.stands[standAt{on, id}] = s
	return s, nil
}

// keysOf are the keys of a report on a shelf, also where it is not listed now.
func (k *copiesThen) keysOf(on store.Shelf, id stemma.ReportID) ([]int64, error) {
	_, up, err := k.cameUp(id)
	if err != nil {
		return nil, err
	}
	if !up {
		return k.tx.Keys(on, id)
	}
	if on == store.StoryKeys {
		c := change{tx: pastTx{past: k.past}, facts: k.facts}
		f, err := c.factsOf(id)
		if err != nil {
			return nil, err
		}
		return storyKeys(*f), nil
	}
	t, err := k.text(id)
	if err != nil {
		return nil, err
	}
	return prints(t.Text), nil
}

// nearThen reports whether two stood near one another then, and do not now.
func (k *copiesThen) nearThen(on store.Shelf, enough int, x, y *stand) (bool, error) {
	var now, then sharing
	for _, key := range store.KeysInBoth(x.keys, y.keys) {
		h, err := k.headsOf(keyAt{on, key})
		if err != nil || !h.common {
			return false, err
		}
		now.meet(h.now, h.star, x.place, y.place)
		then.meet(h.then, h.star, x.place, y.place)
		if now.near(enough) {
			return false, nil
		}
	}
	return then.near(enough), nil
}

// wereNear are the pairs among some reports that were near then and are not now, but for
// those to be left out. The reports were listed then.
func (k *copiesThen) wereNear(on store.Shelf, enough int, reports []stemma.ReportID, leftOut func(a, b stemma.ReportID) bool) ([][2]stemma.ReportID, error) {
	if err := k.look(reports); err != nil {
		return nil, err
	}
	stands := make([]*stand, len(reports))
	carriers := map[int64][]int{}
	for i, id := range reports {
		var err error
		if stands[i], err = k.standOf(on, id); err != nil {
			return nil, err
		}
		for _, key := range stands[i].keys {
			carriers[key] = append(carriers[key], i)
		}
	}
	var shared []int64
	for key, list := range carriers {
		if len(list) > 1 {
			shared = append(shared, key)
		}
	}
	if err := k.lookAt(on, shared); err != nil {
		return nil, err
	}
	met := map[[2]int]bool{}
	for key, list := range carriers {
		if len(list) < 2 {
			continue
		}
		h, err := k.headsOf(keyAt{on, key})
		if err != nil {
			return nil, err
		}
		if !h.gained() {
			continue
		}
		for _, i := range list {
			if !h.few() && !slices.Contains(h.fell, stands[i].place) {
				continue
			}
			for _, j := range list {
				if i != j {
					met[[2]int{min(i, j), max(i, j)}] = true
				}
			}
		}
	}
	var out [][2]stemma.ReportID
	for pair := range met {
		x, y := pair[0], pair[1]
		a, b := min(reports[x], reports[y]), max(reports[x], reports[y])
		if leftOut(a, b) {
			continue
		}
		near, err := k.nearThen(on, enough, stands[x], stands[y])
		if err != nil {
			return nil, err
		}
		if near {
			out = append(out, [2]stemma.ReportID{a, b})
		}
	}
	slices.SortFunc(out, func(a, b [2]stemma.ReportID) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out, nil
}

// wereNearTo are the reports that were near to one then and are not now, but for those to
// be left out. The one was listed then.
func (k *copiesThen) wereNearTo(on store.Shelf, enough int, id stemma.ReportID, leftOut func(stemma.ReportID) bool) ([]stemma.ReportID, error) {
	mine, err := k.standOf(on, id)
	if err != nil {
		return nil, err
	}
	around, err := k.around(on, mine)
	if err != nil {
		return nil, err
	}
	var near []stemma.ReportID
	for _, other := range around {
		if other == id || leftOut(other) {
			continue
		}
		theirs, err := k.standOf(on, other)
		if err != nil {
			return nil, err
		}
		ok, err := k.nearThen(on, enough, mine, theirs)
		if err != nil {
			return nil, err
		}
		if ok {
			near = append(near, other)
		}
	}
	return near, nil
}

// around are the reports that may have been near to one then and are not now.
func (k *copiesThen) around(on store.Shelf, of *stand) ([]stemma.ReportID, error) {
	if err := k.lookAt(on, of.keys); err != nil {
		return nil, err
	}
	set := map[stemma.ReportID]bool{}
	for _, key := range of.keys {
		h, err := k.headsOf(keyAt{on, key})
		if err != nil {
			return nil, err
		}
		if !h.gained() {
			continue
		}
		places := h.fell
		switch {
		case h.few():
			places = h.then
		case slices.Contains(h.fell, of.place):
			all, err := k.tx.Carriers(on, key, 0)
			if err != nil {
				return nil, err
			}
			for _, other := range all {
				set[other] = true
			}
			continue
		}
		for _, place := range places {
			at, err := k.standing(on, key, place)
			if err != nil {
				return nil, err
			}
			for _, other := range at {
				set[other] = true
			}
		}
	}
	return k.listedThen(sorted(set))
}

// placeAt is a place on a shelf.
type placeAt struct {
	on    store.Shelf
	place int64
}

// standing are the reports of the text at a place, which carries the key: listed now, they
// stand under all keys of the text.
func (k *copiesThen) standing(on store.Shelf, key, place int64) ([]stemma.ReportID, error) {
	at := placeAt{on, place}
	if list, ok := k.listed[at]; ok {
		return list, nil
	}
	list, err := k.tx.Standing(on, key, place)
	if err == nil {
		k.listed[at] = list
	}
	return list, err
}

// listedThen are, of some reports and the copies of their texts, those that were listed
// then.
func (k *copiesThen) listedThen(ids []stemma.ReportID) ([]stemma.ReportID, error) {
	if err := k.look(ids); err != nil {
		return nil, err
	}
	set := map[stemma.ReportID]bool{}
	for _, id := range ids {
		switch r := k.met[id]; {
		case r.twins != nil:
			for _, other := range r.twins.then {
				set[other] = true
			}
		case r.known:
			set[id] = true
		}
	}
	return sorted(set), nil
}
