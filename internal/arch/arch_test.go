package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestImports reads every source of the module. Tests may import more: a test
// sees the whole it belongs to.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules" || ownModule(root, p)) {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
			checkFile(t, root, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ownModule reports whether the folder is a module of its own, as tools/ is.
func ownModule(root, p string) bool {
	_, err := os.Stat(filepath.Join(root, p, "go.mod"))
	return p != "." && err == nil
}

func checkFile(t *testing.T, root, p string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, p), nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	from := strings.TrimPrefix(path.Dir(p), ".")
	for _, imp := range f.Imports {
		what, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		under, ours := strings.CutPrefix(what+"/", "stemma/")
		if ours {
			what = strings.TrimSuffix(under, "/")
		}
		if why := Forbidden(from, what, ours); why != "" {
			t.Errorf("%s: %s", p, why)
			return // One reason a file is enough.
		}
	}
}

func TestForbidden(t *testing.T) {
	cases := []struct {
		from, what string
		ours       bool
		allowed    bool
	}{
		{"internal/read/when", "internal/read/number", true, false},
		{"internal/read/when", "os", false, false},
		{"internal/read/when", "strings", false, true},
		{"internal/read", "internal/read/when", true, true},
		{"internal/record/matter", "internal/store", true, false},
		{"internal/eval", "internal/cli", true, false},
		{"", "internal/text", true, false},
		{"internal/nowhere/deep/down", "strings", false, false},
	}
	for _, c := range cases {
		if why := Forbidden(c.from, c.what, c.ours); (why == "") != c.allowed {
			t.Errorf("Forbidden(%q, %q) = %q, want allowed %v", c.from, c.what, why, c.allowed)
		}
	}
}
