package syntax

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/internal/neural"
	"stemma/internal/text"
	"stemma/internal/weights"
)

func load(t testing.TB, cpu neural.CPU) *Model {
	t.Helper()
	file, err := weights.Syntax()
	if err != nil {
		t.Fatal(err)
	}
	m, err := LoadFor(cpu, file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lay makes tokens of the words between spaces and a sentence of every line.
func lay(txt string) ([]text.Token, []text.Sentence) {
	var tokens []text.Token
	var sentences []text.Sentence
	at := 0
	for line := range strings.SplitSeq(txt, "\n") {
		first, start := len(tokens), at
		for word := range strings.SplitSeq(line, " ") {
			if word != "" {
				tokens = append(tokens, text.Token{Span: stemma.Span{Start: at, End: at + len(word)}, SpaceAfter: true})
			}
			at += len(word) + 1
		}
		if len(tokens) > first {
			sentences = append(sentences, text.Sentence{Span: stemma.Span{Start: start, End: at - 1}, First: first, Last: len(tokens)})
		}
	}
	return tokens, sentences
}

// check holds the invariants of an analysis.
func check(t *testing.T, tokens []text.Token, sentences []text.Sentence, a Analysis) {
	t.Helper()
	if len(a.Tags) != len(tokens) || len(a.Arcs) != len(tokens) {
		t.Fatalf("%d tags and %d arcs for %d tokens", len(a.Tags), len(a.Arcs), len(tokens))
	}
	for _, s := range sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			if a.Tags[i].UPOS == "" || a.Arcs[i].Rel == "" {
				t.Fatalf("token %d has no tag or label", i)
			}
			if (a.Arcs[i].Head < 0) != (a.Arcs[i].Rel == "root") {
				t.Fatalf("token %d: %v", i, a.Arcs[i])
			}
			steps := 0
			for at := i; a.Arcs[at].Head >= 0; at = a.Arcs[at].Head {
				if h := a.Arcs[at].Head; h < s.First || h >= s.Last || steps > s.Last-s.First {
					t.Fatalf("no tree at token %d", i)
				}
				steps++
			}
			if a.Arcs[i].Head < 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in tokens %d to %d", roots, s.First, s.Last)
		}
	}
	end := 0
	for _, n := range a.Names {
		if n.First < end || n.Last <= n.First || n.Start != tokens[n.First].Start || n.End != tokens[n.Last-1].End {
			t.Fatalf("name %v", n)
		}
		end = n.Last
	}
}

func TestReadSimpleSentences(t *testing.T) {
	m := load(t, neural.Best())
	txt := "The farmers left the valley on Monday .\nMr. Smith lives in London and works for Microsoft ."
	tokens, sentences := lay(txt)
	a := m.Read(txt, tokens, sentences)
	check(t, tokens, sentences, a)
	for i, want := range map[int]string{0: "1 det", 1: "2 nsubj", 2: "-1 root", 3: "4 det", 4: "2 obj"} {
		if got := fmt.Sprint(a.Arcs[i].Head, " ", a.Arcs[i].Rel); got != want {
			t.Errorf("arc of %q: %s, want %s", tokens[i].Of(txt), got, want)
		}
	}
	if got := a.Tags[2]; got.UPOS != "VERB" || got.XPOS != "VBD" {
		t.Errorf("left: %v", got)
	}
	var names []string
	for _, n := range a.Names {
		names = append(names, string(n.Kind)+" "+n.Of(txt))
	}
	if got := strings.Join(names, ", "); !strings.Contains(got, "person Smith") || !strings.Contains(got, "place London") {
		t.Errorf("names: %s", got)
	}
}

// prose is many sentences put together from a few words, some of them unknown to any
// network.
func prose(sentences int) string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words string) string {
		all := strings.Fields(words)
		return all[r.IntN(len(all))]
	}
	var b strings.Builder
	for range sentences {
		fmt.Fprintf(&b, "%s %s %s %s the %s %s %s , \" the %s %s %d %s , \" said %s %s .\n",
			pick("The A Every Another"), pick("old armed local northern"), pick("convoy mayor family witness farmer"),
			pick("left reached saw described crossed"), pick("river valley bridge market"), pick("near behind above"),
			pick("Velm Orla Tarnholt Kesh Brenn"), pick("soldiers villagers gunmen traders"), pick("killed sheltered counted lost"),
			r.IntN(300), pick("people sheep houses crates"), pick("Ada Ivo Runa Teo"), pick("Orlin Venn Tamsin Quell"))
	}
	return b.String()
}

