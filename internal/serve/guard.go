package serve

import (
	"context"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"quoth/internal/serve/api"
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
			refuse(w, r, http.StatusMisdirectedRequest, "this server does not answer for "+strconv.Quote(r.Host))
		case len(r.RequestURI) > maxAddress:
			refuse(w, r, http.StatusRequestURITooLong, "the address is longer than "+strconv.Itoa(maxAddress)+" bytes")
		case r.Method == http.MethodPost && r.URL.Path == api.ExtractPath:
			// A page elsewhere can have a browser send a form, but not this, unless we agree.
			if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
				refuse(w, r, http.StatusUnsupportedMediaType, "the body has to be application/json")
				return
			}
			next.ServeHTTP(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, r, http.StatusMethodNotAllowed, "only GET and HEAD are answered")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// refuse says why there is no answer, as those who ask can read it.
func refuse(w http.ResponseWriter, r *http.Request, status int, text string) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		api.Refuse(w, status, text)
		return
	}
	plain(w, status, text)
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
			refuse(w, r, http.StatusServiceUnavailable, "too many requests at once; try again soon")
		case <-r.Context().Done():
		}
	})
}

// timed ends what takes too long.
func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), api.Bound(r, longest))
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
				refuse(w, r, http.StatusInternalServerError, "something went wrong here")
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
