package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/internal/store"
)

// tokenScheme names the security scheme of the routes that write.
const tokenScheme = "token"

// answer is a response with a body.
type answer[O any] struct{ Body O }

// dated is an input that may ask for the record of another time.
type dated interface{ moment() (time.Time, error) }

// get registers a route that shows something of the record.
func get[I any, P interface {
	*I
	dated
}, O any](a *API, path, id, summary, tag string, f func(tx store.ReadTx, in *I) (O, error)) {
	op := huma.Operation{
		Method: http.MethodGet, Path: path, OperationID: id, Summary: summary, Tags: []string{tag},
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*answer[O], error) {
		at, err := P(in).moment()
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		out := &answer[O]{}
		err = a.Record.View(ctx, at, func(tx store.ReadTx) (err error) {
			out.Body, err = f(tx, in)
			return err
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return out, nil
	})
}

// post registers a route that writes, for whoever has the token.
func post[I, O any](a *API, path, id, summary, tag string, maxBytes int64, f func(ctx context.Context, in *I) (O, error)) {
	op := huma.Operation{
		Method: http.MethodPost, Path: path, OperationID: id, Summary: summary, Tags: []string{tag},
		DefaultStatus: http.StatusCreated,
		MaxBodyBytes:  maxBytes,
		Security:      []map[string][]string{{tokenScheme: {}}},
		Middlewares:   huma.Middlewares{a.needToken},
		Errors: []int{
			http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity,
			http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusInsufficientStorage,
		},
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*answer[O], error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return &answer[O]{out}, nil
	})
}

// badInput is an error of whoever asks: which parameter, and what is wrong with it.
type badInput struct{ location, message string }

func (e badInput) Error() string { return e.location + ": " + e.message }

// problems map the errors of the record to statuses and to words without paths; the
// first row that matches decides.
var problems = []struct {
	err    error
	status int
	says   string
}{
	{stemma.ErrFull, http.StatusInsufficientStorage, "no space left on the disk: nothing was added"},
	{stemma.ErrLocked, http.StatusServiceUnavailable, "the record is in use by another process; try again"},
	{stemma.ErrReadOnly, http.StatusForbidden, "the record may not be written"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "it took too long; ask for less"},
	{context.Canceled, http.StatusServiceUnavailable, "the request was given up"},
	{stemma.ErrCorrupt, http.StatusInternalServerError, "the record is damaged; 'stemma doctor' says more"},
}

// problem is what whoever asked is told of err. Faults of ours go to the log whole and
// out in general words: they may name files.
func (a *API) problem(ctx context.Context, err error) error {
	var bad badInput
	var refusal Refusal
	var status huma.StatusError
	switch {
	case errors.As(err, &status):
		return err
	case errors.As(err, &bad):
		return huma.Error422UnprocessableEntity(bad.message, &huma.ErrorDetail{Message: bad.message, Location: bad.location})
	case errors.As(err, &refusal):
		return huma.Error422UnprocessableEntity(refusal.Why)
	}
	for _, p := range problems {
		if errors.Is(err, p.err) {
			if p.status >= http.StatusInternalServerError && ctx.Err() == nil {
				a.Log.ErrorContext(ctx, "request failed", "err", err)
			}
			return huma.NewError(p.status, p.says)
		}
	}
	if errors.Is(err, stemma.ErrNotFound) {
		return huma.Error404NotFound("nothing in the record has that id or name")
	}
	a.Log.ErrorContext(ctx, "request failed", "err", err)
	return huma.Error500InternalServerError("a fault of the server; its log says more")
}

// writeDocument writes an OpenAPI document with sorted keys and indents.
func writeDocument(w io.Writer, doc *huma.OpenAPI) error {
	b, err := doc.MarshalJSON()
	if err != nil {
		return err
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// Problem writes an error as problem+json, for what is answered outside the routes.
func Problem(w http.ResponseWriter, status int, detail string) {
	b, err := json.Marshal(huma.NewError(status, detail))
	if err != nil {
		panic(err) // A status and a text always can.
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	w.Write(b) // The reader may be gone; there is nobody to tell.
}
