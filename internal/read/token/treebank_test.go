package token

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
)

// goldText is the raw text of a treebank file with its tokens and sentences as
// numbers of the first and last character that is not white space.
type goldText struct {
	raw       string
	tokens    map[[2]int]string
	sentences map[[2]int]bool
}

func readTreebank(t *testing.T, path string) goldText {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := goldText{tokens: map[[2]int]string{}, sentences: map[[2]int]bool{}}
	var raw strings.Builder
	at, begin := 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"), strings.HasPrefix(line, "# newpar"):
			raw.WriteString("\n\n")
		case strings.HasPrefix(line, "# text = "):
			raw.WriteString(line[len("# text = "):] + " ")
		case line == "":
			if at > begin {
				g.sentences[[2]int{begin, at}] = true
			}
			begin = at
		case line[0] != '#':
			c := strings.Split(line, "\t")
			if strings.ContainsAny(c[0], "-.") {
				continue
			}
			n := len([]rune(strings.ReplaceAll(c[1], " ", "")))
			g.tokens[[2]int{at, at + n}] = c[1]
			at += n
		}
	}
	g.raw = raw.String()
	return g
}

// TestTreebank holds words and sentences of the development parts to what was
// reached on them.
func TestTreebank(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/data/treebank/*-dev.conllu")
	if train := os.Getenv("TOKEN_TREEBANK"); train != "" {
		files, _ = filepath.Glob(train)
	}
	if len(files) == 0 {
		t.Skip("no treebank beside the module")
	}
	for _, path := range files {
		g := readTreebank(t, path)
		tokens, sentences := Split(g.raw, []stemma.Block{{Span: stemma.Span{End: len(g.raw)}, Role: stemma.Body}})
		index := make([]int, len(g.raw)+1)
		n := 0
		for i, r := range g.raw {
			index[i] = n
			if !strings.ContainsRune(" \n\t\u00a0", r) {
				n++
			}
		}
		index[len(g.raw)] = n
		char := func(end int) int { // the characters before byte end
			for end > 0 && end < len(g.raw) && g.raw[end]&0xc0 == 0x80 {
				end++
			}
			return index[end]
		}
		right, got := 0, map[[2]int]string{}
		for _, tok := range tokens {
			k := [2]int{char(tok.Start), char(tok.End)}
			got[k] = tok.Of(g.raw)
			if _, ok := g.tokens[k]; ok {
				right++
			}
		}
		tokenF := 200 * float64(right) / float64(len(tokens)+len(g.tokens))
		right = 0
		for _, s := range sentences {
			if g.sentences[[2]int{char(s.Start), char(s.End)}] {
				right++
			}
		}
		sentenceF := 200 * float64(right) / float64(len(sentences)+len(g.sentences))
		t.Logf("%s: words %.2f, sentences %.2f", filepath.Base(path), tokenF, sentenceF)
		if tokenF < 98.5 || sentenceF < 70 {
			t.Errorf("%s: words %.2f, sentences %.2f", path, tokenF, sentenceF)
		}
		if out := os.Getenv("TOKEN_ERRORS"); out != "" {
			f, _ := os.Create(filepath.Join(out, filepath.Base(path)+".errors"))
			for _, tok := range tokens {
				k := [2]int{char(tok.Start), char(tok.End)}
				if _, ok := g.tokens[k]; !ok {
					lo, hi := max(tok.Start-15, 0), min(tok.End+15, len(g.raw))
					f.WriteString("T\t" + got[k] + "\t" + strings.ReplaceAll(g.raw[lo:hi], "\n", "¶") + "\n")
				}
			}
			for _, s := range sentences {
				if !g.sentences[[2]int{char(s.Start), char(s.End)}] {
					f.WriteString("S\t" + strings.ReplaceAll(s.Of(g.raw), "\n", "¶") + "\n")
				}
			}
			f.Close()
		}
	}
}
