package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
)

// The largest bodies that are taken, in bytes.
const (
	maxReport     = 8 << 20 // a page has much beside its text
	maxCorrection = 256 << 10
)

// MaxText is the longest text of a report that is taken, in bytes: the longest reports of
// news are a tenth of it, and recording compares every sentence with every other.
const MaxText = 1 << 20

func (a *API) correctionRoutes() {
	get(a, "/corrections", "listCorrections", "What persons decided, who and why", "corrections", a.listCorrections)
	post(a, "/corrections", "makeCorrection", "Merge, split, set, confirm, forget or undo", "corrections", maxCorrection, a.makeCorrection)
	post(a, "/reports", "addReport", "Add a report", "reports", maxReport, a.addReport)
}

// needToken lets through who sends the token.
func (a *API) needToken(ctx huma.Context, next func(huma.Context)) {
	if a.Token == "" {
		a.refuse(ctx, http.StatusForbidden, "this server is only read: it was started without a token")
		return
	}
	given, ok := strings.CutPrefix(ctx.Header("Authorization"), "Bearer ")
	want, got := sha256.Sum256([]byte(a.Token)), sha256.Sum256([]byte(strings.TrimSpace(given)))
	if !ok || subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		ctx.SetHeader("WWW-Authenticate", "Bearer")
		a.refuse(ctx, http.StatusUnauthorized, "the token is missing or another")
		return
	}
	next(ctx)
}

func (a *API) refuse(ctx huma.Context, status int, why string) {
	if err := huma.WriteErr(a.huma, ctx, status, why); err != nil {
		a.Log.Error("answer not written", "err", err)
	}
}

func (a *API) listCorrections(tx store.ReadTx, in *struct {
	Moment
	Paged
}) (client.Page[client.Correction], error) {
	after, err := in.after(1)
	if err != nil {
		return client.Page[client.Correction]{}, err
	}
	passed := after == nil // the list is in the order in which they were made
	behind := func(c store.Correction) bool {
		was := passed
		passed = passed || c.ID == after[0]
		return was
	}
	return page(in.Paged, tx.Corrections(), func(c store.Correction) []string { return []string{c.ID} }, behind,
		func(c store.Correction) (client.Correction, error) { return correction(c), nil })
}

func correction(c store.Correction) client.Correction {
	return client.Correction{
		ID: c.ID, Verb: string(c.Verb), Subjects: some(c.Subjects), Field: string(c.Field), Value: c.Value, Who: c.Who, Why: c.Why, At: instant(c.At),
	}
}

type correctionInput struct{ Body client.NewCorrection }

func (a *API) makeCorrection(ctx context.Context, in *correctionInput) (client.Correction, error) {
	b := in.Body
	d := store.Correction{
		Verb: store.CorrectionVerb(b.Verb), Subjects: b.Subjects, Field: stemma.Field(b.Field), Value: b.Value,
		Who: strings.TrimSpace(b.Who), Why: strings.TrimSpace(b.Why), At: a.Now().Truncate(time.Second),
	}
	if d.Who == "" || d.Why == "" {
		return client.Correction{}, badInput{"body", "a correction needs who and why"}
	}
	var err error
	d.ID, err = a.Record.Correct(ctx, d)
	return correction(d), err
}

type reportInput struct{ Body client.NewReport }

func (a *API) addReport(ctx context.Context, in *reportInput) (client.Added, error) {
	if (in.Body.Text == "") == (in.Body.HTML == "") {
		return client.Added{}, badInput{"body", "want either text or html"}
	}
	if len(in.Body.Text) > MaxText {
		return client.Added{}, huma.Error413RequestEntityTooLarge(fmt.Sprintf("the text is longer than %d bytes", MaxText))
	}
	return a.Record.Add(ctx, in.Body)
}
