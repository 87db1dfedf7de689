package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"stemma"
	"stemma/client"
	"stemma/internal/api"
	"stemma/internal/feed"
	"stemma/internal/record"
	"stemma/internal/store"
	"stemma/internal/text"
)

// served is the record as the interface sees it.
type served struct {
	store store.Store
	side  func(name, id string) (string, stemma.Side)
	// knowledge is opened when something is to be read, or by warm: the server starts at
	// once.
	knowledge func() (*knowledge, error)
	moments   moments
}

var _ api.Record = (*served)(nil)

func (a *app) served(s store.Store) (*served, error) {
	list, err := a.actors()
	if err != nil {
		return nil, err
	}
	return &served{store: s, side: bodies(list), knowledge: sync.OnceValues(a.knowledge)}, nil
}

// warm opens what reading needs, so that who asks for a report first does not wait for it.
// A fault is told to whoever asks.
func (v *served) warm() { _, _ = v.knowledge() }

// View runs f on the record as it was known at a time.
func (v *served) View(ctx context.Context, at time.Time, f func(store.ReadTx) error) error {
	if at.IsZero() {
		return v.store.View(ctx, putRight(f))
	}
	k, err := v.knowledge()
	if err != nil {
		return err
	}
	return v.moments.view(ctx, v.store, k.world(), at, f)
}

// Generation is another number after every change.
func (v *served) Generation(ctx context.Context) (uint64, error) { return v.store.Generation(ctx) }

// Side tells whom a name speaks for and where that party stands.
func (v *served) Side(name, id string) (string, stemma.Side) { return v.side(name, id) }

// Read reads a report anew.
func (v *served) Read(r *stemma.Report) (*text.Doc, error) {
	k, err := v.knowledge()
	if err != nil {
		return nil, err
	}
	got := readOne(r, k.reader.Read)
	return got.doc, got.err
}

// Add reads and records one report, in the way of a line of JSON Lines.
func (v *served) Add(ctx context.Context, r client.NewReport) (client.Added, error) {
	k, err := v.knowledge()
	if err != nil {
		return client.Added{}, err
	}
	if r.ID == "" && r.URL == "" {
		sum := sha256.Sum256([]byte(r.Text + r.HTML))
		r.ID = "posted-" + hex.EncodeToString(sum[:6])
	}
	line, err := json.Marshal(r)
	if err != nil {
		return client.Added{}, err
	}
	var doc *text.Doc
	for report, err := range feed.Read(ctx, []string{"-"}, feed.Options{Stdin: bytes.NewReader(line), Outlets: k.outlets}) {
		if err == nil && len(report.Text) > api.MaxText {
			return client.Added{}, api.Refusal{Why: fmt.Sprintf("open: the text of the page is longer than %d bytes", api.MaxText)}
		}
		if err == nil {
			got := readOne(report, k.reader.Read)
			doc, err = got.doc, got.err
		}
		if why, ok := feed.AsRejected(err); ok {
			return client.Added{}, api.Refusal{Why: why.Stage + ": " + why.Why}
		}
		if err != nil {
			return client.Added{}, err
		}
	}
	if doc == nil {
		return client.Added{}, api.Refusal{Why: "it holds no report"}
	}
	return v.keep(ctx, k, doc)
}

// keep records what was read, and tells what became of it.
func (v *served) keep(ctx context.Context, k *knowledge, doc *text.Doc) (client.Added, error) {
	out := client.Added{ID: string(doc.Report.ID), Status: "added", Claims: len(doc.Claims)}
	err := v.store.View(ctx, func(tx store.ReadTx) error {
		versions, err := tx.Versions(doc.Report.ID)
		if errors.Is(err, stemma.ErrNotFound) {
			return nil
		}
		out.Status = "new-version"
		if slices.ContainsFunc(versions, func(r stemma.Report) bool { return r.Text == doc.Report.Text }) {
			out.Status = "unchanged"
		}
		return err
	})
	if err != nil {
		return out, err
	}
	return out, record.Add(ctx, v.store, k.world(), doc)
}

// Correct makes a decision of a person.
func (v *served) Correct(ctx context.Context, d store.Correction) (string, error) {
	k, err := v.knowledge()
	if err != nil {
		return "", err
	}
	err = v.store.View(ctx, func(tx store.ReadTx) error {
		for _, id := range d.Subjects {
			if err := knownSubject(tx, d.Verb, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	id, err := record.Correct(ctx, v.store, k.world(), d)
	if err != nil && !errors.Is(err, stemma.ErrNotFound) && !fatal(err) && ctx.Err() == nil {
		return "", api.Refusal{Why: err.Error()}
	}
	return id, err
}

// knownSubject fails where a decision names something that is not in the record, or
// not of the nouns that its verb takes.
func knownSubject(tx store.ReadTx, verb store.CorrectionVerb, id string) error {
	if verb == store.Undo {
		for c, err := range tx.Corrections() {
			if err != nil || c.ID == id {
				return err
			}
		}
		return fmt.Errorf("correction %q: %w", id, stemma.ErrNotFound)
	}
	found, err := tx.Find(id, 20)
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.ID == id && slices.Contains(nouns[verb], f.Noun) {
			return nil
		}
	}
	return fmt.Errorf("%s %q: %w", verb, id, stemma.ErrNotFound)
}
