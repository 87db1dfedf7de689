package train

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"stemma/internal/conllu"
	"stemma/internal/syntax"
	"stemma/internal/text"
)

// corpus is what there is to train on, and what to choose by.
type corpus struct {
	trees []conllu.Sentence // trees of the treebanks' training parts
	names []conllu.Named    // sentences with nothing but names
	short []conllu.Named    // short messages with names: much of a kind, so each round takes a quarter

	devTrees map[string][]conllu.Sentence // by prefix: ewt, gum
	devNames []conllu.Named
}

// nameWeight is how much a word of a set of names counts beside one of a treebank.
const nameWeight = 2

// readCorpus reads the sets that weights may be trained on: the treebanks' training
// parts and the names of wikigold, WNUT17 and BTC. The development parts are for
// choosing; no test part is opened.
func readCorpus(dir string) (*corpus, error) {
	c := &corpus{devTrees: map[string][]conllu.Sentence{}}
	for _, path := range glob(dir, "treebank", "*-train.conllu") {
		s, err := readFile(path, conllu.Read)
		if err != nil {
			return nil, err
		}
		c.trees = append(c.trees, s...)
	}
	if len(c.trees) == 0 {
		return nil, fmt.Errorf("train: no treebank/*-train.conllu in %s", dir)
	}
	for _, path := range glob(dir, "treebank", "*-dev.conllu") {
		s, err := readFile(path, conllu.Read)
		if err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(filepath.Base(path), "-dev")
		c.devTrees[name] = s
	}
	for _, set := range []struct {
		into  *[]conllu.Named
		globs [][]string
	}{
		{&c.names, [][]string{{"names", "wikigold", "*.txt"}, {"names", "wnut17", "*train*"}, {"names", "wnut17", "*dev*"}}},
		{&c.short, [][]string{{"names", "btc", "*.conll"}}},
		{&c.devNames, [][]string{{"names", "*-dev.iob2"}}},
	} {
		for _, g := range set.globs {
			for _, path := range glob(append([]string{dir}, g...)...) {
				s, err := readFile(path, conllu.ReadNames)
				if err != nil {
					return nil, err
				}
				*set.into = append(*set.into, s...)
			}
		}
	}
	c.splitNames()
	return c, nil
}

// splitNames keeps half of the development names, by document, to choose by, and gives
// the other half to training: they are the only names in the treebanks' kind of text.
func (c *corpus) splitNames() {
	var kept []conllu.Named
	for _, s := range c.devNames {
		doc, _, _ := cutLast(s.ID, "-")
		if crc32.ChecksumIEEE([]byte(doc))%2 == 0 {
			c.names = append(c.names, s)
		} else {
			kept = append(kept, s)
		}
	}
	c.devNames = kept
}

// takeDev gives the development parts to training.
func (c *corpus) takeDev() {
	for _, set := range slices.Sorted(maps.Keys(c.devTrees)) {
		c.trees = append(c.trees, c.devTrees[set]...)
	}
	c.names = append(c.names, c.devNames...)
	c.devTrees, c.devNames = nil, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func glob(parts ...string) []string {
	paths, _ := filepath.Glob(filepath.Join(parts...)) // the pattern is ours and well formed
	sort.Strings(paths)
	return paths
}

func readFile[T any](path string, read func(io.Reader) ([]T, error)) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	defer f.Close()
	all, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("train: %s: %w", path, err)
	}
	return all, nil
}

