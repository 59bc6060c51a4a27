package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tidied refuses what can be no text of ours, and leaves a query string that
// reads the same way for everybody.
func tidied(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		values, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			Refuse(w, http.StatusBadRequest, "the query string cannot be read")
			return
		}
		if !sound(r.URL.Path) {
			invalid("path", r.URL.Path, "this is no text").write(w)
			return
		}
		for name, v := range values {
			switch at := "query." + shown(name); {
			case len(v) > 1:
				invalid(at, v[1], "it is given "+strconv.Itoa(len(v))+" times").write(w)
				return
			case !sound(name) || !sound(v[0]):
				invalid(at, v[0], "this is no text: it is not UTF-8, or has a zero byte").write(w)
				return
			}
		}
		r.URL.RawQuery = values.Encode()
		next.ServeHTTP(w, r)
	})
}

func sound(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

// tagged gives an answer a tag by which it is known, and saves those the body
// who have it.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := &keeper{ResponseWriter: w}
		next.ServeHTTP(k, r)
		if k.passing {
			return
		}
		h := w.Header()
		if k.status == 0 {
			k.status = http.StatusOK
		}
		if k.status == http.StatusOK {
			if h.Get("Cache-Control") == "" {
				h.Set("Cache-Control", "no-cache")
			}
			if r.Method != http.MethodPost {
				sum := sha256.Sum256(k.body.Bytes())
				tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"` // weak: it is the same for a packed answer
				h.Set("ETag", tag)
				if matches(r.Header.Get("If-None-Match"), tag) {
					h.Del("Content-Type")
					w.WriteHeader(http.StatusNotModified)
					return
				}
			}
		} else if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "no-store")
		}
		if h.Get("Location") == "" {
			h.Set("Content-Length", strconv.Itoa(k.body.Len()))
		}
		w.WriteHeader(k.status)
		_, _ = w.Write(k.body.Bytes())
	})
}

// matches reports whether a list of tags has one.
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// A keeper holds an answer back until it is whole, unless it is a stream.
type keeper struct {
	http.ResponseWriter
	status  int
	passing bool
	body    bytes.Buffer
}

func (k *keeper) WriteHeader(status int) {
	if k.status != 0 {
		return
	}
	k.status = status
	if k.passing = k.Header().Get("Content-Type") == lines; k.passing {
		k.Header().Set("Cache-Control", "no-cache")
		k.ResponseWriter.WriteHeader(status)
	}
}

func (k *keeper) Write(b []byte) (int, error) {
	if k.status == 0 {
		k.WriteHeader(http.StatusOK)
	}
	if k.passing {
		return k.ResponseWriter.Write(b)
	}
	return k.body.Write(b)
}

func (k *keeper) Unwrap() http.ResponseWriter { return k.ResponseWriter }
