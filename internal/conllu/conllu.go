// Package conllu reads treebanks in the CoNLL-U format of Universal Dependencies.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Sentence is one tree with the text that it stands for.
type Sentence struct {
	ID       string
	Doc      string // Doc is the document's id; empty when the file names none.
	Text     string // Text as written, from the "# text" comment.
	NewPar   bool   // NewPar reports whether a paragraph or a document starts here.
	Words    []Word
	Surfaces []Surface // Surfaces are the ranges that are written as one word.
}

// Word is one syntactic word.
type Word struct {
	Form, Lemma, UPOS, XPOS string
	Head                    int // Head is the index of the head in Words; -1 for the root.
	Rel                     string
	SpaceAfter              bool
	Misc                    string
}

// Surface is a word as written that stands for several syntactic ones: "don't".
type Surface struct {
	First, Last int // Words[First:Last] are its words.
	Form        string
	SpaceAfter  bool
}

// Read reads all sentences of r. Empty nodes are left out.
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	var all []Sentence
	var s Sentence
	doc := ""
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "":
			if len(s.Words) > 0 {
				all = append(all, s)
			}
			s = Sentence{Doc: doc}
		case line[0] == '#':
			comment(&s, &doc, line[1:])
		default:
			if err := row(&s, line); err != nil {
				return nil, fmt.Errorf("read treebank, line %d: %w", n, err)
			}
		}
	}
	if len(s.Words) > 0 {
		all = append(all, s)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	return all, nil
}

func comment(s *Sentence, doc *string, line string) {
	key, value, _ := strings.Cut(line, "=")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(key) {
	case "newdoc id":
		*doc, s.Doc, s.NewPar = value, value, true
	case "newpar", "newpar id":
		s.NewPar = true
	case "sent_id":
		s.ID = value
	case "text":
		s.Text = value
	}
}

func row(s *Sentence, line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	spaceAfter := !strings.Contains(f[9], "SpaceAfter=No")
	if first, last, ok := strings.Cut(f[0], "-"); ok {
		a, err1 := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("range %q", f[0])
		}
		s.Surfaces = append(s.Surfaces, Surface{First: a - 1, Last: b, Form: f[1], SpaceAfter: spaceAfter})
		return nil
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return fmt.Errorf("head %q", f[6])
	}
	s.Words = append(s.Words, Word{
		Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: f[4], Head: head - 1, Rel: f[7], SpaceAfter: spaceAfter, Misc: f[9],
	})
	return nil
}
