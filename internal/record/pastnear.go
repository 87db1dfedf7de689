package record

import (
	"slices"

	"stemma"
	"stemma/internal/store"
)

// Two reports that share no telling keys are compared when few carry the keys that they
// do share, or one of them is an anchor of enough. So a pair that was compared then
// may not be now, when more carry the keys: it was near then.

// keyAt is a key of a shelf.
type keyAt struct {
	on  store.Shelf
	key int64
}

// heads are the first places of a key, up to the one behind the anchors: now and then.
type heads struct{ now, then []int64 }

// crowded tells whether a key has more carriers than are compared with one another, and
// its heads.
func (k *copiesThen) crowded(at keyAt) (heads, bool, error) {
	if h, ok := k.heads[at]; ok {
		return h, len(h.now) > anchors, nil
	}
	var h heads
	var err error
	if h.now, err = k.tx.Heads(at.on, at.key, anchors+1, never); err != nil {
		return h, false, err
	}
	if len(h.now) > anchors {
		if h.then, err = k.tx.Heads(at.on, at.key, anchors+1, k.at); err != nil {
			return h, false, err
		}
	}
	k.heads[at] = h
	return h, len(h.now) > anchors, nil
}

// sharing is how two texts meet under the keys that they share.
type sharing struct {
	alone bool // alone means that a key has no more than anchors carriers.
	keys  int  // keys under which one of the two is an anchor.
}

func (s sharing) near(enough int) bool { return s.alone || s.keys >= enough }

// meet counts one key that two texts share.
func (s *sharing) meet(list []int64, x, y int64) {
	switch {
	case len(list) <= anchors:
		s.alone = true
		s.keys++
	case x < list[anchors] || y < list[anchors]:
		s.keys++
	}
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

// nearThen are the pairs among some reports that were near then and are not now. The
// reports were listed then.
func (k *copiesThen) nearThen(on store.Shelf, enough int, reports []stemma.ReportID) ([][2]stemma.ReportID, error) {
	place := map[stemma.ReportID]int64{}
	carriers := map[int64][]stemma.ReportID{}
	alone := map[[2]stemma.ReportID]bool{}
	for _, id := range reports {
		var err error
		if place[id], err = k.tx.Place(id); err != nil {
			return nil, err
		}
		keys, err := k.keysOf(on, id)
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			carriers[key] = append(carriers[key], id)
		}
	}
	now, then := map[[2]stemma.ReportID]*sharing{}, map[[2]stemma.ReportID]*sharing{}
	for key, list := range carriers {
		if len(list) < 2 {
			continue
		}
		h, crowded, err := k.crowded(keyAt{on, key})
		if err != nil {
			return nil, err
		}
		for i, x := range list {
			for _, y := range list[i+1:] {
				pair := [2]stemma.ReportID{min(x, y), max(x, y)}
				if !crowded {
					alone[pair] = true
					continue
				}
				if now[pair] == nil {
					now[pair], then[pair] = &sharing{}, &sharing{}
				}
				now[pair].meet(h.now, place[x], place[y])
				then[pair].meet(h.then, place[x], place[y])
			}
		}
	}
	var out [][2]stemma.ReportID
	for pair, s := range then {
		if !alone[pair] && s.near(enough) && !now[pair].near(enough) {
			out = append(out, pair)
		}
	}
	slices.SortFunc(out, func(a, b [2]stemma.ReportID) int { return slices.Compare(a[:], b[:]) })
	return out, nil
}

// around are the reports that may have been near to one then and are not now.
func (k *copiesThen) around(on store.Shelf, id stemma.ReportID) ([]stemma.ReportID, error) {
	mine, err := k.tx.Place(id)
	if err != nil {
		return nil, err
	}
	keys, err := k.keysOf(on, id)
	if err != nil {
		return nil, err
	}
	set := map[stemma.ReportID]bool{}
	for _, key := range keys {
		h, crowded, err := k.crowded(keyAt{on, key})
		if err != nil || !crowded {
			if err != nil {
				return nil, err
			}
			continue
		}
		places := h.then[:min(anchors, len(h.then))]
		if len(h.then) > anchors && mine < h.then[anchors] && mine >= h.now[anchors] {
			all, err := k.tx.Carriers(on, key, 0) // an anchor then, and none now
			if err != nil {
				return nil, err
			}
			for _, other := range all {
				set[other] = true
			}
		}
		for _, place := range places {
			at, err := k.tx.Standing(on, key, place)
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

// listedThen are, of some reports and the copies of their texts, those that were listed
// then.
func (k *copiesThen) listedThen(ids []stemma.ReportID) ([]stemma.ReportID, error) {
	set := map[stemma.ReportID]bool{}
	for _, id := range ids {
		t, err := k.twinsOf(id)
		if err != nil {
			return nil, err
		}
		if t != nil {
			for _, other := range t.then {
				set[other] = true
			}
			continue
		}
		known, err := k.tx.KnownBy(id, k.at)
		if err != nil {
			return nil, err
		}
		if known {
			set[id] = true
		}
	}
	return sorted(set), nil
}
