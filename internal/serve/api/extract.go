package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"quoth/news"
)

const (
	mostBytes    = 1 << 20         // of a request's body
	patience     = 2 * time.Second // that a text waits for its turn
	readingSlack = 10 * time.Second
)

type extractInput struct {
	Body textBody
}

// textBody is an article to be read.
type textBody struct {
	Text      string `json:"text"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Outlet    string `json:"outlet"`
	Language  string `json:"language"`
}

func (textBody) Schema(huma.Registry) *huma.Schema { return schemaNamed("Text") }

func (s *server) addExtract() {
	o := operation{
		ID: "extract", Path: strings.TrimPrefix(ExtractPath, root), Summary: "The statements of a text",
		About: "The text is read and not kept. The body has at most " + strconv.Itoa(mostBytes) + " bytes, and reading ends after two minutes with a 503, which a text of some 100,000 words may need.",
		Example: example{
			Body:   []pair{{"text", "“The toll will be gone by May,” port director Ana Reyes said on Friday."}, {"published", "2031-10-18"}},
			Python: "for s in answer[\"statements\"]:\n    print(s[\"speaker\"][\"name\"], \"|\", s[\"content\"][\"text\"])",
		},
	}
	document := s.documented(&o, http.MethodPost)
	document.MaxBodyBytes = -1    // bounded sees to it
	document.BodyReadTimeout = -1 // a deadline for reading would end the answer, too
	huma.Register(s.api, *document, func(ctx context.Context, in *extractInput) (*plainOutput[articleBody], error) {
		a, err := s.extract(ctx, &in.Body)
		b, err := write[articleBody](ctx, s, o.ID, a, err)
		return &plainOutput[articleBody]{Body: b}, err
	})
}

func (s *server) extract(ctx context.Context, in *textBody) (news.Article, error) {
	a := news.Article{
		ID: fmt.Sprintf("%.8x", sha256.Sum256([]byte(in.Text))), Text: in.Text,
		Title: in.Title, URL: in.URL, Published: in.Published, Outlet: in.Outlet, Language: in.Language,
	}
	turn := time.NewTimer(patience)
	defer turn.Stop()
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-turn.C:
		return a, later(busy, "too many texts are being read; try again soon")
	case <-ctx.Done():
		return a, ctx.Err()
	}
	e, err := s.extractor()
	if err != nil {
		return a, err
	}
	return e.Extract(ctx, a)
}

// bounded reads the body of a request that may have one, whole or not at all.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		switch large := (*http.MaxBytesError)(nil); {
		case errors.As(err, &large):
			Refuse(w, http.StatusRequestEntityTooLarge, "the body has more than "+strconv.Itoa(mostBytes)+" bytes")
			return
		case err != nil:
			Refuse(w, http.StatusBadRequest, "the body cannot be read")
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longestReading + readingSlack)) // a recorder in a test has none
		next.ServeHTTP(w, r)
	})
}
