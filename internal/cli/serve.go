package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"stemma/internal/api"
	"stemma/internal/store"
	"stemma/internal/web"
)

// tokenVariable holds the token of serve where no flag gives it.
const tokenVariable = "STEMMA_TOKEN"

// How long a client may take. Event streams take the time to write away.
const (
	headerTime = 5 * time.Second
	readTime   = 60 * time.Second
	writeTime  = 120 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 10 * time.Second
	maxHeader  = 2 << 20 // bytes; longer addresses are refused with a reason before that
)

func serveCommand(a *app) *cobra.Command {
	var addr, token string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the record as pages and as an interface",
		Long: `Serve the record: pages for a person, and the same as a documented interface for a program
(/openapi.json). Nothing is fetched from elsewhere. Without a token the record is only read; with
one, in --token or ` + tokenVariable + `, whoever sends it may add reports and make corrections. An address
that other machines reach needs a token.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if token == "" {
				token = os.Getenv(tokenVariable)
			}
			return a.serve(cmd.Context(), addr, token)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "listen on `HOST:PORT`")
	cmd.Flags().StringVar(&token, "token", "", "let whoever sends this `TOKEN` add and correct")
	return cmd
}

func (a *app) serve(ctx context.Context, addr, token string) error {
	loopback, err := isLoopback(addr)
	if err != nil {
		return usageError{err}
	}
	if !loopback && token == "" {
		return usageError{fmt.Errorf("--addr %s is reached by other machines: set a token in --token or %s first", addr, tokenVariable)}
	}
	return a.open(ctx, func(s store.Store) error {
		log := slog.New(slog.NewJSONHandler(a.Err, nil))
		r, err := a.served(s)
		if err != nil {
			return err
		}
		face := api.New(api.Options{Record: r, Token: token, Version: thisVersion().Version, Log: log, Now: a.clock()})
		listener, err := net.Listen("tcp", addr)
		if err != nil {
			return err
		}
		a.notef("stemma: serving %s on http://%s\n", a.db, listener.Addr())
		return listen(ctx, listener, web.Handler(face), log)
	})
}

// clock is the record's clock as a function.
func (a *app) clock() func() time.Time {
	return func() time.Time {
		t, err := a.now()
		if err != nil {
			panic(err) // --now was read when the command started.
		}
		return t
	}
}

// isLoopback reports whether only this machine reaches addr.
func isLoopback(addr string) (bool, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, fmt.Errorf("--addr: %w", err)
	}
	if host == "localhost" {
		return true, nil
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback(), nil
}

// listen answers requests until ctx is done, then lets those under way end.
func listen(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	base, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		BaseContext: func(net.Listener) context.Context { return base },
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(stop) // ends what streams
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	err := server.Shutdown(end)
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
