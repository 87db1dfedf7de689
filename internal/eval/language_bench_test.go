package eval

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/neural"
	"stemma/internal/read/lemma"
	"stemma/internal/read/token"
	"stemma/internal/syntax"
	"stemma/internal/weights"
)

// BenchmarkLanguage goes from raw text to tokens, sentences, tags, lemmas, arcs and
// names, on one core, as the processor does best and in plain Go. It reads the real
// reports of ../shared where they are, else text of its own; both over 100,000 tokens.
func BenchmarkLanguage(b *testing.B) {
	txt := manyWords(b)
	blocks := paragraphs(txt)
	file, err := weights.Syntax()
	if err != nil {
		b.Fatal(err)
	}
	lemmas, err := lemma.Default()
	if err != nil {
		b.Fatal(err)
	}
	for _, cpu := range slices.Compact([]neural.CPU{neural.Best(), neural.Portable}) {
		b.Run(cpu.String(), func(b *testing.B) {
			m, err := syntax.LoadFor(cpu, file)
			if err != nil {
				b.Fatal(err)
			}
			l := Language{Syntax: m, Lemmas: lemmas}
			tokens, sentences := token.Split(txt, blocks)
			l.read(txt, tokens, sentences) // the model has met the frequent words
			total := 0
			b.ReportAllocs()
			start := cpuTime()
			for b.Loop() {
				tokens, sentences := token.Split(txt, blocks)
				l.read(txt, tokens, sentences)
				total += len(tokens)
			}
			if spent := cpuTime() - start; spent > 0 {
				b.ReportMetric(float64(total)/spent.Seconds(), "tokens/cpu-s")
			}
			b.ReportMetric(float64(total)/float64(b.N), "tokens/op")
		})
	}
}

// manyWords is text of more than 100,000 tokens.
func manyWords(b *testing.B) string {
	lines, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "syria", "reports.jsonl"))
	for _, path := range lines {
		type report struct{ Text string }
		reports, err := readLines[report](path)
		if err != nil {
			b.Fatal(err)
		}
		var all strings.Builder
		for _, r := range reports {
			all.WriteString(r.Text + "\n\n")
			if all.Len() > 800_000 {
				return all.String()
			}
		}
	}
	b.Log("no reports beside the module: reading text of our own")
	const own = `The mayor of Tarnholt said on Tuesday that more than 40 families had left the old quarter after
shells fell near the market. "We heard three blasts before dawn," said Runa Quell, who keeps a bakery there.
Officials in the coastal city of Velm, which the Northern Front has held since early March, denied that a
truce had been broken. The Orla Observatory, a monitor with contacts on both sides, counted 17 dead.` + "\n\n"
	return strings.Repeat(own, 1400)
}

func paragraphs(txt string) []stemma.Block {
	var blocks []stemma.Block
	at := 0
	for _, p := range strings.Split(txt, "\n\n") {
		if p != "" {
			blocks = append(blocks, stemma.Block{Span: stemma.Span{Start: at, End: at + len(p)}, Role: stemma.Body})
		}
		at += len(p) + 2
	}
	return blocks
}
