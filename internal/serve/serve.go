// Package serve puts a record behind HTTP.
//
// In: an open record, and options. Out: a handler with the pages of package
// web and the answers of package api, and a server that keeps answering
// whatever its clients do: every request has a bound on its size, its time and
// how many run beside it.
//
// Requests are checked before any page sees them: their host, against pages
// elsewhere that lead a browser here (DNS rebinding); their method; the length
// of their address. Every answer carries the headers that keep a browser from
// running or framing what it should not.
//
// What it leaves undone: it knows no users. It is made to listen on this
// machine alone.
package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"quoth"
	"quoth/internal/serve/api"
	"quoth/internal/serve/web"
)

// Options say how a record is served.
type Options struct {
	// Hosts are the names under which the server may be asked, without port,
	// besides those of this machine: localhost and loopback addresses.
	Hosts []string
	// Log takes a line for each request; nil discards them.
	Log *slog.Logger
}

// Bounds of the server.
const (
	atOnce       = 64               // requests answered side by side
	patience     = 5 * time.Second  // that one more waits for its turn
	longest      = 20 * time.Second // that an answer may take, but for a few of package api
	maxAddress   = 8 << 10          // bytes of a request's path and query
	maxHeader    = 32 << 10
	mostIdle     = 2 * time.Minute
	readTime     = 10 * time.Second
	shutdownTime = 10 * time.Second
)

var discard = slog.New(slog.DiscardHandler)

// Handler answers for a record.
func Handler(r *quoth.Record, o Options) http.Handler {
	if o.Log == nil {
		o.Log = discard
	}
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler(r))
	programs := api.Handler(r, o.Log)
	mux.Handle("/api", programs)
	mux.Handle("/api/", programs)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, req *http.Request) {
		if _, err := r.Statement(req.Context(), "----"); err != nil && !errors.Is(err, quoth.ErrNotFound) {
			plain(w, http.StatusServiceUnavailable, "the record cannot be read")
			return
		}
		plain(w, http.StatusOK, "ready")
	})
	var h http.Handler = mux
	h = compressed(h)
	h = timed(h)
	h = queued(h)
	h = checked(h, o.Hosts)
	h = protected(h)
	h = recovered(h, o.Log)
	return logged(h, o.Log)
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

// Serve answers on a listener until ctx ends; then it lets running requests
// end, for some seconds.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: readTime, ReadTimeout: readTime, WriteTimeout: longest + patience + readTime,
		IdleTimeout: mostIdle, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(discard.Handler(), slog.LevelError),
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		return s.Close()
	}
	return nil
}
