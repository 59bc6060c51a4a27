package serve

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// policy allows a page what this server sends, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protected sets the headers that bound what a browser does with an answer.
func protected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// checked refuses what no page of ours asks for.
func checked(next http.Handler, hosts []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !ours(r.Host, hosts):
			plain(w, http.StatusMisdirectedRequest, "this server does not answer for "+strconv.Quote(r.Host))
		case len(r.RequestURI) > maxAddress:
			plain(w, http.StatusRequestURITooLong, "the address is longer than "+strconv.Itoa(maxAddress)+" bytes")
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			plain(w, http.StatusMethodNotAllowed, "only GET and HEAD are answered")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours reports whether a request is for this server: for a name of this machine,
// or one that it was told.
func ours(host string, known []string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" || slices.Contains(known, host) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// queued lets no more than atOnce requests run; the others wait, and are sent
// away after some time.
func queued(next http.Handler) http.Handler {
	running := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait := time.NewTimer(patience)
		defer wait.Stop()
		select {
		case running <- struct{}{}:
			defer func() { <-running }()
			next.ServeHTTP(w, r)
		case <-wait.C:
			w.Header().Set("Retry-After", strconv.Itoa(int(patience.Seconds())))
			plain(w, http.StatusServiceUnavailable, "too many requests at once; try again soon")
		case <-r.Context().Done():
		}
	})
}

// timed ends what takes too long.
func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longest)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// recovered answers for a handler that panics, which is a fault of ours: the
// log has it, the answer does not.
func recovered(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler: // the client must see that the answer is not whole
				panic(p)
			default:
				log.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				plain(w, http.StatusInternalServerError, "something went wrong here")
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// logged notes each request when it is answered.
func logged(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		c := &counted{ResponseWriter: w, status: http.StatusOK}
		defer func() { // also when the answer is broken off
			log.Info("request", "method", r.Method, "path", r.URL.Path, "status", c.status, "bytes", c.bytes,
				"ms", float64(time.Since(begin).Microseconds())/1000)
		}()
		next.ServeHTTP(c, r)
	})
}

type counted struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