// vocabulary makes an untrained network for the words, tags and labels of a corpus.
// Words are those that the treebanks have twice or all sets together three times.
func (c *corpus) vocabulary(size syntax.Config) (*syntax.Network, map[string]int) {
	inTrees, inAll := map[string]int{}, map[string]int{}
	tags, labels := map[syntax.Tag]int{}, map[string]int{}
	for _, s := range c.trees {
		for _, w := range s.Words {
			inTrees[syntax.Normal(w.Form)]++
			tags[syntax.Tag{UPOS: w.UPOS, XPOS: w.XPOS}]++
			labels[w.Rel]++
		}
	}
	for w, n := range inTrees {
		inAll[w] = n
	}
	for _, s := range slices.Concat(c.names, c.short) {
		for _, w := range s.Words {
			inAll[syntax.Normal(w)]++
		}
	}
	var words []string
	for w, n := range inAll {
		if inTrees[w] >= 2 || n >= 3 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	words = slices.DeleteFunc(words, func(w string) bool { return strings.Contains(w, "\n") || w == "" })
	net := syntax.NewNetwork(size, words, frequent(tags, 2, compareTags), frequent(labels, 1, cmp.Compare[string]))
	return net, inAll
}

func compareTags(a, b syntax.Tag) int {
	return cmp.Or(cmp.Compare(a.UPOS, b.UPOS), cmp.Compare(a.XPOS, b.XPOS))
}

// frequent are the keys with at least n, in order.
func frequent[K comparable](counts map[K]int, n int, compare func(a, b K) int) []K {
	var keys []K
	for k, c := range counts {
		if c >= n {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, compare)
	return keys
}

// examples turns trees into examples.
type exampler struct {
	net    *syntax.Network
	counts map[string]int
	tags   map[syntax.Tag]int16
	labels map[string]int16
}

func newExampler(net *syntax.Network, counts map[string]int) *exampler {
	x := &exampler{net: net, counts: counts, tags: map[syntax.Tag]int16{}, labels: map[string]int16{}}
	for i, t := range net.Tags {
		x.tags[t] = int16(i)
	}
	for i, l := range net.Labels {
		x.labels[l] = int16(i)
	}
	return x
}

// longestExample bounds memory; the few longer sentences are left out.
const longestExample = 150

func (x *exampler) words(words []string, c syntax.Case) *Example {
	e := &Example{Words: words, Weight: 1}
	for _, w := range words {
		e.Features = append(e.Features, x.net.FeaturesOf(w, c))
		e.Small = append(e.Small, x.net.FeaturesOf(strings.ToLower(w), syntax.Telling))
		e.Capital = append(e.Capital, x.net.FeaturesOf(strings.ToUpper(w), syntax.Shouted))
		e.Title = append(e.Title, x.net.FeaturesOf(title(w), syntax.Telling))
		n := x.counts[syntax.Normal(w)]
		e.Rare = append(e.Rare, float32(0.5/(1+float64(n))))
	}
	return e
}

// title is w as a headline may write it.
func title(w string) string {
	if len(w) < 4 || 'a' > w[0] || w[0] > 'z' {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

func (x *exampler) tree(s conllu.Sentence) *Example {
	words := make([]string, len(s.Words))
	for i, w := range s.Words {
		words[i] = w.Form
	}
	e := x.words(words, syntax.CaseOf(words))
	for _, w := range s.Words {
		tag, ok := x.tags[syntax.Tag{UPOS: w.UPOS, XPOS: w.XPOS}]
		if !ok {
			tag = -1
		}
		e.Tags = append(e.Tags, tag)
		e.Heads = append(e.Heads, int16(w.Head+1))
		e.Labels = append(e.Labels, x.labels[w.Rel])
	}
	e.Names = namesOfTree(s)
	return e
}

func (x *exampler) named(s conllu.Named) *Example {
	e := x.words(s.Words, syntax.CaseOf(s.Words))
	e.Weight = nameWeight
	for i, tag := range s.Tags {
		set := allowed(tag, i > 0 && continues(s.Tags[i-1], tag))
		switch last := i+1 == len(s.Tags) || !continues(tag, s.Tags[i+1]); {
		case isAddress(s.Words[i]):
			set = bit(syntax.Outside)
		case tag != "O" && Kind(tag[2:]) == text.OtherName && last && set&anyInside == 0:
			set |= bit(syntax.Outside) // of one word: "Japanese" is a name to some
		}
		e.Names = append(e.Names, set)
	}
	return e
}

// continues reports whether tag goes on with the name of the tag before: wikigold
// begins a name with I- unless one of its kind ends right before.
func continues(before, tag string) bool {
	return strings.HasPrefix(tag, "I-") && len(before) > 1 && before[2:] == tag[2:]
}

// Kind is what a set's kind of name is to us.
func Kind(kind string) text.NameKind {
	switch strings.ToLower(kind) {
	case "per", "person":
		return text.Person
	case "org", "corporation", "group", "organisation", "organization":
		return text.Body
	case "loc", "location", "geo-loc", "place":
		return text.PlaceName
	}
	return text.OtherName
}

func bit(tag int) uint16 { return 1 << tag }

// allowed is the set of tags that a word tagged by a set may have.
func allowed(tag string, inside bool) uint16 {
	if tag == "O" {
		return bit(syntax.Outside)
	}
	k := Kind(tag[2:])
	set := bit(syntax.Begin(k))
	if inside {
		set = bit(syntax.Inside(k))
	}
	return set
}
