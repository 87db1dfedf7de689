package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"stemma/internal/api"
	"stemma/internal/store"
	"stemma/internal/web"
)

// tokenVariable holds the token of serve where no flag gives it.
const tokenVariable = "STEMMA_TOKEN"

// timeouts are how long a client may take.
type timeouts struct {
	header time.Duration // header is for the head of a request.
	read   time.Duration // read is for all of a request.
	write  time.Duration // write is for an answer. Streams and files set their own.
	idle   time.Duration // idle is how long a connection stays open between requests.
	stop   time.Duration // stop is what requests under way get when the server stops.
}

// usual are the timeouts of serve: a report of 16 MB may come over a slow line.
var usual = timeouts{header: 5 * time.Second, read: time.Minute, write: 2 * time.Minute, idle: 2 * time.Minute, stop: 10 * time.Second}

// maxHeader bounds the head of a request in bytes. Addresses that are too long are refused
// with a reason before that.
const maxHeader = 2 << 20

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
	return a.open(ctx, func(s store.Store) (err error) {
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
		var warming sync.WaitGroup
		warming.Go(r.warm)
		defer warming.Wait()
		a.notef("stemma: serving %s on http://%s\n", a.db, listener.Addr())
		return listen(ctx, listener, face.Guard(loopback, web.Handler(face)), usual, log)
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
func listen(ctx context.Context, l net.Listener, h http.Handler, t timeouts, log *slog.Logger) error {
	base, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: t.header, ReadTimeout: t.read, WriteTimeout: t.write, IdleTimeout: t.idle, MaxHeaderBytes: maxHeader,
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
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), t.stop)
	defer cancel()
	err := server.Shutdown(end)
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