func TestBothWaysOfComputingAgree(t *testing.T) {
	if neural.Best() == neural.Portable {
		t.Skip("this processor has no AVX2")
	}
	txt := prose(400)
	tokens, sentences := lay(txt)
	a := load(t, neural.Portable).Read(txt, tokens, sentences)
	b := load(t, neural.Best()).Read(txt, tokens, sentences)
	check(t, tokens, sentences, a)
	check(t, tokens, sentences, b)
	tags, arcs := 0, 0
	for i := range tokens {
		if a.Tags[i] != b.Tags[i] {
			tags++
		}
		if a.Arcs[i] != b.Arcs[i] {
			arcs++
		}
	}
	// Plain Go rounds the values that it multiplies to nine bits.
	if limit := len(tokens) / 100; tags > limit || arcs > limit {
		t.Errorf("of %d tokens, %d tags and %d arcs differ, want at most %d", len(tokens), tags, arcs, limit)
	}
}

func TestLongSentence(t *testing.T) {
	m := load(t, neural.Best())
	txt := strings.Repeat("the convoy left , ", 1250)
	tokens, sentences := lay(txt)
	check(t, tokens, sentences, m.Read(txt, tokens, sentences))
	txt = strings.Repeat("left ", 5000)
	tokens, sentences = lay(txt)
	check(t, tokens, sentences, m.Read(txt, tokens, sentences))
}

func TestNothing(t *testing.T) {
	a := load(t, neural.Best()).Read("", nil, nil)
	if len(a.Tags)+len(a.Arcs)+len(a.Names) != 0 {
		t.Errorf("%v of nothing", a)
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	m := load(t, neural.Best())
	txt := prose(60)
	tokens, sentences := lay(txt)
	want := m.Read(txt, tokens, sentences)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			got := m.Read(txt, tokens, sentences)
			for i := range tokens {
				if got.Tags[i] != want.Tags[i] || got.Arcs[i] != want.Arcs[i] {
					t.Errorf("token %d differs", i)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestReadingAllocatesItsResultAlone(t *testing.T) {
	m := load(t, neural.Best())
	txt := prose(100)
	tokens, sentences := lay(txt)
	m.Read(txt, tokens, sentences)
	// The slices of tags and arcs, and those that names grow through.
	if n := testing.AllocsPerRun(5, func() { m.Read(txt, tokens, sentences) }); n > 20 {
		t.Errorf("%.0f allocations for %d tokens", n, len(tokens))
	}
}

func TestDamagedAndForeignFilesAreRefused(t *testing.T) {
	file, err := weights.Syntax()
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), file...)
	damaged[len(damaged)/2] ^= 1
	_, err = Load(damaged)
	if err == nil || !strings.Contains(err.Error(), "expected") || !strings.Contains(err.Error(), "found") {
		t.Errorf("damaged: %v", err)
	}
	for _, b := range [][]byte{nil, []byte("PNG"), file[:100], []byte(strings.Repeat("x", 1000))} {
		if _, err := Load(b); err == nil {
			t.Errorf("a file of %d bytes was taken", len(b))
		}
	}
	if _, err := Load([]byte(strings.Repeat("x", 1000))); !errors.Is(err, ErrForeign) {
		t.Errorf("foreign: %v", err)
	}
}

func TestEncodeIsWhatDecodeReads(t *testing.T) {
	file, err := weights.Syntax()
	if err != nil {
		t.Fatal(err)
	}
	n, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := n.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(file) {
		t.Error("a file that was read and written again differs")
	}
}

func FuzzRead(f *testing.F) {
	m := load(f, neural.Best())
	f.Add("The farmers left .\n\" We stay , \" said Ada Orlin .")
	f.Add("\xff\xfe \xed\xa0\x80 مرحبا 你好 🙂🙂 \x00 " + strings.Repeat("\" ", 200))
	f.Add(strings.Repeat("a", 3000))
	f.Fuzz(func(t *testing.T, txt string) {
		tokens, sentences := lay(txt)
		a := m.Read(txt, tokens, sentences)
		check(t, tokens, sentences, a)
		if utf8.ValidString(txt) {
			for _, n := range a.Names {
				if !utf8.ValidString(n.Of(txt)) {
					t.Fatalf("name %v cuts a rune", n)
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	file, err := weights.Syntax()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Load(file); err != nil {
			b.Fatal(err)
		}
	}
}
