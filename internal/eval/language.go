package eval

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stemma"
	"stemma/internal/conllu"
	"stemma/internal/read/lemma"
	"stemma/internal/read/name"
	"stemma/internal/read/parse"
	"stemma/internal/read/tag"
	"stemma/internal/read/token"
	"stemma/internal/syntax"
	"stemma/internal/text"
	"stemma/internal/train"
)

// Language is what the suite of language measures.
type Language struct {
	Syntax *syntax.Model
	Lemmas *lemma.Lemmatizer
	Known  name.Known // Known tells which names are known; nil for none.
}

// layers are what the readers of language find in a text.
type layers struct {
	tags  []text.Tag
	arcs  []text.Arc
	names []text.Name
}

func (l Language) read(txt string, tokens []text.Token, sentences []text.Sentence) layers {
	a := l.Syntax.Read(txt, tokens, sentences)
	tags := tag.Tag(txt, tokens, a.Tags)
	for i := range tags {
		tags[i].Lemma = l.Lemmas.Lemma(tokens[i].Of(txt), tags[i].UPOS, tags[i].XPOS)
	}
	return layers{tags, parse.Parse(sentences, a.Arcs), name.Find(txt, tokens, sentences, tags, a.Names, l.Known)}
}

// Figures takes all figures of language that data has files for: treebank/*-test.conllu,
// names/*-test.iob2 and names/*/*/documents.json.
func (l Language) Figures(data string) ([]Figure, error) {
	var all []Figure
	for _, part := range []func(string) ([]Figure, error){l.trees, l.names, l.mentions} {
		f, err := part(data)
		if err != nil {
			return nil, fmt.Errorf("language: %w", err)
		}
		all = append(all, f...)
	}
	return all, nil
}

func readAll[T any](path string, read func(io.Reader) ([]T, error)) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// prefix is what a file's name starts with: ewt of ewt-test.conllu.
func prefix(path string) string {
	p, _, _ := strings.Cut(filepath.Base(path), "-")
	return p
}

func (l Language) trees(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "treebank", "*-test.conllu"))
	if err != nil {
		return nil, err
	}
	var all []Figure
	for _, path := range paths {
		trees, err := readAll(path, conllu.Read)
		if err != nil {
			return nil, err
		}
		if len(trees) == 0 {
			continue
		}
		set := prefix(path)
		upos, xpos, lemmas, uas, las := l.goldTokens(trees)
		for _, f := range []Figure{{"upos", upos}, {"xpos", xpos}, {"lemma", l.goldTags(trees)}, {"lemma_predicted", lemmas}, {"uas", uas}, {"las", las}, {"las_raw", l.raw(trees)}} {
			all = append(all, Figure{"language." + f.Name + "." + set, f.Value})
		}
	}
	return all, nil
}

// goldTokens compares word by word, in per cent.
func (l Language) goldTokens(trees []conllu.Sentence) (upos, xpos, lemmas, uas, las float64) {
	words := make([][]string, len(trees))
	total := 0
	for i, s := range trees {
		for _, w := range s.Words {
			words[i] = append(words[i], w.Form)
		}
		total += len(s.Words)
	}
	got := l.read(train.Lay(words))
	one := 100 / float64(total)
	base := 0
	for _, s := range trees {
		for i, w := range s.Words {
			t, a := got.tags[base+i], got.arcs[base+i]
			count(&upos, t.UPOS == w.UPOS, one)
			count(&xpos, t.XPOS == w.XPOS, one)
			count(&lemmas, t.Lemma == w.Lemma, one)
			head := w.Head
			if head >= 0 {
				head += base
			}
			count(&uas, a.Head == head, one)
			count(&las, a.Head == head && a.Rel == w.Rel, one)
		}
		base += len(s.Words)
	}
	return upos, xpos, lemmas, uas, las
}

// goldTags is the lemmatizer's own figure, in per cent: the share of words whose lemma
// is right when their tags are. goldTokens takes the same with the tags that are
// predicted, so that an error of the tagger counts again.
func (l Language) goldTags(trees []conllu.Sentence) float64 {
	right, total := 0, 0
	for _, s := range trees {
		for _, w := range s.Words {
			total++
			if l.Lemmas.Lemma(w.Form, w.UPOS, w.XPOS) == w.Lemma {
				right++
			}
		}
	}
	return 100 * float64(right) / float64(max(total, 1))
}

func count(sum *float64, right bool, one float64) {
	if right {
		*sum += one
	}
}

// raw is the F1 of labelled arcs from raw text, in per cent. Words of the text and of
// the treebank are paired where they cover the same characters, as in the CoNLL 2018
// shared task.
func (l Language) raw(trees []conllu.Sentence) float64 {
	txt, blocks, gold := layText(trees)
	tokens, sentences := token.Split(txt, blocks)
	got := l.read(txt, tokens, sentences)
	at := map[stemma.Span]int{}
	for i, t := range tokens {
		at[t.Span] = i
	}
	right := 0
	for _, g := range gold {
		i, ok := at[g.span]
		if !ok || got.arcs[i].Rel != g.rel {
			continue
		}
		switch h := got.arcs[i].Head; {
		case g.head < 0:
			count := h < 0
			if count {
				right++
			}
		case h >= 0 && tokens[h].Span == gold[g.head].span:
			right++
		}
	}
	return 200 * float64(right) / float64(len(gold)+len(tokens))
}

// goldWord is a word of a treebank in the text that it was laid out as.
type goldWord struct {
	span stemma.Span
	head int // index among all words; -1 for a root
	rel  string
}

// layText writes the text of the trees, a paragraph a block.
func layText(trees []conllu.Sentence) (string, []stemma.Block, []goldWord) {
	var b strings.Builder
	var blocks []stemma.Block
	var gold []goldWord
	start := 0
	endBlock := func() {
		if b.Len() > start {
			blocks = append(blocks, stemma.Block{Span: stemma.Span{Start: start, End: b.Len()}, Role: stemma.Body})
		}
	}
	for i, s := range trees {
		if s.NewPar && i > 0 {
			endBlock()
			b.WriteString("\n\n")
			start = b.Len()
		}
		gold = append(gold, layWords(&b, s, len(gold))...)
	}
	endBlock()
	return b.String(), blocks, gold
}

func layWords(b *strings.Builder, s conllu.Sentence, base int) []goldWord {
	var gold []goldWord
	surfaces := s.Surfaces
	for i := 0; i < len(s.Words); {
		first, last, form, space := i, i+1, s.Words[i].Form, s.Words[i].SpaceAfter
		if len(surfaces) > 0 && surfaces[0].First == i {
			last, form, space = surfaces[0].Last, surfaces[0].Form, surfaces[0].SpaceAfter
			surfaces = surfaces[1:]
		}
		gold = append(gold, spansOf(s.Words[first:last], form, b.Len(), base)...)
		b.WriteString(form)
		if space {
			b.WriteByte(' ')
		}
		i = last
	}
	return gold
}

// spansOf gives the words that are written as one form their parts of it, where their
// own forms put together are that form; else all of it.
func spansOf(words []conllu.Word, form string, start, base int) []goldWord {
	var joined strings.Builder
	for _, w := range words {
		joined.WriteString(w.Form)
	}
	parts := joined.String() == form
	var gold []goldWord
	at := start
	for _, w := range words {
		span := stemma.Span{Start: start, End: start + len(form)}
		if parts {
			span = stemma.Span{Start: at, End: at + len(w.Form)}
			at = span.End
		}
		head := w.Head
		if head >= 0 {
			head += base
		}
		gold = append(gold, goldWord{span, head, w.Rel})
	}
	return gold
}
