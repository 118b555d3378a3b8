package pattern

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPattern(t *testing.T) {
	p := New(`(\d+)-(\d+)`)
	const s = "a 1-2 b 3-4 c"
	assert.True(t, p.MatchString(s))
	assert.Equal(t, "1-2", p.FindString(s))
	assert.Equal(t, []int{2, 5}, p.FindStringIndex(s))
	assert.Equal(t, []string{"1-2", "1", "2"}, p.FindStringSubmatch(s))
	assert.Equal(t, []int{2, 5, 2, 3, 4, 5}, p.FindStringSubmatchIndex(s))
	assert.Equal(t, [][]int{{2, 5}, {8, 11}}, p.FindAllStringIndex(s, -1))
	assert.Len(t, p.FindAllStringSubmatchIndex(s, -1), 2)
	assert.Equal(t, "a 2 b 4 c", p.ReplaceAllString(s, "$2"))
	assert.Equal(t, []string{"a ", " b ", " c"}, p.Split(s, -1))
}

func TestPatternConcurrent(t *testing.T) {
	p := New("b+")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { assert.True(t, p.MatchString("abbb")) })
	}
	wg.Wait()
}

// A pattern that is not sound is found here, and not at its first use.
func TestSound(t *testing.T) {
	found := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			if f, ok := call.Fun.(*ast.SelectorExpr); !ok || f.Sel.Name != "New" || !isPattern(f.X) {
				return true
			}
			expr, ok := literal(call.Args[0])
			if assert.True(t, ok, "%s: a pattern that is no literal", path) {
				found++
				_, err := regexp.Compile(expr)
				assert.NoError(t, err, path)
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	assert.Greater(t, found, 50)
}

func isPattern(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == "pattern"
}

// literal is the text of a literal, or of several added up.
func literal(x ast.Expr) (string, bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		a, ok := literal(x.X)
		b, ok2 := literal(x.Y)
		return a + b, ok && ok2 && x.Op == token.ADD
	}
	return "", false
}
