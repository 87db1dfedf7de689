package api

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// steady is a record that does not change.
type steady struct{ Record }

func (steady) Generation(context.Context) (uint64, error) { return 1, nil }

// TestAnswersAreMadeOnce asks the same several times at once, and once more later.
func TestAnswersAreMadeOnce(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		want   int64 // want is how often the answer is made.
	}{
		{"an answer", http.StatusOK, 1},
		{"a fault", http.StatusServiceUnavailable, 6},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var made atomic.Int64
				release := make(chan struct{})
				a := &API{Options: Options{Record: steady{}}, answers: newAnswers()}
				h := a.tagged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					made.Add(1)
					<-release
					w.WriteHeader(test.status)
					io.WriteString(w, "said")
				}))
				ask := func() {
					w := httptest.NewRecorder()
					h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/matters", nil))
					if w.Code != test.status || w.Body.String() != "said" {
						t.Errorf("%d %q", w.Code, w.Body)
					}
				}
				var all sync.WaitGroup
				for range 5 {
					all.Go(ask)
				}
				synctest.Wait()
				if n := made.Load(); n != 1 {
					t.Errorf("%d are made at once", n)
				}
				close(release)
				all.Wait()
				ask()
				if n := made.Load(); n != test.want {
					t.Errorf("made %d times, want %d", n, test.want)
				}
			})
		})
	}
}
