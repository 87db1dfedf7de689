package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"stemma"
	"stemma/internal/conllu"
	"stemma/internal/read/token"
	"stemma/internal/text"
	"stemma/internal/train"
)

// names takes language.names.* of the files names/*-test.iob2, from gold tokens: F1 of
// the exact span and kind over persons, bodies and places, in per cent.
func (l Language) names(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "names", "*-test.iob2"))
	if err != nil {
		return nil, err
	}
	var all []Figure
	for _, path := range paths {
		gold, err := readAll(path, conllu.ReadNames)
		if err != nil {
			return nil, err
		}
		if len(gold) > 0 {
			all = append(all, Figure{"language.names." + prefix(path), l.namesF1(gold)})
		}
	}
	return all, nil
}

// namesF1 reads document by document, as the reader of names looks at whole reports.
func (l Language) namesF1(gold []conllu.Named) float64 {
	right, found, wanted := 0, 0, 0
	for first := 0; first < len(gold); {
		last := first + 1
		for last < len(gold) && document(gold[last].ID) == document(gold[first].ID) {
			last++
		}
		r, f, w := l.namesOf(gold[first:last])
		right, found, wanted = right+r, found+f, wanted+w
		first = last
	}
	return percentF1(right, found, wanted)
}

// document is what the ids of a document's sentences start with.
func document(id string) string {
	for i := len(id) - 1; i >= 0; i-- {
		if id[i] == '-' {
			return id[:i]
		}
	}
	return id
}

func (l Language) namesOf(gold []conllu.Named) (right, found, wanted int) {
	var words [][]string
	want := map[text.Name]bool{}
	base := 0
	for _, s := range gold {
		words = append(words, s.Words)
		for _, n := range train.GoldNames(s.Tags) {
			n.First, n.Last = n.First+base, n.Last+base
			want[n] = true
		}
		base += len(s.Words)
	}
	for _, n := range l.read(train.Lay(words)).names {
		if n.Kind == text.OtherName {
			continue
		}
		found++
		if want[text.Name{First: n.First, Last: n.Last, Kind: n.Kind}] {
			right++
		}
	}
	return right, found, len(want)
}

// percentF1 is in per cent.
func percentF1(right, found, wanted int) float64 {
	if found+wanted == 0 {
		return 0
	}
	return 200 * float64(right) / float64(found+wanted)
}

// mentions takes language.names.* of the folders names/SET/*/documents.json, from raw
// text. Their gold marks whole noun phrases, names or not, so that a reader of names
// reaches but a part; entities without confidence are left out.
func (l Language) mentions(data string) ([]Figure, error) {
	sets, err := filepath.Glob(filepath.Join(data, "names", "*"))
	if err != nil {
		return nil, err
	}
	var all []Figure
	for _, set := range sets {
		folders, _ := filepath.Glob(filepath.Join(set, "*", "documents.json"))
		if len(folders) == 0 {
			continue
		}
		right, found, wanted := 0, 0, 0
		for _, path := range folders {
			r, f, w, err := l.mentionsOf(filepath.Dir(path))
			if err != nil {
				return nil, err
			}
			right, found, wanted = right+r, found+f, wanted+w
		}
		all = append(all, Figure{"language.names." + filepath.Base(set), percentF1(right, found, wanted)})
	}
	return all, nil
}

type mentionKey struct {
	document string
	span     stemma.Span
	kind     text.NameKind
}

func (l Language) mentionsOf(folder string) (right, found, wanted int, err error) {
	type entity struct {
		Begin, End int
		Type       string
		DocumentID string `json:"documentId"`
		Confidence float64
	}
	entities, err := readLines[entity](filepath.Join(folder, "entities.json"))
	if err != nil {
		return 0, 0, 0, err
	}
	type report struct {
		ID   string `json:"_id"`
		Text string
	}
	reports, err := readLines[report](filepath.Join(folder, "documents.json"))
	if err != nil {
		return 0, 0, 0, err
	}
	runes := map[string][]int{}
	for _, r := range reports {
		runes[r.ID] = runeStarts(r.Text)
	}
	want := map[mentionKey]bool{}
	for _, e := range entities {
		k := train.Kind(e.Type)
		at := runes[e.DocumentID]
		if k == text.OtherName || e.Confidence == 0 || e.Begin < 0 || e.End >= len(at) {
			continue
		}
		want[mentionKey{e.DocumentID, stemma.Span{Start: at[e.Begin], End: at[e.End]}, k}] = true
	}
	for _, r := range reports {
		tokens, sentences := token.Split(r.Text, []stemma.Block{{Span: stemma.Span{End: len(r.Text)}, Role: stemma.Body}})
		for _, n := range l.read(r.Text, tokens, sentences).names {
			if n.Kind == text.OtherName {
				continue
			}
			found++
			if want[mentionKey{r.ID, n.Span, n.Kind}] {
				right++
			}
		}
	}
	return right, found, len(want), nil
}

// runeStarts is the byte at which each rune of s starts, and its length at the end:
// the set counts characters.
func runeStarts(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// readLines reads a file of one JSON object a line.
func readLines[T any](path string) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<16), 1<<26)
	var all []T
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, v)
	}
	return all, lines.Err()
}
